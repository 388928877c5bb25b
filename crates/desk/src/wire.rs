//! The machine-readable contract, once: every JSON answer is made here. Fields are only ever added.

mod authorities;
mod checking;
mod claims;
mod eval;
mod exchange;
mod graph;
mod labels;
mod styled;
mod whereabouts;

use model::{Span, Status, Target};
use serde_json::{Value, json};

use crate::answer::{Answer, Hit, Passage, Shown};
use crate::citing::{Cited, CitedRow};
use crate::freshen::Indexed;
use crate::intake::{Added, AddedFolder};
use crate::inventory::{Inventory, Remarks};
use crate::outline::{DocumentRow, Outline};
use crate::review::{Collated, LintReport};
use crate::searching::KwicLine;
use crate::sync::SyncReport;

pub use authorities::authorities;
pub use checking::{checked, folding, rules, sarif};
pub use claims::{cited_by, claims};
pub use eval::evaluation;
pub use exchange::imported;
pub use graph::graph;
pub use labels::{annotated, doctrines, labels};
pub use styled::{shown_in_style, style_rows, styled};
pub use whereabouts::whereabouts;

fn span(span: Span) -> Value {
    json!({ "start": span.start(), "end": span.end() })
}

/// `corpus search`.
pub fn search(answer: &Answer) -> Value {
    json!({
        "query": answer.query,
        "total": answer.total,
        "hits": answer.hits.iter().map(hit).collect::<Vec<_>>(),
        "suggestions": answer.suggestions,
        "facets": answer.facets.as_ref().map(facets),
    })
}

fn facets(facets: &search::Facets) -> Value {
    let list = |counts: &[(String, usize)], name: &str| -> Vec<Value> {
        counts.iter().map(|(value, count)| json!({ name: value, "passages": count })).collect()
    };
    json!({
        "documents": list(&facets.documents, "document"),
        "labels": list(&facets.labels, "label"),
        "kinds": list(&facets.kinds, "kind"),
        "layers": list(&facets.layers, "layer"),
    })
}

fn why(why: &search::Why) -> Value {
    let round = |x: f32| (f64::from(x) * 10_000.0).round() / 10_000.0;
    let added = |a: &search::Added| {
        let mut out = json!({ "words": a.words, "how": a.how, "where": a.place, "score": round(a.score) });
        if let Some(words) = &a.instead_of {
            out["for"] = json!(words);
        }
        out
    };
    json!({
        "added": why.added.iter().map(added).collect::<Vec<_>>(),
        "primary_law": round(why.primary),
        "same_provision": round(why.provision),
    })
}

/// One hit, as it stands in `hits` and on a line of its own.
pub fn hit(hit: &Hit) -> Value {
    let p = &hit.passage;
    let mut value = json!({
        "rank": hit.rank,
        "score": (f64::from(hit.score) * 10_000.0).round() / 10_000.0,
        "id": p.id.to_string(),
        "document": p.id.document().to_string(),
        "pinpoint": p.id.pinpoint().to_string(),
        "citation": p.cite(),
        "heading": p.heading,
        "context": p.context,
        "layer": p.layer.as_str(),
        "language": p.language,
        "matched": hit.matched,
        "span": p.span.map(span),
        "labels": p.labels,
        "snippet": marked(&hit.snippet.text, &hit.snippet.marks),
        "text": p.text,
        "gist": p.gist,
        "source": source(p),
    });
    if !p.spans.is_empty() {
        value["spans"] = p.spans.iter().copied().map(span).collect();
    }
    if let Some(given) = &hit.why {
        value["why"] = why(given);
    }
    value
}

