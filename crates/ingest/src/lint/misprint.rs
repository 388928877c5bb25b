//! Words that look like misprints of other words.

use std::collections::HashMap;

use model::Topic;

use super::glued_words;
use super::lexicon;
use super::reading::{Finding, Reading};
use super::token::{Token, tokens};
use super::vocabulary::Vocabulary;

pub(super) const SUMMARY: &str = "words that hardly stand anywhere else and are one letter away from a common word \
(added, dropped, changed or swapped)";

/// A word that stands more often than this is a word.
const RARE: u32 = 4;

pub(super) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    let mut seen: HashMap<&str, Option<String>> = HashMap::new();
    for (i, text) in reading.texts.iter().enumerate() {
        let words = &text.words.text;
        let mut before: Option<Token<'_>> = None;
        for token in tokens(words) {
            let binomial = before.replace(token).is_some_and(|b| is_strange_name(reading.vocabulary, &b));
            if binomial || is_name_or_abbreviation(words, &token) {
                continue;
            }
            if let Some(meant) = seen.entry(token.text).or_insert_with(|| meant(reading.vocabulary, &token)) {
                let message = format!("`{}` may be a misprint of `{meant}`", token.text);
                out.push(Finding::within(Topic::Misprint, i, token.start..token.end(), message));
            }
        }
    }
    out
}

/// A name that is no word: what follows it may be one too ("Thunnus alalunga").
fn is_strange_name(vocabulary: &Vocabulary, token: &Token<'_>) -> bool {
    token.text.starts_with(char::is_uppercase) && !vocabulary.knows(&token.folded())
}

/// Particles of names ("Rio de Janeiro"), abbreviations ("op. cit."), the second half of a hyphenated prefix
/// ("co-ordinate").
fn is_name_or_abbreviation(text: &str, token: &Token<'_>) -> bool {
    let before = &text[..token.start];
    let after = &text[token.end()..];
    let capital_after = after.trim_start().starts_with(char::is_uppercase) && after.starts_with(' ');
    let short = token.text.len() <= 4;
    (short && (capital_after || after.starts_with('.')))
        || after.starts_with('-') && short
        || before.ends_with("co-")
        || before.ends_with("Co-")
        || before.ends_with(['/', '@', '\'', ']', '['])
        || after.starts_with(['[', ']'])
}

/// The common word that a rare one is a misprint of.
fn meant(vocabulary: &Vocabulary, token: &Token<'_>) -> Option<String> {
    let word = token.folded();
    if word.len() < 2 || !token.is_plain() && !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let capital = token.text.starts_with(char::is_uppercase);
    if token.text.chars().skip(1).any(char::is_uppercase) || (capital && word.len() < 5) {
        return None;
    }
    let usage = vocabulary.usage(&word);
    if capital && usage.total > 1 {
        return None;
    }
    if usage.total > RARE || usage.texts > 3 || lexicon::knows(&word) || model::roman_value(&word).is_some() {
        return None;
    }
    if glued_words::parts(vocabulary, token).is_some() {
        return None;
    }
    let enough = |near: &str| {
        let other = vocabulary.usage(near);
        let least = match word.len() {
            ..=4 => 40,
            5..=6 => 8,
            7..=8 => 3,
            _ => 1,
        };
        let common = other.total >= least && other.total >= usage.total * 3;
        // A name is near many words; what is meant by a word with a capital has one itself.
        let capitals = other.total - other.small;
        (common && (!capital || capitals >= 5)).then_some(other.total)
    };
    neighbours(&word)
        .into_iter()
        .filter(|near| (lexicon::knows(near) || vocabulary.usage(near).texts >= 2) && !lexicon::are_forms_of_one(near, &word))
        .filter_map(|near| Some((enough(&near)?, std::cmp::Reverse(near))))
        .max()
        .map(|(_, near)| near.0)
}

/// Every string one slip away: a letter dropped, changed or added, two swapped that are neighbours or nearly so.
fn neighbours(word: &str) -> Vec<String> {
    let mut out = Vec::new();
    for at in 0..word.len() {
        let (left, right) = word.split_at(at);
        out.push(format!("{left}{}", &right[1..]));
        if let [first, second, ..] = right.as_bytes() {
            out.push(format!("{left}{}{}{}", char::from(*second), char::from(*first), &right[2..]));
        }
        if let [first, second, third, ..] = right.as_bytes() {
            let [a, b, c] = [*third, *second, *first].map(char::from);
            out.push(format!("{left}{a}{b}{c}{}", &right[3..]));
        }
        out.extend(('a'..='z').map(|c| format!("{left}{c}{}", &right[1..])));
        out.extend(('a'..='z').map(|c| format!("{left}{c}{right}")));
    }
    out.extend(('a'..='z').map(|c| format!("{word}{c}")));
    out.retain(|near| near != word);
    out
}
