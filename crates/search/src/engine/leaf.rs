//! What is looked for: terms, alone or in sequence, in some parts of the passages.

use std::collections::BTreeSet;

use crate::analysis::{Analysis, Form, Piece};
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

    /// Whether `other` has its terms at the same places.
    pub(crate) fn fits(&self, other: &Self) -> bool {
        let places = |s: &Self| s.items.iter().map(|&(at, _)| at).collect::<Vec<_>>();
        self.slop == other.slop && places(self) == places(other)
    }

    /// Takes the terms of a sequence that fits for alternatives.
    pub(crate) fn join(&mut self, other: Self) {
        for ((_, terms), (_, more)) in self.items.iter_mut().zip(other.items) {
            terms.extend(more);
        }
    }

    /// The ways in which the words of `analysis` can be indexed: part by part, and compounds as one term. In the
    /// exact form a compound is one term only.
    pub(crate) fn of(analysis: &Analysis, form: Form, slop: u32) -> Vec<Self> {
        let compound = analysis.iter().any(|l| l.piece.whole.is_some());
        let mut out = Vec::new();
        if form == Form::Main || !compound {
            out.push(Self::walked(analysis, slop, |_| None));
        }
        if compound {
            out.push(Self::walked(analysis, slop, |piece| {
                let width = if form == Form::Exact { piece.width() } else { 1 };
                piece.whole.as_deref().map(|whole| (whole, width))
            }));
        }
        out.retain(|s| !s.items.is_empty());
        out
    }

    /// The words one after the other; `whole` says which of them stand as one term, and how wide that is.
    fn walked(analysis: &Analysis, slop: u32, whole: impl Fn(&Piece) -> Option<(&str, u32)>) -> Self {
        let mut items = Vec::new();
        let mut at = 0;
        for located in analysis {
            let piece = &located.piece;
            if let Some((term, width)) = whole(piece) {
                items.push((at, BTreeSet::from([term.to_owned()])));
                at += width;
                continue;
            }
            for part in &piece.parts {
                items.push((at, BTreeSet::from([part.clone()])));
                at += piece.stride;
            }
        }
        Self { items, slop }
    }
}

/// Something to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Leaf {
    /// The words as typed.
    pub(crate) text: String,
    /// The parts to look into.
    pub(crate) parts: Vec<Part>,
    /// The form of the terms.
    pub(crate) form: Form,
    /// What will do.
    pub(crate) ways: Vec<Sequence>,
    /// Whether the parts were asked for by name, so that a match there is a hit by itself.
    pub(crate) named: bool,
}
