//! How far a long run has come: bars on a terminal, lines or JSON events in a log.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::{Mutex, PoisonError};

use clap::ValueEnum;
use desk::{IndexProgress, Outcome, SyncProgress};
use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::{Value, json};

/// One bar a file, on standard error.
pub(crate) struct Bars {
    all: MultiProgress,
    bars: Mutex<BTreeMap<String, ProgressBar>>,
}

impl Bars {
    /// Bars that show, or that keep quiet.
    pub(crate) fn new(shown: bool) -> Self {
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        Self { all: MultiProgress::with_draw_target(target), bars: Mutex::default() }
    }

    /// Takes the bars off the screen.
    pub(crate) fn clear(&self) {
        // What the terminal does with it is of no consequence to the answer.
        let _ = self.all.clear();
    }

    fn with(&self, file: &str, act: impl FnOnce(&ProgressBar)) {
        let bars = self.bars.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bar) = bars.get(file) {
            act(bar);
        }
    }
}

impl SyncProgress for Bars {
    fn started(&self, file: &str, bytes: u64) {
        let form = "{msg:28!} {bar:30} {bytes:>10} {bytes_per_sec:>12}";
        let style = ProgressStyle::with_template(form).unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = self.all.add(ProgressBar::new(bytes).with_style(style).with_message(file.to_owned()));
        self.bars.lock().unwrap_or_else(PoisonError::into_inner).insert(file.to_owned(), bar);
    }

    fn received(&self, file: &str, bytes: u64) {
        self.with(file, |bar| bar.set_position(bytes));
    }

    fn finished(&self, file: &str, _outcome: &Outcome) {
        self.with(file, ProgressBar::finish_and_clear);
    }
}

/// How to tell how far it has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum How {
    /// A bar on a terminal; elsewhere lines, where there is much to do
    #[default]
    Auto,
    /// A bar
    Bar,
    /// A line now and then
    Lines,
    /// A JSON object a line
    Json,
    /// Nothing
    None,
}

impl How {
    /// What that means for this run.
    pub(crate) const fn on(self, terminal: bool, quiet: bool) -> Self {
        match self {
            Self::Auto if quiet => Self::None,
            Self::Auto if terminal => Self::Bar,
            how => how,
        }
    }
}

/// Fewer documents than this are done before a line could be read.
const MANY: usize = 100;

/// How many lines are printed over a run.
const LINES: usize = 20;

/// Where a run of the indexer stands.
#[derive(Default)]
struct Standing {
    planned: usize,
    bytes: u64,
    read: usize,
    read_bytes: u64,
    passages: usize,
}

/// Tells how far the indexer has come.
pub(crate) struct Indexing<'w> {
    how: How,
    bar: ProgressBar,
    inner: Mutex<(Standing, &'w mut (dyn Write + Send))>,
}

impl<'w> Indexing<'w> {
    pub(crate) fn new(how: How, err: &'w mut (dyn Write + Send)) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        Self { how, bar, inner: Mutex::new((Standing::default(), err)) }
    }

    /// Takes the bar off the screen.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }

    fn with(&self, act: impl FnOnce(&mut Standing, &mut dyn FnMut(&str))) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let (standing, err) = &mut *inner;
        // When standard error is gone there is nobody to tell.
        act(standing, &mut |line| drop(writeln!(err, "{line}")));
    }

    fn event(&self, event: &Value, say: &mut dyn FnMut(&str)) {
        if self.how == How::Json {
            say(&event.to_string());
        }
    }
}

impl IndexProgress for Indexing<'_> {
    fn planned(&self, documents: usize, bytes: u64) {
        self.with(|standing, say| {
            (standing.planned, standing.bytes) = (documents, bytes);
            self.event(&json!({ "event": "planned", "documents": documents, "bytes": bytes }), say);
        });
        if self.how == How::Bar && documents > 0 {
            let form = "{msg} {bar:30} {bytes:>10} of {total_bytes} {bytes_per_sec:>12}, {eta} left";
            let style = ProgressStyle::with_template(form).unwrap_or_else(|_| ProgressStyle::default_bar());
            self.bar.set_style(style);
            self.bar.set_length(bytes);
            self.bar.set_message("indexing");
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    fn read(&self, id: &str, passages: usize, bytes: u64) {
        self.bar.inc(bytes);
        self.with(|standing, say| {
            standing.read += 1;
            standing.read_bytes += bytes;
            standing.passages += passages;
            let event = json!({
                "event": "document", "id": id, "passages": passages, "bytes": bytes,
                "done": standing.read, "of": standing.planned,
            });
            self.event(&event, say);
            let step = standing.planned.div_ceil(LINES).max(1);
            let lines = match self.how {
                How::Lines => true,
                How::Auto => standing.planned >= MANY,
                _ => false,
            };
            if lines && standing.read.is_multiple_of(step) {
                say(&format!(
                    "read {} of {} documents, {} of {} MB, {} passages",
                    standing.read,
                    standing.planned,
                    standing.read_bytes / 1_000_000,
                    standing.bytes / 1_000_000,
                    standing.passages
                ));
            }
        });
    }

    fn publishing(&self) {
        self.with(|_, say| self.event(&json!({ "event": "publishing" }), say));
        self.bar.set_message("publishing");
    }
}
