//! What the desk answers with: plain values, before any output form.

use model::{Edition, PassageId, Span};
use search::{Facets, Layer, Why};

/// Where a document's text comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRef {
    /// Path below `corpus/sources`.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Its public address.
    pub url: Option<String>,
}

/// One paragraph of a passage, or of a node below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Levels below the node that was asked for.
    pub depth: usize,
    /// The mark as printed in the source; in square brackets where the source prints none.
    pub mark: Option<String>,
    /// The words.
    pub text: String,
}

/// A node with its words and everything around them.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// Document and place.
    pub id: PassageId,
    /// Full title of the document.
    pub title: String,
    /// Title for a narrow place.
    pub short: String,
    /// Its own heading.
    pub heading: Option<String>,
    /// Headings above, outermost first.
    pub context: Vec<String>,
    /// Opening words of the nodes above.
    pub chapeau: String,
    /// Its own mark, as printed in the source: `1.`, `(c)`.
    pub mark: Option<String>,
    /// The words: its own and those of every node below it, one paragraph a line, marks as printed. For a digest
    /// layer, the digest.
    pub text: String,
    /// The same, paragraph by paragraph; empty for a digest layer.
    pub lines: Vec<Line>,
    /// Ids of the nodes below it.
    pub children: Vec<PassageId>,
    /// The whole node in the raw file, or, in a hit, its own words with their mark; `None` where the text is not held.
    pub span: Option<Span>,
    /// The parts of its own words, where they do not lie together.
    pub spans: Vec<Span>,
    /// Doctrine labels.
    pub labels: Vec<String>,
    /// Our own words about it.
    pub gist: Option<String>,
    /// Remarks of the digest, and the known misprints of the print.
    pub notes: Vec<String>,
    /// Whose words the text is.
    pub layer: Layer,
    /// Language of the words (ISO 639-1), where it is known.
    pub language: Option<String>,
    /// What sort of work the document is.
    pub kind: model::Kind,
    /// Which text it is.
    pub edition: Edition,
    /// Where the text comes from; `None` where it is not held.
    pub source: Option<SourceRef>,
}

impl Passage {
    /// The passage as a lawyer cites it: "UN Charter, art 2(4)".
    pub fn cite(&self) -> String {
        format!("{}, {}", self.short, self.id.pinpoint().plain())
    }
}

/// What `show` found.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The references as asked.
    pub query: String,
    /// One passage per node asked for.
    pub passages: Vec<Passage>,
    /// What became of the references: the status of the first that did not resolve, else `resolved`.
    pub status: &'static str,
    /// What there is to say about those that did not resolve.
    pub remarks: Vec<String>,
}

/// A passage with the words that matched marked.
#[derive(Clone, Debug, PartialEq)]
pub struct Snippet {
    /// Words of the source; empty where the source is not held.
    pub text: String,
    /// The words that matched: byte ranges of `text`, ascending and disjoint.
    pub marks: Vec<(usize, usize)>,
}

/// One passage found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// From 1 over the whole answer, whatever the offset.
    pub rank: usize,
    /// How well it fits; larger is better. Comparable within one answer only.
    pub score: f32,
    /// What matched: `source`, `digest`, `label`, `heading`, `reference`.
    pub matched: Vec<&'static str>,
    /// The place where it matched best.
    pub snippet: Snippet,
    /// The passage.
    pub passage: Passage,
    /// Of what its score is made, where that was asked for.
    pub why: Option<Why>,
}

/// What `search` found.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The query as asked.
    pub query: String,
    /// How many passages match in all.
    pub total: usize,
    /// Those asked for, best first.
    pub hits: Vec<Hit>,
    /// Remarks: words that are in no passage, with near ones that are.
    pub suggestions: Vec<String>,
    /// What was found, counted, where that was asked for.
    pub facets: Option<Facets>,
}
