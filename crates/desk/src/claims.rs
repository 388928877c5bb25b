//! Claims: a text sentence by sentence, each sentence with its citations and the words they lead to.

mod cited_by;
mod hang;

use std::collections::BTreeMap;

use cite::{Context, Names};
use ingest::{Format, Manifest, Options, Sha256, Structure};
use model::{AuthorityId, Document, Form, Kind, Meta, PassageId, Span, Status, Target};

use crate::error::DeskError;
use crate::{Desk, Opened};

/// The claims of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Claims {
    /// The document's id, or, for a text outside the corpus, the name of its file.
    pub document: String,
    /// The document's title; for a text outside the corpus, the name of its file.
    pub title: String,
    /// In the order of the text.
    pub claims: Vec<Claim>,
}

/// One sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Its id: `schmitt-2025#par-14/s-2`.
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
        Self { claims: self.claims.into_iter().filter(kept).collect(), ..self }
    }
}

/// A text with its nodes.
struct Text<'t> {
    /// Id or file name.
    name: &'t str,
    document: &'t Document,
    raw: &'t str,
    format: Format,
    /// Whose own text it is, where it is an instrument.
    own: Option<AuthorityId>,
}

/// What claims are read with.
struct Reader<'r> {
    opened: &'r Opened,
    names: Names,
    /// Nodes that were cited: how they are cited and what they say.
    known: BTreeMap<PassageId, (String, String)>,
}

impl Desk {
    /// The claims of a document, named by id or title.
    ///
    /// # Errors
    /// When there is no such document, its text is not here, or the index or a table cannot be read.
    pub fn claims(&self, name: &str) -> Result<Claims, DeskError> {
        let mut reader = Reader::new(self.opened()?, self)?;
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
        let own = (entry.meta.kind != Kind::Essay).then(|| id.clone());
        let text =
            Text { name: id.as_str(), document: &document, raw: &raw, format: entry.options.format, own };
        Ok(Claims { document: id.to_string(), title: entry.meta.title.clone(), claims: reader.claims(&text) })
    }

    /// The claims of a text that is no document of the corpus, read as an essay. A copy of a source is known for what it
    /// is.
    ///
    /// # Errors
    /// When the text cannot be read, or the index or a table cannot.
    pub fn claims_of(&self, file: &str, bytes: &[u8]) -> Result<Claims, DeskError> {
        let mut reader = Reader::new(self.opened()?, self)?;
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
        let text = Text { name: file, document: &read.value, raw: &raw, format, own: None };
        Ok(Claims { document: file.to_owned(), title: file.to_owned(), claims: reader.claims(&text) })
    }
}

/// What is known of a text outside the corpus.
fn stranger(file: &str) -> Result<Meta, DeskError> {
    Ok(Meta {
        id: AuthorityId::new("text").map_err(|e| DeskError::Refused(e.to_string()))?,
        title: file.to_owned(),
        short: Vec::new(),
        kind: Kind::Essay,
        date: None,
        authors: Vec::new(),
        edition: model::Edition::default(),
        articles_total: None,
        missing: Vec::new(),
        inserted_later: Vec::new(),
        numbering: model::Numbering::Numbered,
    })
}

impl<'r> Reader<'r> {
    fn new(opened: &'r Opened, desk: &Desk) -> Result<Self, DeskError> {
        Ok(Self { opened, names: Names::new(&desk.catalogue()?), known: BTreeMap::new() })
    }

    /// The sentences of a text with their links.
    fn claims(&mut self, text: &Text<'_>) -> Vec<Claim> {
        let context = Context { own: text.own.clone(), ..Context::default() };
        let citations = cite::cites(text.raw, &self.names, &context, self.opened);
        let whole: Vec<Span> = citations.iter().map(|c| c.span).collect();
        let mut claims = hang::sentences_of(text, &whole);
        for citation in citations {
            // What stands in no sentence, in a heading or around the text, supports none.
            let Some(at) = hang::holder(&claims, citation.span) else { continue };
            let words = citation.span.of(text.raw).unwrap_or_default();
            for target in citation.targets {
                let (told, source) = self.meaning(&target);
                claims[at].links.push(Link {
                    span: citation.span,
                    text: words.to_owned(),
                    form: citation.form,
                    target,
                    told,
                    words: source,
                    relation: None,
                });
            }
        }
        claims
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
