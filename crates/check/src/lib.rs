//! A draft's quotations and citations in, findings out. Pure: no files, no clock, no environment; nothing here can
//! fail. What a source says is asked of [`Texts`].

mod align;
mod allow;
mod attribution;
mod baseline;
mod check;
mod citing;
mod compare;
mod comparison;
mod draft;
mod finding;
mod folding;
mod frame;
mod ibid;
mod judge;
mod language;
mod layout;
mod marks;
mod meant;
mod polarity;
mod quotation;
mod quotes;
mod reading;
mod rules;
#[cfg(test)]
mod samples;
mod settings;
mod shelf;
mod source;
mod standing;
mod telling;
mod tokens;
mod variants;

pub use attribution::attribute;
pub use baseline::Baseline;
pub use check::check;
pub use compare::{Comparer, Reader};
pub use comparison::{Comparison, Edit, EditKind, Likeness, Weight};
pub use draft::{Draft, Markup};
pub use finding::{
    Checked, Facing, Finding, Mark, Replace, Report, Severity, Spot, Standing, Suggestion, Summary, Verdict,
};
pub use folding::{FOLDING_VERSION, FoldingRow, FoldingTable, Treatment, folding};
pub use meant::meant;
pub use quotation::{Attribution, By, Quotation, QuoteKind};
pub use quotes::{quotations, words};
pub use reading::Reading;
pub use rules::{ALL as RULES, Rule, find as rule};
pub use settings::{Level, Settings};
pub use source::{Place, SourceText, Stretch, Texts};
pub use variants::{Variant, VariantKind, Variants, VariantsError};
