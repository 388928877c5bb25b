//! Words that stand twice.

use std::collections::HashMap;

use model::{NodeIx, Topic};

use super::lexicon;
use super::reading::{Finding, Reading};
use super::token::{Token, tokens};

pub(super) const SUMMARY: &str =
    "a sentence that stands twice in one provision, or a small word twice in a row";

/// The fewest words of a sentence that is compared.
const SENTENCE: usize = 6;

/// Words that may rightly stand twice in a row.
const TWICE: [&str; 3] = ["that", "had", "bis"];

pub(super) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let mut out = sentences(reading);
    for (i, text) in reading.texts.iter().enumerate() {
        let words: Vec<Token<'_>> = tokens(&text.words.text).collect();
        for pair in words.windows(2) {
            let word = pair[0].text.to_lowercase();
            let between = text.words.text.get(pair[0].end()..pair[1].start).unwrap_or_default();
            let doubled = word == pair[1].text.to_lowercase()
                && pair[1].text.starts_with(char::is_lowercase)
                && between.chars().all(char::is_whitespace)
                && word.len() > 1
                && text.english
                && lexicon::knows(&word)
                && !TWICE.contains(&word.as_str());
            if doubled {
                let range = pair[0].start..pair[1].end();
                out.push(Finding::within(Topic::RepeatedText, i, range, format!("`{word}` stands twice")));
            }
        }
    }
    out
}

/// Sentences that stand twice in one paragraph, or in two paragraphs of a node one after the other.
fn sentences(reading: &Reading<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    let mut seen: HashMap<Vec<String>, usize> = HashMap::new();
    let mut node: Option<NodeIx> = None;
    for (i, text) in reading.texts.iter().enumerate() {
        if node != Some(text.node) {
            seen.clear();
            node = Some(text.node);
        }
        // The columns of a table may say the same.
        if text.words.text.contains(" | ") {
            continue;
        }
        let mut run: Option<(usize, usize, usize)> = None;
        for (from, to) in split(&text.words.text) {
            let sentence = &text.words.text[from..to];
            let words: Vec<String> = tokens(sentence).map(|t| t.text.to_lowercase()).collect();
            let again =
                words.len() >= SENTENCE && seen.insert(words, i).is_some_and(|earlier| earlier + 1 >= i);
            match (&mut run, again) {
                (Some((_, end, count)), true) => (*end, *count) = (to, *count + 1),
                (None, true) => run = Some((from, to, 1)),
                (_, false) => out.extend(run.take().map(|r| repeated(i, r))),
            }
        }
        out.extend(run.map(|r| repeated(i, r)));
    }
    out
}

fn repeated(text: usize, (from, to, count): (usize, usize, usize)) -> Finding {
    let message = match count {
        1 => "a sentence stands here a second time".to_owned(),
        n => format!("{n} sentences stand here a second time"),
    };
    Finding::within(Topic::RepeatedText, text, from..to, message)
}

/// The sentences of a text: they end with a full stop before white space.
fn split(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(['.', ';']) {
        let end = at + 1;
        if text[end..].starts_with(char::is_whitespace) || end == text.len() {
            let from = start + (text[start..end].len() - text[start..end].trim_start().len());
            out.push((from, end));
            start = end;
        }
    }
    let rest = text[start..].trim();
    if !rest.is_empty() {
        let from = start + (text[start..].len() - text[start..].trim_start().len());
        out.push((from, from + rest.len()));
    }
    out
}
