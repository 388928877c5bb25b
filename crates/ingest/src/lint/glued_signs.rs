//! Sentences and clauses run together.

use model::Topic;

use super::reading::{Finding, Reading};
use super::token::{Token, tokens};
use super::vocabulary::Vocabulary;

pub(super) const SUMMARY: &str = "a full stop, comma, colon, semicolon or bracket with no space after or before it: the \
words on either side read as one";

pub(super) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for (i, text) in reading.texts.iter().enumerate() {
        let words = &text.words.text;
        let mut before: Option<Token<'_>> = None;
        for token in tokens(words) {
            if let Some(left) = before
                && let Some(sign) = words.get(left.end()..token.start)
                && runs_on(reading.vocabulary, words, &left, sign, &token)
            {
                let range = left.start..token.end();
                let message = format!("no space in `{}`", &words[range.clone()]);
                out.push(Finding::within(Topic::GluedWords, i, range, message));
            }
            before = Some(token);
        }
    }
    out
}

fn runs_on(vocabulary: &Vocabulary, text: &str, left: &Token<'_>, sign: &str, right: &Token<'_>) -> bool {
    if is_address(text, left.start) {
        return false;
    }
    let known = |t: &Token<'_>| t.is_plain() && vocabulary.knows(&t.folded());
    match sign {
        "," | ";" | ":" | ")," | ");" | "):" => {
            let letters = |t: &Token<'_>| t.text.starts_with(char::is_alphabetic);
            letters(right) && (letters(left) || sign.len() > 1) && (known(left) || known(right))
        }
        // A new sentence has a capital; abbreviations ("U.N.", "Ph.D.") have no word before the stop.
        "." => {
            left.text.len() >= 2
                && known(left)
                && known(right)
                && right.text.len() >= 2
                && right.text.starts_with(char::is_uppercase)
                && left.text.chars().any(char::is_lowercase)
                && right.text.chars().any(char::is_lowercase)
        }
        ")" => right.text.len() >= 2 && known(right) && !is_ending(text, left),
        "(" => left.text.len() >= 3 && known(left) && right.text.bytes().all(|b| b.is_ascii_digit()),
        _ => false,
    }
}

/// Whether a word in brackets is an ending: "State(s)parties" runs on, "part(ies)" does not.
fn is_ending(text: &str, token: &Token<'_>) -> bool {
    let before = text[..token.start].strip_suffix('(');
    before.is_some_and(|b| b.ends_with(char::is_alphabetic))
}

/// Whether the place lies in a web or mail address.
fn is_address(text: &str, at: usize) -> bool {
    let start = text[..at].rfind(char::is_whitespace).map_or(0, |i| i + 1);
    let end = text[at..].find(char::is_whitespace).map_or(text.len(), |i| at + i);
    let word = text.get(start..end).unwrap_or_default();
    word.contains("://") || word.contains("www.") || word.contains('@')
}
