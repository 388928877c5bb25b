//! Bringing the index up to date: what changed is read again, the rest is left alone.
#![expect(clippy::disallowed_methods, reason = "the edge: reads sources and tables")]

mod named;
mod plan;
mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;
use std::time::SystemTime;

use cite::{Names, Vocabulary};
use ingest::{Manifest, NumberingTable, Sha256};
use model::{AuthorityId, Digest, Document, Noted};
use rayon::prelude::*;
use search::{Check, Entry, Index, Lock, Writer, WriterOptions};

use crate::error::DeskError;
use crate::labels::Taxonomy;
use crate::reading::Source;
use crate::state::{Inputs, Line, Order, PROGRAM, Record, Seal, Stamp, State, Summary, tables};
use crate::tally::Tally;
use crate::{Desk, anchoring, entries, tabled};
use plan::Job;

/// More writing threads than this hinder each other.
const MOST_WRITERS: usize = 4;

/// Bytes that a document costs as long as a run lasts, whatever its length: its entry in the manifest, its names, what is
/// told of it at the end. Of 32,420 documents each took 3.1 kB; the rest is so that many take no more memory than few.
const DOCUMENT: usize = 7 << 9;

/// How a run of the indexer goes about it.
#[derive(Clone, Copy)]
pub struct IndexRequest<'p> {
    /// Build everything anew.
    pub full: bool,
    /// Documents that are read side by side, and threads that write; by default one for each core.
    pub jobs: Option<NonZeroUsize>,
    /// Bytes in which the writer gathers words before it writes them out, and what is known of all documents is kept. The run as
    /// a whole needs this and, for each job, some thirty times the size of the document in hand.
    pub memory: usize,
    /// Who is told how far it has come.
    pub progress: &'p dyn IndexProgress,
}

impl Default for IndexRequest<'_> {
    fn default() -> Self {
        Self { full: false, jobs: None, memory: WriterOptions::default().memory, progress: &Silent }
    }
}

impl std::fmt::Debug for IndexRequest<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("IndexRequest").field("full", &self.full).finish_non_exhaustive()
    }
}

/// Whoever wants to know how far the indexer has come. Called from several threads.
pub trait IndexProgress: Sync {
    /// So many documents, with so many bytes of sources, are to be read.
    fn planned(&self, documents: usize, bytes: u64);

    /// A document has been read: its id, its passages, the bytes of its source.
    fn read(&self, id: &str, passages: usize, bytes: u64);

    /// Everything has been read; the index is being published.
    fn publishing(&self);
}

/// Tells nobody.
struct Silent;

impl IndexProgress for Silent {
    fn planned(&self, _documents: usize, _bytes: u64) {}
    fn read(&self, _id: &str, _passages: usize, _bytes: u64) {}
    fn publishing(&self) {}
}

/// When a question looks for changes of the sources and tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// As the manifest has it: `refresh` in the table `[index]`.
    #[default]
    AsSet,
    /// In any case.
    Always,
}

/// Whether the index had to be touched.
#[derive(Debug)]
pub enum Freshness {
    /// Nobody looked for changes. When the index was last published, where the disk tells.
    Unknown(Option<SystemTime>),
    /// It was up to date.
    Fresh,
    /// It was brought up to date.
    Rebuilt(Indexed),
}

/// What a run of the indexer did.
#[derive(Debug, Default)]
pub struct Indexed {
    /// Documents in the index.
    pub documents: usize,
    /// Passages in the index.
    pub passages: usize,
    /// Ids of the documents that were read anew.
    pub read: Vec<String>,
    /// Ids of the documents whose text is not here and that answer from their digests.
    pub digests_only: Vec<String>,
    /// What could not be done, in words.
    pub problems: Vec<String>,
    /// What digests say of words that have moved or changed, in words.
    pub remarks: Vec<String>,
}

impl From<Summary> for Indexed {
    /// A run that read nothing, in an index of which this is to be said.
    fn from(summary: Summary) -> Self {
        let Summary { documents, passages, digests_only, problems, remarks } = summary;
        Self { documents, passages, read: Vec::new(), digests_only, problems, remarks }
    }
}

