//! One entry of the manifest, read from its tables.

use std::path::{Component, Path};

use model::{AuthorityId, Edition, Kind, Meta, Numbering, Pinpoint, Segment, SegmentKind};
use table::Fields;

use super::{Entry, Source};
use crate::address;
use crate::options::{Format, HeadingRule, JsonFields, Options, Structure};

/// How many places a range in the manifest may stand for.
const LONGEST_RANGE: u32 = 10_000;

/// Reads a `[[document]]`; `None` when something is wrong that leaves no entry.
pub(super) fn document(fields: &Fields<'_, '_>) -> Option<Entry> {
    let id = fields.required("id", fields.parsed::<AuthorityId>("id"));
    if id.as_ref().is_some_and(AuthorityId::is_witness) {
        fields.fault("id", "a witness is a `[[document.witness]]` of its document");
    }
    let title = fields.required("title", fields.string("title"));
    let kind = fields.required("kind", fields.parsed::<Kind>("kind"));
    let rights = fields.string("rights").unwrap_or_default();
    let about = About {
        short: fields.texts("short"),
        date: fields.date("date"),
        authors: fields.texts("authors"),
        articles_total: fields.number("articles_total"),
    };
    let print = print(fields);
    // Witnesses are checked even where something is wrong with their document.
    let witnesses: Vec<_> = fields.tables("witness").iter().filter_map(|w| witness(w, id.as_ref())).collect();
    fields.finish();
    let known = Known { title: title?, kind: kind?, about };
    let witnesses = witnesses
        .into_iter()
        .map(|w| known.entry(w.id, w.rights.unwrap_or_else(|| rights.clone()), w.print, w.line))
        .collect();
    Some(Entry { witnesses, ..known.entry(id?, rights, print?, fields.line()) })
}

/// What a document says of the work, and its witnesses share.
struct About {
    short: Vec<String>,
    date: Option<String>,
    authors: Vec<String>,
    articles_total: Option<u32>,
}

struct Known {
    title: String,
    kind: Kind,
    about: About,
}

impl Known {
    fn entry(&self, id: AuthorityId, rights: String, print: Print, line: usize) -> Entry {
        let meta = Meta {
            id,
            title: self.title.clone(),
            short: self.about.short.clone(),
            kind: self.kind,
            date: self.about.date.clone(),
            authors: self.about.authors.clone(),
            edition: print.edition,
            articles_total: self.about.articles_total,
            missing: print.missing,
            inserted_later: print.inserted_later,
            numbering: print.numbering,
        };
        let (source, options) = (print.source, print.options);
        Entry { meta, languages: print.languages, rights, source, options, witnesses: Vec::new(), line }
    }
}

/// What each print says of itself.
struct Print {
    languages: Vec<String>,
    edition: Edition,
    missing: Vec<Pinpoint>,
    inserted_later: Vec<Pinpoint>,
    numbering: Numbering,
    source: Source,
    options: Options,
}

struct Witness {
    id: AuthorityId,
    rights: Option<String>,
    print: Print,
    line: usize,
}

fn witness(fields: &Fields<'_, '_>, document: Option<&AuthorityId>) -> Option<Witness> {
    let id = fields.required("id", fields.parsed::<AuthorityId>("id"));
    let rights = fields.string("rights");
    let print = print(fields);
    fields.finish();
    let (id, document) = (id?, document?);
    if !id.as_str().strip_prefix(document.as_str()).is_some_and(|rest| rest.starts_with('~')) {
        fields.fault("id", format!("a witness of `{document}` is `{document}~2`, `{document}~3` and so on"));
        return None;
    }
    Some(Witness { id, rights, print: print?, line: fields.line() })
}

fn print(fields: &Fields<'_, '_>) -> Option<Print> {
    let languages = fields.strings("languages");
    for language in &languages {
        if !matches!(language.value.len(), 2 | 3) || !language.value.bytes().all(|b| b.is_ascii_lowercase()) {
            let message = format!("`{}` is no language code such as `en`", language.value);
            fields.fault_at(language.at, "languages", message);
        }
    }
    let edition = fields.required("edition", fields.table("edition")).map(|t| edition(&t));
    let missing = places(fields, "missing");
    let inserted_later = places(fields, "inserted_later");
    let words = [("numbered", Numbering::Numbered), ("run-together", Numbering::RunTogether)];
    let numbering = fields.word("paragraphs", &words).unwrap_or_default();
    let source = fields.required("source", fields.table("source")).map(|t| source(&t));
    let options = fields.required("reader", fields.table("reader")).map(|t| options(&t));
    let languages = languages.into_iter().map(|l| l.value).collect();
    let (edition, source, options) = (edition?, source??, options?);
    Some(Print { languages, edition, missing, inserted_later, numbering, source, options })
}

fn edition(fields: &Fields<'_, '_>) -> Edition {
    let out = Edition {
        text_of: fields.required("text_of", fields.string("text_of")).unwrap_or_default(),
        as_amended_to: fields.string("as_amended_to"),
        not_included: fields.texts("not_included"),
    };
    fields.finish();
    out
}

/// A list of places; a range stands for each of its members.
fn places(fields: &Fields<'_, '_>, key: &'static str) -> Vec<Pinpoint> {
    let mut out = Vec::new();
    for text in fields.strings(key) {
        match text.value.parse::<Pinpoint>() {
            Ok(place) => match members(&place) {
                Some(members) => out.extend(members),
                None => fields.fault_at(
                    text.at,
                    key,
                    format!("`{}` is no range that can be counted through", text.value),
                ),
            },
            Err(e) => fields.fault_at(text.at, key, e.to_string()),
        }
    }
    out
}

