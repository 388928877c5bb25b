//! Not checked: the source is not held.

use super::Rule;
use crate::finding::Severity;

pub(crate) static UNVERIFIABLE_QUOTE: Rule = Rule {
    name: "unverifiable-quote",
    severity: Severity::Note,
    summary: "a quotation was not checked, since its source is not held",
    finds: "\
A quotation is given to a work whose text the corpus does not hold, that is not in the table of authorities, that the draft \
does not identify, or whose held print lacks the place. Nothing is said about its words. Where they happen to stand in a held \
text, the note says where.",
    why: "Not checked is not the same as right. The note says what is left to do by hand.",
    remedy: "Check the words by hand, or bring the text in: `corpus add FILE`.",
    bad: "The Court spoke of \"the most grave forms of the use of force\" (Nicaragua, para 191).\n",
    good: "The Court spoke of the gravest forms of the use of force (Nicaragua, para 191).\n",
};
