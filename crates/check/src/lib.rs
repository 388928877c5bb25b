//! A draft's quotations and citations in, findings out. Pure: no files, no clock, no environment; nothing here can
//! fail. What a source says is asked of [`Texts`].

mod comparison;
mod draft;
mod quotation;
mod source;

pub use comparison::{Comparison, Edit, EditKind, Likeness, Weight};
pub use draft::{Draft, Markup};
pub use quotation::{Attribution, By, Quotation, QuoteKind};
pub use source::{Place, SourceText, Stretch, Texts};
