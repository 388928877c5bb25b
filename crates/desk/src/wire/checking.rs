//! What a check found: our own form, and SARIF 2.1.0.

use check::{Checked, Finding, FoldingRow, FoldingTable, RULES, Rule, Severity, Spot};
use model::Lines;
use serde_json::{Value, json};

use super::span;
use crate::checking::{CheckedDraft, summary};

/// `corpus check`.
pub fn checked(drafts: &[CheckedDraft]) -> Value {
    let sum = summary(drafts);
    let findings = drafts.iter().flat_map(|d| {
        let lines = Lines::new(&d.text);
        d.report.findings.iter().map(move |f| finding(f, d, &lines)).collect::<Vec<_>>()
    });
    let quotations =
        drafts.iter().flat_map(|d| d.report.quotations.iter().map(move |q| quotation(q, &d.file)));
    json!({
        "findings": findings.collect::<Vec<_>>(),
        "quotations": quotations.collect::<Vec<_>>(),
        "summary": {
            "files": drafts.len(),
            "citations": sum.citations,
            "quotations": sum.quotations,
            "compared": sum.compared,
            "unheld": sum.unheld,
            "unattributed": sum.unattributed,
            "errors": sum.errors,
            "warnings": sum.warnings,
            "notes": sum.notes,
            "allowed": sum.allowed,
            "known": sum.known,
        },
        "folding": check::FOLDING_VERSION,
    })
}

fn spot(spot: &Spot) -> Value {
    json!({
        "authority": spot.authority.as_ref().map(ToString::to_string),
        "pinpoint": spot.place.as_ref().map(ToString::to_string),
    })
}

fn finding(f: &Finding, draft: &CheckedDraft, lines: &Lines<'_>) -> Value {
    let position = lines.position(f.span.start());
    let suggestion = f.suggestion.as_ref().map(
        |s| json!({ "authority": s.authority.to_string(), "pinpoint": s.place.to_string(), "text": s.text }),
    );
    json!({
        "file": draft.file,
        "rule": f.rule.name,
        "severity": f.severity.as_str(),
        "start": f.span.start(),
        "end": f.span.end(),
        "line": position.line,
        "column": position.column,
        "message": f.message,
        "help": f.help,
        "expected": f.expected,
        "found": f.found,
        "target": f.target.as_ref().map(spot),
        "suggestion": suggestion,
        "marks": f.marks.iter().map(|m| json!({ "start": m.span.start(), "end": m.span.end(), "label": m.label })).collect::<Vec<_>>(),
        "fingerprint": format!("{:016x}", f.key),
    })
}

fn quotation(q: &Checked, file: &str) -> Value {
    let source = q.source.as_ref().map(|s| {
        json!({ "document": s.document.to_string(), "pinpoint": s.place.to_string(), "span": span(s.span) })
    });
    json!({
        "file": file,
        "start": q.span.start(),
        "end": q.span.end(),
        "verdict": q.verdict.as_str(),
        "attributed": q.attributed.as_ref().map(spot),
        "source": source,
    })
}

const fn level(severity: Severity) -> &'static str {
    severity.as_str()
}

/// `corpus check --format sarif`: one run of SARIF 2.1.0. Columns count characters.
pub fn sarif(drafts: &[CheckedDraft]) -> Value {
    let results: Vec<Value> = drafts
        .iter()
        .flat_map(|d| {
            let lines = Lines::new(&d.text);
            d.report.findings.iter().map(move |f| result(f, d, &lines)).collect::<Vec<_>>()
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "corpus",
                "version": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": RULES.iter().map(|r| descriptor(r)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.name,
        "shortDescription": { "text": rule.summary },
        "fullDescription": { "text": rule.finds },
        "help": { "text": format!("{} {}", rule.why, rule.remedy) },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn result(f: &Finding, draft: &CheckedDraft, lines: &Lines<'_>) -> Value {
    let (start, end) = (lines.position(f.span.start()), lines.position(f.span.end()));
    let index = RULES.iter().position(|r| r.name == f.rule.name);
    let mut text = f.message.clone();
    if let Some(facing) = &f.facing {
        text.push_str(&format!(". The source ({}): “{}”", facing.cite, facing.text));
    }
    if let Some(help) = &f.help {
        text.push_str(&format!(" ({help})"));
    }
    json!({
        "ruleId": f.rule.name,
        "ruleIndex": index,
        "level": level(f.severity),
        "message": { "text": text },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": uri(&draft.file) },
            "region": {
                "startLine": start.line,
                "startColumn": start.column,
                "endLine": end.line,
                "endColumn": end.column,
                "byteOffset": f.span.start(),
                "byteLength": f.span.len(),
            },
        } }],
        "partialFingerprints": { "quotationHash/v1": format!("{:016x}", f.key) },
    })
}

/// A path as a relative URI reference.
fn uri(path: &str) -> String {
    let mut out = String::new();
    for byte in path.trim_start_matches("./").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte))
            }
            b'\\' => out.push('/'),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// `corpus rule`: rules with their documentation.
pub fn rules(rules: &[&Rule]) -> Value {
    let one = |r: &&Rule| {
        json!({
            "name": r.name,
            "severity": r.severity.as_str(),
            "summary": r.summary,
            "finds": r.finds,
            "why": r.why,
            "remedy": r.remedy,
            "bad": r.bad,
            "good": r.good,
        })
    };
    json!({ "rules": rules.iter().map(one).collect::<Vec<_>>() })
}

/// `corpus rule --folding`: what becomes of the differences between a quotation and its source.
pub fn folding(table: &FoldingTable) -> Value {
    let row = |r: &FoldingRow| json!({ "what": r.what, "treatment": r.treatment.as_str(), "source": r.source, "quoted": r.quoted });
    let turning = table.turning.iter().map(|(class, words)| json!({ "class": class, "words": words }));
    json!({
        "version": table.version,
        "rows": table.rows.iter().map(row).collect::<Vec<_>>(),
        "turning": turning.collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("./my drafts/Übung.md"), "my%20drafts/%C3%9Cbung.md");
    }
}
