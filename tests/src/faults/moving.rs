//! Files that come, go and change while they are read; a second writer; readers while an index is made.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use desk::{Desk, Freshness, IndexProgress, IndexRequest, Look, Request};
use libtest_mimic::{Failed, Trial};

use super::{Site, told};

pub(super) fn trials() -> Vec<Trial> {
    vec![
        Trial::test("faults/a_source_that_goes_while_it_is_read", || while_read(Moving::Goes)),
        Trial::test("faults/a_source_that_changes_while_it_is_read", || while_read(Moving::Changes)),
        Trial::test("faults/a_source_that_becomes_a_folder", || while_read(Moving::BecomesFolder)),
        Trial::test("faults/readers_and_a_second_writer", readers_and_a_second_writer),
        Trial::test("faults/the_lock_of_a_dead_owner", the_lock_of_a_dead_owner),
    ]
}

#[derive(Clone, Copy)]
enum Moving {
    Goes,
    Changes,
    BecomesFolder,
}

/// Does something once the files have been looked at and before they are read.
struct Between<F: Fn() + Sync>(F);

impl<F: Fn() + Sync> IndexProgress for Between<F> {
    fn planned(&self, _documents: usize, _bytes: u64) {
        (self.0)();
    }

    fn read(&self, _id: &str, _passages: usize, _bytes: u64) {}

    fn publishing(&self) {}
}

/// The path of the source that document number 5 has.
fn last_source(site: &Site) -> Result<PathBuf, Failed> {
    let listed = fs::read_dir(site.path().join("corpus/sources"))?;
    let paths = listed.filter_map(|f| Some(f.ok()?.path()));
    paths.max().ok_or_else(|| "there is no source".into())
}

fn while_read(moving: Moving) -> Result<(), Failed> {
    let scratch = tempfile::tempdir()?;
    let site = Site::new(scratch.path().join("site"), 3)?;
    site.take(3..6)?;
    let whole = Site::new(scratch.path().join("whole"), 6)?;
    let source = last_source(&site)?;
    let (text, modified) = (fs::read(&source)?, fs::metadata(&source)?.modified()?);
    let strike = || match moving {
        Moving::Goes => fs::remove_file(&source).unwrap(),
        // A word for a word of the same length: the size tells nothing.
        Moving::Changes => {
            let other = String::from_utf8(text.clone()).unwrap().replace("keeper", "sleeper");
            fs::write(&source, &other.as_bytes()[..text.len()]).unwrap();
        }
        Moving::BecomesFolder => {
            fs::remove_file(&source).unwrap();
            fs::create_dir(&source).unwrap();
        }
    };
    let progress = Between(strike);
    let report =
        Desk::open(site.path())?.index(&IndexRequest { progress: &progress, ..IndexRequest::default() })?;
    assert_eq!(report.problems.len(), 1, "{:?}", report.problems);
    assert_eq!(report.documents, 6);
    assert_eq!(report.digests_only.len(), 1, "the text that moved is not held");
    let found = site.done(&["search", "sleeper", "--no-refresh", "--format", "json"])?;
    assert!(found.contains("\"total\":0"), "nothing of the changed text is there: {found}");
    // It is back, to the very moment of its last change: the next run finds it.
    if source.is_dir() {
        fs::remove_dir(&source)?;
    }
    fs::write(&source, &text)?;
    fs::File::options().write(true).open(&source)?.set_modified(modified)?;
    assert!(!Desk::open(site.path())?.stale()?.is_empty(), "the index knows that it is not up to date");
    site.recovers(&whole.answers()?)
}

fn totals(folder: &Path, look: Option<Look>) -> usize {
    let desk = Desk::open(folder).unwrap();
    if let Some(look) = look {
        // Whoever cannot write says so; the old index answers.
        match desk.freshen(look) {
            Ok(Freshness::Rebuilt(_)) => panic!("two wrote at once"),
            Ok(_) => {}
            Err(error) => {
                let owner = format!("is being written by process {}", std::process::id());
                assert!(error.to_string().contains(&owner), "{error}");
            }
        }
    }
    let request = Request { query: "keeper".to_owned(), limit: 5, ..Request::default() };
    desk.search(&request).unwrap().total
}

/// Asks from within a run of the indexer, at each of its steps.
struct Asking<'s> {
    site: &'s Site,
    seen: Mutex<Vec<usize>>,
}

impl Asking<'_> {
    fn ask(&self) {
        let total = totals(self.site.path(), Some(Look::Always));
        let second = IndexRequest { full: true, ..IndexRequest::default() };
        assert!(Desk::open(self.site.path()).unwrap().index(&second).is_err(), "two wrote at once");
        self.seen.lock().unwrap().push(total);
    }
}

impl IndexProgress for Asking<'_> {
    fn planned(&self, _documents: usize, _bytes: u64) {
        self.ask();
    }

    fn read(&self, _id: &str, _passages: usize, _bytes: u64) {
        self.ask();
    }

    fn publishing(&self) {
        self.ask();
    }
}

fn readers_and_a_second_writer() -> Result<(), Failed> {
    let scratch = tempfile::tempdir()?;
    let site = Site::new(scratch.path().join("site"), 3)?;
    let before = totals(site.path(), None);
    site.take(3..6)?;
    for full in [false, true] {
        let asking = Asking { site: &site, seen: Mutex::default() };
        let old = totals(site.path(), None);
        let request = IndexRequest { full, progress: &asking, ..IndexRequest::default() };
        Desk::open(site.path())?.index(&request)?;
        let seen = asking.seen.into_inner()?;
        assert!(seen.len() > 4 && seen.iter().all(|&total| total == old), "{seen:?}, not {old}");
    }
    assert_eq!(totals(site.path(), None), 2 * before);
    Ok(())
}

/// A process that was killed leaves its number behind and no lock.
fn the_lock_of_a_dead_owner() -> Result<(), Failed> {
    let scratch = tempfile::tempdir()?;
    let site = Site::new(scratch.path().join("site"), 2)?;
    fs::write(site.index().join("writer.lock"), "999999999\n")?;
    let output = site.output(&["index", "--full"])?;
    assert!(output.status.success(), "{}", told(&output));
    Ok(())
}
