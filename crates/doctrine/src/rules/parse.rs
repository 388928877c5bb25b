//! From the rules' file to [`Rules`]: reading, checking, compiling.

use std::collections::BTreeMap;
use std::path::Path;

use model::{AuthorityId, Label};

use super::examples;
use super::table::{At, Fields, RulesError, Sheet, hint};
use super::{Carrier, Clue, Doctrine, ENOUGH, Place, Rules, Works, Yield};
use crate::matcher::Matcher;
use crate::pattern;

const WORKS: &[(&str, Works)] =
    &[("any", Works::Any), ("prose", Works::Prose), ("instrument", Works::Instrument)];
const PLACES: &[(&str, Place)] =
    &[("text", Place::Text), ("heading", Place::Heading), ("provision", Place::Provision)];

impl Rules {
    /// Reads, checks and compiles the taxonomy given as the text of `doctrines.toml`, and runs its examples; `path` is named
    /// in errors.
    ///
    /// # Errors
    /// Everything that is wrong in it.
    pub fn parse(text: &str, path: &Path) -> Result<Self, RulesError> {
        let sheet = Sheet::new(path, text);
        let mut rules = Self::empty();
        let mut tried = Vec::new();
        if let Some(table) = sheet.table() {
            let root = Fields::new(&sheet, 0, &table);
            let entries = root.tables("doctrine");
            root.finish();
            let mut build = Build { sheet: &sheet, rules: &mut rules, known: BTreeMap::new() };
            // Labels first: an entry may name those after it.
            let entries: Vec<(usize, Fields)> =
                entries.into_iter().filter_map(|e| Some((build.doctrine(&e)?, e))).collect();
            for (doctrine, entry) in &entries {
                tried.extend(build.entry(*doctrine, entry));
            }
        }
        super::hierarchy::close(&mut rules, |message| sheet.fault(0, message));
        rules.sought_by = vec![Vec::new(); rules.patterns.len()];
        for (i, clue) in rules.clues.iter().enumerate() {
            for &pattern in &clue.patterns {
                rules.sought_by[pattern as usize].push(i as u32);
            }
        }
        examples::run(&rules, &tried, &sheet);
        match sheet.faults() {
            Some(error) => Err(error),
            None => Ok(rules),
        }
    }

    fn empty() -> Self {
        Self {
            doctrines: Vec::new(),
            clues: Vec::new(),
            yields: Vec::new(),
            matcher: Matcher::default(),
            patterns: Vec::new(),
            sought_by: Vec::new(),
        }
    }
}

/// An example to be run: the doctrine, whether it carries it, and the words.
pub(super) struct Tried {
    pub(super) doctrine: usize,
    pub(super) carries: bool,
    pub(super) words: At,
}

struct Build<'b, 't> {
    sheet: &'b Sheet<'t>,
    rules: &'b mut Rules,
    /// Patterns that were added already, by their written form.
    known: BTreeMap<String, u32>,
}

impl Build<'_, '_> {
    /// Enters the doctrine with what needs no other; its place in the list.
    fn doctrine(&mut self, entry: &Fields) -> Option<usize> {
        let label = entry.required("label");
        let text = |at: Option<At>| at.map(|a| a.text).unwrap_or_default();
        let texts = |all: Vec<At>| all.into_iter().map(|a| a.text).collect::<Vec<_>>();
        let doctrine = Doctrine {
            label: label.as_ref().and_then(|l| match l.text.parse::<Label>() {
                Ok(label) => Some(label),
                Err(e) => {
                    self.sheet.fault(l.at, format!("label: {e}"));
                    None
                }
            })?,
            title: text(entry.required("title")),
            family: text(entry.required("family")),
            definition: text(entry.required("definition")),
            broader: Vec::new(),
            narrower: Vec::new(),
            synonyms: texts(entry.texts("synonyms")),
            cites: entry.texts("cites").iter().filter_map(|c| self.carrier(c)).collect(),
            examples: texts(entry.texts("examples")),
            counter_examples: texts(entry.texts("counter_examples")),
        };
        if self.rules.place_of(&doctrine.label).is_some() {
            self.sheet.fault(entry.at, format!("label: `{}` stands twice", doctrine.label));
            return None;
        }
        self.rules.doctrines.push(doctrine);
        Some(self.rules.doctrines.len() - 1)
    }

    fn carrier(&self, text: &At) -> Option<Carrier> {
        let (authority, place) =
            text.text.split_once('#').map_or((text.text.as_str(), None), |(a, p)| (a, Some(p)));
        let fault = |e: model::ParseError| self.sheet.fault(text.at, format!("cites: {e}"));
        let authority = AuthorityId::new(authority).map_err(fault).ok()?;
        let place = match place {
            Some(place) => Some(place.parse().map_err(fault).ok()?),
            None => None,
        };
        Some(Carrier { authority, place })
    }

