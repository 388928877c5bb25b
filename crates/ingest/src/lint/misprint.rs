//! Words that look like misprints of other words.

use std::cmp::Reverse;
use std::collections::HashMap;

use model::Topic;

use super::reading::{Finding, Reading};
use super::token::{Token, tokens};
use super::vocabulary::Vocabulary;
use super::{broken_words, foreign_language, glued_words, lexicon};

pub(super) const SUMMARY: &str = "words that hardly stand anywhere else and are one letter away from a common word \
(added, dropped, changed or swapped)";

/// A word that stands more often than this is a word.
const RARE: u32 = 4;

/// Longer strings are no words.
const LONGEST: usize = 32;

/// A word of this length is no name that happens to look like it.
const LONG: usize = 7;

/// A word that stands in more texts than this is one.
const TEXTS: u32 = 3;

pub(super) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let prone = reading.is_prone_to_gluing();
    let mut out = Vec::new();
    let mut seen: HashMap<&str, Option<String>> = HashMap::new();
    for (i, text) in reading.texts.iter().enumerate().filter(|(_, t)| t.english) {
        let words = &text.words.text;
        let all: Vec<Token<'_>> = tokens(words).collect();
        for (n, token) in all.iter().enumerate() {
            let meant = seen.entry(token.text).or_insert_with(|| meant(reading.vocabulary, token, prone));
            let before = n.checked_sub(1).and_then(|n| all.get(n));
            let around =
                Around { vocabulary: reading.vocabulary, text: words, before, token, after: all.get(n + 1) };
            if around.is_lone_letter() {
                let message = format!("`{}` stands where a word should", token.text);
                out.push(Finding::within(Topic::Misprint, i, token.start..token.end(), message));
            }
            let Some(meant) = meant else { continue };
            if around.agrees(meant) && !around.is_left_alone() {
                let message = format!("`{}` may be a misprint of `{meant}`", token.text);
                out.push(Finding::within(Topic::Misprint, i, token.start..token.end(), message));
            }
        }
    }
    out
}

/// The common word that a rare one is a misprint of.
fn meant(vocabulary: &Vocabulary, token: &Token<'_>, prone: bool) -> Option<String> {
    let word = token.folded();
    if !(2..=LONGEST).contains(&word.len())
        || !word.bytes().all(|b| b.is_ascii_lowercase())
        || lexicon::knows(&word)
    {
        return None;
    }
    let usage = vocabulary.usage(&word);
    if usage.total > RARE || usage.texts > TEXTS || model::roman_value(&word).is_some() {
        return None;
    }
    let capital = token.text.starts_with(char::is_uppercase);
    let possessive = token.text.len() != word.len();
    let inner_capitals = token.text.chars().skip(1).any(char::is_uppercase);
    if inner_capitals || (capital && (word.len() < 5 || usage.total > 1)) || (possessive && word.len() < 4) {
        return None;
    }
    if glued_words::parts(vocabulary, token.text, prone).is_some() {
        return None;
    }
    let weight = |near: &str| {
        if !(lexicon::knows(near) || (!capital && vocabulary.usage(near).texts >= 2))
            || lexicon::are_forms_of_one(near, &word)
        {
            return None;
        }
        let other = vocabulary.usage(near);
        // A short word is one letter away from many.
        let least = match word.len() {
            ..=4 => 40,
            5..=6 => 8,
            7..=8 => 3,
            _ => 1,
        };
        let common = other.total >= least && other.total >= usage.total * 3;
        // What is meant by a word with a capital has one itself elsewhere.
        let capitals = other.total - other.small;
        (common && (!capital || capitals >= 5 || word.len() >= LONG)).then_some(other.total)
    };
    let near = neighbours(&word).into_iter().filter_map(|near| Some((weight(&near)?, Reverse(near))));
    near.max().map(|(_, Reverse(near))| near)
}

/// Every string one slip away: a letter dropped, changed or added, two swapped that are neighbours or nearly so.
fn neighbours(word: &str) -> Vec<String> {
    let mut out = Vec::new();
    for at in 0..word.len() {
        let (left, right) = word.split_at(at);
        out.push(format!("{left}{}", &right[1..]));
        if let [a, b, ..] = right.as_bytes() {
            let [a, b] = [*a, *b].map(char::from);
            out.push(format!("{left}{b}{a}{}", &right[2..]));
        }
        if let [a, b, c, ..] = right.as_bytes() {
            let [a, b, c] = [*a, *b, *c].map(char::from);
            out.push(format!("{left}{c}{b}{a}{}", &right[3..]));
        }
        out.extend(('a'..='z').map(|c| format!("{left}{c}{}", &right[1..])));
        out.extend(('a'..='z').map(|c| format!("{left}{c}{right}")));
    }
    out.extend(('a'..='z').map(|c| format!("{word}{c}")));
    out.retain(|near| near != word);
    out
}