/// The places a range stands for, `None` when it does not count upwards in digits, or too far.
fn members(place: &Pinpoint) -> Option<Vec<Pinpoint>> {
    let last = place.last();
    let Some(to) = &last.to else { return Some(vec![place.clone()]) };
    let (from, to) = (last.number.as_deref()?.parse::<u32>().ok()?, to.parse::<u32>().ok()?);
    if to < from || to - from >= LONGEST_RANGE {
        return None;
    }
    let parent = place.parent();
    let member = |n: u32| {
        let segment = Segment::new(last.kind, &n.to_string()).ok()?;
        Some(parent.as_ref().map_or_else(|| Pinpoint::of(segment.clone()), |p| p.child(segment.clone())))
    };
    (from..=to).map(member).collect()
}

fn source(fields: &Fields<'_, '_>) -> Option<Source> {
    let file = fields.required("file", fields.string("file")).filter(|f| file_name(fields, "file", f));
    let sha256 = fields.required("sha256", fields.parsed("sha256"));
    let bytes = fields.required("bytes", fields.number::<u64>("bytes"));
    let urls = fields.strings("urls");
    for url in &urls {
        if let Err(reason) = address::check(&url.value) {
            fields.fault_at(url.at, "urls", format!("`{}`: {reason}", url.value));
        }
    }
    let by_hand = fields.string("by_hand");
    if urls.is_empty() && !fields.has("urls") && !fields.has("by_hand") {
        fields.fault_at(
            fields.at(),
            "urls",
            "missing (a file that has no address says in `by_hand` what to do)",
        );
    }
    if !urls.is_empty() && by_hand.is_some() {
        fields.fault("by_hand", "a file that has addresses is not supplied by hand");
    }
    let page = fields.string("page");
    fields.finish();
    let urls = urls.into_iter().map(|u| u.value).collect();
    Some(Source { file: file?, sha256: sha256?, bytes: bytes?, urls, by_hand, page })
}

/// Whether `name` stays below its folder: names parted by slashes, none of them hidden or climbing. Reports it if not.
fn file_name(fields: &Fields<'_, '_>, key: &'static str, name: &str) -> bool {
    let plain = |c: Component<'_>| match c {
        Component::Normal(part) => part.to_str().is_some_and(|p| !p.starts_with('.')),
        _ => false,
    };
    let good = !name.contains(['\\', ':', '\0']) && Path::new(name).components().all(plain);
    if !good {
        fields.fault(key, format!("`{name}` is no file name that stays below its folder"));
    }
    good
}

fn options(fields: &Fields<'_, '_>) -> Options {
    let formats = [Format::Markdown, Format::Json, Format::Text, Format::Akn].map(|f| (f.as_str(), f));
    let structures =
        [Structure::Articles, Structure::Essay, Structure::NumberedParagraphs].map(|s| (s.as_str(), s));
    let out = Options {
        format: fields.required("format", fields.word("format", &formats)).unwrap_or_default(),
        structure: fields.word("structure", &structures).unwrap_or_default(),
        from: fields.string("from"),
        to: fields.string("to"),
        annexes_from: fields.string("annexes_from"),
        numbering: fields.string("numbering").filter(|n| file_name(fields, "numbering", n)),
        headings: fields.tables("headings").iter().filter_map(heading).collect(),
        json: fields.table("json").map(|t| Box::new(json(&t))),
    };
    if fields.has("json") && fields.has("format") && out.format != Format::Json {
        fields.fault("json", "only for `format = \"json\"`");
    }
    for key in ["from", "to", "annexes_from", "numbering", "headings"] {
        if out.format == Format::Akn && fields.has(key) {
            fields.fault(key, "not for `format = \"akn\"`: the file says itself what it is made of");
        }
    }
    fields.finish();
    out
}

fn heading(fields: &Fields<'_, '_>) -> Option<HeadingRule> {
    let slug = fields.string("kind");
    let kind = slug.as_deref().and_then(SegmentKind::from_slug);
    if let Some(slug) = slug
        && kind.is_none()
    {
        fields.fault("kind", format!("`{slug}` is no kind of place (art, ch, part, sec, …)"));
    }
    let pattern = fields.required("pattern", fields.string("pattern"));
    fields.finish();
    let pattern = pattern?;
    if let Some(unknown) = unknown_blank(&pattern) {
        fields.fault("pattern", format!("`{unknown}` is none of {{number}}, {{title}}, {{capitals}}"));
        return None;
    }
    Some(HeadingRule { kind, pattern })
}

/// The first `{…}` of a pattern that is not one of those that mean something.
fn unknown_blank(pattern: &str) -> Option<&str> {
    pattern.match_indices('{').find_map(|(at, _)| {
        let rest = &pattern[at..];
        let blank = rest.find('}').map_or(rest, |end| &rest[..=end]);
        (!matches!(blank, "{number}" | "{title}" | "{capitals}")).then_some(blank)
    })
}

/// Keys left out have their usual value; an empty `preamble` or `heading` says that the file has none.
fn json(fields: &Fields<'_, '_>) -> JsonFields {
    let usual = JsonFields::default();
    let maybe = |given: Option<&str>, usual: Option<String>| match given {
        Some(text) => (!text.trim().is_empty()).then(|| text.to_owned()),
        None => usual,
    };
    let out = JsonFields {
        articles: fields.string("articles").unwrap_or(usual.articles),
        preamble: maybe(fields.raw("preamble").map(|t| t.value), usual.preamble),
        number: fields.string("number").unwrap_or(usual.number),
        heading: maybe(fields.raw("heading").map(|t| t.value), usual.heading),
        text: fields.string("text").unwrap_or(usual.text),
    };
    fields.finish();
    out
}
