//! What Akoma Ntoso says about a document: work, expression and manifestation, after FRBR, and the file it came from.

use model::Kind;

use super::Print;
use super::xml::Xml;

/// The jurisdiction of works that belong to no country: a code that ISO 3166-1 leaves to its users.
const NO_COUNTRY: &str = "aa";

/// Language codes of the manifest and those that Akoma Ntoso wants (ISO 639-2).
const LANGUAGES: &[(&str, &str)] = &[
    ("ar", "ara"),
    ("de", "deu"),
    ("el", "ell"),
    ("en", "eng"),
    ("es", "spa"),
    ("fr", "fra"),
    ("it", "ita"),
    ("ja", "jpn"),
    ("la", "lat"),
    ("nl", "nld"),
    ("pl", "pol"),
    ("pt", "por"),
    ("ru", "rus"),
    ("sv", "swe"),
    ("tr", "tur"),
    ("uk", "ukr"),
    ("zh", "zho"),
];

/// The year of works whose date is not known.
const NO_DATE: &str = "0001";

/// The IRI of a work.
pub(super) fn work(root: &str, kind: Kind, date: Option<&str>, id: &str) -> String {
    format!("/akn/{NO_COUNTRY}/{root}/{kind}/{}/{id}", date.unwrap_or(NO_DATE))
}

/// Writes `meta` for a document whose type is `root`, or for the component of it whose eId is `component`.
pub(super) fn write(out: &mut Xml, print: Print<'_>, root: &str, component: Option<&str>) {
    let meta = &print.document.meta;
    let subtype = meta.kind.as_str();
    let date = meta.date.as_deref().unwrap_or(NO_DATE);
    let language = language(print.language);
    let work = work(root, meta.kind, meta.date.as_deref(), meta.id.as_str());
    let expression = format!("{work}/{language}@{date}");
    let this = |uri: &str| format!("{uri}/!{}", component.unwrap_or("main"));
    let (day, sort) = day(date);
    out.open("meta", &[]);
    out.open("identification", &[("source", "#corpus")]);
    for level in ["FRBRWork", "FRBRExpression", "FRBRManifestation"] {
        let (uri, format) = match level {
            "FRBRWork" => (&work, ""),
            "FRBRExpression" => (&expression, ""),
            _ => (&expression, ".xml"),
        };
        out.open(level, &[]);
        out.line("FRBRthis", &[("value", &format!("{}{format}", this(uri)))], "");
        out.line("FRBRuri", &[("value", &format!("{uri}{format}"))], "");
        if level == "FRBRWork" {
            out.line("FRBRalias", &[("value", &meta.title), ("name", "title")], "");
            for short in &meta.short {
                out.line("FRBRalias", &[("value", short), ("name", "short-title")], "");
            }
        }
        out.line("FRBRdate", &[("date", &day), ("name", sort)], "");
        let author = if level == "FRBRManifestation" { "#corpus" } else { "#author" };
        out.line("FRBRauthor", &[("href", author)], "");
        match level {
            "FRBRWork" => {
                out.line("FRBRcountry", &[("value", NO_COUNTRY)], "");
                out.line("FRBRsubtype", &[("value", subtype)], "");
                out.line("FRBRnumber", &[("value", meta.id.as_str())], "");
            }
            "FRBRExpression" => out.line("FRBRlanguage", &[("language", language)], ""),
            _ => out.line("FRBRformat", &[("value", "xml")], ""),
        }
        out.close();
    }
    out.close();
    // A component's references lead to those of the whole.
    if component.is_none() {
        references(out, print);
        source(out, print);
    }
    out.close();
}

fn references(out: &mut Xml, print: Print<'_>) {
    let authors = &print.document.meta.authors;
    let author = if authors.is_empty() { "not stated".to_owned() } else { authors.join(", ") };
    out.open("references", &[("source", "#corpus")]);
    for (id, shown) in [("author", author.as_str()), ("corpus", "corpus")] {
        let href = format!("/akn/ontology/organization/{NO_COUNTRY}/{id}");
        out.line("TLCOrganization", &[("eId", id), ("href", &href), ("showAs", shown)], "");
    }
    out.close();
}

/// The file, in words of our own, which the standard leaves room for.
fn source(out: &mut Xml, print: Print<'_>) {
    let edition = &print.document.meta.edition;
    out.open("proprietary", &[("source", "#corpus")]);
    let mut about = vec![
        ("xmlns:corpus", "https://github.com/corpus-law/corpus/ns#"),
        ("file", print.file),
        ("sha256", print.sha256),
        ("textOf", &edition.text_of),
    ];
    about.extend(edition.as_amended_to.as_deref().map(|a| ("asAmendedTo", a)));
    about.extend(print.url.map(|u| ("url", u)));
    out.line("corpus:source", &about, "");
    for absent in &edition.not_included {
        out.line(
            "corpus:notIncluded",
            &[("xmlns:corpus", "https://github.com/corpus-law/corpus/ns#")],
            absent,
        );
    }
    out.close();
}

fn language(code: Option<&str>) -> &str {
    let code = code.unwrap_or("und");
    LANGUAGES.iter().find(|(short, _)| *short == code).map_or(code, |(_, long)| long)
}

/// A day for a date of which only the year or month may be known, and how much of it is: the standard wants a day.
fn day(date: &str) -> (String, &'static str) {
    match date.split('-').count() {
        3 => (date.to_owned(), "Generation"),
        2 => (format!("{date}-01"), "Generation-month"),
        _ if date == NO_DATE => ("0001-01-01".to_owned(), "unknown"),
        _ => (format!("{date}-01-01"), "Generation-year"),
    }
}
