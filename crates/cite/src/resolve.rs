//! What citations mean in their context: antecedents, aliases, references back, statuses.
//!
//! Nothing is guessed: of two authorities that fit equally none is picked, and what refers back to something unresolved
//! is unresolved itself.

mod antecedent;
mod around;
mod data;
mod forum;
mod instrument;
mod landmark;
mod meaning;
mod meant;
mod numerals;
mod order;
mod shared;

use std::cell::OnceCell;
use std::collections::{BTreeSet, VecDeque};
use std::ops::Range;
use std::sync::Arc;

use model::{
    AuthorityId, Citation, Form, Held, Kind, Lookup, Pinpoint, Segment, SegmentKind, Span, Status, Target,
};

use crate::find::find_within;
use crate::found::{Found, Who};
use crate::names::{Index, Names};
use crate::place::{Within, structural};
use crate::reference::main_kind;
use crate::scan;
use antecedent::{Antecedent, Antecedents};
use meant::Meant;
use order::Reading;

/// Where a text stands.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The instrument whose own text this is: its places cite itself.
    pub own: Option<AuthorityId>,
    /// The provision these words stand in: "paragraph 1 of this article" lies below it.
    pub own_place: Option<Pinpoint>,
    /// What the text is known to mean by names that it gives in full nowhere, or only later: "the Charter" with nothing
    /// before it is the one of these that goes by that name. Bare places are not theirs.
    pub meant: Vec<AuthorityId>,
}

/// What a name turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// This authority.
    Known(Index),
    /// One that is not in the table, by its name.
    Unknown { name: Arc<str>, case: bool },
    /// One of these.
    Ambiguous(Vec<Index>),
    /// Nothing that the text identifies.
    Lost,
}

/// Every citation in `text`, in the order of the text, with its targets. Linear in the length of the text.
pub fn cites(text: &str, names: &Names, context: &Context, held: &dyn Held) -> Vec<Citation> {
    let own = context.own.as_ref().and_then(|id| names.index(id));
    resolve(text, find_within(text, names, own), names, context, held)
}

/// Resolves what [`find`](crate::find()) found in `text`.
pub fn resolve(
    text: &str,
    found: Vec<Found>,
    names: &Names,
    context: &Context,
    held: &dyn Held,
) -> Vec<Citation> {
    let reading = Reading::new(text, &found);
    let own = context.own.as_ref().and_then(|id| names.index(id));
    let mut resolver = Resolver {
        text,
        names,
        held,
        own,
        above: own.and_then(|own| names.held_in_title(own)),
        own_place: context.own_place.clone(),
        meant: context.meant.iter().filter_map(|id| names.index(id)).collect(),
        division: None,
        fixed: context.own_place.is_some(),
        since: 0,
        walked: 0,
        antecedents: Antecedents::default(),
        meanings: Meant::new(found.len()),
        home: around::home(&found, names),
        given: around::given(&found),
        named: around::named(&found),
        forum: OnceCell::new(),
        found: Vec::new(),
        reading: &reading,
        last: None,
    };
    let mut out: Vec<Citation> = Vec::with_capacity(found.len());
    // What was found is let go once it was read: a dense text has a citation for every few bytes.
    resolver.found = found.into_iter().map(Some).collect();
    let mut read: VecDeque<usize> = VecDeque::new();
    for i in reading.order() {
        let Some(one) = resolver.found.get_mut(i).and_then(Option::take) else { continue };
        out.extend(resolver.citation(i, &one));
        if let Some(slot) = resolver.found.get_mut(i) {
            *slot = Some(one);
        }
        read.push_back(i);
        if read.len() > around::SAME
            && let Some(slot) = read.pop_front().and_then(|i| resolver.found.get_mut(i))
        {
            *slot = None;
        }
    }
    if reading.leaps() {
        out.sort_by_key(|c| c.span);
    }
    out
}

