//! A corpus in a scratch folder: the invented one of `tests/suite/fixture`, its hashes filled in.

use std::path::{Path, PathBuf};

use ingest::Sha256;

use crate::section::suite;

/// A scratch folder with the invented corpus in it; gone when dropped.
pub(crate) struct Fixture {
    folder: tempfile::TempDir,
}

impl Fixture {
    /// Lays the invented corpus out. `sources` says whether its texts are there.
    pub(crate) fn new(sources: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(&suite().join("fixture"), folder.path());
        // Spellings, terms of one meaning and doctrines are the program's own tables.
        for table in ["folding.tsv", "thesaurus.tsv", "doctrines.toml", "doctrine-weights.tsv"] {
            std::fs::copy(suite().join("../../corpus").join(table), folder.path().join("corpus").join(table))
                .unwrap();
        }
        let fixture = Self { folder };
        let manifest = fixture.path().join("corpus/corpus.toml");
        let text = std::fs::read_to_string(&manifest).unwrap();
        std::fs::write(&manifest, fixture.pinned(&text)).unwrap();
        std::fs::rename(fixture.path().join("corpus/sources"), fixture.path().join("mirror")).unwrap();
        std::fs::create_dir(fixture.path().join("corpus/sources")).unwrap();
        if sources {
            copy(&fixture.path().join("mirror"), &fixture.path().join("corpus/sources"));
        }
        fixture
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Makes a source that has changed the pinned one.
    pub(crate) fn pin(&self, name: &str) {
        let source = std::fs::read(self.path().join("corpus/sources").join(name)).unwrap();
        let manifest = self.path().join("corpus/corpus.toml");
        let mut its_own = false;
        let mut out = String::new();
        for line in std::fs::read_to_string(&manifest).unwrap().lines() {
            if let Some(file) = line.strip_prefix("file = ") {
                its_own = file == format!("\"{name}\"");
            }
            out.push_str(&match line.split_once(" = ") {
                Some(("sha256", _)) if its_own => format!("sha256 = \"{}\"\n", Sha256::of(&source)),
                Some(("bytes", _)) if its_own => format!("bytes = {}\n", source.len()),
                _ => format!("{line}\n"),
            });
        }
        std::fs::write(manifest, out).unwrap();
    }

    /// The manifest with `"@file"` replaced by the hash of that source, and its size filled in.
    fn pinned(&self, text: &str) -> String {
        let mut bytes = None;
        let mut out = String::new();
        for line in text.lines() {
            let line = if let Some(name) = line.strip_prefix("sha256 = \"@").and_then(|l| l.strip_suffix('"'))
            {
                let source = std::fs::read(self.path().join("corpus/sources").join(name)).unwrap();
                bytes = Some(source.len());
                format!("sha256 = \"{}\"", Sha256::of(&source))
            } else if line == "bytes = 0" {
                format!("bytes = {}", bytes.unwrap())
            } else {
                line.to_owned()
            };
            out.push_str(&line);
            out.push('\n');
        }
        out
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let path: PathBuf = file.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}
