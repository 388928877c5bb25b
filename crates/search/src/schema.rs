//! What is indexed of an entry, and how.

use std::borrow::Cow;
use std::collections::BTreeSet;

use model::{Fnv, Kind, Pinpoint, Segment, SegmentKind};
use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, STORED, STRING, Schema, TextFieldIndexing,
    TextOptions,
};

use crate::analysis::{Form, Tongue, signed};
use crate::entry::Entry;

/// The version of everything the index holds: fields, analysis, stored form. Raised whenever one of them changes
/// so that an index made by an older program would be misread.
pub const FORMAT: u32 = 8;

/// Name under which the analyser of a form is registered.
pub(crate) const fn analyzer_name(form: Form) -> &'static str {
    match form {
        Form::Main => "main",
        Form::Exact => "exact",
    }
}

/// A part of an entry whose words can be searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Part {
    /// The source's words.
    Text,
    /// Its own heading.
    Heading,
    /// Headings above.
    Context,
    /// Opening words of the nodes above.
    Chapeau,
    /// Title and short title of the document.
    Title,
    /// Its digest.
    Gist,
    /// Digests above.
    ContextGist,
    /// Names and synonyms of its labels.
    Labels,
    /// Names of the doctrines that its labels are a part of.
    Broader,
}

impl Part {
    pub(crate) const ALL: [Self; 9] = [
        Self::Text,
        Self::Heading,
        Self::Context,
        Self::Chapeau,
        Self::Title,
        Self::Gist,
        Self::ContextGist,
        Self::Labels,
        Self::Broader,
    ];

    /// The part in words, for people.
    pub(crate) const fn told(self) -> &'static str {
        match self {
            Self::Text => "words",
            Self::Heading => "heading",
            Self::Context => "headings above",
            Self::Chapeau => "opening words above",
            Self::Title => "title",
            Self::Gist => "gist",
            Self::ContextGist => "gist above",
            Self::Labels => "label names and synonyms",
            Self::Broader => "broader labels",
        }
    }

    /// Whether its words are the project's, not the source's.
    const fn is_ours(self) -> bool {
        matches!(self, Self::Gist | Self::ContextGist | Self::Labels | Self::Broader)
    }

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Heading => "heading",
            Self::Context => "context",
            Self::Chapeau => "chapeau",
            Self::Title => "title",
            Self::Gist => "gist",
            Self::ContextGist => "context_gist",
            Self::Labels => "label_words",
            Self::Broader => "broader_words",
        }
    }
}

/// A property of an entry that is looked up whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Key {
    /// Its id.
    Id,
    /// Its id and those of the nodes above it, in the tree and in the pinpoint.
    Under,
    /// Its document.
    Document,
    /// Kind of document.
    Kind,
    /// Layer.
    Layer,
    /// Class.
    Class,
    /// A doctrine label.
    Label,
    /// What it cites, and everything above that.
    Cites,
    /// `yes` for passages.
    Passage,
    /// Language of the text, where it is known.
    Language,
    /// The names of a record; see [`Writer::record`](crate::Writer::record).
    Record,
}

impl Key {
    pub(crate) const ALL: [Self; 11] = [
        Self::Id,
        Self::Under,
        Self::Document,
        Self::Kind,
        Self::Layer,
        Self::Class,
        Self::Label,
        Self::Cites,
        Self::Passage,
        Self::Language,
        Self::Record,
    ];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Under => "under",
            Self::Document => "document",
            Self::Kind => "kind",
            Self::Layer => "layer",
            Self::Class => "class",
            Self::Label => "label",
            Self::Cites => "cites",
            Self::Passage => "passage",
            Self::Language => "language",
            Self::Record => "record",
        }
    }
}

/// The value of [`Key::Passage`] for passages.
pub(crate) const PASSAGE: &str = "yes";

/// A value of [`Key::Record`] that every record has.
pub(crate) const ANY_RECORD: &str = "*";

/// Name of the column that orders the entries of a document.
pub(crate) const ORDINAL: &str = "ordinal";

/// Name of the column that holds the date as a number, `YYYYMMDD`; 0 where there is none.
pub(crate) const DATE: &str = "date";

/// Name of the column that tells provisions apart: the same number for all passages of an article.
pub(crate) const PROVISION: &str = "provision";

/// Name of the column that tells the law's own words (1) from words about it (0).
pub(crate) const PRIMARY: &str = "primary";

/// Room for what an entry has beside its words and ids: headings, titles, keys.
const OTHER: usize = 512;

/// The fields of the index.
#[derive(Clone, Debug)]
pub(crate) struct Fields {
    parts: [Field; Part::ALL.len()],
    exact: Field,
    keys: [Field; Key::ALL.len()],
    ordinal: Field,
    date: Field,
    provision: Field,
    primary: Field,
    pub(crate) stored: Field,
}

