//! Finding and resolving citations in a large folder, against a bare scan for all names and anchors.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use aho_corasick::{AhoCorasick, MatchKind};
use cite::{Context, Names};
use model::{AuthorityId, Catalogue, Held, Lookup, Pinpoint};

use super::{folder, linear};
use crate::Outcome;

/// Runs of each measurement; the median counts.
const RUNS: usize = 5;

/// Nothing is held: what is measured is the engine and no look-up.
pub(super) struct Nothing;

impl Held for Nothing {
    fn holds(&self, _: &AuthorityId) -> bool {
        false
    }

    fn look_up(&self, _: &AuthorityId, _: &Pinpoint) -> Lookup {
        Lookup::Unheld
    }
}

/// The table of authorities of this repository.
pub(super) fn catalogue(root: &Path) -> Result<Catalogue, String> {
    ingest::load_catalogue(&root.join("corpus/authorities")).map_err(|e| e.to_string())
}

/// How many citations `text` has.
pub(super) fn count(text: &str, names: &Names) -> usize {
    cite::cites(text, names, &Context::default(), &Nothing).len()
}

/// Speed on one core and on two, start-up, and texts of up to `most` megabytes made to slow the engine down.
pub(super) fn run(root: &Path, folder: &Path, most: usize) -> Outcome {
    let files = folder::markdown(folder)?;
    let read = |path| std::fs::read_to_string(path).map_err(|e| e.to_string());
    let mut texts: Vec<String> = files.iter().map(read).collect::<Result<_, _>>()?;
    // The longest first, so that no core ends alone with one of them.
    texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
    let bytes: usize = texts.iter().map(String::len).sum();
    let tables = folder::median(RUNS, || catalogue(root).map(drop))?;
    let catalogue = Arc::new(catalogue(root)?);
    let making = folder::median(RUNS, || {
        drop(Names::new(Arc::clone(&catalogue)));
        Ok(())
    })?;
    let first = folder::median(RUNS, || {
        count("Article 51 of the Charter of the United Nations", &Names::new(Arc::clone(&catalogue)));
        Ok(())
    })?;
    let names = Names::new(Arc::clone(&catalogue));
    let bare = scanner(&catalogue)?;
    println!("files {}, {:.1} MB; authorities {}", files.len(), bytes as f64 / 1e6, catalogue.len());
    println!("reading the tables      {:8.1} ms", tables.as_secs_f64() * 1e3);
    println!("making the names        {:8.1} ms", making.as_secs_f64() * 1e3);
    println!("and a first, short text {:8.1} ms", first.as_secs_f64() * 1e3);
    // Turn about, so that a machine that slows down slows all of them.
    let (mut scans, mut ones, mut twos) = (Vec::new(), Vec::new(), Vec::new());
    let (mut hits, mut citations) = (0, 0);
    for _ in 0..=RUNS {
        let (time, found) = on_cores(1, &texts, |text| bare.find_iter(text).count());
        scans.push(time);
        hits = found;
        let (time, found) = on_cores(1, &texts, |text| count(text, &names));
        ones.push(time);
        citations = found;
        twos.push(on_cores(2, &texts, |text| count(text, &names)).0);
    }
    // The first round builds what is built but once.
    let [scan, one, two] = [scans, ones, twos].map(|times| middle(times.get(1..).unwrap_or_default()));
    let speed = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    println!("bare scan, one core     {:8.1} MB/s  ({hits} hits)", speed(scan));
    println!("citations, one core     {:8.1} MB/s  ({citations} citations)", speed(one));
    println!("citations, two cores    {:8.1} MB/s", speed(two));
    println!("two cores to one: {:.2}", speed(two) / speed(one));
    println!("citations to the bare scan: {:.2}", speed(one) / speed(scan));
    linear::run(&names, most)
}

/// One automaton over all names and anchors, in either case.
fn scanner(catalogue: &Catalogue) -> Result<AhoCorasick, String> {
    let mut all: Vec<&str> = cite::anchors().collect();
    for authority in catalogue.iter() {
        all.extend(authority.names());
        all.extend(authority.ambiguous.iter().chain(&authority.generic).map(String::as_str));
    }
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .build(all)
        .map_err(|e| e.to_string())
}

/// The time that `cores` threads take to count something in every text, and the sum.
fn on_cores(cores: usize, texts: &[String], count: impl Fn(&str) -> usize + Sync) -> (Duration, usize) {
    let (next, sum) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let work = || {
        while let Some(text) = texts.get(next.fetch_add(1, Ordering::Relaxed)) {
            sum.fetch_add(count(text), Ordering::Relaxed);
        }
    };
    let start = Instant::now();
    std::thread::scope(|scope| {
        for _ in 1..cores {
            scope.spawn(work);
        }
        work();
    });
    (start.elapsed(), sum.into_inner())
}

fn middle(times: &[Duration]) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort();
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}
