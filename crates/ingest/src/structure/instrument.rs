//! Instruments: pieces to a tree of parts, articles, paragraphs and points.
//!
//! An article's place has no chapter in it (`art-51`), although its parent is the chapter; a chapter's place has the part it
//! stands in (`part-II/ch-1`); everything in an annex has the annex (`annex-I/art-2`). Where articles have sections, these
//! stand below them (`art-IV/sec-3`). Titles of the instrument and closing formulas with what follows them are no
//! provisions and are left out. A heading without a number is the heading of the articles below it that have none of
//! their own.

mod place;

use model::{Class, Node, NodeIx, Note, Pinpoint, SegmentKind, Span, Topic};

use super::heads::{self, Rank};
use super::pieces::{Head, Piece};
use super::preamble::{self, is_closing};
use super::provisions::{self, segment};
use super::regions::{self, Region};
use super::tree::Tree;
use crate::blocks::{Block, Raw};
use place::Place;

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

impl Builder<'_, '_> {
    fn region(&mut self, pieces: &[Piece], region: &Region) {
        let (mut at, end) = (region.pieces.start, region.pieces.end);
        let mut place = if region.annex {
            let Some(root) = self.annex(&pieces[region.pieces.clone()]) else { return };
            at += usize::from(pieces[at].head(Rank::Annex).is_some());
            Place::new(Class::Annex, Some(root))
        } else {
            // `Annex` before the first article names the text itself: the resolution before it is its preamble.
            let opens = |p: &Piece| p.head(Rank::Article).or(p.head(Rank::Container)).is_some();
            let first = (at..end).find(|&i| opens(&pieces[i])).unwrap_or(end);
            let text: Vec<&Block> = pieces[at..first].iter().filter_map(|p| text(p, false)).collect();
            preamble::add(&mut self.tree, self.raw, &text, self.notes);
            at = first;
            Place::new(Class::Operative, None)
        };
        let last_article = (at..end).rev().find(|&i| pieces[i].head(Rank::Article).is_some());
        // In an annex without articles, a heading without a number is as likely a row of a table: it is text.
        let grouped = !region.annex || last_article.is_some();
        let mut order = Order::default();
        while at < end {
            if let Piece::Title(title) = &pieces[at]
                && grouped
            {
                place.group(title.str());
                at += 1;
                continue;
            }
            let head = match &pieces[at] {
                Piece::Head(head) => Some(head),
                _ => None,
            };
            // The text runs to the next numbered heading.
            let from = at + usize::from(head.is_some());
            let to = (from..end).find(|&i| matches!(pieces[i], Piece::Head(_))).unwrap_or(end);
            let mut body: Vec<&Block> = pieces[from..to].iter().filter_map(|p| text(p, !grouped)).collect();
            if last_article.is_none_or(|last| at >= last) {
                until_closing(&mut body);
            }
            match head {
                Some(head) if head.rank == Rank::Article => {
                    self.notes.extend(order.check(head));
                    self.article(head, &body, &mut place);
                }
                Some(head) if head.rank == Rank::Container => {
                    let before = at.checked_sub(1).and_then(|i| pieces.get(i));
                    match place.article_of(head, before) {
                        Some(article) => self.section(head, &body, article, &place),
                        None => {
                            self.container(head, &mut place);
                            self.loose(&body, &place);
                        }
                    }
                }
                _ => self.loose(&body, &place),
            }
            // Headings behind the text are those of the articles to come.
            let after = (from..to).rev().take_while(|&i| !pieces[i].is_text()).count();
            for piece in &pieces[to - after..to] {
                if let Piece::Title(title) = piece {
                    place.group(title.str());
                }
            }
            at = to;
        }
    }

    /// The node of an annex: from its heading, or, where it has none, a bare one.
    fn annex(&mut self, pieces: &[Piece]) -> Option<NodeIx> {
        let first = pieces.first()?;
        let (own, mark, heading) = match first {
            Piece::Head(head) if head.rank == Rank::Annex => {
                let mark = self.raw.words(&head.mark, 0..head.mark.str().len(), self.notes);
                (segment(head.kind, head.number.as_deref()), mark, head.title.clone())
            }
            // An article or a chapter at its head is the first of those in it.
            _ => (segment(SegmentKind::Annex, None), None, None),
        };
        let place = Pinpoint::of(own);
        let Some(ix) = self.tree.add(place.clone(), None, Class::Annex, mark) else {
            let all = pieces.iter().map(Piece::span).fold(first.span(), Span::cover);
            self.note(Topic::LeftOver, all, format!("a second `{place}`; left out"));
            return None;
        };
        self.tree.set_heading(ix, heading);
        Some(ix)
    }

