//! Doctrine labels: the tagger's, and those that a digest states, which win.
#![expect(
    clippy::disallowed_methods,
    reason = "the edge: reads the taxonomy, the weights and texts to be labelled"
)]

use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use cite::Names;
use doctrine::{Cited, Explanation, Labeller, Rules, Tag, Weights, Whole};
use ingest::{Format, Manifest, Options};
use model::{AuthorityId, Digest, Document, Label, NodeIx, PassageId, Span};

use crate::error::DeskError;
use crate::links::Links;
use crate::reading::{self, Source};
use crate::{Desk, anchoring, entries, intake, language, links};

/// The taxonomy of doctrines and what was learnt of how texts speak of them.
#[derive(Debug)]
pub(crate) struct Taxonomy {
    rules: Rules,
    weights: Option<Weights>,
    /// Those that nobody uses at the moment; there are as many as documents were ever labelled side by side.
    labellers: Mutex<Vec<Labeller>>,
}

impl Taxonomy {
    /// The labels of every passage with their evidence, by node; `cited` is what each node cites, `languages` are theirs.
    fn tags(&self, document: &Document, cited: &[Links], languages: &[Option<String>]) -> Vec<Vec<Tag>> {
        let cited = |ix| cited_at(cited, ix);
        let whole = Whole::new(document).citing(&cited).spoken(languages);
        by_node(document, doctrine::tag_document(&whole, &self.rules, self.weights.as_ref()))
    }

    /// The labels of every passage alone.
    pub(crate) fn labels(
        &self,
        document: &Document,
        cited: &[Links],
        languages: &[Option<String>],
    ) -> Vec<Vec<Label>> {
        let cited = |ix| cited_at(cited, ix);
        let whole = Whole::new(document).citing(&cited).spoken(languages);
        let idle = || self.labellers.lock().unwrap_or_else(PoisonError::into_inner);
        let mut labeller = idle().pop().unwrap_or_default();
        let labels = labeller.labels(&whole, &self.rules, self.weights.as_ref());
        idle().push(labeller);
        by_node(document, labels)
    }

    /// Why the passage at `ix` has each label or has it not.
    fn explain(
        &self,
        document: &Document,
        ix: NodeIx,
        cited: &[Links],
        languages: &[Option<String>],
    ) -> Vec<Explanation> {
        if !self.rules.reads(languages.get(ix.0).and_then(Option::as_deref)) {
            return Vec::new();
        }
        let Some(mut passage) = doctrine::Passage::in_document(document, ix) else { return Vec::new() };
        let links = cited.get(ix.0).into_iter().flatten();
        passage.cited = links.filter_map(|(key, words)| from_key(key, words)).collect();
        doctrine::explain_all(&passage, &self.rules, self.weights.as_ref())
    }

    /// The words by which a label is looked for: its name, its title, its synonyms.
    pub(crate) fn words(&self, label: &Label) -> String {
        let mut words = vec![label.as_str().replace('-', " ")];
        if let Some(doctrine) = self.rules.doctrine(label) {
            words.push(doctrine.title.clone());
            words.extend(doctrine.synonyms.iter().cloned());
        }
        words.join("\n")
    }

    /// The names of the doctrines that `labels` are a part of, at whatever distance, themselves left out.
    pub(crate) fn broader_words(&self, labels: &[Label]) -> String {
        let mut above: Vec<&Label> = Vec::new();
        let mut todo: Vec<&Label> = labels.iter().collect();
        while let Some(doctrine) = todo.pop().and_then(|l| self.rules.doctrine(l)) {
            for broader in doctrine.broader.iter().filter(|b| !labels.contains(b)) {
                if !above.contains(&broader) {
                    above.push(broader);
                    todo.push(broader);
                }
            }
        }
        let title = |label: &&Label| self.rules.doctrine(label).map(|d| d.title.as_str());
        above.iter().filter_map(title).collect::<Vec<_>>().join("\n")
    }

    /// Whether there is a label of this name.
    pub(crate) fn has(&self, label: &str) -> bool {
        self.rules.doctrines().iter().any(|d| d.label.as_str() == label)
    }

    /// Every label.
    pub(crate) fn names(&self) -> Vec<String> {
        self.rules.doctrines().iter().map(|d| d.label.to_string()).collect()
    }

    /// The label and every label below it.
    pub(crate) fn with_narrower(&self, label: &Label) -> Vec<Label> {
        self.rules.with_narrower(label)
    }
}

/// A text to be labelled.
struct ToLabel {
    document: Document,
    /// What a digest says of it.
    digest: Option<Digest>,
    /// The file as it lies on disk.
    raw: String,
    format: Format,
    /// The languages that are stated for it.
    stated: Vec<String>,
}

