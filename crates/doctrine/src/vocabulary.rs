//! The words and phrases of two words that the model knows, and how a text is read for them.

use std::collections::BTreeSet;

use model::WordMap;

use crate::lookup::Known;
use crate::words::{Words, counts, stem};

/// A known word or phrase in a text, where it stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Term {
    /// Its number in the vocabulary.
    pub(crate) number: u32,
    /// First byte.
    pub(crate) start: u32,
    /// First byte after it.
    pub(crate) end: u32,
}

/// What a text says in known words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Terms {
    /// Each known word or phrase once, by its number.
    pub(crate) found: Vec<Term>,
    /// How many words of the text count as features, known or not.
    pub(crate) length: u32,
}

/// Words, written `armed`, and phrases of two words, written `armed_attack`, each with a number. Words are stems,
/// without the marks of the plural and of tense, and no phrase runs over the end of a sentence.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    words: WordMap<Box<str>, u32>,
    /// For each word, its number as a term of its own.
    single: Vec<Option<u32>>,
    pairs: WordMap<(u32, u32), u32>,
    names: Vec<String>,
}

impl Vocabulary {
    /// The vocabulary of these names, numbered in their order.
    pub fn new(names: impl IntoIterator<Item = String>) -> Self {
        let mut out = Self::default();
        for name in names {
            let number = out.names.len() as u32;
            match name.split_once('_') {
                Some((first, second)) => {
                    let pair = (out.word(first), out.word(second));
                    out.pairs.insert(pair, number);
                }
                None => {
                    let word = out.word(&name);
                    out.single[word as usize] = Some(number);
                }
            }
            out.names.push(name);
        }
        out
    }

    fn word(&mut self, word: &str) -> u32 {
        if let Some(&known) = self.words.get(word) {
            return known;
        }
        let number = self.single.len() as u32;
        self.words.insert(word.into(), number);
        self.single.push(None);
        number
    }

    /// The written forms, by number.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The number that a word which counts has among the words, by its stem.
    pub(crate) fn number(&self, letters: &str) -> Option<u32> {
        match stem(letters) {
            (head, "") => self.words.get(head),
            (head, tail) => self.words.get(format!("{head}{tail}").as_str()),
        }
        .copied()
    }

    /// The known words and phrases of a text.
    pub(crate) fn read(&self, words: &[Known]) -> Terms {
        let mut out = Terms::default();
        let mut before: Option<(u32, u32)> = None;
        for Known { word, facts } in words {
            if word.fresh {
                before = None;
            }
            if !facts.counts {
                continue;
            }
            out.length += 1;
            let Some(known) = facts.known else {
                before = None;
                continue;
            };
            let (start, end) = (word.start, word.end);
            if let Some(number) = self.single.get(known as usize).copied().flatten() {
                out.found.push(Term { number, start, end });
            }
            if let Some((first, start)) = before
                && let Some(&number) = self.pairs.get(&(first, known))
            {
                out.found.push(Term { number, start, end });
            }
            before = Some((known, start));
        }
        out.found.sort_unstable();
        out.found.dedup_by_key(|t| t.number);
        out
    }

    /// Adds the concepts, and two concepts of one sentence, that are known; `standing` is sorted.
    pub(crate) fn read_concepts(&self, standing: &[Standing<'_>], terms: &mut Terms) {
        for sentence in by_sentence(standing) {
            let known: Vec<(u32, Standing<'_>)> =
                sentence.into_iter().filter_map(|s| Some((*self.words.get(s.name)?, s))).collect();
            for (i, &(word, s)) in known.iter().enumerate() {
                let Standing { start, end, .. } = s;
                if let Some(number) = self.single.get(word as usize).copied().flatten() {
                    terms.found.push(Term { number, start, end });
                }
                for &(second, other) in &known[i + 1..] {
                    if let Some(&number) = self.pairs.get(&(word, second)) {
                        let (start, end) = (start.min(other.start), end.max(other.end));
                        terms.found.push(Term { number, start, end });
                    }
                }
            }
        }
        terms.found.sort_unstable();
        terms.found.dedup_by_key(|t| t.number);
    }
}

/// What the name of a concept begins with.
pub(crate) const CONCEPT: char = '~';

/// A concept that words of a text stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Standing<'r> {
    /// The sentence, counted from the beginning of the text.
    pub(crate) sentence: u32,
    /// Its number among the concepts.
    pub(crate) concept: u32,
    /// Its written form.
    pub(crate) name: &'r str,
    /// First byte of the words.
    pub(crate) start: u32,
    /// First byte after them.
    pub(crate) end: u32,
}

/// The concepts of one sentence after another, each once in a sentence.
fn by_sentence<'s, 'r>(
    standing: &'s [Standing<'r>],
) -> impl Iterator<Item = Vec<Standing<'r>>> + use<'s, 'r> {
    standing.chunk_by(|a, b| a.sentence == b.sentence).map(|sentence| {
        let mut once = sentence.to_vec();
        once.dedup_by_key(|s| s.concept);
        once
    })
}

/// The names of concepts and of two concepts in one sentence.
pub(crate) fn names_of(standing: &[Standing<'_>]) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for sentence in by_sentence(standing) {
        for (i, first) in sentence.iter().enumerate() {
            out.insert(first.name.to_owned());
            out.extend(sentence[i + 1..].iter().map(|second| format!("{}_{}", first.name, second.name)));
        }
    }
    out
}

/// The names of all words and phrases of two words, whatever vocabulary there is, each once.
pub(crate) fn words_of(words: &Words) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let mut before: Option<String> = None;
    for (word, letters) in words.iter() {
        if word.fresh {
            before = None;
        }
        if !counts(letters) {
            continue;
        }
        let (head, tail) = stem(letters);
        let name = format!("{head}{tail}");
        if let Some(first) = before {
            out.insert(format!("{first}_{name}"));
        }
        out.insert(name.clone());
        before = Some(name);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lookup::Lookup;
    use crate::matcher::Matcher;

    #[test]
    fn a_vocabulary_finds_what_the_terms_of_the_text_name() {
        let text = "The lights of harbours burn. Keepers tend the lights of 2 harbours.";
        let names = words_of(&Words::of(text));
        assert!(names.contains("light_harbour") && !names.contains("burn_keeper"), "{names:?}");
        let vocabulary = Vocabulary::new(names.iter().cloned());
        let matcher = Matcher::default();
        let found = vocabulary.read(&Lookup::new(&matcher, Some(&vocabulary)).words(&Words::of(text)));
        assert_eq!(found.found.len(), names.len());
        assert_eq!(found.length, 7);
    }
}
