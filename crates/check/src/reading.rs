//! A source's words, read once and compared often.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;
use std::ops::Range;
use std::sync::Arc;

use model::Fnv;

use crate::align::Column;
use crate::marks::is_list_mark;
use crate::source::SourceText;
use crate::tokens::{Tokens, folded, joined, next_word};
use crate::variants::Variants;

/// The words of a [`SourceText`], ready to be compared with. Reading costs more than comparing: keep it where a source
/// is compared with several quotations.
#[derive(Clone, Debug)]
pub struct Reading<'s> {
    pub(crate) text: &'s str,
    pub(crate) read: Arc<Read>,
}

/// Words by their hashes.
type Hashes = HashSet<u64, BuildHasherDefault<Fnv>>;

/// What was read of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Read {
    pub(crate) columns: Vec<Column>,
    /// Every spelling that stands here.
    pub(crate) vocabulary: Hashes,
    /// Every beginning of a word that stands here.
    pub(crate) stems: Hashes,
    /// Variant readings that stand here: position in the table, and the columns of the held reading.
    pub(crate) variants: Vec<(usize, Range<usize>)>,
}

impl<'s> Reading<'s> {
    pub(crate) fn new(source: &'s SourceText, tokens: &mut Tokens<'_>, variants: &Variants) -> Self {
        Self { text: &source.text, read: Arc::new(Read::of(source, tokens, variants)) }
    }

    /// The bytes of the source from the first to the last of some columns; empty where they begin, if there are none.
    pub(crate) fn bytes(columns: &[Column], part: Range<usize>) -> Range<usize> {
        if part.is_empty() {
            let before = part.start.checked_sub(1).and_then(|c| columns.get(c)).map(|c| c.token.at.end);
            let at = before.or_else(|| columns.first().map(|c| c.token.at.start)).unwrap_or(0);
            return at..at;
        }
        let start = columns.get(part.start).map_or(0, |c| c.token.at.start);
        let end = columns.get(part.end - 1).map_or(start, |c| c.token.at.end);
        start..end.max(start)
    }

    /// The folded words of `at`.
    pub(crate) fn words(text: &str, at: Range<usize>) -> Vec<String> {
        let mut from = at.start;
        let mut out = Vec::new();
        while let Some(word) = next_word(text, from, at.end, false) {
            from = word.at.end;
            out.push(joined(&folded(&word.letters)).into_owned());
        }
        out
    }
}

impl Read {
    fn of(source: &SourceText, tokens: &mut Tokens<'_>, variants: &Variants) -> Self {
        let mut out = Self::default();
        if source.stretches.is_empty() {
            out.stretch(&source.text, 0..source.text.len(), false, 0, tokens);
        }
        for (i, stretch) in source.stretches.iter().enumerate() {
            out.stretch(&source.text, stretch.at.clone(), stretch.mark, i, tokens);
        }
        out.stems = out.columns.iter().map(|c| c.token.stem).filter(|s| *s != 0).collect();
        out.vocabulary = out.columns.iter().map(|c| c.token.spelling).collect();
        out.variants = variants.standing_in(source, &out.columns, tokens);
        for (variant, _) in &out.variants {
            let other = variants.rows().get(*variant).map(|row| tokens.of(&row.other));
            out.vocabulary.extend(other.unwrap_or_default().iter().map(|t| t.spelling));
        }
        out
    }

    fn stretch(&mut self, all: &str, at: Range<usize>, mark: bool, stretch: usize, tokens: &mut Tokens<'_>) {
        let Some(text) = all.get(at.clone()) else { return };
        let first = self.columns.len();
        let mut from = 0;
        while let Some(mut word) = next_word(text, from, text.len(), false) {
            from = word.at.end;
            let between = self.columns.last().and_then(|l| all.get(l.token.at.end..at.start + word.at.start));
            let between = between.unwrap_or_default();
            let begins = self.columns.len() == first
                || self.columns.last().is_some_and(|c| c.mark)
                || between.contains(['.', ';', ':', ',', '—', '\n']);
            let mark = mark || begins && is_list_mark(text, &word.at, &word.letters);
            let letters = word.letters.len() <= 5 && word.letters.bytes().all(|b| b.is_ascii_alphabetic());
            let letters = mark && letters;
            let after_mark = self.columns.last().is_some_and(|c| c.mark);
            let unmarked_start = self.columns.len() == first && !mark && !after_mark;
            if let Some(last) = self.columns.last_mut() {
                last.ends |= last.stretch != stretch || between.contains(['.', ';', '?', '!', '\n']);
                last.pauses |= last.ends || between.contains([',', ':', '(', ')', '—', '–', '[', ']', '…']);
            }
            word.at = at.start + word.at.start..at.start + word.at.end;
            let token = tokens.token(&word);
            let ends = false;
            let pauses = false;
            self.columns.push(Column {
                token,
                mark,
                letters,
                unmarked_start,
                ends,
                pauses,
                stretch,
                variant: None,
            });
        }
        if let Some(last) = self.columns.last_mut() {
            (last.ends, last.pauses) = (true, true);
        }
    }
}
