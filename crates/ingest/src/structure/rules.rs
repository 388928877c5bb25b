//! Heading rules of a manifest entry: `Chapter {number}: {title}` matched against a line.

use model::SegmentKind;

use super::heads::{HeadLine, Rank, is_capitals, number};
use crate::options::HeadingRule;

/// What a rule makes of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Match {
    /// A numbered heading.
    Head(HeadLine),
    /// A heading without a number.
    Title,
}

/// The first rule that fits the whole line.
pub(crate) fn apply(rules: &[HeadingRule], line: &str) -> Option<Match> {
    rules.iter().find_map(|rule| fit(rule, line))
}

fn fit(rule: &HeadingRule, line: &str) -> Option<Match> {
    let mut at = 0;
    let mut found: Option<(String, usize)> = None;
    let mut title = line.len()..line.len();
    let mut pattern = rule.pattern.as_str();
    while !pattern.is_empty() {
        let rest = &line[at..];
        if let Some(after) = pattern.strip_prefix("{number}") {
            let (value, len) = number(rest)?;
            at += len;
            found = Some((value, at));
            pattern = after;
        } else if let Some(after) =
            pattern.strip_prefix("{title}").or_else(|| pattern.strip_prefix("{capitals}"))
        {
            let end = match after.chars().next() {
                Some(c) => rest.find(c)?,
                None => rest.len(),
            };
            title = at..at + end;
            if line[title.clone()].trim().is_empty()
                || (pattern.starts_with("{capitals}") && !is_capitals(&line[title.clone()]))
            {
                return None;
            }
            at += end;
            pattern = after;
        } else {
            let end = pattern.find('{').filter(|&i| i > 0).unwrap_or(pattern.len());
            at += rest.strip_prefix(&pattern[..end]).map(|_| end)?;
            pattern = &pattern[end..];
        }
    }
    if at != line.len() {
        return None;
    }
    let Some(kind) = rule.kind else { return Some(Match::Title) };
    let rank = match kind {
        SegmentKind::Article | SegmentKind::Rule | SegmentKind::Principle => Rank::Article,
        SegmentKind::Annex | SegmentKind::Schedule => Rank::Annex,
        _ => Rank::Container,
    };
    let (number, end) = match found {
        Some((number, end)) => (Some(number), end),
        None => (None, line.len()),
    };
    Some(Match::Head(HeadLine { rank, kind, number, mark: 0..end, title, word: kind.slug().to_owned() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(kind: Option<SegmentKind>, pattern: &str) -> HeadingRule {
        HeadingRule { kind, pattern: pattern.to_owned() }
    }

    #[test]
    fn a_rule_fits_whole_lines_only() {
        let rules = [
            rule(Some(SegmentKind::Chapter), "Chapter {number}: {title}"),
            rule(Some(SegmentKind::Article), "Article {number}"),
            rule(None, "{capitals}"),
        ];
        let Some(Match::Head(head)) = apply(&rules, "Chapter VI: Of Lights") else { panic!("no chapter") };
        assert_eq!((head.number.as_deref(), head.mark, head.title), (Some("VI"), 0..10, 12..21));
        assert!(matches!(apply(&rules, "Article 3"), Some(Match::Head(_))));
        assert_eq!(apply(&rules, "Article 3 applies"), None);
        assert_eq!(apply(&rules, "VOTING"), Some(Match::Title));
        assert_eq!(apply(&rules, "Voting"), None);
    }
}
