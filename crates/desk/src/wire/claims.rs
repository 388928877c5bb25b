//! Claims and the citations that support them.

use serde_json::{Value, json};

use super::{span, target};
use crate::claims::{CitedBy, Claim, Claims, Link};

/// `corpus cited-by`: as for `corpus claims`, and how many documents have more than the limit lets through, where it does.
pub fn cited_by(found: &CitedBy) -> Value {
    let mut value = claims(&found.texts);
    if found.left > 0 {
        value["left"] = json!(found.left);
    }
    value
}

/// `corpus claims`: the claims of one or several texts.
pub fn claims(texts: &[Claims]) -> Value {
    json!({
        "claims": texts.iter().flat_map(|t| &t.claims).map(claim).collect::<Vec<_>>(),
        "headings": texts.iter().flat_map(|t| &t.headings).map(claim).collect::<Vec<_>>(),
    })
}

fn claim(claim: &Claim) -> Value {
    let mut value = json!({
        "id": claim.id,
        "document": claim.document,
        "heading": claim.heading,
        "span": span(claim.span),
        "text": claim.text,
        "chapeau": claim.chapeau,
        "links": claim.links.iter().map(link).collect::<Vec<_>>(),
        "notes": claim.notes,
    });
    if !claim.spans.is_empty() {
        value["spans"] = claim.spans.iter().copied().map(span).collect();
    }
    value
}

fn link(link: &Link) -> Value {
    let mut meant = target(&link.target);
    meant["text"] = json!(link.words);
    let mut value = json!({
        "citation": {
            "start": link.span.start(),
            "end": link.span.end(),
            "text": link.text,
            "form": link.form.as_str(),
        },
        "target": meant,
    });
    if let Some(relation) = link.relation {
        value["relation"] = json!(relation.as_str());
    }
    value
}
