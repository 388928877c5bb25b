//! The digests of this repository.

use std::path::Path;

use ingest::load_digests;

#[test]
fn the_digests_of_this_repository_are_good() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/digests"));
    load_digests(folder).unwrap_or_else(|e| panic!("{e}"));
}
