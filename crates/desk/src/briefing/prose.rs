//! The author's own Markdown, read into the blocks of a brief, with what the directives came to in their places.

use std::collections::BTreeMap;

use brief::{Align, Block, Inline};
use pulldown_cmark::{Alignment, CodeBlockKind, Event, Tag, TagEnd};

use super::authorities::Part;
use super::citer::Citer;
use super::compose::{Composer, Piece, Spanned};
use super::draft::Done;

/// How deep blocks may lie in each other; what lies deeper goes up.
const DEPTH: usize = 48;

/// What a draft became.
pub(super) struct Read {
    pub(super) blocks: Vec<Block>,
    /// The title that its first lines give.
    pub(super) title: Option<String>,
    /// Which tables its blocks ask for, in their order.
    pub(super) tables: Vec<Part>,
    /// Directives that ask for a table where none can stand.
    pub(super) misplaced: Vec<usize>,
}

/// Reads the events of a draft in which each directive is its number between two `sign`s.
pub(super) fn read(events: &[Event<'_>], sign: char, done: &[Done], citer: &mut Citer<'_>) -> Read {
    let definitions = definitions(events);
    let mut composer = Composer::new(events, definitions, sign, done, citer);
    let blocks = composer.blocks(0, events.len());
    Read { blocks, title: composer.title, tables: composer.tables, misplaced: composer.misplaced }
}

/// Where each footnote is defined: the events within it.
fn definitions(events: &[Event<'_>]) -> BTreeMap<String, (usize, usize)> {
    let mut out = BTreeMap::new();
    let mut open = None;
    for (i, event) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::FootnoteDefinition(label)) => open = Some((label.to_string(), i + 1)),
            Event::End(TagEnd::FootnoteDefinition) => {
                if let Some((label, start)) = open.take() {
                    out.entry(label).or_insert((start, i));
                }
            }
            _ => {}
        }
    }
    out
}

/// What a frame is.
#[derive(Debug)]
enum Kind {
    Root,
    Paragraph,
    Heading(u8),
    SetOff,
    List(Option<u64>),
    Item,
    Code(String),
    Table(Vec<Align>),
    Row,
    Cell,
    Span(Spanned),
    Html,
    Metadata,
    /// Nothing of its own: what it holds goes up.
    Through,
}

/// Something that has begun and not ended.
#[derive(Debug)]
struct Frame {
    kind: Kind,
    blocks: Vec<Block>,
    pieces: Vec<Piece>,
    items: Vec<Vec<Block>>,
    cells: Vec<Vec<Inline>>,
    rows: Vec<Vec<Vec<Inline>>>,
    text: String,
}

impl Frame {
    const fn new(kind: Kind) -> Self {
        Self {
            kind,
            blocks: Vec::new(),
            pieces: Vec::new(),
            items: Vec::new(),
            cells: Vec::new(),
            rows: Vec::new(),
            text: String::new(),
        }
    }
}

impl Composer<'_, '_> {
    /// The blocks of the events from `start` to `end`.
    pub(super) fn blocks(&mut self, start: usize, end: usize) -> Vec<Block> {
        let mut stack = vec![Frame::new(Kind::Root)];
        let mut at = start;
        let events = self.events;
        while let Some(event) = events.get(at).filter(|_| at < end) {
            at += 1;
            match event {
                Event::Start(Tag::FootnoteDefinition(_)) => {
                    // It is read where it is called.
                    while at < end && !matches!(events[at - 1], Event::End(TagEnd::FootnoteDefinition)) {
                        at += 1;
                    }
                }
                Event::Start(tag) => {
                    let kind = kind(tag);
                    if !matches!(kind, Kind::Span(_)) {
                        self.flush(stack.last_mut());
                    }
                    let spanned = matches!(kind, Kind::Span(_));
                    let deep = stack.len() >= DEPTH
                        && (spanned || matches!(kind, Kind::SetOff | Kind::List(_) | Kind::Item));
                    stack.push(Frame::new(if deep { Kind::Through } else { kind }));
                }
                Event::End(_) if stack.len() > 1 => {
                    if let (Some(frame), Some(parent)) = (stack.pop(), stack.last_mut()) {
                        self.close(frame, parent);
                    }
                }
                Event::End(_) => {}
                event => {
                    if let Some(frame) = stack.last_mut() {
                        self.leaf(event, frame);
                    }
                }
            }
        }
        // Every start has its end; this is for a slice that was cut.
        while stack.len() > 1 {
            if let (Some(frame), Some(parent)) = (stack.pop(), stack.last_mut()) {
                self.close(frame, parent);
            }
        }
        self.flush(stack.last_mut());
        stack.pop().map(|root| root.blocks).unwrap_or_default()
    }

