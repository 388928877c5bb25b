//! From the rules' file to [`Rules`]: reading, checking, compiling.

use std::collections::BTreeMap;
use std::path::Path;

use model::{AuthorityId, Label};
use table::{Fault, Fields, Sheet, hint};

use super::examples;
use super::{Carrier, Clue, Doctrine, ENOUGH, Place, Rules, Works, Yield};
use crate::matcher::Matcher;
use crate::pattern;
use crate::vocabulary::CONCEPT;

const WORKS: &[(&str, Works)] =
    &[("any", Works::Any), ("prose", Works::Prose), ("instrument", Works::Instrument)];
const PLACES: &[(&str, Place)] =
    &[("text", Place::Text), ("heading", Place::Heading), ("provision", Place::Provision)];

/// A string and where it stands.
type At = table::At<String>;

/// Everything that is wrong in the rules, in the order of the file. Prints one a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", table::lines(faults))]
pub struct RulesError {
    /// The faults; never empty.
    pub faults: Vec<Fault>,
}

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
        if let Some(table) = sheet.root() {
            let root = Fields::root(&sheet, &table);
            for language in root.strings("languages") {
                if language.value.len() != 2 || !language.value.bytes().all(|b| b.is_ascii_lowercase()) {
                    let what =
                        format!("`{}` is no code of a language (two small letters: en)", language.value);
                    sheet.fault(language.at, "languages", what);
                }
                rules.languages.push(language.value);
            }
            let entries = root.tables("doctrine");
            let concepts = root.tables("concept");
            root.finish();
            let mut build = Build { sheet: &sheet, rules: &mut rules, known: BTreeMap::new() };
            // Labels first: an entry may name those after it.
            let entries: Vec<(usize, Fields)> =
                entries.into_iter().filter_map(|e| Some((build.doctrine(&e)?, e))).collect();
            for (doctrine, entry) in &entries {
                tried.extend(build.entry(*doctrine, entry));
            }
            let concepts: Vec<Vec<u32>> = concepts.iter().map(|e| build.concept(e)).collect();
            rules.stands_for = vec![Vec::new(); rules.patterns.len()];
            for (i, patterns) in (0..).zip(concepts) {
                patterns.into_iter().for_each(|p| rules.stands_for[p as usize].push(i));
            }
        }
        super::hierarchy::close(&mut rules, |message| sheet.fault(0, "", message));
        rules.sought_by = vec![Vec::new(); rules.patterns.len()];
        for (i, clue) in rules.clues.iter().enumerate() {
            for &pattern in &clue.patterns {
                rules.sought_by[pattern as usize].push(i as u32);
            }
        }
        examples::run(&rules, &tried, &sheet);
        let faults = sheet.into_faults();
        if faults.is_empty() { Ok(rules) } else { Err(RulesError { faults }) }
    }

    fn empty() -> Self {
        Self {
            languages: Vec::new(),
            doctrines: Vec::new(),
            clues: Vec::new(),
            yields: Vec::new(),
            matcher: Matcher::default(),
            patterns: Vec::new(),
            sought_by: Vec::new(),
            concepts: Vec::new(),
            stands_for: Vec::new(),
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
        let label = entry.required("label", entry.text("label"));
        let text = |key| entry.required(key, entry.string(key)).unwrap_or_default();
        let doctrine = Doctrine {
            label: label.as_ref().and_then(|l| match l.value.parse::<Label>() {
                Ok(label) => Some(label),
                Err(e) => {
                    entry.fault("label", e.to_string());
                    None
                }
            })?,
            title: text("title"),
            family: text("family"),
            definition: text("definition"),
            broader: Vec::new(),
            narrower: Vec::new(),
            synonyms: entry.texts("synonyms"),
            cites: entry.strings("cites").iter().filter_map(|c| self.carrier(c)).collect(),
            examples: entry.texts("examples"),
            counter_examples: entry.texts("counter_examples"),
        };
        if self.rules.place_of(&doctrine.label).is_some() {
            entry.fault("label", format!("`{}` stands twice", doctrine.label));
            return None;
        }
        self.rules.doctrines.push(doctrine);
        Some(self.rules.doctrines.len() - 1)
    }

    fn carrier(&self, text: &At) -> Option<Carrier> {
        let (authority, place) =
            text.value.split_once('#').map_or((text.value.as_str(), None), |(a, p)| (a, Some(p)));
        let fault = |e: model::ParseError| self.sheet.fault(text.at, "doctrine.cites", e.to_string());
        let authority = AuthorityId::new(authority).map_err(fault).ok()?;
        let place = match place {
            Some(place) => Some(place.parse().map_err(fault).ok()?),
            None => None,
        };
        Some(Carrier { authority, place })
    }

    /// Reads what an entry says of other doctrines, its clues and its examples.
    fn entry(&mut self, doctrine: usize, entry: &Fields) -> Vec<Tried> {
        for broader in entry.strings("broader") {
            if let Some(up) = self.named("broader", &broader) {
                let label = self.rules.doctrines[up].label.clone();
                self.rules.doctrines[doctrine].broader.push(label);
            }
        }
        let one = |points: f32, place, works| Worth { points, most: points, place, works };
        let group = Worth { points: 0.0, most: 0.0, place: Place::Text, works: Works::Any };
        self.clue(doctrine, entry.strings("headings"), one(ENOUGH, Place::Heading, Works::Instrument));
        self.clue(doctrine, entry.strings("decisive"), one(ENOUGH, Place::Text, Works::Any));
        self.clue(doctrine, entry.strings("telling"), Worth { points: 2.0, most: 4.0, ..group });
        self.clue(doctrine, entry.strings("hints"), Worth { points: 1.0, most: 2.0, ..group });
        self.clue(doctrine, entry.strings("counter"), Worth { points: -2.0, most: -4.0, ..group });
        for rule in entry.tables("rule") {
            let worth = points(&rule).zip(one_of(&rule, "in", PLACES)).zip(one_of(&rule, "works", WORKS));
            let words = rule.strings("words");
            if words.is_empty() {
                rule.fault("words", "missing");
            }
            let (with, without) =
                (self.patterns(rule.strings("with")), self.patterns(rule.strings("without")));
            rule.finish();
            if let Some(((points, place), works)) = worth {
                self.clue(doctrine, words, one(points, place, works));
                if let Some(clue) = self.rules.clues.last_mut() {
                    (clue.with, clue.without) = (with, without);
                }
            }
        }
        for rule in entry.tables("yields") {
            let to = rule.required("to", rule.text("to")).and_then(|t| self.named("yields", &t));
            let works = one_of(&rule, "works", WORKS);
            let unless = self.patterns(rule.strings("unless"));
            rule.finish();
            if let Some((to, works)) = to.zip(works) {
                self.rules.yields.push(Yield { from: doctrine, to, unless, works });
            }
        }
        let mut tried = Vec::new();
        for (key, carries) in [("examples", true), ("counter_examples", false)] {
            let all = entry.strings(key);
            if all.is_empty() {
                entry.fault(key, "missing");
            }
            tried.extend(all.into_iter().map(|words| Tried { doctrine, carries, words }));
        }
        entry.finish();
        tried
    }

    /// Enters a concept; its patterns.
    fn concept(&mut self, entry: &Fields) -> Vec<u32> {
        let name = entry.required("name", entry.text("name"));
        let words = entry.strings("words");
        if words.is_empty() {
            entry.fault("words", "missing");
        }
        entry.finish();
        if let Some(At { value, at }) = name {
            let written = format!("{CONCEPT}{value}");
            if value.is_empty() || !value.bytes().all(|b| b.is_ascii_lowercase()) {
                self.sheet.fault(at, "concept.name", format!("`{value}`: lower-case letters are wanted"));
            } else if self.rules.concepts.contains(&written) {
                self.sheet.fault(at, "concept.name", format!("`{value}` stands twice"));
            }
            self.rules.concepts.push(written);
        }
        self.patterns(words)
    }

    fn named(&self, key: &str, label: &At) -> Option<usize> {
        let known = || self.rules.doctrines.iter().map(|d| d.label.as_str());
        let place = known().position(|l| l == label.value);
        if place.is_none() {
            let hint = hint(&label.value, known());
            let message = format!("no doctrine is labelled `{}`{hint}", label.value);
            self.sheet.fault(label.at, &format!("doctrine.{key}"), message);
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
        if let Some(&known) = self.known.get(&text.value) {
            return Some(known);
        }
        match pattern::parse(&text.value) {
            Ok(sequences) => {
                let number = self.rules.patterns.len() as u32;
                self.rules.matcher.add(number, sequences);
                self.rules.patterns.push(text.value.clone());
                self.known.insert(text.value.clone(), number);
                Some(number)
            }
            Err(reason) => {
                self.sheet.fault(text.at, "", format!("`{}`: {reason}", text.value));
                None
            }
        }
    }
}

/// What a rule's words are worth: a whole number from -6 to 6, not nought.
fn points(rule: &Fields) -> Option<f32> {
    let number = rule.required("points", rule.integer("points"))?;
    let found = i8::try_from(number.value).ok().filter(|n| *n != 0 && (-6..=6).contains(n));
    if found.is_none() {
        rule.fault_at(number.at, "points", "a whole number from -6 to 6 is wanted, not 0");
    }
    found.map(f32::from)
}

/// One of a few words; the first where the key is missing.
fn one_of<T: Copy>(rule: &Fields, key: &'static str, words: &[(&str, T)]) -> Option<T> {
    let found = rule.word(key, words);
    if rule.has(key) { found } else { words.first().map(|(_, meaning)| *meaning) }
}

/// What a clue is worth, and where it looks.
#[derive(Clone, Copy)]
struct Worth {
    points: f32,
    most: f32,
    place: Place,
    works: Works,
}
