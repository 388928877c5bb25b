//! What is held, asked without touching a file.

use crate::document::{Document, Node, NodeIx, Numbering};
use crate::ids::{AuthorityId, PassageId};
use crate::pinpoint::{Pinpoint, Segment, SegmentKind};

/// The answer to "is there such a place in a held text?".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// The text is held and has it: one node, or one per member of a range, in order.
    Found(Vec<PassageId>),
    /// The text is held; the instrument has or may have the place, this text does not show it.
    NotInThisText,
    /// The text is held, complete at that level, and has no such place.
    NoSuchPlace,
    /// The text is not held.
    Unheld,
}

/// Whoever knows the held texts: an open corpus, or a few documents in a test.
pub trait Held {
    /// Whether the text of `authority` is held.
    fn holds(&self, authority: &AuthorityId) -> bool;

    /// Looks a place up in the text of `authority`.
    fn look_up(&self, authority: &AuthorityId, place: &Pinpoint) -> Lookup;
}

impl Held for [Document] {
    fn holds(&self, authority: &AuthorityId) -> bool {
        self.iter().any(|d| &d.meta.id == authority)
    }

    fn look_up(&self, authority: &AuthorityId, place: &Pinpoint) -> Lookup {
        match self.iter().find(|d| &d.meta.id == authority) {
            Some(document) => document.look_up(place),
            None => Lookup::Unheld,
        }
    }
}

impl Document {
    /// Looks a place up. A range answers with the nodes of its level from its first member to its last, both of
    /// which must exist. Where no node is called so, the one answers whose numbers are the same, whatever its levels
    /// are called.
    pub fn look_up(&self, place: &Pinpoint) -> Lookup {
        let found = if place.is_range() {
            self.members(place)
        } else {
            self.at(place).or_else(|| self.numbered_alike(place)).map(|(_, n)| vec![self.id(n)])
        };
        match found {
            Some(nodes) => Lookup::Found(nodes),
            None if self.may_have(place) => Lookup::NotInThisText,
            None => Lookup::NoSuchPlace,
        }
    }

    /// The only node with the numbers of `place` below the same article, whatever its levels are called: writers count
    /// brackets, prints name levels as they like, and `4A` may be a part of article 4.
    fn numbered_alike(&self, place: &Pinpoint) -> Option<(NodeIx, &Node)> {
        let wanted = numbers(place)?;
        let mut alike = self.nodes.iter().enumerate().filter(|(_, node)| {
            node.pinpoint.first().kind == place.first().kind
                && numbers(&node.pinpoint).as_ref() == Some(&wanted)
        });
        let (at, found) = alike.next()?;
        alike.next().is_none().then_some((NodeIx(at), found))
    }

    /// The siblings from the first to the last member of a range.
    fn members(&self, place: &Pinpoint) -> Option<Vec<PassageId>> {
        let last = place.last();
        let to = Segment::new(last.kind, last.to.as_deref()?).ok()?;
        let from = Segment { to: None, ..last.clone() };
        let with = |segment: Segment| match place.parent() {
            Some(parent) => parent.child(segment),
            None => Pinpoint::of(segment),
        };
        let (first, _) = self.at(&with(from))?;
        let (end, _) = self.at(&with(to))?;
        let depth = place.segments().len();
        let members = self.nodes.get(first.0..=end.0)?.iter();
        let level = |p: &Pinpoint| p.segments().len() == depth && p.last().kind == last.kind;
        let members: Vec<_> = members.filter(|n| level(&n.pinpoint)).map(|n| self.id(n)).collect();
        (!members.is_empty()).then_some(members)
    }