    /// Words that stand in a block without a paragraph, as those of a tight list do, become one.
    fn flush(&mut self, frame: Option<&mut Frame>) {
        let Some(frame) = frame else { return };
        let holds = matches!(frame.kind, Kind::Root | Kind::SetOff | Kind::Item);
        if holds && !frame.pieces.is_empty() {
            let pieces = std::mem::take(&mut frame.pieces);
            frame.blocks.extend(self.paragraph(pieces));
        }
    }

    fn leaf(&mut self, event: &Event<'_>, frame: &mut Frame) {
        let literal = matches!(frame.kind, Kind::Code(_) | Kind::Html | Kind::Metadata);
        match event {
            Event::Text(text) | Event::Html(text) if literal => frame.text.push_str(text),
            Event::Text(text) => self.words(text, &mut frame.pieces),
            Event::Code(code) => frame.pieces.push(Piece::Inline(Inline::Code(code.to_string()))),
            Event::Html(html) => frame.blocks.push(Block::Raw(html.to_string())),
            Event::InlineHtml(html) => {
                let tag = html.trim_matches(['<', '>', '/', ' ']);
                let inline = if tag.eq_ignore_ascii_case("br") {
                    Inline::Break
                } else {
                    Inline::Raw(html.to_string())
                };
                frame.pieces.push(Piece::Inline(inline));
            }
            Event::FootnoteReference(label) => frame.pieces.push(Piece::Note(label.to_string())),
            Event::SoftBreak => frame.pieces.push(Piece::Soft),
            Event::HardBreak => frame.pieces.push(Piece::Inline(Inline::Break)),
            Event::Rule => {
                self.flush(Some(&mut *frame));
                frame.blocks.push(Block::Rule);
            }
            _ => {}
        }
    }

    fn close(&mut self, mut frame: Frame, parent: &mut Frame) {
        self.flush(Some(&mut frame));
        let pieces = frame.pieces;
        match frame.kind {
            Kind::Paragraph => parent.blocks.extend(self.paragraph(pieces)),
            Kind::Heading(level) => {
                parent.blocks.push(Block::Heading { level, words: self.inlines(pieces) });
            }
            Kind::SetOff => parent.blocks.push(Block::SetOff(frame.blocks)),
            Kind::List(start) => parent.blocks.push(Block::List { start, items: frame.items }),
            Kind::Item => parent.items.push(frame.blocks),
            Kind::Code(language) => parent.blocks.push(Block::Code { language, text: frame.text }),
            Kind::Cell => parent.cells.push(self.inlines(pieces)),
            Kind::Row => parent.rows.push(frame.cells),
            Kind::Table(aligns) => {
                let mut rows = frame.rows.into_iter();
                let head = rows.next().unwrap_or_default();
                parent.blocks.push(Block::Table { aligns, head, rows: rows.collect() });
            }
            Kind::Span(spanned) => parent.pieces.push(Piece::Span(spanned, pieces)),
            Kind::Html => parent.blocks.push(Block::Raw(frame.text)),
            Kind::Metadata => {
                let title = frame.text.lines().find_map(|l| l.strip_prefix("title:"));
                self.title =
                    title.map(|t| t.trim().trim_matches(['"', '\'']).to_owned()).filter(|t| !t.is_empty());
            }
            Kind::Root | Kind::Through => {
                parent.blocks.extend(frame.blocks);
                parent.blocks.extend(frame.items.into_iter().flatten());
                parent.pieces.extend(pieces);
            }
        }
    }
}

fn kind(tag: &Tag<'_>) -> Kind {
    match tag {
        Tag::Paragraph => Kind::Paragraph,
        Tag::Heading { level, .. } => Kind::Heading(*level as u8),
        Tag::BlockQuote(_) => Kind::SetOff,
        Tag::List(start) => Kind::List(*start),
        Tag::Item => Kind::Item,
        Tag::CodeBlock(CodeBlockKind::Fenced(language)) => Kind::Code(language.to_string()),
        Tag::CodeBlock(CodeBlockKind::Indented) => Kind::Code(String::new()),
        Tag::HtmlBlock => Kind::Html,
        Tag::MetadataBlock(_) => Kind::Metadata,
        Tag::Table(aligns) => Kind::Table(aligns.iter().map(align).collect()),
        Tag::TableHead | Tag::TableRow => Kind::Row,
        Tag::TableCell => Kind::Cell,
        Tag::Emphasis => Kind::Span(Spanned::Emphasis),
        Tag::Strong => Kind::Span(Spanned::Strong),
        Tag::Strikethrough => Kind::Span(Spanned::Struck),
        Tag::Link { dest_url, .. } => Kind::Span(Spanned::Link(dest_url.to_string())),
        Tag::Image { dest_url, .. } => Kind::Span(Spanned::Image(dest_url.to_string())),
        _ => Kind::Through,
    }
}

const fn align(align: &Alignment) -> Align {
    match align {
        Alignment::None => Align::Usual,
        Alignment::Left => Align::Left,
        Alignment::Center => Align::Centre,
        Alignment::Right => Align::Right,
    }
}
