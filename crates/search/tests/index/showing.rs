//! How hits and nodes are shown.

use search::{Filters, KwicOptions, KwicSort, Matched, Page, Query};

use crate::corpus::{Corpus, ask, code, convention};

fn marked(index: &search::Index, query: &str) -> String {
    ask(index, query).hits[0].snippet.render("[", "]", str::to_owned)
}

#[test]
fn a_phrase_is_marked_and_not_its_loose_words() {
    let index = Corpus::full().open();
    for query in ["\"armed attack\"", "armed attack"] {
        let hit = &ask(&index, query).hits[0];
        let marks: Vec<&str> = hit.marks.iter().map(|r| &hit.entry.text[r.clone()]).collect();
        assert_eq!(marks, ["armed attack"], "{query}");
    }
    assert_eq!(
        marked(&index, "attack wreckers"),
        "A pilot may put out a lantern in self-defence, when an [attack] by armed [wreckers] is at hand. \
         An armed [attack] on a lantern keeper is an [attack] on every harbour."
    );
}

#[test]
fn marks_cover_what_was_matched_and_no_more() {
    let index = Corpus::full().open();
    for (query, marks) in [
        ("defense", vec!["defence"]),
        ("selfdefence", vec!["self-defence"]),
        ("harbor", vec!["harbour"]),
        ("wreck*", vec!["wreckers"]),
        ("piolt~", vec!["pilot"]),
        ("\"attack wreckers\"~3", vec!["attack by armed wreckers"]),
        ("pilot -dusk", vec!["pilot"]),
        ("heading:duty OR wreckers", vec!["wreckers"]),
        ("the wreckers", vec!["wreckers"]),
    ] {
        let hits = ask(&index, query);
        let hit = hits.hits.iter().find(|h| h.entry.id.to_string() == "lights#art-2").expect(query);
        let found: Vec<&str> = hit.marks.iter().map(|r| &hit.entry.text[r.clone()]).collect();
        assert_eq!(found, marks, "{query}");
    }
}

#[test]
fn a_snippet_is_the_best_piece_of_a_long_passage() {
    let dull =
        "The keeper walks to the end of the mole and back again before he sits down to his soup. ".repeat(6);
    let text = format!("{dull}When the lantern is out, the armed attack begins at once.\n{dull}");
    let corpus = Corpus::of(&[&text]);
    let snippet = ask(&corpus.open(), "armed attack").hits.remove(0).snippet;
    assert!(snippet.text.starts_with("When the lantern is out, the armed attack begins"), "{}", snippet.text);
    assert!(snippet.text.chars().count() <= 240 && !snippet.text.contains('\n'));
    assert!(snippet.more_before && snippet.more_after);
    assert_eq!(&snippet.text[snippet.marks[0].clone()], "armed attack");
}

#[test]
fn a_snippet_never_holds_words_of_a_digest() {
    let index = Corpus::full().open();
    let hit = ask(&index, "mends").hits.remove(0);
    assert_eq!(hit.snippet, search::Snippet::default());
    let hit = ask(&index, "lamps").hits.remove(0);
    assert_eq!(hit.snippet.text, hit.entry.text);
    assert!(hit.snippet.marks.is_empty());
}

#[test]
fn what_is_stored_comes_back_whole() {
    let index = Corpus::full().open();
    assert_eq!(index.document(&"lights".parse().unwrap()).unwrap(), convention());
    assert_eq!(index.document(&"mole-code".parse().unwrap()).unwrap(), code());
    assert!(index.document(&"nothing".parse().unwrap()).unwrap().is_empty());
    let entry = index.entry(&"lights#art-1/pt-b".parse().unwrap()).unwrap();
    assert_eq!(entry.as_ref(), convention().get(3));
    assert_eq!(index.entry(&"lights#art-77".parse().unwrap()).unwrap(), None);
    let under = |id: &str| {
        let entries = index.under(&id.parse().unwrap()).unwrap();
        entries.iter().map(|e| e.pinpoint().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(under("lights#ch-I"), ["ch-I", "art-1", "art-1/pt-a", "art-1/pt-b"]);
    assert_eq!(under("lights#art-1"), ["art-1", "art-1/pt-a", "art-1/pt-b"]);
    assert_eq!(under("lights#art-9"), Vec::<String>::new());
    let documents = index.documents().unwrap();
    let counts: Vec<(&str, usize, usize)> =
        documents.iter().map(|d| (d.id.as_str(), d.nodes, d.passages)).collect();
    assert_eq!(counts, [("lights", 6, 5), ("mole-code", 1, 1)]);
    assert_eq!(index.labels().unwrap(), [("navigation".to_owned(), 1)]);
}

#[test]
fn a_concordance_lists_every_place() {
    let index = Corpus::full().open();
    let kwic = |query: &str, sort| {
        let options = KwicOptions { width: 24, sort };
        let lines = index.kwic(&Query::parse(query).unwrap(), &Filters::default(), options).unwrap();
        lines.iter().map(|l| format!("{}|{}|{}", l.left, l.keyword, l.right)).collect::<Vec<_>>()
    };
    assert_eq!(
        kwic("attack", KwicSort::Place),
        [
            "self-defence, when an |attack| by armed wreckers is at",
            "is at hand. An armed |attack| on a lantern keeper is",
            "a lantern keeper is an |attack| on every harbour.",
        ]
    );
    assert_eq!(
        kwic("attack", KwicSort::Left),
        [
            "a lantern keeper is an |attack| on every harbour.",
            "self-defence, when an |attack| by armed wreckers is at",
            "is at hand. An armed |attack| on a lantern keeper is",
        ]
    );
    assert_eq!(
        kwic("attack", KwicSort::Right),
        [
            "self-defence, when an |attack| by armed wreckers is at",
            "is at hand. An armed |attack| on a lantern keeper is",
            "a lantern keeper is an |attack| on every harbour.",
        ]
    );
    assert_eq!(
        kwic("\"armed attack\"", KwicSort::Place),
        ["wreckers is at hand. An |armed attack| on a lantern keeper is"]
    );
}

#[test]
fn what_a_hit_is_explained_by_adds_up_to_its_score() {
    let index = Corpus::full().open();
    for query in
        ["armed attack", "pilot wreckers OR dusk", "(safety AND lantern) navigation", "wreck* \"harbour\""]
    {
        let page = Page { limit: 50, explain: true, ..Page::default() };
        let hits = index.search(&Query::parse(query).unwrap(), &Filters::default(), page).unwrap();
        assert!(!hits.hits.is_empty(), "{query}");
        for hit in &hits.hits {
            let why = hit.why.clone().unwrap();
            let sum: f32 = why.added.iter().map(|a| a.score).sum();
            assert!((sum * why.primary * why.provision - hit.score).abs() < 1e-3, "{query}: {why:?}");
            let halves = (1..20).any(|n| (why.provision - 1.0 / (1.0 + 0.6 * (n - 1) as f32)).abs() < 1e-3);
            assert!(halves, "{query}: {why:?}");
        }
    }
}

#[test]
fn what_is_left_out_is_not_searched() {
    let index = Corpus::full().open();
    let all = |without: Vec<Matched>| {
        let filters = Filters { without, ..Filters::default() };
        index.search(&Query::parse("navigation").unwrap(), &filters, Page::default()).unwrap().total
    };
    assert!(all(Vec::new()) > 0);
    assert_eq!(all(vec![Matched::Label, Matched::Digest]), 0);
}
