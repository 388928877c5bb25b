//! Known variant readings and misprints of held prints.
//!
//! A table is a file of tab-separated text per document, named after it; a reading a line; empty lines and lines that
//! begin with `#` count nothing:
//!
//! | column | what |
//! | --- | --- |
//! | place | the pinpoint that holds the words, or one above it |
//! | held | words of the held text, as it prints them; enough of them that both readings have a word |
//! | other | the same words in the other reading |
//! | whose | the print that has the other reading |
//! | kind | `spelling`, `reading` (both occur in print) or `misprint` (the held text is wrong), `slip` (the other is) |

mod place;
mod table;

pub use table::{Variant, VariantKind, Variants, VariantsError};
