//! `corpus where`.

use serde_json::{Value, json};

use super::span;
use crate::whereabouts::{Difference, Whereabout, Whereabouts};

/// `corpus where`.
pub fn whereabouts(found: &Whereabouts) -> Value {
    let difference = |d: &Difference| {
        json!({
            "kind": d.kind,
            "weight": d.weight,
            "start": d.quoted.start(),
            "end": d.quoted.end(),
            "quoted": d.quoted.of(&found.words),
            "source": d.source,
        })
    };
    let place = |p: &Whereabout| {
        json!({
            "id": p.id.to_string(),
            "document": p.id.document().to_string(),
            "pinpoint": p.id.pinpoint().to_string(),
            "citation": p.cite,
            "likeness": p.likeness,
            "share": (p.share * 10_000.0).round() / 10_000.0,
            "span": p.span.map(span),
            "text": p.text,
            "differences": p.differences.iter().map(difference).collect::<Vec<_>>(),
        })
    };
    json!({ "query": found.words, "places": found.places.iter().map(place).collect::<Vec<_>>() })
}
