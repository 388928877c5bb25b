//! The material of training: passages as numbers, what is known of their labels, and the folds they belong to.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use cite::Names;
use doctrine::{Cited, Passage, Rules, Sample, Vocabulary, sample, terms};
use model::{AuthorityId, Class, Document, Fnv, Kind, Label, NodeIx, Pinpoint, SegmentKind};

use super::citing;
use super::texts::{self, Gold, Labels};
use super::treaties;

/// Parts of cross-validation.
pub(super) const FOLDS: u64 = 5;
/// A word is known to the model when it stands in so many provisions.
const FEWEST_PROVISIONS: usize = 3;
/// What a passage counts whose labels the gold settles, against one of our own reading.
const GOLD: f32 = 2.0;
/// What one counts whose labels a digest states.
const DIGEST: f32 = 1.0;
/// What one counts whose provision was read for training.
const READING: f32 = 0.7;
/// What counts that was written for training.
const OWN: f32 = 2.0;

/// A passage with what is known of its labels: yes, no, or unknown where the label is not in the map.
pub(super) struct Example {
    pub(super) group: usize,
    pub(super) sample: Sample,
    pub(super) known: BTreeMap<Label, bool>,
    pub(super) weight: f32,
}

/// What stands together in one fold: the passages of a provision, a paragraph of an essay.
pub(super) struct Group {
    pub(super) document: Option<AuthorityId>,
    pub(super) fold: u64,
    /// Whether it is of the third of the last readings that is kept aside, to check the rest against.
    pub(super) aside: bool,
}

/// Labels of a place, and the passages whose labels together are held against them.
pub(super) struct Judged {
    pub(super) document: AuthorityId,
    pub(super) name: String,
    pub(super) group: Option<usize>,
    pub(super) passages: Vec<NodeIx>,
    pub(super) labels: Labels,
}

/// Everything.
pub(super) struct Material {
    pub(super) rules: Rules,
    pub(super) vocabulary: Vocabulary,
    pub(super) labels: Vec<Label>,
    pub(super) documents: BTreeMap<AuthorityId, Document>,
    pub(super) examples: Vec<Example>,
    pub(super) groups: Vec<Group>,
    /// The gold.
    pub(super) gold: Vec<Judged>,
    /// Our own readings where there is no gold: digests and readings for training, by provision.
    pub(super) readings: Vec<Judged>,
    /// Provisions of treaties that are not held. A treaty is in one fold as a whole.
    pub(super) treaties: Vec<Judged>,
    /// Paragraphs written for training.
    pub(super) own: Vec<Own>,
    /// What the passages of the essays cite.
    pub(super) cited: BTreeMap<(AuthorityId, NodeIx), Vec<Cited>>,
}

/// A paragraph or a provision written for training.
pub(super) struct Own {
    pub(super) group: usize,
    pub(super) text: texts::Own,
    cited: Vec<Cited>,
}

impl Own {
    /// What the tagger sees of it.
    pub(super) fn passage(&self) -> Passage<'_> {
        let mut passage = Passage::of(&self.text.words, Class::Operative, self.text.kind);
        passage.headings = self.text.heading.as_deref().into_iter().collect();
        passage.cited.clone_from(&self.cited);
        passage
    }
}

/// A passage on its way to become an example.
struct Draft<'a> {
    group: usize,
    passage: Passage<'a>,
    known: BTreeMap<Label, bool>,
    weight: f32,
}

