//! No held text has these words.

use super::Rule;
use crate::finding::Severity;

pub(crate) static QUOTE_NOT_FOUND: Rule = Rule {
    name: "quote-not-found",
    severity: Severity::Error,
    summary: "the words of a quotation stand in no held text, the cited one included",
    finds: "\
A quotation is given to a held text, but its words stand neither there nor anywhere else in the corpus, not even nearly. \
What was not searched is not reported here: a source that is not held is `unverifiable-quote`. A quotation of five words or \
fewer is a warning.",
    why: "Words that no source has are a slip of memory, a paraphrase in quotation marks, or made up.",
    remedy: "Take the words from the source, or drop the quotation marks and say it in your own words.",
    bad: "As Article 3 of the Lights Convention has it, \"the owner of a vessel bears every cost of salvage and of towage\".\n",
    good: "As Article 3 of the Lights Convention has it, \"[n]o State may hinder the keeper of another State's light\".\n",
};
