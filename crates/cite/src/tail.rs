//! What follows a name and belongs to its citation: dates, courts, dockets, series, the alias it defines, the place.

mod alias;
mod bracket;
mod docket;
mod phase;
mod pin;

use std::ops::Range;

use model::{Pinpoint, SegmentKind};

use crate::fold;
use crate::forms::back::{self, Back};
use crate::forms::series::{self, Printed};
use crate::names::{Index, Names};
use crate::place::{self, Places};
use crate::scan;
use crate::words;
use bracket::bracket;
pub(crate) use docket::{before as docket_before, ecli};
use docket::{coded, part, record, resolution};
use phase::{dated, phase};
use pin::{at_number, bracket_level, place_at};

/// What was found after a name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tail {
    /// First byte after the citation.
    pub(crate) end: usize,
    /// The places, with words for them.
    pub(crate) places: Option<Places>,
    /// Numbers without a word for them, after a series or "at": a page or, in brackets, paragraphs.
    pub(crate) bare: Vec<Pinpoint>,
    /// Names that the text gives the work.
    pub(crate) aliases: Vec<Range<usize>>,
    /// A reference back beside the name.
    pub(crate) back: Option<Back>,
    /// Numbers of dockets and documents.
    pub(crate) codes: Vec<Range<usize>>,
    /// The place in a series: series, volume or year, page.
    pub(crate) printed: Option<(&'static str, u32, u32)>,
}

/// What kind of name the tail belongs to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Head<'n> {
    /// All names, for the courts among them.
    pub(crate) names: &'n Names,
    /// What the name means, where the table says so: a resolution after it may be the one that adopted it.
    pub(crate) of: &'n [Index],
    /// Whether it is a case: "[195]" is a paragraph, a court may stand in the brackets.
    pub(crate) case: bool,
    /// Whether a number right after the name is a place: "ICCPR 6(1)".
    pub(crate) number: Option<SegmentKind>,
    /// Whether the page of a series stands right before, so that a number is a further page.
    pub(crate) printed: bool,
    /// The year that may follow as part of the title; empty for any.
    pub(crate) year: Option<&'n str>,
}

/// Most pieces of data that one citation has.
const MOST: usize = 12;

/// Reads the tail that begins at `at`, right after a name. `later` tells whether places that end at a position belong
/// to a name after them ("the ICCPR, Article 6 of the ECHR").
pub(crate) fn tail(text: &str, at: usize, head: Head<'_>, later: impl Fn(usize) -> bool) -> Tail {
    let bytes = text.as_bytes();
    let mut out = Tail { end: at, ..Tail::default() };
    let (mut at, mut printed) = (at, head.printed);
    // "the Charter's Article 51"
    let owner = at + fold::possessive(text, at);
    if owner > at && place::designator(text, scan::space(bytes, owner)).is_some_and(|d| !d.weak) {
        at = owner;
    }
    at = past_stop(text, at);
    if let Some(end) = subtitle(text, at).or_else(|| subject(text, at, head)) {
        (at, out.end) = (end, end);
    }
    if head.case {
        at = past_others(text, at);
    }
    for _ in 0..MOST {
        let closed = closing_marks(text, at);
        let spaced = scan::space(bytes, closed);
        let comma = bytes.get(spaced) == Some(&b',');
        let next =
            if comma { skip_marks(text, scan::space(bytes, spaced + 1)) } else { skip_marks(text, spaced) };
        if next >= text.len() {
            break;
        }
        // "Arvonia v. Belmark,[2]" calls a note.
        let glued = comma && next == spaced + 1 && spaced == closed;
        if glued && bytes.get(next) == Some(&b'[') && pin::square(text, next).is_some() {
            break;
        }
        let piece = match bytes.get(next) {
            Some(b'(' | b'[') => bracket(text, next, head, &mut out),
            _ => plain(text, next, head, comma, printed, spaced == closed && !comma, &mut out, &later),
        };
        let Some(piece) = piece else { break };
        printed = piece.printed;
        at = piece.end;
        out.end = piece.end;
        if piece.last {
            break;
        }
    }
    if out.aliases.is_empty() {
        out.aliases.extend(alias::announced(text, out.end));
    }
    out
}

/// Past the full stop that abbreviates the last word of a name, a place behind it: "U.S. Const. art. I".
fn past_stop(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let next = scan::space(bytes, at + 1);
    // "National Bank Ltd., 561 U.S. 247"
    if bytes.get(at) == Some(&b'.') && bytes.get(at + 1) == Some(&b',') {
        return at + 1;
    }
    let led = bytes.get(at) == Some(&b'.') && next > at + 1 && !words::capital(text, next);
    if led && place::designator(text, next).is_some_and(|d| !d.weak) { at + 1 } else { at }
}

