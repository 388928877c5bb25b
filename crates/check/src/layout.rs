//! How a draft is laid out: paragraphs, footnotes with their calls, and what is no prose.

mod lines;
mod notes;
mod opaque;

use model::Span;

use crate::draft::Draft;

pub(crate) use lines::{dedented, is_dash_line};

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The author's own.
    Prose,
    /// A heading.
    Heading,
    /// An item of a list, a row of a table.
    Item,
    /// Part of the block quotation with this number.
    Block(usize),
    /// Part of the footnote at this position of [`Layout::notes`].
    Note(usize),
}

/// A paragraph: a run of lines without a blank one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Paragraph {
    /// From its first to its last sign, the prefix of its first line (`> `, `- `, `# `) left out.
    pub(crate) span: Span,
    /// What it is.
    pub(crate) role: Role,
}

/// A footnote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Note {
    /// Its number or name as it is called by.
    pub(crate) label: String,
    /// Its text.
    pub(crate) body: Span,
}

/// A place in the running text where a footnote hangs: `[^1]`, `^[…]`, `[1]`, `¹`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Call {
    /// The sign itself; for an inline note the whole of it.
    pub(crate) span: Span,
    /// Position in [`Layout::notes`].
    pub(crate) note: usize,
}

/// A draft's paragraphs and footnotes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layout {
    /// In the order of the text, disjoint.
    pub(crate) paragraphs: Vec<Paragraph>,
    /// In the order of the text.
    pub(crate) notes: Vec<Note>,
    /// In the order of the text, disjoint.
    pub(crate) calls: Vec<Call>,
    /// What holds no prose: code, comments, addresses, tags. In the order of the text, disjoint. Inline notes are not
    /// here.
    pub(crate) opaque: Vec<Span>,
}

impl Layout {
    /// Reads the layout of a draft, in one pass over its lines and one over its signs.
    pub(crate) fn new(draft: &Draft<'_>) -> Self {
        let blocks = opaque::blocks(draft);
        let (paragraphs, mut notes) = lines::paragraphs(draft, &blocks);
        let mut opaque = blocks;
        let mut inline = Vec::new();
        for paragraph in &paragraphs {
            opaque::inline(draft, paragraph.span, &mut opaque, &mut inline);
        }
        opaque.sort_unstable();
        opaque.dedup_by(|b, a| a.contains(*b));
        let mut calls = notes::calls(draft, &paragraphs, &notes);
        for note in inline {
            calls.push(Call { span: note.0, note: notes.len() });
            notes.push(Note { label: String::new(), body: note.1 });
        }
        calls.sort_unstable_by_key(|c| c.span);
        calls.dedup_by(|b, a| b.span.start() < a.span.end());
        Self { paragraphs, notes, calls, opaque }
    }

    /// Position of the paragraph that holds byte `at`, or, between two, of the one before.
    pub(crate) fn paragraph_at(&self, at: usize) -> Option<usize> {
        self.paragraphs.partition_point(|p| p.span.start() <= at).checked_sub(1)
    }

    /// The footnote whose text holds byte `at`: an inline note, or one defined apart.
    pub(crate) fn note_at(&self, at: usize) -> Option<usize> {
        let call = self.calls.partition_point(|c| c.span.start() <= at).checked_sub(1);
        if let Some(call) = call.and_then(|i| self.calls.get(i))
            && self.notes.get(call.note).is_some_and(|n| n.body.start() <= at && at < n.body.end())
        {
            return Some(call.note);
        }
        let paragraph = self.paragraphs.get(self.paragraph_at(at)?)?;
        match paragraph.role {
            Role::Note(note) if at <= paragraph.span.end() => Some(note),
            _ => None,
        }
    }

    /// The calls that begin in `range`.
    pub(crate) fn calls_in(&self, range: Span) -> &[Call] {
        let from = self.calls.partition_point(|c| c.span.start() < range.start());
        let to = self.calls.partition_point(|c| c.span.start() < range.end());
        self.calls.get(from..to).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
