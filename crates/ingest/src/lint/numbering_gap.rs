//! Numbers that skip.

use std::collections::BTreeSet;
use std::ops::Range;

use model::{Document, Pinpoint, SegmentKind, Span, Topic};

use super::lost_mark;
use super::reading::{Finding, Reading};
use super::series::{self, Member, Series};

pub(super) const SUMMARY: &str = "numbers that skip: something between them is missing, or its mark is lost, so that a \
citation of it would lead astray";

/// How many missing numbers are looked at: a misread number can be millions away.
const MOST: u32 = 1_000;

pub(super) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let buried = lost_mark::nodes_with_buried_marks(reading);
    series::all(reading.document).iter().flat_map(|s| gaps(reading, s, &buried)).collect()
}

/// Where a count skips only what the manifest says is not in this text.
pub(super) fn excused(document: &Document) -> Vec<Span> {
    let mut out = Vec::new();
    for series in series::all(document) {
        let excused = series.excused(document);
        for pair in series.members.windows(2) {
            let skipped = skipped(pair[0].value, pair[1].value);
            if !skipped.is_empty() && excused.unexcused(skipped).is_none() {
                out.push(pair[1].place());
            }
        }
    }
    out
}

/// The values between two that follow each other.
fn skipped(before: u32, after: u32) -> Range<u32> {
    let from = before.saturating_add(1);
    from..after.min(from.saturating_add(MOST))
}

fn gaps(reading: &Reading<'_>, series: &Series<'_>, buried: &BTreeSet<&Pinpoint>) -> Vec<Finding> {
    let mut out = Vec::new();
    // A text that was cut out of a larger one may begin with its chapter 5, but not with its paragraph 2.
    let from_one = matches!(
        series.kind,
        SegmentKind::Article
            | SegmentKind::Rule
            | SegmentKind::Principle
            | SegmentKind::Paragraph
            | SegmentKind::Point
            | SegmentKind::Subpoint
    );
    let excused = series.excused(reading.document);
    let mut before: Option<Member<'_>> = None;
    for &member in &series.members {
        let reached = match before {
            Some(before) => before.value,
            None if from_one => 0,
            None => member.value.saturating_sub(1),
        };
        let explained = match before {
            Some(before) => buried.contains(&before.node.pinpoint),
            None => lost_mark::first_without_mark(reading, series).is_some(),
        };
        if let Some((first, many)) = excused.unexcused(skipped(reached, member.value))
            && !explained
        {
            let place = member.node.pinpoint.plain();
            let from = match before {
                Some(before) => format!("{} is followed by {place}", before.node.pinpoint.plain()),
                None => format!("the count begins with {place}"),
            };
            let what = series.place(first).map(|p| p.plain()).unwrap_or_default();
            let rest = match many {
                1 => format!("no {what}"),
                n => format!("no {what} and {} more", n - 1),
            };
            out.push(Finding::raw(Topic::NumberingGap, member.place(), format!("{from}: {rest}")));
        }
        if before.is_none_or(|b| b.value <= member.value) {
            before = Some(member);
        }
    }
    out
}
