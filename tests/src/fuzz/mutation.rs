//! Random changes of sound texts.

use crate::drawn::Draw;

/// The most bytes that are taken of a sound text.
const LONGEST: u64 = 3000;

/// Characters that are handled wrongly where anything is: they change their length when their case changes, join, turn
/// the direction, are white space or digits that are not ASCII, or are none at all.
const ODD: &[char] = &[
    '\0',
    '\t',
    '\u{b}',
    '\u{c}',
    '\r',
    '\u{85}',
    '\u{a0}',
    '\u{ad}',
    '\u{200b}',
    '\u{200d}',
    '\u{202e}',
    '\u{2028}',
    '\u{2029}',
    '\u{feff}',
    '\u{fffd}',
    '\u{10ffff}',
    '\u{301}',
    'İ',
    'ı',
    'ß',
    'ẞ',
    'ﬁ',
    'ŉ',
    'ΐ',
    'ǅ',
    'é',
    'ⅳ',
    '²',
    '①',
    '٣',
    '“',
    '”',
    '’',
    '‘',
    '«',
    '»',
    '–',
    '—',
    '‐',
    '§',
    '¶',
    '…',
    '中',
    '。',
    'あ',
    '😀',
    '\u{1f1e6}',
    'º',
    '½',
];

/// Signs that mean something nearly everywhere.
const SIGNS: &[&str] = &[
    "\n", "\n\n", "\r\n", " ", "  ", "\"", "'", "(", ")", "[", "]", "{", "}", "<", ">", "*", "_", "#", "`",
    "\\", "/", "|", "~", "-", "+", "=", ":", ";", ",", ".", "&", "!", "?", "0", "1",
];

const NUMBERS: &[&str] = &[
    "0",
    "1",
    "2",
    "9",
    "10",
    "99",
    "255",
    "256",
    "65536",
    "4294967296",
    "18446744073709551616",
    "-1",
    "1e309",
    "007",
];

impl Draw {
    /// A place in `text` where a character begins.
    fn place(&mut self, text: &str) -> usize {
        let mut at = self.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// A stretch of `text` of at most `longest` bytes.
    fn stretch(&mut self, text: &str, longest: usize) -> std::ops::Range<usize> {
        let start = self.place(text);
        let mut end = (start + self.below(longest)).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        start..end
    }

    /// The lines of `text` from one of them on.
    fn window<'t>(&mut self, text: &'t str) -> &'t str {
        if text.len() < 2000 && self.below(3) > 0 {
            return text;
        }
        let from = match self.below(3) {
            0 => 0,
            _ => self.place(text),
        };
        let start = text[..from].rfind('\n').map_or(0, |at| at + 1);
        let mut end = (start + 40 + self.below(LONGEST as usize)).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let end = text[start..end].rfind('\n').map_or(end, |at| start + at + 1);
        &text[start..end]
    }
}

/// A text made from the sound ones.
pub(super) fn made(seeds: &[String], signs: &[&str], draw: &mut Draw) -> Vec<u8> {
    let mut text = draw.one(seeds).map(|seed| draw.window(seed).to_owned()).unwrap_or_default();
    if draw.below(12) == 0 {
        // Nothing but what means something.
        text = (0..draw.below(40)).filter_map(|_| sign(signs, draw)).collect();
    }
    for _ in 0..draw.below(9) {
        change(&mut text, seeds, signs, draw);
    }
    let mut bytes = text.into_bytes();
    if draw.below(40) == 0 && !bytes.is_empty() {
        let at = draw.below(bytes.len());
        bytes[at] ^= 1 << draw.below(8);
    }
    bytes
}

fn sign(signs: &[&str], draw: &mut Draw) -> Option<String> {
    match draw.below(8) {
        0 => draw.one(ODD).map(char::to_string),
        1 => draw.one(NUMBERS).map(ToString::to_string),
        2 | 3 => draw.one(SIGNS).map(ToString::to_string),
        _ => draw.one(signs).map(ToString::to_string),
    }
}

fn change(text: &mut String, seeds: &[String], signs: &[&str], draw: &mut Draw) {
    match draw.below(12) {
        0..=2 => {
            let at = draw.place(text);
            text.insert_str(at, &sign(signs, draw).unwrap_or_default());
        }
        3 => {
            let times = match draw.below(6) {
                0 => draw.below(700),
                _ => draw.below(8),
            };
            let at = draw.place(text);
            text.insert_str(at, &sign(signs, draw).unwrap_or_default().repeat(times));
        }
        4 => {
            let range = draw.stretch(text, 60);
            text.replace_range(range, "");
        }
        5 => {
            let range = draw.stretch(text, 200);
            let words = text[range].to_owned();
            let at = draw.place(text);
            text.insert_str(at, &words);
        }
        6 => {
            let range = draw.stretch(text, 3);
            let with = sign(signs, draw).unwrap_or_default();
            text.replace_range(range, &with);
        }
        7 => {
            let more = draw.one(seeds).map_or("", String::as_str);
            let words = &more[draw.stretch(more, 300)];
            let at = draw.place(text);
            text.insert_str(at, words);
        }
        8 => lines(text, draw),
        9 => {
            let from = draw.place(text);
            let number = text[from..].char_indices().find(|(_, c)| c.is_ascii_digit());
            if let Some((at, _)) = number {
                let digits = text[from + at..].bytes().take_while(u8::is_ascii_digit).count();
                let with = draw.one(NUMBERS).copied().unwrap_or_default();
                text.replace_range(from + at..from + at + digits, with);
            }
        }
        10 => {
            let range = draw.stretch(text, 80);
            let words = &text[range.clone()];
            let words = if draw.below(2) == 0 { words.to_uppercase() } else { words.to_lowercase() };
            text.replace_range(range, &words);
        }
        _ => {
            let at = draw.place(text);
            if draw.below(4) == 0 {
                text.truncate(at);
            } else {
                text.insert(at, draw.one(ODD).copied().unwrap_or_default());
            }
        }
    }
}

/// Moves, repeats, indents or drops a line.
fn lines(text: &mut String, draw: &mut Draw) {
    let mut all: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let (a, b) = (draw.below(all.len()), draw.below(all.len()));
    let Some(line) = all.get(a).cloned() else { return };
    match draw.below(4) {
        0 => all.swap(a, b),
        1 => {
            let times = draw.below(5);
            all.splice(b..b, std::iter::repeat_n(line, times));
        }
        2 => all[a].insert_str(0, &" ".repeat(draw.below(9))),
        _ => drop(all.remove(a)),
    }
    *text = all.concat();
}
