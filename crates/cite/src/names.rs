//! The names of all authorities, as trees of folded words.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, OnceLock};

use model::{Authority, AuthorityId, Catalogue, Organ};

mod bodies;
mod numbers;
mod spelling;
mod tree;

use crate::automaton::{Automaton, Forums};
use crate::fold::{self, Word};
use crate::scan;
pub(crate) use bodies::Body;
pub(crate) use numbers::Numbers;
pub(crate) use spelling::significant;
use spelling::{likeness, starts};
use tree::{At, Sort, Trees};

/// Names that are as alike as this are near.
const ALIKE: f64 = 0.7;

/// The position of an authority in the catalogue that [`Names`] was made from.
pub(crate) type Index = u32;

/// Every name in a catalogue, ready to be found in a text. Made once, used for any number of texts.
///
/// Making it only sorts the names by their first words; whatever else a text calls for (the names that go on from a first
/// word, the automaton, the numbers) is built when first asked for, since a short text asks for little of it.
#[derive(Debug)]
pub struct Names {
    catalogue: Arc<Catalogue>,
    bodies: Vec<(Body, String)>,
    trees: Trees,
    automaton: OnceLock<Automaton>,
    numbers: OnceLock<Numbers>,
    titles: OnceLock<Vec<Arc<str>>>,
    forums: OnceLock<Option<Forums>>,
}

/// The last word of a name that some write small: "the Fog convention".
const NOUNS: [&str; 16] = [
    "judgment",
    "judgement",
    "award",
    "opinion",
    "convention",
    "conventions",
    "covenant",
    "covenants",
    "treaty",
    "statute",
    "charter",
    "protocol",
    "declaration",
    "study",
    "commentary",
    "manual",
];

/// Places that may be glued to the last word of a name.
pub(crate) const TAILS: [&str; 8] = ["paras", "para", "arts", "art", "pp", "p", "paragraph", "article"];

/// What a name may mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The authorities that have it as a name of their own; more than one where the tables are at odds.
    pub(crate) named: Vec<Index>,
    /// Those of which it is a name that others share.
    pub(crate) shared: Vec<Index>,
    /// Those that go by this head noun once they were named.
    pub(crate) generic: Vec<Index>,
    /// The instruments that call works so in their own text, each with the position among its calls.
    pub(crate) called: Vec<(Index, u32)>,
    /// Whether it more often means something else altogether.
    pub(crate) common: bool,
    /// The body or court that goes by it.
    pub(crate) body: Option<Body>,
    pub(crate) shape: Shape,
}

/// How a name is written, as far as it tells it from ordinary words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shape {
    /// All its letters are capitals: CAT is no cat.
    capitals: bool,
    /// Its first word begins with a capital.
    first: bool,
    /// Its last word begins with a capital.
    last: bool,
    /// It is told by its number or its length, so that it is itself in small letters too: "general comment No. 35".
    plain: bool,
}

/// A name that stands in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit<'n> {
    /// First byte after it.
    pub(crate) end: usize,
    /// What it may mean.
    pub(crate) entry: &'n Entry,
}

impl Names {
    /// The names of `catalogue`.
    pub fn new(catalogue: impl Into<Arc<Catalogue>>) -> Self {
        let catalogue = catalogue.into();
        let bodies = bodies::all(&catalogue);
        let trees = Trees::new(&catalogue, &bodies);
        Self {
            catalogue,
            bodies,
            trees,
            automaton: OnceLock::new(),
            numbers: OnceLock::new(),
            titles: OnceLock::new(),
            forums: OnceLock::new(),
        }
    }

    /// The words that tell which court a text is of; `None` where no court has any.
    pub(crate) fn forums(&self) -> Option<&Forums> {
        self.forums.get_or_init(|| Forums::new(self.catalogue.bodies())).as_ref()
    }

