//! Quotations that the author's words interrupt: “The keeper,” it says, “shall …”.

use model::Span;

use crate::attribution::cues::{self, Says};
use crate::draft::Draft;
use crate::quotation::Quotation;

/// The longest interruption, in words.
const LONGEST: usize = 10;

/// Joins neighbours of which the second goes on with the first.
pub(super) fn join(draft: &Draft<'_>, all: &mut Vec<Quotation>) {
    all.sort_by_key(|q| (q.span.start(), usize::MAX - q.span.end()));
    let mut out: Vec<Quotation> = Vec::with_capacity(all.len());
    // Positions in `out` of the quotations that hold the one at hand, the last one ended included.
    let mut chain: Vec<usize> = Vec::new();
    for one in all.drain(..) {
        let mut before = None;
        while let Some(&last) = chain.last() {
            if out[last].span.contains(one.span) {
                break;
            }
            before = chain.pop();
        }
        match before.filter(|&b| continues(draft.text, &out[b], &one)) {
            Some(b) => {
                out[b].span = out[b].span.cover(one.span);
                out[b].pieces.extend(one.pieces);
                chain.push(b);
            }
            None => {
                chain.push(out.len());
                out.push(one);
            }
        }
    }
    *all = out;
}

/// Whether `next` is clearly the continuation of `one`.
fn continues(text: &str, one: &Quotation, next: &Quotation) -> bool {
    let gap = Span::new(one.span.end(), next.span.start());
    if gap.len() > 200 {
        return false;
    }
    let (Some(between), Some(first), Some(second)) = (gap.of(text), one.span.of(text), next.span.of(text))
    else {
        return false;
    };
    let said = between.trim_matches(|c: char| !c.is_alphanumeric());
    let ends: &[char] = &['.', ';', ':', '(', ')', '\n', '?', '!', '[', ']'];
    let outside = between.trim_start_matches(|c: char| !c.is_alphanumeric() && !ends.contains(&c));
    if said.is_empty() || outside.trim_end().contains(ends) {
        return false;
    }
    let words: Vec<&str> = said.split_whitespace().collect();
    if words.len() > LONGEST || words.iter().any(|w| cues::joins(w)) {
        return false;
    }
    // Of the kind "it says", "wrote the Court", "Article 3 goes on": someone speaks, between commas or dashes.
    let speaks = words.iter().any(|w| cues::verb(w) == Says::Words || matches!(*w, "goes" | "went" | "as"));
    let open = matches!(
        words.first(),
        Some(&("in" | "which" | "that" | "of" | "to" | "by" | "with" | "under" | "a" | "so"))
    );
    let dangling = words.last().is_some_and(|w| matches!(*w, "that" | "of" | "the" | "a" | "an" | "to"));
    if !speaks || open || dangling {
        return false;
    }
    let stops = [',', '—', '–'];
    let left = between.trim_start_matches(|c: char| !c.is_alphanumeric() && !stops.contains(&c));
    let right = between.trim_end_matches(|c: char| !c.is_alphanumeric() && !stops.contains(&c));
    let parted = (left.starts_with(stops) || first.trim_end().ends_with(stops)) && right.ends_with(stops);
    let finished = first.trim_end().ends_with(['.', '?', '!', ';']);
    let lower = second.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_lowercase);
    parted && !finished && (lower || words.len() <= 4)
}
