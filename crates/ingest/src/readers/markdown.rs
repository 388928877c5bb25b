//! Markdown, as CommonMark reads it, with allowances for untidy files.
//!
//! Cleaning rules. Dropped: emphasis marks, the syntax and address of links (their text stays), images, HTML tags (the text
//! between them stays, with a note), heading marks, bullets, quotation marks of block quotations, comments, link
//! definitions. Decoded: backslash escapes and entities. A line break inside a paragraph, and `<br>`, is one space; the
//! indentation after it is dropped. Everything else stays as it is, runs of spaces and no-break spaces included. A number
//! that begins a list item (`1.`, `2)`) is text: the number printed, not the number counted.
//!
//! Allowances: `####Definitions`, without a space, is a heading; an indented code block is text, its bullets dropped; a row
//! of a table is a block of its own, with its bars; a heading of more than 300 bytes (a paragraph above a rule) is a paragraph.

mod inline;
mod lines;

use model::{Note, Span, Topic};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::blocks::{Block, Raw, Shape};
use inline::Inline;
use lines::untangle;

/// A heading longer than this is a paragraph that happens to stand above a rule.
const LONGEST_HEADING: usize = 300;

/// The blocks of the part of a Markdown file that lies under `region`.
pub(crate) fn blocks(raw: Raw<'_>, region: Span, notes: &mut Vec<Note>) -> Vec<Block> {
    let Some(text) = region.of(raw.text) else { return Vec::new() };
    let parser = Parser::new_ext(text, Options::empty());
    let mut footnotes: Vec<Span> = parser
        .reference_definitions()
        .iter()
        .filter(|(label, _)| label.starts_with('^'))
        .map(|(_, d)| Span::new(region.start() + d.span.start, region.start() + d.span.end))
        .collect();
    footnotes.sort_unstable();
    let mut reader = Reader::new(raw.text, notes);
    for (event, range) in parser.into_offset_iter() {
        let span = Span::new(range.start + region.start(), range.end + region.start());
        reader.event(&event, span);
    }
    let blocks = reader.out;
    with_footnotes(raw.text, blocks, &footnotes, notes)
}

/// `[^1]: https://…` is a link definition to CommonMark; to us it is a footnote. Both lists are in the order of the text.
fn with_footnotes(text: &str, blocks: Vec<Block>, footnotes: &[Span], notes: &mut Vec<Note>) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len() + footnotes.len());
    let mut blocks = blocks.into_iter().peekable();
    let mut before = Span::default();
    for &span in footnotes {
        while let Some(block) = blocks.next_if(|b| b.outer.start() < span.start()) {
            before = block.outer;
            out.push(block);
        }
        if before.end() <= span.start() && blocks.peek().is_none_or(|b| span.end() <= b.outer.start()) {
            out.extend(inline::stretch(text, span, Shape::Paragraph, notes));
        } else {
            notes.push(Note::new(Topic::Markup, span, "a link definition inside a paragraph; not read"));
        }
    }
    out.extend(blocks);
    out
}

/// Cleans a stretch of Markdown that lies inside one block.
pub(super) fn clean(raw: &str) -> String {
    let whole = Span::new(0, raw.len());
    let block = inline::stretch(raw, whole, Shape::Paragraph, &mut Vec::new());
    block.map(|b| b.str().trim().to_owned()).unwrap_or_default()
}

struct Reader<'t, 'n> {
    raw: &'t str,
    notes: &'n mut Vec<Note>,
    out: Vec<Block>,
    open: Option<(Shape, Inline<'t>)>,
    quotes: usize,
    /// A list item has begun and its first paragraph has not.
    item: bool,
    /// The number with which that item begins.
    number: Option<Span>,
    code: bool,
    /// Lines of a code block that run on.
    running: Option<Span>,
    html: Option<Span>,
}

impl<'t, 'n> Reader<'t, 'n> {
    fn new(raw: &'t str, notes: &'n mut Vec<Note>) -> Self {
        Self {
            raw,
            notes,
            out: Vec::new(),
            open: None,
            quotes: 0,
            item: false,
            number: None,
            code: false,
            running: None,
            html: None,
        }
    }

