//! The files of an index as its writer sees them. All is as the library has it but for who waits for the disk, and when.
//! The library waits at the end of every file, one after the other; here each is brought to the disk by a thread of its own,
//! and waited for before a state of the index is published that names it (see [`Afloat`]). Where little is written, waiting was
//! most of the work.
//!
//! - *Before*: a state (`meta.json`) takes the place of the one before when it, every file that was written and the folder that
//!   names them are on the disk. Whatever happens until then, the last state stays, with its files.
//! - *After*: no file of the last state is taken away, and no commit reported, before the disk knows of the new one.
//!
//! The list of files that the library has made is not waited for at all. It only serves to take away what a broken run left: it
//! is replaced whole, and should the disk lose it, nothing is lost but the names of such files.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, JoinHandle};

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, DirectoryLock, FileHandle, Lock, MmapDirectory, TerminatingWrite, WatchCallback,
    WatchHandle, WritePtr,
};

/// The list of files.
const LIST: &str = ".managed.json";

/// Where it is made, before it takes the place of the one before. Whoever writes the index has it locked.
const NEXT: &str = ".managed.json.next";

/// The most files that are on their way to the disk at once: whoever writes faster than the disk waits for them.
const MOST: usize = 32;

/// A folder that is written.
#[derive(Clone, Debug)]
pub(crate) struct Workbench {
    files: MmapDirectory,
    home: PathBuf,
    /// Files, and the names of the folder before a state is published.
    afloat: Arc<Afloat>,
    /// The names of the folder since a state was published.
    published: Arc<Afloat>,
}

/// What is on its way to the disk. A disk takes many files in little more time than one.
#[derive(Debug, Default)]
struct Afloat {
    threads: Mutex<Vec<JoinHandle<io::Result<()>>>>,
    /// Held by whoever waits. What was lost on the way does not come back by asking again: it is kept here.
    lost: Mutex<Option<(io::ErrorKind, String)>>,
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    // What a thread that panicked has left is as good as it was.
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Afloat {
    /// Sends something on its way.
    fn send(&self, task: impl FnOnce() -> io::Result<()> + Send + 'static) -> io::Result<()> {
        // Where no thread can be had it is done here.
        let task = Arc::new(Mutex::new(Some(task)));
        let theirs = Arc::clone(&task);
        let todo = |task: &Mutex<Option<_>>| held(task).take();
        let Ok(thread) = Builder::new().spawn(move || todo(&theirs).map_or(Ok(()), |task| task())) else {
            return todo(&task).map_or(Ok(()), |task| task());
        };
        let many = {
            let mut threads = held(&self.threads);
            threads.push(thread);
            threads.len() > MOST
        };
        if many { self.arrived() } else { Ok(()) }
    }

    /// Waits until everything that was sent has arrived.
    ///
    /// # Errors
    /// When something was lost on its way, now or before.
    fn arrived(&self) -> io::Result<()> {
        let mut lost = held(&self.lost);
        let threads = std::mem::take(&mut *held(&self.threads));
        for thread in threads {
            let ended =
                thread.join().unwrap_or_else(|_| Err(io::Error::other("the wait for the disk broke off")));
            if let Err(error) = ended {
                lost.get_or_insert((error.kind(), error.to_string()));
            }
        }
        lost.as_ref().map_or(Ok(()), |(kind, told)| Err(io::Error::new(*kind, told.clone())))
    }
}

/// A file that goes its way to the disk when it is finished.
struct Going {
    file: fs::File,
    afloat: Arc<Afloat>,
}

impl Write for Going {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl TerminatingWrite for Going {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        let file = self.file.try_clone()?;
        self.afloat.send(move || file.sync_data())
    }
}

impl Workbench {
    /// The `files` in `home`.
    pub(crate) fn new(files: MmapDirectory, home: &Path) -> Self {
        Self { files, home: home.to_owned(), afloat: Arc::default(), published: Arc::default() }
    }

    /// Waits until everything that was published is on the disk.
    ///
    /// # Errors
    /// When the disk has not taken it.
    pub(crate) fn settled(&self) -> io::Result<()> {
        self.afloat.arrived()?;
        self.published.arrived()
    }

    /// Brings the names in the folder to the disk.
    fn names(&self) -> impl FnOnce() -> io::Result<()> + Send + 'static {
        let files = self.files.clone();
        move || files.sync_directory()
    }

