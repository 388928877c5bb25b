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
    let columns = &columns[part.clone()];
    let faces = columns.iter().map(Face::of).collect();
    let table = Table { wanted, columns, faces, first_row: rows.start, first_column: part.start };
    table.fill(rows.len(), start, end, steps);
}

/// What of a column the costs depend on, close together: a table reads every column once a row.
struct Face {
    spelling: u64,
    stem: u64,
    mark: bool,
    letters: bool,
    unmarked_start: bool,
}

impl Face {
    fn of(column: &Column) -> Self {
        let (spelling, stem) = (column.token.spelling, column.token.stem);
        let &Column { mark, letters, unmarked_start, .. } = column;
        Self { spelling, stem, mark, letters, unmarked_start }
    }
}

struct Table<'a, 'r> {
    wanted: &'a Wanted<'r>,
    columns: &'a [Column],
    faces: Vec<Face>,
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
                let meet = self.meeting(index, free);
                // A cell is reached from above, or from the cell before that.
                let mut before: Option<(u32, u8)> = None;
                let faces = self.faces.iter().map(Some).chain([None]);
                let mut last: Option<&Face> = None;
                for ((((next, how), &row), &drop), face) in
                    next.iter_mut().zip(how).zip(row).zip(drop).zip(faces)
                {
                    let unmarked = wanted.list_mark && face.is_some_and(|f| f.unmarked_start);
                    let alone = if free || unmarked { FREE } else { ADDED };
                    let (cost, from) = if drop < row { (drop, FROM_DROP) } else { (row, 0) };
                    (*next, *how) = (cost.saturating_add(alone).min(NEVER), UP | from);
                    if let (Some((cost, from)), Some(column)) = (before, last) {
                        let met = cost.saturating_add(meet(column));
                        if met <= *next {
                            (*next, *how) = (met, DIAGONAL | from);
                        }
                    }
                    (before, last) = (Some((cost, from)), face);
                }
            }
        }
    }

    /// What it costs to lay a row on a column.
    fn meeting(&self, index: usize, free: bool) -> impl Fn(&Face) -> u32 {
        let row = &self.wanted.rows[index];
        let (spelling, stem, list_mark) = (row.token.spelling, row.token.stem, row.list_mark);
        let fitting = self.wanted.fitting.get(index).map_or(&[][..], Vec::as_slice);
        move |column| {
            let fits = spelling == column.spelling || fitting.binary_search(&column.spelling).is_ok();
            // The article "a" does not stand for (a).
            if fits && (!column.letters || list_mark) {
                0
            } else if free || column.mark && !list_mark {
                NEVER
            } else if stem != 0 && stem == column.stem {
                ALIKE
            } else {
                OTHER
            }
        }
    }

    /// Along a row: columns left out without a mark, list marks passed over.
    fn across(&self, row: &mut [u32], drop: &mut [u32], how: &mut [u8]) {
        let (Some(&first), Some(&dropped)) = (row.first(), drop.first()) else { return };
        let (mut row_before, mut drop_before) = (first, dropped);
        let cells = row.iter_mut().zip(drop).zip(how).skip(1);
        for (((row, drop), how), column) in cells.zip(&self.faces) {
            if column.mark {
                let passed = row_before.saturating_add(PASSED);
                if passed < *row {
                    *row = passed;
                    *how = PASSING;
                }
                *drop = drop_before.saturating_add(PASSED).min(NEVER);
                *how |= DROP_PASSED;
            } else {
                let opened = row_before.saturating_add(DROPPED);
                let on = drop_before.saturating_add(DROPPED_ON);
                if opened <= on {
                    *how |= OPENED;
                }
                *drop = opened.min(on).min(NEVER);
            }
            (row_before, drop_before) = (*row, *drop);
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
