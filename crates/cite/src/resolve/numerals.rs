//! Numbers of places as the instrument prints them, however they were cited.

use model::{Authority, Number, Pinpoint, Segment, SegmentKind, roman_value};

/// `place` with the numerals that `authority` prints.
pub(super) fn as_printed(authority: &Authority, place: Pinpoint) -> Pinpoint {
    let first = place.first();
    if !authority.roman.contains(&first.kind) {
        return place;
    }
    let printed = |number: &str| {
        number.parse().ok().filter(|n| (1..=300).contains(n)).map(|n| Number::from(numeral(n).as_str()))
    };
    let Some(number) = first.number.as_deref().and_then(printed) else { return place };
    let mut segment = first.clone();
    segment.number = Some(number);
    segment.to = first.to.as_deref().map(|to| printed(to).unwrap_or_else(|| to.into()));
    let mut segments = place.segments().to_vec();
    if let Some(slot) = segments.first_mut() {
        *slot = segment;
    }
    Pinpoint::new(segments).unwrap_or(place)
}

/// The Roman numeral of `value`.
fn numeral(value: u32) -> String {
    const SIGNS: [(u32, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut left = value;
    let mut out = String::new();
    for (worth, sign) in SIGNS {
        while left >= worth {
            out.push_str(sign);
            left -= worth;
        }
    }
    debug_assert_eq!(roman_value(&out), Some(value));
    out
}

/// A section sign after an article as a section, for statutes that divide their articles into sections.
pub(super) fn sectioned(place: &Pinpoint) -> Pinpoint {
    let mut segments: Vec<Segment> = place.segments().to_vec();
    if let [above, below, ..] = segments.as_mut_slice()
        && above.kind == SegmentKind::Article
        && below.kind == SegmentKind::Paragraph
    {
        below.kind = SegmentKind::Section;
    }
    Pinpoint::new(segments).unwrap_or_else(|_| place.clone())
}

/// A paragraph right below an article as one of the commentary to the article.
pub(super) fn commented(place: &Pinpoint) -> Pinpoint {
    let mut segments: Vec<Segment> = place.segments().to_vec();
    if let [above, below] = segments.as_slice()
        && above.kind == SegmentKind::Article
        && below.kind == SegmentKind::Paragraph
    {
        segments.insert(1, Segment::bare(SegmentKind::Commentary));
    }
    Pinpoint::new(segments).unwrap_or_else(|_| place.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numerals_are_written_as_they_are_read() {
        for (value, want) in [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (49, "XLIX"), (103, "CIII")] {
            assert_eq!(numeral(value), want);
        }
    }
}
