//! The committed taxonomy: it loads, which runs its examples.

#![expect(clippy::disallowed_methods, reason = "the committed taxonomy is read from disk here")]

use std::path::Path;

use doctrine::Rules;

#[test]
fn the_taxonomy_loads_and_its_examples_hold() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/doctrines.toml");
    let rules = Rules::parse(&std::fs::read_to_string(&path).unwrap(), Path::new("corpus/doctrines.toml"));
    let rules = rules.unwrap_or_else(|e| panic!("\n{e}"));
    assert!(rules.doctrines().len() >= 37);
}
