//! From the index's records to passages.

use std::sync::{Arc, PoisonError};

use model::SegmentKind as K;
use model::{AuthorityId, Held, Lookup, PassageId, Pinpoint, Span, Status, Target};
use search::{Entry, Layer};

use crate::answer::{Line, Passage, SourceRef};
use crate::error::{DeskError, nearest};
use crate::state::{Order, Record};
use crate::{Desk, Opened};

impl Opened {
    /// The record of a document, read once.
    pub(crate) fn record(&self, id: &AuthorityId) -> Option<Arc<Record>> {
        // A thread that panicked while it held the lock left the table as good as it was.
        let mut records = self.records.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = records.get(id.as_str()) {
            return known.clone();
        }
        let record = Record::of(&self.index, id.as_str()).map(Arc::new);
        records.insert(id.to_string(), record.clone());
        record
    }

    /// The ids of the documents, in the order of the manifest.
    pub(crate) fn in_order(&self) -> Result<Vec<AuthorityId>, DeskError> {
        Ok(Order::of(&self.index)?.ids().filter_map(|id| id.parse().ok()).collect())
    }

    /// A target as things stand: its status by what is held now, its name by `title`.
    pub(crate) fn settled(&self, target: &Target, title: impl Fn(&AuthorityId) -> Option<String>) -> Target {
        let Some(id) = &target.authority else { return target.clone() };
        let status = match &target.place {
            None if self.holds(id) => Status::Document,
            None => Status::Unheld,
            Some(place) => match cite::look_up(self, id, place) {
                Lookup::Found(nodes) => Status::Resolved(nodes),
                Lookup::NotInThisText => Status::NotInThisText,
                Lookup::NoSuchPlace => Status::NoSuchPlace,
                Lookup::Unheld => Status::Unheld,
            },
        };
        Target { name: title(id).map(Into::into), status, ..target.clone() }
    }

    /// A hit: the node's own words.
    pub(crate) fn passage(&self, entry: &Entry) -> Passage {
        let mut passage = self.frame(entry);
        passage.lines = own_lines(entry, 0);
        let (span, spans) = own_span(entry);
        passage.span = span;
        passage.spans = spans;
        if entry.layer == Layer::Source {
            passage.text.clone_from(&entry.text);
        }
        passage
    }

    /// The whole node: its own words and those of every node below it.
    pub(crate) fn whole(&self, entry: &Entry) -> Result<Passage, DeskError> {
        let mut passage = self.frame(entry);
        passage.span = entry.span;
        if entry.layer == Layer::Source {
            let below = if entry.children.is_empty() { Vec::new() } else { self.index.under(&entry.id)? };
            passage.lines = interleaved(entry, below.iter().filter(|e| e.id != entry.id));
            passage.text = passage.lines.iter().map(printed).collect::<Vec<_>>().join("\n");
        }
        Ok(passage)
    }

    /// Everything of a passage but its words and spans. The text of a digest layer is the digest.
    fn frame(&self, entry: &Entry) -> Passage {
        let record = self.record(entry.document());
        let held = entry.layer == Layer::Source;
        let source = record.as_ref().filter(|_| held).map(|r| SourceRef {
            file: r.file.clone(),
            sha256: r.sha256.clone(),
            url: r.url.clone(),
        });
        let child = |place: &Pinpoint| PassageId::new(entry.document().clone(), place.clone());
        Passage {
            id: entry.id.clone(),
            title: entry.title.clone(),
            short: entry.short.clone(),
            heading: entry.heading.clone().or_else(|| entry.context.last().cloned()),
            context: entry.context.clone(),
            chapeau: entry.chapeau.clone(),
            mark: printed_mark(entry),
            text: if held { String::new() } else { entry.gist.clone().unwrap_or_default() },
            lines: Vec::new(),
            children: entry.children.iter().map(child).collect(),
            span: None,
            spans: Vec::new(),
            labels: entry.labels.iter().map(ToString::to_string).collect(),
            gist: entry.gist.clone(),
            notes: entry.notes.clone(),
            layer: entry.layer,
            language: entry.language.clone(),
            kind: entry.kind,
            edition: record.map(|r| r.edition()).unwrap_or_default(),
            source,
        }
    }
}

/// A line as it stands in the source: a mark that the source does not print is left out.
fn printed(line: &Line) -> String {
    match line.mark.as_deref().filter(|m| !m.starts_with('[')) {
        Some(mark) => format!("{mark} {}", line.text),
        None => line.text.clone(),
    }
}

/// The mark to print before a node's words: as in the source, or its number in square brackets where the source
/// prints none. What stands above paragraphs is announced in square brackets, since its mark is a heading.
fn mark(entry: &Entry) -> Option<String> {
    let last = entry.pinpoint().last();
    let number = last.number.as_deref()?;
    match last.kind {
        K::Paragraph | K::Point | K::Subpoint => entry.mark.clone().or_else(|| Some(format!("[{number}]"))),
        K::Article | K::Rule | K::Principle | K::Chapter | K::Part | K::Section | K::Annex => {
            let heading = entry.heading.as_deref().map(|h| format!(": {h}")).unwrap_or_default();
            Some(format!("[{} {number}{heading}]", last.kind.short()))
        }
        _ => None,
    }
}

