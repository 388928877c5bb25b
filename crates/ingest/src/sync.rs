//! Sync: brings the pinned files to the sources folder, from their addresses or from a folder, whole and verified or not at
//! all. The only part of the program besides `corpus add URL` that touches the network.

mod arrive;
mod fetch;
mod folder;
mod parallel;
mod report;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use model::AuthorityId;

use crate::hash::Sha256;
use crate::manifest::{Entry, Source};

use arrive::Incoming;
use parallel::in_parallel;

pub use fetch::{FetchError, fetch};
pub use report::{Attempt, FileReport, Outcome, SyncReport};

/// How long to wait for what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// For a connection.
    pub connect: Duration,
    /// For the head of the answer.
    pub response: Duration,
    /// For the next bytes, once some came: a connection on which nothing moves is given up.
    pub stalled: Duration,
    /// For a whole file, besides a second for each 16 KiB of it.
    pub whole: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self { connect: seconds(10), response: seconds(30), stalled: seconds(30), whole: seconds(60) }
    }
}

/// How to sync.
#[derive(Clone)]
pub struct SyncOptions {
    /// Take files from this folder alone, matched by hash whatever their names.
    pub from: Option<PathBuf>,
    /// Look into this folder, in the same way, before going to the network.
    pub mirror: Option<PathBuf>,
    /// Change nothing, only report.
    pub check_only: bool,
    /// How many files at once; 0 counts as 1.
    pub jobs: usize,
    /// How often to try one address again after a failure that may pass.
    pub retries: u32,
    /// How long to wait before the first retry; each further wait is twice as long.
    pub backoff: Duration,
    /// How long to wait for the network.
    pub timeouts: Timeouts,
    /// How to wait: the thread sleeps, unless a test has no time for it.
    pub pause: Arc<dyn Fn(Duration) + Send + Sync>,
}

impl Default for SyncOptions {
    fn default() -> Self {
        Self {
            from: None,
            mirror: None,
            check_only: false,
            jobs: 4,
            retries: 3,
            backoff: Duration::from_millis(500),
            timeouts: Timeouts::default(),
            pause: Arc::new(std::thread::sleep),
        }
    }
}

/// Told how it goes, from several threads at once. `()` listens to nothing.
pub trait Progress: Sync {
    /// A file of so many bytes begins to come in.
    fn started(&self, _file: &str, _bytes: u64) {}
    /// So many of its bytes have come in; fewer than before when it had to begin again.
    fn received(&self, _file: &str, _bytes: u64) {}
    /// An address failed; the same one is tried again, or the next.
    fn retrying(&self, _file: &str, _attempt: &Attempt) {}
    /// The file is done, well or not. Comes for every file, started or not.
    fn finished(&self, _file: &str, _outcome: &Outcome) {}
}

impl Progress for () {}

/// Why a sync could not begin. What fails with one file is in the [`SyncReport`].
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// A folder cannot be read or written.
    #[error("cannot use the folder {}: {cause}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        #[source]
        cause: io::Error,
    },
    /// Another sync is at work in the folder.
    #[error("another sync is at work in {}", .0.display())]
    Busy(PathBuf),
}

/// One file to be had, and the documents that are read from it.
struct Wanted<'e> {
    source: &'e Source,
    path: PathBuf,
    documents: Vec<AuthorityId>,
    urls: Vec<&'e str>,
}

/// What lies at the place of a file.
enum OnDisk {
    Nothing,
    TheFile,
    Other(Sha256),
    Unreadable(io::Error),
}

