//! Random texts for everything that reads what somebody else wrote: the targets are tests of the suite, here they run for
//! as long as one likes, optimised and with every check that a test build has.

use std::path::Path;
use std::process::Command;

use crate::Outcome;

/// Seconds for each target where nothing else is said.
const SECONDS: &str = "60";

/// `fuzz [TARGET…] [--seconds N] [--seed N]`: every target whose name begins so, or all.
pub(crate) fn run(root: &Path, args: &[String]) -> Outcome {
    let (mut targets, mut seconds, mut seed) = (Vec::new(), SECONDS.to_owned(), "1".to_owned());
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        let mut value = || rest.next().cloned().ok_or_else(|| format!("{arg} wants a number"));
        match arg.as_str() {
            "--seconds" => seconds = value()?,
            "--seed" => seed = value()?,
            option if option.starts_with('-') => return Err(format!("there is no option {option}")),
            target => targets.push(format!("fuzz/{target}")),
        }
    }
    if targets.is_empty() {
        targets.push("fuzz/".to_owned());
    }
    let mut failed = Vec::new();
    for target in targets {
        let status = Command::new("cargo")
            .args(["test", "--quiet", "--profile", "fuzz", "--package", "suite", "--test", "suite", "--"])
            .args([target.as_str(), "--test-threads", "1"])
            .env("FUZZ_SECONDS", &seconds)
            .env("FUZZ_SEED", &seed)
            .current_dir(root)
            .status()
            .map_err(|e| format!("cannot run `cargo`: {e}"))?;
        if !status.success() {
            failed.push(target);
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(format!("faults were found: {}", failed.join(", "))) }
}
