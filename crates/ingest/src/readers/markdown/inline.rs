//! The running text of one Markdown block: events in, cleaned text with its way back out.

use model::{MappedBuilder, Note, Span, Topic};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::blocks::{Block, Break, Shape};

/// White space to Markdown's rules of emphasis, but nothing to its rules of blocks: before a stretch of text it keeps
/// `1.`, `#` and `>` from being read as block marks.
const GUARD: &str = "\u{2003}";

/// Text of a block under construction.
pub(super) struct Inline<'t> {
    raw: &'t str,
    outer: Span,
    /// A printed number that stands before the text and has not been taken in yet.
    number: Option<Span>,
    out: MappedBuilder,
    breaks: Vec<Break>,
    images: usize,
}

impl<'t> Inline<'t> {
    /// A block that begins with `outer` (more bytes are taken in as they come) and with a printed number.
    pub(super) fn new(raw: &'t str, outer: Span, number: Option<Span>) -> Self {
        Self { raw, outer, number, out: MappedBuilder::default(), breaks: Vec::new(), images: 0 }
    }

    /// Takes in an event of running text that stands at `span` of the raw file.
    pub(super) fn event(&mut self, event: &Event<'_>, span: Span, notes: &mut Vec<Note>) {
        self.take_number(span.start());
        self.outer = self.outer.cover(span);
        match event {
            Event::Start(Tag::Image { .. }) => {
                if self.images == 0 {
                    notes.push(Note::new(Topic::Markup, span, "an image; what it shows is not read"));
                }
                self.images += 1;
            }
            Event::End(TagEnd::Image) => self.images = self.images.saturating_sub(1),
            _ if self.images > 0 => {}
            Event::Text(text) => self.text(text, span),
            Event::Code(text) => self.text(text, span),
            Event::SoftBreak => self.line_break(span, false),
            Event::HardBreak => self.line_break(span, true),
            Event::InlineHtml(tag) => self.tag(tag, span, notes),
            _ => {}
        }
    }

    fn take_number(&mut self, next: usize) {
        let Some(number) = self.number.take() else { return };
        if let Some(text) = number.of(self.raw) {
            self.out.keep(text, number.start());
        }
        let gap = Span::new(number.end(), next);
        match gap.of(self.raw) {
            Some(space) if space.bytes().all(|b| b == b' ' || b == b'\t') => {
                self.out.keep(space, gap.start())
            }
            _ => self.out.replace(" ", gap),
        }
    }

    fn text(&mut self, text: &str, span: Span) {
        if span.of(self.raw) == Some(text) {
            self.out.keep(text, span.start());
            return;
        }
        // A code span stands between backticks; an entity or an escape stands for something else.
        let inner = span.of(self.raw).filter(|raw| raw.starts_with('`')).and_then(|raw| raw.find(text));
        match inner {
            Some(at) => self.out.keep(text, span.start() + at),
            None => self.out.replace(text, span),
        }
    }

    fn line_break(&mut self, span: Span, hard: bool) {
        self.out.replace(" ", span);
        self.breaks.push(Break { at: self.out.text().len(), hard });
    }

    fn tag(&mut self, tag: &str, span: Span, notes: &mut Vec<Note>) {
        let name: String = tag
            .trim_start_matches(['<', '/'])
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        if matches!(name.as_str(), "br" | "p" | "div" | "li" | "tr" | "td" | "th") {
            self.line_break(span, true);
        } else if !tag.starts_with("</") && !name.is_empty() {
            notes.push(Note::new(
                Topic::Markup,
                span,
                format!("the tag <{name}> is dropped, its text is kept"),
            ));
        }
    }

    /// The finished block.
    pub(super) fn finish(mut self, shape: Shape) -> Block {
        self.take_number(self.outer.end());
        Block { shape, text: self.out.finish(), outer: self.outer, breaks: self.breaks }
    }
}

/// The text of a stretch of raw Markdown that lies inside one block, read on its own; `None` where there is none.
pub(super) fn stretch(raw: &str, span: Span, shape: Shape, notes: &mut Vec<Note>) -> Option<Block> {
    let guarded = format!("{GUARD}{}", span.of(raw)?);
    let place = |offset: usize| span.start() + offset.saturating_sub(GUARD.len());
    let mut inline = Inline::new(raw, span, None);
    let mut ended: Option<usize> = None;
    for (event, range) in Parser::new_ext(&guarded, Options::empty()).into_offset_iter() {
        let here = Span::new(place(range.start), place(range.end));
        match &event {
            // What looks like several blocks (the marks of a quotation on its later lines) is one stretch.
            Event::Start(Tag::Paragraph) => {
                if let Some(end) = ended.take() {
                    inline.line_break(Span::new(end, here.start().max(end)), false);
                }
            }
            Event::End(TagEnd::Paragraph) => ended = Some(here.end()),
            Event::Text(text) if range.start == 0 => {
                let text = text.strip_prefix(GUARD).unwrap_or(text);
                inline.event(&Event::Text(text.to_owned().into()), here, notes);
            }
            Event::Html(tag) => inline.tag(tag, here, notes),
            other => inline.event(other, here, notes),
        }
    }
    let block = inline.finish(shape);
    (!block.str().trim().is_empty()).then_some(block)
}
