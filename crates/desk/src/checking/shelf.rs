//! The words of the held texts, as the checker asks for them: read from the index, each provision once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use check::{Place, SourceText, Texts};
use cite::Names;
use model::{Authority, AuthorityId, Held, Kind, Lookup, PassageId, Pinpoint, SegmentKind};
use search::{Entry, Layer};

use crate::Opened;
use crate::whereabouts::source_text;

/// To so many unknown names of a draft a near one is looked for: each is laid beside every name there is.
const HINTS: usize = 200;

/// What was read so far, by authority and place.
type Read = BTreeMap<(AuthorityId, Option<Pinpoint>), Option<Arc<SourceText>>>;

/// The held texts.
pub(super) struct Shelf<'o> {
    opened: &'o Opened,
    names: &'o Names,
    read: Mutex<Read>,
    titles: OnceLock<BTreeSet<String>>,
}

/// The held texts without one: a text is not its own source.
pub(super) struct Others<'s> {
    shelf: &'s Shelf<'s>,
    own: Option<&'s AuthorityId>,
    /// The names near to some that are not known.
    near: Mutex<BTreeMap<String, Vec<String>>>,
}

impl<'o> Shelf<'o> {
    pub(super) fn new(opened: &'o Opened, names: &'o Names) -> Self {
        Self { opened, names, read: Mutex::default(), titles: OnceLock::new() }
    }

    /// All texts but `own`.
    pub(super) fn without<'s>(&'s self, own: Option<&'s AuthorityId>) -> Others<'s> {
        Others { shelf: self, own, near: Mutex::default() }
    }

    /// What works are called, in letters and figures alone.
    fn titles(&self) -> &BTreeSet<String> {
        self.titles
            .get_or_init(|| self.names.catalogue().iter().flat_map(Authority::names).map(letters).collect())
    }

    fn text(&self, authority: &AuthorityId, place: Option<&Pinpoint>) -> Option<Arc<SourceText>> {
        let key = (authority.clone(), place.cloned());
        if let Some(known) = self.read.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return known.clone();
        }
        let text = self.find(authority, place).map(Arc::new);
        self.read.lock().unwrap_or_else(PoisonError::into_inner).insert(key, text.clone());
        text
    }

    fn find(&self, authority: &AuthorityId, place: Option<&Pinpoint>) -> Option<SourceText> {
        let index = &self.opened.index;
        let entries = match place {
            None => index.document(authority).ok()?,
            Some(place) => {
                let id = PassageId::new(authority.clone(), place.clone());
                match index.under(&id).ok()? {
                    entries if !entries.is_empty() => entries,
                    // Written in other numerals, or not there.
                    _ => match self.opened.look_up(authority, place) {
                        Lookup::Found(ids) => index.under(ids.first()?).ok()?,
                        _ => return None,
                    },
                }
            }
        };
        let held: Vec<Entry> = entries.into_iter().filter(|e| e.layer == Layer::Source).collect();
        (!held.is_empty()).then(|| source_text(&held))
    }

    /// Whether a document is an essay: it quotes instruments, so that they are tried first.
    fn is_essay(&self, id: &AuthorityId) -> bool {
        self.opened.record(id).is_some_and(|r| r.kind == Kind::Essay.as_str())
    }
}

/// The letters and figures of a name, small.
fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl Texts for Others<'_> {
    fn words(&self, authority: &AuthorityId, place: Option<&Pinpoint>) -> Option<Arc<SourceText>> {
        if Some(authority) == self.own {
            return None;
        }
        self.shelf.text(authority, place)
    }

    fn places(&self, words: &str, limit: usize) -> Vec<Place> {
        let found = self.shelf.opened.index.candidates(words, limit).unwrap_or_default();
        let places = found.into_iter().map(|(node, share)| Place { node, share });
        let mut places: Vec<Place> = places.filter(|p| Some(p.node.document()) != self.own).collect();
        places.sort_by_key(|p| self.shelf.is_essay(p.node.document()));
        places
    }

    fn title(&self, authority: &AuthorityId) -> String {
        match (self.shelf.opened.record(authority), self.shelf.names.catalogue().get(authority)) {
            (Some(record), _) => record.short.first().unwrap_or(&record.title).clone(),
            (None, Some(known)) => known.short_title().to_owned(),
            (None, None) => authority.to_string(),
        }
    }

    fn lacks(&self, authority: &AuthorityId, place: &Pinpoint) -> bool {
        use SegmentKind as K;
        let Some(record) = self.shelf.opened.record(authority) else { return true };
        let meta = record.meta(authority.clone());
        let listed = meta.missing.iter().chain(&meta.inserted_later).any(|p| place.within(p));
        let apparatus =
            place.segments().iter().any(|s| matches!(s.kind, K::Commentary | K::Page | K::Footnote));
        let above = std::iter::successors(place.parent(), Pinpoint::parent);
        listed || apparatus || !above.into_iter().any(|p| self.words(authority, Some(&p)).is_some())
    }

    fn headings(&self, authority: &AuthorityId, place: &Pinpoint) -> Vec<(PassageId, String)> {
        let above = std::iter::successors(Some(place.clone()), Pinpoint::parent);
        let head = |place: Pinpoint| {
            let id = PassageId::new(authority.clone(), place);
            let entry = self.shelf.opened.index.entry(&id).ok()??;
            let heading = entry.heading.clone()?;
            Some((id, heading))
        };
        above.filter_map(head).collect()
    }

    fn named_by(&self, authority: &AuthorityId, noun: &str) -> Option<Vec<AuthorityId>> {
        use Kind as K;
        let catalogue = self.shelf.names.catalogue();
        let noun = noun.to_lowercase();
        let known = catalogue.get(authority)?;
        let instrument =
            matches!(known.kind, K::Treaty | K::Declaration | K::Resolution | K::Ilc | K::Statute);
        let own = known.title.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|w| w == noun)
            || known.generic.iter().any(|g| g.to_lowercase() == noun);
        if !instrument || own {
            return None;
        }
        let called = |work: &&Authority| {
            let named =
                |g: &String| noun == g.to_lowercase() || noun.ends_with(&format!(" {}", g.to_lowercase()));
            work.about.contains(authority) && work.generic.iter().any(named)
        };
        Some(catalogue.iter().filter(called).map(|work| work.id.clone()).collect())
    }

    fn is_name(&self, words: &str) -> bool {
        self.shelf.titles().contains(&letters(words))
    }

    fn near(&self, name: &str) -> Vec<String> {
        let mut known = self.near.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(near) = known.get(name) {
            return near.clone();
        }
        if known.len() == HINTS {
            return Vec::new();
        }
        let catalogue = self.shelf.names.catalogue();
        let wanted = name.to_lowercase();
        // Titles share most of their words: only a slip of the pen is a near name.
        let likeness = |known: &str| strsim::normalized_damerau_levenshtein(&wanted, &known.to_lowercase());
        let near = self.shelf.names.near(name).into_iter().filter_map(|id| catalogue.get(&id));
        let near = near.filter_map(|known| known.names().find(|n| likeness(n) > 0.8));
        let near: Vec<String> = near.take(3).map(str::to_owned).collect();
        known.insert(name.to_owned(), near.clone());
        near
    }
}
