//! The manifest, well-formed and faulty.

use super::*;
use crate::options::{Format, HeadingRule, Structure};
use model::{Kind, Numbering, SegmentKind};

const GOOD: &str = r#"
[[document]]
id = "harbour-lights"
title = "Convention on the Lights of Harbours"
short = ["Lights Convention"]
kind = "treaty"
date = 1931-04-02
languages = ["en"]
rights = "Our own prose."
articles_total = 12
missing = ["art-3..5", "annex-I/art-1"]
inserted_later = ["art-8bis"]
paragraphs = "run-together"
[document.edition]
text_of = "print of the harbour office"
not_included = ["Protocol on fog signals (1950)"]
[document.source]
file = "lights.txt"
sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
bytes = 3
urls = ["https://example.org/lights.txt", "http://127.0.0.1:8080/lights.txt"]
[document.reader]
format = "text"
from = "Lights…"
headings = [{ kind = "art", pattern = "Article {number}" }, { pattern = "{capitals}" }]

[[document.witness]]
id = "harbour-lights~2"
[document.witness.edition]
text_of = "pilot's handbook"
[document.witness.source]
file = "handbook.json"
sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
bytes = 3
by_hand = "Ask the pilot."
[document.witness.reader]
format = "json"
json = { preamble = "", text = "words" }
"#;

fn parse(text: &str) -> Result<Manifest, TableError> {
    Manifest::parse(text, Path::new("corpus/corpus.toml"))
}

fn faults(text: &str) -> Vec<String> {
    match parse(text) {
        Ok(_) => Vec::new(),
        Err(TableError::Faults(faults)) => faults.iter().map(ToString::to_string).collect(),
        Err(other) => vec![other.to_string()],
    }
}

#[test]
fn an_entry_and_its_witness_are_read() {
    let manifest = parse(GOOD).unwrap();
    let entry = manifest.documents().next().unwrap();
    assert_eq!((entry.line, entry.meta.kind), (2, Kind::Treaty));
    assert_eq!(entry.meta.date.as_deref(), Some("1931-04-02"));
    assert_eq!(entry.meta.numbering, Numbering::RunTogether);
    let missing: Vec<String> = entry.meta.missing.iter().map(ToString::to_string).collect();
    assert_eq!(missing, ["art-3", "art-4", "art-5", "annex-I/art-1"]);
    assert_eq!(entry.options.format, Format::Text);
    assert_eq!(entry.options.structure, Structure::Articles);
    let art = HeadingRule { kind: Some(SegmentKind::Article), pattern: "Article {number}".to_owned() };
    assert_eq!(entry.options.headings.first(), Some(&art));
    assert_eq!(entry.source.urls.len(), 2);

    let witness = manifest.entry(&"harbour-lights~2".parse().unwrap()).unwrap();
    assert_eq!(witness.meta.title, entry.meta.title);
    assert_eq!(witness.meta.edition.text_of, "pilot's handbook");
    assert_eq!(witness.rights, entry.rights);
    assert_eq!(entry.options.json, None);
    let json = witness.options.json.as_ref().unwrap();
    assert_eq!(json.preamble, None);
    assert_eq!(json.text, "words");
    assert_eq!(json.articles, "content.articles");
    assert_eq!(manifest.all().count(), 2);
}

#[test]
fn a_manifest_without_documents_is_good() {
    assert_eq!(parse("").unwrap(), Manifest::default());
    assert_eq!(parse(EMPTY_MANIFEST).unwrap(), Manifest::default());
}

