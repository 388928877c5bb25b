//! Documents of the United Nations: symbols ("A/RES/56/83", "S/PV.4385") and resolutions by number.

use std::ops::Range;

use crate::fold;
use model::Organ;

use crate::names::{Index, Names};
use crate::scan;
use crate::words;

/// The end of the document symbol at `at`: capitals and numbers between slashes, at least one of them a number.
pub(crate) fn symbol(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let class = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'.' | b'-');
    let run = bytes.get(at..)?.iter().take(64).take_while(|b| class(b)).count();
    let raw = text.get(at..at + run)?.trim_end_matches(['.', '-', '/']);
    let first = raw.split('/').next()?;
    let good = raw.contains('/')
        && (1..=8).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_uppercase())
        && raw.bytes().any(|b| b.is_ascii_digit())
        && raw.split('/').skip(1).all(|part| !part.is_empty());
    if !good {
        return None;
    }
    let mut end = at + raw.len();
    // "A/RES/2625 (XXV)", "S/RES/1373 (2001)".
    let open = scan::space(bytes, end);
    if raw.contains("/RES/")
        && let Some(close) = session(text, open)
    {
        end = close;
    }
    Some(end)
}

/// The end of a session or year in brackets at `open`: "(XXV)", "(S-IV)", "(2001)".
fn session(text: &str, open: usize) -> Option<usize> {
    let rest = text.get(open..)?.strip_prefix('(')?;
    let inner = rest.get(..rest.find(')')?)?;
    let roman =
        inner.split('-').all(|part| part == "S" || part == "ES" || model::roman_value(part).is_some());
    let year = words::year(text, open + 1).is_some_and(|end| end == open + 1 + inner.len());
    (!inner.is_empty() && inner.len() <= 9 && (roman || year)).then_some(open + inner.len() + 2)
}

/// A resolution by number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Resolution {
    pub(crate) range: Range<usize>,
    pub(crate) organ: Option<Organ>,
    pub(crate) number: String,
    /// Whether a body issued it that is neither of the organs whose resolutions are known by number.
    pub(crate) foreign: bool,
}

impl Resolution {
    /// What the table has under its number.
    pub(crate) fn listed(&self, names: &Names) -> Vec<Index> {
        if self.foreign { Vec::new() } else { names.numbers().resolution(self.organ, &self.number) }
    }
}

/// The resolution whose word ("Resolution", "Res", "UNSCR") begins at `at`, the organ before it included.
pub(crate) fn resolution(text: &str, at: usize, floor: usize, names: &Names) -> Option<Resolution> {
    let bytes = text.as_bytes();
    let word = fold::word(text, at)?;
    let mut organ = match word.as_bytes() {
        b"unscr" | b"scr" => Some(Organ::Council),
        b"ungar" | b"gar" => Some(Organ::Assembly),
        b"resolution" | b"resolutions" | b"res" => None,
        _ => return None,
    };
    let small = !words::capital(text, at) && organ_before(text, at, floor, names).is_none();
    let mut next = word.end;
    next += usize::from(bytes.get(next) == Some(&b'.'));
    next = scan::space(bytes, next);
    for announce in ["no.", "nos.", "no", "nos", "number"] {
        if text
            .get(next..)
            .is_some_and(|r| r.get(..announce.len()).is_some_and(|w| w.eq_ignore_ascii_case(announce)))
        {
            next = scan::space(bytes, next + announce.len());
            break;
        }
    }
    let (number, mut end) = number(text, next)?;
    let open = scan::space(bytes, end);
    let closed = session(text, open);
    // "his resolution 5 times", but "resolution 1816 (2008)".
    let listed = |organ| names.numbers().resolution(organ, &number).len() == 1;
    let known = number.len() >= 3 && word.as_bytes() == b"resolution" && listed(organ);
    if small && closed.is_none() && !number.contains('/') && !known {
        return None;
    }
    if let Some(close) = closed {
        let year = bytes.get(open + 1).is_some_and(u8::is_ascii_digit);
        organ = organ.or(Some(if year { Organ::Council } else { Organ::Assembly }));
        end = close;
    } else if number.contains('/') {
        organ = organ.or(Some(Organ::Assembly));
    }
    let (mut start, mut foreign) = (at, false);
    if let Some((from, named)) = organ_before(text, at, floor, names) {
        start = from;
        organ = Some(named);
    } else if let Some((from, body)) = words::body_before(text, at, floor, names) {
        // "Human Rights Council resolution 53/4" is no other organ's.
        (start, foreign) = (from, !names.goes_by(body, "UN"));
    }
    Some(Resolution { range: start..end, organ, number, foreign })
}

