//! Which documents must be read anew: those of which anything has changed that their entries are made from.

use std::collections::{BTreeMap, BTreeSet};

use ingest::{Manifest, Sha256};
use model::Catalogue;
use rayon::prelude::*;

use super::named;
use crate::state::{Inputs, Line, PROGRAM};

/// A document that may have to be read anew.
pub(super) struct Job<'m> {
    pub(super) entry: &'m ingest::Entry,
    /// Its position in the manifest.
    pub(super) order: usize,
    /// A hash over everything of its own that its entries are made from.
    pub(super) key: Sha256,
    /// A hash over what citations of it in other documents depend on.
    pub(super) named: Option<Sha256>,
}

/// All documents of the manifest.
pub(super) fn jobs<'m>(manifest: &'m Manifest, tables: &Catalogue, inputs: &Inputs) -> Vec<Job<'m>> {
    let hash = |path: &str| inputs.get(path).cloned().flatten().map(|s| s.sha256);
    let shared = ["corpus/authorities/", "corpus/doctrine"];
    let paths = inputs.keys().filter(|path| shared.iter().any(|start| path.starts_with(start)));
    let authorities = paths.map(|path| format!("{path} {:?}", hash(path))).collect::<Vec<_>>().join(" ");
    let authorities = Sha256::of(authorities.as_bytes()).to_string();
    let job = |(order, entry): (usize, &&'m ingest::Entry)| {
        let id = entry.id();
        let numbering = entry.options.numbering.as_ref().map(|n| format!("corpus/{n}"));
        let parts = [
            format!(
                "{PROGRAM} {:?} {:?} {:?} {:?}",
                entry.meta, entry.options, entry.source, entry.languages
            ),
            format!("{:?}", hash(&format!("corpus/sources/{}", entry.source.file))),
            format!("{:?}", hash(&format!("corpus/digests/{id}.md"))),
            format!("{:?}", numbering.as_deref().and_then(hash)),
            // Whom a citation means depends on the whole table, what a label is on the whole taxonomy. What it depends on
            // beside these, the names of other documents, is looked at one by one.
            authorities.clone(),
        ];
        let key = Sha256::of(parts.join("\n").as_bytes());
        Job { entry, order, key, named: named::hash(&entry.meta, tables) }
    };
    let documents: Vec<&ingest::Entry> = manifest.documents().collect();
    documents.par_iter().enumerate().map(job).collect()
}

/// The documents whose entries must be made anew, and the lines of the others. `affected` are those in which a name may
/// mean something else than it did.
pub(super) fn divided<'m>(
    all: Vec<Job<'m>>,
    old: &BTreeMap<String, Line>,
    affected: &BTreeSet<String>,
) -> (Vec<Job<'m>>, Vec<Line>) {
    let mut kept = Vec::new();
    let changed = |job: &Job<'_>| {
        let id = job.entry.id().as_str();
        match old.get(id).filter(|line| line.key == Some(job.key) && !affected.contains(id)) {
            Some(line) => {
                kept.push(Line { order: job.order, named: job.named, ..line.clone() });
                false
            }
            None => true,
        }
    };
    let work = all.into_iter().filter(changed).collect();
    (work, kept)
}
