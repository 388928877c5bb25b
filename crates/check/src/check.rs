//! A draft from its citations to its findings.

use model::{Citation, Span, Spans};

use crate::allow::{Allow, Allows};
use crate::baseline::key_of;
use crate::draft::Draft;
use crate::finding::{Finding, Report, Severity, Summary, Verdict};
use crate::judge::{Judge, Judged};
use crate::rules::UNUSED_ALLOW;
use crate::settings::Settings;
use crate::shelf::Shelf;
use crate::source::Texts;
use crate::standing::{Bench, Found};
use crate::telling;
use crate::{Comparer, attribute, citing, ibid, quotations, words};

/// Checks a draft: every quotation against the words of its source, every citation against what there is.
pub fn check(
    draft: &Draft<'_>,
    citations: &[Citation],
    texts: &dyn Texts,
    comparer: &Comparer,
    settings: &Settings,
) -> Report {
    let all = quotations(draft);
    let placed = ibid::placed(draft.text, citations);
    let attributions = attribute(draft, &all, &placed);
    let shelf = Shelf::default();
    let judge = Judge { draft, bench: Bench::new(texts, comparer, &placed, &shelf) };
    let mut findings = Vec::new();
    let mut checked = Vec::new();
    let mut instead: Vec<Option<Found>> = vec![None; citations.len()];
    for (i, quotation) in all.iter().enumerate() {
        let given = attributions.get(i).copied().flatten();
        // Words quoted within a quotation are checked with it, unless another source is given for them.
        let outer = quotation.within.and_then(|o| attributions.get(o).copied().flatten());
        let same = given.is_none() || given.map(|g| g.citation) == outer.map(|o| o.citation);
        if quotation.within.is_some() && same {
            // Where the words around are no source's, those within may still be one's.
            if outer.is_none()
                && let Some(judged) = judge.within(quotation, &words(draft, quotation))
            {
                checked.push(judged.checked);
                findings.extend(judged.finding);
            }
            continue;
        }
        let Some(Judged { checked: one, finding, instead: found }) =
            judge.judge(quotation, &words(draft, quotation), given)
        else {
            continue;
        };
        checked.push(one);
        findings.extend(finding);
        if let (Some(given), Some(found)) = (given, found)
            && let Some(slot) = instead.get_mut(given.citation)
        {
            slot.get_or_insert(found);
        }
    }
    let given = checked.iter().filter(|c| c.verdict != Verdict::Unattributed).map(|c| c.span);
    let quoted = Spans::new(given);
    for (citation, found) in citations.iter().zip(&instead) {
        // What a quoted text cites is the business of that text.
        if !quoted.hold(citation.span) {
            findings.extend(citing::findings(citation, texts, found.as_ref()));
        }
    }
    finish(draft, findings, checked, citations.len(), settings)
}

/// Levels, comments of the draft, keys, counts.
fn finish(
    draft: &Draft<'_>,
    findings: Vec<Finding>,
    checked: Vec<crate::finding::Checked>,
    citations: usize,
    settings: &Settings,
) -> Report {
    let allows = Allows::new(draft.text);
    let mut used = vec![false; allows.all().len()];
    let mut summary = Summary { citations, ..Summary::default() };
    let mut kept = Vec::new();
    for mut finding in findings {
        let Some(severity) = settings.severity(finding.rule, finding.severity) else { continue };
        finding.severity = severity;
        if let Some(i) = allows.first(finding.rule.name, finding.span) {
            used[i] = true;
            summary.allowed += 1;
            continue;
        }
        kept.push(finding);
    }
    for (allow, used) in allows.all().iter().zip(used) {
        let finding = unused(allow, used).and_then(|mut finding| {
            finding.severity = settings.severity(finding.rule, finding.severity)?;
            Some(finding)
        });
        kept.extend(finding);
    }
    for finding in &mut kept {
        let words = telling::plain(finding.span.of(draft.text).unwrap_or_default());
        finding.key = key_of(finding.rule.name, &words);
        for mark in &mut finding.marks {
            mark.span = telling::visible(mark.span, draft.text);
        }
    }
    kept.sort_by(|a, b| (a.span, a.rule.name).cmp(&(b.span, b.rule.name)));
    let mut checked = checked;
    checked.sort_by_key(|c| c.span);
    let mut report = Report { findings: kept, quotations: checked, summary };
    report.count();
    report
}

/// What is wrong with a comment that names no rule, or that keeps nothing back.
fn unused(allow: &Allow, used: bool) -> Option<Finding> {
    let message = match allow.stranger() {
        Some(name) => format!("no rule is called `{name}`"),
        None if allow.rules.is_empty() => "this comment names no rule".to_owned(),
        None if !used => "this comment keeps nothing back".to_owned(),
        None => return None,
    };
    let help = Some("take the comment out, or correct it; `corpus rule` lists the rules".to_owned());
    Some(Finding { help, ..Finding::new(&UNUSED_ALLOW, allow.at, message) })
}

impl Report {
    /// Takes the findings that `baseline` knows for `file` out.
    pub fn keep_back(&mut self, baseline: &crate::Baseline, file: &str) {
        self.summary.known += baseline.keep_back(file, &mut self.findings);
        self.count();
    }

    /// Leaves out the findings and quotations that lie outside what `inside` accepts.
    pub fn retain(&mut self, inside: impl Fn(Span) -> bool) {
        self.findings.retain(|f| inside(f.span));
        self.quotations.retain(|q| inside(q.span));
        self.count();
    }

    /// Counts the quotations by verdict and the findings by severity.
    fn count(&mut self) {
        let count = |severity| self.findings.iter().filter(|f| f.severity == severity).count();
        let (errors, warnings, notes) =
            (count(Severity::Error), count(Severity::Warning), count(Severity::Note));
        let verdicts = |verdict| self.quotations.iter().filter(|q| q.verdict == verdict).count();
        let (unheld, unattributed) = (verdicts(Verdict::Unheld), verdicts(Verdict::Unattributed));
        let quotations = self.quotations.len();
        let compared = quotations - unheld - unattributed;
        self.summary =
            Summary { quotations, compared, unheld, unattributed, errors, warnings, notes, ..self.summary };
    }
}
