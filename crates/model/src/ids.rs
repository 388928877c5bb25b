//! Newtypes for names that must not be mixed up. Each prints what it parses.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::pinpoint::Pinpoint;

/// Why a written form is not what it should be: the text and the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    text: String,
    reason: &'static str,
}

impl ParseError {
    pub(crate) fn new(text: &str, reason: &'static str) -> Self {
        Self { text: text.chars().take(80).collect(), reason }
    }

    /// What was wrong, without the text.
    pub fn reason(&self) -> &'static str {
        self.reason
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: {}", self.text, self.reason)
    }
}

impl std::error::Error for ParseError {}

/// Whether `text` is a slug: lower-case ASCII letters, digits and single inner hyphens.
fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.split('-').all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

/// The id of a citable work, held or not: a slug such as `un-charter`. A document has its authority's id; a
/// second print of it has the same with a number, `un-charter~2`. A copy shares the written form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AuthorityId(Arc<str>);

impl AuthorityId {
    /// The id written `text`.
    ///
    /// # Errors
    /// When it is not a slug, with `~` and a number after it for a witness.
    pub fn new(text: &str) -> Result<Self, ParseError> {
        let (slug, witness) = match text.split_once('~') {
            Some((slug, n)) => (slug, Some(n)),
            None => (text, None),
        };
        if !is_slug(slug) {
            return Err(ParseError::new(text, "an id is made of lower-case letters, digits and hyphens"));
        }
        if witness.is_some_and(|n| n.parse::<u8>().map_or(true, |n| n < 2)) {
            return Err(ParseError::new(text, "a witness is numbered from ~2"));
        }
        Ok(Self(text.into()))
    }

    /// The written form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this names a second print, which is collated but never cited.
    pub fn is_witness(&self) -> bool {
        self.0.contains('~')
    }
}

impl FromStr for AuthorityId {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        Self::new(text)
    }
}

impl fmt::Display for AuthorityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A doctrine label: a slug such as `self-defence`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label(String);

impl Label {
    /// The label written `text`.
    ///
    /// # Errors
    /// When it is not a slug.
    pub fn new(text: &str) -> Result<Self, ParseError> {
        if is_slug(text) {
            Ok(Self(text.to_owned()))
        } else {
            Err(ParseError::new(text, "a label is made of lower-case letters, digits and hyphens"))
        }
    }

    /// The written form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Label {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        Self::new(text)
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The id of a node or passage: `document#pinpoint`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PassageId {
    document: AuthorityId,
    pinpoint: Pinpoint,
}

impl PassageId {
    /// The passage of `document` at `pinpoint`.
    pub fn new(document: AuthorityId, pinpoint: Pinpoint) -> Self {
        Self { document, pinpoint }
    }

    /// The document.
    pub fn document(&self) -> &AuthorityId {
        &self.document
    }

    /// The place in it.
    pub fn pinpoint(&self) -> &Pinpoint {
        &self.pinpoint
    }
}

impl FromStr for PassageId {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let Some((document, pinpoint)) = text.split_once('#') else {
            return Err(ParseError::new(text, "a passage id is a document, `#` and a pinpoint"));
        };
        Ok(Self { document: document.parse()?, pinpoint: pinpoint.parse()? })
    }
}

impl fmt::Display for PassageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.document, self.pinpoint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_print_what_they_parse() {
        for text in ["un-charter#art-2/para-4", "iccpr#pre", "arsiwa#art-20..25", "un-charter~2#art-1"] {
            assert_eq!(text.parse::<PassageId>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn malformed_ids_are_refused() {
        for bad in ["", "UN", "a--b", "-a", "un_charter", "x~1", "x~"] {
            assert!(AuthorityId::new(bad).is_err(), "{bad}");
        }
        assert!("un-charter".parse::<PassageId>().is_err());
        assert!("un-charter#".parse::<PassageId>().is_err());
    }
}
