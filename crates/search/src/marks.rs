//! Finding in a text what a query looked for.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::analysis::{Analysis, Form, Sought, Terms, Tongue};
use crate::engine::{Leaf, Marking, Sequence, windows};
use crate::entry::Entry;
use crate::schema::Part;

/// A stretch of text that a leaf of the query found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Bytes of the text.
    pub(crate) range: Range<usize>,
    /// Number of the leaf.
    pub(crate) leaf: usize,
}

impl Mark {
    fn key(&self) -> (usize, std::cmp::Reverse<usize>) {
        (self.range.start, std::cmp::Reverse(self.range.end))
    }
}

/// The terms of all leaves of a query, in either form: no other word of a text need be looked at.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanted([Sought; 2]);

impl Wanted {
    /// The terms of `leaves`.
    pub(crate) fn of(leaves: &[Leaf]) -> Self {
        let terms = |form| {
            let ways = leaves.iter().filter(|leaf| leaf.form == form).flat_map(|leaf| &leaf.ways);
            let terms = ways.flat_map(|way| &way.items).flat_map(|(_, terms)| terms);
            Sought::new(terms.cloned().collect::<BTreeSet<_>>())
        };
        Self([terms(Form::Main), terms(Form::Exact)])
    }
}

/// What `markings` find in the words of `entry`: in order, without overlaps, the longer of two that begin together.
pub(crate) fn marks(
    entry: &Entry,
    markings: &[Marking],
    leaves: &[Leaf],
    wanted: &Wanted,
    main: &mut Terms,
    exact: &mut Terms,
) -> Vec<Mark> {
    let tongue = Tongue::of(entry.language.as_deref());
    let mut texts = Texts { text: &entry.text, tongue, wanted, main, exact, known: [None, None] };
    let mut out = Vec::new();
    for marking in markings {
        out.extend(texts.marking(marking, leaves));
    }
    out.sort_by_key(Mark::key);
    let mut end = 0;
    out.retain(|m| {
        let free = m.range.start >= end && !m.range.is_empty();
        end = if free { m.range.end } else { end };
        free
    });
    out
}

/// Terms of a text and where they stand.
type Index = BTreeMap<String, Vec<(u32, Range<usize>)>>;

struct Texts<'a> {
    text: &'a str,
    tongue: Tongue,
    wanted: &'a Wanted,
    main: &'a mut Terms,
    exact: &'a mut Terms,
    known: [Option<Index>; 2],
}

impl Texts<'_> {
    fn marking(&mut self, marking: &Marking, leaves: &[Leaf]) -> Vec<Mark> {
        match marking {
            Marking::Leaf(number) => match leaves.get(*number) {
                Some(leaf) if leaf.parts.contains(&Part::Text) => self.leaf(*number, leaf),
                _ => Vec::new(),
            },
            Marking::Run { phrase, words } => {
                let found = self.marking(&Marking::Leaf(*phrase), leaves);
                if !found.is_empty() {
                    return found;
                }
                words.iter().flat_map(|w| self.marking(w, leaves)).collect()
            }
            Marking::Concept { words, others } => {
                let found: Vec<Vec<Mark>> = words.iter().map(|w| self.marking(w, leaves)).collect();
                let all = found.iter().all(|marks| !marks.is_empty());
                let mut out: Vec<Mark> = found.into_iter().flatten().collect();
                if !all {
                    out.extend(others.iter().flat_map(|o| self.marking(o, leaves)));
                }
                out
            }
        }
    }

    fn leaf(&mut self, number: usize, leaf: &Leaf) -> Vec<Mark> {
        let (terms, slot) = match leaf.form {
            Form::Main => (&mut *self.main, 0),
            Form::Exact => (&mut *self.exact, 1),
        };
        let (text, tongue) = (self.text, self.tongue);
        let sought = &self.wanted.0[slot];
        let index =
            self.known[slot].get_or_insert_with(|| index(text, &terms.sift_in(text, tongue, sought), sought));
        let ranges = leaf.ways.iter().flat_map(|way| occurrences(index, way));
        ranges.map(|range| Mark { range, leaf: number }).collect()
    }
}

fn index(text: &str, analysis: &Analysis, sought: &Sought) -> Index {
    let mut out = Index::new();
    for located in analysis {
        let stride = located.piece.stride as usize;
        let word = text.get(located.range.clone()).unwrap_or_default();
        let parts = part_ranges(word, located.range.start, located.piece.parts.len());
        for (i, (position, part)) in
            (located.position..).step_by(stride).zip(&located.piece.parts).enumerate()
        {
            if sought.has(part) {
                let range = parts.get(i).cloned().unwrap_or_else(|| located.range.clone());
                out.entry(part.clone()).or_default().push((position, range));
            }
        }
        if let Some(whole) = located.piece.whole.as_ref().filter(|whole| sought.has(whole)) {
            out.entry(whole.clone()).or_default().push((located.position, located.range.clone()));
        }
    }
    out
}

/// Where the parts of a hyphenated word are; empty when its hyphens do not tell.
fn part_ranges(word: &str, start: usize, count: usize) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = start;
    for part in word.split(['-', '\u{2010}', '\u{2011}']) {
        out.push(at..at + part.len());
        at += part.len();
        at += word.get(at - start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    if out.len() == count { out } else { Vec::new() }
}

fn occurrences(index: &Index, way: &Sequence) -> Vec<Range<usize>> {
    let mut items: Vec<Vec<(u32, Range<usize>)>> = Vec::new();
    for (_, terms) in &way.items {
        let mut list: Vec<_> = terms.iter().filter_map(|t| index.get(t)).flatten().cloned().collect();
        list.sort_by_key(|(position, range)| (*position, range.start, range.end));
        items.push(list);
    }
    let positions: Vec<Vec<u32>> = items
        .iter()
        .map(|list| {
            let mut positions: Vec<u32> = list.iter().map(|&(p, _)| p).collect();
            positions.dedup();
            positions
        })
        .collect();
    let offsets: Vec<u32> = way.items.iter().map(|&(offset, _)| offset).collect();
    let at = |p: u32| {
        items.iter().flat_map(move |list| {
            let first = list.partition_point(|(q, _)| *q < p);
            list.iter().skip(first).take_while(move |(q, _)| *q == p).map(|(_, range)| range)
        })
    };
    let mut out = Vec::new();
    for (first, last) in windows(&positions, &offsets, way.slop) {
        let start = at(first).map(|r| r.start).min();
        let end = at(last).map(|r| r.end).max();
        if let (Some(start), Some(end)) = (start, end) {
            out.push(start..end.max(start));
        }
    }
    out
}
