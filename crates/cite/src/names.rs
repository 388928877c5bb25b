//! The names of all authorities, as a tree of folded words.

use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

use model::{Authority, AuthorityId, Catalogue};

mod bodies;
mod numbers;
mod spelling;

use crate::automaton::Automaton;
use crate::fold::{self, Word};
use crate::scan;
pub(crate) use bodies::Body;
pub(crate) use numbers::{Numbers, Organ};
use spelling::{likeness, significant, starts};

/// The position of an authority in the catalogue that [`Names`] was made from.
pub(crate) type Index = u32;

/// Every name in a catalogue, ready to be found in a text. Made once, used for any number of texts.
#[derive(Debug)]
pub struct Names {
    catalogue: Catalogue,
    nodes: Vec<Node>,
    /// The nodes of first words, by the hash of the word: too many for a sorted list to take them in one by one.
    roots: BTreeMap<u64, u32>,
    entries: Vec<Entry>,
    automaton: OnceLock<Automaton>,
    numbers: Numbers,
}

#[derive(Debug, Default)]
struct Node {
    word: Box<[u8]>,
    /// Hash of the next word, with its gap, and the node it leads to; sorted.
    next: Vec<(u64, u32)>,
    entry: Option<u32>,
}

/// What a name may mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The authorities that have it as a name of their own; more than one where the tables are at odds.
    pub(crate) named: Vec<Index>,
    /// Those of which it is a name that others share.
    pub(crate) shared: Vec<Index>,
    /// Those that go by this head noun once they were named.
    pub(crate) generic: Vec<Index>,
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
    pub fn new(catalogue: &Catalogue) -> Self {
        let mut names = Self {
            catalogue: catalogue.clone(),
            nodes: vec![Node::default()],
            roots: BTreeMap::new(),
            entries: Vec::new(),
            automaton: OnceLock::new(),
            numbers: Numbers::new(catalogue),
        };
        for (body, written) in bodies::all(catalogue) {
            names.insert(&written, |e| e.body = Some(body));
        }
        for (index, authority) in (0..).zip(catalogue.iter()) {
            for name in authority.names() {
                names.insert(name, |e| push_new(&mut e.named, index));
            }
            for name in &authority.ambiguous {
                names.insert(name, |e| push_new(&mut e.shared, index));
            }
            for name in &authority.generic {
                names.insert(name, |e| push_new(&mut e.generic, index));
            }
        }
        names
    }

    /// The catalogue these names come from.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    pub(crate) fn authority(&self, index: Index) -> Option<&Authority> {
        self.catalogue.iter().as_slice().get(index as usize)
    }

    pub(crate) fn index(&self, id: &AuthorityId) -> Option<Index> {
        (0..).zip(self.catalogue.iter()).find(|(_, a)| &a.id == id).map(|(i, _)| i)
    }

    /// The automaton over the first words of all names and the anchors of all forms; built when first asked for,
    /// since looking up a single reference does not need it.
    pub(crate) fn automaton(&self) -> &Automaton {
        self.automaton.get_or_init(|| Automaton::new(self))
    }

    fn insert(&mut self, name: &str, add: impl FnOnce(&mut Entry)) {
        let words = significant(name);
        if words.is_empty() {
            return;
        }
        let mut at = 0;
        for (word, stop) in &words {
            let key = hash(word.as_bytes(), *stop);
            if at == 0 {
                let new = self.nodes.len() as u32;
                at = *self.roots.entry(key).or_insert(new) as usize;
                if at == new as usize {
                    self.nodes.push(Node { word: word.as_bytes().into(), ..Node::default() });
                }
                continue;
            }
            at = match self.nodes[at].next.binary_search_by_key(&key, |(k, _)| *k) {
                Ok(i) => self.nodes[at].next[i].1 as usize,
                Err(i) => {
                    let new = self.nodes.len();
                    self.nodes.push(Node { word: word.as_bytes().into(), ..Node::default() });
                    self.nodes[at].next.insert(i, (key, new as u32));
                    new
                }
            };
        }
        let shape = Shape::of(name);
        let entry = match self.nodes[at].entry {
            Some(entry) => entry as usize,
            None => {
                self.nodes[at].entry = Some(self.entries.len() as u32);
                self.entries.push(Entry { shape, ..Entry::default() });
                self.entries.len() - 1
            }
        };
        self.entries[entry].shape = self.entries[entry].shape.either(shape);
        add(&mut self.entries[entry]);
    }

    /// The first words of all names, as the automaton looks for them.
    pub(crate) fn first_words(&self) -> Vec<String> {
        let mut out: BTreeMap<String, ()> = BTreeMap::new();
        let mut known: HashSet<&str> = HashSet::new();
        for authority in self.catalogue.iter() {
            for name in authority
                .names()
                .chain(authority.ambiguous.iter().chain(&authority.generic).map(String::as_str))
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

    /// The longest name at byte `at` of `text`, written as names are: capitals where they belong, whole words.
    pub(crate) fn at(&self, text: &str, at: usize) -> Option<Hit<'_>> {
        self.longest(text, at, |entry, end| {
            let raw = text.get(at..end).unwrap_or_default();
            !entry.only_body() && entry.shape.fits(raw) && !scan::alnum(text, end)
        })
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
        let hit = self.longest(name, 0, |e, end| e.body.is_some() && end == name.len())?;
        hit.entry.body
    }

    /// The numbers and pages by which authorities are found.
    pub(crate) fn numbers(&self) -> &Numbers {
        &self.numbers
    }

    /// The longest name at byte `at`, in whatever case.
    pub(crate) fn at_any_case(&self, text: &str, at: usize) -> Option<Hit<'_>> {
        self.longest(text, at, |entry, end| !entry.only_body() && !scan::alnum(text, end))
    }

    fn longest(&self, text: &str, at: usize, fits: impl Fn(&Entry, usize) -> bool) -> Option<Hit<'_>> {
        let mut best = None;
        let mut node = 0usize;
        let mut from = at;
        let mut stop = false;
        while let Some(mut word) = fold::word(text, from) {
            let mut next = self.step(node, &word, stop);
            if next.is_none()
                && node != 0
                && fold::announces_number(word.as_bytes())
                && let Some(gap) = fold::gap(text, word.end, 2)
                && text.as_bytes().get(gap.end).is_some_and(u8::is_ascii_digit)
                && let Some(number) = fold::word(text, gap.end)
            {
                word = number;
                next = self.step(node, &word, stop);
            }
            let Some((found, end)) =
                next.map(|n| (n, word.end)).or_else(|| self.glued(text, node, &word, stop))
            else {
                break;
            };
            node = found;
            if let Some(entry) = self.entries.get(self.nodes[node].entry.map_or(usize::MAX, |e| e as usize))
                && (end < word.end || fits(entry, end))
            {
                best = Some(Hit { end, entry });
            }
            if self.nodes[node].next.is_empty() || end < word.end {
                break;
            }
            let Some(gap) = fold::gap(text, word.end, word.as_bytes().len()) else { break };
            // A comma before "and" comes and goes.
            (from, stop) = (gap.end, gap.stop && scan::any_word(text, gap.end, &["and", "or"]).is_none());
        }
        best
    }

    /// A last word to which an abbreviated place was glued: "Activitiespara. 195".
    fn glued(&self, text: &str, node: usize, word: &Word, stop: bool) -> Option<(usize, usize)> {
        let raw = text.get(..word.end)?;
        ["paras", "para", "arts", "art", "pp", "p", "paragraph", "article"].iter().find_map(|tail| {
            let end = word.end.checked_sub(tail.len())?;
            let fits = raw.get(end..)? == *tail && crate::place::designator(text, end).is_some();
            let head = fits
                .then(|| word.as_bytes().get(..word.as_bytes().len().checked_sub(tail.len())?))
                .flatten()?;
            let key = hash(head, stop);
            self.follow(node, key, head).map(|n| (n, end))
        })
    }

    fn step(&self, node: usize, word: &Word, stop: bool) -> Option<usize> {
        self.follow(node, hash(word.as_bytes(), stop), word.as_bytes())
    }

    fn follow(&self, node: usize, key: u64, word: &[u8]) -> Option<usize> {
        let found = if node == 0 {
            *self.roots.get(&key)? as usize
        } else {
            let next = &self.nodes.get(node)?.next;
            let at = next.binary_search_by_key(&key, |(k, _)| *k).ok()?;
            next.get(at)?.1 as usize
        };
        (*self.nodes.get(found)?.word == *word).then_some(found)
    }

    /// The authorities whose names are most like `text`, best first, at most three: for "did you mean".
    pub fn near(&self, text: &str) -> Vec<AuthorityId> {
        let wanted = fold::flat(&text.chars().take(200).collect::<String>());
        let mut scored: Vec<(f64, &Authority)> = self
            .catalogue
            .iter()
            .filter_map(|a| {
                let best = a.names().map(|n| likeness(&wanted, &fold::flat(n))).fold(0.0, f64::max);
                (best >= 0.7).then_some((best, a))
            })
            .collect();
        scored.sort_by(|(a, x), (b, y)| b.total_cmp(a).then_with(|| x.id.cmp(&y.id)));
        scored.into_iter().take(3).map(|(_, a)| a.id.clone()).collect()
    }
}

fn push_new(list: &mut Vec<Index>, index: Index) {
    if !list.contains(&index) {
        list.push(index);
    }
}

/// FNV-1a over a word and its gap; equality is checked on the word itself.
fn hash(word: &[u8], stop: bool) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325 ^ u64::from(stop);
    word.iter().fold(start, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

impl Entry {
    /// Whether it names no authority, only a body.
    fn only_body(&self) -> bool {
        self.named.is_empty() && self.shared.is_empty() && self.generic.is_empty()
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
        let plain = numbered && count >= 3 || count >= 8;
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
        (found.first || !self.first) && (found.last || !self.last)
    }
}
