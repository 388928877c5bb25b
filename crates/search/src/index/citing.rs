//! Who cites what.

use model::AuthorityId;

use super::Index;
use crate::engine::{Address, by_document};
use crate::entry::{Citing, Entry};
use crate::error::SearchError;
use crate::schema::Key;
use crate::wire;

/// The nodes of a document that cite something.
#[derive(Clone, Debug)]
pub struct Citers {
    /// The id of the document.
    pub document: String,
    /// Where its nodes lie, in the order of the text.
    nodes: Vec<Address>,
}

impl Citers {
    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }
}

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

    /// The nodes that cite one of `keys`, works or places in them, or something below one, by document, in the order of the ids.
    /// What they say is not read.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn citers(&self, keys: &[&str]) -> Result<Vec<Citers>, SearchError> {
        let fail = |e| self.fail(e);
        let found = self.corpus().having(Key::Cites, keys).map_err(fail)?;
        let placed = by_document(self.corpus(), &found).map_err(fail)?;
        Ok(placed.into_iter().map(|(document, nodes)| Citers { document, nodes }).collect())
    }

    /// What the nodes of a document say of how they cite, in the order of the text.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn sentences(&self, citers: &Citers) -> Result<Vec<Citing>, SearchError> {
        let read = |&at: &Address| wire::decode_citing(&self.stored(at)?).map_err(|e| self.fail(e));
        citers.nodes.iter().map(read).collect()
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
