//! Where given words may stand: passages that have the rarer of them.
//!
//! The posting lists of the rarest words are read whole, within a budget; the passages that have most of these, by
//! weight, are then asked for the other words, by skipping through their lists. Order and distance are left to whoever
//! lays the words beside the passage.

use std::collections::BTreeSet;

use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED, Term};

use super::order::heaviest;
use super::scan::{Address, Corpus};
use crate::analysis::{Analysis, Form};
use crate::schema::Part;

/// At most so many different words are looked up; of a longer text, words at even distances.
const WORDS: usize = 96;

/// At most so many postings are read whole, the rarest word's always.
const POSTINGS: u64 = 400_000;

/// At most so many words are read whole.
const WHOLE: usize = 12;

/// So many passages are asked for the other words, at the least.
const SHORTLIST: usize = 256;

/// So many words, beyond those read whole, are asked for.
const ASKED: usize = 32;

/// A word looked for.
struct Wanted {
    term: String,
    count: u64,
    weight: f64,
}

/// A passage and how much of the words it has, by weight.
#[derive(Clone, Copy, Debug)]
struct Found {
    at: Address,
    weight: f64,
}

impl Corpus<'_> {
    /// The passages that have most of the words, best first, each with the share of the words' weight it has.
    pub(crate) fn candidates(&self, words: &Analysis, limit: usize) -> tantivy::Result<Vec<(Address, f64)>> {
        let wanted = self.wanted(words)?;
        let mut read = 0;
        let whole = wanted.iter().enumerate().take_while(|(i, w)| {
            read += w.count;
            *i == 0 || *i < WHOLE && read <= POSTINGS
        });
        let whole = whole.count();
        let (rare, common) = wanted.split_at(whole);
        let mut found = self.having_any(rare)?;
        let kept = SHORTLIST.max(limit);
        if found.len() > kept {
            found = self.heaviest(&found, kept)?;
        }
        let common = &common[..common.len().min(ASKED)];
        self.ask(common, &mut found)?;
        let found = self.heaviest(&found, limit)?;
        let all: f64 = rare.iter().chain(common).map(|w| w.weight).sum();
        Ok(found.into_iter().map(|f| (f.at, if all > 0.0 { f.weight / all } else { 0.0 })).collect())
    }

    /// The first of `found` by weight; which come first among equals does not depend on how the index came about.
    fn heaviest(&self, found: &[Found], wanted: usize) -> tantivy::Result<Vec<Found>> {
        let pairs = found.iter().map(|f| (f.at, f.weight)).collect();
        let first = heaviest(*self, pairs, wanted)?;
        Ok(first.into_iter().map(|(at, weight)| Found { at, weight }).collect())
    }

    /// The different words that stand somewhere, the rarest first.
    fn wanted(&self, words: &Analysis) -> tantivy::Result<Vec<Wanted>> {
        let parts = words.iter().flat_map(|l| &l.piece.parts);
        let all: BTreeSet<&String> = parts.collect();
        let step = all.len().div_ceil(WORDS).max(1);
        let field = self.fields.part(Part::Text, Form::Main);
        #[expect(clippy::cast_precision_loss, reason = "counts of passages")]
        let passages = self.searcher.num_docs() as f64;
        let mut out = Vec::new();
        for term in all.into_iter().step_by(step) {
            let count = self.count(field, term)?;
            if count > 0 {
                #[expect(clippy::cast_precision_loss, reason = "counts of passages")]
                let weight = (1.0 + passages / count as f64).ln();
                out.push(Wanted { term: term.clone(), count, weight });
            }
        }
        out.sort_by(|a, b| a.count.cmp(&b.count).then_with(|| a.term.cmp(&b.term)));
        Ok(out)
    }

    /// The passages that have any of `rare`, in order of address.
    fn having_any(&self, rare: &[Wanted]) -> tantivy::Result<Vec<Found>> {
        let field = self.fields.part(Part::Text, Form::Main);
        let mut out: Vec<Found> = Vec::new();
        for (number, segment) in self.searcher.segment_readers().iter().enumerate() {
            let index = segment.inverted_index(field)?;
            // One sum for each passage there is, added to word by word: the lists are long, and most passages are in none.
            let mut weights = vec![0.0; segment.max_doc() as usize];
            for word in rare {
                let term = Term::from_field_text(field, &word.term);
                let Some(mut postings) = index.read_postings(&term, IndexRecordOption::Basic)? else {
                    continue;
                };
                while postings.doc() != TERMINATED {
                    if let Some(weight) = weights.get_mut(postings.doc() as usize) {
                        *weight += word.weight;
                    }
                    postings.advance();
                }
            }
            for (doc, &weight) in (0..).zip(&weights) {
                if weight > 0.0 && !segment.is_deleted(doc) {
                    out.push(Found { at: Address::new(number, doc), weight });
                }
            }
        }
        Ok(out)
    }

    /// Adds the weight of other words to those passages that have them.
    fn ask(&self, common: &[Wanted], found: &mut [Found]) -> tantivy::Result<()> {
        let field = self.fields.part(Part::Text, Form::Main);
        found.sort_by_key(|f| f.at);
        for group in found.chunk_by_mut(|a, b| a.at.segment() == b.at.segment()) {
            let Some(number) = group.first().map(|f| f.at.segment()) else { continue };
            let index = self.searcher.segment_reader(number).inverted_index(field)?;
            for word in common {
                let term = Term::from_field_text(field, &word.term);
                let Some(mut postings) = index.read_postings(&term, IndexRecordOption::Basic)? else {
                    continue;
                };
                for passage in group.iter_mut() {
                    let doc = passage.at.doc();
                    if postings.doc() < doc && postings.seek(doc) == TERMINATED {
                        break;
                    }
                    if postings.doc() == doc {
                        passage.weight += word.weight;
                    }
                }
            }
        }
        Ok(())
    }
}
