//! Claims: a text sentence by sentence, each sentence with its citations and the words they lead to.

mod cited_by;
mod hang;

use std::collections::BTreeMap;

use cite::Names;
use ingest::{Format, Manifest, Options, Sha256, Structure};
use model::{AuthorityId, Form, Kind, Meta, PassageId, Span, Status, Target};
use search::Sentence;

use crate::error::DeskError;
use crate::intake::bare;
use crate::reading::{self, Source};
use crate::{Desk, Opened};

pub use cited_by::CitedBy;
pub(crate) use hang::citing;
use hang::hung;

/// The claims of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Claims {
    /// The document's id, or, for a text outside the corpus, the name of its file.
    pub document: String,
    /// The document's title; for a text outside the corpus, the name of its file.
    pub title: String,
    /// In the order of the text.
    pub claims: Vec<Claim>,
    /// The headings that cite something, in the order of the text. They claim nothing themselves and support no sentence.
    pub headings: Vec<Claim>,
}

/// One sentence, or a heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Its id: `schmitt-2025#par-14/s-2`; of a heading, the id of what stands under it.
    pub id: String,
    /// The id of the document or the name of the file.
    pub document: String,
    /// The heading it stands under.
    pub heading: Option<String>,
    /// The sentence in the raw file; where it takes the block after it, to the end of the block.
    pub span: Span,
    /// Its parts, where it has several; else empty.
    pub spans: Vec<Span>,
    /// Its words, a paragraph a line.
    pub text: String,
    /// The opening words that it goes on from, where it is an item of a list or of an enumeration.
    pub chapeau: Option<String>,
    /// What it cites, a link for each target of each citation.
    pub links: Vec<Link>,
    /// The footnotes that it calls, by id.
    pub notes: Vec<String>,
}

/// A citation and one thing it means.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Where the citation stands in the raw file.
    pub span: Span,
    /// Its words.
    pub text: String,
    /// How it says what it means.
    pub form: Form,
    /// What it means.
    pub target: Target,
    /// The same in words: "UN Charter, art 2(4)".
    pub told: String,
    /// The words of the source, where it is held and a place was found.
    pub words: Option<String>,
    /// How the target stands to the place that was asked for; only where one was.
    pub relation: Option<Relation>,
}

/// How what is cited stands to what was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// It is that.
    Same,
    /// It lies within that.
    Part,
    /// It is a whole that this lies within.
    Whole,
}

impl Relation {
    /// The written form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Part => "part",
            Self::Whole => "whole",
        }
    }
}

impl Claims {
    /// The same, but only the sentences without citations, be it in the text or in a footnote that they call.
    #[must_use]
    pub fn unsupported(self) -> Self {
        let cited: Vec<String> =
            self.claims.iter().filter(|c| !c.links.is_empty()).map(|c| c.id.clone()).collect();
        let supports = |note: &String| cited.iter().any(|id| id.starts_with(&format!("{note}/")));
        let kept = |c: &Claim| c.links.is_empty() && !c.notes.iter().any(supports);
        Self { claims: self.claims.into_iter().filter(kept).collect(), headings: Vec::new(), ..self }
    }
}

/// What claims are read with.
struct Reader<'r> {
    opened: &'r Opened,
    desk: &'r Desk,
    /// Loaded when first asked for: what the index knows needs no table.
    names: Option<Names>,
    /// Titles of what was cited.
    titles: BTreeMap<AuthorityId, Option<String>>,
    /// Nodes that were cited: how they are cited and what they say.
    known: BTreeMap<PassageId, (String, String)>,
}

impl Desk {
    /// The claims of a document, named by id or title.
    ///
    /// # Errors
    /// When there is no such document, its text is not here, or the index or a table cannot be read.
    pub fn claims(&self, name: &str) -> Result<Claims, DeskError> {
        let mut reader = Reader::new(self.opened()?, self);
        let id = self.document_id(name)?;
        let manifest = Manifest::load(&self.root)?;
        let Some(entry) = manifest.entry(&id) else {
            return Err(DeskError::NoSuchDocument { name: name.to_owned(), near: Vec::new() });
        };
        self.claims_of_entry(&mut reader, entry)
    }

    fn claims_of_entry(&self, reader: &mut Reader<'_>, entry: &ingest::Entry) -> Result<Claims, DeskError> {
        let id = entry.id();
        if !reader.opened.record(id).is_some_and(|r| r.held) {
            return Err(DeskError::Refused(format!(
                "{id}: the text is not here; `corpus sync` brings it in"
            )));
        }
        let document = self.read_entry(entry)?.value;
        let raw = self.raw(entry)?;
        let source = Source { document: &document, raw: &raw, format: entry.options.format };
        reader.claims(id.as_str(), &entry.meta.title, source)
    }

