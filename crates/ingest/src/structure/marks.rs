//! Marks at the start of a line: `1.`, `(2)`, `a)`, `(iv)`, `3 bis.`, with or without a space behind.

use std::ops::Range;

use model::roman_value;

use super::heads::REPEATS;

/// How a mark is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    /// `1.`
    Dot,
    /// `1)`
    Bracket,
    /// `(1)`
    Brackets,
    /// `1°`
    Degree,
}

/// What a mark counts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Numerals {
    /// 1, 2, 3.
    Arabic,
    /// a, b, c; after z, aa and bb.
    Small,
    /// A, B, C.
    Capital,
    /// i, ii, iii.
    SmallRoman,
    /// I, II, III.
    CapitalRoman,
    /// aa, bb, cc, from the first on.
    Double,
}

/// A place in a count: the number, and which repeat of it (`bis` is the first, `4A` as well).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Ordinal {
    /// The number.
    pub(crate) number: u32,
    /// Which repeat of it, 0 for none.
    pub(crate) repeat: u32,
}

impl Ordinal {
    /// The first of a list.
    pub(crate) fn is_first(self) -> bool {
        self == Self { number: 1, repeat: 0 }
    }

    /// Whether it comes right after `before`.
    pub(crate) fn follows(self, before: Self) -> bool {
        (self.number == before.number + 1 && self.repeat == 0)
            || (self.number == before.number && self.repeat == before.repeat + 1)
    }
}

/// A mark and all it can mean: `(i)` is the first in Roman numerals or the ninth letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Where it stands in the text, punctuation included.
    pub(crate) range: Range<usize>,
    /// How it is set.
    pub(crate) form: Form,
    /// The number alone, as printed: `3bis`, `iv`.
    pub(crate) number: String,
    /// What it can count as.
    pub(crate) readings: Vec<(Numerals, Ordinal)>,
}

/// The mark that begins at byte `at` of `text`, white space before it aside.
pub(crate) fn parse(text: &str, at: usize) -> Option<Mark> {
    let rest = text.get(at..)?;
    let start = at + rest.len() - rest.trim_start().len();
    let rest = &text[start..];
    let opened = rest.starts_with('(');
    let body = usize::from(opened);
    let token_len = rest[body..].bytes().take_while(u8::is_ascii_alphanumeric).count();
    let token = &rest[body..body + token_len];
    let mut end = body + token_len;
    let mut number = token.to_owned();
    let digits = token.bytes().take_while(u8::is_ascii_digit).count();
    let mut suffix = token[digits..].to_ascii_lowercase();
    if digits > 0 && suffix.is_empty() {
        let gap = rest[end..].bytes().take_while(|&b| b == b' ').count();
        let word: String = rest[end + gap..].chars().take_while(char::is_ascii_lowercase).collect();
        if gap > 0 && REPEATS.contains(&word.as_str()) {
            end += gap + word.len();
            number.push_str(&word);
            suffix = word;
        }
    }
    let readings = if digits > 0 { arabic(&token[..digits], &suffix)? } else { letters(token)? };
    let (form, closing) = closing(&rest[end..], opened)?;
    end += closing;
    if form == Form::Dot && !stands_apart(&rest[end..], digits > 0) {
        return None;
    }
    Some(Mark { range: start..start + end, form, number, readings })
}

fn closing(rest: &str, opened: bool) -> Option<(Form, usize)> {
    // `(1).` and `1).` are brackets too.
    let bracket = |form| (form, if rest.starts_with(").") { 2 } else { 1 });
    match rest.chars().next()? {
        ')' if opened => Some(bracket(Form::Brackets)),
        _ if opened => None,
        ')' => Some(bracket(Form::Bracket)),
        '.' => Some((Form::Dot, 1)),
        '°' | 'º' => Some((Form::Degree, if rest[2..].starts_with('.') { 3 } else { 2 })),
        _ => None,
    }
}

