//! The readers of sources, and what is done with what they read.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;

use cite::{Context, Names};
use doctrine::{Rules, Weights};
use ingest::{Format, HeadingRule, NumberingTable, Options, ReadError, Structure, Vocabulary};
use model::{Edition, Kind, Meta, Node, NodeIx, Noted, Numbering, SegmentKind, Span};

use super::{Target, seeds};
use crate::section::suite;

const MARKDOWN: &[&str] = &[
    "# ",
    "## ",
    "### Article 1\n",
    "#### ",
    "Article 2\n\n",
    "**Article 3**\n",
    "1. ",
    "2. ",
    "(a) ",
    "(ii) ",
    "1 bis. ",
    "> ",
    "> > ",
    "* ",
    "- ",
    "    ",
    "\t",
    "[^1]",
    "[^1]: ",
    "[x](y)",
    "![",
    "](",
    "<div>",
    "</div>",
    "<!--",
    "-->",
    "<b>",
    "&amp;",
    "&#x41;",
    "&#0;",
    "| a | b |\n",
    "|---|---|\n",
    "---\n",
    "===\n",
    "```\n",
    "~~~\n",
    "$$",
    "\\\n",
    "  \n",
    "PART I\n",
    "CHAPTER II\n",
    "ANNEX\n",
    "Whereas ",
    "DONE at ",
    "**",
    "__",
    "***",
    "[[",
    "]]",
    "![a](b \"c\")",
    "1)",
];

const JSON: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "\"",
    ",",
    ":",
    "null",
    "true",
    "1",
    "-0",
    "1e5",
    "\\u0000",
    "\\ud800",
    "\\n",
    "\\\"",
    "\"number\":",
    "\"text\":",
    "\"heading\":",
    "\"articles\":",
    "\"content\":",
    "\"preamble\":",
    "{\"number\":\"1\",\"text\":\"a\"},",
    "\\u00e9",
];

const TEXT: &[&str] = &[
    "Article 1\n",
    "Article 2. ",
    "ARTICLE III\n",
    "1. ",
    "2. ",
    "(a) ",
    "(b) ",
    "(i) ",
    "206. ",
    "[206] ",
    "Chapter I: Lamps\n",
    "I. ",
    "A. ",
    "\u{c}",
    "    ",
    "\t",
    "* * *\n",
    "-----\n",
    "1 ",
    "“",
    "”",
    "Section 2\n",
    "Annex A\n",
    "Preamble\n",
];

const AKN: &[&str] = &[
    "<article eId=\"art_1\">",
    "</article>",
    "<paragraph>",
    "</paragraph>",
    "<point eId=\"art_1__point_a\">",
    "<num>1.</num>",
    "<num>(a)</num>",
    "<heading>",
    "</heading>",
    "<p>",
    "</p>",
    "<preamble>",
    "</preamble>",
    "<attachments>",
    "<attachment>",
    "<authorialNote>",
    "</authorialNote>",
    "<recital>",
    "<hcontainer name=\"principle\">",
    "<br/>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<!DOCTYPE x>",
    "<?x?>",
    "&amp;",
    "&lt;",
    "&#10;",
    "&#x110000;",
    "&bomb;",
    "eId=",
    "\"",
    "/>",
    "__",
    "\n  ",
];

const ANNOTATIONS: &[&str] = &[
    "\"type\":\"Annotation\"",
    "\"body\":",
    "\"target\":",
    "\"corpus:passage\":\"x#art-1\"",
    "\"corpus:anchor\":\"a … b [0123456789]\"",
    "\"corpus:unit\":\"byte\"",
    "\"purpose\":\"tagging\"",
    "null",
    "[]",
    "{}",
    ",",
];

pub(super) const TARGETS: &[Target] = &[
    Target { name: "akn", dear: 1, seeds: || seeds::fixtures("export", ".xml"), signs: AKN, holds: akn },
    Target {
        name: "web-annotations",
        dear: 1,
        seeds: || seeds::fixtures("export", ".jsonld"),
        signs: ANNOTATIONS,
        holds: annotations,
    },
    Target { name: "markdown", dear: 1, seeds: || seeds::sources(".md"), signs: MARKDOWN, holds: markdown },
    Target { name: "json", dear: 1, seeds: || seeds::sources(".json"), signs: JSON, holds: json },
    Target {
        name: "json-words",
        dear: 1,
        seeds: || seeds::sources(".md"),
        signs: MARKDOWN,
        holds: json_words,
    },
    Target { name: "text", dear: 1, seeds: || seeds::sources(".txt"), signs: TEXT, holds: text },
    Target {
        name: "numbering",
        dear: 1,
        seeds: || seeds::tables("numbering"),
        signs: NUMBERING,
        holds: numbering,
    },
    Target { name: "digested", dear: 2, seeds: || seeds::sources(".md"), signs: MARKDOWN, holds: digested },
];

