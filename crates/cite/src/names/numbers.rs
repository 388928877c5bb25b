//! Authorities by number: resolutions, and pages of reports and treaty series.

use std::collections::BTreeMap;

use model::{Authority, Body, Catalogue, Organ, Pinpoint, SegmentKind};

use crate::fold;
use crate::forms::series;
use crate::words;

use super::Index;

/// Where authorities are found by number.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    resolutions: BTreeMap<(Organ, String), Vec<Index>>,
    /// Addresses of authentic texts, as [`address`] writes them.
    addresses: BTreeMap<String, Vec<Index>>,
    /// Cases by the first word of their first party: both parties, folded.
    parties: BTreeMap<String, Vec<(String, String, Index)>>,
    /// Numbers of dockets and documents, as [`coded`] writes them.
    codes: BTreeMap<String, Vec<Index>>,
    /// Titles of the United States Code: the first and last section that an act stands in.
    sections: BTreeMap<u32, Vec<(Section, Section, Index)>>,
    /// Opinions of courts and advisers with the words of their names.
    opinions: Vec<(Index, Vec<String>)>,
    /// Series, volume or year, first page.
    pages: BTreeMap<(String, u32, u32), Vec<Index>>,
    /// Places that are cited without the name of their work, by kind and number: the work, and which of its landmarks.
    landmarks: BTreeMap<(SegmentKind, String), Vec<(Index, usize)>>,
}

impl Numbers {
    pub(super) fn new(catalogue: &Catalogue) -> Self {
        let mut out = Self::default();
        for (index, authority) in (0..).zip(catalogue.iter()) {
            let issued = |body: &&Body| authority.body.as_ref().is_some_and(|name| body.names.contains(name));
            let organ = || catalogue.bodies().iter().find(issued).and_then(|body| body.organ);
            if authority.generic.iter().any(|noun| noun.ends_with("Opinion")) {
                let flat = |name: &str| fold::flat(name).split(' ').map(str::to_owned).collect::<Vec<_>>();
                out.opinions.push((index, authority.names().flat_map(flat).collect()));
            }
            out.mark(index, authority);
            if let Some(url) = &authority.url {
                out.addresses.entry(address(url)).or_default().push(index);
            }
            if let [one, other] = authority.parties.as_slice() {
                let (one, other) = (fold::flat(one), fold::flat(other));
                let first = one.split(' ').next().unwrap_or_default().to_owned();
                out.parties.entry(first).or_default().push((one, other, index));
            }
            for datum in &authority.cite {
                if datum.kind.0 == "resolution"
                    && let Some(number) = datum.value.as_deref().and_then(resolution_number)
                {
                    let organ = organ().unwrap_or(Organ::Assembly);
                    let list = out.resolutions.entry((organ, number)).or_default();
                    if !list.contains(&index) {
                        list.push(index);
                    }
                }
                if matches!(datum.kind.0.as_str(), "case-number" | "application" | "symbol" | "ecli")
                    && let Some(value) = &datum.value
                {
                    let list = out.codes.entry(coded(value)).or_default();
                    if !list.contains(&index) {
                        list.push(index);
                    }
                }
                if datum.kind.0 == "usc"
                    && let Some((title, from, to)) = datum.value.as_deref().and_then(code_sections)
                {
                    out.sections.entry(title).or_default().push((from, to, index));
                }
                if datum.kind.0 == "other"
                    && let Some(value) = datum.value.as_deref()
                    && let Some(found) = series::printed(value, 0).filter(|found| found.end == value.len())
                    && let (Some(volume), Some(page)) = (found.volume, found.page)
                {
                    out.pages.entry((found.series.to_owned(), volume, page)).or_default().push(index);
                }
                if let (Some(volume), Some(page)) = (datum.volume.or(datum.year), datum.page) {
                    out.pages.entry((datum.kind.0.clone(), volume, page)).or_default().push(index);
                }
            }
        }
        out
    }

    /// Takes in the landmarks of a work.
    fn mark(&mut self, index: Index, authority: &Authority) {
        for (nth, landmark) in authority.landmarks.iter().enumerate() {
            for first in landmark.at.iter().map(Pinpoint::first) {
                if let Some(number) = &first.number {
                    self.landmarks.entry((first.kind, number.to_string())).or_default().push((index, nth));
                }
            }
        }
    }

