//! A style: its forms, and which of them a citation takes.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use model::{Authority, Kind, Pinpoint, Run, SegmentKind};

use crate::csl::Csl;
use crate::facts::{self, Facts};
use crate::parse::StyleError;
use crate::places;
use crate::template::{self, Template};

/// What is cited: an authority, and who wrote it.
#[derive(Clone, Copy, Debug)]
pub struct Work<'a> {
    /// What the table says of it.
    pub authority: &'a Authority,
    /// Its authors, where known.
    pub authors: &'a [String],
}

/// Where a citation stands among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// The first of its authority; `defines` when a later one will use its short title.
    Full {
        /// Whether the short title is introduced.
        defines: bool,
    },
    /// The authority was cited in full in this note before.
    Later {
        /// The number of that note.
        note: usize,
    },
    /// The authority was cited in full before, in running text: there is no note to point to.
    Short,
    /// The note just before cites this authority and nothing else.
    Again {
        /// The number of the note that cites it in full.
        note: usize,
        /// Whether that note cites the same places.
        same: bool,
    },
}

/// A citation as a style prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The words.
    pub runs: Vec<Run>,
    /// On what the form rests: the number of a rule whose text was read, or `unverified`.
    pub basis: String,
    /// Where the full form is written: `oscola.toml:104`, `oscola.csl (article-journal)`.
    pub form: String,
}

/// A form for one thing and a form for several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) one: Template,
    pub(crate) many: Option<Template>,
}

/// How places are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PlaceForms {
    pub(crate) words: BTreeMap<SegmentKind, Pair>,
    /// What is numbered in brackets after an article: `(4)`.
    pub(crate) below: Option<Pair>,
    /// Between the levels of a place, and between places.
    pub(crate) join: Option<String>,
    pub(crate) list: Option<String>,
}

/// The templates of the three positions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Positions {
    pub(crate) later: Option<Template>,
    pub(crate) again: Option<Template>,
    pub(crate) same: Option<Template>,
}

/// A form: which authorities take it and what it prints.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    pub(crate) kinds: Vec<Kind>,
    pub(crate) ids: Vec<String>,
    /// Courts or bodies.
    pub(crate) of: Vec<String>,
    /// Data of which one must be there.
    pub(crate) with: Vec<String>,
    pub(crate) full: Template,
    /// As what type the style's CSL file cites these, where `full` asks for it.
    pub(crate) csl: Option<String>,
    /// Where the form is written.
    pub(crate) origin: String,
    pub(crate) positions: Positions,
    pub(crate) places: PlaceForms,
    pub(crate) basis: String,
}

impl Form {
    fn fits(&self, authority: &Authority) -> bool {
        let of = authority.court.as_ref().or(authority.body.as_ref());
        (self.kinds.is_empty() || self.kinds.contains(&authority.kind))
            && (self.ids.is_empty() || self.ids.iter().any(|id| id == authority.id.as_str()))
            && (self.of.is_empty() || of.is_some_and(|of| self.of.contains(of)))
            && (self.with.is_empty() || authority.cite.iter().any(|d| self.with.contains(&d.kind.0)))
    }

    /// Whether it takes every authority of a kind.
    pub(crate) fn takes_all(&self, kind: Kind) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&kind))
            && self.ids.is_empty()
            && self.of.is_empty()
            && self.with.is_empty()
    }
}

/// How dates are written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Dates {
    pub(crate) day: Template,
    pub(crate) month: Template,
    pub(crate) short: Template,
    pub(crate) months: Vec<String>,
}

/// A citation style, checked.
#[derive(Clone, Debug)]
pub struct Style {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) basis: String,
    pub(crate) like: Option<(usize, String)>,
    /// The name of a CSL file beside the table, and of one with the words of its language; each with its line.
    pub(crate) csl_named: Option<(usize, String)>,
    pub(crate) locale_named: Option<(usize, String)>,
    /// That file.
    pub(crate) csl: Option<Arc<Csl>>,
    pub(crate) end: String,
    /// Whether citations stand in the text rather than in notes.
    pub(crate) inline: bool,
    /// Whether words quoted in a sentence stand in single quotation marks.
    pub(crate) single: bool,
    /// Whether the initials of people go without full stops and blanks: `JR Mole`.
    pub(crate) bare_initials: bool,
    pub(crate) dates: Dates,
    pub(crate) names: BTreeMap<String, String>,
    pub(crate) parties: BTreeMap<String, String>,
    pub(crate) spelling: BTreeMap<String, String>,
    pub(crate) series: BTreeMap<String, Pair>,
    pub(crate) parts: BTreeMap<String, Template>,
    pub(crate) places: PlaceForms,
    pub(crate) positions: Positions,
    pub(crate) forms: Vec<Form>,
}

impl Style {
    /// Reads and checks a style; its name is the stem of `path`, which is named in errors.
    ///
    /// # Errors
    /// Everything that is wrong in it.
    pub fn parse(path: &Path, text: &str) -> Result<Self, StyleError> {
        crate::parse::style(path, text)
    }