const NUMBERING: &[&str] = &[
    "\t",
    "text",
    "article",
    "chapter",
    "section",
    "closing",
    "preamble",
    "art-1",
    "art-1/para-2",
    "#",
    "0\t0\t",
    "1\t0\t5\ttext\tart-1\n",
];

fn meta(kind: Kind, articles: Option<u32>) -> Meta {
    Meta {
        id: "harbour-lights".parse().unwrap(),
        title: "Convention on the Lights of Harbours".to_owned(),
        short: Vec::new(),
        kind,
        date: None,
        authors: Vec::new(),
        edition: Edition::default(),
        articles_total: articles,
        missing: Vec::new(),
        inserted_later: Vec::new(),
        numbering: Numbering::Numbered,
    }
}

/// Options that a choice stands for; markers are lines of the text itself.
fn options(format: Format, raw: &str, choice: u64) -> Options {
    let structure =
        [Structure::Articles, Structure::Essay, Structure::NumberedParagraphs][(choice % 3) as usize];
    let lines: Vec<&str> = raw.lines().filter(|l| !l.trim().is_empty()).collect();
    let line = |bits: u64| {
        let chosen = choice >> bits & 0xff;
        (chosen < 16).then(|| lines.get(chosen as usize).map(|l| (*l).to_owned())).flatten()
    };
    let headings = [
        (Some(SegmentKind::Chapter), "Chapter {number}: {title}"),
        (Some(SegmentKind::Article), "Article {number}"),
        (None, "{capitals}"),
    ];
    let headings = headings.into_iter().filter(|_| choice >> 40 & 1 == 1);
    let headings =
        headings.map(|(kind, pattern)| HeadingRule { kind, pattern: pattern.to_owned() }).collect();
    Options {
        format,
        structure,
        from: line(8),
        to: line(16),
        annexes_from: line(24),
        headings,
        ..Options::default()
    }
}

/// What holds for everything that is read.
fn sound(raw: &str, options: &Options, noted: &Noted<model::Document>) {
    let nodes = &noted.value.nodes;
    let mut places = BTreeSet::new();
    let mut taken: Vec<Span> = Vec::new();
    for (i, node) in nodes.iter().enumerate() {
        assert!(places.insert(node.pinpoint.to_string()), "{} twice", node.pinpoint);
        assert_eq!(node.pinpoint.to_string().parse().as_ref(), Ok(&node.pinpoint), "it prints as it parses");
        assert!(node.span.of(raw).is_some(), "{} lies at {:?}", node.pinpoint, node.span);
        for words in node.mark.iter().chain(&node.own) {
            assert!(node.span.contains(words.span), "{} holds its words", node.pinpoint);
            let lies = words.span.of(raw).unwrap_or_else(|| panic!("{} cuts a character", node.pinpoint));
            assert_eq!(ingest::clean(options.format, lies), words.text, "{}", node.pinpoint);
            taken.push(words.span);
        }
        above(nodes, i, node);
    }
    taken.sort_unstable();
    assert!(taken.windows(2).all(|pair| pair[0].end() <= pair[1].start()), "words lie apart");
    for note in &noted.notes {
        assert!(note.span.of(raw).is_some(), "{note:?}");
    }
}

/// The tree holds together: who is above names those below, and stands before them.
fn above(nodes: &[Node], i: usize, node: &Node) {
    if let Some(parent) = node.parent {
        assert!(parent.0 < i, "{} stands before what is above it", node.pinpoint);
        assert!(nodes[parent.0].children.contains(&NodeIx(i)), "{} is not named above", node.pinpoint);
    }
    for child in &node.children {
        assert_eq!(nodes[child.0].parent, Some(NodeIx(i)), "{} names what is not below", node.pinpoint);
    }
}

pub(super) fn names() -> &'static Names {
    static ALL: OnceLock<Names> = OnceLock::new();
    ALL.get_or_init(|| {
        let folder = suite().join("../../corpus/authorities");
        Names::new(ingest::load_catalogue(&folder).unwrap())
    })
}

pub(super) fn taxonomy() -> &'static (Rules, Weights) {
    static ALL: OnceLock<(Rules, Weights)> = OnceLock::new();
    ALL.get_or_init(|| {
        let read = |name: &str| std::fs::read_to_string(suite().join("../../corpus").join(name)).unwrap();
        let path = Path::new("table");
        let weights = Weights::parse(&read("doctrine-weights.tsv"), path).unwrap();
        (Rules::parse(&read("doctrines.toml"), path).unwrap(), weights)
    })
}

