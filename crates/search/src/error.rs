//! What can go wrong with an index.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::query::QueryError;

/// Why an index could not be opened, written or asked.
#[derive(Debug, Error)]
pub enum SearchError {
    /// There is no index of this program's format below the folder; an older or newer one may be there.
    #[error("no index of format {format} in {}", dir.display())]
    Missing {
        /// The index folder.
        dir: PathBuf,
        /// The format that was looked for.
        format: u32,
    },
    /// Somebody else is writing.
    #[error("the index in {} is being written by process {}", dir.display(), pid.map_or_else(|| "unknown".to_owned(), |p| p.to_string()))]
    Locked {
        /// The index folder.
        dir: PathBuf,
        /// The process that holds the lock, where it left its number.
        pid: Option<u32>,
    },
    /// Files of the index are damaged or missing. The index holds nothing that cannot be made again.
    #[error("the index in {} is damaged ({cause}); rebuild it from the sources", dir.display())]
    Corrupt {
        /// The index folder.
        dir: PathBuf,
        /// What was seen.
        cause: String,
    },
    /// A file or folder could not be read or written.
    #[error("{action} {}: {cause}", path.display())]
    Io {
        /// What was tried, as a verb: `open`, `write`.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// Why not.
        cause: io::Error,
    },
    /// The index could not be written.
    #[error("cannot write the index in {}: {cause}", dir.display())]
    Write {
        /// The index folder.
        dir: PathBuf,
        /// Why not.
        cause: String,
    },
    /// The query does not parse.
    #[error(transparent)]
    Query(#[from] QueryError),
}

impl SearchError {
    /// Whether making the index anew is the cure.
    pub fn wants_rebuild(&self) -> bool {
        matches!(self, Self::Missing { .. } | Self::Corrupt { .. })
    }

    pub(crate) fn io(action: &'static str, path: &Path, cause: io::Error) -> Self {
        Self::Io { action, path: path.to_owned(), cause }
    }

    pub(crate) fn corrupt(dir: &Path, cause: impl ToString) -> Self {
        Self::Corrupt { dir: dir.to_owned(), cause: cause.to_string() }
    }

    pub(crate) fn write(dir: &Path, cause: impl ToString) -> Self {
        Self::Write { dir: dir.to_owned(), cause: cause.to_string() }
    }
}
