//! The linear model: for each label a weight for words, headings and what the rules found; one label against the rest.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use model::Label;

use crate::vocabulary::Vocabulary;

/// Where a word stands that the model has a weight for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    /// In the passage or the opening words above it.
    Own,
    /// In the same, of a work that writes about the law.
    Prose,
    /// In the heading of the provision or below.
    Heading,
    /// In the headings above the provision.
    Above,
    /// Anywhere in the provision.
    Provision,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 5] = [Self::Own, Self::Prose, Self::Heading, Self::Above, Self::Provision];

    /// The written form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Prose => "prose",
            Self::Heading => "heading",
            Self::Above => "above",
            Self::Provision => "provision",
        }
    }

    pub(crate) fn number(self) -> usize {
        self as usize
    }
}

/// What a label weighs besides words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Always 1.
    Always,
    /// 1 in works that write about the law.
    Prose,
    /// Every three points that the rules found for the label, beyond what points count by themselves.
    Favour,
    /// Every three points that they found against it.
    Disfavour,
    /// How large a part of the provision's passages the rules find the label in.
    Spread,
    /// Points found for it here where the rest of a long provision has none: a mention rather than a subject.
    Lone,
}

impl Ground {
    /// Every ground.
    pub const ALL: [Self; 6] =
        [Self::Always, Self::Prose, Self::Favour, Self::Disfavour, Self::Spread, Self::Lone];

    /// The written form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::Prose => "prose",
            Self::Favour => "favour",
            Self::Disfavour => "disfavour",
            Self::Spread => "spread",
            Self::Lone => "lone",
        }
    }
}

/// A number for each [`Ground`], in their order: what it is worth to a label, or what it comes to in a passage.
pub type Grounds = [f32; Ground::ALL.len()];

/// What stands before the colon in a line about a ground.
const RULES: &str = "rules";

/// The weights, ready for use.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    pub(crate) vocabulary: Vocabulary,
    pub(crate) labels: Vec<Label>,
    pub(crate) base: Vec<Grounds>,
    /// For each term in each channel, the labels by number and their weights.
    pub(crate) table: Vec<Vec<(u16, f32)>>,
}

/// Why weights cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}:{line}: {reason}", path.display())]
pub struct WeightsError {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub reason: String,
}

/// The weight of a word in a channel for a label.
#[derive(Clone, Debug, PartialEq)]
pub struct Weight {
    /// The label.
    pub label: Label,
    /// Where the word stands.
    pub channel: Channel,
    /// The word, or the phrase of two words.
    pub term: String,
    /// The weight.
    pub weight: f32,
}

impl Weights {
    /// Reads weights written by [`Weights::write`]; `path` is named in errors.
    ///
    /// # Errors
    /// The first line that is none of theirs.
    pub fn parse(text: &str, path: &Path) -> Result<Self, WeightsError> {
        let mut base: BTreeMap<Label, Grounds> = BTreeMap::new();
        let mut weights = Vec::new();
        for (i, line) in text.lines().enumerate() {
            let fault = |reason: &str| WeightsError {
                path: path.to_owned(),
                line: i + 1,
                reason: format!("`{}`: {reason}", line.chars().take(60).collect::<String>()),
            };
            if line.starts_with('#') || line.is_empty() {
                continue;
            }
            let mut fields = line.split('\t');
            let (Some(label), Some(feature), Some(weight), None) =
                (fields.next(), fields.next(), fields.next(), fields.next())
            else {
                return Err(fault("a line is a label, a feature and a weight, parted by tabs"));
            };
            let label: Label = label.parse().map_err(|e: model::ParseError| fault(&e.to_string()))?;
            let weight: f32 = weight
                .parse()
                .ok()
                .filter(|w: &f32| w.is_finite())
                .ok_or_else(|| fault("the weight is no number"))?;
            let (channel, term) = feature.split_once(':').ok_or_else(|| fault("a feature has a colon"))?;
            let own = base.entry(label.clone()).or_default();
            if channel == RULES {
                let ground = Ground::ALL.iter().position(|g| g.as_str() == term);
                own[ground.ok_or_else(|| fault("no such ground"))?] = weight;
                continue;
            }
            let channel = Channel::ALL.into_iter().find(|c| c.as_str() == channel);
            let channel = channel.ok_or_else(|| fault("no such kind of feature"))?;
            weights.push(Weight { label, channel, term: term.to_owned(), weight });
        }
        Ok(Self::new(&base, &weights))
    }

    /// The model with these weights. A label without a base has nought.
    pub fn new(base: &BTreeMap<Label, Grounds>, weights: &[Weight]) -> Self {
        let mut all = base.clone();
        for weight in weights {
            all.entry(weight.label.clone()).or_default();
        }
        let labels: Vec<Label> = all.keys().cloned().collect();
        let mut names: Vec<String> = weights.iter().map(|w| w.term.clone()).collect();
        names.sort();
        names.dedup();
        let mut table = vec![Vec::new(); names.len() * Channel::ALL.len()];
        for weight in weights {
            let (Ok(term), Ok(label)) =
                (names.binary_search(&weight.term), labels.binary_search(&weight.label))
            else {
                continue;
            };
            table[term * Channel::ALL.len() + weight.channel.number()].push((label as u16, weight.weight));
        }
        Self { vocabulary: Vocabulary::new(names), base: all.into_values().collect(), labels, table }
    }

    /// Base and weights as lines of label, feature and weight.
    pub fn write(base: &BTreeMap<Label, Grounds>, weights: &[Weight]) -> String {
        let mut out = String::new();
        let mut line = |label: &Label, channel: &str, term: &str, weight: f32| {
            if weight != 0.0 {
                out.push_str(&format!("{label}\t{channel}:{term}\t{weight}\n"));
            }
        };
        for (label, own) in base {
            for (ground, worth) in Ground::ALL.into_iter().zip(own) {
                line(label, RULES, ground.as_str(), *worth);
            }
            for weight in weights.iter().filter(|w| w.label == *label) {
                line(label, weight.channel.as_str(), &weight.term, weight.weight);
            }
        }
        out
    }

    /// The labels that the model knows.
    pub fn labels(&self) -> &[Label] {
        &self.labels
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Weights, String> {
        Weights::parse(text, Path::new("w.tsv")).map_err(|e| e.to_string())
    }

    #[test]
    fn weights_are_read_as_they_are_written() {
        let label: Label = "lights".parse().unwrap();
        let base = BTreeMap::from([(label.clone(), [-1.5, 0.0, 0.0, 0.0, 0.0, 0.0])]);
        let weight = Weight { label, channel: Channel::Own, term: "harbour_light".to_owned(), weight: 0.75 };
        let text = Weights::write(&base, &[weight]);
        assert_eq!(text, "lights\trules:always\t-1.5\nlights\town:harbour_light\t0.75\n");
        let weights = parse(&text).unwrap();
        assert_eq!(weights.base[0][0], -1.5);
        assert_eq!(weights.vocabulary.names(), ["harbour_light"]);
    }

    #[test]
    fn a_damaged_line_is_named() {
        for (bad, reason) in [
            ("lights\town:x", "w.tsv:1: `lights\town:x`: a line is"),
            ("lights\town:x\tmuch", "no number"),
            ("lights\town:x\tNaN", "no number"),
            ("lights\tword\t1", "a colon"),
            ("lights\tmine:x\t1", "no such kind"),
            ("lights\trules:x\t1", "no such ground"),
            ("Lights\town:x\t1", "a label is made of"),
        ] {
            let found = parse(bad).unwrap_err();
            assert!(found.contains(reason), "{bad}: {found}");
        }
    }
}