    /// The catalogue these names come from.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    pub(crate) fn authority(&self, index: Index) -> Option<&Authority> {
        self.catalogue.iter().as_slice().get(index as usize)
    }

    /// The title of an authority, one for all the citations of it.
    pub(crate) fn title(&self, index: Index) -> Option<Arc<str>> {
        let titles = || self.catalogue.iter().map(|a| a.title.as_str().into()).collect();
        self.titles.get_or_init(titles).get(index as usize).map(Arc::clone)
    }

    pub(crate) fn index(&self, id: &AuthorityId) -> Option<Index> {
        (0..).zip(self.catalogue.iter()).find(|(_, a)| &a.id == id).map(|(i, _)| i)
    }

    /// The automaton over the first words of all names and the anchors of all forms; built when first asked for,
    /// since looking up a single reference does not need it.
    pub(crate) fn automaton(&self) -> &Automaton {
        self.automaton.get_or_init(|| Automaton::new(self))
    }

    /// The first words of all names, as the automaton looks for them.
    pub(crate) fn first_words(&self) -> Vec<String> {
        let mut out: BTreeMap<String, ()> = BTreeMap::new();
        let mut known: HashSet<&str> = HashSet::new();
        for authority in self.catalogue.iter() {
            for name in authority
                .names()
                .chain(authority.ambiguous.iter().chain(&authority.generic).map(String::as_str))
                .chain(authority.calls.iter().map(|call| call.noun.as_str()))
            {
                // Many names begin alike; a first word of one letter takes the second with it.
                let first = name.split(' ').find(|w| !matches!(*w, "The" | "the")).unwrap_or(name);
                if !known.insert(if first.chars().count() > 3 { first } else { name }) {
                    continue;
                }
                out.extend(starts(name).into_iter().map(|start| (start, ())));
            }
        }
        // Names in small letters, by the two words that they begin with.
        out.extend(["general comment", "general recommendation"].map(|start| (start.to_owned(), ())));
        out.into_keys().collect()
    }

    /// Whether one of them begins with the same word as `name`.
    pub(crate) fn begins_alike(&self, name: &str) -> bool {
        fold::first(name).is_some_and(|(word, stop)| self.trees.begin(word.as_bytes(), stop))
    }

    /// The longest name at byte `at` of `text`, written as names are: capitals where they belong, whole words.
    pub(crate) fn at(&self, text: &str, at: usize) -> Option<Hit<'_>> {
        self.at_within(text, at, None)
    }

    /// The same in the text of the instrument `own`, which may call works by names of its own.
    pub(crate) fn at_within(&self, text: &str, at: usize, own: Option<Index>) -> Option<Hit<'_>> {
        self.longest(text, at, |entry, end| {
            let raw = text.get(at..end).unwrap_or_default();
            let means = entry.names_a_work() || own.is_some_and(|own| entry.call_of(own).is_some());
            means && entry.shape.fits(raw) && !scan::alnum(text, end)
        })
    }

    /// The works that `own` calls by the name of `entry`.
    pub(crate) fn called(&self, entry: &Entry, own: Index) -> Vec<Index> {
        let call = entry.call_of(own).and_then(|nth| self.authority(own)?.calls.get(nth as usize));
        call.into_iter().flat_map(|call| &call.means).filter_map(|id| self.index(id)).collect()
    }

    /// The organ that a body is.
    pub(crate) fn organ(&self, body: Body) -> Option<Organ> {
        self.catalogue.bodies().get(usize::from(body))?.organ
    }

    /// Whether a body goes by a name.
    pub(crate) fn goes_by(&self, body: Body, name: &str) -> bool {
        let names = self.catalogue.bodies().get(usize::from(body)).map(|body| &body.names);
        names.is_some_and(|names| names.iter().any(|n| n == name))
    }

    /// The instrument that a court applies and calls by `noun`.
    pub(crate) fn applied(&self, court: &str, noun: &str) -> Option<Index> {
        let body = self.catalogue.bodies().iter().find(|body| body.names.iter().any(|name| name == court))?;
        let call = body.applies.iter().find(|call| call.noun.eq_ignore_ascii_case(noun))?;
        self.index(call.means.first()?)
    }

    /// The same of the body itself.
    pub(crate) fn applied_by(&self, body: Body, noun: &str) -> Option<Index> {
        let body = self.catalogue.bodies().get(usize::from(body))?;
        let call = body.applies.iter().find(|call| call.noun.eq_ignore_ascii_case(noun))?;
        self.index(call.means.first()?)
    }

    /// The instrument that the title of a protocol or amendment ends with: "Protocol to the Fog Convention".
    pub(crate) fn held_in_title(&self, index: Index) -> Option<Index> {
        let title = &self.authority(index)?.title;
        let (head, inner) = title.split_once(" to the ")?;
        if !["rotocol", "mendment"].iter().any(|noun| head.contains(noun)) {
            return None;
        }
        let hit = self.at(title, title.len() - inner.len())?;
        <[Index; 1]>::try_from(hit.entry.named.clone()).ok().map(|[held]| held)
    }

    /// The protocols in whose titles an instrument stands.
    pub(crate) fn protocols(&self, parent: Index) -> Vec<Index> {
        let all = (0..).zip(self.catalogue.iter()).filter(|(_, a)| a.title.contains("rotocol"));
        all.map(|(i, _)| i).filter(|&i| self.held_in_title(i) == Some(parent)).collect()
    }

    /// What a name means, written whole.
    pub(crate) fn exactly(&self, name: &str) -> Option<&Entry> {
        let at = usize::from(name.starts_with("the ")) * 4;
        self.at_any_case(name, at).filter(|hit| hit.end == name.len()).map(|hit| hit.entry)
    }

    /// The longest name of a body or court at byte `at`, and its end.
    pub(crate) fn body_at(&self, text: &str, at: usize) -> Option<(usize, Body)> {
        let raw = |end: usize| text.get(at..end).unwrap_or_default();
        let hit = self.longest(text, at, |e, end| {
            e.body.is_some() && e.shape.fits(raw(end)) && !scan::alnum(text, end)
        })?;
        Some((hit.end, hit.entry.body?))
    }

    /// The body or court whose name is just what stands between `at` and `end`.
    pub(crate) fn body_between(&self, text: &str, at: usize, end: usize) -> Option<Body> {
        let raw = text.get(at..end)?;
        let hit = self.longest(text, at, |e, stop| e.body.is_some() && stop == end && e.shape.fits(raw))?;
        hit.entry.body.filter(|_| hit.end == end)
    }

    /// The body or court of an authority.
    pub(crate) fn body_of(&self, index: Index) -> Option<Body> {
        let authority = self.authority(index)?;
        let name = authority.body.as_ref().or(authority.court.as_ref())?;
        let body = |name: &str| {
            let hit = self.longest(name, 0, |e, end| e.body.is_some() && end == name.len());
            hit.and_then(|hit| hit.entry.body)
        };
        // The committee of a treaty is called by the treaty's abbreviation.
        body(name).or_else(|| body(&format!("{name} Committee")))
    }

    /// The numbers and pages by which authorities are found.
    pub(crate) fn numbers(&self) -> &Numbers {
        self.numbers.get_or_init(|| Numbers::new(&self.catalogue))
    }

    /// The longest name at byte `at`, in whatever case.
    pub(crate) fn at_any_case(&self, text: &str, at: usize) -> Option<Hit<'_>> {
        self.longest(text, at, |entry, end| entry.names_a_work() && !scan::alnum(text, end))
    }

    fn longest(&self, text: &str, at: usize, fits: impl Fn(&Entry, usize) -> bool) -> Option<Hit<'_>> {
        let mut best = None;
        let mut node: Option<At<'_>> = None;
        let mut from = at;
        let mut stop = false;
        while let Some(mut word) = fold::word(text, from) {
            let mut next = self.follow(node, word.as_bytes(), stop);
            if next.is_none()
                && node.is_some()
                && fold::announces_number(word.as_bytes())
                && let Some(gap) = fold::gap(text, word.end, 2)
                && text.as_bytes().get(gap.end).is_some_and(u8::is_ascii_digit)
                && let Some(number) = fold::word(text, gap.end)
            {
                word = number;
                next = self.follow(node, word.as_bytes(), stop);
            }
            let Some((found, end)) =
                next.map(|n| (n, word.end)).or_else(|| self.glued(text, node, &word, stop))
            else {
                break;
            };
            node = Some(found);
            if let Some(entry) = found.entry()
                && (end < word.end || fits(entry, end))
            {
                best = Some(Hit { end, entry });
            }
            if found.is_last() || end < word.end {
                break;
            }
            let Some(gap) = fold::gap(text, word.end, word.as_bytes().len()) else { break };
            // A comma before "and" comes and goes.
            (from, stop) = (gap.end, gap.stop && scan::any_word(text, gap.end, &["and", "or"]).is_none());
        }
        best
    }

    /// A last word to which an abbreviated place was glued: "Activitiespara. 195".
    fn glued<'n>(
        &'n self,
        text: &str,
        node: Option<At<'n>>,
        word: &Word,
        stop: bool,
    ) -> Option<(At<'n>, usize)> {
        let raw = text.get(..word.end)?;
        TAILS.iter().find_map(|tail| {
            let end = word.end.checked_sub(tail.len())?;
            let fits = raw.get(end..)? == *tail && crate::place::designator(text, end).is_some();
            let head = fits
                .then(|| word.as_bytes().get(..word.as_bytes().len().checked_sub(tail.len())?))
                .flatten()?;
            self.follow(node, head, stop).map(|n| (n, end))
        })
    }

    /// The word after `node`, or the first one.
    fn follow<'n>(&'n self, node: Option<At<'n>>, word: &[u8], stop: bool) -> Option<At<'n>> {
        match node {
            Some(node) => node.next(word, stop),
            None => self.trees.first(word, stop, |tree, sort| match sort {
                Sort::Body(n) => {
                    if let Some((body, written)) = self.bodies.get(n as usize) {
                        tree.insert(written, |e| e.body = Some(*body));
                    }
                }
                Sort::Authority { index, .. } => {
                    let Some(authority) = self.authority(index) else { return };
                    let Some(name) = sort.of(authority) else { return };
                    tree.insert(name, |e| sort.mark(e));
                }
            }),
        }
    }

    /// The authorities whose names are most like `text`, best first, at most three: for "did you mean".
    pub fn near(&self, text: &str) -> Vec<AuthorityId> {
        let wanted = fold::flat(&text.chars().take(200).collect::<String>());
        let mut scored: Vec<(f64, &Authority)> = self
            .catalogue
            .iter()
            .filter_map(|a| {
                let best = a.names().map(|n| likeness(&wanted, &fold::flat(n), ALIKE)).fold(0.0, f64::max);
                (best >= ALIKE).then_some((best, a))
            })
            .collect();
        scored.sort_by(|(a, x), (b, y)| b.total_cmp(a).then_with(|| x.id.cmp(&y.id)));
        scored.into_iter().take(3).map(|(_, a)| a.id.clone()).collect()
    }
}

