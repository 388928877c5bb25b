//! Labels and doctrines in the contract.

use doctrine::Explanation;
use serde_json::{Value, json};

use crate::annotating::Annotated;
use crate::labels::{DoctrineRow, Labelled, LabelledPassage};

/// `corpus annotate`.
pub fn annotated(done: &Annotated) -> Value {
    let names = |labels: &[model::Label]| labels.iter().map(ToString::to_string).collect::<Vec<_>>();
    json!({
        "id": done.id.to_string(),
        "file": done.file,
        "changed": done.changed(),
        "labels": done.labels.as_ref().map(|(old, new)| json!({ "before": names(old), "after": names(new) })),
        "notes": done.notes,
        "anchor": done.anchor.as_ref().map(ToString::to_string),
        "below": done.below,
    })
}

/// `corpus labels`.
pub fn labels(labelled: &Labelled) -> Value {
    let label = |l: &crate::labels::GivenLabel| {
        let mut value = json!({
            "label": l.label.as_str(),
            "score": rounded(l.score),
            "evidence": l.evidence,
            "by": if l.stated { "digest" } else { "tagger" },
        });
        if let Some(why) = &l.why {
            value["why"] = explanation(why);
        }
        value
    };
    let passage = |p: &LabelledPassage| {
        let mut value = json!({
            "id": p.id.to_string(),
            "document": p.id.document().to_string(),
            "pinpoint": p.id.pinpoint().to_string(),
            "span": super::span(p.span),
            "labels": p.labels.iter().map(label).collect::<Vec<_>>(),
        });
        if !p.withheld.is_empty() {
            let withheld = p.withheld.iter().map(|e| {
                let mut value = explanation(e);
                value["label"] = json!(e.label.as_str());
                value
            });
            value["withheld"] = withheld.collect();
        }
        value
    };
    json!({ "passages": labelled.passages.iter().map(passage).collect::<Vec<_>>() })
}

fn rounded(number: f32) -> f64 {
    (f64::from(number) * 1000.0).round() / 1000.0
}

/// Why the tagger gives a label or does not: the points of the rules, what the model added, and to what it gives way.
fn explanation(e: &Explanation) -> Value {
    let rule = |r: &doctrine::Rule| json!({ "pattern": r.pattern, "words": r.words, "where": r.place, "points": rounded(r.points) });
    let word = |w: &doctrine::Contribution| json!({ "term": w.term.replace('_', " "), "where": w.channel.as_str(), "added": rounded(w.added) });
    json!({
        "given": e.given,
        "score": rounded(e.score),
        "threshold": 0.5,
        "points_for": rounded(e.points.0),
        "points_against": rounded(e.points.1),
        "odds": { "rules": rounded(e.by_rules), "words": rounded(e.by_words), "all": rounded(e.odds) },
        "rules": e.rules.iter().map(rule).collect::<Vec<_>>(),
        "words": e.words.iter().map(word).collect::<Vec<_>>(),
        "yields_to": e.yields_to.as_ref().map(ToString::to_string),
    })
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
