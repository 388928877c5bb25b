//! Findings for reading: the lines of the draft with the fault underlined, and the source's words below.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use desk::{CheckedDraft, Finding, Severity};
use model::{Lines, Span};

use crate::print::Page;

/// Words of a source that take more lines than this are folded to those that differ.
const WHOLE: usize = 8;

/// A finding about a quotation as a whole is shown whole up to so many lines, and else by its first.
const LINES: usize = 2;

/// Columns that the frame around a line takes.
const FRAME: usize = 6;

/// A finding as a report.
pub(super) fn finding(finding: &Finding, draft: &CheckedDraft, page: Page) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let width = page.width().saturating_sub(FRAME).max(20);
    let (start, mut text) = lines_around(&draft.text, finding, width);
    let whole = finding.span.start().saturating_sub(start)..finding.span.end().saturating_sub(start);
    let parts = by_line(&text, &whole);
    let mut marks: Vec<(Span, &str)> = finding.marks.iter().map(|m| (m.span, m.label.as_str())).collect();
    if marks.is_empty() {
        marks.push((finding.span, ""));
        // What is meant as a whole is known by its first line.
        if let Some(first) = parts.first().filter(|_| parts.len() > LINES) {
            text.truncate(first.end);
            text.push_str(" …");
        }
    }
    let mut snippet = Snippet::source(text.clone()).line_numbering(false);
    if let Some(first) = parts.first() {
        snippet = snippet.annotation(AnnotationKind::Visible.span(first.clone()));
    }
    for (span, label) in marks {
        let end = span.end().saturating_sub(start).min(text.trim_end_matches(" …").len());
        let parts = by_line(&text, &(span.start().saturating_sub(start)..end));
        for (i, part) in parts.iter().enumerate() {
            let label = if i + 1 == parts.len() && !label.is_empty() { Some(label) } else { None };
            snippet = snippet.annotation(AnnotationKind::Primary.span(part.clone()).label(label));
        }
    }
    // "error[rule]: " stands before the message, and under itself on every further line of it.
    let lead = finding.severity.as_str().len() + finding.rule.name.len() + 4;
    let message = textwrap::fill(&finding.message, width.saturating_sub(lead).max(24));
    let title = level.primary_title(message.as_str()).id(finding.rule.name);
    let mut groups = vec![Group::with_title(title).element(snippet)];
    if let Some(facing) = &finding.facing {
        let wrapped = wrapped(&facing.text, width);
        let fold = !facing.marks.is_empty() && wrapped.lines().count() > WHOLE;
        let mut snippet = Snippet::source(wrapped.clone()).line_numbering(false).fold(fold);
        for mark in facing.marks.iter().flat_map(|m| by_line(&wrapped, m)) {
            snippet = snippet.annotation(AnnotationKind::Context.span(mark));
        }
        let title = Level::INFO.with_name("source").secondary_title(facing.cite.as_str());
        groups.push(Group::with_title(title).element(snippet));
    }
    let help = finding.help.as_ref().map(|help| textwrap::fill(help, width));
    if let Some(help) = &help {
        groups.push(Group::with_title(Level::HELP.secondary_title(help.as_str())));
    }
    let renderer = if page.is_styled() { Renderer::styled() } else { Renderer::plain() };
    let report = renderer.term_width(page.width()).decor_style(DecorStyle::Ascii).render(&groups);
    // The lines are wrapped, so the place is counted in the draft itself.
    let at = Lines::new(&draft.text).position(finding.span.start());
    let place = page.dim(&format!("  --> {}:{}:{}", draft.file, at.line, at.column));
    let mut lines: Vec<&str> = report.lines().collect();
    lines.insert(message.lines().count().min(lines.len()), &place);
    lines.join("\n")
}

/// The lines of the draft that a finding points at, wrapped, and where they begin.
fn lines_around(text: &str, finding: &Finding, width: usize) -> (usize, String) {
    let covered = finding.marks.iter().fold(finding.span, |span, m| span.cover(m.span));
    let from = text.get(..covered.start()).and_then(|t| t.rfind('\n')).map_or(0, |i| i + 1);
    let rest = text.get(covered.end()..).unwrap_or_default();
    let to = rest.find('\n').map_or(text.len(), |i| covered.end() + i);
    (from, wrapped(text.get(from..to).unwrap_or_default(), width))
}

/// The text with spaces turned into line ends, so that lines fit; every byte keeps its place.
fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut column = 0;
    let mut last_space: Option<usize> = None;
    for c in text.chars() {
        if c == ' ' {
            last_space = Some(out.len());
        }
        out.push(c);
        column = if c == '\n' { 0 } else { column + unicode_width::UnicodeWidthChar::width(c).unwrap_or(0) };
        if c == '\n' {
            last_space = None;
        }
        if column > width
            && let Some(at) = last_space.take()
        {
            out.replace_range(at..=at, "\n");
            column = unicode_width::UnicodeWidthStr::width(out.get(at + 1..).unwrap_or_default());
        }
    }
    out
}

/// The parts of a range on each line, without the spaces at their ends.
fn by_line(text: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = range.start.min(text.len());
    for part in text.get(range.clone()).unwrap_or_default().split_inclusive('\n') {
        let trimmed = part.trim();
        let lead = part.len() - part.trim_start().len();
        if !trimmed.is_empty() {
            out.push(at + lead..at + lead + trimmed.len());
        }
        at += part.len();
    }
    if out.is_empty() && !range.is_empty() {
        out.push(range.start.min(text.len())..range.end.min(text.len()));
    }
    out
}

/// What was checked, and what was not.
pub(super) fn summary(drafts: &[CheckedDraft]) -> String {
    let sum = desk::check_summary(drafts);
    let many =
        |n: usize, one: &str, more: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {more}") };
    let mut out = many(sum.quotations, "quotation", "quotations");
    if drafts.len() > 1 {
        out = format!("{} files, {out}", drafts.len());
    }
    out.push_str(&format!(": {} compared with a held text", sum.compared));
    if sum.unheld > 0 {
        out.push_str(&format!(", {} not checked (source not held)", sum.unheld));
    }
    if sum.unattributed > 0 {
        out.push_str(&format!(", {} without a source", sum.unattributed));
    }
    out.push_str(&format!(
        "; {}; {}, {}, {}",
        many(sum.citations, "citation", "citations"),
        many(sum.errors, "error", "errors"),
        many(sum.warnings, "warning", "warnings"),
        many(sum.notes, "note", "notes")
    ));
    if sum.known > 0 {
        out.push_str(&format!("; {} in the baseline", sum.known));
    }
    if sum.allowed > 0 {
        out.push_str(&format!("; {} allowed in the draft", sum.allowed));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapping_keeps_every_byte_in_its_place() {
        let text = "the lamps of the harbour shall be kept burning";
        let lines = wrapped(text, 16);
        assert_eq!(lines.len(), text.len());
        assert_eq!(lines.replace('\n', " "), text);
        assert!(lines.lines().all(|l| l.len() <= 17), "{lines}");
    }

    #[test]
    fn a_range_is_cut_at_the_ends_of_lines() {
        assert_eq!(by_line("ab cd\nef gh", &(3..8)), [3..5, 6..8]);
    }
}
