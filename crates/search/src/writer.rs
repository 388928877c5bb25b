//! Writing the index.

use std::borrow::Cow;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};

use model::{AuthorityId, Fnv, Pinpoint, WordMap};
use sha2::{Digest, Sha256};
use tantivy::directory::Advice;
use tantivy::index::SegmentMeta;
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy, MergeCandidate, MergePolicy};
use tantivy::query::AllQuery;
use tantivy::{IndexSettings, IndexWriter, ReloadPolicy, TantivyDocument, TantivyError, Term};

use crate::analysis::{Folding, Form, analyzer};
use crate::entry::Entry;
use crate::error::SearchError;
use crate::index::How;
use crate::schema::{Fields, Key, analyzer_name};
use crate::store::{self, Lock};
use crate::wire;
use crate::workbench::Workbench;

/// The least memory that a writing thread can do with.
const LEAST_MEMORY: usize = 16 << 20;

/// The share of deleted documents from which a segment is written anew.
const MOST_DELETED: f32 = 0.3;

/// Nodes up to which a segment is small: what is deleted of it takes no room to speak of.
const SMALL: u32 = 10_000;

/// So many segments of about one size are made one.
const MANY: usize = 8;

/// Nodes from which on a segment is large, and so many of these are made one: merging them costs half as much as writing them did,
/// and memory besides, and spares a search a few tenths of a millisecond each.
const LARGE: u32 = 50_000;
const MANY_LARGE: usize = 48;

/// Merges as the library does, but large segments later, and never for what is deleted of small segments alone: the records of one
/// small commit are replaced by the next, and whoever changes a file would wait for the last one to be written again, and with it
/// for every segment of about its size.
#[derive(Debug)]
struct Unhurried(LogMergePolicy);

impl MergePolicy for Unhurried {
    fn compute_merge_candidates(&self, segments: &[SegmentMeta]) -> Vec<MergeCandidate> {
        let mut found = self.0.compute_merge_candidates(segments);
        let worn = |s: &SegmentMeta| {
            s.max_doc() >= SMALL && s.num_deleted_docs() as f32 > MOST_DELETED * s.max_doc() as f32
        };
        found.retain(|candidate| {
            let mut among = segments.iter().filter(|s| candidate.0.contains(&s.id()));
            let many = if among.clone().any(|s| s.max_doc() >= LARGE) { MANY_LARGE } else { MANY };
            candidate.0.len() >= many || among.any(worn)
        });
        found
    }
}

/// How an index is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriterOptions {
    /// Bytes of memory to gather words in, over all threads.
    pub memory: usize,
    /// Writing threads.
    pub threads: usize,
}

impl Default for WriterOptions {
    fn default() -> Self {
        Self { memory: 256 << 20, threads: 2 }
    }
}

/// The nodes of a document, ready to be put into an index.
pub struct Prepared {
    document: AuthorityId,
    stored: Vec<TantivyDocument>,
    content: [u8; 32],
}

impl Prepared {
    /// SHA-256 over everything that is stored of the document: equal where two indexes hold the same.
    pub fn content(&self) -> [u8; 32] {
        self.content
    }
}

impl std::fmt::Debug for Prepared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Prepared").field("document", &self.document).finish_non_exhaustive()
    }
}

/// Writes an index. What is replaced and removed is seen by nobody until [`Writer::commit`], and then all of it at
/// once; a writer that is dropped before leaves the index as it was.
pub struct Writer {
    dir: PathBuf,
    /// Where the finished index belongs, if it is made elsewhere.
    move_to: Option<PathBuf>,
    writer: IndexWriter<TantivyDocument>,
    bench: Workbench,
    fields: Fields,
    payload: Option<String>,
    /// Of an index that is made anew, hashes of the names under which something was put in: only that can be in the way. What is
    /// asked to be taken out is kept in memory until the commit, at a kilobyte each.
    put: Option<Mutex<HashSet<u64>>>,
    // Held until the writer is gone.
    _lock: Lock,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("dir", &self.dir).finish_non_exhaustive()
    }
}

impl Writer {
    /// Opens the index below `dir` to change it, or begins one. `folding` must be the table the index was made with;
    /// after a change of the table the index is to be rebuilt.
    ///
    /// # Errors
    /// When another process writes it, when it is damaged, or when the folder cannot be written.
    pub fn open(dir: &Path, folding: &Folding, options: WriterOptions) -> Result<Self, SearchError> {
        Self::open_locked(Lock::take(dir)?, folding, options)
    }

    /// The same for whoever has the lock already.
    ///
    /// # Errors
    /// When the index is damaged, or when the folder cannot be written.
    pub fn open_locked(lock: Lock, folding: &Folding, options: WriterOptions) -> Result<Self, SearchError> {
        let dir = lock.dir.clone();
        Self::start(&dir, store::home(&dir), None, folding, options, lock)
    }