/// The mark of a paragraph or point as the source prints it.
fn printed_mark(entry: &Entry) -> Option<String> {
    let marked = matches!(entry.pinpoint().last().kind, K::Paragraph | K::Point | K::Subpoint);
    entry.mark.clone().filter(|_| marked)
}

/// A node's own words, one line a paragraph, the mark on the first.
fn own_lines(entry: &Entry, depth: usize) -> Vec<Line> {
    let lines = entry.text.lines().enumerate();
    lines
        .map(|(i, text)| Line {
            depth,
            mark: mark(entry).filter(|_| i == 0 && depth > 0),
            text: text.to_owned(),
        })
        .collect()
}

/// The words of `top` and of the nodes below it, in the order of the file.
fn interleaved<'e>(top: &'e Entry, below: impl Iterator<Item = &'e Entry>) -> Vec<Line> {
    let mut placed: Vec<(usize, Line)> = Vec::new();
    for entry in std::iter::once(top).chain(below) {
        let depth = entry.depth.saturating_sub(top.depth);
        let lines = own_lines(entry, depth);
        if lines.is_empty() && depth > 0 {
            // A heading, or a mark whose words all stand in the points below it: it still has its place.
            if let (Some(mark), Some(span)) = (mark(entry), entry.span) {
                placed.push((span.start(), Line { depth, mark: Some(mark), text: String::new() }));
            }
        }
        for (line, span) in lines.into_iter().zip(&entry.words) {
            placed.push((span.start(), line));
        }
    }
    placed.sort_by_key(|(start, _)| *start);
    placed.into_iter().map(|(_, line)| line).collect()
}

/// The stretch of a node's own words with their mark; the parts as well, where they do not lie together.
fn own_span(entry: &Entry) -> (Option<Span>, Vec<Span>) {
    if entry.children.is_empty() {
        return (entry.span, Vec::new());
    }
    let (Some(node), Some(first)) = (entry.span, entry.words.first()) else {
        return (entry.span, Vec::new());
    };
    let all = entry.words.iter().fold(*first, |a, b| a.cover(*b));
    // Opening words follow the mark, where the node begins.
    let opening = Span::new(node.start().min(all.start()), all.end());
    let spans = if entry.words.len() > 1 { entry.words.clone() } else { Vec::new() };
    (Some(opening), spans)
}

impl Desk {
    /// The id of a document written as an id, a short title or a title.
    pub(crate) fn document_id(&self, name: &str) -> Result<AuthorityId, DeskError> {
        let opened = self.opened()?;
        if let Some(id) =
            name.trim().to_ascii_lowercase().parse().ok().filter(|id| opened.record(id).is_some())
        {
            return Ok(id);
        }
        let documents = Record::all(&opened.index)?;
        let same = |a: &str| a.eq_ignore_ascii_case(name.trim());
        let called = |r: &&Record| same(&r.title) || r.short.iter().any(|s| same(s));
        if let Some(id) = documents.iter().find(called).and_then(|r| r.id.parse().ok()) {
            return Ok(id);
        }
        let names = documents
            .iter()
            .flat_map(|r| std::iter::once(r.id.as_str()).chain(r.short.iter().map(String::as_str)));
        Err(DeskError::NoSuchDocument { name: name.to_owned(), near: nearest(name, names) })
    }
}

impl Held for Opened {
    fn holds(&self, authority: &AuthorityId) -> bool {
        self.record(authority).is_some_and(|r| r.held)
    }

    fn look_up(&self, authority: &AuthorityId, place: &Pinpoint) -> Lookup {
        let Some(record) = self.record(authority).filter(|r| r.held) else { return Lookup::Unheld };
        let id = PassageId::new(authority.clone(), place.clone());
        if !place.is_range()
            && matches!(self.index.entry(&id), Ok(Some(entry)) if entry.layer == Layer::Source)
        {
            return Lookup::Found(vec![id]);
        }
        // Other numerals, a range, or no such place: this needs the tree.
        let Ok(entries) = self.index.document(authority) else { return Lookup::Unheld };
        tree(&record, authority, &entries).look_up(place)
    }
}

/// The tree of a held document as the index keeps it.
pub(crate) fn tree(record: &Record, id: &AuthorityId, entries: &[Entry]) -> model::Document {
    use std::collections::BTreeMap;
    let held: Vec<&Entry> = entries.iter().filter(|e| e.layer == Layer::Source).collect();
    let at: BTreeMap<&Pinpoint, usize> = held.iter().enumerate().map(|(i, e)| (e.pinpoint(), i)).collect();
    let ix = |place: &Pinpoint| at.get(place).copied().map(model::NodeIx);
    let node = |entry: &&Entry| model::Node {
        pinpoint: entry.pinpoint().clone(),
        parent: entry.parent.as_ref().and_then(ix),
        children: entry.children.iter().filter_map(ix).collect(),
        class: entry.class,
        heading: entry.heading.clone(),
        mark: None,
        span: entry.span.unwrap_or_default(),
        own: entry
            .words
            .iter()
            .zip(entry.text.lines())
            .map(|(span, text)| model::Words { span: *span, text: text.to_owned() })
            .collect(),
    };
    model::Document { meta: record.meta(id.clone()), nodes: held.iter().map(node).collect() }
}