struct Resolver<'t> {
    text: &'t str,
    names: &'t Names,
    held: &'t dyn Held,
    own: Option<Index>,
    /// The instrument that the title of the own one holds: that of a protocol.
    above: Option<Index>,
    own_place: Option<Pinpoint>,
    /// What is meant by names that the text has not given in full so far.
    meant: Vec<Index>,
    /// The part, chapter, section or annex of the own instrument whose heading was read last.
    division: Option<Pinpoint>,
    /// Whether the caller said which provision this is; else headings and numbers at the head of lines tell.
    fixed: bool,
    /// The paragraph of the text in which the article these words stand in begins.
    since: u32,
    /// How far such numbers were looked for.
    walked: usize,
    antecedents: Antecedents,
    meanings: Meant,
    /// What was found, but for what was read long ago.
    found: Vec<Option<Found>>,
    /// The names that the text gives to works, each with the citation it is given to.
    given: Vec<(Range<usize>, usize)>,
    /// The works that the text names somewhere by names of their own.
    named: BTreeSet<Index>,
    /// The court that the text is of or before, once that was asked for.
    forum: OnceCell<Option<usize>>,
    /// The court whose decisions the text cites most and the instrument that its comments are about.
    home: (Option<String>, Option<Index>),
    reading: &'t Reading,
    /// The citation before, in reading order.
    last: Option<usize>,
}

