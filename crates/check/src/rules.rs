//! The rules of the checker: the visible list. Each is a file with its documentation, which `corpus rule` prints and whose
//! examples are run as tests.

mod ambiguous_reference;
mod dangling_reference;
mod no_such_place;
mod not_in_this_text;
mod quote_altered;
mod quote_misplaced;
mod quote_not_found;
mod quote_variant;
mod unknown_authority;
mod unused_allow;
mod unverifiable_quote;

pub(crate) use ambiguous_reference::AMBIGUOUS_REFERENCE;
pub(crate) use dangling_reference::DANGLING_REFERENCE;
pub(crate) use no_such_place::NO_SUCH_PLACE;
pub(crate) use not_in_this_text::NOT_IN_THIS_TEXT;
pub(crate) use quote_altered::QUOTE_ALTERED;
pub(crate) use quote_misplaced::QUOTE_MISPLACED;
pub(crate) use quote_not_found::QUOTE_NOT_FOUND;
pub(crate) use quote_variant::QUOTE_VARIANT;
pub(crate) use unknown_authority::UNKNOWN_AUTHORITY;
pub(crate) use unused_allow::UNUSED_ALLOW;
pub(crate) use unverifiable_quote::UNVERIFIABLE_QUOTE;

use crate::finding::Severity;

/// A rule, with its documentation.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name, as findings and settings write it.
    pub name: &'static str,
    /// The severity of its findings, unless settings say otherwise.
    pub severity: Severity,
    /// What it finds, in a line.
    pub summary: &'static str,
    /// What it finds, in full.
    pub finds: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// What to do about a finding.
    pub remedy: &'static str,
    /// A Markdown draft in which it finds something.
    pub bad: &'static str,
    /// The same, put right: it finds nothing.
    pub good: &'static str,
}

/// Every rule: those about quotations by weight, then those about citations, then the rest.
pub static ALL: &[&Rule] = &[
    &QUOTE_ALTERED,
    &QUOTE_NOT_FOUND,
    &QUOTE_MISPLACED,
    &QUOTE_VARIANT,
    &UNVERIFIABLE_QUOTE,
    &NO_SUCH_PLACE,
    &UNKNOWN_AUTHORITY,
    &AMBIGUOUS_REFERENCE,
    &DANGLING_REFERENCE,
    &NOT_IN_THIS_TEXT,
    &UNUSED_ALLOW,
];

/// The rule of that name.
pub fn find(name: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|r| r.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_every_rule_is_explained() {
        for (i, rule) in ALL.iter().enumerate() {
            assert!(ALL[..i].iter().all(|r| r.name != rule.name), "{}", rule.name);
            for text in [rule.summary, rule.finds, rule.why, rule.remedy, rule.bad, rule.good] {
                assert!(!text.trim().is_empty(), "{}", rule.name);
            }
            assert_ne!(rule.bad, rule.good, "{}", rule.name);
        }
    }

    #[test]
    fn every_file_of_the_folder_is_listed() {
        let listed = include_str!("rules.rs").matches("\nmod ").count();
        assert_eq!(listed - 1, ALL.len(), "a `mod` line a rule, and the tests");
    }
}
