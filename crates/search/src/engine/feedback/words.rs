//! What the first hits are about, by the words of their digests.

use std::collections::BTreeMap;

use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED, Term};

use crate::analysis::{Form, Terms, is_stop_word};
use crate::engine::feedback::Candidate;
use crate::engine::plan::Planned;
use crate::engine::rank::{self, normalised, saturated};
use crate::engine::scan::{Address, Corpus};
use crate::schema::Part;
use crate::wire;

/// So many of the words that the digests share are looked for.
const SHARED: usize = 12;

/// The shortest digest counts as if it had so many words, so that its every word does not stand for its subject.
const SHORTEST: f32 = 15.0;

/// A word that digests of the first hits share.
pub(super) struct Shared {
    stem: String,
    /// As one of them has it.
    pub(super) word: String,
    /// How much of what they say it is, by its rarity in digests.
    weight: f32,
}

impl Corpus<'_> {
    /// The words that the digests of the `first` candidates share and the query has not: those that are most of what they say, by
    /// their scores, and rare in digests.
    pub(super) fn shared(
        &self,
        candidates: &[Candidate],
        first: &[usize],
        planned: &Planned,
        terms: &mut Terms,
    ) -> tantivy::Result<Vec<Shared>> {
        let typed = planned.typed.iter().filter_map(|t| planned.leaves.get(t.leaf));
        let ways = typed.flat_map(|leaf| leaf.ways.iter().flat_map(|way| &way.items));
        let known: Vec<&String> = ways.flat_map(|(_, terms)| terms).collect();
        let mut words: BTreeMap<String, Shared> = BTreeMap::new();
        for c in first.iter().filter_map(|&i| candidates.get(i)) {
            let Some(gist) = self.gist(c.at)? else { continue };
            let analysis = terms.analyse(&gist);
            #[expect(clippy::cast_precision_loss, reason = "counts of words in a digest")]
            let part = c.score / SHORTEST.max(analysis.len() as f32);
            for located in &analysis {
                let word = gist.get(located.range.clone()).unwrap_or_default().to_lowercase();
                if is_stop_word(&word) || word.chars().filter(|c| c.is_alphabetic()).count() < 3 {
                    continue;
                }
                for stem in located.piece.parts.iter().filter(|stem| !known.contains(stem)) {
                    let new = || Shared { stem: stem.clone(), word: word.clone(), weight: 0.0 };
                    words.entry(stem.clone()).or_insert_with(new).weight += part;
                }
            }
        }
        let passages = self.passage_count()?;
        let field = self.fields.part(Part::Gist, Form::Main);
        let mut shared: Vec<Shared> = words.into_values().collect();
        for s in &mut shared {
            let count = self.count(field, &s.stem)?;
            s.weight *= rank::idf(usize::try_from(count).unwrap_or(usize::MAX), passages);
        }
        shared.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.stem.cmp(&b.stem)));
        shared.truncate(SHARED);
        Ok(shared)
    }

    /// The digest of a passage.
    fn gist(&self, at: Address) -> tantivy::Result<Option<String>> {
        let segment = self.searcher.segment_reader(at.segment());
        let lengths = segment.get_fieldnorms_reader(self.fields.part(Part::Gist, Form::Main))?;
        // Most documents of a large corpus have none: that costs no reading.
        if lengths.fieldnorm(at.doc()) == 0 {
            return Ok(None);
        }
        wire::gist(&self.stored(at)?).map_err(|e| tantivy::TantivyError::InternalError(e.to_string()))
    }

    /// Looks for the shared words in the source's own words: a passage that nobody has written a digest of is not to fall behind.
    pub(super) fn look_for(&self, shared: &[Shared], candidates: &mut [Candidate]) -> tantivy::Result<()> {
        let field = self.fields.part(Part::Text, Form::Main);
        let weight = rank::weight(Part::Text);
        candidates.iter_mut().for_each(|c| c.shared = vec![0.0; shared.len()]);
        if shared.is_empty() {
            return Ok(());
        }
        let passages = self.passage_count()?;
        for group in candidates.chunk_by_mut(|a, b| a.at.segment() == b.at.segment()) {
            let Some(segment) = group.first().map(|c| c.at.segment()) else { continue };
            let segment = self.searcher.segment_reader(segment);
            let (index, lengths) = (segment.inverted_index(field)?, segment.get_fieldnorms_reader(field)?);
            for (number, word) in shared.iter().enumerate() {
                let term = Term::from_field_text(field, &word.stem);
                let Some(mut postings) = index.read_postings(&term, IndexRecordOption::WithFreqs)? else {
                    continue;
                };
                for c in group.iter_mut() {
                    let doc = c.at.doc();
                    if postings.doc() < doc && postings.seek(doc) == TERMINATED {
                        break;
                    }
                    if let Some(count) = c.shared.get_mut(number).filter(|_| postings.doc() == doc) {
                        #[expect(clippy::cast_precision_loss, reason = "counts of words in a passage")]
                        let (tf, length) = (postings.term_freq() as f32, lengths.fieldnorm(doc) as f32);
                        *count = normalised(weight, tf, length);
                    }
                }
            }
        }
        for (number, word) in shared.iter().enumerate() {
            let count = self.count(field, &word.stem)?;
            let idf = rank::idf(usize::try_from(count).unwrap_or(usize::MAX), passages);
            for count in candidates.iter_mut().filter_map(|c| c.shared.get_mut(number)) {
                *count = word.weight * saturated(idf, *count);
            }
        }
        Ok(())
    }
}
