//! Sentences and clauses run together.

use model::Topic;

use super::reading::{Finding, Reading};
use super::token::{Token, tokens};
use super::vocabulary::Vocabulary;

pub(super) const SUMMARY: &str = "a full stop, comma, colon, semicolon or bracket with no space after or before it: the \
words on either side read as one";

/// How far from a sign an address is looked for, in characters.
const LONGEST: usize = 200;

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
    let known = |t: &Token<'_>| t.is_plain() && vocabulary.knows(&t.folded());
    let glued = match sign {
        "," | ";" | ":" | ")," | ");" | "):" => {
            let letters = right.text.starts_with(char::is_alphabetic);
            letters && (known(right) || (known(left) && right.text.len() >= 2))
        }
        "\"" | "“" | "”" => {
            left.text.ends_with(char::is_alphabetic) && right.text.starts_with(char::is_alphabetic)
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
        "(" => {
            let number = |t: &Token<'_>| t.text.bytes().all(|b| b.is_ascii_digit());
            (left.text.len() >= 3 && known(left) && number(right))
                || (number(left) && known(right) && right.text.len() >= 4)
        }
        _ => false,
    };
    glued && !is_address(text, left.start)
}

/// Whether a word in brackets is an ending: "State(s)parties" runs on, "part(ies)" does not.
fn is_ending(text: &str, token: &Token<'_>) -> bool {
    let before = text[..token.start].strip_suffix('(');
    before.is_some_and(|b| b.ends_with(char::is_alphabetic))
}

/// Whether the place lies in a web or mail address.
fn is_address(text: &str, at: usize) -> bool {
    let before = text[..at].chars().rev().take(LONGEST).take_while(|c| !c.is_whitespace());
    let start = at - before.map(char::len_utf8).sum::<usize>();
    let word = text[start..].chars().take(2 * LONGEST).take_while(|c| !c.is_whitespace());
    let word: String = word.collect();
    word.contains("://") || word.contains("www.") || word.contains('@')
}
