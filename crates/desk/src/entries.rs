//! A document, its digest and its citations become the entries of the index.

use cite::{Names, Vocabulary};
use model::{Class, Digest, DigestEntry, Document, Label, Meta, Node, NodeIx, PassageId, Pinpoint};
use search::{Entry, Layer};

use crate::labels::Taxonomy;
use crate::reading::{self, Source};
use crate::{claims, language, links};

/// Entries for a document, merged with what the digest says of its places; in words, what of the digest found no place
/// in the text; and the words that names were looked for in.
pub(crate) fn of_document(
    source: Source<'_>,
    languages: &[String],
    digest: Option<&Digest>,
    names: &Names,
    taxonomy: Option<&Taxonomy>,
) -> (Vec<Entry>, Vec<String>, Vocabulary) {
    let document = source.document;
    let mut out: Vec<Entry> = Vec::with_capacity(document.nodes.len());
    let (placed, words) = reading::citations_and_words(source, names);
    let cited = links::of_words(source, &placed);
    let spoken = language::of_document(document, languages);
    let labels = match taxonomy {
        Some(taxonomy) => taxonomy.labels(document, &cited, &spoken),
        None => vec![Vec::new(); document.nodes.len()],
    };
    for (i, ((node, cited), labels)) in document.nodes.iter().zip(cited).zip(labels).enumerate() {
        let above = document.above(node);
        let mut entry = blank(&document.meta, node.pinpoint.clone(), i as u64);
        entry.depth = above.len();
        entry.layer = Layer::Source;
        entry.heading = heading(node);
        entry.context = above.iter().filter_map(|n| container_heading(n)).collect();
        entry.chapeau =
            above.iter().filter_map(|n| opening_words(document, n)).collect::<Vec<_>>().join("\n");
        entry.text = node.own_text();
        entry.words = node.own.iter().map(|w| w.span).collect();
        entry.mark = node.mark.as_ref().map(|m| m.text.clone());
        entry.span = Some(node.span);
        entry.parent = node.parent.and_then(|ix| document.node(ix)).map(|n| n.pinpoint.clone());
        entry.children =
            node.children.iter().filter_map(|&ix| document.node(ix)).map(|n| n.pinpoint.clone()).collect();
        entry.class = node.class;
        entry.passage = node.is_passage();
        entry.cites = cited.into_keys().collect();
        entry.labels = labels;
        annotate(&mut entry, digest, taxonomy);
        out.push(entry);
    }
    for (entry, language) in out.iter_mut().zip(spoken) {
        entry.language = language;
    }
    for hung in claims::citing(document.meta.id.as_str(), source, placed) {
        let Some(entry) = out.get_mut(hung.node) else { continue };
        // A sentence that takes the next block cites what the block cites.
        let more = hung.sentence.citations.iter().flat_map(|c| links::of_citation(&c.citation));
        entry.cites.extend(more);
        entry.sentences.push(hung.sentence);
    }
    for entry in out.iter_mut().filter(|entry| !entry.sentences.is_empty()) {
        entry.cites.sort();
        entry.cites.dedup();
    }
    let mut unplaced = Vec::new();
    for said in digest.map_or(&[][..], |d| &d.entries) {
        if document.at(&said.place).is_none() {
            unplaced.push(format!(
                "corpus/digests/{}.md: the text has no `{}`, the digest of it stands alone",
                document.meta.id, said.place
            ));
            out.push(digest_alone(&document.meta, said, digest, taxonomy, out.len() as u64));
        }
    }
    (out, unplaced, words)
}

/// Entries for a document whose text is not here: its digests.
pub(crate) fn of_digest(meta: &Meta, digest: Option<&Digest>, taxonomy: Option<&Taxonomy>) -> Vec<Entry> {
    let said = digest.map_or(&[][..], |d| &d.entries);
    said.iter().enumerate().map(|(i, entry)| digest_alone(meta, entry, digest, taxonomy, i as u64)).collect()
}

fn digest_alone(
    meta: &Meta,
    said: &DigestEntry,
    digest: Option<&Digest>,
    taxonomy: Option<&Taxonomy>,
    ordinal: u64,
) -> Entry {
    let mut entry = blank(meta, said.place.clone(), ordinal);
    entry.passage = true;
    let level = said.place.segments().len() - 1;
    entry.depth = level;
    entry.parent = said.place.parent();
    annotate(&mut entry, digest, taxonomy);
    entry
}

