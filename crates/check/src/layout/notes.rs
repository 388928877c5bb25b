//! Footnotes: where they are defined and where they are called.

use std::collections::BTreeMap;

use model::Span;

use super::{Call, Note, Paragraph, Role};
use crate::draft::Draft;

/// Longest label of a footnote.
const LONGEST_LABEL: usize = 40;

/// Digits of the highest number of a footnote that counts as one without brackets.
const LONGEST_NUMBER: usize = 3;

/// The first line of a footnote.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) label: String,
    /// Where its text begins.
    pub(super) body: usize,
}

/// The first lines of the footnotes, by the byte they begin at: Markdown's, else numbered lines at the end that count
/// up from 1.
pub(super) fn numbered(draft: &Draft<'_>, opaque: &[Span]) -> BTreeMap<usize, Head> {
    let mut markdown = BTreeMap::new();
    let mut counted: Vec<(usize, Head, bool)> = Vec::new();
    let mut at = 0;
    for line in draft.text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let hidden = opaque.partition_point(|s| s.start() <= start).checked_sub(1);
        if hidden.and_then(|i| opaque.get(i)).is_some_and(|s| start < s.end()) {
            continue;
        }
        let blanks = line.len() - line.trim_start_matches(' ').len();
        let words = line.trim_start_matches(' ');
        if blanks < 4
            && let Some((label, after)) = definition(words)
        {
            let gap = words.get(after..).map_or(0, |r| r.len() - r.trim_start().len());
            let body = (start + blanks + after + gap).min(at);
            markdown.insert(start, Head { label: label.to_owned(), body });
        } else if let Some((number, after, sure)) = count(line) {
            if number == 1 {
                counted.clear();
            }
            if number as usize == counted.len() + 1 {
                let body = start + after;
                counted.push((start, Head { label: number.to_string(), body }, sure));
            }
        }
    }
    if !markdown.is_empty() {
        return markdown;
    }
    // Numbered lines are notes where the text calls them; a list of points is not called.
    let called = |label: &str, end: usize| {
        draft.text.get(..end).is_some_and(|t| t.contains(&format!("[{label}]")) || t.contains(&raised(label)))
    };
    let first = counted.first().map_or(0, |(start, ..)| *start);
    let notes = match counted.first() {
        Some((_, head, sure)) => {
            called(&head.label, first) || (!sure && counted.len() >= 3 && bare_call(draft.text, first))
        }
        None => false,
    };
    if notes { counted.into_iter().map(|(start, head, _)| (start, head)).collect() } else { BTreeMap::new() }
}

/// `[^1]:` at the beginning of a line: the label, and where it ends.
fn definition(words: &str) -> Option<(&str, usize)> {
    let rest = words.strip_prefix("[^")?;
    let close = rest.bytes().take(LONGEST_LABEL).position(|b| b == b']')?;
    let label = rest.get(..close).filter(|l| !l.is_empty())?;
    (rest.as_bytes().get(close + 1) == Some(&b':')).then_some((label, close + 4))
}

/// `[12] `, `12. `, `12 `, `¹ ` at the beginning of a line: the number, where the text begins, and whether it is in
/// brackets or raised.
fn count(line: &str) -> Option<(u32, usize, bool)> {
    let raised: String = line.chars().map_while(lowered).collect();
    if !raised.is_empty() && raised.len() <= 3 {
        let end: usize = line.chars().take(raised.len()).map(char::len_utf8).sum();
        let gap = line.get(end..).map_or(0, |r| r.len() - r.trim_start().len());
        return Some((raised.parse().ok()?, end + gap, true));
    }
    let open = usize::from(line.starts_with('['));
    let rest = line.get(open..)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=3).contains(&digits) {
        return None;
    }
    let number = rest.get(..digits)?.parse().ok()?;
    let after = match (open, rest.as_bytes().get(digits)) {
        (1, Some(b']')) | (0, Some(b'.' | b')' | b' ' | b'\t')) => open + digits + 1,
        _ => return None,
    };
    let gap = line.get(after..).map_or(0, |r| r.len() - r.trim_start().len());
    Some((number, (after + gap).min(line.len()), open == 1))
}

