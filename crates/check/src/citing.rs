//! What is to be said about citations.

use model::{AuthorityId, Citation, Pinpoint, Status, Target};

use crate::finding::{Finding, Replace, Spot};
use crate::rules::{
    AMBIGUOUS_REFERENCE, DANGLING_REFERENCE, NO_SUCH_PLACE, NOT_IN_THIS_TEXT, UNKNOWN_AUTHORITY,
};
use crate::source::Texts;
use crate::standing::Found;

/// The findings about a citation; `instead` is where the words stand that hang on it.
pub(crate) fn findings(citation: &Citation, texts: &dyn Texts, instead: Option<&Found>) -> Vec<Finding> {
    citation.targets.iter().filter_map(|target| finding(citation, target, texts, instead)).collect()
}

fn finding(
    citation: &Citation,
    target: &Target,
    texts: &dyn Texts,
    instead: Option<&Found>,
) -> Option<Finding> {
    let name = target.name.as_deref().unwrap_or("the work cited");
    let spot = Some(Spot { authority: target.authority.clone(), place: target.place.clone() });
    let new = |rule, message| Finding { target: spot.clone(), ..Finding::new(rule, citation.span, message) };
    Some(match (&target.status, &target.authority, &target.place) {
        (Status::NoSuchPlace, Some(authority), Some(place)) => {
            let mut finding = new(&NO_SUCH_PLACE, no_such_place(texts, authority, place));
            finding.help = Some(format!("`corpus outline {authority}` lists the places that there are"));
            if let Some(found) = instead {
                let there = found.cite(texts);
                finding.message.push_str(&format!("; the words quoted stand in {there}"));
                finding.help = Some(format!("cite {there}"));
                finding.suggestion = found.suggestion();
                finding.facing = found.facing(texts);
                if let Some(node) = found.node().filter(|n| n.document() == authority) {
                    let (citation, from) = (citation.span, place.clone());
                    finding.replace = Some(Replace { citation, from, to: node.pinpoint().clone() });
                }
            }
            finding
        }
        (Status::NotInThisText, Some(authority), Some(place)) => {
            let lacking = if texts.lacks(authority, place) { "does not have" } else { "does not number" };
            let mut finding = new(
                &NOT_IN_THIS_TEXT,
                format!("the held print of {} {lacking} {}", texts.title(authority), place.plain()),
            );
            finding.help = Some("the citation may be right; check it by hand".to_owned());
            finding
        }
        (Status::Unknown, ..) => {
            let mut finding =
                new(&UNKNOWN_AUTHORITY, format!("the table of authorities does not have “{name}”"));
            finding.help = Some(match texts.near(name).as_slice() {
                [] => "correct the name, or enter the work in `corpus/authorities`".to_owned(),
                near => format!("did you mean {}?", near.join(", or ")),
            });
            finding
        }
        (Status::Ambiguous(candidates), ..) => {
            let names: Vec<String> = candidates.iter().map(|id| texts.title(id)).collect();
            let mut finding =
                new(&AMBIGUOUS_REFERENCE, format!("“{name}” may mean several works: {}", names.join("; ")));
            finding.help = Some("write the name in full once".to_owned());
            finding
        }
        (Status::Dangling, ..) => {
            let mut finding =
                new(&DANGLING_REFERENCE, "the draft does not say what this points at".to_owned());
            finding.help = Some("name the work".to_owned());
            finding
        }
        _ => return None,
    })
}

