//! Feedback: the first hits tell what a query is about. A label of theirs, and the words that their digests share, bring
//! forward others of the same subject.
//!
//! This is pseudo-relevance feedback (Lavrenko and Croft 2001; Abdul-Jaleel et al. 2004) over what the project says of passages:
//! the tagger and the digests speak one language, sources many. Nothing is found by it that the words of the query do not find.

mod labels;
mod words;

use std::collections::BTreeMap;

use crate::analysis::Terms;
use crate::engine::combine::Scored;
use crate::engine::feedback::labels::Labels;
use crate::engine::order::first_by_relevance;
use crate::engine::plan::Planned;
use crate::engine::scan::{Address, Corpus};

/// So many of the first hits tell what the query is about.
const FIRST: usize = 10;

/// No more of them than one in so many: what is said of most hits tells none from another.
const ONE_IN: usize = 3;

/// So many of the first hits may be brought forward.
const POOL: usize = 100;

/// What the label that fits best adds at most, as a share of a hit's own score. Tuned together with [`SAME_WORDS`], the number of
/// shared words and the weight of label names, on the topics of the reference annotations and fourteen written blind: between two
/// thirds and one and a half times as much, every one of them makes the order better by about as much.
const SAME_LABEL: f32 = 0.4;

/// What having most of the shared words adds, as a share of the best hit's score.
const SAME_WORDS: f32 = 0.25;

/// What feedback may go by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Basis {
    pub(crate) labels: bool,
    pub(crate) digests: bool,
}

/// What became of the hits that were brought forward.
#[derive(Debug, Default)]
pub(crate) struct Feedback {
    raised: BTreeMap<Address, Raised>,
    /// What keeps hits with the whole query as a phrase before the others.
    pub(crate) over: f32,
}

/// What feedback adds to the score of a hit.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Raised {
    /// For the label that fits best, which is named.
    pub(crate) label: Option<(String, f32)>,
    /// For words that the digests share, which are named.
    pub(crate) words: Option<(String, f32)>,
}

/// A hit that may be brought forward.
struct Candidate {
    at: Address,
    /// Without what it has for the whole query as a phrase.
    score: f32,
    /// Its labels, by number.
    labels: Vec<usize>,
    /// How often each of the shared words stands in it; later, what that counts.
    shared: Vec<f32>,
}

impl Feedback {
    /// What was added to the score of a hit.
    pub(crate) fn of(&self, at: Address) -> Option<&Raised> {
        self.raised.get(&at)
    }
}

impl Corpus<'_> {
    /// Raises the scores of those of `hits`, which are in order of address, that are about what the first of them are about. `top`
    /// is what a hit has for the whole query as a phrase.
    pub(crate) fn feed_back(
        &self,
        hits: &mut [Scored],
        planned: &Planned,
        top: f32,
        terms: &mut Terms,
    ) -> tantivy::Result<Feedback> {
        let basis = planned.feedback;
        let first = FIRST.min(hits.len() / ONE_IN);
        if first == 0 || !(basis.labels || basis.digests) {
            return Ok(Feedback::default());
        }
        let least = least_of_best(hits);
        let mut pool: Vec<Scored> = hits.iter().filter(|h| h.score >= least).copied().collect();
        // Equals beyond the pool are not told apart by where they happen to lie in the index.
        if pool.len() > 2 * POOL {
            pool.retain(|h| h.score > least);
        }
        pool.sort_unstable_by_key(|h| h.at);
        let apart = |h: &Scored| h.score - if h.mask.is_first() { top } else { 0.0 };
        let candidate =
            |h: &Scored| Candidate { at: h.at, score: apart(h), labels: Vec::new(), shared: Vec::new() };
        let mut candidates: Vec<Candidate> = pool.iter().map(candidate).collect();
        let first = first_by_relevance(*self, pool, first)?;
        let place = |at: Address| candidates.binary_search_by_key(&at, |c| c.at).ok();
        let first: Vec<usize> = first.into_iter().filter_map(place).collect();
        let best = first.iter().map(|&i| candidates[i].score).fold(0.0, f32::max);
        if best <= 0.0 {
            return Ok(Feedback::default());
        }
        let labels = if basis.labels { self.labels(&mut candidates, &first)? } else { Labels::default() };
        let shared =
            if basis.digests { self.shared(&candidates, &first, planned, terms)? } else { Vec::new() };
        self.look_for(&shared, &mut candidates)?;
        let whole = |c: &Candidate| c.shared.iter().sum::<f32>();
        let most = candidates.iter().map(whole).fold(0.0, f32::max);
        let mut out = Feedback { raised: BTreeMap::new(), over: top * (SAME_LABEL + SAME_WORDS) };
        for c in &candidates {
            let mut raised = Raised::default();
            if let Some((name, about)) = labels.best(&c.labels) {
                raised.label = Some((name, SAME_LABEL * about * c.score));
            }
            if whole(c) > 0.0 {
                let found = shared.iter().zip(&c.shared).filter(|(_, count)| **count > 0.0);
                let words: Vec<&str> = found.map(|(s, _)| s.word.as_str()).collect();
                raised.words = Some((words.join(" "), SAME_WORDS * best * whole(c) / most));
            }
            out.raised.insert(c.at, raised);
        }
        // The hits are many and in order of address, those that are raised few.
        for (at, raised) in &out.raised {
            let added = [&raised.label, &raised.words];
            let added = added.into_iter().flatten().map(|(_, score)| score).sum::<f32>();
            if let Some(hit) = hits.binary_search_by_key(at, |h| h.at).ok().and_then(|i| hits.get_mut(i)) {
                hit.score += added;
            }
        }
        for hit in hits.iter_mut().filter(|h| h.mask.is_first()) {
            hit.score += out.over;
        }
        Ok(out)
    }
}

/// The score of the last of the best [`POOL`] hits, or of all where they are fewer.
fn least_of_best(hits: &[Scored]) -> f32 {
    let mut best: Vec<f32> = Vec::with_capacity(2 * POOL);
    let mut least = f32::NEG_INFINITY;
    for hit in hits {
        if hit.score > least {
            best.push(hit.score);
        }
        if best.len() == 2 * POOL {
            let (_, last, _) = best.select_nth_unstable_by(POOL - 1, |a, b| b.total_cmp(a));
            least = *last;
            best.truncate(POOL);
        }
    }
    if best.len() > POOL {
        let (_, last, _) = best.select_nth_unstable_by(POOL - 1, |a, b| b.total_cmp(a));
        least = *last;
    }
    least
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Mask;

    #[test]
    fn the_pool_begins_at_the_score_of_its_last_hit() {
        let hit = |(i, score): (u32, f32)| Scored { at: Address::new(0, i), score, mask: Mask::default() };
        for (hits, least) in [(50u16, f32::NEG_INFINITY), (100, f32::NEG_INFINITY), (101, 1.0), (1000, 900.0)]
        {
            // In an order that is neither up nor down.
            let scores = (0..hits).map(|i| f32::from((u32::from(i) * 7919 % u32::from(hits)) as u16));
            let hits: Vec<Scored> = (0u32..).zip(scores).map(hit).collect();
            assert_eq!(least_of_best(&hits), least);
        }
    }
}
