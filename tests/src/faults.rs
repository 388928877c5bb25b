//! Disks that are full, folders that may not be written, files that come and go while they are read, several programs at
//! once, damaged files: every search answers as before or as after, and the next run recovers. Nothing here waits: faults
//! strike at a count of bytes, or where the indexer says how far it has come. `FAULTS` says how many strike at random.

mod damage;
mod disk;
mod moving;

use std::fs;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use libtest_mimic::{Failed, Trial};

use crate::binary::program;

/// The tests of these files.
pub(crate) fn trials() -> Vec<Trial> {
    [disk::trials(), moving::trials(), damage::trials()].into_iter().flatten().collect()
}

/// A user who may do nothing of his own.
const NOBODY: u32 = 65534;

const QUERIES: [&str; 3] = ["\"white lamp\" pilot -bell", "harbour OR keeper", "article storm~1"];

/// A corpus of invented treaties in a folder.
struct Site {
    folder: PathBuf,
}

impl Site {
    /// An indexed corpus below `folder` of documents number 0 to `documents`.
    fn new(folder: PathBuf, documents: usize) -> Result<Self, Failed> {
        fs::create_dir_all(&folder)?;
        let site = Self { folder };
        site.done(&["init", "--empty", "."])?;
        // What takes long to read and is of no concern here.
        fs::remove_dir_all(site.folder.join("corpus/authorities"))?;
        for table in ["doctrines.toml", "doctrine-weights.tsv"] {
            fs::remove_file(site.folder.join("corpus").join(table))?;
        }
        site.take(0..documents)?;
        site.done(&["index"])?;
        Ok(site)
    }

    fn path(&self) -> &Path {
        &self.folder
    }

    fn index(&self) -> PathBuf {
        self.folder.join("index")
    }

    /// Takes documents with these numbers in, without indexing them.
    fn take(&self, numbers: std::ops::Range<usize>) -> Result<(), Failed> {
        let incoming = self.folder.join("incoming");
        fs::create_dir_all(&incoming)?;
        for number in numbers {
            let mut text = format!("# Treaty {number} on Harbours\n");
            for article in 1..=30 {
                let light = ["white lamp", "red lamp", "bell", "fog horn"][(number + article) % 4];
                let words =
                    format!("The keeper of harbour {number} shows a {light} to every pilot in a storm.");
                text.push_str(&format!("\nArticle {article}\n\n{words}\n"));
            }
            fs::write(incoming.join(format!("{number:02}.md")), text)?;
        }
        self.done(&["add", "--recursive", "incoming"])?;
        Ok(())
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(program());
        command.current_dir(&self.folder).args(arguments);
        surroundings(&mut command);
        command
    }

    fn output(&self, arguments: &[&str]) -> Result<Output, Failed> {
        Ok(self.command(arguments).output()?)
    }

    /// What a run prints that must succeed.
    fn done(&self, arguments: &[&str]) -> Result<String, Failed> {
        let output = self.output(arguments)?;
        if output.status.success() {
            return Ok(String::from_utf8(output.stdout)?);
        }
        Err(format!("{arguments:?}: {}", String::from_utf8_lossy(&output.stderr)).into())
    }

    /// What is found now, without looking for changes: ids, scores, words and order.
    fn answers(&self) -> Result<Vec<String>, Failed> {
        let ask = |query| self.done(&["search", query, "--no-refresh", "--limit", "100", "--format", "json"]);
        QUERIES.into_iter().map(ask).collect()
    }

    /// Whether the answers are one of those that are known.
    fn one_of(&self, known: &[&Vec<String>], when: &str) -> Result<(), Failed> {
        let now = self.answers().map_err(|e| format!("{when}: {e:?}"))?;
        if known.contains(&&now) {
            Ok(())
        } else {
            Err(format!("{when}: neither as before nor as after").into())
        }
    }

    /// The next run must succeed and give the answers.
    fn recovers(&self, answers: &Vec<String>) -> Result<(), Failed> {
        self.done(&["index"])?;
        self.one_of(&[answers], "after the next run")
    }
}

fn surroundings(command: &mut Command) {
    command.stdin(Stdio::null());
    for name in ["CORPUS_DIR", "CORPUS_MIRROR"] {
        command.env_remove(name);
    }
}

/// Whether this process may do anything, whatever the modes of files say.
fn almighty(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    fs::metadata(folder).is_ok_and(|m| m.uid() == 0)
}

/// The same command without any right of its own, where this process has some.
fn powerless(site: &Site, mut command: Command) -> Command {
    if almighty(site.path()) {
        command.uid(NOBODY).gid(NOBODY);
    }
    command
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// How many faults strike at random.
fn count(few: usize) -> usize {
    std::env::var("FAULTS").ok().and_then(|n| n.parse().ok()).unwrap_or(few)
}
