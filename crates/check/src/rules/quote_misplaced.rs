//! The words stand elsewhere.

use super::Rule;
use crate::finding::Severity;

pub(crate) static QUOTE_MISPLACED: Rule = Rule {
    name: "quote-misplaced",
    severity: Severity::Error,
    summary: "the words of a quotation stand in another provision or instrument than the one cited",
    finds: "\
The words of a quotation do not stand where the draft says, but word for word somewhere else: in another provision of the \
same instrument, or in another instrument. The finding names the place. A term of three words or fewer is a warning.",
    why: "A reader who looks the words up will not find them, and may doubt the rest.",
    remedy: "Cite the place that has the words. `--fix` rewrites a pinpoint within the same instrument.",
    bad: "Article 3 of the Lights Convention provides that a dispute \"shall be brought before the Council of Keepers\".\n",
    good: "Article 4(1) of the Lights Convention provides that a dispute \"shall be brought before the Council of Keepers\".\n",
};
