//! The words of the index: those that begin so, those that look alike.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use tantivy::schema::Field;

use crate::analysis::Form;
use crate::engine::scan::Corpus;
use crate::schema::Part;

/// The most words that a prefix or a fuzzy word stands for; the frequent ones are kept.
const MAX_EXPANSION: usize = 1_000;

/// The most words suggested for one that is not in the index.
const MAX_SUGGESTIONS: usize = 3;

/// The words of the index.
pub(crate) struct Dictionary<'i> {
    pub(crate) corpus: Corpus<'i>,
}

impl Dictionary<'_> {
    /// Terms of `parts` that begin with `start`.
    pub(crate) fn starting(
        &self,
        parts: &[Part],
        form: Form,
        start: &str,
    ) -> tantivy::Result<BTreeSet<String>> {
        let mut found: BTreeMap<String, u64> = BTreeMap::new();
        for &part in parts {
            let field = self.corpus.fields.part(part, form);
            let mut terms = BTreeSet::new();
            self.visit(field, start, |term| {
                if !term.contains('-') {
                    terms.insert(term.to_owned());
                }
            })?;
            for term in terms {
                let count = self.corpus.count(field, &term)?;
                *found.entry(term).or_insert(0) += count;
            }
        }
        let mut found: Vec<(String, u64)> = found.into_iter().collect();
        found.sort_by_key(|&(_, count)| Reverse(count));
        Ok(found.into_iter().take(MAX_EXPANSION).map(|(term, _)| term).collect())
    }

    /// Words of the text at most `distance` letters from `word`, a swap of neighbours counting as one; the nearest,
    /// and of these the most frequent, first.
    pub(crate) fn near(&self, word: &str, distance: usize) -> tantivy::Result<Vec<String>> {
        let wanted = Letters::of(word);
        let field = self.corpus.fields.part(Part::Text, Form::Exact);
        let mut terms: BTreeMap<String, usize> = BTreeMap::new();
        self.visit(field, "", |term| {
            if Letters::of(term).may_be_near(wanted, distance) && !term.contains('-') {
                let far = strsim::osa_distance(word, term);
                if far <= distance {
                    terms.insert(term.to_owned(), far);
                }
            }
        })?;
        let mut found = Vec::new();
        for (term, far) in terms {
            let count = self.corpus.count(field, &term)?;
            if count > 0 {
                found.push((far, Reverse(count), term));
            }
        }
        found.sort();
        Ok(found.into_iter().take(MAX_EXPANSION).map(|(_, _, term)| term).collect())
    }

    /// Words of the text that may have been meant by `word`, the likeliest first.
    pub(crate) fn suggestions(&self, word: &str) -> tantivy::Result<Vec<String>> {
        let distance = match word.chars().count() {
            0..=2 => return Ok(Vec::new()),
            3..=4 => 1,
            _ => 2,
        };
        let number = |term: &str| term.chars().all(|c| c.is_ascii_digit());
        let near = self.near(word, distance)?.into_iter();
        Ok(near.filter(|term| term != word && !number(term)).take(MAX_SUGGESTIONS).collect())
    }

    /// Shows every term of a field that begins with `start`; a term may be shown more than once.
    fn visit(&self, field: Field, start: &str, mut visit: impl FnMut(&str)) -> tantivy::Result<()> {
        for segment in self.corpus.searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            let mut stream = index.terms().range().ge(start).into_stream()?;
            while stream.advance() {
                let Ok(term) = std::str::from_utf8(stream.key()) else { continue };
                if !term.starts_with(start) {
                    break;
                }
                visit(term);
            }
        }
        Ok(())
    }
}

/// What a glance tells of a word: enough to see of most words that they are far from another.
#[derive(Clone, Copy)]
struct Letters {
    count: usize,
    /// A bit for each letter, shared by letters that are 64 apart.
    set: u64,
}

impl Letters {
    fn of(word: &str) -> Self {
        word.chars().fold(Self { count: 0, set: 0 }, |seen, c| Self {
            count: seen.count + 1,
            set: seen.set | 1 << (u32::from(c) % 64),
        })
    }

    /// One edit changes the length by one at most, and takes away one letter and brings in another at most.
    fn may_be_near(self, other: Self, distance: usize) -> bool {
        self.count.abs_diff(other.count) <= distance
            && (self.set ^ other.set).count_ones() as usize <= 2 * distance
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glance_never_misses_a_near_word() {
        let words = [
            "lantern",
            "lantren",
            "lanterns",
            "antern",
            "lamtern",
            "harbour",
            "pilot",
            "piolt",
            "\u{e9}t\u{e9}",
            "",
            "a",
        ];
        for a in words {
            for b in words {
                let far = strsim::osa_distance(a, b);
                assert!((far..4).all(|d| Letters::of(a).may_be_near(Letters::of(b), d)), "{a} {b}");
            }
        }
        assert!(!Letters::of("lantern").may_be_near(Letters::of("harbour"), 2));
    }
}
