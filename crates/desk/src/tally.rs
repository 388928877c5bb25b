//! What a document cites, counted, as the index keeps it: the report need not read every passage.

use std::collections::BTreeMap;

use model::{AuthorityId, Pinpoint, Status};
use search::{Entry, Index, Writer};
use serde::{Deserialize, Serialize};

use crate::error::DeskError;
use crate::state::written;

/// Name that the tallies of all documents share.
const TALLY: &str = "tally";

/// Name of the tally of a document.
fn tally(id: &str) -> String {
    format!("tally:{id}")
}

/// What is cited, target by target.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// By authority and place in it; what became of these depends on what is held when somebody asks.
    pub(crate) meant: BTreeMap<AuthorityId, BTreeMap<Option<Pinpoint>, usize>>,
    /// Targets without an authority, by status.
    pub(crate) others: BTreeMap<&'static str, usize>,
}

/// The stored form: keys as `authority#place` or `authority`.
#[derive(Serialize, Deserialize)]
struct Stored {
    meant: BTreeMap<String, usize>,
    others: BTreeMap<String, usize>,
}

impl Tally {
    /// What the sentences of `entries` cite.
    pub(crate) fn of(entries: &[Entry]) -> Self {
        let mut out = Self::default();
        let citations = entries.iter().flat_map(|e| &e.sentences).flat_map(|s| &s.citations);
        for target in citations.flat_map(|c| &c.citation.targets) {
            let count = match &target.authority {
                Some(id) => out.meant.entry(id.clone()).or_default().entry(target.place.clone()).or_default(),
                None => out.others.entry(target.status.as_str()).or_default(),
            };
            *count += 1;
        }
        out
    }

    /// The tallies of all documents of an index, as one.
    pub(crate) fn all(index: &Index) -> Result<Self, DeskError> {
        let mut out = Self::default();
        for text in index.records(TALLY)? {
            // What this program has written it can read.
            let Ok(stored) = serde_json::from_str::<Stored>(&text) else { continue };
            for (key, count) in stored.meant {
                let (id, place) = key.split_once('#').map_or((key.as_str(), None), |(id, p)| (id, Some(p)));
                let (Ok(id), Ok(place)) = (id.parse(), place.map(str::parse).transpose()) else { continue };
                *out.meant.entry(id).or_default().entry(place).or_default() += count;
            }
            for status in [Status::Dangling, Status::Unknown, Status::Ambiguous(Vec::new())] {
                if let Some(count) = stored.others.get(status.as_str()) {
                    *out.others.entry(status.as_str()).or_default() += count;
                }
            }
        }
        Ok(out)
    }

    /// Puts the tally of a document down in an index that is being written.
    pub(crate) fn keep(&self, writer: &Writer, id: &str) -> Result<(), DeskError> {
        let mut meant = BTreeMap::new();
        for (authority, places) in &self.meant {
            for (place, &count) in places {
                let key = place.as_ref().map_or(authority.to_string(), |p| format!("{authority}#{p}"));
                meant.insert(key, count);
            }
        }
        let others = self.others.iter().map(|(status, &count)| ((*status).to_owned(), count)).collect();
        Ok(writer.record(&[&tally(id), TALLY], &written(&Stored { meant, others })?)?)
    }

    /// Takes the tally of a document out of an index that is being written.
    pub(crate) fn forget(writer: &Writer, id: &str) {
        writer.forget(&tally(id));
    }
}
