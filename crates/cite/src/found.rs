//! What a scan finds, before the context says what it means.

use std::ops::Range;

use model::{Form, Pinpoint, Signal, Span};

use crate::few::Few;
use crate::names::{Body, Index};
use crate::place::Within;

/// A citation expression as it stands, not yet resolved.
#[derive(Clone, Debug)]
pub struct Found {
    /// Where it stands.
    pub span: Span,
    /// How it says what it means, as far as its own words tell.
    pub form: Form,
    /// The signal before it.
    pub signal: Option<Signal>,
    pub(crate) who: Few<Who>,
    pub(crate) places: Few<Pinpoint>,
    pub(crate) within: Option<Within>,
    pub(crate) beside: Option<Box<Beside>>,
    /// Whether it is joined by "and" or "or" to the one before it.
    pub(crate) joined: bool,
    /// Whether it stands alone in brackets.
    pub(crate) bracketed: bool,
    /// Whether it is the heading of a provision.
    pub(crate) heading: bool,
    /// Whether it is a bare place of a kind that may as well mean the text it stands in: "Part II".
    pub(crate) doubtful: bool,
}

/// What few citations have beside the name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Beside {
    /// The names that the text gives it: "(ICCPR)", "(hereinafter 'the Convention')".
    pub(crate) aliases: Vec<Range<usize>>,
    /// The numbers of dockets and documents.
    pub(crate) codes: Vec<Range<usize>>,
    /// The place in a series: series, volume or year, page.
    pub(crate) printed: Option<(&'static str, u32, u32)>,
}

impl Beside {
    /// In a box, should there be anything.
    pub(crate) fn boxed(self) -> Option<Box<Self>> {
        (self != Self::default()).then(|| Box::new(self))
    }
}

impl Found {
    /// The names that the text gives it.
    pub(crate) fn aliases(&self) -> &[Range<usize>] {
        self.beside.as_ref().map_or(&[], |b| &b.aliases)
    }

    /// The numbers of dockets and documents beside the name.
    pub(crate) fn codes(&self) -> &[Range<usize>] {
        self.beside.as_ref().map_or(&[], |b| &b.codes)
    }

    /// The place in a series that stands beside the name.
    pub(crate) fn printed(&self) -> Option<(&'static str, u32, u32)> {
        self.beside.as_ref().and_then(|b| b.printed)
    }
}

/// Whom a citation names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// Nobody: a place alone.
    Nobody,
    /// An authority by a name of its own; more than one where the tables are at odds.
    Named(Vec<Index>),
    /// One of several that share the name, or, by a plural, all of them. With the body named beside it.
    Shared { all: Vec<Index>, plural: bool, body: Option<Body> },
    /// An authority by a head noun: "the Convention". With the body named beside it.
    Generic { of: Vec<Index>, head: Range<usize>, body: Option<Body> },
    /// The two works named last that go by a noun: "both Conventions".
    Both(Range<usize>),
    /// An earlier citation of this text, by the name it was given there.
    Alias(usize),
    /// The instrument these words stand in.
    Own,
    /// A work that is not in the table, by its name as written.
    Unknown { name: Range<usize>, case: bool },
    /// An article or a book that is not in the table, by author and title.
    Work { name: Range<usize> },
    /// The work of this author in the footnote with this number.
    WorkIn { note: u32, author: Range<usize> },
    /// The instruments that have an article in common, not named: "common Article 3".
    Common,
    /// The work cited last: ibid.
    Last,
    /// The authority named last: "thereof".
    There,
    /// The work cited in the footnote with this number.
    Note(u32),
    /// The work printed on this page of a series; the first number is a volume or a year.
    Page { series: &'static str, volume: u32, page: u32 },
    /// Something the text does not identify.
    Lost,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found_is_small() {
        // A text of nothing but places has one for every seven bytes, and nothing beside it.
        assert!(size_of::<Found>() <= 120);
    }
}
