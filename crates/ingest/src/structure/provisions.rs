//! The text of an article to nodes: its paragraphs, points and subpoints.

use model::{Class, NodeIx, Note, Pinpoint, Segment, SegmentKind, Words};

use super::marks::Numerals;
use super::nest::{self, Stretch};
use super::tree::Tree;
use crate::blocks::{Block, Raw};

/// Splits text that stands under the node `ix` into its own words and the nodes below it.
pub(super) fn add(
    tree: &mut Tree,
    raw: Raw<'_>,
    ix: NodeIx,
    body: &[&Block],
    class: Class,
    notes: &mut Vec<Note>,
) {
    let nest = nest::nest(body);
    for (topic, stretch, message) in nest.remarks {
        let span = body[stretch.block].text.raw(stretch.range);
        notes.push(Note::new(topic, span, message));
    }
    tree.own(ix, words(raw, body, &nest.own, notes));
    let mut nodes: Vec<NodeIx> = Vec::with_capacity(nest.members.len());
    for member in &nest.members {
        let parent = member.parent.and_then(|p| nodes.get(p)).copied().unwrap_or(ix);
        let pinpoint = tree
            .place(parent)
            .map(|above| above.child(segment(kind_below(above, member.numerals), Some(&member.number))));
        let mark = raw.words(body[member.mark.block], member.mark.range.clone(), notes);
        // Numbers do not repeat below one node, so the place is free; were it taken, the words would stay above.
        let node = pinpoint.and_then(|p| tree.add(p, Some(parent), class, mark)).unwrap_or(parent);
        tree.own(node, words(raw, body, &member.own, notes));
        nodes.push(node);
    }
}

fn words(raw: Raw<'_>, body: &[&Block], stretches: &[Stretch], notes: &mut Vec<Note>) -> Vec<Words> {
    stretches.iter().filter_map(|s| raw.words(body[s.block], s.range.clone(), notes)).collect()
}

/// The segment for a kind and a number; without a number that a pinpoint can hold, the kind alone.
pub(super) fn segment(kind: SegmentKind, number: Option<&str>) -> Segment {
    number.and_then(|n| Segment::new(kind, n).ok()).unwrap_or_else(|| Segment::bare(kind))
}

/// What a mark counts below a place: Arabic numbers count paragraphs, letters points, small Roman numerals subpoints; below
/// a paragraph, numbers count points, below a point everything counts subpoints.
fn kind_below(above: &Pinpoint, numerals: Numerals) -> SegmentKind {
    use SegmentKind as K;
    match (above.last().kind, numerals) {
        (K::Point | K::Subpoint, _) | (_, Numerals::SmallRoman) => K::Subpoint,
        (K::Paragraph, _) => K::Point,
        (_, Numerals::Arabic) => K::Paragraph,
        _ => K::Point,
    }
}
