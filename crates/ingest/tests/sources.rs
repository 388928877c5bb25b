//! What the readers make of the real sources, read from the folder that `CORPUS_SHARED` names (`sources` below it), and of
//! untidy treaties below `CORPUS_SCALE`. Without these variables the tests have nothing to do and say so. With `OUTLINE` set
//! to a document's id, `outlines` prints its tree and notes.

#![expect(clippy::disallowed_methods, reason = "the sources are read from disk here")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed step is a failed test")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use ingest::{Entry, Format, Manifest, NumberingTable, Options, Structure, clean, read};
use model::{Document, Edition, Kind, Meta, NodeIx, Noted, Numbering, Pinpoint, SegmentKind, Topic};

/// A folder named by a variable.
fn folder(variable: &str) -> Option<PathBuf> {
    let folder = std::env::var_os(variable).map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: {variable} is not set");
    }
    folder
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

struct Read {
    entry: Entry,
    raw: String,
    noted: Noted<Document>,
}

impl Read {
    fn id(&self) -> &str {
        self.entry.id().as_str()
    }

    fn places(&self) -> BTreeSet<String> {
        self.noted.value.nodes.iter().map(|n| n.pinpoint.to_string()).collect()
    }
}

/// Every document and witness of the manifest whose file is there, read.
fn documents() -> Vec<Read> {
    let Some(shared) = folder("CORPUS_SHARED") else { return Vec::new() };
    let manifest = Manifest::load(&root()).unwrap();
    let mut out = Vec::new();
    for entry in manifest.all() {
        let Ok(raw) = std::fs::read_to_string(shared.join("sources").join(&entry.source.file)) else {
            continue;
        };
        let table = entry.options.numbering.as_ref().map(|file| {
            let text = std::fs::read_to_string(root().join("corpus").join(file)).unwrap();
            NumberingTable::parse(&text).unwrap()
        });
        let noted = read(raw.as_bytes(), &entry.meta, &entry.options, table.as_ref())
            .unwrap_or_else(|e| panic!("{}: {e}", entry.id()));
        out.push(Read { entry: entry.clone(), raw, noted });
    }
    assert!(out.len() > 20, "only {} sources were found", out.len());
    out
}

/// Checks what must hold for any document: spans give the words, places are unique, the tree is one, no words are in two
/// nodes.
fn check(name: &str, raw: &str, format: Format, document: &Document) {
    let mut places = BTreeSet::new();
    let mut taken = Vec::new();
    for (i, node) in document.nodes.iter().enumerate() {
        let place = &node.pinpoint;
        assert!(places.insert(place.to_string()), "{name}: {place} stands twice");
        for words in node.mark.iter().chain(&node.own) {
            let under = words
                .span
                .of(raw)
                .unwrap_or_else(|| panic!("{name} {place}: {} cuts a character", words.span));
            assert_eq!(clean(format, under), words.text, "{name} {place}: {}", words.span);
            assert!(!words.text.trim().is_empty(), "{name} {place}: no words");
            assert!(node.span.contains(words.span), "{name} {place}: words outside");
            taken.push((words.span.start(), words.span.end()));
        }
        for &child in &node.children {
            assert!(child > NodeIx(i), "{name} {place}: a child before its parent");
            let below = document.node(child).unwrap();
            assert_eq!(below.parent, Some(NodeIx(i)), "{name} {place}");
            assert!(node.span.contains(below.span), "{name} {place}: {} outside", below.pinpoint);
        }
    }
    taken.sort_unstable();
    for pair in taken.windows(2) {
        assert!(pair[0].1 <= pair[1].0, "{name}: words {:?} and {:?} overlap", pair[0], pair[1]);
    }
}

fn articles(document: &Document) -> usize {
    let own = |p: &Pinpoint| p.segments().len() == 1 && p.first().kind == SegmentKind::Article;
    document.nodes.iter().filter(|n| own(&n.pinpoint)).count()
}

