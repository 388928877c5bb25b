//! How well the tagger does on what it was not trained on: the third of the last readings that is kept aside.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use doctrine::{Weights, tag};
use model::{AuthorityId, Kind, Label};

use super::fit::fit;
use super::material::{FOLDS, Judged, Material, Own};
use super::report::{Count, Given, given, held_out, together};
use super::texts::Labels;
use crate::Outcome;

/// The labels of a paragraph written for training.
pub(super) fn labels_of(own: &Own, material: &Material, weights: Option<&Weights>) -> Labels {
    let tags = tag(&own.passage(), &material.rules, weights);
    tags.into_iter().map(|t| t.label).filter(|l| material.labels.contains(l)).collect()
}

/// Scores of rules, of the weights as committed, and of weights fitted without the third, on the third and on the rest.
pub(super) fn aside(root: &Path, material: &Material) -> Outcome {
    let path = root.join("corpus/doctrine-weights.tsv");
    let committed = Weights::parse(&super::texts::read(&path)?, &path).map_err(|e| e.to_string())?;
    let without = fit(material, &|g| !g.aside).ready();
    println!(
        "{:32} {:>7} {:>22} {:>22} {:>22}",
        "F1 (precision, recall)", "records", "rules", "committed", "fitted without third"
    );
    for aside in [true, false] {
        let which = if aside { "third kept aside" } else { "the rest" };
        let mut all = [Count::default(); 3];
        let mut line = |name: String, size: usize, counts: [Count; 3], sum: bool| {
            println!(
                "{name:32} {size:>7} {:>22} {:>22} {:>22}",
                counts[0].shown(),
                counts[1].shown(),
                counts[2].shown()
            );
            if sum {
                for (all, count) in all.iter_mut().zip(counts) {
                    all.join(count);
                }
            }
            all
        };
        let is_aside = |group: Option<usize>| group.is_some_and(|g| material.groups[g].aside) == aside;
        let judged: Vec<&Judged> = material.treaties.iter().filter(|j| is_aside(j.group)).collect();
        let documents: BTreeSet<&AuthorityId> = judged.iter().map(|j| &j.document).collect();
        let weights = [None, Some(&committed), Some(&without)];
        let counts = weights.map(|w| {
            let given: Given = given(material, w, &documents);
            let mut count = Count::default();
            judged.iter().for_each(|j| count.add(&j.labels, &together(j, &given)));
            count
        });
        line(format!("treaties, {which}"), judged.len(), counts, true);
        let own: Vec<&Own> = material.own.iter().filter(|o| o.text.last && is_aside(Some(o.group))).collect();
        let mut counts = [Count::default(); 3];
        for own in &own {
            for (count, w) in counts.iter_mut().zip(weights) {
                count.add(&own.text.labels, &labels_of(own, material, w));
            }
        }
        let all = line(format!("prose, {which}"), own.len(), counts, true);
        line(format!("both, {which}"), judged.len() + own.len(), all, false);
    }
    Ok(())
}

/// Five folds alone, which is what settings are chosen by: gold by document, our own readings, treaties not held, prose. Nothing that is
/// kept aside counts, and nothing is fitted on it.
pub(super) fn folds(material: &Material) -> Outcome {
    let folds: Vec<Weights> =
        (0..FOLDS).map(|fold| fit(material, &|g| g.fold != fold && !g.aside).ready()).collect();
    let given = held_out(material, &folds);
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let mut labels: BTreeMap<&Label, Count> = BTreeMap::new();
    let is_aside = |group: Option<usize>| group.is_some_and(|g| material.groups[g].aside);
    let mut note = |name: String, wanted: &Labels, have: &Labels| {
        counts.entry(name).or_default().add(wanted, have);
        for label in &material.labels {
            let only = |set: &Labels| set.iter().filter(|l| *l == label).cloned().collect();
            labels.entry(label).or_default().add(&only(wanted), &only(have));
        }
    };
    for judged in &material.gold {
        note(format!("gold {}", judged.document), &judged.labels, &together(judged, &given));
        note("gold".to_owned(), &judged.labels, &together(judged, &given));
    }
    for judged in &material.readings {
        note("held, no gold".to_owned(), &judged.labels, &together(judged, &given));
    }
    for judged in material.treaties.iter().filter(|j| !is_aside(j.group)) {
        note("treaties not held".to_owned(), &judged.labels, &together(judged, &given));
    }
    for own in material.own.iter().filter(|o| !is_aside(Some(o.group))) {
        let kind = match (own.text.kind, own.text.last, own.text.essay.is_some()) {
            (Kind::Essay, true, _) => "own pieces",
            (Kind::Essay, _, true) => "own essays",
            (Kind::Essay, _, false) => "own paragraphs",
            _ => "own provisions",
        };
        let weights = &folds[material.groups[own.group].fold as usize];
        note(kind.to_owned(), &own.text.labels, &labels_of(own, material, Some(weights)));
    }
    for (name, count) in counts {
        println!("{name:40} {}", count.shown());
    }
    for (label, count) in labels {
        println!("{:40} {}", label.as_str(), count.shown());
    }
    Ok(())
}
