//! What the tagger sees of a passage: words, headings and citations; never its id, the name of the document or a digest.

use std::borrow::Cow;

use model::{AuthorityId, Class, Document, Kind, NodeIx, Pinpoint, SegmentKind};

/// A citation in a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// The work.
    pub authority: AuthorityId,
    /// The place in it, where one is given.
    pub place: Option<Pinpoint>,
    /// The words of the citation.
    pub words: String,
}

/// A passage and what surrounds it.
#[derive(Clone, Debug)]
pub struct Passage<'a> {
    /// Its own words.
    pub words: Cow<'a, str>,
    /// The words that the nodes above it, up to its provision, open with, outermost first.
    pub opening: Vec<Cow<'a, str>>,
    /// The headings of its provision and of what lies between that and itself, its own included; outermost first.
    pub headings: Vec<&'a str>,
    /// The headings above its provision: parts, chapters, sections; outermost first.
    pub above: Vec<&'a str>,
    /// The words of each passage of the provision that it belongs to, its own among them; weak context.
    pub provision: Vec<Cow<'a, str>>,
    /// What part of the work.
    pub class: Class,
    /// What kind of work.
    pub kind: Kind,
    /// What it cites; counts in works that write about the law.
    pub cited: Vec<Cited>,
}

impl<'a> Passage<'a> {
    /// A passage that stands alone.
    pub fn of(words: &'a str, class: Class, kind: Kind) -> Self {
        Self {
            words: Cow::Borrowed(words),
            opening: Vec::new(),
            headings: Vec::new(),
            above: Vec::new(),
            provision: vec![Cow::Borrowed(words)],
            class,
            kind,
            cited: Vec::new(),
        }
    }

    /// The passage that is the node at `ix`, without its citations. Costs the length of the whole provision: to tag all of a
    /// document, there is [`crate::tag_document`].
    pub fn in_document(document: &'a Document, ix: NodeIx) -> Option<Self> {
        let node = document.node(ix)?;
        let place = Placing::of(document, ix);
        let heading = |ix: &NodeIx| document.node(*ix).and_then(|n| n.heading.as_deref());
        let own = |ix: &NodeIx| document.node(*ix).map(|n| Cow::Owned(n.own_text()));
        Some(Self {
            words: Cow::Owned(node.own_text()),
            opening: place.within().filter(|up| **up != ix).filter_map(own).collect(),
            headings: place.within().filter_map(heading).collect(),
            above: place.outside().filter_map(heading).collect(),
            provision: passages(document, place.provision()),
            class: node.class,
            kind: document.meta.kind,
            cited: Vec::new(),
        })
    }

    /// The whole provision that begins at `ix`, as one passage.
    pub fn whole(document: &'a Document, ix: NodeIx) -> Option<Self> {
        let mut out = Self::in_document(document, ix)?;
        out.words = Cow::Owned(out.provision.join("\n"));
        out.opening.clear();
        Some(out)
    }
}

/// The nodes above a node, outermost first and itself last, and from which on they belong to its provision.
pub(crate) struct Placing {
    path: Vec<NodeIx>,
    from: usize,
}

impl Placing {
    pub(crate) fn of(document: &Document, ix: NodeIx) -> Self {
        let mut path = vec![ix];
        let mut at = document.node(ix).and_then(|n| n.parent);
        while let Some(up) = at {
            path.push(up);
            at = document.node(up).and_then(|n| n.parent);
        }
        path.reverse();
        let kind = |ix: &NodeIx| document.node(*ix).map(|n| n.pinpoint.last().kind);
        let first =
            |kinds: &[SegmentKind]| path.iter().position(|ix| kind(ix).is_some_and(|k| kinds.contains(&k)));
        let from = first(PROVISIONS).or_else(|| first(PARAGRAPHS)).unwrap_or(path.len() - 1);
        Self { path, from }
    }

    pub(crate) fn provision(&self) -> NodeIx {
        self.path[self.from]
    }

    /// The nodes of the provision down to the node itself.
    pub(crate) fn within(&self) -> impl Iterator<Item = &NodeIx> {
        self.path[self.from..].iter()
    }

    /// The nodes above the provision.
    pub(crate) fn outside(&self) -> impl Iterator<Item = &NodeIx> {
        self.path[..self.from].iter()
    }
}

/// What lawyers cite first. Where none of these stands above a passage, its numbered paragraph is its provision; failing that,
/// as in a preamble or before the first article of a part, it stands for itself.
const PROVISIONS: &[SegmentKind] = &[SegmentKind::Article, SegmentKind::Rule, SegmentKind::Principle];
const PARAGRAPHS: &[SegmentKind] = &[SegmentKind::Paragraph, SegmentKind::Par];

/// The words of each passage of the provision at `ix`, in the order of the text.
fn passages<'a>(document: &Document, ix: NodeIx) -> Vec<Cow<'a, str>> {
    let nodes = members(document, ix).into_iter().filter_map(|ix| document.node(ix));
    nodes.filter(|n| n.is_passage()).map(|n| Cow::Owned(n.own_text())).collect()
}

/// The nodes of the provision at `ix`: itself and all below it, in the order of the text; itself alone where it is a part, a
/// chapter or a preamble.
pub(crate) fn members(document: &Document, ix: NodeIx) -> Vec<NodeIx> {
    let kind = document.node(ix).map(|n| n.pinpoint.last().kind);
    if !kind.is_some_and(|k| PROVISIONS.contains(&k) || PARAGRAPHS.contains(&k)) {
        return vec![ix];
    }
    let mut out = Vec::new();
    let mut todo = vec![ix];
    while let Some(at) = todo.pop() {
        out.push(at);
        if let Some(node) = document.node(at) {
            todo.extend(node.children.iter().rev());
        }
    }
    out
}

/// Whether a work writes about the law, as essays and judgments do, or is the law's own words. The headings of the first say
/// what a dozen paragraphs are loosely about; those of the second say what the provision is.
pub(crate) fn is_prose(kind: Kind) -> bool {
    matches!(kind, Kind::Essay | Kind::Case | Kind::Comment | Kind::Manual | Kind::Document)
}
