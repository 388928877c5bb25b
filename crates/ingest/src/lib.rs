//! Sources in, documents out: the manifest, the readers, structure, digests, sync.

mod address;
mod catalogue;
mod digests;
mod hash;
mod manifest;
mod near;
mod options;
mod sync;
mod tables;

pub use catalogue::{load_catalogue, parse_catalogue, with_documents};
pub use digests::{Repeat, load_digests, parse_digest, repeats};
pub use hash::{NotSha256, Sha256};
pub use manifest::{EMPTY_MANIFEST, Entry, Manifest, NewEntry, Source, append_entry};
pub use options::{Format, HeadingRule, JsonFields, Options, Structure};
pub use sync::{
    Attempt, FetchError, FileReport, Outcome, Progress, SyncError, SyncOptions, SyncReport, Timeouts, fetch,
    sync,
};
pub use tables::{Fault, TableError};