impl Desk {
    /// Brings the index up to date if anything it depends on has changed. An index that is not looked after is made
    /// all the same where there is none.
    ///
    /// # Errors
    /// When a table is faulty or the index cannot be written. The last good index stays.
    pub fn freshen(&self, look: Look) -> Result<Freshness, DeskError> {
        match Index::open(&self.index_folder(), &self.folding()?) {
            Ok(index) => {
                if look == Look::AsSet && !Seal::looks(&index) {
                    let published = index.published();
                    let _ = self.opened.set(crate::Opened::new(index));
                    return Ok(Freshness::Unknown(published));
                }
                if State::of(&index).untouched(&self.root) {
                    let _ = self.opened.set(crate::Opened::new(index));
                    return Ok(Freshness::Fresh);
                }
            }
            Err(error) if error.wants_rebuild() => {}
            Err(error) => return Err(error.into()),
        }
        self.index(&IndexRequest::default()).map(Freshness::Rebuilt)
    }

    /// Why the index is not up to date, one reason a line; empty when it is.
    ///
    /// # Errors
    /// When a table is faulty.
    pub fn stale(&self) -> Result<Vec<String>, DeskError> {
        let old = match Index::open(&self.index_folder(), &self.folding()?) {
            Ok(index) => State::of(&index),
            Err(error) if error.wants_rebuild() => return Ok(vec![error.to_string()]),
            Err(error) => return Err(error.into()),
        };
        if old.untouched(&self.root) {
            return Ok(Vec::new());
        }
        let mut inputs = stamps(&self.root, tables(&self.root), &old);
        inputs.extend(stamps(&self.root, sources(&Manifest::load(&self.root)?), &old));
        Ok(State { program: PROGRAM.to_owned(), inputs }.differences(&old))
    }

    /// Brings the index up to date, or, if so requested, builds it anew. An interrupted run changes nothing.
    ///
    /// # Errors
    /// When a table is faulty or the index cannot be written. A source that cannot be read is a problem in the
    /// report: its document answers from its digests.
    pub fn index(&self, request: &IndexRequest<'_>) -> Result<Indexed, DeskError> {
        let seen = self.seen(request.full)?;
        match seen.report(&self.root) {
            Some(report) => Ok(report),
            None => self.index_since(seen, request),
        }
    }

    /// The index as it was last published; of one that is to be built anew, nothing.
    fn seen(&self, full: bool) -> Result<Seen, DeskError> {
        // It may be damaged, and to open it is to make sense of its files.
        if full {
            return Ok(Seen { index: None, state: State::default() });
        }
        let index = match Index::open(&self.index_folder(), &self.folding()?) {
            Ok(index) => Some(index),
            Err(error) if error.wants_rebuild() => None,
            Err(error) => return Err(error.into()),
        };
        let state = index.as_ref().map(State::of).unwrap_or_default();
        Ok(Seen { index, state })
    }

