//! Checking a long draft, against a plain search in the same corpus.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use desk::{Desk, IndexRequest};

use crate::Outcome;
use crate::command::corpus_binary;

/// Quotations in the draft.
const QUOTATIONS: usize = 300;
/// Words of a page.
const PAGE: usize = 500;
/// Pages of the draft.
const PAGES: usize = 50;
/// Runs of each process; the median counts.
const RUNS: usize = 9;
/// The author's own words between quotations.
const FILLER: &str = "The argument is an old one and need not be told again here. Keepers of harbours have long held that a \
lamp is lit for whoever comes, and that who comes is for the sea to say. Nothing in what follows turns on that point, \
though much has been written about it, and some of it with care. ";

/// The time of `corpus check` over a draft of fifty pages with three hundred quotations of the corpus's own texts, every
/// tenth of them with a word changed, as a multiple of a search and of the start of the process.
pub(super) fn check(root: &Path) -> Outcome {
    let program = corpus_binary(root)?;
    let desk = Desk::open(root).map_err(|e| e.to_string())?;
    desk.index(&IndexRequest::default()).map_err(|e| e.to_string())?;
    let text = draft(root)?;
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let file = folder.path().join("draft.md");
    std::fs::write(&file, &text).map_err(|e| e.to_string())?;
    let file = file.display().to_string();
    let run = |args: &[&str]| {
        let status = Command::new(&program)
            .arg("--corpus")
            .arg(root)
            .args(args)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        status.map(drop).map_err(|e| e.to_string())
    };
    let output = Command::new(&program)
        .arg("--corpus")
        .arg(root)
        .args(["check", &file, "--format", "json", "--no-refresh"])
        .output()
        .map_err(|e| e.to_string())?;
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).map_err(|e| e.to_string())?;
    let start_up = median(|| run(&["--version"]))?;
    let search = median(|| run(&["search", "\"armed attack\"", "--no-refresh"]))?;
    let check = median(|| run(&["check", &file, "--format", "json", "--no-refresh"]))?;
    let ms = |d: Duration| d.as_secs_f64() * 1e3;
    println!("{} words, {}", text.split_whitespace().count(), answer["summary"]);
    println!("process start-up (--version)  {:8.1} ms", ms(start_up));
    println!("corpus search, whole process  {:8.1} ms", ms(search));
    println!(
        "corpus check, whole process   {:8.1} ms  ({:.1} × a search)",
        ms(check),
        ms(check) / ms(search)
    );
    Ok(())
}

/// A draft that quotes the held texts.
fn draft(root: &Path) -> Result<String, String> {
    let index =
        search::Index::open(&root.join("index"), &model::Folding::none()).map_err(|e| e.to_string())?;
    let mut quotes = Vec::new();
    for document in index.documents().map_err(|e| e.to_string())? {
        for entry in index.document(&document.id).map_err(|e| e.to_string())? {
            let words: Vec<&str> = entry.text.split_whitespace().collect();
            let plain = (8..60).contains(&words.len()) && !entry.text.contains(['"', '“', '[']);
            if plain
                && entry.passage
                && entry.layer == search::Layer::Source
                && entry.kind != model::Kind::Essay
            {
                let cite = format!("{}, {}", entry.short, entry.pinpoint().plain());
                quotes.push((cite, words.join(" ")));
            }
        }
    }
    let step = (quotes.len() / QUOTATIONS).max(1);
    let mut out = String::from("# A long draft\n\n");
    let own = PAGES * PAGE / QUOTATIONS;
    for (i, (cite, words)) in quotes.iter().step_by(step).take(QUOTATIONS).enumerate() {
        let count = words.split_whitespace().count();
        let mut filler = String::new();
        while filler.split_whitespace().count() + count < own {
            filler.push_str(FILLER);
        }
        let words = if i % 10 == 0 { words.replacen(" the ", " every ", 1) } else { words.clone() };
        // Writing to a string does not fail.
        let _ = write!(out, "{filler}It is written that “{words}” ({cite}).\n\n");
    }
    Ok(out)
}

fn median(mut run: impl FnMut() -> Result<(), String>) -> Result<Duration, String> {
    let mut times = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let start = Instant::now();
        run()?;
        times.push(start.elapsed());
    }
    times.sort();
    Ok(times[times.len() / 2])
}
