//! A passage as numbers, for training: the same numbers that the tagger sees.

use crate::judge::by_rules;
use crate::passage::Passage;
use crate::rules::Rules;
use crate::tag::OwnReadings;
use crate::vocabulary::Vocabulary;
use crate::weights::{Channel, Grounds};

/// A passage as the model sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// For each doctrine, in the order of [`Rules::doctrines`]: the log-odds by the rules alone, to which the model adds, and
    /// what its grounds come to.
    pub doctrines: Vec<(f32, Grounds)>,
    /// Each known word with where it stands and its value; words by their number in the vocabulary.
    pub features: Vec<(Channel, u32, f32)>,
}

/// The numbers of a passage.
pub fn sample(passage: &Passage<'_>, rules: &Rules, vocabulary: &Vocabulary) -> Sample {
    let readings = OwnReadings::of(passage, rules, Some(vocabulary));
    let seen = readings.seen(passage);
    let points = seen.points(rules);
    let doctrines = points.iter().enumerate().map(|(i, p)| (by_rules(p), seen.grounds(i, p))).collect();
    let width = Channel::ALL.len();
    let split = |(feature, value): (u32, f32)| {
        (Channel::ALL[feature as usize % width], feature / width as u32, value)
    };
    Sample { doctrines, features: seen.features().into_iter().map(split).collect() }
}
