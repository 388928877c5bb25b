//! Where the words of a text are.

use std::ops::Range;

/// How a word is put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Letters or digits, with apostrophes at most.
    Plain,
    /// Parts joined by hyphens.
    Hyphenated,
    /// Single letters parted by full stops: `U.N.`.
    Dotted,
}

/// A word and its place, in bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word<'t> {
    /// As written.
    pub(crate) text: &'t str,
    /// Where.
    pub(crate) range: Range<usize>,
    /// Whether a line break stands between it and the word before.
    pub(crate) after_break: bool,
    /// How it is put together.
    pub(crate) shape: Shape,
}

/// The words of `text`, in order. A word is a run of letters or digits; apostrophes, hyphens between letters, and
/// full stops between single letters do not end it. Soft hyphens and zero-width characters inside it count nothing.
pub(crate) fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// The iterator behind [`words`].
#[derive(Clone, Debug)]
pub(crate) struct Words<'t> {
    text: &'t str,
    at: usize,
}

/// Whether a byte is a plain letter or digit, which are most of what texts are made of.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        plain[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    plain
};

/// What a character does in a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Letter,
    Digit,
    Apostrophe,
    Hyphen,
    Stop,
    /// Inside a word it is passed over.
    Nothing,
    Gap,
}

fn role(c: char) -> Role {
    match c {
        'a'..='z' | 'A'..='Z' => Role::Letter,
        '0'..='9' => Role::Digit,
        '\'' | '\u{2019}' | '\u{2bc}' => Role::Apostrophe,
        '-' | '\u{2010}' | '\u{2011}' => Role::Hyphen,
        '.' => Role::Stop,
        _ if c.is_ascii() => Role::Gap,
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => Role::Nothing,
        _ if c.is_alphabetic() => Role::Letter,
        // Raised and circled numbers are note marks, not part of the word they stand at.
        _ if c.is_numeric() => c.to_digit(10).map_or(Role::Gap, |_| Role::Digit),
        _ if is_mark(c) => Role::Letter,
        _ => Role::Gap,
    }
}

/// Combining marks continue the letter before.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

impl<'t> Iterator for Words<'t> {
    type Item = Word<'t>;

    fn next(&mut self) -> Option<Word<'t>> {
        let (start, after_break) = self.start()?;
        let (end, shape) = plain_end(self.text, start).unwrap_or_else(|| word_end(self.text, start));
        self.at = end;
        Some(Word { text: &self.text[start..end], range: start..end, after_break, shape })
    }
}

impl Words<'_> {
    /// Where the next word starts, and whether a line break stands before it.
    fn start(&self) -> Option<(usize, bool)> {
        let bytes = self.text.as_bytes();
        let (mut at, mut after_break) = (self.at, false);
        loop {
            let byte = *bytes.get(at)?;
            if PLAIN[usize::from(byte)] {
                return Some((at, after_break));
            }
            if byte.is_ascii() {
                after_break |= byte == b'\n';
                at += 1;
                continue;
            }
            let c = self.text.get(at..)?.chars().next()?;
            if matches!(role(c), Role::Letter | Role::Digit) {
                return Some((at, after_break));
            }
            at += c.len_utf8();
        }
    }
}

/// Where the word that starts at `start` ends, where that can be seen from plain letters and digits alone.
fn plain_end(text: &str, start: usize) -> Option<(usize, Shape)> {
    let rest = text.as_bytes().get(start..)?;
    let run = rest.iter().position(|&b| !PLAIN[usize::from(b)]).unwrap_or(rest.len());
    let ends = match rest.get(run) {
        None => true,
        // Within initials only.
        Some(b'.') => run > 1,
        Some(b'\'' | b'-') => false,
        Some(byte) => byte.is_ascii(),
    };
    (ends && run > 0).then_some((start + run, Shape::Plain))
}

/// Where the word that starts at `start` ends.
fn word_end(text: &str, start: usize) -> (usize, Shape) {
    let mut end = start;
    let mut shape = Shape::Plain;
    // Letters or digits since the word or its last part began, and whether the last of them was a letter.
    let (mut run, mut letter) = (0usize, false);
    let mut at = start;
    let mut chars = text[start..].chars();
    while let Some(c) = chars.next() {
        let next = at + c.len_utf8();
        let role = role(c);
        match role {
            Role::Letter | Role::Digit => {
                if shape == Shape::Dotted && run > 0 {
                    // `U.Nx`: the full stop was the end of a sentence after all.
                    return split_dotted(text, start);
                }
                run += 1;
                letter = role == Role::Letter;
                end = next;
            }
            Role::Nothing => {}
            Role::Gap => break,
            Role::Apostrophe | Role::Hyphen | Role::Stop => {
                let follows = chars.clone().next().map(self::role);
                let joins = match role {
                    Role::Apostrophe => follows == Some(Role::Letter),
                    Role::Hyphen => letter && follows == Some(Role::Letter) && shape != Shape::Dotted,
                    _ => run == 1 && letter && follows == Some(Role::Letter) && shape != Shape::Hyphenated,
                };
                if !joins {
                    break;
                }
                match role {
                    Role::Hyphen => (shape, run) = (Shape::Hyphenated, 0),
                    Role::Stop => (shape, run) = (Shape::Dotted, 0),
                    _ => {}
                }
            }
        }
        at = next;
    }
    (end, shape)
}

/// The end of the first letter of what looked like a dotted word and was none.
fn split_dotted(text: &str, start: usize) -> (usize, Shape) {
    let mut end = start;
    for c in text[start..].chars() {
        if role(c) == Role::Stop {
            break;
        }
        end += c.len_utf8();
    }
    (end, Shape::Plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        words(text).map(|w| w.text).collect()
    }

    #[test]
    fn words_keep_inner_hyphens_apostrophes_and_initials() {
        for (text, expected) in [
            ("the State's self-defence.", vec!["the", "State's", "self-defence"]),
            ("States\u{2019} duty \u{2018}now\u{2019}", vec!["States", "duty", "now"]),
            ("the U.N. Charter", vec!["the", "U.N", "Charter"]),
            ("plan A.The end", vec!["plan", "A", "The", "end"]),
            ("art. 2(4)", vec!["art", "2", "4"]),
            ("pages 15-17, 1988", vec!["pages", "15", "17", "1988"]),
            ("and/or -- well", vec!["and", "or", "well"]),
            ("attack\u{b9} naïve cafe\u{301}", vec!["attack", "naïve", "cafe\u{301}"]),
            ("co\u{ad}operate", vec!["co\u{ad}operate"]),
            ("l\u{2019}État", vec!["l\u{2019}État"]),
            ("a-b-c", vec!["a-b-c"]),
            ("", vec![]),
            ("...", vec![]),
            ("a. b.c", vec!["a", "b.c"]),
            ("etc.and x\u{2026}y 4.5", vec!["etc", "and", "x", "y", "4", "5"]),
            ("\u{a0}z\u{e9}ro\u{a0}ze\u{ad}ro x-", vec!["z\u{e9}ro", "ze\u{ad}ro", "x"]),
        ] {
            assert_eq!(split(text), expected, "{text}");
        }
    }

    #[test]
    fn a_line_break_is_noticed() {
        let breaks: Vec<bool> = words("one two\nthree").map(|w| w.after_break).collect();
        assert_eq!(breaks, [false, false, true]);
    }
}
