//! Chores of the repository: `cargo xtask NAME…`, several names in one call.
#![expect(clippy::disallowed_methods, reason = "a chore runner lives at the edge")]

mod accept;
mod bench;
mod ci;
mod command;
mod fuzz;
mod quickstart;
mod tidy;
mod train;

use std::path::PathBuf;
use std::process::ExitCode;

/// What a chore returns: nothing, or every complaint it has.
type Outcome = Result<(), String>;

/// What the program itself uses: both a full run and its yardstick are measured with it.
#[cfg(feature = "bench")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const HELP: &str = "\
Chores of the repository. Usage: cargo xtask NAME [ARGUMENT…]

  quickstart        build, bring the sources in, index them, run a first search
  ci [STEP…]        fmt, clippy, test, doc, tidy: all of them, or those named
  tidy              the checks that no other tool makes: the map, the layering, file sizes, licences
  accept            score the program against reference annotations (needs CORPUS_SHARED) and compare with .ci/floors.txt
  bench index DIR [RUNS]     speed of indexing a folder of Markdown files, as ratios to tantivy alone and to `git status`
  bench search DIR           latency of questions to such an index, as ratios to a bare tantivy process
  bench copies DIR [N]       time and memory of indexing N (10) copies of a folder, against one
  bench cite DIR [MB]        speed of the citation engine, as a ratio to a bare scan, and on texts of up to MB (100) made to
                             slow it down
  bench links DIR            how many Markdown links between documents the words of the links tell without them
  bench check                the time of a check of a long draft, as a multiple of a search
  fuzz [TARGET…] [--seconds N] [--seed N]   random texts for the readers, the tables and the queries
  train [report|errors]      the weights of the doctrine tagger, and how well it does (needs CORPUS_SHARED)
";

fn main() -> ExitCode {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let name = if args.is_empty() { String::from("help") } else { args.remove(0) };
    let root = root();
    let outcome = match name.as_str() {
        "quickstart" => quickstart::run(&root),
        "ci" => ci::run(&root, &args),
        "tidy" => tidy::run(&root),
        "accept" => accept::run(&root),
        "bench" => bench::run(&root, &args),
        "fuzz" => fuzz::run(&root, &args),
        "train" => train::run(&root, &args),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(format!("no chore is called `{other}`\n\n{HELP}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask {name}: {message}");
            ExitCode::FAILURE
        }
    }
}

/// The workspace root: the folder above this package.
fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.parent().map(PathBuf::from).unwrap_or(here)
}
