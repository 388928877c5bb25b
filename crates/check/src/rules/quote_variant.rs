//! Another spelling, or a known variant of the print.

use super::Rule;
use crate::finding::Severity;

pub(crate) static QUOTE_VARIANT: Rule = Rule {
    name: "quote-variant",
    severity: Severity::Note,
    summary: "a quotation follows another spelling or another print than the one held",
    finds: "\
The words differ from the held print in spelling alone (`defense` for `defence`), or by a variant reading or misprint of the \
held print that is listed in `corpus/variants`. Both readings count as right.",
    why: "Authentic prints of one treaty differ, and prints have misprints. It is good to know which one is followed.",
    remedy: "Nothing need be done. Follow one print throughout, and mark a misprint of the source with [sic] if you keep it.",
    bad: "A light may be put out \"only in self-defense or where the keeper is in peril\" (Lights Convention, art 2(2)).\n",
    good: "A light may be put out \"only in self-defence or where the keeper is in peril\" (Lights Convention, art 2(2)).\n",
};
