//! The order in which a text is read: footnotes where they are called, paragraphs counted.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::found::Found;
use crate::scan;

/// A note with more citations than this is no note that a reference back could single a work out of.
const MOST_IN_NOTE: usize = 256;

/// How a text is read.
#[derive(Debug)]
pub(super) struct Reading {
    /// Positions in the list of citations in reading order, where it is not that of the text.
    order: Vec<usize>,
    /// The paragraph of each citation.
    paragraphs: Vec<u32>,
    /// The note that each citation stands in; nothing in a text without notes.
    notes: Vec<Option<u32>>,
    /// The citations of each note, by its number.
    in_note: BTreeMap<u32, Vec<usize>>,
    /// The numbers of all notes, those without a citation included.
    numbers: BTreeSet<u32>,
}

/// A footnote's text.
struct Note {
    number: u32,
    body: Range<usize>,
    /// Where it is called, if that is known.
    call: Option<usize>,
}

impl Reading {
    pub(super) fn new(text: &str, found: &[Found]) -> Self {
        let notes = notes(text);
        let note_of = |at: usize| {
            let i = notes.partition_point(|n| n.body.start <= at).checked_sub(1)?;
            notes.get(i).filter(|n| n.body.contains(&at))
        };
        let mut paragraphs = Vec::with_capacity(found.len());
        let mut keys: Vec<(usize, usize)> = Vec::new();
        let mut own = Vec::new();
        let mut in_note: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        let called = paragraphs_of_calls(text, &notes);
        let (mut paragraph, mut counted) = (0, 0);
        for (i, one) in found.iter().enumerate() {
            let at = one.span.start();
            paragraph += breaks(text.get(counted..at).unwrap_or_default());
            counted = at;
            if notes.is_empty() {
                paragraphs.push(paragraph);
                continue;
            }
            let note = note_of(at);
            let call = note.and_then(|n| n.call).and_then(|call| called.get(&call));
            paragraphs.push(call.copied().unwrap_or(paragraph));
            own.push(note.map(|n| n.number));
            if let Some(note) = note {
                in_note.entry(note.number).or_default().push(i);
            }
            keys.push((note.and_then(|n| n.call).unwrap_or(at), i));
        }
        let leaps = !keys.is_sorted();
        keys.sort_unstable();
        let numbers = notes.iter().map(|n| n.number).collect();
        Self {
            order: if leaps { keys.into_iter().map(|(_, i)| i).collect() } else { Vec::new() },
            paragraphs,
            notes: own,
            in_note,
            numbers,
        }
    }

    /// Whether it is read in another order than that of the text.
    pub(super) fn leaps(&self) -> bool {
        !self.order.is_empty()
    }

    /// The positions of the citations in the text, in reading order.
    pub(super) fn order(&self) -> impl Iterator<Item = usize> {
        let straight = if self.leaps() { 0 } else { self.paragraphs.len() };
        self.order.iter().copied().chain(0..straight)
    }

    /// The paragraph that a citation stands in, counted from 0.
    pub(super) fn paragraph(&self, i: usize) -> u32 {
        self.paragraphs.get(i).copied().unwrap_or_default()
    }

    /// The citations in a note, in the order of the text.
    fn in_note(&self, number: u32) -> &[usize] {
        self.in_note.get(&number).map_or(&[], Vec::as_slice)
    }

    /// The citations that a reference to a note may mean: all in it, or none where they are too many for that.
    pub(super) fn meant_by_note(&self, number: u32) -> &[usize] {
        let all = self.in_note(number);
        if all.len() > MOST_IN_NOTE { &[] } else { all }
    }

    /// Whether there is a note with this number, with or without a citation.
    pub(super) fn has_note(&self, number: u32) -> bool {
        self.numbers.contains(&number)
    }

    /// Whether something stands before the note of the citation at `i` that "ibid." could mean, though it may not have
    /// been recognised.
    pub(super) fn follows(&self, i: usize, last: Option<usize>) -> bool {
        match self.notes.get(i).copied().flatten() {
            Some(number) => number.checked_sub(1).is_some_and(|before| self.has_note(before)),
            None => last.is_some(),
        }
    }

    /// The citation that "ibid." at `i` refers to: the one before it, `last` in reading order, if it stands in the same
    /// note or the one before, or in the same or the preceding paragraph.
    pub(super) fn before(&self, i: usize, last: Option<usize>) -> Option<usize> {
        match self.notes.get(i).copied().flatten() {
            Some(number) => {
                let own = self.in_note(number);
                let at = own.binary_search(&i).ok()?;
                match at.checked_sub(1) {
                    Some(before) => own.get(before).copied(),
                    None => self.in_note(number.checked_sub(1)?).last().copied(),
                }
            }
            None => {
                let last = last?;
                let near = self.paragraph(i).saturating_sub(self.paragraph(last)) <= 1;
                (near && self.notes.get(last).copied().flatten().is_none()).then_some(last)
            }
        }
    }
}