    /// Begins an index that takes the place of the one below `dir`, whatever state that one is in. Until the commit
    /// readers see the old one.
    ///
    /// # Errors
    /// When another process writes it, or when the folder cannot be written.
    pub fn rebuild(dir: &Path, folding: &Folding, options: WriterOptions) -> Result<Self, SearchError> {
        let lock = Lock::take(dir)?;
        let check = Check::begin(&lock, folding);
        Self::rebuild_locked(lock, check, folding, options)
    }

    /// The same for whoever has the lock already, and has had the index checked.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn rebuild_locked(
        lock: Lock,
        check: Check,
        folding: &Folding,
        options: WriterOptions,
    ) -> Result<Self, SearchError> {
        let dir = &lock.dir.clone();
        let home = store::home(dir);
        if check.ended() {
            let writer = Self::start(dir, home, None, folding, options, lock)?;
            writer.writer.delete_query(Box::new(AllQuery)).map_err(|e| told(dir, e))?;
            return Ok(writer.anew());
        }
        // Nothing that can be read would be lost.
        let fresh = store::fresh(dir);
        store::remove(&fresh)?;
        Ok(Self::start(dir, fresh, Some(home), folding, options, lock)?.anew())
    }

    /// The same where nothing stays of what was there.
    fn anew(self) -> Self {
        Self { put: Some(Mutex::default()), ..self }
    }

    fn start(
        dir: &Path,
        at: PathBuf,
        move_to: Option<PathBuf>,
        folding: &Folding,
        options: WriterOptions,
        lock: Lock,
    ) -> Result<Self, SearchError> {
        store::make(&at)?;
        let (schema, fields) = Fields::schema();
        let bench = Workbench::new(crate::index::files(dir, &at, Advice::Normal)?, &at);
        let index = if store::holds_index(&at) {
            crate::index::open_raw(dir, &at, folding, How::Writing(&bench))?
        } else {
            let settings = IndexSettings::default();
            let index = tantivy::Index::create(bench.clone(), schema, settings).map_err(|e| told(dir, e))?;
            for form in [Form::Main, Form::Exact] {
                index.tokenizers().register(analyzer_name(form), analyzer(form, folding));
            }
            index
        };
        let payload = index.load_metas().map_err(|e| SearchError::corrupt(dir, e))?.payload;
        let threads = options.threads.clamp(1, 8);
        let memory = (options.memory / threads).max(LEAST_MEMORY);
        let settings = IndexWriterOptions::builder()
            .num_worker_threads(threads)
            .num_merge_threads(1)
            .memory_budget_per_thread(memory)
            .build();
        let writer: IndexWriter<TantivyDocument> =
            index.writer_with_options(settings).map_err(|e| told(dir, e))?;
        let mut policy = LogMergePolicy::default();
        policy.set_del_docs_ratio_before_merge(MOST_DELETED);
        policy.set_min_num_segments(MANY);
        writer.set_merge_policy(Box::new(Unhurried(policy)));
        Ok(Self { dir: dir.to_owned(), move_to, writer, bench, fields, payload, put: None, _lock: lock })
    }

    /// The payload of the last commit; `None` in a new index.
    pub fn payload(&self) -> Option<&str> {
        self.payload.as_deref()
    }

    /// Makes `entries`, all nodes of one document, ready to be put in. May be called from several threads.
    ///
    /// # Errors
    /// When an entry cannot be written down.
    pub fn prepare(&self, document: &AuthorityId, entries: &[Entry]) -> Result<Prepared, SearchError> {
        let mut hash = Sha256::new();
        let mut stored = Vec::with_capacity(entries.len());
        let ids: Vec<String> = entries.iter().map(|e| e.id.to_string()).collect();
        let known: WordMap<&Pinpoint, (&Entry, &str)> =
            entries.iter().zip(&ids).map(|(e, id)| (e.pinpoint(), (e, id.as_str()))).collect();
        for (entry, id) in entries.iter().zip(&ids) {
            let mut above: Vec<Cow<'_, str>> = Vec::with_capacity(entry.depth);
            let mut at = entry.parent.as_ref();
            while let Some(place) = at {
                let (parent, id) = match known.get(place) {
                    Some(&(parent, id)) => (parent.parent.as_ref(), Cow::Borrowed(id)),
                    None => (None, Cow::Owned(format!("{document}#{place}"))),
                };
                // A circle of parents would be the caller's mistake; it must not hang the program.
                if above.contains(&id) {
                    break;
                }
                above.push(id);
                at = parent;
            }
            let written = wire::encode(entry, id).map_err(|e| SearchError::write(&self.dir, e))?;
            hash.update(written.as_bytes());
            hash.update([b'\n']);
            stored.push(self.fields.document(entry, id, &above, &written));
        }
        Ok(Prepared { document: document.clone(), stored, content: hash.finalize().into() })
    }

    /// Puts a document in the place of what the index has of it. May be called from several threads.
    ///
    /// # Errors
    /// When the index cannot be written.
    pub fn put(&self, prepared: Prepared) -> Result<(), SearchError> {
        self.make_room(Key::Document, prepared.document.as_str());
        for stored in prepared.stored {
            self.writer.add_document(stored).map_err(|e| told(&self.dir, e))?;
        }
        Ok(())
    }

    /// Makes `entries`, all nodes of one document, ready and puts them in.
    ///
    /// # Errors
    /// When the index cannot be written.
    pub fn replace(&self, document: &AuthorityId, entries: &[Entry]) -> Result<(), SearchError> {
        self.put(self.prepare(document, entries)?)
    }

    /// Takes a document out.
    pub fn remove(&self, document: &AuthorityId) {
        self.take_out(Key::Document, document.as_str());
    }

    fn take_out(&self, key: Key, name: &str) {
        self.writer.delete_term(Term::from_field_text(self.fields.key(key), name));
    }

    /// Takes out what may stand where something is put in.
    fn make_room(&self, key: Key, name: &str) {
        let hash = Fnv::marked(self.fields.key(key).field_id().into(), name.as_bytes());
        let is_new =
            |put: &Mutex<HashSet<u64>>| put.lock().unwrap_or_else(PoisonError::into_inner).insert(hash);
        if !self.put.as_ref().is_some_and(is_new) {
            self.take_out(key, name);
        }
    }

    /// Keeps a text under `names`, in the place of what was kept under the first of them. It is part of the commit, is
    /// handed out again by [`Index::record`](crate::Index::record), and is found by no search.
    ///
    /// # Errors
    /// When the index cannot be written.
    pub fn record(&self, names: &[&str], text: &str) -> Result<(), SearchError> {
        if let Some(first) = names.first() {
            self.make_room(Key::Record, first);
        }
        self.writer.add_document(self.fields.record(names, text)).map_err(|e| told(&self.dir, e))?;
        Ok(())
    }

    /// Takes a record out, by any of its names.
    pub fn forget(&self, name: &str) {
        self.take_out(Key::Record, name);
    }

    /// Publishes everything at once, with `payload`, which is handed out again by [`Writer::payload`] and
    /// [`Index::payload`](crate::Index::payload): say, the fingerprints of the sources. Folders of older formats are taken away.
    ///
    /// # Errors
    /// When the index cannot be written; it is then as it was before.
    pub fn commit(mut self, payload: &str) -> Result<(), SearchError> {
        let fail = |e: TantivyError| told(&self.dir, e);
        let mut prepared = self.writer.prepare_commit().map_err(fail)?;
        prepared.set_payload(payload);
        prepared.commit().map_err(fail)?;
        self.writer.wait_merging_threads().map_err(fail)?;
        self.bench.settled().map_err(|e| SearchError::write(&self.dir, e))?;
        if let Some(home) = &self.move_to {
            store::put(&store::fresh(&self.dir), home)?;
        }
        store::remove_older(&self.dir)
    }
}

