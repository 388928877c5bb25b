//! What the index was built from: fingerprints of every input, and the record of every document. All of it is kept in
//! the index itself and published with it, so that the two can never disagree; each part is read when it is needed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

use ingest::Sha256;
use model::{AuthorityId, Edition, Kind, Meta, Numbering, Pinpoint};
use rayon::prelude::*;
use search::{Index, Writer};
use serde::{Deserialize, Serialize};

use crate::error::DeskError;

/// The program that built an index; another version's index is built anew.
pub(crate) const PROGRAM: &str = env!("CARGO_PKG_VERSION");

/// Name of the record that holds the inputs.
const INPUTS: &str = "inputs";

/// Name that the records of all documents share.
const DOCUMENT: &str = "document";

/// Name of the record that tells of every document whether it has changed.
const LEDGER: &str = "ledger";

/// Name of the record of the order of the documents.
const ORDER: &str = "order";

/// Name of the record that adds up what a run has to report.
const SUMMARY: &str = "summary";

/// Name of the record of a document.
fn document(id: &str) -> String {
    format!("document:{id}")
}

/// Name under which the record of a document is found by the hash of its source.
fn source(sha256: &str) -> String {
    format!("sha256:{sha256}")
}

/// Path below the root, with `/`, to its stamp; `None` where a named source is not there.
pub(crate) type Inputs = BTreeMap<String, Option<Stamp>>;

/// Which program built the index, and what it was built from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct State {
    pub(crate) program: String,
    pub(crate) inputs: Inputs,
}

/// What every reader of the index is told at once: the payload of the commit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Seal {
    program: String,
    /// Whether a question looks for changes first.
    looks: bool,
}

impl Seal {
    /// The seal of an index; `None` where it carries none that this program understands.
    fn of(index: &Index) -> Option<Self> {
        serde_json::from_str(index.payload()).ok()
    }

    /// Whether a question asked of `index` looks for changes first. An index of another program must.
    pub(crate) fn looks(index: &Index) -> bool {
        Self::of(index).is_none_or(|seal| seal.looks || seal.program != PROGRAM)
    }
}

/// A file as it was: size and time of change tell that it is the same, the hash decides where they differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stamp {
    size: u64,
    /// Nanoseconds since 1970.
    mtime: u64,
    pub(crate) sha256: String,
}

impl Stamp {
    /// The stamp of the file at `path`, taking the hash over from `old` where size and time are the same. `None`
    /// where there is no readable file.
    pub(crate) fn of(path: &Path, old: Option<&Self>) -> Option<Self> {
        let (size, mtime) = size_and_time(path)?;
        if let Some(old) = old.filter(|o| o.size == size && o.mtime == mtime) {
            return Some(old.clone());
        }
        let sha256 = Sha256::of_reader(fs::File::open(path).ok()?).ok()?.to_string();
        Some(Self { size, mtime, sha256 })
    }

    /// Whether the file at `path` looks untouched, by size and time alone.
    fn untouched(&self, path: &Path) -> bool {
        size_and_time(path) == Some((self.size, self.mtime))
    }
}

fn size_and_time(path: &Path) -> Option<(u64, u64)> {
    let metadata = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    let age = metadata.modified().ok()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    Some((metadata.len(), u64::try_from(age.as_nanos()).unwrap_or(u64::MAX)))
}

/// The tables below `corpus/`: every file that the index depends on, source files aside.
pub(crate) fn tables(root: &Path) -> Vec<String> {
    let single = ["corpus.toml", "folding.tsv", "doctrines.toml", "doctrine-weights.tsv"];
    let mut out: Vec<String> = single.iter().map(|name| format!("corpus/{name}")).collect();
    for (folder, ending) in [("authorities", ".toml"), ("digests", ".md"), ("numbering", ".tsv")] {
        let Ok(listed) = fs::read_dir(root.join("corpus").join(folder)) else { continue };
        let names = listed.filter_map(|f| f.ok()?.file_name().into_string().ok());
        out.extend(names.filter(|n| n.ends_with(ending)).map(|n| format!("corpus/{folder}/{n}")));
    }
    out.sort();
    out
}

/// More files than this are looked at side by side.
const MANY: usize = 200;

