//! What was cited so far, nearest first.

use model::{Pinpoint, SegmentKind};

use super::{Meaning, cut};
use crate::names::{Index, Names};
use crate::place::structural;
use crate::reference::may_have;

/// Antecedents further back than this are out of sight.
const MOST: usize = 48;

/// An authority that was cited, with the place cited last.
#[derive(Clone, Debug)]
pub(super) struct Antecedent {
    pub(super) meaning: Meaning,
    pub(super) place: Option<Pinpoint>,
    /// The paragraph of the text it stands in.
    pub(super) paragraph: u32,
    /// Whether it is joined by "and" to the one before it, so that both are equally near.
    pub(super) joined: bool,
}

/// The antecedents of a text as it is read, each authority once, the nearest last.
#[derive(Debug, Default)]
pub(super) struct Antecedents {
    list: Vec<Antecedent>,
}

impl Antecedents {
    pub(super) fn push(&mut self, meaning: Meaning, place: Option<Pinpoint>, paragraph: u32, joined: bool) {
        let mut place = place;
        if let Some(i) = self.list.iter().position(|a| a.meaning == meaning) {
            let old = self.list.remove(i);
            place = place.or(old.place);
            // What was joined to the one that moved is joined no more.
            if let Some(next) = self.list.get_mut(i) {
                next.joined = false;
            }
        }
        if self.list.len() >= MOST {
            self.list.remove(0);
        }
        self.list.push(Antecedent { meaning, place, paragraph, joined });
    }

    /// From the nearest back.
    pub(super) fn nearest(&self) -> impl Iterator<Item = &Antecedent> {
        self.list.iter().rev()
    }

    /// The nearest antecedent that `fits`; those joined to it that fit as well are equally near, and then none is
    /// picked.
    pub(super) fn pick(&self, fits: impl Fn(&Antecedent) -> bool) -> Option<Meaning> {
        let at = self.list.iter().rposition(&fits)?;
        let found = self.list.get(at)?;
        let mut equal: Vec<Index> = Vec::new();
        let mut i = at;
        while let Some(here) = self.list.get(i) {
            if fits(here)
                && let Meaning::Known(index) = here.meaning
            {
                equal.push(index);
            }
            if !here.joined || i == 0 {
                break;
            }
            i -= 1;
        }
        if equal.len() > 1 {
            equal.reverse();
            return Some(Meaning::Ambiguous(equal));
        }
        Some(found.meaning.clone())
    }

    /// The last place cited, cut at its segment of `kind`.
    pub(super) fn last_place(&self, kind: SegmentKind) -> Option<Pinpoint> {
        self.nearest().find_map(|a| cut(a.place.as_ref()?, kind))
    }
}

/// Whether an antecedent can have a bare place.
pub(super) fn can_have(antecedent: &Antecedent, place: &Pinpoint, names: &Names) -> bool {
    let kind = place.first().kind;
    match &antecedent.meaning {
        Meaning::Known(index) => names.authority(*index).is_some_and(|a| has(a, place)),
        Meaning::Ambiguous(all) => all.iter().any(|&i| names.authority(i).is_some_and(|a| has(a, place))),
        Meaning::Unknown { case: false, name }
            if matches!(kind, SegmentKind::Paragraph | SegmentKind::Page) && document(name) =>
        {
            true
        }
        Meaning::Unknown { case, .. } => {
            let of_case = matches!(kind, SegmentKind::Paragraph | SegmentKind::Page | SegmentKind::Section);
            *case == of_case && !structural(kind) || *case && kind == SegmentKind::Section
        }
        Meaning::Lost => false,
    }
}

/// Whether a work that is not in the table is a document whose paragraphs are counted: "Resolution 2375", "A/76/135".
fn document(name: &str) -> bool {
    const NOUNS: [&str; 7] =
        ["resolution", "res", "unscr", "report", "decision", "recommendation", "declaration"];
    let noun = |w: &str| NOUNS.iter().any(|n| w.trim_end_matches('.').eq_ignore_ascii_case(n));
    let mut words = name.split_whitespace();
    let number = |w: &str| w.bytes().any(|b| b.is_ascii_digit());
    name.split_whitespace().any(number) && (name.contains('/') || words.any(noun))
}

fn has(authority: &model::Authority, place: &Pinpoint) -> bool {
    // A section sign counts the paragraphs of judgments.
    let sign =
        place.first().kind == SegmentKind::Section && authority.pinpoints.contains(&SegmentKind::Paragraph);
    sign || may_have(authority, place)
}