/// What is found in some nodes, for each node of a document.
fn by_node<T: Clone>(document: &Document, found: Vec<(NodeIx, Vec<T>)>) -> Vec<Vec<T>> {
    let mut out = vec![Vec::new(); document.nodes.len()];
    for (ix, all) in found {
        if let Some(place) = out.get_mut(ix.0) {
            *place = all;
        }
    }
    out
}

/// What a node cites, as the tagger wants it.
fn cited_at(cited: &[Links], ix: NodeIx) -> Vec<Cited> {
    cited.get(ix.0).into_iter().flatten().filter_map(|(key, words)| from_key(key, words)).collect()
}

fn from_key(key: &str, words: &str) -> Option<Cited> {
    let (authority, place) = match key.split_once('#') {
        Some((authority, place)) => (authority, Some(place.parse().ok()?)),
        None => (key, None),
    };
    Some(Cited { authority: authority.parse().ok()?, place, words: words.to_owned() })
}

/// The labels of a text, passage by passage.
#[derive(Clone, Debug, PartialEq)]
pub struct Labelled {
    /// In the order of the text.
    pub passages: Vec<LabelledPassage>,
}

/// The labels of one passage.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelledPassage {
    /// The passage.
    pub id: PassageId,
    /// Where it stands in the raw file.
    pub span: Span,
    /// Its first words.
    pub opening: String,
    /// Its labels, the surest first.
    pub labels: Vec<GivenLabel>,
    /// Labels that the tagger would give and that gave way to a neighbour, where reasons were asked for.
    pub withheld: Vec<Explanation>,
}

/// A label and on what it rests.
#[derive(Clone, Debug, PartialEq)]
pub struct GivenLabel {
    /// The label.
    pub label: Label,
    /// How sure, from 0 to 1.
    pub score: f32,
    /// The words and citations it rests on.
    pub evidence: Vec<String>,
    /// Whether a digest states it.
    pub stated: bool,
    /// What the tagger makes of it, where reasons were asked for.
    pub why: Option<Explanation>,
}

/// A doctrine of the taxonomy, with how often the corpus carries it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoctrineRow {
    /// Its label.
    pub label: Label,
    /// Its name.
    pub title: String,
    /// The family it belongs to.
    pub family: String,
    /// What it is.
    pub definition: String,
    /// Doctrines it is a part of.
    pub broader: Vec<Label>,
    /// Doctrines that are a part of it.
    pub narrower: Vec<Label>,
    /// Other words for it.
    pub synonyms: Vec<String>,
    /// The provisions that carry it by themselves.
    pub provisions: Vec<String>,
    /// Passages of the corpus that carry it.
    pub passages: usize,
}

