//! How much a match counts. Chosen once, on general grounds, for provisions and paragraphs of 20 to 400 words.

use crate::engine::scan::Match;
use crate::schema::Part;

/// How fast further occurrences stop to matter.
pub(crate) const K1: f32 = 1.2;

/// Share of the score that a passage keeps however few of the words it has; the rest grows with the words it has.
pub(crate) const COVERAGE_FLOOR: f32 = 0.4;

/// What two neighbouring words of the query count when they are neighbours in the passage, as a share of what they
/// count apart.
pub(crate) const ADJACENT: f32 = 0.3;

/// The same for all words close together.
pub(crate) const NEARBY: f32 = 0.3;

/// What the words of the query count that are together a whole name of a doctrine which the passage speaks of, as a share of what
/// they count apart.
pub(crate) const NAMED: f32 = 0.6;

/// How many other words may stand among words that count as close, for each word of the query.
pub(crate) const NEARBY_SLOP: u32 = 6;

/// What a term of the thesaurus counts that stands for words of the query, as a share of what these count.
pub(crate) const EQUIVALENT: f32 = 0.8;

/// What each better passage of the same provision takes from a passage: it is divided by one more of these. A reader
/// who has seen an article is helped more by another article than by one more point of the same.
pub(crate) const SAME_PROVISION: f32 = 0.6;

/// By how much the law's own words count more than words about it: at like fit, a lawyer reads the treaty before the
/// essay on it.
pub(crate) const PRIMARY_LAW: f32 = 1.1;

/// How a part of a passage counts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weight {
    /// Against the source's words.
    pub(crate) weight: f32,
    /// How far length counts against it, from 0 to 1.
    pub(crate) b: f32,
    /// The usual length in words. A constant, not a statistic: scores of a passage do not change when others come
    /// and go for another reason than the rarity of words.
    pub(crate) length: f32,
}

/// The weight of each part.
pub(crate) const fn weight(part: Part) -> Weight {
    match part {
        Part::Text => Weight { weight: 1.0, b: 0.6, length: 80.0 },
        Part::Heading => Weight { weight: 1.5, b: 0.3, length: 5.0 },
        Part::Context => Weight { weight: 0.6, b: 0.3, length: 12.0 },
        Part::Chapeau => Weight { weight: 0.4, b: 0.5, length: 40.0 },
        Part::Title => Weight { weight: 0.2, b: 0.3, length: 10.0 },
        Part::Gist => Weight { weight: 1.0, b: 0.5, length: 40.0 },
        Part::ContextGist => Weight { weight: 0.3, b: 0.5, length: 40.0 },
        Part::Labels => Weight { weight: 0.5, b: 0.3, length: 15.0 },
        Part::Broader => Weight { weight: 0.3, b: 0.3, length: 8.0 },
    }
}

/// In how many passages something counts as found, by which its rarity is measured: words inherited from above stand in
/// many passages at once and say little about how rare a word is.
pub(crate) fn occurrences(matches: &[Match]) -> usize {
    let own =
        [Part::Text, Part::Heading, Part::Gist, Part::Labels].iter().fold(0, |a, &p| a | 1 << (p as u16));
    match matches.iter().filter(|m| m.parts & own != 0).count() {
        0 => matches.len(),
        count => count,
    }
}

/// Inverse document frequency of a word found in `df` of `n` passages (Robertson and Zaragoza 2009, kept positive
/// as in Lucene).
#[expect(clippy::cast_precision_loss, reason = "counts far below the precision of the ratio that is taken")]
pub(crate) fn idf(df: usize, n: usize) -> f32 {
    let (df, n) = (df as f32, n.max(df) as f32);
    (1.0 + (n - df + 0.5) / (df + 0.5)).ln()
}

/// How often a term stands in a part, against the length of the part.
pub(crate) fn normalised(weight: Weight, tf: f32, length: f32) -> f32 {
    weight.weight * tf / (1.0 - weight.b + weight.b * length / weight.length)
}

/// What a normalised frequency counts; at most `idf * (K1 + 1)`.
pub(crate) fn saturated(idf: f32, tf: f32) -> f32 {
    idf * tf * (K1 + 1.0) / (K1 + tf)
}
