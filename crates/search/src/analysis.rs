//! From text to the terms that are indexed and looked up.

mod segment;
mod stop;
mod stream;
mod terms;

pub use model::{Folding, FoldingError};
pub(crate) use segment::words;
pub(crate) use stop::is_stop_word;
pub(crate) use stream::analyzer;
pub(crate) use terms::{Analysis, Form, Piece, Terms};