    /// The name by which it is asked for.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Which style it is, in words.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The name of the CSL file that writes some of its forms.
    pub fn csl_file(&self) -> Option<String> {
        self.csl.as_ref().map(|csl| csl.name())
    }

    /// What is wrong with its CSL file, where a work was cited whose form it writes: what was printed for it then is its
    /// title alone. Until then the file is not read.
    pub fn fault(&self) -> Option<&StyleError> {
        self.csl.as_ref()?.fault()
    }

    /// What closes a note: a full stop, or nothing.
    pub fn end(&self) -> &str {
        &self.end
    }

    /// Whether its citations stand in the text rather than in notes, where the author does not say otherwise.
    pub const fn is_inline(&self) -> bool {
        self.inline
    }

    /// Words quoted in a sentence, in the style's quotation marks. Where single ones would meet others within the words,
    /// or an apostrophe that ends a word, they are double, so that no reader takes a sign within for the end.
    pub fn quoted(&self, words: &str) -> String {
        let next = |at: usize, c: char| words.get(at + c.len_utf8()..).and_then(|r| r.chars().next());
        let mut signs = words.char_indices().filter(|(_, c)| matches!(c, '‘' | '’' | '\''));
        let clear = signs.all(|(at, c)| {
            let begun = words.get(..at).is_some_and(|w| w.ends_with(char::is_alphanumeric));
            begun && next(at, c).is_some_and(char::is_alphanumeric)
        });
        if self.single && clear { format!("‘{words}’") } else { format!("“{words}”") }
    }

    /// A citation of places in a work (of the whole of it, where there are none).
    pub fn cite(&self, work: Work<'_>, places: &[Pinpoint], position: Position) -> Citation {
        let Some(form) = self.forms.iter().find(|f| f.fits(work.authority)) else {
            let runs = vec![Run::plain(&work.authority.title)];
            return Citation { runs, basis: self.basis.clone(), form: self.name.clone() };
        };
        let place = places::written(places, &[&form.places, &self.places]);
        let facts = Facts { style: self, work, place, position };
        let outside = |kind: &str| {
            let words = facts.place.as_deref();
            self.csl.as_ref()?.full(&facts.item(kind), places, words)
        };
        let field = |name: &str| match &form.csl {
            Some(kind) if name == "csl" => outside(kind).or_else(|| facts.field("title")),
            _ => facts.field(name),
        };
        let fill = |template: &Template| template.fill(&field);
        let given = |choose: fn(&Positions) -> Option<&Template>| {
            choose(&form.positions).or_else(|| choose(&self.positions)).and_then(fill)
        };
        let later = || given(|p| p.later.as_ref());
        let runs = match position {
            Position::Full { .. } => None,
            Position::Later { .. } | Position::Short => later(),
            Position::Again { same: true, .. } => {
                given(|p| p.same.as_ref()).or_else(|| given(|p| p.again.as_ref())).or_else(later)
            }
            Position::Again { same: false, .. } => given(|p| p.again.as_ref()).or_else(later),
        };
        let runs = runs.or_else(|| fill(&form.full)).unwrap_or_default();
        let basis = self.basis_of(form).to_owned();
        let form = match (&form.csl, &self.csl) {
            (Some(kind), Some(csl)) => format!("{} ({kind})", csl.name()),
            _ => form.origin.clone(),
        };
        Citation { runs, basis, form }
    }

    /// On what the form of a work rests, as [`Style::cite`] says with the citation.
    pub fn basis(&self, work: Work<'_>) -> &str {
        let form = self.forms.iter().find(|f| f.fits(work.authority));
        form.map_or(&self.basis, |form| self.basis_of(form))
    }

    fn basis_of<'s>(&'s self, form: &'s Form) -> &'s str {
        if form.basis.is_empty() { &self.basis } else { &form.basis }
    }

    /// Places in a work, in the style's words; `None` where there are none.
    pub fn places(&self, work: Work<'_>, places: &[Pinpoint]) -> Option<String> {
        let form = self.forms.iter().find(|f| f.fits(work.authority))?;
        places::written(places, &[&form.places, &self.places])
    }

    /// A citation as a note prints it: with its closing full stop.
    pub fn closed(&self, mut runs: Vec<Run>) -> Vec<Run> {
        if !runs.last().is_some_and(|r| r.text.ends_with(&self.end)) {
            template::push(&mut runs, Run::plain(&self.end));
        }
        runs
    }

    /// Whether the style has a form for every authority of a kind.
    pub(crate) fn covers(&self, kind: Kind) -> bool {
        self.forms.iter().any(|f| f.takes_all(kind))
    }

    pub(crate) fn known_fields(&self) -> Vec<String> {
        let own = facts::FIELDS.iter().map(|f| (*f).to_owned());
        own.chain(self.series.keys().cloned()).chain(self.parts.keys().cloned()).collect()
    }
}