impl Fields {
    /// The schema and its fields.
    pub(crate) fn schema() -> (Schema, Self) {
        let mut builder = Schema::builder();
        let words = |form| {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer(analyzer_name(form))
                .set_index_option(IndexRecordOption::WithFreqsAndPositions);
            TextOptions::default().set_indexing_options(indexing)
        };
        let parts = Part::ALL.map(|p| builder.add_text_field(p.name(), words(Form::Main)));
        let exact = builder.add_text_field("exact", words(Form::Exact));
        let keys = Key::ALL.map(|k| match k {
            Key::Document | Key::Kind | Key::Layer | Key::Label => {
                builder.add_text_field(k.name(), STRING | FAST)
            }
            _ => builder.add_text_field(k.name(), STRING),
        });
        let ordinal = builder.add_u64_field(ORDINAL, NumericOptions::default() | FAST | INDEXED);
        let date = builder.add_u64_field(DATE, FAST);
        let provision = builder.add_u64_field(PROVISION, FAST);
        let primary = builder.add_u64_field(PRIMARY, FAST);
        let stored = builder.add_text_field("stored", STORED);
        (builder.build(), Self { parts, exact, keys, ordinal, date, provision, primary, stored })
    }

    /// The field that holds a part in a form. Only the text has an exact form; the others answer with the main
    /// one.
    pub(crate) fn part(&self, part: Part, form: Form) -> Field {
        match (part, form) {
            (Part::Text, Form::Exact) => self.exact,
            _ => self.parts[part as usize],
        }
    }

    /// The field of a key.
    pub(crate) fn key(&self, key: Key) -> Field {
        self.keys[key as usize]
    }

    /// What is indexed of `entry`; `id` is its id as written, `above` are the ids of the nodes above it in the tree,
    /// `written` is its stored form.
    pub(crate) fn document(
        &self,
        entry: &Entry,
        id: &str,
        above: &[Cow<'_, str>],
        written: &str,
    ) -> TantivyDocument {
        let mut under: Vec<&str> = places(id).chain(above.iter().map(|id| &**id)).collect();
        under.sort_unstable();
        under.dedup();
        // Room for all of it at once: the words are in the stored form, and twice beside it.
        let ids = under.iter().map(|id| id.len() + 8).sum::<usize>() + id.len();
        let mut doc = TantivyDocument::with_capacity(written.len() + 2 * entry.text.len() + ids + OTHER);
        if entry.passage {
            self.add_words(entry, &mut doc);
        }
        doc.add_text(self.key(Key::Id), id);
        for id in under {
            doc.add_text(self.key(Key::Under), id);
        }
        doc.add_text(self.key(Key::Document), entry.document().as_str());
        doc.add_text(self.key(Key::Kind), entry.kind.as_str());
        doc.add_text(self.key(Key::Layer), entry.layer.as_str());
        doc.add_text(self.key(Key::Class), entry.class.as_str());
        for label in &entry.labels {
            doc.add_text(self.key(Key::Label), label.as_str());
        }
        for cited in cited(entry) {
            doc.add_text(self.key(Key::Cites), cited);
        }
        if entry.passage {
            doc.add_text(self.key(Key::Passage), PASSAGE);
            if let Some(language) = &entry.language {
                doc.add_text(self.key(Key::Language), language);
            }
        }
        doc.add_u64(self.ordinal, entry.ordinal);
        doc.add_u64(self.date, entry.date.as_deref().map_or(0, date_number));
        doc.add_u64(self.provision, number(provision(id, entry.pinpoint())));
        doc.add_u64(self.primary, u64::from(is_primary(entry.kind)));
        doc.add_text(self.stored, written);
        doc
    }

    /// What is kept of a record: found by its names alone, never by a search.
    pub(crate) fn record(&self, names: &[&str], text: &str) -> TantivyDocument {
        let mut doc = TantivyDocument::new();
        for name in names.iter().chain(&[ANY_RECORD]) {
            doc.add_text(self.key(Key::Record), name);
        }
        doc.add_text(self.stored, text);
        doc
    }

    fn add_words(&self, entry: &Entry, doc: &mut TantivyDocument) {
        let tongue = Tongue::of(entry.language.as_deref());
        let mut add = |part: Part, text: &str| {
            if !text.is_empty() {
                // What the project says itself is English.
                let tongue = if part.is_ours() { Tongue::ENGLISH } else { tongue };
                doc.add_text(self.part(part, Form::Main), signed(text, tongue));
            }
        };
        add(Part::Text, &entry.text);
        add(Part::Heading, entry.heading.as_deref().unwrap_or_default());
        add(Part::Context, &entry.context.join("\n"));
        add(Part::Chapeau, &entry.chapeau);
        if entry.short == entry.title {
            add(Part::Title, &entry.title);
        } else {
            add(Part::Title, &format!("{}\n{}", entry.title, entry.short));
        }
        add(Part::Gist, entry.gist.as_deref().unwrap_or_default());
        add(Part::ContextGist, entry.context_gist.as_deref().unwrap_or_default());
        add(Part::Labels, &bounded(&entry.label_words));
        add(Part::Broader, &entry.broader_words);
        if !entry.text.is_empty() {
            doc.add_text(self.exact, signed(&entry.text, Tongue::ENGLISH));
        }
    }
}

/// The names of doctrines, one a line, each between marks that tell a name from a part of one.
fn bounded(names: &str) -> String {
    names.lines().map(|name| in_bounds(name) + "\n").collect()
}

/// A name as it stands in the index where it is the whole name.
pub(crate) fn in_bounds(name: &str) -> String {
    format!("{NAME_BOUND} {name} {NAME_BOUND}")
}

/// Stands before and after every name of a doctrine: a letter that a single manuscript has, once.
const NAME_BOUND: char = '\u{a66e}';

/// An id and the ids of the places above it, read off the pinpoint.
fn places(id: &str) -> impl Iterator<Item = &str> {
    let start = id.find('#').unwrap_or(id.len());
    let above = id.rmatch_indices('/').map(|(at, _)| at).take_while(move |&at| at > start);
    std::iter::once(id.len()).chain(above).filter_map(|end| id.get(..end))
}

/// Whether works of a kind state the law themselves, or are authoritative texts of the bodies that make or apply it;
/// essays, manuals and other documents speak about it.
fn is_primary(kind: Kind) -> bool {
    !matches!(kind, Kind::Essay | Kind::Manual | Kind::Document)
}

/// The place that a lawyer would cite as one thing: the article, rule, principle or numbered paragraph that holds a
/// place, or the place itself where there is none.
fn provision<'i>(id: &'i str, place: &Pinpoint) -> &'i str {
    let whole = |s: &Segment| {
        use SegmentKind as K;
        matches!(s.kind, K::Article | K::Rule | K::Principle | K::Paragraph | K::Par)
    };
    let segments = place.segments();
    let below = segments.iter().position(whole).map_or(0, |at| segments.len() - 1 - at);
    places(id).nth(below).unwrap_or(id)
}

