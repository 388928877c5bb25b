//! Marks that are lost or buried.

use std::collections::BTreeSet;

use model::{Pinpoint, Segment, SegmentKind, Spans, Topic, roman_value};

use super::reading::{Finding, Reading, Text};
use super::series::{self, Member, Series};

pub(super) const SUMMARY: &str = "paragraphs or points whose mark is lost, or stands inside the words of the one before: \
they cannot be cited by their number here";

pub(super) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let series = series::all(reading.document);
    // The reader may have said so of the mark that stands first.
    let notes = Spans::new(reading.notes.iter().filter(|n| n.topic == Topic::LostMark).map(|n| n.span));
    let said = |s: &Series<'_>| notes.hold(s.members.first().map(Member::place).unwrap_or_default());
    let unsaid = series.iter().filter(|s| !said(s));
    let mut out: Vec<Finding> = unsaid.filter_map(|s| first_without_mark(reading, s)).collect();
    for (i, text) in reading.texts.iter().enumerate() {
        if let Some((at, mark)) = buried(reading, text) {
            let place = reading.node(text).map(|n| n.pinpoint.plain()).unwrap_or_default();
            let message = format!("the mark `{mark}` stands inside the words of {place}");
            out.push(Finding::within(Topic::LostMark, i, at..at + mark.len(), message));
        }
    }
    out
}

/// Paragraphs and points that hold the mark of the next: after them nothing is missing but a mark.
pub(super) fn nodes_with_buried_marks<'r>(reading: &Reading<'r>) -> BTreeSet<&'r Pinpoint> {
    let holds = |t: &&Text<'r>| buried(reading, t).is_some();
    reading.texts.iter().filter(holds).filter_map(|t| Some(&reading.node(t)?.pinpoint)).collect()
}

/// A series that begins with 2 below words that carry no number: those words are its first.
pub(super) fn first_without_mark(reading: &Reading<'_>, series: &Series<'_>) -> Option<Finding> {
    let first = series.members.first().filter(|m| m.value == 2 && !m.inserted)?;
    if !matches!(series.kind, SegmentKind::Paragraph | SegmentKind::Point | SegmentKind::Subpoint) {
        return None;
    }
    let parent = reading.document.node(first.node.parent?)?;
    let words = parent.own.iter().find(|w| w.span.end() <= first.node.span.start())?;
    let place = series.place(1)?.plain();
    let message = format!("the words before {} carry no mark: {place}", first.node.pinpoint.plain());
    Some(Finding::raw(Topic::LostMark, words.span, message))
}

/// A mark inside the words of a paragraph or point that would carry on its count: where, and as written.
fn buried<'r>(reading: &Reading<'r>, text: &Text<'r>) -> Option<(usize, &'r str)> {
    let node = reading.node(text)?;
    let segment = node.pinpoint.last();
    let number = segment.number.as_deref()?;
    let next = match segment.kind {
        SegmentKind::Paragraph => vec![(number.parse::<u32>().ok()? + 1).to_string()],
        SegmentKind::Point | SegmentKind::Subpoint => following(number),
        _ => return None,
    };
    // A count that goes on after this node has its own next member.
    let has_own = |n: &str| {
        let place = Segment::new(segment.kind, n).ok().zip(node.pinpoint.parent()).map(|(s, up)| up.child(s));
        place.is_some_and(|p| reading.places.contains(&p))
    };
    let words: &'r str = &text.words.text;
    next.iter().find_map(|n| {
        let forms = if segment.kind == SegmentKind::Paragraph {
            vec![format!("{n}. "), format!("({n}) ")]
        } else {
            vec![format!("({n}) "), format!("{n}) ")]
        };
        forms.iter().find_map(|form| {
            let at =
                words.match_indices(form.as_str()).map(|(at, _)| at).find(|&at| opens(words, at, form))?;
            (!has_own(n)).then_some((at, words.get(at..at + form.trim_end().len())?))
        })
    })
}

/// The numbers that may follow a point's: the next letter, the next roman numeral.
fn following(number: &str) -> Vec<String> {
    const ROMAN: [&str; 21] = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi",
        "xvii", "xviii", "xix", "xx", "xxi",
    ];
    let mut out = Vec::new();
    if let [letter @ b'a'..=b'y'] = number.as_bytes() {
        out.push(char::from(letter + 1).to_string());
    }
    if let Some(next) = roman_value(number).and_then(|v| ROMAN.get(v as usize)) {
        out.push((*next).to_owned());
    }
    out
}

/// Whether a mark at `at` opens words of its own: after the end of a clause, and before a word. A reference ("in
/// subparagraphs (a) and (b)") does neither.
fn opens(words: &str, at: usize, form: &str) -> bool {
    let before = words[..at].trim_end();
    let before =
        before.strip_suffix("and").or_else(|| before.strip_suffix("or")).unwrap_or(before).trim_end();
    before.ends_with([';', '.', ':']) && words[at + form.len()..].starts_with(char::is_alphabetic)
}
