//! The catalogue: `corpus/authorities/*.toml`, what can be cited, and the documents that those tables do not name.

#![expect(clippy::disallowed_methods, reason = "the tables are read from disk here")]

mod bodies;
mod names;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use model::{
    Authority, AuthorityId, Basis, Call, Catalogue, Datum, DatumKind, Kind, Landmark, Meta, Pinpoint,
    SegmentKind,
};
use table::{At, Fault, Fields, Sheet};

use crate::tables::TableError;

/// Reads and checks every table of `folder`, in the order of their names. A folder that is not there holds none.
///
/// # Errors
/// When a file cannot be read, or with everything that is wrong in any of them.
pub fn load_catalogue(folder: &Path) -> Result<Catalogue, TableError> {
    let paths = files(folder, "toml")?;
    let texts = paths.into_iter().map(|path| match fs::read_to_string(&path) {
        Ok(text) => Ok((path, text)),
        Err(cause) => Err(TableError::Read { path, cause }),
    });
    parse_catalogue(&texts.collect::<Result<Vec<_>, _>>()?)
}

/// The files of a folder whose names end so, sorted; none where the folder is not there.
pub(crate) fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, TableError> {
    let failed = |cause| TableError::Read { path: folder.to_owned(), cause };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(cause) => return Err(failed(cause)),
    };
    let mut paths = entries.map(|e| e.map(|e| e.path())).collect::<Result<Vec<_>, _>>().map_err(failed)?;
    paths.retain(|path| path.extension().is_some_and(|e| e == extension) && path.is_file());
    paths.sort();
    Ok(paths)
}

/// Reads and checks tables given as text; the paths are named in errors.
///
/// # Errors
/// Everything that is wrong in any of them.
pub fn parse_catalogue(tables: &[(PathBuf, String)]) -> Result<Catalogue, TableError> {
    let sheets: Vec<Sheet<'_>> = tables.iter().map(|(path, text)| Sheet::new(path, text)).collect();
    let parsed: Vec<_> = sheets.iter().map(|sheet| (sheet, sheet.root().unwrap_or_default())).collect();
    let mut authorities = Vec::new();
    let mut names = names::Names::default();
    let mut bodies = bodies::Bodies::default();
    for (sheet, tables) in &parsed {
        let root = Fields::root(sheet, tables);
        for fields in root.tables("authority") {
            let calls = bodies::calls(&fields, "calls");
            bodies.mean(sheet, "authority.calls", &calls);
            let about = bodies::works(&fields, "about");
            bodies.named(sheet, "authority.about", &about);
            let calls = calls.into_iter().map(|call| call.value).collect();
            let about = about.into_iter().map(|id| id.value).collect();
            if let Some(found) = authority(&fields, calls, about) {
                names.add(sheet, &fields, &found);
                authorities.push(found);
            }
        }
        for fields in root.tables("body") {
            bodies.add(sheet, &fields);
        }
        root.finish();
    }
    names.check();
    let catalogue = Catalogue::new(authorities);
    let bodies = bodies.check(&catalogue);
    let faults: Vec<Fault> = sheets.into_iter().flat_map(Sheet::into_faults).collect();
    if faults.is_empty() { Ok(catalogue.with_bodies(bodies)) } else { Err(TableError::Faults(faults)) }
}

/// `catalogue` with every one of `documents` that it lacks, so that whatever is held can be cited.
pub fn with_documents<'m>(catalogue: Catalogue, documents: impl IntoIterator<Item = &'m Meta>) -> Catalogue {
    let mut documents: Vec<Authority> = documents.into_iter().map(of_document).collect();
    // Where several go by a name they are listed in this order, which must not hang on where each stands in the manifest.
    documents.sort_by(|a, b| a.id.cmp(&b.id));
    let (authorities, bodies) = catalogue.into_parts();
    // The first of two with one id is kept: the table, which knows more than the manifest.
    Catalogue::new(authorities.into_iter().chain(documents).collect()).with_bodies(bodies)
}

/// The authority whose text a document is, as far as the manifest knows it.
fn of_document(meta: &Meta) -> Authority {
    Authority {
        id: meta.id.clone(),
        title: meta.title.clone(),
        short: meta.short.clone(),
        aliases: Vec::new(),
        generic: Vec::new(),
        ambiguous: Vec::new(),
        common: Vec::new(),
        kind: meta.kind,
        date: meta.date.clone(),
        pinpoints: match meta.kind {
            Kind::Treaty | Kind::Declaration | Kind::Ilc | Kind::Statute => {
                vec![SegmentKind::Article, SegmentKind::Preamble, SegmentKind::Annex]
            }
            Kind::Essay => vec![SegmentKind::Par],
            Kind::Manual => vec![SegmentKind::Rule, SegmentKind::Page],
            Kind::Resolution | Kind::Document | Kind::Comment | Kind::Case => vec![SegmentKind::Paragraph],
        },
        roman: roman(meta.kind).to_vec(),
        calls: Vec::new(),
        about: Vec::new(),
        landmarks: Vec::new(),
        principal: false,
        articles: meta.articles_total,
        court: None,
        body: None,
        parties: Vec::new(),
        cite: Vec::new(),
        url: None,
    }
}