impl Material {
    pub(super) fn load(root: &Path, shared: &Path) -> Result<Self, String> {
        let rules = texts::rules(root)?;
        let mut documents = texts::documents(root, &shared.join("sources"))?;
        let digests = texts::digests(root)?;
        let all_gold = texts::gold(&shared.join("gold"))?;
        let mut readings = texts::readings(&root.join("xtask/training/readings.tsv"))?;
        let of_treaties = treaties::readings(root)?;
        documents.extend(treaties::documents(root, shared, of_treaties.keys().cloned().collect())?);
        readings.extend(of_treaties.clone());
        let own = texts::own(root)?;
        let names = citing::names(root)?;
        let mut labels: BTreeSet<Label> = BTreeSet::new();
        labels.extend(all_gold.values().flatten().flat_map(|g| g.labels.iter().cloned()));
        labels.extend(
            digests.values().flat_map(|d| &d.entries).flat_map(|e| e.labels.iter().flatten().cloned()),
        );
        labels.extend(readings.values().flatten().flat_map(|r| r.labels.iter().cloned()));
        labels.extend(own.iter().flat_map(|o| o.labels.iter().cloned()));
        for label in &labels {
            if rules.doctrine(label).is_none() {
                return Err(format!("`{label}` is used and corpus/doctrines.toml does not have it"));
            }
        }
        let mut out = Self {
            rules,
            vocabulary: Vocabulary::default(),
            labels: labels.into_iter().collect(),
            documents: BTreeMap::new(),
            examples: Vec::new(),
            groups: Vec::new(),
            gold: Vec::new(),
            readings: Vec::new(),
            treaties: Vec::new(),
            own: Vec::new(),
            cited: citing::essays(&documents, &names),
        };
        let mut drafts = Vec::new();
        for (id, document) in &documents {
            let digest = digests.get(id);
            let gold = all_gold.get(id).map_or(&[][..], Vec::as_slice);
            let read = readings.get(id).map_or(&[][..], Vec::as_slice);
            let foreign = of_treaties.contains_key(id);
            let mut known_places = BTreeSet::new();
            for (provision, passages) in provisions(document) {
                let place = place_of(document, provision);
                // Of a treaty that is not held, what was read; its translation has the same places again.
                if foreign {
                    let wanted = read.iter().any(|r| r.place.to_string() == place);
                    if !wanted || !known_places.insert(place.clone()) {
                        continue;
                    }
                }
                let group = out.group(Some(id), if foreign { "" } else { &place });
                out.groups[group].aside = foreign && aside(id.as_str());
                let sets: Vec<Option<&Gold>> =
                    passages.iter().map(|ix| gold_of(document, *ix, gold)).collect();
                let bag = |ix: NodeIx, set: Option<&Gold>| -> Option<Labels> {
                    let place = &document.node(ix)?.pinpoint;
                    set.map(|g| g.labels.clone())
                        .or_else(|| read.iter().find(|r| place.within(&r.place)).map(|r| r.labels.clone()))
                };
                let silver = |ix: NodeIx| -> Option<Labels> {
                    let entry = digest?.at(&document.node(ix)?.pinpoint)?;
                    Some(entry.labels.as_ref()?.iter().cloned().collect())
                };
                let of_provision: Labels = passages.iter().filter_map(|ix| silver(*ix)).flatten().collect();
                let share = 1.0 / (passages.len() as f32).sqrt();
                let by_digest = if digest.is_some() { DIGEST } else { READING };
                let mut joint: Option<Labels> = None;
                for (&ix, &set) in passages.iter().zip(&sets) {
                    let Some(mut passage) = Passage::in_document(document, ix) else { continue };
                    passage.cited = out.cited.get(&(id.clone(), ix)).cloned().unwrap_or_default();
                    let bag = bag(ix, set);
                    let known = out.known(bag.as_ref(), silver(ix), &of_provision, passages.len() == 1);
                    joint = match (joint, bag.or_else(|| silver(ix))) {
                        (Some(mut a), Some(b)) => {
                            a.extend(b);
                            Some(a)
                        }
                        (a, b) => a.or(b),
                    };
                    if let Some(known) = known {
                        let weight = share * if set.is_some() { GOLD } else { by_digest };
                        drafts.push(Draft { group, passage, known, weight });
                    }
                }
                let by_gold = sets.iter().any(Option::is_some);
                if let (Some(joint), true) = (&joint, passages.len() > 1)
                    && let Some(passage) = Passage::whole(document, provision)
                {
                    let known = out.labels.iter().map(|l| (l.clone(), joint.contains(l))).collect();
                    drafts.push(Draft {
                        group,
                        passage,
                        known,
                        weight: if by_gold { GOLD } else { by_digest },
                    });
                }
                if let (Some(labels), false) = (joint, by_gold) {
                    let judged = if foreign { &mut out.treaties } else { &mut out.readings };
                    let document = id.clone();
                    judged.push(Judged { document, name: place, group: Some(group), passages, labels });
                }
            }
            out.judge(id, document, gold);
        }
        let own = out.own(own, &names);
        drafts.extend(own.iter().map(|own| Draft {
            group: own.group,
            passage: own.passage(),
            known: out.labels.iter().map(|l| (l.clone(), own.text.labels.contains(l))).collect(),
            weight: OWN,
        }));
        out.examples_of_rules(&names, &mut drafts);
        out.finish(drafts);
        out.own = own;
        out.documents = documents.clone();
        Ok(out)
    }

