//! Dockets and document numbers: "App no 48787/99", "IT-94-1-AR72", "ECLI:EU:C:2008:461".

use std::ops::Range;

use super::Head;
use crate::fold;
use crate::forms::symbol;
use crate::scan;
use crate::words;

/// A document symbol, a docket or an ECLI at `at`: where its number stands.
pub(super) fn coded(text: &str, at: usize) -> Option<Range<usize>> {
    let whole = symbol::symbol(text, at).or_else(|| ecli(text, at)).map(|end| at..end);
    whole.or_else(|| docket(text, at)).or_else(|| register(text, at))
}

/// A docket that tells its court by itself: "IT-94-1-AR72", "C-402/05 P".
pub(super) fn register(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    let known = ["IT-", "ICTY-", "ICTR-", "SCSL-", "STL-", "ICC-", "C-", "T-", "MICT-"]
        .iter()
        .find(|r| rest.starts_with(**r))?;
    rest.as_bytes()
        .get(known.len())
        .is_some_and(u8::is_ascii_digit)
        .then(|| code(text, at).map(|end| at..end))?
}

/// A docket or document number with the word for it: "App no 48787/99", "Case No. IT-94-1-A", "UN Doc A/56/10".
pub(super) fn docket(text: &str, at: usize) -> Option<Range<usize>> {
    const LEADS: [&str; 39] = [
        "itlos",
        "app",
        "appl",
        "application",
        "applications",
        "apps",
        "case",
        "cases",
        "joined",
        "no",
        "nos",
        "communication",
        "comm",
        "report",
        "rep",
        "doc",
        "docs",
        "general",
        "list",
        "series",
        "ser",
        "pca",
        "icsid",
        "un",
        "imo",
        "icao",
        "claim",
        "petition",
        "a",
        "c",
        "and",
        "icc",
        "ltd",
        "oea",
        "reg",
        "award",
        "cm",
        "pub",
        "l",
    ];
    let bytes = text.as_bytes();
    let mut next = at;
    for led in 0..7 {
        let word = fold::word(text, next)?;
        let known = LEADS.iter().any(|l| l.as_bytes() == word.as_bytes());
        let digit = bytes.get(next..).is_some_and(|r| {
            r.iter().take(28).take_while(|b| !b.is_ascii_whitespace() && **b != b',').any(u8::is_ascii_digit)
        });
        let capital = words::capital(text, next) || bytes.get(next).is_some_and(u8::is_ascii_digit);
        if digit && led > 0 && capital {
            return code(text, next).map(|end| next..end);
        }
        if !known
            || (led == 0
                && matches!(word.as_bytes(), b"a" | b"c" | b"l" | b"and" | b"list" | b"general" | b"award"))
        {
            return None;
        }
        next = word.end + usize::from(bytes.get(word.end) == Some(&b'.'));
        next = scan::space(bytes, next);
    }
    None
}

/// The end of the resolution at `at` if it is the one that the work before it was adopted by: "GA Res 3314 (XXIX)".
pub(super) fn resolution(text: &str, at: usize, head: Head<'_>) -> Option<usize> {
    if head.of.is_empty() || !words::capital(text, at) {
        return None;
    }
    let organ = match head.names.body_at(text, at) {
        Some((end, _)) => Some(end),
        None => fold::word(text, at).filter(|w| matches!(w.as_bytes(), b"ga" | b"sc")).map(|w| w.end),
    };
    let word = organ.map_or(at, |end| scan::space(text.as_bytes(), end));
    let found = symbol::resolution(text, word, at, head.names).filter(|r| r.range.start == at)?;
    let of = found.listed(head.names);
    of.iter().any(|i| head.of.contains(i)).then_some(found.range.end)
}

/// The end of a piece of official records at `at`: "UNGAOR", "29th Sess", "Supp No 16".
pub(super) fn record(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let stopped = |end: usize| end + usize::from(bytes.get(end) == Some(&b'.'));
    let digits = scan::digits(bytes, at);
    if digits > at {
        let ordinal = scan::any_word(text, digits, &["st", "nd", "rd", "th", "d"])?;
        let end = scan::any_word(text, scan::space(bytes, ordinal), &["sess", "session", "plen mtg", "mtg"])?;
        return Some(stopped(end));
    }
    let mut word = fold::word(text, at)?;
    if word.as_bytes() == b"un" {
        word = fold::word(text, scan::space(bytes, word.end))?;
    }
    match word.as_bytes() {
        b"ungaor" | b"gaor" | b"unscor" | b"scor" | b"unescor" | b"escor" => Some(word.end),
        b"supp" => {
            let no = scan::word(text, scan::space(bytes, stopped(word.end)), "no")?;
            let number = scan::space(bytes, stopped(no));
            let end = scan::digits(bytes, number);
            (end > number).then(|| end + usize::from(bytes.get(end).is_some_and(u8::is_ascii_uppercase)))
        }
        _ => None,
    }
}

