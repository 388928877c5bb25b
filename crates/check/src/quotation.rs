//! A quotation in a draft, and the citation it hangs on.

use model::Span;

/// How a quotation is set off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteKind {
    /// Between quotation marks.
    Inline,
    /// A block that the draft sets apart: `>` lines, an indented paragraph.
    Block,
    /// A paragraph that nothing sets apart but the sentence that breaks off before it ("It provides,"), with the points
    /// that follow it.
    Led,
    /// A paragraph that nothing but its place sets apart, after one that ends with a citation. It is a quotation where
    /// its words stand in the source that is cited; otherwise it is the author's own.
    Paragraph,
}

/// A quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// From the first to the last quoted byte, without the marks.
    pub span: Span,
    /// The quoted words: one span, or several where the author's words stand between them or the quotation goes on
    /// over a paragraph.
    pub pieces: Vec<Span>,
    /// How it is set off.
    pub kind: QuoteKind,
    /// The quotation that it stands in, by position in the list.
    pub within: Option<usize>,
}

/// How a quotation was given to a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The citation stands before the quotation and leads up to it.
    Introduces,
    /// The citation follows the quotation.
    Follows,
    /// The name stands before, the place after.
    Frames,
    /// The citation stands in the footnote that is called at the quotation.
    Footnote,
    /// No citation; the words themselves were found.
    Words,
}

/// The citation that a quotation hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Position in the list of citations.
    pub citation: usize,
    /// Position in the targets of that citation.
    pub target: usize,
    /// Why this one.
    pub by: By,
    /// The noun for the work that the words are from, where the citation is only its name: the commentary, in "the Charter
    /// commentary".
    pub head: Option<Span>,
}
