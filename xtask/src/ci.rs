//! The checks before a change is handed in, each also by name.

use std::path::Path;

use crate::command::run as command;
use crate::{Outcome, tidy};

/// Runs the steps named in `only`, or all.
pub(crate) fn run(root: &Path, only: &[String]) -> Outcome {
    const STEPS: [&str; 5] = ["fmt", "clippy", "test", "doc", "tidy"];
    if let Some(unknown) = only.iter().find(|name| !STEPS.contains(&name.as_str())) {
        return Err(format!("no step is called `{unknown}` ({})", STEPS.join(", ")));
    }
    for step in STEPS {
        if !only.is_empty() && !only.iter().any(|name| name == step) {
            continue;
        }
        match step {
            "fmt" => command(root, "cargo", &["fmt", "--all", "--check"])?,
            "clippy" => {
                let lints = ["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"];
                command(root, "cargo", &lints)?;
                // The benchmarks and the training are not built otherwise.
                let chores =
                    ["clippy", "-p", "xtask", "--features", "bench,train", "--all-targets", "--quiet"];
                command(root, "cargo", &[&chores[..], &["--", "-D", "warnings"]].concat())?;
            }
            "test" => command(root, "cargo", &["test", "--workspace", "--quiet"])?,
            "doc" => {
                let doc = ["rustdoc", "--quiet", "--package", "model", "--", "-D", "warnings"];
                command(root, "cargo", &doc)?;
            }
            _ => tidy::run(root)?,
        }
    }
    Ok(())
}
