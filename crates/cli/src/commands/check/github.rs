//! Findings as annotations of a GitHub workflow: a command a line, which the runner shows beside the changed lines.

use desk::{CheckedDraft, Severity};
use model::Lines;

/// The workflow commands.
pub(super) fn annotations(drafts: &[CheckedDraft]) -> String {
    let mut out = String::new();
    for draft in drafts {
        let lines = Lines::new(&draft.text);
        for f in &draft.report.findings {
            let kind = match f.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "notice",
            };
            let (start, end) = (lines.position(f.span.start()), lines.position(f.span.end()));
            // A column means something only where the annotation ends on the line on which it begins.
            let columns = if start.line == end.line {
                format!(",col={},endColumn={}", start.column, end.column)
            } else {
                String::new()
            };
            let mut message = f.message.clone();
            if let Some(facing) = &f.facing {
                message.push_str(&format!("\n{}: “{}”", facing.cite, facing.text));
            }
            if let Some(help) = &f.help {
                message.push_str(&format!("\nhelp: {help}"));
            }
            out.push_str(&format!(
                "::{kind} file={},line={},endLine={}{columns},title={}::{}\n",
                property(&draft.file),
                start.line,
                end.line,
                property(f.rule.name),
                data(&message)
            ));
        }
    }
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_command_is_escaped() {
        assert_eq!(data("50%\nmore"), "50%25%0Amore");
        assert_eq!(property("a:b,c"), "a%3Ab%2Cc");
    }
}
