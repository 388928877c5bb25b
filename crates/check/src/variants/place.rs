//! Where variant readings stand in a source.

use std::ops::Range;

use super::Variants;
use crate::align::Column;
use crate::source::SourceText;
use crate::tokens::{Token, Tokens};

impl Variants {
    /// The rows whose held reading stands in `source`, each with the columns it stands in.
    pub(crate) fn standing_in(
        &self,
        source: &SourceText,
        columns: &[Column],
        tokens: &mut Tokens<'_>,
    ) -> Vec<(usize, Range<usize>)> {
        let Some(document) = source.stretches.first().map(|s| s.node.document()) else { return Vec::new() };
        let mut out = Vec::new();
        for (i, row) in self.rows().iter().enumerate().filter(|(_, r)| r.document == *document) {
            let held: Vec<Token> = tokens.of(&row.held);
            let Some(first) = held.first() else { continue };
            let here = |c: &Column| {
                source.stretches.get(c.stretch).is_some_and(|s| s.node.pinpoint().within(&row.place))
            };
            for at in 0..columns.len() {
                if columns[at].token.key != first.key || !here(&columns[at]) {
                    continue;
                }
                if let Some(end) = stands(&held, columns, at) {
                    out.push((i, at..end));
                }
            }
        }
        out
    }
}

/// Where words that begin at `at` end, list marks passed over.
fn stands(words: &[Token], columns: &[Column], at: usize) -> Option<usize> {
    let mut end = at;
    for word in words {
        while columns.get(end).is_some_and(|c| c.mark && c.token.key != word.key) {
            end += 1;
        }
        if columns.get(end)?.token.key != word.key {
            return None;
        }
        end += 1;
    }
    Some(end)
}
