//! Akoma Ntoso 3.0: a document as the OASIS standard's XML, valid against its schema. Every word of the source that a node
//! owns stands in it, and nothing else does: numbers are printed where the source prints them, and no digest goes in.
//!
//! Pinpoints become eIds by the naming convention of 2019 (`art-2/para-4` is `art_2__para_4`). Words before the nodes below
//! one are its `intro`, words after them its `wrapUp`, words between them an `alinea`. An annex is an attachment with a
//! document of its own.

mod eid;
mod meta;
mod xml;

use model::{Authority, Document, Kind, Node, NodeIx, Pinpoint, SegmentKind};

pub use eid::eid;
use eid::element;
use xml::{Line, Xml};

/// A document and what is known of the file that has it.
#[derive(Clone, Copy, Debug)]
pub struct Print<'a> {
    /// The text.
    pub document: &'a Document,
    /// Its language, as in the manifest: `en`.
    pub language: Option<&'a str>,
    /// The file, below the sources.
    pub file: &'a str,
    /// Its SHA-256.
    pub sha256: &'a str,
    /// Where it was fetched.
    pub url: Option<&'a str>,
    /// Its citations, by node, words and place in them.
    pub references: &'a [Reference],
}

/// A citation in the words of a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    /// The node whose own words they are.
    pub node: NodeIx,
    /// Which of its own words.
    pub words: usize,
    /// Where the citation begins, in bytes of their text.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The IRI of what is cited.
    pub href: String,
}

/// The IRI of a work, or of a place in it: `/akn/aa/act/treaty/1945-06-26/un-charter/!main~art_2__para_4`.
pub fn iri(authority: &Authority, place: Option<&Pinpoint>) -> String {
    let root = if is_instrument(authority.kind) { ACT.root } else { DOC.root };
    let work = meta::work(root, authority.kind, authority.date.as_deref(), authority.id.as_str());
    match place {
        None => work,
        Some(place) => match &place.last().to {
            None => format!("{work}/!main~{}", eid(place)),
            Some(to) => {
                let last = model::Segment::new(place.last().kind, to).ok();
                let last = last
                    .map(|l| place.parent().map_or_else(|| Pinpoint::of(l.clone()), |p| p.child(l.clone())));
                let until = last.map(|l| format!("->{}", eid(&l))).unwrap_or_default();
                format!("{work}/!main~{}{until}", eid(place))
            }
        },
    }
}

fn is_instrument(kind: Kind) -> bool {
    matches!(kind, Kind::Treaty | Kind::Declaration | Kind::Resolution | Kind::Ilc | Kind::Statute)
}

/// Which document type of the standard a work becomes: instruments have a `body` of numbered provisions, other works a
/// `mainBody`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Type {
    root: &'static str,
    body: &'static str,
}

const ACT: Type = Type { root: "act", body: "body" };
const DOC: Type = Type { root: "doc", body: "mainBody" };

/// The document as Akoma Ntoso, ending in a newline.
pub fn document(print: Print<'_>) -> String {
    let document = print.document;
    let tops: Vec<NodeIx> = (0..document.nodes.len())
        .map(NodeIx)
        .filter(|ix| document.node(*ix).is_some_and(|n| n.parent.is_none()))
        .collect();
    let has_body = tops.iter().filter_map(|ix| document.node(*ix)).any(|n| part(n) == Part::Body);
    let instrument = is_instrument(document.meta.kind);
    let kind = if instrument && has_body { ACT } else { DOC };
    let mut out = Xml::new();
    out.open("akomaNtoso", &[("xmlns", "http://docs.oasis-open.org/legaldocml/ns/akn/3.0")]);
    out.open(kind.root, &[("name", document.meta.kind.as_str()), ("contains", "originalVersion")]);
    meta::write(&mut out, print, kind.root, None);
    out.open("preface", &[]);
    out.open("longTitle", &[]);
    out.line("p", &[], &document.meta.title);
    out.close();
    out.close();
    Writer { print, root: kind.root, out: &mut out }.parts(kind, &tops);
    out.close();
    out.close();
    out.finish()
}

/// Where in a document type a node goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Preamble,
    Body,
    Attachment,
}

fn part(node: &Node) -> Part {
    match node.pinpoint.last().kind {
        SegmentKind::Preamble => Part::Preamble,
        SegmentKind::Annex | SegmentKind::Schedule => Part::Attachment,
        _ => Part::Body,
    }
}

