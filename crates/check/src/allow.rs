//! Comments in a draft that keep findings back: `<!-- corpus: allow quote-altered: the court's own emphasis -->` for the
//! paragraph that follows, or, within a paragraph, for that paragraph. In plain text a line that begins with `//`, `%` or
//! `#` is such a comment.

use std::collections::BTreeMap;

use model::Span;

use crate::rules;

/// One comment that names rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Allow {
    /// The comment.
    pub(crate) at: Span,
    /// The rules it names, or what stands there instead of a rule; `all` names every rule.
    pub(crate) rules: Vec<String>,
}

impl Allow {
    /// The first name that is no rule.
    pub(crate) fn stranger(&self) -> Option<&str> {
        self.rules.iter().map(String::as_str).find(|r| *r != "all" && rules::find(r).is_none())
    }
}

const SIGN: &str = "corpus:";

/// What comments say of one rule: the paragraphs for which they speak, with the positions of the comments. Those of comments
/// alone on their lines begin one after the other and end in the order of the text; those of comments within paragraphs are
/// disjoint.
#[derive(Debug, Default)]
struct Scopes {
    whole: Vec<(Span, usize)>,
    alone: Vec<(Span, usize)>,
    within: Vec<(Span, usize)>,
}

/// The comments of a draft, by what they keep back.
#[derive(Debug, Default)]
pub(crate) struct Allows {
    all: Vec<Allow>,
    of_rule: BTreeMap<String, Scopes>,
}

impl Allows {
    /// Those of `text`. A comment within another is none.
    pub(crate) fn new(text: &str) -> Self {
        let paragraphs = paragraphs(text);
        let mut out = Self::default();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let indent = line.len() - line.trim_start().len();
            let mut done = 0;
            for (at, _) in line.match_indices(SIGN) {
                if at >= done
                    && let Some(comment) = read(line.trim_end(), at, indent)
                {
                    done = comment.span.end();
                    out.put(comment, start, line, &paragraphs, text.len());
                }
            }
            start += line.len();
        }
        out
    }

    /// The comments, in the order of the text.
    pub(crate) fn all(&self) -> &[Allow] {
        &self.all
    }

    /// The position of the first comment that keeps back a finding of `rule` at `span`.
    pub(crate) fn first(&self, rule: &str, span: Span) -> Option<usize> {
        let end = span.end().max(span.start() + 1);
        let meets = |list: &[(Span, usize)]| {
            let (scope, comment) = list.get(list.partition_point(|(s, _)| s.end() <= span.start()))?;
            (scope.start() < end).then_some(*comment)
        };
        let scopes = [rule, "all"].into_iter().filter_map(|r| self.of_rule.get(r));
        scopes.flat_map(|s| [&s.whole, &s.alone, &s.within]).filter_map(|list| meets(list)).min()
    }

    /// Takes a comment of `line`, which begins at `start` in a text of `length` bytes.
    fn put(&mut self, comment: Comment, start: usize, line: &str, paragraphs: &[Span], length: usize) {
        let (from, to) = (comment.span.start(), comment.span.end());
        let alone = from <= line.len() - line.trim_start().len() && to >= line.trim_end().len();
        let after = start + line.len();
        let next = paragraphs.partition_point(|p| p.end() <= if alone { after } else { start });
        let paragraph = paragraphs.get(next).copied();
        let scope = match (comment.whole, alone) {
            (true, _) => Span::new(0, length),
            (_, true) => Span::new(start + to, paragraph.map_or(length, Span::end)),
            (_, false) => paragraph.unwrap_or(Span::new(start, after)),
        };
        let position = self.all.len();
        for rule in &comment.rules {
            let scopes = self.of_rule.entry(rule.clone()).or_default();
            let list = match (comment.whole, alone) {
                (true, _) => &mut scopes.whole,
                (_, true) => &mut scopes.alone,
                (_, false) => &mut scopes.within,
            };
            // Of comments that say the same the first counts.
            if list.last().is_none_or(|(last, _)| *last != scope) {
                list.push((scope, position));
            }
        }
        self.all.push(Allow { at: Span::new(start + from, start + to), rules: comment.rules });
    }
}

/// The paragraphs: runs of lines that are not blank, whatever block they stand in.
fn paragraphs(text: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut at = 0;
    let mut open = false;
    for line in text.split_inclusive('\n') {
        let blank = line.trim().trim_start_matches('>').trim().is_empty();
        match out.last_mut().filter(|_| open && !blank) {
            Some(last) => *last = Span::new(last.start(), at + line.len()),
            None if !blank => out.push(Span::new(at, at + line.len())),
            None => {}
        }
        open = !blank;
        at += line.len();
    }
    out
}

