//! The instrument has no such place.

use super::Rule;
use crate::finding::Severity;

pub(crate) static NO_SUCH_PLACE: Rule = Rule {
    name: "no-such-place",
    severity: Severity::Error,
    summary: "a citation names a place that the held text does not have",
    finds: "\
The text of the cited instrument is held and complete at that level, and it has no such article, paragraph or point. Where a \
quotation hangs on the citation and its words stand elsewhere in the corpus, the finding names the place.",
    why: "A wrong number sends the reader nowhere. Invented provisions look like this too.",
    remedy: "Correct the number. `corpus outline DOCUMENT` lists the places that there are.",
    bad: "Lights may be dimmed in fog (Lights Convention, art 9).\n",
    good: "Lights may be put out in peril (Lights Convention, art 2).\n",
};
