//! Numbers that skip.

use model::{Document, SegmentKind, Span, Topic};

use super::lost_mark;
use super::reading::{Finding, Reading};
use super::series::{self, Series};

pub(super) const SUMMARY: &str = "numbers that skip: something between them is missing, or its mark is lost, so that a \
citation of it would lead astray";

/// How many missing numbers are looked at: a misread number can be millions away.
const MOST: usize = 1_000;

pub(super) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    series::all(reading.document).iter().flat_map(|s| gaps(reading, s)).collect()
}

/// Where a count skips only what the manifest says is not in this text.
pub(super) fn excused(document: &Document) -> Vec<Span> {
    let mut out = Vec::new();
    for series in series::all(document) {
        for pair in series.members.windows(2) {
            let mut skipped = (pair[0].value + 1..pair[1].value).take(MOST).peekable();
            let known = |v| series.place(v).is_some_and(|p| series::is_excused(document, &p));
            if skipped.peek().is_some() && skipped.all(known) {
                out.push(pair[1].place());
            }
        }
    }
    out
}

fn gaps(reading: &Reading<'_>, series: &Series<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    // A text that was cut out of a larger one may begin with its chapter 5, but not with its paragraph 2.
    let from_one = matches!(
        series.kind,
        SegmentKind::Article | SegmentKind::Rule | SegmentKind::Principle | SegmentKind::Paragraph
            | SegmentKind::Point | SegmentKind::Subpoint
    );
    let first = series.members.first().map_or(0, |m| m.value.saturating_sub(1));
    let mut before = if from_one { 0 } else { first };
    for member in &series.members {
        let place = member.node.pinpoint.plain();
        let skipped: Vec<u32> = (before + 1..member.value)
            .take(MOST)
            .filter(|&v| series.place(v).is_none_or(|p| !series::is_excused(reading.document, &p)))
            .collect();
        let explained = skipped.is_empty() || lost_mark::explains(reading, series, before, member);
        if let (Some(&first), false) = (skipped.first(), explained) {
            let from = match before {
                0 => format!("the count begins with {place}"),
                _ => {
                    let earlier = series.place(before).map(|p| p.plain()).unwrap_or_default();
                    format!("{earlier} is followed by {place}")
                }
            };
            let what = series.place(first).map(|p| p.plain()).unwrap_or_default();
            let rest = match skipped.len() {
                1 => format!("no {what}"),
                n => format!("no {what} and {} more", n - 1),
            };
            out.push(Finding::raw(Topic::NumberingGap, member.place(), format!("{from}: {rest}")));
        }
        before = before.max(member.value);
    }
    out
}
