//! Writing: whole or not at all, by one at a time, the same however it came about.

#![expect(clippy::disallowed_methods, reason = "tests damage files of their own")]

use std::fs;

use search::{FORMAT, Folding, Index, SearchError, Writer};

use crate::corpus::{Corpus, ask, convention, folding, options, passage, places};

#[test]
fn nothing_is_seen_before_the_commit_and_all_of_it_after() {
    let corpus = Corpus::full();
    let before = corpus.open();
    let writer = corpus.writer();
    assert_eq!(writer.payload(), Some("one"));
    writer.remove(&"mole-code".parse().unwrap());
    writer.replace(&"lights".parse().unwrap(), &[passage("lights#art-1", 0, "A buoy.")]).unwrap();
    assert_eq!(ask(&corpus.open(), "lantern").total, 6, "not committed");
    writer.commit("two").unwrap();
    assert_eq!(ask(&before, "lantern").total, 6, "an open index does not change");
    assert_eq!(before.payload(), "one");
    let after = corpus.open();
    assert_eq!((after.payload(), after.len()), ("two", 1));
    assert_eq!((ask(&after, "lantern").total, ask(&after, "buoy").total), (0, 1));
    assert!(ask(&after, "lantrn").suggestions[0].instead.is_empty(), "words that are gone are not suggested");
}

#[test]
fn a_writer_that_gives_up_leaves_everything_as_it_was() {
    let corpus = Corpus::full();
    let writer = corpus.writer();
    writer.remove(&"lights".parse().unwrap());
    drop(writer);
    let index = corpus.open();
    assert_eq!((index.payload(), ask(&index, "lantern").total), ("one", 6));
    corpus.writer();
}

#[test]
fn a_rebuild_replaces_everything_at_once() {
    let corpus = Corpus::full();
    let writer = Writer::rebuild(corpus.path(), &folding(), options()).unwrap();
    writer.replace(&"doc".parse().unwrap(), &[passage("doc#art-1", 0, "A buoy.")]).unwrap();
    assert_eq!(ask(&corpus.open(), "lantern").total, 6);
    writer.commit("new").unwrap();
    let index = corpus.open();
    assert_eq!((index.len(), index.payload()), (1, "new"));
}

#[test]
fn a_record_is_kept_by_its_names_and_found_by_no_search() {
    let corpus = Corpus::full();
    let nodes = corpus.open().len();
    let writer = corpus.writer();
    writer.record(&["document:lights", "file:abc", "all"], "a lantern").unwrap();
    writer.record(&["document:buoys", "all"], "a buoy").unwrap();
    writer.commit("two").unwrap();
    let index = corpus.open();
    assert_eq!(index.record("file:abc").unwrap().as_deref(), Some("a lantern"));
    assert_eq!(index.record("file:ab").unwrap(), None);
    assert_eq!(
        (index.len(), index.records("all").unwrap().len(), ask(&index, "lantern").total),
        (nodes, 2, 6)
    );

    let writer = corpus.writer();
    writer.record(&["document:lights", "all"], "a lamp").unwrap();
    writer.forget("document:buoys");
    writer.commit("three").unwrap();
    let index = corpus.open();
    assert_eq!(index.record("file:abc").unwrap(), None, "names go with the record that had them");
    assert_eq!(index.records("all").unwrap(), ["a lamp"]);
}

#[test]
fn two_cannot_write_at_once() {
    let corpus = Corpus::full();
    let first = corpus.writer();
    let error = Writer::open(corpus.path(), &folding(), options()).unwrap_err();
    assert!(
        error.to_string().contains(&format!("is being written by process {}", std::process::id())),
        "{error}"
    );
    assert!(matches!(Writer::rebuild(corpus.path(), &folding(), options()), Err(SearchError::Locked { .. })));
    corpus.open();
    drop(first);
    corpus.writer();
}

#[test]
fn scores_do_not_tell_how_the_index_came_about() {
    let straight = Corpus::full();
    let winding = Corpus::new();
    for round in 0..3 {
        let writer = winding.writer();
        writer
            .replace(&"doc".parse().unwrap(), &[passage("doc#art-1", 0, "lantern lantern lantern")])
            .unwrap();
        writer.replace(&"mole-code".parse().unwrap(), &crate::corpus::code()).unwrap();
        writer.replace(&"lights".parse().unwrap(), &convention()[..=round + 1]).unwrap();
        writer.commit("").unwrap();
    }
    let writer = winding.writer();
    writer.remove(&"doc".parse().unwrap());
    writer.replace(&"lights".parse().unwrap(), &convention()).unwrap();
    writer.commit("").unwrap();
    for query in ["lantern", "armed attack", "harbour OR mole", "lanter~", "lant*"] {
        assert_eq!(ask(&straight.open(), query), ask(&winding.open(), query), "{query}");
    }
}

#[test]
fn a_few_that_are_gone_from_among_many_do_not_count() {
    let words = |n: u64| if n.is_multiple_of(3) { "a lantern burns" } else { "a buoy floats" };
    let put = |writer: &Writer, n: u64| {
        let entry = passage(&format!("doc-{n}#art-1"), 0, words(n));
        writer.replace(&format!("doc-{n}").parse().unwrap(), &[entry]).unwrap();
    };
    let (all, fewer) = (Corpus::new(), Corpus::new());
    let writer = all.writer();
    (0..300).for_each(|n| put(&writer, n));
    writer.commit("").unwrap();
    // The first, the last, and some between.
    let gone = [0, 6, 7, 150, 299];
    let writer = all.writer();
    gone.iter().for_each(|n| writer.remove(&format!("doc-{n}").parse().unwrap()));
    writer.commit("").unwrap();
    let writer = fewer.writer();
    (0..300).filter(|n| !gone.contains(n)).for_each(|n| put(&writer, n));
    writer.commit("").unwrap();
    for query in ["lantern", "buoy", "buoys OR lantern", "\"a buoy\"", "lant*"] {
        assert_eq!(ask(&all.open(), query), ask(&fewer.open(), query), "{query}");
    }
}

