//! What a template can ask of a work: its title and the parts of it, dates, data, place, position.

use model::{Datum, Kind, Run};

use crate::sheet::{Pair, Position, Style, Work};

/// The fields that every style knows. Those in [`ALWAYS`] are never missing.
pub(crate) const FIELDS: &[&str] = &[
    "title",
    "name",
    "short",
    "define",
    "case",
    "phase",
    "issuer",
    "work",
    "named",
    "authors",
    "date",
    "year",
    "day",
    "adopted",
    "signed",
    "in-force",
    "court",
    "body",
    "parties",
    "place",
    "after",
    "url",
    "note",
    "journal",
    "journal-volume",
    "journal-page",
    "publisher",
    "website",
    "csl",
];

/// Fields that may stand outside of a group.
pub(crate) const ALWAYS: &[&str] = &["title", "name", "case", "work", "csl"];

/// The fields of a datum, for the templates of series.
pub(crate) const DATUM: &[&str] = &["volume", "year", "page", "value", "number", "date"];

/// What follows a case's name after a comma without being part of it.
const PHASES: &[&str] = &[
    "Advisory Opinion",
    "Judgment",
    "Judgement",
    "Order",
    "Award",
    "Decision",
    "Merits",
    "Jurisdiction",
    "Preliminary",
    "Provisional Measures",
    "Admissibility",
    "Review of",
    "Appeal",
    "Trial",
    "Compensation",
    "Reparations",
];

/// One citation in the making.
pub(crate) struct Facts<'f> {
    pub(crate) style: &'f Style,
    pub(crate) work: Work<'f>,
    pub(crate) place: Option<String>,
    pub(crate) position: Position,
}

