//! What is found, and in which order.

use model::{Class, Kind, Label};
use search::{Filters, Layer, Matched, Page, Query, Sort};

use crate::corpus::{Corpus, ask, places};

#[test]
fn the_phrase_comes_first_then_all_words_then_some() {
    let corpus = Corpus::of(&[
        "An attack is an attack is an attack.",
        "Attack: the armed guard may meet it with a light.",
        "An armed attack gives every harbour the right to put out its light, to bar its gate and to call its pilots.",
        "Nothing of the kind.",
    ]);
    let hits = ask(&corpus.open(), "armed attack");
    assert_eq!(places(&hits), ["para-3", "para-2", "para-1"]);
    assert_eq!(hits.total, 3);
    assert!(hits.hits.windows(2).all(|w| w[0].score > w[1].score));
}

#[test]
fn equals_stand_in_the_order_of_the_text() {
    let corpus = Corpus::of(&["a lantern", "a lantern", "a lantern"]);
    assert_eq!(places(&ask(&corpus.open(), "lantern")), ["para-1", "para-2", "para-3"]);
}

#[test]
fn spellings_hyphens_and_diacritics_do_not_matter_unless_asked() {
    let corpus = Corpus::of(&[
        "the right of self-defence",
        "the right of self-defense",
        "the right of self defence",
        "the right of selfdefence",
        "the right of co-operation",
        "the right of cooperation",
        "the caf\u{e9} at the mole",
    ]);
    let index = corpus.open();
    for (query, found) in [
        ("self-defence", vec!["para-1", "para-2", "para-3", "para-4"]),
        ("selfdefence", vec!["para-1", "para-2", "para-3", "para-4"]),
        ("\"right of self-defense\"", vec!["para-1", "para-2", "para-3", "para-4"]),
        ("co-operation", vec!["para-5", "para-6"]),
        ("cafe", vec!["para-7"]),
        ("exact:self-defence", vec!["para-1"]),
        ("exact:\"self defence\"", vec!["para-3"]),
        ("exact:\"of self-defence\"", vec!["para-1"]),
        ("exact:defense", vec!["para-2"]),
        ("exact:cafe", vec![]),
        ("exact:CAF\u{c9}", vec!["para-7"]),
    ] {
        let mut got = places(&ask(&index, query));
        got.sort();
        assert_eq!(got, found, "{query}");
    }
}

#[test]
fn the_query_language_finds_what_it_says() {
    let corpus = Corpus::of(&[
        "The keeper lights the lantern at dusk.",
        "The keeper of the lantern sleeps.",
        "A lantern, a rope and a keeper.",
        "Lanterns are lit.",
        "The rope keeps the boat.",
    ]);
    let index = corpus.open();
    for (query, found) in [
        ("keeper AND lantern", vec!["para-1", "para-2", "para-3"]),
        ("keeper AND lantern NOT rope", vec!["para-1", "para-2"]),
        ("lantern -keeper", vec!["para-4"]),
        ("+keeper +rope", vec!["para-3"]),
        ("rope OR dusk", vec!["para-1", "para-3", "para-5"]),
        ("(rope OR dusk) AND lantern", vec!["para-1", "para-3"]),
        ("\"keeper lantern\"", vec![]),
        ("\"keeper lantern\"~2", vec!["para-1", "para-2"]),
        ("\"lantern keeper\"~4", vec!["para-1", "para-2", "para-3"]),
        ("\"the lantern\"", vec!["para-1", "para-2"]),
        ("keep*", vec!["para-1", "para-2", "para-3", "para-5"]),
        ("keepe*", vec!["para-1", "para-2", "para-3"]),
        ("lantren~", vec!["para-1", "para-2", "para-3"]),
        ("roppe~1", vec!["para-3", "para-5"]),
        ("exact:lanterns", vec!["para-4"]),
        ("the of", vec!["para-1", "para-2", "para-5"]),
        ("the dusk", vec!["para-1"]),
        ("id:doc#para-2", vec!["para-2"]),
        ("lantern id:doc#para-9", vec!["para-1", "para-2", "para-3", "para-4"]),
        ("lantern AND document:doc", vec!["para-1", "para-2", "para-3", "para-4"]),
        ("lantern AND document:other", vec![]),
    ] {
        let mut got = places(&ask(&index, query));
        got.sort();
        assert_eq!(got, found, "{query}");
    }
}