#[test]
fn outlines() {
    let wanted = std::env::var("OUTLINE").unwrap_or_default();
    for read in documents() {
        let document = &read.noted.value;
        println!(
            "== {} {} articles, {} nodes, {} notes",
            read.id(),
            articles(document),
            document.nodes.len(),
            read.noted.notes.len()
        );
        if wanted != read.id() {
            continue;
        }
        for note in &read.noted.notes {
            println!("   {} {} {}", note.topic.as_str(), note.span, note.message);
        }
        for node in &document.nodes {
            let own: String = node.own_text().chars().take(70).collect();
            println!(
                "{} {} [{}] {:?} | {} w{} | {}",
                "  ".repeat(document.above(node).len()),
                node.pinpoint,
                node.mark.as_ref().map_or("", |m| &m.text),
                node.heading.as_deref().unwrap_or(""),
                node.span,
                node.own.len(),
                own.replace('\n', "⏎")
            );
        }
    }
}

#[test]
fn the_bytes_under_a_span_cleaned_are_its_text() {
    for read in documents() {
        check(read.id(), &read.raw, read.entry.options.format, &read.noted.value);
    }
}

#[test]
fn every_article_is_found() {
    for read in documents() {
        let Some(total) = read.entry.meta.articles_total else { continue };
        let missing =
            read.entry.meta.missing.iter().filter(|p| p.first().kind == SegmentKind::Article).count();
        assert_eq!(articles(&read.noted.value) + missing, total as usize, "{}", read.id());
    }
}

#[test]
fn places_that_are_cited_exist() {
    let documents = documents();
    for id in [
        "un-charter#art-2/para-4",
        "un-charter#ch-VII",
        "un-charter#pre",
        "narcotics-1988#art-9/para-1/pt-c",
        "narcotics-1988#art-9/para-1/pt-b/subpt-ii",
        "narcotics-1988#art-5/para-6/pt-c/subpt-iii",
        "narcotics-1988#pre/recital-1",
        "iccpr#art-6/para-1",
        "iccpr#part-III",
        "achr#art-64/para-1",
        "arsiwa#art-20",
        "echr#sec-I",
        "rome-statute#art-8/para-2/pt-a/subpt-i",
        "unclos#annex-VI/art-1/para-1",
        "unclos#part-II/sec-3/div-A",
        "vclt#annex/para-2/pt-a",
        "gc-i#art-3/para-1/pt-d",
        "genocide#art-II/pt-a",
        "schmitt-2025#par-53",
    ] {
        let Some((document, place)) = id.split_once('#') else { continue };
        if let Some(read) = documents.iter().find(|r| r.id() == document) {
            assert!(read.places().contains(place), "{id}");
        }
    }
}

/// Two prints of one text have the same places, but for what is known to be lost in one of them.
#[test]
fn witnesses_agree_about_places() {
    let documents = documents();
    let places = |id: &str| {
        let read = documents.iter().find(|r| r.id() == id)?;
        Some(read.places().into_iter().filter(|p| p.starts_with("art-")).collect::<BTreeSet<_>>())
    };
    for (id, lost) in [
        ("un-charter", &[][..]),
        (
            "iccpr",
            &["art-52/para-1", "art-52/para-1/pt-a", "art-52/para-1/pt-b", "art-52/pt-a", "art-52/pt-b"][..],
        ),
        ("narcotics-1988", &["art-10/para-1", "art-12/para-8/pt-b/subpt-iv"][..]),
        ("gc-i", &[][..]),
        ("gc-ii", &[][..]),
        ("gc-iii", &[][..]),
        ("gc-iv", &[][..]),
        ("ap-ii", &[][..]),
    ] {
        let (Some(one), Some(other)) = (places(id), places(&format!("{id}~2"))) else { continue };
        let apart: Vec<&String> =
            one.symmetric_difference(&other).filter(|p| !lost.contains(&p.as_str())).collect();
        assert!(apart.is_empty(), "{id}: {apart:?}");
    }
}

