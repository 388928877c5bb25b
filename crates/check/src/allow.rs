//! Comments in a draft that keep findings back: `<!-- corpus: allow quote-altered: the court's own emphasis -->` for the
//! paragraph that follows, or, within a paragraph, for that paragraph. In plain text a line that begins with `//`, `%` or
//! `#` is such a comment.

use model::Span;

use crate::rules;

/// One comment that names rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Allow {
    /// The comment.
    pub(crate) at: Span,
    /// The rules it names, or what stands there instead of a rule; `all` names every rule.
    pub(crate) rules: Vec<String>,
    /// The paragraph for which it speaks; the whole draft for `allow-file`.
    pub(crate) scope: Span,
}

impl Allow {
    /// Whether it keeps back a finding of `rule` at `span`.
    pub(crate) fn covers(&self, rule: &str, span: Span) -> bool {
        let inside = span.start() < self.scope.end() && self.scope.start() < span.end().max(span.start() + 1);
        inside && self.rules.iter().any(|r| r == rule || r == "all")
    }

    /// The first name that is no rule.
    pub(crate) fn stranger(&self) -> Option<&str> {
        self.rules.iter().map(String::as_str).find(|r| *r != "all" && rules::find(r).is_none())
    }
}

const SIGN: &str = "corpus:";

/// The comments of a draft.
pub(crate) fn allows(text: &str) -> Vec<Allow> {
    text.match_indices(SIGN).filter_map(|(at, _)| read(text, at)).collect()
}

/// The comment whose sign stands at `at`.
fn read(text: &str, at: usize) -> Option<Allow> {
    let line_start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let line_end = text[at..].find('\n').map_or(text.len(), |i| at + i);
    let before = text[line_start..at].trim_end();
    let rest = &text[at + SIGN.len()..line_end];
    let (start, body) = if let Some(head) = before.strip_suffix("<!--") {
        (line_start + head.len(), rest.split("-->").next().unwrap_or(rest))
    } else if ["//", "%", "#"].contains(&before.trim_start()) {
        (line_start, rest)
    } else {
        return None;
    };
    let mut words = body.trim().splitn(2, char::is_whitespace);
    let whole = match words.next()? {
        "allow" => false,
        "allow-file" => true,
        _ => return None,
    };
    // After a colon stands the reason.
    let names = words.next().unwrap_or_default().split(':').next().unwrap_or_default();
    let rules: Vec<String> =
        names.split([',', ' ']).map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()).collect();
    let after = body.len() + rest[body.len()..].find("-->").map_or(0, |i| i + 3);
    let end = at + SIGN.len() + after;
    let scope =
        if whole { Span::new(0, text.len()) } else { paragraph(text, line_start, line_end, start, end) };
    Some(Allow { at: Span::new(start, end), rules, scope })
}

/// The paragraph that a comment at `start..end` speaks for: the one it stands in, or, where it stands alone on its line, the
/// next.
fn paragraph(text: &str, line_start: usize, line_end: usize, start: usize, end: usize) -> Span {
    let alone = text[line_start..start].trim().is_empty() && text[end..line_end].trim().is_empty();
    let is_blank = |line: &str| line.trim().trim_start_matches('>').trim().is_empty();
    let mut from = line_end;
    if !alone {
        from = line_start;
        // Back to the first line of the paragraph.
        for line in text[..line_start].split_inclusive('\n').rev() {
            if is_blank(line) {
                break;
            }
            from -= line.len();
        }
    }
    let mut to = from;
    let mut begun = false;
    for line in text[from..].split_inclusive('\n') {
        if is_blank(line) && begun {
            break;
        }
        begun |= !is_blank(line);
        to += line.len();
    }
    Span::new(from, to)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope(text: &str) -> &str {
        let all = allows(text);
        all[0].scope.of(text).unwrap().trim()
    }

    #[test]
    fn a_comment_alone_speaks_for_the_next_paragraph() {
        let text =
            "One.\n\n<!-- corpus: allow quote-altered, no-such-place: known -->\n\nTwo\ntwo.\n\nThree.";
        let all = allows(text);
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
        assert!(allows("the corpus: allow all").is_empty());
        assert!(allows("<!-- corpus: deny all -->").is_empty());
        assert!(allows("<!-- corpus:").is_empty());
    }
}