/// What stands in a node, in the order of the text.
enum Item<'d> {
    Words(Line<'d>),
    Node(NodeIx),
}

struct Writer<'a, 'o> {
    print: Print<'a>,
    /// The type of the whole.
    root: &'static str,
    out: &'o mut Xml,
}

impl<'a> Writer<'a, '_> {
    fn get(&self, ix: NodeIx) -> Option<&'a Node> {
        self.print.document.node(ix)
    }

    /// Preamble, body and attachments of a document made of `tops`.
    fn parts(&mut self, kind: Type, tops: &[NodeIx]) {
        let of = |wanted: Part| -> Vec<NodeIx> {
            tops.iter().copied().filter(|ix| self.get(*ix).is_some_and(|n| part(n) == wanted)).collect()
        };
        let (preamble, body, attachments) = (of(Part::Preamble), of(Part::Body), of(Part::Attachment));
        if !preamble.is_empty() {
            self.preamble(&preamble);
        }
        self.out.open(kind.body, &[]);
        if body.is_empty() {
            self.out.line("p", &[], "");
        }
        body.iter().for_each(|ix| self.provision(*ix));
        self.out.close();
        self.attachments(&attachments);
    }

    fn attachments(&mut self, tops: &[NodeIx]) {
        if tops.is_empty() {
            return;
        }
        self.out.open("attachments", &[]);
        for &ix in tops {
            self.attachment(ix);
        }
        self.out.close();
    }

    /// An annex: a document of its own, since it has a title, and may have articles and annexes, of its own.
    fn attachment(&mut self, ix: NodeIx) {
        let Some(node) = self.get(ix) else { return };
        let id = eid(&node.pinpoint);
        self.out.open("attachment", &[("eId", &id)]);
        self.head(node);
        let schedule = node.pinpoint.last().kind == SegmentKind::Schedule;
        self.out.open("doc", &[("name", if schedule { "schedule" } else { "annex" })]);
        meta::write(self.out, self.print, self.root, Some(&id));
        let mut attached = Vec::new();
        let mut preamble = Vec::new();
        let mut body = Vec::new();
        for item in self.items(ix) {
            match item {
                Item::Node(below) => match self.get(below).map(part) {
                    Some(Part::Attachment) => attached.push(below),
                    Some(Part::Preamble) => preamble.push(below),
                    _ => body.push(Item::Node(below)),
                },
                words => body.push(words),
            }
        }
        if !preamble.is_empty() {
            self.preamble(&preamble);
        }
        self.out.open("mainBody", &[]);
        if body.is_empty() {
            self.out.line("p", &[], "");
        }
        for item in body {
            match item {
                Item::Words(words) => self.out.words(words),
                Item::Node(below) => self.provision(below),
            }
        }
        self.out.close();
        self.attachments(&attached);
        self.out.close();
        self.out.close();
    }

    fn preamble(&mut self, nodes: &[NodeIx]) {
        self.out.open("preamble", &[]);
        let before = self.out.len();
        for &ix in nodes {
            let Some(node) = self.get(ix) else { continue };
            let id = eid(&node.pinpoint);
            let mut group = 0;
            let mut open = false;
            for item in self.items(ix) {
                match item {
                    Item::Words(words) => {
                        if std::mem::take(&mut open) {
                            self.out.close();
                        }
                        self.out.words(words);
                    }
                    Item::Node(below) => {
                        if !std::mem::replace(&mut open, true) {
                            group += 1;
                            self.out.open("recitals", &[("eId", &format!("{id}__recs_{group}"))]);
                        }
                        self.recital(below);
                    }
                }
            }
            if open {
                self.out.close();
            }
        }
        if self.out.len() == before {
            self.out.line("p", &[], "");
        }
        self.out.close();
    }

    /// A recital, with the words of whatever stands below it: the standard does not divide recitals.
    fn recital(&mut self, ix: NodeIx) {
        let Some(node) = self.get(ix) else { return };
        self.out.open("recital", &[("eId", &eid(&node.pinpoint))]);
        self.head(node);
        let mut todo = vec![Item::Node(ix)];
        let mut lines = 0;
        while let Some(item) = todo.pop() {
            match item {
                Item::Words(words) => {
                    self.out.words(words);
                    lines += 1;
                }
                Item::Node(below) => {
                    let items = self.items(below);
                    todo.extend(items.into_iter().rev());
                }
            }
        }
        if lines == 0 {
            self.out.line("p", &[], "");
        }
        self.out.close();
    }

    /// A node of the body, with those below it.
    fn provision(&mut self, top: NodeIx) {
        // What is left to do: a node to open, or an element to close with the words before the end.
        enum Step<'d> {
            Open(NodeIx),
            Between(String, Vec<Line<'d>>),
            Close(Vec<Line<'d>>),
        }
        let mut todo = vec![Step::Open(top)];
        while let Some(step) = todo.pop() {
            let ix = match step {
                Step::Open(ix) => ix,
                Step::Between(id, words) => {
                    self.out.open("alinea", &[("eId", &id)]);
                    self.block("content", &words);
                    self.out.close();
                    continue;
                }
                Step::Close(words) => {
                    if !words.is_empty() {
                        self.block("wrapUp", &words);
                    }
                    self.out.close();
                    continue;
                }
            };
            let Some(node) = self.get(ix) else { continue };
            let id = eid(&node.pinpoint);
            let (tag, name) = element(node.pinpoint.last().kind);
            match name {
                Some(name) => self.out.open(tag, &[("eId", &id), ("name", name)]),
                None => self.out.open(tag, &[("eId", &id)]),
            }
            self.head(node);
            let mut runs: Vec<(Vec<Line<'_>>, Option<NodeIx>)> = vec![(Vec::new(), None)];
            for item in self.items(ix) {
                match item {
                    Item::Words(words) => {
                        if let Some((run, _)) = runs.last_mut() {
                            run.push(words);
                        }
                    }
                    Item::Node(below) => {
                        if let Some((_, next)) = runs.last_mut() {
                            *next = Some(below);
                        }
                        runs.push((Vec::new(), None));
                    }
                }
            }
            if runs.len() == 1 {
                let words = runs.pop().map(|(words, _)| words).unwrap_or_default();
                self.block("content", &words);
                self.out.close();
                continue;
            }
            let mut steps = Vec::new();
            let mut between = 0;
            for (at, (words, next)) in runs.into_iter().enumerate() {
                match next {
                    None => steps.push(Step::Close(words)),
                    Some(next) => {
                        if at == 0 && !words.is_empty() {
                            self.block("intro", &words);
                        } else if !words.is_empty() {
                            between += 1;
                            steps.push(Step::Between(format!("{id}__al_{between}"), words));
                        }
                        steps.push(Step::Open(next));
                    }
                }
            }
            todo.extend(steps.into_iter().rev());
        }
    }

    /// Number and heading, as printed.
    fn head(&mut self, node: &Node) {
        if let Some(mark) = &node.mark {
            self.out.line("num", &[], &mark.text);
        }
        if let Some(heading) = node.heading.as_deref().filter(|h| !h.is_empty()) {
            self.out.line("heading", &[], heading);
        }
    }

    /// Words in a container of blocks, a paragraph each.
    fn block(&mut self, tag: &str, words: &[Line<'_>]) {
        self.out.open(tag, &[]);
        if words.is_empty() {
            self.out.line("p", &[], "");
        }
        for words in words {
            self.out.words(*words);
        }
        self.out.close();
    }

    /// The own words of a node and the nodes below it, in the order of the text.
    fn items(&self, ix: NodeIx) -> Vec<Item<'a>> {
        let Some(node) = self.get(ix) else { return Vec::new() };
        let all = self.print.references;
        let from = all.partition_point(|r| r.node < ix);
        let own = &all[from..from + all[from..].partition_point(|r| r.node == ix)];
        let words = node.own.iter().enumerate().map(|(at, words)| {
            let from = own.partition_point(|r| r.words < at);
            let references = &own[from..from + own[from..].partition_point(|r| r.words == at)];
            (words.span.start(), Item::Words(Line { text: &words.text, references }))
        });
        let below =
            node.children.iter().filter_map(|ix| Some((self.get(*ix)?.span.start(), Item::Node(*ix))));
        let mut items: Vec<(usize, Item<'_>)> = words.chain(below).collect();
        items.sort_by_key(|(start, _)| *start);
        items.into_iter().map(|(_, item)| item).collect()
    }
}