/// The end of a subtitle after the name at `at`, in the quotation marks that were opened before the name:
/// "‘General Recommendation No 19: Violence against Women’".
fn subtitle(text: &str, at: usize) -> Option<usize> {
    const NEAR: usize = 200;
    const MARKS: [char; 6] = ['‘', '’', '“', '”', '"', '\''];
    let rest = text.get(at..)?.strip_prefix(": ")?;
    let from = scan::boundary(text, at.saturating_sub(NEAR));
    let line = text.get(from..at)?.rsplit('\n').next()?;
    let close = match line.chars().rev().find(|c| MARKS.contains(c))? {
        '‘' => '’',
        '“' => '”',
        straight @ ('"' | '\'') => straight,
        _ => return None,
    };
    let found =
        rest.char_indices().take(NEAR).take_while(|(_, c)| *c != '\n').find(|(_, c)| MARKS.contains(c));
    found.filter(|(_, c)| *c == close).map(|(i, _)| at + 2 + i)
}

/// The end of the subject of a comment after its number at `at`, up to the bracket with its date: "General Comment No 29: States
/// of Emergency (2001)".
fn subject(text: &str, at: usize, head: Head<'_>) -> Option<usize> {
    const NEAR: usize = 160;
    let comment = |&i: &_| head.names.authority(i).is_some_and(|a| a.kind == model::Kind::Comment);
    let rest = text.get(at..)?.strip_prefix(": ").filter(|_| head.of.iter().any(comment))?;
    let end = rest.char_indices().take(NEAR).find(|(_, c)| matches!(c, '(' | '.' | ';' | ':' | '\n'));
    end.filter(|(_, c)| *c == '(').map(|(i, _)| at + 2 + rest.get(..i).map_or(0, |s| s.trim_end().len()))
}

/// Past "et al." and its kin after the first party of a case.
fn past_others(text: &str, at: usize) -> usize {
    let next = scan::space(text.as_bytes(), at);
    match scan::any_word(text, next, &["et al", "and others", "and other", "et autres"]) {
        Some(end) if next > at => end + usize::from(text.as_bytes().get(end) == Some(&b'.')),
        _ => at,
    }
}

/// The pieces between `from` and `close`, the bracket around them, where they are nothing but the citation's data and
/// place: "([GC], no. 1/02, § 67, ECHR 2010)", "(Merits, Series A, No. 17, p. 47)".
fn inside(text: &str, from: usize, close: usize, head: Head<'_>) -> Option<Tail> {
    let bytes = text.as_bytes();
    let mut out = Tail { end: from, ..Tail::default() };
    let (mut at, mut printed, mut data) = (from, false, false);
    for count in 0..MOST {
        let spaced = scan::space(bytes, at);
        if spaced >= close {
            return (data && spaced == close).then_some(out);
        }
        let comma = bytes.get(spaced) == Some(&b',');
        if !comma && count > 0 && spaced == at {
            return None;
        }
        let next = if comma { scan::space(bytes, spaced + 1) } else { spaced };
        let piece = match bytes.get(next) {
            Some(b'(' | b'[') => bracket(text, next, head, &mut out),
            _ if count > 0 && words::year(text, next).is_some() => {
                words::year(text, next).and_then(Piece::data)
            }
            _ => plain(text, next, head, comma || count == 0, printed, false, &mut out, &|_| false),
        }?;
        data |= out.places.is_none() && out.bare.is_empty();
        (at, printed) = (piece.end, piece.printed);
    }
    None
}

struct Piece {
    end: usize,
    /// A page of a series was just read, so that a number after it is a pinpoint.
    printed: bool,
    last: bool,
}

impl Piece {
    fn data(end: usize) -> Option<Self> {
        Some(Self { end, printed: false, last: false })
    }
}

/// The position after closing quotation marks and emphasis at `at`.
fn closing_marks(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let trimmed = rest.trim_start_matches(['*', '_', '”', '’', '"', '\'']);
    if rest.len() - trimmed.len() <= 6 { at + rest.len() - trimmed.len() } else { at }
}

fn skip_marks(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let trimmed = rest.trim_start_matches(['*', '_']);
    if rest.len() - trimmed.len() <= 3 { at + rest.len() - trimmed.len() } else { at }
}

