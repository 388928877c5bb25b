//! A reference that points at nothing.

use super::Rule;
use crate::finding::Severity;

pub(crate) static DANGLING_REFERENCE: Rule = Rule {
    name: "dangling-reference",
    severity: Severity::Note,
    summary: "the draft does not say what a reference points at",
    finds: "\
A reference back has nothing to refer to (an ibid. without antecedent), or a link was lost on the way and left its words \
behind (`see here, para. 505`).",
    why: "The reader cannot follow it.",
    remedy: "Name the work.",
    bad: "Ibid., para 4.\n",
    good: "Lights Convention, art 2. Ibid., art 3.\n",
};
