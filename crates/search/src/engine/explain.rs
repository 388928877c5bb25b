//! Of what the score of a hit is made: the same sums as in `combine`, for one passage, with their terms kept apart.

use std::collections::BTreeMap;

use crate::engine::combine::Scored;
use crate::engine::concept;
use crate::engine::feedback::Feedback;
use crate::engine::plan::{Bonus, Concept, Plan, Planned};
use crate::engine::rank::{self, K1, PRIMARY_LAW, saturated};
use crate::engine::scan::{Address, Corpus};
use crate::hits::{Added, Why};
use crate::schema::{PRIMARY, Part};

/// Explains hits of one query.
pub(crate) struct Explainer<'e> {
    corpus: Corpus<'e>,
    planned: &'e Planned,
    feedback: &'e Feedback,
    leaves: BTreeMap<usize, Weighed>,
    passages: usize,
}

/// What a leaf found, part by part.
struct Weighed {
    idf: f32,
    /// By address and part, the normalised frequency.
    found: BTreeMap<(Address, Part), f32>,
}

impl<'e> Explainer<'e> {
    pub(crate) fn new(
        corpus: Corpus<'e>,
        planned: &'e Planned,
        feedback: &'e Feedback,
    ) -> tantivy::Result<Self> {
        Ok(Self { corpus, planned, feedback, leaves: BTreeMap::new(), passages: corpus.passage_count()? })
    }

    /// Of what the score of `hit` is made.
    pub(crate) fn why(&mut self, hit: Scored) -> tantivy::Result<Why> {
        let planned = self.planned;
        let (_, mut added) = self.plan(&planned.plan, hit.at)?;
        self.fed_back(hit, &mut added);
        added.retain(|a| a.score > 0.0);
        added.sort_by(|a, b| b.score.total_cmp(&a.score));
        let segment = self.corpus.searcher.segment_reader(hit.at.segment());
        let is_primary = segment.fast_fields().u64(PRIMARY)?.first(hit.at.doc()) == Some(1);
        let primary = if is_primary { PRIMARY_LAW } else { 1.0 };
        let whole = primary * added.iter().map(|a| a.score).sum::<f32>();
        let provision = if whole > 0.0 { hit.score / whole } else { 1.0 };
        Ok(Why { added, primary, provision })
    }

    /// Adds what feedback did for `hit`.
    fn fed_back(&self, hit: Scored, added: &mut Vec<Added>) {
        if let Some(phrase) = added.iter_mut().find(|a| hit.mask.is_first() && a.how == "phrase") {
            phrase.score += self.feedback.over;
        }
        let Some(raised) = self.feedback.of(hit.at) else { return };
        for (raised, place) in [(&raised.label, "labels"), (&raised.words, Part::Text.told())] {
            let Some((words, score)) = raised.clone() else { continue };
            added.push(Added { words, how: "feedback", instead_of: None, place, score });
        }
    }

    /// How much a part of the plan matters, and what it adds at `at`.
    fn plan(&mut self, plan: &Plan, at: Address) -> tantivy::Result<(f32, Vec<Added>)> {
        match plan {
            Plan::Nothing | Plan::Key(..) => Ok((0.0, Vec::new())),
            Plan::Leaf(number) => self.leaf(*number, at, "word"),
            Plan::Or(plans) => {
                let mut weight: f32 = 0.0;
                let mut out = Vec::new();
                for plan in plans {
                    let (more, added) = self.plan(plan, at)?;
                    weight = weight.max(more);
                    out.extend(added);
                }
                Ok((weight, out))
            }
            Plan::Run { must, may, bonus, concepts, .. } => {
                self.run(must.iter().chain(may), bonus, concepts, at)
            }
        }
    }

