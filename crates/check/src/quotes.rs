//! The quotations of a draft.

mod blocks;
mod leads;
mod marks;
mod pairs;
mod split;
mod words;

use model::Span;

use crate::draft::Draft;
use crate::layout::Layout;
use crate::quotation::Quotation;

pub use words::words;

/// The quotations of a draft, in the order of the text, an outer one before those within it: between marks of every
/// form, in blocks, in paragraphs that a sentence leads up to. Code, comments, addresses and front matter hold none.
/// Apostrophes, signs for feet, inches and minutes, and marks without a partner are no quotations. Linear in the text.
pub fn quotations(draft: &Draft<'_>) -> Vec<Quotation> {
    let layout = Layout::new(draft);
    let mut out = pairs::inline(draft, &layout);
    split::join(draft, &mut out);
    blocks::add(draft, &layout, &mut out);
    leads::add(draft, &layout, &mut out);
    nest(out)
}

/// Puts quotations in order and tells which stands in which.
fn nest(mut all: Vec<Quotation>) -> Vec<Quotation> {
    all.sort_by_key(|q| (q.span.start(), usize::MAX - q.span.end(), q.pieces.len()));
    let mut open: Vec<usize> = Vec::new();
    for i in 0..all.len() {
        let span = all[i].span;
        while open.last().is_some_and(|&o| !all[o].span.contains(span)) {
            open.pop();
        }
        // Between the pieces of a quotation the author speaks.
        let holder = open.last().copied().filter(|&o| holds(&all[o].pieces, span));
        all[i].within = holder;
        open.push(i);
    }
    all
}

/// Whether one of `pieces`, in the order of the text and disjoint, holds `span`.
fn holds(pieces: &[Span], span: Span) -> bool {
    let at = pieces.partition_point(|p| p.start() <= span.start()).checked_sub(1);
    at.and_then(|i| pieces.get(i)).is_some_and(|p| p.contains(span))
}

#[cfg(test)]
mod tests;
