//! From quoted words and a source's words to what sets them apart.

mod edits;
mod joined;
mod literal;
mod moved;
mod swallowed;

use std::ops::Range;

use model::{Folding, Mapped};

use crate::align::{Column, Step, Wanted, align};
use crate::comparison::{Comparison, Edit, EditKind, Likeness, Weight};
use crate::marks::{Quoted, RowKind};
use crate::reading::Reading;
use crate::source::SourceText;
use crate::tokens::{Known, Tokens, joined};
use crate::variants::Variants;

/// Less than this share of the quoted words, the longer ones counting thrice, and the quotation does not stand there.
const PRESENT: f64 = 0.5;

/// A word of more letters than this counts thrice.
const SHORT: usize = 3;

/// At most so many variant readings are tried on one quotation.
const TRIES: usize = 12;

/// Compares quotations with sources.
#[derive(Clone, Debug, Default)]
pub struct Comparer {
    folding: Folding,
    variants: Variants,
}

impl Comparer {
    /// Compares by these tables of spellings and of variant readings.
    pub fn new(folding: Folding, variants: Variants) -> Self {
        Self { folding, variants }
    }

    /// The variant readings it knows.
    pub fn variants(&self) -> &Variants {
        &self.variants
    }

    /// Reads several sources, remembering their words.
    pub fn reader(&self) -> Reader<'_> {
        Reader { comparer: self, known: Known::default() }
    }

    /// Reads a source, to be compared with.
    pub fn read<'s>(&self, source: &'s SourceText) -> Reading<'s> {
        Reading::new(source, &mut Tokens::new(&self.folding), &self.variants)
    }

    /// Reads a source with what is known of words.
    pub(crate) fn read_knowing<'s>(&self, source: &'s SourceText, known: &mut Known) -> Reading<'s> {
        let mut tokens = Tokens::knowing(&self.folding, std::mem::take(known));
        let reading = Reading::new(source, &mut tokens, &self.variants);
        *known = tokens.into_known();
        reading
    }

    /// Lays quoted words beside a source's. `quoted` holds the words of the quotation without its marks, mapped to the
    /// bytes of the draft; the spans of the edits are the draft's.
    pub fn compare(&self, quoted: &Mapped, source: &Reading<'_>) -> Comparison {
        self.compare_above(quoted, source, 0.0)
    }

    /// The same, but absent without further ado where no more than `floor` of the quoted words can stand there.
    pub fn compare_above(&self, quoted: &Mapped, source: &Reading<'_>, floor: f64) -> Comparison {
        let text = quoted.text();
        let mut rows = Quoted::read(text, &mut Tokens::new(&self.folding));
        joined::adapt(text, &mut rows, source);
        let most = Share::at_most(text, &rows, source);
        if most.present() < PRESENT || most.same() < floor {
            return Comparison::absent(most.same());
        }
        let fitting = self.fitting(&rows, source);
        let wanted = Wanted { rows: &rows.rows, fitting };
        let lay = |columns: &[Column]| Laid::new(quoted, &rows, &wanted, source.text, columns);
        let Some(mut best) = lay(&source.read.columns) else { return Comparison::absent(0.0) };
        let mut columns = std::borrow::Cow::Borrowed(source.read.columns.as_slice());
        // From the end, so that places before a reading that is put in stay where they are.
        let mut tries = 0;
        for (variant, at) in source.read.variants.iter().rev() {
            if tries == TRIES || best.clean() {
                break;
            }
            if !best.touches(&source.read.columns, at) && !self.brings(*variant, &rows) {
                continue;
            }
            tries += 1;
            let trial = self.put(&columns, at, *variant);
            if let Some(laid) = lay(&trial).filter(|laid| laid.faults() < best.faults()) {
                best = laid;
                columns = trial.into();
            }
        }
        if !best.clean()
            && let Some(at) = literal::stands(text, source.text)
        {
            return Comparison { likeness: Likeness::Verbatim, edits: Vec::new(), source: at, share: 1.0 };
        }
        best.comparison()
    }

    /// Whether a quotation has the words by which the other reading of a variant differs from the held one.
    fn brings(&self, variant: usize, rows: &Quoted) -> bool {
        let Some(row) = self.variants.rows().get(variant) else { return false };
        let mut tokens = Tokens::new(&self.folding);
        let (held, other) = (tokens.of(&row.held), tokens.of(&row.other));
        let mut own = other.iter().filter(|o| !held.iter().any(|h| h.key == o.key)).peekable();
        own.peek().is_some() && own.all(|o| rows.rows.iter().any(|r| r.token.key == o.key))
    }

    /// The columns with the other reading of a variant in the place of the held one.
    fn put(&self, columns: &[Column], at: &Range<usize>, variant: usize) -> Vec<Column> {
        let Some(row) = self.variants.rows().get(variant) else { return columns.to_vec() };
        let held = columns.get(at.clone()).unwrap_or_default();
        let (Some(first), Some(last)) = (held.first(), held.last()) else { return columns.to_vec() };
        let bytes = first.token.at.start..last.token.at.end;
        let mut other = Tokens::new(&self.folding).of(&row.other);
        let count = other.len();
        let put = other.drain(..).enumerate().map(|(i, mut token)| {
            token.at = bytes.clone();
            let end = i + 1 == count;
            Column {
                token,
                ends: end && last.ends,
                pauses: end && last.pauses,
                unmarked_start: i == 0 && first.unmarked_start,
                mark: false,
                letters: false,
                stretch: first.stretch,
                variant: Some(variant),
            }
        });
        let mut out = columns[..at.start].to_vec();
        out.extend(put);
        out.extend_from_slice(&columns[at.end..]);
        out
    }

    /// For each row with brackets inside its word: the spellings of the source that it may stand for.
    fn fitting(&self, rows: &Quoted, source: &Reading<'_>) -> Vec<Vec<u64>> {
        if rows.rows.iter().all(|r| r.pieces.is_empty()) {
            return Vec::new();
        }
        let mut out = vec![Vec::new(); rows.rows.len()];
        for (row, out) in rows.rows.iter().zip(&mut out).filter(|(r, _)| !r.pieces.is_empty()) {
            // One letter at the beginning stands for its capital or small form, unless no such word is there.
            let initial = row.pieces.iter().take(2).map(|p| p.letters.chars().count()).eq([0, 1]);
            let whole = |c: &Column| c.token.spelling == row.token.spelling;
            if initial && source.read.columns.iter().any(whole) {
                continue;
            }
            for column in &source.read.columns {
                let Some(word) = source.text.get(column.token.at.clone()) else { continue };
                if edits::fits(&row.pieces, &joined(&crate::tokens::folded(word))) {
                    out.push(column.token.spelling);
                }
            }
            out.sort_unstable();
            out.dedup();
        }
        out
    }
}

