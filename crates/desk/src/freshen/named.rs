//! Names that come and go with the documents of the manifest, and the documents that may hold one of them: a citation in a
//! document that has not changed may mean something else when another document arrives, goes, or is called otherwise.

use std::collections::{BTreeMap, BTreeSet};

use cite::{Names, Needle, Vocabulary};
use ingest::Sha256;
use model::{Catalogue, Meta};
use search::{Index, Writer};

use super::plan::Job;
use crate::error::DeskError;
use crate::state::{Line, Record};

/// Name that the words of all documents share.
const WORDS: &str = "words";

/// Name of the record of the words of a document.
fn words(id: &str) -> String {
    format!("words:{id}")
}

/// A hash over everything that citations in other documents may depend on; none where `tables` speak of the document,
/// for these go before the manifest.
pub(super) fn hash(meta: &Meta, tables: &Catalogue) -> Option<Sha256> {
    if tables.get(&meta.id).is_some() {
        return None;
    }
    let Meta { title, short, kind, date, articles_total, .. } = meta;
    Some(Sha256::of(format!("{title:?} {short:?} {kind} {date:?} {articles_total:?}").as_bytes()))
}

/// Puts the words of a document down in an index that is being written.
pub(super) fn keep(vocabulary: &Vocabulary, writer: &Writer, id: &str) -> Result<(), DeskError> {
    Ok(writer.record(&[&words(id), WORDS], &format!("{id} {}", vocabulary.written()))?)
}

/// Takes the words of a document out of an index that is being written.
pub(super) fn forget(writer: &Writer, id: &str) {
    writer.forget(&words(id));
}

/// Ids of the documents of `index` in which a name may mean something else than it did, among these the ones that have
/// changed themselves. `catalogue` is what can be cited now.
pub(super) fn affected(
    index: &Index,
    old: &BTreeMap<String, Line>,
    jobs: &[Job<'_>],
    catalogue: &Catalogue,
) -> Result<BTreeSet<String>, DeskError> {
    let now: BTreeMap<&str, &Job<'_>> = jobs.iter().map(|job| (job.entry.id().as_str(), job)).collect();
    let mut changed: BTreeSet<&str> = BTreeSet::new();
    let mut names: BTreeSet<String> = BTreeSet::new();
    for (id, line) in old.iter().filter(|(_, line)| line.named.is_some()) {
        if now.get(id.as_str()).is_none_or(|job| job.named != line.named) {
            changed.insert(id);
            let record = Record::of(index, id);
            names.extend(record.into_iter().flat_map(|r| [r.title].into_iter().chain(r.short)));
        }
    }
    for (&id, job) in now.iter().filter(|(_, job)| job.named.is_some()) {
        if old.get(id).is_none_or(|line| line.named != job.named) {
            changed.insert(id);
            let meta = &job.entry.meta;
            names.extend([meta.title.clone()].into_iter().chain(meta.short.iter().cloned()));
        }
    }
    if changed.is_empty() {
        return Ok(BTreeSet::new());
    }
    let others = catalogue.iter().filter(|a| !changed.contains(a.id.as_str())).cloned().collect();
    let others = Names::new(Catalogue::new(others).with_bodies(catalogue.bodies().to_vec()));
    let needles: Vec<Needle> = names.iter().map(|name| Needle::of(name, &others)).collect();
    let may_hold = |text: &String| {
        let (id, written) = text.split_once(' ')?;
        let holds = |words: Vocabulary| needles.iter().any(|needle| words.may_hold(needle));
        Vocabulary::parse(written).is_none_or(holds).then(|| id.to_owned())
    };
    Ok(index.records(WORDS)?.iter().filter_map(may_hold).collect())
}
