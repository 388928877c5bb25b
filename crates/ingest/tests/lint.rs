//! The extraction lint and collation on the real sources, read from the folder that `CORPUS_SHARED` names (`sources` below
//! it): the known defects are found, and little else. Without the variable the tests have nothing to do and say so. With
//! `FINDINGS` set to a document's id, or to `all`, `little_else_is_found` prints what is found in it.

#![expect(clippy::disallowed_methods, reason = "the sources are read from disk here")]
#![expect(clippy::unwrap_used, reason = "a failed step is a failed test")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use ingest::{Collation, Entry, Manifest, NumberingTable, Print, Vocabulary, collate, lint, read};
use model::Topic::{self, *};
use model::{Document, Lines, Note, Noted};

/// Defects of the prints, as a reader noted them before there was a lint: document, topic, the words that are spanned.
const KNOWN: &[(&str, Topic, &[&str])] = &[
    ("un-charter", ForeignScript, &["Vll"]),
    (
        "un-charter~2",
        GluedWords,
        &[
            "determinedto",
            "andto",
            "andto",
            "andto",
            "andto",
            "andto",
            "andto",
            "endsto",
            "freedom,and",
            "peoples,Have",
            "aims.Accordingly",
            "selfdefense",
            "selfdefense",
            "peaceloving",
            "airforce",
            "wellbeing",
        ],
    ),
    ("iccpr", ForeignScript, &["I"]),
    ("iccpr", Misprint, &["Secretary General"]),
    ("narcotics-1988", Misprint, &["pyschotropic"]),
    ("narcotics-1988~2", LostMark, &["2.", "(iv)"]),
    (
        "narcotics-1988~2",
        Misprint,
        &["sovereignthy", "nog", "derectly", "establised", "provention", "certificed", "limites", "s", "o"],
    ),
    ("cat", ForeignScript, &["I"]),
    ("achr", StrayCharacter, &["∗"]),
    ("vclt", Misprint, &["Impossiblity", "upton"]),
    ("unclos", Misprint, &["alina"]),
    ("rome-statute", RepeatedText, &["If the case is admissible"]),
    ("gc-i", Misprint, &["occuring", "witnout", "indentity", "wel", "precent", "accomodation", "identits"]),
    ("gc-ii", Misprint, &["aproval", "conflic", "als", "te", "ordening", "Parly"]),
    ("gc-iii", Misprint, &["occuring", "notifiation"]),
    ("gc-iv", Misprint, &["excercise", "conflit", "consience", "amily", "oiders"]),
    ("ap-i", Misprint, &["inforcement", "adressed"]),
    ("ap-ii", Misprint, &["cilivians"]),
    ("african-charter", NumberingRepeat, &["3."]),
    ("african-charter", BrokenOff, &[". . . .", ". . . ."]),
    ("african-charter", MissingProvision, &["", ""]),
    ("schmitt-2025", GluedWords, &["Activitiespara"]),
    ("schmitt-2025", StrayCharacter, &["("]),
    ("schmitt-2025", Misprint, &["tafficking"]),
];

/// Marks with no space after them, as counted by hand, in documents where they are many.
const GLUED_MARKS: [(&str, usize); 2] = [("un-charter~2", 35), ("rome-statute", 38)];

/// How many findings a document may have at most, remarks on markup left out; one that is not named may have two.
const MOST: [(&str, usize); 12] = [
    ("un-charter~2", 27),
    ("narcotics-1988~2", 13),
    ("vclt", 5),
    ("unclos", 24),
    ("rome-statute", 22),
    ("gc-i", 9),
    ("gc-ii", 8),
    ("gc-iii", 10),
    ("gc-iv", 16),
    ("ap-i", 11),
    ("african-charter", 7),
    ("schmitt-2025", 3),
];

