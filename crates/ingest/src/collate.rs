//! Two prints of one text, word by word.

use std::collections::HashMap;
use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput, Interner, Token as Id};
use model::{Document, NodeIx, Pinpoint, SegmentKind, Span, Words};

use crate::lint::locate::locate;

/// A print: a document and the file that it was read from.
#[derive(Clone, Copy, Debug)]
pub struct Print<'p> {
    /// The text.
    pub document: &'p Document,
    /// The file as it lies on disk.
    pub raw: &'p str,
}

/// How two prints of one text differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collation {
    /// How many places both prints have.
    pub compared: usize,
    /// The differences, in the order of the first print.
    pub differences: Vec<Difference>,
    /// Places that only one of them has, those of the first print first.
    pub alone: Vec<Alone>,
}

/// Words that differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The article, or the preamble, in the numerals of the first print.
    pub place: Pinpoint,
    /// The words before, the same in both, as the first print has them; empty at the beginning of the article.
    pub before: String,
    /// What the first print has.
    pub a: Variant,
    /// What the second print has.
    pub b: Variant,
    /// The words after, the same in both, as the first print has them; empty at the end of the article.
    pub after: String,
}

/// What one print has where the other differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// The words as printed; empty where this print has nothing.
    pub words: String,
    /// Where, in bytes of the raw file; where there are no words, the point at which they would stand.
    pub span: Span,
}

/// A place that one print has and the other has not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alone {
    /// The article, annex or preamble.
    pub place: Pinpoint,
    /// Whether it is the first print that has it.
    pub in_first: bool,
}

/// How many words of context stand on either side of a difference.
const CONTEXT: usize = 2;

/// Up to this many pairs of words the shortest list of differences is sought, beyond it a short one.
const EXACT: usize = 100_000_000;

/// Compares two prints article by article: preambles, articles (rules, principles) and annexes are matched by their
/// places, whatever the numerals, and their words aligned. Marks and headings are not compared, nor are punctuation,
/// white space, quotation marks and letter case; hyphens are: "co-operation" and "cooperation" differ.
pub fn collate(a: &Print<'_>, b: &Print<'_>) -> Collation {
    let (units_a, units_b) = (units(a.document), units(b.document));
    let mut at_b: HashMap<String, usize> = HashMap::new();
    for (i, unit) in units_b.iter().enumerate() {
        at_b.entry(key(&unit.place)).or_insert(i);
    }
    let mut out = Collation::default();
    let mut met = vec![false; units_b.len()];
    for unit in &units_a {
        match at_b.get(&key(&unit.place)).filter(|&&i| !met[i]) {
            Some(&i) => {
                met[i] = true;
                out.compared += 1;
                out.differences.extend(compare(a, unit, b, &units_b[i]));
            }
            None => out.alone.push(Alone { place: unit.place.clone(), in_first: true }),
        }
    }
    let rest = units_b.into_iter().zip(met).filter(|(_, met)| !met);
    out.alone.extend(rest.map(|(unit, _)| Alone { place: unit.place, in_first: false }));
    out
}

/// What is compared as a whole: the words of an article, with everything below it.
struct Unit<'d> {
    place: Pinpoint,
    words: Vec<&'d Words>,
}

/// A place in digits, so that `art-IV` and `art-4` meet.
fn key(place: &Pinpoint) -> String {
    let number = |text: &str| match model::roman_value(text) {
        Some(value) if text.bytes().all(|b| b.is_ascii_uppercase()) => value.to_string(),
        _ => text.to_lowercase(),
    };
    let segment = |s: &model::Segment| {
        format!("{}-{}", s.kind.slug(), s.number.as_deref().map(number).unwrap_or_default())
    };
    place.segments().iter().map(segment).collect::<Vec<_>>().join("/")
}

/// The units of a document in the order of the file, each with its words in that order.
fn units(document: &Document) -> Vec<Unit<'_>> {
    let mut out: Vec<Unit<'_>> = Vec::new();
    let mut unit_of: Vec<Option<usize>> = Vec::with_capacity(document.nodes.len());
    for node in &document.nodes {
        let above = node.parent.and_then(|NodeIx(up)| unit_of.get(up).copied().flatten());
        let opens = is_unit(node.pinpoint.last().kind) || (above.is_none() && node.is_passage());
        let unit = if opens {
            out.push(Unit { place: node.pinpoint.clone(), words: Vec::new() });
            Some(out.len() - 1)
        } else {
            above
        };
        if let Some(unit) = unit.and_then(|i| out.get_mut(i)) {
            unit.words.extend(&node.own);
        }
        unit_of.push(unit);
    }
    for unit in &mut out {
        unit.words.sort_by_key(|w| w.span);
    }
    out.retain(|u| !u.words.is_empty());
    out
}

const fn is_unit(kind: SegmentKind) -> bool {
    matches!(kind, SegmentKind::Article | SegmentKind::Rule | SegmentKind::Principle | SegmentKind::Preamble)
}

/// A word and where it stands among the words of its unit.
struct Word<'d> {
    text: &'d str,
    /// Which of the unit's words it is in.
    part: usize,
    range: Range<usize>,
}

