//! The test runner: every section of a fixture file below `tests/suite` is a test of its own name. `UPDATE=1` rewrites
//! what the program is expected to print; the diff is what gets reviewed.
#![expect(clippy::disallowed_methods, reason = "a test runner reads fixtures and the environment")]
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "in a test a panic is the verdict")]

mod binary;
mod fixture;
mod section;
mod sources;
mod transcript;

use libtest_mimic::{Arguments, Trial};

fn main() {
    let arguments = Arguments::from_args();
    let mut trials: Vec<Trial> = Vec::new();
    trials.extend(transcript::trials());
    trials.extend(binary::trials());
    trials.extend(sources::trials());
    libtest_mimic::run(&arguments, trials).exit();
}
