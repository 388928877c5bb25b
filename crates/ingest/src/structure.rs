//! From blocks to a document: the shape of a text, by what the manifest says it is made of.

mod essay;
mod fit;
mod heads;
mod instrument;
mod marks;
mod nest;
mod paragraphs;
pub(crate) mod pieces;
mod preamble;
mod provisions;
mod regions;
mod rules;
mod series;
mod table;
mod tree;

pub(crate) use heads::{Rank, number as parse_number, parse as parse_heading};
pub(crate) use table::build as by_table;
pub(crate) use tree::Tree;

use model::{Meta, Node, Note, SegmentKind, Span, Topic};

use crate::blocks::{Block, Raw};
use crate::options::{Options, Structure};
use pieces::Piece;

/// The nodes of a text that was read as blocks. Annexes begin at byte `annexes` where that is given.
///
/// An instrument in which nothing is numbered as an article, part or annex is read as numbered paragraphs, if it has at
/// least two, else as an essay, and a note says so. They count principles or rules if its title calls them that.
pub(crate) fn by_blocks(
    raw: Raw<'_>,
    blocks: Vec<Block>,
    annexes: Option<usize>,
    meta: &Meta,
    options: &Options,
    notes: &mut Vec<Note>,
) -> Vec<Node> {
    match options.structure {
        Structure::Essay => essay::build(raw, &blocks, notes),
        Structure::NumberedParagraphs => paragraphs::build(raw, &blocks, SegmentKind::Paragraph, notes),
        Structure::Articles => {
            let pieces = pieces::pieces(blocks, &options.headings);
            if pieces.iter().any(|p| matches!(p, Piece::Head(_))) {
                return instrument::build(raw, &pieces, annexes, notes);
            }
            let blocks: Vec<Block> = pieces.into_iter().filter_map(Piece::into_block).collect();
            let whole = blocks.iter().map(|b| b.outer).reduce(Span::cover);
            let numbered = paragraphs::count(&blocks) > 1;
            let read_as = if numbered { "numbered paragraphs" } else { "prose, its paragraphs counted" };
            notes.extend(whole.map(|span| {
                let at = Span::new(span.start(), span.start());
                Note::new(Topic::MissingProvision, at, format!("no article was found; read as {read_as}"))
            }));
            if numbered {
                paragraphs::build(raw, &blocks, counted(meta), notes)
            } else {
                essay::build(raw, &blocks, notes)
            }
        }
    }
}

/// What the numbered paragraphs of an instrument without articles are: principles or rules, where its title calls them so.
fn counted(meta: &Meta) -> SegmentKind {
    let called = |word: &str| meta.title.split(|c: char| !c.is_alphabetic()).any(|w| w == word);
    match () {
        () if called("Principles") => SegmentKind::Principle,
        () if called("Rules") => SegmentKind::Rule,
        () => SegmentKind::Paragraph,
    }
}

/// The nodes of an instrument that was read as pieces.
pub(crate) fn by_pieces(raw: Raw<'_>, pieces: &[Piece], notes: &mut Vec<Note>) -> Vec<Node> {
    instrument::build(raw, pieces, None, notes)
}