/// Reads sources one after another. What a word is folded to is found out once.
#[derive(Debug)]
pub struct Reader<'c> {
    comparer: &'c Comparer,
    known: Known,
}

impl Reader<'_> {
    /// Reads a source, to be compared with.
    pub fn read<'s>(&mut self, source: &'s SourceText) -> Reading<'s> {
        self.comparer.read_knowing(source, &mut self.known)
    }
}

impl Comparison {
    /// The words do not stand there.
    fn absent(share: f64) -> Self {
        Self { likeness: Likeness::Absent, edits: Vec::new(), source: 0..0, share }
    }
}

/// A quotation laid along a source.
struct Laid {
    edits: Vec<Edit>,
    source: Range<usize>,
    share: f64,
    present: f64,
}

impl Laid {
    fn new(
        quoted: &Mapped,
        rows: &Quoted,
        wanted: &Wanted<'_>,
        text: &str,
        columns: &[Column],
    ) -> Option<Self> {
        let steps = align(wanted, columns)?;
        let mut share = Share::default();
        for step in &steps {
            share.count(quoted.text(), rows, columns, *step);
        }
        let used = |step: &Step| match *step {
            Step::Same(_, c) | Step::Other(_, c) => Some(c),
            _ => None,
        };
        let first = steps.iter().find_map(used);
        let last = steps.iter().rev().find_map(used);
        let source = match (first, last) {
            (Some(first), Some(last)) => Reading::bytes(columns, first..last + 1),
            _ => 0..0,
        };
        let beside = edits::Beside { quoted, rows, wanted, text, columns };
        let mut edits = beside.edits(&steps);
        moved::words(&beside, &mut edits);
        let missing = moved::missing(rows.rows.len(), &steps);
        moved::fragments(&beside, &missing, &mut edits);
        for edit in edits.iter().filter(|e| e.kind == EditKind::Moved) {
            share.moved(&beside, &missing, edit);
        }
        edits.sort_by_key(|e| (e.quoted.start(), e.quoted.end(), e.source.start));
        Some(Self { edits, source, share: share.same(), present: share.present() })
    }

