//! Notes in a line each, under a line that says what was not checked.

use desk::{CheckedDraft, Finding, Severity, Verdict};
use model::Lines;

use crate::print::Page;

/// So many words of the draft say which place is meant.
const WORDS: usize = 6;

/// The notes of all drafts; empty where there are none.
pub(super) fn in_short(drafts: &[CheckedDraft], page: Page) -> String {
    let mut lines = Vec::new();
    for draft in drafts {
        let positions = Lines::new(&draft.text);
        for finding in draft.report.findings.iter().filter(|f| f.severity == Severity::Note) {
            let at = positions.position(finding.span.start());
            let place = page.dim(&format!("{}:{}:{}", draft.file, at.line, at.column));
            let words = first_words(finding, &draft.text);
            lines.push(format!("{place} note[{}]: {}: “{words}”", finding.rule.name, finding.message));
        }
    }
    if lines.is_empty() {
        return String::new();
    }
    format!("{}\n{}\n", page.bold(&heading(drafts)), lines.join("\n"))
}

/// What was not checked, and how to see more.
fn heading(drafts: &[CheckedDraft]) -> String {
    let all = || drafts.iter().flat_map(|d| &d.report.quotations);
    let unheld = all().filter(|q| q.verdict == Verdict::Unheld).count();
    let lead = match unheld {
        0 => "Notes".to_owned(),
        1 => "Notes; 1 quotation was not checked, since its source is not held".to_owned(),
        n => format!("Notes; {n} quotations were not checked, since their sources are not held"),
    };
    format!("{lead} (--verbose shows the lines):")
}

/// The first words of what a note is about.
fn first_words(finding: &Finding, text: &str) -> String {
    let raw = finding.span.of(text).unwrap_or_default();
    let mut words = raw.split_whitespace().filter(|w| *w != ">");
    let first: Vec<&str> = words.by_ref().take(WORDS).collect();
    let more = if words.next().is_some() { " …" } else { "" };
    format!("{}{more}", first.join(" "))
}
