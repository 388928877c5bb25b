//! Places that are counted one after the other: the articles of an instrument, the paragraphs of an article.

use std::collections::BTreeMap;

use model::{Document, Node, NodeIx, Pinpoint, Segment, SegmentKind, Span, roman_value};

/// Siblings of one kind in the order of the text.
pub(super) struct Series<'d> {
    /// The place they are below.
    pub(super) parent: Option<Pinpoint>,
    /// What is counted.
    pub(super) kind: SegmentKind,
    /// Each node with its value in the count; `8bis` has the value of 8.
    pub(super) members: Vec<Member<'d>>,
}

/// A counted node.
#[derive(Clone, Copy)]
pub(super) struct Member<'d> {
    pub(super) node: &'d Node,
    pub(super) value: u32,
    /// Whether an addition such as `bis` follows the number.
    pub(super) inserted: bool,
}

impl Member<'_> {
    /// The bytes of its mark, or the point where it begins.
    pub(super) fn place(&self) -> Span {
        let start = self.node.span.start();
        self.node.mark.as_ref().map_or(Span::new(start, start), |m| m.span)
    }
}

/// Every series of a document. Articles, rules and principles run on across chapters; everything else is counted anew
/// below each parent of the tree.
pub(super) fn all(document: &Document) -> Vec<Series<'_>> {
    type Key = (Option<Pinpoint>, Option<NodeIx>, SegmentKind);
    let mut order: Vec<Key> = Vec::new();
    let mut groups: BTreeMap<Key, Vec<&Node>> = BTreeMap::new();
    for node in &document.nodes {
        let kind = node.pinpoint.last().kind;
        if !is_counted(kind) || node.pinpoint.last().number.is_none() {
            continue;
        }
        let runs_on = matches!(kind, SegmentKind::Article | SegmentKind::Rule | SegmentKind::Principle);
        let key = (node.pinpoint.parent(), if runs_on { None } else { node.parent }, kind);
        let group = groups.entry(key.clone()).or_default();
        if group.is_empty() {
            order.push(key);
        }
        group.push(node);
    }
    let series = |key: Key| {
        let nodes = groups.remove(&key)?;
        Some(Series { parent: key.0, kind: key.2, members: members(&nodes)? })
    };
    order.into_iter().filter_map(series).collect()
}

/// Whether the text prints the numbers of a kind; recitals and the paragraphs of an essay are counted by the reader.
const fn is_counted(kind: SegmentKind) -> bool {
    !matches!(
        kind,
        SegmentKind::Preamble
            | SegmentKind::Recital
            | SegmentKind::Page
            | SegmentKind::Footnote
            | SegmentKind::Commentary
            | SegmentKind::Par
            | SegmentKind::Sentence
    )
}

/// How a series is numbered.
type Scheme = fn(&str) -> Option<(u32, bool)>;

/// The members with their values, `None` when they are not numbered in one way.
fn members<'d>(nodes: &[&'d Node]) -> Option<Vec<Member<'d>>> {
    let first = nodes.first()?.pinpoint.last().number.as_deref()?;
    // "i" opens a count in numerals, any other single letter one in letters.
    let schemes: [Scheme; 3] = if first.len() == 1 && !first.eq_ignore_ascii_case("i") {
        [digits, letters, roman]
    } else {
        [digits, roman, letters]
    };
    schemes.iter().find_map(|scheme| {
        let member = |node: &&'d Node| {
            let (value, inserted) = scheme(node.pinpoint.last().number.as_deref()?)?;
            Some(Member { node, value, inserted })
        };
        nodes.iter().map(member).collect()
    })
}

/// `8` or `8bis`.
fn digits(number: &str) -> Option<(u32, bool)> {
    let end = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
    let (value, rest) = number.split_at(end);
    rest.chars().all(char::is_alphabetic).then_some((value.parse().ok()?, !rest.is_empty()))
}

fn roman(number: &str) -> Option<(u32, bool)> {
    Some((roman_value(number)?, false))
}

/// `a` to `z`, then `aa` to `zz`.
pub(super) fn letters(number: &str) -> Option<(u32, bool)> {
    let mut chars = number.chars().map(|c| c.to_ascii_lowercase());
    let first = chars.next().filter(char::is_ascii_lowercase)?;
    let value = u32::from(first) - u32::from('a') + 1;
    match (chars.next(), chars.next()) {
        (None, _) => Some((value, false)),
        (Some(second), None) if second == first => Some((26 + value, false)),
        _ => None,
    }
}

/// The number that follows `value` counted from `from` on, in the way `like` is written.
fn written(value: u32, like: &str) -> String {
    if like.bytes().all(|b| b.is_ascii_digit()) || letters(like).is_none() {
        return value.to_string();
    }
    let letter = u8::try_from((value - 1) % 26).map_or('?', |v| char::from(b'a' + v));
    letter.to_string().repeat(if value > 26 { 2 } else { 1 })
}

impl Series<'_> {
    /// The place in this series with `value`.
    pub(super) fn place(&self, value: u32) -> Option<Pinpoint> {
        let like = self.members.first()?.node.pinpoint.last().number.as_deref()?;
        let letters = self.kind == SegmentKind::Point && self.members.iter().all(|m| is_letter(m.node));
        let number = if letters { written(value, like) } else { value.to_string() };
        let segment = Segment::new(self.kind, &number).ok()?;
        Some(self.parent.as_ref().map_or_else(|| Pinpoint::of(segment.clone()), |p| p.child(segment.clone())))
    }
}

fn is_letter(node: &Node) -> bool {
    node.pinpoint.last().number.as_deref().is_some_and(|n| letters(n).is_some())
}

/// Whether the manifest says that this text lacks `place`.
pub(super) fn is_excused(document: &Document, place: &Pinpoint) -> bool {
    let meta = &document.meta;
    meta.missing.iter().chain(&meta.inserted_later).any(|p| place.within(p))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_count_on_after_z() {
        assert_eq!(letters("c"), Some((3, false)));
        assert_eq!(letters("bb"), Some((28, false)));
        assert_eq!(letters("iv"), None);
        assert_eq!(written(28, "a"), "bb");
    }

    #[test]
    fn an_addition_has_the_value_of_its_number() {
        assert_eq!(digits("8bis"), Some((8, true)));
        assert_eq!(digits("VIII"), None);
    }
}
