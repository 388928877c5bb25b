//! What the program knows of the process around it, handed in by `main` so that tests can make it up.

use std::path::PathBuf;

/// The process around a run.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The working directory, from which the corpus is looked for.
    pub folder: PathBuf,
    /// `CORPUS_DIR`: the folder that holds `corpus/corpus.toml`.
    pub corpus: Option<PathBuf>,
    /// `CORPUS_MIRROR`: a folder that has the source files, under whatever names.
    pub mirror: Option<PathBuf>,
    /// Whether standard output is a terminal.
    pub out_is_terminal: bool,
    /// Whether standard error is a terminal.
    pub err_is_terminal: bool,
    /// Columns of the terminal, where there is one.
    pub width: Option<usize>,
    /// `NO_COLOR` is set.
    pub no_color: bool,
    /// `CLICOLOR_FORCE` is set and not 0.
    pub force_color: bool,
    /// Waits a moment and says whether to go on, for what watches files; without it, a file is looked at once.
    pub pause: Option<fn() -> bool>,
}
