//! The tree of a document, and the list of documents.

use model::{AuthorityId, Kind, PassageId, SegmentKind, Span};
use search::Layer;

use crate::Desk;
use crate::error::DeskError;
use crate::state::Record;

/// A document as a tree, one row a node in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// The document.
    pub id: AuthorityId,
    /// Its title.
    pub title: String,
    /// Its nodes.
    pub rows: Vec<OutlineRow>,
    /// How many nodes of each outermost kind: `("articles", 111)`.
    pub counts: Vec<(String, usize)>,
}

/// One node of an outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineRow {
    /// Its id.
    pub id: PassageId,
    /// The innermost part of its place as a lawyer writes it: "art 51", "(a)".
    pub place: String,
    /// Levels above it.
    pub depth: usize,
    /// Its heading.
    pub heading: Option<String>,
    /// Its own words; empty for a digest.
    pub text: String,
    /// Whether only a digest stands for it.
    pub digest_only: bool,
    /// Where it stands in the raw file.
    pub span: Option<Span>,
}

/// A document in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentRow {
    /// Its id.
    pub id: AuthorityId,
    /// Its title.
    pub title: String,
    /// What sort of work.
    pub kind: Kind,
    /// Its date.
    pub date: Option<String>,
    /// Articles in the text, or in the digest where the text is not held.
    pub articles: usize,
    /// Passages.
    pub passages: usize,
    /// Whether its text is held.
    pub held: bool,
    /// The source file.
    pub file: String,
}

impl Desk {
    /// The tree of a document named by id or title.
    ///
    /// # Errors
    /// When there is no such document, or the index cannot be read.
    pub fn outline(&self, name: &str) -> Result<Outline, DeskError> {
        let opened = self.opened()?;
        let id = self.document_id(name)?;
        let entries = opened.index.document(&id)?;
        let row = |e: &search::Entry| OutlineRow {
            id: e.id.clone(),
            place: innermost(e.pinpoint()),
            depth: e.depth,
            heading: e.heading.clone(),
            text: e.text.clone(),
            digest_only: e.layer == Layer::Digest,
            span: e.span,
        };
        let mut counts: Vec<(String, usize)> = Vec::new();
        for entry in &entries {
            let [only] = entry.pinpoint().segments() else { continue };
            let name = counted(only.kind);
            match counts.iter_mut().find(|(n, _)| n == name) {
                Some((_, n)) => *n += 1,
                None => counts.push((name.to_owned(), 1)),
            }
        }
        let title = opened.record(&id).map(|r| r.title.clone()).unwrap_or_default();
        Ok(Outline { id, title, rows: entries.iter().map(row).collect(), counts })
    }

    /// Every document of the corpus, in the order of the manifest.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn documents(&self) -> Result<Vec<DocumentRow>, DeskError> {
        let opened = self.opened()?;
        let row = |r: Record| {
            Some(DocumentRow {
                id: r.id.parse().ok()?,
                title: r.title,
                kind: r.kind.parse().ok()?,
                date: r.date,
                articles: r.articles,
                passages: r.passages,
                held: r.held,
                file: r.file,
            })
        };
        Ok(Record::all(&opened.index)?.into_iter().filter_map(row).collect())
    }
}

/// The innermost segment: "(a)" under a paragraph, "art 51", "ch VII".
fn innermost(place: &model::Pinpoint) -> String {
    let whole = place.plain();
    match place.parent() {
        Some(above) => {
            whole.strip_prefix(&above.plain()).unwrap_or(&whole).trim_start_matches([' ', ',']).to_owned()
        }
        None => whole,
    }
}

/// A kind of node in the plural, for counts.
fn counted(kind: SegmentKind) -> &'static str {
    match kind {
        SegmentKind::Article => "articles",
        SegmentKind::Chapter => "chapters",
        SegmentKind::Part => "parts",
        SegmentKind::Section => "sections",
        SegmentKind::Title => "titles",
        SegmentKind::Paragraph | SegmentKind::Par => "paragraphs",
        SegmentKind::Preamble => "preamble",
        kind => kind.plural(),
    }
}
