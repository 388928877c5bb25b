//! What is no part of the place before it: "In cases under article 6, paragraph 2 does not apply", "I take up Article 51 in section 3".

use super::Grammar;
use super::designator::Designator;
use super::designator::structural;
use super::number;
use crate::scan;

/// How far back the head of a sentence is looked for, in bytes.
const OPENING: usize = 200;

/// What stands before a place that depends on it.
const GOVERNING: [&str; 10] =
    ["under", "to", "of", "in", "with", "by", "from", "notwithstanding", "outside", "within"];

/// What opens a sentence with a phrase that cannot be its subject.
const PHRASES: [&str; 14] = [
    "In",
    "Under",
    "Subject",
    "Notwithstanding",
    "Without",
    "Pursuant",
    "By",
    "For",
    "With",
    "Except",
    "Save",
    "Outside",
    "Within",
    "Contrary",
];

/// Words that open a clause, in which the place may be the subject after all.
const CLAUSES: [&str; 7] = ["that", "where", "when", "if", "which", "who", "unless"];

/// The verbs that place a subject right before them.
const VERBS: [&str; 9] = ["does", "shall", "applies", "is", "may", "must", "will", "has", "cannot"];

impl Grammar<'_> {
    /// Whether the singular `child` after a comma is what the sentence speaks of: a verb follows it, and the place before the
    /// comma belongs to the phrase that opens the sentence.
    pub(super) fn subject(&self, child: Designator) -> bool {
        let bytes = self.bytes();
        let at = scan::space(bytes, child.end);
        let Some((_, mut end)) = number::number(self.text, at, child.kind).filter(|_| !child.plural) else {
            return false;
        };
        while let Some((_, stop)) = number::bracketed(self.text, end) {
            end = stop;
        }
        let verb = scan::space(bytes, end);
        if verb == end || scan::any_word(self.text, verb, &VERBS).is_none() {
            return false;
        }
        let from = scan::boundary(self.text, self.start.saturating_sub(OPENING));
        let head = self.text.get(from..self.start).unwrap_or_default();
        let opening = head.rsplit(['\n', ';', '.', ':', ')']).next().unwrap_or_default();
        let mut said = opening.split_whitespace();
        let phrase = said.next().is_some_and(|word| PHRASES.contains(&word));
        let governed = opening
            .split_whitespace()
            .last()
            .is_some_and(|w| GOVERNING.iter().any(|g| w.eq_ignore_ascii_case(g)));
        phrase && governed && !opening.contains(',') && !said.any(|word| CLAUSES.contains(&word))
    }

    /// Whether a part or section that something is said to be in is one of the text itself, as far as nothing says whose it is: "I take
    /// up Article 51 in section 3".
    pub(super) fn authors_own(&self, outer: Designator) -> bool {
        let at = scan::space(self.bytes(), outer.end);
        let Some((_, end)) = number::number(self.text, at, outer.kind).filter(|_| structural(outer.kind))
        else {
            return false;
        };
        let of =
            scan::word(self.text, scan::space(self.bytes(), end), "of").map(|e| scan::space(self.bytes(), e));
        let own = |of| scan::any_word(self.text, of, &["this", "the present", "my", "our"]).is_some();
        of.is_none_or(own)
    }
}
