//! From a query to scored passages: plan, scan the posting lists, combine, order.
//!
//! Scores are computed here and not by tantivy, for two reasons: a passage is made of parts of unlike weight, which
//! should saturate together (BM25F) and not one by one; and document frequencies should not depend on how the index
//! came about, so they are counted over the passages that exist, never over deleted ones.

mod candidates;
mod combine;
mod concept;
mod dictionary;
mod explain;
mod feedback;
mod leaf;
mod order;
mod plan;
mod rank;
mod scan;
mod sequence;
mod widen;

pub(crate) use combine::{Evaluator, Mask, Scored, intersect};
pub(crate) use dictionary::Dictionary;
pub(crate) use explain::Explainer;
pub(crate) use feedback::Feedback;
pub(crate) use leaf::{Leaf, Sequence};
pub use order::Sorted;
pub(crate) use order::{by_document, named, page};
pub(crate) use plan::{Marking, Planned, Vocabulary, plan};
pub(crate) use scan::{Address, Corpus, Kept};
pub(crate) use sequence::windows;
