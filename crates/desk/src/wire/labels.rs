//! Labels and doctrines in the contract.

use serde_json::{Value, json};

use crate::labels::{DoctrineRow, Labelled, LabelledPassage};

/// `corpus labels`.
pub fn labels(labelled: &Labelled) -> Value {
    let label = |l: &crate::labels::GivenLabel| {
        json!({
            "label": l.label.as_str(),
            "score": (f64::from(l.score) * 1000.0).round() / 1000.0,
            "evidence": l.evidence,
            "by": if l.stated { "digest" } else { "tagger" },
        })
    };
    let passage = |p: &LabelledPassage| {
        json!({
            "id": p.id.to_string(),
            "document": p.id.document().to_string(),
            "pinpoint": p.id.pinpoint().to_string(),
            "span": super::span(p.span),
            "labels": p.labels.iter().map(label).collect::<Vec<_>>(),
        })
    };
    json!({ "passages": labelled.passages.iter().map(passage).collect::<Vec<_>>() })
}

/// `corpus doctrines`.
pub fn doctrines(rows: &[DoctrineRow]) -> Value {
    let names = |labels: &[model::Label]| -> Vec<String> { labels.iter().map(ToString::to_string).collect() };
    let row = |d: &DoctrineRow| {
        json!({
            "label": d.label.as_str(),
            "title": d.title,
            "family": d.family,
            "definition": d.definition,
            "broader": names(&d.broader),
            "narrower": names(&d.narrower),
            "synonyms": d.synonyms,
            "provisions": d.provisions,
            "passages": d.passages,
        })
    };
    json!({ "doctrines": rows.iter().map(row).collect::<Vec<_>>() })
}
