//! The corpus for other programs: authorities as bibliographies, documents as Akoma Ntoso, annotations as W3C Web
//! Annotations, passages for a search engine. What a format looks like is the business of `exchange`; here the values are
//! brought together.
#![expect(clippy::disallowed_methods, reason = "the edge: reads a draft whose citations are exported")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::Path;

use cite::Names;
use exchange::{Annotation, Bibliography, Found, Passage, Print, Reference, Work};
use ingest::Manifest;
use model::{AuthorityId, Document, NodeIx, Span, Status, Target};
use search::Layer;

use crate::error::{DeskError, nearest};
use crate::reading::{self, Source};
use crate::{Desk, Opened, anchoring, entries};

/// Which authorities a bibliography lists.
#[derive(Clone, Copy, Debug)]
pub enum Wanted<'a> {
    /// Those that these references name.
    References(&'a [String]),
    /// Those that these documents of the corpus or files cite; relative paths start from the folder.
    CitedBy(&'a [String], &'a Path),
    /// The documents whose texts are held.
    Held,
}

/// An export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// The whole of it.
    pub text: String,
    /// How many things are in it.
    pub count: usize,
    /// What could not be exported, and why, in words.
    pub remarks: Vec<String>,
}

/// A document as Akoma Ntoso.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AkomaNtoso {
    /// The document.
    pub id: AuthorityId,
    /// The XML.
    pub text: String,
}

impl Desk {
    /// A bibliography: by reference in the order of the question, else by id.
    ///
    /// # Errors
    /// When a reference names no authority, there is no such document or file, or a table is faulty.
    pub fn bibliography(&self, wanted: Wanted<'_>, format: Bibliography) -> Result<Exported, DeskError> {
        let manifest = Manifest::load(&self.root)?;
        let catalogue = self.catalogue()?;
        let mut out = Exported::default();
        let ids: Vec<AuthorityId> = match wanted {
            Wanted::References(references) => {
                let mut seen = BTreeSet::new();
                let named = references.iter().map(|r| Ok(self.known_authority(r)?.id));
                let ids: Vec<AuthorityId> = named.collect::<Result<_, DeskError>>()?;
                ids.into_iter().filter(|id| seen.insert(id.clone())).collect()
            }
            Wanted::CitedBy(names, folder) => {
                let mut ids = BTreeSet::new();
                for name in names {
                    self.cited(name, folder, &mut ids, &mut out.remarks)?;
                }
                ids.into_iter().collect()
            }
            Wanted::Held => {
                let opened = self.opened()?;
                let held = manifest.documents().map(|e| e.id().clone()).filter(|id| holds(opened, id));
                held.collect::<BTreeSet<_>>().into_iter().collect()
            }
        };
        let authors: BTreeMap<&AuthorityId, &[String]> =
            manifest.documents().map(|e| (e.id(), e.meta.authors.as_slice())).collect();
        // A page that was supplied by hand has an address all the same.
        let pages: BTreeMap<&AuthorityId, &String> =
            manifest.documents().filter_map(|e| Some((e.id(), e.source.page.as_ref()?))).collect();
        let known = |id: &AuthorityId| {
            let mut authority = catalogue.get(id)?.clone();
            if authority.url.is_none() {
                authority.url = pages.get(id).map(|page| (*page).clone());
            }
            Some(authority)
        };
        let found: Vec<model::Authority> = ids.iter().filter_map(known).collect();
        let works: Vec<Work<'_>> = found
            .iter()
            .map(|authority| Work {
                authority,
                authors: authors.get(&authority.id).copied().unwrap_or_default(),
            })
            .collect();
        out.count = works.len();
        out.text = exchange::bibliography(&works, format);
        Ok(out)
    }

