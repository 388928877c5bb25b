//! A text read once: the patterns of the rules and the known words of the model that occur in it.

use std::collections::BTreeSet;

use crate::lookup::{Known, Lookup};
use crate::matcher::Hit;
use crate::rules::Rules;
use crate::vocabulary::{self, Standing, Term, Terms, Vocabulary, words_of};
use crate::words::Words;

/// What one pass over a text found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reading {
    pub(crate) hits: Vec<Hit>,
    pub(crate) terms: Terms,
}

impl Reading {
    pub(crate) fn of(
        text: &str,
        rules: &Rules,
        vocabulary: Option<&Vocabulary>,
        lookup: &mut Lookup<'_>,
    ) -> Self {
        let words = lookup.words(&Words::of(text));
        let hits = rules.matcher.find(&words, lookup.sets());
        let terms = match vocabulary {
            Some(vocabulary) => {
                let mut terms = vocabulary.read(&words);
                vocabulary.read_concepts(&concepts(&hits, &words, rules), &mut terms);
                terms
            }
            None => Terms::default(),
        };
        Self { hits, terms }
    }

    /// Reads one text after another; what is known of their words is looked up once.
    pub(crate) fn reader<'r>(
        rules: &'r Rules,
        vocabulary: Option<&'r Vocabulary>,
    ) -> impl FnMut(&str) -> Self + use<'r> {
        let mut lookup = Lookup::new(&rules.matcher, vocabulary);
        move |text| Self::of(text, rules, vocabulary, &mut lookup)
    }
}

/// The concepts that the words of a text stand for, in the order of the text.
fn concepts<'r>(hits: &[Hit], words: &[Known], rules: &'r Rules) -> Vec<Standing<'r>> {
    let fresh: Vec<u32> = words.iter().filter(|k| k.word.fresh).map(|k| k.word.start).collect();
    let mut out: Vec<Standing<'r>> = Vec::new();
    for hit in hits {
        for &concept in rules.stands_for.get(hit.pattern as usize).into_iter().flatten() {
            let sentence = fresh.partition_point(|start| *start <= hit.start) as u32;
            let Some(name) = rules.concepts.get(concept as usize) else { continue };
            out.push(Standing { sentence, concept, name, start: hit.start, end: hit.end });
        }
    }
    out.sort_unstable();
    out
}

/// The names of all terms of a text, each once: words, phrases of two words, concepts, and two concepts of one sentence.
pub fn terms(text: &str, rules: &Rules) -> BTreeSet<String> {
    let words = Words::of(text);
    let mut out = words_of(&words);
    let mut lookup = Lookup::new(&rules.matcher, None);
    let words = lookup.words(&words);
    let hits = rules.matcher.find(&words, lookup.sets());
    out.extend(vocabulary::names_of(&concepts(&hits, &words, rules)));
    out
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
