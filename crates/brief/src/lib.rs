//! A finished brief in, bytes out. What is said where is settled before: a brief holds quotations with their citations,
//! notes with their numbers, tables of authorities with their rows. A format only sets them, one file each in `formats/`.
//! Nothing here reads a file, a clock or the environment, and the same brief gives the same bytes.

mod brief;
mod formats;

pub use brief::{Align, Block, Brief, Citation, Group, Inline, Key, Line, Note, Quotation, Row, Shown};
pub use formats::{Format, UnknownFormat, fragment, render};

#[cfg(test)]
mod sample;