fn words_of<'d>(unit: &Unit<'d>) -> Vec<Word<'d>> {
    let mut out = Vec::new();
    for (part, words) in unit.words.iter().enumerate() {
        let ranges = split(&words.text).into_iter();
        out.extend(ranges.map(|range| Word { text: &words.text[range.clone()], part, range }));
    }
    out
}

/// The ranges of the words of a text: runs of letters and digits, held together by hyphens and apostrophes.
fn split(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut inside = false;
    for (at, c) in text.char_indices() {
        let next = || text[at + c.len_utf8()..].starts_with(char::is_alphanumeric);
        let belongs = c.is_alphanumeric() || (inside && is_joint(c) && next());
        match (belongs, inside, out.last_mut()) {
            (true, true, Some(last)) => last.end = at + c.len_utf8(),
            (true, _, _) => out.push(at..at + c.len_utf8()),
            _ => {}
        }
        inside = belongs;
    }
    out
}

const fn is_joint(c: char) -> bool {
    is_hyphen(c) || matches!(c, '\'' | '’')
}

const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

fn folded(word: &str) -> String {
    let fold = |c: char| match c {
        '’' => '\'',
        c if is_hyphen(c) => '-',
        c => c,
    };
    word.to_lowercase().chars().map(fold).collect()
}

/// The differences between two units.
fn compare(a: &Print<'_>, unit_a: &Unit<'_>, b: &Print<'_>, unit_b: &Unit<'_>) -> Vec<Difference> {
    let (words_a, words_b) = (words_of(unit_a), words_of(unit_b));
    let mut ids: HashMap<String, u32> = HashMap::new();
    let mut number = |words: &[Word<'_>]| -> Vec<Id> {
        words
            .iter()
            .map(|w| {
                let next = u32::try_from(ids.len()).unwrap_or(u32::MAX);
                Id(*ids.entry(folded(w.text)).or_insert(next))
            })
            .collect()
    };
    let (before, after) = (number(&words_a), number(&words_b));
    let small = before.len().saturating_mul(after.len()) <= EXACT;
    let algorithm = if small { Algorithm::MyersMinimal } else { Algorithm::Histogram };
    let mut diff = Diff::default();
    diff.compute_with(algorithm, &before, &after, u32::try_from(ids.len()).unwrap_or(u32::MAX));
    let input: InternedInput<&str> = InternedInput { before, after, interner: Interner::new(0) };
    diff.postprocess_no_heuristic(&input);
    let hunks: Vec<_> = diff.hunks().collect();
    let range = |r: &Range<u32>| r.start as usize..r.end as usize;
    let ranges_a: Vec<_> = hunks.iter().map(|h| range(&h.before)).collect();
    let ranges_b: Vec<_> = hunks.iter().map(|h| range(&h.after)).collect();
    let (spans_a, spans_b) = (spans(a, unit_a, &words_a, &ranges_a), spans(b, unit_b, &words_b, &ranges_b));
    let sides = ranges_a.iter().zip(spans_a).zip(ranges_b.iter().zip(spans_b));
    sides
        .map(|((here, span_a), (there, span_b))| Difference {
            place: unit_a.place.clone(),
            before: joined(&words_a, here.start.saturating_sub(CONTEXT)..here.start),
            a: Variant { words: joined(&words_a, here.clone()), span: span_a },
            b: Variant { words: joined(&words_b, there.clone()), span: span_b },
            after: joined(&words_a, here.end..(here.end + CONTEXT).min(words_a.len())),
        })
        .collect()
}

fn joined(words: &[Word<'_>], range: Range<usize>) -> String {
    words.get(range).unwrap_or_default().iter().map(|w| w.text).collect::<Vec<_>>().join(" ")
}

/// The raw spans of ranges of words, in order; an empty range lies after the word before it.
fn spans(print: &Print<'_>, unit: &Unit<'_>, words: &[Word<'_>], ranges: &[Range<usize>]) -> Vec<Span> {
    // The words whose raw places are wanted, by the part they stand in, so that each part is walked once.
    let mut wanted: Vec<Vec<Range<usize>>> = vec![Vec::new(); unit.words.len()];
    let ends = |r: &Range<usize>| match (r.is_empty(), r.start) {
        (false, start) => (start, r.end - 1),
        (true, 0) => (0, 0),
        (true, start) => (start - 1, start - 1),
    };
    for word in ranges.iter().flat_map(|r| <[usize; 2]>::from(ends(r))).filter_map(|i| words.get(i)) {
        wanted[word.part].push(word.range.clone());
    }
    let mut found =
        unit.words.iter().zip(&wanted).map(|(part, ranges)| locate(part, print.raw, ranges).into_iter());
    let mut located: Vec<_> = found.by_ref().collect();
    let mut next = |i: usize| words.get(i).and_then(|w| located.get_mut(w.part)).and_then(Iterator::next);
    let mut out = Vec::with_capacity(ranges.len());
    for range in ranges {
        let (first, last) = ends(range);
        let (first, last) = (next(first).unwrap_or_default(), next(last).unwrap_or_default());
        out.push(match (range.is_empty(), range.start) {
            (false, _) => first.cover(last),
            (true, 0) => Span::new(first.start(), first.start()),
            (true, _) => Span::new(last.end(), last.end()),
        });
    }
    out
}

#[cfg(test)]
mod tests;