    /// Whether the instrument has or may have a place that this text does not show.
    fn may_have(&self, place: &Pinpoint) -> bool {
        let kind = place.first().kind;
        let listed = |list: &[Pinpoint]| list.iter().any(|p| place.within(p));
        if listed(&self.meta.missing) || listed(&self.meta.inserted_later) {
            return true;
        }
        // Commentaries, pages and footnotes are apparatus that a bare text never shows.
        if place
            .segments()
            .iter()
            .any(|s| matches!(s.kind, SegmentKind::Commentary | SegmentKind::Page | SegmentKind::Footnote))
        {
            return true;
        }
        // A level that the text does not show at all cannot be denied: parts left out of a print, annexes.
        let shows = |kind: SegmentKind| self.nodes.iter().any(|n| n.pinpoint.first().kind == kind);
        if !shows(kind) {
            return kind != SegmentKind::Article;
        }
        let Some((_, node)) = place.parent().and_then(|up| self.nearest(&up)) else { return false };
        // Below an article whose paragraphs this print does not separate, nothing can be denied.
        let separate = node.children.iter().filter_map(|&c| self.node(c)).any(|c| {
            place
                .segments()
                .get(c.pinpoint.segments().len() - 1)
                .is_some_and(|s| s.kind == c.pinpoint.last().kind)
        });
        if separate {
            return false;
        }
        node.own.len() > 1 || (self.meta.numbering == Numbering::RunTogether && !separate)
    }

    /// The node at `place`, or at the nearest place above it that exists.
    fn nearest(&self, place: &Pinpoint) -> Option<(crate::document::NodeIx, &crate::document::Node)> {
        let mut at = Some(place.clone());
        while let Some(here) = at {
            if let Some(found) = self.at(&here) {
                return Some(found);
            }
            at = here.parent();
        }
        None
    }
}

/// The numbers of a place within an article, its letter apart (`4A` is 4 and A); `None` for places of another sort.
fn numbers(place: &Pinpoint) -> Option<Vec<String>> {
    let (first, below) = place.segments().split_first()?;
    if first.kind != SegmentKind::Article {
        return None;
    }
    let mut out = Vec::with_capacity(below.len() + 2);
    let number = first.number.as_deref()?;
    match number.split_at_checked(number.len().checked_sub(1)?) {
        Some((digits, letter)) if is_count(digits) && letter.chars().all(char::is_alphabetic) => {
            out.extend([digits.to_owned(), letter.to_lowercase()]);
        }
        _ => out.push(number.to_lowercase()),
    }
    for segment in below {
        let level =
            matches!(segment.kind, SegmentKind::Paragraph | SegmentKind::Point | SegmentKind::Subpoint);
        out.push(segment.number.as_deref().filter(|_| level && segment.to.is_none())?.to_lowercase());
    }
    (out.len() > 1).then_some(out)
}

fn is_count(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Class, Edition, Kind, Meta, Span};

    fn document(places: &[&str]) -> Document {
        let meta = Meta {
            id: AuthorityId::new("lamps").unwrap(),
            title: "Lamps Convention".to_owned(),
            short: Vec::new(),
            kind: Kind::Treaty,
            date: None,
            authors: Vec::new(),
            edition: Edition::default(),
            articles_total: None,
            missing: Vec::new(),
            inserted_later: Vec::new(),
            numbering: Numbering::Numbered,
        };
        let node = |place: &&str| Node {
            pinpoint: place.parse().unwrap(),
            parent: None,
            children: Vec::new(),
            class: Class::Operative,
            heading: None,
            mark: None,
            span: Span::default(),
            own: Vec::new(),
        };
        Document { meta, nodes: places.iter().map(node).collect() }
    }

    #[test]
    fn numbers_find_their_node_whatever_its_levels_are_called() {
        let held = document(&[
            "art-1",
            "art-1/para-1/para-5",
            "art-4/pt-A/subpt-2",
            "art-5/pt-1",
            "art-5/para-1",
            "art-8bis",
        ]);
        let found = |place: &str| match held.look_up(&place.parse().unwrap()) {
            Lookup::Found(ids) => ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
            other => format!("{other:?}"),
        };
        for (written, want) in [
            ("art-1/para-1/pt-5", "lamps#art-1/para-1/para-5"),
            ("art-4A/para-2", "lamps#art-4/pt-A/subpt-2"),
            ("art-8bis", "lamps#art-8bis"),
            // Two nodes have these numbers, and neither is called so.
            ("art-5/subpt-1", "NoSuchPlace"),
            ("art-11/para-5", "NoSuchPlace"),
        ] {
            assert_eq!(found(written), want, "{written}");
        }
    }
}
