//! Whether what an ellipsis leaves out turns the sense of what is kept.
//!
//! Judged are words left out between two kept fragments, within the sentences of these:
//!
//! - an exception (`unless`, `except`, `subject to`, `provided that` …) anywhere in a sentence that is kept in part;
//! - a negation or `only` in the clause that runs on from the kept words before or into those after: no comma, no
//!   other stop, no `and`, `or`, `which`, `that`, `who` or `where` between;
//! - a modal verb in such a clause, unless the fragment before has the same.
//!
//! What is left out before the first fragment or after the last is not judged: a quotation may begin and end anywhere.

use std::ops::Range;

use crate::polarity::{Turn, turn};

use super::edits::Beside;

/// Words that begin a clause of their own.
const BEGINS_CLAUSE: &[&str] =
    &["and", "or", "but", "which", "that", "who", "whom", "whose", "where", "when", "while"];

/// Exceptions and conditions, as words in a row.
const EXCEPTIONS: &[&[&str]] = &[
    &["unless"],
    &["except"],
    &["excepting"],
    &["save", "as"],
    &["save", "in"],
    &["save", "for"],
    &["save", "where"],
    &["save", "when"],
    &["save", "that"],
    &["save", "by"],
    &["save", "with"],
    &["provided", "that"],
    &["subject", "to"],
    &["without", "prejudice"],
    &["notwithstanding"],
    &["other", "than"],
    &["only", "if"],
    &["so", "far", "as"],
    &["with", "the", "exception"],
];

/// How many kept words before an ellipsis are searched for the modal verb it leaves out.
const BACK: usize = 60;

/// The part of some columns left out that turns the sense of what is kept around them.
pub(super) fn turning(beside: &Beside<'_>, left: Range<usize>) -> Option<Range<usize>> {
    if left.is_empty() || left.start == 0 {
        return None;
    }
    let word = |c: usize| beside.held(&[c]).concat();
    let words: Vec<String> = left.clone().map(word).collect();
    let at = |c: usize| &beside.columns[c];
    let kept_ends = at(left.start - 1).ends;
    let kept_pauses = at(left.start - 1).pauses;
    // Positions in `words`.
    let ends: Vec<usize> = (0..words.len()).filter(|&i| at(left.start + i).ends).collect();
    let head = if kept_ends { 0 } else { ends.first().map_or(words.len(), |e| e + 1) };
    let tail = ends.last().map_or(0, |e| e + 1);
    let whole = left.clone();
    let exception = |part: Range<usize>| {
        let part = &words[part];
        // "a military one or is subject to special protection": another thing that may be so, and no condition.
        let alternative = |i: usize| {
            let copula = |w: &str| matches!(w, "is" | "are" | "was" | "were" | "be");
            part[i] == "subject" && i > 1 && copula(&part[i - 1]) && part[i - 2] == "or"
        };
        (0..part.len()).filter(|&i| !alternative(i)).any(|i| {
            EXCEPTIONS
                .iter()
                .any(|e| part[i..].len() >= e.len() && part[i..].iter().zip(*e).all(|(a, b)| a == b))
        })
    };
    if exception(0..head) || exception(tail..words.len()) {
        return Some(whole);
    }
    // The clauses that run on from the words before, and into the words after.
    let breaks = |i: usize| at(left.start + i).pauses;
    let begins = |i: usize| BEGINS_CLAUSE.contains(&words[i].as_str());
    let before = if kept_pauses {
        0
    } else {
        let stop = (0..words.len()).find(|&i| breaks(i) || begins(i));
        stop.map_or(words.len(), |i| if begins(i) { i } else { i + 1 })
    };
    let after = if words.last().is_some() && breaks(words.len() - 1) {
        words.len()
    } else {
        (0..words.len()).rev().find(|&i| breaks(i) || begins(i)).map_or(0, |i| i + 1)
    };
    let kept: Vec<String> = (left.start.saturating_sub(BACK)..left.start).map(word).collect();
    let turning = |i: usize| {
        let word = words[i].as_str();
        let not_only = word == "not" && words.get(i + 1).is_some_and(|w| w == "only")
            || word == "only" && i > 0 && words[i - 1] == "not";
        match turn(word) {
            Some(Turn::Negation) => !not_only,
            Some(Turn::Exception) => matches!(word, "only" | "solely" | "exclusively") && !not_only,
            Some(Turn::Modal) => {
                matches!(word, "shall" | "may" | "must" | "should" | "can") && !kept.iter().any(|k| k == word)
            }
            _ => false,
        }
    };
    (0..before).chain(after..words.len()).any(turning).then_some(whole)
}

/// Whether bracketed words that stand for `held` leave out a negation or an exception that they do not make good, or put
/// leave in the place of duty, or duty in the place of leave.
pub(super) fn negated(held: &[String], said: &[String]) -> bool {
    let turns = |w: &&String| {
        turn(w) == Some(Turn::Negation) || matches!(w.as_str(), "unless" | "except" | "only" | "subject")
    };
    let duty = |words: &[String]| words.iter().any(|w| matches!(w.as_str(), "shall" | "must"));
    let leave = |words: &[String]| words.iter().any(|w| matches!(w.as_str(), "may" | "can" | "should"));
    let reversed = |a: &[String], b: &[String]| duty(a) && !leave(a) && leave(b) && !duty(b);
    held.iter().filter(turns).count() > said.iter().filter(turns).count()
        || reversed(held, said)
        || reversed(said, held)
}
