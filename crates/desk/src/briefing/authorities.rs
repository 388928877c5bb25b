//! Tables of authorities: what a brief cites, where, in groups.

use std::collections::BTreeMap;

use brief::{Group, Row};
use model::{Authority, AuthorityId, Kind, Pinpoint, SegmentKind};
use style::{Position, Style};

use crate::styling::Stylist;

/// Which of the authorities a table holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Part {
    /// All of them.
    #[default]
    All,
    /// One group.
    Group(usize),
}

/// The groups, in their order: how a directive names each, its heading, its kinds.
const GROUPS: [(&str, &str, &[Kind]); 7] = [
    ("treaties", "Treaties", &[Kind::Treaty]),
    ("cases", "Cases", &[Kind::Case]),
    ("resolutions", "Resolutions and declarations", &[Kind::Resolution, Kind::Declaration]),
    ("ilc", "Texts of the International Law Commission", &[Kind::Ilc]),
    ("statutes", "Statutes and legislation", &[Kind::Statute]),
    ("comments", "General comments", &[Kind::Comment]),
    ("works", "Other works", &[Kind::Manual, Kind::Essay, Kind::Document]),
];

impl Part {
    /// The part that a directive names; the error lists them.
    pub(super) fn named(name: &str) -> Result<Self, String> {
        if name.is_empty() || name == "all" {
            return Ok(Self::All);
        }
        let found = GROUPS.iter().position(|(known, ..)| known.eq_ignore_ascii_case(name));
        found.map(Self::Group).ok_or_else(|| GROUPS.map(|(known, ..)| known).join(", "))
    }
}

/// What was cited, and where.
#[derive(Clone, Debug, Default)]
pub(super) struct Ledger(BTreeMap<AuthorityId, (Authority, Vec<Pinpoint>, Vec<usize>)>);

impl Ledger {
    /// Remembers a citation; `note` is its footnote, where it has one.
    pub(super) fn add(&mut self, authority: &Authority, places: &[Pinpoint], note: Option<usize>) {
        let entry =
            self.0.entry(authority.id.clone()).or_insert_with(|| (authority.clone(), Vec::new(), Vec::new()));
        entry.1.extend(places.iter().cloned());
        if let Some(note) = note.filter(|n| entry.2.last() != Some(n)) {
            entry.2.push(note);
        }
    }

    /// The table.
    pub(super) fn table(&self, part: Part, stylist: &Stylist, style: &Style) -> Vec<Group> {
        let wanted = |index: usize| match part {
            Part::All => true,
            Part::Group(one) => one == index,
        };
        let mut out = Vec::new();
        for (_, (_, title, kinds)) in GROUPS.iter().enumerate().filter(|(i, _)| wanted(*i)) {
            let mut rows: Vec<Row> = Vec::new();
            for (authority, places, notes) in self.0.values().filter(|(a, ..)| kinds.contains(&a.kind)) {
                let work = stylist.work(authority);
                let mut places = places.clone();
                places.sort_by_cached_key(order);
                places.dedup();
                rows.push(Row {
                    key: authority.id.to_string(),
                    words: style.cite(work, &[], Position::Full { defines: false }).runs,
                    places: style.places(work, &places).unwrap_or_default(),
                    notes: notes.clone(),
                });
            }
            rows.sort_by_cached_key(|row| style::plain(&row.words).to_lowercase());
            if !rows.is_empty() {
                out.push(Group { title: (*title).to_owned(), rows });
            }
        }
        out
    }
}

/// Places as people order them: article 9 before article 10.
fn order(place: &Pinpoint) -> Vec<(SegmentKind, u32, String)> {
    let segment = |s: &model::Segment| {
        let number = s.number.as_deref().unwrap_or_default();
        let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
        // The letters of points are no numerals.
        let roman = || model::roman_value(number).filter(|_| s.kind != SegmentKind::Point);
        let value: Option<u32> = digits.parse().ok().or_else(roman);
        (s.kind, value.unwrap_or(0), format!("{number}{}", s.to.as_deref().unwrap_or_default()))
    };
    place.segments().iter().map(segment).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_in_the_order_of_their_numbers() {
        let mut places: Vec<Pinpoint> = ["art-10", "art-9/para-2", "art-9", "art-9/para-10", "art-9bis"]
            .map(|p| p.parse().unwrap())
            .to_vec();
        places.sort_by_cached_key(order);
        let shown: Vec<String> = places.iter().map(ToString::to_string).collect();
        assert_eq!(shown, ["art-9", "art-9/para-2", "art-9/para-10", "art-9bis", "art-10"]);
    }

    #[test]
    fn parts_have_names() {
        assert_eq!(Part::named(""), Ok(Part::All));
        assert_eq!(Part::named("Cases"), Ok(Part::Group(1)));
        assert!(Part::named("poems").unwrap_err().contains("treaties"));
    }
}
