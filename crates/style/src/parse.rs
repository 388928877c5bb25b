//! From a style's file to [`Style`]: reading and checking.

use std::collections::BTreeMap;
use std::path::Path;

use model::{Kind, SegmentKind};
use table::{Entry, Fault, Fields, Sheet, hint};

use crate::csl::is_type;
use crate::facts::{ALWAYS, DATUM};
use crate::sheet::{Dates, Form, Pair, PlaceForms, Positions, Style};
use crate::template::Template;

/// A string and where it stands.
type At = table::At<String>;

/// Everything that is wrong in a style, in the order of the file. Prints one a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", table::lines(faults))]
pub struct StyleError {
    /// The faults; never empty.
    pub faults: Vec<Fault>,
}

pub(crate) fn style(path: &Path, text: &str) -> Result<Style, StyleError> {
    let sheet = Sheet::new(path, text);
    let style = sheet.root().map(|table| {
        let root = Fields::root(&sheet, &table);
        let style = read(&sheet, &root, path);
        root.finish();
        style
    });
    match (style, sheet.into_faults()) {
        (Some(style), faults) if faults.is_empty() => Ok(style),
        (_, faults) => Err(StyleError { faults }),
    }
}

fn read(sheet: &Sheet<'_>, root: &Fields<'_, '_>, path: &Path) -> Style {
    let text = |key| root.required(key, root.string(key)).unwrap_or_default();
    let like = root.text("like");
    let file = |at: At| (sheet.line(at.at), at.value);
    let mut style = Style {
        name: path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default(),
        title: text("title"),
        basis: text("basis"),
        like: like.map(file),
        csl_named: root.text("csl").map(file),
        locale_named: root.text("locale").map(file),
        csl: None,
        end: root.raw("end").map(|t| t.value.to_owned()).unwrap_or_default(),
        inline: root.word("notes", &[("foot", false), ("inline", true)]).unwrap_or_default(),
        single: root.word("quotes", &[("double", false), ("single", true)]).unwrap_or_default(),
        bare_initials: root.word("initials", &[("as-written", false), ("bare", true)]).unwrap_or_default(),
        dates: Dates::default(),
        names: words(root.table("names")),
        parties: words(root.table("parties")),
        spelling: words(root.table("spelling")),
        series: BTreeMap::new(),
        parts: BTreeMap::new(),
        places: PlaceForms::default(),
        positions: Positions::default(),
        forms: Vec::new(),
    };
    for (name, one, many) in root.table("series").iter().flat_map(pairs) {
        style.series.extend(pair(sheet, &one, many.as_ref(), DATUM).map(|p| (name.value, p)));
    }
    // Parts are made of fields and series; forms of those and of parts.
    let fields = style.known_fields();
    for (name, one, _) in root.table("parts").iter().flat_map(pairs) {
        style.parts.extend(template(sheet, &one, &fields, &[]).map(|t| (name.value, t)));
    }
    let fields = style.known_fields();
    if let Some(places) = root.table("places") {
        style.places = place_forms(sheet, &places);
    }
    if let Some(positions) = root.table("positions") {
        style.positions = read_positions(sheet, &positions, &fields);
        positions.finish();
    }
    if let Some(dates) = root.table("dates") {
        style.dates = read_dates(sheet, &dates);
    }
    style.forms = root.tables("form").iter().filter_map(|f| form(sheet, f, &fields)).collect();
    if style.like.is_none() {
        for kind in Kind::ALL.into_iter().filter(|kind| !style.covers(*kind)) {
            sheet.fault(0, "form", format!("none takes every authority of the kind `{kind}`"));
        }
        if style.positions.later.is_none() {
            sheet.fault(0, "positions.later", "missing");
        }
    }
    style
}

/// Every entry of a table whose keys are free: the key and the one or two forms it gives, `"…"` or
/// `{ one = "…", many = "…" }`.
fn pairs(fields: &Fields<'_, '_>) -> Vec<(At, At, Option<At>)> {
    let mut out = Vec::new();
    for (name, entry) in fields.entries() {
        match entry {
            Entry::Text(one) => out.push((name, one.owned(), None)),
            Entry::Table(forms) => {
                let one = forms.required("one", forms.text("one"));
                let many = forms.raw("many").map(table::At::owned);
                forms.finish();
                out.extend(one.map(|one| (name, one, many)));
            }
        }
    }
    out
}

fn words(table: Option<Fields<'_, '_>>) -> BTreeMap<String, String> {
    table.iter().flat_map(pairs).map(|(name, one, _)| (name.value, one.value)).collect()
}

