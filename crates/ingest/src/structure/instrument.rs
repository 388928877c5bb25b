//! Instruments: pieces to a tree of parts, articles, paragraphs and points.
//!
//! An article's place has no chapter in it (`art-51`), although its parent is the chapter; a chapter's place has the part it
//! stands in (`part-II/ch-1`); everything in an annex has the annex (`annex-I/art-2`). Titles of the instrument and closing
//! formulas with what follows them are no provisions and are left out. A heading without a number is the heading of the
//! articles below it that have none of their own.

use model::{Class, Node, NodeIx, Note, Pinpoint, Segment, SegmentKind, Topic, Words};

use super::heads::{self, Rank, is_capitals};
use super::marks::Numerals;
use super::nest::{self, Stretch};
use super::pieces::{Head, Piece};
use super::preamble::{is_closing, is_recital, is_title_matter};
use super::regions::{self, Region};
use super::tree::Tree;
use crate::blocks::{Block, Raw};

/// The nodes of an instrument. Annexes begin at byte `annexes` where that is given.
pub(crate) fn build(
    raw: Raw<'_>,
    pieces: &[Piece],
    annexes: Option<usize>,
    notes: &mut Vec<Note>,
) -> Vec<Node> {
    let plan = regions::plan(pieces, annexes);
    notes.extend(plan.left.into_iter().map(|(span, why)| Note::new(Topic::LeftOver, span, why)));
    let mut builder = Builder { raw, notes, tree: Tree::default() };
    for region in &plan.regions {
        builder.region(pieces, region);
    }
    builder.tree.finish()
}

struct Builder<'t, 'n> {
    raw: Raw<'t>,
    notes: &'n mut Vec<Note>,
    tree: Tree,
}

/// Where in a region the builder stands.
struct Place {
    class: Class,
    /// The annex, if this is one.
    root: Option<NodeIx>,
    /// The containers that are open, outermost first.
    containers: Vec<Container>,
    /// The heading without a number under which articles stand.
    group: Option<String>,
}

struct Container {
    kind: SegmentKind,
    ix: NodeIx,
    /// Whether its title is set in capitals.
    capitals: bool,
}

impl Place {
    fn innermost(&self) -> Option<NodeIx> {
        self.containers.last().map(|c| c.ix).or(self.root)
    }
}

impl Builder<'_, '_> {
    fn region(&mut self, pieces: &[Piece], region: &Region) {
        let mut at = region.pieces.start;
        let end = region.pieces.end;
        let class = if region.annex { Class::Annex } else { Class::Operative };
        let mut place = Place { class, root: None, containers: Vec::new(), group: None };
        if region.annex {
            let Some(root) = self.annex(&pieces[region.pieces.clone()]) else { return };
            place.root = Some(root);
            at += usize::from(pieces[at].head(Rank::Annex).is_some());
        } else {
            at = self.preamble(pieces, region);
        }
        // In an annex without articles, a heading without a number is as likely a row of a table: it is text.
        let titles_part = !region.annex || pieces[at..end].iter().any(|p| p.head(Rank::Article).is_some());
        let last_article = (at..end).rev().find(|&i| pieces[i].head(Rank::Article).is_some());
        let mut last_number: Option<(SegmentKind, u32)> = None;
        while at < end {
            let (from, opens) = match &pieces[at] {
                Piece::Head(head) if head.rank == Rank::Container => {
                    self.container(head, &mut place);
                    at += 1;
                    continue;
                }
                Piece::Head(head) => (at + 1, Some(head)),
                Piece::Title(title) if titles_part => {
                    open_group(title.str(), &mut place);
                    at += 1;
                    continue;
                }
                Piece::Title(_) | Piece::Text(_) => (at, None),
            };
            // The text runs to the next numbered heading.
            let to = (from..end).find(|&i| matches!(pieces[i], Piece::Head(_))).unwrap_or(end);
            let mut body: Vec<Block> =
                pieces[from..to].iter().filter_map(|p| text(p, !titles_part)).cloned().collect();
            if last_article.is_none_or(|last| at >= last) {
                until_closing(&mut body);
            }
            match opens {
                Some(head) => {
                    self.check_order(head, &mut last_number);
                    self.article(head, &body, &place);
                }
                None => self.loose(&body, &place),
            }
            // Headings behind the text are those of the articles to come.
            let after = (from..to).rev().take_while(|&i| !pieces[i].is_text()).count();
            for piece in &pieces[to - after..to] {
                if let Piece::Title(title) = piece {
                    open_group(title.str(), &mut place);
                }
            }
            at = to;
        }
    }