struct Text {
    entry: Entry,
    raw: String,
    noted: Noted<Document>,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every document and witness of the manifest whose file is there, by id.
static TEXTS: LazyLock<BTreeMap<String, Text>> = LazyLock::new(texts);

/// What is found in each.
static FOUND: LazyLock<BTreeMap<&str, Vec<Note>>> = LazyLock::new(|| findings(&TEXTS));

fn texts() -> BTreeMap<String, Text> {
    let Some(shared) = std::env::var_os("CORPUS_SHARED").map(PathBuf::from) else {
        println!("skipped: CORPUS_SHARED is not set");
        return BTreeMap::new();
    };
    let manifest = Manifest::load(&root()).unwrap();
    let mut out = BTreeMap::new();
    for entry in manifest.all() {
        let Ok(raw) = std::fs::read_to_string(shared.join("sources").join(&entry.source.file)) else {
            continue;
        };
        let table = entry.options.numbering.as_ref().map(|file| {
            let text = std::fs::read_to_string(root().join("corpus").join(file)).unwrap();
            NumberingTable::parse(&text).unwrap()
        });
        let noted = read(raw.as_bytes(), &entry.meta, &entry.options, table.as_ref()).unwrap();
        out.insert(entry.id().to_string(), Text { entry: entry.clone(), raw, noted });
    }
    assert!(out.len() > 20, "only {} sources were found", out.len());
    out
}

fn findings(texts: &BTreeMap<String, Text>) -> BTreeMap<&str, Vec<Note>> {
    let vocabulary = Vocabulary::from_documents(texts.values().map(|t| &t.noted.value));
    texts.iter().map(|(id, t)| (id.as_str(), lint(&t.noted, &t.raw, &t.entry.options, &vocabulary))).collect()
}

#[test]
fn known_defects_are_found_where_they_are() {
    let mut missed = Vec::new();
    for (id, topic, words) in KNOWN {
        let (Some(text), Some(notes)) = (TEXTS.get(*id), FOUND.get(id)) else { continue };
        let on_topic = notes.iter().filter(|n| n.topic == *topic);
        let mut spanned: Vec<&str> = on_topic.filter_map(|n| n.span.of(&text.raw)).collect();
        for word in *words {
            // A finding of two words run together may take in the one before: "security,andto".
            let within = |s: &&str| word.len() > 4 && s.contains(word);
            match spanned.iter().position(|s| s == word).or_else(|| spanned.iter().position(within)) {
                Some(at) => drop(spanned.swap_remove(at)),
                None => missed.push(format!("{id} {} `{word}`", topic.as_str())),
            }
        }
    }
    assert_eq!(missed, Vec::<String>::new());
}

#[test]
fn every_mark_without_a_space_is_counted() {
    for (id, expected) in GLUED_MARKS {
        let Some(notes) = FOUND.get(id) else { continue };
        let marks = |n: &Note| match n.message.split_once("nor after ") {
            _ if n.topic != GluedWords => 0,
            Some((_, more)) => 1 + more.split(' ').next().unwrap().parse::<usize>().unwrap(),
            None => usize::from(n.message.starts_with("no space after the mark") || n.message.contains(")")),
        };
        assert_eq!(notes.iter().map(marks).sum::<usize>(), expected, "{id}");
    }
}

#[test]
fn little_else_is_found() {
    let wanted = std::env::var("FINDINGS").unwrap_or_default();
    for (id, notes) in FOUND.iter() {
        let text = &TEXTS[*id];
        if wanted == *id || wanted == "all" {
            let lines = Lines::new(&text.raw);
            for note in notes {
                let line = lines.line(note.span.start());
                println!("{id} {line} {}: {}", note.topic.as_str(), note.message);
            }
        }
        let most = MOST.iter().find(|(name, _)| name == id).map_or(2, |(_, most)| *most);
        let count = notes.iter().filter(|n| n.topic != Markup).count();
        assert!(count <= most, "{id}: {count} findings, at most {most} are expected");
    }
}

#[test]
fn every_finding_has_its_place() {
    for (id, notes) in FOUND.iter() {
        for note in notes {
            assert!(note.span.of(&TEXTS[*id].raw).is_some(), "{id} {note:?}");
            assert!(!note.message.ends_with('.') && !note.message.is_empty(), "{id} {note:?}");
        }
    }
}

fn collated(id: &str) -> Option<Collation> {
    let print = |id: &str| TEXTS.get(id).map(|t| Print { document: &t.noted.value, raw: &t.raw });
    Some(collate(&print(id)?, &print(&format!("{id}~2"))?))
}

/// Differences in the articles, as words of either print. Spellings of "sub-paragraph" are left out, and whole lines: a
/// heading that was read as text is no difference of the prints.
fn in_articles(collation: &Collation) -> Vec<(&str, &str)> {
    let in_article = |place: &model::Pinpoint| place.to_string().starts_with("art-");
    let words = collation.differences.iter().filter(|d| in_article(&d.place));
    words
        .map(|d| (d.a.words.as_str(), d.b.words.as_str()))
        .filter(|(a, b)| *a != "subparagraph" && a.len() + b.len() < 100)
        .collect()
}

#[test]
fn the_prints_differ_as_they_do_by_hand() {
    // The numbers are those of a comparison made before, by other means.
    for (id, expected) in [("un-charter", 30), ("iccpr", 9), ("narcotics-1988", 25)] {
        let Some(collation) = collated(id) else { continue };
        let differences = in_articles(&collation);
        assert_eq!(differences.len(), expected, "{id}: {differences:?}");
        assert_eq!(collation.alone, [], "{id}");
    }
    if let Some(charter) = collated("un-charter") {
        let differences = in_articles(&charter);
        for known in
            [("or", "of"), ("", "the"), ("Vll", "VII"), ("thereunder", ""), ("air-force", "airforce")]
        {
            assert!(differences.contains(&known), "{known:?}");
        }
        let preamble = charter.differences.iter().filter(|d| d.place.to_string() == "pre");
        assert!(preamble.clone().all(|d| d.b.words.ends_with("to")));
        assert_eq!(preamble.count(), 8);
        let (a, b) = (&TEXTS["un-charter"].raw, &TEXTS["un-charter~2"].raw);
        for d in &charter.differences {
            let plain = |words: &str| words.split_whitespace().collect::<String>().replace([',', '.'], "");
            assert_eq!(plain(d.a.span.of(a).unwrap()), plain(&d.a.words));
            assert_eq!(plain(d.b.span.of(b).unwrap()), plain(&d.b.words));
        }
    }
}
