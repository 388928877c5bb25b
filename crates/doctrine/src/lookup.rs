//! What is known of the words of a document. Most words of a text stand in it many times: each is looked up once.

use model::WordMap;

use crate::matcher::Matcher;
use crate::vocabulary::Vocabulary;
use crate::words::{Word, Words, counts};

/// What is known of a word, wherever it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facts {
    /// Where the sets of forms that it belongs to lie among those of [`Lookup::sets`].
    pub(crate) sets: (u32, u32),
    /// Whether it counts as a feature.
    pub(crate) counts: bool,
    /// Its number in the vocabulary; `None` where it is not known there or does not count.
    pub(crate) known: Option<u32>,
}

/// A word of a text with what is known of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known {
    pub(crate) word: Word,
    pub(crate) facts: Facts,
}

/// Looks up words, each once.
pub(crate) struct Lookup<'a> {
    matcher: &'a Matcher,
    vocabulary: Option<&'a Vocabulary>,
    facts: WordMap<Box<str>, Facts>,
    sets: Vec<u32>,
}

impl<'a> Lookup<'a> {
    pub(crate) fn new(matcher: &'a Matcher, vocabulary: Option<&'a Vocabulary>) -> Self {
        Self { matcher, vocabulary, facts: WordMap::default(), sets: Vec::new() }
    }

    /// What is known of the words of a text.
    pub(crate) fn words(&mut self, words: &Words) -> Vec<Known> {
        words.iter().map(|(word, letters)| Known { word: *word, facts: self.facts(letters) }).collect()
    }

    /// The sets of forms of all words so far, one word after another.
    pub(crate) fn sets(&self) -> &[u32] {
        &self.sets
    }

    fn facts(&mut self, letters: &str) -> Facts {
        if let Some(&facts) = self.facts.get(letters) {
            return facts;
        }
        let from = self.sets.len() as u32;
        self.matcher.sets_of(letters, &mut self.sets);
        let counts = counts(letters);
        let known = self.vocabulary.filter(|_| counts).and_then(|v| v.number(letters));
        let facts = Facts { sets: (from, self.sets.len() as u32), counts, known };
        self.facts.insert(letters.into(), facts);
        facts
    }
}