/// The end of words for a part of a publication, which say nothing of the place: "vol 1", "annex", "with commentaries".
pub(super) fn part(text: &str, at: usize, comma: bool) -> Option<usize> {
    let bytes = text.as_bytes();
    if let Some(end) = scan::any_word(text, at, &["vol", "volume"]) {
        let number = scan::space(bytes, end + usize::from(bytes.get(end) == Some(&b'.')));
        let digits = scan::digits(bytes, number);
        let stop = if digits > number { digits } else { scan::letters(bytes, number) };
        let roman = || text.get(number..stop).and_then(model::roman_value).is_some();
        return (stop > number && (digits > number || roman())).then_some(stop);
    }
    if let Some(end) = scan::any_word(
        text,
        at,
        &["with commentaries", "with commentary", "and commentaries", "and commentary"],
    ) {
        return Some(end);
    }
    if !comma {
        return None;
    }
    if let Some(end) = edition(text, at) {
        return Some(end);
    }
    // An annex named alone is the work: the resolution adopted it.
    let end = scan::word(text, at, "annex")?;
    matches!(bytes.get(end), Some(b',' | b')' | b';' | b'.')).then_some(end)
}

/// The end of an edition at `at`, with its year: "2nd edn, 2016", "3d ed. 2001".
fn edition(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let digits = scan::digits(bytes, at);
    let ordinal = scan::any_word(text, digits, &["st", "nd", "rd", "th", "d"]).filter(|_| digits > at)?;
    let noun = scan::any_word(text, scan::space(bytes, ordinal), &["edn", "ed", "edition"])?;
    let noun = noun + usize::from(bytes.get(noun) == Some(&b'.'));
    let next = scan::space(bytes, noun);
    let next = if bytes.get(next) == Some(&b',') { scan::space(bytes, next + 1) } else { next };
    Some(words::year(text, next).unwrap_or(noun))
}

/// Most codes of joined applications that are read as one.
const MOST_CODES: usize = 64;

/// The end of a code such as `48787/99`, `IT-94-1-A`, `C-402/05 P`, and of more of the kind joined to it.
pub(super) fn code(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let (first, mut end) = one_code(text, at)?;
    if !first.contains('/') {
        return Some(end);
    }
    // "25781/94 and 30562/96", "43370/04, 8252/05 and 18454/06"
    for _ in 0..MOST_CODES {
        let next = scan::space(bytes, end);
        let comma = (bytes.get(next) == Some(&b',')).then_some(next + 1);
        let Some(and) = scan::any_word(text, next, &["and", "&"]).or(comma) else { break };
        let more = scan::space(bytes, and);
        let more =
            comma.and_then(|_| scan::word(text, more, "and")).map_or(more, |end| scan::space(bytes, end));
        let numbered =
            bytes.get(more..more + 2).is_some_and(|w| w.iter().any(u8::is_ascii_digit) || w == b"C-");
        match one_code(text, more).filter(|(code, _)| numbered && code.contains('/')) {
            Some((_, stop)) => end = stop,
            None => break,
        }
    }
    Some(end)
}

/// A code at `at` and its end, the letter of an appeal included.
fn one_code(text: &str, at: usize) -> Option<(&str, usize)> {
    let bytes = text.as_bytes();
    let class = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'-' | b'.');
    let run = bytes.get(at..)?.iter().take(48).take_while(|b| class(b)).count();
    let raw = text.get(at..at + run)?.trim_end_matches(['.', '-', '/']);
    let mut end = at + raw.len();
    if bytes.get(end) == Some(&b' ') && bytes.get(end + 1) == Some(&b'P') && !scan::alnum(text, end + 2) {
        end += 2;
    }
    (!raw.is_empty()).then_some((raw, end))
}

/// The docket before the name of a case at `at`: "Joined Cases C-402/05 P and C-415/05 P, ". Its start, and its codes.
pub(crate) fn before(text: &str, at: usize, floor: usize) -> Option<(usize, Range<usize>)> {
    const FARTHEST: usize = 12;
    let bytes = text.as_bytes();
    let (mut from, mut best) = (at, None);
    for _ in 0..FARTHEST {
        let gap = words::back_over_space(text, from, floor);
        let gap = gap - usize::from(gap > floor && bytes.get(gap - 1) == Some(&b','));
        let start = words::word_start(text, gap, floor);
        if start >= from || start < floor {
            break;
        }
        from = start;
        const NOUNS: [&str; 7] =
            ["case", "cases", "joined", "application", "applications", "app", "communication"];
        if !words::capital(text, start) || !words::is_one_of(text, start, &NOUNS) {
            continue;
        }
        if let Some(code) = docket(text, start) {
            let next = scan::space(bytes, code.end);
            let next = if bytes.get(next) == Some(&b',') { scan::space(bytes, next + 1) } else { next };
            if next == at && next > code.end {
                best = Some((start, code));
            }
        }
    }
    best
}

/// `ECLI:EU:C:2008:461`.
pub(crate) fn ecli(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let rest = bytes.get(at..)?;
    if !rest.get(..5)?.eq_ignore_ascii_case(b"ECLI:") {
        return None;
    }
    let run =
        rest.iter().take(64).take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'.')).count();
    let raw = text.get(at..at + run)?.trim_end_matches(['.', ':']);
    (raw.matches(':').count() >= 3).then_some(at + raw.len())
}
