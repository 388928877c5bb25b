//! Citations in a house style. An authority, places in it and the citation's position go in; runs of plain, italic and
//! small-capital text come out. What a style prints is data (`corpus/styles/*.toml`, checked when loaded; for articles, books
//! and web pages a CSL file that the table names), and a datum that the table of authorities lacks leaves its part of the
//! citation out: nothing is invented.

mod csl;
mod facts;
mod notes;
mod parse;
mod places;
mod sheet;
mod styles;
mod template;
mod written;

pub use notes::{Note, Part, Sequence, note, notes, parts};
pub use parse::StyleError;
pub use sheet::{Citation, Position, Style, Work};
pub use styles::Styles;
pub use table::Fault;
pub use written::{html, markdown, plain};

#[cfg(test)]
mod tests;
