//! The files of an index as its writer sees them. All is as the library has it but for one file, its list of the files
//! that it has made: that is written before each of them, and the library waits each time until the disk has it. Where
//! little is written, that is most of the waiting. The list only serves to take away what a broken run left: it is
//! replaced whole without waiting, and should the disk lose it, nothing is lost but the names of such files.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};

/// The list of files.
const LIST: &str = ".managed.json";

/// Where it is made, before it takes the place of the one before. Whoever writes the index has it locked.
const NEXT: &str = ".managed.json.next";

/// A folder that is written.
#[derive(Clone, Debug)]
pub(crate) struct Workbench {
    files: MmapDirectory,
    home: PathBuf,
}

impl Workbench {
    /// The `files` in `home`.
    pub(crate) fn new(files: MmapDirectory, home: &Path) -> Self {
        Self { files, home: home.to_owned() }
    }
}

/// A small file; a list that the disk lost was never there.
pub(crate) fn read(files: &MmapDirectory, path: &Path) -> Result<Vec<u8>, OpenReadError> {
    let read = files.atomic_read(path)?;
    let whole = path != Path::new(LIST) || serde_json::from_slice::<Vec<PathBuf>>(&read).is_ok();
    if whole { Ok(read) } else { Err(OpenReadError::FileDoesNotExist(path.to_owned())) }
}

impl Directory for Workbench {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.files.get_file_handle(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        read(&self.files, path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.files.delete(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.files.open_write(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> std::io::Result<()> {
        if path != Path::new(LIST) {
            return self.files.atomic_write(path, data);
        }
        let next = self.home.join(NEXT);
        fs::File::create(&next)?.write_all(data)?;
        fs::rename(next, self.home.join(LIST))
    }

    fn sync_directory(&self) -> std::io::Result<()> {
        self.files.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.files.acquire_lock(lock)
    }

    fn watch(&self, watch_callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.files.watch(watch_callback)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_the_disk_lost_is_no_damage() {
        let scratch = tempfile::tempdir().unwrap();
        let bench = Workbench::new(MmapDirectory::open(scratch.path()).unwrap(), scratch.path());
        bench.atomic_write(Path::new(LIST), b"[\"lamp.idx\"]\n").unwrap();
        assert_eq!(bench.atomic_read(Path::new(LIST)).unwrap(), b"[\"lamp.idx\"]\n");
        fs::File::create(scratch.path().join(LIST)).unwrap();
        assert!(matches!(bench.atomic_read(Path::new(LIST)), Err(OpenReadError::FileDoesNotExist(_))));
        assert!(!scratch.path().join(NEXT).exists());
    }
}
