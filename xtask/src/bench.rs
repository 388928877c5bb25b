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
mod hostile;
#[cfg(feature = "bench")]
mod linear;
#[cfg(feature = "bench")]
mod links;
#[cfg(feature = "bench")]
mod scale;
#[cfg(feature = "bench")]
mod spent;

/// So many copies of a folder are indexed where no number is given.
#[cfg(feature = "bench")]
const COPIES: usize = 10;

/// `bench index DIR [RUNS]`, `bench search DIR`, `bench copies DIR [N]`, `bench cite DIR [MB]`, `bench links DIR`: over every
/// Markdown file below DIR. `bench check`: over the corpus of the repository. `bench hostile [MB [ROWS]]`: files made to slow
/// the program down, those rows whose names begin with ROWS. `bench ask INDEX QUERY` is the bare tantivy
/// process that `bench search` starts.
#[cfg(feature = "bench")]
pub(crate) fn run(root: &Path, args: &[String]) -> Outcome {
    match args {
        [what, folder] if what == "index" => scale::index(root, Path::new(folder), scale::RUNS),
        [what, folder, runs] if what == "index" => {
            let runs = runs.parse().map_err(|e| format!("`{runs}`: {e}"))?;
            scale::index(root, Path::new(folder), runs)
        }
        [what, folder] if what == "search" => scale::search(root, Path::new(folder)),
        [what, folder] if what == "copies" => scale::copies(root, Path::new(folder), COPIES),
        [what, folder, copies] if what == "copies" => {
            let copies = copies.parse().map_err(|e| format!("`{copies}`: {e}"))?;
            scale::copies(root, Path::new(folder), copies)
        }
        [what, index, query] if what == "ask" => scale::ask(Path::new(index), query),
        [what, folder] if what == "cite" => cite::run(root, Path::new(folder), linear::MEGABYTES),
        [what, folder, most] if what == "cite" => {
            let most = most.parse().map_err(|e| format!("`{most}`: {e}"))?;
            cite::run(root, Path::new(folder), most)
        }
        [what, folder] if what == "links" => links::run(root, Path::new(folder)),
        [what] if what == "check" => check::check(root),
        [what, rest @ ..] if what == "hostile" => {
            let most = match rest.first() {
                Some(most) => most.parse().map_err(|e| format!("`{most}`: {e}"))?,
                None => hostile::MEGABYTES,
            };
            hostile::run(most, rest.get(1).map_or("", String::as_str))
        }
        _ => Err("expected `bench index|search|copies|cite|links DIR`, `bench check` or `bench hostile`"
            .to_owned()),
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
