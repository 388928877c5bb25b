//! From matches of single words to scores of passages.

use crate::engine::concept;
use crate::engine::leaf::Leaf;
use crate::engine::plan::{Bonus, Concept, Plan};
use crate::engine::rank::{self, K1, saturated};
use crate::engine::scan::{Address, Corpus};
use crate::schema::{Key, Part};

/// The parts of a passage in which something matched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mask(u16);

impl Mask {
    const NAMED: u16 = 1 << 15;
    const FIRST: u16 = 1 << 14;

    /// Whether it has the whole query as a phrase.
    pub(crate) fn is_first(self) -> bool {
        self.0 & Self::FIRST != 0
    }

    fn of(part: Part) -> Self {
        Self(1 << (part as u16))
    }

    /// Whether something matched in `part`.
    pub(crate) fn has(self, part: Part) -> bool {
        self.0 & Self::of(part).0 != 0
    }

    /// Whether the match makes a hit. The title of the document alone does not, unless it was asked for: it would
    /// make a hit of every passage of the document.
    fn is_hit(self) -> bool {
        self.0 & !Self::of(Part::Title).0 & !Self::FIRST != 0
    }
}

/// A passage and what it scored.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scored {
    pub(crate) at: Address,
    pub(crate) score: f32,
    pub(crate) mask: Mask,
}

/// What a part of the plan found.
struct Found {
    /// In order of address.
    list: Vec<Scored>,
    /// How much it matters beside its neighbours: the rarity of its words.
    weight: f32,
}

/// Evaluates plans.
pub(crate) struct Evaluator<'i> {
    corpus: Corpus<'i>,
    leaves: &'i [Leaf],
    /// How many passages each leaf was found in, where it was looked for.
    pub(crate) counts: Vec<Option<usize>>,
    passages: usize,
    /// What a hit has for the whole query as a phrase.
    pub(crate) top: f32,
}

impl<'i> Evaluator<'i> {
    pub(crate) fn new(corpus: Corpus<'i>, leaves: &'i [Leaf]) -> tantivy::Result<Self> {
        Ok(Self {
            corpus,
            leaves,
            counts: vec![None; leaves.len()],
            passages: corpus.passage_count()?,
            top: 0.0,
        })
    }

    /// The hits of `plan`, in order of address.
    pub(crate) fn run(&mut self, plan: &Plan) -> tantivy::Result<Vec<Scored>> {
        let mut list = self.find(plan)?.list;
        list.retain(|s| s.mask.is_hit());
        Ok(list)
    }

    fn find(&mut self, plan: &Plan) -> tantivy::Result<Found> {
        Ok(match plan {
            Plan::Nothing => Found { list: Vec::new(), weight: 0.0 },
            Plan::Leaf(leaf) => self.leaf(*leaf)?,
            Plan::Key(key, value) => self.key(*key, value)?,
            Plan::Or(plans) => {
                let found = self.all(plans)?;
                let weight = found.iter().map(|f| f.weight).fold(0.0, f32::max);
                let mut list = Vec::new();
                walk(&found, |at, row| list.push(sum(at, row)));
                Found { list, weight }
            }
            Plan::Run { must, may, not, bonus, concepts } => {
                self.run_of([must, may, not], bonus, concepts)?
            }
        })
    }

    fn all(&mut self, plans: &[Plan]) -> tantivy::Result<Vec<Found>> {
        plans.iter().map(|p| self.find(p)).collect()
    }

    fn leaf(&mut self, number: usize) -> tantivy::Result<Found> {
        let Some(leaf) = self.leaves.get(number) else { return Ok(Found { list: Vec::new(), weight: 0.0 }) };
        let matches = self.corpus.matches(leaf)?;
        if let Some(count) = self.counts.get_mut(number) {
            *count = Some(matches.len());
        }
        let idf = rank::idf(rank::occurrences(&matches), self.passages);
        let named = if leaf.named { Mask::NAMED } else { 0 };
        let list = matches
            .into_iter()
            .map(|m| Scored { at: m.at, score: saturated(idf, m.tf), mask: Mask(m.parts | named) })
            .collect();
        Ok(Found { list, weight: idf })
    }

    fn key(&mut self, key: Key, value: &str) -> tantivy::Result<Found> {
        let mask = if key == Key::Label { Mask::of(Part::Labels).0 } else { 0 } | Mask::NAMED;
        let having = self.corpus.having(key, &[value])?;
        let passages = self.corpus.passages()?;
        let list =
            intersect(&having, &passages).map(|at| Scored { at, score: 0.0, mask: Mask(mask) }).collect();
        Ok(Found { list, weight: 0.0 })
    }