#[test]
fn an_index_of_another_format_is_not_found_and_an_older_one_goes() {
    let corpus = Corpus::new();
    let older = corpus.path().join(format!("v{}", FORMAT - 1));
    let newer = corpus.path().join(format!("v{}", FORMAT + 1));
    for folder in [&older, &newer] {
        fs::create_dir(folder).unwrap();
        fs::write(folder.join("meta.json"), "{}").unwrap();
    }
    let error = Index::open(corpus.path(), &folding()).unwrap_err();
    assert!(matches!(error, SearchError::Missing { .. }) && error.wants_rebuild(), "{error}");
    assert!(older.exists());
    corpus.writer().commit("").unwrap();
    assert!(!older.exists() && newer.exists());
}

#[test]
fn a_missing_folder_is_a_missing_index() {
    let corpus = Corpus::new();
    let error = Index::open(&corpus.path().join("nowhere"), &folding()).unwrap_err();
    assert!(error.to_string().starts_with("no index of format"), "{error}");
}

#[test]
fn damage_is_told_and_cured_by_a_rebuild() {
    for (damage, part) in
        [("garbage", "meta.json"), ("empty", "meta.json"), ("cut", ".idx"), ("gone", ".store")]
    {
        let corpus = Corpus::full();
        let home = corpus.path().join(format!("v{FORMAT}"));
        let file = fs::read_dir(&home)
            .unwrap()
            .map(|e| e.unwrap().path())
            .find(|p| p.to_str().unwrap().ends_with(part))
            .unwrap();
        match damage {
            "garbage" => fs::write(&file, "{\"segments\": 7").unwrap(),
            "empty" => fs::write(&file, "").unwrap(),
            "cut" => fs::OpenOptions::new().write(true).open(&file).unwrap().set_len(20).unwrap(),
            _ => fs::remove_file(&file).unwrap(),
        }
        let asked = Index::open(corpus.path(), &folding()).and_then(|index| {
            let query = search::Query::parse("lantern").unwrap();
            index.search(&query, &search::Filters::default(), search::Page::default())
        });
        let error = asked.unwrap_err();
        assert!(matches!(error, SearchError::Corrupt { .. }) && error.wants_rebuild(), "{damage}: {error}");
        assert!(error.to_string().ends_with("rebuild it from the sources"), "{error}");
        let writer = Writer::rebuild(corpus.path(), &folding(), options()).unwrap();
        writer.replace(&"lights".parse().unwrap(), &convention()).unwrap();
        writer.commit("").unwrap();
        assert_eq!(ask(&corpus.open(), "lantern").total, 5, "{damage}");
    }
}

#[test]
fn what_is_put_in_twice_while_all_is_made_anew_is_there_once() {
    let corpus = Corpus::full();
    let writer = Writer::rebuild(corpus.path(), &folding(), options()).unwrap();
    for text in ["one", "two"] {
        writer.replace(&"lights".parse().unwrap(), &convention()).unwrap();
        writer.record(&["tally:lights", "tally"], text).unwrap();
    }
    writer.commit("").unwrap();
    let index = corpus.open();
    assert_eq!(ask(&index, "lantern").total, 5);
    assert_eq!(index.records("tally").unwrap(), ["two"]);
}

#[test]
fn a_silent_change_of_a_file_is_found_by_its_check_sum() {
    let corpus = Corpus::full();
    Index::verify(corpus.path()).unwrap();
    let home = corpus.path().join(format!("v{FORMAT}"));
    let store = fs::read_dir(&home)
        .unwrap()
        .map(|e| e.unwrap().path())
        .find(|p| p.extension().is_some_and(|x| x == "store"));
    let store = store.unwrap();
    let mut bytes = fs::read(&store).unwrap();
    bytes[30] ^= 0x40;
    fs::write(&store, bytes).unwrap();
    let error = Index::verify(corpus.path()).unwrap_err();
    assert!(error.to_string().contains("check sums differ"), "{error}");
}

#[test]
fn several_threads_make_the_same_index() {
    let corpus = Corpus::new();
    let writer =
        Writer::open(corpus.path(), &Folding::none(), search::WriterOptions { memory: 1, threads: 4 })
            .unwrap();
    std::thread::scope(|scope| {
        for n in 0..4 {
            let writer = &writer;
            scope.spawn(move || {
                let id = format!("doc-{n}");
                let entries: Vec<_> =
                    (0..50).map(|i| passage(&format!("{id}#para-{}", i + 1), i, "a lantern")).collect();
                writer.replace(&id.parse().unwrap(), &entries).unwrap();
            });
        }
    });
    writer.commit("").unwrap();
    let index = Index::open(corpus.path(), &Folding::none()).unwrap();
    let hits = ask(&index, "lantern");
    assert_eq!(hits.total, 200);
    assert!(hits.hits.windows(2).all(|w| w[0].score >= w[1].score));
    assert_eq!(places(&hits)[0], "para-1");
}