#[test]
fn a_hit_says_where_it_matched() {
    let index = Corpus::full().open();
    for (query, place, matched) in [
        ("wreckers", "art-2", vec![Matched::Source]),
        ("lamps", "art-1/pt-a", vec![Matched::Digest]),
        ("shipping", "art-1/pt-a", vec![Matched::Label]),
        ("heading:duty", "art-1", vec![Matched::Heading]),
        ("dusk", "art-1/pt-a", vec![Matched::Source]),
        ("mends", "art-9/para-1", vec![Matched::Digest]),
        ("title:mole", "art-9/para-1", vec![Matched::Title]),
        ("label:navigation", "art-1/pt-a", vec![Matched::Label]),
    ] {
        let hits = ask(&index, query);
        assert_eq!(hits.hits[0].entry.pinpoint().to_string(), place, "{query}");
        assert_eq!(hits.hits[0].matched, matched, "{query}");
    }
}

#[test]
fn the_title_alone_makes_no_hit_but_helps_one() {
    let index = Corpus::full().open();
    assert_eq!(ask(&index, "convention").total, 0);
    assert_eq!(places(&ask(&index, "convention AND disputes")), ["art-3"]);
    assert_eq!(ask(&index, "title:convention").total, 5);
}

#[test]
fn nodes_that_are_no_passages_are_never_hits() {
    let index = Corpus::full().open();
    let all = ask(&index, "kind:treaty OR kind:document");
    assert_eq!(all.total, 6);
    assert!(all.hits.iter().all(|h| h.entry.passage));
}

#[test]
fn filters_narrow() {
    let index = Corpus::full().open();
    let none = Filters::default;
    for (filters, found) in [
        (none(), 6),
        (Filters { documents: vec!["lights".parse().unwrap()], ..none() }, 5),
        (Filters { documents: vec!["lights".parse().unwrap(), "mole-code".parse().unwrap()], ..none() }, 6),
        (Filters { kinds: vec![Kind::Document], ..none() }, 1),
        (Filters { layers: vec![Layer::Digest], ..none() }, 1),
        (Filters { labels: vec![Label::new("navigation").unwrap()], ..none() }, 1),
        (Filters { classes: vec![Class::Annex], ..none() }, 0),
        (Filters { cites: vec!["mole-code#art-9/para-1".to_owned()], ..none() }, 1),
        (Filters { cites: vec!["mole-code#art-9".to_owned()], ..none() }, 1),
        (Filters { cites: vec!["mole-code".to_owned()], ..none() }, 1),
        (Filters { cites: vec!["mole-code#art-9/para-2".to_owned()], ..none() }, 0),
        (Filters { under: vec!["lights#ch-I".parse().unwrap()], ..none() }, 3),
        (Filters { kinds: vec![Kind::Document], layers: vec![Layer::Source], ..none() }, 0),
    ] {
        let query = Query::parse("lantern* OR harbours OR duty OR kind:document").unwrap();
        let hits = index.search(&query, &filters, Page::default()).unwrap();
        assert_eq!(hits.total, found, "{filters:?}");
    }
}

#[test]
fn pages_follow_each_other_in_every_order() {
    let index = Corpus::full().open();
    let query = Query::parse("lantern OR mole").unwrap();
    for sort in [Sort::Relevance, Sort::Document, Sort::Date] {
        let page = |offset, limit| {
            let page = Page { limit, offset, sort, ..Page::default() };
            places(&index.search(&query, &Filters::default(), page).unwrap())
        };
        let all = page(0, 50);
        let pieces: Vec<String> = (0..all.len()).flat_map(|i| page(i, 1)).collect();
        assert_eq!(pieces, all, "{sort:?}");
        assert!(page(all.len(), 10).is_empty());
        assert!(page(0, 0).is_empty());
    }
    let dated = Page { limit: 50, sort: Sort::Date, ..Page::default() };
    let hits = index.search(&query, &Filters::default(), dated).unwrap();
    assert_eq!(hits.hits.last().unwrap().entry.document().as_str(), "mole-code", "undated texts come last");
}