impl Facts<'_> {
    /// A field's words; `None` where the datum is missing.
    pub(crate) fn field(&self, name: &str) -> Option<Vec<Run>> {
        if let Some(part) = self.style.parts.get(name) {
            // A part is made of fields and series only, so this ends.
            return part.fill(&|inner| self.words(inner).map(|w| vec![Run::plain(w)]));
        }
        self.words(name).map(|words| vec![Run::plain(words)])
    }

    fn words(&self, name: &str) -> Option<String> {
        let authority = self.work.authority;
        if let Some(pair) = self.style.series.get(name) {
            let data: Vec<&Datum> = authority.cite.iter().filter(|d| d.kind.0 == name).collect();
            return self.series(pair, &data);
        }
        let dated = |kind: &str| {
            let datum = authority.cite.iter().find(|d| d.kind.0 == kind)?;
            self.date(datum.date.as_deref()?)
        };
        match name {
            "title" => Some(self.spelt(&authority.title)),
            "name" => Some(self.spelt(authority.short_title())),
            "short" => self.short(),
            "define" => self.short().filter(|_| self.position == Position::Full { defines: true }),
            "case" => Some(self.case_name().0),
            "phase" => self.case_name().1,
            "issuer" => issued(&authority.title).map(|(issuer, _)| self.spelt(issuer)),
            "work" => Some(self.spelt(issued(&authority.title).map_or(&*authority.title, |(_, w)| w))),
            "named" => (!is_designation(&authority.title)).then(|| self.spelt(&authority.title)),
            "authors" => match self.authors().as_slice() {
                [] => None,
                [one] => Some(one.clone()),
                [most @ .., last] => Some(format!("{} and {last}", most.join(", "))),
            },
            // What an article or a book came out in; the words are its own, not a series of the style.
            "journal" | "publisher" | "website" => self.first(name)?.value.clone(),
            "journal-volume" => self.first("journal")?.volume.map(|v| v.to_string()),
            "journal-page" => self.first("journal")?.page.map(|p| p.to_string()),
            "date" => self.date(authority.date.as_deref()?),
            "year" => authority.date.as_deref()?.split('-').next().map(str::to_owned),
            "day" => self.short_date(authority.date.as_deref()?),
            "adopted" | "signed" | "in-force" => dated(name),
            "court" => authority.court.as_deref().map(|c| self.named(c)),
            "body" => authority.body.as_deref().map(|b| self.named(b)),
            "parties" => match authority.parties.as_slice() {
                [first, second] => Some(self.spelt(&format!("{first} v. {second}"))),
                _ => None,
            },
            "place" => self.place.clone(),
            // After a first page, a page needs a comma.
            "after" => self.place.as_ref().map(|place| {
                let page = place.starts_with(|c: char| c.is_ascii_digit());
                if page { format!(", {place}") } else { place.clone() }
            }),
            "url" => authority.url.clone(),
            "note" => match self.position {
                Position::Full { .. } | Position::Short => None,
                Position::Later { note } | Position::Again { note, .. } => Some(note.to_string()),
            },
            _ => None,
        }
    }

    /// The first datum of a kind.
    pub(crate) fn first(&self, kind: &str) -> Option<&Datum> {
        self.work.authority.cite.iter().find(|d| d.kind.0 == kind)
    }

    /// Who wrote it, as the style has names.
    pub(crate) fn authors(&self) -> Vec<String> {
        self.written().into_iter().map(|name| self.person(name)).collect()
    }

    /// `J. R. Mole` as `JR Mole`, where the style has initials so.
    pub(crate) fn person(&self, name: &str) -> String {
        if !self.style.bare_initials {
            return name.to_owned();
        }
        let initials = |word: &str| {
            let letters: String = word.chars().filter(|c| *c != '.').collect();
            let stops = word.ends_with('.') && letters.chars().count() == word.matches('.').count();
            (stops && letters.chars().all(char::is_uppercase)).then_some(letters)
        };
        let mut out = String::new();
        let mut after_initials = false;
        for word in name.split(' ') {
            let bare = initials(word);
            let joined = after_initials && bare.is_some();
            if !out.is_empty() && !joined {
                out.push(' ');
            }
            after_initials = bare.is_some();
            out.push_str(bare.as_deref().unwrap_or(word));
        }
        out
    }

    /// Who wrote it: as the manifest says, else the table.
    fn written(&self) -> Vec<&str> {
        let table = || {
            let written = self.work.authority.cite.iter().filter(|d| d.kind.0 == "author");
            written.filter_map(|d| d.value.as_deref()).collect()
        };
        match self.work.authors {
            [] => table(),
            authors => authors.iter().map(String::as_str).collect(),
        }
    }

    pub(crate) fn short(&self) -> Option<String> {
        let authority = self.work.authority;
        authority.short.first().filter(|s| **s != authority.title).map(|s| self.spelt(s))
    }

    pub(crate) fn named(&self, name: &str) -> String {
        self.style.names.get(name).cloned().unwrap_or_else(|| name.to_owned())
    }

    /// Words as the style spells them: `v.` as `v`, `No.` as `No`.
    pub(crate) fn spelt(&self, text: &str) -> String {
        let word = |word: &str| match self.style.spelling.get(word) {
            Some(other) => other.clone(),
            None => word.to_owned(),
        };
        text.split(' ').map(word).collect::<Vec<_>>().join(" ")
    }

    /// One datum by the form for one; several by the form for many, else the first.
    fn series(&self, pair: &Pair, data: &[&Datum]) -> Option<String> {
        let fill = |template: &crate::template::Template, datum: &Datum, values: Option<&str>| {
            let field = |name: &str| match (name, values) {
                ("value", Some(values)) => Some(vec![Run::plain(values)]),
                _ => self.datum(datum, name).map(|w| vec![Run::plain(w)]),
            };
            template.fill(&field).map(|runs| crate::written::plain(&runs))
        };
        let first = data.first()?;
        match &pair.many {
            Some(many) if data.len() > 1 => {
                let values: Vec<String> = data.iter().filter_map(|d| d.value.clone()).collect();
                let (last, most) = values.split_last()?;
                let joined =
                    if most.is_empty() { last.clone() } else { format!("{} and {last}", most.join(", ")) };
                fill(many, first, Some(&self.spelt(&joined)))
            }
            _ => fill(&pair.one, first, None),
        }
    }

    fn datum(&self, datum: &Datum, name: &str) -> Option<String> {
        match name {
            "volume" => datum.volume.map(|v| v.to_string()),
            "year" => datum.year.map(|y| y.to_string()),
            "page" => datum.page.map(|p| p.to_string()),
            "value" => datum.value.as_deref().map(|v| self.spelt(v)),
            // `1373` of `1373 (2001)`, but the whole of `2625 (XXV)`.
            "number" => datum.value.as_deref().map(|value| {
                let year = |s: &str| s.len() == 5 && s[..4].bytes().all(|b| b.is_ascii_digit());
                let cut = value.split_once(" (").filter(|(_, y)| year(y));
                cut.map_or(value, |(number, _)| number).to_owned()
            }),
            "date" => self.date(datum.date.as_deref()?),
            _ => None,
        }
    }

    /// `1986-06-27` as the style writes it.
    fn date(&self, date: &str) -> Option<String> {
        let dates = &self.style.dates;
        let template = match date.split('-').count() {
            1 => return Some(date.to_owned()),
            2 => &dates.month,
            _ => &dates.day,
        };
        self.dated(template, date)
    }

    /// The same without its year, for styles that put the year elsewhere.
    fn short_date(&self, date: &str) -> Option<String> {
        (date.split('-').count() == 3).then(|| self.dated(&self.style.dates.short, date))?
    }

    fn dated(&self, template: &crate::template::Template, date: &str) -> Option<String> {
        let mut parts = date.split('-');
        let (year, month, day) = (parts.next()?, parts.next(), parts.next());
        let field = |name: &str| {
            let words = match name {
                "year" => year.to_owned(),
                "month" => {
                    let number: usize = month?.parse().ok()?;
                    self.style.dates.months.get(number.checked_sub(1)?)?.clone()
                }
                _ => day?.trim_start_matches('0').to_owned(),
            };
            Some(vec![Run::plain(words)])
        };
        template.fill(&field).map(|runs| crate::written::plain(&runs))
    }

    /// A case's name, and the phase or kind of decision that its title gives after it.
    fn case_name(&self) -> (String, Option<String>) {
        let authority = self.work.authority;
        let title = authority.title.strip_prefix("Case of ").unwrap_or(&authority.title);
        let (name, phase) = split_phase(title, &authority.parties);
        let mut name = name.to_owned();
        // Parties are abbreviated where they stand as parties: between the last brackets, or at the beginning.
        let from = if authority.kind == Kind::Case { name.rfind('(').unwrap_or(0) } else { name.len() };
        let mut tail = name.split_off(from);
        for party in &authority.parties {
            if let Some(short) = self.style.parties.get(party) {
                tail = tail.replacen(party.as_str(), short, 1);
            }
        }
        (self.spelt(&(name + &tail)), phase.map(|p| self.spelt(p)))
    }
}

