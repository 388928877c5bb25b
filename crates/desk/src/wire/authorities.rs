//! The table of authorities.

use model::Datum;
use serde_json::{Value, json};

use crate::authorities::{AuthorityRow, written_datum};

/// `corpus authorities`.
pub fn authorities(rows: &[AuthorityRow]) -> Value {
    json!({ "authorities": rows.iter().map(authority).collect::<Vec<_>>() })
}

fn authority(row: &AuthorityRow) -> Value {
    let a = &row.authority;
    json!({
        "id": a.id.to_string(),
        "title": a.title,
        "short": a.short,
        "aliases": a.aliases,
        "ambiguous": a.ambiguous,
        "kind": a.kind.as_str(),
        "date": a.date,
        "pinpoints": a.pinpoints.iter().map(|p| p.slug()).collect::<Vec<_>>(),
        "articles": a.articles,
        "court": a.court,
        "body": a.body,
        "parties": a.parties,
        "cite": a.cite.iter().map(datum).collect::<Vec<_>>(),
        "url": a.url,
        "held": row.held,
    })
}

fn datum(datum: &Datum) -> Value {
    json!({
        "kind": datum.kind.0,
        "volume": datum.volume,
        "year": datum.year,
        "page": datum.page,
        "value": datum.value,
        "date": datum.date,
        "basis": datum.basis.as_str(),
        "text": written_datum(datum),
    })
}
