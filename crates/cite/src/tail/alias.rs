//! The names that a text gives a work: "(ICCPR)", "(hereinafter ‘the Convention’)".

use std::ops::Range;

use crate::forms::treaty;
use crate::scan;
use crate::words;

/// Longest target of a link that is passed over, in bytes.
const LONGEST_LINK: usize = 400;

/// The names that a bracket gives the work before it.
pub(super) fn aliases(text: &str, from: usize, inner: &str) -> Vec<Range<usize>> {
    let mut at = from;
    let end = from + inner.len();
    let mut announced = false;
    let lead = [
        "hereinafter referred to as",
        "hereafter referred to as",
        "hereinafter called",
        "hereinafter",
        "hereafter",
        "henceforth",
        "referred to as",
        "or",
    ];
    for word in lead {
        if let Some(stop) = scan::word(text, at, word) {
            at = scan::space(text.as_bytes(), stop + usize::from(text.as_bytes().get(stop) == Some(&b',')));
            announced = true;
            break;
        }
    }
    let mut out = Vec::new();
    let rest = text.get(at..end).unwrap_or_default();
    for part in rest.split(" or ") {
        let start = at + (part.as_ptr() as usize - rest.as_ptr() as usize);
        let Some(name) = alias(text, start..start + part.len(), announced) else { return Vec::new() };
        out.push(name);
    }
    out
}

/// The name that words outside brackets announce after a work and the Markdown link on it: ", hereinafter referred to as
/// the Treaty". It must be quoted or look like the name of a work.
pub(super) fn announced(text: &str, at: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let linked = text.get(at..).is_some_and(|rest| rest.starts_with("]("));
    let close = || bytes.get(at..)?.iter().take(LONGEST_LINK).position(|b| matches!(b, b')' | b'\n'));
    let at = if linked { at + close()? + 1 } else { at };
    let at = scan::space(bytes, at);
    let at = scan::space(bytes, at + usize::from(bytes.get(at) == Some(&b',')));
    let mut end = scan::any_word(text, at, &["hereinafter", "hereafter"])?;
    for words in [&["also"][..], &["referred to as", "called", "referred to", "as"]] {
        end = scan::any_word(text, scan::space(bytes, end), words).unwrap_or(end);
    }
    let from = scan::space(bytes, end);
    let name = text.get(from..)?.char_indices().take(60);
    let stop = name.clone().find(|(_, c)| matches!(c, ',' | ';' | '.' | ')' | '(' | '\n'))?.0;
    alias(text, from..from + stop, false)
}

/// One alias: quoted, announced, an abbreviation, or a short title of its own.
pub(super) fn alias(text: &str, range: Range<usize>, announced: bool) -> Option<Range<usize>> {
    let marks: &[char] = &['“', '”', '‘', '’', '"', '\'', '*', '_', ' ', ','];
    let raw = text.get(range.clone())?;
    let mut name = raw.trim_matches(marks);
    let mut quoted = raw.trim().starts_with(['“', '‘', '"', '\'']);
    for article in ["the ", "The "] {
        name = name.strip_prefix(article).unwrap_or(name);
    }
    quoted |= name.starts_with(['“', '‘', '"', '\'']);
    name = name.trim_matches(marks);
    let start = range.start + raw.find(name)?;
    let words = name.split_whitespace().count();
    let abbreviation = words <= 2
        && (2..=14).contains(&name.len())
        && name.chars().filter(|c| c.is_uppercase()).count() >= 2
        && name.chars().all(|c| {
            c.is_uppercase() || c.is_ascii_digit() || matches!(c, ' ' | '-' | '.' | '/' | 's' | 'o' | 'a')
        })
        && model::roman_value(name).is_none()
        && !matches!(name, "GC" | "ICJ" | "UN" | "US");
    // "(BuCo)"
    let mixed = words == 1
        && (3..=10).contains(&name.len())
        && name.chars().all(char::is_alphanumeric)
        && name.chars().skip(1).any(char::is_uppercase);
    let titled = words <= 5
        && name
            .split(|c: char| !c.is_alphanumeric())
            .any(|w| treaty::HEADS.contains(&w.to_lowercase().as_str()))
        && name.starts_with(char::is_uppercase)
        && name
            .split_whitespace()
            .all(|w| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || words::small(w));
    let good = (announced || quoted)
        && words <= 8
        && name.len() >= 2
        && name.starts_with(|c: char| c.is_alphanumeric());
    (good || abbreviation || mixed || titled).then(|| start..start + name.len())
}

/// A short title in square brackets at the end of a citation, whose words were all said in it: "[Oil Platforms]".
pub(super) fn short_title(text: &str, open: usize, from: usize, inner: &str) -> Option<Range<usize>> {
    let name = inner.trim_matches(|c| matches!(c, '*' | '_' | ' '));
    let start = from + inner.find(name)?;
    let floor = scan::boundary(text, open.saturating_sub(400));
    let said = text.get(floor..open)?;
    let repeated = |w: &str| words::small(w) || w.starts_with(char::is_uppercase) && said.contains(w);
    let short = name.starts_with(char::is_uppercase) && name.split_whitespace().count() <= 6;
    (short && name.split_whitespace().all(repeated)).then(|| start..start + name.len())
}
