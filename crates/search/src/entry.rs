//! The record kept for every node of a document.

use model::{AuthorityId, Citation, Class, Kind, Label, PassageId, Pinpoint, Span};

/// Whose words an entry's text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// The source's, verbatim.
    Source,
    /// Nobody's: the source is not held here, and only the project's own annotation speaks of the place.
    Digest,
}

impl Layer {
    /// Every layer.
    pub const ALL: [Self; 2] = [Self::Source, Self::Digest];

    /// The written form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Digest => "digest",
        }
    }

    /// The layer written `text`.
    pub fn from_slug(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.as_str() == text)
    }
}

/// A node of a document as the index keeps it. Passages can be found by their words; the other nodes are kept so
/// that an outline or a whole provision can be shown without reading the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Document and place.
    pub id: PassageId,
    /// Position in the document, from 0 in the order of the text; unique within it.
    pub ordinal: u64,
    /// How many nodes stand above it in the tree.
    pub depth: usize,
    /// What sort of work the document is.
    pub kind: Kind,
    /// Whose words the text is.
    pub layer: Layer,
    /// Full title of the document.
    pub title: String,
    /// Title to print in a narrow place.
    pub short: String,
    /// Date of the document, as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Its own heading.
    pub heading: Option<String>,
    /// Headings of the nodes above, outermost first.
    pub context: Vec<String>,
    /// Opening words of the nodes above, outermost first, parted by newlines.
    pub chapeau: String,
    /// Its own words as the source reads once cleaned, paragraphs parted by newlines; empty where the node has
    /// none or the source is not held.
    pub text: String,
    /// Where its own words stand in the raw file, one span for each paragraph of `text`.
    pub words: Vec<Span>,
    /// Its mark as printed (`1.`, `(c)`).
    pub mark: Option<String>,
    /// The whole node in the raw file; `None` where the source is not held.
    pub span: Option<Span>,
    /// The node above it in the tree.
    pub parent: Option<Pinpoint>,
    /// The nodes below it, in order.
    pub children: Vec<Pinpoint>,
    /// What part of the instrument.
    pub class: Class,
    /// Whether searches may find it: it has words of its own, or a digest stands in for them.
    pub passage: bool,
    /// The project's digest of this place.
    pub gist: Option<String>,
    /// Remarks of the digest.
    pub notes: Vec<String>,
    /// The digests of the nodes above, for search only; they count little.
    pub context_gist: Option<String>,
    /// Doctrine labels.
    pub labels: Vec<Label>,
    /// Names and synonyms of the labels, for search.
    pub label_words: String,
    /// Names of the doctrines that its labels are a part of, for search; they count little.
    pub broader_words: String,
    /// What it cites: passage ids and authority ids, as written forms.
    pub cites: Vec<String>,
    /// Its sentences that cite something, and its heading where that does.
    pub sentences: Vec<Sentence>,
    /// Language of the text, where it is known.
    pub language: Option<String>,
}

/// Of a node, what tells how it cites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citing {
    /// As in [`Entry`].
    pub id: PassageId,
    /// As in [`Entry`].
    pub ordinal: u64,
    /// Full title of the document.
    pub title: String,
    /// Its own heading.
    pub heading: Option<String>,
    /// Its sentences that cite something, and its heading where that does.
    pub sentences: Vec<Sentence>,
}

/// A sentence that begins in a node, with what it cites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its number within the node, from 1; `None` for the node's heading.
    pub number: Option<usize>,
    /// Where it stands in the raw file.
    pub span: Span,
    /// Its parts, where it has several; else empty.
    pub spans: Vec<Span>,
    /// Its words, cleaned, a paragraph a line.
    pub text: String,
    /// The opening words that it goes on from, where it is an item of a list.
    pub chapeau: String,
    /// The footnotes that it calls, by id.
    pub notes: Vec<String>,
    /// Its citations in the order of the text.
    pub citations: Vec<Cited>,
}

/// A citation as the index keeps it: what it means. What became of it depends on what is held when somebody asks, so that
/// the status of a target with an authority is always [`model::Status::Unheld`] here, and its name is left to the tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// Its words as they stand in the file.
    pub text: String,
    /// The citation; its span lies in the raw file.
    pub citation: Citation,
}

impl Entry {
    /// The document.
    pub fn document(&self) -> &AuthorityId {
        self.id.document()
    }

    /// The place in it.
    pub fn pinpoint(&self) -> &Pinpoint {
        self.id.pinpoint()
    }
}
