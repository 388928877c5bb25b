//! The annotation layer: what the project says about a passage, never the passage itself.

use std::fmt;
use std::str::FromStr;

use crate::ids::{AuthorityId, Label, ParseError};
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
    /// The words of the source that all this was said of; `None` where the place alone tells.
    pub anchor: Option<Anchor>,
    /// Where the entry stands in the digest file, in bytes.
    pub span: Span,
}

/// What parts the first words of a passage from its last in an anchor.
const ELLIPSIS: &str = " … ";

/// What a passage read when something was said of it: its first and last words and a hash of all of them. It is the
/// text-quote selector of the W3C Web Annotation data model, kept short, since a digest does not repeat its source.
/// Written `Each State … dusk to dawn [09af31bc22]`; without a hash the quoted words alone must stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The first words, or the words that were quoted.
    pub begin: String,
    /// The last words, where there are more than the first.
    pub end: Option<String>,
    /// Hexadecimal digits that tell the words of the passage from any others.
    pub hash: Option<String>,
}

impl Anchor {
    /// The quoted words, without the hash.
    pub fn words(&self) -> String {
        match &self.end {
            Some(end) => format!("{}{ELLIPSIS}{end}", self.begin),
            None => self.begin.clone(),
        }
    }
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words())?;
        self.hash.as_ref().map_or(Ok(()), |hash| write!(f, " [{hash}]"))
    }
}

impl FromStr for Anchor {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let (words, hash) = match text.trim().strip_suffix(']').and_then(|t| t.rsplit_once('[')) {
            Some((words, hash)) => (words.trim(), Some(hash)),
            None => (text.trim(), None),
        };
        let digits = |h: &str| h.len() >= 8 && h.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if hash.is_some_and(|h| !digits(h)) {
            return Err(ParseError::new(text, "the hash of an anchor is eight or more hexadecimal digits"));
        }
        let (begin, end) = match words.split_once(ELLIPSIS) {
            Some((begin, end)) => (begin.trim(), Some(end.trim())),
            None => (words, None),
        };
        let says = |t: &str| t.contains(char::is_alphanumeric);
        if !says(begin) || end.is_some_and(|e| !says(e)) {
            return Err(ParseError::new(
                text,
                "an anchor is the first words of a passage, ` … `, its last words",
            ));
        }
        Ok(Self { begin: begin.to_owned(), end: end.map(str::to_owned), hash: hash.map(str::to_owned) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_print_what_they_parse() {
        for text in ["Each State … dusk to dawn [09af31bc22]", "Each State … dawn", "No light [09af31bc]"]
        {
            assert_eq!(text.parse::<Anchor>().map(|a| a.to_string()).as_deref(), Ok(text));
        }
        for text in ["", "[09af31bc]", "Each State [later]", "Each State … …"] {
            assert!(text.parse::<Anchor>().is_err(), "{text}");
        }
    }
}
