//! Words that stand in the source, but in another order.

use std::ops::Range;

use crate::align::{Step, Wanted, align};
use crate::comparison::{Edit, EditKind, Weight};
use crate::marks::{Row, RowKind};
use crate::polarity::turn;
use crate::reading::Reading;

use super::SHORT;
use super::edits::Beside;

/// A fragment of fewer words than this is no evidence of anything.
const FRAGMENT: usize = 3;

/// The share of a fragment that must stand elsewhere for it to count as moved.
const STANDS: f64 = 0.7;

/// Of words that differ at more places than this none is looked for elsewhere, and no more fragments are.
const MOST: usize = 1000;

/// The rows whose words are not found where they should stand.
pub(super) fn missing(rows: usize, steps: &[Step]) -> Vec<bool> {
    let mut out = vec![false; rows];
    for step in steps {
        if let Step::Added(r) | Step::Other(r, _) = *step
            && let Some(missing) = out.get_mut(r)
        {
            *missing = true;
        }
    }
    out
}

/// Words added at one place that are those dropped at another became one edit: they were moved.
pub(super) fn words(beside: &Beside<'_>, edits: &mut Vec<Edit>) {
    if edits.len() > MOST {
        return;
    }
    let text = |e: &Edit| Reading::words(beside.text, e.source.clone());
    let mut at = 0;
    while at < edits.len() {
        let edit = &edits[at];
        if edit.kind != EditKind::Added {
            at += 1;
            continue;
        }
        let said = said(beside, edit);
        let near = at.saturating_sub(8)..(at + 9).min(edits.len());
        let dropped = near.clone().find(|&i| edits[i].kind == EditKind::Dropped && text(&edits[i]) == said);
        let Some(dropped) = dropped else {
            at += 1;
            continue;
        };
        let source = edits[dropped].source.clone();
        let weight = if said.iter().any(|w| turn(w).is_some()) { Weight::Sense } else { Weight::Word };
        edits[at] = Edit { kind: EditKind::Moved, weight, quoted: edits[at].quoted, source };
        edits.remove(dropped);
        at += usize::from(dropped > at);
    }
}

/// The folded words of an edit on the side of the quotation.
fn said(beside: &Beside<'_>, edit: &Edit) -> Vec<String> {
    let is_word = |i: &usize| beside.rows.rows.get(*i).is_some_and(|r| r.kind == RowKind::Word);
    let inside: Vec<usize> = beside.rows_in(edit.quoted).filter(is_word).collect();
    beside.said(&inside)
}

/// Fragments between ellipses, and runs of words, that are not found in their order, but elsewhere in the source.
pub(super) fn fragments(beside: &Beside<'_>, missing: &[bool], edits: &mut Vec<Edit>) {
    let rows = beside.wanted.rows;
    if edits.len() > MOST {
        return;
    }
    for fragment in displaced(rows, missing).into_iter().take(MOST) {
        let words = fragment.clone().filter(|&r| rows[r].kind == RowKind::Word).count();
        let fitting = beside.wanted.fitting.get(fragment.clone()).unwrap_or_default().to_vec();
        let wanted = Wanted { rows: &rows[fragment.clone()], fitting };
        let Some(steps) = align(&wanted, beside.columns) else { continue };
        let same = |s: &Step| if let Step::Same(_, c) = s { Some(*c) } else { None };
        let columns: Vec<usize> = steps.iter().filter_map(same).collect();
        let (Some(&from), Some(&to)) = (columns.first(), columns.last()) else { continue };
        if !stands(columns.len(), words) {
            continue;
        }
        let quoted = beside.span(fragment.start, fragment.end - 1);
        edits.retain(|e| !(quoted.contains(e.quoted) && e.kind != EditKind::Marked));
        let source = Reading::bytes(beside.columns, from..to + 1);
        edits.push(Edit { kind: EditKind::Moved, weight: Weight::Word, quoted, source });
    }
}

/// Fragments that are mostly missing where they should stand; in the others, runs of missing words.
fn displaced(rows: &[Row], missing: &[bool]) -> Vec<Range<usize>> {
    let long = |part: &Range<usize>| {
        let words = rows[part.clone()].iter().filter(|r| r.kind == RowKind::Word);
        words.clone().count() >= FRAGMENT && words.clone().any(|r| r.token.at.len() > SHORT)
    };
    let mut out = Vec::new();
    let mut first = 0;
    for end in (0..=rows.len()).filter(|&i| i == rows.len() || rows[i].kind == RowKind::Gap) {
        let fragment = first..end;
        first = end + 1;
        let words = fragment.clone().filter(|&r| rows[r].kind == RowKind::Word).count();
        let absent = fragment.clone().filter(|&r| missing[r]).count();
        let whole = fragment.len() < rows.len();
        if whole && absent * 10 >= words * 6 {
            out.push(fragment);
            continue;
        }
        let mut run = fragment.start;
        for r in fragment.clone() {
            if !missing[r] {
                out.push(run..r);
                run = r + 1;
            }
        }
        out.push(run..fragment.end);
    }
    out.retain(|part| part.start < part.end && long(part));
    out
}

#[expect(clippy::cast_precision_loss, reason = "a share of a count of words")]
fn stands(found: usize, words: usize) -> bool {
    found as f64 >= STANDS * words as f64
}
