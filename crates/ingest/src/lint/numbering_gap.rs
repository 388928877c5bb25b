//! Numbers that skip.

use std::collections::BTreeSet;

use model::{Document, Pinpoint, SegmentKind, Span, Topic};

use super::lost_mark;
use super::reading::{Finding, Reading};
use super::series::{self, Member, Series};

pub(super) const SUMMARY: &str = "numbers that skip: something between them is missing, or its mark is lost, so that a \
citation of it would lead astray";

/// How many missing numbers are looked at: a misread number can be millions away.
const MOST: usize = 1_000;

pub(super) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let buried = lost_mark::nodes_with_buried_marks(reading);
    series::all(reading.document).iter().flat_map(|s| gaps(reading, s, &buried)).collect()
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
        let skipped: Vec<u32> = (reached + 1..member.value)
            .take(MOST)
            .filter(|&v| series.place(v).is_none_or(|p| !series::is_excused(reading.document, &p)))
            .collect();
        if let Some(&first) = skipped.first()
            && !explained
        {
            let place = member.node.pinpoint.plain();
            let from = match before {
                Some(before) => format!("{} is followed by {place}", before.node.pinpoint.plain()),
                None => format!("the count begins with {place}"),
            };
            let what = series.place(first).map(|p| p.plain()).unwrap_or_default();
            let rest = match skipped.len() {
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
