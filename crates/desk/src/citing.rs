//! The citations of a text.

use cite::{Context, Names};
use ingest::{Manifest, Sha256};
use model::{AuthorityId, Citation, Lines, Position, Status, Target};

use crate::error::DeskError;
use crate::reading::{self, Source};
use crate::state::Record;
use crate::{Desk, Opened};

/// The citations of a text.
#[derive(Clone, Debug)]
pub struct Cited {
    /// The text's name, as given.
    pub file: String,
    /// In the order of the text.
    pub rows: Vec<CitedRow>,
}

/// One citation.
#[derive(Clone, Debug)]
pub struct CitedRow {
    /// The citation.
    pub citation: Citation,
    /// Its words, as they stand.
    pub text: String,
    /// Where it stands.
    pub position: Position,
    /// What it means, in words, a line a target.
    pub targets: Vec<String>,
}

impl Desk {
    /// The citations of a text, each with what it means. `own` says which authority the text is, so that its own
    /// places are understood; otherwise it is read as an essay.
    ///
    /// # Errors
    /// When a table is faulty, or the text is no UTF-8.
    pub fn cites(&self, file: &str, bytes: &[u8], own: Option<&str>) -> Result<Cited, DeskError> {
        let opened = self.opened()?;
        let text = utf8(file, bytes)?;
        let names = Names::new(self.catalogue()?);
        let own = own.map(|name| self.known_authority(name)).transpose()?.map(|a| a.id);
        let citations = self.citations(opened, text, &names, own)?;
        let lines = Lines::new(text);
        let row = |citation: Citation| CitedRow {
            text: citation.span.of(text).unwrap_or_default().to_owned(),
            position: lines.position(citation.span.start()),
            targets: citation.targets.iter().map(told).collect(),
            citation,
        };
        Ok(Cited { file: file.to_owned(), rows: citations.into_iter().map(row).collect() })
    }
}

impl Desk {
    /// The citations of a text. `own` says which authority it is; else a source of the corpus is read as what it is,
    /// wherever its file lies.
    pub(crate) fn citations(
        &self,
        opened: &Opened,
        text: &str,
        names: &Names,
        own: Option<AuthorityId>,
    ) -> Result<Vec<Citation>, DeskError> {
        let document = opened.document_of(text).filter(|id| own.as_ref().is_none_or(|own| own == id));
        Ok(match document {
            Some(id) => self.cites_of_document(opened, &id, text, names)?,
            None => cite::cites(text, names, &Context { own, own_place: None, ..Context::default() }, opened),
        })
    }

    /// The citations of a source of the corpus.
    fn cites_of_document(
        &self,
        opened: &Opened,
        id: &AuthorityId,
        raw: &str,
        names: &Names,
    ) -> Result<Vec<Citation>, DeskError> {
        let manifest = Manifest::load(&self.root)?;
        let Some(entry) = manifest.entry(id) else { return Ok(Vec::new()) };
        let document = self.read_entry(entry)?.value;
        let source = Source { document: &document, raw, format: entry.options.format };
        let title = |id: &AuthorityId| names.catalogue().get(id).map(|a| a.title.clone());
        let settled = |mut citation: Citation| {
            citation.targets.iter_mut().for_each(|t| *t = opened.settled(t, title));
            citation
        };
        Ok(reading::citations(source, names).into_iter().map(|p| settled(p.citation)).collect())
    }
}

impl Opened {
    /// The document of the corpus that has these very bytes, wherever the file lies.
    pub(crate) fn document_of(&self, text: &str) -> Option<AuthorityId> {
        let hash = Sha256::of(text.as_bytes()).to_string();
        Record::of_source(&self.index, &hash).filter(|r| r.held)?.id.parse().ok()
    }
}

/// The text of a file.
pub(crate) fn utf8<'b>(file: &str, bytes: &'b [u8]) -> Result<&'b str, DeskError> {
    std::str::from_utf8(bytes).map_err(|e| {
        DeskError::Refused(format!("{file}: no UTF-8 at byte {}; save it as UTF-8", e.valid_up_to()))
    })
}

/// A target in words.
pub(crate) fn told(target: &Target) -> String {
    let name = target.name.as_deref().unwrap_or("?");
    let place = target.place.as_ref().map(|p| format!(", {}", p.plain())).unwrap_or_default();
    match &target.status {
        Status::Resolved(nodes) => {
            let ids: Vec<String> = nodes.iter().map(ToString::to_string).collect();
            format!("→ {}", ids.join(", "))
        }
        Status::Ambiguous(candidates) => {
            let ids: Vec<String> = candidates.iter().map(ToString::to_string).collect();
            format!("ambiguous: {}{place}", ids.join(", "))
        }
        Status::Dangling => format!("dangling: the text does not say what it points at{place}"),
        status => format!("{}: {name}{place}", status.as_str()),
    }
}
