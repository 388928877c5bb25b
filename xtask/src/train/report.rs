//! How well the tagger does: on what it was trained on, on folds held out, on documents held out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use doctrine::{Passage, Weights, Whole, explain, tag_document};
use model::{AuthorityId, Kind, Label, NodeIx};

use super::check::labels_of;
use super::fit::{Model, fit};
use super::material::{FOLDS, Judged, Material, Own};
use super::texts::Labels;
use crate::Outcome;

/// Right, too many, too few.
#[derive(Clone, Copy, Default)]
pub(super) struct Count {
    right: usize,
    extra: usize,
    missed: usize,
}

impl Count {
    pub(super) fn add(&mut self, wanted: &Labels, given: &Labels) {
        self.right += wanted.intersection(given).count();
        self.extra += given.difference(wanted).count();
        self.missed += wanted.difference(given).count();
    }

    pub(super) fn join(&mut self, other: Self) {
        self.right += other.right;
        self.extra += other.extra;
        self.missed += other.missed;
    }

    /// F1, and in brackets precision and recall.
    pub(super) fn shown(self) -> String {
        let of = |all: usize| self.right as f64 / (self.right + all).max(1) as f64;
        format!("{:.3} ({:.3}, {:.3})", self.f1(), of(self.extra), of(self.missed))
    }

    fn f1(self) -> f64 {
        2.0 * self.right as f64 / (2 * self.right + self.extra + self.missed).max(1) as f64
    }
}

pub(super) type Given = BTreeMap<(AuthorityId, NodeIx), Labels>;

/// The labels that count: those the model knows. Others have no gold.
pub(super) fn given(
    material: &Material,
    weights: Option<&Weights>,
    documents: &BTreeSet<&AuthorityId>,
) -> Given {
    let mut out = Given::new();
    for id in documents {
        let Some(document) = material.documents.get(id) else { continue };
        let cited = |ix| material.cited.get(&((*id).clone(), ix)).cloned().unwrap_or_default();
        for (ix, tags) in tag_document(&Whole::new(document).citing(&cited), &material.rules, weights) {
            let labels = tags.into_iter().map(|t| t.label).filter(|l| material.labels.contains(l)).collect();
            out.insert(((*id).clone(), ix), labels);
        }
    }
    out
}

pub(super) fn together(judged: &Judged, given: &Given) -> Labels {
    let of = |ix: &NodeIx| given.get(&(judged.document.clone(), *ix));
    judged.passages.iter().filter_map(of).flatten().cloned().collect()
}

fn score<'j>(judged: impl Iterator<Item = &'j Judged>, given: &Given) -> BTreeMap<AuthorityId, Count> {
    let mut out: BTreeMap<AuthorityId, Count> = BTreeMap::new();
    for one in judged {
        out.entry(one.document.clone()).or_default().add(&one.labels, &together(one, given));
    }
    out
}

/// The weights that come out when one fold is held out of training, for each fold.
fn without_fold(material: &Material) -> Vec<Weights> {
    (0..FOLDS).map(|fold| fit(material, &|g| g.fold != fold).ready()).collect()
}

/// What the tagger gives to each passage with the weights that its own fold had no part in.
pub(super) fn held_out(material: &Material, folds: &[Weights]) -> Given {
    let documents: BTreeSet<&AuthorityId> = material.documents.keys().collect();
    let mut out = Given::new();
    let mut fold_of: BTreeMap<(AuthorityId, NodeIx), u64> = BTreeMap::new();
    for judged in material.gold.iter().chain(&material.readings).chain(&material.treaties) {
        for ix in &judged.passages {
            let fold = judged.group.map_or(0, |g| material.groups[g].fold);
            fold_of.insert((judged.document.clone(), *ix), fold);
        }
    }
    for (fold, weights) in (0..).zip(folds) {
        let given = given(material, Some(weights), &documents);
        out.extend(given.into_iter().filter(|(key, _)| fold_of.get(key).copied().unwrap_or(0) == fold));
    }
    out
}

/// What the tagger gives to each passage with weights that no provision of its document had a part in.
fn document_out(material: &Material) -> Given {
    let mut out = Given::new();
    for id in material.readings.iter().chain(&material.gold).map(|j| &j.document).collect::<BTreeSet<_>>() {
        let without = fit(material, &|g| g.document.as_ref() != Some(id)).ready();
        out.extend(given(material, Some(&without), &BTreeSet::from([id])));
    }
    out
}

/// The report: rules alone, fitted, each fold held out, each document held out.
pub(super) fn all(material: &Material, model: &Model) -> Outcome {
    let weights = model.ready();
    println!(
        "{} examples in {} groups, {} labels, {} words known, {} weights, {} bytes\n",
        material.examples.len(),
        material.groups.len(),
        material.labels.len(),
        material.vocabulary.names().len(),
        model.weights.len(),
        super::fit::file(model).len()
    );
    let documents: BTreeSet<&AuthorityId> = material.documents.keys().collect();
    let rules = given(material, None, &documents);
    let fitted = given(material, Some(&weights), &documents);
    let fold_weights = without_fold(material);
    let folds = held_out(material, &fold_weights);
    let alone = document_out(material);
    for (title, judged) in [("gold", &material.gold), ("our own readings, no gold", &material.readings)] {
        println!("{title}: micro-F1");
        println!(
            "{:16} {:>6} {:>6} {:>8} {:>6} {:>12}",
            "document", "rules", "fitted", "5 folds", "gap", "document out"
        );
        let [rules, fitted, folds, alone] =
            [&rules, &fitted, &folds, &alone].map(|g| score(judged.iter(), g));
        let mut totals = [Count::default(); 4];
        for (id, count) in &rules {
            let counts = [*count, fitted[id], folds[id], alone[id]];
            for (total, c) in totals.iter_mut().zip(counts) {
                total.join(c);
            }
            line(id.as_str(), counts);
        }
        line("all", totals);
        println!();
    }
    own(material, &weights, &fold_weights);
    by_label(material, &fitted, &folds);
    Ok(())
}

