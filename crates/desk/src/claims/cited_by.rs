//! Who cites a place: the index knows the passages, their sentences are looked over again.

use std::collections::BTreeMap;

use ingest::Manifest;
use model::{AuthorityId, PassageId, Pinpoint, Status, Target};
use search::{Entry, Filters, Page, Query, SearchError, Sort};

use super::{Claim, Claims, Reader, Relation};
use crate::Desk;
use crate::error::DeskError;
use crate::links;

/// What was asked for: an authority, or a place in it.
struct Asked {
    authority: AuthorityId,
    place: Option<Pinpoint>,
}

impl Asked {
    /// From the form in which citations are indexed: `un-charter`, `un-charter#art-51`.
    fn new(key: &str) -> Option<Self> {
        match key.parse::<PassageId>() {
            Ok(id) => Some(Self { authority: id.document().clone(), place: Some(id.pinpoint().clone()) }),
            Err(_) => Some(Self { authority: key.parse().ok()?, place: None }),
        }
    }

    /// What the index is asked for: the outermost whole, since a paragraph names the wholes that were cited.
    fn key(&self) -> String {
        match &self.place {
            Some(place) => format!("{}#{}", self.authority, Pinpoint::of(place.first().clone())),
            None => self.authority.to_string(),
        }
    }

    /// How a place of the authority stands to what was asked for. The bare name of an instrument is no whole of its
    /// places.
    fn relation(&self, cited: Option<&Pinpoint>) -> Option<Relation> {
        match (&self.place, cited) {
            (None, None) => Some(Relation::Same),
            (None, Some(_)) => Some(Relation::Part),
            (Some(_), None) => None,
            (Some(asked), Some(cited)) if asked.same(cited) => Some(Relation::Same),
            (Some(asked), Some(cited)) if cited.within(asked) => Some(Relation::Part),
            (Some(asked), Some(cited)) => asked.within(cited).then_some(Relation::Whole),
        }
    }

    fn of_target(&self, target: &Target) -> Option<Relation> {
        if target.authority.as_ref() != Some(&self.authority) {
            return None;
        }
        let Some(place) = &target.place else { return self.relation(None) };
        let written = links::members(place);
        let found: &[PassageId] = match &target.status {
            Status::Resolved(nodes) => nodes,
            _ => &[],
        };
        let places = written.iter().chain(found.iter().map(PassageId::pinpoint));
        places.filter_map(|p| self.relation(Some(p))).next()
    }

    fn of_key(&self, key: &str) -> Option<Relation> {
        let cited = Self::new(key).filter(|c| c.authority == self.authority)?;
        self.relation(cited.place.as_ref())
    }
}

impl Desk {
    /// The sentences that cite a place or an authority, by document. An article includes its paragraphs; of a paragraph
    /// the citations of its article as a whole are given too.
    ///
    /// # Errors
    /// When the reference cannot be understood, or the index, a table or a source cannot be read.
    pub fn cited_by(&self, reference: &str) -> Result<Vec<Claims>, DeskError> {
        let opened = self.opened()?;
        let asked: Vec<Asked> =
            self.cited_keys(opened, reference)?.iter().filter_map(|key| Asked::new(key)).collect();
        let manifest = Manifest::load(&self.root)?;
        let mut reader = Reader::new(opened, self)?;
        let mut out = Vec::new();
        let mut by_document: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
        for entry in citing(opened, &asked)? {
            by_document.entry(entry.document().to_string()).or_default().push(entry);
        }
        for id in opened.in_order()? {
            let Some(passages) = by_document.remove(id.as_str()) else { continue };
            let Some(entry) = manifest.entry(&id) else { continue };
            let mut claims = self.claims_of_entry(&mut reader, entry)?;
            for link in claims.claims.iter_mut().flat_map(|c| &mut c.links) {
                link.relation = asked.iter().find_map(|a| a.of_target(&link.target));
            }
            claims.claims.iter_mut().for_each(|c| c.links.retain(|l| l.relation.is_some()));
            claims.claims.retain(|c| !c.links.is_empty());
            let found = |p: &&Entry| !claims.claims.iter().any(|c| c.id.starts_with(&format!("{}/", p.id)));
            let unplaced: Vec<Claim> = passages.iter().filter(found).filter_map(whole_passage).collect();
            claims.claims.extend(unplaced);
            claims.claims.sort_by_key(|c| c.span);
            out.push(claims);
        }
        Ok(out)
    }
}

/// The passages that cite what was asked for, in the order of the texts.
fn citing(opened: &crate::Opened, asked: &[Asked]) -> Result<Vec<Entry>, DeskError> {
    let mut keys: Vec<String> = asked.iter().map(Asked::key).collect();
    keys.sort();
    keys.dedup();
    let any: Vec<String> = keys.iter().map(|key| format!("cites:\"{key}\"")).collect();
    let query = Query::parse(&any.join(" OR ")).map_err(SearchError::from)?;
    let page = Page { limit: opened.index.len().max(1), offset: 0, sort: Sort::Document };
    let hits = opened.index.search(&query, &Filters::default(), page)?.hits;
    let cites = |e: &Entry| e.cites.iter().any(|key| asked.iter().any(|a| a.of_key(key).is_some()));
    Ok(hits.into_iter().map(|h| h.entry).filter(cites).collect())
}

/// A passage of which no sentence could be told to hold the citation.
fn whole_passage(entry: &Entry) -> Option<Claim> {
    Some(Claim {
        id: entry.id.to_string(),
        document: entry.document().to_string(),
        heading: entry.heading.clone(),
        span: entry.words.iter().copied().reduce(model::Span::cover)?,
        spans: if entry.words.len() > 1 { entry.words.clone() } else { Vec::new() },
        text: entry.text.clone(),
        links: Vec::new(),
        notes: Vec::new(),
    })
}