fn blank(meta: &Meta, place: Pinpoint, ordinal: u64) -> Entry {
    Entry {
        id: PassageId::new(meta.id.clone(), place),
        ordinal,
        depth: 0,
        kind: meta.kind,
        layer: Layer::Digest,
        title: meta.title.clone(),
        short: meta.short_title().to_owned(),
        date: meta.date.clone(),
        heading: None,
        context: Vec::new(),
        chapeau: String::new(),
        text: String::new(),
        words: Vec::new(),
        mark: None,
        span: None,
        parent: None,
        children: Vec::new(),
        class: Class::Operative,
        passage: false,
        gist: None,
        notes: Vec::new(),
        context_gist: None,
        labels: Vec::new(),
        label_words: String::new(),
        broader_words: String::new(),
        cites: Vec::new(),
        sentences: Vec::new(),
        language: None,
    }
}

/// Merges what the digest says: the gist and notes of the very place, and its labels, which win over the tagger's.
fn annotate(entry: &mut Entry, digest: Option<&Digest>, taxonomy: Option<&Taxonomy>) {
    let place = entry.pinpoint().clone();
    if let Some(digest) = digest {
        if let Some(said) = digest.at(&place) {
            entry.gist = Some(said.gist.clone()).filter(|g| !g.is_empty());
            entry.notes.clone_from(&said.notes);
        }
        if let Some(labels) = stated(digest, &place) {
            entry.labels = labels.to_vec();
        }
        let above = above(digest, &place).map(|said| said.gist.as_str());
        let above: Vec<&str> = above.filter(|gist| !gist.is_empty()).collect();
        entry.context_gist = (!above.is_empty()).then(|| above.join("\n"));
    }
    let words = |label: &Label| match taxonomy {
        Some(taxonomy) => taxonomy.words(label),
        None => label.as_str().replace('-', " "),
    };
    entry.label_words = entry.labels.iter().map(words).collect::<Vec<_>>().join("\n");
    entry.broader_words = taxonomy.map(|t| t.broader_words(&entry.labels)).unwrap_or_default();
}

/// The labels that a digest states for a place: its own, or those of the nearest place above it that the digest speaks
/// of, since a paragraph does what its article does unless it is said to differ.
pub(crate) fn stated<'d>(digest: &'d Digest, place: &Pinpoint) -> Option<&'d [Label]> {
    let own = digest.at(place).and_then(|said| said.labels.as_deref());
    own.or_else(|| above(digest, place).find_map(|said| said.labels.as_deref()))
}

/// What a digest says of the places above one, the nearest first.
fn above<'d>(digest: &'d Digest, place: &Pinpoint) -> impl Iterator<Item = &'d DigestEntry> {
    std::iter::successors(place.parent(), Pinpoint::parent).filter_map(|here| digest.at(&here))
}

/// A node's own heading.
fn heading(node: &Node) -> Option<String> {
    node.heading.clone().filter(|h| !h.is_empty())
}

/// The heading of a node above, with its place where it is a part, chapter or section: "ch VII: Action …".
fn container_heading(node: &Node) -> Option<String> {
    use model::SegmentKind as K;
    let container = matches!(
        node.pinpoint.last().kind,
        K::Part | K::Title | K::Chapter | K::Section | K::Division | K::Annex | K::Schedule
    );
    match (&node.heading, container) {
        (Some(heading), true) => {
            Some(format!("{}: {heading}", Pinpoint::of(node.pinpoint.last().clone()).plain()))
        }
        (Some(heading), false) => Some(heading.clone()),
        (None, true) => Some(Pinpoint::of(node.pinpoint.last().clone()).plain()),
        (None, false) => None,
    }
}

/// The words of a node that stand before the nodes below it.
pub(crate) fn opening_words(document: &Document, node: &Node) -> Option<String> {
    let first = node.children.first().and_then(|&ix: &NodeIx| document.node(ix))?;
    let before = node.own.iter().filter(|w| w.span.end() <= first.span.start());
    let text = before.map(|w| w.text.as_str()).collect::<Vec<_>>().join("\n");
    (!text.is_empty()).then_some(text)
}
