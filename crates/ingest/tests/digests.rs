//! The digests of this repository.

#![expect(clippy::disallowed_methods, reason = "the tests read the sources")]

use std::path::Path;

use ingest::{Manifest, load_digests, repeats};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

#[test]
fn the_digests_of_this_repository_are_good() {
    load_digests(&Path::new(ROOT).join("corpus/digests")).unwrap_or_else(|e| panic!("{e}"));
}

#[test]
fn no_gist_repeats_its_source() {
    let Some(shared) = std::env::var_os("CORPUS_SHARED") else {
        eprintln!("CORPUS_SHARED is not set: the gists are not compared with the sources");
        return;
    };
    let manifest = Manifest::load(Path::new(ROOT)).unwrap();
    for (id, digest) in load_digests(&Path::new(ROOT).join("corpus/digests")).unwrap() {
        let Some(entry) = manifest.entry(&id) else { continue };
        let text =
            std::fs::read_to_string(Path::new(&shared).join("sources").join(&entry.source.file)).unwrap();
        let text = text.replace("\\n", "\n").replace("\\\"", "\"");
        let found = repeats(&digest, &text);
        assert!(found.is_empty(), "{id}: {found:#?}");
    }
}
