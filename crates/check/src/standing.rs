//! Laying a quotation beside held texts: where it is said to stand, and where else it may.

use std::collections::BTreeSet;
use std::sync::Arc;

use model::{AuthorityId, Citation, Mapped, PassageId, Pinpoint, Span, Status, Target};

use crate::Comparer;
use crate::comparison::{Comparison, EditKind, Likeness};
use crate::finding::{Facing, Spot, Standing, Suggestion};
use crate::frame;
use crate::shelf::{Provisions, Shelf};
use crate::source::{SourceText, Texts};
use crate::telling;

/// Places asked for when words are looked for in the whole corpus.
const PLACES: usize = 40;

/// Provisions that words are laid beside, of the cited instrument and of the others.
const TRIED: usize = 10;

/// Share of the quoted words, in their order, from which a provision counts as nearly having them.
pub(crate) const NEAR: f64 = 0.65;

/// A quotation laid beside the words of a held text.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    authority: AuthorityId,
    /// The source's words.
    pub(crate) text: Arc<SourceText>,
    /// What came of it.
    pub(crate) comparison: Comparison,
}

impl Found {
    /// Whether the words stand there, whatever the quotation marks or spells otherwise.
    pub(crate) fn clean(&self) -> bool {
        self.comparison.likeness <= Likeness::Variant
    }

    /// Whether they nearly do.
    pub(crate) fn near(&self) -> bool {
        let moved = || self.comparison.edits.iter().any(|e| e.kind == EditKind::Moved);
        self.comparison.likeness <= Likeness::Altered && (self.comparison.share >= NEAR || moved())
    }

    /// The better of two: by likeness, then by share.
    fn better(self, other: Self) -> Self {
        let rank = |f: &Self| (f.comparison.likeness, -f.comparison.share);
        if rank(&other) < rank(&self) { other } else { self }
    }

    /// The narrowest node that has the words.
    pub(crate) fn node(&self) -> Option<PassageId> {
        frame::holder(&self.text, &self.comparison.source)
    }

    /// Where the words stand.
    pub(crate) fn standing(&self) -> Option<Standing> {
        let node = self.node()?;
        Some(Standing {
            document: node.document().clone(),
            place: node.pinpoint().clone(),
            span: frame::raw(&self.text, &self.comparison.source),
        })
    }

    /// The place as a lawyer cites it.
    pub(crate) fn cite(&self, texts: &dyn Texts) -> String {
        match self.node() {
            Some(node) => cite(texts, node.document(), Some(node.pinpoint())),
            None => cite(texts, &self.authority, None),
        }
    }

    /// The source's words as a suggestion.
    pub(crate) fn suggestion(&self) -> Option<Suggestion> {
        let node = self.node()?;
        Some(Suggestion {
            authority: node.document().clone(),
            place: node.pinpoint().clone(),
            text: self.words(),
        })
    }

    /// The source's words from the first quoted to the last, with what was left out at the ends.
    pub(crate) fn words(&self) -> String {
        let faults = telling::faults(&self.comparison.edits);
        frame::line(&self.text, &telling::widened(&self.comparison.source, &faults))
    }

    /// The source's words, to be shown.
    pub(crate) fn facing(&self, texts: &dyn Texts) -> Option<Facing> {
        let faults = telling::faults(&self.comparison.edits);
        let range = telling::widened(&self.comparison.source, &faults);
        let text = frame::line(&self.text, &range);
        let marks = telling::source_marks(&faults, &range);
        (!text.is_empty()).then(|| Facing { cite: self.cite(texts), text, marks })
    }
}

/// An authority, or a place in it, as a lawyer cites it: "UN Charter, art 51".
pub(crate) fn cite(texts: &dyn Texts, authority: &AuthorityId, place: Option<&Pinpoint>) -> String {
    match place {
        Some(place) => format!("{}, {}", texts.title(authority), place.plain()),
        None => texts.title(authority),
    }
}

