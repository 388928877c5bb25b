//! Words in a row that both sides have, and the heaviest chain of them.

use model::WordMap;

use super::{Column, Wanted};
use crate::marks::RowKind;

/// How many words in a row make a seed: tried in this order.
const LENGTHS: [usize; 2] = [4, 2];

/// A seed that stands in the source more often than this says nothing.
const COMMON: usize = 16;

/// Links further apart than this, beyond what the quotation has between them, belong to different runs.
const APART: usize = 256;

/// A run of fewer links than this, apart from the others, is chance.
const CHANCE: usize = 24;

/// Rows and columns of equal words, ascending in both. Empty where there is nothing to go by.
pub(super) fn chain(wanted: &Wanted<'_>, columns: &[Column]) -> Vec<(usize, usize)> {
    let words: Vec<usize> = (0..columns.len()).filter(|&c| !columns[c].mark).collect();
    for length in LENGTHS {
        let points = points(wanted, columns, &words, length);
        let chain = near(wanted, longest(&points));
        let rows = wanted.rows.iter().filter(|r| r.kind == RowKind::Word).count();
        if chain.len() * 4 >= rows.saturating_sub(length) && !chain.is_empty() {
            return chain;
        }
    }
    Vec::new()
}

/// Where seeds begin: row and column.
fn points(wanted: &Wanted<'_>, columns: &[Column], words: &[usize], length: usize) -> Vec<(usize, usize)> {
    let mix = |h: u64, k: u64| (h ^ k).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    let mut seeds: Vec<(usize, u64)> = Vec::new();
    for (row, run) in wanted.rows.windows(length).enumerate() {
        if run.iter().all(|r| r.kind == RowKind::Word) {
            seeds.push((row, run.iter().fold(0, |h, r| mix(h, r.token.spelling))));
        }
    }
    // Most of a long source has no word of the quotation's seeds in front: it is passed over by one bit.
    let bit = |spelling: u64| (usize::try_from(spelling >> 6 & 63).unwrap_or(0), 1u64 << (spelling & 63));
    let mut sieve = [0u64; 64];
    for &(row, _) in &seeds {
        let (i, b) = bit(wanted.rows[row].token.spelling);
        sieve[i] |= b;
    }
    let mut at: WordMap<u64, Vec<usize>> = seeds.iter().map(|(_, seed)| (*seed, Vec::new())).collect();
    for run in words.windows(length) {
        let (i, b) = bit(columns[run[0]].token.spelling);
        if sieve[i] & b == 0 {
            continue;
        }
        let seed = run.iter().fold(0, |h, &c| mix(h, columns[c].token.spelling));
        if let Some(places) = at.get_mut(&seed).filter(|p| p.len() <= COMMON) {
            places.push(run[0]);
        }
    }
    let mut out = Vec::new();
    for (row, seed) in seeds {
        if let Some(places) = at.get(&seed).filter(|p| p.len() <= COMMON) {
            let same = |&&c: &&usize| columns[c].token.spelling == wanted.rows[row].token.spelling;
            out.extend(places.iter().filter(same).map(|&c| (row, c)));
        }
    }
    out
}

/// The longest chain that ascends in rows and columns: patience sorting.
fn longest(points: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // Of one row at most one point: later columns first, so that they cannot follow each other.
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by_key(|&p| (points[p].0, std::cmp::Reverse(points[p].1)));
    let mut tops: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; points.len()];
    for p in order {
        let pile = tops.partition_point(|&t| points[t].1 < points[p].1);
        before[p] = pile.checked_sub(1).map(|b| tops[b]);
        match tops.get_mut(pile) {
            Some(top) => *top = p,
            None => tops.push(p),
        }
    }
    let mut out = Vec::new();
    let mut at = tops.last().copied();
    while let Some(p) = at {
        out.push(points[p]);
        at = before[p];
    }
    out.reverse();
    out
}

/// The chain without links that stand by chance far from the rest: where no ellipsis lies between, what is quoted
/// lies together.
fn near(wanted: &Wanted<'_>, chain: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    let mut gaps = vec![0; wanted.rows.len() + 1];
    for (i, row) in wanted.rows.iter().enumerate() {
        gaps[i + 1] = gaps[i] + usize::from(row.kind == RowKind::Gap);
    }
    let mut runs: Vec<Vec<(usize, usize)>> = Vec::new();
    for link in chain {
        match runs.last_mut() {
            Some(run)
                if run
                    .last()
                    .is_some_and(|&(r, c)| gaps[link.0] > gaps[r] || link.1 - c <= link.0 - r + APART) =>
            {
                run.push(link);
            }
            _ => runs.push(vec![link]),
        }
    }
    let most = runs.iter().map(Vec::len).max().unwrap_or(0);
    let mut kept = false;
    runs.retain(|run| {
        let keep = run.len() >= CHANCE.min(most) && (run.len() == most && !kept || run.len() >= CHANCE);
        kept |= keep && run.len() == most;
        keep
    });
    runs.concat()
}
