//! The numbers of places: `2`, `2A`, `8 bis`, `VII`, `(c)`, and the ends of ranges.

use model::{Segment, SegmentKind, roman_value};

use crate::scan;

/// Latin suffixes of provisions inserted later.
const INSERTED: [&str; 9] =
    ["bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies"];

/// The number at `at` for a place of `kind`, without brackets: its written form and its end. `None` where there is
/// no number, or where what stands there is more than a number.
pub(crate) fn number(text: &str, at: usize, kind: SegmentKind) -> Option<(String, usize)> {
    let bytes = text.as_bytes();
    let end = scan::digits(bytes, at);
    if end > at {
        return (end - at <= 5).then(|| arabic(text, at, end)).flatten();
    }
    let end = scan::letters(bytes, at);
    let word = text.get(at..end)?;
    if word.is_empty() || word.len() > 7 || scan::alnum(text, end) {
        return None;
    }
    // Scanned prints have a small l for the figure: "paragraph l(b)".
    if kind == SegmentKind::Paragraph && word == "l" && bytes.get(end) == Some(&b'(') {
        return Some(("1".to_owned(), end));
    }
    lettered(word, kind).then(|| inserted(text, end, word.to_owned()))
}

/// Whether `word` counts places of `kind`.
fn lettered(word: &str, kind: SegmentKind) -> bool {
    use SegmentKind as K;
    let upper = word.bytes().all(|b| b.is_ascii_uppercase());
    let roman = roman_value(word).is_some();
    match kind {
        K::Article | K::Chapter | K::Title | K::Rule | K::Principle => upper && roman,
        K::Part | K::Section | K::Division | K::Annex | K::Schedule | K::Table => {
            upper && (roman || word.len() == 1)
        }
        K::Page => roman && !upper,
        K::Point | K::Subpoint => point_like(word),
        _ => false,
    }
}

/// Whether `word` is written like a point: one letter, a letter doubled, a small Roman number.
fn point_like(word: &str) -> bool {
    let bytes = word.as_bytes();
    let lower = bytes.iter().all(u8::is_ascii_lowercase);
    match bytes {
        [_] => true,
        [a, b] if a == b => true,
        _ => lower && word.len() <= 6 && roman_value(word).is_some_and(|v| v < 50),
    }
}

/// Digits from `at` to `end` with whatever belongs to them: `2A`, `8bis`, `7.54`.
fn arabic(text: &str, at: usize, end: usize) -> Option<(String, usize)> {
    let bytes = text.as_bytes();
    let mut out = text.get(at..end)?.to_owned();
    let mut end = end;
    while bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
        let stop = scan::digits(bytes, end + 1);
        if stop - end > 4 || out.len() > 16 {
            return None;
        }
        out.push_str(text.get(end..stop)?);
        end = stop;
    }
    let stop = scan::letters(bytes, end);
    let suffix = text.get(end..stop)?;
    if !suffix.is_empty() {
        let known = INSERTED.iter().any(|s| suffix.eq_ignore_ascii_case(s));
        if suffix.len() != 1 && !known {
            return glued(text, end).then_some((out, end));
        }
        out.push_str(suffix);
        end = stop;
    }
    if scan::alnum(text, end) {
        return None;
    }
    Some(inserted(text, end, out))
}

/// Whether another citation begins right after a number, its space lost: "195and"; no: only a capital letter that
/// starts a word counts ("para. 195The").
fn glued(text: &str, end: usize) -> bool {
    let bytes = text.as_bytes();
    bytes.get(end).is_some_and(u8::is_ascii_uppercase)
        && bytes.get(end + 1).is_some_and(u8::is_ascii_lowercase)
}

