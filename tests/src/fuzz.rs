//! Everything that reads what somebody else wrote, fed with texts that were made from sound ones by random changes:
//! nothing panics, and what holds for any text holds. A run is the same every time. `FUZZ_RUNS` says how many texts each
//! target gets, `FUZZ_SEED` which; with `FUZZ_SECONDS` each goes on for so long and names everything that it finds. With
//! `CORPUS_SHARED` the real sources are among the sound texts.

mod csl;
mod mutation;
mod questions;
mod readers;
mod seeds;
mod tables;

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Once;
use std::time::{Duration, Instant};

use libtest_mimic::{Failed, Trial};

use crate::drawn::Draw;

/// Texts for each target where nothing else is said.
const FEW: usize = 150;

/// Attempts at making a text shorter that shows a fault.
const SHRINKING: usize = 3000;

/// Something that reads texts.
pub(crate) struct Target {
    name: &'static str,
    /// How many times dearer one text is than for the others.
    dear: usize,
    /// Sound texts.
    seeds: fn() -> Vec<String>,
    /// What means something to the reader.
    signs: &'static [&'static str],
    /// Reads a text and panics where something does not hold. The number chooses among options.
    holds: fn(&[u8], u64),
}

/// A test a target.
pub(crate) fn trials() -> Vec<Trial> {
    let all = readers::TARGETS.iter().chain(tables::TARGETS).chain(questions::TARGETS).chain(csl::TARGETS);
    all.map(|target| Trial::test(format!("fuzz/{}", target.name), move || run(target))).collect()
}

thread_local! {
    static WATCHED: Cell<bool> = const { Cell::new(false) };
    static SEEN: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Keeps panics that are looked for from the terminal, and remembers where they were.
fn watch() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if WATCHED.get() {
                SEEN.replace(info.to_string());
            } else {
                before(info);
            }
        }));
    });
}

/// What goes wrong with a text, in words.
fn fault(target: &Target, text: &[u8], choice: u64) -> Option<String> {
    WATCHED.set(true);
    let outcome = catch_unwind(AssertUnwindSafe(|| (target.holds)(text, choice)));
    WATCHED.set(false);
    outcome.err().map(|_| SEEN.take())
}

/// Where a panic was: what tells one fault from another.
fn place(fault: &str) -> String {
    fault.lines().next().unwrap_or_default().to_owned()
}

/// A shorter text with the same fault.
fn shrunk(target: &Target, text: Vec<u8>, choice: u64, known: &str) -> Vec<u8> {
    let (mut text, mut left) = (text, SHRINKING);
    let mut size = text.len() / 2;
    while size > 0 && left > 0 {
        let mut at = 0;
        while at < text.len() && left > 0 {
            left -= 1;
            let mut less = text.clone();
            less.drain(at..(at + size).min(text.len()));
            if fault(target, &less, choice).is_some_and(|f| place(&f) == known) {
                text = less;
            } else {
                at += size;
            }
        }
        size /= 2;
    }
    text
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|n| n.parse().ok())
}

fn run(target: &Target) -> Result<(), Failed> {
    watch();
    let seeds = (target.seeds)();
    let seconds = number("FUZZ_SECONDS");
    let until = seconds.map(|s| Instant::now() + Duration::from_secs(s));
    let runs = number("FUZZ_RUNS").map_or(FEW, |n| usize::try_from(n).unwrap_or(FEW)) / target.dear;
    // What is being read, so that it is known where the process itself comes to an end.
    let last = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{}", target.name));
    let mut draw = Draw::new(number("FUZZ_SEED").unwrap_or(1), target.name);
    let (mut done, mut faults, mut slowest): (usize, Vec<(String, String)>, _) = (0, Vec::new(), (0, 0));
    while until.map_or(done < runs, |until| Instant::now() < until) {
        let text = mutation::made(&seeds, target.signs, &mut draw);
        let choice = draw.next();
        if until.is_some() {
            std::fs::write(&last, &text)?;
        }
        let start = Instant::now();
        let found = fault(target, &text, choice);
        slowest = slowest.max((start.elapsed().as_millis(), text.len()));
        done += 1;
        let Some(found) = found else { continue };
        let known = place(&found);
        if faults.iter().any(|(place, _)| *place == known) {
            continue;
        }
        let text = shrunk(target, text, choice, &known);
        let told = fault(target, &text, choice).unwrap_or(found);
        let told = format!("{told}\n  choice {choice}, text {:?}", String::from_utf8_lossy(&text));
        if until.is_some() {
            eprintln!("fuzz/{}: {told}", target.name);
        }
        faults.push((known, told));
        if until.is_none() {
            break;
        }
    }
    if until.is_some() {
        let (milliseconds, bytes) = slowest;
        eprintln!(
            "fuzz/{}: {done} texts, {} faults; the slowest took {milliseconds} ms ({bytes} bytes)",
            target.name,
            faults.len()
        );
    }
    match faults.as_slice() {
        [] => Ok(()),
        faults => Err(faults.iter().map(|(_, told)| told.as_str()).collect::<Vec<_>>().join("\n").into()),
    }
}