/// Whether all these files look untouched, by size and time alone.
pub(crate) fn untouched(inputs: &Inputs, root: &Path) -> bool {
    let same = |(path, stamp): (&String, &Option<Stamp>)| match stamp {
        Some(stamp) => stamp.untouched(&root.join(path)),
        None => !root.join(path).exists(),
    };
    if inputs.len() > MANY { inputs.par_iter().all(same) } else { inputs.iter().all(same) }
}

/// The text of a record; what this program has made itself can always be written.
pub(crate) fn written(value: &impl Serialize) -> Result<String, DeskError> {
    serde_json::to_string(value)
        .map_err(|e| DeskError::Refused(format!("the state of the index cannot be written down: {e}")))
}

impl State {
    /// The state that an index carries; empty where it carries none that this program understands.
    pub(crate) fn of(index: &Index) -> Self {
        let Some(seal) = Seal::of(index) else { return Self::default() };
        let inputs = index.record(INPUTS).ok().flatten();
        let inputs = inputs.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        Self { program: seal.program, inputs }
    }

    /// Drops the stamps of those source files that are no longer what was stamped: they changed while they were read, and
    /// whoever looks for changes next is to find them changed.
    pub(crate) fn drop_moving(&mut self, root: &Path, files: &[&str]) {
        for file in files {
            let path = format!("corpus/sources/{file}");
            if let Some(stamp) = self.inputs.get_mut(&path)
                && stamp.as_ref().is_some_and(|s| !s.untouched(&root.join(&path)))
            {
                *stamp = None;
            }
        }
    }

    /// Puts the state down in an index that is being written, and hands out the payload of the commit.
    pub(crate) fn keep(&self, writer: &Writer, looks: bool) -> Result<String, DeskError> {
        writer.record(&[INPUTS], &written(&self.inputs)?)?;
        written(&Seal { program: self.program.clone(), looks })
    }

    /// Whether nothing that the index depends on has changed, as far as sizes and times tell.
    pub(crate) fn untouched(&self, root: &Path) -> bool {
        self.program == PROGRAM
            && tables(root).iter().all(|t| self.inputs.contains_key(t))
            && untouched(&self.inputs, root)
    }

    /// In what the inputs differ from an older state, in words.
    pub(crate) fn differences(&self, old: &Self) -> Vec<String> {
        let mut out = Vec::new();
        if old.program != self.program {
            out.push(format!("the program is now {}, the index was built by {}", self.program, old.program));
        }
        let hash = |s: &Option<Stamp>| s.as_ref().map(|s| s.sha256.clone());
        for (path, stamp) in &self.inputs {
            match old.inputs.get(path) {
                None if stamp.is_some() => out.push(format!("{path} is new")),
                Some(before) if hash(before) != hash(stamp) => out.push(match (before, stamp) {
                    (None, _) => format!("{path} has arrived"),
                    (_, None) => format!("{path} is gone"),
                    _ => format!("{path} has changed"),
                }),
                _ => {}
            }
        }
        let gone = old.inputs.iter().filter(|(p, s)| s.is_some() && !self.inputs.contains_key(*p));
        out.extend(gone.map(|(p, _)| format!("{p} is gone")));
        out
    }
}

/// A hash, which stands in memory once for each of very many documents, as it is written: in hexadecimal, and nothing where there
/// is none.
mod hash {
    use ingest::Sha256;
    use serde::{Deserialize as _, Deserializer, Serializer, de};

    pub(super) fn serialize<S: Serializer>(hash: &Option<Sha256>, to: S) -> Result<S::Ok, S::Error> {
        match hash {
            Some(hash) => to.collect_str(hash),
            None => to.serialize_str(""),
        }
    }

    pub(super) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Option<Sha256>, D::Error> {
        let written = String::deserialize(from)?;
        if written.is_empty() { Ok(None) } else { written.parse().map(Some).map_err(de::Error::custom) }
    }
}

/// What the indexer needs to know of a document that has not changed. These lie together in one record: with thousands of
/// documents, reading each one's own record would be most of a run in which little has changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Line {
    pub(crate) id: String,
    /// As in [`Record`].
    #[serde(with = "hash")]
    pub(crate) key: Option<Sha256>,
    #[serde(with = "hash")]
    pub(crate) content: Option<Sha256>,
    /// A hash over what citations of it in other documents depend on; none where a table speaks of it, which goes before.
    #[serde(with = "hash")]
    pub(crate) named: Option<Sha256>,
    pub(crate) order: usize,
    pub(crate) held: bool,
    pub(crate) passages: usize,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) problems: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) remarks: Vec<String>,
}