pub(super) struct Nothing;

impl model::Held for Nothing {
    fn holds(&self, _: &model::AuthorityId) -> bool {
        false
    }

    fn look_up(&self, _: &model::AuthorityId, _: &model::Pinpoint) -> model::Lookup {
        model::Lookup::Unheld
    }
}

/// Reads a text, and does with it what the indexer and the lint do.
fn read(format: Format, bytes: &[u8], choice: u64) {
    let raw = String::from_utf8_lossy(bytes);
    let options = options(format, &raw, choice);
    let kind = [Kind::Treaty, Kind::Essay, Kind::Case][(choice >> 4) as usize % 3];
    let meta = meta(kind, (choice >> 44 & 1 == 1).then_some(4));
    let noted = match ingest::read(bytes, &meta, &options, None) {
        Ok(noted) => noted,
        Err(ReadError::NotUtf8 { .. }) => return assert!(std::str::from_utf8(bytes).is_err()),
        Err(error) => return drop(error.to_string()),
    };
    sound(&raw, &options, &noted);
    let vocabulary = Vocabulary::from_documents([&noted.value]);
    for note in ingest::lint(&noted, &raw, &options, &vocabulary) {
        assert!(note.span.of(&raw).is_some(), "{note:?}");
    }
    let mut free = 0;
    for citation in cite::cites(&raw, names(), &Context::default(), &Nothing) {
        assert!(citation.span.of(&raw).is_some_and(|words| !words.is_empty()), "{citation:?}");
        assert!(citation.span.start() >= free, "{citation:?}");
        free = citation.span.end();
    }
    let (rules, weights) = taxonomy();
    doctrine::tag_document(&doctrine::Whole::new(&noted.value), rules, Some(weights));
    let whole = check::SourceText::of_all(&noted.value);
    assert!(whole.stretches.iter().all(|s| whole.text.get(s.at.clone()).is_some()));
}

fn markdown(bytes: &[u8], choice: u64) {
    read(Format::Markdown, bytes, choice);
}

fn akn(bytes: &[u8], choice: u64) {
    read(Format::Akn, bytes, choice);
}

/// What is read says something; what cannot be read says why.
fn annotations(bytes: &[u8], _: u64) {
    match exchange::read_annotations(&String::from_utf8_lossy(bytes)) {
        Ok(all) => assert!(all.read.iter().all(|r| !r.labels.is_empty() || !r.notes.is_empty())),
        Err(error) => drop(error.to_string()),
    }
}

fn json(bytes: &[u8], choice: u64) {
    read(Format::Json, bytes, choice);
}

fn text(bytes: &[u8], choice: u64) {
    read(Format::Text, bytes, choice);
}

/// Sound JSON whose words are anything.
fn json_words(bytes: &[u8], choice: u64) {
    let words = String::from_utf8_lossy(bytes);
    let cut = words.char_indices().nth(choice as usize % 9).map_or(words.len(), |(at, _)| at);
    let quoted = |t: &str| serde_json::to_string(t).unwrap();
    let (number, words) = (quoted(&words[..cut]), quoted(&words[cut..]));
    let raw = format!(
        "{{\"content\":{{\"preamble\":{words},\"articles\":[{{\"number\":\"1\",\"text\":{words}}},{{\"number\":{number},\
         \"heading\":{number},\"text\":{words}}}]}}}}"
    );
    read(Format::Json, raw.as_bytes(), choice & !(0xff_ffff << 8));
}

/// A numbering table over a fixed text.
fn numbering(bytes: &[u8], _choice: u64) {
    const RAW: &str = "LAMPS\nArticle 1\nEvery harbour shows a light.\nIt burns all night.\nArticle 2\nÉvery keeper wakes.\n";
    let Ok(table) = NumberingTable::parse(&String::from_utf8_lossy(bytes)) else { return };
    let options = Options { format: Format::Text, ..Options::default() };
    if let Ok(noted) = ingest::read(RAW.as_bytes(), &meta(Kind::Treaty, None), &options, Some(&table)) {
        sound(RAW, &options, &noted);
    }
}

/// What the desk makes of a text that is no document of it: paragraphs, sentences, notes and claims.
fn digested(bytes: &[u8], choice: u64) {
    let name = ["a.md", "a.txt", "a.json"][choice as usize % 3];
    let text = String::from_utf8_lossy(bytes);
    if let Ok(claims) = super::questions::desk().claims_of(name, text.as_bytes()) {
        for claim in &claims.claims {
            assert!(claim.span.of(&text).is_some(), "{claim:?}");
        }
    }
}