#[test]
fn points_of_one_article_do_not_crowd_out_another() {
    use crate::corpus::passage;
    let corpus = Corpus::new();
    let mut entries: Vec<_> =
        (0..9).map(|i| passage(&format!("doc#art-1/para-{}", i + 1), i, "The lantern, a lantern.")).collect();
    entries.push(passage("doc#art-2", 9, "The lantern of the mole and the rope of the pilot's boat."));
    let writer = corpus.writer();
    writer.replace(&"doc".parse().unwrap(), &entries).unwrap();
    writer.commit("").unwrap();
    let found = places(&ask(&corpus.open(), "lantern"));
    assert_eq!(found[0], "art-1/para-1");
    assert!(found.iter().position(|p| p == "art-2").unwrap() < 6, "{found:?}");
}

#[test]
fn the_whole_name_of_a_doctrine_counts_more_than_its_words() {
    use crate::corpus::passage;
    let corpus = Corpus::new();
    let mut entries: Vec<_> = (0..2)
        .map(|i| {
            passage(&format!("doc#para-{}", i + 1), i, "The keeper asks for armed help after an attack.")
        })
        .collect();
    entries[0].label_words = "guards who are armed\nattack of nerves\nkeepers".to_owned();
    entries[1].label_words = "keepers\narmed attack\nguards of the mole, of nerve".to_owned();
    let writer = corpus.writer();
    writer.replace(&"doc".parse().unwrap(), &entries).unwrap();
    writer.commit("").unwrap();
    let index = corpus.open();
    for query in ["armed attack help", "keeper after an armed attack"] {
        assert_eq!(places(&ask(&index, query)), ["para-2", "para-1"], "{query}");
    }
}

#[test]
fn words_that_are_nowhere_get_suggestions() {
    let index = Corpus::full().open();
    let hits = ask(&index, "lantren xyzzyplugh pilots");
    let words: Vec<(&str, Vec<&str>)> = hits
        .suggestions
        .iter()
        .map(|s| (s.word.as_str(), s.instead.iter().map(String::as_str).collect()))
        .collect();
    assert_eq!(words, [("lantren", vec!["lantern", "lanterns"]), ("xyzzyplugh", vec![])]);
    assert_eq!((hits.suggestions[0].span.start(), hits.suggestions[0].span.end()), (0, 7));
}

#[test]
fn facets_count_what_is_found() {
    let index = Corpus::full().open();
    let page = Page { facets: true, ..Page::default() };
    let found = index.search(&Query::parse("lantern").unwrap(), &Filters::default(), page).unwrap();
    let facets = found.facets.unwrap();
    assert_eq!(facets.documents, [("lights".to_owned(), 5), ("mole-code".to_owned(), 1)]);
    assert_eq!(facets.layers, [("source".to_owned(), 5), ("digest".to_owned(), 1)]);
    assert_eq!(facets.labels, [("navigation".to_owned(), 1)]);
}

#[test]
fn each_language_is_found_by_its_own_stems() {
    let corpus = Corpus::new();
    let french = |n: u64, text: &str| {
        let mut entry = crate::corpus::passage(&format!("feux#para-{n}"), n, text);
        entry.language = Some("fr".to_owned());
        entry
    };
    let entries = [
        french(1, "Un navire attaqué dans un port peut éteindre ses feux."),
        french(2, "Les navires sont attaqués la nuit."),
    ];
    let mut english =
        crate::corpus::passage("lights#para-1", 1, "Ships that are attacked put out their lights.");
    english.language = Some("en".to_owned());
    let writer = corpus.writer();
    writer.replace(&"feux".parse().unwrap(), &entries).unwrap();
    writer.replace(&"lights".parse().unwrap(), &[english]).unwrap();
    writer.commit("").unwrap();
    let index = corpus.open();
    let found =
        |query: &str| places(&ask(&index, query)).into_iter().collect::<std::collections::BTreeSet<_>>();
    assert_eq!(found("attaquée").len(), 2);
    assert_eq!(found("\"navires attaqué\"~2").len(), 2);
    let hits = ask(&index, "attaquée");
    let marked = |hit: &search::Hit| hit.entry.text[hit.marks[0].clone()].to_owned();
    assert!(hits.hits.iter().map(marked).all(|word| word.starts_with("attaqué")));
    assert_eq!(places(&ask(&index, "attack")), ["para-1"]);
    let query = Query::parse("ships OR navire").unwrap();
    let only = Filters { languages: vec!["en".to_owned()], ..Filters::default() };
    assert_eq!(index.search(&query, &only, Page::default()).unwrap().total, 1);
    assert_eq!(index.languages().unwrap(), [("en".to_owned(), 1), ("fr".to_owned(), 2)]);
}
