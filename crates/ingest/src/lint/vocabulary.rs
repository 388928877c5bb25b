//! The words of the held texts: how often each stands, in how many texts, and beside which.

use std::collections::HashMap;

use model::Document;

use super::lexicon;
use super::token::{Token, tokens};

/// What the held texts say of words. Build it from every text that is held, second prints too: a word that another
/// text has is no misprint.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    ids: HashMap<Box<str>, u32>,
    usage: Vec<Usage>,
    pairs: HashMap<(u32, u32), u32>,
    hyphenated: HashMap<Box<str>, (Box<str>, u32)>,
}

/// How a word is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Usage {
    /// How often it stands.
    pub(super) total: u32,
    /// How often in small letters.
    pub(super) small: u32,
    /// In how many texts.
    pub(super) texts: u32,
    /// The text it was last seen in, from 1.
    last: u32,
}

impl Vocabulary {
    /// Counts the words of `documents`, their headings left out.
    pub fn from_documents<'d>(documents: impl IntoIterator<Item = &'d Document>) -> Self {
        let mut out = Self::default();
        for (i, document) in documents.into_iter().enumerate() {
            let number = u32::try_from(i + 1).unwrap_or(u32::MAX);
            for words in document.nodes.iter().flat_map(|n| &n.own) {
                out.count(&words.text, number);
            }
        }
        out
    }

    fn count(&mut self, text: &str, number: u32) {
        let mut before: Option<(Token<'_>, u32)> = None;
        for token in tokens(text) {
            let word = token.folded();
            let id = self.id(&word);
            if let Some(usage) = self.usage.get_mut(id as usize) {
                usage.total += 1;
                usage.small += u32::from(token.text.starts_with(char::is_lowercase));
                usage.texts += u32::from(usage.last != number);
                usage.last = number;
            }
            if let Some((left, left_id)) = before {
                match text.get(left.end()..token.start) {
                    Some("-") => self.join(&left.folded(), &word),
                    Some(between) if between.chars().all(char::is_whitespace) => {
                        *self.pairs.entry((left_id, id)).or_default() += 1;
                    }
                    _ => {}
                }
            }
            before = Some((token, id));
        }
    }

    fn id(&mut self, word: &str) -> u32 {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = u32::try_from(self.usage.len()).unwrap_or(u32::MAX);
        self.usage.push(Usage::default());
        self.ids.insert(word.into(), id);
        id
    }

    fn join(&mut self, left: &str, right: &str) {
        let entry = self
            .hyphenated
            .entry(format!("{left}{right}").into())
            .or_insert_with(|| (format!("{left}-{right}").into(), 0));
        entry.1 += 1;
    }

    /// How `word` (folded) is used; nothing counted for a word that no text has.
    pub(super) fn usage(&self, word: &str) -> Usage {
        let id = self.ids.get(word);
        id.and_then(|&id| self.usage.get(id as usize)).copied().unwrap_or_default()
    }

    /// How often `left` and `right` stand side by side, parted by white space.
    pub(super) fn pair(&self, left: &str, right: &str) -> u32 {
        let ids = self.ids.get(left).zip(self.ids.get(right));
        ids.and_then(|(&l, &r)| self.pairs.get(&(l, r))).copied().unwrap_or_default()
    }

    /// The form with a hyphen of a word written in one ("airforce" gives "air-force"), and how often it stands.
    pub(super) fn hyphenated(&self, word: &str) -> Option<(&str, u32)> {
        self.hyphenated.get(word).map(|(form, n)| (form.as_ref(), *n))
    }

    /// Whether `word` (folded) is a word: of the language, or of four texts at least.
    pub(super) fn knows(&self, word: &str) -> bool {
        lexicon::knows(word) || self.usage(word).texts >= 4
    }
}
