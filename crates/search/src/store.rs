//! Where the index lies on disk, and who may write it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::error::SearchError;
use crate::schema::FORMAT;

/// File that is locked by whoever writes; it holds the number of the process.
const LOCK: &str = "writer.lock";

/// The folder of this format's index.
pub(crate) fn home(dir: &Path) -> PathBuf {
    dir.join(format!("v{FORMAT}"))
}

/// Where an index is made whole before it takes the place of one that cannot be read.
pub(crate) fn fresh(dir: &Path) -> PathBuf {
    dir.join(format!("v{FORMAT}.new"))
}

/// Whether there is an index in `folder`.
pub(crate) fn holds_index(folder: &Path) -> bool {
    folder.join("meta.json").is_file()
}

/// What the index in `folder` consists of at this moment, as it is written down; `None` where nothing is.
pub(crate) fn state(folder: &Path) -> Option<String> {
    let mut text = String::new();
    File::open(folder.join("meta.json")).ok()?.read_to_string(&mut text).ok()?;
    Some(text)
}

/// When the index below `dir` was last published.
pub(crate) fn published(dir: &Path) -> Option<std::time::SystemTime> {
    fs::metadata(home(dir).join("meta.json")).ok()?.modified().ok()
}

/// Makes `folder` with everything above it.
pub(crate) fn make(folder: &Path) -> Result<(), SearchError> {
    fs::create_dir_all(folder).map_err(|e| SearchError::io("make", folder, e))
}

/// Takes `folder` away, if it is there.
pub(crate) fn remove(folder: &Path) -> Result<(), SearchError> {
    match fs::remove_dir_all(folder) {
        Err(e) if e.kind() != ErrorKind::NotFound => Err(SearchError::io("remove", folder, e)),
        _ => Ok(()),
    }
}

/// Puts `from` in the place of `to`.
pub(crate) fn put(from: &Path, to: &Path) -> Result<(), SearchError> {
    remove(to)?;
    fs::rename(from, to).map_err(|e| SearchError::io("rename", from, e))
}

/// Takes away the folders of older formats. Those of newer ones belong to newer programs.
pub(crate) fn remove_older(dir: &Path) -> Result<(), SearchError> {
    let list = fs::read_dir(dir).map_err(|e| SearchError::io("read", dir, e))?;
    for item in list.flatten() {
        let name = item.file_name();
        let version = name.to_str().and_then(|n| n.strip_prefix('v')).map(|n| n.trim_end_matches(".new"));
        if version.and_then(|n| n.parse::<u32>().ok()).is_some_and(|n| n < FORMAT) {
            remove(&item.path())?;
        }
    }
    Ok(())
}

/// The right to write the index below a folder. The system takes it back when the process ends, however it ends, so
/// that a lock is never left behind.
#[derive(Debug)]
pub struct Lock {
    pub(crate) dir: PathBuf,
    file: File,
}

impl Lock {
    /// Takes the lock of the index below `dir`, without waiting. What is read of the index from here on is what will be
    /// written over.
    ///
    /// # Errors
    /// When another process writes the index, or when the folder cannot be written.
    pub fn take(dir: &Path) -> Result<Self, SearchError> {
        make(dir)?;
        let path = dir.join(LOCK);
        let opened = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
        let mut file = opened.map_err(|e| SearchError::io("open", &path, e))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut text = String::new();
                // The owner may be about to write its number: then it is not known.
                let _ = file.read_to_string(&mut text);
                return Err(SearchError::Locked { dir: dir.to_owned(), pid: text.trim().parse().ok() });
            }
            Err(TryLockError::Error(e)) => return Err(SearchError::io("lock", &path, e)),
        }
        let written = file
            .set_len(0)
            .and_then(|()| file.seek(SeekFrom::Start(0)))
            .and_then(|_| writeln!(file, "{}", std::process::id()));
        written.map_err(|e| SearchError::io("write", &path, e))?;
        Ok(Self { dir: dir.to_owned(), file })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = self.file.set_len(0);
        let _ = self.file.unlock();
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "tests write to a folder of their own")]

    use super::*;

    #[test]
    fn a_lock_names_its_owner_and_ends_with_it() {
        let dir = tempfile::tempdir().unwrap();
        let lock = Lock::take(dir.path()).unwrap();
        let error = Lock::take(dir.path()).unwrap_err();
        assert!(
            matches!(error, SearchError::Locked { pid: Some(pid), .. } if pid == std::process::id()),
            "{error}"
        );
        drop(lock);
        Lock::take(dir.path()).unwrap();
    }

    #[test]
    fn a_lock_file_without_owner_is_taken_over() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(LOCK), "999999999\n").unwrap();
        Lock::take(dir.path()).unwrap();
    }

    #[test]
    fn only_older_formats_are_removed() {
        let dir = tempfile::tempdir().unwrap();
        let now = format!("v{FORMAT}");
        for name in ["v0", "v0.new", &now, "v999", "other"] {
            fs::create_dir(dir.path().join(name)).unwrap();
        }
        remove_older(dir.path()).unwrap();
        let mut left: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, ["other", &now, "v999"]);
    }
}