/// Brings the files of `entries` (documents and witnesses alike, as [`crate::Manifest::all`] gives them) to `dest`. A file
/// that is there already is not touched; one that fails leaves whatever was there before.
///
/// # Errors
/// When a folder cannot be used, or another sync is at work in `dest`.
pub fn sync<'e>(
    entries: impl IntoIterator<Item = &'e Entry>,
    dest: &Path,
    options: &SyncOptions,
    progress: &dyn Progress,
) -> Result<SyncReport, SyncError> {
    let wanted = files(entries, dest);
    let found = in_parallel(options.jobs, &wanted, look);
    let to_bring: Vec<&Wanted<'_>> =
        wanted.iter().zip(&found).filter(|(_, f)| !matches!(f, OnDisk::TheFile)).map(|(w, _)| w).collect();
    let _lock = if options.check_only {
        None
    } else {
        let folders = folders(dest, &wanted);
        arrive::prepare(dest, &folders, !to_bring.is_empty())?
    };
    let places = Places::look_through(options, &to_bring)?;
    let jobs: Vec<_> = wanted.iter().zip(found).collect();
    let run = Run { options, progress, places, agent: fetch::agent() };
    let files = in_parallel(options.jobs, &jobs, |(wanted, found)| run.bring(wanted, found));
    Ok(SyncReport { files })
}

/// The files of `entries`, each once, in their order.
fn files<'e>(entries: impl IntoIterator<Item = &'e Entry>, dest: &Path) -> Vec<Wanted<'e>> {
    let mut wanted: Vec<Wanted<'e>> = Vec::new();
    let mut by_name: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in entries {
        let source = &entry.source;
        let at = *by_name.entry(&source.file).or_insert_with(|| {
            let path = dest.join(&source.file);
            wanted.push(Wanted { source, path, documents: Vec::new(), urls: Vec::new() });
            wanted.len() - 1
        });
        wanted[at].documents.push(entry.id().clone());
        for url in &source.urls {
            if !wanted[at].urls.contains(&url.as_str()) {
                wanted[at].urls.push(url);
            }
        }
    }
    wanted
}

