//! Quotations judged against an invented convention.

use model::{Mapped, Span};

use super::*;
use crate::Comparer;
use crate::draft::Markup;
use crate::finding::Severity;
use crate::quotation::By;
use crate::samples::{Library, citation, id, target};
use crate::shelf::Shelf;

/// What is said of `words`, quoted after a citation of `target`; `head` is a noun right after the citation.
fn judged(words: &str, target: Option<Target>, head: &str) -> Judged {
    let text = format!("Cite{head} “{words}”.");
    let cited = Span::new(0, 4);
    let citations: Vec<Citation> = target.into_iter().map(|t| citation(cited, t)).collect();
    let start = text.find('“').unwrap() + '“'.len_utf8();
    let span = Span::new(start, start + words.len());
    let quotation = Quotation { span, pieces: vec![span], kind: QuoteKind::Inline, within: None };
    let sentences = [Span::new(0, text.len())];
    let draft = Draft { text: &text, markup: Markup::Plain, sentences: &sentences };
    let (comparer, shelf) = (Comparer::default(), Shelf::default());
    let bench = Bench::new(&Library, &comparer, &citations, &shelf);
    let head = (!head.is_empty()).then(|| Span::new(4, 4 + head.len()));
    let given = Attribution { citation: 0, target: 0, by: By::Introduces, head };
    let judge = Judge { draft: &draft, bench };
    judge
        .judge(&quotation, &Mapped::verbatim(words, start), (!citations.is_empty()).then_some(given))
        .unwrap()
}

