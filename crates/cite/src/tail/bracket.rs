//! What stands in brackets after a name: years, courts, parties, dates of signature; anything else is an aside.

use super::alias::{aliases, short_title};
use super::docket::coded;
use super::phase::{PHASES, phase};
use super::pin::squares;
use super::{Head, Piece, Tail, inside, page_or_place};
use crate::forms::back;
use crate::forms::series;
use crate::words;

/// Longest bracket that is read for a citation's data.
const WIDEST: usize = 400;

/// A piece in brackets.
pub(super) fn bracket(text: &str, open: usize, head: Head<'_>, out: &mut Tail) -> Option<Piece> {
    let bytes = text.as_bytes();
    if let Some(found) = series::printed(text, open) {
        return Some(Piece { end: page_or_place(text, found, out), printed: true, last: false });
    }
    if head.case
        && out.places.is_none()
        && out.bare.iter().all(|p| p.first().kind == model::SegmentKind::Page)
        && let Some((places, end)) = squares(text, open)
    {
        out.bare = places;
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
    let mut aliases = aliases(text, from, inner);
    if aliases.is_empty() && bytes.get(open) == Some(&b'[') && inner != "GC" {
        aliases.extend(short_title(text, open, from, inner));
    }
    if !aliases.is_empty() {
        out.aliases.extend(aliases);
        return Piece::data(close + 1);
    }
    if names_again(inner, head) {
        return Piece::data(close + 1);
    }
    let free = out.places.is_none() && out.bare.is_empty();
    if let Some(found) = inside(text, from, close, head)
        && (free || found.places.is_none() && found.bare.is_empty())
    {
        if free {
            (out.places, out.bare) = (found.places, found.bare);
        }
        out.codes.extend(found.codes);
        out.printed = out.printed.or(found.printed);
        out.back = out.back.or(found.back);
        return Piece::data(close + 1);
    }
    if !(data(text, from, inner, head) || head.case && party(text, inner, close + 1)) {
        return None;
    }
    // "(App no 1/02)", "(ECtHR, App no 1/02, 5 May 2003)": the number tells which work it is.
    let starts = inner.match_indices(", ").map(|(i, _)| from + i + 2);
    out.codes.extend(std::iter::once(from).chain(starts).take(6).filter_map(|at| coded(text, at)));
    Piece::data(close + 1)
}

/// Whether a bracket holds another name of the work before it: "(European Convention on Human Rights, as amended)".
fn names_again(inner: &str, head: Head<'_>) -> bool {
    let name = inner.strip_suffix("as amended").unwrap_or(inner);
    let name = name.trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != ')');
    let of =
        |entry: &crate::names::Entry| entry.named.iter().chain(&entry.shared).any(|i| head.of.contains(i));
    head.names.exactly(name).is_some_and(of)
}

/// Whether a bracket says who published a book, and when: "(2nd edn, CUP 2017)", "(Am. L. Inst. 1987)".
fn published(text: &str, from: usize, inner: &str) -> bool {
    let Some(year) = inner.len().checked_sub(4).filter(|y| inner.is_char_boundary(*y) && *y <= 80) else {
        return false;
    };
    let word = |w: &str| {
        let w = w.trim_matches(|c: char| !c.is_alphanumeric());
        w.is_empty()
            || words::small(w)
            || w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || matches!(w, "ed" | "eds" | "edn" | "rev" | "edition")
    };
    words::year(text, from + year).is_some() && inner.split_whitespace().all(word)
}

/// Whether a bracket after a party says in which capacity it acts, the data of the case right behind it: "Canada
/// (Minister of Ports), 2002 SCC 1".
fn party(text: &str, inner: &str, after: usize) -> bool {
    let titled = |w: &str| w.starts_with(char::is_uppercase) || words::small(w);
    let rest = text.get(after..).unwrap_or_default().trim_start_matches(['*', '_', ',', ' ']);
    inner.starts_with(char::is_uppercase)
        && inner.split_whitespace().all(titled)
        && rest.starts_with(|c: char| c.is_ascii_digit() || c == '[')
}

/// The bracket that closes the one at `open`.
pub(super) fn closing(bytes: &[u8], open: usize) -> Option<usize> {
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
pub(super) fn data(text: &str, from: usize, inner: &str, head: Head<'_>) -> bool {
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
    if roman
        || PHASES.contains(&lower.trim_end_matches('.'))
        || inner == "GC"
        || head.case && matches!(inner, "en banc" | "per curiam")
    {
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
        return published(text, from, inner);
    }
    // Parties, and court with year: "(Arvonia v. Belmark)", "(ECtHR, 5 May 1995)", "(App no 1/02)".
    let parties = lower.contains(" v. ") || lower.contains(" v ") || inner.contains('/');
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
    phases || sober && (parties || dated || listed)
}