fn line(name: &str, counts: [Count; 4]) {
    let [rules, fitted, folds, alone] = counts.map(Count::f1);
    println!("{name:16} {rules:>6.3} {fitted:>6.3} {folds:>8.3} {:>6.3} {alone:>12.3}", fitted - folds);
}

/// What was written for training. Whole essays are held out of the folds as wholes.
fn own(material: &Material, weights: &Weights, folds: &[Weights]) {
    let kinds = [
        ("paragraphs", Kind::Essay, false),
        ("essays and pieces", Kind::Essay, true),
        ("provisions", Kind::Treaty, false),
    ];
    for (title, kind, essay) in kinds {
        let mut counts = [Count::default(); 3];
        let of_kind = |own: &&Own| own.text.kind == kind && own.text.essay.is_some() == essay;
        for own in material.own.iter().filter(of_kind) {
            let fold = &folds[material.groups[own.group].fold as usize];
            for (count, weights) in counts.iter_mut().zip([None, Some(weights), Some(fold)]) {
                count.add(&own.text.labels, &labels_of(own, material, weights));
            }
        }
        let [rules, fitted, folds] = counts.map(Count::f1);
        println!("{title} written for training: rules {rules:.3}, fitted {fitted:.3}, 5 folds {folds:.3}");
    }
    println!();
}

/// Counts of each label over gold and readings.
fn by_label(material: &Material, fitted: &Given, folds: &Given) {
    println!(
        "{:40} {:>4} {:>4} {:>4}   5 folds {:>4} {:>4} {:>4}",
        "label", "tp", "fp", "fn", "tp", "fp", "fn"
    );
    let mut counts: BTreeMap<&Label, [Count; 2]> = BTreeMap::new();
    for judged in material.gold.iter().chain(&material.readings) {
        for (i, given) in [fitted, folds].into_iter().enumerate() {
            let have = together(judged, given);
            for label in &material.labels {
                let count = &mut counts.entry(label).or_default()[i];
                match (judged.labels.contains(label), have.contains(label)) {
                    (true, true) => count.right += 1,
                    (false, true) => count.extra += 1,
                    (true, false) => count.missed += 1,
                    (false, false) => {}
                }
            }
        }
    }
    for (label, [a, b]) in counts {
        println!(
            "{:40} {:>4} {:>4} {:>4}           {:>4} {:>4} {:>4}",
            label.as_str(),
            a.right,
            a.extra,
            a.missed,
            b.right,
            b.extra,
            b.missed
        );
    }
}

/// With what the labels are given that errors are listed of.
#[derive(Clone, Copy)]
pub(super) enum By {
    Rules,
    Fitted,
    HeldOut,
    DocumentOut,
}

/// Every place where the labels differ from those wanted, with the first of its words.
pub(super) fn errors(material: &Material, by: By) -> Outcome {
    let documents: BTreeSet<&AuthorityId> = material.documents.keys().collect();
    let given = match by {
        By::Rules => given(material, None, &documents),
        By::Fitted => given(material, Some(&fit(material, &|_| true).ready()), &documents),
        By::HeldOut => held_out(material, &without_fold(material)),
        By::DocumentOut => document_out(material),
    };
    for (title, judged) in [("gold", &material.gold), ("reading", &material.readings)] {
        for one in judged {
            let have = together(one, &given);
            let list =
                |labels: Vec<&Label>| labels.into_iter().map(Label::as_str).collect::<Vec<_>>().join(", ");
            let missed = list(one.labels.difference(&have).collect());
            let extra = list(have.difference(&one.labels).collect());
            if !missed.is_empty() || !extra.is_empty() {
                let words = opening(material, one);
                println!("{title} {}#{}\tmissed: {missed}\textra: {extra}\t{words}", one.document, one.name);
            }
        }
    }
    Ok(())
}

/// The first words of a place.
fn opening(material: &Material, judged: &Judged) -> String {
    let Some(document) = material.documents.get(&judged.document) else { return String::new() };
    let nodes = judged.passages.iter().filter_map(|ix| document.node(*ix));
    let words: Vec<String> = nodes.map(model::Node::own_text).collect();
    words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ").chars().take(FIRST).collect()
}

/// So many letters of a place are printed.
const FIRST: usize = 300;

/// Explains one label of one passage, with the committed weights.
pub(super) fn why(root: &Path, material: &Material, document: &str, place: &str, label: &str) -> Outcome {
    let id: AuthorityId = document.parse().map_err(|e| format!("{e}"))?;
    let label: Label = label.parse().map_err(|e| format!("{e}"))?;
    let place = place.parse().map_err(|e| format!("{e}"))?;
    let path = root.join("corpus/doctrine-weights.tsv");
    let weights = Weights::parse(&super::texts::read(&path)?, &path).map_err(|e| e.to_string())?;
    let document = material.documents.get(&id).ok_or_else(|| format!("{id} is not held"))?;
    for (i, node) in document.nodes.iter().enumerate() {
        if node.is_passage()
            && node.pinpoint.within(&place)
            && let Some(mut passage) = Passage::in_document(document, NodeIx(i))
        {
            passage.cited = material.cited.get(&(id.clone(), NodeIx(i))).cloned().unwrap_or_default();
            let Some(explanation) = explain(&passage, &material.rules, Some(&weights), &label) else {
                continue;
            };
            println!("{}: {}\n{explanation}", node.pinpoint, node.own_text());
        }
    }
    Ok(())
}