    /// Brings up to date what was `seen` a moment ago.
    fn index_since(&self, seen: Seen, request: &IndexRequest<'_>) -> Result<Indexed, DeskError> {
        let lock = Lock::take(&self.index_folder())?;
        // Until the lock was taken another run may have published.
        let seen = match seen.index.as_ref().is_some_and(Index::is_current) {
            true => seen,
            false => self.seen(request.full)?,
        };
        if let Some(report) = seen.report(&self.root) {
            return Ok(report);
        }
        let Seen { index, state: before } = seen;
        // An index that is replaced is read from one end to the other.
        let folding = self.folding()?;
        let check = request.full.then(|| Check::begin(&lock, &folding));
        // Each file is stamped before it is read: if it changes between the two, the next run finds it changed.
        let mut inputs = stamps(&self.root, tables(&self.root), &before);
        let kept = || {
            let index = index.as_ref();
            (index.and_then(|index| tabled::of(index, &self.root)), index.and_then(Line::all))
        };
        // What has changed is tagged anew, if anything has: the taxonomy takes as long to read as a long manifest.
        let read = || rayon::join(|| Manifest::load(&self.root), kept);
        let ((manifest, (tables, lines)), taxonomy) = rayon::join(read, || self.taxonomy());
        let manifest = manifest?;
        inputs.extend(stamps(&self.root, sources(&manifest), &before));
        // Another folding table means other words in every posting list: nothing of the old index can stay.
        let hash = |inputs: &Inputs| inputs.get("corpus/folding.tsv").cloned().flatten().map(|s| s.sha256);
        let rebuild = before.program != PROGRAM || lines.is_none() || hash(&before.inputs) != hash(&inputs);
        let old: BTreeMap<String, Line> =
            lines.into_iter().flatten().filter(|_| !rebuild).map(|line| (line.id.clone(), line)).collect();
        let jobs =
            request.jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        let mut state = State { program: PROGRAM.to_owned(), inputs };
        let (tables, changed_tables) = match tables {
            Some(tables) => (tables, rebuild),
            None => (self.tables()?, true),
        };
        let kept_tables = changed_tables.then(|| tabled::Kept::of(&tables));
        let every = plan::jobs(&manifest, &tables, &state.inputs);
        let catalogue = ingest::with_documents(tables, manifest.metas());
        let affected = match &index {
            Some(index) if !rebuild => named::affected(index, &old, &every, &catalogue)?,
            _ => BTreeSet::new(),
        };
        let (work, kept) = plan::divided(every, &old, &affected);
        // Every writing thread makes files of its own, and each of these is waited for until the disk has it.
        let threads = jobs.min(MOST_WRITERS).min(work.len()).max(1);
        let files = manifest.all().count();
        let memory = request.memory.saturating_sub(files * DOCUMENT);
        let options = WriterOptions { memory, threads };
        let open = || match rebuild {
            true => {
                let check = check.unwrap_or_else(|| Check::begin(&lock, &folding));
                Writer::rebuild_locked(lock, check, &folding, options)
            }
            false => Writer::open_locked(lock, &folding, options),
        };
        let (writer, names) = rayon::join(open, || (!work.is_empty()).then(|| Names::new(catalogue)));
        let writer = writer?;
        if let Some(tables) = kept_tables {
            tables.keep(&writer, &state.inputs)?;
        }
        if rebuild || tabled::other_manifest(&before.inputs, &state.inputs) {
            tabled::keep_documents(&writer, &state.inputs, &manifest)?;
        }
        let read = work.iter().map(|job| job.entry.id().to_string()).collect();
        let sources: Vec<&str> = work.iter().map(|job| job.entry.source.file.as_str()).collect();
        let taxonomy = if names.is_some() { taxonomy? } else { None };
        let mut lines = match &names {
            Some(names) => {
                let (taxonomy, inputs, old, writer) = (taxonomy.as_ref(), &state.inputs, &old, &writer);
                let work = Work { jobs: &work, names, taxonomy, inputs, old, writer };
                self.work(work, jobs, request.progress)?
            }
            None => {
                request.progress.planned(0, 0);
                Vec::new()
            }
        };
        // What only who reads documents needs: it makes room for what was read of them.
        clear_away((names, taxonomy));
        for line in kept {
            let moved = old.get(&line.id).is_some_and(|o| o.order != line.order);
            let record = index.as_ref().filter(|_| moved).and_then(|index| Record::of(index, &line.id));
            if let Some(record) = record {
                Record { order: line.order, ..record }.keep(&writer)?;
            }
            lines.push(line);
        }
        let named: BTreeSet<&str> = manifest.documents().map(|entry| entry.id().as_str()).collect();
        for id in old.keys().filter(|id| !named.contains(id.as_str())) {
            Record::forget(&writer, id);
            Tally::forget(&writer, id);
            named::forget(&writer, id);
            if let Ok(id) = id.parse() {
                writer.remove(&id);
            }
        }
        request.progress.publishing();
        lines.sort_by(|a, b| a.id.cmp(&b.id));
        Line::keep(&lines, &writer)?;
        Order::keep(&lines, old.values(), &writer)?;
        let summary = Summary::of(&lines);
        summary.keep(&writer)?;
        state.drop_moving(&self.root, &sources);
        let seal = state.keep(&writer, manifest.refresh().looks(files))?;
        clear_away((manifest, old, lines, state, before, index));
        writer.commit(&seal)?;
        Ok(Indexed { read, ..summary.into() })
    }