    /// Replaces the list of files.
    fn replace_list(&self, data: &[u8]) -> io::Result<()> {
        let next = self.home.join(NEXT);
        fs::File::create(&next)?.write_all(data)?;
        fs::rename(next, self.home.join(LIST))
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
        let fail = |error| DeleteError::IoError { io_error: Arc::new(error), filepath: path.to_owned() };
        self.published.arrived().map_err(fail)?;
        self.files.delete(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let opened = fs::OpenOptions::new().write(true).create_new(true).open(self.home.join(path));
        match opened {
            Ok(file) => Ok(BufWriter::new(Box::new(Going { file, afloat: Arc::clone(&self.afloat) }))),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                Err(OpenWriteError::FileAlreadyExists(path.to_owned()))
            }
            Err(error) => Err(OpenWriteError::wrap_io_error(error, path.to_owned())),
        }
    }

    /// A list is replaced as it is. Anything else publishes a state: see the beginning of this file.
    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        if path == Path::new(LIST) {
            return self.replace_list(data);
        }
        let mut next = tempfile::NamedTempFile::new_in(&self.home)?;
        next.write_all(data)?;
        let file = next.as_file().try_clone()?;
        self.afloat.send(move || file.sync_data())?;
        self.afloat.send(self.names())?;
        self.settled()?;
        next.into_temp_path().persist(self.home.join(path))?;
        self.published.send(self.names())
    }

    /// The names go with the state that is published.
    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
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

    fn bench(scratch: &tempfile::TempDir) -> Workbench {
        Workbench::new(MmapDirectory::open(scratch.path()).unwrap(), scratch.path())
    }

    #[test]
    fn a_list_that_the_disk_lost_is_no_damage() {
        let scratch = tempfile::tempdir().unwrap();
        let bench = bench(&scratch);
        bench.atomic_write(Path::new(LIST), b"[\"lamp.idx\"]\n").unwrap();
        assert_eq!(bench.atomic_read(Path::new(LIST)).unwrap(), b"[\"lamp.idx\"]\n");
        fs::File::create(scratch.path().join(LIST)).unwrap();
        assert!(matches!(bench.atomic_read(Path::new(LIST)), Err(OpenReadError::FileDoesNotExist(_))));
        assert!(!scratch.path().join(NEXT).exists());
    }

    #[test]
    fn nothing_is_published_or_taken_away_once_a_file_is_lost() {
        let scratch = tempfile::tempdir().unwrap();
        let bench = bench(&scratch);
        let (state, file) = (Path::new("meta.json"), Path::new("lamp.idx"));
        let mut written = bench.open_write(file).unwrap();
        written.write_all(b"lamp").unwrap();
        written.terminate().unwrap();
        bench.atomic_write(state, b"one").unwrap();
        bench.afloat.send(|| Err(io::Error::from(io::ErrorKind::StorageFull))).unwrap();
        for _ in 0..2 {
            let refused = bench.atomic_write(state, b"two").unwrap_err();
            assert_eq!(refused.kind(), io::ErrorKind::StorageFull);
        }
        bench.published.send(|| Err(io::Error::from(io::ErrorKind::StorageFull))).unwrap();
        assert!(bench.delete(file).is_err());
        assert_eq!(bench.atomic_read(state).unwrap(), b"one");
        assert_eq!(bench.atomic_read(file).unwrap(), b"lamp");
        assert_eq!(fs::read_dir(scratch.path()).unwrap().count(), 2, "no half of a state is left");
    }

    #[test]
    fn what_is_published_is_never_ahead_of_its_files() {
        let scratch = tempfile::tempdir().unwrap();
        let bench = bench(&scratch);
        let (gate, held) = std::sync::mpsc::channel::<()>();
        let (bench_too, state) = (bench.clone(), scratch.path().join("meta.json"));
        bench.afloat.send(move || held.recv().map_err(io::Error::other)).unwrap();
        let publishing = std::thread::spawn(move || bench_too.atomic_write(Path::new("meta.json"), b"one"));
        assert!(!state.exists());
        gate.send(()).unwrap();
        publishing.join().unwrap().unwrap();
        assert!(state.exists());
    }

    #[test]
    fn more_files_than_may_be_afloat_all_arrive() {
        let scratch = tempfile::tempdir().unwrap();
        let bench = bench(&scratch);
        let arrived = Arc::new(Mutex::new(0));
        for _ in 0..3 * MOST {
            let arrived = Arc::clone(&arrived);
            let task =
                move || arrived.lock().map(|mut n| *n += 1).map_err(|e| io::Error::other(e.to_string()));
            bench.afloat.send(task).unwrap();
        }
        bench.settled().unwrap();
        assert_eq!(*arrived.lock().unwrap(), 3 * MOST);
    }
}
