//! The tree of nodes under construction.

use std::collections::HashSet;

use model::{Class, Node, NodeIx, Pinpoint, Span, Words};

/// Nodes in the order of the text; no two have the same place.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
    places: HashSet<String>,
}

impl Tree {
    /// Adds a node; `None` where its place is taken.
    pub(crate) fn add(
        &mut self,
        place: Pinpoint,
        parent: Option<NodeIx>,
        class: Class,
        mark: Option<Words>,
    ) -> Option<NodeIx> {
        if !self.places.insert(place.to_string()) {
            return None;
        }
        let ix = NodeIx(self.nodes.len());
        let span = mark.as_ref().map(|m| m.span).unwrap_or_default();
        self.nodes.push(Node {
            pinpoint: place,
            parent,
            children: Vec::new(),
            class,
            heading: None,
            mark,
            span,
            own: Vec::new(),
        });
        if let Some(parent) = parent.and_then(|p| self.nodes.get_mut(p.0)) {
            parent.children.push(ix);
        }
        Some(ix)
    }

    /// The place of a node.
    pub(crate) fn place(&self, ix: NodeIx) -> Option<&Pinpoint> {
        self.nodes.get(ix.0).map(|n| &n.pinpoint)
    }

    /// Gives a node its heading.
    pub(crate) fn set_heading(&mut self, ix: NodeIx, heading: Option<String>) {
        if let Some(node) = self.nodes.get_mut(ix.0) {
            node.heading = heading;
        }
    }

    /// Adds to the words of a node.
    pub(crate) fn own(&mut self, ix: NodeIx, words: impl IntoIterator<Item = Words>) {
        if let Some(node) = self.nodes.get_mut(ix.0) {
            node.own.extend(words);
        }
    }

    /// The nodes, each with the span from its mark to the end of its last descendant.
    pub(crate) fn finish(mut self) -> Vec<Node> {
        for i in (0..self.nodes.len()).rev() {
            let node = &self.nodes[i];
            let below = node.children.iter().filter_map(|c| self.nodes.get(c.0)).map(|c| c.span);
            let spans = node.mark.iter().chain(&node.own).map(|w| w.span).chain(below);
            let span = spans.reduce(Span::cover).unwrap_or_default();
            self.nodes[i].span = span;
        }
        self.nodes
    }
}
