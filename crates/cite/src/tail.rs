//! What follows a name and belongs to its citation: dates, courts, dockets, series, the alias it defines, the place.

use std::ops::Range;

use model::{Pinpoint, Segment, SegmentKind};

use crate::fold;
use crate::forms::back::{self, Back};
use crate::forms::series::{self, Printed};
use crate::forms::symbol;
use crate::names::Names;
use crate::place::{self, Places};
use crate::scan;
use crate::words;

/// What was found after a name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tail {
    /// First byte after the citation.
    pub(crate) end: usize,
    /// The places, with words for them.
    pub(crate) places: Option<Places>,
    /// A number without a word for it, after a series or "at": a page or, in brackets, a paragraph.
    pub(crate) bare: Option<Pinpoint>,
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
    /// Whether it is a case: "[195]" is a paragraph, a court may stand in the brackets.
    pub(crate) case: bool,
    /// Whether a number right after the name is a place: "ICCPR 6(1)".
    pub(crate) number: Option<SegmentKind>,
}

/// Longest bracket that is read for a citation's data.
const WIDEST: usize = 400;
/// Most pieces of data that one citation has.
const MOST: usize = 12;

/// Reads the tail that begins at `at`, right after a name. `later` tells whether places that end at a position belong
/// to a name after them ("the ICCPR, Article 6 of the ECHR").
pub(crate) fn tail(text: &str, at: usize, head: Head<'_>, later: impl Fn(usize) -> bool) -> Tail {
    let bytes = text.as_bytes();
    let mut out = Tail { end: at, ..Tail::default() };
    let (mut at, mut printed) = (at, false);
    for _ in 0..MOST {
        let closed = closing_marks(text, at);
        let spaced = scan::space(bytes, closed);
        let comma = bytes.get(spaced) == Some(&b',');
        let next =
            if comma { skip_marks(text, scan::space(bytes, spaced + 1)) } else { skip_marks(text, spaced) };
        if next >= text.len() {
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
    out
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
    let trimmed = rest.trim_start_matches(['*', '_', '”', '’', '"']);
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
    let free = out.places.is_none() && out.bare.is_none();
    if free && let Some(found) = place_at(text, at, later) {
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
    if free
        && (printed || comma || head.case || out.back.is_some())
        && let Some((place, end)) = at_number(text, at, printed && comma)
    {
        out.bare = Some(place);
        return Piece::data(end);
    }
    if free
        && !comma
        && let Some(kind) = head.number
        && let Some(found) = place::numbered(text, at, kind).filter(|p| bracket_level(text, at, p))
    {
        let end = found.end;
        out.places = Some(found);
        return Piece::data(end);
    }
    if let Some(found) = series::printed(text, at) {
        return Some(Piece { end: page_or_place(text, found, out), printed: true, last: false });
    }
    if let Some(end) = dated(text, at, comma) {
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

/// Whether a number after a name goes below the article, so that it cannot be taken for another number.
fn bracket_level(text: &str, at: usize, found: &Places) -> bool {
    text.get(at..found.end).is_some_and(|raw| raw.contains('('))
}

/// Places at `at` that belong to the name before them.
fn place_at(text: &str, at: usize, later: &impl Fn(usize) -> bool) -> Option<Places> {
    let at = scan::word(text, at, "at").map_or(at, |end| scan::space(text.as_bytes(), end));
    let designator = place::designator(text, at)?;
    if designator.weak && !matches!(designator.kind, SegmentKind::Section | SegmentKind::Paragraph) {
        return None;
    }
    let found = place::places(text, at)?;
    (!later(found.end)).then_some(found)
}

/// "at 103", "at [195]", or after the page of a series "103-04".
fn at_number(text: &str, at: usize, pin: bool) -> Option<(Pinpoint, usize)> {
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
    // "1986 I.C.J. 14, 27 June 1986" is a date.
    if words::date(text, next).is_some() || (pin && words::year(text, next).is_some()) {
        return None;
    }
    Some((one.clone(), found.end))
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
    if bytes.get(close) != Some(&b']') || from.len() == 4 {
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

/// A page of a series is where a work begins; a second one is the place. Returns the end.
fn page_or_place(text: &str, found: Printed, out: &mut Tail) -> usize {
    let bytes = text.as_bytes();
    // "14, at p. 103" is read by the next round; "14-15" is a range of pages and part of the data.
    let dash = scan::dash(bytes, found.end);
    let stop = scan::digits(bytes, found.end + dash);
    out.end = found.end;
    if let (Some(volume), Some(page)) = (found.volume, found.page) {
        out.printed = out.printed.or(Some((found.series, volume, page)));
    }
    if dash > 0 && stop > found.end + dash && !scan::alnum(text, stop) { stop } else { found.end }
}

/// A date, with "of" or after a comma.
fn dated(text: &str, at: usize, comma: bool) -> Option<usize> {
    let from = match scan::any_word(text, at, &["of", "done at", "signed"]) {
        Some(end) => scan::space(text.as_bytes(), end),
        None if comma => at,
        None => return None,
    };
    words::date(text, from)
}

const PHASES: [&str; 37] = [
    "judgment",
    "judgement",
    "merits",
    "jurisdiction",
    "admissibility",
    "preliminary objections",
    "preliminary objection",
    "advisory opinion",
    "order",
    "award",
    "decision",
    "opinion",
    "provisional measures",
    "reparations",
    "reparation",
    "compensation",
    "just satisfaction",
    "sentencing judgment",
    "trial judgment",
    "appeals judgment",
    "appeal judgment",
    "opinion and judgment",
    "judgment and sentence",
    "views",
    "request for advisory opinion",
    "grand chamber",
    "trial chamber",
    "appeals chamber",
    "dec",
    "admissibility decision",
    "interlocutory appeal",
    "appeals chamber judgment",
    "trial chamber judgment",
    "appeals chamber decision",
    "trial chamber decision",
    "first phase",
    "second phase",
];

/// The stage or kind of a decision, with its date: "Judgment of 27 June 1986", "Merits", "Trial Chamber II".
fn phase(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    if !words::capital(text, at) {
        return None;
    }
    let mut end = PHASES.iter().filter_map(|p| scan::word(text, at, p)).max()?;
    for _ in 0..4 {
        let next = scan::space(bytes, end);
        if let Some(stop) = dated(text, next, false) {
            return Some(stop);
        }
        let stop = scan::letters(bytes, next);
        if text.get(next..stop).is_some_and(|w| model::roman_value(w).is_some() && w != "I") {
            end = stop;
            continue;
        }
        let Some(and) = scan::any_word(text, next, &["and", "on", "on the", "&"]) else { break };
        let next = scan::space(bytes, and);
        let next = scan::word(text, next, "the").map_or(next, |e| scan::space(bytes, e));
        let Some(stop) = PHASES.iter().filter_map(|p| scan::word(text, next, p)).max() else { break };
        end = stop;
    }
    // "Order" and "Opinion" begin sentences about other things unless something of a citation follows.
    let next = scan::space(bytes, end);
    let ends = matches!(
        bytes.get(next),
        None | Some(b',' | b';' | b'.' | b')' | b'(' | b'[' | b'\n' | b'*' | b'_' | b':')
    );
    ends.then_some(end)
}

/// A document symbol, a docket or an ECLI at `at`: where its number stands.
fn coded(text: &str, at: usize) -> Option<Range<usize>> {
    let whole = symbol::symbol(text, at).or_else(|| ecli(text, at)).map(|end| at..end);
    whole.or_else(|| docket(text, at)).or_else(|| register(text, at))
}

/// A docket that tells its court by itself: "IT-94-1-AR72", "C-402/05 P".
fn register(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    let known = ["IT-", "ICTR-", "SCSL-", "STL-", "ICC-", "C-", "T-", "MICT-"]
        .iter()
        .find(|r| rest.starts_with(**r))?;
    rest.as_bytes()
        .get(known.len())
        .is_some_and(u8::is_ascii_digit)
        .then(|| code(text, at).map(|end| at..end))?
}

/// A docket or document number with the word for it: "App no 48787/99", "Case No. IT-94-1-A", "UN Doc A/56/10".
fn docket(text: &str, at: usize) -> Option<Range<usize>> {
    const LEADS: [&str; 34] = [
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
    ];
    let bytes = text.as_bytes();
    let mut next = at;
    let mut led = 0;
    for _ in 0..7 {
        let Some(word) = fold::word(text, next) else { return None };
        let known = LEADS.iter().any(|l| l.as_bytes() == word.as_bytes());
        let digit = bytes.get(next..).is_some_and(|r| {
            r.iter().take(28).take_while(|b| !b.is_ascii_whitespace() && **b != b',').any(u8::is_ascii_digit)
        });
        let capital = words::capital(text, next) || bytes.get(next).is_some_and(u8::is_ascii_digit);
        if digit && led > 0 && capital {
            return code(text, next).map(|end| next..end);
        }
        if !known
            || (led == 0 && matches!(word.as_bytes(), b"a" | b"c" | b"and" | b"list" | b"general" | b"award"))
        {
            return None;
        }
        led += 1;
        next = word.end + usize::from(bytes.get(word.end) == Some(&b'.'));
        next = scan::space(bytes, next);
    }
    None
}

/// The end of a code such as `48787/99`, `IT-94-1-A`, `C-402/05 P`.
fn code(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let class = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'-' | b'.');
    let run = bytes.get(at..)?.iter().take(48).take_while(|b| class(b)).count();
    let raw = text.get(at..at + run)?.trim_end_matches(['.', '-', '/']);
    let mut end = at + raw.len();
    if bytes.get(end) == Some(&b' ') && bytes.get(end + 1) == Some(&b'P') && !scan::alnum(text, end + 2) {
        end += 2;
    }
    // "25781/94 and 30562/96": more numbers of the same.
    let next = scan::space(bytes, end);
    if let Some(and) = scan::any_word(text, next, &["and", "&"]) {
        let more = scan::space(bytes, and);
        let numbered =
            bytes.get(more..more + 2).is_some_and(|w| w.iter().any(u8::is_ascii_digit) || w == b"C-");
        if numbered
            && let Some(stop) =
                code(text, more).filter(|s| text.get(more..*s).is_some_and(|c| c.contains('/')))
        {
            end = stop;
        }
    }
    (!raw.is_empty()).then_some(end)
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

/// A piece in brackets.
fn bracket(text: &str, open: usize, head: Head<'_>, out: &mut Tail) -> Option<Piece> {
    let bytes = text.as_bytes();
    if let Some(found) = series::printed(text, open) {
        return Some(Piece { end: page_or_place(text, found, out), printed: true, last: false });
    }
    if head.case
        && out.places.is_none()
        && out.bare.is_none()
        && let Some((place, end)) = square(text, open)
    {
        out.bare = Some(place);
        return Piece::data(end);
    }
    let close = closing(bytes, open)?;
    let inner = text.get(open + 1..close)?.trim();
    let from = open + 1 + text.get(open + 1..close)?.find(inner)?;
    // "[text](address)" is a link.
    if bytes.get(open) == Some(&b'[') && bytes.get(close + 1) == Some(&b'(') {
        return None;
    }
    if let Some((found, _)) = back::back(text, from).filter(|(_, end)| *end == from + inner.len()) {
        out.back = Some(found);
        return Piece::data(close + 1);
    }
    let aliases = aliases(text, from, inner);
    if !aliases.is_empty() {
        out.aliases.extend(aliases);
        return Piece::data(close + 1);
    }
    if !data(text, from, inner, head) {
        return None;
    }
    // "(App no 1/02)", "(ECtHR, App no 1/02, 5 May 2003)": the number tells which work it is.
    let starts = inner.match_indices(", ").map(|(i, _)| from + i + 2);
    out.codes.extend(std::iter::once(from).chain(starts).take(6).filter_map(|at| coded(text, at)));
    Piece::data(close + 1)
}

/// The bracket that closes the one at `open`.
fn closing(bytes: &[u8], open: usize) -> Option<usize> {
    let (from, to) = if bytes.get(open) == Some(&b'(') { (b'(', b')') } else { (b'[', b']') };
    let mut depth = 0usize;
    for (i, &b) in bytes.get(open..)?.iter().take(WIDEST).enumerate() {
        if b == from {
            depth += 1;
        } else if b == to {
            depth -= 1;
            if depth == 0 {
                return Some(open + i);
            }
        } else if b == b'\n' && bytes.get(open + i + 1) == Some(&b'\n') {
            return None;
        }
    }
    None
}

/// Whether the words in a bracket are data of the citation before it and no aside.
fn data(text: &str, from: usize, inner: &str, head: Head<'_>) -> bool {
    if inner.is_empty() {
        return false;
    }
    let lower = inner.to_lowercase();
    let says = [
        "entered into force",
        "entry into force",
        "adopted",
        "opened for signature",
        "signed",
        "as amended",
        "accession by",
        "open for signature",
    ];
    if says.iter().any(|s| lower.starts_with(s) || (lower.contains(s) && words::date(text, from).is_some())) {
        return true;
    }
    let whole = |end: Option<usize>| end == Some(from + inner.len());
    if whole(words::date(text, from))
        || whole(words::year(text, from))
        || whole(phase(text, from))
        || whole(coded(text, from).map(|c| c.end))
    {
        return true;
    }
    let roman = inner.len() <= 8 && model::roman_value(inner).is_some() && words::capital(text, from);
    if roman || PHASES.contains(&lower.as_str()) || inner == "GC" {
        return true;
    }
    // "(June 27)"
    if let Some(end) = words::month(text, from)
        && inner.len() <= 10
        && inner.get(end - from..).is_some_and(|rest| rest.trim().bytes().all(|b| b.is_ascii_digit()))
    {
        return true;
    }
    if !head.case {
        return false;
    }
    // Parties, and court with year: "(Arvonia v. Belmark)", "(ECtHR, 5 May 1995)", "(App no 1/02)".
    let parties = lower.contains(" v. ") || lower.contains(" v ");
    let dated = inner.len() >= 4 && inner.len() <= 90 && words::year(text, from + inner.len() - 4).is_some();
    let sober = inner.split_whitespace().all(|w| {
        let w = w.trim_matches(|c: char| !c.is_alphanumeric());
        w.is_empty()
            || words::small(w)
            || w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || w == "former"
            || matches!(w, "v" | "vs")
            || w == "no"
            || w == "nos"
    });
    let phases = inner
        .split([',', '&'])
        .flat_map(|p| p.split(" and "))
        .all(|p| PHASES.contains(&p.trim().to_lowercase().as_str()));
    let listed = inner.split(',').next().is_some_and(|first| {
        head.names.body_at(text, from).is_some_and(|(end, _)| end == from + first.len())
    });
    (parties && sober) || (dated && sober) || phases || (listed && sober)
}

/// The names that a bracket gives the work before it.
fn aliases(text: &str, from: usize, inner: &str) -> Vec<Range<usize>> {
    let mut at = from;
    let end = from + inner.len();
    let mut announced = false;
    let lead = [
        "hereinafter referred to as",
        "hereafter referred to as",
        "hereinafter called",
        "hereinafter",
        "hereafter",
        "henceforth",
        "referred to as",
        "or",
    ];
    for word in lead {
        if let Some(stop) = scan::word(text, at, word) {
            at = scan::space(text.as_bytes(), stop + usize::from(text.as_bytes().get(stop) == Some(&b',')));
            announced = true;
            break;
        }
    }
    let mut out = Vec::new();
    let rest = text.get(at..end).unwrap_or_default();
    for part in rest.split(" or ") {
        let start = at + (part.as_ptr() as usize - rest.as_ptr() as usize);
        let Some(name) = alias(text, start..start + part.len(), announced) else { return Vec::new() };
        out.push(name);
    }
    out
}

/// One alias: quoted, announced, an abbreviation, or a short title of its own.
fn alias(text: &str, range: Range<usize>, announced: bool) -> Option<Range<usize>> {
    let marks: &[char] = &['“', '”', '‘', '’', '"', '\'', '*', '_', ' ', ','];
    let raw = text.get(range.clone())?;
    let mut name = raw.trim_matches(marks);
    let mut quoted = raw.trim().starts_with(['“', '‘', '"', '\'']);
    for article in ["the ", "The "] {
        name = name.strip_prefix(article).unwrap_or(name);
    }
    quoted |= name.starts_with(['“', '‘', '"', '\'']);
    name = name.trim_matches(marks);
    let start = range.start + raw.find(name)?;
    let words = name.split_whitespace().count();
    let abbreviation = words <= 2
        && (2..=14).contains(&name.len())
        && name.chars().filter(|c| c.is_uppercase()).count() >= 2
        && name.chars().all(|c| {
            c.is_uppercase() || c.is_ascii_digit() || matches!(c, ' ' | '-' | '.' | '/' | 's' | 'o' | 'a')
        })
        && model::roman_value(name).is_none()
        && !matches!(name, "GC" | "ICJ" | "UN" | "US");
    let titled = words <= 5
        && name
            .split(|c: char| !c.is_alphanumeric())
            .any(|w| crate::forms::treaty::HEADS.contains(&w.to_lowercase().as_str()))
        && name.starts_with(char::is_uppercase)
        && name
            .split_whitespace()
            .all(|w| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || words::small(w));
    let good = (announced || quoted)
        && words <= 8
        && name.len() >= 2
        && name.starts_with(|c: char| c.is_alphanumeric());
    (good || abbreviation || titled).then(|| start..start + name.len())
}
