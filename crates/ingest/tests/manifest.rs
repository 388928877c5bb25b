//! The manifest of this repository, and what it says of the real sources.

#![expect(clippy::disallowed_methods, reason = "the tests read the sources")]

use std::fs;
use std::path::Path;

use ingest::{Manifest, Options};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

#[test]
fn the_manifest_of_this_repository_is_good() {
    let manifest = Manifest::load(Path::new(ROOT)).unwrap_or_else(|e| panic!("{e}"));
    let charter = manifest.entry(&"un-charter".parse().unwrap()).unwrap();
    assert_eq!(charter.meta.articles_total, Some(111));
    assert!(manifest.entry(&"gc-iv~2".parse().unwrap()).is_some());
    for entry in manifest.all() {
        assert!(!entry.rights.is_empty() && !entry.languages.is_empty(), "{}", entry.id());
        if let Some(numbering) = &entry.options.numbering {
            assert!(Path::new(ROOT).join("corpus").join(numbering).is_file(), "{numbering}");
        }
    }
}

#[test]
fn the_wanted_text_begins_and_ends_where_the_manifest_says() {
    let Some(shared) = std::env::var_os("CORPUS_SHARED") else {
        eprintln!("CORPUS_SHARED is not set: the cuts are not tried on the real sources");
        return;
    };
    for entry in Manifest::load(Path::new(ROOT)).unwrap().all() {
        let text = fs::read_to_string(Path::new(&shared).join("sources").join(&entry.source.file)).unwrap();
        let Options { from, to, annexes_from, .. } = &entry.options;
        let mut lines = text.lines();
        for marker in [from, annexes_from, to].into_iter().flatten() {
            assert!(lines.any(|line| Options::reads(marker, line)), "{}: {marker}", entry.id());
        }
    }
}
