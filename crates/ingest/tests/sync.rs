//! The manifest of this repository, and bringing pinned files to a folder: from a server on this machine, from a folder.

use std::path::Path;

use ingest::Manifest;

fn repository() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

#[test]
fn the_manifest_of_this_repository_is_good() {
    let manifest = Manifest::load(repository()).unwrap_or_else(|e| panic!("{e}"));
    let charter = manifest.entry(&"un-charter".parse().unwrap()).unwrap();
    assert_eq!(charter.meta.articles_total, Some(111));
    assert!(manifest.entry(&"gc-iv~2".parse().unwrap()).is_some());
}
