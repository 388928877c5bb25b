//! Progress bars on a terminal; nothing in a pipe.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use desk::{Outcome, SyncProgress};
use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

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
