//! CSL-JSON, with the types of CSL 1.0.2: it has treaties, cases and legislation, to which it counts resolutions.

use model::Kind;
use serde_json::{Map, Value, json};

use crate::item::Item;

/// The items as a JSON array, one to a line.
pub(super) fn list(items: &[Item<'_>]) -> String {
    let lines: Vec<String> = items.iter().map(|i| Value::Object(item(i)).to_string()).collect();
    if lines.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", lines.join(",\n")) }
}

fn item(item: &Item<'_>) -> Map<String, Value> {
    let kind = match item.kind {
        Kind::Treaty => "treaty",
        Kind::Declaration | Kind::Resolution | Kind::Statute => "legislation",
        Kind::Case => "legal_case",
        Kind::Ilc | Kind::Comment => "report",
        Kind::Document => "document",
        Kind::Manual => "book",
        Kind::Essay if item.journal => "article-journal",
        Kind::Essay if item.publisher.is_some() => "book",
        Kind::Essay if item.url.is_some() => "webpage",
        Kind::Essay => "article",
    };
    let mut out = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            out.insert(name.to_owned(), value);
        }
    };
    put("id", Some(json!(item.key)));
    put("type", Some(json!(kind)));
    put("title", Some(json!(item.title)));
    put("title-short", item.short.map(|s| json!(s)));
    let name = |n: &model::PersonName| match &n.given {
        Some(given) => json!({ "family": n.family, "given": given }),
        None => json!({ "literal": n.family }),
    };
    let authors: Vec<Value> = item.authors.iter().map(name).collect();
    put("author", (!authors.is_empty()).then_some(Value::Array(authors)));
    let date: Vec<i64> = item.date.iter().map_while(|d| d.parse().ok()).collect();
    put("issued", (!date.is_empty()).then(|| json!({ "date-parts": [date] })));
    put("authority", item.issuer.map(|i| json!(i)));
    put("number", item.number().map(|n| json!(n)));
    put("publisher", item.publisher.map(|p| json!(p)));
    put("container-title", item.website.map(|w| json!(w)));
    if let Some(place) = &item.place {
        put("container-title", Some(json!(place.series)));
        put("volume", place.volume.as_ref().map(|v| json!(v)));
        put("page", place.page.map(|p| json!(p.to_string())));
    }
    put("note", item.published().map(|p| json!(p)));
    put("URL", item.url.map(|u| json!(u)));
    out
}
