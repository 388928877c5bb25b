//! Passage in, doctrine labels with score and evidence out. Cannot fail.
//!
//! [`Rules`] is the taxonomy as a lawyer writes it: what each doctrine is, the words that speak for and against it, and how
//! neighbours give way. [`Weights`] is a small linear model trained on passages labelled by reading, which corrects what the rules
//! find. [`tag`] joins the two, [`explain`] shows how.

mod explain;
mod judge;
mod lookup;
mod matcher;
mod passage;
mod pattern;
mod reading;
mod rules;
mod sample;
mod seen;
mod tag;
mod vocabulary;
mod weights;
mod words;

pub use explain::{Contribution, Explanation, Rule, explain, explain_all};
pub use passage::{Cited, Passage};
pub use reading::terms;
pub use rules::{Carrier, Doctrine, ENOUGH, Fault, Rules, RulesError};
pub use sample::{Sample, sample};
pub use tag::{Labeller, Tag, Whole, tag, tag_document};
pub use vocabulary::Vocabulary;
pub use weights::{Channel, Ground, Grounds, Weight, Weights, WeightsError};
