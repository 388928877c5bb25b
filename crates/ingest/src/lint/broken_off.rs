//! Texts that break off.

use model::Topic;

use super::reading::{Finding, Reading, Text};
use super::token::tokens;
use crate::options::Structure;

pub(super) const SUMMARY: &str = "provisions that end in dots, have dots in brackets, or stop in the middle of a sentence: \
the rest of their words is not in this text";

/// Words that no sentence ends with.
const NEVER_LAST: [&str; 12] =
    ["the", "a", "an", "of", "and", "or", "which", "that", "their", "its", "shall", "such"];

pub(super) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    // Essays and judgments leave words out of what they quote, and say so with dots.
    if reading.options.structure != Structure::Articles {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (i, text) in reading.texts.iter().enumerate() {
        let words = text.words.text.trim_end();
        if let Some(at) = final_dots(words) {
            let place = reading.node(text).map(|n| n.pinpoint.plain()).unwrap_or_default();
            out.push(Finding::within(
                Topic::BrokenOff,
                i,
                at..words.len(),
                format!("{place} breaks off in dots"),
            ));
        } else if let Some((at, sign)) = left_out(words) {
            let message = format!("`{sign}` says that words are left out");
            out.push(Finding::within(Topic::BrokenOff, i, at..at + sign.len(), message));
        } else if let Some((from, word)) = unfinished(reading, text) {
            let message = format!("the text stops after `{word}`");
            out.push(Finding::within(Topic::BrokenOff, i, from..from + word.len(), message));
        }
    }
    out
}

/// Where the dots begin that a text ends in: `...`, `. . .` or `…`. Rows of dots to be filled in ("done at ......")
/// are part of a form.
fn final_dots(words: &str) -> Option<usize> {
    let trimmed = words.trim_end_matches(|c: char| matches!(c, '.' | '…' | ';' | ',') || c.is_whitespace());
    let tail = words.get(trimmed.len()..)?;
    let dots = tail.matches('.').count() + 3 * tail.matches('…').count();
    let start = trimmed.len() + (tail.len() - tail.trim_start().len());
    ((3..=6).contains(&dots) && trimmed.ends_with(char::is_alphanumeric)).then_some(start)
}

/// Dots in square brackets.
fn left_out(words: &str) -> Option<(usize, &'static str)> {
    ["[...]", "[…]", "[. . .]"].into_iter().find_map(|sign| Some((words.find(sign)?, sign)))
}

/// The last word of a provision that cannot end there, and where it begins.
fn unfinished<'r>(reading: &Reading<'r>, text: &Text<'r>) -> Option<(usize, &'r str)> {
    let node = reading.node(text)?;
    // Opening words are carried on by the points below; the last point but one of a list ends in "and".
    if !text.last || !node.children.is_empty() || reading.goes_on(text.node) {
        return None;
    }
    let words: &'r str = &text.words.text;
    let last = tokens(words).last()?;
    let rest = words.get(last.end()..)?;
    let word = last.text;
    (rest.trim().is_empty() && NEVER_LAST.contains(&word)).then_some((last.start, word))
}
