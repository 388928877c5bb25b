//! A work that the table does not know.

use super::Rule;
use crate::finding::Severity;

pub(crate) static UNKNOWN_AUTHORITY: Rule = Rule {
    name: "unknown-authority",
    severity: Severity::Warning,
    summary: "a citation names a work that the table of authorities does not have",
    finds: "\
The draft cites something that looks like an instrument, a case or another work, but no name or short form in \
`corpus/authorities` means it.",
    why: "It may be a slip in the name, a work nobody has entered yet, or a work that does not exist.",
    remedy: "Correct the name, or enter the work in `corpus/authorities`: an entry with its title and names is enough.",
    bad: "The point is settled by Article 4 of the Convention on the Shadows of Lighthouses.\n",
    good: "The point is settled by Article 4 of the Convention on the Lights of Harbours.\n",
};