    fn group(&mut self, document: Option<&AuthorityId>, name: &str) -> usize {
        let id = document.map_or("own", |d| d.as_str());
        self.groups.push(Group {
            document: document.cloned(),
            fold: Fnv::of(format!("{id}#{name}").as_bytes()) % FOLDS,
            aside: false,
        });
        self.groups.len() - 1
    }

    /// What is known of a passage: by the labels of the whole place, by its own digest, or by both.
    fn known(
        &self,
        bag: Option<&Labels>,
        silver: Option<Labels>,
        of_provision: &Labels,
        alone: bool,
    ) -> Option<BTreeMap<Label, bool>> {
        let mut out = BTreeMap::new();
        for label in &self.labels {
            let own = silver.as_ref().map(|s| s.contains(label));
            let known = match (bag.map(|b| b.contains(label)), own) {
                (Some(false), _) => Some(false),
                (Some(true), _) if alone => Some(true),
                (Some(true), Some(own)) if own || of_provision.contains(label) => Some(own),
                (Some(true), _) => None,
                (None, own) => own,
            };
            if let Some(known) = known {
                out.insert(label.clone(), known);
            }
        }
        (!out.is_empty()).then_some(out)
    }

    fn judge(&mut self, id: &AuthorityId, document: &Document, gold: &[Gold]) {
        // Groups were made provision by provision, in the order of the text.
        let first = self.groups.iter().position(|g| g.document.as_ref() == Some(id)).unwrap_or_default();
        let groups: BTreeMap<NodeIx, usize> = provisions(document)
            .into_iter()
            .enumerate()
            .flat_map(|(i, (_, passages))| passages.into_iter().map(move |ix| (ix, first + i)))
            .collect();
        for record in gold {
            let passages: Vec<NodeIx> = document
                .nodes
                .iter()
                .enumerate()
                .filter(|(_, n)| n.is_passage() && meets(n, record))
                .map(|(i, _)| NodeIx(i))
                .collect();
            let group = passages.first().and_then(|ix| groups.get(ix)).copied();
            let name =
                record.place.as_ref().map_or_else(|| format!("@{}", record.span.0), ToString::to_string);
            let labels = record.labels.clone();
            self.gold.push(Judged { document: id.clone(), name, group, passages, labels });
        }
    }

    /// What was written for training, each in a group of its own.
    fn own(&mut self, own: Vec<texts::Own>, names: &Names) -> Vec<Own> {
        let of = |text: texts::Own| {
            let group = self.group(None, text.essay.as_deref().unwrap_or(&text.words));
            self.groups[group].aside = text.last && text.essay.as_deref().is_some_and(aside);
            let cited = if text.kind == Kind::Essay { citing::alone(&text.words, names) } else { Vec::new() };
            Own { group, text, cited }
        };
        own.into_iter().map(of).collect()
    }

