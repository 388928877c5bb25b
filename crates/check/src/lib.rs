//! A draft's quotations and citations in, findings out. Pure: no files, no clock, no environment; nothing here can
//! fail. What a source says is asked of [`Texts`].

mod align;
mod attribution;
mod compare;
mod comparison;
mod draft;
mod folding;
mod layout;
mod marks;
mod polarity;
mod quotation;
mod quotes;
mod reading;
mod source;
mod tokens;
mod variants;

pub use attribution::attribute;
pub use compare::Comparer;
pub use comparison::{Comparison, Edit, EditKind, Likeness, Weight};
pub use draft::{Draft, Markup};
pub use folding::{FOLDING_VERSION, FoldingRow, FoldingTable, Treatment, folding};
pub use quotation::{Attribution, By, Quotation, QuoteKind};
pub use quotes::{quotations, words};
pub use reading::Reading;
pub use source::{Place, SourceText, Stretch, Texts};
pub use variants::{Variant, VariantKind, Variants, VariantsError};
