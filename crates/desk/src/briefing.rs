//! Briefs: passages and drafts become finished documents, quoted word for word and cited in a house style.

mod authorities;
mod citer;
mod clip;
mod compose;
mod cut;
mod directive;
mod draft;
mod gather;
mod prose;
mod scan;

use brief::Brief;

use crate::error::DeskError;

pub use draft::DraftFault;
pub use gather::{BriefRequest, Grouping};

/// How a brief cites.
#[derive(Clone, Debug, Default)]
pub struct BriefSetting {
    /// The style; the manifest's without one, else OSCOLA.
    pub style: Option<String>,
    /// Whether citations stand in the text (`true`) or in footnotes; as the style has it without a word.
    pub inline: Option<bool>,
    /// The title to set above the brief.
    pub title: Option<String>,
}

/// A finished brief, and what there is to say of it.
#[derive(Clone, Debug)]
pub struct Briefed {
    /// The brief.
    pub brief: Brief,
    /// What was left out or only cited, and why.
    pub remarks: Vec<String>,
    /// The style in words, where one of its forms was never held against the handbook.
    pub unverified: Option<String>,
}

/// The format of that name.
///
/// # Errors
/// When there is none.
pub fn brief_format(name: &str) -> Result<brief::Format, DeskError> {
    name.parse().map_err(|_| DeskError::NoSuchValue {
        what: "format",
        given: name.to_owned(),
        allowed: brief::Format::names().map(str::to_owned).collect(),
    })
}