    /// The preamble: everything before the first numbered heading. Returns the index of that heading.
    fn preamble(&mut self, pieces: &[Piece], region: &Region) -> usize {
        let range = region.pieces.clone();
        let first = range.clone().find(|&i| matches!(pieces[i], Piece::Head(_))).unwrap_or(range.end);
        let blocks = pieces[range.start..first].iter().filter_map(|p| text(p, false));
        let mut blocks = blocks.skip_while(|b| is_title_matter(b.str())).peekable();
        if blocks.peek().is_none() {
            return first;
        }
        let place = Pinpoint::of(Segment::bare(SegmentKind::Preamble));
        let Some(pre) = self.tree.add(place.clone(), None, Class::Preamble, None) else { return first };
        let mut count = 0u32;
        for block in blocks {
            let words = self.raw.words(block, 0..block.str().len(), self.notes);
            if !is_recital(block.str()) {
                self.tree.own(pre, words);
                continue;
            }
            count += 1;
            let recital = Segment::new(SegmentKind::Recital, &count.to_string())
                .ok()
                .and_then(|s| self.tree.add(place.child(s), Some(pre), Class::Preamble, None));
            self.tree.own(recital.unwrap_or(pre), words);
        }
        first
    }

    /// The node of an annex: from its heading, or, where it has none, a bare one.
    fn annex(&mut self, pieces: &[Piece]) -> Option<NodeIx> {
        let (segment, mark, heading, span) = match pieces.first()? {
            Piece::Head(head) => {
                let mark = self.raw.words(&head.mark, 0..head.mark.str().len(), self.notes);
                (segment(head.kind, head.number.as_deref()), mark, head.title.clone(), head.mark.outer)
            }
            Piece::Title(block) | Piece::Text(block) => {
                (Segment::bare(SegmentKind::Annex), None, None, block.outer)
            }
        };
        let place = Pinpoint::of(segment);
        let Some(ix) = self.tree.add(place.clone(), None, Class::Annex, mark) else {
            let all = pieces.iter().map(Piece::span).fold(span, model::Span::cover);
            self.notes.push(Note::new(Topic::LeftOver, all, format!("a second `{place}`; left out")));
            return None;
        };
        self.tree.set_heading(ix, heading);
        Some(ix)
    }

    fn container(&mut self, head: &Head, place: &mut Place) {
        place.group = None;
        let depth = place.containers.iter().position(|c| c.kind == head.kind);
        if let Some(depth) = depth {
            place.containers.truncate(depth);
        }
        let Some(number) = head.number.as_deref() else {
            place.group = head.title.clone();
            return;
        };
        let parent = place.innermost();
        let own = segment(head.kind, Some(number));
        let pinpoint = match parent.and_then(|p| self.tree.place(p)) {
            Some(above) => above.child(own),
            None => Pinpoint::of(own),
        };
        let mark = self.raw.words(&head.mark, 0..head.mark.str().len(), self.notes);
        let Some(ix) = self.tree.add(pinpoint.clone(), parent, place.class, mark) else {
            let span = head.mark.outer;
            self.notes.push(Note::new(
                Topic::NumberingRepeat,
                span,
                format!("a second `{pinpoint}`; its articles stand outside it"),
            ));
            return;
        };
        self.tree.set_heading(ix, head.title.clone());
        let capitals = head.title.as_deref().is_some_and(is_capitals);
        place.containers.push(Container { kind: head.kind, ix, capitals });
    }

