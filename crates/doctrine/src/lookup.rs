//! What is known of the words of texts. Most words stand in a text many times, and in the next one too: each is looked up
//! once.

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

/// What is known of the words seen so far, kept from one text to the next. It belongs to the rules and the vocabulary that it
/// was made with.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    facts: WordMap<Box<str>, Facts>,
    sets: Vec<u32>,
}

/// More different words than this are not remembered.
const MOST_WORDS: usize = 1 << 16;

/// Looks up words, each once.
pub(crate) struct Lookup<'a> {
    matcher: &'a Matcher,
    vocabulary: Option<&'a Vocabulary>,
    memory: Memory,
}

impl<'a> Lookup<'a> {
    pub(crate) fn new(matcher: &'a Matcher, vocabulary: Option<&'a Vocabulary>) -> Self {
        Self::with(Memory::default(), matcher, vocabulary)
    }

    /// One that knows what an earlier one with the same matcher and vocabulary did.
    pub(crate) fn with(memory: Memory, matcher: &'a Matcher, vocabulary: Option<&'a Vocabulary>) -> Self {
        let memory = if memory.facts.len() < MOST_WORDS { memory } else { Memory::default() };
        Self { matcher, vocabulary, memory }
    }

    /// What it knows.
    pub(crate) fn into_memory(self) -> Memory {
        self.memory
    }

    /// What is known of the words of a text.
    pub(crate) fn words(&mut self, words: &Words) -> Vec<Known> {
        words.iter().map(|(word, letters)| Known { word: *word, facts: self.facts(letters) }).collect()
    }

    /// The sets of forms of all words so far, one word after another.
    pub(crate) fn sets(&self) -> &[u32] {
        &self.memory.sets
    }

    fn facts(&mut self, letters: &str) -> Facts {
        let Memory { facts: all, sets } = &mut self.memory;
        if let Some(&facts) = all.get(letters) {
            return facts;
        }
        let from = sets.len() as u32;
        self.matcher.sets_of(letters, sets);
        let counts = counts(letters);
        let known = self.vocabulary.filter(|_| counts).and_then(|v| v.number(letters));
        let facts = Facts { sets: (from, sets.len() as u32), counts, known };
        all.insert(letters.into(), facts);
        facts
    }
}
