//! The one automaton that runs over a text: the first words of all names and the anchors of all forms.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::forms::{self, Anchor};
use crate::names::Names;

/// Finds the places of a text at which a citation may begin.
#[derive(Debug)]
pub(crate) struct Automaton {
    /// `None` only where there is nothing to look for.
    engine: Option<AhoCorasick>,
    patterns: Vec<Pattern>,
}

/// What a hit may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pattern {
    /// The first word of a name.
    pub(crate) name: bool,
    /// The anchor of a form.
    pub(crate) anchor: Option<Anchor>,
}

impl Automaton {
    pub(crate) fn new(names: &Names) -> Self {
        let mut all: BTreeMap<String, Pattern> = BTreeMap::new();
        for first in names.first_words() {
            all.entry(first).or_default().name = true;
        }
        for (anchor, words) in forms::ANCHORS {
            for word in *words {
                all.entry((*word).to_owned()).or_default().anchor = Some(*anchor);
            }
        }
        let engine = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::DFA))
            .build(all.keys())
            .ok();
        Self { engine, patterns: all.into_values().collect() }
    }

    /// Every hit in `text`, from left to right: where it stands and what it may be.
    pub(crate) fn hits<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, usize, Pattern)> + 'a {
        let found = self.engine.iter().flat_map(move |engine| engine.find_iter(text));
        found.map(|hit| {
            let pattern = self.patterns.get(hit.pattern().as_usize()).copied().unwrap_or_default();
            (hit.start(), hit.end(), pattern)
        })
    }
}

/// The first words of the names that a text gives (`own`, as they stand in it) that the automaton does not look for.
pub(crate) fn first_words_of(text: &str, own: &[Range<usize>], names: &Names) -> Vec<String> {
    let known = names.first_words();
    let first = |range: &Range<usize>| {
        let name = text.get(range.clone()).unwrap_or_default();
        name.split(|c: char| c.is_whitespace()).next().unwrap_or_default().to_lowercase()
    };
    let mut out: Vec<String> = own.iter().map(first).filter(|w| w.len() > 1 && !known.contains(w)).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// The hits of the automaton and those of further words, in the order of the text.
pub(crate) fn merged(text: &str, names: &Names, more: &[String]) -> Vec<(usize, usize, Pattern)> {
    let mut all: Vec<_> = names.automaton().hits(text).collect();
    let engine = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .build(more);
    if let Ok(engine) = engine {
        let name = Pattern { name: true, anchor: None };
        all.extend(engine.find_iter(text).map(|hit| (hit.start(), hit.end(), name)));
    }
    all.sort_by_key(|(start, _, pattern)| (*start, !pattern.name));
    all
}