    /// The examples of the taxonomy, which speak of one label each.
    fn examples_of_rules(&mut self, names: &Names, drafts: &mut Vec<Draft<'_>>) {
        let rules: Vec<(Label, bool, String)> = self
            .rules
            .doctrines()
            .iter()
            .flat_map(|d| {
                let carries = d.examples.iter().map(|e| (d.label.clone(), true, e.clone()));
                carries.chain(d.counter_examples.iter().map(|e| (d.label.clone(), false, e.clone())))
            })
            .collect();
        for (label, carries, words) in rules {
            if self.labels.contains(&label) {
                let group = self.group(None, &words);
                let known = BTreeMap::from([(label, carries)]);
                let passage = paragraph_of(words, names);
                drafts.push(Draft { group, passage, known, weight: OWN });
            }
        }
    }

    /// Chooses the vocabulary and turns the drafts into numbers.
    fn finish(&mut self, drafts: Vec<Draft<'_>>) {
        let mut seen: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for draft in &drafts {
            let headings = draft.passage.headings.iter().chain(&draft.passage.above).copied();
            for text in headings.chain([draft.passage.words.as_ref()]) {
                for term in terms(text, &self.rules) {
                    seen.entry(term).or_default().insert(draft.group);
                }
            }
        }
        let common = seen.into_iter().filter(|(_, groups)| groups.len() >= FEWEST_PROVISIONS);
        self.vocabulary = Vocabulary::new(common.map(|(term, _)| term));
        for Draft { group, passage, known, weight } in drafts {
            let sample = sample(&passage, &self.rules, &self.vocabulary);
            self.examples.push(Example { group, sample, known, weight });
        }
    }
}

/// Whether a treaty or a piece of prose among the last that were read or written is kept aside: a third of them, by a hash.
fn aside(name: &str) -> bool {
    Fnv::marked(ASIDE, name.as_bytes()).is_multiple_of(3)
}

/// Marks the hash by which a third is kept aside.
const ASIDE: u64 = 0xa51d_e000;

/// A paragraph of an essay that stands alone.
fn paragraph_of(words: String, names: &Names) -> Passage<'static> {
    let mut passage = Passage::of("", Class::Operative, Kind::Essay);
    passage.cited = citing::alone(&words, names);
    passage.provision = vec![words.clone().into()];
    passage.words = words.into();
    passage
}

/// The provisions of a document with their passages, in the order of the text.
pub(super) fn provisions(document: &Document) -> Vec<(NodeIx, Vec<NodeIx>)> {
    let mut out: Vec<(NodeIx, Vec<NodeIx>)> = Vec::new();
    for (i, node) in document.nodes.iter().enumerate() {
        if !node.is_passage() {
            continue;
        }
        let mut at = NodeIx(i);
        let mut provision = at;
        while let Some(up) = document.node(at).and_then(|n| n.parent) {
            let kind = document.node(up).map(|n| n.pinpoint.last().kind);
            if matches!(kind, Some(SegmentKind::Article | SegmentKind::Rule | SegmentKind::Principle)) {
                provision = up;
            }
            at = up;
        }
        match out.last_mut() {
            Some((of, passages)) if *of == provision => passages.push(NodeIx(i)),
            _ => out.push((provision, vec![NodeIx(i)])),
        }
    }
    out
}

fn place_of(document: &Document, ix: NodeIx) -> String {
    document.node(ix).map(|n| n.pinpoint.to_string()).unwrap_or_default()
}

fn gold_of<'g>(document: &Document, ix: NodeIx, gold: &'g [Gold]) -> Option<&'g Gold> {
    let node = document.node(ix)?;
    gold.iter().find(|g| meets(node, g))
}

/// Whether the labels of a passage count for a line of the gold: it lies at or below its place, or shares more than half of the
/// shorter of the two stretches.
fn meets(node: &model::Node, gold: &Gold) -> bool {
    match &gold.place {
        Some(place) => within(&node.pinpoint, place),
        None => {
            let (start, end) = (node.span.start().max(gold.span.0), node.span.end().min(gold.span.1));
            let shorter = (gold.span.1 - gold.span.0).min(node.span.len());
            end.saturating_sub(start) * 2 > shorter
        }
    }
}

fn within(place: &Pinpoint, other: &Pinpoint) -> bool {
    place.within(other)
}