#[test]
fn the_essay_begins_its_paragraphs_where_the_annotators_do() {
    let Some(shared) = folder("CORPUS_SHARED") else { return };
    let Ok(table) = std::fs::read_to_string(shared.join("gold/paragraphs.schmitt-2025.tsv")) else { return };
    let starts: BTreeSet<usize> =
        table.lines().skip(1).filter_map(|l| l.split('\t').nth(1)?.parse().ok()).collect();
    let documents = documents();
    let Some(essay) = documents.iter().find(|r| r.id() == "schmitt-2025") else { return };
    let nodes = &essay.noted.value.nodes;
    assert_eq!(nodes.len(), 53);
    for node in nodes {
        assert!(starts.contains(&node.span.start()), "{} at {}", node.pinpoint, node.span);
    }
    let headings: BTreeSet<_> = nodes.iter().filter_map(|n| n.heading.as_deref()).collect();
    assert_eq!(headings.len(), 5);
}

/// Broken numbering is noted, and nothing is invented in its place.
#[test]
fn broken_numbering_stays_text() {
    for read in documents() {
        let broken = |place: &str| read.places().iter().any(|p| p == place);
        match read.id() {
            "african-charter" => {
                assert!(broken("art-29/para-2") && !broken("art-29/para-3"), "article 29 repeats a number");
                let topics: BTreeMap<Topic, usize> =
                    read.noted.notes.iter().fold(BTreeMap::new(), |mut m, n| {
                        *m.entry(n.topic).or_default() += 1;
                        m
                    });
                assert_eq!(topics.get(&Topic::NumberingRepeat), Some(&1));
                assert_eq!(topics.get(&Topic::NumberingGap), Some(&2));
            }
            "ap-i" => assert!(broken("art-61/pt-a/subpt-viii") && !broken("art-61/pt-a/subpt-ix")),
            _ => {}
        }
    }
}

fn meta() -> Meta {
    Meta {
        id: "untidy".parse().unwrap(),
        title: String::new(),
        short: Vec::new(),
        kind: Kind::Treaty,
        date: None,
        authors: Vec::new(),
        edition: Edition::default(),
        articles_total: None,
        missing: Vec::new(),
        inserted_later: Vec::new(),
        numbering: Numbering::Numbered,
    }
}

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files(&path, out);
        } else {
            out.push(path);
        }
    }
}

/// Thousands of untidy files, read without a word of help: nothing panics and everything that must hold does.
#[test]
fn untidy_treaties_are_read_without_options() {
    let Some(scale) = folder("CORPUS_SCALE") else { return };
    let mut paths = Vec::new();
    files(&scale, &mut paths);
    let every = std::env::var("CORPUS_SCALE_EVERY").ok().and_then(|n| n.parse().ok()).unwrap_or(10);
    let (mut nodes, mut words, mut bytes) = (0, 0, 0);
    let mut topics: BTreeMap<&str, usize> = BTreeMap::new();
    for path in paths.iter().step_by(every) {
        let raw = std::fs::read_to_string(path).unwrap();
        for structure in [Structure::Articles, Structure::Essay, Structure::NumberedParagraphs] {
            let options = Options { structure, ..Options::default() };
            let noted = read(raw.as_bytes(), &meta(), &options, None).unwrap();
            check(&path.display().to_string(), &raw, Format::Markdown, &noted.value);
            if structure == Structure::Articles {
                bytes += raw.len();
                nodes += noted.value.nodes.len();
                words += noted.value.nodes.iter().flat_map(|n| &n.own).map(|w| w.text.len()).sum::<usize>();
                for note in &noted.notes {
                    *topics.entry(note.topic.as_str()).or_default() += 1;
                }
            }
        }
    }
    println!(
        "{} files, {bytes} bytes: {nodes} nodes, {words} bytes of words, notes {topics:?}",
        paths.len().div_ceil(every)
    );
}
