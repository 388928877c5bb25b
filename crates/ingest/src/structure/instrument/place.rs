//! Where in an instrument the builder stands: the annex, the parts and chapters that are open, the article.

use model::{Class, NodeIx, SegmentKind};

use super::super::heads::{self, Rank, is_capitals};
use super::super::pieces::{Head, Piece};

/// Where the builder stands.
pub(super) struct Place {
    /// What nodes made here belong to.
    pub(super) class: Class,
    /// The annex, if this is one.
    pub(super) root: Option<NodeIx>,
    /// The heading without a number under which articles stand.
    pub(super) group: Option<String>,
    /// The containers that are open, outermost first.
    containers: Vec<Container>,
    /// The last heading was a lone number.
    numbered: bool,
    /// The last article.
    article: Option<NodeIx>,
    /// The last section of that article, where articles have sections.
    section: Option<u32>,
}

struct Container {
    kind: SegmentKind,
    ix: NodeIx,
    /// Whether its title is set in capitals.
    capitals: bool,
}

impl Place {
    /// The beginning of the main text or of an annex.
    pub(super) fn new(class: Class, root: Option<NodeIx>) -> Self {
        Self {
            class,
            root,
            group: None,
            containers: Vec::new(),
            numbered: false,
            article: None,
            section: None,
        }
    }

    /// The innermost node that is open around articles.
    pub(super) fn innermost(&self) -> Option<NodeIx> {
        self.containers.last().map(|c| c.ix).or(self.root)
    }

    /// Closes the containers that cannot hold one of this kind: that of the same kind and what is inside it.
    pub(super) fn close(&mut self, kind: SegmentKind) {
        self.group = None;
        self.numbered = false;
        if let Some(depth) = self.containers.iter().position(|c| c.kind == kind) {
            self.containers.truncate(depth);
        }
    }

    /// Opens a container.
    pub(super) fn open(&mut self, head: &Head, ix: NodeIx) {
        let capitals = head.title.as_deref().is_some_and(is_capitals);
        self.containers.push(Container { kind: head.kind, ix, capitals });
    }

    /// Takes in a heading without a word for what it counts. Set in capitals like the titles of the containers, it stands
    /// beside them, not inside; a lone number, and the title after it, stand inside.
    pub(super) fn group(&mut self, title: &str) {
        let title = title.trim();
        let numbered = heads::number(title).is_some_and(|(_, len)| len == title.trim_end_matches('.').len());
        let inside = numbered || self.numbered;
        if !inside && is_capitals(title) && self.containers.last().is_some_and(|c| c.capitals) {
            self.containers.pop();
        }
        self.numbered = numbered;
        self.group = Some(title.to_owned());
    }

    /// Takes in an article.
    pub(super) fn enter(&mut self, article: Option<NodeIx>) {
        self.article = article;
        self.section = None;
        self.numbered = false;
    }

    /// The article that the section opened by `head` belongs to, if it is one of an article rather than around articles:
    /// section 1 comes right after the heading of the article, the others come in order.
    pub(super) fn article_of(&mut self, head: &Head, before: Option<&Piece>) -> Option<NodeIx> {
        let number = head.number.as_deref().and_then(heads::value);
        let first = number == Some(1) && before.is_some_and(|p| p.head(Rank::Article).is_some());
        let next = self.section.is_some_and(|s| number == Some(s + 1));
        let inside = head.kind == SegmentKind::Section && (first || next);
        self.section = if inside { number } else { None };
        self.article.filter(|_| inside)
    }
}
