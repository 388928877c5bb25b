//! A table of costs, filled whole: the best alignment of some rows with some columns.
//!
//! Gotoh's recurrence with two layers: in one the last step used a row, in the other columns are being left out
//! without a mark, which costs to begin and little to go on. An ellipsis passes over columns for next to nothing,
//! the nearest place first.

use std::ops::Range;

use super::{Column, End, Step, Wanted};
use crate::marks::RowKind;

/// A word of the quotation that the source has not.
const ADDED: u32 = 10 << 10;
/// A word of the source that the quotation has not: the first, and each further one.
const DROPPED: u32 = 7 << 10;
const DROPPED_ON: u32 = 1 << 10;
/// A word for another; for one that begins alike.
const OTHER: u32 = 14 << 10;
const ALIKE: u32 = 9 << 10;
/// A bracketed word that does not stand in the source, or a list mark of the author's.
const FREE: u32 = 64;
/// A column passed over: a list mark, at an ellipsis, at bracketed words.
const PASSED: u32 = 1;
const LEFT: u32 = 1;
const PATCHED: u32 = 1 << 9;

const NEVER: u32 = u32::MAX / 2;

// How a cell of the first layer was reached.
const DIAGONAL: u8 = 1;
const UP: u8 = 2;
const PASSING: u8 = 3;
const ENTERED: u8 = 4;
const LEAVING: u8 = 5;
const HOW: u8 = 7;
/// The cell before was of the second layer.
const FROM_DROP: u8 = 8;
/// The second layer begins here.
const OPENED: u8 = 16;
/// The second layer passed over a list mark.
const DROP_PASSED: u8 = 32;

/// Appends the best steps for `rows` and `part` to `steps`.
pub(super) fn fill(
    wanted: &Wanted<'_>,
    rows: Range<usize>,
    columns: &[Column],
    part: Range<usize>,
    (start, end): (End, End),
    steps: &mut Vec<Step>,
) {
    let table =
        Table { wanted, columns: &columns[part.clone()], first_row: rows.start, first_column: part.start };
    table.fill(rows.len(), start, end, steps);
}

struct Table<'a, 'r> {
    wanted: &'a Wanted<'r>,
    columns: &'a [Column],
    first_row: usize,
    first_column: usize,
}

impl Table<'_, '_> {
    fn fill(&self, n: usize, start: End, end: End, steps: &mut Vec<Step>) {
        let width = self.columns.len() + 1;
        let mut trace = vec![0u8; width * (n + 1)];
        let mut row = vec![NEVER; width];
        let mut drop = vec![NEVER; width];
        let (mut next_row, mut next_drop) = (vec![NEVER; width], vec![NEVER; width]);
        row[0] = 0;
        if start == End::Free {
            row.fill(0);
        } else {
            self.across(&mut row, &mut drop, &mut trace[..width]);
        }
        for i in 0..n {
            let how = &mut trace[(i + 1) * width..(i + 2) * width];
            self.down(self.first_row + i, (&row, &drop), &mut next_row, how);
            next_drop.fill(NEVER);
            self.across(&mut next_row, &mut next_drop, how);
            std::mem::swap(&mut row, &mut next_row);
            std::mem::swap(&mut drop, &mut next_drop);
        }
        let (mut at, mut dropping) = (width - 1, false);
        if end == End::Free {
            at = (0..width).min_by_key(|&j| row[j]).unwrap_or(0);
        } else if drop[at] < row[at] {
            dropping = true;
        }
        self.back(&trace, n, at, dropping, start, steps);
    }