    fn container(&mut self, head: &Head, place: &mut Place) {
        place.close(head.kind);
        if head.number.is_none() {
            place.group = head.title.clone();
            return;
        }
        let parent = place.innermost();
        match self.head_node(head, parent, parent, place.class) {
            Ok(ix) => {
                self.tree.set_heading(ix, head.title.clone());
                place.open(head, ix);
            }
            Err(taken) => {
                let message = format!("a second `{taken}`; its articles stand outside it");
                self.note(Topic::NumberingRepeat, head.mark.outer, message);
            }
        }
    }

    fn article(&mut self, head: &Head, body: &[&Block], place: &mut Place) {
        match self.head_node(head, place.root, place.innermost(), place.class) {
            Ok(ix) => {
                self.tree.set_heading(ix, head.title.clone().or_else(|| place.group.clone()));
                provisions::add(&mut self.tree, self.raw, ix, body, place.class, self.notes);
                place.enter(Some(ix));
            }
            Err(taken) => {
                place.enter(None);
                self.left_out(head, body, &taken);
            }
        }
    }

    /// A section of an article.
    fn section(&mut self, head: &Head, body: &[&Block], article: NodeIx, place: &Place) {
        match self.head_node(head, Some(article), Some(article), place.class) {
            Ok(ix) => {
                self.tree.set_heading(ix, head.title.clone());
                provisions::add(&mut self.tree, self.raw, ix, body, place.class, self.notes);
            }
            Err(taken) => self.left_out(head, body, &taken),
        }
    }

    /// The node that a heading opens: its place goes on from that of `above`, its parent in the tree is `parent`.
    ///
    /// # Errors
    /// With the place, when it is taken.
    fn head_node(
        &mut self,
        head: &Head,
        above: Option<NodeIx>,
        parent: Option<NodeIx>,
        class: Class,
    ) -> Result<NodeIx, Pinpoint> {
        let own = segment(head.kind, head.number.as_deref());
        let pinpoint = match above.and_then(|ix| self.tree.place(ix)) {
            Some(above) => above.child(own),
            None => Pinpoint::of(own),
        };
        let mark = self.raw.words(&head.mark, 0..head.mark.str().len(), self.notes);
        self.tree.add(pinpoint.clone(), parent, class, mark).ok_or(pinpoint)
    }

    /// Text that stands in an annex or a chapter outside any article.
    fn loose(&mut self, body: &[&Block], place: &Place) {
        match (place.innermost(), hull(body)) {
            (Some(ix), _) => provisions::add(&mut self.tree, self.raw, ix, body, place.class, self.notes),
            (None, Some(span)) => {
                self.note(Topic::LeftOver, span, "text that stands in no article; left out".to_owned());
            }
            (None, None) => {}
        }
    }

    fn left_out(&mut self, head: &Head, body: &[&Block], taken: &Pinpoint) {
        let span = hull(body).map_or(head.mark.outer, |b| b.cover(head.mark.outer));
        self.note(Topic::NumberingRepeat, span, format!("a second `{taken}`; left out"));
    }

    fn note(&mut self, topic: Topic, span: Span, message: String) {
        self.notes.push(Note::new(topic, span, message));
    }
}

/// The order of articles.
#[derive(Default)]
struct Order {
    last: Option<(SegmentKind, u32)>,
}

impl Order {
    /// A note where articles are skipped or step back.
    fn check(&mut self, head: &Head) -> Option<Note> {
        let value = head.number.as_deref().and_then(heads::value)?;
        let (kind, before) = self.last.replace((head.kind, value)).filter(|(kind, _)| *kind == head.kind)?;
        let topic = match value {
            v if v > before + 1 => Topic::NumberingGap,
            v if v < before => Topic::NumberingRepeat,
            _ => return None,
        };
        let message = format!("`{}` follows {} {before}", head.mark.str().trim(), kind.short());
        Some(Note::new(topic, head.mark.outer, message))
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
fn until_closing(body: &mut Vec<&Block>) {
    if let Some(at) = body.iter().position(|b| is_closing(b.str())) {
        body.truncate(at);
    }
}

fn hull(body: &[&Block]) -> Option<Span> {
    body.iter().map(|b| b.outer).reduce(Span::cover)
}
