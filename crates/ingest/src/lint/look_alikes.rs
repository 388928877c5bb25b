//! A letter for a digit, a digit for a letter.

use model::{SegmentKind, Topic, roman_value};

use super::reading::{Finding, Reading};
use super::token::{Token, tokens};

pub(super) const SUMMARY: &str = "letters and digits that stand for one another: a small l or capital I for 1, l for the \
numeral I, 0 for O; a reference so written leads nowhere";

/// Words before a number.
const PLACES: [&str; 14] = [
    "article", "articles", "chapter", "chapters", "part", "parts", "section", "sections", "annex", "annexes",
    "title", "table", "protocol", "appendix",
];

pub(super) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let roman_paragraphs = reading.document.nodes.iter().any(|n| {
        let last = n.pinpoint.last();
        last.kind == SegmentKind::Paragraph
            && last.number.as_deref().is_some_and(|n| roman_value(n).is_some())
    });
    let has_i = reading
        .document
        .nodes
        .iter()
        .any(|n| n.pinpoint.last().number.as_deref().is_some_and(|n| n.eq_ignore_ascii_case("i")));
    let mut out = Vec::new();
    for (i, text) in reading.texts.iter().enumerate() {
        let words: Vec<Token<'_>> = tokens(&text.words.text).collect();
        for (n, token) in words.iter().enumerate() {
            let around = Around { text: &text.words.text, words: &words, n, roman_paragraphs, has_i };
            let meant = numeral(&around).or_else(|| digit(&around)).or_else(|| bracketed(&around));
            if let Some(meant) = meant.or_else(|| letter(token)) {
                let message = format!("`{}` looks like {meant}", token.text);
                out.push(Finding::within(Topic::ForeignScript, i, token.start..token.end(), message));
            }
        }
    }
    out
}

struct Around<'a> {
    text: &'a str,
    words: &'a [Token<'a>],
    n: usize,
    /// Whether paragraphs of the text have Roman numbers.
    roman_paragraphs: bool,
    /// Whether anything in the text is numbered (i).
    has_i: bool,
}

impl<'a> Around<'a> {
    fn token(&self) -> &'a Token<'a> {
        &self.words[self.n]
    }

    /// A word before or after, in small letters, if nothing but spaces stands between.
    fn beside(&self, step: isize) -> Option<String> {
        let at = self.n.checked_add_signed(step)?;
        let other = self.words.get(at)?;
        let (first, last) = if step < 0 { (at, self.n) } else { (self.n, at) };
        let gaps = self.words.get(first..=last)?.windows(2);
        let spaced = |pair: &[Token<'_>]| {
            self.text
                .get(pair[0].end()..pair[1].start)
                .is_some_and(|gap| gap.chars().all(char::is_whitespace))
        };
        gaps.into_iter().all(spaced).then(|| other.text.to_lowercase())
    }
}

/// A Roman numeral with a small l in it: "Vll" for VII.
fn numeral(around: &Around<'_>) -> Option<String> {
    let text = around.token().text;
    if !text.contains('l') || !text.bytes().all(|b| b"IVXLCl".contains(&b)) {
        return None;
    }
    let meant = text.replace('l', "I");
    roman_value(&meant)?;
    let after_place = || around.beside(-1).is_some_and(|w| PLACES.contains(&w.as_str()));
    let long = text.len() >= 3 && text.bytes().any(|b| b.is_ascii_uppercase());
    (long || after_place()).then_some(meant)
}

/// A letter where a reference has a number: "paragraphs I and 2", "paragraph l".
fn digit(around: &Around<'_>) -> Option<String> {
    let text = around.token().text;
    let meant = match text {
        "I" | "l" => "1",
        "O" => "0",
        _ => return mixed(text),
    };
    let is_number = |w: &String| w.bytes().all(|b| b.is_ascii_digit());
    let joins = |w: String| matches!(w.as_str(), "and" | "or" | "to");
    let before_number =
        around.beside(1).is_some_and(joins) && around.beside(2).as_ref().is_some_and(is_number);
    let after_number =
        around.beside(-1).is_some_and(joins) && around.beside(-2).as_ref().is_some_and(is_number);
    let before = around.beside(-1).unwrap_or_default();
    let paragraph = matches!(before.as_str(), "paragraph" | "paragraphs");
    let place = paragraph || PLACES.contains(&before.as_str());
    let sure = (before_number && place)
        || after_number
        || (paragraph && !around.roman_paragraphs)
        || (place && text == "l");
    sure.then(|| meant.to_owned())
}

/// "paragraph (i)" for (1), in a text that numbers nothing (i).
fn bracketed(around: &Around<'_>) -> Option<String> {
    let token = around.token();
    let before = around.text[..token.start].strip_suffix('(')?.trim_end();
    let after = around.text[token.end()..].starts_with(')');
    let paragraph = before.ends_with("paragraph") || before.ends_with("paragraphs");
    let sure =
        paragraph && after && matches!(token.text, "i" | "l") && !around.has_i && !around.roman_paragraphs;
    sure.then(|| "1".to_owned())
}

/// Letters among digits: "19l9", "2O". Litres ("5l") and formulas ("H2O") are left alone.
fn mixed(text: &str) -> Option<String> {
    let odd = |b: u8| matches!(b, b'l' | b'I' | b'O');
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits == 0 || !text.bytes().all(|b| b.is_ascii_digit() || odd(b)) || digits == text.len() {
        return None;
    }
    let inside = text.as_bytes().last().is_some_and(u8::is_ascii_digit) || text.ends_with('O');
    inside.then(|| text.replace(['l', 'I'], "1").replace('O', "0"))
}

/// A digit among small letters: "wi1l", "0f".
fn letter(token: &Token<'_>) -> Option<String> {
    let text = token.text;
    let letters = text.bytes().filter(u8::is_ascii_lowercase).count();
    let digits: Vec<usize> =
        text.bytes().enumerate().filter(|(_, b)| b.is_ascii_digit()).map(|(i, _)| i).collect();
    let [only] = digits.as_slice() else { return None };
    let odd = matches!(text.as_bytes().get(*only), Some(b'0' | b'1'));
    let before_letters = *only + 1 < text.len();
    if !odd || !before_letters || letters + 1 != text.len() {
        return None;
    }
    let meant = text.replace('0', "o").replace('1', "l");
    super::lexicon::knows(&meant).then_some(meant)
}
