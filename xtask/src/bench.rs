//! Benchmarks: figures as ratios to a yardstick from the same run. Built in release mode and with the program's crates,
//! so that the other chores need not wait for them.

use std::path::Path;

use crate::Outcome;

#[cfg(feature = "bench")]
mod check;
#[cfg(feature = "bench")]
mod cite;
#[cfg(feature = "bench")]
mod folder;
#[cfg(feature = "bench")]
mod linear;
#[cfg(feature = "bench")]
mod links;
#[cfg(feature = "bench")]
mod scale;

/// `bench index DIR`, `bench search DIR`, `bench cite DIR [MB]`, `bench links DIR`: over every Markdown file
/// below DIR. `bench check`: over the corpus of the repository.
#[cfg(feature = "bench")]
pub(crate) fn run(root: &Path, args: &[String]) -> Outcome {
    match args {
        [what, folder] if what == "index" => scale::index(root, Path::new(folder)),
        [what, folder] if what == "search" => scale::search(root, Path::new(folder)),
        [what, folder] if what == "cite" => cite::run(root, Path::new(folder), linear::MEGABYTES),
        [what, folder, most] if what == "cite" => {
            let most = most.parse().map_err(|e| format!("`{most}`: {e}"))?;
            cite::run(root, Path::new(folder), most)
        }
        [what, folder] if what == "links" => links::run(root, Path::new(folder)),
        [what] if what == "check" => check::check(root),
        _ => Err("expected `bench index|search|cite|links DIR` or `bench check`".to_owned()),
    }
}

/// Starts the same chore again, in release mode and with the feature that it needs.
#[cfg(not(feature = "bench"))]
pub(crate) fn run(root: &Path, args: &[String]) -> Outcome {
    let mut all =
        vec!["run", "--quiet", "--release", "--package", "xtask", "--features", "bench", "--", "bench"];
    all.extend(args.iter().map(String::as_str));
    crate::command::run(root, "cargo", &all)
}
