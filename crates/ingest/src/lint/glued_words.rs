//! Words run together.

use std::collections::HashMap;

use model::Topic;

use super::lexicon;
use super::reading::{Finding, Reading};
use super::token::{Token, tokens};
use super::vocabulary::Vocabulary;

pub(super) const SUMMARY: &str = "words run together, and compounds that lost their hyphen: a search or a quotation for \
either word misses them";

/// Small words that no other word begins or ends with often; they may be glued to any known word.
const PLAIN: [&str; 16] = [
    "the", "of", "and", "shall", "this", "that", "which", "from", "such", "been", "were", "have", "their",
    "its", "these", "those",
];

/// Words of references, which lose the space before them where a link or a note stood.
const REFERENCES: [&str; 6] = ["para", "paras", "article", "articles", "supra", "ibid"];

/// The longest run of letters that is taken apart.
const LONGEST: usize = 48;

pub(super) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    let mut seen: HashMap<&str, Option<String>> = HashMap::new();
    for (i, text) in reading.texts.iter().enumerate() {
        for token in tokens(&text.words.text) {
            if let Some(parts) = seen.entry(token.text).or_insert_with(|| parts(reading.vocabulary, &token)) {
                let message = format!("`{}` is `{parts}` run together", token.text);
                out.push(Finding::within(Topic::GluedWords, i, token.start..token.end(), message));
            }
        }
    }
    out
}

/// The words that a token is made of, parted by spaces or joined by the hyphen that was lost; `None` when it is one
/// word.
pub(super) fn parts(vocabulary: &Vocabulary, token: &Token<'_>) -> Option<String> {
    let text = token.text;
    if !(4..=LONGEST).contains(&text.len()) || !token.is_plain() {
        return with_digits(vocabulary, text);
    }
    if let Some(at) = change_of_case(text) {
        let (left, right) = text.split_at(at);
        let known = |w: &str| w.len() >= 2 && vocabulary.knows(&w.to_lowercase());
        return (known(left) && known(right) && left.len() + right.len() >= 5)
            .then(|| format!("{left} {right}"));
    }
    let word = token.folded();
    let usage = vocabulary.usage(&word);
    if lexicon::knows(&word) {
        return None;
    }
    if let Some((hyphenated, times)) = vocabulary.hyphenated(&word)
        && usage.texts <= 1
        && times >= usage.total
        && hyphenated.split('-').all(|part| part.len() >= 3)
    {
        return Some(hyphenated.to_owned());
    }
    let two = (1..word.len())
        .filter_map(|at| {
            let (left, right) = word.split_at(at);
            let weight = joint(vocabulary, left, right, usage.total)?;
            Some((weight, at))
        })
        .max();
    match two {
        Some((_, at)) => Some(format!("{} {}", &text[..at], &text[at..])),
        None => several(vocabulary, text, &word),
    }
}

/// How likely two parts are two words, `None` when they are not: they stand side by side elsewhere, far more often
/// than run together, or one is a small word and the other a long one.
fn joint(vocabulary: &Vocabulary, left: &str, right: &str, fused: u32) -> Option<u32> {
    let pair = vocabulary.pair(left, right);
    let shorter = left.len().min(right.len());
    let known = |w: &str| lexicon::lists(w) || w == "a";
    if !known(left) || !known(right) {
        return None;
    }
    let often = match shorter {
        1 => 20,
        2 => 3,
        _ => 1,
    };
    if pair >= often && pair > fused * 2 {
        return Some(pair);
    }
    if fused > 3 {
        return None;
    }
    let small = |w: &str| PLAIN.contains(&w);
    let beside = (small(left) && right.len() >= 4) || (small(right) && left.len() >= 4);
    let reference = REFERENCES.contains(&right) && left.len() >= 4;
    (beside || reference).then_some(0)
}

/// Three or more words run together, each pair of which stands side by side elsewhere.
fn several(vocabulary: &Vocabulary, text: &str, word: &str) -> Option<String> {
    if word.len() < 8 {
        return None;
    }
    // The least number of words that end at each place, and where the last of them begins.
    let mut best: Vec<Option<(usize, usize)>> = vec![None; word.len() + 1];
    best[0] = Some((0, 0));
    for end in 2..=word.len() {
        for start in 0..end - 1 {
            let Some((count, previous)) = best[start] else { continue };
            let part = &word[start..end];
            let joins = start == 0 || vocabulary.pair(&word[previous..start], part) >= 2;
            if joins && lexicon::lists(part) && best[end].is_none_or(|(c, _)| count + 1 < c) {
                best[end] = Some((count + 1, start));
            }
        }
    }
    let mut cuts = Vec::new();
    let mut at = word.len();
    while at > 0 {
        let (_, start) = best[at]?;
        cuts.push(&text[start..at]);
        at = start;
    }
    cuts.reverse();
    (cuts.len() >= 3).then(|| cuts.join(" "))
}

/// Where a small letter is followed by a capital ("worldWhereas"), or capitals by small letters ("DETERMINEDto").
fn change_of_case(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let rising = bytes.windows(2).position(|w| w[0].is_ascii_lowercase() && w[1].is_ascii_uppercase());
    if let Some(at) = rising {
        return Some(at + 1);
    }
    let capitals = bytes.iter().take_while(|b| b.is_ascii_uppercase()).count();
    (capitals >= 3 && bytes.len() >= capitals + 2).then_some(capitals)
}

/// A word run into a number ("Article5").
fn with_digits(vocabulary: &Vocabulary, text: &str) -> Option<String> {
    let at = text.find(|c: char| !c.is_ascii_alphabetic())?;
    let (word, digits) = text.split_at(at);
    let plain = word.len() >= 2 && digits.bytes().all(|b| b.is_ascii_digit());
    let small = word.bytes().skip(1).all(|b| b.is_ascii_lowercase());
    (plain && small && vocabulary.knows(&word.to_lowercase())).then(|| format!("{word} {digits}"))
}
