//! What is looked for: terms, alone or in sequence, in some parts of the passages.

use std::collections::BTreeSet;

use crate::analysis::{Analysis, Form};
use crate::schema::Part;

/// Terms that stand together. An item is a set of terms any of which will do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sequence {
    /// Offset from the first, and the terms.
    pub(crate) items: Vec<(u32, BTreeSet<String>)>,
    /// How many other words may stand among them; 0 asks for exactly these offsets.
    pub(crate) slop: u32,
}

impl Sequence {
    /// Any of `terms`.
    pub(crate) fn any(terms: BTreeSet<String>) -> Self {
        Self { items: vec![(0, terms)], slop: 0 }
    }

    /// The ways in which the words of `analysis` can be indexed: part by part, and compounds as one term.
    pub(crate) fn of(analysis: &Analysis, slop: u32) -> Vec<Self> {
        let mut parts = Vec::new();
        let mut at = 0;
        for located in analysis {
            for part in &located.piece.parts {
                parts.push((at, BTreeSet::from([part.clone()])));
                at += 1;
            }
        }
        let whole = |(offset, located): (u32, &crate::analysis::Located)| match &located.piece.whole {
            Some(whole) => vec![(offset, BTreeSet::from([whole.clone()]))],
            None => located.piece.parts.iter().map(|p| (offset, BTreeSet::from([p.clone()]))).collect(),
        };
        let mut out = vec![Self { items: parts, slop }];
        if analysis.iter().any(|l| l.piece.whole.is_some()) {
            // Parts of words too long to be one term would need offsets of their own; they stay with the first way.
            if analysis.iter().all(|l| l.piece.whole.is_some() || l.piece.parts.len() == 1) {
                out.push(Self { items: (0u32..).zip(analysis).flat_map(whole).collect(), slop });
            }
        }
        out.retain(|s| !s.items.is_empty());
        out
    }
}

/// Something to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Leaf {
    /// The parts to look into.
    pub(crate) parts: Vec<Part>,
    /// The form of the terms.
    pub(crate) form: Form,
    /// What will do.
    pub(crate) ways: Vec<Sequence>,
    /// Whether the parts were asked for by name, so that a match there is a hit by itself.
    pub(crate) named: bool,
}
