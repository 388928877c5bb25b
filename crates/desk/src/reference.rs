//! Plainly written references, resolved to nodes: ids, and what a lawyer writes.

use model::{AuthorityId, Held, Lookup, PassageId, Pinpoint};

use crate::answer::{Passage, Shown};
use crate::catalogue::unheld;
use crate::error::DeskError;
use crate::{Desk, Opened};

/// What a reference came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Meant {
    /// Nodes of held texts, or of digests where the text is not held.
    Nodes(Vec<PassageId>),
    /// A place without a name, and the nodes it may mean.
    Any(Vec<PassageId>),
    /// The whole of a held document.
    Whole(AuthorityId),
    /// An authority, with or without a place, that leads to no node: the status and a remark for people.
    Nothing(&'static str, String),
}

impl Desk {
    /// Shows what references mean. Words that make one reference may come as one argument or as several.
    ///
    /// # Errors
    /// When a reference cannot be understood, or the index cannot be read.
    pub fn show(&self, references: &[String]) -> Result<Shown, DeskError> {
        let opened = self.opened()?;
        let joined = references.join(" ");
        let meanings = match self.meant(opened, &joined) {
            Ok(meant) => vec![meant],
            Err(error) if references.len() < 2 => return Err(error),
            Err(_) => references.iter().map(|r| self.meant(opened, r)).collect::<Result<_, _>>()?,
        };
        let mut shown =
            Shown { query: joined, passages: Vec::new(), status: "resolved", remarks: Vec::new() };
        for meant in meanings.into_iter().flatten() {
            match meant {
                Meant::Nodes(ids) => {
                    for id in ids {
                        shown.passages.extend(self.node(opened, &id)?);
                    }
                }
                Meant::Any(ids) => {
                    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
                    note(&mut shown, "ambiguous", format!("several documents have it: {}", ids.join(", ")));
                }
                Meant::Whole(id) => {
                    let tops = opened.index.document(&id)?;
                    for entry in tops.iter().filter(|e| e.depth == 0) {
                        shown.passages.push(opened.whole(entry)?);
                    }
                    note(&mut shown, "document", String::new());
                }
                Meant::Nothing(status, remark) => note(&mut shown, status, remark),
            }
        }
        let variants = self.variants()?;
        for passage in &mut shown.passages {
            let misprints = variants.misprints_in(passage.id.document(), passage.id.pinpoint());
            let told = misprints.filter(|m| passage.text.contains(&m.held)).map(|m| {
                format!(
                    "misprint of this print: \u{201c}{}\u{201d}; {} has \u{201c}{}\u{201d}",
                    m.held, m.whose, m.other
                )
            });
            let told: Vec<String> = told.collect();
            passage.notes.extend(told);
        }
        Ok(shown)
    }

    fn node(&self, opened: &Opened, id: &PassageId) -> Result<Option<Passage>, DeskError> {
        Ok(match opened.index.entry(id)? {
            Some(entry) => Some(opened.whole(&entry)?),
            None => None,
        })
    }

    /// What a written reference means, one item per authority and place it names.
    pub(crate) fn meant(&self, opened: &Opened, text: &str) -> Result<Vec<Meant>, DeskError> {
        let text = text.trim();
        if let Ok(id) = text.parse::<PassageId>() {
            if id.document().is_witness() || opened.record(id.document()).is_none() {
                if let Some(title) = self.title_in_tables(opened, id.document()) {
                    return Ok(vec![unheld(&title)]);
                }
                self.document_id(id.document().as_str())?;
            }
            return Ok(vec![place(opened, id.document(), id.pinpoint())]);
        }
        if let Ok(id) = text.parse() {
            if opened.record(&id).is_some() {
                return Ok(vec![Meant::Whole(id)]);
            }
            if let Some(title) = self.title_in_tables(opened, &id) {
                return Ok(vec![unheld(&title)]);
            }
        }
        self.written(opened, text)
    }
}

/// Remembers the first status that is not `resolved`, and every remark.
fn note(shown: &mut Shown, status: &'static str, remark: String) {
    if shown.status == "resolved" {
        shown.status = status;
    }
    if !remark.is_empty() {
        shown.remarks.push(remark);
    }
}

/// What a place in the text of an authority comes to.
pub(crate) fn place(opened: &Opened, authority: &AuthorityId, place: &Pinpoint) -> Meant {
    let title = opened.record(authority).map_or_else(|| authority.to_string(), |r| r.title.clone());
    match opened.look_up(authority, place) {
        Lookup::Found(ids) => Meant::Nodes(ids),
        Lookup::NotInThisText => Meant::Nothing(
            "not-in-this-text",
            format!(
                "{title}: {} is not in this text, though the instrument has or may have it",
                place.plain()
            ),
        ),
        Lookup::NoSuchPlace => {
            Meant::Nothing("no-such-place", format!("{title}: there is no {}", place.plain()))
        }
        Lookup::Unheld => {
            let id = PassageId::new(authority.clone(), place.clone());
            // The digest speaks for a text that is not held.
            match opened.index.entry(&id) {
                Ok(Some(_)) => Meant::Nodes(vec![id]),
                _ => unheld(&title),
            }
        }
    }
}
