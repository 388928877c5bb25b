//! The words of sources, read once a check.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use model::{AuthorityId, Pinpoint};

use crate::Comparer;
use crate::reading::{Read, Reading};
use crate::source::{SourceText, Texts};
use crate::tokens::Known;

/// Provisions that may have some words, best first.
pub(crate) type Provisions = Arc<Vec<(AuthorityId, Pinpoint)>>;

/// A text with what was read of it.
type Kept = (Arc<SourceText>, Arc<Read>);

/// What was read so far. A text is known by where it lies in memory, and is held on to, so that no other can lie there.
#[derive(Debug, Default)]
pub(crate) struct Shelf {
    readings: Mutex<HashMap<usize, Kept>>,
    words: Mutex<Known>,
    framed: Mutex<BTreeMap<(AuthorityId, Pinpoint), Arc<SourceText>>>,
    provisions: Mutex<HashMap<String, Provisions>>,
}

impl Shelf {
    /// A reading of a text.
    pub(crate) fn reading<'t>(&self, comparer: &Comparer, text: &'t Arc<SourceText>) -> Reading<'t> {
        let at = Arc::as_ptr(text).addr();
        let mut readings = self.readings.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, read) = readings.entry(at).or_insert_with(|| {
            let mut words = self.words.lock().unwrap_or_else(PoisonError::into_inner);
            (Arc::clone(text), comparer.read_knowing(text, &mut words).read)
        });
        Reading { text: &text.text, read: Arc::clone(read) }
    }

    /// The words of a place with those above that frame it.
    pub(crate) fn framed(
        &self,
        texts: &dyn Texts,
        authority: &AuthorityId,
        place: &Pinpoint,
        top: &Pinpoint,
    ) -> Option<Arc<SourceText>> {
        let key = (authority.clone(), place.clone());
        let mut framed = self.framed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(text) = framed.get(&key) {
            return Some(Arc::clone(text));
        }
        let text = Arc::new(crate::frame::framed(&*texts.words(authority, Some(top))?, place));
        framed.insert(key, Arc::clone(&text));
        Some(text)
    }

    /// The provisions found for some words, looked for once.
    pub(crate) fn provisions(&self, words: &str, find: impl FnOnce() -> Provisions) -> Provisions {
        let mut known = self.provisions.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry(words.to_owned()).or_insert_with(find))
    }
}
