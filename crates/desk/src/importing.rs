//! Labels and notes that others wrote, taken into the digests where they fit: W3C Web Annotations.

use std::collections::BTreeMap;

use exchange::{Everything, Quote, Read};
use ingest::Manifest;
use model::{DigestEntry, Document, Node, PassageId, Span};

use crate::anchoring::{self, Strayed};
use crate::annotating::{AnnotateRequest, Annotated};
use crate::citing::utf8;
use crate::error::DeskError;
use crate::{Desk, Opened};

/// What was taken and what was left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// What was written, by passage.
    pub taken: Vec<Annotated>,
    /// Passages that had it all already.
    pub known: usize,
    /// Citations and labels of a tagger, which the program finds anew.
    pub ours: usize,
    /// Annotations whose words stand at another place now, where they were taken to, in words.
    pub moved: Vec<String>,
    /// What does not fit.
    pub left: Vec<LeftOut>,
}

/// An annotation that was left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its id.
    pub id: String,
    /// Why, in words.
    pub reason: String,
}

/// What is to be written on a passage, and the annotations that say so.
#[derive(Default)]
struct Said {
    ids: Vec<String>,
    request: AnnotateRequest,
}

impl Desk {
    /// Takes the labels and notes of a file of annotations into the digests. An annotation whose words have moved goes
    /// where they stand now; one whose words have changed, or that cannot be placed, is left.
    ///
    /// # Errors
    /// When the file cannot be understood or counts positions in another unit, or a source or table cannot be read.
    pub fn import_annotations(&self, file: &str, bytes: &[u8]) -> Result<Imported, DeskError> {
        let fault = |cause| DeskError::Annotations { file: file.to_owned(), cause };
        let Everything { read, left, ours } =
            exchange::read_annotations(utf8(file, bytes)?).map_err(fault)?;
        let opened = self.opened()?;
        let manifest = Manifest::load(&self.root)?;
        let mut out = Imported { ours, ..Imported::default() };
        out.left.extend(left.into_iter().map(|l| LeftOut { id: l.id, reason: l.reason }));
        let mut texts: BTreeMap<String, Document> = BTreeMap::new();
        let mut said: BTreeMap<PassageId, Said> = BTreeMap::new();
        for one in read {
            match self.placed(opened, &manifest, &mut texts, &one)? {
                Err(reason) => out.left.push(LeftOut { id: one.id, reason }),
                Ok(place) => {
                    if one.passage.as_ref().is_some_and(|p| *p != place) {
                        out.moved.push(format!("{}: its words have moved to {place}", one.id));
                    }
                    let there = said.entry(place).or_default();
                    there.ids.push(one.id);
                    there.request.labels.extend(one.labels);
                    there.request.notes.extend(one.notes);
                }
            }
        }
        for (place, said) in said {
            if has_all(opened, &place, &said.request)? {
                out.known += 1;
                continue;
            }
            match self.annotate(&place.to_string(), &said.request) {
                Ok(done) if done.changed() => out.taken.push(done),
                Ok(_) => out.known += 1,
                Err(error) => {
                    let reason = error.to_string();
                    out.left.extend(said.ids.into_iter().map(|id| LeftOut { id, reason: reason.clone() }));
                }
            }
        }
        Ok(out)
    }

    /// The passage that an annotation speaks of, as the text stands now; else why there is none.
    fn placed(
        &self,
        opened: &Opened,
        manifest: &Manifest,
        texts: &mut BTreeMap<String, Document>,
        one: &Read,
    ) -> Result<Result<PassageId, String>, DeskError> {
        let entry = match (&one.passage, &one.quote) {
            (Some(passage), _) => manifest.entry(passage.document()),
            (None, Some(quote)) => manifest.documents().find(|e| {
                let urls = e.source.urls.iter().chain(&e.source.page);
                urls.map(|u| u.trim_end_matches('/')).any(|u| u == quote.source.trim_end_matches('/'))
            }),
            (None, None) => None,
        };
        let Some(entry) = entry else {
            return Ok(Err("no document of this corpus is what it speaks of".to_owned()));
        };
        if !opened.record(entry.id()).is_some_and(|r| r.held) {
            return Ok(Err(format!("the text of {} is not held: nothing tells whether it fits", entry.id())));
        }
        if !texts.contains_key(entry.id().as_str()) {
            texts.insert(entry.id().to_string(), self.read_entry(entry)?.value);
        }
        let Some(document) = texts.get(entry.id().as_str()) else {
            return Ok(Err(format!("the text of {} cannot be read", entry.id())));
        };
        Ok(match (&one.passage, &one.quote) {
            (Some(passage), _) => of_passage(document, passage, one, &entry.source.sha256.to_string()),
            (None, Some(quote)) => of_quote(document, quote),
            (None, None) => Err("it names no passage".to_owned()),
        })
    }
}

/// Whether a passage has these labels and notes: asked before a digest is opened, since most of what comes back was there.
fn has_all(opened: &Opened, place: &PassageId, request: &AnnotateRequest) -> Result<bool, DeskError> {
    let Some(entry) = opened.index.entry(place)? else { return Ok(false) };
    let labels = request.labels.iter().all(|l| entry.labels.iter().any(|has| has.as_str() == l));
    Ok(labels && request.notes.iter().all(|n| entry.notes.contains(n)))
}

/// The place of a passage that an annotation names, if its words are there.
fn of_passage(
    document: &Document,
    passage: &PassageId,
    one: &Read,
    sha256: &str,
) -> Result<PassageId, String> {
    let there = document.at(passage.pinpoint()).map(|(_, node)| document.id(node));
    let Some(anchor) = &one.anchor else {
        // Without words to compare, only the very same file will do.
        return match (there, one.sha256.as_deref()) {
            (None, _) => Err(format!("the text has no `{}`", passage.pinpoint())),
            (Some(_), Some(other)) if other != sha256 => {
                Err("it speaks of another file, and does not say of which words".to_owned())
            }
            (Some(place), _) => Ok(place),
        };
    };
    let entry = DigestEntry {
        place: passage.pinpoint().clone(),
        gist: String::new(),
        labels: None,
        notes: one.notes.clone(),
        anchor: Some(anchor.clone()),
        span: Span::new(0, 0),
    };
    match anchoring::strayed(document, &entry) {
        None => there.ok_or_else(|| format!("the text has no `{}`", passage.pinpoint())),
        Some(Strayed::Moved(to)) => Ok(PassageId::new(passage.document().clone(), to)),
        Some(Strayed::Changed) => Err(format!("its words stand nowhere in the text: “{}”", anchor.words())),
    }
}

/// The one passage that has these words.
fn of_quote(document: &Document, quote: &Quote) -> Result<PassageId, String> {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let wanted = plain(&quote.exact);
    let has = |node: &&Node| plain(&node.own_text()).contains(&wanted);
    let mut found = document.nodes.iter().filter(has);
    match (found.next(), found.next()) {
        (Some(node), None) => Ok(document.id(node)),
        (Some(_), Some(_)) => Err(format!("several passages have its words: “{wanted}”")),
        _ => Err(format!("no passage has its words: “{wanted}”")),
    }
}