/// The name and the phase: what follows the second party, or a comma and a word that names a phase.
fn split_phase<'t>(title: &'t str, parties: &[String]) -> (&'t str, Option<&'t str>) {
    if let Some(end) = parties.last().and_then(|p| title.rfind(p.as_str()).map(|at| at + p.len())) {
        let rest = &title[end..];
        let (close, rest) = rest.strip_prefix(')').map_or((0, rest), |r| (1, r));
        let phase = rest.strip_prefix(", ").or_else(|| {
            rest.strip_prefix(" (").and_then(|r| r.strip_suffix(')')).filter(|r| !r.contains('('))
        });
        if phase.is_some() || rest.is_empty() {
            return (&title[..end + close], phase);
        }
    }
    for (at, _) in title.match_indices(", ") {
        let rest = &title[at + 2..];
        if PHASES.iter().any(|p| rest.starts_with(p)) {
            return (&title[..at], Some(rest));
        }
    }
    (title, None)
}

/// `Human Rights Committee, General Comment No. 36: …` in two.
fn issued(title: &str) -> Option<(&str, &str)> {
    title.match_indices(", General ").next().map(|(at, _)| (&title[..at], &title[at + 2..]))
}

/// Whether a resolution's title is only its number: `Security Council Resolution 1373 (2001)`.
fn is_designation(title: &str) -> bool {
    let mut words = title.rsplit(' ').skip_while(|w| w.starts_with('(')).peekable();
    let numbered = words.next().is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    numbered && words.next().is_some_and(|w| w.eq_ignore_ascii_case("resolution"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_and_its_phase_are_told_apart() {
        let parties = ["Arcadia".to_owned(), "Borduria".to_owned()];
        for (title, given, name, phase) in [
            ("Lights (Arcadia v. Borduria), Merits", true, "Lights (Arcadia v. Borduria)", Some("Merits")),
            ("Lights (Arcadia v. Borduria)", true, "Lights (Arcadia v. Borduria)", None),
            ("Arcadia v. Borduria (Merits)", true, "Arcadia v. Borduria", Some("Merits")),
            ("Use of Lamps, Advisory Opinion", false, "Use of Lamps", Some("Advisory Opinion")),
            ("Lamps, Buoys and Bells", false, "Lamps, Buoys and Bells", None),
        ] {
            let parties: &[String] = if given { &parties } else { &[] };
            assert_eq!(split_phase(title, parties), (name, phase), "{title}");
        }
    }

    #[test]
    fn a_resolution_without_a_name_is_known() {
        for (title, bare) in [
            ("Security Council Resolution 12 (1946)", true),
            ("General Assembly resolution 12/3", true),
            ("Definition of Wreckage", false),
            ("12", false),
            ("", false),
        ] {
            assert_eq!(is_designation(title), bare, "{title}");
        }
    }
}
