//! From text to the terms that are indexed and looked up.

mod segment;
mod sought;
mod stop;
mod stream;
mod terms;
mod tongue;

pub use model::{Folding, FoldingError};
pub(crate) use segment::words;
pub(crate) use sought::Sought;
pub(crate) use stop::is_stop_word;
pub(crate) use stream::analyzer;
pub(crate) use terms::{Analysis, Form, Piece, Terms};
pub(crate) use tongue::{Tongue, signed};
