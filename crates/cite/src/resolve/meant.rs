//! What the citations of a text mean, as far as it was read.

use super::Meaning;

/// What each citation means, by its position in the text. Most mean what the one read before them does: that is kept
/// once.
#[derive(Debug)]
pub(super) struct Meant {
    all: Vec<Meaning>,
    /// Of each citation the first of its meanings and the one after the last.
    of: Vec<(u32, u32)>,
    /// Those kept last.
    last: (u32, u32),
}

impl Meant {
    /// Nothing yet of `many` citations.
    pub(super) fn new(many: usize) -> Self {
        Self { all: Vec::new(), of: vec![(0, 0); many], last: (0, 0) }
    }

    /// What the citation at `i` means; nothing where it was not read yet, or is none.
    pub(super) fn of(&self, i: usize) -> &[Meaning] {
        self.of.get(i).map_or(&[], |range| self.between(*range))
    }

    fn between(&self, (from, to): (u32, u32)) -> &[Meaning] {
        self.all.get(from as usize..to as usize).unwrap_or_default()
    }

    /// Keeps what the citation at `i` means.
    pub(super) fn keep(&mut self, i: usize, meanings: &[Meaning]) {
        if self.between(self.last) != meanings {
            let from = self.all.len();
            // No text has so many that their numbers would not do.
            let number = |n| u32::try_from(n).unwrap_or(u32::MAX);
            self.last = (number(from), number(from + meanings.len()));
            self.all.extend_from_slice(meanings);
        }
        if let Some(slot) = self.of.get_mut(i) {
            *slot = self.last;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_citation_means_what_was_kept_of_it() {
        let (one, two) = ([Meaning::Known(1)], [Meaning::Known(1), Meaning::Lost]);
        let mut meant = Meant::new(6);
        for (i, meanings) in [(4, &one[..]), (0, &one), (2, &two), (1, &two), (3, &one), (9, &two)] {
            meant.keep(i, meanings);
        }
        let kept: Vec<&[Meaning]> = (0..7).map(|i| meant.of(i)).collect();
        assert_eq!(kept, [&one[..], &two, &two, &one, &one, &[], &[]]);
        assert_eq!(meant.all.len(), 6);
    }
}
