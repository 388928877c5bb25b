//! Places after a name: with a word for them, after "at", in square brackets.

use model::{Kind, Pinpoint, Segment, SegmentKind};

use super::Head;
use crate::place::{self, Places};
use crate::scan;
use crate::words;

/// A page may stand so far behind the one where its work begins.
const LONGEST_WORK: u32 = 300;

/// "at 103", "at [195]", or after the page of a series "103-04". `begins` is the page where the work begins, if that
/// was just read.
pub(super) fn at_number(text: &str, at: usize, pin: bool, begins: Option<u32>) -> Option<(Pinpoint, usize)> {
    let bytes = text.as_bytes();
    let next = match scan::word(text, at, "at") {
        Some(end) => scan::space(bytes, end),
        None if pin => at,
        None => return None,
    };
    if let Some(found) = square(text, next) {
        return Some(found);
    }
    let found = place::numbered(text, next, SegmentKind::Page)?;
    let one = found
        .list
        .first()
        .filter(|_| found.list.len() == 1 && bytes.get(next).is_some_and(u8::is_ascii_digit))?;
    // "1986 I.C.J. 14, 27 June 1986" is a date; "3 RIAA 1905, 1965" is a page of the same work.
    let year = words::year(text, next).and_then(|end| text.get(next..end)?.parse::<u32>().ok());
    let further = |page: u32| begins.is_some_and(|from| (from..from + LONGEST_WORK).contains(&page));
    if words::date(text, next).is_some() || (pin && year.is_some_and(|year| !further(year))) {
        return None;
    }
    Some((one.clone(), found.end))
}

/// A page after the year of a report that begins at page `begins`: the last number of "542 US 507 (2004) 519".
pub(super) fn after_year(text: &str, at: usize, begins: u32) -> Option<(Pinpoint, usize)> {
    if !text.get(..at)?.trim_end().ends_with(')') {
        return None;
    }
    let found = at_number(text, at, true, Some(begins))?;
    let rest = text.get(found.1..)?;
    let ends = rest.is_empty() || rest.starts_with(['.', ',', ';', ')', '\n']);
    let page: u32 = text.get(at..scan::digits(text.as_bytes(), at))?.parse().ok()?;
    (ends && (begins..begins + LONGEST_WORK).contains(&page)).then_some(found)
}

/// "[195]", "[195]–[197]": paragraphs in square brackets.
pub(crate) fn square(text: &str, at: usize) -> Option<(Pinpoint, usize)> {
    let bytes = text.as_bytes();
    let number = |at: usize| {
        let end = scan::digits(bytes, at);
        (end > at && end - at <= 4).then(|| text.get(at..end).map(|n| (n, end))).flatten()
    };
    if bytes.get(at) != Some(&b'[') {
        return None;
    }
    let (from, end) = number(at + 1)?;
    let mut segment = Segment::new(SegmentKind::Paragraph, from).ok()?;
    let mut close = end;
    let dash = scan::dash(bytes, end);
    if dash > 0 {
        let (to, stop) = number(end + dash)?;
        segment = segment.to(&place::complete(from, to)).ok()?;
        close = stop;
    }
    if bytes.get(close) != Some(&b']')
        || from.len() == 4 && (from.starts_with("19") || from.starts_with("20"))
    {
        return None;
    }
    close += 1;
    let dash = scan::dash(bytes, close);
    if segment.to.is_none() && dash > 0 && bytes.get(close + dash) == Some(&b'[') {
        let (to, stop) = number(close + dash + 1)?;
        if bytes.get(stop) == Some(&b']') {
            segment = segment.to(to).ok()?;
            close = stop + 1;
        }
    }
    // "[12](https://…" is a link.
    (bytes.get(close) != Some(&b'(')).then(|| (Pinpoint::of(segment), close))
}

/// "[195], [231]": paragraphs in square brackets, one after the other.
pub(super) fn squares(text: &str, at: usize) -> Option<(Vec<Pinpoint>, usize)> {
    let (first, mut end) = square(text, at)?;
    let mut all = vec![first];
    while all.len() < 16 {
        let bytes = text.as_bytes();
        let mut next = scan::space(bytes, end);
        if bytes.get(next) == Some(&b',') {
            next = scan::space(bytes, next + 1);
        }
        if let Some(stop) = scan::any_word(text, next, &["and", "&"]) {
            next = scan::space(bytes, stop);
        }
        let Some((more, stop)) = (next > end).then(|| square(text, next)).flatten() else { break };
        all.push(more);
        end = stop;
    }
    Some((all, end))
}

/// A page between the title of a book and its year: "The Law of Lamps 183 (2013)".
pub(super) fn page_of_book(text: &str, at: usize, head: Head<'_>) -> Option<(Pinpoint, usize)> {
    let [one] = head.of else { return None };
    let book = head.names.authority(*one).is_some_and(|a| {
        matches!(a.kind, Kind::Manual | Kind::Essay) && a.pinpoints.contains(&SegmentKind::Page)
    });
    let digits = text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let found =
        place::numbered(text, at, SegmentKind::Page).filter(|p| book && digits && p.list.len() == 1)?;
    let open = scan::space(text.as_bytes(), found.end);
    let dated = text.as_bytes().get(open) == Some(&b'(') && words::year(text, open + 1).is_some();
    dated.then(|| Some((found.list.first()?.clone(), found.end))).flatten()
}

/// Places at `at` that belong to the name before them.
///
/// "ICCPR art. 7 and art. 33 of the Fog Convention": of places joined by "and" the first are this name's where they touch it, and
/// behind a comma where another one parts them from the rest.
pub(super) fn place_at(text: &str, at: usize, comma: bool, later: &impl Fn(usize) -> bool) -> Option<Places> {
    let at = scan::word(text, at, "at").map_or(at, |end| scan::space(text.as_bytes(), end));
    if let Some(found) = place::commentary(text, at) {
        return (!later(found.end)).then_some(found);
    }
    let designator = place::designator(text, at)?;
    if designator.weak
        && !matches!(designator.kind, SegmentKind::Section | SegmentKind::Paragraph | SegmentKind::Rule)
    {
        return None;
    }
    let found = place::places(text, at)?;
    // "Resolution 5 (1999), paragraph 7 of which": a place of its own.
    if scan::word(text, scan::space(text.as_bytes(), found.end), "of which").is_some() {
        return None;
    }
    if !later(found.end) {
        return Some(found);
    }
    let own = place::one(text, at).filter(|own| own.end < found.end)?;
    let parted = !comma || text.as_bytes().get(own.end) == Some(&b',');
    (parted && !later(own.end)).then_some(own)
}

/// "annex" at the end of a citation: the one annex, without a number, of a work that was cited before.
pub(super) fn lone_annex(text: &str, at: usize) -> Option<Places> {
    let found = place::designator(text, at).filter(|d| d.kind == SegmentKind::Annex && !d.plural)?;
    let rest = text.get(found.end..)?.trim_start_matches([' ', '*', '_']);
    let closes = rest.is_empty() || rest.starts_with(['.', ';', ')', ']', '\n', '\r']);
    let list = vec![Pinpoint::of(Segment::bare(SegmentKind::Annex))];
    closes.then_some(Places { start: at, end: found.end, list, within: None })
}

/// Whether a number after a name goes below the article, so that it cannot be taken for another number.
pub(super) fn bracket_level(text: &str, at: usize, found: &Places) -> bool {
    text.get(at..found.end).is_some_and(|raw| raw.contains('('))
}
