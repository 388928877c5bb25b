//! A passage as numbers, for training: the same numbers that the tagger sees.

use crate::passage::{Passage, is_prose};
use crate::rules::Rules;
use crate::tag::OwnReadings;
use crate::vocabulary::Vocabulary;
use crate::weights::Channel;

/// A passage as the model sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// Points of the rules for and against each doctrine, in the order of [`Rules::doctrines`].
    pub points: Vec<(f32, f32)>,
    /// Each known word with where it stands and its value; words by their number in the vocabulary.
    pub features: Vec<(Channel, u32, f32)>,
    /// Whether the work writes about the law.
    pub prose: bool,
}

/// The numbers of a passage.
pub fn sample(passage: &Passage<'_>, rules: &Rules, vocabulary: &Vocabulary) -> Sample {
    let readings = OwnReadings::of(passage, rules, Some(vocabulary));
    let seen = readings.seen(passage);
    let points = seen.points(rules).into_iter().map(|p| (p.favour, p.disfavour)).collect();
    let width = Channel::ALL.len();
    let split = |(feature, value): (u32, f32)| {
        (Channel::ALL[feature as usize % width], feature / width as u32, value)
    };
    let features = seen.features().into_iter().map(split).collect();
    Sample { points, features, prose: is_prose(passage.kind) }
}
