//! Several works fit.

use super::Rule;
use crate::finding::Severity;

pub(crate) static AMBIGUOUS_REFERENCE: Rule = Rule {
    name: "ambiguous-reference",
    severity: Severity::Note,
    summary: "a citation may mean several works",
    finds: "\
A name in the draft fits more than one work of the table of authorities, and nothing around it decides. The finding names \
the candidates; none is picked. A quotation that hangs on it is looked for in those that are held.",
    why: "What is ambiguous to the program may be so to a reader.",
    remedy: "Write the name in full once, or define the short form where the work is first named.",
    bad: "See article 2 of the Geneva Convention.\n",
    good: "See article 2 of the Lights Convention.\n",
};