    /// Adds what a document or file cites; names that the table lacks are remarked on.
    fn cited(
        &self,
        name: &str,
        folder: &Path,
        ids: &mut BTreeSet<AuthorityId>,
        remarks: &mut Vec<String>,
    ) -> Result<(), DeskError> {
        if let Ok(id) = self.document_id(name) {
            for entry in self.opened()?.index.document(&id)? {
                let works = entry.cites.iter().filter_map(|key| key.split('#').next()?.parse().ok());
                ids.extend(works.filter(|work| *work != id));
            }
            return Ok(());
        }
        let path = folder.join(name);
        if !path.is_file() {
            let documents = Manifest::load(&self.root)?;
            let near = nearest(name, documents.documents().map(|e| e.id().as_str()));
            return Err(DeskError::NoSuchDocument { name: name.to_owned(), near });
        }
        let bytes = fs::read(&path).map_err(|e| DeskError::read(&path, e))?;
        for row in self.cites(name, &bytes, None)?.rows {
            for target in row.citation.targets {
                match (target.authority, target.status, target.name) {
                    (Some(id), _, _) => {
                        ids.insert(id);
                    }
                    (None, Status::Unknown, Some(unknown)) => {
                        let remark = format!("{name}: `{unknown}` is not in the table of authorities");
                        if !remarks.contains(&remark) {
                            remarks.push(remark);
                        }
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// Documents as Akoma Ntoso, in the order of the manifest; all that are held where none is named.
    ///
    /// # Errors
    /// When there is no such document, one that is named is not held, or a source cannot be read.
    pub fn akoma_ntoso(&self, documents: &[String]) -> Result<Vec<AkomaNtoso>, DeskError> {
        let manifest = Manifest::load(&self.root)?;
        let names = Names::new(self.catalogue()?);
        let mut out = Vec::new();
        for entry in self.held_entries(&manifest, documents)? {
            let document = self.read_entry(entry)?.value;
            let raw = self.raw(entry)?;
            let source = Source { document: &document, raw: &raw, format: entry.options.format };
            let references = self.references(source, &names)?;
            let sha256 = entry.source.sha256.to_string();
            let print = Print {
                document: &document,
                language: entry.languages.first().map(String::as_str),
                file: &entry.source.file,
                sha256: &sha256,
                url: address(entry),
                references: &references,
            };
            out.push(AkomaNtoso { id: entry.id().clone(), text: exchange::akoma_ntoso(print) });
        }
        Ok(out)
    }

    /// The citations of a document that mean one work each, where they stand in the words of its nodes.
    fn references(&self, source: Source<'_>, names: &Names) -> Result<Vec<Reference>, DeskError> {
        let opened = self.opened()?;
        let mut out = Vec::new();
        for placed in reading::citations(source, names).into_iter().filter(|p| !p.heading) {
            let [target] = placed.citation.targets.as_slice() else { continue };
            let Some(href) = href(opened, source.document, target, names) else { continue };
            let node = NodeIx(placed.node);
            let Some((words, at)) = in_words(source, node, placed.citation.span) else { continue };
            out.push(Reference { node, words, start: at.start, end: at.end, href });
        }
        out.sort();
        Ok(out)
    }

    /// Labels, notes and citations of documents as Web Annotations; of all that are held where none is named.
    ///
    /// # Errors
    /// When there is no such document, one that is named is not held, or a source, digest or table cannot be read.
    pub fn web_annotations(&self, documents: &[String]) -> Result<Exported, DeskError> {
        let manifest = Manifest::load(&self.root)?;
        let names = Names::new(self.catalogue()?);
        let held = self.held_entries(&manifest, documents)?;
        let mut out = Exported::default();
        let mut read = Vec::new();
        for entry in held {
            let document = self.read_entry(entry)?.value;
            let raw = self.raw(entry)?;
            let all = self.annotations_of(entry, &document, &raw, &names, &mut out.remarks)?;
            out.count += all.len();
            read.push((entry, raw, entry.source.sha256.to_string(), all));
        }
        let collections: Vec<(exchange::Annotated<'_>, Vec<Annotation>)> = read
            .iter()
            .map(|(entry, raw, sha256, all)| {
                let file = exchange::Annotated { id: entry.id(), raw, sha256, url: address(entry) };
                (file, all.clone())
            })
            .collect();
        out.text = exchange::web_annotations(&collections);
        Ok(out)
    }

    /// What is said of a document, in the order of the text.
    fn annotations_of(
        &self,
        entry: &ingest::Entry,
        document: &Document,
        raw: &str,
        names: &Names,
        remarks: &mut Vec<String>,
    ) -> Result<Vec<Annotation>, DeskError> {
        let opened = self.opened()?;
        let digest = self.digest(entry.id())?;
        let mut out = Vec::new();
        for known in opened.index.document(entry.id())?.iter().filter(|e| e.passage) {
            let Some((ix, node)) = document.at(known.pinpoint()) else { continue };
            let stated = digest.as_ref().and_then(|d| entries::stated(d, known.pinpoint())).is_some();
            out.extend(known.labels.iter().map(|label| Annotation {
                passage: known.id.clone(),
                span: node.span,
                anchor: anchoring::anchor(document, ix),
                found: Found::Label { label: label.clone(), stated },
            }));
        }
        for said in digest.iter().flat_map(|d| &d.entries).filter(|said| !said.notes.is_empty()) {
            let place = match anchoring::strayed(document, said) {
                Some(anchoring::Strayed::Moved(to)) => to,
                _ => said.place.clone(),
            };
            let Some((ix, node)) = document.at(&place) else {
                remarks.push(format!("{}: the text has no `{place}`; its notes are left out", entry.id()));
                continue;
            };
            out.extend(said.notes.iter().map(|note| Annotation {
                passage: document.id(node),
                span: node.span,
                anchor: said.anchor.clone().or_else(|| anchoring::anchor(document, ix)),
                found: Found::Note(note.clone()),
            }));
        }
        let title = |id: &AuthorityId| names.catalogue().get(id).map(|a| a.title.clone());
        let source = Source { document, raw, format: entry.options.format };
        for placed in reading::citations(source, names) {
            let Some(node) = document.nodes.get(placed.node) else { continue };
            let targets = placed.citation.targets.iter().map(|t| opened.settled(t, title));
            out.push(Annotation {
                passage: document.id(node),
                span: placed.citation.span,
                anchor: None,
                found: Found::Citation(targets.collect()),
            });
        }
        out.sort_by_key(|a| (a.span.start(), a.span.end()));
        Ok(out)
    }

    /// Passages for a search engine, a document at a time, in the order of the manifest; `bulk` is the name of the index for
    /// which each is preceded by what to do with it. Returns how many there are.
    ///
    /// # Errors
    /// When there is no such document, or the index cannot be read.
    pub fn passages(
        &self,
        documents: &[String],
        bulk: Option<&str>,
        take: &mut dyn FnMut(&str),
    ) -> Result<usize, DeskError> {
        let opened = self.opened()?;
        let ids = match documents {
            [] => opened.in_order()?,
            named => named.iter().map(|name| self.document_id(name)).collect::<Result<_, _>>()?,
        };
        let mut count = 0;
        for id in ids {
            let Some(record) = opened.record(&id) else { continue };
            let mut lines = String::new();
            for entry in opened.index.document(&id)?.iter().filter(|e| e.passage) {
                let held = entry.layer == Layer::Source;
                let passage = Passage {
                    id: &entry.id,
                    ordinal: entry.ordinal,
                    title: &entry.title,
                    kind: entry.kind,
                    class: entry.class,
                    date: entry.date.as_deref(),
                    heading: entry.heading.as_deref(),
                    context: &entry.context,
                    chapeau: &entry.chapeau,
                    text: held.then_some(entry.text.as_str()),
                    language: entry.language.as_deref(),
                    labels: &entry.labels,
                    cites: &entry.cites,
                    gist: entry.gist.as_deref(),
                    notes: &entry.notes,
                    span: entry.span,
                    file: held.then_some(record.file.as_str()),
                    sha256: held.then_some(record.sha256.as_str()),
                    url: record.url.as_deref().filter(|_| held),
                };
                lines.push_str(&match bulk {
                    Some(index) => exchange::bulk(&passage, index),
                    None => exchange::passage_line(&passage),
                });
                count += 1;
            }
            take(&lines);
        }
        Ok(count)
    }

    /// The entries of the documents named, of all that are held where none is, in the order of the manifest.
    fn held_entries<'m>(
        &self,
        manifest: &'m Manifest,
        documents: &[String],
    ) -> Result<Vec<&'m ingest::Entry>, DeskError> {
        let opened = self.opened()?;
        let mut ids = BTreeSet::new();
        for name in documents {
            let id = self.document_id(name)?;
            if !holds(opened, &id) {
                return Err(DeskError::Refused(format!(
                    "{id}: its text is not held, and a digest is never exported in its place"
                )));
            }
            ids.insert(id);
        }
        let wanted =
            |id: &AuthorityId| if documents.is_empty() { holds(opened, id) } else { ids.contains(id) };
        Ok(manifest.documents().filter(|e| wanted(e.id())).collect())
    }
}

/// The IRI of what a target means: within the document an eId, if there is such a place.
fn href(opened: &Opened, document: &Document, target: &Target, names: &Names) -> Option<String> {
    let id = target.authority.as_ref()?;
    if *id != document.meta.id {
        return Some(exchange::work_iri(names.catalogue().get(id)?, target.place.as_ref()));
    }
    match opened.settled(target, |_| None).status {
        Status::Resolved(nodes) => match nodes.as_slice() {
            [one] => Some(format!("#{}", exchange::eid(one.pinpoint()))),
            _ => None,
        },
        _ => None,
    }
}

/// Where a stretch of the file stands in the own words of a node: which of them, and the bytes of their text. `None` where
/// cleaning does not let it be told.
fn in_words(source: Source<'_>, node: NodeIx, span: Span) -> Option<(usize, Range<usize>)> {
    let own = &source.document.node(node)?.own;
    let (at, words) = own.iter().enumerate().find(|(_, w)| w.span.contains(span))?;
    let clean = |span: Span| Some(ingest::clean(source.format, span.of(source.raw)?));
    let before = clean(Span::new(words.span.start(), span.start()))?;
    let rest = words.text.strip_prefix(before.as_str())?;
    let start = words.text.len() - rest.trim_start().len();
    let cited = clean(span)?;
    words.text.get(start..)?.starts_with(&cited).then(|| (at, start..start + cited.len()))
}

fn holds(opened: &Opened, id: &AuthorityId) -> bool {
    opened.record(id).is_some_and(|r| r.held)
}

fn address(entry: &ingest::Entry) -> Option<&str> {
    entry.source.urls.first().or(entry.source.page.as_ref()).map(String::as_str)
}