impl Resolver<'_> {
    fn citation(&mut self, i: usize, found: &Found) -> Option<Citation> {
        self.walk(found.span.start());
        if found.heading {
            self.enter(i, found);
            return None;
        }
        let mut places = found.places.to_vec();
        let meanings = self.meanings_of(i, found, &mut places)?;
        if let Some(Within::Same(kind)) = found.within {
            places = self.below_last(kind, &places)?;
        }
        let mut own_form = found.form;
        if let ([Meaning::Known(index)], [], Some(printed)) =
            (meanings.as_slice(), places.as_slice(), found.printed())
            && let Some(page) = self.page_within(*index, printed)
        {
            (places, own_form) = (vec![page], Form::Pinpoint);
        }
        let mut targets = Vec::with_capacity(meanings.len() * places.len().max(1));
        for meaning in &meanings {
            targets.extend(self.targets(meaning, &places, found));
        }
        let form = match found.who.as_slice() {
            // What was not recognised was cited all the same; what is not there was not.
            [Who::Last] if meanings == [Meaning::Lost] && !self.reading.follows(i, self.last) => {
                Form::Dangling
            }
            [Who::Note(n)] if meanings == [Meaning::Lost] && !self.reading.has_note(*n) => Form::Dangling,
            _ => own_form,
        };
        self.remember(i, found, form, &meanings, &targets);
        Some(Citation { span: found.span, form, signal: found.signal, targets })
    }

    /// The page beside a name as its place, where the work is known to begin on an earlier one.
    fn page_within(&self, index: Index, printed: (&'static str, u32, u32)) -> Option<Pinpoint> {
        let (series, volume, page) = printed;
        // A treaty is printed once in each language.
        let authority = self.names.authority(index).filter(|a| a.kind != Kind::Treaty)?;
        let begins = authority.cite.iter().find_map(|d| {
            (d.kind.0 == series && d.volume.or(d.year) == Some(volume)).then_some(d.page).flatten()
        })?;
        let place = Segment::new(SegmentKind::Page, &page.to_string()).ok().map(Pinpoint::of);
        place.filter(|_| begins < page)
    }

    /// A heading of the instrument's own: what follows stands in that provision. Articles after the heading of an annex are
    /// the annex's.
    fn enter(&mut self, i: usize, found: &Found) {
        if self.fixed || self.own.is_none() {
            return;
        }
        let headed = found.places.first().cloned();
        if let Some(place) = headed.as_ref().filter(|p| orders(p.last().kind)) {
            self.division = Some(place.clone());
        }
        let article = |place: Option<&Pinpoint>| {
            let place = place?;
            cut(place, SegmentKind::Article).or_else(|| Some(Pinpoint::of(place.first().clone())))
        };
        let before = article(self.own_place.as_ref());
        let annex = self.own_place.as_ref().and_then(|place| cut(place, SegmentKind::Annex));
        self.own_place = match (annex, headed) {
            (Some(annex), Some(place)) if place.first().kind == SegmentKind::Article => {
                joined(&annex, &place)
            }
            (Some(annex), Some(place)) if place.first().kind == SegmentKind::Section => Some(annex),
            (_, headed) => headed,
        };
        let now = article(self.own_place.as_ref());
        if now != before {
            self.since = self.reading.paragraph(i);
        }
    }

    /// Goes on to byte `to` of an instrument's own text: a line that begins with a number and a full stop begins that
    /// paragraph of the article.
    fn walk(&mut self, to: usize) {
        let from = self.walked;
        self.walked = to.max(from);
        if self.fixed || self.own.is_none() {
            return;
        }
        let number = self.text.get(from..to).unwrap_or_default().lines().skip(1).filter_map(numbered).last();
        if let Some(number) = number
            && let Some(article) = self.own_place.as_ref().and_then(|place| cut(place, SegmentKind::Article))
            && let Ok(paragraph) = Segment::new(SegmentKind::Paragraph, number)
        {
            self.own_place = Some(article.child(paragraph));
        }
    }

    fn remember(&mut self, i: usize, found: &Found, form: Form, meanings: &[Meaning], targets: &[Target]) {
        self.meanings.keep(i, meanings);
        self.last = Some(i);
        if form == Form::Dangling {
            return;
        }
        // The places of a text are not those of a book that it cites.
        if matches!(found.who.as_slice(), [Who::Work { .. } | Who::WorkIn { .. }]) {
            return;
        }
        let paragraph = self.reading.paragraph(i);
        if let Some(parent) = self.parent(found) {
            self.antecedents.push(parent, None, paragraph, false);
        }
        for (k, meaning) in meanings.iter().enumerate() {
            let place = targets.get(k).and_then(|t| t.place.clone());
            self.antecedents.push(meaning.clone(), place, paragraph, found.joined || k > 0);
        }
    }

    /// The targets of one meaning: one for each place, or one without.
    fn targets(&self, meaning: &Meaning, places: &[Pinpoint], found: &Found) -> Vec<Target> {
        let target = |place: Option<&Pinpoint>| match meaning {
            Meaning::Known(index) => {
                let place = place.map(|p| self.adapted(*index, p, found));
                self.known(*index, place)
            }
            Meaning::Unknown { name, case } => Target {
                authority: None,
                name: Some(Arc::clone(name)),
                place: place
                    .map(|p| if *case && signed(p) { renamed(p, SegmentKind::Paragraph) } else { p.clone() }),
                status: Status::Unknown,
            },
            Meaning::Ambiguous(all) => {
                let ids = all.iter().filter_map(|&i| self.names.authority(i)).map(|a| a.id.clone()).collect();
                let name = found.span.of(self.text).map(Arc::from);
                Target { authority: None, name, place: place.cloned(), status: Status::Ambiguous(ids) }
            }
            Meaning::Lost => {
                Target { authority: None, name: None, place: place.cloned(), status: Status::Dangling }
            }
        };
        if places.is_empty() { vec![target(None)] } else { places.iter().map(|p| target(Some(p))).collect() }
    }

    fn known(&self, index: Index, place: Option<Pinpoint>) -> Target {
        let Some(authority) = self.names.authority(index) else {
            return Target { authority: None, name: None, place, status: Status::Dangling };
        };
        let id = authority.id.clone();
        let status = match &place {
            None if self.held.holds(&id) => Status::Document,
            None => Status::Unheld,
            Some(place) => match look_up(self.held, &id, place) {
                Lookup::Found(nodes) => Status::Resolved(nodes),
                Lookup::NotInThisText => Status::NotInThisText,
                Lookup::NoSuchPlace => Status::NoSuchPlace,
                Lookup::Unheld => Status::Unheld,
            },
        };
        Target { authority: Some(id), name: self.names.title(index), place, status }
    }

    /// A place as its authority counts: a section sign before a judgment's number means a paragraph, a lone number
    /// after a treaty an article.
    fn adapted(&self, index: Index, place: &Pinpoint, found: &Found) -> Pinpoint {
        let Some(authority) = self.names.authority(index) else { return place.clone() };
        let first = place.first();
        let sign = first.kind == SegmentKind::Section
            && found.span.of(self.text).is_some_and(|raw| raw.contains('§'))
            && !authority.pinpoints.contains(&SegmentKind::Section)
            && (authority.pinpoints.contains(&SegmentKind::Paragraph)
                || matches!(authority.kind, Kind::Case | Kind::Comment | Kind::Resolution));
        let number = first.kind == SegmentKind::Page
            && matches!(found.who.first(), Some(Who::Last | Who::Note(_)))
            && matches!(authority.kind, Kind::Treaty | Kind::Declaration | Kind::Ilc)
            && place.segments().len() == 1
            && !self.says_page(found);
        let place = match (sign, number, main_kind(authority)) {
            (true, _, _) => renamed(place, SegmentKind::Paragraph),
            (_, true, Some(kind)) => renamed(place, kind),
            _ => place.clone(),
        };
        // "Commentaries to the Articles on Fog, art 16, para 5": the articles have no paragraph 5, their commentary has.
        let commented = authority.kind == Kind::Ilc
            && found
                .span
                .of(self.text)
                .is_some_and(|raw| raw.contains("ommentar") && (raw.contains("para") || raw.contains('¶')))
            && !place.segments().iter().any(|s| s.kind == SegmentKind::Commentary);
        let place = if commented { numerals::commented(&place) } else { place };
        let sections = authority.kind == Kind::Statute && authority.pinpoints.contains(&SegmentKind::Section);
        let place = match sections && found.span.of(self.text).is_some_and(|raw| raw.contains('§')) {
            true => numerals::sectioned(&place),
            false => place,
        };
        numerals::as_printed(authority, place)
    }

    fn says_page(&self, found: &Found) -> bool {
        let raw = found.span.of(self.text).unwrap_or_default();
        raw.split(|c: char| !c.is_alphabetic()).any(|w| matches!(w, "p" | "pp" | "page" | "pages"))
    }

    /// "paragraph 2 of that article": below the last place of that kind.
    fn below_last(&self, kind: SegmentKind, places: &[Pinpoint]) -> Option<Vec<Pinpoint>> {
        let above = self.antecedents.last_place(kind)?;
        Some(places.iter().filter_map(|p| joined(&above, p)).collect())
    }
}

