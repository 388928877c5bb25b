//! What the passages of a document cite, as keys for the index: `un-charter`, `un-charter#art-51`. A key does not depend on
//! what is held: when a source arrives later, the citations that waited for it are there already.

use std::collections::BTreeMap;

use cite::{Context, Names};
use model::{AuthorityId, Document, Held, Kind, Lookup, Pinpoint, Segment, Target};

/// Nothing is held: keys say what is meant, not whether it is here.
struct Nothing;

impl Held for Nothing {
    fn holds(&self, _: &AuthorityId) -> bool {
        false
    }

    fn look_up(&self, _: &AuthorityId, _: &Pinpoint) -> Lookup {
        Lookup::Unheld
    }
}

/// More members than this are not spelled out: such a range is a mistake of the text.
const LONGEST_RANGE: u32 = 400;

/// What a passage cites: keys, each with the words that cite it first.
pub(crate) type Links = BTreeMap<String, String>;

/// What each node's own words cite, in the order of [`Document::nodes`].
pub(crate) fn of_document(document: &Document, names: &Names) -> Vec<Links> {
    let mut out = vec![Links::new(); document.nodes.len()];
    for group in groups(document) {
        let text = Text::new(document, &group.nodes);
        for citation in cite::cites(&text.joined, names, &group.context, &Nothing) {
            let Some(node) = text.node_at(citation.span.start()) else { continue };
            let words = citation.span.of(&text.joined).unwrap_or_default();
            for key in citation.targets.iter().flat_map(keys) {
                out[node].entry(key).or_insert_with(|| words.to_owned());
            }
        }
    }
    out
}

/// Nodes whose words are read together, and where they stand.
struct Group {
    nodes: Vec<usize>,
    context: Context,
}

/// Prose is read as one: a reference back may reach far. The words of an instrument are read article by article, since
/// "paragraph 1 of this article" must know its article.
fn groups(document: &Document) -> Vec<Group> {
    let prose = matches!(
        document.meta.kind,
        Kind::Essay | Kind::Case | Kind::Comment | Kind::Manual | Kind::Document
    );
    if prose {
        return vec![Group { nodes: (0..document.nodes.len()).collect(), context: Context::default() }];
    }
    let mut out: Vec<Group> = Vec::new();
    for (i, node) in document.nodes.iter().enumerate() {
        let top = Pinpoint::of(node.pinpoint.first().clone());
        match out.last_mut().filter(|g| g.context.own_place.as_ref() == Some(&top)) {
            Some(group) => group.nodes.push(i),
            None => {
                let context = Context { own: Some(document.meta.id.clone()), own_place: Some(top) };
                out.push(Group { nodes: vec![i], context });
            }
        }
    }
    out
}

/// The words of several nodes in the order of the file, and which words are whose.
struct Text {
    joined: String,
    /// Where each piece begins, and its node.
    pieces: Vec<(usize, usize)>,
}

impl Text {
    fn new(document: &Document, nodes: &[usize]) -> Self {
        let mut words: Vec<(usize, usize, &str)> = nodes
            .iter()
            .filter_map(|&i| Some((i, document.nodes.get(i)?)))
            .flat_map(|(i, node)| node.own.iter().map(move |w| (w.span.start(), i, w.text.as_str())))
            .collect();
        words.sort_by_key(|(start, ..)| *start);
        let mut text = Self { joined: String::new(), pieces: Vec::with_capacity(words.len()) };
        for (_, node, piece) in words {
            text.pieces.push((text.joined.len(), node));
            text.joined.push_str(piece);
            text.joined.push_str("\n\n");
        }
        text
    }

    fn node_at(&self, offset: usize) -> Option<usize> {
        let after = self.pieces.partition_point(|(start, _)| *start <= offset);
        self.pieces.get(after.checked_sub(1)?).map(|(_, node)| *node)
    }
}

/// The keys of a target: the authority, or the place in it; of a range, every member that can be counted.
fn keys(target: &Target) -> Vec<String> {
    let Some(authority) = &target.authority else { return Vec::new() };
    let Some(place) = &target.place else { return vec![authority.to_string()] };
    members(place).iter().map(|p| format!("{authority}#{p}")).collect()
}

/// A place, or the members of a range of it.
pub(crate) fn members(place: &Pinpoint) -> Vec<Pinpoint> {
    let last = place.last();
    let number = |text: &Option<String>| text.as_deref().and_then(|t| t.parse::<u32>().ok());
    let (Some(from), Some(to)) = (number(&last.number), number(&last.to)) else { return vec![place.clone()] };
    if from > to || to - from > LONGEST_RANGE {
        return vec![place.clone()];
    }
    let member = |n: u32| {
        let segment = Segment::new(last.kind, &n.to_string()).ok()?;
        Some(match place.parent() {
            Some(parent) => parent.child(segment),
            None => Pinpoint::of(segment),
        })
    };
    (from..=to).filter_map(member).collect()
}

#[cfg(test)]
mod tests {
    use super::members;

    #[test]
    fn a_range_is_its_members() {
        let written = |place: &str| -> Vec<String> {
            members(&place.parse().unwrap()).iter().map(ToString::to_string).collect()
        };
        assert_eq!(written("art-20..22"), ["art-20", "art-21", "art-22"]);
        assert_eq!(written("art-2/para-1..2"), ["art-2/para-1", "art-2/para-2"]);
        assert_eq!(written("art-51"), ["art-51"]);
        assert_eq!(written("pt-a..c"), ["pt-a..c"]);
    }
}