    fn run_of(
        &mut self,
        [must, may, not]: [&[Plan]; 3],
        bonus: &[Bonus],
        concepts: &[Concept],
    ) -> tantivy::Result<Found> {
        let mut found = self.all(must)?;
        found.extend(self.all(may)?);
        let clauses = found.len();
        let weights: Vec<f32> = found.iter().map(|f| f.weight).collect();
        let total: f32 = weights.iter().sum();
        let mut extra = Vec::new();
        for b in bonus {
            let of_run = self.leaf(b.leaf)?;
            // What the words of the bonus are worth is measured by the words, not by the rarity of the phrase.
            let worth: f32 = b.words.iter().filter_map(|&w| found.get(w)).map(|f| f.weight).sum();
            extra.push((b, b.share * worth * (K1 + 1.0), of_run.weight * (K1 + 1.0)));
            found.push(of_run);
        }
        let takers = found.len();
        for concept in concepts {
            found.push(self.best_of(concept, concept::worth(concept, &weights))?);
        }
        let replacing = found.len();
        found.extend(self.all(not)?);
        let top = total * (K1 + 1.0) + extra.iter().map(|(_, worth, _)| worth).sum::<f32>();
        self.top = top;
        let (mut present, mut replaced) = (Vec::new(), Vec::new());
        let mut list = Vec::new();
        walk(&found, |at, row| {
            let (clauses, rest) = row.split_at(clauses);
            let (bonuses, rest) = rest.split_at(takers - clauses.len());
            let (others, nots) = rest.split_at(replacing - takers);
            if nots.iter().any(Option::is_some) || clauses.iter().take(must.len()).any(Option::is_none) {
                return;
            }
            if clauses.iter().chain(others).all(Option::is_none) {
                return;
            }
            let mut hit = sum(at, clauses);
            for (concept, other) in concepts.iter().zip(others) {
                let Some(other) = other else { continue };
                let own = concept.words.iter().filter_map(|&w| clauses.get(w)?.as_ref());
                hit.score += (other.score - own.map(|s| s.score).sum::<f32>()).max(0.0);
                hit.mask.0 |= other.mask.0;
            }
            present.clear();
            present.extend(clauses.iter().map(Option::is_some));
            replaced.clear();
            replaced.extend(others.iter().map(Option::is_some));
            hit.score *= concept::coverage(&weights, &present, concepts, &replaced);
            for (scored, (b, worth, best)) in bonuses.iter().zip(&extra) {
                let Some(scored) = scored else { continue };
                hit.score += worth * scored.score / best;
                if b.first {
                    hit.score += top;
                    hit.mask.0 |= Mask::FIRST;
                }
            }
            list.push(hit);
        });
        Ok(Found { list, weight: total })
    }
}

impl Evaluator<'_> {
    /// The passages in which something stands for the words of `concept`, each with the best of it.
    fn best_of(&mut self, concept: &Concept, worth: f32) -> tantivy::Result<Found> {
        let mut list: Vec<Scored> = Vec::new();
        for &other in &concept.others {
            let found = self.leaf(other)?;
            let factor = concept::factor(concept, found.weight, worth);
            list.extend(found.list.into_iter().map(|s| Scored { score: s.score * factor, ..s }));
        }
        list.sort_by(|a, b| a.at.cmp(&b.at).then(b.score.total_cmp(&a.score)));
        list.dedup_by_key(|s| s.at);
        Ok(Found { list, weight: worth })
    }
}

/// Visits every address in any of the lists, in order, with what each list has there.
fn walk(found: &[Found], mut visit: impl FnMut(Address, &[Option<Scored>])) {
    let mut at = vec![0usize; found.len()];
    let mut row: Vec<Option<Scored>> = vec![None; found.len()];
    loop {
        let heads = found.iter().zip(&at).filter_map(|(f, &i)| f.list.get(i).map(|s| s.at));
        let Some(next) = heads.min() else { return };
        for ((f, i), cell) in found.iter().zip(&mut at).zip(&mut row) {
            *cell = f.list.get(*i).copied().filter(|s| s.at == next);
            *i += usize::from(cell.is_some());
        }
        visit(next, &row);
    }
}

fn sum(at: Address, row: &[Option<Scored>]) -> Scored {
    let mut out = Scored { at, score: 0.0, mask: Mask::default() };
    for scored in row.iter().flatten() {
        out.score += scored.score;
        out.mask.0 |= scored.mask.0;
    }
    out
}

/// The addresses in both lists.
pub(crate) fn intersect<'l>(a: &'l [Address], b: &'l [Address]) -> impl Iterator<Item = Address> + 'l {
    let mut i = 0;
    a.iter().copied().filter(move |at| {
        while b.get(i).is_some_and(|x| x < at) {
            i += 1;
        }
        b.get(i) == Some(at)
    })
}
