//! From a fresh clone to a first answer: build, bring the sources in, index, search.

use std::path::Path;

use crate::Outcome;
use crate::command::{corpus_binary, run as command};

/// Builds the program and does with it what a new user does. Without network and mirror the sources stay away; the
/// corpus then answers from its digests, and says so.
pub(crate) fn run(root: &Path) -> Outcome {
    let corpus = corpus_binary(root)?;
    if let Err(problem) = command(root, &corpus, &["sync"]) {
        eprintln!(
            "{problem}: some sources could not be brought in; going on with the digests for those.\n\
             Set CORPUS_MIRROR to a folder that has the files, or run `corpus sync` again with a network."
        );
    }
    command(root, &corpus, &["index"])?;
    command(root, &corpus, &["search", "armed attack"])?;
    eprintln!("\nThe program is {corpus}\nTry: {corpus} show \"UN Charter art 51\"");
    Ok(())
}