/// The digit that a raised one stands for.
pub(crate) const fn lowered(c: char) -> Option<char> {
    Some(match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴' => '4',
        '⁵' => '5',
        '⁶' => '6',
        '⁷' => '7',
        '⁸' => '8',
        '⁹' => '9',
        _ => return None,
    })
}

fn raised(label: &str) -> String {
    let raise = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().find(|&r| lowered(r) == Some(c)).unwrap_or(c);
    label.chars().map(raise).collect()
}

/// Whether the text calls note 1 by a figure that lost its place above the line: `harbour.1 The`.
fn bare_call(text: &str, end: usize) -> bool {
    text.get(..end).is_some_and(|t| {
        t.match_indices('1').any(|(at, _)| bare(t, at).is_some_and(|(number, _)| number == "1"))
    })
}

/// A number at `at` that hangs on the sign that closes a sentence or a quotation, and white space after it.
fn bare(text: &str, at: usize) -> Option<(&str, usize)> {
    let mut before = text.get(..at)?.chars().rev();
    let (last, earlier) = (before.next()?, before.next()?);
    let hangs =
        matches!(last, '”' | '’' | '"' | '»') || (matches!(last, '.' | ',' | ';') && !earlier.is_numeric());
    let rest = text.get(at..).filter(|_| hangs)?;
    // One digit more than a number may have is enough to see that it is none.
    let digits = rest.bytes().take(LONGEST_NUMBER + 1).take_while(u8::is_ascii_digit).count();
    let after = rest.get(digits..)?.chars().next();
    let ended = after.is_none_or(char::is_whitespace);
    (ended && (1..=LONGEST_NUMBER).contains(&digits))
        .then(|| rest.get(..digits))
        .flatten()
        .map(|n| (n, at + digits))
}

/// Where the notes are called.
pub(super) fn calls(draft: &Draft<'_>, paragraphs: &[Paragraph], notes: &[Note]) -> Vec<Call> {
    let mut by_label: BTreeMap<&str, usize> = BTreeMap::new();
    for (i, note) in notes.iter().enumerate() {
        by_label.entry(note.label.as_str()).or_insert(i);
    }
    let mut out = Vec::new();
    if notes.is_empty() {
        return out;
    }
    for paragraph in paragraphs.iter().filter(|p| !matches!(p.role, Role::Note(_))) {
        let Some(text) = paragraph.span.of(draft.text) else { continue };
        let start = paragraph.span.start();
        let mut done = 0;
        for (at, c) in text.char_indices() {
            if at < done {
                continue;
            }
            if let Some((label, end)) = call(text, at, c)
                && let Some(&note) = by_label.get(label.as_str())
            {
                out.push(Call { span: Span::new(start + at, start + end), note });
                done = end;
            }
        }
    }
    out
}

/// A call at `at`, where `c` stands: its label and its end.
fn call(text: &str, at: usize, c: char) -> Option<(String, usize)> {
    match c {
        '[' => {
            let rest = text.get(at + 1..)?;
            let caret = usize::from(rest.starts_with('^'));
            let close = rest.bytes().take(LONGEST_LABEL).position(|b| b == b']')?;
            let label = rest.get(caret..close)?;
            (caret == 1 || label.bytes().all(|b| b.is_ascii_digit()))
                .then(|| (label.to_owned(), at + close + 2))
        }
        '0'..='9' => bare(text, at).map(|(label, end)| (label.to_owned(), end)),
        _ if lowered(c).is_some() => {
            let rest = text.get(at..)?;
            let label: String = rest.chars().take(LONGEST_LABEL).map_while(lowered).collect();
            let end: usize = rest.chars().take(label.len()).map(char::len_utf8).sum();
            Some((label, at + end))
        }
        _ => None,
    }
}
