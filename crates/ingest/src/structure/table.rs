//! Texts whose places come from a standoff numbering table.

use std::collections::BTreeMap;

use model::{Class, Node, NodeIx, Note, Pinpoint, SegmentKind, Span, Topic};

use super::heads;
use super::tree::Tree;
use crate::blocks::{Block, Raw, Shape};
use crate::numbering::{NumberingError, NumberingTable, Row, RowKind};
use crate::readers::plain;

/// The nodes that the table makes of the part of the text under `region`.
///
/// # Errors
/// When a row of the table does not lie on a line of the text.
pub(crate) fn build(
    raw: Raw<'_>,
    region: Span,
    table: &NumberingTable,
    notes: &mut Vec<Note>,
) -> Result<Vec<Node>, NumberingError> {
    let lines = plain::lines(raw.text, Span::new(0, raw.text.len()));
    let mut builder =
        Builder { raw, notes, tree: Tree::default(), nodes: BTreeMap::new(), container: None, group: None };
    let mut next = 0;
    for row in table.rows() {
        let at = row.line.checked_sub(1).filter(|&l| lines.get(l) == Some(&row.span));
        let Some(at) = at else { return Err(misfit(row, &lines)) };
        builder.left_over(lines.get(next..at).unwrap_or_default(), region);
        next = at + 1;
        if region.contains(row.span) {
            builder.row(row);
        }
    }
    builder.left_over(lines.get(next..).unwrap_or_default(), region);
    Ok(builder.tree.finish())
}

fn misfit(row: &Row, lines: &[Span]) -> NumberingError {
    let found = match row.line.checked_sub(1).and_then(|l| lines.get(l)) {
        Some(span) => format!("its words lie at bytes {} to {}", span.start(), span.end()),
        None => format!("the source has {} lines", lines.len()),
    };
    let reason =
        format!("bytes {} to {} are not line {}: {found}", row.span.start(), row.span.end(), row.line);
    NumberingError { row: row.row, reason }
}

struct Builder<'t, 'n> {
    raw: Raw<'t>,
    notes: &'n mut Vec<Note>,
    tree: Tree,
    nodes: BTreeMap<String, NodeIx>,
    /// The innermost container, under which articles stand.
    container: Option<NodeIx>,
    group: Option<String>,
}

impl Builder<'_, '_> {
    fn row(&mut self, row: &Row) {
        let Some(text) = row.span.of(self.raw.text) else { return };
        let block = Block {
            shape: Shape::Paragraph,
            text: model::Mapped::verbatim(text, row.span.start()),
            outer: row.span,
            breaks: Vec::new(),
        };
        match (row.kind, &row.place) {
            (RowKind::Heading, Some(place)) => self.heading(place, &block),
            (RowKind::Text, Some(place)) => {
                let ix = self.node(place);
                let words = self.raw.words(&block, 0..text.len(), self.notes);
                self.tree.own(ix, words);
            }
            (RowKind::Section, _) => self.group = Some(text.to_owned()),
            _ => {}
        }
    }

    fn heading(&mut self, place: &Pinpoint, block: &Block) {
        let line = heads::parse(block.str());
        let mark_end = line.as_ref().map_or(block.str().len(), |l| l.mark.end);
        let title = line.map(|l| block.str()[l.title].to_owned()).filter(|t| !t.is_empty());
        let article =
            matches!(place.last().kind, SegmentKind::Article | SegmentKind::Rule | SegmentKind::Principle);
        let parent = if article { self.container } else { place.parent().map(|p| self.node(&p)) };
        let mark = self.raw.words(block, 0..mark_end, self.notes);
        let Some(ix) = self.tree.add(place.clone(), parent, class(place), mark) else { return };
        self.nodes.insert(place.to_string(), ix);
        if article {
            self.tree.set_heading(ix, title.or_else(|| self.group.clone()));
        } else {
            self.tree.set_heading(ix, title);
            self.container = Some(ix);
            self.group = None;
        }
    }

    /// The node at a place, made with those above it where it does not exist.
    fn node(&mut self, place: &Pinpoint) -> NodeIx {
        if let Some(&ix) = self.nodes.get(&place.to_string()) {
            return ix;
        }
        let parent = match place.parent() {
            Some(above) => Some(self.node(&above)),
            None if place.last().kind == SegmentKind::Article => self.container,
            None => None,
        };
        let ix = self.tree.add(place.clone(), parent, class(place), None).unwrap_or(NodeIx(0));
        self.nodes.insert(place.to_string(), ix);
        ix
    }

    fn left_over(&mut self, lines: &[Span], region: Span) {
        for line in lines.iter().filter(|l| !l.is_empty() && region.contains(**l)) {
            self.notes.push(Note::new(
                Topic::LeftOver,
                *line,
                "a line that the numbering table does not have",
            ));
        }
    }
}

fn class(place: &Pinpoint) -> Class {
    match place.first().kind {
        SegmentKind::Preamble => Class::Preamble,
        SegmentKind::Annex | SegmentKind::Schedule => Class::Annex,
        _ => Class::Operative,
    }
}
