//! Citations in a house style. An authority, places in it and the citation's position go in; runs of plain, italic and
//! small-capital text come out. What a style prints is data (`corpus/styles/*.toml`, checked when loaded), and a datum
//! that the table of authorities lacks leaves its part of the citation out: nothing is invented.

mod facts;
mod notes;
mod parse;
mod places;
mod sheet;
mod template;
mod written;

pub use notes::{Note, Part, Sequence, note, notes, parts};
pub use parse::StyleError;
pub use sheet::{Citation, Position, Style, Styles, Work};
pub use table::Fault;
pub use written::{html, markdown, plain};

#[cfg(test)]
mod tests;
