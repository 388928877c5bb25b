//! Indexing and searching a large folder, against tantivy alone on the same passages.
//!
//! Every figure is the median of several runs and stands beside its yardstick from the same call. The folder is taken in as a
//! user would take it in, `corpus init --empty` and `corpus add --recursive`: with the tables that the program comes with,
//! languages told passage by passage, citations and labels.

mod alone;
mod copies;
mod questions;
mod scratch;

use std::path::Path;
use std::process::Command;

use desk::{Desk, IndexRequest};

use super::spent::{Spent, quiet};
use crate::Outcome;
use crate::command::corpus_binary;
use scratch::Corpus;

pub(super) use alone::ask;
pub(super) use copies::copies;
pub(super) use questions::search;

/// Runs of each measurement where no number is given; the median counts.
pub(super) const RUNS: usize = 5;

/// What may be asked of `desk` again and again: the whole index made anew.
fn anew(desk: &Desk) -> Result<(), String> {
    let request = IndexRequest { full: true, ..IndexRequest::default() };
    desk.index(&request).map(drop).map_err(|e| e.to_string())
}

/// Full runs of the indexer beside tantivy alone; runs in which nothing or one file has changed beside `git status`.
pub(super) fn index(root: &Path, folder: &Path, runs: usize) -> Outcome {
    let program = corpus_binary(root)?;
    let mut corpus = Corpus::new(folder)?;
    let desk = corpus.desk()?;
    let full = Spent::median(runs, || anew(&desk))?;
    let passages = corpus.passages()?;
    let alone = alone::same_documents(runs, &passages, &corpus.folding()?)?;
    let plain = alone::plain(runs, &passages)?;
    println!(
        "files {}, {:.1} MB; passages {}, {:.1} MB",
        corpus.files,
        corpus.bytes as f64 / 1e6,
        passages.count(),
        passages.bytes() as f64 / 1e6
    );
    let line = |what: &str, spent: Spent| {
        let (time, speed) = (spent.time.as_secs_f64(), corpus.bytes as f64 / 1e6 / spent.time.as_secs_f64());
        println!(
            "{what:38} {time:8.2} s  {speed:6.1} MB/s  processors {:8.2} s",
            spent.processor.as_secs_f64()
        );
    };
    line("full run", full);
    line("tantivy alone, the same documents", alone);
    line("tantivy alone, ids and words only", plain);
    let (time, processor) = alone.of(full);
    println!(
        "speed of a full run, to tantivy alone on the same documents: {time:.2} (by processors {processor:.2})"
    );
    let (time, processor) = plain.of(full);
    println!("the same, to ids and words only: {time:.2} (by processors {processor:.2})");
    corpus.without_doctrines()?;
    let untagged = Spent::median(runs, || anew(&desk))?;
    line("full run without tagging", untagged);
    corpus.with_doctrines()?;
    anew(&desk)?;
    let one = alone::one_document(4 * RUNS, &passages)?;
    small(&program, &mut corpus, one)
}

/// Whole processes: nothing to do, and one file changed; beside them, what `one` document costs tantivy.
fn small(program: &str, corpus: &mut Corpus, one: Spent) -> Outcome {
    let run = |at: &Path| {
        let mut command = Command::new(program);
        command.arg("--corpus").arg(at).arg("index");
        quiet(&mut command)
    };
    corpus.under_git()?;
    let root = corpus.root().to_owned();
    let git = || quiet(Command::new("git").arg("-C").arg(&root).args(["status", "--porcelain"]));
    git()?;
    // What was written so far is on the disk before anything waits for the disk.
    quiet(&mut Command::new("sync"))?;
    let status = Spent::median(4 * RUNS, git)?;
    let idle = Spent::median(4 * RUNS, || run(&root))?;
    let mut changed = Vec::new();
    for number in 0..2 * RUNS {
        corpus.change(number)?;
        changed.push(Spent::on(|| run(&root))?.1);
    }
    let changed = Spent::middle(changed);
    let single = corpus.single()?;
    let own = Spent::median(2 * RUNS, || {
        let mut command = Command::new(program);
        command.arg("--corpus").arg(single.root()).args(["index", "--full"]);
        quiet(&mut command)
    })?;
    println!("git status                             {:8.1} ms", status.ms());
    println!(
        "nothing changed, whole process         {:8.1} ms  ({:.1} × git status)",
        idle.ms(),
        idle.of(status).0
    );
    println!("one file changed, whole process        {:8.1} ms", changed.ms());
    println!("a corpus of that file, whole process   {:8.1} ms", own.ms());
    println!("one file changed, beyond its own cost  {:8.1} ms", changed.ms() - own.ms());
    println!("tantivy alone, one document (no process) {:6.1} ms", one.ms());
    Ok(())
}