    /// Makes what has changed anew, document by document, and hands each to the writer as it comes: no more of them are
    /// in memory than there are threads.
    fn work(
        &self,
        work: Work<'_>,
        threads: usize,
        progress: &dyn IndexProgress,
    ) -> Result<Vec<Line>, DeskError> {
        let Work { jobs, names, taxonomy, inputs, old, writer } = work;
        progress.planned(jobs.len(), jobs.iter().map(|job| job.entry.source.bytes).sum());
        let digests = self.digests(jobs)?;
        let one = |job: &Job<'_>| {
            let id = job.entry.id();
            let (entries, mut record, words) = self.make(job, digests.get(id), names, taxonomy, inputs);
            let prepared = writer.prepare(id, &entries)?;
            record.content = Some(prepared.content().into());
            // A table has changed, what it says of this document has not.
            if old.get(id.as_str()).is_none_or(|o| o.content != record.content) {
                writer.put(prepared)?;
                Tally::of(&entries).keep(writer, id.as_str())?;
            }
            match &words {
                Some(words) => named::keep(words, writer, id.as_str())?,
                None => named::forget(writer, id.as_str()),
            }
            record.keep(writer)?;
            progress.read(id.as_str(), record.passages, job.entry.source.bytes);
            Ok(record.line(job.named))
        };
        let threads = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let threads = threads.map_err(|e| DeskError::Refused(format!("no threads can be started: {e}")))?;
        // One at a time: a long document must not keep short ones waiting behind it.
        threads.install(|| jobs.par_iter().with_max_len(1).map(one).collect())
    }

    /// The digests of the documents in `work`.
    fn digests(&self, work: &[Job<'_>]) -> Result<BTreeMap<AuthorityId, Digest>, DeskError> {
        let mut out = BTreeMap::new();
        for job in work {
            let id = job.entry.id();
            if let Some(digest) = self.digest(id)? {
                out.insert(id.clone(), digest);
            }
        }
        Ok(out)
    }

    /// Reads one document and makes its entries.
    fn make(
        &self,
        job: &Job<'_>,
        digest: Option<&Digest>,
        names: &Names,
        taxonomy: Option<&Taxonomy>,
        inputs: &Inputs,
    ) -> (Vec<Entry>, Record, Option<Vocabulary>) {
        let entry = job.entry;
        let mut record = Record::new(entry, job.key, job.order);
        let file = format!("corpus/sources/{}", entry.source.file);
        let document = match inputs.get(&file).and_then(Option::as_ref) {
            None => None,
            Some(stamp) if stamp.sha256 != entry.source.sha256.to_string() => {
                record.problems.push(format!(
                    "{file} is not the pinned file (SHA-256 {} instead of {}); `corpus sync` brings that one in",
                    stamp.sha256, entry.source.sha256
                ));
                None
            }
            Some(_) => match self.pinned(entry) {
                Ok(bytes) => match self.read_bytes(entry, &bytes) {
                    Ok(noted) => {
                        for note in &noted.notes {
                            *record.notes.entry(note.topic.as_str().to_owned()).or_default() += 1;
                        }
                        Some((noted.value, String::from_utf8_lossy(&bytes).into_owned()))
                    }
                    Err(error) => {
                        record.problems.push(error.to_string());
                        None
                    }
                },
                Err(error) => {
                    record.problems.push(error.to_string());
                    // It was there a moment ago: the next run tries again.
                    record.key = None;
                    None
                }
            },
        };
        let (entries, words) = match &document {
            Some((document, raw)) => {
                let source = Source { document, raw, format: entry.options.format };
                let settled = digest.map(|digest| anchoring::settle(digest, document));
                let digest = settled.as_ref().map(|(digest, _)| digest);
                let (entries, unplaced, words) =
                    entries::of_document(source, &entry.languages, digest, names, taxonomy);
                record.remarks = settled.map(|(_, remarks)| remarks).unwrap_or_default();
                record.held = true;
                record.problems.extend(unplaced);
                (entries, Some(words))
            }
            None => (entries::of_digest(&entry.meta, digest, taxonomy), None),
        };
        let article = |e: &&Entry| matches!(e.pinpoint().segments(), [only] if only.kind == model::SegmentKind::Article);
        record.articles = entries.iter().filter(article).count();
        record.passages = entries.iter().filter(|e| e.passage).count();
        (entries, record, words)
    }

    /// The bytes of the source of a manifest entry, as pinned.
    fn pinned(&self, entry: &ingest::Entry) -> Result<Vec<u8>, DeskError> {
        let path = Manifest::sources(&self.root).join(&entry.source.file);
        let fault = |cause| DeskError::Read { id: entry.id().to_string(), cause };
        let bytes = ingest::bytes_of(&path).map_err(fault)?;
        if Sha256::of(&bytes) == entry.source.sha256 {
            Ok(bytes)
        } else {
            Err(DeskError::Refused(format!("corpus/sources/{} changed while it was read", entry.source.file)))
        }
    }

    fn read_bytes(&self, entry: &ingest::Entry, bytes: &[u8]) -> Result<Noted<Document>, DeskError> {
        let numbering = self.numbering(entry)?;
        ingest::read(bytes, &entry.meta, &entry.options, numbering.as_ref())
            .map_err(|cause| DeskError::Read { id: entry.id().to_string(), cause })
    }

    /// Reads the source of a manifest entry, a document or a witness.
    pub(crate) fn read_entry(&self, entry: &ingest::Entry) -> Result<Noted<Document>, DeskError> {
        let path = Manifest::sources(&self.root).join(&entry.source.file);
        let numbering = self.numbering(entry)?;
        ingest::read_file(&path, &entry.meta, &entry.options, numbering.as_ref())
            .map_err(|cause| DeskError::Read { id: entry.id().to_string(), cause })
    }

    fn numbering(&self, entry: &ingest::Entry) -> Result<Option<NumberingTable>, DeskError> {
        let Some(name) = &entry.options.numbering else { return Ok(None) };
        let path = self.root.join("corpus").join(name);
        let text = fs::read_to_string(&path).map_err(|e| DeskError::read(&path, e))?;
        let table = NumberingTable::parse(&text);
        table.map(Some).map_err(|cause| DeskError::Refused(format!("{}: {cause}", path.display())))
    }
}

