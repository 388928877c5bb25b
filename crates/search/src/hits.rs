//! What is asked of a search besides the words, and what comes back.

use std::ops::Range;
use std::sync::Arc;

use model::{AuthorityId, Class, Kind, Label, PassageId, Span};

use crate::engine::Mask;
pub use crate::engine::Sorted as Sort;
use crate::entry::{Entry, Layer};
use crate::schema::Part;
use crate::snippet::Snippet;
use crate::thesaurus::Thesaurus;

/// Which passages may be found. Within a list any will do; every list that is not empty must be met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Documents.
    pub documents: Vec<AuthorityId>,
    /// Kinds of document.
    pub kinds: Vec<Kind>,
    /// Layers.
    pub layers: Vec<Layer>,
    /// Doctrine labels.
    pub labels: Vec<Label>,
    /// What they cite: passage ids or authority ids, as written forms. A place stands for everything below it, an
    /// authority for all its places.
    pub cites: Vec<String>,
    /// Parts of the instrument.
    pub classes: Vec<Class>,
    /// Nodes that they are or lie below.
    pub under: Vec<PassageId>,
    /// Languages (ISO 639-1) of their text.
    pub languages: Vec<String>,
    /// Where nothing is looked for, as if nothing stood there.
    pub without: Vec<Matched>,
    /// What may stand for words without quotation marks, signs and fields; nothing where there is none.
    pub thesaurus: Option<Arc<Thesaurus>>,
}

/// Which hits are wanted, and in which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// How many hits.
    pub limit: usize,
    /// How many to pass over.
    pub offset: usize,
    /// The order.
    pub sort: Sort,
    /// Whether each hit says of what its score is made.
    pub explain: bool,
    /// Whether what was found is counted by its properties.
    pub facets: bool,
}

impl Default for Page {
    fn default() -> Self {
        Self { limit: 10, offset: 0, sort: Sort::Relevance, explain: false, facets: false }
    }
}

/// Where in a passage and in what is said of it something was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matched {
    /// In the source's words, its own or the opening words above it.
    Source,
    /// In a heading, its own or one above it.
    Heading,
    /// In the project's digest of it or of a node above it.
    Digest,
    /// In its labels.
    Label,
    /// In the title of the document.
    Title,
}

impl Matched {
    /// Every one, in the order in which they are listed.
    pub const ALL: [Self; 5] = [Self::Source, Self::Heading, Self::Digest, Self::Label, Self::Title];

    /// The one written `text`.
    pub fn from_slug(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.as_str() == text)
    }

    /// The written form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Heading => "heading",
            Self::Digest => "digest",
            Self::Label => "label",
            Self::Title => "title",
        }
    }

    pub(crate) fn parts(self) -> &'static [Part] {
        match self {
            Self::Source => &[Part::Text, Part::Chapeau],
            Self::Heading => &[Part::Heading, Part::Context],
            Self::Digest => &[Part::Gist, Part::ContextGist],
            Self::Label => &[Part::Labels, Part::Broader],
            Self::Title => &[Part::Title],
        }
    }

    pub(crate) fn of(mask: Mask) -> Vec<Self> {
        Self::ALL.into_iter().filter(|m| m.parts().iter().any(|&p| mask.has(p))).collect()
    }
}

/// A passage that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// How well it fits; comparable within one search only.
    pub score: f32,
    /// The passage.
    pub entry: Entry,
    /// Where something was found.
    pub matched: Vec<Matched>,
    /// What was found in `entry.text`, in bytes, in order, without overlaps. Where the words of an unquoted query stand
    /// together as a phrase, only the phrase.
    pub marks: Vec<Range<usize>>,
    /// The best piece of `entry.text`.
    pub snippet: Snippet,
    /// Of what the score is made, where that was asked for.
    pub why: Option<Why>,
}

/// Of what the score of a hit is made: the sum of `added`, times `primary`, times `provision`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Why {
    /// Each word, phrase or nearness that counted, and where; the strongest first.
    pub added: Vec<Added>,
    /// The factor for the law's own words; 1 for words about the law.
    pub primary: f32,
    /// The factor for coming after better passages of the same provision; 1 for the best of them.
    pub provision: f32,
}

/// Something that counted towards a score.
#[derive(Clone, Debug, PartialEq)]
pub struct Added {
    /// The words of the query, or the term that stands for them.
    pub words: String,
    /// How they were found: `word`, `phrase`, `neighbours`, `nearby`, `doctrine` (the whole name of one), `thesaurus` (a term
    /// stands for words of the query; what these count themselves is told apart), `feedback` (a label that the first hits have,
    /// or words that their digests share).
    pub how: &'static str,
    /// The words of the query that a term of the thesaurus stands for.
    pub instead_of: Option<String>,
    /// Where: `words`, `heading`, `headings above`, `opening words above`, `title`, `gist`, `gist above`,
    /// `label names and synonyms`, `broader labels`, `labels`.
    pub place: &'static str,
    /// What it added to the score.
    pub score: f32,
}

/// A word of the query that is nowhere in the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The word as typed.
    pub word: String,
    /// Where it stands in the query, in bytes.
    pub span: Span,
    /// Words of the sources that look like it, the likeliest first; may be empty.
    pub instead: Vec<String>,
}

/// The answer to a search.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hits {
    /// How many passages were found in all.
    pub total: usize,
    /// Those of the page that was asked for.
    pub hits: Vec<Hit>,
    /// Words that are nowhere in the index.
    pub suggestions: Vec<Suggestion>,
    /// What was found, counted, where that was asked for.
    pub facets: Option<Facets>,
}

/// How many of the passages found have a property; the frequent first, equals by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// By document id.
    pub documents: Vec<(String, usize)>,
    /// By kind of document.
    pub kinds: Vec<(String, usize)>,
    /// By layer.
    pub layers: Vec<(String, usize)>,
    /// By doctrine label.
    pub labels: Vec<(String, usize)>,
}

/// A document of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentInfo {
    /// Its id.
    pub id: AuthorityId,
    /// Its full title.
    pub title: String,
    /// Its title for a narrow place.
    pub short: String,
    /// What sort of work.
    pub kind: Kind,
    /// Its date.
    pub date: Option<String>,
    /// How many nodes it has.
    pub nodes: usize,
    /// How many of them are passages.
    pub passages: usize,
}
