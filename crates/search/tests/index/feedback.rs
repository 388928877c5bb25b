//! What the first hits of a search say of its subject.

use model::Label;
use search::{Filters, Hits, Index, Matched, Page, Query};

use crate::corpus::{Corpus, passage, places};

/// Two passages are about wreckers by their label and their digest; of the others two fit as well as each other by their words.
fn corpus() -> Corpus {
    let mut entries: Vec<_> = (0u64..)
        .zip([
            "Whoever hangs a lantern from a mast in a storm answers for it.",
            "The mast and its lantern are shown to the master of the harbour after the storm.",
            "One lantern of the quay is enough.",
            "One lantern of the pier is enough.",
            "One lantern for the wreckers is enough.",
            "A rope.",
        ])
        .map(|(i, text)| passage(&format!("doc#para-{}", i + 1), i, text))
        .collect();
    let label = Label::new("wrecking").unwrap();
    for i in [0, 1, 3] {
        entries[i].labels = vec![label.clone()];
        entries[i].label_words = "wrecking".to_owned();
    }
    for entry in &mut entries[..2] {
        entry.gist = Some("Wreckers who lure ships with false fires.".to_owned());
    }
    let corpus = Corpus::new();
    let writer = corpus.writer();
    writer.replace(&"doc".parse().unwrap(), &entries).unwrap();
    writer.commit("").unwrap();
    corpus
}

fn without(index: &Index, query: &str, without: Vec<Matched>) -> Hits {
    let page = Page { limit: 50, explain: true, ..Page::default() };
    let filters = Filters { without, ..Filters::default() };
    index.search(&Query::parse(query).unwrap(), &filters, page).unwrap()
}

/// The last three places, which have one word of the query.
fn last(hits: &Hits) -> Vec<String> {
    places(hits).split_off(2)
}

#[test]
fn a_label_of_the_first_hits_and_words_of_their_digests_bring_others_forward() {
    let index = corpus().open();
    let query = "lantern mast storm";
    for (left_out, order) in [
        (vec![], ["para-5", "para-4", "para-3"]),
        (vec![Matched::Digest], ["para-4", "para-3", "para-5"]),
        (vec![Matched::Label], ["para-5", "para-3", "para-4"]),
        (vec![Matched::Label, Matched::Digest], ["para-3", "para-4", "para-5"]),
    ] {
        let hits = without(&index, query, left_out.clone());
        assert_eq!(last(&hits), order, "{left_out:?}");
        assert_eq!(hits.total, 5, "nothing else is found");
    }
}

#[test]
fn signs_fields_quotation_marks_and_operators_mean_the_words_alone() {
    let index = corpus().open();
    for query in [
        "+lantern mast storm",
        "text:lantern mast storm",
        "lantern OR mast OR storm",
        "\"lantern\" mast storm",
    ] {
        assert_eq!(last(&without(&index, query, vec![])), ["para-3", "para-4", "para-5"], "{query}");
    }
}

#[test]
fn the_whole_query_as_a_phrase_stays_first() {
    let index = corpus().open();
    for (query, first) in [("lantern of the quay", "para-3"), ("lantern for the wreckers", "para-5")] {
        assert_eq!(places(&without(&index, query, vec![]))[0], first, "{query}");
    }
}

#[test]
fn what_feedback_adds_is_told() {
    let index = corpus().open();
    for query in ["lantern mast storm", "lantern of the quay", "lantern"] {
        for hit in without(&index, query, vec![]).hits {
            let why = hit.why.unwrap();
            let sum: f32 = why.added.iter().map(|a| a.score).sum();
            let told = sum * why.primary * why.provision;
            assert!((told - hit.score).abs() < 1e-3 * hit.score, "{query}: {told} {}", hit.score);
        }
    }
    let hits = without(&index, "lantern mast storm", vec![]);
    let told = |place: &str| -> Vec<(String, &'static str)> {
        let hit = hits.hits.iter().find(|h| h.entry.id.pinpoint().to_string() == place).unwrap();
        let added = hit.why.iter().flat_map(|w| &w.added).filter(|a| a.how == "feedback");
        added.map(|a| (a.words.clone(), a.place)).collect()
    };
    assert_eq!(told("para-4"), [("wrecking".to_owned(), "labels")]);
    assert_eq!(told("para-5"), [("wreckers".to_owned(), "words")]);
    assert_eq!(told("para-3"), []);
}