    /// Whether an edit stands at some columns or right beside them.
    fn touches(&self, columns: &[Column], at: &Range<usize>) -> bool {
        let bytes = Reading::bytes(columns, at.start.saturating_sub(1)..(at.end + 1).min(columns.len()));
        let marked = |e: &Edit| e.kind == EditKind::Marked;
        self.edits.iter().any(|e| !marked(e) && e.source.start <= bytes.end && bytes.start <= e.source.end)
    }

    /// Whether nothing is amiss: no variant reading could make it better.
    fn clean(&self) -> bool {
        self.present >= PRESENT && self.edits.iter().all(|e| e.kind == EditKind::Marked)
    }

    /// How many edits there are by weight, the gravest first.
    fn faults(&self) -> (usize, usize, usize) {
        let count =
            |w: Weight| self.edits.iter().filter(|e| e.weight == w && e.kind != EditKind::Marked).count();
        (count(Weight::Sense) + count(Weight::Word), count(Weight::Sense), count(Weight::Slight))
    }

    fn comparison(self) -> Comparison {
        if self.present < PRESENT {
            return Comparison::absent(self.share);
        }
        let likeness = self.edits.iter().map(likeness).max().unwrap_or(Likeness::Verbatim);
        Comparison { likeness, edits: self.edits, source: self.source, share: self.share }
    }
}

/// The best that a quotation with such an edit can be.
fn likeness(edit: &Edit) -> Likeness {
    match (edit.kind, edit.weight) {
        (EditKind::Marked, _) => Likeness::Marked,
        (_, Weight::Slight) => Likeness::Variant,
        _ => Likeness::Altered,
    }
}

/// How much a word says about where the quotation is from.
fn weight(text: &str, rows: &Quoted, row: usize) -> f64 {
    let letters = text.get(rows.rows[row].token.at.clone()).map_or(0, |w| w.chars().count());
    if letters > SHORT { 3.0 } else { 1.0 }
}

/// Counts how much of a quotation stands in the source.
#[derive(Clone, Copy, Debug, Default)]
struct Share {
    words: usize,
    same: f64,
    weights: f64,
    present: f64,
}

impl Share {
    fn count(&mut self, text: &str, rows: &Quoted, columns: &[Column], step: Step) {
        let (row, met) = match step {
            Step::Same(row, _) => (row, 1.0),
            Step::Other(row, c) => {
                let (said, held) = (&rows.rows[row].token, &columns[c].token);
                (row, if said.stem != 0 && said.stem == held.stem { 0.5 } else { 0.0 })
            }
            Step::Added(row) => (row, 0.0),
            _ => return,
        };
        if rows.rows[row].kind != RowKind::Word {
            return;
        }
        let weight = weight(text, rows, row);
        self.words += 1;
        self.same += met;
        self.weights += weight;
        self.present += weight * met;
    }

    /// What would count if every word that the source has anywhere stood in its place.
    fn at_most(text: &str, rows: &Quoted, source: &Reading<'_>) -> Self {
        let mut out = Self::default();
        for (i, row) in rows.rows.iter().enumerate().filter(|(_, r)| r.kind == RowKind::Word) {
            let (token, read) = (&row.token, &source.read);
            let has = !row.pieces.is_empty()
                || read.vocabulary.contains(&token.spelling)
                || read.stems.contains(&token.stem);
            let (weight, met) = (weight(text, rows, i), if has { 1.0 } else { 0.0 });
            out.words += 1;
            out.same += met;
            out.weights += weight;
            out.present += weight * met;
        }
        out
    }

    /// Words that were moved are present, though not in this order.
    fn moved(&mut self, beside: &edits::Beside<'_>, missing: &[bool], edit: &Edit) {
        for row in beside.rows_in(edit.quoted).filter(|&r| missing.get(r) == Some(&true)) {
            self.present += weight(beside.quoted.text(), beside.rows, row);
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "a share of a count of words")]
    fn same(self) -> f64 {
        if self.words == 0 { 0.0 } else { self.same / self.words as f64 }
    }

    fn present(self) -> f64 {
        if self.words == 0 { 0.0 } else { (self.present / self.weights).min(1.0) }
    }
}

#[cfg(test)]
mod tests;