    /// Reads what an entry says of other doctrines, its clues and its examples.
    fn entry(&mut self, doctrine: usize, entry: &Fields) -> Vec<Tried> {
        for broader in entry.texts("broader") {
            if let Some(up) = self.named("broader", &broader) {
                let label = self.rules.doctrines[up].label.clone();
                self.rules.doctrines[doctrine].broader.push(label);
            }
        }
        let one = |points: f32, place, works| Worth { points, most: points, place, works };
        let group = Worth { points: 0.0, most: 0.0, place: Place::Text, works: Works::Any };
        self.clue(doctrine, entry.texts("headings"), one(ENOUGH, Place::Heading, Works::Instrument));
        self.clue(doctrine, entry.texts("decisive"), one(ENOUGH, Place::Text, Works::Any));
        self.clue(doctrine, entry.texts("telling"), Worth { points: 2.0, most: 4.0, ..group });
        self.clue(doctrine, entry.texts("hints"), Worth { points: 1.0, most: 2.0, ..group });
        self.clue(doctrine, entry.texts("counter"), Worth { points: -2.0, most: -4.0, ..group });
        for rule in entry.tables("rule") {
            let worth = rule.points("points").zip(rule.word("in", PLACES)).zip(rule.word("works", WORKS));
            let words = rule.texts("words");
            if words.is_empty() {
                self.sheet.fault(rule.at, "rule: `words` are missing");
            }
            let (with, without) = (self.patterns(rule.texts("with")), self.patterns(rule.texts("without")));
            rule.finish();
            if let Some(((points, place), works)) = worth {
                self.clue(doctrine, words, one(points, place, works));
                if let Some(clue) = self.rules.clues.last_mut() {
                    (clue.with, clue.without) = (with, without);
                }
            }
        }
        for rule in entry.tables("yields") {
            let to = rule.required("to").and_then(|t| self.named("yields", &t));
            let works = rule.word("works", WORKS);
            let unless = self.patterns(rule.texts("unless"));
            rule.finish();
            if let Some((to, works)) = to.zip(works) {
                self.rules.yields.push(Yield { from: doctrine, to, unless, works });
            }
        }
        let mut tried = Vec::new();
        for (key, carries) in [("examples", true), ("counter_examples", false)] {
            let all = entry.texts(key);
            if all.is_empty() {
                self.sheet.fault(entry.at, format!("{key}: missing"));
            }
            tried.extend(all.into_iter().map(|words| Tried { doctrine, carries, words }));
        }
        // Asked for when the doctrine was entered.
        for key in ["label", "title", "family", "definition"] {
            entry.text(key);
        }
        entry.texts("synonyms");
        entry.texts("cites");
        entry.finish();
        tried
    }

    fn named(&self, key: &str, label: &At) -> Option<usize> {
        let known = || self.rules.doctrines.iter().map(|d| d.label.as_str());
        let place = known().position(|l| l == label.text);
        if place.is_none() {
            let hint = hint(&label.text, known());
            self.sheet.fault(label.at, format!("{key}: no doctrine is labelled `{}`{hint}", label.text));
        }
        place
    }

    fn clue(&mut self, doctrine: usize, words: Vec<At>, worth: Worth) {
        let patterns = self.patterns(words);
        if !patterns.is_empty() {
            let Worth { points, most, place, works } = worth;
            let (with, without) = (Vec::new(), Vec::new());
            self.rules.clues.push(Clue { doctrine, points, most, place, works, patterns, with, without });
        }
    }

    fn patterns(&mut self, texts: Vec<At>) -> Vec<u32> {
        let mut out: Vec<u32> = texts.iter().filter_map(|t| self.pattern(t)).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    fn pattern(&mut self, text: &At) -> Option<u32> {
        if let Some(&known) = self.known.get(&text.text) {
            return Some(known);
        }
        match pattern::parse(&text.text) {
            Ok(sequences) => {
                let number = self.rules.patterns.len() as u32;
                self.rules.matcher.add(number, sequences);
                self.rules.patterns.push(text.text.clone());
                self.known.insert(text.text.clone(), number);
                Some(number)
            }
            Err(reason) => {
                self.sheet.fault(text.at, format!("`{}`: {reason}", text.text));
                None
            }
        }
    }
}

/// What a clue is worth, and where it looks.
#[derive(Clone, Copy)]
struct Worth {
    points: f32,
    most: f32,
    place: Place,
    works: Works,
}
