//! Names by their first words, each with the tree of the words that go on from it. A tree is built when its first word is
//! met.

use std::sync::OnceLock;

use model::{Authority, Catalogue, Fnv};

use super::bodies::Body;
use super::spelling::significant;
use super::{Entry, Index, Shape};
use crate::fold;

/// Which name of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A name of a body, by its position among those.
    Body(u32),
    /// A name of an authority.
    Authority {
        index: Index,
        list: List,
        /// Its position in that list.
        nth: u32,
    },
}

/// The lists of names that an authority has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    Title,
    Short,
    Alias,
    Ambiguous,
    Generic,
    Common,
    Call,
}

impl List {
    const ALL: [Self; 7] =
        [Self::Title, Self::Short, Self::Alias, Self::Ambiguous, Self::Generic, Self::Common, Self::Call];

    /// The name at position `nth`.
    fn get(self, authority: &Authority, nth: usize) -> Option<&str> {
        let names = match self {
            Self::Title => std::slice::from_ref(&authority.title),
            Self::Short => &authority.short,
            Self::Alias => &authority.aliases,
            Self::Ambiguous => &authority.ambiguous,
            Self::Generic => &authority.generic,
            Self::Common => &authority.common,
            Self::Call => return authority.calls.get(nth).map(|call| call.noun.as_str()),
        };
        names.get(nth).map(String::as_str)
    }
}

impl Sort {
    /// The name itself, of the authority it belongs to.
    pub(super) fn of(self, authority: &Authority) -> Option<&str> {
        match self {
            Self::Body(_) => None,
            Self::Authority { list, nth, .. } => list.get(authority, nth as usize),
        }
    }

    /// Marks in `entry` what it is a name of.
    pub(super) fn mark(self, entry: &mut Entry) {
        let Self::Authority { index, list, nth } = self else { return };
        let owners = match list {
            List::Title | List::Short | List::Alias => &mut entry.named,
            List::Ambiguous => &mut entry.shared,
            List::Generic => &mut entry.generic,
            List::Common => {
                entry.common = true;
                return;
            }
            List::Call => {
                entry.called.push((index, nth));
                return;
            }
        };
        if !owners.contains(&index) {
            owners.push(index);
        }
    }
}

/// All first words.
#[derive(Debug)]
pub(super) struct Trees {
    /// By the hash of the first word, ascending.
    roots: Vec<Root>,
    /// The names of each root one after the other, in the order of the catalogue.
    names: Vec<Sort>,
}

#[derive(Debug)]
struct Root {
    key: u64,
    /// Where its names lie.
    from: usize,
    to: usize,
    tree: OnceLock<Tree>,
}

/// The names that begin with one word.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// The first is the first word.
    nodes: Vec<Node>,
    entries: Vec<Entry>,
}

#[derive(Debug, Default)]
struct Node {
    word: Box<[u8]>,
    /// Hash of the next word, with its gap, and the node it leads to; sorted.
    next: Vec<(u64, u32)>,
    entry: Option<u32>,
}

/// A word of a tree.
#[derive(Clone, Copy, Debug)]
pub(super) struct At<'n> {
    tree: &'n Tree,
    node: &'n Node,
}

impl Trees {
    /// Every name of `catalogue` and of the bodies, by its first word.
    pub(super) fn new(catalogue: &Catalogue, bodies: &[(Body, String)]) -> Self {
        let mut all: Vec<(u64, Sort)> = Vec::with_capacity(catalogue.len() * 8 + bodies.len());
        let mut add = |name: &str, sort: Sort| {
            if let Some((word, stop)) = fold::first(name) {
                all.push((hash(word.as_bytes(), stop), sort));
            }
        };
        for (n, (_, written)) in (0..).zip(bodies) {
            add(written, Sort::Body(n));
        }
        for (index, authority) in (0..).zip(catalogue.iter()) {
            for list in List::ALL {
                let mut nth = 0;
                while let Some(name) = list.get(authority, nth as usize) {
                    add(name, Sort::Authority { index, list, nth });
                    nth += 1;
                }
            }
        }
        // Stable: the names of one root stay in the order of the catalogue.
        all.sort_by_key(|(key, _)| *key);
        let mut roots: Vec<Root> = Vec::new();
        for (at, (key, _)) in all.iter().enumerate() {
            match roots.last_mut() {
                Some(root) if root.key == *key => root.to = at + 1,
                _ => roots.push(Root { key: *key, from: at, to: at + 1, tree: OnceLock::new() }),
            }
        }
        Self { roots, names: all.into_iter().map(|(_, sort)| sort).collect() }
    }

    /// Whether a name begins with `word`.
    pub(super) fn begin(&self, word: &[u8], stop: bool) -> bool {
        self.roots.binary_search_by_key(&hash(word, stop), |root| root.key).is_ok()
    }

    /// The tree that begins with `word`; `plant` puts a name into it.
    pub(super) fn first(&self, word: &[u8], stop: bool, plant: impl Fn(&mut Tree, Sort)) -> Option<At<'_>> {
        let key = hash(word, stop);
        let root = self.roots.get(self.roots.binary_search_by_key(&key, |root| root.key).ok()?)?;
        let tree = root.tree.get_or_init(|| {
            let mut tree = Tree::default();
            for sort in self.names.get(root.from..root.to).unwrap_or_default() {
                plant(&mut tree, *sort);
            }
            tree
        });
        let node = tree.nodes.first().filter(|node| *node.word == *word)?;
        Some(At { tree, node })
    }
}

impl Tree {
    /// Puts a name in.
    pub(super) fn insert(&mut self, name: &str, add: impl FnOnce(&mut Entry)) {
        let words = significant(name);
        let Some(((first, _), rest)) = words.split_first() else { return };
        if self.nodes.is_empty() {
            self.nodes.push(Node { word: first.as_bytes().into(), ..Node::default() });
        }
        let mut at = 0;
        for (word, stop) in rest {
            let key = hash(word.as_bytes(), *stop);
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
}

impl<'n> At<'n> {
    /// The word after this one.
    pub(super) fn next(self, word: &[u8], stop: bool) -> Option<Self> {
        let key = hash(word, stop);
        let at = self.node.next.binary_search_by_key(&key, |(k, _)| *k).ok()?;
        let node = self.tree.nodes.get(self.node.next.get(at)?.1 as usize)?;
        (*node.word == *word).then_some(Self { node, ..self })
    }

    /// What the words up to here mean.
    pub(super) fn entry(self) -> Option<&'n Entry> {
        self.tree.entries.get(self.node.entry? as usize)
    }

    /// Whether no name goes on from here.
    pub(super) fn is_last(self) -> bool {
        self.node.next.is_empty()
    }
}

/// A word and its gap; equality is checked on the word itself.
fn hash(word: &[u8], stop: bool) -> u64 {
    Fnv::marked(u64::from(stop), word)
}
