//! Identifiers of elements, by the Akoma Ntoso Naming Convention 1.0 (OASIS, 21 February 2019).

use model::{Pinpoint, Segment, SegmentKind};

/// The eId of a place: `art-9/para-1/pt-c` is `art_9__para_1__point_c`. Numbers keep their case; a full stop inside one
/// becomes a hyphen.
pub fn eid(place: &Pinpoint) -> String {
    place.segments().iter().map(step).collect::<Vec<_>>().join("__")
}

fn step(segment: &Segment) -> String {
    let word = match segment.kind {
        SegmentKind::Recital => "recs_1__rec",
        kind => reference(kind),
    };
    match &segment.number {
        Some(number) => format!("{word}_{}", number.replace('.', "-")),
        None => word.to_owned(),
    }
}

/// The abbreviation of an element's name.
const fn reference(kind: SegmentKind) -> &'static str {
    use SegmentKind as K;
    match kind {
        K::Preamble => "preamble",
        K::Recital => "rec",
        K::Part => "part",
        K::Title => "title",
        K::Chapter => "chp",
        K::Section => "sec",
        K::Division => "dvs",
        K::Article => "art",
        K::Paragraph => "para",
        K::Point => "point",
        K::Subpoint => "indent",
        K::Annex => "att",
        K::Schedule => "schedule",
        K::Table => "table",
        K::Rule => "rule",
        K::Principle => "principle",
        K::Page => "page",
        K::Footnote => "footnote",
        K::Commentary => "commentary",
        K::Par => "par",
        K::Sentence => "sentence",
    }
}

/// The element for a place in a body, and its name where the standard has none for it.
pub(super) const fn element(kind: SegmentKind) -> (&'static str, Option<&'static str>) {
    use SegmentKind as K;
    match kind {
        K::Part => ("part", None),
        K::Title => ("title", None),
        K::Chapter => ("chapter", None),
        K::Section => ("section", None),
        K::Division => ("division", None),
        K::Article => ("article", None),
        K::Paragraph => ("paragraph", None),
        K::Point => ("point", None),
        K::Subpoint => ("indent", None),
        K::Rule => ("rule", None),
        kind => ("hcontainer", Some(reference(kind))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_become_eids() {
        for (place, id) in [
            ("art-2/para-4", "art_2__para_4"),
            ("art-9/para-1/pt-c/subpt-ii", "art_9__para_1__point_c__indent_ii"),
            ("part-III/sec-II/ch-I", "part_III__sec_II__chp_I"),
            ("annex-II/art-3/para-8bis", "att_II__art_3__para_8bis"),
            ("annex", "att"),
            ("pre/recital-3", "preamble__recs_1__rec_3"),
            ("art-8.1", "art_8-1"),
        ] {
            assert_eq!(eid(&place.parse().unwrap()), id);
        }
    }
}
