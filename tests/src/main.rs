//! The test runner: every section of a fixture file below `tests/suite` is a test of its own name. `UPDATE=1` rewrites
//! what the program is expected to print, and the list of known gaps; the diff is what gets reviewed. `SCORE=1` prints how
//! the citation fixtures and the drafts with planted faults fare as a whole.
#![expect(clippy::disallowed_methods, reason = "a test runner reads fixtures and the environment")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "in a test a panic is the verdict")]

mod binary;
mod briefs;
mod check;
mod citations;
mod comparisons;
mod drawn;
mod evaluation;
mod exchange;
#[cfg(unix)]
mod faults;
mod fixture;
mod fuzz;
mod incremental;
mod kills;
mod ledger;
mod quotations;
mod reports;
mod rules;
mod schema;
mod section;
mod sources;
mod styles;
mod transcript;

use libtest_mimic::{Arguments, Trial};

fn main() {
    let arguments = Arguments::from_args();
    if std::env::var_os("SCORE").is_some() {
        citations::print_score();
        return check::print_score();
    }
    let mut trials: Vec<Trial> = Vec::new();
    trials.extend(transcript::trials());
    trials.extend(binary::trials());
    trials.extend(incremental::trials());
    trials.extend(reports::trials());
    #[cfg(unix)]
    trials.extend(faults::trials());
    trials.extend(kills::trials());
    trials.extend(fuzz::trials());
    trials.extend(citations::trials());
    trials.extend(quotations::trials());
    trials.extend(rules::trials());
    trials.extend(sources::trials());
    trials.extend(styles::trials());
    trials.extend(briefs::trials());
    trials.extend(check::expansions());
    trials.extend(check::trials());
    trials.extend(comparisons::trials());
    trials.extend(ledger::trials());
    trials.extend(exchange::trials());
    libtest_mimic::run(&arguments, trials).exit();
}
