//! Why a file of tables cannot be used.

use std::io;
use std::path::PathBuf;

use table::Fault;

/// Why a data file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The file cannot be read.
    #[error("cannot read {}: {cause}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        cause: io::Error,
    },
    /// The file is read and something in it is wrong: every fault, in the order of the file. Prints one a line.
    #[error("{}", table::lines(.0))]
    Faults(Vec<Fault>),
}
