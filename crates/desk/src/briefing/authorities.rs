//! Tables of authorities: what a brief cites, where, in groups.

use std::collections::BTreeMap;

use brief::{Group, Row};
use model::{Authority, AuthorityId, Kind, Pinpoint, Segment, SegmentKind};
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
                let places = joined(places);
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

/// Sorted places with those that overlap made one: `arts 1–2` and `art 2` are `arts 1–2`. Of numbers alone: nobody knows
/// what lies between two letters. A place below another one is told beside it.
fn joined(places: Vec<Pinpoint>) -> Vec<Pinpoint> {
    let range = |place: &Pinpoint| {
        let last = place.last();
        let from: u32 = last.number.as_deref()?.parse().ok()?;
        let to = last.to.as_deref().map_or(Ok(from), str::parse).ok()?;
        Some((place.parent(), last.kind, from, to))
    };
    let mut out: Vec<Pinpoint> = Vec::new();
    for place in places {
        // Places below one of the range stand between.
        let before = out.iter().rposition(|p| p.segments().len() == place.segments().len());
        let Some(earlier) = before.and_then(|at| out.get_mut(at)) else {
            out.push(place);
            continue;
        };
        match (range(earlier), range(&place)) {
            _ if *earlier == place => {}
            (Some((above, kind, from, to)), Some((other, like, next, end)))
                if above == other && kind == like && (from..=to).contains(&next) =>
            {
                let Ok(segment) = Segment::new(kind, &from.to_string()) else { continue };
                let whole =
                    if to.max(end) == from { Ok(segment) } else { segment.to(&to.max(end).to_string()) };
                if let Ok(segment) = whole {
                    *earlier =
                        above.map_or_else(|| Pinpoint::of(segment.clone()), |a| a.child(segment.clone()));
                }
            }
            _ => out.push(place),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_that_overlap_are_one() {
        for (places, expected) in [
            ("art-1..2 art-2", "art-1..2"),
            ("art-2 art-1..2 art-2..5 art-7", "art-1..5 art-7"),
            ("art-1 art-2", "art-1 art-2"),
            ("art-1 art-1", "art-1"),
            ("art-1..3 art-2/para-1 art-3", "art-1..3 art-2/para-1"),
            ("art-2/para-1..3 art-2/para-2", "art-2/para-1..3"),
            ("art-1/para-1..3 art-2/para-2", "art-1/para-1..3 art-2/para-2"),
            ("art-2/pt-a..c art-2/pt-b", "art-2/pt-a..c art-2/pt-b"),
            ("para-1..3 art-2", "art-2 para-1..3"),
        ] {
            let mut places: Vec<Pinpoint> = places.split(' ').map(|p| p.parse().unwrap()).collect();
            places.sort_by_cached_key(order);
            let shown: Vec<String> = joined(places).iter().map(ToString::to_string).collect();
            assert_eq!(shown.join(" "), expected);
        }
    }

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
