//! The checks that no other tool makes. Each returns its complaints, one a line, with file and line.

mod layering;
mod layout;
mod map;

use std::path::{Path, PathBuf};

use crate::Outcome;
use crate::command::output;

/// Runs every check and reports all complaints together.
pub(crate) fn run(root: &Path) -> Outcome {
    let tree = Tree::read(root)?;
    let checks: [fn(&Tree) -> Vec<String>; 8] = [
        layering::crates_depend_downward,
        layering::crates_inherit_the_lints,
        layering::licences_are_known,
        layout::top_level_is_bare,
        layout::files_stay_short,
        layout::modules_say_what_they_are_for,
        map::paths_exist_and_crates_are_named,
        map::dependencies_are_justified,
    ];
    let complaints: Vec<String> = checks.iter().flat_map(|check| check(&tree)).collect();
    if complaints.is_empty() {
        println!("tidy: {} checks, {} files, nothing to say", checks.len(), tree.files.len());
        Ok(())
    } else {
        Err(format!("\n{}", complaints.join("\n")))
    }
}

/// The repository as the checks see it: what git tracks or would track, and what cargo says of the workspace.
struct Tree {
    root: PathBuf,
    /// Paths relative to the root, with `/`, sorted.
    files: Vec<String>,
    metadata: serde_json::Value,
}

impl Tree {
    fn read(root: &Path) -> Result<Self, String> {
        let listed = output(root, "git", &["ls-files", "--cached", "--others", "--exclude-standard"], &[])?;
        let mut files: Vec<String> =
            listed.lines().filter(|f| root.join(f).is_file()).map(str::to_owned).collect();
        files.sort();
        files.dedup();
        let printed = output(root, "cargo", &["metadata", "--format-version", "1", "--locked"], &[])?;
        let metadata = serde_json::from_str(&printed).map_err(|e| format!("cargo metadata: {e}"))?;
        Ok(Self { root: root.to_owned(), files, metadata })
    }

    fn text(&self, file: &str) -> String {
        std::fs::read_to_string(self.root.join(file)).unwrap_or_default()
    }

    fn rust_files(&self) -> impl Iterator<Item = &String> {
        self.files.iter().filter(|f| f.ends_with(".rs"))
    }

    /// The packages of the workspace: name and metadata.
    fn members(&self) -> Vec<(&str, &serde_json::Value)> {
        let ours = |p: &&serde_json::Value| p["source"].is_null();
        let packages = self.metadata["packages"].as_array().into_iter().flatten();
        packages.filter(ours).map(|p| (p["name"].as_str().unwrap_or_default(), p)).collect()
    }
}