    /// The works that `place` is a landmark of, each with which of them.
    pub(crate) fn landmarks(&self, place: &Pinpoint) -> &[(Index, usize)] {
        let first = place.first();
        let key = first.number.as_deref().map(|number| (first.kind, number.to_owned()));
        key.and_then(|key| self.landmarks.get(&key)).map_or(&[], Vec::as_slice)
    }

    /// The resolutions of `organ` with this number (`2625`, `56/83`); of either where none is given.
    pub(crate) fn resolution(&self, organ: Option<Organ>, number: &str) -> Vec<Index> {
        let of = |organ| self.resolutions.get(&(organ, number.to_owned())).cloned().unwrap_or_default();
        match organ {
            Some(organ) => of(organ),
            None => [of(Organ::Assembly), of(Organ::Council)].concat(),
        }
    }

    /// The one work whose text is at this address: the table's, or one that ends in a document symbol.
    pub(crate) fn address(&self, url: &str) -> Option<Index> {
        let url = address(url);
        let symbol = url.strip_prefix("undocs.org/").or_else(|| url.strip_prefix("docs.un.org/"));
        let of = match (self.addresses.get(&url), symbol) {
            (Some(of), _) => of.clone(),
            (None, Some(symbol)) => self.code(symbol.strip_prefix("en/").unwrap_or(symbol)),
            (None, None) => return None,
        };
        <[Index; 1]>::try_from(of).ok().map(|[one]| one)
    }

    /// The decision in whose pages a page of the I.C.J. Reports lies: the last one of the year's volume that begins before it,
    /// not too far.
    pub(crate) fn around(&self, series: &str, volume: u32, page: u32) -> Option<Index> {
        const LONGEST: u32 = 60;
        if series != "icj-reports" {
            return None;
        }
        let from = (series.to_owned(), volume, page.saturating_sub(LONGEST));
        let (_, of) = self.pages.range(from..=(series.to_owned(), volume, page)).next_back()?;
        <[Index; 1]>::try_from(of.clone()).ok().map(|[one]| one)
    }

    /// Whether a section of the United States Code, by its number alone, belongs to an act.
    pub(crate) fn has_section(&self, index: Index, number: &str) -> bool {
        let Some(number) = section(number) else { return false };
        let within =
            |(from, to, of): &(Section, Section, Index)| *of == index && (from..=to).contains(&&number);
        self.sections.values().flatten().any(within)
    }

    /// The one opinion of a court or adviser that is about these words (folded), given in this year and by this body where
    /// those are named: "the 2019 opinion on the Fog Archipelago". With it, how many of the words were read to its last.
    pub(crate) fn opinion(&self, said: &[String], fits: impl Fn(Index) -> bool) -> Option<(Index, usize)> {
        let telling = |word: &String| word.len() > 2 && !words::small(word);
        let score = |title: &Vec<String>| {
            let reached = said.iter().take_while(|w| !telling(w) || title.contains(w)).count();
            said.iter().take(reached).filter(|w| telling(w)).count()
        };
        let mut scored: Vec<(usize, Index)> = Vec::new();
        for (index, title) in self.opinions.iter().filter(|(index, _)| fits(*index)) {
            scored.push((score(title), *index));
        }
        scored.sort_unstable_by(|a, b| b.cmp(a));
        let (best, one) = *scored.first().filter(|(best, _)| *best > 0)?;
        if scored.get(1).is_some_and(|(next, _)| *next == best) {
            return None;
        }
        let title = &self.opinions.iter().find(|(index, _)| *index == one)?.1;
        let reached = said.iter().take_while(|w| !telling(w) || title.contains(w)).count();
        let last = said.iter().take(reached).rposition(telling)?;
        Some((one, last + 1))
    }

    /// The one opinion that was given on this day, written `YYYY-MM-DD`.
    pub(crate) fn opinion_of(&self, date: &str, names: &super::Names) -> Option<Index> {
        let given = |i: &Index| names.authority(*i).is_some_and(|a| a.date.as_deref() == Some(date));
        let mut all = self.opinions.iter().map(|(index, _)| *index).filter(given);
        all.next().filter(|_| all.next().is_none())
    }

    /// The cases between two parties, folded; a party may be shortened at its end.
    pub(crate) fn parties(&self, one: &str, other: &str) -> Vec<Index> {
        let same = |written: &str, party: &str| {
            party == written || party.strip_prefix(written).is_some_and(|rest| rest.starts_with(' '))
        };
        let listed =
            one.split(' ').next().and_then(|first| self.parties.get(first)).map_or(&[][..], Vec::as_slice);
        listed.iter().filter(|(x, y, _)| same(one, x) && same(other, y)).map(|(_, _, i)| *i).collect()
    }