fn authority(fields: &Fields<'_, '_>, calls: Vec<Call>, about: Vec<AuthorityId>) -> Option<Authority> {
    let id = fields.required("id", fields.parsed::<AuthorityId>("id"));
    if id.as_ref().is_some_and(AuthorityId::is_witness) {
        fields.fault("id", "a witness is no authority of its own");
    }
    let title = fields.required("title", fields.string("title"));
    let kind = fields.required("kind", fields.parsed::<Kind>("kind"));
    let out = Authority {
        id: id.clone().or_else(|| AuthorityId::new("nameless").ok())?,
        title: title.clone().unwrap_or_default(),
        short: fields.texts("short"),
        aliases: fields.texts("aliases"),
        generic: fields.texts("generic"),
        ambiguous: fields.texts("ambiguous"),
        common: fields.texts("common"),
        kind: kind.unwrap_or(Kind::Document),
        date: fields.date("date"),
        pinpoints: places(fields, "pinpoints"),
        roman: counted(fields, kind.unwrap_or(Kind::Document)),
        calls,
        about,
        landmarks: fields.tables("landmarks").iter().filter_map(landmark).collect(),
        principal: fields.flag("principal"),
        articles: fields.number("articles"),
        court: fields.string("court"),
        body: fields.string("body"),
        parties: fields.texts("parties"),
        cite: fields.tables("cite").iter().filter_map(datum).collect(),
        url: fields.string("url"),
    };
    let other = |name: &&At<String>| {
        !out.names().chain(out.ambiguous.iter().map(String::as_str)).any(|n| n == name.value)
    };
    for name in fields.strings("common").iter().filter(other) {
        fields.fault_at(name.at, "common", format!("`{}` is none of its names", name.value));
    }
    fields.finish();
    (id.is_some() && title.is_some() && kind.is_some()).then_some(out)
}

/// The kinds of place that works of a kind count in Roman numerals, unless their table says otherwise.
const fn roman(kind: Kind) -> &'static [SegmentKind] {
    if matches!(kind, Kind::Treaty) { &[SegmentKind::Part, SegmentKind::Chapter] } else { &[] }
}

/// The same for the work of `fields`: `roman` adds to them, `arabic` takes away.
fn counted(fields: &Fields<'_, '_>, kind: Kind) -> Vec<SegmentKind> {
    let (more, less) = (places(fields, "roman"), places(fields, "arabic"));
    let all = more.iter().chain(roman(kind)).copied();
    all.filter(|kind| !less.contains(kind)).collect()
}

/// A list of kinds of place.
fn places(fields: &Fields<'_, '_>, key: &'static str) -> Vec<SegmentKind> {
    let mut kinds = Vec::new();
    for slug in fields.strings(key) {
        match SegmentKind::from_slug(&slug.value) {
            Some(kind) => kinds.push(kind),
            None => {
                let hint = table::hint(&slug.value, SegmentKind::ALL.iter().map(|k| k.slug()));
                fields.fault_at(slug.at, key, format!("`{}` is no kind of place{hint}", slug.value));
            }
        }
    }
    kinds
}

fn datum(fields: &Fields<'_, '_>) -> Option<Datum> {
    let bases = [Basis::Held, Basis::Shared, Basis::Recall].map(|b| (b.as_str(), b));
    let kind = fields.required("kind", fields.string("kind"));
    let basis = fields.required("basis", fields.word("basis", &bases));
    let (volume, year, page) = (fields.number("volume"), fields.number("year"), fields.number("page"));
    let (value, date) = (fields.string("value"), fields.date("date"));
    fields.finish();
    // Events in a treaty's life have a date and nothing else.
    if matches!(kind.as_deref(), Some("adopted" | "signed" | "in-force")) {
        fields.required("date", date.clone());
    } else if !["volume", "year", "page", "value"].iter().any(|key| fields.has(key)) {
        fields.fault_at(fields.at(), "value", "missing (a volume, year or page would do too)");
    }
    Some(Datum { kind: DatumKind(kind?), volume, year, page, value, date, basis: basis? })
}

/// Places that are cited without the name of their work.
fn landmark(fields: &Fields<'_, '_>) -> Option<Landmark> {
    let mut at = Vec::new();
    for place in fields.strings("at") {
        match place.value.parse::<Pinpoint>() {
            Ok(place) => at.push(place),
            Err(e) => fields.fault_at(place.at, "at", e.to_string()),
        }
    }
    let words: Vec<String> = fields.texts("words");
    for (key, empty) in [("at", at.is_empty()), ("words", words.is_empty())] {
        if empty {
            fields.fault_at(fields.at(), key, "missing or empty");
        }
    }
    fields.finish();
    let lower = |word: String| word.to_lowercase();
    Some(Landmark { at, words: words.into_iter().map(lower).collect() })
}

#[cfg(test)]
mod tests;
