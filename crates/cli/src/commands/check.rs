//! `corpus check`: a draft's quotations and citations taken to their sources.

mod diff;
mod files;
mod github;
mod junit;
mod notes;
mod terminal;
mod watch;

use std::path::PathBuf;

use clap::Args;
use desk::{Baseline, CheckLevel, CheckRequest, CheckedDraft, Desk, DraftFile, Finding, Level, Severity};

use crate::args::Format;
use crate::context::Context;
use crate::failure::Failure;

/// Check the quotations and citations of drafts against their sources
#[derive(Debug, Args)]
#[command(after_help = "\
Every quotation is laid beside the text it is given to, word for word; every pinpoint is looked up. What differs without a
mark, stands elsewhere or stands nowhere is an error; what cannot be checked, since its source is not held, is a note: a line at
the end, or in full with --verbose. Drafts are Markdown (.md, standard input) or plain text (.txt); of a folder every such file is checked.

`corpus rule` lists the rules, `corpus rule NAME` explains one. Their levels are set by flags, by the table [check] of
corpus/corpus.toml, or in a draft for the paragraph that follows:
  <!-- corpus: allow quote-altered: the court's own emphasis -->

Formats: text, json, sarif, github (annotations of a workflow), junit.

Exit status: 0 no errors, 1 errors, 2 the check could not be made.

Examples:
  corpus check draft.md
  corpus check chapters/ --deny warnings
  corpus check draft.md --fix --dry-run
  corpus check drafts/ --write-baseline --baseline known.tsv
  corpus check - --format json < draft.md")]
pub(crate) struct Check {
    /// Files or folders; - is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Do not look at a rule (repeatable; `all` for every rule)
    #[arg(long, value_name = "RULE")]
    allow: Vec<String>,
    /// Make the findings of a rule notes
    #[arg(long, value_name = "RULE")]
    note: Vec<String>,
    /// Make the findings of a rule warnings
    #[arg(long, value_name = "RULE")]
    warn: Vec<String>,
    /// Make the findings of a rule errors; `warnings` makes every warning an error
    #[arg(long, value_name = "RULE")]
    deny: Vec<String>,
    /// Leave out the findings that this file lists
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write the findings of now to the baseline, and end well
    #[arg(long, requires = "baseline")]
    write_baseline: bool,
    /// Put pinpoints and typographic slips right, never words; prints what changes first
    #[arg(long, conflicts_with_all = ["write_baseline", "watch"])]
    fix: bool,
    /// With --fix: print what would change and leave the files alone
    #[arg(long, requires = "fix")]
    dry_run: bool,
    /// Check again whenever a file changes, until interrupted
    #[arg(long)]
    watch: bool,
}