/// The paragraphs in which notes are called, by the places of their calls: what a note cites is as near as its call.
fn paragraphs_of_calls(text: &str, notes: &[Note]) -> BTreeMap<usize, u32> {
    let mut out: BTreeMap<usize, u32> = notes.iter().filter_map(|n| n.call).map(|call| (call, 0)).collect();
    let (mut paragraph, mut counted) = (0, 0);
    for (call, slot) in &mut out {
        paragraph += breaks(text.get(counted..*call).unwrap_or_default());
        (counted, *slot) = (*call, paragraph);
    }
    out
}

/// How many paragraphs end in a stretch of text: runs of line breaks. A single one within a sentence, where the lines of a
/// paragraph are broken at a width, ends none.
fn breaks(text: &str) -> u32 {
    let blank = |b: &u8| matches!(b, b'\n' | b'\r' | b' ' | b'\t');
    let bytes = text.as_bytes();
    let (mut count, mut from) = (0, 0);
    // Found as a character, for which the library looks at many bytes at once.
    while let Some(at) = text.get(from..).and_then(|rest| rest.find('\n')).map(|i| from + i) {
        let (head, rest) = (bytes.get(..at).unwrap_or_default(), bytes.get(at + 1..).unwrap_or_default());
        let gap = rest.iter().take_while(|b| blank(b)).count();
        let (empty, next) = rest.split_at_checked(gap).unwrap_or_default();
        let last = head.iter().rev().find(|b| !blank(b)).copied().unwrap_or(b' ');
        if empty.contains(&b'\n') || !goes_on(last, next) {
            count += 1;
        }
        from = at + 1 + gap;
    }
    count
}

/// Whether a sentence goes on over the end of a line, by the last sign of the line and by the next one, which is no item, no
/// note and no heading.
fn goes_on(last: u8, next: &[u8]) -> bool {
    let number = next.iter().take_while(|b| b.is_ascii_digit()).count();
    let item = match next.get(number) {
        Some(b'.' | b')') if number > 0 => true,
        Some(b'#' | b'>' | b'-' | b'*' | b'+' | b'|' | b'[' | b'(') if number == 0 => true,
        _ => false,
    };
    (last.is_ascii_alphanumeric() || last == b',') && !item
}

/// The footnotes of a text: Markdown's, else numbered lines that count up from 1.
fn notes(text: &str) -> Vec<Note> {
    let markdown = markdown_notes(text);
    if markdown.is_empty() { numbered_lines(text) } else { markdown }
}

fn markdown_notes(text: &str) -> Vec<Note> {
    let mut calls: BTreeMap<&str, usize> = BTreeMap::new();
    let mut out: Vec<(Note, &str)> = Vec::new();
    let mut ordinal = 0;
    for (at, _) in text.match_indices("[^") {
        let rest = text.get(at + 2..).unwrap_or_default();
        let window = rest.as_bytes().iter().take(40).position(|&b| b == b']' || b == b'\n');
        let Some(label) = window.and_then(|n| rest.get(..n)).filter(|l| !l.is_empty()) else { continue };
        let close = at + 2 + label.len() + 1;
        let line_start = at == 0 || text.as_bytes().get(at - 1) == Some(&b'\n');
        if line_start && text.as_bytes().get(close) == Some(&b':') {
            ordinal += 1;
            let number = label.parse().unwrap_or(ordinal);
            let end = note_end(text, close);
            out.push((Note { number, body: close..end, call: None }, label));
        } else {
            calls.entry(label).or_insert(at);
        }
    }
    for (note, label) in &mut out {
        note.call = calls.get(label).copied();
    }
    out.into_iter().map(|(note, _)| note).collect()
}

/// The end of a Markdown footnote: the next line that is neither indented nor a continuation.
fn note_end(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let mut blank = false;
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if at > 0 {
            let indented = line.starts_with([' ', '\t']);
            if line.starts_with("[^") || (blank && !indented && !line.trim().is_empty()) {
                break;
            }
        }
        blank = line.trim().is_empty();
        at += line.len();
    }
    from + at
}

/// Lines that begin with 1, 2, 3 …, at least three in a row: notes at the end of a plain text.
fn numbered_lines(text: &str) -> Vec<Note> {
    let mut out: Vec<Note> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let bytes = line.as_bytes();
        let open = usize::from(bytes.first() == Some(&b'['));
        let end = scan::digits(bytes, open);
        let Some(number) = line.get(open..end).and_then(|n| n.parse::<u32>().ok()) else { continue };
        let marked = matches!(bytes.get(end), Some(b'.' | b']' | b')' | b' ' | b'\t'));
        if !marked || end - open > 4 {
            continue;
        }
        let expected = out.last().map_or(1, |n| n.number + 1);
        if number == 1 && expected != 1 {
            out.clear();
        }
        if number == 1 || number == expected {
            out.push(Note { number, body: start..at, call: None });
        }
    }
    if out.len() >= 3 { out } else { Vec::new() }
}
