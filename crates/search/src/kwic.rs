//! Keyword in context: every place where something stands, with the words around it.

use std::ops::Range;

use model::PassageId;

use crate::entry::Entry;
use crate::error::SearchError;
use crate::hits::Filters;
use crate::index::{Asked, Index};
use crate::marks::marks;
use crate::query::Query;

/// How a concordance is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KwicSort {
    /// By document id and place.
    #[default]
    Place,
    /// By the words before, the nearest first.
    Left,
    /// By the words after.
    Right,
}

/// How a concordance is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KwicOptions {
    /// How many characters are shown on each side, cut between words.
    pub width: usize,
    /// The order of the lines.
    pub sort: KwicSort,
}

impl Default for KwicOptions {
    fn default() -> Self {
        Self { width: 60, sort: KwicSort::Place }
    }
}

/// A line of a concordance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KwicLine {
    /// The passage.
    pub id: PassageId,
    /// Its document's title for a narrow place.
    pub short: String,
    /// The words before, on one line.
    pub left: String,
    /// What was found, as the source writes it.
    pub keyword: String,
    /// The words after.
    pub right: String,
    /// Where in the passage's text, in bytes.
    pub range: Range<usize>,
}

impl Index {
    /// Every place in the source's words where something that `query` looks for stands: for a phrase the phrase, for
    /// several words each of them. Passages that the query does not find are left out.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn kwic(
        &self,
        query: &Query,
        filters: &Filters,
        options: KwicOptions,
    ) -> Result<Vec<KwicLine>, SearchError> {
        let mut asked = Asked::new(self, query, filters)?;
        let mut entries = Vec::new();
        for scored in self.found(&mut asked, filters)? {
            entries.push(self.read(scored.at)?);
        }
        entries.sort_by(|a, b| a.document().cmp(b.document()).then(a.ordinal.cmp(&b.ordinal)));
        let mut lines = Vec::new();
        for entry in &entries {
            let Asked { planned, wanted, main, exact, .. } = &mut asked;
            for mark in marks(entry, &planned.markings, &planned.leaves, wanted, main, exact) {
                lines.push(line(entry, mark.range, options.width));
            }
        }
        // The sorts are stable: equals stay in the order of the text.
        match options.sort {
            KwicSort::Place => {}
            KwicSort::Left => lines.sort_by_cached_key(|l| {
                let mut words = folded(&l.left);
                words.reverse();
                (words, folded(&l.keyword))
            }),
            KwicSort::Right => lines.sort_by_cached_key(|l| (folded(&l.keyword), folded(&l.right))),
        }
        Ok(lines)
    }
}

/// The words of a context as they are compared.
fn folded(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

fn line(entry: &Entry, range: Range<usize>, width: usize) -> KwicLine {
    let text = entry.text.as_str();
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let flat = |t: &str| t.split_whitespace().collect::<Vec<_>>().join(" ");
    let from = before.char_indices().rev().nth(width).map(|(i, c)| i + c.len_utf8());
    let left = from.map_or(before, |i| {
        let cut = &before[i..];
        if before[..i].ends_with(char::is_whitespace) {
            return cut;
        }
        // A word cut in two is left out, unless it is all there is.
        cut.find(char::is_whitespace).map_or(cut, |space| &cut[space..])
    });
    let to = after.char_indices().nth(width).map(|(i, _)| i);
    let right = to.map_or(after, |i| {
        let cut = &after[..i];
        if after[i..].starts_with(char::is_whitespace) {
            return cut;
        }
        cut.rfind(char::is_whitespace).map_or(cut, |space| &cut[..space])
    });
    // White space between keyword and context is the context's.
    let space =
        |t: &str, c: Option<char>| if !t.is_empty() && c.is_some_and(char::is_whitespace) { " " } else { "" };
    KwicLine {
        id: entry.id.clone(),
        short: entry.short.clone(),
        left: format!("{}{}", flat(left), space(left, left.chars().next_back())),
        keyword: flat(&text[range.clone()]),
        right: format!("{}{}", space(right, right.chars().next()), flat(right)),
        range,
    }
}
