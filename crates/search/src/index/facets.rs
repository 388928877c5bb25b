//! How many of what was found there are of each document, kind, layer and label.

use std::collections::BTreeMap;

use super::Index;
use crate::engine::{Scored, named};
use crate::error::SearchError;
use crate::hits::Facets;
use crate::schema::Key;

impl Index {
    /// What was found, counted by what it is filtered by.
    pub(super) fn counted(&self, found: &[Scored]) -> Result<Facets, SearchError> {
        let count = |key| self.count(found, key).map_err(|e| self.fail(e));
        Ok(Facets {
            documents: count(Key::Document)?,
            kinds: count(Key::Kind)?,
            layers: count(Key::Layer)?,
            labels: count(Key::Label)?,
        })
    }

    fn count(&self, found: &[Scored], key: Key) -> tantivy::Result<Vec<(String, usize)>> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for group in found.chunk_by(|a, b| a.at.segment() == b.at.segment()) {
            let Some(first) = group.first() else { continue };
            let segment = self.searcher.segment_reader(first.at.segment());
            let Some(column) = segment.fast_fields().str(key.name())? else { continue };
            let mut ords: BTreeMap<u64, usize> = BTreeMap::new();
            for scored in group {
                for ord in column.term_ords(scored.at.doc()) {
                    *ords.entry(ord).or_insert(0) += 1;
                }
            }
            let names = named(&column, ords.keys().copied().collect())?;
            for (name, count) in names.into_values().zip(ords.into_values()) {
                *counts.entry(name).or_insert(0) += count;
            }
        }
        let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
        counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Ok(counts)
    }
}
