//! Laying the rows of a quotation along the words of a source, at the least cost.
//!
//! Small tables are filled whole (`table`). Where the quotation or the source is long, stretches of words that both
//! have are found first and chained (`seeds`), and tables are filled only between the links of the chain.

mod seeds;
mod table;

use crate::marks::{Row, RowKind};
use crate::tokens::Token;

/// A word of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) token: Token,
    /// The mark of a list, which a quotation may leave out.
    pub(crate) mark: bool,
    /// A list mark that could be taken for a word: `a`, `i`, `vi`.
    pub(crate) letters: bool,
    /// Whether words begin here that have no mark in the source: a quotation may bring one.
    pub(crate) unmarked_start: bool,
    /// Whether the sentence or the point ends with this word.
    pub(crate) ends: bool,
    /// Whether a part of the sentence ends with this word: a comma, a dash, a bracket.
    pub(crate) pauses: bool,
    /// The stretch it stands in, by position.
    pub(crate) stretch: usize,
    /// The variant reading this word belongs to, where it is not the held one.
    pub(crate) variant: Option<usize>,
}

/// One step of an alignment. Rows and columns are named by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The row's word stands in the column.
    Same(usize, usize),
    /// The row's word stands for the column's.
    Other(usize, usize),
    /// The row's word has no counterpart.
    Added(usize),
    /// The column's word has no counterpart.
    Dropped(usize),
    /// A list mark of the source that the quotation leaves out.
    Passed(usize),
    /// A row that asks for nothing: bracketed words, a list mark of the author, an ellipsis.
    Free(usize),
    /// A column that the ellipsis or the brackets at the row leave out.
    Left(usize, usize),
}

/// A quotation ready to be laid along a source: rows, and the spellings that each row may stand for.
pub(crate) struct Wanted<'r> {
    pub(crate) rows: &'r [Row],
    /// For each row whose letters are bracketed in part: the spellings of the source that fit it, sorted.
    pub(crate) fitting: Vec<Vec<u64>>,
}

impl Wanted<'_> {
    /// Whether a row's word is the column's.
    fn fits(&self, row: usize, column: &Token) -> bool {
        self.rows[row].token.spelling == column.spelling
            || self.fitting.get(row).is_some_and(|f| f.binary_search(&column.spelling).is_ok())
    }
}

/// How many cells are filled at once at most, where there is no chain to go by.
const WHOLE: usize = 1 << 22;

/// How many cells are filled at once at most between two links of a chain.
const BETWEEN: usize = 1 << 20;

/// Sources of more words than this are narrowed by a chain first.
const LONG: usize = 1500;

/// Where one end of a table lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// At any column.
    Free,
    /// At the outermost column.
    Fixed,
}

/// Lays the rows along the columns: every row has its step, in order; columns before the first and after the last
/// that is used have none. `None` where nothing of the quotation stands in a long source.
pub(crate) fn align(wanted: &Wanted<'_>, columns: &[Column]) -> Option<Vec<Step>> {
    let (n, m) = (wanted.rows.len(), columns.len());
    let cells = n.saturating_mul(m);
    if m > LONG || cells > WHOLE {
        let chain = seeds::chain(wanted, columns);
        if !chain.is_empty() {
            return Some(along(wanted, columns, &chain));
        }
        if cells > WHOLE {
            return None;
        }
    }
    let mut steps = Vec::new();
    table::fill(wanted, 0..n, columns, 0..m, (End::Free, End::Free), &mut steps);
    Some(steps)
}

/// Fills the tables before, between and after the links of a chain.
fn along(wanted: &Wanted<'_>, columns: &[Column], chain: &[(usize, usize)]) -> Vec<Step> {
    let mut steps = Vec::new();
    let (n, m) = (wanted.rows.len(), columns.len());
    let (mut row, mut column) = (0, 0);
    let mut start = End::Free;
    for &(r, c) in chain {
        let from = if start == End::Free { before(wanted, r, c) } else { column };
        between(wanted, row..r, columns, from..c, (start, End::Fixed), &mut steps);
        steps.push(Step::Same(r, c));
        (row, column, start) = (r + 1, c + 1, End::Fixed);
    }
    let to = reach(wanted, row..n).map_or(m, |reach| m.min(column + reach));
    between(wanted, row..n, columns, column..to, (start, End::Free), &mut steps);
    steps
}

/// The first column that the rows before the first link may reach back to.
fn before(wanted: &Wanted<'_>, row: usize, column: usize) -> usize {
    reach(wanted, 0..row).map_or(0, |reach| column.saturating_sub(reach))
}

/// How many columns rows may take; `None` where an ellipsis lets them reach anywhere.
fn reach(wanted: &Wanted<'_>, rows: std::ops::Range<usize>) -> Option<usize> {
    let gap = wanted.rows[rows.clone()].iter().any(|r| r.kind == RowKind::Gap);
    (!gap).then_some(rows.len() * 4 + 64)
}

/// Fills one table, or gives up on its rows and columns where it would be too large.
fn between(
    wanted: &Wanted<'_>,
    rows: std::ops::Range<usize>,
    columns: &[Column],
    part: std::ops::Range<usize>,
    ends: (End, End),
    steps: &mut Vec<Step>,
) {
    if rows.is_empty() && (part.is_empty() || ends.0 == End::Free || ends.1 == End::Free) {
        return;
    }
    if rows.len().saturating_mul(part.len()) <= BETWEEN {
        table::fill(wanted, rows, columns, part, ends, steps);
        return;
    }
    let gap = rows.clone().find(|&r| wanted.rows[r].kind == RowKind::Gap);
    for row in rows {
        steps.push(if wanted.rows[row].kind == RowKind::Word { Step::Added(row) } else { Step::Free(row) });
    }
    if ends == (End::Fixed, End::Fixed) {
        steps.extend(part.map(|c| gap.map_or(Step::Dropped(c), |g| Step::Left(g, c))));
    }
}
