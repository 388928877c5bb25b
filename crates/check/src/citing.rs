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