    fn event(&mut self, event: &Event<'_>, span: Span) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => {
                self.close();
                self.code = true;
            }
            Event::End(TagEnd::CodeBlock) => {
                self.flush_code();
                self.code = false;
            }
            Event::Text(_) if self.code => self.code_text(span),
            Event::Start(Tag::HtmlBlock) => {
                self.close();
                self.html = Some(span);
            }
            Event::Html(_) => {}
            Event::End(TagEnd::HtmlBlock) => self.html_block(),
            Event::Start(Tag::BlockQuote(_)) => {
                self.close();
                self.quotes += 1;
            }
            Event::End(TagEnd::BlockQuote(_)) => {
                self.close();
                self.quotes = self.quotes.saturating_sub(1);
            }
            Event::Start(Tag::List(_)) | Event::End(TagEnd::List(_)) => self.close(),
            Event::Start(Tag::Item) => {
                self.close();
                self.item = true;
                self.number = self.printed_number(span);
            }
            Event::End(TagEnd::Item) => {
                self.close();
                self.item = false;
            }
            Event::Start(Tag::Paragraph) => self.start(Shape::Paragraph, span),
            Event::Start(Tag::Heading { .. }) => self.start(Shape::Heading, span),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) => self.close(),
            Event::Rule => self.close(),
            _ => {
                if self.open.is_none() {
                    self.start(Shape::Paragraph, Span::new(span.start(), span.start()));
                }
                if let Some((_, inline)) = &mut self.open {
                    inline.event(event, span, self.notes);
                }
            }
        }
    }

    /// The number that begins the list item under `span`, if it is of a numbered list.
    fn printed_number(&self, span: Span) -> Option<Span> {
        let text = span.of(self.raw)?;
        let lead = text.len() - text.trim_start().len();
        let digits = text[lead..].bytes().take_while(u8::is_ascii_digit).count();
        let start = span.start() + lead;
        (digits > 0).then_some(Span::new(start, start + digits + 1))
    }

    fn start(&mut self, shape: Shape, span: Span) {
        self.close_open();
        let shape = match shape {
            Shape::Paragraph if self.quotes > 0 => Shape::Quote,
            Shape::Paragraph if self.item => Shape::Item,
            shape => shape,
        };
        self.item = false;
        let number = self.number.take();
        let outer = number.unwrap_or(span);
        self.open = Some((shape, Inline::new(self.raw, outer, number)));
    }

    /// Ends the open block. An item that has nothing but its number is a block too.
    fn close(&mut self) {
        if self.open.is_none() && self.number.is_some() {
            let span = self.number.unwrap_or_default();
            self.start(Shape::Paragraph, span);
        }
        self.close_open();
    }

    fn close_open(&mut self) {
        let Some((shape, inline)) = self.open.take() else { return };
        let block = inline.finish(shape);
        let long = block.str().len() > LONGEST_HEADING;
        let shape = if shape == Shape::Heading && long { Shape::Paragraph } else { shape };
        self.out.extend(untangle(Block { shape, ..block }));
    }

    /// A stretch of an indented or fenced code block: its lines are text. A bullet begins a new block.
    fn code_text(&mut self, span: Span) {
        let Some(text) = span.of(self.raw) else { return };
        let mut at = span.start();
        for line in text.split_inclusive('\n') {
            let words = line.trim();
            let bullet = ["* ", "- ", "+ ", "*\t"].iter().any(|b| words.starts_with(b));
            if words.is_empty() || bullet {
                self.flush_code();
            }
            if !words.is_empty() {
                let from = at + line.len() - line.trim_start().len() + usize::from(bullet);
                let here = Span::new(from, at + line.len());
                self.running = Some(self.running.map_or(here, |r| r.cover(here)));
            }
            at += line.len();
        }
    }

    fn flush_code(&mut self) {
        if let Some(span) = self.running.take() {
            let block = inline::stretch(self.raw, span, Shape::Item, self.notes);
            self.out.extend(block.into_iter().flat_map(untangle));
        }
    }

    /// A block of HTML: without its tags, the text that is left, with a note.
    fn html_block(&mut self) {
        let Some(span) = self.html.take() else { return };
        let block = inline::stretch(self.raw, span, Shape::Paragraph, &mut Vec::new());
        if let Some(block) = block {
            self.notes.push(Note::new(
                Topic::Markup,
                span,
                "a block of HTML; its tags are dropped, its text is kept",
            ));
            self.out.extend(untangle(block));
        }
    }
}
