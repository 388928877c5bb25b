//! The signs by which a quotation marks what was done to the words.

use std::ops::Range;

/// A sign in quoted words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// Words are left out.
    Ellipsis,
    /// The author speaks of the quotation.
    Remark,
    /// The author's own words, or bracketed words of the source.
    Bracketed,
}

/// The longest bracket that is read as one, in bytes.
const LONGEST: usize = 400;

/// What the author may say of a quotation, in brackets of either kind: how the words begin, and what else stands in
/// them.
const REMARKS: &[(&str, &[&str])] = &[
    ("sic", &[]),
    ("recte", &[]),
    ("emphas", &["add", "suppl", "mine", "ours", "original", "omitted", "author", "removed"]),
    ("italic", &["add", "suppl", "mine", "ours", "original", "omitted", "author", "removed"]),
    ("my emphas", &[]),
    ("our emphas", &[]),
    ("my italic", &[]),
    ("added emphas", &[]),
    ("citation", &["omitted", "removed"]),
    ("internal citation", &["omitted", "removed"]),
    ("footnote", &["omitted", "removed"]),
    ("note", &["omitted", "removed"]),
    ("reference", &["omitted", "removed"]),
    ("quotation mark", &["omitted", "removed"]),
    ("internal quotation", &["omitted", "removed"]),
    ("paragraph", &["omitted", "break"]),
    ("translation", &["mine", "ours", "by"]),
    ("my translation", &[]),
    ("our translation", &[]),
    ("author's translation", &[]),
];

/// The sign that begins at `at`, and where it ends.
pub(super) fn sign_at(text: &str, at: usize) -> Option<(Sign, usize)> {
    let rest = text.get(at..)?;
    let first = rest.chars().next()?;
    if let Some(len) = ellipsis(rest) {
        return Some((Sign::Ellipsis, at + len));
    }
    let close = match first {
        '[' => ']',
        '(' => ')',
        _ => return None,
    };
    let inner = &rest[1..];
    let end = inner.char_indices().take_while(|&(i, _)| i < LONGEST).find(|&(_, c)| c == close)?.0;
    let inner = &inner[..end];
    let end = at + 1 + end + 1;
    if inner.contains(['[', '(']) {
        return None;
    }
    let trimmed = inner.trim();
    if ellipsis(trimmed) == Some(trimmed.len()) {
        return Some((Sign::Ellipsis, end + stops_after(&text[end..])));
    }
    if is_remark(trimmed) {
        return Some((Sign::Remark, end));
    }
    if first == '(' {
        return None;
    }
    if is_call(trimmed) {
        return Some((Sign::Remark, end));
    }
    // Letters between brackets that belong to a word are read with the word.
    let glued = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let letters = trimmed.chars().all(char::is_alphabetic) && !inner.contains(char::is_whitespace);
    if letters && glued(text[end..].chars().next()) && !inner.is_empty() {
        return None;
    }
    Some((Sign::Bracketed, end))
}

/// The length of the ellipsis that `text` begins with: three points or more with or without spaces, the sign of
/// three points, asterisks in a row; with the full stop that may stand before or after.
fn ellipsis(text: &str) -> Option<usize> {
    let (mut points, mut end) = (0, 0);
    for (i, c) in text.char_indices() {
        match c {
            '.' => points += 1,
            '…' | '⋯' => points += 3,
            c if c.is_whitespace() && c != '\n' && points > 0 => continue,
            _ => break,
        }
        end = i + c.len_utf8();
    }
    if points >= 3 {
        return Some(end);
    }
    let (mut stars, mut end) = (0, 0);
    for (i, c) in text.char_indices() {
        match c {
            '*' => stars += 1,
            '\\' => continue,
            c if c.is_whitespace() && c != '\n' && stars > 0 => continue,
            _ => break,
        }
        end = i + 1;
    }
    // Strong emphasis opens before a letter; an ellipsis of asterisks stands free.
    let free = stars >= 3 && !text[end..].starts_with(|c: char| c.is_alphanumeric());
    free.then_some(end)
}

/// Full stops after a bracketed ellipsis.
fn stops_after(text: &str) -> usize {
    text.bytes().take_while(|&b| b == b'.').count()
}

fn is_remark(inner: &str) -> bool {
    let lower = inner.to_lowercase().replace('\u{2019}', "'");
    let lower = lower.trim_matches(|c: char| !c.is_alphanumeric());
    REMARKS.iter().any(|(begins, has)| match lower.strip_prefix(begins) {
        Some(rest) if has.is_empty() => {
            rest.is_empty() || rest.starts_with(|c: char| !c.is_alphanumeric()) || begins.contains(' ')
        }
        Some(rest) => has.iter().any(|h| rest.contains(h)),
        None => false,
    })
}

/// A call of a footnote.
fn is_call(inner: &str) -> bool {
    let number = inner.strip_prefix('^').unwrap_or(inner);
    inner.starts_with('^')
        || number.len() <= 3 && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
}

/// Whether the word at `at` stands as the mark of a list: between brackets or before one (`(a)`, `a)`), or before a
/// full stop at the start of a line or sentence (`1.`).
pub(crate) fn is_list_mark(text: &str, at: &Range<usize>, letters: &str) -> bool {
    let (before, after) = (&text[..at.start], &text[at.end..]);
    let short = letters.len() <= 5 && !letters.is_empty();
    let number = letters.bytes().all(|b| b.is_ascii_digit()) && letters.len() <= 3;
    let roman = letters.to_ascii_lowercase().bytes().all(|b| matches!(b, b'i' | b'v' | b'x' | b'l' | b'c'));
    let letter = letters.len() <= 2 && letters.bytes().all(|b| b.is_ascii_alphabetic());
    if !(short && (number || roman || letter)) {
        return false;
    }
    if after.starts_with(')') {
        return before.ends_with('(') || starts(before.trim_end_matches('('));
    }
    after.starts_with(". ") && starts(before) || after.starts_with(".\u{a0}") && starts(before)
}

/// Whether something may begin after `before`: a line, a sentence, a point.
fn starts(before: &str) -> bool {
    let line = before.trim_end_matches([' ', '\t', '\u{a0}']);
    line.is_empty() || line.ends_with(['\n', '.', ';', ':', ',', '—', '…', ']', ')', '–'])
}
