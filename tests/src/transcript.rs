//! Sessions at the shell, run in-process in a scratch corpus: `$ corpus …`, what it prints, how it ends.
//!
//! A section's lines are commands (`$ corpus search lamp`), their standard output as it is, their standard error behind
//! `! `, and, where it is not 0, the exit status as `[exit 1]`. A first line `no sources` leaves the texts out; `$ write
//! FILE TEXT`, `$ edit FILE OLD NEW`, `$ remove FILE` and `$ mkdir DIR` change files between commands, `$ pin FILE` takes a
//! changed source for the pinned one, `$ print FILE` prints a file behind `| `; `… ` at the start of an expected line
//! matches any run of lines, and `…` inside one any run of characters.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use cli::Surroundings;
use libtest_mimic::Trial;

use crate::fixture::Fixture;
use crate::section::{Section, rewrite, sections};

/// New bodies by file, for `UPDATE=1`; a file is written once all its sections have run.
type Rewritten = Arc<Mutex<BTreeMap<PathBuf, BTreeMap<usize, (String, Vec<String>)>>>>;

/// A test for every section of `tests/suite/cli`.
pub(crate) fn trials() -> Vec<Trial> {
    let update = std::env::var_os("UPDATE").is_some();
    let all = sections("cli");
    let rewritten = Rewritten::default();
    let of_file = |section: &Section| all.iter().filter(|s| s.file == section.file).count();
    let mut numbers: BTreeMap<PathBuf, usize> = BTreeMap::new();
    let mut trials = Vec::new();
    for section in &all {
        let number = numbers.entry(section.file.clone()).or_default();
        let (place, count) = (*number, of_file(section));
        *number += 1;
        let (section, rewritten) = (section.clone(), Arc::clone(&rewritten));
        let name = format!("cli/{}/{}", section.file.file_stem().unwrap().to_string_lossy(), section.name);
        trials.push(Trial::test(name, move || {
            let printed = play(&section);
            if update {
                let body = keep_wildcards(&section.body, printed);
                let mut files = rewritten.lock().unwrap();
                let bodies = files.entry(section.file.clone()).or_default();
                bodies.insert(place, (section.name.clone(), body));
                if bodies.len() == count {
                    rewrite(&section.file, &bodies.values().cloned().collect::<Vec<_>>());
                }
                return Ok(());
            }
            compare(&section.body, &printed).map_err(Into::into)
        }));
    }
    trials
}

/// Runs the commands of a section and returns its body as it should read.
fn play(section: &Section) -> Vec<String> {
    let with_sources = !section.body.iter().any(|l| l == "no sources");
    let fixture = Fixture::new(with_sources);
    let mut out = Vec::new();
    for line in &section.body {
        let Some(command) = line.strip_prefix("$ ") else {
            if line == "no sources" || line.starts_with("# ") {
                out.push(line.clone());
            }
            continue;
        };
        out.push(line.clone());
        let words = split(command);
        match words.first().map(String::as_str) {
            Some("corpus") => out.extend(run(&fixture, &words)),
            Some("write") => {
                std::fs::write(fixture.path().join(&words[1]), words[2].replace("\\n", "\n")).unwrap();
            }
            Some("edit") => {
                let path = fixture.path().join(&words[1]);
                let [old, new] = [&words[2], &words[3]].map(|w| w.replace("\\n", "\n"));
                let text = std::fs::read_to_string(&path).unwrap();
                assert!(text.contains(&old), "{}: {old:?} is not there", section.name);
                std::fs::write(path, text.replacen(&old, &new, 1)).unwrap();
            }
            Some("pin") => fixture.pin(&words[1]),
            Some("print") => {
                let text = std::fs::read_to_string(fixture.path().join(&words[1])).unwrap();
                out.extend(text.lines().map(|l| format!("| {l}").trim_end().to_owned()));
            }
            Some("remove") => std::fs::remove_file(fixture.path().join(&words[1])).unwrap(),
            Some("mkdir") => std::fs::create_dir_all(fixture.path().join(&words[1])).unwrap(),
            other => panic!("{}: {}: no such command: {other:?}", section.file.display(), section.name),
        }
    }
    if section.body.last().is_some_and(String::is_empty) {
        out.push(String::new());
    }
    out
}

/// One run of the program: its output, its complaints behind `! `, its status where it is not 0.
fn run(fixture: &Fixture, words: &[String]) -> Vec<String> {
    let around =
        Surroundings { folder: fixture.path().to_owned(), width: Some(80), ..Surroundings::default() };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments: Vec<OsString> = words.iter().map(OsString::from).collect();
    let status = cli::run(arguments, around, &mut out, &mut err);
    let scratch = fixture.path().display().to_string();
    let clean = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(&scratch, "SCRATCH");
    let mut lines: Vec<String> = clean(out).lines().map(str::to_owned).collect();
    lines.extend(clean(err).lines().map(|l| format!("! {l}")));
    if status != 0 {
        lines.push(format!("[exit {status}]"));
    }
    lines
}

/// Splits a command at spaces outside quotes.
pub(crate) fn split(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quote = None;
    let mut open = false;
    for c in command.chars() {
        match quote {
            Some(q) if c == q => quote = None,
            None if c == '\'' || c == '"' => {
                quote = Some(c);
                open = true;
            }
            None if c == ' ' => {
                if open || !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                open = false;
            }
            _ => word.push(c),
        }
    }
    if open || !word.is_empty() {
        words.push(word);
    }
    words
}

/// Whether what was printed fits what was expected, wildcards taken into account.
fn compare(expected: &[String], printed: &[String]) -> Result<(), String> {
    let mut at = 0;
    let mut skipping = false;
    for line in expected {
        if line == "…" {
            skipping = true;
            continue;
        }
        let found = match skipping {
            true => printed[at..].iter().position(|p| fits(line, p)).map(|i| at + i),
            false => printed.get(at).filter(|p| fits(line, p)).map(|_| at),
        };
        match found {
            Some(i) => at = i + 1,
            None => {
                let got = printed.get(at).map_or("the end", String::as_str);
                return Err(format!(
                    "expected: {line}\n     got: {got}\n\nall of it:\n{}",
                    printed.join("\n")
                ));
            }
        }
        skipping = false;
    }
    if at < printed.len() && !skipping {
        return Err(format!("left over: {}\n\nall of it:\n{}", printed[at], printed.join("\n")));
    }
    Ok(())
}

/// Whether a printed line fits an expected one, in which `…` stands for any run of characters.
fn fits(expected: &str, printed: &str) -> bool {
    if expected == printed {
        return true;
    }
    let mut parts = expected.split('…');
    let Some(rest) = parts.next().and_then(|first| printed.strip_prefix(first)) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else { return rest.is_empty() };
    let mut rest = rest;
    for part in middle {
        match rest.find(part) {
            Some(i) => rest = &rest[i + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

/// What was printed, with the lines that an old expectation with wildcards still fits left as they were.
fn keep_wildcards(old: &[String], printed: Vec<String>) -> Vec<String> {
    if compare(old, &printed).is_ok() { old.to_vec() } else { printed }
}
