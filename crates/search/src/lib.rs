//! The index: the only crate that knows tantivy.
//!
//! [`Writer`] puts documents in, node by node, and publishes them at once; [`Index`] finds passages and hands out nodes;
//! [`Query`] is the query language. What the two share with the rest of the program is the plain record [`Entry`].
//!
//! ```
//! use search::Query;
//!
//! let query = Query::parse("armed attack -nuclear")?;
//! assert_eq!(query.explain(), "(run armed attack -nuclear)");
//! assert_eq!(Query::parse("(armed").unwrap_err().message(), "this bracket is never closed");
//! # Ok::<(), search::QueryError>(())
//! ```
//!
//! Files are touched only below the index folder that the caller names.

mod analysis;
mod engine;
mod entry;
mod error;
mod hits;
mod index;
mod kwic;
mod marks;
mod query;
mod schema;
mod shelf;
mod snippet;
mod store;
mod thesaurus;
mod wire;
mod workbench;
mod writer;

pub use analysis::{Folding, FoldingError};
pub use entry::{Cited, Citing, Entry, Layer, Sentence};
pub use error::SearchError;
pub use hits::{Added, DocumentInfo, Facets, Filters, Hit, Hits, Matched, Page, Sort, Suggestion, Why};
pub use index::{Citers, Index};
pub use kwic::{KwicLine, KwicOptions, KwicSort};
pub use query::{Query, QueryError};
pub use schema::FORMAT;
pub use snippet::Snippet;
pub use store::Lock;
pub use thesaurus::{Thesaurus, ThesaurusError};
pub use writer::{Check, Prepared, Writer, WriterOptions};