/// Looks up a place that a text cites. A scanned print has the figure 1 for a small l: "paragraph 2(1)" may be point (l).
pub fn look_up(held: &dyn Held, authority: &AuthorityId, place: &Pinpoint) -> Lookup {
    let found = held.look_up(authority, place);
    let last = place.last();
    if found != Lookup::NoSuchPlace || last.kind != SegmentKind::Point || last.number.as_deref() != Some("1")
    {
        return found;
    }
    let letter = || {
        let (_, above) = place.segments().split_last()?;
        let point = Segment::new(SegmentKind::Point, "l").ok()?;
        Pinpoint::new([above, &[point]].concat()).ok()
    };
    match letter().map(|place| held.look_up(authority, &place)) {
        Some(Lookup::Found(nodes)) => Lookup::Found(nodes),
        _ => found,
    }
}

/// The number with a full stop at the head of a line.
fn numbered(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let (number, rest) = line.split_at_checked(scan::digits(line.as_bytes(), 0))?;
    let counts = (1..=2).contains(&number.len()) && rest.starts_with('.');
    (counts && !rest.get(1..)?.starts_with(|c: char| c.is_ascii_digit())).then_some(number)
}

/// Whether a kind of place orders the articles of an instrument.
fn orders(kind: SegmentKind) -> bool {
    structural(kind) || kind == SegmentKind::Annex
}

/// Whether a place is a section by a sign, which counts the paragraphs of judgments.
fn signed(place: &Pinpoint) -> bool {
    place.first().kind == SegmentKind::Section
}

/// The first segment of a place counted as another kind.
fn renamed(place: &Pinpoint, kind: SegmentKind) -> Pinpoint {
    let mut segments = place.segments().to_vec();
    if let Some(first) = segments.first_mut() {
        first.kind = kind;
    }
    if kind == SegmentKind::Paragraph
        && let Some(second) = segments.get_mut(1)
        && second.kind == SegmentKind::Paragraph
    {
        second.kind = SegmentKind::Point;
    }
    Pinpoint::new(segments).unwrap_or_else(|_| place.clone())
}

/// `place` below `above`.
fn joined(above: &Pinpoint, place: &Pinpoint) -> Option<Pinpoint> {
    Pinpoint::new(above.segments().iter().chain(place.segments()).cloned().collect()).ok()
}

/// `place` cut after its segment of `kind`.
fn cut(place: &Pinpoint, kind: SegmentKind) -> Option<Pinpoint> {
    let at = place.segments().iter().position(|s| s.kind == kind)?;
    let mut segments: Vec<Segment> = place.segments().get(..=at)?.to_vec();
    if let Some(last) = segments.last_mut() {
        last.to = None;
    }
    Pinpoint::new(segments).ok()
}

/// The span of a name as written, without line breaks and emphasis.
fn written(text: &str, span: Span) -> Arc<str> {
    let raw = span.of(text).unwrap_or_default();
    let words = raw.split(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
    words.filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ").into()
}

#[cfg(test)]
mod tests;
