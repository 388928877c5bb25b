//! The latency of a question: whole processes, and the question inside one.

use std::path::{Path, PathBuf};
use std::process::Command;

use desk::{Desk, Request};

use super::scratch::Corpus;
use super::{alone, anew};
use crate::Outcome;
use crate::bench::spent::{Spent, quiet};
use crate::command::corpus_binary;

/// Runs of a whole process.
const PROCESSES: usize = 31;
/// Runs of a process whose files are not in memory.
const COLD: usize = 11;
/// Runs of the question inside a process, which takes a little while to be at its speed.
const INSIDE: usize = 301;
/// What is searched for.
const QUERY: &str = "\"armed attack\"";
/// The place and the instrument whose citations are asked for. Hundreds of sentences cite the instrument: the first of them, as
/// whoever asks sees them, and all.
const CITED: [&[&str]; 3] =
    [&["cited-by", "un-charter#art-51"], &["cited-by", "un-charter"], &["cited-by", "un-charter", "--all"]];

/// Questions of whole processes beside a bare tantivy process.
pub(in crate::bench) fn search(root: &Path, folder: &Path) -> Outcome {
    let program = corpus_binary(root)?;
    let corpus = Corpus::new(folder)?;
    let desk = corpus.desk()?;
    anew(&desk)?;
    let bare = tempfile::tempdir().map_err(|e| e.to_string())?;
    alone::bare_index(bare.path(), &corpus.passages()?.plain())?;
    let own = std::env::current_exe().map_err(|e| e.to_string())?;
    let corpus_process = |args: &[&str]| {
        let mut command = Command::new(&program);
        command.arg("--corpus").arg(corpus.root()).args(args);
        command
    };
    let bare_process = || {
        let mut command = Command::new(&own);
        command.args(["bench", "ask"]).arg(bare.path()).arg(QUERY);
        command
    };
    let warm = |make: &dyn Fn() -> Command| {
        quiet(&mut make())?;
        Spent::median(PROCESSES, || quiet(&mut make()))
    };
    let cold = |make: &dyn Fn() -> Command, folder: &Path| {
        let mut runs = Vec::new();
        for _ in 0..COLD {
            forget(folder)?;
            runs.push(Spent::on(|| quiet(&mut make()))?.1);
        }
        Ok::<Spent, String>(Spent::middle(runs))
    };
    let index = corpus.root().join("index");
    let asked = |args: &'static [&'static str]| move || corpus_process(args);
    let start_up = warm(&|| corpus_process(&["--version"]))?;
    let yardstick = warm(&bare_process)?;
    println!("{QUERY} in {} files, ten shown; whole processes, medians of {PROCESSES}", corpus.files);
    let line = |what: &str, spent: Spent, yardstick: Spent| {
        println!("{what:40} {:8.2} ms  ({:.2} × bare tantivy)", spent.ms(), spent.of(yardstick).0);
    };
    println!("{:40} {:8.2} ms", "start-up (--version)", start_up.ms());
    line("bare tantivy: phrase, ten snippets", yardstick, yardstick);
    let place = place(&desk)?;
    line("search", warm(&asked(&["search", QUERY]))?, yardstick);
    line("search --no-refresh", warm(&asked(&["search", QUERY, "--no-refresh"]))?, yardstick);
    line(&format!("show {place}"), warm(&|| corpus_process(&["show", &place]))?, yardstick);
    for cited in CITED {
        line(&cited.join(" "), warm(&|| corpus_process(cited))?, yardstick);
    }
    println!("not in memory, medians of {COLD}");
    let yardstick = cold(&bare_process, bare.path())?;
    line("bare tantivy: phrase, ten snippets", yardstick, yardstick);
    line("search", cold(&asked(&["search", QUERY]), &index)?, yardstick);
    line(&format!("show {place}"), cold(&|| corpus_process(&["show", &place]), &index)?, yardstick);
    inside(&desk)?;
    let report = Spent::median(super::RUNS, || quiet(&mut corpus_process(&["report"])))?;
    println!("{:40} {:8.2} ms", "report, whole process", report.ms());
    Ok(())
}

/// The question inside a process that has the index open: as the program asks it, and with what was found counted besides.
fn inside(desk: &Desk) -> Outcome {
    for (what, facets) in [("", false), (", with facets", true)] {
        let request = Request { query: QUERY.to_owned(), limit: 10, facets, ..Request::default() };
        let ask = || desk.search(&request).map_err(|e| e.to_string());
        let found = ask()?.total;
        let inside = Spent::median(INSIDE, || ask().map(drop))?;
        let what = format!("the question inside{what}");
        println!("{what:40} {:8.2} ms  ({found} passages)", inside.ms());
    }
    Ok(())
}

/// A place to be shown: the first that the query finds.
fn place(desk: &Desk) -> Result<String, String> {
    let request = Request { query: QUERY.to_owned(), limit: 1, ..Request::default() };
    let found = desk.search(&request).map_err(|e| e.to_string())?;
    let first = found.hits.first().ok_or_else(|| format!("{QUERY} finds nothing"))?;
    Ok(first.passage.id.to_string())
}

/// Drops the files of a folder from the system's memory.
fn forget(folder: &Path) -> Result<(), String> {
    let listed = std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    for path in listed.filter_map(|f| Some(f.ok()?.path())).collect::<Vec<PathBuf>>() {
        if path.is_dir() {
            forget(&path)?;
            continue;
        }
        // `dd` can tell the system that a file is not needed any more; the standard library cannot.
        quiet(Command::new("dd").arg(format!("if={}", path.display())).args(["iflag=nocache", "count=0"]))?;
    }
    Ok(())
}
