//! The court that a text is of or before, by the words that stand in it: to its judges and its parties "the Statute" is its own.

use model::Body;

use super::Resolver;
use crate::names::Index;
use crate::scan;

/// So much of a text, in bytes, is looked through for the words of courts.
const SEEN: usize = 1 << 18;

/// Fewer different words than these tell nothing.
const LEAST: usize = 3;

impl Resolver<'_> {
    /// The instrument that the court of this text applies and calls by `noun`, in lower case.
    pub(super) fn forums(&self, noun: &str) -> Option<Index> {
        let call = self.forum()?.applies.iter().find(|call| call.noun.eq_ignore_ascii_case(noun))?;
        self.names.index(call.means.first()?)
    }

    /// The instrument whose articles the court of this text cites without naming it.
    pub(super) fn forums_own(&self) -> Option<Index> {
        self.names.index(self.forum()?.own.as_ref()?)
    }

    /// Of several works the one that is the court's own.
    pub(super) fn of_forum(&self, all: &[Index]) -> Option<Index> {
        let forum = self.forum()?;
        let own = |i: &&Index| {
            let authority = self.names.authority(**i);
            let by = authority.and_then(|a| a.court.as_ref().or(a.body.as_ref()));
            by.is_some_and(|name| forum.names.contains(name))
        };
        let mut of = all.iter().filter(own);
        let found = of.next().copied()?;
        of.next().is_none().then_some(found)
    }

    /// The court of this text: its words stand there, and twice as many as those of any other court.
    fn forum(&self) -> Option<&Body> {
        let bodies = self.names.catalogue().bodies();
        let found = self.forum.get_or_init(|| {
            let end = scan::boundary_before(self.text, SEEN);
            let said = self.names.forums()?.said(self.text.get(..end)?, bodies.len());
            let mut counts: Vec<(usize, usize)> = said.into_iter().zip(0..).collect();
            counts.sort_unstable();
            let [.., (next, _), (most, found)] = counts.as_slice() else { return None };
            (*most >= LEAST && *most >= 2 * next).then_some(*found)
        });
        bodies.get((*found)?)
    }
}
