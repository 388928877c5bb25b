//! Articles and books that are not in the table: "Jane Keeper, On Fog, 12 Fog L. Rev. 34, 40 (1999)", "Jane Keeper, ‘On Fog’
//! (1999) 12 EJIL 34", "Jane Keeper, On Fog (OUP 1999) 40".

use std::ops::Range;

use crate::place::{self, Places};
use crate::scan;
use crate::words;

use model::SegmentKind;

/// A work as it stands.
#[derive(Debug)]
pub(crate) struct Work {
    /// The author and the title.
    pub(crate) name: Range<usize>,
    /// Where the data of the work end, without the page that is cited.
    pub(crate) end: usize,
    /// The page that is cited.
    pub(crate) page: Option<Places>,
}

/// How far back an author and a title may begin, in bytes.
const LONGEST: usize = 400;

/// Words that the names of periodicals have and titles of works, before a number, have not.
const PERIODICALS: [&str; 27] = [
    "Rev.", "Rev", "Review", "L.", "L.J.", "LJ", "L.Q.", "LQ", "L.Q.R.", "LQR", "Journal", "Yearbook",
    "Y.B.", "YB", "EJIL", "AJIL", "ICLQ", "BYIL", "BYBIL", "LJIL", "JICJ", "IRRC", "JCSL", "GYIL", "NILR",
    "ZaöRV", "RCADI",
];

/// The work whose periodical or publisher is named at byte `at`.
pub(crate) fn work(text: &str, at: usize) -> Option<Work> {
    article(text, at).or_else(|| book(text, at))
}

/// "…, 82 Fog L. Rev. 1620, 1625 (1984)", "…’ (1984) 82 Fog Law Review 1620, 1625".
fn article(text: &str, at: usize) -> Option<Work> {
    const WORDS: usize = 9;
    let bytes = text.as_bytes();
    let floor = floor(text, at, 80);
    let mut from = words::word_start(text, words::word_end(text, at), floor);
    for _ in 0..WORDS {
        let gap = words::back_over_space(text, from, floor);
        if let Some((_, page_end)) = periodical(text, from).filter(|(end, _)| *end > at)
            && let Some((title_end, volume)) = before_volume(text, gap, floor)
        {
            let start = author(text, title_end)?;
            let (end, page) = pages(text, page_end);
            let quoted = text.get(volume..from).is_some_and(|v| v.contains(['(', '[']));
            let (year, dated) = match year(text, end).filter(|_| !quoted) {
                Some(year) => (year, true),
                None => (end, quoted),
            };
            return dated.then_some(Work { name: start..title_end, end: year, page });
        }
        let start = words::word_start(text, gap, floor);
        if start >= from || bytes.get(start).is_some_and(u8::is_ascii_digit) {
            return None;
        }
        from = start;
    }
    None
}

/// The end of the name of a periodical that begins at byte `at`, and of its first page behind it.
fn periodical(text: &str, at: usize) -> Option<(usize, usize)> {
    const WORDS: usize = 12;
    let bytes = text.as_bytes();
    if !words::capital(text, at) {
        return None;
    }
    let (mut from, mut known) = (at, false);
    for _ in 0..WORDS {
        let stop = from + bytes.get(from..)?.iter().take(40).take_while(|b| !b.is_ascii_whitespace()).count();
        let word = text.get(from..stop)?;
        let plain = word.trim_start_matches(['*', '_']).trim_end_matches(['*', '_']);
        if !(words::capital(text, from)
            || words::small(plain)
            || plain == "&"
            || word.starts_with(['*', '_']))
        {
            return None;
        }
        known |= PERIODICALS.contains(&plain);
        let next = scan::space(bytes, stop);
        let digits = scan::digits(bytes, next);
        if known && digits > next && digits - next <= 4 && !scan::alnum(text, digits) {
            return Some((stop, digits));
        }
        if next == stop {
            return None;
        }
        from = next;
    }
    None
}

