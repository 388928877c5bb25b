//! The held print lacks the place, or does not separate it.

use super::Rule;
use crate::finding::Severity;

pub(crate) static NOT_IN_THIS_TEXT: Rule = Rule {
    name: "not-in-this-text",
    severity: Severity::Note,
    summary: "the held print does not have a place that the instrument has or may have",
    finds: "\
The cited place is one that the held print lacks (a later amendment, a part left out, a commentary) or does not separate: an \
unnumbered paragraph that lawyers count, such as the sixth of Geneva Convention IV, article 49. A quotation that hangs on it \
is looked for in the nearest place above.",
    why: "The citation may be right; this corpus cannot tell. It is never an error.",
    remedy: "Check the place by hand, or hold a print that has it.",
    bad: "Keepers may plead custom (Lights Convention, annex I).\n",
    good: "Keepers may plead peril (Lights Convention, art 2(2)).\n",
};
