//! The steps of an alignment told as edits.

use std::ops::Range;

use model::{Mapped, Span};

use crate::align::{Column, Step, Wanted};
use crate::comparison::{Edit, EditKind, Weight};
use crate::marks::{Quoted, Row, RowKind};
use crate::polarity::turns;
use crate::reading::Reading;
use crate::tokens::{Case, Piece, folded};

use super::swallowed;

/// So many words at an end of a quotation are taken for changed ones.
const AT_END: usize = 2;

/// A quotation and a source side by side.
pub(super) struct Beside<'a> {
    pub(super) quoted: &'a Mapped,
    pub(super) rows: &'a Quoted,
    pub(super) wanted: &'a Wanted<'a>,
    pub(super) text: &'a str,
    pub(super) columns: &'a [Column],
}

/// What differs, gathered step by step.
struct Walk<'w, 'a> {
    beside: &'w Beside<'a>,
    steps: &'w [Step],
    out: Vec<Edit>,
    /// Rows and columns that have no equal on the other side, next to each other.
    rows: Vec<usize>,
    columns: Vec<usize>,
    /// The column that comes next.
    next: usize,
    /// Where the word of the quotation that came last ends.
    said_to: usize,
    /// The first and the last step that lays a word on a word, by position.
    met: Option<(usize, usize)>,
}

impl Beside<'_> {
    /// Every difference, in the order of the quotation.
    pub(super) fn edits(&self, steps: &[Step]) -> Vec<Edit> {
        let next = steps.iter().find_map(|s| column_of(*s)).unwrap_or(0);
        let said_to = self.rows.rows.first().map_or(0, |r| r.token.at.start);
        let walk = Walk {
            beside: self,
            steps,
            out: Vec::new(),
            rows: Vec::new(),
            columns: Vec::new(),
            next,
            said_to,
            met: steps.iter().position(is_met).zip(steps.iter().rposition(is_met)),
        };
        walk.edits()
    }

    /// The draft's bytes of some rows.
    pub(super) fn span(&self, first: usize, last: usize) -> Span {
        let at = |r: usize| self.rows.rows.get(r).map_or(0..0, |row| row.token.at.clone());
        self.quoted.raw(at(first).start..at(last).end)
    }

    /// The rows whose bytes lie in a span of the draft.
    pub(super) fn rows_in(&self, span: Span) -> Range<usize> {
        let rows = &self.rows.rows;
        let raw = |row: &Row| self.quoted.raw(row.token.at.clone());
        let from = rows.partition_point(|r| raw(r).start() < span.start());
        from..rows.partition_point(|r| raw(r).end() <= span.end()).max(from)
    }

    /// The folded words of some rows, remarks and brackets left out.
    pub(super) fn said(&self, rows: &[usize]) -> Vec<String> {
        let words = rows.iter().filter_map(|&r| self.rows.rows.get(r));
        words.flat_map(|row| Reading::words(self.quoted.text(), row.token.at.clone())).collect()
    }

    /// The folded words of some columns.
    pub(super) fn held(&self, columns: &[usize]) -> Vec<String> {
        let words = columns.iter().filter_map(|&c| self.columns.get(c));
        words.flat_map(|column| Reading::words(self.text, column.token.at.clone())).collect()
    }
}

impl Walk<'_, '_> {
    fn edits(mut self) -> Vec<Edit> {
        let mut at = 0;
        while let Some(&step) = self.steps.get(at) {
            at += 1;
            match step {
                Step::Other(r, c) => {
                    self.rows.push(r);
                    self.columns.push(c);
                }
                Step::Added(r) => self.rows.push(r),
                Step::Dropped(c) => self.columns.push(c),
                Step::Passed(_) | Step::Left(..) => {}
                Step::Same(r, c) => {
                    self.close();
                    self.same(r, c);
                }
                Step::Free(r) => match self.row(r).kind {
                    RowKind::Gap => {
                        self.close();
                        at = self.gap(r, at);
                    }
                    RowKind::Patch => {
                        self.close();
                        at = self.brackets(r, at);
                    }
                    _ => {}
                },
            }
            self.next = column_of(step).map_or(self.next, |c| self.next.max(c + 1));
            // Rows come in their order: the open edit has this one if it is its last.
            if let Some(row) = row_of(step).filter(|r| self.rows.last() != Some(r)) {
                self.said_to = self.said_to.max(self.row(row).token.at.end);
            }
        }
        self.close();
        for remark in &self.beside.rows.remarks {
            let quoted = self.beside.quoted.raw(remark.clone());
            let before = self.out.iter().rev().find(|e| e.quoted.end() <= quoted.start());
            let at = before.map_or(0, |e| e.source.end);
            self.out.push(marked(quoted, at..at));
        }
        self.out
    }

    fn row(&self, row: usize) -> &Row {
        &self.beside.wanted.rows[row]
    }

