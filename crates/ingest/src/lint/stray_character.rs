//! Signs that are no part of the text.

use std::collections::BTreeMap;

use model::Topic;

use super::reading::{Finding, Reading};

pub(super) const SUMMARY: &str = "signs that no text of this kind needs (a lone asterisk, underscore, bar or replacement \
character, an invisible one), and brackets that are never closed";

/// A sign that stands more often than this belongs to the text.
const FEW: usize = 3;

pub(super) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let mut found: BTreeMap<char, Vec<(usize, usize)>> = BTreeMap::new();
    for (i, text) in reading.texts.iter().enumerate() {
        for (at, c) in text.words.text.char_indices().filter(|&(_, c)| is_stray(c)) {
            found.entry(c).or_default().push((i, at));
        }
    }
    let mut out = Vec::new();
    for (c, places) in found {
        // What cannot be seen is never meant, however often it stands.
        if places.len() > FEW && !is_invisible(c) {
            continue;
        }
        let mut named = None;
        for (i, at) in places {
            // Several in one paragraph are one finding.
            if named.replace(i) == Some(i) {
                continue;
            }
            let message = if is_invisible(c) {
                format!("an invisible character, U+{:04X}", u32::from(c))
            } else {
                format!("a stray `{c}` (U+{:04X})", u32::from(c))
            };
            out.push(Finding::within(Topic::StrayCharacter, i, at..at + c.len_utf8(), message));
        }
    }
    for (i, text) in reading.texts.iter().enumerate() {
        if let Some(at) = unclosed(&text.words.text) {
            let message = "a bracket opens here and is never closed";
            out.push(Finding::within(Topic::StrayCharacter, i, at..at + 1, message));
        }
    }
    out
}

fn is_stray(c: char) -> bool {
    is_invisible(c)
        || matches!(
            c,
            '*' | '_' | '|' | '\\' | '^' | '~' | '`' | '#' | '{' | '}' | '¬' | '¦' | '¤' | '∗' | '†' | '‡'
        )
        || matches!(c, '\u{25A0}'..='\u{25FF}' | '\u{E000}'..='\u{F8FF}' | '\u{FFFD}')
}

fn is_invisible(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// The first bracket of a text that has no partner. Marks such as `a)` close what nothing opened.
fn unclosed(text: &str) -> Option<usize> {
    let mut open = Vec::new();
    for (at, b) in text.bytes().enumerate() {
        match b {
            b'(' => open.push(at),
            b')' => {
                open.pop();
            }
            _ => {}
        }
    }
    open.first().copied()
}
