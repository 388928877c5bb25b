//! Who cites what.

use model::AuthorityId;

use super::Index;
use crate::engine::Address;
use crate::entry::{Citing, Entry};
use crate::error::SearchError;
use crate::schema::Key;
use crate::wire;

/// Nodes are read side by side from here on.
const MANY: usize = 64;

impl Index {
    /// Every node that cites `key`, a work or a place in one, or something below it, by document and in the order of the
    /// text. Nodes cite what their words, their heading and the sentences that begin in them cite.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn citing(&self, key: &str) -> Result<Vec<Entry>, SearchError> {
        let found = self.having(Key::Cites, key)?;
        let mut entries = found.iter().map(|&at| self.read(at)).collect::<Result<Vec<_>, _>>()?;
        entries.sort_by(|a, b| (a.document(), a.ordinal).cmp(&(b.document(), b.ordinal)));
        Ok(entries)
    }

    /// The same nodes in the same order, of each only how it cites.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn sentences_citing(&self, key: &str) -> Result<Vec<Citing>, SearchError> {
        let found = self.having(Key::Cites, key)?;
        let read = |at: &[Address]| -> Result<Vec<Citing>, SearchError> {
            at.iter().map(|&at| wire::decode_citing(&self.stored(at)?).map_err(|e| self.fail(e))).collect()
        };
        // Most of the work is in fetching what lies scattered: where there is much of it, half is done beside.
        let (here, there) = found.split_at(if found.len() < MANY { 0 } else { found.len() / 2 });
        let (first, then) = std::thread::scope(|scope| {
            let many = !here.is_empty();
            let beside = many.then(|| std::thread::Builder::new().spawn_scoped(scope, || read(here)));
            let then = read(there);
            (beside.and_then(|thread| thread.ok()?.join().ok()), then)
        });
        // Where no thread could be had it is done now.
        let mut all = first.unwrap_or_else(|| read(here))?;
        all.extend(then?);
        all.sort_by(|a, b| (a.id.document(), a.ordinal).cmp(&(b.id.document(), b.ordinal)));
        Ok(all)
    }

    /// Every work that something cites, by id.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn cited_works(&self) -> Result<Vec<AuthorityId>, SearchError> {
        let mut out = Vec::new();
        for name in self.names(Key::Cites)? {
            if !name.contains('#') && !self.having(Key::Cites, &name)?.is_empty() {
                out.extend(AuthorityId::new(&name));
            }
        }
        Ok(out)
    }
}