/// Where the title ends before a volume that ends at byte `gap`, and where what stands between begins: ", 82", "’ (1984) 82",
/// "’ [1984]".
fn before_volume(text: &str, gap: usize, floor: usize) -> Option<(usize, usize)> {
    let head = text.get(floor..gap)?;
    // "25(3)": an issue of the volume.
    let issued = match head.strip_suffix(')').and_then(|h| h.rsplit_once('(')) {
        Some((volume, issue)) if issue.bytes().all(|b| b.is_ascii_digit()) && issue.len() <= 2 => volume,
        _ => head,
    };
    let volume = issued.trim_end_matches(|c: char| c.is_ascii_digit());
    let numbered = (1..=4).contains(&(issued.len() - volume.len()));
    let before = volume.trim_end_matches([' ', '\u{a0}', '\n']);
    let at = floor + before.len();
    if numbered && let Some(title) = before.strip_suffix(',') {
        return Some((floor + title.len(), at));
    }
    let (open, close) = if before.ends_with(']') { ('[', ']') } else { ('(', ')') };
    let inner = before.strip_suffix(close)?;
    let (title, year) = inner.rsplit_once(open)?;
    let title = title.trim_end_matches([' ', '\u{a0}', '\n']);
    let dated = words::year(year, 0) == Some(year.len());
    let quoted = title.ends_with(['’', '\'', '”', '"', '*', '_']);
    (dated && quoted && (numbered || open == '[')).then(|| (floor + title.len(), floor + title.len()))
}

/// The pages behind the first one, which ends at byte `end`: where the data end, and the page that is cited.
fn pages(text: &str, end: usize) -> (usize, Option<Places>) {
    let bytes = text.as_bytes();
    let dash = scan::dash(bytes, end);
    let last = scan::digits(bytes, end + dash);
    let end = if dash > 0 && last > end + dash { last } else { end };
    if bytes.get(end) != Some(&b',') {
        return (end, None);
    }
    let next = scan::space(bytes, end + 1);
    let next = scan::any_word(text, next, &["at", "p", "pp"])
        .map_or(next, |stop| scan::space(bytes, stop + usize::from(bytes.get(stop) == Some(&b'.'))));
    let page = cited_page(text, next);
    (page.as_ref().map_or(end, |p| p.end), page)
}

/// A page without a word for it behind byte `end`; on the next line stands the number of the next note.
pub(crate) fn cited_page(text: &str, end: usize) -> Option<Places> {
    let at = scan::space(text.as_bytes(), end);
    let digit = text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let here = text.get(end..at).is_some_and(|gap| !gap.contains('\n'));
    let found =
        place::numbered(text, at, SegmentKind::Page).filter(|p| digit && here && p.list.len() == 1)?;
    (!scan::alnum(text, found.end) && found.end - at <= 12).then_some(found)
}

/// The end of a year in brackets behind byte `end`.
fn year(text: &str, end: usize) -> Option<usize> {
    let open = scan::space(text.as_bytes(), end);
    let inner = text.get(open..)?.strip_prefix('(')?;
    let inner = inner.get(..inner.bytes().take(24).position(|b| b == b')')?)?;
    let last = inner.rsplit(' ').next()?;
    (words::year(last, 0) == Some(last.len())).then_some(open + inner.len() + 2)
}

/// "Jane Keeper, On Fog (2nd edn, OUP 1999) 40".
fn book(text: &str, at: usize) -> Option<Work> {
    const PUBLISHERS: [&str; 16] = [
        "OUP",
        "CUP",
        "Oxford University Press",
        "Cambridge University Press",
        "Hart",
        "Brill",
        "Springer",
        "Routledge",
        "Martinus Nijhoff",
        "Nijhoff",
        "Edward Elgar",
        "Clarendon Press",
        "Clarendon",
        "Kluwer",
        "Harvard University Press",
        "Intersentia",
    ];
    let bytes = text.as_bytes();
    let publisher = |p: &&&str| text.get(at..at + p.len()) == Some(**p) && !scan::alnum(text, at + p.len());
    let named = at + PUBLISHERS.iter().filter(publisher).map(|p| p.len()).max()?;
    let rest = text.get(named..)?;
    let close = named + rest.bytes().take(40).position(|b| matches!(b, b')' | b'(' | b'\n'))?;
    let dated = text.get(named..close)?.split([' ', ',']).any(|w| words::year(w, 0) == Some(w.len()));
    let floor = floor(text, at, 40);
    let open = floor + text.get(floor..at)?.rfind(['(', ')', '\n'])?;
    if !dated || bytes.get(open) != Some(&b'(') || bytes.get(close) != Some(&b')') {
        return None;
    }
    let title_end = text.get(..open)?.trim_end_matches([' ', '\u{a0}', '\n']).len();
    let start = author(text, title_end)?;
    let page = cited_page(text, close + 1);
    let end = page.as_ref().map_or(close + 1, |p| p.end);
    // The title of a chapter ends before "in" and the editors of its book.
    let whole = text.get(start..title_end)?;
    let chapter =
        ["’ in ", "' in ", "” in ", "\" in "].iter().filter_map(|mark| Some((whole.find(mark)?, mark))).min();
    let name_end = chapter.map_or(title_end, |(i, mark)| start + i + mark.len() - " in ".len());
    Some(Work { name: start..name_end, end, page })
}

