//! A citation and what it means.

use std::sync::Arc;

use crate::ids::{AuthorityId, PassageId};
use crate::pinpoint::Pinpoint;
use crate::span::Span;

/// How a citation says what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// Names the authority and a place in it.
    Pinpoint,
    /// Names the authority only.
    Mention,
    /// Gives a place only; the authority comes from the context.
    Bare,
    /// Refers back: ibid., id., supra, "cited above".
    Back,
    /// Points at something the text does not identify.
    Dangling,
}

impl Form {
    /// The written form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pinpoint => "pinpoint",
            Self::Mention => "mention",
            Self::Bare => "bare",
            Self::Back => "back",
            Self::Dangling => "dangling",
        }
    }
}

/// The signal that introduces a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Signal {
    /// See.
    See,
    /// See, e.g.
    SeeEg,
    /// Cf.
    Cf,
    /// Contra.
    Contra,
    /// Accord.
    Accord,
    /// But see.
    ButSee,
}

impl Signal {
    /// The written form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::See => "see",
            Self::SeeEg => "see-eg",
            Self::Cf => "cf",
            Self::Contra => "contra",
            Self::Accord => "accord",
            Self::ButSee => "but-see",
        }
    }
}

/// What became of a target. The words are the same in every output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// The node exists in a held text: one node, or one per member of a range.
    Resolved(Vec<PassageId>),
    /// The text is held and no place is given.
    Document,
    /// The instrument has or may have the place; the held text does not show it.
    NotInThisText,
    /// The held text is complete at that level and has no such place.
    NoSuchPlace,
    /// A known authority whose text is not held.
    Unheld,
    /// Looks like an authority, not in the table.
    Unknown,
    /// Several fit; none is picked.
    Ambiguous(Vec<AuthorityId>),
    /// The text does not say what it points at.
    Dangling,
}

impl Status {
    /// The written form.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Resolved(_) => "resolved",
            Self::Document => "document",
            Self::NotInThisText => "not-in-this-text",
            Self::NoSuchPlace => "no-such-place",
            Self::Unheld => "unheld",
            Self::Unknown => "unknown",
            Self::Ambiguous(_) => "ambiguous",
            Self::Dangling => "dangling",
        }
    }
}

/// One thing a citation means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The authority; `None` where it is unknown, ambiguous or dangling.
    pub authority: Option<AuthorityId>,
    /// Its name: the table's title, or, for an unknown one, the name as written.
    pub name: Option<Arc<str>>,
    /// The place, where one is given.
    pub place: Option<Pinpoint>,
    /// What became of it.
    pub status: Status,
}

/// A contiguous citation expression in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Where it stands, in bytes of the text that was searched.
    pub span: Span,
    /// How it says what it means.
    pub form: Form,
    /// The signal before it.
    pub signal: Option<Signal>,
    /// What it means: several only where they share a place or a head noun.
    pub targets: Vec<Target>,
}
