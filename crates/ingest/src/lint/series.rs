//! Places that are counted one after the other: the articles of an instrument, the paragraphs of an article.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use model::{Document, Node, NodeIx, Pinpoint, Segment, SegmentKind, Span, roman_value};

/// Siblings of one kind in the order of the text.
pub(super) struct Series<'d> {
    /// The place they are below.
    pub(super) parent: Option<Pinpoint>,
    /// What is counted.
    pub(super) kind: SegmentKind,
    /// Each node with its value in the count; `8bis` has the value of 8.
    pub(super) members: Vec<Member<'d>>,
    /// Whether it is counted in letters.
    lettered: bool,
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
        let (members, lettered) =
            (members(&nodes)?, key.2 == SegmentKind::Point && nodes.iter().all(|n| is_letter(n)));
        Some(Series { parent: key.0, kind: key.2, members, lettered })
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
        let segment = self.segment(value)?;
        Some(self.parent.as_ref().map_or_else(|| Pinpoint::of(segment.clone()), |p| p.child(segment.clone())))
    }

    fn segment(&self, value: u32) -> Option<Segment> {
        let like = self.members.first()?.node.pinpoint.last().number.as_deref()?;
        let number = if self.lettered { written(value, like) } else { value.to_string() };
        Segment::new(self.kind, &number).ok()
    }

    /// What of this series the manifest says is not in the text.
    pub(super) fn excused(&self, document: &Document) -> Excused {
        let above = self.parent.as_ref().map_or(0, |p| p.segments().len());
        let mut out = Excused::default();
        for place in listed(document) {
            out.all |= self.parent.as_ref().is_some_and(|p| p.within(place));
            let last = place.last();
            let beside = place.segments().len() == above + 1
                && last.kind == self.kind
                && self.parent.as_ref().is_none_or(|p| place.within(p));
            let Some(number) = last.number.as_deref().filter(|_| beside) else { continue };
            let values = [number.parse().ok(), roman_value(number), letters(number).map(|(value, _)| value)];
            let same = |v: &u32| self.segment(*v).is_some_and(|s| s.same(last));
            out.values.extend(values.into_iter().flatten().filter(same));
        }
        out
    }
}

/// Places of a series that the manifest says a text lacks.
#[derive(Debug, Default)]
pub(super) struct Excused {
    /// All of them.
    all: bool,
    /// Or those with these values.
    values: BTreeSet<u32>,
}

impl Excused {
    /// Whether the place with `value` is one of them.
    pub(super) fn has(&self, value: u32) -> bool {
        self.all || self.values.contains(&value)
    }

    /// The first of `values` that is not excused, and how many are not. Takes no longer for many values than for few.
    pub(super) fn unexcused(&self, values: Range<u32>) -> Option<(u32, usize)> {
        if self.all || values.is_empty() {
            return None;
        }
        let (mut first, mut left) = (values.start, values.len());
        for &value in self.values.range(values.clone()) {
            left -= 1;
            first += u32::from(value == first);
        }
        (left > 0).then_some((first, left))
    }
}

fn is_letter(node: &Node) -> bool {
    node.pinpoint.last().number.as_deref().is_some_and(|n| letters(n).is_some())
}

/// The places that the manifest says this text lacks.
fn listed(document: &Document) -> impl Iterator<Item = &Pinpoint> {
    document.meta.missing.iter().chain(&document.meta.inserted_later)
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
    fn of_skipped_numbers_the_first_is_named_that_nothing_excuses() {
        let some = Excused { all: false, values: BTreeSet::from([2, 3, 5]) };
        assert_eq!(some.unexcused(2..7), Some((4, 2)));
        assert_eq!(some.unexcused(1..4), Some((1, 1)));
        assert_eq!(some.unexcused(2..4), None);
        assert_eq!(some.unexcused(7..7), None);
        assert_eq!(some.unexcused(7..u32::MAX), Some((7, (u32::MAX - 7) as usize)));
        assert_eq!(Excused { all: true, ..some }.unexcused(1..9), None);
    }

    #[test]
    fn an_addition_has_the_value_of_its_number() {
        assert_eq!(digits("8bis"), Some((8, true)));
        assert_eq!(digits("VIII"), None);
    }
}