impl Desk {
    /// The taxonomy, or `None` in a corpus without one.
    pub(crate) fn taxonomy(&self) -> Result<Option<Taxonomy>, DeskError> {
        let path = self.root.join("corpus/doctrines.toml");
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(DeskError::read(&path, error)),
        };
        let rules = Rules::parse(&text, Path::new("corpus/doctrines.toml"))?;
        let path = self.root.join("corpus/doctrine-weights.tsv");
        let weights = match fs::read_to_string(&path) {
            Ok(text) => Some(Weights::parse(&text, Path::new("corpus/doctrine-weights.tsv"))?),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(DeskError::read(&path, error)),
        };
        Ok(Some(Taxonomy { rules, weights, labellers: Mutex::default() }))
    }

    /// The doctrines, in the order of the taxonomy; only `only`, if named.
    ///
    /// # Errors
    /// When the taxonomy is faulty, or there is no such doctrine.
    pub fn doctrines(&self, only: Option<&str>) -> Result<Vec<DoctrineRow>, DeskError> {
        let Some(taxonomy) = self.taxonomy()? else { return Ok(Vec::new()) };
        let counts = self.opened()?.index.labels()?;
        let all = taxonomy.rules.doctrines();
        if let Some(given) = only.filter(|name| all.iter().all(|d| d.label.as_str() != *name)) {
            let allowed = all.iter().map(|d| d.label.to_string()).collect();
            return Err(DeskError::NoSuchValue { what: "doctrine", given: given.to_owned(), allowed });
        }
        let carrier = |c: &doctrine::Carrier| match &c.place {
            Some(place) => format!("{}#{place}", c.authority),
            None => c.authority.to_string(),
        };
        let row = |d: &doctrine::Doctrine| DoctrineRow {
            label: d.label.clone(),
            title: d.title.clone(),
            family: d.family.clone(),
            definition: d.definition.clone(),
            broader: d.broader.clone(),
            narrower: d.narrower.clone(),
            synonyms: d.synonyms.clone(),
            provisions: d.cites.iter().map(carrier).collect(),
            passages: counts.iter().find(|(name, _)| name == d.label.as_str()).map_or(0, |(_, n)| *n),
        };
        let wanted = all.iter().filter(|d| only.is_none_or(|name| d.label.as_str() == name));
        Ok(wanted.map(row).collect())
    }

    /// The labels of a document of the corpus, by id or title, or of a file. `overrides` lets what a digest states
    /// win over the tagger; `explain` says why each label is given.
    ///
    /// # Errors
    /// When there is no such document or file, it cannot be read, or a table is faulty.
    pub fn labels(
        &self,
        name: &str,
        folder: &Path,
        overrides: bool,
        explain: bool,
    ) -> Result<Labelled, DeskError> {
        let Some(taxonomy) = self.taxonomy()? else {
            return Err(DeskError::Refused("this corpus has no corpus/doctrines.toml".to_owned()));
        };
        let ToLabel { document, digest, raw, format, stated } = self.to_label(name, folder)?;
        let names = Names::new(self.catalogue()?);
        let source = Source { document: &document, raw: &raw, format };
        let cited = links::of_words(source, &reading::citations(source, &names));
        let languages = language::of_document(&document, &stated);
        let tags = taxonomy.tags(&document, &cited, &languages);
        let mut passages = Vec::new();
        for (i, (node, tags)) in
            document.nodes.iter().zip(tags).enumerate().filter(|(_, (n, _))| n.is_passage())
        {
            let mut reasons =
                if explain { taxonomy.explain(&document, NodeIx(i), &cited, &languages) } else { Vec::new() };
            let mut why = |label: &Label| {
                let at = reasons.iter().position(|e| e.label == *label)?;
                Some(reasons.remove(at))
            };
            let stated =
                digest.as_ref().filter(|_| overrides).and_then(|d| entries::stated(d, &node.pinpoint));
            let labels = match stated {
                Some(labels) => labels
                    .iter()
                    .map(|l| GivenLabel {
                        label: l.clone(),
                        score: 1.0,
                        evidence: Vec::new(),
                        stated: true,
                        why: why(l),
                    })
                    .collect(),
                None => tags
                    .into_iter()
                    .map(|t| GivenLabel {
                        why: why(&t.label),
                        label: t.label,
                        score: t.score,
                        evidence: t.evidence,
                        stated: false,
                    })
                    .collect(),
            };
            let opening = node.own.first().map(|w| w.text.chars().take(70).collect()).unwrap_or_default();
            reasons.retain(|e| e.yields_to.is_some());
            passages.push(LabelledPassage {
                id: document.id(node),
                span: own_span(node),
                opening,
                labels,
                withheld: reasons,
            });
        }
        Ok(Labelled { passages })
    }

    /// The text to be labelled.
    fn to_label(&self, name: &str, folder: &Path) -> Result<ToLabel, DeskError> {
        let manifest = Manifest::load(&self.root)?;
        let same = |a: &str| a.eq_ignore_ascii_case(name);
        let called = |e: &&ingest::Entry| {
            same(e.id().as_str()) || same(&e.meta.title) || e.meta.short.iter().any(|s| same(s))
        };
        if let Some(entry) = manifest.documents().find(called) {
            let digest = self.digest(entry.id())?;
            let document = self.read_entry(entry)?.value;
            let digest = digest.map(|digest| anchoring::settle(&digest, &document).0);
            let (raw, format, stated) = (self.raw(entry)?, entry.options.format, entry.languages.clone());
            return Ok(ToLabel { document, digest, raw, format, stated });
        }
        let path = folder.join(name);
        if !path.is_file() {
            let near = crate::error::nearest(name, manifest.documents().map(|e| e.id().as_str()));
            return Err(DeskError::NoSuchDocument { name: name.to_owned(), near });
        }
        let bytes = fs::read(&path).map_err(|e| DeskError::read(&path, e))?;
        let (meta, options): (_, Options) = intake::unnamed(&bytes, name)?;
        let read = ingest::read(&bytes, &meta, &options, None)
            .map_err(|cause| DeskError::Read { id: name.to_owned(), cause })?;
        let raw = String::from_utf8_lossy(&bytes).into_owned();
        Ok(ToLabel { document: read.value, digest: None, raw, format: options.format, stated: Vec::new() })
    }

    /// The digest of a document, where there is one.
    pub(crate) fn digest(&self, id: &AuthorityId) -> Result<Option<Digest>, DeskError> {
        let path = self.root.join(format!("corpus/digests/{id}.md"));
        if !path.is_file() {
            return Ok(None);
        }
        let text = fs::read_to_string(&path).map_err(|e| DeskError::read(&path, e))?;
        Ok(Some(ingest::parse_digest(&text, &path, id)?))
    }
}

/// The stretch of a node's own words with their mark.
fn own_span(node: &model::Node) -> Span {
    if node.children.is_empty() {
        return node.span;
    }
    node.own.iter().map(|w| w.span).reduce(Span::cover).unwrap_or(node.span)
}
