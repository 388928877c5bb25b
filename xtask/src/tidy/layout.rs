//! The shape of the tree: what lies at the top, how long files are, whether modules introduce themselves.

use super::Tree;

/// What the top level holds besides dotfiles.
const TOP: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    "crates",
    "corpus",
    "index",
    "tests",
    "xtask",
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "LICENSE",
];

/// Lines of code, tests not counted, past which a file must be split.
const MOST_LINES: usize = 500;

/// Nothing at the top level but what the list names, and dotfiles.
pub(super) fn top_level_is_bare(tree: &Tree) -> Vec<String> {
    let mut tops: Vec<&str> = tree.files.iter().filter_map(|f| f.split('/').next()).collect();
    tops.dedup();
    let stray = tops.into_iter().filter(|t| !t.starts_with('.') && !TOP.contains(t));
    stray.map(|t| format!("{t}: does not belong at the top level")).collect()
}

/// No file of more than [`MOST_LINES`] lines before its tests.
pub(super) fn files_stay_short(tree: &Tree) -> Vec<String> {
    tree.rust_files()
        .filter_map(|f| {
            let text = tree.text(f);
            let lines = text.lines().take_while(|l| *l != "#[cfg(test)]").count();
            (lines > MOST_LINES)
                .then(|| format!("{f}: {lines} lines before its tests; split it ({MOST_LINES} at most)"))
        })
        .collect()
}

/// Every module opens with a line that says what it is for.
pub(super) fn modules_say_what_they_are_for(tree: &Tree) -> Vec<String> {
    tree.rust_files()
        .filter(|f| !tree.text(f).starts_with("//! "))
        .map(|f| format!("{f}:1: the module does not open with a `//!` line"))
        .collect()
}
