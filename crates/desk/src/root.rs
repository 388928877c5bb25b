//! Where the corpus is: the nearest folder upwards that holds `corpus/corpus.toml`, as git finds a repository.

use std::path::{Path, PathBuf};

use crate::error::DeskError;

/// The manifest, below the root of a corpus.
pub(crate) const MANIFEST: &str = "corpus/corpus.toml";

/// The root named by `given`, else the nearest one at or above `from`.
///
/// # Errors
/// When `given` holds no corpus, or none is found.
pub fn find_root(given: Option<&Path>, from: &Path) -> Result<PathBuf, DeskError> {
    if let Some(given) = given {
        let folder = from.join(given);
        // Naming the inner folder is what people do; it cannot mean anything else.
        let inner =
            folder.parent().filter(|_| folder.ends_with("corpus") && folder.join("corpus.toml").is_file());
        return match (folder.join(MANIFEST).is_file(), inner) {
            (true, _) => Ok(folder),
            (false, Some(parent)) => Ok(parent.to_owned()),
            (false, None) => Err(DeskError::NoCorpusAt(folder)),
        };
    }
    match from.ancestors().find(|folder| folder.join(MANIFEST).is_file()) {
        Some(root) => Ok(root.to_owned()),
        None => Err(DeskError::NoCorpus(from.to_owned())),
    }
}
