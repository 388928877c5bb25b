//! A file arriving: written beside its place, verified, and put there in one step.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::SyncError;
use crate::hash::{Hasher, Sha256};
use crate::manifest::Source;

/// How the names of unfinished files begin and end.
const BEGINS: &str = ".sync-";
const ENDS: &str = ".part";

/// Whoever holds a lock on this file is at work in the folder.
const LOCK: &str = ".sync.lock";

/// How far beyond the pinned size bytes are still read, so that a mismatch can name the hash that was found.
const SLACK: u64 = 1 << 20;

/// Makes the folder ready: there if anything comes, ours alone, and clean of what a killed run left. `None` where
/// there is nothing to do.
pub(super) fn prepare(
    dest: &Path,
    folders: &BTreeSet<PathBuf>,
    bringing: bool,
) -> Result<Option<File>, SyncError> {
    let left_over: Vec<PathBuf> = folders.iter().flat_map(|folder| unfinished(folder)).collect();
    if !bringing {
        // Tidying up alone is no reason to fail: the left-overs may be another run's, which is at work.
        let lock = if left_over.is_empty() { None } else { lock(dest).ok() };
        lock.iter().for_each(|_| remove(&left_over));
        return Ok(lock);
    }
    for folder in folders {
        fs::create_dir_all(folder).map_err(|cause| SyncError::Folder { path: folder.clone(), cause })?;
    }
    let lock = lock(dest)?;
    remove(&left_over);
    Ok(Some(lock))
}

fn lock(dest: &Path) -> Result<File, SyncError> {
    let failed = |cause| SyncError::Folder { path: dest.to_owned(), cause };
    let file =
        File::options().create(true).truncate(false).write(true).open(dest.join(LOCK)).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(SyncError::Busy(dest.to_owned())),
        // A file system without locks: two runs at once would each still write whole files.
        Err(TryLockError::Error(e)) if e.kind() == io::ErrorKind::Unsupported => Ok(file),
        Err(TryLockError::Error(e)) => Err(failed(e)),
    }
}

fn remove(left_over: &[PathBuf]) {
    for path in left_over {
        // One that stays does no harm.
        let _ = fs::remove_file(path);
    }
}

fn unfinished(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let ours = |name: &str| name.starts_with(BEGINS) && name.ends_with(ENDS);
    entries.flatten().filter(|e| e.file_name().to_str().is_some_and(ours)).map(|e| e.path()).collect()
}

/// Why a file was not let in.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refused {
    /// The bytes stopped coming, for this reason.
    #[error("broke off after {got} of {wanted} bytes: {cause}")]
    BrokenOff { got: u64, wanted: u64, cause: io::Error },
    /// Far too many bytes.
    #[error("more than {0} bytes where {1} are pinned")]
    TooLong(u64, u64),
    /// Other bytes.
    #[error("its sha-256 is {found} ({got} bytes), {wanted} ({bytes} bytes) is pinned")]
    Mismatch { found: Sha256, got: u64, wanted: Sha256, bytes: u64 },
    /// The disk.
    #[error("cannot write {}: {cause}", path.display())]
    Write { path: PathBuf, cause: io::Error },
}

/// A file on its way in. Dropped before [`Incoming::finish`], it leaves nothing.
pub(super) struct Incoming<'w> {
    source: &'w Source,
    path: &'w Path,
    temp: NamedTempFile,
    hasher: Hasher,
    got: u64,
}

impl<'w> Incoming<'w> {
    /// Opens an unfinished file in the folder of `path`.
    pub(super) fn new(path: &'w Path, source: &'w Source) -> io::Result<Self> {
        let folder = path.parent().unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        builder.prefix(BEGINS).suffix(ENDS);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            // Like any other new file: what the umask leaves of it.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let temp = builder.tempfile_in(folder)?;
        Ok(Self { source, path, temp, hasher: Hasher::default(), got: 0 })
    }

    /// Takes in everything `from` gives, and tells `received` how much there is so far.
    pub(super) fn take_all(
        &mut self,
        mut from: impl Read,
        received: &mut dyn FnMut(u64),
    ) -> Result<(), Refused> {
        let pinned = self.source.bytes;
        let limit = pinned.saturating_mul(2).saturating_add(SLACK);
        let mut buffer = vec![0; 64 * 1024];
        loop {
            let n = match from.read(&mut buffer) {
                Ok(0) => return Ok(()),
                Ok(n) => n,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(cause) => return Err(Refused::BrokenOff { got: self.got, wanted: pinned, cause }),
            };
            let bytes = &buffer[..n];
            self.got += n as u64;
            if self.got > limit {
                return Err(Refused::TooLong(limit, pinned));
            }
            self.hasher.update(bytes);
            // Bytes past the pinned size are hashed, to name what was found, but never kept.
            if self.got <= pinned {
                self.temp.write_all(bytes).map_err(|cause| self.write_failed(cause))?;
            }
            received(self.got);
        }
    }

    /// How many bytes are to come.
    pub(super) fn wanted(&self) -> u64 {
        self.source.bytes
    }

    /// How many bytes came.
    pub(super) fn got(&self) -> u64 {
        self.got
    }

    /// Verifies the file and puts it in its place.
    pub(super) fn finish(self) -> Result<(), Refused> {
        let Self { source, path, temp, hasher, got } = self;
        let found = hasher.finish();
        if found != source.sha256 || got != source.bytes {
            return Err(Refused::Mismatch { found, got, wanted: source.sha256, bytes: source.bytes });
        }
        let failed = |cause| Refused::Write { path: path.to_owned(), cause };
        temp.as_file().sync_all().map_err(failed)?;
        temp.persist(path).map_err(|e| failed(e.error))?;
        // The name itself must outlive a power cut too, where folders can be synced at all.
        if let Some(Ok(folder)) = path.parent().map(File::open) {
            let _ = folder.sync_all();
        }
        Ok(())
    }

    fn write_failed(&self, cause: io::Error) -> Refused {
        Refused::Write { path: self.path.to_owned(), cause }
    }
}
