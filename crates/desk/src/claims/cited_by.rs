//! Who cites a place: a look-up in the index, which keeps the sentences that cite.

use std::collections::{BTreeMap, BTreeSet};

use model::{AuthorityId, PassageId, Pinpoint, Status, Target};
use search::Citing;

use super::{Claims, Reader, Relation};
use crate::Desk;
use crate::error::DeskError;
use crate::links;
use crate::state::Order;

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

    /// The same before it is asked what became of the target.
    fn of_meant(&self, target: &Target) -> bool {
        let places = target.place.as_ref().map(links::members);
        target.authority.as_ref() == Some(&self.authority)
            && match places {
                None => self.relation(None).is_some(),
                Some(places) => places.iter().any(|p| self.relation(Some(p)).is_some()),
            }
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
        let mut reader = Reader::new(opened, self);
        let mut by_document: BTreeMap<String, Vec<Citing>> = BTreeMap::new();
        let keys: BTreeSet<String> = asked.iter().map(Asked::key).collect();
        let mut seen: BTreeSet<PassageId> = BTreeSet::new();
        for key in keys {
            for node in opened.index.sentences_citing(&key)? {
                if seen.insert(node.id.clone()) {
                    by_document.entry(node.id.document().to_string()).or_default().push(node);
                }
            }
        }
        let order = Order::of(&opened.index)?;
        let mut out = Vec::new();
        for (id, nodes) in order.ids().filter_map(|id| by_document.remove_entry(id)) {
            let title = nodes.first().map(|node| node.title.clone()).unwrap_or_default();
            let mut found = Claims { document: id, title, claims: Vec::new(), headings: Vec::new() };
            for node in nodes {
                sentences(&mut reader, &asked, node, &mut found)?;
            }
            if !found.claims.is_empty() || !found.headings.is_empty() {
                found.claims.sort_by_key(|c| c.span);
                out.push(found);
            }
        }
        Ok(out)
    }
}

/// Adds the sentences of `node` that cite what was asked for, with those links alone.
fn sentences(
    reader: &mut Reader<'_>,
    asked: &[Asked],
    node: Citing,
    found: &mut Claims,
) -> Result<(), DeskError> {
    let (document, id) = (node.id.document().to_string(), node.id.to_string());
    for mut sentence in node.sentences {
        for cited in &mut sentence.citations {
            cited.citation.targets.retain(|t| asked.iter().any(|a| a.of_meant(t)));
        }
        sentence.citations.retain(|c| !c.citation.targets.is_empty());
        if sentence.citations.is_empty() {
            continue;
        }
        let (heading, list) = match sentence.number {
            Some(_) => (node.heading.clone(), &mut found.claims),
            None => (None, &mut found.headings),
        };
        let mut claim = reader.claim(&document, &id, heading, sentence)?;
        for link in &mut claim.links {
            link.relation = asked.iter().find_map(|a| a.of_target(&link.target));
        }
        list.push(claim);
    }
    Ok(())
}
