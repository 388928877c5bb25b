//! `corpus sync`: bring the pinned sources in.

use std::path::PathBuf;

use clap::Args;
use desk::{Outcome, SyncRequest};

use crate::args::Format;
use crate::context::Context;
use crate::failure::Failure;
use crate::progress::Bars;

/// Bring the pinned source files in, verified
#[derive(Debug, Args)]
#[command(after_help = "\
Files come from their pinned public addresses, or from a folder that has them under whatever names (--from, or the
environment's CORPUS_MIRROR): they are known by their hash. A file arrives whole and verified or not at all; what is
already here is left alone. A document without a public address says how to supply it.

Exit status: 0 all here, or only by-hand files missing; 1 with --check, something is missing or does not match;
2 a file could not be brought in.

Examples:
  corpus sync
  corpus sync --from ~/treaties
  corpus sync --check")]
pub(crate) struct Sync {
    /// Take the files from this folder, matched by hash
    #[arg(long, value_name = "DIR")]
    from: Option<PathBuf>,
    /// Change nothing; report what is missing or does not match
    #[arg(long)]
    check: bool,
    /// So many files at once
    #[arg(short, long, default_value_t = 4)]
    jobs: usize,
}

impl Sync {
    pub(crate) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        context.only(&[Format::Text, Format::Json])?;
        let desk = context.desk()?;
        let from = self.from.clone().map(|dir| context.around.folder.join(dir));
        let mirror = context.around.mirror.clone().map(|dir| context.around.folder.join(dir));
        let bars = Bars::new(context.around.err_is_terminal && !context.quiet);
        let request = SyncRequest { from, mirror, check: self.check, jobs: self.jobs };
        let report = desk.sync(&request, &bars)?;
        bars.clear();
        if context.format == Format::Json {
            context.json(&desk::wire::synced(&report))?;
        } else {
            for row in &report.files {
                let line = format!("{}: {}", row.file, row.outcome);
                match &row.outcome {
                    Outcome::Failed { attempts } if attempts.len() > 1 && !context.verbose => {
                        let first = attempts.first().map(ToString::to_string).unwrap_or_default();
                        let others = attempts.len() - 1;
                        let line = format!(
                            "{}: failed: {first} (and {others} other places, see --verbose)",
                            row.file
                        );
                        context.complain(&line, None);
                    }
                    Outcome::Failed { .. } => context.complain(&line, None),
                    Outcome::Present => {}
                    Outcome::Fetched { .. } | Outcome::Copied { .. } if !context.verbose => {}
                    _ => context.say(&line),
                }
            }
            let counts = ["present", "fetched", "copied", "by-hand", "would-fetch", "would-copy", "failed"];
            let counts = counts.iter().map(|&name| (name, report.count(name))).filter(|(_, n)| *n > 0);
            let counts: Vec<String> = counts.map(|(name, n)| format!("{n} {name}")).collect();
            writeln!(context.out, "{} files: {}", report.files.len(), counts.join(", "))?;
        }
        Ok(match (self.check, report.is_complete(), report.lacks_only_by_hand()) {
            (_, true, _) | (_, _, true) => 0,
            (true, _, _) => 1,
            (false, _, _) => 2,
        })
    }
}
