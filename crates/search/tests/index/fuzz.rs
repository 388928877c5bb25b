//! Whatever is typed, and whatever the sources hold, nothing panics.

use std::sync::LazyLock;

use proptest::prelude::*;
use search::{Filters, Folding, Index, KwicOptions, Page, Query};

use crate::corpus::{Corpus, passage};
use crate::widening;

static INDEX: LazyLock<(Corpus, Index)> = LazyLock::new(|| {
    let corpus = Corpus::full();
    let index = corpus.open();
    (corpus, index)
});

/// Queries that are mostly signs, where the faults are.
fn queries() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("lantern".to_owned()),
        Just("light".to_owned()),
        Just("self-defence".to_owned()),
        Just("AND".to_owned()),
        Just("OR".to_owned()),
        Just("NOT".to_owned()),
        Just("text:".to_owned()),
        Just("kind:treaty".to_owned()),
        "[()\"+~*:\\\\ -]{1,3}",
        "[a-z]{1,4}[*~][0-9]?",
        "\\PC{0,4}",
    ];
    let glue = prop_oneof![Just(" "), Just("")];
    prop::collection::vec((piece, glue), 0..12)
        .prop_map(|pieces| pieces.into_iter().map(|(p, g)| p + g).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_query_is_answered_or_explained(text in queries()) {
        match Query::parse(&text) {
            Ok(query) => {
                let page = Page { explain: true, ..Page::default() };
                let hits = INDEX.1.search(&query, &widening::filters(), page).unwrap();
                for hit in hits.hits {
                    let text = hit.snippet.render("<mark>", "</mark>", str::to_owned);
                    prop_assert!(hit.marks.iter().all(|m| hit.entry.text.get(m.clone()).is_some()), "{}", text);
                    prop_assert!(hit.score.is_finite());
                }
                INDEX.1.kwic(&query, &Filters::default(), KwicOptions::default()).unwrap();
            }
            Err(error) => {
                prop_assert!(error.span().end() <= text.len());
                prop_assert!(error.render().contains('^'));
            }
        }
    }

    #[test]
    fn any_query_that_is_quoted_is_a_phrase(text in "\\PC{0,40}") {
        if let Some(query) = Query::phrase(&text) {
            INDEX.1.search(&query, &Filters::default(), Page::default()).unwrap();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_word_of_any_text_is_found_and_marked(text in "[a-zé'’. \n-]{1,80}\\PC{0,40}", width in 0usize..50) {
        let corpus = Corpus::new();
        let writer = search::Writer::open(corpus.path(), &Folding::none(), crate::corpus::options()).unwrap();
        writer.replace(&"doc".parse().unwrap(), &[passage("doc#para-1", 0, &text)]).unwrap();
        writer.commit("").unwrap();
        let index = Index::open(corpus.path(), &Folding::none()).unwrap();
        for word in text.split_whitespace().take(6) {
            let Some(query) = Query::phrase(word) else { continue };
            let hits = index.search(&query, &Filters::default(), Page::default()).unwrap();
            prop_assert_eq!(hits.total, 1, "{:?} in {:?}", word, text);
            prop_assert!(!hits.hits[0].marks.is_empty());
            let options = KwicOptions { width, ..KwicOptions::default() };
            prop_assert!(!index.kwic(&query, &Filters::default(), options).unwrap().is_empty());
        }
    }
}
