//! What became of each file.

use std::fmt;
use std::path::PathBuf;

use model::AuthorityId;

use crate::hash::Sha256;

/// A place that was tried, and why it did not serve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The address, or the path of a local file.
    pub address: String,
    /// What was wrong, lower case, no full stop.
    pub reason: String,
}

impl fmt::Display for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.address, self.reason)
    }
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was there, with the right bytes.
    Present,
    /// It came from this address.
    Fetched {
        /// The address.
        url: String,
    },
    /// It came from this local file.
    Copied {
        /// The file.
        from: PathBuf,
    },
    /// It is not there and has no address: somebody has to supply it.
    ByHand {
        /// What to do, as the manifest says it.
        what: String,
        /// The page where the text can be read.
        page: Option<String>,
        /// Where the file belongs.
        path: PathBuf,
    },
    /// It would be fetched, if this were not a mere check.
    WouldFetch,
    /// It would be copied from this local file, if this were not a mere check.
    WouldCopy {
        /// The file.
        from: PathBuf,
    },
    /// It is not to be had: what was tried, in order. Whatever was there before still is.
    Failed {
        /// The last failure at each address.
        attempts: Vec<Attempt>,
    },
}

impl Outcome {
    pub(super) fn failed(address: &str, reason: String) -> Self {
        Self::Failed { attempts: vec![Attempt { address: address.to_owned(), reason }] }
    }

    /// The word for it in reports.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Fetched { .. } => "fetched",
            Self::Copied { .. } => "copied",
            Self::ByHand { .. } => "by-hand",
            Self::WouldFetch => "would-fetch",
            Self::WouldCopy { .. } => "would-copy",
            Self::Failed { .. } => "failed",
        }
    }

    /// Whether the file now lies where it belongs.
    pub const fn is_there(&self) -> bool {
        matches!(self, Self::Present | Self::Fetched { .. } | Self::Copied { .. })
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Present => f.write_str("present"),
            Self::Fetched { url } => write!(f, "fetched from {url}"),
            Self::Copied { from } => write!(f, "copied from {}", from.display()),
            Self::ByHand { what, page, path } => {
                write!(f, "to be supplied by hand as {}: {what}", path.display())?;
                page.as_ref().map_or(Ok(()), |page| write!(f, " ({page})"))
            }
            Self::WouldFetch => f.write_str("to be fetched"),
            Self::WouldCopy { from } => write!(f, "to be copied from {}", from.display()),
            Self::Failed { attempts } => {
                f.write_str("failed")?;
                attempts.iter().try_for_each(|a| write!(f, "\n  {a}"))
            }
        }
    }
}

/// One file of the sources folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileReport {
    /// Its name below the folder.
    pub file: String,
    /// The pinned number of bytes.
    pub bytes: u64,
    /// The pinned hash.
    pub sha256: Sha256,
    /// The documents and witnesses read from it.
    pub documents: Vec<AuthorityId>,
    /// The hash of what lay there before, where that was something else.
    pub found: Option<Sha256>,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of every file, in the order of the manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyncReport {
    /// The files.
    pub files: Vec<FileReport>,
}

impl SyncReport {
    /// Whether every file lies where it belongs.
    pub fn is_complete(&self) -> bool {
        self.files.iter().all(|f| f.outcome.is_there())
    }

    /// Whether nothing is lacking but files that somebody has to supply.
    pub fn lacks_only_by_hand(&self) -> bool {
        self.files.iter().all(|f| f.outcome.is_there() || matches!(f.outcome, Outcome::ByHand { .. }))
    }

    /// The files that are not to be had.
    pub fn failures(&self) -> impl Iterator<Item = &FileReport> {
        self.files.iter().filter(|f| matches!(f.outcome, Outcome::Failed { .. }))
    }

    /// How many files came to such an outcome ([`Outcome::as_str`]).
    pub fn count(&self, outcome: &str) -> usize {
        self.files.iter().filter(|f| f.outcome.as_str() == outcome).count()
    }
}