impl Line {
    /// The lines of all documents of an index, by id; `None` where it has none that this program understands.
    pub(crate) fn all(index: &Index) -> Option<Vec<Self>> {
        serde_json::from_str(&index.record(LEDGER).ok()??).ok()
    }

    /// Puts the lines of all documents down in an index that is being written.
    pub(crate) fn keep(lines: &[Self], writer: &Writer) -> Result<(), DeskError> {
        Ok(writer.record(&[LEDGER], &written(&lines)?)?)
    }
}

/// The documents in the order of the manifest, an id a line: an answer about many documents need not read the record of each
/// to put them in order.
#[derive(Debug)]
pub(crate) struct Order(String);

impl Order {
    /// The order of the documents of an index.
    pub(crate) fn of(index: &Index) -> Result<Self, DeskError> {
        Ok(Self(index.record(ORDER)?.unwrap_or_default()))
    }

    /// The ids.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.lines()
    }

    /// Puts it down in an index that is being written, if the documents with these lines stand in another order than `old`.
    pub(crate) fn keep<'l>(
        lines: &'l [Line],
        old: impl Iterator<Item = &'l Line>,
        writer: &Writer,
    ) -> Result<(), DeskError> {
        let sorted = |mut lines: Vec<&'l Line>| -> String {
            lines.sort_by(|a, b| a.order.cmp(&b.order).then_with(|| a.id.cmp(&b.id)));
            lines.iter().map(|line| format!("{}\n", line.id)).collect()
        };
        let now = sorted(lines.iter().collect());
        if now != sorted(old.collect()) {
            writer.record(&[ORDER], &now)?;
        }
        Ok(())
    }
}

/// What a run in which nothing has changed has to report, so that it need not read a line for each document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Summary {
    pub(crate) documents: usize,
    pub(crate) passages: usize,
    /// Ids of the documents that answer from their digests.
    pub(crate) digests_only: Vec<String>,
    pub(crate) problems: Vec<String>,
    pub(crate) remarks: Vec<String>,
}

impl Summary {
    /// Of the documents with these lines.
    pub(crate) fn of(lines: &[Line]) -> Self {
        let mut out = Self { documents: lines.len(), ..Self::default() };
        for line in lines {
            out.passages += line.passages;
            if !line.held {
                out.digests_only.push(line.id.clone());
            }
            out.problems.extend(line.problems.iter().cloned());
            out.remarks.extend(line.remarks.iter().cloned());
        }
        out
    }

    /// The summary of an index; `None` where it has none that this program understands.
    pub(crate) fn in_index(index: &Index) -> Option<Self> {
        serde_json::from_str(&index.record(SUMMARY).ok()??).ok()
    }

    /// Puts the summary down in an index that is being written.
    pub(crate) fn keep(&self, writer: &Writer) -> Result<(), DeskError> {
        Ok(writer.record(&[SUMMARY], &written(self)?)?)
    }
}

/// What an answer needs to know of a document besides its passages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Record {
    /// A hash over everything its entries were made from; none where it is to be read again.
    #[serde(with = "hash")]
    pub(crate) key: Option<Sha256>,
    /// A hash over its entries.
    #[serde(default, with = "hash")]
    pub(crate) content: Option<Sha256>,
    /// The document.
    pub(crate) id: String,
    /// Its position in the manifest.
    pub(crate) order: usize,
    pub(crate) title: String,
    pub(crate) short: Vec<String>,
    pub(crate) kind: String,
    pub(crate) date: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) text_of: String,
    pub(crate) as_amended_to: Option<String>,
    pub(crate) not_included: Vec<String>,
    pub(crate) articles_total: Option<u32>,
    pub(crate) missing: Vec<String>,
    pub(crate) inserted_later: Vec<String>,
    pub(crate) run_together: bool,
    /// Path of the source below `corpus/sources`.
    pub(crate) file: String,
    pub(crate) sha256: String,
    pub(crate) url: Option<String>,
    /// Whether the source was there, as pinned, when the index was built.
    pub(crate) held: bool,
    pub(crate) articles: usize,
    pub(crate) passages: usize,
    /// What could not be done with it, in words; empty where all went well.
    pub(crate) problems: Vec<String>,
    /// What its reader remarked on: how often each topic.
    #[serde(default)]
    pub(crate) notes: BTreeMap<String, usize>,
    /// What its digest says of words that have moved or changed.
    #[serde(default)]
    pub(crate) remarks: Vec<String>,
}

