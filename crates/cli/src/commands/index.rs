//! `corpus index`: bring the index up to date, or ask whether it is.

use std::num::NonZeroUsize;

use clap::Args;
use desk::IndexRequest;
use serde_json::json;

use crate::args::Format;
use crate::context::Context;
use crate::failure::Failure;
use crate::progress::{How, Indexing};

/// Bring the index up to date
#[derive(Debug, Args)]
#[command(after_help = "\
Only what changed is read again. An interrupted run leaves the last good index in use. Searching does this by itself;
the command is for scripts and CI.

Exit status: 0 done, or fresh with --check; 1 stale with --check; 2 something could not be read.

Examples:
  corpus index
  corpus index --check    in CI: fails with the list of what is stale
  corpus index --full     from nothing
  corpus index --progress json --jobs 2 --memory 512M")]
pub(crate) struct Index {
    /// Build everything anew
    #[arg(long, conflicts_with = "check")]
    full: bool,
    /// Change nothing; list what is stale
    #[arg(long)]
    check: bool,
    /// Documents read side by side [default: one for each core]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Memory in which words are gathered before they are written out and what is known of all documents is kept, such as
    /// 64M or 1G; the run as a whole needs some 300 MB more
    #[arg(long, value_name = "SIZE", default_value = "256M", value_parser = size)]
    memory: usize,
    /// How to tell, on standard error, how far it has come: a bar, lines, JSON events, none; auto is a bar on a terminal
    /// and lines elsewhere where there is much to do
    #[arg(long, value_enum, value_name = "HOW", default_value_t, hide_possible_values = true)]
    progress: How,
}

/// A number of bytes: a number, with K, M or G for powers of 1,024.
fn size(text: &str) -> Result<usize, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let factor = match text[digits.len()..].to_ascii_uppercase().as_str() {
        "" | "B" => 1,
        "K" | "KB" | "KIB" => 1 << 10,
        "M" | "MB" | "MIB" => 1 << 20,
        "G" | "GB" | "GIB" => 1 << 30,
        other => return Err(format!("`{other}` is no unit; K, M and G are")),
    };
    let number: usize = digits.parse().map_err(|_| "expected a number such as 64M".to_owned())?;
    number.checked_mul(factor).ok_or_else(|| "that is more than there can be".to_owned())
}

/// More documents than this are counted, not named.
const MOST_NAMED: usize = 10;

impl Index {
    pub(crate) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        context.only(&[Format::Text, Format::Json])?;
        let desk = context.desk()?;
        if self.check {
            let stale = desk.stale()?;
            match context.format {
                Format::Json => context.json(&json!({ "fresh": stale.is_empty(), "stale": stale }))?,
                _ if stale.is_empty() => writeln!(context.out, "the index is up to date")?,
                _ => {
                    for reason in &stale {
                        writeln!(context.out, "stale: {reason}")?;
                    }
                }
            }
            return Ok(u8::from(!stale.is_empty()));
        }
        let how = self.progress.on(context.around.err_is_terminal, context.quiet);
        let progress = Indexing::new(how, context.err);
        let request =
            IndexRequest { full: self.full, jobs: self.jobs, memory: self.memory, progress: &progress };
        let report = desk.index(&request);
        progress.finish();
        let report = report?;
        if context.format == Format::Json {
            context.json(&desk::wire::indexed(&report))?;
        } else {
            writeln!(
                context.out,
                "{} documents, {} passages; read anew: {}{}",
                report.documents,
                report.passages,
                match report.read.len() {
                    0 => "nothing".to_owned(),
                    n if n > MOST_NAMED => format!("{n} of them"),
                    _ => report.read.join(", "),
                },
                if report.digests_only.is_empty() {
                    String::new()
                } else {
                    format!("; not held: {}", report.digests_only.join(", "))
                }
            )?;
        }
        for remark in &report.remarks {
            context.warn(remark);
        }
        for problem in &report.problems {
            context.complain(problem, None);
        }
        Ok(if report.problems.is_empty() { 0 } else { 2 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_with_their_units() {
        for (text, bytes) in [("64M", 64 << 20), ("1G", 1 << 30), ("1024", 1024), ("2kib", 2048)] {
            assert_eq!(size(text), Ok(bytes), "{text}");
        }
        for text in ["", "M", "12X", "-1", "99999999999999999999G"] {
            assert!(size(text).is_err(), "{text}");
        }
    }
}