/// The outermost node above a place.
fn top(place: &Pinpoint) -> Pinpoint {
    let mut segment = place.first().clone();
    segment.to = None;
    Pinpoint::of(segment)
}

/// Whoever lays words beside texts.
#[derive(Clone)]
pub(crate) struct Bench<'a> {
    pub(crate) texts: &'a dyn Texts,
    pub(crate) comparer: &'a Comparer,
    pub(crate) citations: &'a [Citation],
    pub(crate) shelf: &'a Shelf,
    /// Every work that the draft cites.
    named: BTreeSet<&'a AuthorityId>,
}

impl<'a> Bench<'a> {
    /// A bench for a draft with these citations, in the order of the text.
    pub(crate) fn new(
        texts: &'a dyn Texts,
        comparer: &'a Comparer,
        citations: &'a [Citation],
        shelf: &'a Shelf,
    ) -> Self {
        let targets = citations.iter().flat_map(|c| &c.targets);
        let named = targets.filter_map(|t| t.authority.as_ref()).collect();
        Self { texts, comparer, citations, shelf, named }
    }

    fn lay(&self, words: &Mapped, authority: &AuthorityId, text: Arc<SourceText>) -> Found {
        self.lay_above(words, authority, text, 0.0)
    }

    fn lay_above(&self, words: &Mapped, authority: &AuthorityId, text: Arc<SourceText>, floor: f64) -> Found {
        let reading = self.shelf.reading(self.comparer, &text);
        let comparison = self.comparer.compare_above(words, &reading, floor);
        Found { authority: authority.clone(), text, comparison }
    }

    /// Beside what a target names: its place, with the words above that frame it; of a place that the print does not have,
    /// the nearest above; of a work without a place, the whole. `None` where nothing of it is held.
    pub(crate) fn cited(&self, words: &Mapped, target: &Target) -> Option<Found> {
        let authority = target.authority.as_ref()?;
        match &target.status {
            Status::Resolved(nodes) => self.at(words, authority, nodes),
            Status::Document => self.within(words, authority),
            Status::NotInThisText => {
                let mut place = target.place.clone()?;
                loop {
                    if let Some(text) = self.texts.words(authority, Some(&place)) {
                        return Some(self.lay(words, authority, text));
                    }
                    place = place.parent()?;
                }
            }
            _ => None,
        }
    }

    /// Beside the headings over the places that a target names. A heading is quoted whole, or it is not what is quoted.
    pub(crate) fn heading(&self, words: &Mapped, target: &Target) -> Option<Found> {
        let authority = target.authority.as_ref()?;
        let place = target.place.as_ref()?;
        let count = telling::count(words.text());
        let headings = self.texts.headings(authority, place).into_iter();
        let mut whole = headings.filter(|(_, heading)| telling::count(heading) == count);
        whole.find_map(|(node, heading)| {
            let mut text = SourceText::default();
            text.push(&heading, false, node, Span::default());
            let text = Arc::new(text);
            Some(self.lay(words, authority, text)).filter(Found::clean)
        })
    }

    /// Beside the nodes that a citation names: each with its frame, then all of them in a row.
    fn at(&self, words: &Mapped, authority: &AuthorityId, nodes: &[PassageId]) -> Option<Found> {
        let mut best: Option<Found> = None;
        let mut all = Vec::new();
        for node in nodes {
            let place = node.pinpoint();
            let Some(text) = self.texts.words(authority, Some(place)) else { continue };
            best = Some(better(best, self.lay(words, authority, text.clone())));
            if best.as_ref().is_some_and(Found::clean) {
                return best;
            }
            all.push(text);
            if place.segments().len() > 1
                && let Some(framed) = self.shelf.framed(self.texts, authority, place, &top(place))
            {
                best = Some(better(best, self.lay(words, authority, framed)));
                if best.as_ref().is_some_and(Found::clean) {
                    return best;
                }
            }
        }
        if all.len() > 1 {
            best = Some(better(best, self.lay(words, authority, Arc::new(frame::joined(&all)))));
        }
        best
    }

