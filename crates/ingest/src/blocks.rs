//! What a reader makes of a file: blocks of cleaned text that know the raw bytes they came from.

use std::ops::Range;

use model::{Mapped, Note, Span, Topic, Words};

use crate::options::Format;
use crate::readers::clean;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Marked as a heading by the file's own syntax.
    Heading,
    /// A paragraph.
    Paragraph,
    /// The first paragraph of a list item, its printed number included, a bullet not.
    Item,
    /// A paragraph of a block quotation.
    Quote,
    /// A row of a table.
    Table,
}

/// Where a new line of the raw file begins inside a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Break {
    /// Byte offset into the cleaned text.
    pub(crate) at: usize,
    /// Whether the file demands a line break there, rather than merely having one.
    pub(crate) hard: bool,
}

/// A block of cleaned text.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// What it is.
    pub(crate) shape: Shape,
    /// Its text, a printed number included.
    pub(crate) text: Mapped,
    /// The raw bytes it came from, markup at its ends included.
    pub(crate) outer: Span,
    /// Line starts inside the text, in order; the start of the block is not one.
    pub(crate) breaks: Vec<Break>,
}

impl Block {
    /// The cleaned text.
    pub(crate) fn str(&self) -> &str {
        self.text.text()
    }

    /// A part of the block. The range must fall on character boundaries.
    pub(crate) fn part(&self, range: Range<usize>) -> Self {
        let outer = self.wide(&range);
        let first = self.breaks.partition_point(|b| b.at <= range.start);
        let inside = self.breaks[first..].iter().take_while(|b| b.at < range.end);
        let breaks = inside.map(|b| Break { at: b.at - range.start, ..*b }).collect();
        Self { shape: self.shape, text: self.text.slice(range), outer, breaks }
    }

    /// The ranges of its lines.
    pub(crate) fn lines(&self) -> impl Iterator<Item = Range<usize>> {
        let starts = std::iter::once(0).chain(self.breaks.iter().map(|b| b.at));
        let ends = self.breaks.iter().map(|b| b.at).chain(std::iter::once(self.str().len()));
        starts.zip(ends).map(|(start, end)| start..end)
    }

    /// The raw bytes behind a range of the text, markup that was dropped at its ends included.
    fn wide(&self, range: &Range<usize>) -> Span {
        let text = self.str();
        let before = text.get(..range.start).and_then(|t| t.chars().next_back());
        let after = text.get(range.end..).and_then(|t| t.chars().next());
        let start = before
            .map_or(self.outer.start(), |c| self.text.raw(range.start - c.len_utf8()..range.start).end());
        let end =
            after.map_or(self.outer.end(), |c| self.text.raw(range.end..range.end + c.len_utf8()).start());
        Span::new(start, end)
    }
}

/// The raw file, and how it is to be cleaned.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Raw<'t> {
    /// The whole file.
    pub(crate) text: &'t str,
    /// Its format.
    pub(crate) format: Format,
}

impl Raw<'_> {
    /// The words in a range of a block, white space at their ends aside; `None` where there are none.
    ///
    /// The span is chosen so that cleaning the raw bytes under it gives the text: the narrowest one if that will do, else
    /// one that takes in the markup at its ends. Where none does (emphasis that begins in one paragraph and ends in the
    /// next), the text is what the narrowest span gives, and a note says so.
    pub(crate) fn words(&self, block: &Block, range: Range<usize>, notes: &mut Vec<Note>) -> Option<Words> {
        let range = trimmed(block.str(), range)?;
        let text = block.str().get(range.clone())?;
        let narrow = block.text.raw(range.clone());
        if self.reads_as(narrow, text) {
            return Some(Words { span: narrow, text: text.to_owned() });
        }
        let wide = self.trim(block.wide(&range));
        let mixed = [Span::new(narrow.start(), wide.end()), Span::new(wide.start(), narrow.end()), wide];
        if let Some(span) = mixed.into_iter().find(|&s| self.reads_as(s, text)) {
            return Some(Words { span, text: text.to_owned() });
        }
        let text = clean(self.format, narrow.of(self.text)?);
        notes.push(Note::new(Topic::Markup, narrow, "markup that begins or ends elsewhere; read as text"));
        (!text.is_empty()).then_some(Words { span: narrow, text })
    }

    /// Whether the raw bytes under `span`, cleaned, are `text`.
    fn reads_as(&self, span: Span, text: &str) -> bool {
        let Some(raw) = span.of(self.text) else { return false };
        (raw == text && !self.format.may_hide(raw)) || clean(self.format, raw) == text
    }

    fn trim(&self, span: Span) -> Span {
        let Some(raw) = span.of(self.text) else { return span };
        let start = span.start() + raw.len() - raw.trim_start().len();
        Span::new(start, start + raw.trim().len())
    }
}

impl Format {
    /// Whether cleaning could change `raw`: no byte of it that means something to the format, so no.
    fn may_hide(self, raw: &str) -> bool {
        static MARKDOWN: [bool; 256] = table(b"*_[]<>&\\`!\r\n\0");
        static JSON: [bool; 256] = table(b"\\\r\n");
        static TEXT: [bool; 256] = table(b"\r\n");
        static AKN: [bool; 256] = table(b"<&\r\n");
        let special = match self {
            Self::Markdown => &MARKDOWN,
            Self::Json => &JSON,
            Self::Text => &TEXT,
            Self::Akn => &AKN,
        };
        raw.bytes().any(|b| special[usize::from(b)])
    }
}

const fn table(bytes: &[u8]) -> [bool; 256] {
    let mut out = [false; 256];
    let mut i = 0;
    while i < bytes.len() {
        out[bytes[i] as usize] = true;
        i += 1;
    }
    out
}

/// `range` without white space at its ends; `None` where nothing is left.
pub(crate) fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let part = text.get(range.clone())?;
    let start = range.start + part.len() - part.trim_start().len();
    let end = start + part.trim().len();
    (start < end).then_some(start..end)
}