/// Whether what follows a full stop lets it end a mark: white space, or a word glued to it (`1.To maintain`), but not a
/// figure (`1.5`) or an abbreviation (`e.g.`, `U.N.`).
fn stands_apart(after: &str, digits: bool) -> bool {
    let mut chars = after.chars();
    match chars.next() {
        None => true,
        Some(c) if c.is_whitespace() => true,
        Some(c) if c.is_alphabetic() => {
            digits || !chars.next().is_some_and(|n| n == '.' || !n.is_alphabetic())
        }
        Some(c) => matches!(c, '“' | '"' | '‘' | '«' | '„' | '('),
    }
}

fn arabic(digits: &str, suffix: &str) -> Option<Vec<(Numerals, Ordinal)>> {
    let number = digits.parse::<u32>().ok().filter(|_| digits.len() <= 6 && !digits.starts_with('0'))?;
    let repeat = if suffix.is_empty() {
        0
    } else if let Some(i) = REPEATS.iter().position(|r| *r == suffix) {
        u32::try_from(i).ok()? + 1
    } else if suffix.len() == 1 {
        u32::from(suffix.as_bytes()[0] - b'a') + 1
    } else {
        return None;
    };
    Some(vec![(Numerals::Arabic, Ordinal { number, repeat })])
}

fn letters(token: &str) -> Option<Vec<(Numerals, Ordinal)>> {
    let bytes = token.as_bytes();
    let (&first, rest) = bytes.split_first()?;
    let small = first.is_ascii_lowercase();
    if bytes.iter().any(|b| b.is_ascii_lowercase() != small) || bytes.len() > 7 {
        return None;
    }
    let place = u32::from(first.to_ascii_lowercase() - b'a') + 1;
    let count = |number| Ordinal { number, repeat: 0 };
    let mut out = Vec::new();
    match rest {
        [] => out.push((if small { Numerals::Small } else { Numerals::Capital }, count(place))),
        [second] if *second == first && small => {
            out.push((Numerals::Small, count(26 + place)));
            out.push((Numerals::Double, count(place)));
        }
        _ => {}
    }
    if let Some(value) = roman_value(token).filter(|&v| v < 90) {
        out.push((if small { Numerals::SmallRoman } else { Numerals::CapitalRoman }, count(value)));
    }
    (!out.is_empty()).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_in_every_dress() {
        for (text, number, form, words) in [
            ("1. The lights", "1", Form::Dot, " The lights"),
            ("1.To keep", "1", Form::Dot, "To keep"),
            ("a.keeping", "a", Form::Dot, "keeping"),
            ("a)A State", "a", Form::Bracket, "A State"),
            ("(12) Ships", "12", Form::Brackets, " Ships"),
            ("(iv)\tShips", "iv", Form::Brackets, "\tShips"),
            ("(1). Each", "1", Form::Brackets, " Each"),
            ("3 bis. Each", "3bis", Form::Dot, " Each"),
            ("4A. Each", "4A", Form::Dot, " Each"),
            ("2.", "2", Form::Dot, ""),
            ("1° de plus", "1", Form::Degree, " de plus"),
            ("  (b) x", "b", Form::Brackets, " x"),
        ] {
            let mark = parse(text, 0).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((mark.number.as_str(), mark.form), (number, form), "{text}");
            assert_eq!(&text[mark.range.end..], words, "{text}");
        }
    }

    #[test]
    fn figures_and_abbreviations_are_no_marks() {
        for text in
            ["1.5 miles", "e.g. lights", "U.N. bodies", "i.e. now", "(see below)", "the", "", "007. x", "(a"]
        {
            assert_eq!(parse(text, 0), None, "{text}");
        }
    }

    #[test]
    fn a_letter_can_be_a_numeral() {
        let readings = parse("(i) x", 0).unwrap().readings;
        assert_eq!(readings.len(), 2);
        assert_eq!(parse("(aa) x", 0).unwrap().readings[0].1.number, 27);
    }
}
