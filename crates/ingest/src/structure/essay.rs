//! Essays: every paragraph of prose and every block quotation a node, counted from 1.
//!
//! A heading is what the file marks as one, or a paragraph that is a single short line without closing punctuation. Headings
//! are not counted: each is the heading of the paragraphs below it. A run-in head belongs to its paragraph. Markdown
//! footnotes (`[^1]: …`) are notes of their own.

use model::{Class, Node, Note, Pinpoint, Segment, SegmentKind};

use super::heads::is_title;
use super::tree::Tree;
use crate::blocks::{Block, Raw, Shape};

/// The nodes of an essay.
pub(crate) fn build(raw: Raw<'_>, blocks: &[Block], notes: &mut Vec<Note>) -> Vec<Node> {
    let mut tree = Tree::default();
    let mut heading: Option<String> = None;
    let mut count = 0u32;
    for (i, block) in blocks.iter().enumerate() {
        if is_heading(block, i + 1 == blocks.len()) {
            heading = Some(block.str().trim().to_owned());
            continue;
        }
        let note = footnote(block.str());
        let (kind, number, mark_end) = match note {
            Some((number, end)) => (SegmentKind::Footnote, number.to_owned(), end),
            None => (SegmentKind::Par, (count + 1).to_string(), 0),
        };
        let Some(words) = raw.words(block, mark_end..block.str().len(), notes) else { continue };
        let mark = raw.words(block, 0..mark_end, notes);
        let place = Segment::new(kind, &number).ok().map(Pinpoint::of);
        let Some(ix) = place.and_then(|p| tree.add(p, None, Class::Operative, mark)) else { continue };
        count += u32::from(note.is_none());
        if note.is_none() {
            tree.set_heading(ix, heading.clone());
        }
        tree.own(ix, [words]);
    }
    tree.finish()
}

/// Whether a block is a heading. The last block is none, unless the file says so: nothing stands under it.
pub(super) fn is_heading(block: &Block, last: bool) -> bool {
    match block.shape {
        Shape::Heading => true,
        Shape::Paragraph => {
            !last && block.breaks.is_empty() && (is_title(block.str()) || is_question(block.str()))
        }
        Shape::Item | Shape::Quote | Shape::Table => false,
    }
}

/// A question set as a title: every longer word begins with a capital.
fn is_question(line: &str) -> bool {
    let Some(question) = line.trim().strip_suffix('?') else { return false };
    let capital = |w: &str| w.chars().count() < 4 || w.starts_with(|c: char| !c.is_lowercase());
    is_title(question) && question.split_whitespace().all(capital)
}

/// The number of a Markdown footnote and where its words begin.
pub(super) fn footnote(text: &str) -> Option<(&str, usize)> {
    let rest = text.strip_prefix("[^")?;
    let end = rest.find("]:")?;
    let number = &rest[..end];
    (!number.is_empty() && number.chars().all(char::is_alphanumeric)).then_some((number, end + 4))
}
