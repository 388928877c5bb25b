//! The taxonomy: what each doctrine is, and the rules by which a passage is found to speak of it.

mod examples;
mod hierarchy;
mod parse;

use model::{AuthorityId, Label, Pinpoint};

use crate::matcher::Matcher;

pub use parse::RulesError;
pub use table::Fault;

/// Points from which a label is given where there is no model: a decisive pattern alone, or several lesser ones.
pub const ENOUGH: f32 = 3.0;

/// A doctrine as the taxonomy has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doctrine {
    /// Its label.
    pub label: Label,
    /// Its name.
    pub title: String,
    /// The family it belongs to: "Jus ad bellum".
    pub family: String,
    /// What it is and what carries the label.
    pub definition: String,
    /// The doctrines it is a part of.
    pub broader: Vec<Label>,
    /// The doctrines that are a part of it.
    pub narrower: Vec<Label>,
    /// Words by which a lawyer would look for it.
    pub synonyms: Vec<String>,
    /// The provisions that carry it by themselves.
    pub cites: Vec<Carrier>,
    /// Passages that carry it, in the project's own words.
    pub examples: Vec<String>,
    /// Passages that name its words and do not carry it.
    pub counter_examples: Vec<String>,
}

/// A work, or a place in one, that carries a doctrine by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carrier {
    /// The work.
    pub authority: AuthorityId,
    /// The place; the whole work where there is none.
    pub place: Option<Pinpoint>,
}

impl Carrier {
    /// Whether a citation of `place` in `authority` falls within it.
    pub fn covers(&self, authority: &AuthorityId, place: Option<&Pinpoint>) -> bool {
        self.authority == *authority
            && match (&self.place, place) {
                (None, _) => true,
                (Some(_), None) => false,
                (Some(own), Some(cited)) => cited.within(own),
            }
    }
}

/// Where a clue looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The words of the passage and the opening words above it.
    Text,
    /// The headings above it and its own.
    Heading,
    /// The whole provision.
    Provision,
}

/// In what works a clue counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Works {
    Any,
    /// Essays, judgments, comments, manuals: writing about the law.
    Prose,
    /// Treaties, declarations, resolutions, articles: the law's own words.
    Instrument,
}

/// A group of patterns and what finding one is worth.
#[derive(Clone, Debug)]
pub(crate) struct Clue {
    /// The doctrine, by its place in [`Rules::doctrines`].
    pub(crate) doctrine: usize,
    /// The points for one of the patterns.
    pub(crate) points: f32,
    /// The most that several of them bring together.
    pub(crate) most: f32,
    pub(crate) place: Place,
    pub(crate) works: Works,
    /// Numbers of the patterns.
    pub(crate) patterns: Vec<u32>,
    /// Of these, one must be in the passage or a heading; empty: no condition.
    pub(crate) with: Vec<u32>,
    /// Of these, none may be.
    pub(crate) without: Vec<u32>,
}

/// One doctrine gives way to another where both would be given.
#[derive(Clone, Debug)]
pub(crate) struct Yield {
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// Unless one of these is in the passage.
    pub(crate) unless: Vec<u32>,
    pub(crate) works: Works,
}

/// The taxonomy, read and checked.
#[derive(Debug)]
pub struct Rules {
    /// The languages (ISO 639-1) that the patterns and the model are of; empty: of any.
    pub(crate) languages: Vec<String>,
    pub(crate) doctrines: Vec<Doctrine>,
    pub(crate) clues: Vec<Clue>,
    pub(crate) yields: Vec<Yield>,
    pub(crate) matcher: Matcher,
    /// The patterns as written, by number.
    pub(crate) patterns: Vec<String>,
    /// For each pattern, the clues that look for it.
    pub(crate) sought_by: Vec<Vec<u32>>,
    /// What words may stand for, as the model writes it: `~ship`.
    pub(crate) concepts: Vec<String>,
    /// For each pattern, the concepts that it stands for.
    pub(crate) stands_for: Vec<Vec<u32>>,
}

impl Rules {
    /// The doctrines, in the order of the file.
    pub fn doctrines(&self) -> &[Doctrine] {
        &self.doctrines
    }

    /// Whether a text in this language can be labelled; where nobody knows the language, it is tried.
    pub fn reads(&self, language: Option<&str>) -> bool {
        self.languages.is_empty()
            || language.is_none_or(|language| self.languages.iter().any(|l| l == language))
    }

    /// The doctrine with this label.
    pub fn doctrine(&self, label: &Label) -> Option<&Doctrine> {
        self.doctrines.iter().find(|d| d.label == *label)
    }

    /// The label and every label below it.
    pub fn with_narrower(&self, label: &Label) -> Vec<Label> {
        let mut out = vec![label.clone()];
        let mut at = 0;
        while let Some(doctrine) = out.get(at).and_then(|l| self.doctrine(l)) {
            for narrower in &doctrine.narrower {
                if !out.contains(narrower) {
                    out.push(narrower.clone());
                }
            }
            at += 1;
        }
        out
    }

    pub(crate) fn place_of(&self, label: &Label) -> Option<usize> {
        self.doctrines.iter().position(|d| d.label == *label)
    }
}
