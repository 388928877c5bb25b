//! What the index holds, counted: the report for logs and for comparing two machines.

use std::collections::BTreeMap;

use ingest::Sha256;
use model::{AuthorityId, Lookup, Pinpoint, Status};
use rayon::prelude::*;

use crate::error::DeskError;
use crate::look::tree;
use crate::state::Record;
use crate::tally::Tally;
use crate::{Desk, Opened};

/// What the index holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inventory {
    /// Documents.
    pub documents: usize,
    /// Those whose text is held.
    pub held: usize,
    /// Passages.
    pub passages: usize,
    /// Passages by language (ISO 639-1), by code; those whose language is not known are not counted.
    pub languages: Vec<(String, usize)>,
    /// What is cited, target by target, by status.
    pub citations: Vec<(&'static str, usize)>,
    /// Passages by doctrine label, by name.
    pub labels: Vec<(String, usize)>,
    /// What readers remarked on, by topic.
    pub notes: Vec<(String, usize)>,
    /// The documents that something is to be said of, in the order of the manifest.
    pub remarks: Vec<Remarks>,
    /// SHA-256 over the ids of the documents and the hashes of all that the index has of each, by id: equal wherever the
    /// same sources, tables and program made it.
    pub digest: String,
}

/// What is to be said of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remarks {
    /// Its id.
    pub id: String,
    /// What its reader remarked on, by topic.
    pub notes: Vec<(String, usize)>,
    /// What could not be done with it, in words.
    pub problems: Vec<String>,
}

impl Desk {
    /// Counts what the index holds.
    ///
    /// # Errors
    /// When there is no index, or it is damaged.
    pub fn inventory(&self) -> Result<Inventory, DeskError> {
        let opened = self.opened()?;
        let records = Record::all(&opened.index)?;
        let mut notes: BTreeMap<&str, usize> = BTreeMap::new();
        for (topic, count) in records.iter().flat_map(|r| &r.notes) {
            *notes.entry(topic).or_default() += count;
        }
        let said = |r: &&Record| !r.notes.is_empty() || !r.problems.is_empty();
        let remarks = |r: &Record| Remarks {
            id: r.id.clone(),
            notes: r.notes.clone().into_iter().collect(),
            problems: r.problems.clone(),
        };
        Ok(Inventory {
            documents: records.len(),
            held: records.iter().filter(|r| r.held).count(),
            passages: records.iter().map(|r| r.passages).sum(),
            languages: opened.index.languages()?,
            citations: self.cited_statuses()?,
            labels: opened.index.labels()?,
            notes: notes.into_iter().map(|(topic, count)| (topic.to_owned(), count)).collect(),
            remarks: records.iter().filter(said).map(remarks).collect(),
            digest: digest(&records),
        })
    }

    /// How many targets of citations there are of each status, as things stand.
    fn cited_statuses(&self) -> Result<Vec<(&'static str, usize)>, DeskError> {
        let opened = self.opened()?;
        // By what is cited: most places are cited many times, and a document is read once for all of its places.
        let Tally { meant, others: mut counts } = Tally::all(&opened.index)?;
        let statuses: Result<Vec<_>, DeskError> =
            meant.par_iter().map(|(id, places)| opened.statuses(id, places)).collect();
        for (status, count) in statuses?.into_iter().flatten() {
            *counts.entry(status).or_default() += count;
        }
        Ok(counts.into_iter().collect())
    }
}

impl Opened {
    /// What became of the places of one authority, each with the number of times that it is cited.
    fn statuses(
        &self,
        id: &AuthorityId,
        places: &BTreeMap<Option<Pinpoint>, usize>,
    ) -> Result<Vec<(&'static str, usize)>, DeskError> {
        let held = self.record(id).filter(|r| r.held);
        let tree = match &held {
            Some(record) => Some(tree(record, id, &self.index.document(id)?)),
            None => None,
        };
        let status = |place: &Option<Pinpoint>| match (&tree, place) {
            (None, _) => Status::Unheld,
            (Some(_), None) => Status::Document,
            (Some(tree), Some(place)) => match tree.look_up(place) {
                Lookup::Found(nodes) => Status::Resolved(nodes),
                Lookup::NotInThisText => Status::NotInThisText,
                Lookup::NoSuchPlace => Status::NoSuchPlace,
                Lookup::Unheld => Status::Unheld,
            },
        };
        Ok(places.iter().map(|(place, &count)| (status(place).as_str(), count)).collect())
    }
}

fn digest(records: &[Record]) -> String {
    let line =
        |r: &Record| format!("{} {}\n", r.id, r.content.map(|hash| hash.to_string()).unwrap_or_default());
    let mut lines: Vec<String> = records.iter().map(line).collect();
    lines.sort();
    Sha256::of(lines.concat().as_bytes()).to_string()
}
