//! The source reads otherwise.

use super::Rule;
use crate::finding::Severity;

pub(crate) static QUOTE_ALTERED: Rule = Rule {
    name: "quote-altered",
    severity: Severity::Error,
    summary: "a quotation differs from its source without a mark",
    finds: "\
The words of a quotation stand, nearly, in the provision it is given to, but something was changed, dropped, added or put \
in another order, and neither brackets nor an ellipsis say so. An ellipsis that leaves out a negation, an exception or a \
modal verb counts too. The finding names each difference with the source's words, those that may turn the sense first. \
A quotation of five words or fewer is a warning.",
    why: "\
A reader takes what stands between quotation marks for the source's own words. One word of a treaty may decide a case.",
    remedy: "\
Take the source's words, or mark the change: square brackets around what is yours, an ellipsis for what is left out.",
    bad: "Article 2(1) of the Lights Convention says that each State \"should keep its harbour lights burning from dusk to dawn\".\n",
    good: "Article 2(1) of the Lights Convention says that each State \"shall keep its harbour lights burning from dusk to dawn\".\n",
};
