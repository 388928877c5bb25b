//! Who cites a place: a look-up in the index, which keeps the sentences that cite.

use std::collections::{BTreeMap, BTreeSet};

use model::{AuthorityId, PassageId, Pinpoint, Span, Status, Target};
use search::{Citers, Citing};

use super::{Claim, Claims, Reader, Relation};
use crate::error::DeskError;
use crate::links;
use crate::state::Order;
use crate::{Desk, Opened};

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

/// Who cites a place, or some of those who do.
#[derive(Clone, Debug, PartialEq)]
pub struct CitedBy {
    /// The sentences, by document.
    pub texts: Vec<Claims>,
    /// Documents of which nothing, or not everything, is among them: those that were left out on the way to the limit. As many
    /// cite the work or article that was asked for; of a paragraph's some may cite another of the same article.
    pub left: usize,
}

/// Nodes are read side by side from here on: fewer are read in the time that a second thread takes to begin.
const MANY: usize = 64;

impl Desk {
    /// The sentences and headings that cite a place or an authority, by document: at most `limit` of them, the first `offset` left
    /// out. An article includes its paragraphs; of a paragraph the citations of its article as a whole are given too.
    ///
    /// # Errors
    /// When the reference cannot be understood, or the index, a table or a source cannot be read.
    pub fn cited_by(&self, reference: &str, offset: usize, limit: usize) -> Result<CitedBy, DeskError> {
        let opened = self.opened()?;
        let asked: Vec<Asked> =
            self.cited_keys(opened, reference)?.iter().filter_map(|key| Asked::new(key)).collect();
        let keys: BTreeSet<String> = asked.iter().map(Asked::key).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let found = opened.index.citers(&keys)?.into_iter();
        let mut by_document: BTreeMap<String, Citers> = found.map(|c| (c.document.clone(), c)).collect();
        let order = Order::of(&opened.index)?;
        let mut ids = order.ids();
        let wanted = offset.saturating_add(limit);
        let mut texts: Vec<Claims> = Vec::new();
        let mut count = 0;
        while count < wanted && !by_document.is_empty() {
            // Every node has a sentence or a heading that cites, though it may cite another place.
            let (mut batch, mut nodes) = (Vec::new(), count);
            while nodes < wanted
                && !by_document.is_empty()
                && let Some(id) = ids.next()
            {
                let next = by_document.remove(id);
                nodes += next.as_ref().map_or(0, Citers::len);
                batch.extend(next);
            }
            if batch.is_empty() {
                break;
            }
            let read = self.citing(opened, &asked, &batch)?;
            count += read.iter().map(Claims::len).sum::<usize>();
            texts.extend(read);
        }
        let mut left = by_document.len();
        let mut over = count.saturating_sub(wanted);
        while over > 0
            && let Some(mut last) = texts.pop()
        {
            left += 1;
            let all = last.len();
            last.keep(0, all.saturating_sub(over));
            over = over.saturating_sub(all);
            if last.len() > 0 {
                texts.push(last);
            }
        }
        let mut before = offset;
        texts.retain_mut(|text| {
            let all = text.len();
            if before > 0 {
                text.keep(before, usize::MAX);
            }
            before = before.saturating_sub(all);
            text.len() > 0
        });
        Ok(CitedBy { texts, left })
    }

    /// What each of `citers` has to say, where it says anything of what was asked for.
    fn citing(&self, opened: &Opened, asked: &[Asked], citers: &[Citers]) -> Result<Vec<Claims>, DeskError> {
        let read = |citers: &[Citers]| -> Result<Vec<Claims>, DeskError> {
            let mut reader = Reader::new(opened, self);
            let texts = citers.iter().map(|c| text(&mut reader, asked, c));
            texts.filter(|t| t.as_ref().map_or(true, |text| text.len() > 0)).collect()
        };
        // Most of the work is in fetching what lies scattered: where there is much of it, half is done beside.
        let many = citers.iter().map(Citers::len).sum::<usize>() >= MANY;
        let (here, there) = citers.split_at(if many { citers.len() / 2 } else { 0 });
        let (first, then) = std::thread::scope(|scope| {
            let beside = many.then(|| std::thread::Builder::new().spawn_scoped(scope, || read(here)));
            let then = read(there);
            (beside.and_then(|thread| thread.ok()?.join().ok()), then)
        });
        // Where no thread could be had it is done now.
        let mut all = first.unwrap_or_else(|| read(here))?;
        all.extend(then?);
        Ok(all)
    }
}

impl Claims {
    /// How many sentences and headings there are.
    fn len(&self) -> usize {
        self.claims.len() + self.headings.len()
    }

    /// Keeps at most `most` sentences and headings, from number `first` on in the order of the text.
    fn keep(&mut self, first: usize, most: usize) {
        let mut spans: Vec<Span> = self.claims.iter().chain(&self.headings).map(|c| c.span).collect();
        spans.sort_unstable();
        let kept = spans.get(first..).unwrap_or_default();
        let kept = kept.get(..most).unwrap_or(kept);
        let within = |claim: &Claim| kept.binary_search(&claim.span).is_ok();
        self.claims.retain(within);
        self.headings.retain(within);
    }
}

/// What a document says that cites what was asked for.
fn text(reader: &mut Reader<'_>, asked: &[Asked], citers: &Citers) -> Result<Claims, DeskError> {
    let document = citers.document.clone();
    let mut found = Claims { document, title: String::new(), claims: Vec::new(), headings: Vec::new() };
    for node in reader.opened.index.sentences(citers)? {
        found.title.clone_from(&node.title);
        sentences(reader, asked, node, &mut found)?;
    }
    found.claims.sort_by_key(|c| c.span);
    Ok(found)
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