/// A further number in a list of resolutions after `end`: ", 1371 (2001)", "and 1373".
pub(crate) fn another(text: &str, end: usize) -> Option<(String, Range<usize>)> {
    let bytes = text.as_bytes();
    let mut at = scan::space(bytes, end);
    let comma = bytes.get(at) == Some(&b',');
    if comma {
        at = scan::space(bytes, at + 1);
    }
    match scan::any_word(text, at, &["and", "or"]) {
        Some(stop) => at = scan::space(bytes, stop),
        None if !comma => return None,
        None => {}
    }
    let (number, mut stop) = number(text, at)?;
    if let Some(close) = session(text, scan::space(bytes, stop)) {
        stop = close;
    }
    Some((number, at..stop))
}

/// The number of a resolution at `at` and its end: "2625", "56/83", "377 A", "ES-10/14".
fn number(text: &str, at: usize) -> Option<(String, usize)> {
    let bytes = text.as_bytes();
    let mut at = at;
    let special = scan::any_word(text, at, &["es", "s"]).filter(|e| bytes.get(*e) == Some(&b'-'));
    let prefix = special.and_then(|e| text.get(at..=e)).unwrap_or_default();
    at += prefix.len();
    let mut end = scan::digits(bytes, at);
    if end == at || end - at > 4 {
        return None;
    }
    if bytes.get(end) == Some(&b'/') && scan::digits(bytes, end + 1) > end + 1 {
        end = scan::digits(bytes, end + 1);
    }
    let number = format!("{prefix}{}", text.get(at..end)?);
    // A part: "377 A", "217A".
    let part = scan::space(bytes, end);
    if bytes.get(part).is_some_and(u8::is_ascii_uppercase)
        && !scan::alnum(text, part + 1)
        && bytes.get(scan::space(bytes, part + 1)) == Some(&b'(')
    {
        end = part + 1;
    }
    (!scan::alnum(text, end)).then_some((number, end))
}

/// The organ whose name ends right before `at`: "UNSC", "General Assembly", "G.A.".
fn organ_before(text: &str, at: usize, floor: usize, names: &Names) -> Option<(usize, Organ)> {
    let gap = words::back_over_space(text, at, floor);
    let gap = gap
        - text.get(..gap).map_or(0, |h| {
            if h.ends_with("’s") {
                4
            } else if h.ends_with("'s") {
                2
            } else {
                0
            }
        });
    let mut best = None;
    let mut from = gap;
    for _ in 0..4 {
        let start = words::word_start(text, words::back_over_space(text, from, floor), floor);
        if start >= from {
            break;
        }
        from = start;
        let organ = match text.get(from..gap).unwrap_or_default().replace('.', "").as_str() {
            "SC" => Some(Organ::Council),
            "GA" => Some(Organ::Assembly),
            _ => match names.body_at(text, from) {
                Some((end, body)) if end == gap => names.organ(body),
                _ => None,
            },
        };
        if let Some(organ) = organ {
            best = Some((from, organ));
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    #[test]
    fn symbols_end_where_their_numbers_do() {
        for (text, want) in [
            ("A/RES/56/83.", Some(11)),
            ("S/PV.4385, p. 2", Some(9)),
            ("A/RES/2625 (XXV) of", Some(16)),
            ("S/RES/1373 (2001),", Some(17)),
            ("CCPR/C/21/Rev.1/Add.13", Some(22)),
            ("and/or", None),
            ("A/B", None),
        ] {
            assert_eq!(symbol(text, 0), want, "{text}");
        }
    }

    #[test]
    fn resolutions_know_their_organ() {
        let names = Names::new(samples::catalogue());
        for (text, word, organ, number) in [
            ("UN General Assembly Resolution 9999 (XXV)", "Resolution", Some(Organ::Assembly), "9999"),
            ("G.A. Res. 56/83, U.N.", "Res.", Some(Organ::Assembly), "56/83"),
            ("Security Council resolution 8888 (2031)", "resolution", Some(Organ::Council), "8888"),
            ("UNSCR 8888 says", "UNSCR", Some(Organ::Council), "8888"),
            ("Resolution 8888", "Resolution", None, "8888"),
        ] {
            let found = resolution(text, text.find(word).unwrap(), 0, &names).unwrap();
            assert_eq!((found.organ, found.number.as_str()), (organ, number), "{text}");
        }
        let text = "the Human Rights Committee’s resolution 56/83";
        let found = resolution(text, text.find("resolution").unwrap(), 0, &names).unwrap();
        assert!(found.foreign && found.listed(&names).is_empty());
        assert_eq!(&text[found.range], "Human Rights Committee’s resolution 56/83");
        assert!(resolution("his resolution 5 times", 4, 0, &names).is_none());
    }
}
