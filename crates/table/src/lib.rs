//! TOML tables that people edit, read with their places: a file is checked to its end, and every fault names file, line
//! and key. A [`Sheet`] is a file being read, [`Fields`] one table of it.

mod fault;
mod fields;
mod near;
mod sheet;

pub use fault::{Fault, lines};
pub use fields::{At, Entry, Fields};
pub use near::hint;
pub use sheet::{Root, Sheet};