impl Entry {
    /// Whether it names an authority, and not only a body.
    fn names_a_work(&self) -> bool {
        !(self.named.is_empty() && self.shared.is_empty() && self.generic.is_empty())
    }

    /// Which of the calls of `own` it is.
    fn call_of(&self, own: Index) -> Option<u32> {
        self.called.iter().find(|(of, _)| *of == own).map(|(_, nth)| *nth)
    }
}

impl Shape {
    fn of(name: &str) -> Self {
        let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
        let upper = |w: &str| w.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
        let mut words = name.split_whitespace();
        let count = words.clone().count();
        let first = words.next().is_some_and(upper);
        let tail = words.next_back();
        let last = tail.map_or(first, upper);
        let numbered = tail.is_some_and(|w| w.bytes().all(|b| b.is_ascii_digit()));
        let dated = name.bytes().take(4).filter(u8::is_ascii_digit).count() == 4;
        let plain = (numbered || dated) && count >= 3 || count >= 8;
        let letters = || name.chars().filter(|c| c.is_alphabetic());
        let capitals = letters().count() >= 2 && letters().all(char::is_uppercase);
        Self { capitals, first, last, plain }
    }

    /// The less demanding of two shapes.
    fn either(self, other: Self) -> Self {
        Self {
            capitals: self.capitals && other.capitals,
            first: self.first && other.first,
            last: self.last && other.last,
            plain: self.plain || other.plain,
        }
    }

    /// Whether `raw`, as found, is written like the name.
    fn fits(self, raw: &str) -> bool {
        if self.capitals {
            return !raw.chars().any(char::is_lowercase);
        }
        if self.plain {
            return true;
        }
        let found = Self::of(raw);
        // "the Arvonia trial judgment", "the Fog convention"
        let noun = || raw.rsplit_once(' ').is_some_and(|(_, last)| NOUNS.contains(&last));
        (found.first || !self.first) && (found.last || !self.last || noun())
    }
}
