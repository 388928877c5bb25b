//! Whom a citation names, by what was read before it.

use std::ops::Range;

use model::{Kind, Pinpoint, SegmentKind, Span};

use super::antecedent::{Antecedent, can_have};
use super::{Meaning, Resolver, cut, joined, renamed, written};
use crate::fold;
use crate::found::{Found, Who};
use crate::names::Index;
use crate::place::{Within, rank};
use crate::reference::may_have;
use crate::words;

/// More candidates than this are as good as none.
pub(super) const MOST_CANDIDATES: usize = 6;
/// An article has no more paragraphs than this: a higher number counts those of a judgment.
const MOST_PARAGRAPHS: u32 = 40;

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
                    let meant = self.shared(&of, *plural && of.len() == all.len(), *body, places);
                    out.extend(self.settled(i, found, meant));
                }
                Who::Generic { of, head, body } => {
                    let (of, alone) = self.of_date(found, of, head);
                    let meant = self.generic(found, &of, head, *body, places);
                    let dated = || of.first().filter(|_| alone).map(|one| Meaning::Known(*one));
                    out.push(self.applied(meant.or_else(dated), found, &of, head, places)?);
                }
                Who::Alias(at) => out.extend(self.by_alias(found, *at)),
                Who::Both(head) => {
                    out.extend(self.both(self.text.get(head.clone()).unwrap_or_default()));
                }
                Who::Own => out.push(Meaning::Known(self.own?)),
                Who::Unknown { name, case } => out.push(self.unlisted(found, name, *case)),
                Who::Work { name } => {
                    let name = written(self.text, Span::new(name.start, name.end)).replace('*', "").into();
                    out.push(Meaning::Unknown { name, case: true });
                }
                Who::WorkIn { note, author } => out.push(self.work_in(*note, author.clone())?),
                Who::Common => out.extend(self.common(places)),
                Who::Last => out.extend(self.last_meanings(i, places)),
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

    /// A name that is not in the table: perhaps a shortened title of something named before, or a case by its parties or
    /// its page.
    pub(super) fn unlisted(&self, found: &Found, name: &Range<usize>, case: bool) -> Meaning {
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
        if let Some((head, at)) = of_the_court(&raw)
            && let Some(entry) = self.names.exactly(head)
        {
            let head = name.start + at..name.start + at + head.len();
            let meant = self.generic(found, &entry.generic, &head, None, &found.places);
            if let Some(meaning) = self.applied(meant, found, &entry.generic, &head, &found.places) {
                return meaning;
            }
        }
        if let Some(index) = self.protocol_of(&raw, name.start).or_else(|| self.protocol_of_year(&raw)) {
            return Meaning::Known(index);
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
    fn last_meanings(&self, i: usize, places: &[Pinpoint]) -> Vec<Meaning> {
        let Some(last) = self.reading.before(i, self.last) else { return vec![Meaning::Lost] };
        let meanings = self.meanings.of(last);
        // A treaty has no paragraphs of its own: "ibid., para. 33", "ibid., § 33" passes it over for the decision cited before it.
        let counted = |p: &Pinpoint| matches!(p.first().kind, SegmentKind::Paragraph | SegmentKind::Section);
        let other = |meaning: &Meaning| match meaning {
            Meaning::Known(one) => {
                self.names.authority(*one).is_some_and(|a| a.kind != Kind::Case) && !self.fits(*one, places)
            }
            _ => false,
        };
        if !meanings.is_empty()
            && !places.is_empty()
            && places.iter().all(counted)
            && meanings.iter().all(other)
        {
            let paragraphs: Vec<Pinpoint> =
                places.iter().map(|p| renamed(p, SegmentKind::Paragraph)).collect();
            if let Some(index) = self.decision_before(self.reading.paragraph(i), &paragraphs) {
                return vec![Meaning::Known(index)];
            }
        }
        match meanings {
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

    /// "Keeper, supra note 7": the one work in that note whose author or title has the author's last name.
    fn work_in(&self, note: u32, author: Range<usize>) -> Option<Meaning> {
        let last = self.text.get(author)?.split([' ', '\u{a0}']).next_back()?;
        let has = |name: &str| name.split(|c: char| !c.is_alphanumeric() && c != '-').any(|w| w == last);
        let fits = |meaning: &&Meaning| match meaning {
            Meaning::Unknown { name, .. } => has(name),
            Meaning::Known(index) => {
                self.names.authority(*index).is_some_and(|a| a.kind != Kind::Treaty && a.names().any(has))
            }
            _ => false,
        };
        let mut of = self.reading.meant_by_note(note).iter().flat_map(|&i| self.meanings.of(i)).filter(fits);
        let first = of.next()?;
        of.all(|other| other == first).then(|| first.clone())
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
        let named = self.antecedents.pick(|a| matches!(a.meaning, Meaning::Known(index) if around(index)));
        named.or_else(|| self.names.numbers().around(series, volume, page).map(Meaning::Known))
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
        if found.span.of(self.text).is_some_and(|raw| raw.starts_with(|c: char| c.is_ascii_digit())) {
            let told = self.landmarks_near(found.span, places);
            return <[Index; 1]>::try_from(told).ok().map(|[one]| Meaning::Known(one));
        }
        if found.doubtful
            && kind == SegmentKind::Chapter
            && let Some(index) = self.constituent(places)
        {
            return Some(Meaning::Known(index));
        }
        let here = self.reading.paragraph(i);
        if found.doubtful
            && let [one] = self.landmarks_near(found.span, places).as_slice()
        {
            return Some(Meaning::Known(*one));
        }
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
            && let Some(above) = nearest.place.as_ref().and_then(provision).map(|p| self.commented(p, found))
            && nearest.paragraph == here
            && (above.last().kind == SegmentKind::Commentary || !(found.bracketed && self.decision_in(here)))
            && matches!(kind, SegmentKind::Paragraph | SegmentKind::Point)
            && places.iter().all(few)
        {
            let meaning = nearest.meaning.clone();
            *places = places.iter().filter_map(|p| joined(&above, p)).collect();
            return Some(meaning);
        }
        let at = found.span.start();
        let owned = self.one_of_pair(at).filter(|&one| self.fits(one, places));
        if let Some(index) = owned.or_else(|| self.of_owner(at, places)) {
            return Some(Meaning::Known(index));
        }
        let prints = |a: &Antecedent| match a.meaning {
            Meaning::Known(index) => places.iter().all(|p| self.prints(index, p)),
            _ => true,
        };
        let fits = |a: &Antecedent| places.iter().all(|p| can_have(a, p, self.names)) && prints(a);
        let long = |a: &Antecedent| fits(a) && places.iter().all(|p| self.reaches(a, p));
        let nearest = self.antecedents.pick(long).or_else(|| self.antecedents.pick(fits));
        if let Some(index) = self.landmark(i, found.span, places, nearest.as_ref()) {
            return Some(Meaning::Known(index));
        }
        // What was named just before, and not understood, may be what is meant.
        let last = self.antecedents.nearest().next();
        let obscured = last.is_some_and(|a| a.meaning == Meaning::Lost && a.paragraph == here);
        if obscured && kind == SegmentKind::Article {
            return Some(self.unled(i, found, places).map_or(Meaning::Lost, Meaning::Known));
        }
        let article = kind == SegmentKind::Article;
        if article && let Some(index) = self.cited_so(i, places, here) {
            return Some(Meaning::Known(index));
        }
        if article && let Some(index) = self.constitution(places, Some(here)) {
            return Some(Meaning::Known(index));
        }
        if let Some(number) = code_section(places) {
            let numbers = self.names.numbers();
            let has = |a: &Antecedent| matches!(a.meaning, Meaning::Known(index) if numbers.has_section(index, number));
            return self.antecedents.pick(has);
        }
        match nearest {
            Some(meaning) => Some(meaning),
            None if article => Some(self.unled(i, found, places).map_or(Meaning::Lost, Meaning::Known)),
            None => None,
        }
    }
}

/// The number of a section that only a code can have: "section 70503(b)".
fn code_section(places: &[Pinpoint]) -> Option<&str> {
    let first = places.first()?.first();
    let number = first.number.as_deref().filter(|_| first.kind == SegmentKind::Section)?;
    (number.len() >= 4 && !number.contains('.')).then_some(number)
}

/// The article of a place, or the commentary to it, whose paragraphs are counted below it.
fn provision(place: &Pinpoint) -> Option<Pinpoint> {
    cut(place, SegmentKind::Commentary).or_else(|| cut(place, SegmentKind::Article))
}

/// Whether a place may be one of the paragraphs of an article: no article has hundreds of them.
fn few(place: &Pinpoint) -> bool {
    let number = place.first().number.as_deref().and_then(|n| n.parse::<u32>().ok());
    number.is_none_or(|n| n <= MOST_PARAGRAPHS)
}

/// The head noun of "Statute of the Court" and "Court's Statute", which names an instrument no better than "the Statute",
/// and where it begins.
fn of_the_court(raw: &str) -> Option<(&str, usize)> {
    let court = |name: &str| matches!(name, "Court" | "Tribunal" | "Commission" | "Committee");
    if let Some((head, of)) = raw.split_once(" of the ") {
        return (!head.contains(' ') && court(of)).then_some((head, 0));
    }
    let (owner, head) = raw.split_once("’s ").or_else(|| raw.split_once("'s "))?;
    (!head.contains(' ') && court(owner)).then(|| (head, raw.len() - head.len()))
}

pub(super) fn one_of(all: Vec<Index>) -> Meaning {
    match all.as_slice() {
        [] => Meaning::Lost,
        [one] => Meaning::Known(*one),
        _ => Meaning::Ambiguous(all),
    }
}