/// A number for a name. Two names that share a number are taken for one provision, which costs the second a
/// little of its rank and nothing else.
fn number(name: &str) -> u64 {
    Fnv::of(name.as_bytes())
}

/// Everything an entry cites, the places and the work above each cited place included.
fn cited(entry: &Entry) -> BTreeSet<&str> {
    let mut out = BTreeSet::new();
    for id in &entry.cites {
        if let Some((work, place)) = id.split_once('#') {
            out.insert(work);
            if place.parse::<Pinpoint>().is_ok() {
                out.extend(places(id));
            }
        }
        out.insert(id);
    }
    out
}

/// A date as a number that sorts: `1945-06` is 19450600.
fn date_number(date: &str) -> u64 {
    let mut parts = date.split('-').map(|p| p.parse::<u64>().unwrap_or(0).min(9999));
    let mut part = || parts.next().unwrap_or(0);
    (part() * 100 + part().min(99)) * 100 + part().min(99)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_become_numbers_that_sort() {
        for (date, number) in
            [("1945", 19_450_000), ("1945-06", 19_450_600), ("1945-06-26", 19_450_626), ("", 0), ("x", 0)]
        {
            assert_eq!(date_number(date), number, "{date}");
        }
    }

    #[test]
    fn a_place_is_known_under_every_place_above_it() {
        let known: Vec<&str> = places("x#art-9/para-1/pt-c").collect();
        assert_eq!(known, ["x#art-9/para-1/pt-c", "x#art-9/para-1", "x#art-9"]);
        assert_eq!(places("x").collect::<Vec<_>>(), ["x"]);
    }

    #[test]
    fn a_provision_is_what_is_cited_as_one_thing() {
        for (id, whole) in [
            ("x#art-9/para-1/pt-c", "x#art-9"),
            ("x#annex-I/art-2/para-1", "x#annex-I/art-2"),
            ("x#para-206", "x#para-206"),
            ("x#pre/recital-3", "x#pre/recital-3"),
        ] {
            let place = id.split_once('#').unwrap().1.parse().unwrap();
            assert_eq!(provision(id, &place), whole);
        }
    }

    #[test]
    fn parts_and_keys_are_listed_in_their_order() {
        for (i, part) in Part::ALL.into_iter().enumerate() {
            assert_eq!(part as usize, i);
        }
        for (i, key) in Key::ALL.into_iter().enumerate() {
            assert_eq!(key as usize, i);
        }
    }
}