    /// The claims of a text that is no document of the corpus, read as an essay. A copy of a source is known for what it
    /// is.
    ///
    /// # Errors
    /// When the text cannot be read, or the index or a table cannot.
    pub fn claims_of(&self, file: &str, bytes: &[u8]) -> Result<Claims, DeskError> {
        let mut reader = Reader::new(self.opened()?, self);
        let hash = Sha256::of(bytes);
        let manifest = Manifest::load(&self.root)?;
        if let Some(entry) = manifest.documents().find(|e| e.source.sha256 == hash)
            && reader.opened.record(entry.id()).is_some_and(|r| r.held)
        {
            return self.claims_of_entry(&mut reader, entry);
        }
        let format = crate::intake::format_of(file).unwrap_or(Format::Text);
        let options = Options { format, structure: Structure::Essay, ..Options::default() };
        let read = ingest::read(bytes, &stranger(file)?, &options, None)
            .map_err(|cause| DeskError::Read { id: file.to_owned(), cause })?;
        let raw = String::from_utf8_lossy(bytes);
        reader.claims(file, file, Source { document: &read.value, raw: &raw, format })
    }
}

/// What is known of a text outside the corpus.
fn stranger(file: &str) -> Result<Meta, DeskError> {
    let id = AuthorityId::new("text").map_err(|e| DeskError::Refused(e.to_string()))?;
    Ok(Meta { kind: Kind::Essay, ..bare(id, file) })
}

impl<'r> Reader<'r> {
    fn new(opened: &'r Opened, desk: &'r Desk) -> Self {
        Self { opened, desk, names: None, titles: BTreeMap::new(), known: BTreeMap::new() }
    }

    fn names(&mut self) -> Result<&Names, DeskError> {
        let names = match self.names.take() {
            Some(names) => names,
            None => Names::new(self.desk.catalogue()?),
        };
        Ok(self.names.insert(names))
    }

    /// The sentences of a text with their links.
    fn claims(&mut self, name: &str, title: &str, source: Source<'_>) -> Result<Claims, DeskError> {
        let placed = reading::citations(source, self.names()?);
        let (mut claims, mut headings) = (Vec::new(), Vec::new());
        for one in hung(name, source, placed) {
            let Some(node) = source.document.nodes.get(one.node) else { continue };
            let heading = node.heading.clone().filter(|_| one.sentence.number.is_some());
            let id = format!("{name}#{}", node.pinpoint);
            let list = if one.sentence.number.is_some() { &mut claims } else { &mut headings };
            list.push(self.claim(name, &id, heading, one.sentence)?);
        }
        Ok(Claims { document: name.to_owned(), title: title.to_owned(), claims, headings })
    }

    /// A sentence of the node called `node` in the text called `document`, with its links.
    fn claim(
        &mut self,
        document: &str,
        node: &str,
        heading: Option<String>,
        sentence: Sentence,
    ) -> Result<Claim, DeskError> {
        let mut links = Vec::new();
        for cited in sentence.citations {
            for target in &cited.citation.targets {
                let target = self.settled(target)?;
                let (told, words) = self.meaning(&target);
                links.push(Link {
                    span: cited.citation.span,
                    text: cited.text.clone(),
                    form: cited.citation.form,
                    target,
                    told,
                    words,
                    relation: None,
                });
            }
        }
        Ok(Claim {
            id: sentence.number.map_or_else(|| node.to_owned(), |n| format!("{node}/s-{n}")),
            document: document.to_owned(),
            heading,
            span: sentence.span,
            spans: sentence.spans,
            text: sentence.text,
            chapeau: Some(sentence.chapeau).filter(|c| !c.is_empty()),
            links,
            notes: sentence.notes,
        })
    }

    /// A target as things stand now.
    fn settled(&mut self, target: &Target) -> Result<Target, DeskError> {
        let title = target.authority.as_ref().map(|id| self.title(id)).transpose()?.flatten();
        Ok(self.opened.settled(target, |_| title.clone()))
    }

    /// The title of a document or an authority.
    fn title(&mut self, id: &AuthorityId) -> Result<Option<String>, DeskError> {
        if let Some(known) = self.titles.get(id) {
            return Ok(known.clone());
        }
        let kept = match self.opened.record(id) {
            Some(record) => Some(record.title.clone()),
            None => self.desk.title_in_tables(self.opened, id),
        };
        let title = match kept {
            Some(title) => Some(title),
            None => self.names()?.catalogue().get(id).map(|a| a.title.clone()),
        };
        self.titles.insert(id.clone(), title.clone());
        Ok(title)
    }

    /// A target in words, and the words of the source.
    fn meaning(&mut self, target: &Target) -> (String, Option<String>) {
        let Status::Resolved(nodes) = &target.status else { return (crate::citing::told(target), None) };
        let found: Vec<(String, String)> = nodes.iter().filter_map(|id| self.node(id)).collect();
        let join = |parts: Vec<String>, with: &str| parts.join(with);
        let (cites, texts) = found.into_iter().unzip();
        (join(cites, "; "), Some(join(texts, "\n")).filter(|t| !t.is_empty()))
    }

    fn node(&mut self, id: &PassageId) -> Option<(String, String)> {
        if let Some(known) = self.known.get(id) {
            return Some(known.clone());
        }
        let entry = self.opened.index.entry(id).ok()??;
        let passage = self.opened.whole(&entry).ok()?;
        let found = (passage.cite(), passage.text);
        self.known.insert(id.clone(), found.clone());
        Some(found)
    }
}
