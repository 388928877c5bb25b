//! Words as names are compared: without case, diacritics, the full stops of abbreviations and possessive endings.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use crate::scan;

/// Words longer than this are no part of a name.
const LONGEST: usize = 48;

/// One folded word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    bytes: [u8; LONGEST],
    len: usize,
    /// First byte after it in the text.
    pub(crate) end: usize,
}

impl Word {
    /// The folded letters and digits.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    fn push(&mut self, byte: u8) -> Option<()> {
        *self.bytes.get_mut(self.len)? = byte;
        self.len += 1;
        Some(())
    }
}

/// What stands between two words of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Gap {
    /// First byte after it.
    pub(crate) end: usize,
    /// Whether a comma, colon or bracket is in it.
    pub(crate) stop: bool,
}

/// The folded word at `at`; `&` reads as "and". `None` where no word begins, or none that a name could hold.
pub(crate) fn word(text: &str, at: usize) -> Option<Word> {
    let bytes = text.as_bytes();
    let mut out = Word { bytes: [0; LONGEST], len: 0, end: at };
    if bytes.get(at) == Some(&b'&') {
        out.bytes[..3].copy_from_slice(b"and");
        out.len = 3;
        out.end = at + 1;
        return Some(out);
    }
    // Letters since the last full stop, and whether one was inside: "U.N.".
    let (mut run, mut dotted) = (0, false);
    let mut at = at;
    loop {
        match bytes.get(at) {
            Some(b) if b.is_ascii_alphanumeric() => {
                out.push(b.to_ascii_lowercase())?;
                at += 1;
                run += 1;
            }
            Some(b'.') if run == 1 && bytes.get(at - 1).is_some_and(u8::is_ascii_alphabetic) => {
                if bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic) {
                    (at, run, dotted) = (at + 1, 0, true);
                } else {
                    at += usize::from(dotted);
                    break;
                }
            }
            Some(b'\'' | 0xE2) => match elision(text, at) {
                Some(next) if out.len > 0 => (at, run) = (next, 0),
                _ => break,
            },
            Some(b) if !b.is_ascii() => {
                let Some(c) =
                    text.get(at..).and_then(|rest| rest.chars().next()).filter(|c| c.is_alphanumeric())
                else {
                    break;
                };
                push_base(&mut out, c)?;
                at += c.len_utf8();
                run += 1;
            }
            _ => break,
        }
    }
    out.end = at;
    (out.len > 0).then_some(out)
}

/// A word of ASCII letters and digits alone, folded; `None` where no name could hold it.
pub(crate) fn plain(word: &[u8]) -> Option<Word> {
    let mut out = Word { bytes: [0; LONGEST], len: word.len(), end: word.len() };
    let room = out.bytes.get_mut(..word.len())?;
    room.copy_from_slice(word);
    room.make_ascii_lowercase();
    Some(out)
}

/// The position after an apostrophe inside a word ("d'Ivoire"); a possessive ending is not inside.
fn elision(text: &str, at: usize) -> Option<usize> {
    let next = at + apostrophe(text.as_bytes(), at)?;
    let possessive = matches!(text.as_bytes().get(next), Some(b's' | b'S')) && !scan::alnum(text, next + 1);
    (scan::alnum(text, next) && !possessive).then_some(next)
}

/// Length of the apostrophe at `at`, straight or curly.
pub(crate) fn apostrophe(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at..) {
        Some([b'\'', ..]) => Some(1),
        Some([0xE2, 0x80, 0x98 | 0x99, ..]) => Some(3),
        _ => None,
    }
}

/// Length of the possessive ending at `at`: `'s`, or a lone apostrophe before a space.
pub(crate) fn possessive(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let Some(mark) = apostrophe(bytes, at) else { return 0 };
    if matches!(bytes.get(at + mark), Some(b's' | b'S')) && !scan::alnum(text, at + mark + 1) {
        return mark + 1;
    }
    if scan::blank(bytes, at + mark) > 0 { mark } else { 0 }
}

/// Pushes the base letters of `c`, without its marks.
fn push_base(out: &mut Word, c: char) -> Option<()> {
    let plain = match c {
        'ß' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' => "d",
        'ı' => "i",
        'þ' | 'Þ' => "th",
        _ => "",
    };
    if !plain.is_empty() {
        return plain.bytes().try_for_each(|b| out.push(b));
    }
    let mut fits = Some(());
    decompose_canonical(c, |part| {
        if !is_combining_mark(part) {
            let mut buffer = [0; 4];
            for low in part.to_lowercase() {
                for byte in low.encode_utf8(&mut buffer).bytes() {
                    fits = fits.and_then(|()| out.push(byte));
                }
            }
        }
    });
    fits
}