#[test]
fn each_fault_names_file_line_and_key() {
    for (from, to, fault) in [
        ("short =", "shrot =", "corpus/corpus.toml:5: document.shrot: unknown key (did you mean `short`?)"),
        ("id = \"harbour-lights\"", "", "corpus/corpus.toml:2: document.id: missing"),
        ("\"treaty\"", "\"contract\"", "corpus/corpus.toml:6: document.kind: `contract`: no such kind"),
        ("1931-04-02", "\"2 April 1931\"", "corpus/corpus.toml:7: document.date: `2 April 1931` is no date"),
        (
            "[\"en\"]",
            "\"en\"",
            "corpus/corpus.toml:8: document.languages: a list of strings is wanted, found string",
        ),
        (
            "[\"en\"]",
            "[\"English\"]",
            "corpus/corpus.toml:8: document.languages: `English` is no language code",
        ),
        (
            "art-3..5",
            "article-3",
            "corpus/corpus.toml:11: document.missing: `article-3`: no such kind of place",
        ),
        ("art-3..5", "art-5..3", "corpus/corpus.toml:11: document.missing: `art-5..3` is no range"),
        ("art-3..5", "art-1..4000000000", "corpus/corpus.toml:11: document.missing:"),
        ("run-together", "run-togther", "(did you mean `run-together`?)"),
        (
            "text_of = \"print of the harbour office\"",
            "",
            "corpus/corpus.toml:14: document.edition.text_of: missing",
        ),
        (
            "\"lights.txt\"",
            "\"../lights.txt\"",
            "corpus/corpus.toml:18: document.source.file: `../lights.txt` is no file name",
        ),
        ("\"lights.txt\"", "\"/etc/lights\"", "document.source.file: `/etc/lights` is no file name"),
        ("\"lights.txt\"", "'C:\\lights'", "document.source.file: `C:\\lights` is no file name"),
        ("\"ba78", "\"zz78", "corpus/corpus.toml:19: document.source.sha256: `zz78"),
        ("bytes = 3", "bytes = -3", "corpus/corpus.toml:20: document.source.bytes: -3 is out of range"),
        ("https://", "http://", "document.source.urls: `http://example.org/lights.txt`: http is not safe"),
        ("by_hand = \"Ask the pilot.\"", "", "document.witness.source.urls: missing"),
        (
            "format = \"text\"",
            "format = \"word\"",
            "document.reader.format: `word` is none of markdown, json, text",
        ),
        ("\"art\"", "\"article\"", "document.reader.headings.kind: `article` is no kind of place"),
        ("{capitals}", "{shouting}", "document.reader.headings.pattern: `{shouting}` is none of"),
        ("lights~2", "fogs~2", "a witness of `harbour-lights` is `harbour-lights~2`"),
        ("handbook.json", "lights.txt", ""),
    ] {
        assert!(GOOD.contains(from), "{from}");
        let found = faults(&GOOD.replacen(from, to, 1));
        if fault.is_empty() {
            assert!(found.is_empty(), "{found:?}");
        } else {
            assert!(found.len() == 1 && found[0].contains(fault), "{from} -> {to}: {found:?}");
        }
    }
}

#[test]
fn all_faults_are_reported_in_the_order_of_the_file() {
    let bad = GOOD
        .replace("kind = \"treaty\"", "kind = \"x\"")
        .replace("bytes = 3", "bytes = \"3\"")
        .replace("short", "shrt");
    let found = faults(&bad);
    let lines: Vec<&str> = found.iter().filter_map(|f| f.split(':').nth(1)).collect();
    assert_eq!(lines, ["5", "6", "20", "34"], "{found:#?}");
}

#[test]
fn one_id_or_one_file_for_two_texts_is_a_fault() {
    let twice = format!("{GOOD}{}", GOOD.split("[[document.witness]]").next().unwrap());
    assert_eq!(
        faults(&twice),
        ["corpus/corpus.toml:40: document.id: `harbour-lights` is the id of the entry on line 2 too"]
    );
    let other = GOOD.replace("handbook.json", "Lights.txt").replace("Ask", "Beg").replacen(
        "bytes = 3",
        "bytes = 4",
        1,
    );
    assert_eq!(faults(&other).len(), 1, "{:?}", faults(&other));
}

#[test]
fn broken_toml_is_reported_with_its_line() {
    let found = faults("[[document]]\nid = \"a\nkind = \"b\"\n");
    assert!(found.iter().any(|f| f.starts_with("corpus/corpus.toml:2: ")), "{found:?}");
}

#[test]
fn an_appended_entry_leaves_the_rest_as_it_was_and_is_read_back() {
    let new = NewEntry {
        id: "fog-signals".parse().unwrap(),
        title: "Rules on \"Fog\" \\ Signals".to_owned(),
        kind: Kind::Document,
        date: Some("1950".to_owned()),
        languages: vec!["en".to_owned()],
        rights: "Not stated.".to_owned(),
        text_of: "a file of one's own\nin two lines".to_owned(),
        file: "fog.md".to_owned(),
        sha256: Sha256::of(b"fog"),
        bytes: 3,
        url: None,
        format: Format::Markdown,
        structure: Structure::Essay,
    };
    for before in ["", EMPTY_MANIFEST, GOOD, GOOD.trim_end()] {
        let text = append_entry(before, &new);
        assert!(text.starts_with(before));
        let manifest = parse(&text).unwrap();
        let entry = manifest.entry(&new.id).unwrap();
        assert_eq!(entry.meta.title, new.title);
        assert_eq!(entry.meta.edition.text_of, new.text_of);
        assert_eq!(entry.options.structure, Structure::Essay);
        let mut others = manifest.all().filter(|e| e.id() != &new.id);
        assert!(others.by_ref().all(|e| e.id().as_str().starts_with("harbour")));
    }
}
