//! Sources in, documents out: the manifest, the readers, structure, digests, sync.

mod address;
mod blocks;
mod catalogue;
mod collate;
mod digests;
mod hash;
mod lint;
mod manifest;
mod numbering;
mod options;
mod read;
mod readers;
mod structure;
mod sync;
mod tables;

pub use catalogue::{load_catalogue, parse_catalogue, with_documents};
pub use collate::{Alone, Collation, Difference, Print, Variant, collate};
pub use digests::{DigestEdit, Repeat, edit_digest, load_digests, parse_digest, repeats};
pub use hash::{NotSha256, Sha256};
pub use lint::{RULES, Rule, Vocabulary, lint};
pub use manifest::{
    CheckIgnore, CheckSetting, CheckTable, EMPTY_MANIFEST, Entry, Manifest, NewEntry, Refresh, Source,
    append_entries, append_entry,
};
pub use numbering::{NumberingError, NumberingTable, Row, RowKind};
pub use options::{Format, HeadingRule, JsonFields, Options, Structure};
pub use read::{DEEPEST_NESTING, LARGEST_FILE, ReadError, bytes_of, read, read_file};
pub use readers::{clean, decoded};
pub use sync::{
    Attempt, FetchError, FileReport, Outcome, Progress, SyncError, SyncOptions, SyncReport, Timeouts, fetch,
    sync,
};
pub use table::Fault;
pub use tables::TableError;
