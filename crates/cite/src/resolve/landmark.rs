//! Places that are cited without the name of their work, by the words that stand near: "Article 51" beside "self-defence".

use model::{Pinpoint, Segment, SegmentKind, Span};

use super::around::SAME;
use super::{Meaning, Resolver};
use crate::found::Who;
use crate::names::Index;
use crate::scan;
use crate::words;

/// The words are looked for this far before a place, in bytes, and within its paragraph.
const BEFORE: usize = 320;

/// And this far after it.
const AFTER: usize = 320;

impl Resolver<'_> {
    /// The works that all `places` are landmarks of, by the words around `span`.
    pub(super) fn landmarks_near(&self, span: Span, places: &[Pinpoint]) -> Vec<Index> {
        let numbers = self.names.numbers();
        let Some(first) = places.first() else { return Vec::new() };
        if numbers.landmarks(first).is_empty() {
            return Vec::new();
        }
        let near = self.around(span);
        let mut out: Vec<Index> = numbers.landmarks(first).iter().map(|(index, _)| *index).collect();
        out.sort_unstable();
        out.dedup();
        out.retain(|&index| {
            places.iter().all(|place| self.marked(index, place))
                && places.iter().any(|place| self.tells(&near, index, place))
        });
        out
    }

    /// Whether the words in `near`, in lower case, tell that `place` is one of the work.
    fn tells(&self, near: &str, index: Index, place: &Pinpoint) -> bool {
        self.names.numbers().landmarks(place).iter().filter(|(of, _)| *of == index).any(|(_, nth)| {
            let landmark = self.names.authority(index).and_then(|a| a.landmarks.get(*nth));
            landmark.is_some_and(|l| {
                l.at.iter().any(|at| covers(at, place)) && l.words.iter().any(|word| stands(near, word))
            })
        })
    }

    /// The same of a place that stands alone; where the words tell of several, those that the text has named, and where they
    /// tell of none, the one whose landmark it was when the text last cited it.
    fn landmarks(&self, i: usize, span: Span, places: &[Pinpoint]) -> Vec<Index> {
        // A commentary is one of the work spoken of.
        if places.iter().any(|p| p.segments().iter().any(|s| s.kind == SegmentKind::Commentary)) {
            return Vec::new();
        }
        let told = self.landmarks_near(span, places);
        match told.as_slice() {
            [_] => told,
            [] => {
                let last = places.first().and_then(|place| self.cited_with(i, place));
                let marked = |index: &Index| places.iter().all(|place| self.marked(*index, place));
                last.filter(marked).filter(|&index| !self.nearer(i, index, places)).into_iter().collect()
            }
            _ => {
                let named =
                    |index: &&Index| self.antecedents.nearest().any(|a| a.meaning == Meaning::Known(**index));
                let of: Vec<Index> = told.iter().filter(named).copied().collect();
                if of.is_empty() { told } else { of }
            }
        }
    }

    /// Whether another work than `one` was cited in the paragraph of the citation at `i` that can have the places.
    fn nearer(&self, i: usize, one: Index, places: &[Pinpoint]) -> bool {
        let here = self.reading.paragraph(i);
        let mut near = self.antecedents.nearest().take_while(|a| a.paragraph == here);
        near.find_map(|a| match a.meaning {
            Meaning::Known(index) if index == one => Some(false),
            Meaning::Known(index) if self.fits(index, places) => Some(true),
            _ => None,
        })
        .unwrap_or_default()
    }

    /// The words around a place, in lower case, without the place itself.
    fn around(&self, span: Span) -> String {
        let from = scan::boundary(self.text, span.start().saturating_sub(BEFORE));
        let to = scan::boundary_before(self.text, span.end().saturating_add(AFTER));
        let head = self.text.get(from..span.start()).unwrap_or_default();
        let tail = self.text.get(span.end()..to).unwrap_or_default();
        let head = head.rsplit("\n\n").next().unwrap_or_default();
        let tail = tail.split("\n\n").next().unwrap_or_default();
        compared(head, tail)
    }

    /// The work that the words around a bare place tell, unless what the text says itself leads to the `nearest` one that can
    /// have the place.
    pub(super) fn landmark(
        &self,
        i: usize,
        span: Span,
        places: &[Pinpoint],
        nearest: Option<&Meaning>,
    ) -> Option<Index> {
        let told = self.landmarks(i, span, places);
        if let Some(Meaning::Known(index)) = nearest
            && told.contains(index)
        {
            return Some(*index);
        }
        match told.as_slice() {
            [one] => self.outweighs(*one, nearest, i, span, places).then_some(*one),
            [] => self.known_by(i, span, places, nearest),
            _ => None,
        }
    }

    /// The one work that is known by a bare place and that the text names somewhere, where the `nearest` one that can have the
    /// place was not cited in this paragraph and is not known by it.
    fn known_by(
        &self,
        i: usize,
        span: Span,
        places: &[Pinpoint],
        nearest: Option<&Meaning>,
    ) -> Option<Index> {
        let first = places.first()?;
        let mut of: Vec<Index> =
            self.names.numbers().landmarks(first).iter().map(|(index, _)| *index).collect();
        of.sort_unstable();
        of.dedup();
        of.retain(|index| self.named.contains(index) && places.iter().all(|p| self.marked(*index, p)));
        let [one] = of.as_slice() else { return None };
        let here = self.reading.paragraph(i);
        let near = self.antecedents.nearest().any(|a| Some(&a.meaning) == nearest && a.paragraph == here);
        let cited = self.cited_with(i, first).is_some();
        (!near && !cited && !self.of_it(span)).then_some(*one)
    }

    /// Whether a place is a landmark of a work.
    pub(super) fn marked(&self, index: Index, place: &Pinpoint) -> bool {
        self.names.numbers().landmarks(place).iter().any(|(of, _)| *of == index)
    }

    /// Whether the work `told` by the words around a bare place counts more than the `nearest` one that can have it. What the text
    /// itself cited by name with that place, and cited so last, counts most; then the work named in the same clause, if nothing
    /// has named the other or if both are known by that place.
    fn outweighs(
        &self,
        told: Index,
        nearest: Option<&Meaning>,
        i: usize,
        span: Span,
        places: &[Pinpoint],
    ) -> bool {
        let named = self.antecedents.nearest().any(|a| a.meaning == Meaning::Known(told));
        let own =
            matches!(nearest, Some(Meaning::Known(index)) if places.iter().all(|p| self.marked(*index, p)));
        if self.of_it(span)
            || (own || !named) && self.in_clause(nearest, i, span)
            || self.named_since(told, nearest, i, span, places)
        {
            return false;
        }
        match places.first().and_then(|place| self.cited_with(i, place)) {
            Some(index) if nearest == Some(&Meaning::Known(index)) => index == told,
            _ => true,
        }
    }

    /// Whether the words before a place say that it is the nearest work's: "its Article 2", "which in Article 2".
    fn of_it(&self, span: Span) -> bool {
        let gap = words::back_over_space(self.text, span.start(), 0);
        let from = words::word_start(self.text, gap, 0);
        let word = self.text.get(from..gap).unwrap_or_default();
        let before = words::back_over_space(self.text, from, 0);
        let which = self.text.get(words::word_start(self.text, before, 0)..before).unwrap_or_default();
        matches!(word, "its" | "Its" | "whose") || word == "in" && which == "which"
    }

    /// Whether the nearest work was named in the clause that holds `span`.
    fn in_clause(&self, nearest: Option<&Meaning>, i: usize, span: Span) -> bool {
        let sentence = words::sentence(self.text, span.start());
        let said = self.text.get(sentence..span.start()).unwrap_or_default();
        let from = sentence + said.rfind([';', ':']).unwrap_or_default();
        let before = self.found.get(..i).unwrap_or_default().iter().enumerate().rev();
        let mut near = before.take_while(|(_, f)| f.as_ref().is_some_and(|f| f.span.start() >= from));
        near.any(|(j, _)| self.meanings.of(j).iter().any(|meaning| Some(meaning) == nearest))
    }

    /// Whether the nearest work was named in the sentence of `span` or the one before it, and the words that tell of the other
    /// all stand before that name.
    fn named_since(
        &self,
        told: Index,
        nearest: Option<&Meaning>,
        i: usize,
        span: Span,
        places: &[Pinpoint],
    ) -> bool {
        let sentence = words::sentence(self.text, span.start());
        let previous =
            words::sentence(self.text, words::back_over_space(self.text, sentence, 0).saturating_sub(1));
        let before = self.found.get(..i).unwrap_or_default().iter().enumerate().rev();
        let mut near = before
            .filter_map(|(j, f)| Some((j, f.as_ref()?)))
            .take_while(|(_, f)| f.span.start() >= previous);
        let named = near.find(|(j, f)| {
            !matches!(f.who.as_slice(), [Who::Nobody])
                && self.meanings.of(*j).iter().any(|meaning| Some(meaning) == nearest)
        });
        let Some((_, named)) = named else { return false };
        let head = self.text.get(named.span.end()..span.start()).unwrap_or_default();
        let tail = self.text.get(span.end()..).unwrap_or_default();
        let tail =
            tail.get(..tail.char_indices().nth(AFTER).map_or(tail.len(), |(at, _)| at)).unwrap_or_default();
        let tail = tail.split("\n\n").next().unwrap_or_default();
        let near = compared(head, tail);
        !places.iter().any(|place| self.tells(&near, told, place))
    }

    /// The work that was last cited by name, or as a landmark, with the article, or the like, of `place`.
    fn cited_with(&self, i: usize, place: &Pinpoint) -> Option<Index> {
        let first = place.first();
        let same = |p: &Pinpoint| p.first().kind == first.kind && p.first().number == first.number;
        let before = self.found.get(..i)?.iter().enumerate().rev().take(SAME);
        before.filter_map(|(j, found)| Some((j, found.as_ref()?))).find_map(|(j, found)| {
            let [Meaning::Known(one)] = self.meanings.of(j) else { return None };
            let bare = matches!(found.who.as_slice(), [Who::Nobody]);
            let counts = found.places.iter().any(same) && (!bare || self.marked(*one, place));
            counts.then_some(*one)
        })
    }
}

/// What stands before a place and after it, as words are looked for in it: in lower case, on one line.
fn compared(head: &str, tail: &str) -> String {
    let mut out = String::with_capacity(head.len() + tail.len() + 1);
    for c in head.chars().chain([' ']).chain(tail.chars()) {
        match c {
            '\n' | '\u{a0}' => out.push(' '),
            '‐' | '‑' => out.push('-'),
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// Whether `place` is the landmark `at` or lies below it.
fn covers(at: &Pinpoint, place: &Pinpoint) -> bool {
    let same = |(a, b): (&Segment, &Segment)| a.kind == b.kind && a.number == b.number;
    place.segments().len() >= at.segments().len() && at.segments().iter().zip(place.segments()).all(same)
}

/// Whether `word` stands in `text`, both in lower case, with nothing before it but perhaps an ending after it.
fn stands(text: &str, word: &str) -> bool {
    text.match_indices(word).take(16).any(|(at, _)| {
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        !before.is_some_and(char::is_alphanumeric)
    })
}
