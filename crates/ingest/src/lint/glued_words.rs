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

/// Words so little that many others begin or end with them: glued, for certain, to one another only.
const LITTLE: [&str; 16] =
    ["to", "in", "by", "for", "with", "on", "or", "be", "is", "any", "at", "as", "not", "may", "it", "a"];

/// Words of references, which lose the space before them where a link or a note stood.
const REFERENCES: [&str; 6] = ["para", "paras", "article", "articles", "supra", "ibid"];

/// The longest run of letters that is taken apart.
const LONGEST: usize = 48;

/// A text with so many words run together lost its spaces at line ends: then any two words may be.
const PRONE: usize = 5;

pub(super) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let prone = reading.is_prone_to_gluing();
    let mut out = Vec::new();
    each(reading, prone, |text, token, parts| {
        let message = format!("`{}` is `{parts}` run together", token.text);
        out.push(Finding::within(Topic::GluedWords, text, token.start..token.end(), message));
    });
    out
}

/// Whether words are run together all over the text.
pub(super) fn is_prone(reading: &Reading<'_>) -> bool {
    let mut count = 0;
    each(reading, false, |_, _, _| count += 1);
    count >= PRONE
}

fn each<'r>(reading: &Reading<'r>, prone: bool, mut found: impl FnMut(usize, &Token<'r>, &str)) {
    let mut seen: HashMap<&str, Option<String>> = HashMap::new();
    for (i, text) in reading.texts.iter().enumerate().filter(|(_, t)| t.english) {
        for token in tokens(&text.words.text) {
            let parts =
                seen.entry(token.text).or_insert_with(|| parts(reading.vocabulary, token.text, prone));
            if let Some(parts) = parts {
                found(i, &token, parts);
            }
        }
    }
}

/// The words that a token is made of, parted by spaces or joined by the hyphen that was lost; `None` when it is one
/// word. In a text that is `prone` to it, less is asked.
pub(super) fn parts(vocabulary: &Vocabulary, text: &str, prone: bool) -> Option<String> {
    let stem = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).unwrap_or(text);
    if !stem.bytes().all(|b| b.is_ascii_alphabetic()) {
        return after_possessive(text).or_else(|| with_digits(vocabulary, text));
    }
    if !(3..=LONGEST).contains(&stem.len()) {
        return None;
    }
    if let Some(at) = change_of_case(stem) {
        return (known_halves(vocabulary, stem, at)).then(|| format!("{} {}", &text[..at], &text[at..]));
    }
    let word = stem.to_ascii_lowercase();
    let usage = vocabulary.usage(&word);
    if lexicon::knows(&word) {
        return None;
    }
    let compound = vocabulary
        .hyphenated(&word)
        .filter(|(form, times)| *times >= usage.total && form.split('-').all(|part| part.len() >= 3));
    if let Some((form, _)) = compound
        && usage.texts <= 1
    {
        return Some(form.to_owned());
    }
    let two = (1..word.len())
        .filter_map(|at| {
            let (left, right) = word.split_at(at);
            // A name may look like two words: "Germany".
            let name = text.starts_with(char::is_uppercase);
            let weight = joint(vocabulary, left, right, usage.total, prone && !name)?;
            (weight > 0 || !name).then_some((weight, at))
        })
        .max();
    match two {
        Some((_, at)) => Some(match compound {
            Some((form, _)) if form.as_bytes().get(at) == Some(&b'-') => form.to_owned(),
            _ => format!("{} {}", &text[..at], &text[at..]),
        }),
        None => several(vocabulary, stem, &word),
    }
}

/// Whether a token with a capital inside it is two words: a small word before a name ("ofEurope"), or two known words.
fn known_halves(vocabulary: &Vocabulary, text: &str, at: usize) -> bool {
    let (left, right) = text.split_at(at);
    let known = |w: &str| w.len() >= 2 && vocabulary.knows(&w.to_ascii_lowercase());
    let before_name = right.len() >= 3
        && left.bytes().all(|b| b.is_ascii_lowercase())
        && right.bytes().skip(1).all(|b| b.is_ascii_lowercase());
    known(left) && text.len() >= 5 && (known(right) || (before_name && lexicon::lists(left)))
}

/// How likely two parts are two words, `None` when they are not: they stand side by side elsewhere, far more often
/// than run together, or one is a small word and the other a long one; where the text is prone to it, they need only
/// be words.
fn joint(vocabulary: &Vocabulary, left: &str, right: &str, fused: u32, prone: bool) -> Option<u32> {
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
    if prone && (pair > 0 || (left.len() >= 2 && right.len() >= 2)) {
        return Some(pair);
    }
    if fused > 3 {
        return None;
    }
    if REFERENCES.contains(&right) && left.len() >= 4 {
        return Some(1);
    }
    let small = |w: &str| PLAIN.contains(&w);
    let both = [left, right].iter().all(|w| small(w) || LITTLE.contains(w));
    (both || (small(left) && right.len() >= 4) || (small(right) && left.len() >= 4)).then_some(0)
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

/// A word after a possessive ("Court’sRegistry").
fn after_possessive(text: &str) -> Option<String> {
    let at = ["'s", "’s"].iter().find_map(|s| Some(text.find(s)? + s.len()))?;
    let (left, right) = (text.get(..at)?, text.get(at..)?);
    let word = right.len() >= 2 && lexicon::lists(&right.to_lowercase());
    word.then(|| format!("{left} {right}"))
}

/// A word run into a number ("Article5"), or the other way about ("51of"); units, ordinals and `bis` are left alone.
fn with_digits(vocabulary: &Vocabulary, text: &str) -> Option<String> {
    let is_digit = |c: char| c.is_ascii_digit();
    let first_is_digit = text.starts_with(is_digit);
    let at = text.find(|c: char| is_digit(c) != first_is_digit)?;
    let (left, right) = text.split_at(at);
    let (word, digits) = if first_is_digit { (right, left) } else { (left, right) };
    let shape = digits.bytes().all(|b| b.is_ascii_digit())
        && word.bytes().all(|b| b.is_ascii_alphabetic())
        && word.bytes().skip(1).all(|b| b.is_ascii_lowercase());
    let small = word.to_ascii_lowercase();
    let apart = if first_is_digit { PLAIN.contains(&small.as_str()) } else { word.len() >= 2 };
    (shape && apart && vocabulary.knows(&small)).then(|| format!("{left} {right}"))
}
