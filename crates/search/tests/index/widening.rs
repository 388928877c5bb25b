//! What else is found by the thesaurus, and where it stands.

use std::sync::Arc;

use search::{Filters, Hits, Index, Page, Query, Thesaurus};

use crate::corpus::{Corpus, ask, places};

const THESAURUS: &str = "\
# Harbours
lamp; light\tlantern
warden; keeper of the light\tpilot on duty
put out; extinguish\tdarken
";

pub(crate) fn filters() -> Filters {
    let thesaurus = Thesaurus::parse(THESAURUS, "thesaurus.tsv").unwrap();
    Filters { thesaurus: Some(Arc::new(thesaurus)), ..Filters::default() }
}

fn widely(index: &Index, query: &str) -> Hits {
    let page = Page { limit: 50, explain: true, ..Page::default() };
    index.search(&Query::parse(query).unwrap(), &filters(), page).unwrap()
}

fn corpus() -> Corpus {
    Corpus::of(&[
        "Every harbour shows a lamp to ships at sea.",
        "Every harbour shows a light to ships at sea.",
        "Every harbour shows a lantern to ships at sea.",
        "The keeper of a steady light sleeps ashore.",
        "The warden sleeps ashore.",
        "On the mole the pilot who is on duty sleeps ashore.",
        "A rope.",
    ])
}

#[test]
fn terms_of_one_meaning_are_found_both_ways_narrower_ones_one_way() {
    let index = corpus().open();
    for (query, found) in [
        ("lamp", vec!["para-1", "para-2", "para-3", "para-4"]),
        ("lights", vec!["para-4", "para-2", "para-1", "para-3"]),
        ("lantern", vec!["para-3"]),
        ("warden", vec!["para-5", "para-4", "para-6"]),
        ("keepers of the light", vec!["para-4", "para-2", "para-5", "para-6"]),
        ("rope", vec!["para-7"]),
    ] {
        let got = places(&widely(&index, query));
        assert_eq!(got[0], found[0], "{query}");
        let (mut got, mut found) = (got, found);
        got.sort();
        found.sort_unstable();
        assert_eq!(got, found, "{query}");
    }
}

#[test]
fn quotation_marks_signs_fields_and_operators_mean_the_words_themselves() {
    let index = corpus().open();
    for query in
        ["\"lamp\"", "+lamp", "text:lamp", "exact:lamp", "lam*", "lamp~1", "lamp AND harbour", "lamp OR rope"]
    {
        let found = places(&widely(&index, query));
        assert_eq!(found, places(&ask(&index, query)), "{query}");
        assert!(!found.contains(&"para-2".to_owned()), "{query}: {found:?}");
    }
    assert_eq!(places(&widely(&index, "lamp -ships")), ["para-4"]);
    assert_eq!(places(&widely(&index, "+ashore lamp")), ["para-4", "para-5", "para-6"]);
}

#[test]
fn the_words_themselves_come_before_what_stands_for_them() {
    let corpus = Corpus::of(&[
        "A lantern that stands for a light, a light that is a lantern, and every light of the harbour.",
        "Among many other things that a harbour has there is also, as was said above, one single lamp for ships.",
        "A lantern of the mole.",
    ]);
    assert_eq!(places(&widely(&corpus.open(), "lamp"))[0], "para-2");
}

#[test]
fn a_passage_that_says_all_in_other_words_comes_before_one_that_repeats_a_single_word() {
    let corpus = Corpus::of(&[
        "Ashore, ashore, the gulls are all ashore.",
        "The keeper of a light may darken it.",
        "The pilot sleeps.",
        "The gulls sleep.",
        "The rope of the boat.",
    ]);
    let found = places(&widely(&corpus.open(), "may a warden ashore put out his lamp"));
    assert_eq!(found[0], "para-2");
}

#[test]
fn a_hit_says_what_stands_for_which_words() {
    let index = corpus().open();
    let hits = widely(&index, "warden lamp");
    let hit = hits.hits.iter().find(|h| h.entry.pinpoint().to_string() == "para-4").unwrap();
    let why = hit.why.as_ref().unwrap();
    let told: Vec<(&str, &str, Option<&str>)> =
        why.added.iter().map(|a| (a.words.as_str(), a.how, a.instead_of.as_deref())).collect();
    assert!(told.contains(&("keeper of the light", "thesaurus", Some("warden"))), "{told:?}");
    assert!(told.contains(&("light", "thesaurus", Some("lamp"))), "{told:?}");
    let marked: Vec<&str> = hit.marks.iter().map(|m| &hit.entry.text[m.clone()]).collect();
    assert_eq!(marked, ["keeper of a steady light"]);
    assert!(hit.snippet.render("<", ">", str::to_owned).starts_with("The <keeper of a steady"));
}

#[test]
fn what_is_told_adds_up_to_the_score() {
    let index = corpus().open();
    for query in
        ["lamp", "warden lamp", "keeper of the light ashore", "+ashore lamp harbour", "put out lamps"]
    {
        for hit in widely(&index, query).hits {
            let why = hit.why.unwrap();
            let sum: f32 = why.added.iter().map(|a| a.score).sum();
            let told = sum * why.primary * why.provision;
            assert!((told - hit.score).abs() < 1e-3 * hit.score, "{query}: {told} {}", hit.score);
        }
    }
}
