//! Sources in, documents out: the manifest, the readers, structure, digests, sync.

mod options;

pub use options::{Format, HeadingRule, JsonFields, Options, Structure};
