//! Exports: golden files (`suite/export/cases.txt` says by which commands they are made); Akoma Ntoso that is valid against
//! the standard's schema and that, read back, has the same provisions and words. The latter two run over the invented corpus
//! and, where CORPUS_SHARED is set, over every held text of the starter corpus.
//!
//! The schema comes with a Python package. CORPUS_PYTHON names an interpreter that has it (else `python3` is tried);
//! without it the check is skipped with a printed line, but fails in CI.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use ingest::{Format, Manifest, NumberingTable, Options};
use libtest_mimic::{Failed, Trial};
use model::{Document, Node};

use crate::fixture::Fixture;
use crate::section::suite;
use crate::sources;

/// Golden files, validity, round trips.
pub(crate) fn trials() -> Vec<Trial> {
    let cases = std::fs::read_to_string(suite().join("export/cases.txt")).unwrap();
    let lines = cases.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty());
    let mut trials: Vec<Trial> = lines.map(|line| golden(line.to_owned())).collect();
    trials
        .push(Trial::test("export/akoma ntoso of the invented corpus", || exchanged(invented(), "invented")));
    if let Some(shared) = std::env::var_os("CORPUS_SHARED") {
        let mirror = Path::new(&shared).join("sources");
        trials.push(Trial::test("export/akoma ntoso of every held text", move || {
            exchanged(sources::corpus(&mirror), "held")
        }));
        let mirror = Path::new(&shared).join("sources");
        trials.push(Trial::test("export/annotations come back without changing anything", move || {
            come_back(sources::corpus(&mirror))
        }));
    }
    trials
}

/// The output of a command is what the file says.
fn golden(line: String) -> Trial {
    let [name, corpus, command] = line.split(" | ").collect::<Vec<_>>()[..] else { panic!("{line}") };
    let (name, corpus, command) = (name.to_owned(), corpus.to_owned(), command.to_owned());
    Trial::test(format!("export/{name}"), move || {
        let folder = if corpus == "starter" { starter() } else { invented() };
        let words: Vec<&str> = command.split_whitespace().collect();
        let (status, out, err) = sources::run(folder, &words);
        if status != 0 {
            return Err(format!("exit {status}: {err}").into());
        }
        let path = suite().join("export").join(&name);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &out)?;
        }
        let expected = std::fs::read_to_string(&path)?;
        match expected.lines().zip(out.lines()).find(|(a, b)| a != b) {
            Some((expected, printed)) => Err(format!("expected: {expected}\n     got: {printed}").into()),
            None if expected.lines().count() != out.lines().count() => Err("another number of lines".into()),
            None => Ok(()),
        }
    })
}

fn invented() -> &'static Path {
    static CORPUS: OnceLock<Fixture> = OnceLock::new();
    let corpus = CORPUS.get_or_init(|| {
        let fixture = Fixture::new(true);
        let (status, _, err) = sources::run(fixture.path(), &["index"]);
        assert_eq!(status, 0, "{err}");
        fixture
    });
    corpus.path()
}

/// The tables of the starter corpus, without any text.
fn starter() -> &'static Path {
    static CORPUS: OnceLock<tempfile::TempDir> = OnceLock::new();
    let folder = CORPUS.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        for command in ["init", "index"] {
            let (status, _, err) = sources::run(folder.path(), &[command]);
            assert_eq!(status, 0, "{err}");
        }
        folder
    });
    folder.path()
}

/// Every held text as Akoma Ntoso: valid, and the same text when read back.
fn exchanged(corpus: &Path, name: &str) -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let out = folder.path().display().to_string();
    let (status, _, err) = sources::run(corpus, &["export", "--format", "akn", "-o", &out]);
    if status != 0 {
        return Err(format!("exit {status}: {err}").into());
    }
    let manifest = Manifest::load(corpus)?;
    let mut read = 0;
    for entry in manifest.documents() {
        let source = Manifest::sources(corpus).join(&entry.source.file);
        let exported = folder.path().join(format!("{}.akn.xml", entry.id()));
        if !exported.exists() {
            continue;
        }
        let numbering = entry.options.numbering.as_ref().map(|file| {
            NumberingTable::parse(&std::fs::read_to_string(corpus.join("corpus").join(file)).unwrap())
                .unwrap()
        });
        let before = ingest::read_file(&source, &entry.meta, &entry.options, numbering.as_ref())?.value;
        let options = Options { format: Format::Akn, ..Options::default() };
        let after = ingest::read_file(&exported, &entry.meta, &options, None)?.value;
        same(&before, &after).map_err(|e| format!("{}: {e}", entry.id()))?;
        read += 1;
    }
    println!("akoma ntoso, {name}: {read} documents exported and read back the same");
    if read == 0 {
        return Err("nothing was exported".into());
    }
    valid(folder.path())
}

/// Whether two readings have the same provisions, in the same tree, with the same numbers, headings and words.
fn same(before: &Document, after: &Document) -> Result<(), String> {
    for (a, b) in before.nodes.iter().zip(&after.nodes) {
        let parent = |d: &Document, n: &Node| n.parent.and_then(|p| d.node(p)).map(|p| p.pinpoint.clone());
        let told = |d: &Document, n: &Node| {
            let mark = n.mark.as_ref().map(|m| m.text.clone());
            let heading = n.heading.clone().filter(|h| !h.is_empty());
            let words: Vec<String> = n.own.iter().map(|w| w.text.clone()).collect();
            (n.pinpoint.clone(), parent(d, n), n.class, mark, heading, words)
        };
        let (a, b) = (told(before, a), told(after, b));
        if a != b {
            return Err(format!("before: {a:?}\n after: {b:?}"));
        }
    }
    match before.nodes.len() == after.nodes.len() {
        true => Ok(()),
        false => Err(format!("{} nodes before, {} after", before.nodes.len(), after.nodes.len())),
    }
}

/// Validates the files of a folder.
fn valid(folder: &Path) -> Result<(), Failed> {
    let script = suite().join("../validate-akn.py");
    let python = std::env::var_os("CORPUS_PYTHON").map_or_else(|| PathBuf::from("python3"), PathBuf::from);
    let run = Command::new(&python).arg(script).arg(folder).output();
    let (status, told) = match &run {
        Ok(run) => (run.status.code(), String::from_utf8_lossy(&run.stdout).into_owned()),
        Err(error) => (Some(3), format!("{}: {error}", python.display())),
    };
    match status {
        Some(0) => Ok(()),
        Some(3) if std::env::var_os("CI").is_none() => {
            println!("akoma ntoso is not validated: {} (CORPUS_PYTHON names an interpreter)", told.trim());
            Ok(())
        }
        _ => Err(format!("the schema: {told}").into()),
    }
}

/// Annotations of a document, exported and imported, leave its digest as it is.
fn come_back(corpus: &Path) -> Result<(), Failed> {
    let file = corpus.join("annotations.jsonld").display().to_string();
    let digest = corpus.join("corpus/digests/un-charter.md");
    let before = std::fs::read_to_string(&digest)?;
    for command in
        [vec!["export", "--format", "web-annotation", "un-charter", "-o", &file], vec!["import", &file]]
    {
        let (status, out, err) = sources::run(corpus, &command);
        if status != 0 || !out.is_empty() {
            return Err(format!("exit {status}: {out}{err}").into());
        }
    }
    if before == std::fs::read_to_string(&digest)? { Ok(()) } else { Err("the digest has changed".into()) }
}
