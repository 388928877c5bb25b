//! Labels against gold.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::gold::{self, GoldLabels, Where};
use super::{Evaluation, Measure, Tally, score};
use crate::Desk;
use crate::error::DeskError;
use crate::labels::Labelled;

impl Desk {
    /// Scores the labels of the passages that `files` judge. A passage of the gold is met by its place, with everything
    /// below it, or by a stretch of the text, with every passage that covers more than half of it or lies more than half in
    /// it. `overrides` lets digests have their say; `among` names the labels that were judged, none meaning all.
    ///
    /// # Errors
    /// When gold is faulty, or names a document that is not here.
    pub fn eval_labels(
        &self,
        files: &[PathBuf],
        folder: &Path,
        overrides: bool,
        among: &[String],
    ) -> Result<Evaluation, DeskError> {
        let taxonomy = self.taxonomy()?;
        let known = |label: &str| taxonomy.as_ref().is_some_and(|t| t.has(label));
        if let Some(bad) = among.iter().find(|l| !known(l)) {
            let allowed = taxonomy.iter().flat_map(|t| t.names()).collect();
            return Err(DeskError::NoSuchValue { what: "doctrine", given: bad.clone(), allowed });
        }
        let judged = |label: &str| among.is_empty() || among.iter().any(|l| l == label);
        let mut units: Vec<BTreeMap<String, Tally>> = Vec::new();
        let mut read: BTreeMap<String, Labelled> = BTreeMap::new();
        for path in files {
            let text = gold::text(&folder.join(path))?;
            for record in gold::labels(&path.display().to_string(), &text, known)? {
                if !read.contains_key(&record.doc) {
                    let labelled = self.labels(&record.doc, folder, overrides, false)?;
                    read.insert(record.doc.clone(), labelled);
                }
                let Some(labelled) = read.get(&record.doc) else { continue };
                units.push(tally(&record, labelled, judged));
            }
        }
        let names: BTreeSet<&String> = units.iter().flat_map(|u| u.keys()).collect();
        let of = |name: &str| -> Vec<Tally> {
            units.iter().map(|u| u.get(name).copied().unwrap_or_default()).collect()
        };
        let rows: Vec<_> = names.iter().map(|name| score(name, &of(name))).collect();
        let whole: Vec<Tally> = units.iter().map(|u| Tally::sum(u.values().copied())).collect();
        let f1 = |row: &super::Score| row.measures.iter().find(|m| m.name == "f1").map_or(0.0, |m| m.value);
        let macro_f1 = rows.iter().map(f1).sum::<f64>() / rows.len().max(1) as f64;
        let mut overall = score("all labels", &whole);
        overall.measures.push(Measure { name: "macro-f1", value: macro_f1, interval: None });
        Ok(Evaluation {
            subject: "labels",
            unit: "passages",
            units: units.len(),
            rows,
            overall: vec![overall],
            remarks: Vec::new(),
        })
    }
}

/// What is right, found and wanted of each label on one passage of the gold.
fn tally(record: &GoldLabels, labelled: &Labelled, judged: impl Fn(&str) -> bool) -> BTreeMap<String, Tally> {
    let met = |p: &&crate::labels::LabelledPassage| match &record.at {
        Where::Pinpoint(place) => {
            let mine = p.id.pinpoint().to_string();
            mine == *place || mine.starts_with(&format!("{place}/"))
        }
        Where::Span(start, end) => {
            let common = p.span.end().min(*end).saturating_sub(p.span.start().max(*start));
            2 * common > p.span.len().min(end - start)
        }
    };
    let mut out: BTreeMap<String, Tally> = BTreeMap::new();
    let found: BTreeSet<String> = labelled
        .passages
        .iter()
        .filter(met)
        .flat_map(|p| p.labels.iter().map(|l| l.label.to_string()))
        .filter(|l| judged(l))
        .collect();
    for label in record.labels.iter().filter(|l| judged(l)) {
        out.entry(label.clone()).or_default().wanted = 1;
    }
    for label in found {
        let tally = out.entry(label).or_default();
        tally.found = 1;
        tally.right = tally.wanted;
    }
    out
}