/// A word and its neighbours.
struct Around<'a> {
    vocabulary: &'a Vocabulary,
    text: &'a str,
    before: Option<&'a Token<'a>>,
    token: &'a Token<'a>,
    after: Option<&'a Token<'a>>,
}

impl Around<'_> {
    /// Whether a word that looks like a misprint is something else.
    fn is_left_alone(&self) -> bool {
        let beside = [self.before, self.after];
        beside.into_iter().flatten().any(|t| self.is_foreign(t))
            || self.before.is_some_and(|b| b.text.starts_with(char::is_uppercase) && self.is_strange(b))
            || self.is_name_or_abbreviation()
            || self.is_half()
    }

    /// Whether it is one small letter between two words ("time o time"), and not the name of a point ("under b or c").
    fn is_lone_letter(&self) -> bool {
        const NAMING: [&str; 22] = [
            "and",
            "or",
            "to",
            "in",
            "under",
            "of",
            "with",
            "by",
            "article",
            "articles",
            "paragraph",
            "paragraphs",
            "subparagraph",
            "subparagraphs",
            "sub",
            "point",
            "points",
            "item",
            "items",
            "letter",
            "above",
            "below",
        ];
        let one = matches!(self.token.text.as_bytes(), [b'b'..=b'z']);
        let Some((before, after)) = self.before.zip(self.after).filter(|_| one) else { return false };
        let spaced = self.text.get(before.end()..self.token.start) == Some(" ")
            && self.text.get(self.token.end()..after.start) == Some(" ");
        let is_word = |t: &Token<'_>| {
            t.text.len() >= 2
                && t.text.bytes().all(|b| b.is_ascii_lowercase())
                && lexicon::knows(t.text)
                && !NAMING.contains(&t.text)
        };
        // "of" may follow a lone letter, but names of points stand before it ("b of paragraph 2") after a number.
        let follows = is_word(after) || after.text == "of";
        spaced && is_word(before) && follows
    }

    /// Whether the vocabulary has no such word: after a strange name another may stand ("Thunnus alalunga").
    fn is_strange(&self, token: &Token<'_>) -> bool {
        token.is_plain() && !self.vocabulary.knows(&token.folded())
    }

    /// A word of another language, or one that no text has: its neighbour belongs to the same phrase.
    fn is_foreign(&self, token: &Token<'_>) -> bool {
        let word = token.folded();
        token.text.starts_with(char::is_lowercase)
            && !lexicon::knows(&word)
            && (foreign_language::is_small_word(&word) || self.is_strange(token))
    }

    /// Particles of names ("Rio de Janeiro"), abbreviations ("op. cit."), units ("5 lb"), the second half of a
    /// hyphenated prefix ("co-ordinate"), letters beside brackets ("[e]very",
    /// "part(ies)").
    fn is_name_or_abbreviation(&self) -> bool {
        let before = &self.text[..self.token.start];
        let after = &self.text[self.token.end()..];
        let capital_after = after.starts_with(' ') && after.trim_start().starts_with(char::is_uppercase);
        let number_before = before.trim_end().ends_with(|c: char| c.is_ascii_digit());
        let short = self.token.text.len() <= 4;
        number_before
            || (short && (capital_after || after.starts_with(['.', '-'])))
            || before.ends_with("co-")
            || before.ends_with("Co-")
            || before.ends_with(['/', '@', '\'', ']', '['])
            || after.starts_with(['[', ']'])
            || before.strip_suffix('(').is_some_and(|b| b.ends_with(char::is_alphabetic))
    }

    /// Whether it is half of a word broken in two, which has a finding of its own.
    fn is_half(&self) -> bool {
        let whole = |a: &Token<'_>, b: &Token<'_>| {
            broken_words::is_spaced(self.text, a, b) && broken_words::mended(self.vocabulary, a, b).is_some()
        };
        self.before.is_some_and(|b| whole(b, self.token)) || self.after.is_some_and(|a| whole(self.token, a))
    }

    /// Whether `meant` would stand here as it stands elsewhere. A name is near many words: one with a capital must
    /// fit between its neighbours, unless it is long and begins a sentence.
    fn agrees(&self, meant: &str) -> bool {
        let before = self.text[..self.token.start].trim_end();
        let begins = before.is_empty() || before.ends_with(['.', ':', ';']);
        if self.token.text.starts_with(char::is_lowercase) || (begins && self.token.text.len() >= LONG) {
            return true;
        }
        let follows = self.before.is_none_or(|b| self.vocabulary.pair(&b.folded(), meant) > 0);
        follows && self.after.is_none_or(|a| self.vocabulary.pair(meant, &a.folded()) > 0)
    }
}
