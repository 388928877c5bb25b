//! A text read once: the patterns of the rules and the known words of the model that occur in it.

use crate::matcher::Hit;
use crate::rules::Rules;
use crate::vocabulary::{Term, Terms, Vocabulary};
use crate::words::Words;

/// What one pass over a text found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reading {
    pub(crate) hits: Vec<Hit>,
    pub(crate) terms: Terms,
}

impl Reading {
    pub(crate) fn of(text: &str, rules: &Rules, vocabulary: Option<&Vocabulary>) -> Self {
        let words = Words::of(text);
        let terms = vocabulary.map(|v| v.read(&words)).unwrap_or_default();
        Self { hits: rules.matcher.find(&words), terms }
    }
}

/// What occurs in several texts taken together, without the places.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sum {
    /// Patterns, in order, each once.
    pub(crate) patterns: Vec<u32>,
    /// Terms, in order, each once.
    pub(crate) terms: Vec<u32>,
    /// Words that count, of all the texts.
    pub(crate) length: u32,
}

impl Sum {
    pub(crate) fn of<'r>(readings: impl Iterator<Item = &'r Reading>) -> Self {
        let mut out = Self::default();
        for reading in readings {
            out.patterns.extend(reading.hits.iter().map(|h| h.pattern));
            out.terms.extend(reading.terms.found.iter().map(|t: &Term| t.number));
            out.length += reading.terms.length;
        }
        for list in [&mut out.patterns, &mut out.terms] {
            list.sort_unstable();
            list.dedup();
        }
        out
    }
}
