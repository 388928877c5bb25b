//! The words of a source, as the checker asks for them.

use std::ops::Range;
use std::sync::Arc;

use model::{AuthorityId, Document, Node, NodeIx, PassageId, Pinpoint, Span};

/// A stretch of a source's words that lies together in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Where it stands in [`SourceText::text`], in bytes.
    pub at: Range<usize>,
    /// The node whose own words these are.
    pub node: PassageId,
    /// The raw bytes of the source file behind it.
    pub span: Span,
    /// Whether these are the node's mark (`(a)`, `1.`) and not its words.
    pub mark: bool,
}

/// The words of a provision with everything below it, in the order of the text, marks included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceText {
    /// The words, as the reader cleaned them; stretches are parted by a newline, a mark from its words by a space.
    pub text: String,
    /// What stands where, ascending.
    pub stretches: Vec<Stretch>,
}

impl SourceText {
    /// The words of one node of a document with everything below it; `None` where there is no such node.
    pub fn of(document: &Document, node: NodeIx) -> Option<Self> {
        let mut out = Self::default();
        let mut nodes = Vec::new();
        let mut waiting = vec![node];
        while let Some(ix) = waiting.pop() {
            let node = document.node(ix)?;
            nodes.push(node);
            waiting.extend(node.children.iter().rev());
        }
        out.put(document, &nodes);
        Some(out)
    }

    /// The words of a whole document.
    pub fn of_all(document: &Document) -> Self {
        let mut out = Self::default();
        out.put(document, &document.nodes.iter().collect::<Vec<_>>());
        out
    }

    /// Puts the marks and words of nodes in, in the order of the file.
    fn put(&mut self, document: &Document, nodes: &[&Node]) {
        let mut parts: Vec<(Span, &str, bool, PassageId)> = Vec::new();
        for node in nodes {
            let mark = node.mark.iter().map(|words| (words, true));
            for (words, mark) in mark.chain(node.own.iter().map(|words| (words, false))) {
                parts.push((words.span, &words.text, mark, document.id(node)));
            }
        }
        parts.sort_by_key(|(span, ..)| *span);
        for (span, text, mark, node) in parts {
            self.push(text, mark, node, span);
        }
    }

    /// Adds a stretch after the others.
    pub fn push(&mut self, text: &str, mark: bool, node: PassageId, span: Span) {
        if let Some(last) = self.stretches.last() {
            self.text.push(if last.mark && !mark { ' ' } else { '\n' });
        }
        let start = self.text.len();
        self.text.push_str(text);
        self.stretches.push(Stretch { at: start..self.text.len(), node, span, mark });
    }
}

/// Somewhere in a held text where given words may stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The node.
    pub node: PassageId,
    /// Share of the rarer words asked for that stand there, 0 to 1.
    pub share: f64,
}

/// Whoever knows the words of the held texts: an open corpus, or a few documents in a test.
pub trait Texts {
    /// The words at `place` of a held authority with everything below it, the opening words of the nodes above left
    /// out; the whole text without a place; `None` where there is no such node.
    fn words(&self, authority: &AuthorityId, place: Option<&Pinpoint>) -> Option<Arc<SourceText>>;

    /// Where in the corpus `words` may stand, best first, at most `limit` places: candidates to be aligned.
    fn places(&self, words: &str, limit: usize) -> Vec<Place>;

    /// The title of an authority for a narrow place: "UN Charter".
    fn title(&self, authority: &AuthorityId) -> String {
        authority.to_string()
    }

    /// Whether the held text is known to be without `place`: a part left out, a later amendment, an annex or a commentary
    /// that the print does not have. A place that the print has but does not number is not lacking.
    fn lacks(&self, _authority: &AuthorityId, _place: &Pinpoint) -> bool {
        false
    }

    /// The headings of a place and of the places above it, each with the place that it heads.
    fn headings(&self, _authority: &AuthorityId, _place: &Pinpoint) -> Vec<(PassageId, String)> {
        Vec::new()
    }

    /// The works that `noun` may mean where the name of an authority stands before it: "the Charter commentary". `None`
    /// where it means the authority itself: "the Lantern judgment".
    fn named_by(&self, _authority: &AuthorityId, _noun: &str) -> Option<Vec<AuthorityId>> {
        Some(Vec::new())
    }

    /// Whether some authority is called by just these words.
    fn is_name(&self, _words: &str) -> bool {
        false
    }

    /// Names of known authorities that come near to `name`, best first.
    fn near(&self, _name: &str) -> Vec<String> {
        Vec::new()
    }
}
