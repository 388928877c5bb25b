//! What the passages of a document cite, as keys for the index: `un-charter`, `un-charter#art-51`. A key does not depend on
//! what is held: when a source arrives later, the citations that waited for it are there already.

use std::collections::BTreeMap;

use model::{Citation, Number, Pinpoint, Segment, Target};

use crate::reading::{Placed, Source};

/// More members than this are not spelled out: such a range is a mistake of the text.
const LONGEST_RANGE: u32 = 400;

/// What a passage cites: keys, each with the words that cite it first.
pub(crate) type Links = BTreeMap<String, String>;

/// What each node's own words cite, in the order of the nodes; headings aside.
pub(crate) fn of_words(source: Source<'_>, placed: &[Placed]) -> Vec<Links> {
    let mut out = vec![Links::new(); source.document.nodes.len()];
    for one in placed.iter().filter(|p| !p.heading) {
        let Some(links) = out.get_mut(one.node) else { continue };
        let raw = one.citation.span.of(source.raw).unwrap_or_default();
        for key in of_citation(&one.citation) {
            links.entry(key).or_insert_with(|| ingest::clean(source.format, raw));
        }
    }
    out
}

/// The keys of everything that a citation means.
pub(crate) fn of_citation(citation: &Citation) -> impl Iterator<Item = String> + '_ {
    citation.targets.iter().flat_map(keys)
}

/// The keys of a target: the authority, or the place in it; of a range, every member that can be counted.
fn keys(target: &Target) -> Vec<String> {
    let Some(authority) = &target.authority else { return Vec::new() };
    let Some(place) = &target.place else { return vec![authority.to_string()] };
    members(place).iter().map(|p| format!("{authority}#{p}")).collect()
}

/// A place, or the members of a range of it.
pub(crate) fn members(place: &Pinpoint) -> Vec<Pinpoint> {
    let last = place.last();
    let number = |text: &Option<Number>| text.as_deref().and_then(|t| t.parse::<u32>().ok());
    let (Some(from), Some(to)) = (number(&last.number), number(&last.to)) else { return vec![place.clone()] };
    if from > to || to - from > LONGEST_RANGE {
        return vec![place.clone()];
    }
    let member = |n: u32| {
        let segment = Segment::new(last.kind, &n.to_string()).ok()?;
        Some(match place.parent() {
            Some(parent) => parent.child(segment),
            None => Pinpoint::of(segment),
        })
    };
    (from..=to).filter_map(member).collect()
}

#[cfg(test)]
mod tests {
    use super::members;

    #[test]
    fn a_range_is_its_members() {
        let written = |place: &str| -> Vec<String> {
            members(&place.parse().unwrap()).iter().map(ToString::to_string).collect()
        };
        assert_eq!(written("art-20..22"), ["art-20", "art-21", "art-22"]);
        assert_eq!(written("art-2/para-1..2"), ["art-2/para-1", "art-2/para-2"]);
        assert_eq!(written("art-51"), ["art-51"]);
        assert_eq!(written("pt-a..c"), ["pt-a..c"]);
    }
}
