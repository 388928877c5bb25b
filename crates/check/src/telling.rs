//! What is said about differences, as facts.

use std::ops::Range;

use model::Span;

use crate::comparison::{Edit, EditKind, Weight};
use crate::finding::Mark;
use crate::frame;
use crate::source::SourceText;

/// Differences told in a message; the others are counted.
const TOLD: usize = 3;

/// Words longer than this, in characters, are shortened in the middle when told.
const LONGEST: usize = 120;

/// Words of the draft in a line, without the signs of a block quotation.
pub(crate) fn plain(raw: &str) -> String {
    let lines = raw.lines().map(|line| line.trim_start().trim_start_matches(['>', ' ']).trim_end());
    lines.collect::<Vec<_>>().join(" ").trim().to_owned()
}

/// Words short enough for a message.
fn short(words: &str) -> String {
    let count = words.chars().count();
    if count <= LONGEST {
        return words.to_owned();
    }
    let head: String = words.chars().take(LONGEST / 2).collect();
    let tail: String = words.chars().skip(count - LONGEST / 2).collect();
    let (head, tail) =
        (head.rsplit_once(' ').map_or(&*head, |x| x.0), tail.split_once(' ').map_or(&*tail, |x| x.1));
    format!("{head} … {tail}")
}

/// One difference in words; `None` for one that the quotation marks.
fn told(edit: &Edit, draft: &str, source: &SourceText) -> Option<String> {
    let here = short(&plain(edit.quoted.of(draft).unwrap_or_default()));
    let there = short(&frame::line(source, &edit.source));
    Some(match edit.kind {
        EditKind::Changed => format!("the source reads “{there}”, the draft “{here}”"),
        EditKind::Dropped => format!("the source has “{there}”, which the draft leaves out"),
        EditKind::Added => format!("“{here}” does not stand in the source"),
        EditKind::Moved if there.is_empty() => format!("“{here}” stands in another order in the source"),
        EditKind::Moved => format!("the source has “{there}” in another order"),
        EditKind::Swallowed => format!("the ellipsis leaves out “{there}”"),
        EditKind::Spelling => format!("the held print spells “{there}”, the draft “{here}”"),
        EditKind::Case => format!("the source prints “{there}”, the draft “{here}”"),
        EditKind::Variant if there.is_empty() => format!("the held print does not have “{here}”"),
        EditKind::Variant => format!("the held print reads “{there}”, the draft “{here}”"),
        EditKind::Marked => return None,
    })
}

/// What an author can do about differences. Where an ellipsis is the fault, another one would not mend it.
pub(crate) fn advice(edits: &[&Edit]) -> &'static str {
    if !edits.is_empty() && edits.iter().all(|e| e.kind == EditKind::Swallowed) {
        "quote these words too, or say outside the quotation marks that they follow"
    } else {
        "take the source's words, or mark the change with brackets or an ellipsis"
    }
}

/// What a mark at the place of an edit says: the source's words, as short as can be.
fn label(edit: &Edit, source: &SourceText) -> String {
    let there = short(&frame::line(source, &edit.source));
    match edit.kind {
        EditKind::Added => "not in the source".to_owned(),
        EditKind::Dropped => format!("left out: “{there}”"),
        EditKind::Swallowed => format!("left out here: “{there}”"),
        EditKind::Moved => "in another order in the source".to_owned(),
        _ => format!("the source: “{there}”"),
    }
}

/// The differences of the kinds wanted, the gravest first, in a sentence.
pub(crate) fn sentence(edits: &[&Edit], draft: &str, source: &SourceText) -> String {
    let mut sorted: Vec<&&Edit> = edits.iter().collect();
    sorted.sort_by_key(|e| (std::cmp::Reverse(e.weight), e.quoted.start()));
    let told: Vec<String> = sorted.iter().filter_map(|e| told(e, draft, source)).collect();
    let more = told.len().saturating_sub(TOLD);
    let mut out = told.iter().take(TOLD).cloned().collect::<Vec<_>>().join("; ");
    if more > 0 {
        out.push_str(&format!("; and {more} more"));
    }
    out
}

/// Where in the draft the differences stand.
pub(crate) fn marks(edits: &[&Edit], source: &SourceText) -> Vec<Mark> {
    edits.iter().map(|e| Mark { span: e.quoted, label: label(e, source) }).collect()
}

/// Where in the source's words from `range` on they stand, ascending and disjoint.
pub(crate) fn source_marks(edits: &[&Edit], range: &Range<usize>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut all: Vec<&Range<usize>> = edits.iter().map(|e| &e.source).filter(|r| !r.is_empty()).collect();
    all.sort_by_key(|r| (r.start, r.end));
    for r in all {
        let (start, end) = (r.start.max(range.start), r.end.min(range.end));
        if start >= end {
            continue;
        }
        let (start, end) = (start - range.start, end - range.start);
        match out.last_mut() {
            Some(last) if start <= last.end => last.end = last.end.max(end),
            _ => out.push(start..end),
        }
    }
    out
}

/// The range widened so that it takes in what was left out at the ends.
pub(crate) fn widened(range: &Range<usize>, edits: &[&Edit]) -> Range<usize> {
    let all = edits.iter().map(|e| &e.source).filter(|r| !r.is_empty());
    all.fold(range.clone(), |w, r| w.start.min(r.start)..w.end.max(r.end))
}

/// The differences that are faults.
pub(crate) fn faults(edits: &[Edit]) -> Vec<&Edit> {
    let slight = |e: &Edit| e.kind == EditKind::Marked || e.weight == Weight::Slight;
    let grave: Vec<&Edit> = edits.iter().filter(|e| !slight(e)).collect();
    if grave.is_empty() { edits.iter().filter(|e| e.kind != EditKind::Marked).collect() } else { grave }
}

/// The differences of spelling, capitals and print.
pub(crate) fn variants(edits: &[Edit]) -> Vec<&Edit> {
    edits.iter().filter(|e| e.kind != EditKind::Marked && e.weight == Weight::Slight).collect()
}

/// How many words there are.
pub(crate) fn count(words: &str) -> usize {
    words.split_whitespace().filter(|w| w.contains(char::is_alphanumeric)).count()
}

/// The span in the draft, or, where it is empty, the character after it, so that there is something to point at.
pub(crate) fn visible(span: Span, draft: &str) -> Span {
    if !span.is_empty() {
        return span;
    }
    let after = draft.get(span.start()..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8);
    Span::new(span.start(), span.start() + after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn block_signs_are_no_words() {
        assert_eq!(plain("the lamps\n> shall burn"), "the lamps shall burn");
        assert_eq!(count("“[t]he … lamps” —"), 2);
    }

    #[test]
    fn marks_in_the_source_are_disjoint() {
        let edit =
            |source| Edit { kind: EditKind::Changed, weight: Weight::Word, quoted: Span::new(0, 0), source };
        let all = [edit(12..15), edit(10..13), edit(20..22), edit(90..95)];
        let all: Vec<&Edit> = all.iter().collect();
        assert_eq!(source_marks(&all, &(10..30)), [0..5, 10..12]);
    }

    #[test]
    fn long_words_are_shortened_in_the_middle() {
        let words = "lamp ".repeat(60);
        assert!(short(&words).chars().count() < LONGEST + 5);
        assert!(short(&words).contains('…'));
    }
}
