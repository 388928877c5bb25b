//! What the first hits are about, by their labels.

use crate::engine::feedback::Candidate;
use crate::engine::rank;
use crate::engine::scan::Corpus;
use crate::schema::Key;

/// A label is what a query is about without doubt where so much of what the first hits score has it.
const SURE: f32 = 0.5;

/// Labels by number.
#[derive(Default)]
pub(super) struct Labels {
    names: Vec<String>,
    /// How much the first hits are about each, from 0 to 1.
    about: Vec<f32>,
}

impl Corpus<'_> {
    /// The labels of the candidates, and how much the `first` of them are about each: by their scores and the label's rarity.
    pub(super) fn labels(&self, candidates: &mut [Candidate], first: &[usize]) -> tantivy::Result<Labels> {
        let mut out = Labels::default();
        for group in candidates.chunk_by_mut(|a, b| a.at.segment() == b.at.segment()) {
            let Some(segment) = group.first().map(|c| c.at.segment()) else { continue };
            let fast = self.searcher.segment_reader(segment).fast_fields();
            let Some(column) = fast.str(Key::Label.name())? else { continue };
            // Read in one go: names looked up one by one would each unpack a block.
            let mut ords: Vec<u64> = group.iter().flat_map(|c| column.term_ords(c.at.doc())).collect();
            ords.sort_unstable();
            ords.dedup();
            let mut numbers = Vec::with_capacity(ords.len());
            let number = |name: &[u8]| numbers.push(out.number(&String::from_utf8_lossy(name)));
            column.dictionary().sorted_ords_to_term_cb(&ords, number)?;
            for c in group {
                let known = column.term_ords(c.at.doc()).filter_map(|ord| ords.binary_search(&ord).ok());
                c.labels.extend(known.filter_map(|i| numbers.get(i)));
            }
        }
        let mut shares = vec![0.0; out.names.len()];
        let mut whole: f32 = 0.0;
        for c in first.iter().filter_map(|&i| candidates.get(i)) {
            whole += c.score;
            for &label in &c.labels {
                shares[label] += c.score;
            }
        }
        out.about.clone_from(&shares);
        let passages = self.passage_count()?;
        for (about, name) in out.about.iter_mut().zip(&out.names).filter(|(about, _)| **about > 0.0) {
            let count = self.count(self.fields.key(Key::Label), name)?;
            *about *= rank::idf(usize::try_from(count).unwrap_or(usize::MAX), passages);
        }
        let more = |a: usize, b: usize| out.about[a].total_cmp(&out.about[b]);
        let equal = |a: usize, b: usize| out.names[b].cmp(&out.names[a]);
        let surest = (0..out.about.len()).max_by(|&a, &b| more(a, b).then_with(|| equal(a, b)));
        if let Some(surest) = surest.filter(|&l| out.about[l] > 0.0) {
            let share = shares[surest] / whole;
            let sure = SURE.min(share) / (SURE * out.about[surest]);
            out.about.iter_mut().for_each(|about| *about *= sure);
        }
        Ok(out)
    }
}

impl Labels {
    /// The number of a label.
    fn number(&mut self, name: &str) -> usize {
        self.names.iter().position(|n| *n == name).unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        })
    }

    /// Which of `labels` the first hits are most about, and how much; of equals the first by name.
    pub(super) fn best(&self, labels: &[usize]) -> Option<(String, f32)> {
        let about = |&label: &usize| Some((self.names.get(label)?, *self.about.get(label)?));
        let all = labels.iter().filter_map(about).filter(|(_, about)| *about > 0.0);
        let best = all.max_by(|a, b| a.1.total_cmp(&b.1).then_with(|| b.0.cmp(a.0)))?;
        Some((best.0.clone(), best.1))
    }
}