/// A look at every file of an index that is to be replaced: where each is what was written, the new one is made beside it, state by
/// state, else in a folder of its own. The disk is most of the work, and others work meanwhile.
#[derive(Debug)]
pub struct Check(Option<JoinHandle<bool>>);

impl Check {
    /// Begins to look; the index stays as it is while the lock is held.
    pub fn begin(lock: &Lock, folding: &Folding) -> Self {
        let (dir, folding) = (lock.dir.clone(), folding.clone());
        let look = move || sound(&dir, &store::home(&dir), &folding);
        // Where no thread can be had nobody looks, and nothing is lost.
        Self(Builder::new().spawn(look).ok())
    }

    /// What came of it. Who falls over a file has found it damaged. Whoever looks asks no pool of threads for help: a thread of the
    /// pool may be the one that waits here, on top of what it was asked for.
    fn ended(self) -> bool {
        self.0.is_some_and(|look| look.join().unwrap_or_default())
    }
}

/// Whether every file of the index in `home` is what was written.
fn sound(dir: &Path, home: &Path, folding: &Folding) -> bool {
    let Ok(index) = crate::index::open_raw(dir, home, folding, How::Whole) else { return false };
    // What is not what was written is not made sense of.
    crate::index::damaged(&index).is_ok_and(|files| files.is_empty())
        && index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().is_ok()
}

/// The error as it concerns the user: damage, which a rebuild cures, or a disk that cannot be written.
fn told(dir: &Path, error: TantivyError) -> SearchError {
    match error {
        TantivyError::OpenReadError(_)
        | TantivyError::DataCorruption(_)
        | TantivyError::IncompatibleIndex(_)
        | TantivyError::DeserializeError(_) => SearchError::corrupt(dir, error),
        TantivyError::LockFailure(..) => SearchError::Locked { dir: dir.to_owned(), pid: None },
        other => SearchError::write(dir, other),
    }
}
