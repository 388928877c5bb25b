//! Words broken in two.

use std::collections::HashMap;

use model::Topic;

use super::lexicon;
use super::reading::{Finding, Reading};
use super::token::{Token, tokens};
use super::vocabulary::Vocabulary;

pub(super) const SUMMARY: &str = "words with a space in them, as a line end left it, or with the space a letter too far, \
and compounds that lost their hyphen to a space: no search for the word finds them";

/// How often at least, and how many times as often, a name must have its hyphen elsewhere in the text.
const USUAL: u32 = 5;

pub(super) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let vocabulary = reading.vocabulary;
    let compounds = Compounds::count(reading);
    let mut out = Vec::new();
    for (i, text) in reading.texts.iter().enumerate().filter(|(_, t)| t.english) {
        let text = &text.words.text;
        let words: Vec<Token<'_>> = tokens(text).collect();
        for (n, pair) in words.windows(2).enumerate() {
            let (left, right) = (&pair[0], &pair[1]);
            // "Dar es Salaam" is a name.
            let name = is_capital(left) && words.get(n + 2).is_some_and(is_capital);
            if !is_spaced(text, left, right) || (name && !is_capital(right)) {
                continue;
            }
            let shown = format!("{} {}", left.text, right.text);
            let message = if let Some(whole) = mended(vocabulary, left, right) {
                format!("`{shown}` may be `{whole}`")
            } else if let Some(compound) = compounds.usual(left, right) {
                format!("`{shown}` is `{compound}` elsewhere")
            } else {
                continue;
            };
            out.push(Finding::within(Topic::Misprint, i, left.start..right.end(), message));
        }
    }
    out
}

/// Whether nothing but white space stands between two words.
pub(super) fn is_spaced(text: &str, left: &Token<'_>, right: &Token<'_>) -> bool {
    text.get(left.end()..right.start).is_some_and(|gap| gap.chars().all(char::is_whitespace))
}

/// The word that two halves make, or the two words that they are once the space is moved by a letter.
pub(super) fn mended(vocabulary: &Vocabulary, left: &Token<'_>, right: &Token<'_>) -> Option<String> {
    let small = right.text.bytes().all(|b| b.is_ascii_lowercase());
    // A single letter, or a numeral, belongs to a list ("paragraph b").
    let number = right.text.len() == 1 || left.text.len() == 1 || model::roman_value(right.text).is_some();
    if !left.is_plain() || !small || number {
        return None;
    }
    let (first, second) = (left.folded(), right.folded());
    let known = |word: &str| lexicon::knows(word) || vocabulary.usage(word).total > 2;
    let (knows_first, knows_second) = (known(&first), known(&second));
    if knows_first && knows_second {
        return None;
    }
    let joined = format!("{first}{second}");
    if lexicon::lists(&joined) && joined.len() >= 5 {
        return Some(format!("{}{}", left.text, right.text));
    }
    if knows_first || knows_second {
        return None;
    }
    let moved = |at: usize| {
        let (a, b) = joined.split_at(at);
        (a.len() >= 2 && b.len() >= 2 && lexicon::lists(a) && lexicon::lists(b)).then(|| format!("{a} {b}"))
    };
    moved(first.len() + 1).or_else(|| moved(first.len() - 1))
}

/// How often names of two words stand with a hyphen and with a space in this text: "Secretary-General".
struct Compounds<'r>(HashMap<(&'r str, &'r str), (u32, u32)>);

impl<'r> Compounds<'r> {
    fn count(reading: &Reading<'r>) -> Self {
        let mut out: HashMap<_, (u32, u32)> = HashMap::new();
        for text in reading.texts.iter().filter(|t| t.english) {
            let text = &text.words.text;
            let mut before: Option<Token<'_>> = None;
            for token in tokens(text) {
                if let Some(left) = before.replace(token)
                    && is_capital(&left)
                    && is_capital(&token)
                {
                    let (hyphen, space) = out.entry((left.text, token.text)).or_default();
                    match text.get(left.end()..token.start) {
                        Some("-") => *hyphen += 1,
                        Some(" ") => *space += 1,
                        _ => {}
                    }
                }
            }
        }
        Self(out)
    }

    /// The form with a hyphen, where the text nearly always has it.
    fn usual(&self, left: &Token<'_>, right: &Token<'_>) -> Option<String> {
        let &(hyphen, space) = self.0.get(&(left.text, right.text))?;
        (hyphen >= USUAL && hyphen >= USUAL * space).then(|| format!("{}-{}", left.text, right.text))
    }
}

fn is_capital(token: &Token<'_>) -> bool {
    token.is_plain() && token.text.starts_with(char::is_uppercase)
}
