//! What a command works with: the flags, the page, the streams, the corpus.

use std::io::Write;
use std::time::SystemTime;

use desk::{Desk, Freshness, Look};
use serde_json::Value;
use time::OffsetDateTime;
use time::macros::format_description;

use crate::args::{Format, Global};
use crate::failure::Failure;
use crate::print::Page;
use crate::surroundings::Surroundings;

/// Everything a command may use.
pub(crate) struct Context<'a> {
    pub(crate) around: Surroundings,
    pub(crate) page: Page,
    /// The format asked for, else text.
    pub(crate) format: Format,
    /// The format, where one was asked for.
    pub(crate) given: Option<Format>,
    pub(crate) quiet: bool,
    pub(crate) verbose: bool,
    /// `None`: not at all.
    look: Option<Look>,
    corpus: Option<std::path::PathBuf>,
    pub(crate) out: &'a mut dyn Write,
    /// Written to from several threads where work is done side by side.
    pub(crate) err: &'a mut (dyn Write + Send),
}

impl<'a> Context<'a> {
    pub(crate) fn new(
        global: &Global,
        around: Surroundings,
        out: &'a mut dyn Write,
        err: &'a mut (dyn Write + Send),
    ) -> Self {
        let corpus = global.corpus.clone().or_else(|| around.corpus.clone());
        Self {
            page: Page::new(&around, global.color),
            format: global.format.unwrap_or_default(),
            given: global.format,
            quiet: global.quiet,
            verbose: global.verbose,
            look: match (global.refresh, global.no_refresh) {
                (true, _) => Some(Look::Always),
                (_, true) => None,
                _ => Some(Look::AsSet),
            },
            corpus,
            around,
            out,
            err,
        }
    }

    /// Opens the corpus that the flags, the environment or the working directory name.
    pub(crate) fn desk(&self) -> Result<Desk, Failure> {
        let root = desk::find_root(self.corpus.as_deref(), &self.around.folder)?;
        Ok(Desk::open(&root)?)
    }

    /// The same, with its index brought up to date first, unless that was declined. An index that cannot be
    /// brought up to date but exists still answers, with a warning.
    pub(crate) fn fresh_desk(&mut self) -> Result<Desk, Failure> {
        let desk = self.desk()?;
        let Some(look) = self.look else { return Ok(desk) };
        match desk.freshen(look) {
            Ok(Freshness::Fresh) => {}
            Ok(Freshness::Unknown(published)) => {
                let of = published.map(|at| format!(" is of {}", moment(at))).unwrap_or_default();
                self.say(&format!(
                    "the index{of}; `corpus index` looks for changes, --refresh before an answer"
                ));
            }
            Ok(Freshness::Rebuilt(report)) => {
                if self.verbose {
                    self.say(&format!("index brought up to date: {} documents read", report.read.len()));
                }
                for problem in report.problems.iter().chain(&report.remarks) {
                    self.warn(problem);
                }
            }
            Err(error) if desk.has_index() => {
                self.warn(&format!("the index could not be brought up to date: {error}"));
            }
            Err(error) => return Err(error.into()),
        }
        Ok(desk)
    }

    /// Refuses a format that this command has no use for.
    pub(crate) fn only(&self, formats: &[Format]) -> Result<(), Failure> {
        if formats.contains(&self.format) {
            return Ok(());
        }
        let names: Vec<&str> = formats.iter().map(|f| f.as_str()).collect();
        Err(Failure::with_hint(
            format!("this command does not print {}", self.format.as_str()),
            format!("it prints {}", names.join(", ")),
        ))
    }

    /// Prints one JSON value and a newline.
    pub(crate) fn json(&mut self, value: &Value) -> Result<(), Failure> {
        serde_json::to_writer(&mut *self.out, value).map_err(std::io::Error::from)?;
        Ok(writeln!(self.out)?)
    }

    /// A line for the user, not part of the answer; silent under `--quiet`.
    pub(crate) fn say(&mut self, line: &str) {
        if !self.quiet {
            // Nothing to be done when standard error is gone.
            let _ = writeln!(self.err, "{line}");
        }
    }

    /// A warning: something is not as it should be, the answer stands all the same.
    pub(crate) fn warn(&mut self, line: &str) {
        self.say(&format!("warning: {line}"));
    }

    /// An error, with its way out.
    pub(crate) fn complain(&mut self, message: &str, hint: Option<&str>) {
        let _ = writeln!(self.err, "error: {message}");
        if let Some(hint) = hint {
            let _ = writeln!(self.err, "  help: {hint}");
        }
    }
}

/// A moment as a reader of logs wants it: `2026-11-22 09:05 UTC`.
fn moment(at: SystemTime) -> String {
    let form = format_description!("[year]-[month]-[day] [hour]:[minute] UTC");
    OffsetDateTime::from(at).format(form).unwrap_or_else(|_| "an unknown date".to_owned())
}
