//! A document, its digest and its citations become the entries of the index.

use cite::Names;
use model::{Class, Digest, DigestEntry, Document, Label, Meta, Node, NodeIx, PassageId, Pinpoint};
use search::{Entry, Layer};

use crate::links;

/// Entries for a document, merged with what the digest says of its places; and, in words, what of the digest found
/// no place in the text.
pub(crate) fn of_document(
    document: &Document,
    digest: Option<&Digest>,
    names: &Names,
) -> (Vec<Entry>, Vec<String>) {
    let mut out: Vec<Entry> = Vec::with_capacity(document.nodes.len());
    let cited = links::of_document(document, names);
    for (i, (node, cited)) in document.nodes.iter().zip(cited).enumerate() {
        let above = document.above(node);
        let mut entry = blank(&document.meta, node.pinpoint.clone(), i as u64);
        entry.depth = above.len();
        entry.layer = Layer::Source;
        entry.heading = heading(node);
        entry.context = above.iter().filter_map(|n| container_heading(n)).collect();
        entry.chapeau =
            above.iter().filter_map(|n| opening_words(document, n)).collect::<Vec<_>>().join("\n");
        entry.text = node.own_text();
        entry.words = node.own.iter().map(|w| w.span).collect();
        entry.mark = node.mark.as_ref().map(|m| m.text.clone());
        entry.span = Some(node.span);
        entry.parent = node.parent.and_then(|ix| document.node(ix)).map(|n| n.pinpoint.clone());
        entry.children =
            node.children.iter().filter_map(|&ix| document.node(ix)).map(|n| n.pinpoint.clone()).collect();
        entry.class = node.class;
        entry.passage = node.is_passage();
        entry.cites = cited.into_iter().collect();
        annotate(&mut entry, digest);
        out.push(entry);
    }
    let mut unplaced = Vec::new();
    for said in digest.map_or(&[][..], |d| &d.entries) {
        if document.at(&said.place).is_none() {
            unplaced.push(format!(
                "corpus/digests/{}.md: the text has no `{}`, the digest of it stands alone",
                document.meta.id, said.place
            ));
            out.push(digest_alone(&document.meta, said, digest, out.len() as u64));
        }
    }
    (out, unplaced)
}

/// Entries for a document whose text is not here: its digests.
pub(crate) fn of_digest(meta: &Meta, digest: Option<&Digest>) -> Vec<Entry> {
    let said = digest.map_or(&[][..], |d| &d.entries);
    said.iter().enumerate().map(|(i, entry)| digest_alone(meta, entry, digest, i as u64)).collect()
}

fn digest_alone(meta: &Meta, said: &DigestEntry, digest: Option<&Digest>, ordinal: u64) -> Entry {
    let mut entry = blank(meta, said.place.clone(), ordinal);
    entry.passage = true;
    let level = said.place.segments().len() - 1;
    entry.depth = level;
    entry.parent = said.place.parent();
    annotate(&mut entry, digest);
    entry
}

fn blank(meta: &Meta, place: Pinpoint, ordinal: u64) -> Entry {
    Entry {
        id: PassageId::new(meta.id.clone(), place),
        ordinal,
        depth: 0,
        kind: meta.kind,
        layer: Layer::Digest,
        title: meta.title.clone(),
        short: meta.short_title().to_owned(),
        date: meta.date.clone(),
        heading: None,
        context: Vec::new(),
        chapeau: String::new(),
        text: String::new(),
        words: Vec::new(),
        mark: None,
        span: None,
        parent: None,
        children: Vec::new(),
        class: Class::Operative,
        passage: false,
        gist: None,
        notes: Vec::new(),
        context_gist: None,
        labels: Vec::new(),
        label_words: String::new(),
        cites: Vec::new(),
        language: None,
    }
}

/// Merges what the digest says: the gist and notes of the very place; its labels, or those of the nearest place
/// above that the digest speaks of, since a paragraph does what its article does unless it is said to differ.
fn annotate(entry: &mut Entry, digest: Option<&Digest>) {
    let Some(digest) = digest else { return };
    let place = entry.pinpoint().clone();
    if let Some(said) = digest.at(&place) {
        entry.gist = Some(said.gist.clone()).filter(|g| !g.is_empty());
        entry.notes.clone_from(&said.notes);
    }
    let mut above = Vec::new();
    let mut labels: Option<&[Label]> = digest.at(&place).and_then(|d| d.labels.as_deref());
    let mut at = place.parent();
    while let Some(here) = at {
        if let Some(said) = digest.at(&here) {
            labels = labels.or(said.labels.as_deref());
            above.push(said.gist.as_str());
        }
        at = here.parent();
    }
    entry.labels = labels.unwrap_or_default().to_vec();
    entry.label_words =
        entry.labels.iter().map(|l| l.as_str().replace('-', " ")).collect::<Vec<_>>().join("\n");
    entry.context_gist = (!above.is_empty()).then(|| above.join("\n"));
}

/// A node's own heading.
fn heading(node: &Node) -> Option<String> {
    node.heading.clone().filter(|h| !h.is_empty())
}

/// The heading of a node above, with its place where it is a part, chapter or section: "ch VII: Action …".
fn container_heading(node: &Node) -> Option<String> {
    use model::SegmentKind as K;
    let container = matches!(
        node.pinpoint.last().kind,
        K::Part | K::Title | K::Chapter | K::Section | K::Division | K::Annex | K::Schedule
    );
    match (&node.heading, container) {
        (Some(heading), true) => {
            Some(format!("{}: {heading}", Pinpoint::of(node.pinpoint.last().clone()).plain()))
        }
        (Some(heading), false) => Some(heading.clone()),
        (None, true) => Some(Pinpoint::of(node.pinpoint.last().clone()).plain()),
        (None, false) => None,
    }
}

/// The words of a node that stand before the nodes below it.
fn opening_words(document: &Document, node: &Node) -> Option<String> {
    let first = node.children.first().and_then(|&ix: &NodeIx| document.node(ix))?;
    let before = node.own.iter().filter(|w| w.span.end() <= first.span.start());
    let text = before.map(|w| w.text.as_str()).collect::<Vec<_>>().join("\n");
    (!text.is_empty()).then_some(text)
}
