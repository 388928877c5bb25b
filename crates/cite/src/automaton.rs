//! The one automaton that runs over a text: the first words of all names and the anchors of all forms.

use std::collections::BTreeMap;

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