/// A template whose fields are known; those of `always` alone may stand outside of a group, unless it is empty.
fn template<S: AsRef<str>>(sheet: &Sheet<'_>, text: &At, known: &[S], always: &[&str]) -> Option<Template> {
    let template = match Template::parse(&text.value) {
        Ok(template) => template,
        Err(reason) => {
            sheet.fault(text.at, "", format!("`{}`: {reason}", text.value));
            return None;
        }
    };
    for (name, grouped) in template.fields() {
        if !known.iter().any(|k| k.as_ref() == name) {
            let hint = hint(name, known.iter().map(AsRef::as_ref));
            sheet.fault(text.at, "", format!("`{{{name}}}` is no field{hint}"));
        } else if !grouped && !always.is_empty() && !always.contains(&name) {
            sheet.fault(text.at, "", format!("`{{{name}}}` may be missing: put it and its signs into <…>"));
        }
    }
    Some(template)
}

fn pair<S: AsRef<str>>(sheet: &Sheet<'_>, one: &At, many: Option<&At>, known: &[S]) -> Option<Pair> {
    let many = match many {
        Some(many) => Some(template(sheet, many, known, &[])?),
        None => None,
    };
    Some(Pair { one: template(sheet, one, known, &[])?, many })
}

fn place_forms(sheet: &Sheet<'_>, fields: &Fields<'_, '_>) -> PlaceForms {
    let mut out = PlaceForms::default();
    for (name, one, many) in pairs(fields) {
        match name.value.as_str() {
            "join" => out.join = Some(one.value),
            "list" => out.list = Some(one.value),
            "below" => out.below = pair(sheet, &one, many.as_ref(), &["n", "m"]),
            // Two kinds go by one slug in ids; a sentence of an essay is not cited by its number.
            slug => match SegmentKind::from_slug(slug) {
                Some(kind) => {
                    out.words.extend(pair(sheet, &one, many.as_ref(), &["n", "m"]).map(|p| (kind, p)));
                }
                None => {
                    let hint = hint(slug, SegmentKind::ALL.iter().map(|k| k.slug()));
                    fields.fault_at(name.at, slug, format!("no kind of place{hint}"));
                }
            },
        }
    }
    out
}

fn read_positions(sheet: &Sheet<'_>, fields: &Fields<'_, '_>, known: &[String]) -> Positions {
    // A note's number is there whenever these are used, but for citations in running text.
    let always: Vec<&str> = ALWAYS.iter().copied().chain(["note"]).collect();
    let read = |at: Option<At>| at.and_then(|t| template(sheet, &t, known, &always));
    Positions {
        later: read(fields.text("later")),
        again: read(fields.text("again")),
        same: read(fields.text("same")),
    }
}

fn read_dates(sheet: &Sheet<'_>, fields: &Fields<'_, '_>) -> Dates {
    let known = ["year", "month", "day"];
    let read = |at: Option<At>| at.and_then(|t| template(sheet, &t, &known, &[])).unwrap_or_default();
    let months: Vec<String> = fields.texts("months");
    if months.len() != 12 {
        fields.fault("months", format!("twelve are wanted, found {}", months.len()));
    }
    let dates = Dates {
        day: read(fields.required("day", fields.text("day"))),
        month: read(fields.required("month", fields.text("month"))),
        short: read(fields.required("short", fields.text("short"))),
        months,
    };
    fields.finish();
    dates
}

fn form(sheet: &Sheet<'_>, fields: &Fields<'_, '_>, known: &[String]) -> Option<Form> {
    let mut kinds = Vec::new();
    for kind in fields.strings("kinds") {
        match kind.value.parse::<Kind>() {
            Ok(kind) => kinds.push(kind),
            Err(error) => fields.fault_at(kind.at, "kinds", error.to_string()),
        }
    }
    let kind = fields.text("csl").filter(|kind| {
        let known = is_type(&kind.value);
        if !known {
            fields.fault_at(kind.at, "csl", format!("`{}` is no type of CSL", kind.value));
        }
        known
    });
    let full = match (fields.text("full"), &kind) {
        (None, Some(kind)) => Some(At { at: kind.at, value: "{csl}".to_owned() }),
        (full, _) => fields.required("full", full),
    };
    let full = full.and_then(|at| {
        let full = template(sheet, &at, known, ALWAYS)?;
        let asks = full.fields().iter().any(|(name, _)| *name == "csl");
        match &kind {
            Some(kind) if !asks => {
                fields.fault_at(kind.at, "csl", "`full` has no `{csl}`, so that nothing is asked of it");
            }
            None if asks => fields.fault_at(at.at, "full", "`{csl}` wants a type: csl = \"article-journal\""),
            _ => {}
        }
        Some(full)
    });
    let file = sheet.path().file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let form = Form {
        kinds,
        ids: fields.texts("authorities"),
        of: fields.texts("of"),
        with: fields.texts("with"),
        full: full.unwrap_or_default(),
        csl: kind.map(|kind| kind.value),
        origin: format!("{file}:{}", fields.line()),
        positions: read_positions(sheet, fields, known),
        places: fields.table("places").map(|p| place_forms(sheet, &p)).unwrap_or_default(),
        basis: fields.required("basis", fields.string("basis")).unwrap_or_default(),
    };
    fields.finish();
    Some(form)
}
