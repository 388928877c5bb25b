//! A draft: the text that is checked.

use model::Span;

/// How a draft is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    /// Markdown: block quotations by `>`, footnotes by `[^1]`, emphasis by signs.
    Markdown,
    /// Plain text: paragraphs parted by blank lines, block quotations by indentation or by nothing.
    Plain,
}

/// A draft. Every span that this crate takes or gives counts bytes of `text`.
#[derive(Clone, Copy, Debug)]
pub struct Draft<'d> {
    /// The raw text.
    pub text: &'d str,
    /// How it is written.
    pub markup: Markup,
    /// Its sentences, in the order of the text.
    pub sentences: &'d [Span],
}
