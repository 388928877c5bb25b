//! The one automaton that runs over a text: the first words of all names and the anchors of all forms.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::forms::{self, Anchor};
use crate::names::Names;

/// So much text, in bytes, in one piece or many, is worth the time that the dense engine takes to build.
const LONG: usize = 1 << 20;

/// Finds the places of a text at which a citation may begin.
#[derive(Debug)]
pub(crate) struct Automaton {
    /// Quick to build, for short texts. `None` only where there is nothing to look for.
    sparse: OnceLock<Option<AhoCorasick>>,
    /// Bytes that were looked through so far.
    seen: AtomicUsize,
    /// Slow to build and quick to run, for long texts.
    dense: OnceLock<Option<AhoCorasick>>,
    patterns: Vec<Pattern>,
    /// What is looked for, sorted; one string for each pattern.
    words: Vec<String>,
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
                let forms: &[String] = match anchor {
                    // Titles and symbols are capitalised.
                    Anchor::Treaty | Anchor::Part => &[capitalised(word)],
                    Anchor::Symbol => &[word.to_uppercase()],
                    Anchor::Series => &[(*word).to_owned()],
                    _ => &[(*word).to_owned(), capitalised(word), word.to_uppercase()],
                };
                for written in forms {
                    all.entry(written.clone()).or_default().anchor = Some(*anchor);
                }
            }
        }
        // "Commentary on", a word for a place, hides the name "Commentary on the Fog Convention" that begins with its first word.
        let begun = |written: &str| {
            let first = written.split(' ').next().filter(|first| first.len() < written.len());
            first.is_some_and(|first| all.get(first).is_some_and(|pattern| pattern.name))
        };
        let hidden: Vec<String> = all.keys().filter(|written| begun(written)).cloned().collect();
        for written in hidden {
            all.entry(written).or_default().name = true;
        }
        let (words, patterns) = all.into_iter().unzip();
        Self { sparse: OnceLock::new(), seen: AtomicUsize::new(0), dense: OnceLock::new(), patterns, words }
    }

    /// The engine that finds what is in `text` soonest, its own making counted.
    fn engine(&self, text: &str) -> Option<&AhoCorasick> {
        let build = |kind| {
            let mut builder = AhoCorasick::builder();
            builder.match_kind(MatchKind::LeftmostLongest).kind(Some(kind)).build(&self.words).ok()
        };
        let seen = self.seen.fetch_add(text.len(), Ordering::Relaxed).saturating_add(text.len());
        let engine = match self.dense.get() {
            Some(dense) => dense,
            None if seen < LONG => self.sparse.get_or_init(|| build(AhoCorasickKind::NoncontiguousNFA)),
            None => self.dense.get_or_init(|| build(AhoCorasickKind::DFA)),
        };
        engine.as_ref()
    }

    /// Every hit in `text`, from left to right: where it stands and what it may be.
    pub(crate) fn hits<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, usize, Pattern)> + 'a {
        let found = self.engine(text).into_iter().flat_map(move |engine| engine.find_iter(text));
        found.map(|hit| {
            let pattern = self.patterns.get(hit.pattern().as_usize()).copied().unwrap_or_default();
            (hit.start(), hit.end(), pattern)
        })
    }
}

/// `word` with its first letter in capitals. Names and anchors are looked for as they are written, since capitals
/// seldom stand inside words and small letters everywhere.
fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// The first words of the names that a text gives (`own`, as they stand in it) that the automaton does not look for.
pub(crate) fn first_words_of(text: &str, own: &[Range<usize>], names: &Names) -> Vec<String> {
    let known = &names.automaton().words;
    let first = |range: &Range<usize>| {
        let name = text.get(range.clone()).unwrap_or_default();
        name.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_owned()
    };
    let mut out: Vec<String> =
        own.iter().map(first).filter(|w| w.len() > 1 && known.binary_search(w).is_err()).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Finds further first words of names, in either case, should there be any.
pub(crate) fn further(words: &[String]) -> Option<AhoCorasick> {
    let mut builder = AhoCorasick::builder();
    builder.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest);
    if words.is_empty() { None } else { builder.build(words).ok() }
}

/// The hits of the automaton and those of `further` words, in the order of the text; where two begin at the same byte, that
/// of a name first.
pub(crate) fn merged<'a>(
    text: &'a str,
    names: &'a Names,
    further: &'a AhoCorasick,
) -> impl Iterator<Item = (usize, usize, Pattern)> + 'a {
    let name = Pattern { name: true, anchor: None };
    let mut known = names.automaton().hits(text).peekable();
    let mut own = further.find_iter(text).map(move |hit| (hit.start(), hit.end(), name)).peekable();
    std::iter::from_fn(move || {
        let order = |hit: &(usize, usize, Pattern)| (hit.0, !hit.2.name);
        let known_first = match (known.peek(), own.peek()) {
            (Some(known), Some(own)) => order(known) <= order(own),
            (known, _) => known.is_some(),
        };
        if known_first { known.next() } else { own.next() }
    })
}

/// The words of texts that courts write and that are written to them, all looked for at once.
#[derive(Debug)]
pub(crate) struct Forums {
    marks: AhoCorasick,
    /// The bodies, by their order in the catalogue, that each mark is of.
    of: Vec<Vec<usize>>,
}

impl Forums {
    pub(crate) fn new(bodies: &[model::Body]) -> Option<Self> {
        let mut by_mark: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (i, body) in bodies.iter().enumerate() {
            for mark in &body.marks {
                by_mark.entry(mark).or_default().push(i);
            }
        }
        let marks = AhoCorasick::builder().ascii_case_insensitive(true).build(by_mark.keys()).ok()?;
        Some(Self { marks, of: by_mark.into_values().collect() })
    }

    /// How many different marks of each body stand in a text, for `bodies` of them.
    pub(crate) fn said(&self, text: &str, bodies: usize) -> Vec<usize> {
        let mut seen = vec![false; self.of.len()];
        for hit in self.marks.find_overlapping_iter(text) {
            if let Some(slot) = seen.get_mut(hit.pattern().as_usize()) {
                *slot = true;
            }
        }
        let mut out = vec![0; bodies];
        for (_, of) in seen.iter().zip(&self.of).filter(|(seen, _)| **seen) {
            for &body in of {
                if let Some(count) = out.get_mut(body) {
                    *count += 1;
                }
            }
        }
        out
    }
}
