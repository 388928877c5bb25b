//! What a draft means by a name that it gives nowhere in full: "Article 36 of the Statute", where the words that are quoted
//! from there tell which statute it is.

use std::collections::BTreeSet;

use model::{AuthorityId, Citation, PassageId, Span, Status, Target};

use crate::draft::Draft;
use crate::shelf::Shelf;
use crate::source::Texts;
use crate::standing::{Bench, Found};
use crate::{Comparer, attribute, quotations, telling, words};

/// Quotations of fewer words tell nothing: they stand in many texts.
const TELLING: usize = 5;

/// Places asked for when words are looked for in the whole corpus.
const PLACES: usize = 40;

/// The works that the draft names by a noun alone (`the Charter`), of which the citations do not say which they are: each has
/// some words that the draft quotes from it in just the place that it cites. Empty where every noun is clear.
pub fn meant(
    draft: &Draft<'_>,
    citations: &[Citation],
    texts: &dyn Texts,
    comparer: &Comparer,
) -> Vec<AuthorityId> {
    let unclear = |c: &Citation| c.targets.iter().any(|t| t.place.is_some() && is_unclear(t));
    let nouns: BTreeSet<String> =
        citations.iter().filter(|c| unclear(c)).filter_map(|c| noun(draft.text, c.span)).collect();
    if nouns.is_empty() {
        return Vec::new();
    }
    let all = quotations(draft);
    let shelf = Shelf::default();
    let bench = Bench::new(texts, comparer, citations, &shelf);
    let mut out = BTreeSet::new();
    for (quotation, given) in all.iter().zip(attribute(draft, &all, citations)) {
        let citation = given.and_then(|g| Some((citations.get(g.citation)?, g.target)));
        let Some((citation, target)) = citation else { continue };
        let named = noun(draft.text, citation.span).is_some_and(|n| nouns.contains(&n));
        let Some(target) = citation.targets.get(target).filter(|t| named && t.place.is_some()) else {
            continue;
        };
        let quoted = words(draft, quotation);
        if telling::count(quoted.text()) < TELLING {
            continue;
        }
        let candidates: BTreeSet<AuthorityId> = match &target.status {
            Status::Ambiguous(all) => all.iter().cloned().collect(),
            Status::Dangling => {
                let places = texts.places(quoted.text(), PLACES).into_iter();
                places.map(|p| p.node.document().clone()).collect()
            }
            _ => target.authority.iter().cloned().collect(),
        };
        let mut having = candidates.into_iter().filter(|id| {
            let node = target.place.clone().map(|place| PassageId::new(id.clone(), place));
            let status = Status::Resolved(node.into_iter().collect());
            let there = Target { authority: Some(id.clone()), status, ..target.clone() };
            bench.cited(&quoted, &there).is_some_and(|found| Found::clean(&found))
        });
        if let (Some(one), None) = (having.next(), having.next()) {
            out.insert(one);
        }
    }
    out.into_iter().collect()
}

fn is_unclear(target: &Target) -> bool {
    matches!(target.status, Status::Dangling | Status::Ambiguous(_))
}

/// The noun that a citation of a place has for the work: "statute" of "Article 36 of the Statute of the Court". `None` where
/// it says more.
fn noun(text: &str, span: Span) -> Option<String> {
    let words = span.of(text)?;
    let (_, name) = words.split_once(" of the ").or_else(|| words.split_once(" of its "))?;
    let head = name.split_once(" of the ").map_or(name, |(head, _)| head).trim();
    let lone = !head.is_empty() && head.chars().all(char::is_alphabetic);
    lone.then(|| head.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Markup;
    use crate::samples::{Library, citation, id, target};

    /// What is meant in a draft whose citations, given by their words, have these targets.
    fn told(text: &str, cited: &[(&str, Target)]) -> Vec<AuthorityId> {
        let citations: Vec<Citation> = cited
            .iter()
            .map(|(words, target)| {
                let at = text.find(words).unwrap();
                citation(Span::new(at, at + words.len()), target.clone())
            })
            .collect();
        let sentences = [Span::new(0, text.len())];
        let draft = Draft { text, markup: Markup::Markdown, sentences: &sentences };
        meant(&draft, &citations, &Library, &Comparer::default())
    }

    fn lost(place: &str) -> Target {
        Target { authority: None, name: None, place: place.parse().ok(), status: Status::Dangling }
    }

    #[test]
    fn the_words_tell_which_work_a_noun_means() {
        let text = "Article 2 of the Treaty says that “No State may hinder a keeper who tends the light”.";
        assert_eq!(told(text, &[("Article 2 of the Treaty", lost("art-2"))]), [id("lights")]);
    }

    #[test]
    fn words_of_another_place_or_of_two_works_tell_nothing() {
        let text = "Article 1 of the Treaty says that “No State may hinder a keeper who tends the light”.";
        assert_eq!(told(text, &[("Article 1 of the Treaty", lost("art-1"))]), []);
        let text = "Article 2 of the Treaty says that “No State may hinder”.";
        assert_eq!(told(text, &[("Article 2 of the Treaty", lost("art-2"))]), []);
    }

    #[test]
    fn what_a_noun_means_elsewhere_in_the_draft_counts_where_words_bear_it_out() {
        let text = "Article 9 of the Treaty is odd. Article 2 of the Treaty says that “No State may hinder a keeper who”.";
        let cited = [
            ("Article 9 of the Treaty", lost("art-9")),
            ("Article 2 of the Treaty", target("lights", Some("art-2"))),
        ];
        assert_eq!(told(text, &cited), [id("lights")]);
    }

    #[test]
    fn a_noun_is_read_off_a_citation() {
        let noun = |text: &str| noun(text, Span::new(0, text.len()));
        assert_eq!(noun("Article 36 of the Statute of the Court").as_deref(), Some("statute"));
        assert_eq!(noun("art 2 of the Charter").as_deref(), Some("charter"));
        assert_eq!(noun("Article 2 of the Fog Convention"), None);
        assert_eq!(noun("Article 2"), None);
    }
}