    fn article(&mut self, head: &Head, body: &[Block], place: &Place) {
        let own = segment(head.kind, head.number.as_deref());
        let pinpoint = match place.root.and_then(|r| self.tree.place(r)) {
            Some(annex) => annex.child(own),
            None => Pinpoint::of(own),
        };
        let mark = self.raw.words(&head.mark, 0..head.mark.str().len(), self.notes);
        let Some(ix) = self.tree.add(pinpoint.clone(), place.innermost(), place.class, mark) else {
            let span = body.iter().map(|b| b.outer).fold(head.mark.outer, model::Span::cover);
            self.notes.push(Note::new(
                Topic::NumberingRepeat,
                span,
                format!("a second `{pinpoint}`; left out"),
            ));
            return;
        };
        self.tree.set_heading(ix, head.title.clone().or_else(|| place.group.clone()));
        self.provisions(ix, body, place.class);
    }

    /// Text that stands in an annex or a chapter outside any article.
    fn loose(&mut self, body: &[Block], place: &Place) {
        match place.innermost() {
            Some(ix) => self.provisions(ix, body, place.class),
            None => {
                let spans = body.iter().map(|b| b.outer).reduce(model::Span::cover);
                self.notes.extend(
                    spans.map(|s| Note::new(Topic::LeftOver, s, "text that stands in no article; left out")),
                );
            }
        }
    }

    /// Splits the text of a node into paragraphs and points below it.
    fn provisions(&mut self, ix: NodeIx, body: &[Block], class: Class) {
        let nest = nest::nest(body);
        for (topic, stretch, message) in &nest.remarks {
            let span = body[stretch.block].text.raw(stretch.range.clone());
            self.notes.push(Note::new(*topic, span, message.clone()));
        }
        let own = self.stretches(body, &nest.own);
        self.tree.own(ix, own);
        let mut nodes: Vec<Option<NodeIx>> = Vec::with_capacity(nest.members.len());
        for member in &nest.members {
            let parent = match member.parent {
                None => Some(ix),
                Some(p) => nodes.get(p).copied().flatten(),
            };
            let node = parent.and_then(|parent| {
                let above = self.tree.place(parent)?.clone();
                let kind = kind_below(&above, member.numerals);
                let pinpoint = above.child(segment(kind, Some(&member.number)));
                let mark = self.raw.words(&body[member.mark.block], member.mark.range.clone(), self.notes);
                self.tree.add(pinpoint, Some(parent), class, mark)
            });
            let own = self.stretches(body, &member.own);
            // A place that is taken already cannot be taken twice: the words stay with the node above.
            self.tree.own(node.or(parent).unwrap_or(ix), own);
            nodes.push(node);
        }
    }

    fn stretches(&mut self, body: &[Block], stretches: &[Stretch]) -> Vec<Words> {
        stretches.iter().filter_map(|s| self.raw.words(&body[s.block], s.range.clone(), self.notes)).collect()
    }

    /// Notes articles that are skipped or step back.
    fn check_order(&mut self, head: &Head, last: &mut Option<(SegmentKind, u32)>) {
        let Some(value) = head.number.as_deref().and_then(heads::value) else { return };
        if let Some((kind, before)) = *last
            && kind == head.kind
        {
            let word = head.mark.str().trim();
            if value > before + 1 {
                let message = format!("`{word}` follows {} {before}", kind.short());
                self.notes.push(Note::new(Topic::NumberingGap, head.mark.outer, message));
            } else if value < before {
                let message = format!("`{word}` follows {} {before}", kind.short());
                self.notes.push(Note::new(Topic::NumberingRepeat, head.mark.outer, message));
            }
        }
        *last = Some((head.kind, value));
    }
}

/// The text of a piece; a heading without a number is text where `titles` says so.
fn text(piece: &Piece, titles: bool) -> Option<&Block> {
    match piece {
        Piece::Text(block) => Some(block),
        Piece::Title(block) if titles => Some(block),
        _ => None,
    }
}

/// Cuts the closing formula off, with the signatures behind it.
fn until_closing(body: &mut Vec<Block>) {
    if let Some(at) = body.iter().position(|b| is_closing(b.str())) {
        body.truncate(at);
    }
}

/// A heading without a number. Set in capitals like the titles of the containers, it stands beside them, not inside.
fn open_group(title: &str, place: &mut Place) {
    let title = title.trim();
    if is_capitals(title) && place.containers.last().is_some_and(|c| c.capitals) {
        place.containers.pop();
    }
    place.group = Some(title.to_owned());
}

fn segment(kind: SegmentKind, number: Option<&str>) -> Segment {
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