/// The gap after the word that ends at `at` and has `before` letters, up to where the next word may begin. `None`
/// where something stands there that no name holds. Quotation marks, emphasis, dashes and slashes part words without
/// stopping; a full stop does only after a short word.
pub(crate) fn gap(text: &str, at: usize, before: usize) -> Option<Gap> {
    let bytes = text.as_bytes();
    let mut stop = false;
    let mut end = at + possessive(text, at);
    let limit = at + 24;
    while end < limit {
        let spaced = scan::space(bytes, end);
        if spaced > end {
            end = spaced;
            continue;
        }
        let dash = scan::dash(bytes, end);
        if dash > 0 {
            end += dash;
            continue;
        }
        match bytes.get(end..)? {
            [b'*' | b'_' | b'/' | b'"' | b'\'', ..] => end += 1,
            [0xE2, 0x80, 0x98..=0x9E, ..] => end += 3,
            [0xC2, 0xA7, ..] => end += 2,
            [b',' | b':' | b'(' | b')' | b'[' | b']', ..] => {
                stop = true;
                end += 1;
            }
            [b'.', ..] if end == at && before <= 5 => end += 1,
            [b'&', ..] => return (end > at).then_some(Gap { end, stop }),
            _ => return (end > at && scan::alnum(text, end)).then_some(Gap { end, stop }),
        }
    }
    None
}

/// The folded words of a name, each with whether a stop parts it from the one before. A leading "the" is dropped,
/// so are "No." and its kin before a number.
pub(crate) fn words(text: &str) -> Vec<(Word, bool)> {
    let mut out = Vec::new();
    let mut at = text.find(|c: char| c.is_alphanumeric()).unwrap_or(text.len());
    let mut stop = false;
    while let Some(found) = word(text, at) {
        if !(out.is_empty() && found.as_bytes() == b"the") {
            out.push((found, stop));
        }
        let Some(gap) = gap(text, found.end, found.as_bytes().len()) else {
            // A name with something in it that no gap holds cannot be found as a whole, and must not be as a part.
            let whole = text.get(found.end..).is_some_and(|rest| !rest.contains(char::is_alphanumeric));
            let owner = possessive(text, found.end) > 0 && found.end + 4 >= text.len();
            return if whole || owner { out } else { Vec::new() };
        };
        (at, stop) = (gap.end, gap.stop);
    }
    out
}

/// The first of the [`words`] of a name, should it have any.
pub(crate) fn first(text: &str) -> Option<(Word, bool)> {
    let mut at = text.find(|c: char| c.is_alphanumeric())?;
    let mut stop = false;
    loop {
        let found = word(text, at)?;
        if found.as_bytes() != b"the" {
            return Some((found, stop));
        }
        let gap = gap(text, found.end, found.as_bytes().len())?;
        (at, stop) = (gap.end, gap.stop);
    }
}

/// Whether a word only announces a number, so that names are the same with and without it.
pub(crate) fn announces_number(word: &[u8]) -> bool {
    matches!(word, b"no" | b"nr" | b"number" | b"nos")
}

/// A word without diacritics, its case kept.
pub(crate) fn bare(word: &str) -> String {
    let mut out = String::new();
    for c in word.chars() {
        let mut folded = Word { bytes: [0; LONGEST], len: 0, end: 0 };
        if c.is_ascii() || push_base(&mut folded, c).is_none() {
            out.push(c);
        } else {
            let base = String::from_utf8_lossy(folded.as_bytes());
            out.push_str(&if c.is_uppercase() { base.to_uppercase() } else { base.into_owned() });
        }
    }
    out
}

/// A name folded to plain words, for comparing by likeness.
pub(crate) fn flat(text: &str) -> String {
    let mut out = String::new();
    for (word, _) in words(text) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&String::from_utf8_lossy(word.as_bytes()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_name_fold_to_the_same_words() {
        for (text, want) in [
            ("the U.N. Charter", "un charter"),
            ("UN\u{a0}Charter", "un charter"),
            ("I.C.J. Reports", "icj reports"),
            ("Ilaşcu and Others v. Moldova", "ilascu and others v moldova"),
            ("Ilascu & Others v Moldova", "ilascu and others v moldova"),
            ("Women’s Convention", "women convention"),
            ("Côte d’Ivoire", "cote divoire"),
            ("Non-Proliferation Treaty", "non proliferation treaty"),
            ("A/RES/56/83", "a res 56 83"),
        ] {
            assert_eq!(flat(text), want, "{text}");
        }
    }

    #[test]
    fn a_sentence_end_is_no_gap() {
        assert!(gap("Charter. United", 7, 7).is_none());
        assert!(gap("v. United", 1, 1).is_some());
        assert!(gap("one\n\ntwo", 3, 3).is_none());
    }
}