    fn run<'p>(
        &mut self,
        clauses: impl Iterator<Item = &'p Plan>,
        bonuses: &[Bonus],
        concepts: &[Concept],
        at: Address,
    ) -> tantivy::Result<(f32, Vec<Added>)> {
        let found = clauses.map(|c| self.plan(c, at)).collect::<tantivy::Result<Vec<_>>>()?;
        let weights: Vec<f32> = found.iter().map(|(weight, _)| *weight).collect();
        let total: f32 = weights.iter().sum();
        let present: Vec<bool> = found.iter().map(|(_, added)| !added.is_empty()).collect();
        let others = concepts.iter().map(|c| self.best_of(c, &weights, at));
        let others = others.collect::<tantivy::Result<Vec<_>>>()?;
        let replaced: Vec<bool> = others.iter().map(|added| !added.is_empty()).collect();
        let coverage = concept::coverage(&weights, &present, concepts, &replaced);
        let sum = |added: &[Added]| added.iter().map(|a| a.score).sum::<f32>();
        let own =
            |c: &Concept| c.words.iter().filter_map(|&w| found.get(w)).map(|(_, a)| sum(a)).sum::<f32>();
        let owns: Vec<f32> = concepts.iter().map(own).collect();
        let mut out: Vec<Added> = found.into_iter().flat_map(|(_, added)| added).collect();
        for (added, own) in others.into_iter().zip(owns) {
            // What the words themselves have counted is told already.
            let whole = sum(&added);
            let more = if whole > own { (whole - own) / whole } else { 0.0 };
            out.extend(added.into_iter().map(|a| Added { score: a.score * more, ..a }));
        }
        for added in &mut out {
            added.score *= coverage;
        }
        let worth =
            |b: &Bonus| b.share * b.words.iter().filter_map(|&w| weights.get(w)).sum::<f32>() * (K1 + 1.0);
        let top = total * (K1 + 1.0) + bonuses.iter().map(worth).sum::<f32>();
        for bonus in bonuses {
            let (idf, added) = self.leaf(bonus.leaf, at, bonus.how)?;
            let best = idf * (K1 + 1.0);
            let whole: f32 = added.iter().map(|a| a.score).sum();
            for mut one in added {
                let share = if whole > 0.0 { one.score / whole } else { 0.0 };
                one.score = worth(bonus) * one.score / best + if bonus.first { top * share } else { 0.0 };
                out.push(one);
            }
        }
        Ok((total, out))
    }

    /// The best of what stands for the words of `concept` at `at`, and what it counts.
    fn best_of(&mut self, concept: &Concept, weights: &[f32], at: Address) -> tantivy::Result<Vec<Added>> {
        let worth = concept::worth(concept, weights);
        let mut best: (f32, Vec<Added>) = (0.0, Vec::new());
        for &other in &concept.others {
            let (idf, added) = self.leaf(other, at, "thesaurus")?;
            let factor = concept::factor(concept, idf, worth);
            let sum = factor * added.iter().map(|a| a.score).sum::<f32>();
            if sum > best.0 {
                let told =
                    |a: Added| Added { score: a.score * factor, instead_of: Some(concept.text.clone()), ..a };
                best = (sum, added.into_iter().map(told).collect());
            }
        }
        Ok(best.1)
    }

    /// The rarity of a leaf, and what it adds at `at`, shared out by its frequency in each part.
    fn leaf(&mut self, number: usize, at: Address, how: &'static str) -> tantivy::Result<(f32, Vec<Added>)> {
        let Some(leaf) = self.planned.leaves.get(number) else { return Ok((0.0, Vec::new())) };
        if !self.leaves.contains_key(&number) {
            let weighed = self.weighed(number)?;
            self.leaves.insert(number, weighed);
        }
        let Some(weighed) = self.leaves.get(&number) else { return Ok((0.0, Vec::new())) };
        let here = |part: &Part| Some((*part, *weighed.found.get(&(at, *part))?));
        let parts: Vec<(Part, f32)> = leaf.parts.iter().filter_map(here).collect();
        let tf: f32 = parts.iter().map(|(_, tf)| tf).sum();
        let score = saturated(weighed.idf, tf);
        let added = parts.into_iter().map(|(part, share)| Added {
            words: leaf.text.clone(),
            how,
            instead_of: None,
            place: part.told(),
            score: score * share / tf,
        });
        Ok((weighed.idf, added.collect()))
    }

    fn weighed(&self, number: usize) -> tantivy::Result<Weighed> {
        let Some(leaf) = self.planned.leaves.get(number) else {
            return Ok(Weighed { idf: 0.0, found: BTreeMap::new() });
        };
        let idf = rank::idf(rank::occurrences(&self.corpus.matches(leaf)?), self.passages);
        let mut found = BTreeMap::new();
        for &part in &leaf.parts {
            let mut alone = leaf.clone();
            alone.parts = vec![part];
            found.extend(self.corpus.matches(&alone)?.into_iter().map(|m| ((m.at, part), m.tf)));
        }
        Ok(Weighed { idf, found })
    }
}
