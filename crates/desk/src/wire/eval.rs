//! Evaluations in the contract.

use serde_json::{Map, Value, json};

use crate::eval::{Evaluation, Measure, Score};

/// `corpus eval`.
pub fn evaluation(evaluation: &Evaluation) -> Value {
    json!({
        "subject": evaluation.subject,
        "unit": evaluation.unit,
        "units": evaluation.units,
        "interval": "95 % of 1000 bootstrap resamples of the units",
        "rows": evaluation.rows.iter().map(score).collect::<Vec<_>>(),
        "overall": evaluation.overall.iter().map(score).collect::<Vec<_>>(),
        "remarks": evaluation.remarks,
    })
}

fn score(score: &Score) -> Value {
    let round = |x: f64| (x * 10_000.0).round() / 10_000.0;
    let measure = |m: &Measure| {
        let interval = m.interval.map(|(low, high)| json!([round(low), round(high)]));
        (m.name.to_owned(), json!({ "value": round(m.value), "interval": interval }))
    };
    let counts: Map<String, Value> = score.counts.iter().map(|(n, c)| ((*n).to_owned(), json!(c))).collect();
    json!({
        "name": score.name,
        "measures": score.measures.iter().map(measure).collect::<Map<String, Value>>(),
        "counts": counts,
    })
}
