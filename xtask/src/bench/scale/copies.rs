//! A corpus of many copies of a folder: time and memory must grow with it no faster than it does.

use std::path::Path;
use std::process::Command;

use super::scratch::Corpus;
use crate::Outcome;
use crate::bench::folder;
use crate::bench::spent::{Spent, peak};
use crate::command::corpus_binary;

/// Runs of each size; the median counts.
const RUNS: usize = 3;

/// One copy beside `copies`: whole processes, their time and their own memory.
pub(in crate::bench) fn copies(root: &Path, folder: &Path, copies: usize) -> Outcome {
    let program = corpus_binary(root)?;
    let one = measured(&program, &Corpus::new(folder)?)?;
    let scratch = tempfile::tempdir().map_err(|e| e.to_string())?;
    for number in 0..copies {
        copied(folder, &scratch.path().join(number.to_string()), number)?;
    }
    let corpus = Corpus::new(scratch.path())?;
    drop(scratch);
    let many = measured(&program, &corpus)?;
    let (time, processor) = many.0.of(one.0);
    println!("one copy    {:8.2} s, peak memory {:6.0} MB", one.0.time.as_secs_f64(), one.1);
    println!(
        "{copies} copies {:8.2} s, peak memory {:6.0} MB ({} files)",
        many.0.time.as_secs_f64(),
        many.1,
        corpus.files
    );
    println!("time {time:.1} × (by processors {processor:.1} ×), memory {:.2} ×", many.1 / one.1);
    Ok(())
}

fn measured(program: &str, corpus: &Corpus) -> Result<(Spent, f64), String> {
    let (mut runs, mut most) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let mut command = Command::new(program);
        command.arg("--corpus").arg(corpus.root()).args(["index", "--full", "--progress", "none"]);
        let (megabytes, spent) = Spent::on(|| peak(&mut command))?;
        runs.push(spent);
        most.push(megabytes);
    }
    most.sort_by(f64::total_cmp);
    Ok((Spent::middle(runs), most.get(RUNS / 2).copied().unwrap_or_default()))
}

/// Copies the Markdown files below `from`, each with a line of its own so that none has a twin.
fn copied(from: &Path, to: &Path, number: usize) -> Outcome {
    for (at, file) in folder::markdown(from)?.into_iter().enumerate() {
        let mut text = std::fs::read(&file).map_err(|e| format!("{}: {e}", file.display()))?;
        text.extend(format!("\n\nCopy {number}.\n").as_bytes());
        // The name of a folder parts ids where titles do not.
        let folder = to.join(format!("t{number}-{at}"));
        std::fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
        std::fs::write(folder.join("text.md"), text).map_err(|e| e.to_string())?;
    }
    Ok(())
}