/// Stamps of files below `root`.
fn stamps(root: &Path, paths: Vec<String>, old: &State) -> Inputs {
    let stamp = |path: String| {
        let before = old.inputs.get(&path).and_then(Option::as_ref);
        let stamp = Stamp::of(&root.join(&path), before);
        (path, stamp)
    };
    paths.into_par_iter().map(stamp).collect()
}

/// The source files of all documents.
fn sources(manifest: &Manifest) -> Vec<String> {
    manifest.documents().map(|d| format!("corpus/sources/{}", d.source.file)).collect()
}

/// Nobody waits for what has served: it is cleared away beside other work, and where the program ends before, not at all.
fn clear_away(served: impl Send + 'static) {
    drop(std::thread::Builder::new().spawn(move || drop(served)));
}

/// An index as it was published, and what it says it was made from.
struct Seen {
    index: Option<Index>,
    state: State,
}

impl Seen {
    /// What there is to report if nothing has changed since.
    fn report(&self, root: &Path) -> Option<Indexed> {
        let index = self.index.as_ref().filter(|_| self.state.untouched(root))?;
        Summary::in_index(index).map(Indexed::from)
    }
}

/// What is to be done, and with what.
struct Work<'w> {
    jobs: &'w [Job<'w>],
    /// The names of everything that can be cited.
    names: &'w Names,
    taxonomy: Option<&'w Taxonomy>,
    inputs: &'w Inputs,
    /// What the index has.
    old: &'w BTreeMap<String, Line>,
    writer: &'w Writer,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A corpus of essays with these ids.
    fn corpus(folder: &Path, ids: &[&str]) -> Desk {
        fs::create_dir_all(folder.join("corpus/sources")).unwrap();
        let mut manifest = String::new();
        for id in ids {
            let text = format!("The keeper of {id} lights the lamp.\n\nNo pilot hinders {id} in a storm.\n");
            manifest.push_str(&format!(
                "[[document]]\nid = \"{id}\"\ntitle = \"On {id}\"\nkind = \"essay\"\nrights = \"invented\"\n\
                 [document.edition]\ntext_of = \"invented\"\n[document.source]\nfile = \"{id}.txt\"\nsha256 = \"{}\"\n\
                 bytes = {}\nby_hand = \"invented\"\n[document.reader]\nformat = \"text\"\nstructure = \"essay\"\n\n",
                Sha256::of(text.as_bytes()),
                text.len()
            ));
            fs::write(folder.join(format!("corpus/sources/{id}.txt")), text).unwrap();
        }
        fs::write(folder.join("corpus/corpus.toml"), manifest).unwrap();
        Desk::open(folder).unwrap()
    }

    #[test]
    fn what_another_run_publishes_before_the_lock_is_taken_counts() {
        let scratch = tempfile::tempdir().unwrap();
        let request = IndexRequest::default();
        corpus(scratch.path(), &["tower", "quay"]).index(&request).unwrap();
        let first = corpus(scratch.path(), &["tower", "buoy"]);
        let seen = first.seen(false).unwrap();
        corpus(scratch.path(), &["tower", "quay", "lantern"]).index(&request).unwrap();
        let last = corpus(scratch.path(), &["tower", "buoy"]);
        let report = first.index_since(seen, &request).unwrap();
        assert_eq!((report.documents, report.read), (2, vec!["buoy".to_owned()]));
        let held: Vec<String> =
            last.opened().unwrap().in_order().unwrap().iter().map(ToString::to_string).collect();
        assert_eq!(held, ["tower", "buoy"], "nothing is left of what the other run put in");
        let index = &last.opened().unwrap().index;
        assert_eq!(index.documents().unwrap().len(), 2);
    }

    #[test]
    fn a_changed_text_and_its_pin_are_nothing_to_other_documents() {
        let scratch = tempfile::tempdir().unwrap();
        let request = IndexRequest::default();
        let ids = ["tower", "quay", "lantern"];
        let desk = corpus(scratch.path(), &ids);
        desk.index(&request).unwrap();
        let manifest = scratch.path().join("corpus/corpus.toml");
        let source = scratch.path().join("corpus/sources/quay.txt");
        let text = fs::read_to_string(&source).unwrap();
        let changed = text.replace("No pilot", "A pilot");
        let pin = |text: &str| Sha256::of(text.as_bytes()).to_string();
        let pins = fs::read_to_string(&manifest).unwrap();
        fs::write(&manifest, pins.replace(&pin(&text), &pin(&changed))).unwrap();
        fs::write(&source, changed).unwrap();
        let report = desk.index(&request).unwrap();
        assert_eq!((report.read, report.problems), (vec!["quay".to_owned()], Vec::new()));
    }

    #[test]
    fn a_document_is_read_again_when_a_name_in_it_comes_and_no_other_is() {
        let scratch = tempfile::tempdir().unwrap();
        let request = IndexRequest::default();
        let ids = ["tower", "quay", "lantern"];
        corpus(scratch.path(), &ids).index(&request).unwrap();
        let desk = corpus(scratch.path(), &ids);
        let manifest = scratch.path().join("corpus/corpus.toml");
        let text = fs::read_to_string(&manifest).unwrap();
        let named =
            text.replace("title = \"On lantern\"", "title = \"On lantern\"\nshort = [\"Quay Pilot\"]");
        fs::write(&manifest, named).unwrap();
        assert_eq!(desk.index(&request).unwrap().read, ["quay", "lantern"]);
        fs::write(&manifest, text).unwrap();
        assert_eq!(desk.index(&request).unwrap().read, ["quay", "lantern"]);
    }
}
