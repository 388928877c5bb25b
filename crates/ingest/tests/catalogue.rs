//! The tables of authorities of this repository.

use std::path::Path;

use ingest::{Manifest, load_catalogue, with_documents};

#[test]
fn the_tables_of_this_repository_are_good_and_every_document_can_be_cited() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let catalogue = load_catalogue(&root.join("corpus/authorities")).unwrap_or_else(|e| panic!("{e}"));
    let manifest = Manifest::load(root).unwrap_or_else(|e| panic!("{e}"));
    let all = with_documents(catalogue, manifest.metas());
    assert!(manifest.documents().all(|d| all.get(d.id()).is_some()));
}
