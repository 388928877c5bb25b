//! The annotation layer: what the project says about a passage, never the passage itself.

use crate::ids::{AuthorityId, Label};
use crate::pinpoint::Pinpoint;
use crate::span::Span;

/// The digests of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest {
    /// The document they speak of.
    pub document: AuthorityId,
    /// One per heading of the digest file, in its order.
    pub entries: Vec<DigestEntry>,
}

impl Digest {
    /// The entry for exactly this place, in whatever numerals.
    pub fn at(&self, place: &Pinpoint) -> Option<&DigestEntry> {
        self.entries.iter().find(|e| e.place.same(place))
    }
}

/// What the project says about one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DigestEntry {
    /// The place.
    pub place: Pinpoint,
    /// What it says or does, in the project's own words.
    pub gist: String,
    /// Labels stated for it; `None` where the file states none and leaves them to the tagger.
    pub labels: Option<Vec<Label>>,
    /// Remarks.
    pub notes: Vec<String>,
    /// Where the entry stands in the digest file, in bytes.
    pub span: Span,
}
