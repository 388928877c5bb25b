//! A researcher's own labels and notes, written into the digest of a document.
#![expect(clippy::disallowed_methods, reason = "the edge: reads and writes a digest file")]

use std::fs;

use ingest::{DigestEdit, Manifest};
use model::{Anchor, Digest, Document, Label, PassageId};

use crate::error::{DeskError, nearest};
use crate::reference::Meant;
use crate::replacing::replace_file;
use crate::{Desk, anchoring};

/// What is to be said of a passage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnnotateRequest {
    /// Labels that it carries.
    pub labels: Vec<String>,
    /// Labels that it does not carry.
    pub remove_labels: Vec<String>,
    /// Notes on it.
    pub notes: Vec<String>,
    /// Whether what was said of other words holds of the present ones.
    pub re_anchor: bool,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotated {
    /// The passage.
    pub id: PassageId,
    /// The digest file, from the root of the corpus.
    pub file: String,
    /// The labels before and after, where they are stated now.
    pub labels: Option<(Vec<Label>, Vec<Label>)>,
    /// Notes that were added.
    pub notes: Vec<String>,
    /// The words that all this is said of now, where that is new.
    pub anchor: Option<Anchor>,
    /// Passages below that have the same labels from now on, because nothing else is stated for them.
    pub below: usize,
}

impl Annotated {
    /// Whether the file is another than before.
    pub fn changed(&self) -> bool {
        self.labels.is_some() || !self.notes.is_empty() || self.anchor.is_some()
    }
}

impl Desk {
    /// Writes labels and notes on what `reference` means into the digest of its document, anchored to its words.
    ///
    /// # Errors
    /// When the reference means no passage or several, a label does not exist or is not there to be taken away, a note
    /// repeats the source, what is there already was said of other words, or the digest is faulty or cannot be written.
    pub fn annotate(&self, reference: &str, request: &AnnotateRequest) -> Result<Annotated, DeskError> {
        let id = self.one_passage(reference)?;
        let (document, place) = (id.document(), id.pinpoint());
        let manifest = Manifest::load(&self.root)?;
        let entry = manifest.entry(document).ok_or_else(|| DeskError::NoSuchDocument {
            name: document.to_string(),
            near: nearest(document.as_str(), manifest.documents().map(|e| e.id().as_str())),
        })?;
        let held = self.opened()?.record(document).is_some_and(|r| r.held);
        let text = if held { Some(self.read_entry(entry)?.value) } else { None };
        let digest = self.digest(document)?;
        let before = digest.as_ref().and_then(|d| d.at(place));
        if let Some((text, said)) = text.as_ref().zip(before)
            && let Some(strayed) = anchoring::strayed(text, said).filter(|_| !request.re_anchor)
        {
            return Err(DeskError::Refused(format!(
                "{id}: {}; `--re-anchor` keeps what is said there for the words as they are now",
                strayed.told(said)
            )));
        }
        let (old, new) = self.relabelled(&id, request)?;
        let notes: Vec<String> = request.notes.iter().map(|n| one_line(n)).collect();
        if notes.iter().any(String::is_empty) {
            return Err(DeskError::Refused("a note says something".to_owned()));
        }
        let said_already = |note: &String| before.is_some_and(|b| b.notes.contains(note));
        let notes: Vec<String> = notes.into_iter().filter(|n| !said_already(n)).collect();
        if let Some(text) = &text {
            own_words(&id, text, &notes)?;
        }
        let restated = old != new;
        let mut done = Annotated {
            file: format!("corpus/digests/{document}.md"),
            labels: restated.then_some((old, new.clone())),
            notes,
            anchor: None,
            below: 0,
            id: id.clone(),
        };
        let at = |place: &model::Pinpoint| text.as_ref().and_then(|t: &Document| Some((t.at(place)?.0, t)));
        if done.changed() || request.re_anchor && before.is_some() {
            let anchor = at(place).and_then(|(ix, t)| anchoring::anchor(t, ix));
            done.anchor = anchor.filter(|a| before.and_then(|b| b.anchor.as_ref()) != Some(a));
        }
        if restated && let Some(text) = &text {
            done.below = left_to(text, digest.as_ref(), &id);
        }
        if !done.changed() {
            return Ok(done);
        }
        let edit = DigestEdit {
            labels: restated.then_some(new),
            notes: done.notes.clone(),
            anchor: done.anchor.clone(),
        };
        let here = at(place).map(|(ix, _)| ix);
        let after = |other: &model::Pinpoint| at(other).map(|(ix, _)| ix) > here;
        let path = self.root.join(&done.file);
        let old = match fs::read_to_string(&path) {
            Ok(old) => old,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(e) => return Err(DeskError::read(&path, e)),
        };
        let new = ingest::edit_digest(&old, &path, (document, &entry.meta.title), place, &edit, after)?;
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|e| DeskError::write(folder, e))?;
        }
        replace_file(&path, new.as_bytes())?;
        Ok(done)
    }

    /// The one passage that a reference means.
    fn one_passage(&self, reference: &str) -> Result<PassageId, DeskError> {
        let mut ids: Vec<PassageId> = Vec::new();
        for meant in self.meant(self.opened()?, reference)? {
            match meant {
                Meant::Nodes(more) | Meant::Any(more) => ids.extend(more),
                Meant::Whole(id) => {
                    return Err(DeskError::Refused(format!("name a provision or paragraph of {id}")));
                }
                Meant::Nothing(_, remark) => return Err(DeskError::Refused(remark)),
            }
        }
        match ids.as_slice() {
            [one] => Ok(one.clone()),
            _ => {
                let names: Vec<String> = ids.iter().take(5).map(ToString::to_string).collect();
                let names = if names.is_empty() { "no passage".to_owned() } else { names.join(", ") };
                Err(DeskError::Refused(format!("`{reference}` means {names}: name one")))
            }
        }
    }

    /// The labels of a passage, and what they are to be. To correct the tagger is to state all of them.
    fn relabelled(
        &self,
        id: &PassageId,
        request: &AnnotateRequest,
    ) -> Result<(Vec<Label>, Vec<Label>), DeskError> {
        let old = self.opened()?.index.entry(id)?.map(|e| e.labels).unwrap_or_default();
        let mut new = old.clone();
        let known = self.taxonomy()?.map(|t| t.names());
        for given in &request.labels {
            let nowhere = || DeskError::NoSuchValue {
                what: "label",
                given: given.clone(),
                allowed: known.clone().unwrap_or_default(),
            };
            if known.as_ref().is_some_and(|names| !names.contains(given)) {
                return Err(nowhere());
            }
            let label: Label = given.parse().map_err(|_| nowhere())?;
            if !new.contains(&label) {
                new.push(label);
            }
        }
        for given in &request.remove_labels {
            if !old.iter().any(|l| l.as_str() == given) {
                let names: Vec<&str> = old.iter().map(Label::as_str).collect();
                let has = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
                return Err(DeskError::Refused(format!("{id} has no label `{given}`; it has: {has}")));
            }
            new.retain(|l| l.as_str() != given);
        }
        Ok((old, new))
    }
}

