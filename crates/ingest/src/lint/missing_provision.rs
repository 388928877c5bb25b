//! Places that should be there.

use model::{Pinpoint, SegmentKind, Span, Topic};

use super::reading::{Finding, Reading};
use super::series::{self, Series};

pub(super) const SUMMARY: &str = "places that the manifest lists as missing, and articles short of the number that the \
instrument has: whoever cites them cannot be answered from this text";

/// How many places are listed at most: the total is what somebody wrote in a manifest.
const MOST: usize = 1_000;

pub(super) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let series = series::all(reading.document);
    let mut out = listed(reading, &series);
    out.extend(short_of_the_total(reading, &series));
    out
}

/// What the manifest lists, one finding for each run of places.
fn listed(reading: &Reading<'_>, series: &[Series<'_>]) -> Vec<Finding> {
    let mut out = Vec::new();
    let mut run: Vec<&Pinpoint> = Vec::new();
    let missing = &reading.document.meta.missing;
    for (i, place) in missing.iter().enumerate() {
        if let Some((_, node)) = reading.document.at(place) {
            let message = format!("{} is listed as missing, and is here", place.plain());
            out.push(Finding::raw(Topic::MissingProvision, node.span, message));
            continue;
        }
        run.push(place);
        if missing.get(i + 1).is_none_or(|next| !follows(place, next)) {
            let span = before(series, run[0]);
            let message = format!("{}, as the manifest says", lacking(&run));
            out.push(Finding::raw(Topic::MissingProvision, span, message));
            run.clear();
        }
    }
    out
}

fn number(place: &Pinpoint) -> Option<u32> {
    place.last().number.as_deref()?.parse().ok()
}

fn follows(place: &Pinpoint, next: &Pinpoint) -> bool {
    place.parent() == next.parent()
        && place.last().kind == next.last().kind
        && number(place).zip(number(next)).is_some_and(|(a, b)| b == a + 1)
}

fn lacking(run: &[&Pinpoint]) -> String {
    let (first, last) = (run[0], run[run.len() - 1]);
    let range = last.last().number.as_deref().and_then(|to| {
        let segment = first.last().clone().to(to).ok()?;
        Some(first.parent().map_or_else(|| Pinpoint::of(segment.clone()), |p| p.child(segment.clone())))
    });
    match range {
        Some(range) if run.len() > 1 => format!("{} are not in this text", range.plain()),
        _ => format!("{} is not in this text", first.plain()),
    }
}

/// The point of the file after which a missing place would stand.
fn before(series: &[Series<'_>], place: &Pinpoint) -> Span {
    let siblings = series.iter().find(|s| s.kind == place.last().kind && s.parent == place.parent());
    let earlier = siblings
        .zip(number(place))
        .and_then(|(s, value)| s.members.iter().rev().find(|m| m.value < value).map(|m| m.node.span.end()));
    let at = earlier.or_else(|| Some(siblings?.members.first()?.node.span.start())).unwrap_or(0);
    Span::new(at, at)
}

/// Articles of the instrument itself that end before, or go beyond, their known number.
fn short_of_the_total(reading: &Reading<'_>, series: &[Series<'_>]) -> Option<Finding> {
    let meta = &reading.document.meta;
    let total = meta.articles_total?;
    let articles = series.iter().find(|s| s.kind == SegmentKind::Article && s.parent.is_none());
    let Some(last) = articles.and_then(|s| s.members.iter().max_by_key(|m| m.value)) else {
        let none = !reading.document.nodes.iter().any(|n| n.pinpoint.first().kind == SegmentKind::Article);
        let message = format!("none of the {total} articles of the instrument was found");
        return none.then(|| Finding::raw(Topic::MissingProvision, Span::default(), message));
    };
    if last.value > total && !last.inserted {
        let message = format!("art {} stands here, but the instrument has {total} articles", last.value);
        return Some(Finding::raw(Topic::MissingProvision, last.place(), message));
    }
    let excused = articles.map(|s| s.excused(reading.document)).unwrap_or_default();
    let unlisted: Vec<Pinpoint> = (last.value.saturating_add(1)..=total)
        .take(MOST)
        .filter(|&n| !excused.has(n))
        .filter_map(|n| articles?.place(n))
        .collect();
    let run: Vec<&Pinpoint> = unlisted.iter().collect();
    let end = last.node.span.end();
    (!run.is_empty()).then(|| {
        let message = format!("{}; the instrument has {total} articles", lacking(&run));
        Finding::raw(Topic::MissingProvision, Span::new(end, end), message)
    })
}