    fn bytes(&self, columns: Range<usize>) -> Range<usize> {
        Reading::bytes(self.beside.columns, columns)
    }

    /// Ends a run of differing words.
    fn close(&mut self) {
        let (rows, columns) = (std::mem::take(&mut self.rows), std::mem::take(&mut self.columns));
        if rows.is_empty() && columns.is_empty() {
            return;
        }
        let columns = if columns.is_empty() { self.outside(&rows) } else { columns };
        let (said, held) = (self.beside.said(&rows), self.beside.held(&columns));
        let source = match (columns.first(), columns.last()) {
            (Some(&first), Some(&last)) => first..last + 1,
            _ => self.next..self.next,
        };
        let quoted = match (rows.first(), rows.last()) {
            (Some(&first), Some(&last)) => self.beside.span(first, last),
            _ => self.beside.quoted.raw(self.said_to..self.said_to),
        };
        let joined = said.concat() == held.concat();
        let (kind, weight) = match (said.is_empty(), held.is_empty()) {
            _ if joined => (EditKind::Spelling, Weight::Slight),
            (true, _) => (EditKind::Dropped, Weight::Word),
            (_, true) => (EditKind::Added, Weight::Word),
            _ => (EditKind::Changed, Weight::Word),
        };
        let weight = if weight == Weight::Word && turns(&said, &held) { Weight::Sense } else { weight };
        self.out.push(Edit { kind, weight, quoted, source: self.bytes(source) });
        if let Some(&last) = rows.last() {
            self.said_to = self.said_to.max(self.row(last).token.at.end);
        }
    }

    /// The words of the source that stand where the quotation's first or last words do, which it does not have: a word
    /// changed at an end. None where the source's sentence ends there.
    fn outside(&self, rows: &[usize]) -> Vec<usize> {
        let count = rows.len();
        let met = |i: usize| match self.steps.get(i) {
            Some(&(Step::Same(r, c) | Step::Other(r, c))) => Some((r, c)),
            _ => None,
        };
        let (first, last) = (self.met.and_then(|(i, _)| met(i)), self.met.and_then(|(_, i)| met(i)));
        let (Some((row, from)), Some((end, to)), Some(&at)) = (first, last, rows.first()) else {
            return Vec::new();
        };
        let part = match (at < row, at > end) {
            _ if count > AT_END => return Vec::new(),
            (true, _) if row == at + count => from.saturating_sub(count)..from,
            (_, true) if at == end + 1 => to + 1..to + 1 + count,
            _ => return Vec::new(),
        };
        let inner = if at < row { part.clone() } else { to..to + count };
        let columns = self.beside.columns;
        let whole = part.len() == count && part.clone().all(|c| columns.get(c).is_some_and(|c| !c.mark));
        let runs_on = inner.clone().all(|c| columns.get(c).is_some_and(|c| !c.ends));
        if whole && runs_on { part.collect() } else { Vec::new() }
    }

    /// A word that both sides have: its letters may still differ.
    fn same(&mut self, r: usize, c: usize) {
        let (row, column) = (self.row(r), &self.beside.columns[c]);
        if row.kind != RowKind::Word {
            return;
        }
        let (quoted, source) = (self.beside.span(r, r), self.bytes(c..c + 1));
        if !row.pieces.is_empty() {
            let written: String = row.pieces.iter().map(|p| p.letters.as_str()).collect();
            if self.beside.text.get(column.token.at.clone()) != Some(&written) {
                self.out.push(marked(quoted, source));
            }
            return;
        }
        if column.variant.is_some() {
            match self.out.last_mut().filter(|e| e.kind == EditKind::Variant && e.source == source) {
                Some(last) => last.quoted = last.quoted.cover(quoted),
                None => self.out.push(slight(EditKind::Variant, quoted, source)),
            }
        } else if row.token.key != column.token.key {
            match self.out.last_mut().filter(|e| e.kind == EditKind::Spelling && quoted.is_empty()) {
                // The second half of a word that the source has as two.
                Some(last) => last.source.end = source.end,
                None => self.out.push(slight(EditKind::Spelling, quoted, source)),
            }
        } else if differ(row.token.case, column.token.case) && !self.in_capitals(r, c) {
            self.out.push(slight(EditKind::Case, quoted, source));
        }
    }

    /// Whether a single letter stands among words in capitals.
    fn in_capitals(&self, r: usize, c: usize) -> bool {
        let beside = |i: usize| [i.wrapping_sub(1), i + 1];
        let row = |i: usize| self.beside.wanted.rows.get(i).map(|r| r.token.case);
        let column = |i: usize| self.beside.columns.get(i).map(|c| c.token.case);
        row(r) == Some(Case::One) && beside(r).into_iter().any(|i| row(i) == Some(Case::All))
            || column(c) == Some(Case::One) && beside(c).into_iter().any(|i| column(i) == Some(Case::All))
    }

