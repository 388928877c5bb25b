//! The sound texts that others are made from: the fixtures, the tables of the program, and the real sources where they are.

use std::path::{Path, PathBuf};

use crate::section::suite;

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    let Ok(listed) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = listed.filter_map(|f| Some(f.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files(&path, out);
        } else {
            out.push(path);
        }
    }
}

/// The texts of every file below `folder` whose name ends so.
fn below(folder: &Path, ending: &str) -> Vec<String> {
    let mut all = Vec::new();
    files(folder, &mut all);
    all.retain(|p| p.to_str().is_some_and(|p| p.ends_with(ending)));
    all.iter().filter_map(|p| std::fs::read_to_string(p).ok()).collect()
}

/// The tables of the program.
pub(super) fn tables(part: &str) -> Vec<String> {
    below(&suite().join("../../corpus").join(part), "")
}

/// Citation styles.
pub(super) fn styles() -> Vec<String> {
    below(&suite().join("../../corpus/styles"), ".toml")
}

/// CSL files: those of the program and of the suite.
pub(super) fn csl() -> Vec<String> {
    let mut out = below(&suite().join("../../corpus/styles"), ".csl");
    out.extend(below(&suite().join("style"), ".csl"));
    out
}

/// A file of the program's tables.
pub(super) fn table(name: &str) -> Vec<String> {
    std::fs::read_to_string(suite().join("../../corpus").join(name)).into_iter().collect()
}

/// Texts of sources.
pub(super) fn sources(ending: &str) -> Vec<String> {
    let mut out = below(&suite().join("fixture/corpus/sources"), ending);
    if let Some(shared) = std::env::var_os("CORPUS_SHARED") {
        out.extend(below(&Path::new(&shared).join("sources"), ending));
    }
    out
}

/// Fixtures of the suite.
pub(super) fn fixtures(part: &str, ending: &str) -> Vec<String> {
    below(&suite().join(part), ending)
}