/// Adds "bis" and its kin where they stand apart: `8 bis`, `8-bis`, `8 *bis*`.
fn inserted(text: &str, end: usize, mut number: String) -> (String, usize) {
    let bytes = text.as_bytes();
    let mut at = scan::space(bytes, end);
    at += scan::dash(bytes, at);
    let mark = match bytes.get(at) {
        Some(m @ (b'*' | b'_')) => Some(*m),
        _ => None,
    };
    at += usize::from(mark.is_some());
    for suffix in INSERTED {
        if let Some(mut stop) = scan::word(text, at, suffix) {
            stop += usize::from(mark.is_some() && bytes.get(stop) == mark.as_ref());
            number.push_str(suffix);
            return (number, stop);
        }
    }
    (number, end)
}

/// A run of bracketed members, `(a)`, `(1, 2)`, `(a)–(c)`, `(a-c)`: each with the end of its range.
pub(crate) type Members = Vec<(String, Option<String>)>;

/// The bracketed level at `at` (spaces before the bracket are the caller's business), a range to another bracket
/// included.
pub(crate) fn bracketed(text: &str, at: usize) -> Option<(Members, usize)> {
    let (mut members, mut end) = bracket(text, at)?;
    if let [(_, to @ None)] = members.as_mut_slice()
        && let Some(next) = range_sign(text, end)
        && let Some((last, stop)) = bracket(text, next)
        && let [(last, None)] = last.as_slice()
    {
        *to = Some(last.clone());
        end = stop;
    }
    Some((members, end))
}

fn bracket(text: &str, at: usize) -> Option<(Members, usize)> {
    let bytes = text.as_bytes();
    if bytes.get(at) != Some(&b'(') {
        return None;
    }
    let mut at = scan::space(bytes, at + 1);
    let mut members = Members::new();
    loop {
        let (from, end) = member(text, at)?;
        at = scan::space(bytes, end);
        let mut to = None;
        let dash = scan::dash(bytes, at);
        if dash > 0 {
            let (last, end) = member(text, scan::space(bytes, at + dash))?;
            to = Some(complete(&from, &last));
            at = scan::space(bytes, end);
        }
        members.push((from, to));
        match bytes.get(at) {
            Some(b')') => return Some((members, at + 1)),
            Some(b',') if members.len() < 16 => at = scan::space(bytes, at + 1),
            _ => return None,
        }
    }
}

fn member(text: &str, at: usize) -> Option<(String, usize)> {
    let bytes = text.as_bytes();
    let end = scan::digits(bytes, at);
    if end > at {
        return (end - at <= 3).then(|| arabic(text, at, end)).flatten();
    }
    // Italic letters: `(*a*)`.
    let mark = match bytes.get(at) {
        Some(m @ (b'*' | b'_')) => Some(*m),
        _ => None,
    };
    let at = at + usize::from(mark.is_some());
    let end = scan::letters(bytes, at);
    let word = text.get(at..end)?;
    let upper_roman =
        word.len() <= 4 && word.bytes().all(|b| b.is_ascii_uppercase()) && roman_value(word).is_some();
    if word.is_empty() || !(point_like(word) || upper_roman) {
        return None;
    }
    let (number, end) = inserted(text, end, word.to_owned());
    match mark {
        Some(m) if bytes.get(end) == Some(&m) => Some((number, end + 1)),
        Some(_) => None,
        None => Some((number, end)),
    }
}

/// The position after a sign that makes a range: a dash, "to", "through".
pub(crate) fn range_sign(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let spaced = scan::space(bytes, at);
    let dash = scan::dash(bytes, spaced);
    if dash > 0 {
        return Some(scan::space(bytes, spaced + dash));
    }
    if spaced == at {
        return None;
    }
    scan::any_word(text, spaced, &["to", "through"]).map(|end| scan::space(bytes, end))
}

/// The end of a range written short: after `31`, `3` means 33.
pub(crate) fn complete(from: &str, to: &str) -> String {
    let all_digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    if all_digits(from) && all_digits(to) && to.len() < from.len() {
        return format!("{}{to}", &from[..from.len() - to.len()]);
    }
    to.to_owned()
}

/// Whether a range runs forward, as far as its numbers can be compared.
pub(crate) fn forward(from: &str, to: &str) -> bool {
    let value = |t: &str| t.parse::<u32>().ok().or_else(|| roman_value(t));
    match (value(from), value(to)) {
        (Some(a), Some(b)) => a < b,
        _ => from != to,
    }
}