/// Every folder that files come to.
fn folders(dest: &Path, wanted: &[Wanted<'_>]) -> BTreeSet<PathBuf> {
    let below = wanted.iter().filter_map(|w| w.path.parent()).map(Path::to_owned);
    std::iter::once(dest.to_owned()).chain(below).collect()
}

fn look(wanted: &Wanted<'_>) -> OnDisk {
    let hash = fs::File::open(&wanted.path).and_then(Sha256::of_reader);
    match hash {
        Ok(hash) if hash == wanted.source.sha256 => OnDisk::TheFile,
        Ok(hash) => OnDisk::Other(hash),
        Err(e) if e.kind() == io::ErrorKind::NotFound => OnDisk::Nothing,
        Err(e) => OnDisk::Unreadable(e),
    }
}

/// Local copies of the wanted files, by hash.
struct Places {
    from: BTreeMap<Sha256, PathBuf>,
    mirror: BTreeMap<Sha256, PathBuf>,
}

impl Places {
    /// Looks through the folders, if anything is wanted at all.
    fn look_through(options: &SyncOptions, wanted: &[&Wanted<'_>]) -> Result<Self, SyncError> {
        let pins: BTreeSet<(u64, Sha256)> =
            wanted.iter().map(|w| (w.source.bytes, w.source.sha256)).collect();
        let look = |folder: &Option<PathBuf>| match folder {
            Some(folder) if !pins.is_empty() => folder::find(folder, &pins, options.jobs),
            _ => Ok(BTreeMap::new()),
        };
        Ok(Self { from: look(&options.from)?, mirror: look(&options.mirror)? })
    }

    fn get(&self, hash: &Sha256) -> Option<&PathBuf> {
        self.from.get(hash).or_else(|| self.mirror.get(hash))
    }
}

struct Run<'r> {
    options: &'r SyncOptions,
    progress: &'r dyn Progress,
    places: Places,
    agent: ureq::Agent,
}

impl Run<'_> {
    fn bring(&self, wanted: &Wanted<'_>, found: &OnDisk) -> FileReport {
        let outcome = match found {
            OnDisk::TheFile => Outcome::Present,
            OnDisk::Unreadable(e) => Outcome::failed(&wanted.path.display().to_string(), e.to_string()),
            _ => self.get(wanted, found),
        };
        let source = wanted.source;
        self.progress.finished(&source.file, &outcome);
        FileReport {
            file: source.file.clone(),
            bytes: source.bytes,
            sha256: source.sha256,
            documents: wanted.documents.clone(),
            found: if let OnDisk::Other(hash) = found { Some(*hash) } else { None },
            outcome,
        }
    }

    fn get(&self, wanted: &Wanted<'_>, found: &OnDisk) -> Outcome {
        let source = wanted.source;
        if let Some(copy) = self.places.get(&source.sha256) {
            if self.options.check_only {
                return Outcome::WouldCopy { from: copy.clone() };
            }
            return match self.copy(wanted, copy) {
                Ok(()) => Outcome::Copied { from: copy.clone() },
                Err(reason) => Outcome::failed(&copy.display().to_string(), reason),
            };
        }
        if wanted.urls.is_empty() {
            return match found {
                OnDisk::Other(hash) => {
                    let reason = format!("its sha-256 is {hash}, {} is pinned", source.sha256);
                    Outcome::failed(&wanted.path.display().to_string(), reason)
                }
                _ => Outcome::ByHand {
                    what: source.by_hand.clone().unwrap_or_default(),
                    page: source.page.clone(),
                    path: wanted.path.clone(),
                },
            };
        }
        if let Some(from) = &self.options.from {
            let reason = format!("no file of {} bytes with the sha-256 {}", source.bytes, source.sha256);
            return Outcome::failed(&from.display().to_string(), reason);
        }
        if self.options.check_only {
            return Outcome::WouldFetch;
        }
        self.fetch(wanted)
    }

    fn incoming<'w>(&self, wanted: &'w Wanted<'_>) -> io::Result<Incoming<'w>> {
        Incoming::new(&wanted.path, wanted.source)
    }

    fn copy(&self, wanted: &Wanted<'_>, from: &Path) -> Result<(), String> {
        self.progress.started(&wanted.source.file, wanted.source.bytes);
        let mut incoming = self.incoming(wanted).map_err(|e| e.to_string())?;
        let file = fs::File::open(from).map_err(|e| e.to_string())?;
        incoming
            .take_all(file, &mut |n| self.progress.received(&wanted.source.file, n))
            .map_err(|e| e.to_string())?;
        incoming.finish().map_err(|e| e.to_string())
    }

    /// Tries each address in turn, and each again after failures that may pass.
    fn fetch(&self, wanted: &Wanted<'_>) -> Outcome {
        let file = &wanted.source.file;
        self.progress.started(file, wanted.source.bytes);
        let mut attempts = Vec::new();
        for url in &wanted.urls {
            let mut wait = self.options.backoff;
            let mut left = self.options.retries;
            loop {
                let incoming = match self.incoming(wanted) {
                    Ok(incoming) => incoming,
                    Err(e) => return Outcome::failed(&wanted.path.display().to_string(), e.to_string()),
                };
                let received = &mut |n| self.progress.received(file, n);
                let trouble =
                    match fetch::fetch_pinned(&self.agent, url, &self.options.timeouts, incoming, received) {
                        Ok(()) => return Outcome::Fetched { url: (*url).to_owned() },
                        Err(trouble) => trouble,
                    };
                let attempt = Attempt { address: (*url).to_owned(), reason: trouble.reason };
                self.progress.retrying(file, &attempt);
                if trouble.passing && left > 0 {
                    left -= 1;
                    (self.options.pause)(trouble.wait.unwrap_or(wait).min(fetch::LONGEST_WAIT));
                    wait = wait.saturating_mul(2);
                    continue;
                }
                attempts.push(attempt);
                if trouble.local {
                    return Outcome::Failed { attempts };
                }
                break;
            }
        }
        Outcome::Failed { attempts }
    }
}
