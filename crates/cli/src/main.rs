//! The program `corpus`: hands its surroundings to the library and returns its exit status.
#![expect(clippy::disallowed_methods, reason = "main alone touches the process")]

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use cli::Surroundings;
use mimalloc::MiMalloc;

/// Reading a large folder makes and drops small texts by the hundred million, in several threads at once.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    cli::keep_panics();
    let variable = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
    let (out, mut err) = (std::io::stdout(), std::io::stderr());
    let columns = variable("COLUMNS").and_then(|c| c.parse().ok());
    let width = terminal_size::terminal_size().map(|(w, _)| usize::from(w.0)).or(columns);
    let surroundings = Surroundings {
        folder: std::env::current_dir().unwrap_or_default(),
        corpus: variable("CORPUS_DIR").map(Into::into),
        mirror: variable("CORPUS_MIRROR").map(Into::into),
        out_is_terminal: out.is_terminal(),
        err_is_terminal: err.is_terminal(),
        width,
        no_color: variable("NO_COLOR").is_some(),
        force_color: variable("CLICOLOR_FORCE").is_some_and(|v| v != "0"),
        pause: Some(|| {
            std::thread::sleep(std::time::Duration::from_millis(400));
            true
        }),
    };
    let mut out = std::io::BufWriter::new(out.lock());
    let status = cli::run(std::env::args_os(), surroundings, &mut out, &mut err);
    // A reader that went away is no failure; there is nobody left to tell.
    let _ = out.flush();
    ExitCode::from(status)
}
