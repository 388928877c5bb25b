//! Findings as a JUnit report: a suite a draft, a case a quotation or a citation that has something to it. Errors are failures,
//! quotations that could not be checked are skipped.

use desk::{CheckedDraft, Finding, Severity, Verdict};
use model::{Lines, Span};

/// The report as XML.
pub(super) fn report(drafts: &[CheckedDraft]) -> String {
    let sum = desk::check_summary(drafts);
    let mut suites = String::new();
    let mut tests = 0;
    for draft in drafts {
        let (cases, count) = suite(draft);
        tests += count;
        let of = draft.report.summary;
        suites.push_str(&format!(
            "  <testsuite name=\"{}\" tests=\"{count}\" failures=\"{}\" errors=\"0\" skipped=\"{}\">\n{cases}  </testsuite>\n",
            desk::xml_text(&draft.file),
            of.errors,
            of.unheld,
        ));
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"corpus check\" tests=\"{tests}\" failures=\"{}\">\n{suites}</testsuites>\n",
        sum.errors
    )
}

/// The cases of a draft and how many there are.
fn suite(draft: &CheckedDraft) -> (String, usize) {
    let lines = Lines::new(&draft.text);
    let mut out = String::new();
    let mut count = 0;
    let mut case = |span: Span, kind: &str, inside: &str| {
        let position = lines.position(span.start());
        let words = span.of(&draft.text).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        let words: String = words.chars().take(60).collect();
        let name = format!("{}:{} {words}", position.line, position.column);
        let head = format!("    <testcase classname=\"{kind}\" name=\"{}\"", desk::xml_text(&name));
        out.push_str(&if inside.is_empty() {
            format!("{head}/>\n")
        } else {
            format!("{head}>{inside}</testcase>\n")
        });
        count += 1;
    };
    let errors = |span: Span| {
        draft.report.findings.iter().filter(move |f| f.span == span && f.severity == Severity::Error)
    };
    for quotation in &draft.report.quotations {
        let failures: String = errors(quotation.span).map(failure).collect();
        let skipped =
            if quotation.verdict == Verdict::Unheld { "<skipped message=\"source not held\"/>" } else { "" };
        case(quotation.span, "quotation", if failures.is_empty() { skipped } else { &failures });
    }
    for finding in draft.report.findings.iter().filter(|f| f.severity == Severity::Error) {
        if draft.report.quotations.iter().all(|q| q.span != finding.span) {
            case(finding.span, "citation", &failure(finding));
        }
    }
    (out, count)
}

fn failure(finding: &Finding) -> String {
    let mut body = String::new();
    if let Some(found) = &finding.found {
        body.push_str(&format!("the draft: {found}\n"));
    }
    if let Some(facing) = &finding.facing {
        body.push_str(&format!("{}: {}\n", facing.cite, facing.text));
    }
    format!(
        "<failure type=\"{}\" message=\"{}\">{}</failure>",
        finding.rule.name,
        desk::xml_text(&finding.message),
        desk::xml_text(&body)
    )
}
