//! Akoma Ntoso 3.0: the provisions are those of the file, which says itself what it is made of.
//!
//! Elements of the hierarchy become nodes when they are numbered, by the number in their eId, else by what `num` prints;
//! what is not numbered (an `alinea`, a `list`, an `intro`) gives its words to the node it stands in. Title page, closing
//! formula and notes are left aside. There is no expansion of entities, and a document type is refused.

mod kinds;
#[cfg(test)]
mod tests;
mod tree;
mod walk;
mod words;

pub(crate) use walk::nodes;
pub(crate) use words::{clean, words};
