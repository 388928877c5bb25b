//! Text in, citations out. Pure: no files, no clock, no environment; nothing here can fail.

#[cfg(test)]
mod anything;
mod automaton;
mod few;
mod find;
mod fold;
mod forms;
mod found;
mod names;
mod place;
mod premodifier;
mod reference;
mod resolve;
#[cfg(test)]
mod samples;
mod scan;
mod signal;
mod tail;
mod vocabulary;
mod words;

pub use find::find;
pub use forms::anchors;
pub use found::Found;
pub use names::Names;
pub use place::{Places, Within, places};
pub use reference::{Named, Reference, reference};
pub use resolve::{Context, cites, look_up, resolve};
pub use vocabulary::{Needle, Vocabulary};
