//! What can be cited, held or not.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use crate::ids::{AuthorityId, ParseError};
use crate::pinpoint::{Pinpoint, SegmentKind};

/// What sort of work an authority is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A treaty.
    Treaty,
    /// A declaration or body of principles.
    Declaration,
    /// A resolution.
    Resolution,
    /// A text of the International Law Commission.
    Ilc,
    /// A statute or rules of a court, or national legislation.
    Statute,
    /// Any other document.
    Document,
    /// A manual, commentary or restatement.
    Manual,
    /// A general comment or recommendation of a treaty body.
    Comment,
    /// A judgment, decision, award or advisory opinion.
    Case,
    /// An essay, article or book.
    Essay,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::Treaty,
        Self::Declaration,
        Self::Resolution,
        Self::Ilc,
        Self::Statute,
        Self::Document,
        Self::Manual,
        Self::Comment,
        Self::Case,
        Self::Essay,
    ];

    /// The written form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Treaty => "treaty",
            Self::Declaration => "declaration",
            Self::Resolution => "resolution",
            Self::Ilc => "ilc",
            Self::Statute => "statute",
            Self::Document => "document",
            Self::Manual => "manual",
            Self::Comment => "comment",
            Self::Case => "case",
            Self::Essay => "essay",
        }
    }
}

impl FromStr for Kind {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        Self::ALL.into_iter().find(|k| k.as_str() == text).ok_or_else(|| {
            ParseError::new(
                text,
                "no such kind (treaty, declaration, resolution, ilc, statute, document, manual, comment, case, essay)",
            )
        })
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// On what a datum rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// A held text says it.
    Held,
    /// Another file at hand says it.
    Shared,
    /// It is known by heart, and a second, independent recall agreed.
    Recall,
}

impl Basis {
    /// The written form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Shared => "shared",
            Self::Recall => "recall",
        }
    }
}

/// The series or system that a piece of citation data belongs to, as written in the table (`unts`,
/// `icj-reports`, `symbol`, …).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DatumKind(pub String);

/// One piece of citation data: a place in a series or a symbol, and on what it rests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Datum {
    /// Series or system.
    pub kind: DatumKind,
    /// Volume, where the series counts volumes.
    pub volume: Option<u32>,
    /// Year, where the series counts years.
    pub year: Option<u32>,
    /// First page.
    pub page: Option<u32>,
    /// A symbol, number or description, where there is no volume and page.
    pub value: Option<String>,
    /// Date of a resolution, or of an event in a treaty's life (`adopted`, `signed`, `in-force`), as `YYYY`, `YYYY-MM` or
    /// `YYYY-MM-DD`.
    pub date: Option<String>,
    /// On what it rests.
    pub basis: Basis,
}

/// A noun, and the works that are meant by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The noun.
    pub noun: String,
    /// The works.
    pub means: Vec<AuthorityId>,
}

/// Places that writers cite without the name of the work, and the words that then tell it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landmark {
    /// The places: those below them are meant too.
    pub at: Vec<Pinpoint>,
    /// The words, in lower case, one of which stands near; an ending may follow.
    pub words: Vec<String>,
}

/// An organ whose resolutions are cited by their numbers alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Organ {
    /// The General Assembly.
    Assembly,
    /// The Security Council.
    Council,
}

impl Organ {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Assembly, Self::Council];

    /// The written form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Assembly => "assembly",
            Self::Council => "council",
        }
    }
}

/// A body or court.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Its names.
    pub names: Vec<String>,
    /// Which organ it is, should it be one.
    pub organ: Option<Organ>,
    /// The instruments that it applies, by the nouns by which it calls them: to the court of a convention "the Convention"
    /// is that one.
    pub applies: Vec<Call>,
    /// The instrument whose articles it cites without naming it.
    pub own: Option<AuthorityId>,
    /// Words that, in lower case, stand in texts that it writes and that are written to it.
    pub marks: Vec<String>,
}

/// A citable work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    /// Its id.
    pub id: AuthorityId,
    /// Full title.
    pub title: String,
    /// Short titles, the preferred one first.
    pub short: Vec<String>,
    /// Other names found in writing.
    pub aliases: Vec<String>,
    /// Head nouns by which it goes once it was named: "the Covenant".
    pub generic: Vec<String>,
    /// Names that may also mean another authority.
    pub ambiguous: Vec<String>,
    /// Those of its names that more often mean something else altogether: a text means the work by them only after "the"
    /// or with more beside them.
    pub common: Vec<String>,
    /// What sort of work.
    pub kind: Kind,
    /// Date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub date: Option<String>,
    /// The outermost kinds of place it can have.
    pub pinpoints: Vec<SegmentKind>,
    /// Those that it counts in Roman numerals.
    pub roman: Vec<SegmentKind>,
    /// What it means by nouns of its own: in its text "the Conventions" are these.
    pub calls: Vec<Call>,
    /// The works that it is about or is made under, which name it where they stand before a noun for it: "the Convention
    /// commentary".
    pub about: Vec<AuthorityId>,
    /// Those of its places that are cited without its name.
    pub landmarks: Vec<Landmark>,
    /// Whether it is the one that is meant by a name that it shares, where nothing tells another.
    pub principal: bool,
    /// Number of its articles, where known.
    pub articles: Option<u32>,
    /// The court that decided a case.
    pub court: Option<String>,
    /// The body that issued it.
    pub body: Option<String>,
    /// The parties of a case, claimant first.
    pub parties: Vec<String>,
    /// Where it is published.
    pub cite: Vec<Datum>,
    /// Address of the authentic text.
    pub url: Option<String>,
}

impl Authority {
    /// The title to print in a narrow place.
    pub fn short_title(&self) -> &str {
        self.short.first().map_or(&self.title, String::as_str)
    }

    /// Every name that means this authority and no other: title, short titles, aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.title.as_str())
            .chain(self.short.iter().map(String::as_str))
            .chain(self.aliases.iter().map(String::as_str))
    }
}

/// Everything that can be cited, by id.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    authorities: Vec<Authority>,
    bodies: Vec<Body>,
    by_id: HashMap<AuthorityId, usize>,
}

impl Catalogue {
    /// A catalogue of `authorities`, in their order; of two with one id the first is kept. Whoever loads the
    /// tables reports such pairs.
    pub fn new(authorities: Vec<Authority>) -> Self {
        let by_id = HashMap::with_capacity(authorities.len());
        let mut kept = Self { authorities: Vec::with_capacity(authorities.len()), by_id, ..Self::default() };
        for authority in authorities {
            if !kept.by_id.contains_key(&authority.id) {
                kept.by_id.insert(authority.id.clone(), kept.authorities.len());
                kept.authorities.push(authority);
            }
        }
        kept
    }

    /// The authority with this id.
    pub fn get(&self, id: &AuthorityId) -> Option<&Authority> {
        self.by_id.get(id).and_then(|&i| self.authorities.get(i))
    }

    /// Every authority, in the order of the tables.
    pub fn iter(&self) -> std::slice::Iter<'_, Authority> {
        self.authorities.iter()
    }

    /// The same authorities with these bodies and courts.
    #[must_use]
    pub fn with_bodies(self, bodies: Vec<Body>) -> Self {
        Self { bodies, ..self }
    }

    /// The bodies and courts that have several names or apply an instrument.
    pub fn bodies(&self) -> &[Body] {
        &self.bodies
    }

    /// The authorities, in the order of the tables, and the bodies.
    pub fn into_parts(self) -> (Vec<Authority>, Vec<Body>) {
        (self.authorities, self.bodies)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.authorities.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.authorities.is_empty()
    }
}
