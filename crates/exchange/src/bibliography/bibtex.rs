//! BibTeX and BibLaTeX. Treaties are `@legal` to BibLaTeX, cases `@jurisdiction`, statutes and resolutions `@legislation`;
//! BibTeX, whose styles know none of these, gets `@misc` with everything in `howpublished`.
//!
//! Text is UTF-8. Titles stand in double braces: they are names, and no style may change their capitals.

use model::Kind;

use model::PersonName;

use crate::item::Item;

/// Months as BibTeX's own macros.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// An entry for BibLaTeX.
pub(super) fn biblatex(item: &Item<'_>) -> String {
    let kind = match item.kind {
        Kind::Treaty => "legal",
        Kind::Declaration | Kind::Resolution | Kind::Statute => "legislation",
        Kind::Case => "jurisdiction",
        Kind::Ilc | Kind::Comment => "report",
        Kind::Manual => "book",
        Kind::Essay if item.journal => "article",
        Kind::Essay if item.publisher.is_some() => "book",
        Kind::Essay if item.url.is_some() => "online",
        Kind::Document | Kind::Essay => "misc",
    };
    let mut entry = Entry::new(kind, item.key);
    entry.names("author", &item.authors);
    entry.name("title", Some(item.title));
    entry.name("shorttitle", item.short);
    entry.field("date", (!item.date.is_empty()).then(|| item.date.join("-")).as_deref());
    entry.name("institution", item.issuer);
    if kind == "report" {
        entry.field("type", Some(if item.kind == Kind::Ilc { "ILC text" } else { "Comment" }));
    }
    entry.field("number", item.number().as_deref());
    if let Some(place) = &item.place {
        entry.name("journaltitle", Some(&place.series));
        entry.field("volume", place.volume.as_deref());
        entry.field("pages", place.page.map(|p| p.to_string()).as_deref());
    }
    entry.name("publisher", item.publisher);
    entry.name("organization", item.website);
    entry.field("howpublished", item.published().as_deref());
    entry.address("url", item.url);
    entry.close()
}

/// An entry for BibTeX.
pub(super) fn bibtex(item: &Item<'_>) -> String {
    let kind = match item.kind {
        Kind::Ilc | Kind::Comment if item.issuer.is_some() && item.year().is_some() => "techreport",
        Kind::Essay if item.journal => "article",
        Kind::Essay | Kind::Manual if item.publisher.is_some() => "book",
        _ => "misc",
    };
    let mut entry = Entry::new(kind, item.key);
    // A report without an author is its institution's.
    match item.issuer.filter(|_| kind == "techreport" && item.authors.is_empty()) {
        Some(issuer) => entry.name("author", Some(issuer)),
        None => entry.names("author", &item.authors),
    }
    entry.name("title", Some(item.title));
    if kind == "techreport" {
        entry.name("institution", item.issuer);
        entry.field("number", item.number().as_deref());
    }
    let journal = item.place.as_ref().filter(|_| kind == "article");
    if let Some(journal) = journal {
        entry.name("journal", Some(&journal.series));
        entry.field("volume", journal.volume.as_deref());
        entry.field("pages", journal.page.map(|p| p.to_string()).as_deref());
    }
    entry.name("publisher", item.publisher);
    let place = item.place.as_ref().filter(|_| journal.is_none()).map(|p| p.written());
    let number = item.number().filter(|_| kind != "techreport");
    let issuer = item.issuer.map(str::to_owned).filter(|_| kind != "techreport");
    let website = item.website.map(str::to_owned);
    let whole: Vec<String> =
        [website, issuer, number, place, item.published()].into_iter().flatten().collect();
    let whole = (!whole.is_empty()).then(|| whole.join(", "));
    entry.field(if kind == "misc" { "howpublished" } else { "note" }, whole.as_deref());
    entry.field("year", item.year());
    let month = item.date.get(1).and_then(|m| MONTHS.get(m.parse::<usize>().ok()?.checked_sub(1)?));
    entry.raw("month", month.copied());
    entry.address("url", item.url);
    entry.close()
}

struct Entry(String);

impl Entry {
    fn new(kind: &str, key: &str) -> Self {
        Self(format!("@{kind}{{{key},\n"))
    }

    fn raw(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.0.push_str(&format!("  {name} = {value},\n"));
        }
    }

    fn field(&mut self, name: &str, value: Option<&str>) {
        self.raw(name, value.map(|v| format!("{{{}}}", escaped(v))).as_deref());
    }

    /// A name that no style may change.
    fn name(&mut self, name: &str, value: Option<&str>) {
        self.raw(name, value.map(|v| format!("{{{{{}}}}}", escaped(v))).as_deref());
    }

    fn names(&mut self, name: &str, names: &[PersonName]) {
        let whole: Vec<String> = names.iter().map(|n| escaped(&n.inverted())).collect();
        self.raw(name, (!whole.is_empty()).then(|| format!("{{{}}}", whole.join(" and "))).as_deref());
    }

    /// An address stands as it is; what would end the field is written as a URL writes it.
    fn address(&mut self, name: &str, value: Option<&str>) {
        let written = |v: &str| v.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C");
        self.raw(name, value.map(|v| format!("{{{}}}", written(v))).as_deref());
    }

    fn close(mut self) -> String {
        self.0.push_str("}\n");
        self.0
    }
}

/// Text in which LaTeX sees nothing but words.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => out.extend(['\\', c]),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '\\' => out.push_str("\\textbackslash{}"),
            '\n' | '\r' | '\t' => out.push(' '),
            '\u{a0}' => out.push('~'),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_latex_would_act_on_is_words() {
        assert_eq!(
            escaped("50% & #1_a {x} ~ ^ \\"),
            "50\\% \\& \\#1\\_a \\{x\\} \\textasciitilde{} \\textasciicircum{} \\textbackslash{}"
        );
    }
}