    /// Whether somebody stood against several others in the cases of the table, as states do: the name alone is then more
    /// often the state's than a case's.
    pub(crate) fn litigant(&self, name: &str) -> bool {
        let name = fold::flat(name);
        let mut others = self.parties.values().flatten().filter_map(|(one, other, _)| {
            match (*one == name, *other == name) {
                (true, _) => Some(other),
                (_, true) => Some(one),
                _ => None,
            }
        });
        others.next().is_some_and(|first| others.any(|other| other != first))
    }

    /// The works with this docket or document number.
    pub(crate) fn code(&self, code: &str) -> Vec<Index> {
        self.codes.get(&coded(code)).cloned().unwrap_or_default()
    }

    /// The one act that a section of the United States Code belongs to, the code written with its title: "50 U.S.C.".
    pub(crate) fn section(&self, code: &str, number: &str) -> Option<Index> {
        let title = code_title(code).filter(|(_, rest)| rest.trim().is_empty())?.0;
        let number = section(number)?;
        let mut of = self.sections.get(&title)?.iter().filter(|(from, to, _)| (from..=to).contains(&&number));
        let found = of.next()?.2;
        of.all(|(.., index)| *index == found).then_some(found)
    }

    /// What is printed in `series` from this page on: the work that begins there, or else, for reports of one year
    /// in one volume, nothing.
    pub(crate) fn page(&self, series: &str, volume: u32, page: u32) -> Vec<Index> {
        self.pages.get(&(series.to_owned(), volume, page)).cloned().unwrap_or_default()
    }
}

/// A section of a code by its number and what is added to that: `2339A`, `2291-4`.
type Section = (u32, String);

fn section(number: &str) -> Option<Section> {
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let (number, added) = number.split_at(digits);
    Some((number.parse().ok()?, added.to_lowercase()))
}

/// The title of the United States Code that `text` begins with, and the rest: "50 U.S.C. § 1541".
fn code_title(text: &str) -> Option<(u32, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (title, rest) = text.split_at(digits);
    let rest = rest.trim_start();
    let rest = rest.strip_prefix("U.S.C.").or_else(|| rest.strip_prefix("USC"))?;
    Some((title.parse().ok()?, rest))
}

/// The sections that `50 U.S.C. §§ 1541-1548` names; `None` for notes and parts of a section.
fn code_sections(value: &str) -> Option<(u32, Section, Section)> {
    let (title, rest) = code_title(value)?;
    let rest = rest.trim_start_matches([' ', '§']);
    let rest = rest.strip_suffix(" et seq.").unwrap_or(rest);
    if rest.contains([' ', '(', ',']) {
        return None;
    }
    match rest.split_once('-').filter(|_| value.contains("§§")) {
        Some((from, to)) => Some((title, section(from)?, section(to)?)),
        None => Some((title, section(rest)?, section(rest)?)),
    }
}

/// An address without its scheme, "www.", fragment and last slash, in lower case.
fn address(url: &str) -> String {
    let url = url.split('#').next().unwrap_or_default().to_lowercase();
    let bare = url.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    bare.trim_end_matches('/').to_owned()
}

/// A docket or document number without its signs and spaces.
fn coded(code: &str) -> String {
    let bare: String = code.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    // OSCOLA writes the court for the register: "ICTY-94-1-A" is IT-94-1-A.
    match bare.strip_prefix("ICTY").filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
        Some(number) => format!("IT{number}"),
        None => bare,
    }
}

/// The number of a resolution as it is looked up: `2625 (XXV)` is `2625`, `217 A (III)` is `217`.
pub(crate) fn resolution_number(text: &str) -> Option<String> {
    // "ES-11/1" is one of an emergency session.
    let (session, text) = match text.split_once('-') {
        Some(("ES" | "S", rest)) => (text.get(..text.len() - rest.len()).unwrap_or_default(), rest),
        _ => ("", text),
    };
    let number: String = text.chars().take_while(|c| c.is_ascii_digit() || *c == '/').collect();
    let good = number.chars().next().is_some_and(|c| c.is_ascii_digit());
    good.then(|| format!("{session}{}", number.trim_end_matches('/')))
}
