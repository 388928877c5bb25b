//! `corpus index`: bring the index up to date, or ask whether it is.

use clap::Args;
use serde_json::json;

use crate::args::Format;
use crate::context::Context;
use crate::failure::Failure;

/// Bring the index up to date
#[derive(Debug, Args)]
#[command(after_help = "\
Only what changed is read again. An interrupted run leaves the last good index in use. Searching does this by itself;
the command is for scripts and CI.

Exit status: 0 done, or fresh with --check; 1 stale with --check; 2 something could not be read.

Examples:
  corpus index
  corpus index --check    in CI: fails with the list of what is stale
  corpus index --full     from nothing")]
pub(crate) struct Index {
    /// Build everything anew
    #[arg(long, conflicts_with = "check")]
    full: bool,
    /// Change nothing; list what is stale
    #[arg(long)]
    check: bool,
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
        let report = desk.index(self.full)?;
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
        for problem in &report.problems {
            context.complain(problem, None);
        }
        Ok(if report.problems.is_empty() { 0 } else { 2 })
    }
}
