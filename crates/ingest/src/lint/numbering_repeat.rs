//! Numbers that stand twice or step back.

use model::Topic;

use super::reading::{Finding, Reading};
use super::series;

pub(super) const SUMMARY: &str = "numbers that stand twice, or step back: one place would have two texts";

pub(super) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for series in series::all(reading.document) {
        for pair in series.members.windows(2) {
            let (earlier, later) = (&pair[0], &pair[1]);
            let goes_on = later.value > earlier.value || (later.value == earlier.value && later.inserted);
            if goes_on {
                continue;
            }
            let place = later.node.pinpoint.plain();
            let message = if later.value == earlier.value {
                format!("{place} stands twice")
            } else {
                format!("{place} stands after {}", earlier.node.pinpoint.plain())
            };
            out.push(Finding::raw(Topic::NumberingRepeat, later.place(), message));
        }
    }
    out
}
