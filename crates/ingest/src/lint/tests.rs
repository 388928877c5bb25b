//! The rules, each on invented prose.
