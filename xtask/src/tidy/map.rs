//! The map tells the truth: ARCHITECTURE.md against the tree.

use super::Tree;

const MAP: &str = "ARCHITECTURE.md";

/// Every path that the map writes in backticks exists, and every crate is named.
pub(super) fn paths_exist_and_crates_are_named(tree: &Tree) -> Vec<String> {
    let text = tree.text(MAP);
    let mut out = Vec::new();
    for (number, line) in text.lines().enumerate() {
        for word in line.split('`').skip(1).step_by(2) {
            let looks_like_path = ["crates/", "corpus/", "tests/", "xtask/", "index/", ".ci/"]
                .iter()
                .any(|top| word.starts_with(top))
                && !word.contains(['*', '<', ' ', '{']);
            // Fetched and generated files are named in the map but not in the tree.
            let made = word.starts_with("corpus/sources") || word.starts_with("index/");
            if looks_like_path && !made && !tree.root.join(word).exists() {
                out.push(format!("{MAP}:{}: `{word}` does not exist", number + 1));
            }
        }
    }
    for (name, _) in tree.members() {
        if !text.contains(&format!("`{name}`")) {
            out.push(format!("{MAP}: crate `{name}` is not named"));
        }
    }
    out
}

/// Every outside dependency of the workspace is justified in the map.
pub(super) fn dependencies_are_justified(tree: &Tree) -> Vec<String> {
    let text = tree.text(MAP);
    let members = tree.members();
    let ours: Vec<&str> = members.iter().map(|&(name, _)| name).collect();
    let mut wanted: Vec<&str> = members
        .iter()
        .flat_map(|(_, p)| p["dependencies"].as_array().into_iter().flatten())
        .filter_map(|d| d["name"].as_str())
        .filter(|name| !ours.contains(name))
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    wanted
        .into_iter()
        .filter(|name| !text.contains(&format!("| `{name}` |")))
        .map(|name| format!("{MAP}: dependency `{name}` has no line in the table of dependencies"))
        .collect()
}