/// Where the author's name begins before a title that ends at byte `end`; the title begins behind the author's comma.
fn author(text: &str, end: usize) -> Option<usize> {
    let floor = floor(text, end, LONGEST);
    let head = text.get(floor..end)?;
    // A work does not begin before its line, nor before what another ends with.
    let line = head.rfind('\n').map_or(0, |i| i + 1);
    let item = head.rfind("; ").map_or(0, |i| i + 2);
    let floor = floor + line.max(item);
    let head = text.get(floor..end)?;
    head.match_indices(", ").find_map(|(comma, _)| {
        let title = head.get(comma + 2..)?;
        let capital =
            title.trim_start_matches(['‘', '\'', '“', '"', '*', '_']).starts_with(char::is_uppercase);
        let long = title.contains(char::is_whitespace) || title.starts_with(['‘', '“', '*', '_']);
        if capital && long { person(text, floor + comma, floor) } else { None }
    })
}

/// Where the names of persons begin that end at byte `end`: two capitalised words at least.
pub(crate) fn person(text: &str, end: usize, floor: usize) -> Option<usize> {
    const WORDS: usize = 10;
    let (mut start, mut capitals, mut cursor) = (end, 0, end);
    for _ in 0..WORDS {
        let gap = words::back_over_space(text, cursor, floor);
        let gap = gap - usize::from(text.get(floor..gap).is_some_and(|h| h.ends_with('&')));
        let gap = words::back_over_space(text, gap, floor);
        let from = words::word_start(text, gap, floor);
        let Some(word) = text.get(from..gap).filter(|w| !w.is_empty()) else { break };
        let joins = word == "and" || words::particle(word);
        if joins && capitals > 0 {
            cursor = from;
            continue;
        }
        if !words::capital(text, from) || !words::of_name(word) || words::opener(word) || word == "E.g." {
            break;
        }
        (start, cursor, capitals) = (from, from, capitals + 1);
    }
    let whole = text
        .get(start..end)?
        .split([' ', '\u{a0}'])
        .any(|w| w.chars().filter(|c| c.is_lowercase()).count() > 1);
    (capitals >= 2 && whole).then_some(start)
}

/// So many bytes before `at`, at a boundary.
fn floor(text: &str, at: usize, most: usize) -> usize {
    scan::boundary(text, at.saturating_sub(most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn works_of_every_style() {
        for (text, mark, name, rest, page) in [
            (
                "7. See Jane Keeper, The Right to Fog, 82 Fog L. Rev. 1620 (1984); it",
                "L. Rev.",
                "Jane Keeper, The Right to Fog",
                "; it",
                None,
            ),
            (
                "R.Y. Lamp & Anna van Keeper, Fog and Self-Defence, 24 Eur. J. Int’l L. 235, 240 (Feb. 2013).",
                "Int’l L.",
                "R.Y. Lamp & Anna van Keeper, Fog and Self-Defence",
                ".",
                Some("p-240"),
            ),
            (
                "cf Jane Keeper, ‘On Fog’ (2012) 25(2) EJIL 163, 170.",
                "EJIL",
                "Jane Keeper, ‘On Fog’",
                ".",
                Some("p-170"),
            ),
            (
                "Jane Keeper, 'On Fog' [2010] Fog Law Review 12.",
                "Law Review",
                "Jane Keeper, 'On Fog'",
                ".",
                None,
            ),
            (
                "Jane Keeper, *Fog and Law* (2nd edn, OUP 2017) 45.",
                "OUP",
                "Jane Keeper, *Fog and Law*",
                ".",
                Some("p-45"),
            ),
            (
                "Jane Keeper, ‘Lamps’ in Tom Lamp (ed), Fog (Oxford University Press, 2014) 100",
                "Oxford University Press",
                "Jane Keeper, ‘Lamps’",
                "",
                Some("p-100"),
            ),
        ] {
            let found = work(text, text.find(mark).unwrap()).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((&text[found.name], &text[found.end..]), (name, rest), "{text}");
            assert_eq!(found.page.map(|p| p.list[0].to_string()).as_deref(), page, "{text}");
        }
        for (text, mark) in [
            ("In 2014 the Fog Law Review 12 times said", "Law Review"),
            ("He read 3 Fog L. Rev. 5 there", "L. Rev."),
            ("the firm (OUP 2012)", "OUP"),
        ] {
            assert!(work(text, text.find(mark).unwrap()).is_none(), "{text}");
        }
    }
}
