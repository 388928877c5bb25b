//! What comes of laying quoted words beside a source's.

use std::ops::Range;

use model::Span;

/// How near quoted words are to the source's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Word for word.
    Verbatim,
    /// Differs only in ways that the quotation itself marks.
    Marked,
    /// Differs in spelling, or by a known variant or misprint of the held print.
    Variant,
    /// Differs without a mark.
    Altered,
    /// The words do not stand there.
    Absent,
}

/// How much a difference may matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Spelling, typography, a known variant.
    Slight,
    /// A word changed, dropped or added.
    Word,
    /// Polarity, modality, an exception, a number: the sense may turn.
    Sense,
}

/// What was done to the source's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditKind {
    /// Other words stand for the source's.
    Changed,
    /// Words of the source are missing without a mark.
    Dropped,
    /// Words stand there that the source has not.
    Added,
    /// Words or fragments stand in another order than in the source.
    Moved,
    /// An ellipsis leaves out words that turn the sense.
    Swallowed,
    /// Another spelling of the same word.
    Spelling,
    /// A capital for a small letter, or the other way round.
    Case,
    /// A known variant reading or misprint of the held print.
    Variant,
    /// The quotation marks the change: brackets, an ellipsis.
    Marked,
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What was done.
    pub kind: EditKind,
    /// How much it may matter.
    pub weight: Weight,
    /// Where in the draft; empty, at the place concerned, where words are missing.
    pub quoted: Span,
    /// Where in the source's text, in bytes of `SourceText::text`; empty where words were added.
    pub source: Range<usize>,
}

/// Quoted words beside a source's.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The verdict.
    pub likeness: Likeness,
    /// Every difference, in the order of the quotation.
    pub edits: Vec<Edit>,
    /// From the first to the last word of the source that is quoted, in bytes of `SourceText::text`; empty where absent.
    pub source: Range<usize>,
    /// Share of the quoted words that stand in the source in this order, 0 to 1.
    pub share: f64,
}
