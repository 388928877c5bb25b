//! Blocks sorted by what they are to an instrument: numbered headings, other headings, text.

use std::ops::Range;

use model::{SegmentKind, Span};

use super::heads::{self, HeadLine, Rank, is_title};
use super::marks;
use super::rules::{self, Match};
use crate::blocks::{Block, Shape};
use crate::options::HeadingRule;

/// A numbered heading with its title, wherever that stands.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    /// What it opens.
    pub(crate) rank: Rank,
    /// What is counted.
    pub(crate) kind: SegmentKind,
    /// Its number.
    pub(crate) number: Option<String>,
    /// The word in small letters; empty where there is none.
    pub(crate) word: String,
    /// Word and number as printed.
    pub(crate) mark: Block,
    /// The title.
    pub(crate) title: Option<String>,
}

/// A piece of an instrument.
#[derive(Clone, Debug)]
pub(crate) enum Piece {
    /// A numbered heading.
    Head(Head),
    /// A heading without a number.
    Title(Block),
    /// Text.
    Text(Block),
}

impl Piece {
    /// Where it stands.
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Head(head) => head.mark.outer,
            Self::Title(block) | Self::Text(block) => block.outer,
        }
    }

    /// The heading, if it is a numbered one of this rank.
    pub(crate) fn head(&self, rank: Rank) -> Option<&Head> {
        match self {
            Self::Head(head) if head.rank == rank => Some(head),
            _ => None,
        }
    }

    /// The block of a piece that is no numbered heading.
    pub(crate) fn into_block(self) -> Option<Block> {
        match self {
            Self::Head(_) => None,
            Self::Title(block) | Self::Text(block) => Some(block),
        }
    }

    /// Whether it is text.
    pub(crate) fn is_text(&self) -> bool {
        matches!(self, Self::Text(_))
    }
}

/// The pieces of an instrument, titles joined to the headings they belong to.
pub(crate) fn pieces(blocks: Vec<Block>, rules: &[HeadingRule]) -> Vec<Piece> {
    let mut out = Vec::new();
    for block in blocks {
        match block.shape {
            Shape::Heading => out.push(heading(block)),
            Shape::Paragraph => paragraph(block, rules, &mut out),
            Shape::Item | Shape::Quote | Shape::Table => out.push(Piece::Text(block)),
        }
    }
    join_titles(out)
}

fn heading(block: Block) -> Piece {
    match heads::parse(block.str()) {
        Some(line) => Piece::Head(head(&block, 0, line)),
        None => Piece::Title(block),
    }
}

fn head(block: &Block, base: usize, line: HeadLine) -> Head {
    let title = block.str()[base + line.title.start..base + line.title.end].to_owned();
    Head {
        rank: line.rank,
        kind: line.kind,
        number: line.number,
        word: line.word,
        mark: block.part(base + line.mark.start..base + line.mark.end),
        title: (!title.is_empty()).then_some(title),
    }
}

/// Cuts a paragraph at the lines that are headings without being marked as such.
fn paragraph(block: Block, rules: &[HeadingRule], out: &mut Vec<Piece>) {
    let mut running: Option<Range<usize>> = None;
    let mut cut = false;
    for line in block.lines() {
        let text = block.str()[line.clone()].trim_end();
        let found = if rules.is_empty() {
            heads::parse_bare(text).map(Match::Head)
        } else {
            rules::apply(rules, text)
        };
        let Some(found) = found else {
            running = Some(running.map_or(line.clone(), |r| r.start..line.end));
            continue;
        };
        cut = true;
        out.extend(running.take().map(|r| Piece::Text(block.part(r))));
        out.push(match found {
            Match::Head(line_parts) => Piece::Head(head(&block, line.start, line_parts)),
            Match::Title => Piece::Title(block.part(line)),
        });
    }
    match running {
        Some(_) if !cut => out.push(Piece::Text(block)),
        Some(rest) => out.push(Piece::Text(block.part(rest))),
        None => {}
    }
}

/// Joins titles that stand after their heading: `Article 9`, then `Training` as a heading or as a bare line.
fn join_titles(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut rest = pieces.into_iter().peekable();
    while let Some(piece) = rest.next() {
        let follows_text = matches!(rest.peek(), Some(Piece::Text(_)));
        let follows_title = matches!(rest.peek(), Some(Piece::Title(_)));
        let title = match (out.last(), &piece) {
            (Some(Piece::Head(head)), _) if head.title.is_some() => None,
            // Rows of a table set as headings are no title of the annex.
            (Some(Piece::Head(head)), Piece::Title(_)) if head.rank == Rank::Annex && follows_title => None,
            (Some(Piece::Head(_)), Piece::Title(block)) => Some((clean_title(block.str()), None)),
            (Some(Piece::Head(head)), Piece::Text(block)) if block.shape == Shape::Paragraph => {
                title_line(block, follows_text || head.rank != Rank::Article)
            }
            _ => None,
        };
        match (out.last_mut(), title) {
            (Some(Piece::Head(head)), Some((title, after))) => {
                head.title = Some(title);
                out.extend(after.map(Piece::Text));
            }
            _ => out.push(piece),
        }
    }
    out
}

/// A title that is the first line of a paragraph, and what is left of the paragraph. Text must follow: the only words of an
/// article are its text, however they look.
fn title_line(block: &Block, text_follows: bool) -> Option<(String, Option<Block>)> {
    let first = block.lines().next()?;
    let text = &block.str()[first.clone()];
    let second = block.lines().nth(1);
    let ends = match &second {
        Some(line) => marks::parse(block.str(), line.start).is_some(),
        None => text_follows,
    };
    let title = is_title(text) && marks::parse(text, 0).is_none();
    (ends && title).then(|| {
        let rest = second.map(|line| block.part(line.start..block.str().len()));
        (clean_title(text), rest)
    })
}

fn clean_title(title: &str) -> String {
    title
        .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '—' | '–' | '-' | '.'))
        .trim_end()
        .to_owned()
}