    /// An ellipsis whose steps go on at `at`; where they end.
    fn gap(&mut self, r: usize, mut at: usize) -> usize {
        let first = self.next;
        while let Some(Step::Left(row, c)) =
            self.steps.get(at).copied().filter(|s| matches!(s, Step::Left(..)))
            && row == r
        {
            self.next = c + 1;
            at += 1;
        }
        let left = first..self.next;
        let quoted = self.beside.span(r, r);
        let source = self.bytes(left.clone());
        let inside = self.met.is_some_and(|(first, last)| first < at && at <= last);
        self.out.push(match swallowed::turning(self.beside, left).filter(|_| inside) {
            Some(part) => {
                let source = self.bytes(part);
                Edit { kind: EditKind::Swallowed, weight: Weight::Sense, quoted, source }
            }
            None => marked(quoted, source),
        });
        at
    }

    /// Bracketed words that begin at row `r` and whose steps go on at `at`; where they end.
    fn brackets(&mut self, r: usize, mut at: usize) -> usize {
        let close = (r + 1..self.beside.wanted.rows.len()).find(|&i| self.row(i).kind == RowKind::Patch);
        let close = close.unwrap_or(r);
        let first = self.next;
        let (mut left, mut own, mut shut) = (Vec::new(), Vec::new(), close == r);
        while let Some(&step) = self.steps.get(at) {
            let row = row_of(step);
            match step {
                Step::Left(row, c) if row == r || row == close => left.push(c),
                Step::Dropped(c) if !shut => left.push(c),
                Step::Passed(_) if !shut => {}
                Step::Free(row) if row <= close => {
                    shut |= row == close;
                    if row < close {
                        own.push(row);
                    }
                }
                Step::Same(row, _) if row < close => {}
                _ => break,
            }
            self.next = column_of(step).map_or(self.next, |c| self.next.max(c + 1));
            if let Some(row) = row {
                self.said_to = self.said_to.max(self.row(row).token.at.end);
            }
            at += 1;
        }
        if left.is_empty() && own.is_empty() {
            return at;
        }
        let quoted = self.beside.span(r, close);
        let held = match (left.first(), left.last()) {
            (Some(&first), Some(&last)) => first..last + 1,
            _ => first..first,
        };
        let source = self.bytes(held);
        let all: Vec<usize> = (r + 1..close).collect();
        let turned = swallowed::negated(&self.beside.held(&left), &self.beside.said(&all));
        self.out.push(if turned {
            Edit { kind: EditKind::Swallowed, weight: Weight::Sense, quoted, source }
        } else {
            marked(quoted, source)
        });
        at
    }
}

/// Whether a step lays a word on a word.
fn is_met(step: &Step) -> bool {
    matches!(step, Step::Same(..) | Step::Other(..))
}

fn row_of(step: Step) -> Option<usize> {
    match step {
        Step::Same(r, _) | Step::Other(r, _) | Step::Added(r) | Step::Free(r) => Some(r),
        _ => None,
    }
}

fn column_of(step: Step) -> Option<usize> {
    match step {
        Step::Same(_, c) | Step::Other(_, c) | Step::Dropped(c) | Step::Passed(c) | Step::Left(_, c) => {
            Some(c)
        }
        _ => None,
    }
}

fn marked(quoted: Span, source: Range<usize>) -> Edit {
    slight(EditKind::Marked, quoted, source)
}

fn slight(kind: EditKind, quoted: Span, source: Range<usize>) -> Edit {
    Edit { kind, weight: Weight::Slight, quoted, source }
}

/// Whether capitals differ. Words printed in capitals throughout, as headings and openings are, say nothing.
fn differ(said: Case, held: Case) -> bool {
    let initial = |c: Case| if c == Case::One { Case::Initial } else { c };
    initial(said) != initial(held) && said != Case::All && held != Case::All
}

/// Whether a word with bracketed letters may stand for `word`, which is folded: the letters outside the brackets are
/// the word's, in order, from its beginning to its end.
pub(super) fn fits(pieces: &[Piece], word: &str) -> bool {
    let outside: Vec<String> = pieces.iter().filter(|p| !p.bracketed).map(|p| folded(&p.letters)).collect();
    if outside.iter().map(|o| o.chars().count()).sum::<usize>() < 2 {
        return false;
    }
    let (Some(begin), Some(end)) = (outside.first(), outside.last()) else { return false };
    let Some(mut rest) = word.strip_prefix(begin.as_str()).and_then(|w| w.strip_suffix(end.as_str())) else {
        return false;
    };
    for inner in outside.get(1..outside.len() - 1).unwrap_or_default() {
        let Some(at) = rest.find(inner.as_str()) else { return false };
        rest = &rest[at + inner.len()..];
    }
    true
}
