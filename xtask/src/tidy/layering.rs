//! Who may depend on whom, and on what terms.

use super::Tree;

/// Crate and what of ours it may use. `suite` and `xtask` stand aside; the order is bottom-up.
const LAYERS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("table", &["model"]),
    ("ingest", &["table", "model"]),
    ("cite", &["model"]),
    ("doctrine", &["table", "model"]),
    ("check", &["model"]),
    ("search", &["model"]),
    ("style", &["table", "model"]),
    ("exchange", &["model"]),
    ("brief", &["model"]),
    ("desk", &["ingest", "cite", "doctrine", "check", "search", "style", "exchange", "brief", "model"]),
    ("cli", &["desk", "model"]),
    (
        "suite",
        &[
            "model", "table", "ingest", "cite", "doctrine", "check", "search", "style", "exchange", "desk",
            "cli",
        ],
    ),
    (
        "xtask",
        &["model", "table", "ingest", "cite", "doctrine", "check", "search", "style", "exchange", "desk"],
    ),
];

/// Licences that the dependencies may carry, as SPDX names.
const LICENCES: &[&str] = &[
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
    "0BSD",
];

/// Dependencies among our crates go down the table only.
pub(super) fn crates_depend_downward(tree: &Tree) -> Vec<String> {
    let members = tree.members();
    let ours: Vec<&str> = members.iter().map(|&(name, _)| name).collect();
    let mut out = Vec::new();
    for &(name, package) in &members {
        let Some((_, allowed)) = LAYERS.iter().find(|(n, _)| *n == name) else {
            out.push(format!("xtask/src/tidy/layering.rs: crate `{name}` is not in the table of layers"));
            continue;
        };
        let used = package["dependencies"].as_array().into_iter().flatten();
        for dependency in used.filter_map(|d| d["name"].as_str()) {
            if ours.contains(&dependency) && !allowed.contains(&dependency) {
                out.push(format!("crates/{name}/Cargo.toml: `{name}` must not depend on `{dependency}`"));
            }
        }
    }
    out
}

/// Workspace lints are not inherited by default: every crate says so.
pub(super) fn crates_inherit_the_lints(tree: &Tree) -> Vec<String> {
    let manifests = tree.files.iter().filter(|f| f.ends_with("Cargo.toml") && f.as_str() != "Cargo.toml");
    manifests
        .filter(|f| !tree.text(f).contains("[lints]\nworkspace = true"))
        .map(|f| format!("{f}: `[lints] workspace = true` is missing"))
        .collect()
}

/// Every package in the lock file has a licence expression that the list satisfies.
pub(super) fn licences_are_known(tree: &Tree) -> Vec<String> {
    let packages = tree.metadata["packages"].as_array().into_iter().flatten();
    packages
        .filter_map(|p| {
            let name = p["name"].as_str().unwrap_or_default();
            let licence = p["license"].as_str().unwrap_or_default();
            (!satisfied(licence)).then(|| format!("Cargo.lock: `{name}` has licence `{licence}`"))
        })
        .collect()
}

/// Whether one choice of an SPDX expression is on the list: any alternative of OR, all parts of AND.
fn satisfied(expression: &str) -> bool {
    let flat = expression.replace(['(', ')'], "").replace('/', " OR ");
    flat.split(" OR ").any(|choice| choice.split(" AND ").all(|part| LICENCES.contains(&part.trim())))
}

#[cfg(test)]
mod tests {
    use super::satisfied;

    #[test]
    fn expressions() {
        assert!(satisfied("MIT OR GPL-3.0"));
        assert!(satisfied("(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(satisfied("MIT/Apache-2.0"));
        assert!(!satisfied("GPL-3.0"));
        assert!(!satisfied(""));
    }
}