/// A comment in a line.
struct Comment {
    /// Bytes of the line.
    span: Span,
    rules: Vec<String>,
    /// Whether it speaks for the whole draft.
    whole: bool,
}

/// The comment whose sign stands at `at` in a line that begins after `indent` bytes of white space.
fn read(line: &str, at: usize, indent: usize) -> Option<Comment> {
    let before = line.get(..at)?.trim_end();
    let rest = line.get(at + SIGN.len()..)?;
    let start = match before.strip_suffix("<!--") {
        Some(head) => head.len(),
        None => before.get(indent..).filter(|lead| ["//", "%", "#"].contains(lead)).map(|_| 0)?,
    };
    let said = rest.trim_start();
    let (whole, said) = match said.strip_prefix("allow-file") {
        Some(said) => (true, said),
        None => (false, said.strip_prefix("allow")?),
    };
    if !(said.is_empty() || said.starts_with(char::is_whitespace) || said.starts_with("-->")) {
        return None;
    }
    let close = said.find("-->").filter(|_| before.ends_with("<!--"));
    // After a colon stands the reason.
    let names = said.get(..close.unwrap_or(said.len()))?.split(':').next().unwrap_or_default();
    let rules = names.split([',', ' ']).map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()).collect();
    let end = line.len() - said.len() + close.map_or(said.len(), |i| i + "-->".len());
    Some(Comment { span: Span::new(start, end), rules, whole })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the comments of a text keep a finding back in.
    fn scope(text: &str) -> &str {
        let allows = Allows::new(text);
        let kept = |at: &usize| allows.first("quote-altered", Span::new(*at, *at)).is_some();
        let (first, last) = ((0..text.len()).find(kept), (0..text.len()).rfind(kept));
        first.zip(last).and_then(|(from, to)| text.get(from..=to)).unwrap_or_default().trim()
    }

    #[test]
    fn a_comment_alone_speaks_for_the_next_paragraph() {
        let text =
            "One.\n\n<!-- corpus: allow quote-altered, no-such-place: known -->\n\nTwo\ntwo.\n\nThree.";
        let allows = Allows::new(text);
        let all = allows.all();
        assert_eq!(all[0].rules, ["quote-altered", "no-such-place"]);
        assert_eq!(scope(text), "Two\ntwo.");
        assert_eq!(all[0].at.of(text).unwrap(), "<!-- corpus: allow quote-altered, no-such-place: known -->");
    }

    #[test]
    fn a_comment_within_speaks_for_its_own_paragraph() {
        assert_eq!(scope("A.\n\nOne\ntwo <!-- corpus: allow all -->\nthree.\n\nB.").lines().count(), 3);
        assert_eq!(scope("A.\n\n% corpus: allow all\nB.\n\nC."), "B.");
        assert_eq!(scope("A.\n\n// corpus: allow-file all\nB."), "A.\n\n// corpus: allow-file all\nB.");
    }

    #[test]
    fn other_comments_say_nothing() {
        assert!(Allows::new("the corpus: allow all").all().is_empty());
        assert!(Allows::new("<!-- corpus: deny all -->").all().is_empty());
        assert!(Allows::new("<!-- corpus:").all().is_empty());
        assert!(Allows::new("<!-- corpus: allowed all -->").all().is_empty());
    }

    #[test]
    fn of_several_comments_the_first_that_speaks_for_a_place_counts() {
        let text = "a <!-- corpus: allow all --> b\n<!-- corpus: allow quote-altered -->\nc\n\n\
                    <!-- corpus: allow-file no-such-place -->\n\n<!-- corpus: allow all --> d <!-- corpus: allow all -->\n";
        let allows = Allows::new(text);
        assert_eq!(allows.all().len(), 5);
        let first = |rule: &str, words: &str| {
            let at = text.find(words).unwrap();
            allows.first(rule, Span::new(at, at + words.len()))
        };
        assert_eq!(first("quote-altered", " b"), Some(0));
        assert_eq!(first("quote-altered", "c\n\n"), Some(0));
        assert_eq!(first("no-such-place", " d "), Some(2));
        assert_eq!(first("quote-altered", " d "), Some(3));
        assert_eq!(first("quote-altered", "<!-- corpus: allow-file"), None);
    }
}
