//! What counts where another term stands for words of the query: the best of what may stand for them, never the sum, and
//! never more than the words themselves.

use crate::engine::plan::Concept;
use crate::engine::rank::{ADJACENT, COVERAGE_FLOOR, EQUIVALENT, NEARBY};

/// How much a term of rarity `idf` counts that stands for words of `concept`, which are worth `worth`, as a factor of its own
/// score. A term that is rarer than they are is no better reason. Where they are several, it is all of them close together.
pub(crate) fn factor(concept: &Concept, idf: f32, worth: f32) -> f32 {
    let together = if concept.words.len() > 1 { 1.0 + ADJACENT / 2.0 + NEARBY } else { 1.0 };
    let most = worth * together;
    if idf > most { EQUIVALENT * most / idf } else { EQUIVALENT }
}

/// What the words of `concept` are worth, by the weights of the clauses.
pub(crate) fn worth(concept: &Concept, weights: &[f32]) -> f32 {
    concept.words.iter().filter_map(|&w| weights.get(w)).sum()
}

/// The factor for having few of the words asked for. `present` says of each clause whether it was found, `replaced` of each
/// concept whether something stands for it.
pub(crate) fn coverage(weights: &[f32], present: &[bool], concepts: &[Concept], replaced: &[bool]) -> f32 {
    let total: f32 = weights.iter().sum();
    if total <= 0.0 {
        return 1.0;
    }
    let found =
        |w: usize| if present.get(w) == Some(&true) { weights.get(w).copied().unwrap_or(0.0) } else { 0.0 };
    let mut covered: f32 = (0..weights.len()).map(found).sum();
    for (concept, _) in concepts.iter().zip(replaced).filter(|(_, replaced)| **replaced) {
        let own: f32 = concept.words.iter().map(|&w| found(w)).sum();
        covered += (EQUIVALENT * worth(concept, weights) - own).max(0.0);
    }
    COVERAGE_FLOOR + (1.0 - COVERAGE_FLOOR) * covered / total
}
