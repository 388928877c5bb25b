//! Stretches in another language.

use std::collections::BTreeSet;

use model::{Span, Topic, Words};

use super::reading::{Finding, Reading};
use super::token::{Token, tokens};

pub(super) const SUMMARY: &str = "stretches in another language than the text's own, told by their small words: a facing \
column, a translation, an editor's remark";

/// A language and the small words that it does not share with the others.
struct Language {
    name: &'static str,
    words: &'static [&'static str],
}

const LANGUAGES: [Language; 5] = [
    Language {
        name: "English",
        words: &[
            "the", "of", "and", "to", "shall", "be", "is", "are", "was", "which", "that", "this", "with",
            "by", "from", "or", "any", "such", "not", "have", "has", "been", "it", "its", "for", "on", "at",
            "in", "they", "their",
        ],
    },
    Language {
        name: "French",
        words: &[
            "le", "la", "les", "des", "du", "une", "dans", "pour", "que", "qui", "est", "et", "aux", "par",
            "sur", "ou", "avec", "ce", "cette", "ces", "sont", "leurs", "au", "il", "elle", "sera", "seront",
            "peut", "ainsi", "toute", "tout", "tous", "sa", "ses", "ne", "pas", "de",
        ],
    },
    Language {
        name: "Dutch",
        words: &[
            "de", "het", "een", "van", "voor", "zijn", "worden", "wordt", "niet", "ook", "aan", "op", "dat",
            "bij", "zij", "tot", "naar", "deze", "dit", "uit", "te", "als", "door", "en", "hun", "ieder",
            "indien",
        ],
    },
    Language {
        name: "German",
        words: &[
            "der", "das", "und", "ist", "des", "dem", "ein", "eine", "einer", "nicht", "mit", "von", "zu",
            "auf", "für", "im", "sich", "werden", "wird", "oder", "nach", "bei", "aus", "durch",
        ],
    },
    Language {
        name: "Spanish",
        words: &[
            "el", "la", "los", "las", "del", "una", "que", "y", "en", "por", "para", "sus", "al", "se",
            "como", "lo", "esta", "este", "de",
        ],
    },
];

/// How much a small word of the other language, or of the text's own, counts.
const SMALL: i32 = 4;

/// How much must come together.
const ENOUGH: i32 = 20;

/// How far the sum may fall before a stretch is over.
const FALL: i32 = 8;

/// How many different small words there must be.
const DIFFERENT: usize = 3;

pub(super) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let Some(own) = own_language(reading) else { return Vec::new() };
    let mut out = Vec::new();
    let mut run: Option<Run> = None;
    for (i, text) in reading.texts.iter().enumerate() {
        for (language, from, to) in stretches(reading, own, &text.words.text) {
            match &mut run {
                Some(run) if run.language == language.name && run.last + 1 >= i => {
                    run.last = i;
                    if run.first == i {
                        run.to = to;
                    }
                }
                _ => {
                    out.extend(run.take().map(|r| r.finding(reading)));
                    run = Some(Run { language: language.name, first: i, last: i, from, to });
                }
            }
        }
    }
    out.extend(run.map(|r| r.finding(reading)));
    out
}

/// Paragraphs with words of one other language, one after the other.
struct Run {
    language: &'static str,
    first: usize,
    last: usize,
    /// Where the words begin and end in the first paragraph.
    from: usize,
    to: usize,
}

impl Run {
    fn finding(&self, reading: &Reading<'_>) -> Finding {
        let texts = reading.texts.get(self.first..=self.last).unwrap_or_default();
        let shown: String = texts
            .first()
            .and_then(|t| t.words.text.get(self.from..))
            .unwrap_or_default()
            .chars()
            .take(40)
            .collect();
        let all = texts.iter().map(|t| t.words.span).reduce(Span::cover);
        match (texts.len(), all) {
            (2.., Some(all)) => {
                let message = format!("{} words in {} paragraphs: `{shown}`", self.language, texts.len());
                Finding::raw(Topic::ForeignLanguage, all, message)
            }
            _ => {
                let message = format!("{} words: `{shown}`", self.language);
                Finding::within(Topic::ForeignLanguage, self.first, self.from..self.to, message)
            }
        }
    }
}

