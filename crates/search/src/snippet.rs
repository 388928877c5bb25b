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

/// The best piece of `text`; `marks` are in order, without overlaps.
pub(crate) fn snippet(text: &str, marks: &[Mark]) -> Snippet {
    let range = best(text, marks);
    let piece = text.get(range.clone()).unwrap_or_default();
    Snippet {
        // One byte for one byte: the marks stay where they are.
        text: piece.replace(['\n', '\r', '\t'], " "),
        marks: inside(marks, &range)
            .iter()
            .map(|m| m.range.start - range.start..m.range.end - range.start)
            .collect(),
        more_before: !text[..range.start].trim().is_empty(),
        more_after: !text[range.end..].trim().is_empty(),
    }
}

fn best(text: &str, marks: &[Mark]) -> Range<usize> {
    let mut sentences = Sentences::new(text);
    let mut best = (0, window(text, 0));
    for mark in marks {
        let start = sentences.start_for(mark.range.start);
        let range = window(text, start);
        let inside = inside(marks, &range);
        let kinds = inside.iter().map(|m| m.leaf).collect::<BTreeSet<_>>().len();
        let score = kinds * 8 + inside.len().min(7);
        if score > best.0 {
            best = (score, range);
        }
    }
    best.1
}

/// Those of `marks`, in order and without overlaps, that lie within `range`.
fn inside<'m>(marks: &'m [Mark], range: &Range<usize>) -> &'m [Mark] {
    let first = marks.partition_point(|m| m.range.start < range.start);
    let end = marks.partition_point(|m| m.range.end <= range.end);
    marks.get(first..end).unwrap_or_default()
}

/// Where sentences and paragraphs begin, found on the way through a text.
struct Sentences<'t> {
    text: &'t str,
    /// How far the text was looked at.
    at: usize,
    /// Where the sentence begins that goes on there.
    start: usize,
    /// Whether a sentence ended before that, and none has begun.
    ended: bool,
    /// How many letters stand just before that.
    letters: usize,
}

impl<'t> Sentences<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, at: 0, start: 0, ended: false, letters: 0 }
    }

    /// Where a snippet begins that shows what is at `mark`, which lies no less far than any asked for before.
    fn start_for(&mut self, mark: usize) -> usize {
        let text = self.text;
        // The last place that is too far for a sentence to be begun with.
        let far = text[..mark].char_indices().rev().nth(SENTENCE).map(|(i, _)| i);
        // At a line break nothing counts that was before it.
        let skip = far.and_then(|far| Some(self.at + text.get(self.at..far)?.rfind('\n')?));
        self.at = skip.unwrap_or(self.at);
        self.go_to(mark);
        if far.is_none_or(|far| self.start > far) {
            return self.start;
        }
        let back = text[..mark].char_indices().rev().nth(LEAD).map_or(0, |(i, _)| i);
        // On to the next beginning of a word.
        let space = text[back..mark].find(char::is_whitespace).map_or(back, |i| back + i);
        let skipped = text[space..mark].find(|c: char| !c.is_whitespace());
        space + skipped.unwrap_or(0)
    }

    /// Looks on as far as `mark` and the character there.
    fn go_to(&mut self, mark: usize) {
        let from = self.at;
        for (i, c) in self.text[from..].char_indices().take_while(|(i, _)| from + i <= mark) {
            self.look(from + i, c);
            self.at = from + i + c.len_utf8();
        }
    }

    fn look(&mut self, at: usize, c: char) {
        if c == '\n' {
            self.ended = true;
        } else if self.ended && !c.is_whitespace() {
            if c.is_uppercase() || c.is_numeric() || matches!(c, '(' | '"' | '\u{201c}' | '\u{2018}') {
                self.start = at;
            }
            self.ended = false;
        }
        if matches!(c, '.' | '!' | '?') {
            // After one or two letters the full stop is an abbreviation's.
            self.ended = self.letters > 2;
        } else if self.ended && !c.is_whitespace() && !matches!(c, '"' | '\u{201d}' | '\u{2019}' | ')') {
            self.ended = false;
        }
        self.letters = if c.is_alphanumeric() { self.letters + 1 } else { 0 };
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_far_before_a_mark_is_passed_over() {
        let line = "The keeper lights No. 5. \u{c9}very pilot (or: warden) waits.\n(a) lamps; a long list of lanterns \
                    burning by the quay, in the wind, all through the night, with neither oil nor wick to spare for it, \
                    though nobody had asked the harbour master for more than what the port was due under its charter\n";
        let text = line.repeat(4);
        let words = text.char_indices().filter(|(_, c)| c.is_alphanumeric()).map(|(i, _)| i);
        let mut on_the_way = Sentences::new(&text);
        let (mut near, mut far) = (0, 0);
        for mark in words {
            let mut whole = Sentences::new(&text);
            whole.go_to(mark);
            let start = on_the_way.start_for(mark);
            assert_eq!(Sentences::new(&text).start_for(mark), start);
            if text[whole.start..mark].chars().count() <= SENTENCE {
                assert_eq!(start, whole.start, "{}", &text[mark..]);
                near += 1;
            } else {
                assert!(text[start..mark].chars().count() <= LEAD);
                far += 1;
            }
        }
        assert!(near > 100 && far > 100);
    }

    #[test]
    fn of_many_marks_those_in_the_piece_are_counted() {
        let text = "lamp ".repeat(20_000);
        let mark = |i: usize| Mark { range: i * 5..i * 5 + 4, leaf: i / 15_000 };
        let marks: Vec<Mark> = (0..20_000).map(mark).collect();
        let snippet = snippet(&text, &marks);
        // The first piece that has both leaves.
        assert!(snippet.more_before && snippet.more_after);
        assert_eq!(snippet.marks.len(), snippet.text.split(' ').count());
        assert!(snippet.marks.iter().all(|m| &snippet.text[m.clone()] == "lamp"));
    }
}