    /// Beside the provisions of one instrument that may have the words, then beside all of it.
    pub(crate) fn within(&self, words: &Mapped, authority: &AuthorityId) -> Option<Found> {
        let candidates = self.candidates(words);
        let own = candidates.iter().filter(|(id, _)| id == authority);
        let best = self.best(words, own.take(TRIED).cloned());
        if best.as_ref().is_some_and(Found::clean) {
            return best;
        }
        match self.texts.words(authority, None) {
            Some(whole) => {
                let found = self.lay(words, authority, whole);
                // Fragments far apart would be found in any long text: what is clean must stand in one provision.
                let one = found.node().is_some_and(|n| n.document() == authority) && self.together(&found);
                if one || best.is_none() { Some(better(best, found)) } else { best }
            }
            None => best,
        }
    }

    /// Whether everything between the first and the last word belongs to provisions that follow one another closely.
    fn together(&self, found: &Found) -> bool {
        let range = &found.comparison.source;
        let tops = found.text.stretches.iter().filter(|s| s.at.start < range.end && range.start < s.at.end);
        let mut tops: Vec<Pinpoint> = tops.map(|s| top(s.node.pinpoint())).collect();
        tops.dedup();
        tops.len() <= 2
    }

    /// Beside the provisions of the whole corpus that may have the words; those of `first` and of the instruments that the
    /// draft cites come before others. The words need not be those of the draft.
    pub(crate) fn anywhere(&self, words: &Mapped, first: Option<&AuthorityId>) -> Option<Found> {
        let candidates = self.candidates(words);
        let own = candidates.iter().filter(|(id, _)| Some(id) == first).take(TRIED);
        let mut best = self.best(words, own.cloned());
        if best.as_ref().is_some_and(Found::clean) {
            return best;
        }
        if let Some(first) = first
            && let Some(found) = self.within(words, first)
        {
            best = Some(better(best, found));
            if best.as_ref().is_some_and(Found::clean) {
                return best;
            }
        }
        let mut others: Vec<_> =
            candidates.iter().filter(|(id, _)| Some(id) != first).take(2 * TRIED).cloned().collect();
        others.sort_by_key(|(id, _)| !self.named.contains(id));
        match (best, self.best(words, others.into_iter())) {
            (Some(a), Some(b)) => Some(a.better(b)),
            (a, b) => a.or(b),
        }
    }

    /// The provisions that may have the words, best first, each once.
    fn candidates(&self, words: &Mapped) -> Provisions {
        self.shelf.provisions(words.text(), || Arc::new(self.find(words)))
    }

    /// The works that may have the words, best first, each once.
    pub(crate) fn works(&self, words: &Mapped) -> Vec<AuthorityId> {
        let mut out: Vec<AuthorityId> = Vec::new();
        for (authority, _) in self.candidates(words).iter() {
            if !out.contains(authority) {
                out.push(authority.clone());
            }
        }
        out
    }

    fn find(&self, words: &Mapped) -> Vec<(AuthorityId, Pinpoint)> {
        let mut out: Vec<(AuthorityId, Pinpoint)> = Vec::new();
        for place in self.texts.places(words.text(), PLACES) {
            let at = (place.node.document().clone(), top(place.node.pinpoint()));
            if !out.contains(&at) {
                out.push(at);
            }
        }
        out
    }

