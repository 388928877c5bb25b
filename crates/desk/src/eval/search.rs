//! Search against judgements.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::gold::{self, Judgements};
use super::resample::intervals;
use super::{Evaluation, Measure, Score};
use crate::Desk;
use crate::answer::Hit;
use crate::error::DeskError;
use crate::searching::Request;

/// Hits looked at for the gain.
const GAIN: usize = 10;
/// Hits looked at for recall.
const DEPTH: usize = 20;

impl Desk {
    /// Scores searches by topics and judgements, in any order of files: nDCG@10, recall@20 and the reciprocal rank of the
    /// first relevant hit. A point inside a judged provision counts as that provision, once. Searches look into the documents
    /// that the judgements name. With `without` (see [`Request`]), the same is done once more without these, and compared.
    ///
    /// # Errors
    /// When gold is faulty or incomplete, or the index cannot be read.
    pub fn eval_search(
        &self,
        files: &[PathBuf],
        folder: &Path,
        without: &[String],
    ) -> Result<Evaluation, DeskError> {
        let mut topics: Vec<(String, String)> = Vec::new();
        let mut judgements = Judgements::new();
        for path in files {
            let (name, text) = (path.display().to_string(), gold::text(&folder.join(path))?);
            if gold::is_judgements(&text) {
                for (topic, more) in gold::judgements(&name, &text)? {
                    judgements.entry(topic).or_default().extend(more);
                }
            } else {
                topics.extend(gold::topics(&name, &text)?);
            }
        }
        topics.retain(|(id, _)| judgements.contains_key(id));
        if topics.is_empty() {
            let told = "nothing to score: name a file of topics and a file of judgements of the same topics";
            return Err(DeskError::Refused(told.to_owned()));
        }
        let document = |id: &String| id.split(['#', '@']).next().unwrap_or_default().to_owned();
        let documents: BTreeSet<String> = judgements.values().flat_map(|j| j.keys().map(document)).collect();
        let run = |without: &[String]| -> Result<Vec<[f64; 3]>, DeskError> {
            let mut out = Vec::new();
            for (id, query) in &topics {
                let request = Request {
                    query: query.clone(),
                    limit: DEPTH,
                    documents: documents.iter().cloned().collect(),
                    without: without.to_vec(),
                    ..Request::default()
                };
                out.push(figures(&self.search(&request)?.hits, &judgements[id]));
            }
            Ok(out)
        };
        let all = run(&[])?;
        let rows = topics.iter().zip(&all).map(|((id, query), figures)| Score {
            name: format!("{id} {query}"),
            measures: measures(*figures, None),
            counts: Vec::new(),
        });
        let mut overall = vec![mean("all topics", &all)];
        if !without.is_empty() {
            let less = run(without)?;
            let gain: Vec<[f64; 3]> =
                all.iter().zip(&less).map(|(a, b)| std::array::from_fn(|i| a[i] - b[i])).collect();
            overall.push(mean(&format!("without {}", without.join(", ")), &less));
            overall.push(mean("difference", &gain));
        }
        Ok(Evaluation {
            subject: "search",
            unit: "topics",
            units: topics.len(),
            rows: rows.collect(),
            overall,
            remarks: Vec::new(),
        })
    }
}

fn measures(values: [f64; 3], intervals: Option<[(f64, f64); 3]>) -> Vec<Measure> {
    let names = ["ndcg@10", "recall@20", "mrr"];
    let measure =
        |i: usize| Measure { name: names[i], value: values[i], interval: intervals.map(|all| all[i]) };
    (0..names.len()).map(measure).collect()
}

/// The means over topics.
fn mean(name: &str, topics: &[[f64; 3]]) -> Score {
    let of = |drawn: &[usize]| -> [f64; 3] {
        let sum = |i: usize| drawn.iter().filter_map(|&t| topics.get(t)).map(|t| t[i]).sum::<f64>();
        std::array::from_fn(|i| sum(i) / drawn.len().max(1) as f64)
    };
    let all: Vec<usize> = (0..topics.len()).collect();
    let measures = measures(of(&all), Some(intervals(topics.len(), of)));
    Score { name: name.to_owned(), measures, counts: Vec::new() }
}

/// nDCG, recall and reciprocal rank of the hits of a topic (Järvelin and Kekäläinen 2002, gain 2^grade - 1).
fn figures(hits: &[Hit], judged: &BTreeMap<String, u32>) -> [f64; 3] {
    let mut seen: BTreeSet<&String> = BTreeSet::new();
    let mut grades: Vec<u32> = Vec::new();
    for hit in hits {
        let id = hit.passage.id.to_string();
        let at = hit.passage.span.map(|s| format!("{}@{}", hit.passage.id.document(), s.start()));
        let exact = judged.keys().find(|j| **j == id || Some(*j) == at.as_ref());
        let above = || judged.keys().find(|j| j.contains('#') && id.starts_with(&format!("{j}/")));
        match exact.or_else(above) {
            Some(known) if seen.insert(known) => grades.push(judged.get(known).copied().unwrap_or(0)),
            Some(_) => {}
            None => grades.push(0),
        }
    }
    let mut ideal: Vec<u32> = judged.values().copied().collect();
    ideal.sort_unstable_by(|a, b| b.cmp(a));
    let gain = |grades: &[u32]| -> f64 {
        let one = |(i, grade): (usize, &u32)| (f64::from(*grade).exp2() - 1.0) / ((i + 2) as f64).log2();
        grades.iter().take(GAIN).enumerate().map(one).sum()
    };
    let best = gain(&ideal);
    let relevant = judged.values().filter(|g| **g > 0).count();
    let found = seen.iter().filter(|id| judged.get(**id).is_some_and(|g| *g > 0)).count();
    let first = grades.iter().position(|g| *g > 0);
    [
        if best > 0.0 { gain(&grades) / best } else { 0.0 },
        if relevant > 0 { found as f64 / relevant as f64 } else { 1.0 },
        first.map_or(0.0, |i| 1.0 / (i + 1) as f64),
    ]
}
