//! Whom a citation names, by what was read before it.

use std::ops::Range;

use model::{Pinpoint, SegmentKind, Span};

use super::antecedent::{Antecedent, can_have};
use super::{Meaning, Resolver, cut, joined, written};
use crate::find::of_body;
use crate::fold;
use crate::forms::treaty;
use crate::found::{Found, Who};
use crate::names::{Body, Index};
use crate::place::{Within, rank, structural};
use crate::reference::may_have;
use crate::words;

/// More candidates than this are as good as none.
const MOST_CANDIDATES: usize = 6;

impl Resolver<'_> {
    /// The meanings of a citation; its places are completed where the context says below what they lie. `None` where
    /// it turns out to be no citation.
    pub(super) fn meanings_of(
        &mut self,
        i: usize,
        found: &Found,
        places: &mut Vec<Pinpoint>,
    ) -> Option<Vec<Meaning>> {
        let mut out = Vec::with_capacity(1);
        if let [Who::Nobody | Who::Shared { .. } | Who::Generic { .. } | Who::Unknown { .. } | Who::Named(_)] =
            found.who.as_slice()
            && !matches!(found.who.as_slice(), [Who::Named(of)] if of.len() == 1)
            && let Some(index) = self.linked(found.span).filter(|&i| self.fits(i, places))
        {
            return Some(vec![Meaning::Known(index)]);
        }
        for who in found.who.iter() {
            match who {
                Who::Nobody => out.push(self.bare(i, found, places)?),
                Who::Named(all) => out.push(one_of(self.told_by_data(found, all))),
                Who::Shared { all, plural, body } => {
                    let of = self.told_by_data(found, all);
                    out.extend(self.shared(&of, *plural && of.len() == all.len(), *body, places));
                }
                Who::Generic { of, head, body } => out.push(self.generic(found, of, head, *body, places)?),
                Who::Alias(at) => out.extend_from_slice(self.meanings.of(*at)),
                Who::Own => out.push(Meaning::Known(self.own?)),
                Who::Unknown { name, case } => out.push(self.unlisted(found, name, *case)),
                Who::Common => out.extend(self.common(places)),
                Who::Last => out.extend(self.last_meanings(i)),
                Who::There => out.push(self.antecedents.pick(|a| !matches!(a.meaning, Meaning::Lost))?),
                Who::Note(number) => out.push(self.noted(*number)),
                Who::Page { series, volume, page } => out.push(self.printed(series, *volume, *page)?),
                Who::Lost => out.push(Meaning::Lost),
            }
        }
        (!out.is_empty()).then_some(out)
    }

    pub(super) fn fits(&self, index: Index, places: &[Pinpoint]) -> bool {
        self.names.authority(index).is_some_and(|a| places.iter().all(|p| may_have(a, p)))
    }

    /// The authority that a Markdown link on the words leads to.
    fn linked(&self, span: Span) -> Option<Index> {
        let rest = self.text.get(span.end()..)?;
        let close = rest.bytes().take(120).position(|b| matches!(b, b']' | b'[' | b'\n'))?;
        let target = rest.get(close..)?.strip_prefix("](")?;
        let url = target.get(..target.bytes().take(400).position(|b| matches!(b, b')' | b'\n' | b' '))?)?;
        let head = self.text.get(..span.start())?;
        let open = head.bytes().rev().take(120).find(|b| matches!(b, b'[' | b']' | b'\n'))?;
        if open == b'[' { self.names.numbers().address(url) } else { None }
    }

    /// A name that several share: the one named before, where just one was.
    fn shared(&self, all: &[Index], plural: bool, body: Option<Body>, places: &[Pinpoint]) -> Vec<Meaning> {
        let of = of_body(self.names, all, body);
        if plural && of.len() > 1 {
            return of.into_iter().map(Meaning::Known).collect();
        }
        let fitting: Vec<Index> = of.iter().copied().filter(|&i| self.fits(i, places)).collect();
        let of = if fitting.is_empty() { of } else { fitting };
        let named: Vec<Index> = of
            .iter()
            .copied()
            .filter(|i| self.antecedents.nearest().any(|a| a.meaning == Meaning::Known(*i)))
            .collect();
        match named.as_slice() {
            [one] => vec![Meaning::Known(*one)],
            _ => vec![one_of(of)],
        }
    }

    /// "the Convention": the nearest antecedent that goes by that noun and can have the place.
    fn generic(
        &self,
        found: &Found,
        of: &[Index],
        head: &Range<usize>,
        body: Option<Body>,
        places: &[Pinpoint],
    ) -> Option<Meaning> {
        let noun = self.text.get(head.clone()).unwrap_or_default().to_lowercase();
        let one_word = !noun.contains(char::is_whitespace);
        if body.is_some()
            && let [one] = of_body(self.names, of, body).as_slice()
            && of.len() > 1
        {
            return Some(Meaning::Known(*one));
        }
        let goes_by = |a: &Antecedent| match &a.meaning {
            Meaning::Known(index) => of.contains(index) && self.fits(*index, places),
            Meaning::Ambiguous(all) => all.iter().any(|i| of.contains(i)),
            Meaning::Unknown { name, case } => !case && one_word && heads(name, &noun),
            Meaning::Lost => false,
        };
        // In a protocol "the Convention" is the one that its title names, whatever else was cited.
        if let Some(index) = self.above.filter(|i| of.contains(i) && self.fits(*i, places))
            && !self.pointed(head.start)
        {
            return Some(Meaning::Known(index));
        }
        // In an instrument that goes by the noun itself, "the Convention" is another one only where that was named in the same
        // article.
        let own = self.own.is_some_and(|own| of.contains(&own)) && !self.pointed(head.start);
        let goes_by = |a: &Antecedent| (!own || a.paragraph >= self.since) && goes_by(a);
        if let Some(index) = self.possessor(found, &noun, head.start).filter(|i| of.contains(i)) {
            return Some(Meaning::Known(index));
        }
        if let Some(index) = self.courts_own(of, &noun, goes_by).filter(|&i| self.fits(i, places)) {
            return Some(Meaning::Known(index));
        }
        match self.antecedents.pick(goes_by) {
            // "the Fog Conventions", then "the Second Convention": of those meant, the one that goes by it.
            Some(Meaning::Ambiguous(all)) => {
                let narrowed: Vec<Index> = all.iter().copied().filter(|i| of.contains(i)).collect();
                return Some(one_of(if narrowed.is_empty() { all } else { narrowed }));
            }
            Some(meaning) => return Some(meaning),
            None => {}
        }
        if let Some(own) = self.own
            && of.contains(&own)
        {
            return (!found.places.is_empty()).then_some(Meaning::Known(own));
        }
        let fitting: Vec<Index> = of.iter().copied().filter(|&i| self.fits(i, places)).collect();
        let meant: Vec<Index> = fitting.iter().copied().filter(|i| self.meant.contains(i)).collect();
        let fitting = if meant.is_empty() { fitting } else { meant };
        match fitting.len() {
            _ if found.places.is_empty() => None,
            1..=MOST_CANDIDATES => Some(one_of(fitting)),
            _ => Some(Meaning::Lost),
        }
    }

    /// A name that is not in the table: perhaps a shortened title of something named before, or a case by its parties or
    /// its page.
    fn unlisted(&self, found: &Found, name: &Range<usize>, case: bool) -> Meaning {
        let raw = written(self.text, Span::new(name.start, name.end));
        if let [one] = self.by_data(found).as_slice() {
            return Meaning::Known(*one);
        }
        let section = found.places.first().map(Pinpoint::first).filter(|s| s.kind == SegmentKind::Section);
        if let Some(number) = section.and_then(|s| s.number.as_deref())
            && let Some(index) = self.names.numbers().section(&raw, number)
        {
            return Meaning::Known(index);
        }
        if let Some(head) = of_the_court(&raw)
            && let Some(entry) = self.names.exactly(head)
            && let Some(meaning) = self.generic(
                found,
                &entry.generic,
                &(name.start..name.start + head.len()),
                None,
                &found.places,
            )
        {
            return meaning;
        }
        if case {
            let of = self.told_by_data(found, &self.parties(&raw));
            if !of.is_empty() {
                return one_of(of);
            }
        } else if let Some(index) = self.shortened(&raw) {
            return Meaning::Known(index);
        }
        Meaning::Unknown { name: raw, case }
    }

    /// The authorities that the docket, document number or page beside a name belong to.
    fn by_data(&self, found: &Found) -> Vec<Index> {
        let mut out: Vec<Index> = Vec::new();
        for code in found.codes() {
            out.extend(self.names.numbers().code(self.text.get(code.clone()).unwrap_or_default()));
        }
        if let Some((series, volume, page)) = found.printed() {
            out.extend(self.names.numbers().page(series, volume, page));
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Of several authorities those that the data beside the name single out: docket, page, then the date.
    fn told_by_data(&self, found: &Found, all: &[Index]) -> Vec<Index> {
        if all.len() < 2 {
            return all.to_vec();
        }
        let data = self.by_data(found);
        let by_data: Vec<Index> = all.iter().copied().filter(|i| data.contains(i)).collect();
        let all = if by_data.is_empty() { all } else { &by_data };
        if all.len() == 1 {
            return all.to_vec();
        }
        let raw = found.span.of(self.text).unwrap_or_default();
        let year = |i: &Index| {
            let date = self.names.authority(*i).and_then(|a| a.date.as_deref());
            date.and_then(|d| d.get(..4)).is_some_and(|y| raw.contains(y))
        };
        let of: Vec<Index> = all.iter().copied().filter(year).collect();
        if of.is_empty() { all.to_vec() } else { of }
    }

    /// The cases of the table between these parties.
    fn parties(&self, raw: &str) -> Vec<Index> {
        let flat = fold::flat(raw);
        let Some((left, right)) = flat.split_once(" v ").or_else(|| flat.split_once(" vs ")) else {
            return Vec::new();
        };
        let bare = |party: &str| party.strip_prefix("the ").unwrap_or(party).to_owned();
        self.names.numbers().parties(&bare(left), &bare(right))
    }

    /// The one authority named before whose title or other name holds these words in a row: a title is shortened once it
    /// was given.
    fn shortened(&self, raw: &str) -> Option<Index> {
        let wanted = fold::flat(raw);
        let content = wanted.split(' ').filter(|w| !words::small(w)).count();
        if content < 3 {
            return None;
        }
        let holds = |name: &str| {
            let name = fold::flat(name);
            name.match_indices(&wanted).any(|(at, _)| {
                let end = at + wanted.len();
                (at == 0 || name.as_bytes().get(at - 1) == Some(&b' '))
                    && (end == name.len() || name.as_bytes().get(end) == Some(&b' '))
            })
        };
        let known = self.antecedents.nearest().filter_map(|a| match a.meaning {
            Meaning::Known(index) => Some(index),
            _ => None,
        });
        let mut fitting = known.filter(|&i| self.names.authority(i).is_some_and(|a| a.names().any(holds)));
        let first = fitting.next()?;
        fitting.next().is_none().then_some(first)
    }

    /// "common Article 3": the conventions that share a plural name and are known for it.
    fn common(&self, places: &[Pinpoint]) -> Vec<Meaning> {
        let all = self.names.exactly("Geneva Conventions").map(|e| e.shared.clone()).unwrap_or_default();
        let of: Vec<Index> = all.into_iter().filter(|&i| self.fits(i, places)).collect();
        if of.is_empty() { vec![Meaning::Lost] } else { of.into_iter().map(Meaning::Known).collect() }
    }

    /// Ibid.: what was cited just before, if it was understood.
    fn last_meanings(&self, i: usize) -> Vec<Meaning> {
        let Some(last) = self.reading.before(i, self.last) else { return vec![Meaning::Lost] };
        match self.meanings.of(last) {
            [] => vec![Meaning::Lost],
            [one] => vec![one.clone()],
            many => {
                let known: Vec<Index> = many
                    .iter()
                    .filter_map(|m| match m {
                        Meaning::Known(index) => Some(*index),
                        _ => None,
                    })
                    .collect();
                vec![one_of(known)]
            }
        }
    }

    /// "supra n 12": the one authority cited in that note.
    fn noted(&self, number: u32) -> Meaning {
        let mut all: Vec<&Meaning> = Vec::new();
        for &i in self.reading.meant_by_note(number) {
            for meaning in self.meanings.of(i) {
                if !all.contains(&meaning) {
                    all.push(meaning);
                }
            }
        }
        match all.as_slice() {
            [one] => (*one).clone(),
            [] => Meaning::Lost,
            many => one_of(
                many.iter()
                    .filter_map(|m| match m {
                        Meaning::Known(index) => Some(*index),
                        _ => None,
                    })
                    .collect(),
            ),
        }
    }

    /// A page of a series: what begins there, or what was named before and is printed around it.
    fn printed(&self, series: &str, volume: u32, page: u32) -> Option<Meaning> {
        if let [one] = self.names.numbers().page(series, volume, page).as_slice() {
            return Some(Meaning::Known(*one));
        }
        let around = |index: Index| {
            self.names.authority(index).is_some_and(|a| {
                a.cite.iter().any(|d| {
                    d.kind.0 == series
                        && d.volume.or(d.year) == Some(volume)
                        && d.page.is_some_and(|p| p <= page)
                })
            })
        };
        self.antecedents.pick(|a| matches!(a.meaning, Meaning::Known(index) if around(index)))
    }

    /// A place alone.
    fn bare(&self, i: usize, found: &Found, places: &mut Vec<Pinpoint>) -> Option<Meaning> {
        if let Some(own) = self.own {
            return self.own_bare(found, places).map(|()| Meaning::Known(own));
        }
        match found.within {
            // An essay's "paragraph 2 of this article" speaks of the essay.
            Some(Within::This(_)) => return None,
            Some(Within::Same(kind)) => {
                let has = |a: &Antecedent| a.place.as_ref().is_some_and(|p| cut(p, kind).is_some());
                return self.antecedents.pick(has);
            }
            None => {}
        }
        let first = places.first()?.clone();
        let kind = first.first().kind;
        if found.doubtful
            && kind == SegmentKind::Chapter
            && let Some(index) = self.constituent(places)
        {
            return Some(Meaning::Known(index));
        }
        let here = self.reading.paragraph(i);
        if found.doubtful {
            let explicit = |a: &Antecedent| {
                here == a.paragraph
                    && matches!(a.meaning, Meaning::Known(index)
                        if self.names.authority(index).is_some_and(|x| x.pinpoints.contains(&kind)))
            };
            return self.antecedents.pick(explicit);
        }
        // A paragraph may be one of the article cited just before.
        if rank(kind) > rank(SegmentKind::Article)
            && let Some(nearest) = self.antecedents.nearest().next()
            && let Some(above) = nearest.place.as_ref().and_then(commented_or_article)
            && nearest.paragraph == here
            && !found.bracketed
            && matches!(kind, SegmentKind::Paragraph | SegmentKind::Point)
        {
            let meaning = nearest.meaning.clone();
            *places = places.iter().filter_map(|p| joined(&above, p)).collect();
            return Some(meaning);
        }
        // What was named just before, and not understood, may be what is meant.
        let last = self.antecedents.nearest().next();
        let obscured = last.is_some_and(|a| a.meaning == Meaning::Lost && a.paragraph == here);
        if obscured && kind == SegmentKind::Article {
            return Some(Meaning::Lost);
        }
        let fits = |a: &Antecedent| places.iter().all(|p| can_have(a, p, self.names));
        match self.antecedents.pick(fits) {
            Some(meaning) => Some(meaning),
            None if matches!(kind, SegmentKind::Article) => Some(Meaning::Lost),
            None => None,
        }
    }

    /// A place of the instrument these words stand in.
    fn own_bare(&self, found: &Found, places: &mut Vec<Pinpoint>) -> Option<()> {
        let within = match found.within {
            Some(Within::This(kind)) => {
                let own = self.own_place.as_ref()?;
                let above = cut(own, kind)?;
                // In an article with paragraphs "subparagraph (a) of this article" is the paragraph's.
                let point = kind == SegmentKind::Article
                    && places.iter().all(|p| p.first().kind == SegmentKind::Point);
                Some(cut(own, SegmentKind::Paragraph).filter(|_| point).unwrap_or(above))
            }
            Some(Within::Same(_)) => None,
            None => match places.first()?.first().kind {
                SegmentKind::Paragraph => Some(cut(self.own_place.as_ref()?, SegmentKind::Article)?),
                SegmentKind::Point => {
                    let own = self.own_place.as_ref()?;
                    Some(cut(own, SegmentKind::Paragraph).or_else(|| cut(own, SegmentKind::Article))?)
                }
                SegmentKind::Page => return None,
                kind => self.division_above(kind),
            },
        };
        if let Some(above) = within {
            *places = places.iter().filter_map(|p| joined(&above, p)).collect();
        }
        (!places.is_empty()).then_some(())
    }

    /// What lies above the section or chapter that these words stand in, where those are counted anew within each part:
    /// another "section 2" is one of the same part.
    fn division_above(&self, kind: SegmentKind) -> Option<Pinpoint> {
        let here = self.division.as_ref().filter(|_| structural(kind))?;
        let at = here.segments().iter().position(|s| s.kind == kind).filter(|at| *at > 0)?;
        Pinpoint::new(here.segments().get(..at)?.to_vec()).ok()
    }
}

/// Whether `noun` (in lower case) is the head noun of a title: of "Additional Protocol to the Fog Convention", only
/// "protocol".
fn heads(title: &str, noun: &str) -> bool {
    let mut words = title.split_whitespace().map(str::to_lowercase).peekable();
    let head = |w: &String| treaty::HEADS.contains(&w.as_str());
    let Some(mut found) = words.by_ref().find(head) else {
        return title.split_whitespace().any(|w| w.to_lowercase() == noun);
    };
    // "the Covenant Protocol"
    while let Some(next) = words.next_if(head) {
        found = next;
    }
    found == noun
}

/// The head noun of "Statute of the Court", which names an instrument no better than "the Statute".
fn of_the_court(raw: &str) -> Option<&str> {
    let (head, of) = raw.split_once(" of the ")?;
    (!head.contains(' ') && matches!(of, "Court" | "Tribunal" | "Commission" | "Committee")).then_some(head)
}

/// Where a paragraph alone may lie after `place` was cited: in the commentary on it, else in its article.
fn commented_or_article(place: &Pinpoint) -> Option<Pinpoint> {
    cut(place, SegmentKind::Commentary).or_else(|| cut(place, SegmentKind::Article))
}

fn one_of(all: Vec<Index>) -> Meaning {
    match all.as_slice() {
        [] => Meaning::Lost,
        [one] => Meaning::Known(*one),
        _ => Meaning::Ambiguous(all),
    }
}