    /// The best of several provisions; the first where the words stand ends the search.
    fn best(
        &self,
        words: &Mapped,
        provisions: impl Iterator<Item = (AuthorityId, Pinpoint)>,
    ) -> Option<Found> {
        let mut best: Option<Found> = None;
        for (authority, place) in provisions {
            let Some(text) = self.texts.words(&authority, Some(&place)) else { continue };
            // What has fewer of the words than the best so far cannot be better.
            let so_far = best.as_ref().filter(|f| f.near());
            let floor = so_far.map_or(0.0, |f| f.comparison.share);
            best = Some(better(best, self.lay_above(words, &authority, text, floor)));
            if best.as_ref().is_some_and(Found::clean) {
                break;
            }
        }
        best
    }
}

fn better(best: Option<Found>, found: Found) -> Found {
    match best {
        Some(best) => best.better(found),
        None => found,
    }
}

/// The place as cited, refined to the node that has the words where that lies within it; where no place is cited, that
/// node.
pub(crate) fn refined(target: &Target, found: &Found) -> Spot {
    let node = found.node();
    let holder = node.as_ref().map(PassageId::pinpoint);
    let inside = |holder: &Pinpoint| match (&target.place, &target.status) {
        (None, _) => true,
        (_, Status::Resolved(nodes)) => nodes.iter().any(|n| holder.within(n.pinpoint())),
        _ => false,
    };
    let place = match holder {
        Some(holder) if inside(holder) => Some(holder.clone()),
        _ => target.place.clone(),
    };
    let authority = target.authority.clone().or_else(|| node.map(|n| n.document().clone()));
    Spot { authority, place }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{Library, id, target};

    fn on_bench<T>(ask: impl FnOnce(&Bench<'_>) -> T) -> T {
        let (comparer, shelf) = (Comparer::default(), Shelf::default());
        ask(&Bench::new(&Library, &comparer, &[], &shelf))
    }

    fn words(text: &str) -> Mapped {
        Mapped::verbatim(text, 0)
    }

    fn node(found: Option<Found>) -> Option<String> {
        found.filter(Found::clean)?.node().map(|n| n.to_string())
    }

    #[test]
    fn words_stand_at_the_place_or_in_the_work_that_is_cited() {
        let dusk = words("burning from dusk to dawn");
        let at = |target: &Target| on_bench(|b| node(b.cited(&dusk, target)));
        assert_eq!(at(&target("lights", Some("art-1/para-1"))).as_deref(), Some("lights#art-1/para-1"));
        assert_eq!(at(&target("lights", Some("art-1"))).as_deref(), Some("lights#art-1/para-1"));
        assert_eq!(at(&target("lights", None)).as_deref(), Some("lights#art-1/para-1"));
        assert_eq!(at(&target("lights", Some("art-2"))), None);
        assert_eq!(at(&target("wrecks", None)), None);
        assert_eq!(at(&target("fogs", None)), None);
    }

    #[test]
    fn a_place_that_the_print_does_not_divide_is_looked_for_above() {
        let place = "art-2/para-1";
        let target = Target { status: Status::NotInThisText, ..target("lights", Some(place)) };
        let found = on_bench(|b| node(b.cited(&words("who tends the light"), &target)));
        assert_eq!(found.as_deref(), Some("lights#art-2"));
    }

    #[test]
    fn the_instrument_cited_is_preferred_where_several_have_the_words() {
        let hinder = words("No State may hinder");
        let in_favour = |of: &str| on_bench(|b| node(b.anywhere(&hinder, Some(&id(of)))));
        assert_eq!(in_favour("lights").as_deref(), Some("lights#art-2"));
        assert_eq!(in_favour("wrecks").as_deref(), Some("wrecks#art-3"));
    }

    #[test]
    fn the_place_is_refined_within_what_is_cited() {
        let found =
            on_bench(|b| b.within(&words("only where the keeper is in peril"), &id("lights"))).unwrap();
        let refined = |place| refined(&target("lights", place), &found).place.unwrap().to_string();
        assert_eq!(refined(None), "art-1/para-2");
        assert_eq!(refined(Some("art-1")), "art-1/para-2");
        assert_eq!(refined(Some("art-2")), "art-2");
    }
}
