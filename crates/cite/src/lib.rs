//! Text in, citations out. Pure: no files, no clock, no environment; nothing here can fail.

mod automaton;
mod fold;
mod forms;
mod names;
mod place;
mod reference;
#[cfg(test)]
mod samples;
mod scan;

pub use names::Names;
pub use place::{Places, Within, places};
pub use reference::{Named, Reference, reference};
