//! The piece of a passage that shows best why it was found.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::marks::Mark;

/// How long a snippet is, in characters, give or take a word.
const LENGTH: usize = 230;

/// How far before the first mark a snippet begins where no sentence does, in characters.
const LEAD: usize = 60;

/// How much closer to its sentence's beginning a snippet is moved at most, in characters.
const SENTENCE: usize = 120;

/// A piece of a source's text, with what was found in it. Its words are the source's and nobody else's; a passage
/// whose source is not held has an empty one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The words, on one line.
    pub text: String,
    /// What was found, in bytes of `text`, in order, without overlaps.
    pub marks: Vec<Range<usize>>,
    /// Whether the passage has words before these.
    pub more_before: bool,
    /// Whether it has words after them.
    pub more_after: bool,
}

impl Snippet {
    /// The snippet as one string: what was found between `open` and `close`, an ellipsis where words are left out.
    /// `escape` is applied to every piece of the source's text.
    pub fn render(&self, open: &str, close: &str, escape: impl Fn(&str) -> String) -> String {
        let mut out = String::new();
        if self.more_before {
            out.push_str("… ");
        }
        let mut at = 0;
        let piece = |range: Range<usize>| escape(self.text.get(range).unwrap_or_default());
        for mark in &self.marks {
            out.push_str(&piece(at..mark.start));
            out.push_str(open);
            out.push_str(&piece(mark.clone()));
            out.push_str(close);
            at = mark.end;
        }
        out.push_str(&piece(at..self.text.len()));
        if self.more_after {
            out.push_str(" …");
        }
        out
    }
}

/// The best piece of `text`.
pub(crate) fn snippet(text: &str, marks: &[Mark]) -> Snippet {
    let range = best(text, marks);
    let piece = text.get(range.clone()).unwrap_or_default();
    Snippet {
        // One byte for one byte: the marks stay where they are.
        text: piece.replace(['\n', '\r', '\t'], " "),
        marks: marks
            .iter()
            .filter(|m| range.start <= m.range.start && m.range.end <= range.end)
            .map(|m| m.range.start - range.start..m.range.end - range.start)
            .collect(),
        more_before: !text[..range.start].trim().is_empty(),
        more_after: !text[range.end..].trim().is_empty(),
    }
}

fn best(text: &str, marks: &[Mark]) -> Range<usize> {
    let starts = sentence_starts(text);
    let mut best = (0, window(text, 0));
    for mark in marks {
        let start = start_for(text, &starts, mark.range.start);
        let range = window(text, start);
        let inside = || marks.iter().filter(|m| range.start <= m.range.start && m.range.end <= range.end);
        let kinds = inside().map(|m| m.leaf).collect::<BTreeSet<_>>().len();
        let score = kinds * 8 + inside().count().min(7);
        if score > best.0 {
            best = (score, range);
        }
    }
    best.1
}

/// Where sentences and paragraphs begin.
fn sentence_starts(text: &str) -> Vec<usize> {
    let mut out = vec![0];
    let mut ended = false;
    let mut letters = 0;
    for (i, c) in text.char_indices() {
        if c == '\n' {
            ended = true;
        } else if ended && !c.is_whitespace() {
            if c.is_uppercase() || c.is_numeric() || matches!(c, '(' | '"' | '\u{201c}' | '\u{2018}') {
                out.push(i);
            }
            ended = false;
        }
        if matches!(c, '.' | '!' | '?') {
            // After one or two letters the full stop is an abbreviation's.
            ended = letters > 2;
        } else if ended && !c.is_whitespace() && !matches!(c, '"' | '\u{201d}' | '\u{2019}' | ')') {
            ended = false;
        }
        letters = if c.is_alphanumeric() { letters + 1 } else { 0 };
    }
    out
}

fn start_for(text: &str, starts: &[usize], mark: usize) -> usize {
    let sentence = starts[..starts.partition_point(|&s| s <= mark)].last().copied().unwrap_or(0);
    if text[sentence..mark].chars().count() <= SENTENCE {
        return sentence;
    }
    let back = text[..mark].char_indices().rev().nth(LEAD).map_or(0, |(i, _)| i);
    // On to the next beginning of a word.
    let space = text[back..mark].find(char::is_whitespace).map_or(back, |i| back + i);
    let skipped = text[space..mark].find(|c: char| !c.is_whitespace());
    space + skipped.unwrap_or(0)
}

/// From `start`, as many whole words as a snippet holds.
fn window(text: &str, start: usize) -> Range<usize> {
    let rest = &text[start..];
    let Some((limit, _)) = rest.char_indices().nth(LENGTH) else {
        return start..text.trim_end().len().max(start);
    };
    let cut = rest[..limit].rfind(char::is_whitespace).filter(|&i| i > 0).unwrap_or(limit);
    let end = rest[..cut].trim_end().len();
    start..start + if end == 0 { limit } else { end }
}