/// Whether words are English, or too few to tell.
pub(super) fn is_english(words: &Words) -> bool {
    let (mut english, mut other) = (0_usize, 0_usize);
    for token in tokens(&words.text) {
        let word = token.text.to_lowercase();
        if LANGUAGES[0].words.contains(&word.as_str()) {
            english += 1;
        } else if is_small_word(&word) {
            other += 1;
        }
    }
    other < 3 || english > other
}

/// Whether `word`, in small letters, is a small word of some language other than English.
pub(super) fn is_small_word(word: &str) -> bool {
    LANGUAGES.iter().skip(1).any(|l| l.words.contains(&word))
}

/// The language whose small words stand most often.
fn own_language(reading: &Reading<'_>) -> Option<&'static Language> {
    let mut counts = [0_usize; LANGUAGES.len()];
    for token in reading.texts.iter().flat_map(|t| tokens(&t.words.text)) {
        let word = token.text.to_lowercase();
        for (count, language) in counts.iter_mut().zip(&LANGUAGES) {
            *count += usize::from(language.words.contains(&word.as_str()));
        }
    }
    let (best, count) = counts.iter().enumerate().max_by_key(|&(i, n)| (n, LANGUAGES.len() - i))?;
    (*count > 0).then(|| &LANGUAGES[best])
}

/// Stretches of `text` in another language than `own`: the language, and where they begin and end.
fn stretches(reading: &Reading<'_>, own: &Language, text: &str) -> Vec<(&'static Language, usize, usize)> {
    let mut out = Vec::new();
    let mut open = Stretch::default();
    for token in tokens(text) {
        let word = token.text.to_lowercase();
        let weight = weigh(reading, own, &token, &word);
        if open.sum + weight <= 0 || open.sum + weight <= open.best - FALL {
            out.extend(std::mem::take(&mut open).finish());
            if weight <= 0 {
                continue;
            }
        }
        open.add(&token, word, weight);
    }
    out.extend(open.finish());
    out
}

fn weigh(reading: &Reading<'_>, own: &Language, token: &Token<'_>, word: &str) -> i32 {
    if own.words.contains(&word) {
        return -SMALL;
    }
    if LANGUAGES.iter().any(|l| l.words.contains(&word)) {
        return SMALL;
    }
    let strange =
        token.text.chars().any(|c| c.is_lowercase() && !c.is_ascii()) || !reading.vocabulary.knows(word);
    match (token.text.starts_with(char::is_lowercase), strange) {
        (true, true) => 1,
        (false, true) => 0,
        (_, false) => -2,
    }
}

/// Words on the way to a stretch.
#[derive(Default)]
struct Stretch {
    start: Option<usize>,
    sum: i32,
    best: i32,
    end: usize,
    small: Vec<String>,
    at_best: usize,
}

impl Stretch {
    fn add(&mut self, token: &Token<'_>, word: String, weight: i32) {
        self.start.get_or_insert(token.start);
        self.sum += weight;
        if weight == SMALL {
            self.small.push(word);
        }
        if self.sum > self.best {
            self.best = self.sum;
            self.end = token.end();
            self.at_best = self.small.len();
        }
    }

    /// The stretch, if it is one.
    fn finish(self) -> Option<(&'static Language, usize, usize)> {
        let small: BTreeSet<&str> = self.small.iter().take(self.at_best).map(String::as_str).collect();
        if self.best < ENOUGH || small.len() < DIFFERENT {
            return None;
        }
        let shared = |l: &Language| small.iter().filter(|w| l.words.contains(w)).count();
        let language = LANGUAGES.iter().rev().max_by_key(|l| shared(l))?;
        Some((language, self.start?, self.end))
    }
}