/// The level of `last`, from `lowest` on, that the bracketed `members` count further: "(1) and (2)", "7(1)(a) and (2)(b)",
/// "(g)(i) and (n)(iii)". Of two that fit the deepest one, or the one above it where the members hold a level themselves.
pub(crate) fn level(last: &[Segment], lowest: usize, members: &Members, deeper: bool) -> Option<usize> {
    let digit = |t: &str| t.as_bytes().first().is_some_and(u8::is_ascii_digit);
    let small = |t: &str| roman_value(t).is_some_and(|v| v < 50);
    let alike = |at: usize| {
        let Some((segment, n)) = last.get(at).and_then(|s| Some((s, s.number.as_deref()?))) else {
            return false;
        };
        // Below a lettered point Roman numbers count.
        let roman = segment.kind == SegmentKind::Subpoint && small(n);
        members.iter().all(|(m, _)| digit(m) == digit(n) && (digit(n) || !roman || small(m)))
    };
    let mut fitting = (lowest..last.len()).rev().filter(|at| alike(*at));
    let deepest = fitting.next()?;
    fitting.next().filter(|_| deeper).or(Some(deepest))
}

/// The kind of a bracketed level below `above`: the third level of a treaty is a point whatever its sign.
pub(crate) fn below(above: SegmentKind, sign: &str) -> Option<SegmentKind> {
    use SegmentKind as K;
    let digit = sign.as_bytes().first().is_some_and(u8::is_ascii_digit);
    match above {
        K::Article | K::Rule | K::Principle | K::Section | K::Commentary if digit => Some(K::Paragraph),
        K::Article | K::Rule | K::Principle | K::Section | K::Paragraph => Some(K::Point),
        K::Point | K::Subpoint => Some(K::Subpoint),
        _ => None,
    }
}

/// The segments of a number written with full stops: an article's are its paragraphs (`21.3`), any other number
/// keeps them.
pub(crate) fn segments(kind: SegmentKind, number: &str) -> Option<Vec<Segment>> {
    let Some((main, rest)) = number.split_once('.').filter(|_| kind == SegmentKind::Article) else {
        return Segment::new(kind, number).ok().map(|s| vec![s]);
    };
    let mut out = vec![Segment::new(kind, main).ok()?];
    for part in rest.split('.') {
        let above = out.last().map_or(kind, |s| s.kind);
        out.push(Segment::new(below(above, part)?, part).ok()?);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_make() {
        use SegmentKind as K;
        for (text, kind, want) in [
            ("2 of", K::Article, Some("2")),
            ("2A,", K::Article, Some("2A")),
            ("8 bis of", K::Article, Some("8bis")),
            ("8bis", K::Article, Some("8bis")),
            ("8 *bis*", K::Article, Some("8bis")),
            ("VII.", K::Chapter, Some("VII")),
            ("II(3)", K::Article, Some("II")),
            ("7.54.", K::Paragraph, Some("7.54")),
            ("21st", K::Article, None),
            ("the", K::Article, None),
            ("xiv", K::Page, Some("xiv")),
            ("123456", K::Article, None),
        ] {
            assert_eq!(number(text, 0, kind).map(|n| n.0).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn short_ends_of_ranges_are_completed() {
        assert_eq!(complete("31", "3"), "33");
        assert_eq!(complete("101", "02"), "102");
        assert_eq!(complete("31", "45"), "45");
        assert_eq!(complete("a", "c"), "c");
    }

    #[test]
    fn years_and_words_in_brackets_are_no_points() {
        for no in ["(1986)", "(the)", "(UN)", "(", "(a", "()"] {
            assert!(bracketed(no, 0).is_none(), "{no}");
        }
        assert_eq!(bracketed("(a)–(c) x", 0).unwrap().0, vec![("a".to_owned(), Some("c".to_owned()))]);
    }
}