/// A piece outside brackets.
#[expect(clippy::too_many_arguments, reason = "the state of one loop, used in one place")]
fn plain(
    text: &str,
    at: usize,
    head: Head<'_>,
    comma: bool,
    printed: bool,
    glued: bool,
    out: &mut Tail,
    later: &impl Fn(usize) -> bool,
) -> Option<Piece> {
    let bytes = text.as_bytes();
    let free = out.places.is_none() && out.bare.is_empty();
    if free && let Some(found) = place_at(text, at, comma, later) {
        let end = found.end;
        out.places = Some(found);
        return Piece::data(end);
    }
    // "ibid annex", "1988 Convention (n 3) annex". After the full title of a resolution the annex is the work.
    let again = !comma && (head.of.is_empty() || out.back.is_some());
    if free
        && again
        && let Some(found) = pin::lone_annex(text, at)
    {
        let end = found.end;
        out.places = Some(found);
        return Piece::data(end);
    }
    if glued {
        return None;
    }
    if let Some((found, end)) = back::back(text, at).filter(|(b, _)| !matches!(b, Back::Last)) {
        // "n 12" without "above" needs its brackets.
        if out.back.is_none()
            && (comma || !matches!(found, Back::Note(_)) || bytes.get(at).is_some_and(|b| *b != b'n'))
        {
            out.back = Some(found);
            return Piece::data(end);
        }
    }
    let begins = out.printed.map(|(_, _, page)| page);
    if free
        && (printed || comma || head.case || out.back.is_some())
        && let Some((place, end)) =
            at_number(text, at, printed && comma, begins).or_else(|| noted_page(text, at, comma, out))
    {
        out.bare = vec![place];
        return Piece::data(end);
    }
    if free
        && !comma
        && let Some(begins) = begins
        && let Some((place, end)) = pin::after_year(text, at, begins)
    {
        out.bare = vec![place];
        return Piece::data(end);
    }
    // "[2011] II(2) YBILC": no article II(2).
    let printed_here = series::printed(text, at);
    if free
        && !comma
        && printed_here.is_none()
        && let Some(kind) = head.number
        && let Some(found) = place::numbered(text, at, kind).filter(|p| bracket_level(text, at, p))
    {
        let end = found.end;
        out.places = Some(found);
        return Piece::data(end);
    }
    if free
        && !comma
        && let Some((page, end)) = pin::page_of_book(text, at, head)
    {
        out.bare = vec![page];
        return Piece::data(end);
    }
    if let Some(found) = printed_here {
        return Some(Piece { end: page_or_place(text, found, out), printed: true, last: false });
    }
    if comma && let Some(end) = series::volume(text, at) {
        return Some(Piece { end, printed: true, last: false });
    }
    // "Judgment No. 2, 1924, P.C.I.J.": the year of an old decision.
    if comma
        && head.case
        && let Some(end) = words::year(text, at)
        && bytes.get(end) == Some(&b',')
        && words::capital(text, scan::space(bytes, end + 1))
    {
        return Piece::data(end);
    }
    if let Some(year) = head.year
        && let Some(end) = words::year(text, at)
        && text.get(at..end).is_some_and(|y| y == year || year.is_empty() && !comma)
    {
        return Piece::data(end);
    }
    if let Some(end) = dated(text, at, comma) {
        return Piece::data(end);
    }
    if let Some(end) =
        resolution(text, at, head).or_else(|| record(text, at)).or_else(|| part(text, at, comma))
    {
        return Piece::data(end);
    }
    if comma && let Some(end) = named_again(text, at, head) {
        return Piece::data(end);
    }
    if let Some(code) = coded(text, at) {
        let end = code.end;
        out.codes.push(code);
        return Piece::data(end);
    }
    if comma || text.get(..at).is_some_and(|h| h.trim_end().ends_with([')', ']'])) {
        if let Some(end) = phase(text, at) {
            return Piece::data(end);
        }
        if head.case
            && let Some((end, _)) = head.names.body_at(text, at)
        {
            let next = bytes.get(scan::space(bytes, end));
            if matches!(next, Some(b',' | b';' | b'.' | b')' | b'(')) {
                return Piece::data(end);
            }
        }
    }
    None
}

/// The end of another name of the work after a comma: "NWP 1-14M, The Commander’s Handbook".
fn named_again(text: &str, at: usize, head: Head<'_>) -> Option<usize> {
    let [one] = head.of else { return None };
    let at = scan::word(text, at, "the").map_or(at, |end| scan::space(text.as_bytes(), end));
    let hit = head.names.at(text, at)?;
    (hit.entry.named == [*one]).then_some(hit.end)
}

/// A page right after a reference to a note: "(n 1) 101".
fn noted_page(text: &str, at: usize, comma: bool, out: &Tail) -> Option<(Pinpoint, usize)> {
    if comma || !matches!(out.back, Some(Back::Note(_))) {
        return None;
    }
    let found = at_number(text, at, true, None)?;
    let rest = text.get(found.1..)?;
    let ends = rest.is_empty() || rest.starts_with(['.', ',', ';', ')', '[', '\n']) || rest.starts_with(" [");
    ends.then_some(found)
}

/// A page of a series is where a work begins; a second one is the place. Returns the end.
fn page_or_place(text: &str, found: Printed, out: &mut Tail) -> usize {
    out.end = found.end;
    if let (Some(volume), Some(page)) = (found.volume, found.page) {
        out.printed = out.printed.or(Some((found.series, volume, page)));
    }
    page_range(text, found.end)
}

/// The end of a range of pages whose first ends at `end`: "14, at p. 103" is read by the next round; "14-15" is a range and
/// part of the data.
pub(crate) fn page_range(text: &str, end: usize) -> usize {
    let bytes = text.as_bytes();
    let dash = scan::dash(bytes, end);
    let stop = scan::digits(bytes, end + dash);
    if dash > 0 && stop > end + dash && !scan::alnum(text, stop) { stop } else { end }
}