/// The verdict, with the rule and severity of the finding.
fn verdict(words: &str, target: Option<Target>) -> (Verdict, Option<(&'static str, Severity)>) {
    let judged = judged(words, target, "");
    (judged.checked.verdict, judged.finding.map(|f| (f.rule.name, f.severity)))
}

const KEEP: &str = "Each State shall keep its harbour lights burning from dusk to dawn.";

#[test]
fn each_kind_of_quotation_has_its_verdict() {
    use Severity::{Error, Note, Warning};
    use Verdict as V;
    let may = KEEP.replace("shall", "may");
    let bracketed = KEEP.replace("its harbour lights", "[their] lights");
    for (words, place, want) in [
        (KEEP, "art-1/para-1", (V::Verbatim, None)),
        (KEEP, "art-1", (V::Verbatim, None)),
        ("its harbour … dawn", "art-1/para-1", (V::Marked, None)),
        (&may, "art-1/para-1", (V::Altered, Some(("quote-altered", Error)))),
        (&bracketed, "art-1/para-1", (V::Marked, None)),
        ("keep their harbour lights", "art-1", (V::Altered, Some(("quote-altered", Warning)))),
        (KEEP, "art-1/para-2", (V::Misplaced, Some(("quote-misplaced", Error)))),
        (KEEP, "annex-1", (V::Misplaced, Some(("quote-misplaced", Error)))),
        (KEEP, "art-9", (V::Misplaced, None)),
        (
            "the keeper of the longest watch has the largest share of the oil",
            "art-2",
            (V::NotFound, Some(("quote-not-found", Error))),
        ),
        ("a share of the oil", "art-2", (V::NotFound, Some(("quote-not-found", Warning)))),
    ] {
        assert_eq!(verdict(words, Some(target("lights", Some(place)))), want, "{words} at {place}");
    }
    assert_eq!(verdict(KEEP, Some(target("fogs", None))), (V::Unheld, Some(("unverifiable-quote", Note))));
    assert_eq!(verdict(KEEP, Some(target("lights", None))), (V::Verbatim, None));
}

#[test]
fn words_of_another_place_or_instrument_are_told_where_they_stand() {
    let found = judged(KEEP, Some(target("wrecks", Some("art-1"))), "").finding.unwrap();
    assert_eq!(found.rule.name, "quote-misplaced");
    assert_eq!(found.suggestion.unwrap().authority, id("lights"));
    // Only a place of the same work can be put right without a word changed.
    assert!(found.replace.is_none());
    let found = judged(KEEP, Some(target("lights", Some("art-2"))), "").finding.unwrap();
    assert_eq!(found.replace.unwrap().to.to_string(), "art-1/para-1");
}

#[test]
fn a_place_that_is_not_there_is_the_fault_of_the_citation() {
    let judged = judged(KEEP, Some(target("lights", Some("art-9"))), "");
    assert!(judged.finding.is_none());
    assert_eq!(judged.instead.unwrap().node().unwrap().to_string(), "lights#art-1/para-1");
}

#[test]
fn without_a_citation_only_words_that_tell_are_looked_for() {
    assert_eq!(verdict("harbour lights", None), (Verdict::Unattributed, None));
    assert_eq!(verdict(KEEP, None).0, Verdict::Verbatim);
    assert_eq!(verdict(&KEEP.replace("dusk", "noon"), None).0, Verdict::Altered);
    assert_eq!(
        verdict("we shall all be in the dark before this year is out", None),
        (Verdict::Unattributed, None)
    );
}

#[test]
fn what_a_name_stands_before_is_another_work() {
    let said = "a lamp that no one tends is a danger to whoever trusts it";
    let lights = || Some(target("lights", Some("art-1")));
    let unheld = judged(said, lights(), " commentary");
    assert_eq!(unheld.checked.verdict, Verdict::Unheld);
    assert_eq!(unheld.checked.attributed.unwrap().authority, Some(id("lights-commentary")));
    let unknown = judged(said, lights(), "’s travaux").checked;
    assert_eq!((unknown.verdict, unknown.attributed.unwrap().authority), (Verdict::Unheld, None));
    let own = judged(said, Some(target("lantern-case", None)), " judgment").checked;
    assert_eq!(own.attributed.unwrap().authority, Some(id("lantern-case")));
}

#[test]
fn a_name_of_several_works_means_the_one_that_has_the_words() {
    let several = |place: &str| {
        let status = Status::Ambiguous(vec![id("wrecks"), id("lights")]);
        Some(Target { authority: None, name: None, place: place.parse().ok(), status })
    };
    assert_eq!(verdict(KEEP, several("art-1/para-1")).0, Verdict::Verbatim);
    let altered = judged(&KEEP.replace("dusk", "noon"), several("art-1/para-1"), "").checked;
    assert_eq!(
        (altered.verdict, altered.attributed.unwrap().authority),
        (Verdict::Altered, Some(id("lights")))
    );
    let neither = "no one who sleeps on watch shall have a second cup of coffee";
    assert_eq!(verdict(neither, several("art-1/para-1")).0, Verdict::Unheld);
}

#[test]
fn words_within_a_citation_are_its_title() {
    let words = "Each State shall keep its harbour lights burning from dusk";
    let text = format!("A Keeper, ‘{words}’ (Lamps, 4 March 1931).");
    let at = text.find(words).unwrap();
    let span = Span::new(at, at + words.len());
    let quotation = Quotation { span, pieces: vec![span], kind: QuoteKind::Inline, within: None };
    let draft = Draft { text: &text, markup: Markup::Plain, sentences: &[Span::new(0, text.len())] };
    let (comparer, shelf) = (Comparer::default(), Shelf::default());
    let verdict = |citations: &[Citation]| {
        let bench = Bench::new(&Library, &comparer, citations, &shelf);
        let judge = Judge { draft: &draft, bench };
        judge.judge(&quotation, &Mapped::verbatim(words, at), None).unwrap().checked.verdict
    };
    let cited = citation(Span::new(0, text.len() - 1), target("wrecks", None));
    assert_eq!(verdict(&[cited]), Verdict::Unattributed);
    assert_eq!(verdict(&[]), Verdict::Verbatim);
}

#[test]
fn a_title_is_no_quotation() {
    let title = "Convention on the Lights of Harbours and the Keepers of Them";
    assert_eq!(verdict(title, Some(target("lights", Some("art-1")))), (Verdict::Unattributed, None));
}