    /// One row down: a word met, changed, added; an ellipsis.
    fn down(&self, index: usize, (row, drop): (&[u32], &[u32]), next: &mut [u32], how: &mut [u8]) {
        let wanted = &self.wanted.rows[index];
        let best = |j: usize| if drop[j] < row[j] { (drop[j], FROM_DROP) } else { (row[j], 0) };
        match wanted.kind {
            RowKind::Gap | RowKind::Patch => {
                let each = if wanted.kind == RowKind::Gap { LEFT } else { PATCHED };
                let mut running = NEVER;
                for j in 0..next.len() {
                    let (cost, from) = best(j);
                    running = running.saturating_add(each);
                    if cost <= running {
                        running = cost;
                        how[j] = ENTERED | from;
                    } else {
                        how[j] = LEAVING;
                    }
                    next[j] = running.min(NEVER);
                }
            }
            RowKind::Word | RowKind::Bracketed => {
                let free = wanted.kind == RowKind::Bracketed;
                for j in 0..next.len() {
                    let unmarked = wanted.list_mark && self.columns.get(j).is_some_and(|c| c.unmarked_start);
                    let alone = if free || unmarked { FREE } else { ADDED };
                    let (cost, from) = best(j);
                    (next[j], how[j]) = (cost.saturating_add(alone).min(NEVER), UP | from);
                    let Some(before) = j.checked_sub(1) else { continue };
                    let (cost, from) = best(before);
                    let met = cost.saturating_add(self.meet(index, before, free));
                    if met <= next[j] {
                        (next[j], how[j]) = (met, DIAGONAL | from);
                    }
                }
            }
        }
    }

    /// What it costs to lay a row on a column.
    fn meet(&self, index: usize, column: usize, free: bool) -> u32 {
        let (row, column) = (&self.wanted.rows[index], &self.columns[column]);
        // The article "a" does not stand for (a).
        let letters = column.letters && !row.list_mark;
        if self.wanted.fits(index, &column.token) && !letters {
            return 0;
        }
        if free || column.mark && !row.list_mark {
            NEVER
        } else if row.token.stem != 0 && row.token.stem == column.token.stem {
            ALIKE
        } else {
            OTHER
        }
    }

    /// Along a row: columns left out without a mark, list marks passed over.
    fn across(&self, row: &mut [u32], drop: &mut [u32], how: &mut [u8]) {
        for j in 1..row.len() {
            if self.columns[j - 1].mark {
                let passed = row[j - 1].saturating_add(PASSED);
                if passed < row[j] {
                    row[j] = passed;
                    how[j] = PASSING;
                }
                drop[j] = drop[j - 1].saturating_add(PASSED).min(NEVER);
                how[j] |= DROP_PASSED;
                continue;
            }
            let opened = row[j - 1].saturating_add(DROPPED);
            let on = drop[j - 1].saturating_add(DROPPED_ON);
            if opened <= on {
                how[j] |= OPENED;
            }
            drop[j] = opened.min(on).min(NEVER);
        }
    }

    /// Walks back from the best end and appends the steps in order.
    fn back(&self, trace: &[u8], n: usize, at: usize, dropping: bool, start: End, steps: &mut Vec<Step>) {
        let width = self.columns.len() + 1;
        let first = steps.len();
        let (mut i, mut j, mut dropping) = (n, at, dropping);
        loop {
            let cell = trace[i * width + j];
            let column = |j: usize| self.first_column + j - 1;
            if dropping && j > 0 {
                if cell & DROP_PASSED != 0 {
                    steps.push(Step::Passed(column(j)));
                } else {
                    steps.push(Step::Dropped(column(j)));
                    dropping = cell & OPENED == 0;
                }
                j -= 1;
                continue;
            }
            if i == 0 && (start == End::Free || j == 0) {
                break;
            }
            let row = (self.first_row + i).wrapping_sub(1);
            match cell & HOW {
                DIAGONAL => {
                    let same = self.wanted.fits(row, &self.columns[j - 1].token);
                    steps.push(if same { Step::Same(row, column(j)) } else { Step::Other(row, column(j)) });
                    dropping = cell & FROM_DROP != 0;
                    (i, j) = (i - 1, j - 1);
                }
                UP => {
                    let unmarked = self.columns.get(j).is_some_and(|c| c.unmarked_start);
                    let wanted = &self.wanted.rows[row];
                    let free = wanted.kind == RowKind::Bracketed || wanted.list_mark && unmarked;
                    steps.push(if free { Step::Free(row) } else { Step::Added(row) });
                    dropping = cell & FROM_DROP != 0;
                    i -= 1;
                }
                PASSING => {
                    steps.push(Step::Passed(column(j)));
                    j -= 1;
                }
                ENTERED => {
                    steps.push(Step::Free(row));
                    dropping = cell & FROM_DROP != 0;
                    i -= 1;
                }
                LEAVING => {
                    steps.push(Step::Left(row, column(j)));
                    j -= 1;
                }
                _ => break,
            }
        }
        steps[first..].reverse();
    }
}