/// How many passages below `id` have its labels because the digest states none for them.
fn left_to(text: &Document, digest: Option<&Digest>, id: &PassageId) -> usize {
    let stated =
        |place: &model::Pinpoint| digest.and_then(|d| d.at(place)).is_some_and(|said| said.labels.is_some());
    let below = |node: &&model::Node| {
        let up = std::iter::successors(Some(node.pinpoint.clone()), model::Pinpoint::parent);
        let mut up = up.take_while(|place| !place.same(id.pinpoint()));
        let inside = node.pinpoint.segments().len() > id.pinpoint().segments().len()
            && node.pinpoint.within(id.pinpoint());
        node.is_passage() && inside && !up.any(|place| stated(&place))
    };
    text.nodes.iter().filter(below).count()
}

/// Refuses notes that take over words of their source.
fn own_words(id: &PassageId, text: &Document, notes: &[String]) -> Result<(), DeskError> {
    let entry = model::DigestEntry {
        place: id.pinpoint().clone(),
        gist: String::new(),
        labels: None,
        notes: notes.to_vec(),
        anchor: None,
        span: model::Span::new(0, 0),
    };
    let digest = Digest { document: id.document().clone(), entries: vec![entry] };
    let source: Vec<String> = text.nodes.iter().map(model::Node::own_text).collect();
    match ingest::repeats(&digest, &source.join("\n")).first() {
        Some(repeat) => Err(DeskError::Refused(format!(
            "the note has eight or more words of the source in a row: “{}”; say it in your own",
            repeat.words
        ))),
        None => Ok(()),
    }
}

/// A note as an item of a list: on one line.
fn one_line(note: &str) -> String {
    note.split_whitespace().collect::<Vec<_>>().join(" ")
}