/// Text with `<mark>` around the ranges; the source's own characters are left as they are.
fn marked(text: &str, marks: &[(usize, usize)]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for &(start, end) in marks {
        let (Some(before), Some(inside)) = (text.get(at..start), text.get(start..end)) else { continue };
        out.push_str(before);
        out.push_str("<mark>");
        out.push_str(inside);
        out.push_str("</mark>");
        at = end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

fn source(passage: &Passage) -> Value {
    match &passage.source {
        None => Value::Null,
        Some(source) => json!({ "file": source.file, "sha256": source.sha256, "url": source.url }),
    }
}

/// `corpus show`.
pub fn shown(shown: &Shown) -> Value {
    json!({
        "query": shown.query,
        "passages": shown.passages.iter().map(passage).collect::<Vec<_>>(),
        "status": shown.status,
        "remarks": shown.remarks,
    })
}

fn passage(p: &Passage) -> Value {
    let mut value = json!({
        "id": p.id.to_string(),
        "document": p.id.document().to_string(),
        "pinpoint": p.id.pinpoint().to_string(),
        "citation": p.cite(),
        "title": p.title,
        "heading": p.heading,
        "context": p.context,
        "text": p.text,
        "chapeau": p.chapeau,
        "mark": p.mark,
        "children": p.children.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "layer": p.layer.as_str(),
        "language": p.language,
        "span": p.span.map(span),
        "labels": p.labels,
        "gist": p.gist,
        "notes": p.notes,
        "edition": {
            "text_of": p.edition.text_of,
            "as_amended_to": p.edition.as_amended_to,
            "not_included": p.edition.not_included,
        },
        "source": source(p),
    });
    if !p.spans.is_empty() {
        value["spans"] = p.spans.iter().copied().map(span).collect();
    }
    value
}

/// `corpus outline`.
pub fn outline(outline: &Outline) -> Value {
    let row = |r: &crate::outline::OutlineRow| {
        json!({
            "id": r.id.to_string(),
            "pinpoint": r.id.pinpoint().to_string(),
            "depth": r.depth,
            "heading": r.heading,
            "layer": if r.digest_only { "digest" } else { "source" },
            "span": r.span.map(span),
            "text": r.text,
        })
    };
    let counts: serde_json::Map<String, Value> =
        outline.counts.iter().map(|(kind, n)| (kind.clone(), json!(n))).collect();
    json!({
        "document": outline.id.to_string(),
        "title": outline.title,
        "counts": counts,
        "nodes": outline.rows.iter().map(row).collect::<Vec<_>>(),
    })
}

/// `corpus documents`.
pub fn documents(rows: &[DocumentRow]) -> Value {
    let row = |r: &DocumentRow| {
        json!({
            "id": r.id.to_string(),
            "title": r.title,
            "kind": r.kind.as_str(),
            "date": r.date,
            "articles": r.articles,
            "passages": r.passages,
            "held": r.held,
            "file": r.file,
        })
    };
    json!({ "documents": rows.iter().map(row).collect::<Vec<_>>() })
}

/// `corpus kwic`.
pub fn kwic(lines: &[KwicLine]) -> Value {
    let line = |l: &KwicLine| json!({ "id": l.id, "citation": l.cite, "left": l.left, "keyword": l.keyword, "right": l.right });
    json!({ "lines": lines.iter().map(line).collect::<Vec<_>>() })
}

/// `corpus index`.
pub fn indexed(report: &Indexed) -> Value {
    json!({
        "documents": report.documents,
        "passages": report.passages,
        "read": report.read,
        "digests_only": report.digests_only,
        "problems": report.problems,
        "remarks": report.remarks,
    })
}

/// `corpus report`.
pub fn inventory(inventory: &Inventory) -> Value {
    let counts = |list: &[(String, usize)]| -> serde_json::Map<String, Value> {
        list.iter().map(|(name, n)| (name.clone(), json!(n))).collect()
    };
    let citations: serde_json::Map<String, Value> =
        inventory.citations.iter().map(|&(status, n)| (status.to_owned(), json!(n))).collect();
    let remarks =
        |r: &Remarks| json!({ "document": r.id, "notes": counts(&r.notes), "problems": r.problems });
    json!({
        "documents": inventory.documents,
        "held": inventory.held,
        "passages": inventory.passages,
        "languages": counts(&inventory.languages),
        "citations": citations,
        "labels": counts(&inventory.labels),
        "notes": counts(&inventory.notes),
        "remarks": inventory.remarks.iter().map(remarks).collect::<Vec<_>>(),
        "digest": inventory.digest,
    })
}

/// `corpus lint`.
pub fn lint(report: &LintReport) -> Value {
    let finding = |f: &crate::review::LintFinding| {
        json!({
            "file": f.file,
            "document": f.document,
            "rule": f.rule,
            "start": f.span.start(),
            "end": f.span.end(),
            "line": f.position.line,
            "column": f.position.column,
            "id": f.id,
            "message": f.message,
        })
    };
    json!({
        "files": report.files,
        "findings": report.findings.iter().map(finding).collect::<Vec<_>>(),
        "not_here": report.not_here,
    })
}

/// `corpus collate`.
pub fn collation(collated: &Collated) -> Value {
    let difference = |d: &crate::review::Difference| {
        json!({
            "place": d.place, "before": d.before, "a": d.a, "b": d.b, "after": d.after,
            "span_a": span(d.span_a), "span_b": span(d.span_b),
        })
    };
    let alone = |(place, id): &(String, String)| json!({ "place": place, "only_in": id });
    json!({
        "a": collated.a,
        "b": collated.b,
        "compared": collated.compared,
        "differences": collated.differences.iter().map(difference).collect::<Vec<_>>(),
        "alone": collated.alone.iter().map(alone).collect::<Vec<_>>(),
    })
}

/// `corpus sync`.
pub fn synced(report: &SyncReport) -> Value {
    let row = |r: &crate::sync::FileReport| {
        json!({
            "file": r.file,
            "status": r.outcome.as_str(),
            "detail": r.outcome.to_string(),
            "documents": r.documents.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "sha256": r.sha256.to_string(),
            "found": r.found.map(|h| h.to_string()),
        })
    };
    json!({
        "complete": report.is_complete(),
        "lacks_only_by_hand": report.lacks_only_by_hand(),
        "files": report.files.iter().map(row).collect::<Vec<_>>(),
    })
}

/// `corpus add`.
pub fn added(added: &[Added]) -> Value {
    let one = |a: &Added| json!({ "id": a.id.to_string(), "title": a.title, "file": a.file, "passages": a.passages, "notes": a.notes });
    json!({ "added": added.iter().map(one).collect::<Vec<_>>() })
}

/// `corpus add --recursive`.
pub fn added_folder(added: &AddedFolder) -> Value {
    let one = |a: &crate::intake::AddedFile| {
        json!({
            "id": a.id.to_string(), "title": a.title, "from": a.from, "file": a.file, "bytes": a.bytes,
            "passages": a.passages, "notes": a.notes,
        })
    };
    let skipped =
        |s: &crate::intake::Skipped| json!({ "path": s.path, "reason": s.reason, "message": s.message });
    json!({
        "added": added.added.iter().map(one).collect::<Vec<_>>(),
        "skipped": added.skipped.iter().map(skipped).collect::<Vec<_>>(),
    })
}

/// `corpus cites`.
pub fn cited(cited: &Cited) -> Value {
    json!({ "file": cited.file, "citations": cited.rows.iter().map(citation).collect::<Vec<_>>() })
}

fn citation(row: &CitedRow) -> Value {
    let c = &row.citation;
    json!({
        "start": c.span.start(),
        "end": c.span.end(),
        "text": row.text,
        "form": c.form.as_str(),
        "signal": c.signal.map(model::Signal::as_str),
        "targets": c.targets.iter().map(target).collect::<Vec<_>>(),
    })
}

fn target(target: &Target) -> Value {
    let mut value = json!({
        "authority": target.authority.as_ref().map(ToString::to_string),
        "name": target.name.as_deref(),
        "pinpoint": target.place.as_ref().map(ToString::to_string),
        "status": target.status.as_str(),
        "node": Value::Null,
    });
    match &target.status {
        Status::Resolved(nodes) => match nodes.as_slice() {
            [only] => value["node"] = json!(only.to_string()),
            nodes => value["nodes"] = nodes.iter().map(|n| json!(n.to_string())).collect(),
        },
        Status::Ambiguous(candidates) => {
            value["candidates"] = candidates.iter().map(|c| json!(c.to_string())).collect();
        }
        _ => {}
    }
    value
}

#[cfg(test)]
mod tests {
    use super::marked;

    #[test]
    fn marks_stand_around_the_ranges() {
        assert_eq!(marked("a lamp & pier", &[(2, 6), (9, 13)]), "a <mark>lamp</mark> & <mark>pier</mark>");
    }
}
