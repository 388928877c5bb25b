//! The citation graph of a corpus: who cites whom, how often, and where. Read off the index; drawing it is a pure function.

mod svg;
mod written;

use std::collections::{BTreeMap, BTreeSet};

use model::{AuthorityId, Kind, Label, Pinpoint};
use search::Entry;

use crate::error::DeskError;
use crate::{Desk, Opened};

/// What the graph is to show.
#[derive(Clone, Debug, Default)]
pub struct GraphRequest {
    /// Only what these documents cite and what cites them, by id or title; all where there are none.
    pub documents: Vec<String>,
    /// Only the citations of passages with one of these labels; all where there are none.
    pub doctrines: Vec<String>,
    /// The provisions of the one document named, and who cites them, instead of documents.
    pub provisions: bool,
}

/// A citation graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graph {
    /// By id.
    pub nodes: Vec<GraphNode>,
    /// By their ends.
    pub edges: Vec<GraphEdge>,
}

/// A document, an authority that is not held, or a provision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GraphNode {
    /// An authority's id, or a provision's.
    pub id: String,
    /// Its name in a narrow place.
    pub label: String,
    /// Its full title.
    pub title: String,
    /// What sort of work; of a provision, that of its document.
    pub kind: Kind,
    /// Whether the text is held.
    pub held: bool,
    /// How often it cites itself.
    pub own: usize,
}

/// Citations of one node by another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GraphEdge {
    /// Who cites.
    pub from: String,
    /// What is cited.
    pub to: String,
    /// How many citations.
    pub weight: usize,
    /// The places cited, each with its count, the most cited first.
    pub places: Vec<(String, usize)>,
}

/// Places by how often they are cited, for each pair of nodes.
type Counts = BTreeMap<(String, String), (usize, BTreeMap<Pinpoint, usize>)>;

impl Desk {
    /// The citation graph.
    ///
    /// # Errors
    /// When a document or label is not known, or the index or a table cannot be read.
    pub fn graph(&self, request: &GraphRequest) -> Result<Graph, DeskError> {
        let opened = self.opened()?;
        let only: BTreeSet<AuthorityId> =
            request.documents.iter().map(|name| self.graphed(name)).collect::<Result<_, _>>()?;
        if request.provisions && only.len() != 1 {
            return Err(DeskError::Refused(
                "the provisions of which document? name one with --document".into(),
            ));
        }
        let labels: BTreeSet<Label> = self.labels_asked(opened, &request.doctrines)?.into_iter().collect();
        let mut counts = Counts::new();
        for work in opened.index.cited_works()? {
            for entry in opened.index.citing(work.as_str())? {
                let near = only.is_empty() || only.contains(&work) || only.contains(entry.document());
                let wanted = if request.provisions { only.contains(&work) } else { near };
                let labelled = labels.is_empty() || entry.labels.iter().any(|l| labels.contains(l));
                if wanted && labelled {
                    count(&entry, &work, request.provisions, &mut counts);
                }
            }
        }
        self.drawn(opened, counts, request.provisions)
    }

    fn graphed(&self, name: &str) -> Result<AuthorityId, DeskError> {
        match self.document_id(name) {
            Ok(id) => Ok(id),
            Err(unknown) => self.known_authority(name).map(|a| a.id).map_err(|_| unknown),
        }
    }

    fn drawn(&self, opened: &Opened, counts: Counts, provisions: bool) -> Result<Graph, DeskError> {
        let catalogue = self.catalogue()?;
        let mut nodes: BTreeMap<String, GraphNode> = BTreeMap::new();
        let mut edges = Vec::new();
        for ((from, to), (weight, places)) in counts {
            for id in [&from, &to] {
                let (work, place) = id.split_once('#').map_or((id.as_str(), None), |(w, p)| (w, Some(p)));
                let Ok(work) = AuthorityId::new(work) else { continue };
                let record = opened.record(&work);
                let known = catalogue.get(&work);
                let title = known.map_or_else(|| work.to_string(), |a| a.title.clone());
                let short = known.map_or_else(|| title.clone(), |a| a.short_title().to_owned());
                let place = place.and_then(|p| p.parse::<Pinpoint>().ok()).map(|p| p.plain());
                nodes.entry(id.clone()).or_insert_with(|| GraphNode {
                    id: id.clone(),
                    label: place.unwrap_or(short),
                    title,
                    kind: known.map_or(Kind::Document, |a| a.kind),
                    held: record.is_some_and(|r| r.held),
                    own: 0,
                });
            }
            if from == to && !provisions {
                nodes.entry(from).and_modify(|n| n.own = weight);
                continue;
            }
            let mut places: Vec<(String, usize)> =
                places.into_iter().map(|(place, n)| (place.to_string(), n)).collect();
            places.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            edges.push(GraphEdge { from, to, weight, places });
        }
        Ok(Graph { nodes: nodes.into_values().collect(), edges })
    }
}

/// Counts what the sentences of `entry` cite of `work`. For provisions, a document's citations of itself are left out.
fn count(entry: &Entry, work: &AuthorityId, provisions: bool, counts: &mut Counts) {
    if provisions && entry.document() == work {
        return;
    }
    let citations = entry.sentences.iter().flat_map(|s| &s.citations);
    for target in citations.flat_map(|c| &c.citation.targets).filter(|t| t.authority.as_ref() == Some(work)) {
        let tops: Vec<String> = match (&target.place, provisions) {
            (_, false) => vec![work.to_string()],
            (None, true) => Vec::new(),
            (Some(place), true) => crate::links::members(&Pinpoint::of(place.first().clone()))
                .iter()
                .map(|top| format!("{work}#{top}"))
                .collect(),
        };
        for to in tops {
            let (weight, places) = counts.entry((entry.document().to_string(), to)).or_default();
            *weight += 1;
            if let Some(place) = &target.place {
                *places.entry(place.clone()).or_default() += 1;
            }
        }
    }
}
