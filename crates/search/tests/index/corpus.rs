//! An index over invented documents.

use std::path::Path;

use model::{Class, Kind, Label, PassageId, Span};
use search::{Entry, Filters, Folding, Hits, Index, Layer, Page, Query, Writer, WriterOptions};
use tempfile::TempDir;

/// A small folding table.
pub(crate) const FOLDING: &str = "word\tharbour\tharbor\nword\tharbours\tharbors\nword\tdefence\tdefense\n\
                                  word\tselfdefence\tself-defense\njoin\tco\n";

pub(crate) fn folding() -> Folding {
    Folding::parse(FOLDING, "folding.tsv").unwrap()
}

pub(crate) fn options() -> WriterOptions {
    WriterOptions { memory: 16 << 20, threads: 1 }
}

/// A passage of the source layer, with these words.
pub(crate) fn passage(id: &str, ordinal: u64, text: &str) -> Entry {
    let id: PassageId = id.parse().unwrap();
    Entry {
        ordinal,
        depth: id.pinpoint().segments().len() - 1,
        kind: Kind::Treaty,
        layer: Layer::Source,
        title: "Convention on the Lights of Harbours".to_owned(),
        short: "Lights Convention".to_owned(),
        date: Some("1931-05".to_owned()),
        heading: None,
        context: Vec::new(),
        chapeau: String::new(),
        text: text.to_owned(),
        words: vec![Span::new(10, 10 + text.len())],
        mark: None,
        span: Some(Span::new(10, 10 + text.len())),
        parent: id.pinpoint().parent(),
        children: Vec::new(),
        class: Class::Operative,
        passage: !text.is_empty(),
        gist: None,
        notes: Vec::new(),
        context_gist: None,
        labels: Vec::new(),
        label_words: String::new(),
        broader_words: String::new(),
        cites: Vec::new(),
        sentences: Vec::new(),
        language: None,
        id,
    }
}

/// The convention: a chapter, an article of two paragraphs, two more articles.
pub(crate) fn convention() -> Vec<Entry> {
    let mut chapter = passage("lights#ch-I", 0, "");
    chapter.heading = Some("Of lanterns".to_owned());
    chapter.children = vec!["art-1".parse().unwrap()];
    let mut article = passage("lights#art-1", 1, "Every Party shall, in each of its harbours:");
    article.parent = Some("ch-I".parse().unwrap());
    article.context = vec!["Of lanterns".to_owned()];
    article.heading = Some("Duty to show a light".to_owned());
    article.children = vec!["art-1/pt-a".parse().unwrap(), "art-1/pt-b".parse().unwrap()];
    let mut a = passage("lights#art-1/pt-a", 2, "keep a white lantern burning from dusk to dawn;");
    let mut b = passage("lights#art-1/pt-b", 3, "repair a damaged lantern without delay.");
    for point in [&mut a, &mut b] {
        point.context = vec!["Of lanterns".to_owned(), "Duty to show a light".to_owned()];
        point.chapeau.clone_from(&article.text);
        point.depth = 2;
    }
    a.gist = Some("Lamps must be lit through the night.".to_owned());
    a.labels = vec![Label::new("navigation").unwrap()];
    a.label_words = "navigation\nsafety of shipping".to_owned();
    let mut two = passage(
        "lights#art-2",
        4,
        "A pilot may put out a lantern in self-defence, when an attack by armed wreckers is at hand. \
         An armed attack on a lantern keeper is an attack on every harbour.",
    );
    two.cites = vec!["mole-code#art-9/para-1".to_owned()];
    let three = passage("lights#art-3", 5, "Disputes about lanterns go to the oldest pilot.");
    vec![chapter, article, a, b, two, three]
}

/// A document of which only digests are held.
pub(crate) fn code() -> Vec<Entry> {
    let mut one = passage("mole-code#art-9/para-1", 0, "");
    one.title = "Code of the Mole".to_owned();
    one.short = "Mole Code".to_owned();
    one.kind = Kind::Document;
    one.date = None;
    one.layer = Layer::Digest;
    one.passage = true;
    one.span = None;
    one.words = Vec::new();
    one.gist = Some("Whoever mends the mole may ask for a lantern.".to_owned());
    vec![one]
}

pub(crate) struct Corpus {
    pub(crate) dir: TempDir,
}

impl Corpus {
    pub(crate) fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    /// The convention and the code.
    pub(crate) fn full() -> Self {
        let corpus = Self::new();
        let writer = corpus.writer();
        writer.replace(&"lights".parse().unwrap(), &convention()).unwrap();
        writer.replace(&"mole-code".parse().unwrap(), &code()).unwrap();
        writer.commit("one").unwrap();
        corpus
    }

    /// One document of passages `para-1`, `para-2`, … with these words.
    pub(crate) fn of(texts: &[&str]) -> Self {
        let corpus = Self::new();
        let entries: Vec<Entry> =
            (0u64..).zip(texts).map(|(i, t)| passage(&format!("doc#para-{}", i + 1), i, t)).collect();
        let writer = corpus.writer();
        writer.replace(&"doc".parse().unwrap(), &entries).unwrap();
        writer.commit("").unwrap();
        corpus
    }

    pub(crate) fn path(&self) -> &Path {
        self.dir.path()
    }

    pub(crate) fn writer(&self) -> Writer {
        Writer::open(self.path(), &folding(), options()).unwrap()
    }

    pub(crate) fn open(&self) -> Index {
        Index::open(self.path(), &folding()).unwrap()
    }
}

pub(crate) fn ask(index: &Index, query: &str) -> Hits {
    let query = Query::parse(query).unwrap_or_else(|e| panic!("{}", e.render()));
    index.search(&query, &Filters::default(), Page { limit: 50, ..Page::default() }).unwrap()
}

/// The places found, in order.
pub(crate) fn places(hits: &Hits) -> Vec<String> {
    hits.hits.iter().map(|h| h.entry.pinpoint().to_string()).collect()
}