/// That there is no such place, and which there are around it.
fn no_such_place(texts: &dyn Texts, authority: &AuthorityId, place: &Pinpoint) -> String {
    let mut out = format!("{} has no {}", texts.title(authority), place.plain());
    let mut above = place.parent();
    while let Some(here) = above {
        if let Some(text) = texts.words(authority, Some(&here)) {
            let depth = here.segments().len();
            let mut below: Vec<Pinpoint> = Vec::new();
            for stretch in &text.stretches {
                let Some(segments) = stretch.node.pinpoint().segments().get(..=depth) else { continue };
                if let Ok(child) = Pinpoint::new(segments.to_vec())
                    && !below.contains(&child)
                {
                    below.push(child);
                }
            }
            let cited = here.plain();
            match (below.first(), below.last()) {
                (Some(first), Some(last)) if first != last => {
                    let (first, last) = (first.plain(), last.plain());
                    out.push_str(&format!("; {cited} runs from {first} to {last}"));
                }
                (Some(only), _) => out.push_str(&format!("; {cited} has only {}", only.plain())),
                _ => out.push_str(&format!("; {cited} is not divided")),
            }
            return out;
        }
        above = here.parent();
    }
    if let Some(whole) = texts.words(authority, None) {
        let kind = place.first().kind;
        let mut tops = whole.stretches.iter().map(|s| s.node.pinpoint().first()).filter(|s| s.kind == kind);
        if let Some(last) = tops.next_back() {
            out.push_str(&format!("; its text ends with {}", Pinpoint::of(last.clone()).plain()));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use model::Span;

    use super::*;
    use crate::samples::{Library, citation, id, target};

    /// Rule, message and help of what is said of a target.
    fn said(target: Target) -> Option<(&'static str, String, String)> {
        let citation = citation(Span::new(0, 4), target);
        let finding = findings(&citation, &Library, None).pop()?;
        Some((finding.rule.name, finding.message, finding.help.unwrap_or_default()))
    }

    fn unresolved(name: &str, status: Status) -> Target {
        Target { authority: None, name: Some(name.into()), place: None, status }
    }

    #[test]
    fn what_resolves_or_is_not_held_is_no_fault() {
        assert_eq!(said(target("lights", Some("art-1/para-1"))), None);
        assert_eq!(said(target("lights", None)), None);
        assert_eq!(said(target("fogs", Some("art-1"))), None);
    }

    #[test]
    fn a_place_that_is_not_there_is_told_with_those_that_are() {
        for (place, want) in [
            ("art-1/para-3", "the lights treaty has no art 1(3); art 1 runs from art 1(1) to art 1(2)"),
            ("art-9", "the lights treaty has no art 9; its text ends with art 2"),
            ("art-2/para-1", "the lights treaty has no art 2(1); art 2 is not divided"),
        ] {
            let (rule, message, help) = said(target("lights", Some(place))).unwrap();
            assert_eq!((rule, message.as_str()), ("no-such-place", want));
            assert!(help.contains("corpus outline lights"), "{help}");
        }
    }

    #[test]
    fn a_place_that_the_print_leaves_out_is_a_note() {
        let (rule, message, _) = said(target("lights", Some("annex-1"))).unwrap();
        assert_eq!(
            (rule, message.as_str()),
            ("not-in-this-text", "the held print of the lights treaty does not have annex 1",)
        );
    }

    #[test]
    fn an_unknown_name_is_told_with_those_near_it() {
        let (rule, _, help) = said(unresolved("Light Treaty", Status::Unknown)).unwrap();
        assert_eq!((rule, help.as_str()), ("unknown-authority", "did you mean Lights Treaty?"));
        let (_, _, help) = said(unresolved("Treaty of the Buoys", Status::Unknown)).unwrap();
        assert!(help.contains("corpus/authorities"), "{help}");
    }

    #[test]
    fn a_name_of_several_works_and_one_of_none_are_told() {
        let both = Status::Ambiguous(vec![id("lights"), id("wrecks")]);
        let (rule, message, _) = said(unresolved("the Convention", both)).unwrap();
        assert_eq!(rule, "ambiguous-reference");
        assert!(message.contains("the lights treaty; the wrecks treaty"), "{message}");
        assert_eq!(said(unresolved("it", Status::Dangling)).unwrap().0, "dangling-reference");
    }
}
