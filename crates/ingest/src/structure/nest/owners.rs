//! Whose text is the text without a mark.

use super::super::fit::Fit;
use super::{Builder, Stretch};

impl Builder<'_> {
    /// Gives the text before the candidate at `at` to its owner.
    pub(super) fn hand_out(&mut self, pending: Vec<Stretch>, at: usize, next: &Fit) {
        let mut running = false;
        for stretch in pending {
            // What stands in the block of the last mark is that mark's.
            let inline = stretch.block == self.done.0;
            let owner = match self.stack.last() {
                None => None,
                Some(level) if inline => Some(level.member),
                Some(level) => {
                    let text = self.text(&stretch);
                    let dash = text.starts_with(['–', '—', '-', '•', '·']);
                    let stays = dash || running || self.runs_on(level.member) || self.goes_on(at, next);
                    running = stays && text.ends_with([';', ',', ':']);
                    if stays { Some(level.member) } else { level.parent }
                }
            };
            match owner {
                Some(member) => self.out.members[member].own.push(stretch),
                None => self.out.own.push(stretch),
            }
        }
    }

    /// Whether the words of a member so far call for more: they end in a colon, or there are none.
    fn runs_on(&self, member: usize) -> bool {
        match self.out.members[member].own.last() {
            Some(s) => self.text(s).ends_with(':'),
            None => true,
        }
    }

    /// Whether the innermost list goes on with the candidate at `at` (which fits as `next`) or, if that one opens a list,
    /// soon after it.
    fn goes_on(&self, at: usize, next: &Fit) -> bool {
        let depth = self.stack.len();
        match next {
            _ if at >= self.candidates.len() => false,
            Fit::Next(level) | Fit::Gap(level) | Fit::Again(level) => *level + 1 == depth,
            Fit::Open | Fit::Late => {
                let Some(level) = self.stack.last() else { return false };
                self.candidates[at + 1..]
                    .iter()
                    .take(60)
                    .find_map(|c| {
                        if level.continued_by(&c.mark) {
                            return Some(true);
                        }
                        let outer = &self.stack[..depth - 1];
                        outer.iter().any(|l| l.continued_by(&c.mark)).then_some(false)
                    })
                    .unwrap_or(false)
            }
        }
    }

    /// The node below which a list opens: the one whose words stand right before it.
    pub(super) fn opener(&self) -> Option<usize> {
        let last = self.stack.last()?;
        let place = |s: &Stretch| (s.block, s.range.end);
        let own = self.out.members[last.member].own.last().map(place);
        let above = last.parent.map_or(&self.out.own, |p| &self.out.members[p].own).last().map(place);
        let mark = &self.out.members[last.member].mark;
        if above > own.max(Some(place(mark))) { last.parent } else { Some(last.member) }
    }
}