impl Record {
    /// The record of a document in an index.
    pub(crate) fn of(index: &Index, id: &str) -> Option<Self> {
        serde_json::from_str(&index.record(&document(id)).ok()??).ok()
    }

    /// The record of the document whose source has this hash.
    pub(crate) fn of_source(index: &Index, sha256: &str) -> Option<Self> {
        serde_json::from_str(&index.record(&source(sha256)).ok()??).ok()
    }

    /// The records of all documents of an index, in the order of the manifest.
    pub(crate) fn all(index: &Index) -> Result<Vec<Self>, DeskError> {
        let texts = index.records(DOCUMENT)?;
        let mut all: Vec<Self> = texts.iter().filter_map(|text| serde_json::from_str(text).ok()).collect();
        all.sort_by(|a, b| a.order.cmp(&b.order).then_with(|| a.id.cmp(&b.id)));
        Ok(all)
    }

    /// Puts the record down in an index that is being written.
    pub(crate) fn keep(&self, writer: &Writer) -> Result<(), DeskError> {
        Ok(writer.record(&[&document(&self.id), &source(&self.sha256), DOCUMENT], &written(self)?)?)
    }

    /// Takes the record of a document out of an index that is being written.
    pub(crate) fn forget(writer: &Writer, id: &str) {
        writer.forget(&document(id));
    }

    /// The record of a manifest entry, before its source is read.
    pub(crate) fn new(entry: &ingest::Entry, key: Sha256, order: usize) -> Self {
        let meta = &entry.meta;
        let written = |places: &[Pinpoint]| places.iter().map(ToString::to_string).collect();
        Self {
            key: Some(key),
            content: None,
            id: entry.id().to_string(),
            order,
            title: meta.title.clone(),
            short: meta.short.clone(),
            kind: meta.kind.to_string(),
            date: meta.date.clone(),
            authors: meta.authors.clone(),
            text_of: meta.edition.text_of.clone(),
            as_amended_to: meta.edition.as_amended_to.clone(),
            not_included: meta.edition.not_included.clone(),
            articles_total: meta.articles_total,
            missing: written(&meta.missing),
            inserted_later: written(&meta.inserted_later),
            run_together: meta.numbering == Numbering::RunTogether,
            file: entry.source.file.clone(),
            sha256: entry.source.sha256.to_string(),
            url: entry.source.urls.first().or(entry.source.page.as_ref()).cloned(),
            held: false,
            articles: 0,
            passages: 0,
            problems: Vec::new(),
            notes: BTreeMap::new(),
            remarks: Vec::new(),
        }
    }

    /// What the indexer needs to know of it.
    pub(crate) fn line(&self, named: Option<Sha256>) -> Line {
        Line {
            named,
            id: self.id.clone(),
            key: self.key,
            content: self.content,
            order: self.order,
            held: self.held,
            passages: self.passages,
            problems: self.problems.clone(),
            remarks: self.remarks.clone(),
        }
    }

    /// The same as a [`Meta`]; written forms that no longer parse are left out.
    pub(crate) fn meta(&self, id: AuthorityId) -> Meta {
        let places = |written: &[String]| written.iter().filter_map(|p| p.parse().ok()).collect();
        Meta {
            id,
            title: self.title.clone(),
            short: self.short.clone(),
            kind: self.kind.parse().unwrap_or(Kind::Document),
            date: self.date.clone(),
            authors: self.authors.clone(),
            edition: self.edition(),
            articles_total: self.articles_total,
            missing: places(&self.missing),
            inserted_later: places(&self.inserted_later),
            numbering: if self.run_together { Numbering::RunTogether } else { Numbering::Numbered },
        }
    }

    pub(crate) fn edition(&self) -> Edition {
        Edition {
            text_of: self.text_of.clone(),
            as_amended_to: self.as_amended_to.clone(),
            not_included: self.not_included.clone(),
        }
    }
}