impl Check {
    pub(crate) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        context.only(&[Format::Text, Format::Json, Format::Sarif, Format::Github, Format::Junit])?;
        let desk = context.fresh_desk()?;
        let request = self.request(context)?;
        if !self.watch {
            let drafts = files::read(&self.files, context)?;
            return self.once(&desk, &request, &drafts, context);
        }
        let pause = context.around.pause;
        let mut seen = None;
        loop {
            let drafts = files::read(&self.files, context)?;
            let mut status = 0;
            if watch::changed(&mut seen, &drafts) {
                status = self.once(&desk, &request, &drafts, context)?;
                context.say("waiting for changes");
                context.out.flush()?;
            }
            if !pause.is_some_and(|pause| pause()) {
                return Ok(status);
            }
        }
    }

    fn request(&self, context: &Context<'_>) -> Result<CheckRequest, Failure> {
        let flags = [
            (Level::Allow, &self.allow),
            (Level::Note, &self.note),
            (Level::Warn, &self.warn),
            (Level::Deny, &self.deny),
        ];
        let named = flags.iter().flat_map(|(level, rules)| rules.iter().map(|r| (*level, r)));
        let levels = named.map(|(level, rule)| CheckLevel { level, rule: rule.clone() }).collect();
        let baseline = match &self.baseline {
            Some(path) if !self.write_baseline => {
                let (name, bytes) = crate::input::read(path, context)?;
                let text = String::from_utf8_lossy(&bytes);
                let faulty = |(line, why)| Failure::new(format!("{name}:{line}: {why}"));
                Some(Baseline::parse(&text).map_err(faulty)?)
            }
            _ => None,
        };
        Ok(CheckRequest { levels, baseline })
    }

    fn once(
        &self,
        desk: &Desk,
        request: &CheckRequest,
        files: &[DraftFile],
        context: &mut Context<'_>,
    ) -> Result<u8, Failure> {
        let mut drafts = desk.check(files, request)?;
        if let Some(path) = self.baseline.as_ref().filter(|_| self.write_baseline) {
            return write_baseline(path, &drafts, context);
        }
        if self.fix {
            let fixed = self.mend(desk, &drafts, context)?;
            if !self.dry_run {
                drafts = desk.check(&fixed, request)?;
            }
        }
        print(&drafts, context)?;
        let sum = desk::check_summary(&drafts);
        Ok(u8::from(sum.errors > 0))
    }

    /// Prints what can be put right and, unless it is a dry run, does it. Returns the drafts as they are then.
    fn mend(
        &self,
        desk: &Desk,
        drafts: &[CheckedDraft],
        context: &mut Context<'_>,
    ) -> Result<Vec<DraftFile>, Failure> {
        let mut out = Vec::new();
        let mut count = 0;
        for draft in drafts {
            let fixed = desk.fix(draft)?;
            let diff = diff::unified(&draft.file, &draft.text, &fixed.text);
            // With a machine-readable answer the diff is a remark.
            match context.format {
                Format::Text => write!(context.out, "{diff}")?,
                _ => write!(context.err, "{diff}")?,
            }
            count += fixed.changes.len();
            if !fixed.changes.is_empty() && !self.dry_run && draft.file != "-" {
                desk::replace_file(&context.around.folder.join(&draft.file), fixed.text.as_bytes())?;
            }
            out.push(DraftFile { name: draft.file.clone(), bytes: fixed.text.into_bytes() });
        }
        let verb = if self.dry_run { "can be put right" } else { "put right" };
        context.say(&format!("{count} {verb}"));
        Ok(out)
    }
}

/// Writes the findings of now to a baseline.
fn write_baseline(path: &PathBuf, drafts: &[CheckedDraft], context: &mut Context<'_>) -> Result<u8, Failure> {
    let all = drafts.iter().flat_map(|d| {
        d.report.findings.iter().map(move |f| (d.file.as_str(), f, f.span.of(&d.text).unwrap_or_default()))
    });
    let text = Baseline::write(all);
    desk::replace_file(&context.around.folder.join(path), text.as_bytes())?;
    let count: usize = drafts.iter().map(|d| d.report.findings.len()).sum();
    context.say(&format!("{} findings written to {}", count, path.display()));
    Ok(0)
}

fn print(drafts: &[CheckedDraft], context: &mut Context<'_>) -> Result<(), Failure> {
    match context.format {
        Format::Json => context.json(&desk::wire::checked(drafts))?,
        Format::Sarif => context.json(&desk::wire::sarif(drafts))?,
        Format::Github => write!(context.out, "{}", github::annotations(drafts))?,
        Format::Junit => write!(context.out, "{}", junit::report(drafts))?,
        _ => {
            let in_full = |f: &&Finding| context.verbose || f.severity > Severity::Note;
            for draft in drafts {
                for finding in draft.report.findings.iter().filter(in_full) {
                    writeln!(context.out, "{}\n", terminal::finding(finding, draft, context.page))?;
                }
            }
            if !context.verbose {
                write!(context.out, "{}", notes::in_short(drafts, context.page))?;
            }
        }
    }
    context.say(&terminal::summary(drafts));
    Ok(())
}
