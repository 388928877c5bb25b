//! What a comparison passes over, what it notes, what it takes as marked, and what it reports: the contract, in rows
//! that are also its test.

use crate::polarity::CLASSES;

/// The version of the table: it changes when a row does.
pub const FOLDING_VERSION: u32 = 1;

/// What becomes of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Treatment {
    /// No difference at all.
    Ignored,
    /// The quotation marks it itself.
    Marked,
    /// A slight difference, worth a note.
    Noted,
    /// An unmarked change.
    Reported,
}

impl Treatment {
    /// Every treatment.
    pub const ALL: [Self; 4] = [Self::Ignored, Self::Marked, Self::Noted, Self::Reported];

    /// The written form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ignored => "ignored",
            Self::Marked => "marked",
            Self::Noted => "noted",
            Self::Reported => "reported",
        }
    }
}

/// One row: a difference, what becomes of it, and an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoldingRow {
    /// What differs.
    pub what: &'static str,
    /// What becomes of it.
    pub treatment: Treatment,
    /// Words of a source.
    pub source: &'static str,
    /// A quotation of them that differs so.
    pub quoted: &'static str,
}

/// The table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoldingTable {
    /// [`FOLDING_VERSION`].
    pub version: u32,
    /// The rows, by treatment.
    pub rows: &'static [FoldingRow],
    /// The words on which the sense turns, by class: a change of one of these weighs more than that of another word.
    pub turning: Vec<(&'static str, &'static [&'static str])>,
}

/// The folding that every comparison applies.
pub fn folding() -> FoldingTable {
    let turning = CLASSES.iter().map(|c| (c.name, c.words)).collect();
    FoldingTable { version: FOLDING_VERSION, rows: ROWS, turning }
}

const fn row(
    treatment: Treatment,
    what: &'static str,
    source: &'static str,
    quoted: &'static str,
) -> FoldingRow {
    FoldingRow { what, treatment, source, quoted }
}

use Treatment::{Ignored, Marked, Noted, Reported};

const ROWS: &[FoldingRow] = &[
    row(
        Ignored,
        "spaces, tabs, line breaks, no-break spaces, characters of no width",
        "keep a lamp lit",
        "keep\u{a0}a  lamp\nlit",
    ),
    row(
        Ignored,
        "punctuation between words, the full stop at the end included",
        "oil, wicks and labour;",
        "oil, wicks, and labour.",
    ),
    row(
        Ignored,
        "the form of quotation marks, apostrophes and dashes",
        "the State's lamp - or lantern",
        "the State\u{2019}s lamp \u{2014} or lantern",
    ),
    row(
        Ignored,
        "hyphens inside a word, soft hyphens, a hyphen at a line's end",
        "co-operation",
        "cooper\u{ad}ation",
    ),
    row(Ignored, "ligatures, full-width and other compatible forms of letters", "defined", "de\u{fb01}ned"),
    row(Ignored, "accents written as one character or two", "the caf\u{e9}", "the cafe\u{301}"),
    row(
        Ignored,
        "points in an abbreviation, commas in a number",
        "the U.N. paid 1,000 crowns",
        "the UN paid 1000 crowns",
    ),
    row(Ignored, "words all in capitals", "WE THE KEEPERS", "We the Keepers"),
    row(Ignored, "emphasis by signs", "keep a lamp lit", "keep a *lamp* lit"),
    row(Ignored, "calls of footnotes in raised figures", "keep a lamp lit", "keep a lamp\u{b9} lit"),
    row(
        Ignored,
        "marks of a list that the quotation leaves out",
        "the keeper shall: (a) light the lamp; (b) trim it",
        "the keeper shall: light the lamp; trim it",
    ),
    row(Ignored, "where the quotation begins and ends", "every keeper shall light the lamp", "shall light"),
    row(
        Ignored,
        "brackets around words that stand in the source",
        "every keeper shall light",
        "every [keeper] shall light",
    ),
    row(
        Marked,
        "an ellipsis in any form",
        "keep a lamp and its oil, clean and lit",
        "keep a lamp . . . clean and lit",
    ),
    row(
        Marked,
        "words in square brackets, and the words they stand for",
        "it shall light the lamp",
        "[the keeper] shall light the lamp",
    ),
    row(
        Marked,
        "letters in square brackets",
        "Every keeper lights the lamp",
        "[e]very keeper light[ed] the lamp",
    ),
    row(
        Marked,
        "remarks in brackets: sic, emphasis added, citations omitted and the like",
        "keep a lamp lit",
        "keep a lamp [sic] lit (emphasis added)",
    ),
    row(
        Noted,
        "the spelling of a word, by the table of spellings",
        "oil, wicks and labour",
        "oil, wicks and labor",
    ),
    row(Noted, "one word written as two, or two as one", "per cent of the oil", "percent of the oil"),
    row(
        Noted,
        "a capital for a small letter, or the reverse, without brackets",
        "each State shall light",
        "each state shall light",
    ),
    row(Reported, "a word for another, another ending included", "light the lamp", "lights the lamp"),
    row(Reported, "a word left out without a mark", "light the large lamp", "light the lamp"),
    row(Reported, "a word put in without brackets", "light the lamp", "light the large lamp"),
    row(
        Reported,
        "words in another order",
        "light the lamp and trim the wick",
        "trim the wick and light the lamp",
    ),
    row(
        Reported,
        "an ellipsis or a bracket that leaves out a negation, an exception or a modal verb of the words kept",
        "keepers may not leave the lamp",
        "keepers may … leave the lamp",
    ),
    row(Reported, "a number, in words or figures", "within 12 months", "within 18 months"),
    row(
        Reported,
        "another mark of a list than the source has",
        "(a) light the lamp; (b) trim it",
        "(b) light the lamp; (b) trim it",
    ),
];

#[cfg(test)]
mod tests {
    use model::{Folding, Mapped};

    use super::*;
    use crate::{Comparer, Likeness, SourceText};

    #[test]
    fn the_rows_say_what_is_done() {
        let spelling = Folding::parse("root\tlabour\tlabor\n", "folding.tsv").unwrap();
        let comparer = Comparer::new(spelling, crate::Variants::none());
        for row in folding().rows {
            let source = SourceText { text: row.source.to_owned(), stretches: Vec::new() };
            let found = comparer.compare(&Mapped::verbatim(row.quoted, 0), &comparer.read(&source));
            let want = match row.treatment {
                Treatment::Ignored => Likeness::Verbatim,
                Treatment::Marked => Likeness::Marked,
                Treatment::Noted => Likeness::Variant,
                Treatment::Reported => Likeness::Altered,
            };
            assert_eq!(found.likeness, want, "{}: {:?}", row.what, found.edits);
        }
    }

    #[test]
    fn the_rows_stand_by_treatment() {
        assert!(folding().rows.is_sorted_by_key(|r| r.treatment));
    }
}
