//! A comment that keeps nothing back.

use super::Rule;
use crate::finding::Severity;

pub(crate) static UNUSED_ALLOW: Rule = Rule {
    name: "unused-allow",
    severity: Severity::Note,
    summary: "a comment allows what is not there, or names no rule",
    finds: "A comment `corpus: allow RULE` in the draft keeps no finding back, or names a rule that does not exist.",
    why: "Such a comment would hide the next finding, unseen.",
    remedy: "Take the comment out, or correct the rule's name.",
    bad: "<!-- corpus: allow quote-altered: the court's own emphasis -->\n\nThe lamps are lit (Lights Convention, art 2).\n",
    good: "The lamps are lit (Lights Convention, art 2).\n",
};
