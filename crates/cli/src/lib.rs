//! The program `corpus`: arguments in, an answer out, an exit status back.

mod args;
mod commands;
mod context;
mod failure;
mod input;
mod print;
mod progress;
mod surroundings;
mod unexpected;

use std::ffi::OsString;
use std::io::Write;

use clap::Parser;

pub use surroundings::Surroundings;
pub use unexpected::keep_panics;

use clap::error::ErrorKind;

use crate::args::Arguments;
use crate::context::Context;
use crate::failure::Failure;

/// The command did what it was asked.
const DONE: u8 = 0;
/// Usage, input or corpus error: the command could not be carried out.
const COULD_NOT: u8 = 2;

/// Runs the program with `arguments` (the program's own name first). Data goes to `out`, everything else to `err`.
/// Returns the exit status: 0 done, 1 for findings, 2 when the command could not be carried out.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    around: Surroundings,
    out: &mut dyn Write,
    err: &mut (dyn Write + Send),
) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let parsed = match Arguments::try_parse_from(&arguments) {
        Ok(parsed) => parsed,
        // Setting the paragraphs of all commands costs time that only a reader of help need spend.
        Err(error) if error.kind() == ErrorKind::DisplayHelp => {
            let error = Arguments::definition().try_get_matches_from(&arguments).err().unwrap_or(error);
            return explain_usage(&error, &around, out, err);
        }
        Err(error) => return explain_usage(&error, &around, out, err),
    };
    let mut context = Context::new(&parsed.global, around, out, err);
    match unexpected::caught(&mut context, |context| commands::run(&parsed.command, context)) {
        Ok(status) => status,
        Err(Failure::ClosedPipe) => DONE,
        Err(Failure::Told { message, hint }) => {
            context.complain(&message, hint.as_deref());
            COULD_NOT
        }
    }
}

/// Help and version go to `out` and are no failure; usage errors go to `err`.
fn explain_usage<'s>(
    error: &clap::Error,
    around: &Surroundings,
    out: &'s mut dyn Write,
    err: &'s mut dyn Write,
) -> u8 {
    let text = error.render();
    let (stream, styled, status) = if error.use_stderr() {
        (err, around.err_is_terminal, COULD_NOT)
    } else {
        (out, around.out_is_terminal, DONE)
    };
    let styled = around.force_color || (styled && !around.no_color);
    // Nobody is left to tell when even this cannot be written.
    let _ = if styled { write!(stream, "{}", text.ansi()) } else { write!(stream, "{text}") };
    status
}
