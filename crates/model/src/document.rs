//! A text split into its provisions or paragraphs.

use std::fmt;

use crate::authority::Kind;
use crate::ids::{AuthorityId, PassageId};
use crate::pinpoint::Pinpoint;
use crate::span::Span;

/// Which text of a work a document is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    /// Whose print, in words: "web text of the United Nations".
    pub text_of: String,
    /// The last amendment taken in, in words or as a date.
    pub as_amended_to: Option<String>,
    /// Amendments and protocols that are not in this text.
    pub not_included: Vec<String>,
}

/// Whether the paragraphs of a document can be told apart by number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numbering {
    /// Paragraphs carry their numbers.
    #[default]
    Numbered,
    /// Paragraphs are mostly unnumbered and run together: a place below the article may exist without being
    /// separable here.
    RunTogether,
}

/// What is known of a document besides its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meta {
    /// The authority whose text this is, or a witness of it.
    pub id: AuthorityId,
    /// Full title.
    pub title: String,
    /// Short titles, the preferred one first; may be empty.
    pub short: Vec<String>,
    /// What sort of work.
    pub kind: Kind,
    /// Date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Authors of an essay.
    pub authors: Vec<String>,
    /// Which text.
    pub edition: Edition,
    /// How many articles the instrument has, where that is known.
    pub articles_total: Option<u32>,
    /// Places the instrument has and this text lacks.
    pub missing: Vec<Pinpoint>,
    /// Places that amendments added and that this text, being older, lacks.
    pub inserted_later: Vec<Pinpoint>,
    /// Whether paragraphs are numbered.
    pub numbering: Numbering,
}

impl Meta {
    /// The title to print in a narrow place: the preferred short title, else the full one.
    pub fn short_title(&self) -> &str {
        self.short.first().map_or(&self.title, String::as_str)
    }
}

/// What part of an instrument a node belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// The preamble.
    Preamble,
    /// The numbered provisions, or the prose of an essay or judgment.
    Operative,
    /// An annex, schedule, table or protocol attached to the text.
    Annex,
}

impl Class {
    /// The written form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Preamble => "preamble",
            Self::Operative => "operative",
            Self::Annex => "annex",
        }
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Words of a source that lie together: where, and how they read once the reader's cleaning rules are applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The raw bytes.
    pub span: Span,
    /// The bytes cleaned by the reader's documented rules; nothing else is changed.
    pub text: String,
}

/// The position of a node in [`Document::nodes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeIx(pub usize);

/// Whatever has a pinpoint: a part, a chapter, an article, a paragraph, a point, a recital.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its place.
    pub pinpoint: Pinpoint,
    /// The node above it in the tree: an article's is its chapter, although its pinpoint does not say so.
    pub parent: Option<NodeIx>,
    /// The nodes below it, in the order of the text.
    pub children: Vec<NodeIx>,
    /// What part of the instrument.
    pub class: Class,
    /// Its own heading, without the number ("Purposes and Principles"); context, never a passage.
    pub heading: Option<String>,
    /// Its own mark as printed in the file (`1.`, `(c)`), where the file prints one before its words.
    pub mark: Option<Words>,
    /// From its own mark to the end of its last descendant, in raw bytes.
    pub span: Span,
    /// Its own words in the order of the text: opening words before the nodes below it, closing words after
    /// them, and everything where there are none. Paragraph breaks are breaks between items.
    pub own: Vec<Words>,
}

impl Node {
    /// Whether it has words of its own, and so is a passage.
    pub fn is_passage(&self) -> bool {
        !self.own.is_empty()
    }

    /// Its own words, paragraphs parted by newlines.
    pub fn own_text(&self) -> String {
        self.own.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join("\n")
    }
}

/// A text split into nodes, in the order of the text: a node stands before the nodes below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// What is known of it.
    pub meta: Meta,
    /// Every node.
    pub nodes: Vec<Node>,
}

impl Document {
    /// The node at `ix`, `None` when it belongs to another document.
    pub fn node(&self, ix: NodeIx) -> Option<&Node> {
        self.nodes.get(ix.0)
    }

    /// The nodes above `node`, outermost first.
    pub fn above<'d>(&'d self, node: &'d Node) -> Vec<&'d Node> {
        let mut out = Vec::new();
        let mut at = node.parent;
        while let Some(up) = at.and_then(|ix| self.node(ix)) {
            out.push(up);
            at = up.parent;
        }
        out.reverse();
        out
    }

    /// The id of one of its nodes.
    pub fn id(&self, node: &Node) -> PassageId {
        PassageId::new(self.meta.id.clone(), node.pinpoint.clone())
    }

    /// The node that stands at `place`, in whatever numerals; no ranges.
    pub fn at(&self, place: &Pinpoint) -> Option<(NodeIx, &Node)> {
        self.nodes.iter().enumerate().find(|(_, n)| n.pinpoint.same(place)).map(|(i, n)| (NodeIx(i), n))
    }
}
