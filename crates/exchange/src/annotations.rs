//! Labels, notes and citations as W3C Web Annotations: JSON-LD, an annotation a line, ids that stay what they are. They
//! stand off from their source and repeat no more of it than the few words of a quote selector.
//!
//! Positions are given twice: `TextPositionSelector` in Unicode code points, as the model demands, `DataPositionSelector` in
//! bytes of the file; `unit` says so, and whoever counts otherwise is refused when read.

mod read;
mod select;

use model::{Anchor, AuthorityId, Fnv, Label, PassageId, Span, Status, Target};
use serde_json::{Value, json};

pub use read::{AnnotationsError, Everything, Left, Quote, Read, read};

/// The words of our own in the annotations.
const TERMS: &str = "https://github.com/corpus-law/corpus/ns#";

/// What positions count.
const UNIT: &str = "code-point";

/// A file that annotations speak of.
#[derive(Clone, Copy, Debug)]
pub struct Annotated<'a> {
    /// The document.
    pub id: &'a AuthorityId,
    /// The file as it lies on disk.
    pub raw: &'a str,
    /// Its SHA-256.
    pub sha256: &'a str,
    /// Where it was fetched.
    pub url: Option<&'a str>,
}

/// What is said of a stretch of a file.
#[derive(Clone, Debug)]
pub struct Annotation {
    /// The passage.
    pub passage: PassageId,
    /// The stretch, in bytes of the file.
    pub span: Span,
    /// The words of the passage at the time; `None` for a citation, which is its words.
    pub anchor: Option<Anchor>,
    /// What is said.
    pub found: Found,
}

/// What an annotation says.
#[derive(Clone, Debug)]
pub enum Found {
    /// A doctrine label; `stated` where the digest says it, else the tagger does.
    Label {
        /// The label.
        label: Label,
        /// Whether somebody stated it.
        stated: bool,
    },
    /// A remark of the digest.
    Note(String),
    /// A citation: what it means.
    Citation(Vec<Target>),
}

/// A collection of what is said of several files, ending in a newline.
pub fn collection(all: &[(Annotated<'_>, Vec<Annotation>)]) -> String {
    let mut items = Vec::new();
    for (file, annotations) in all {
        let spans = annotations.iter().flat_map(|a| [a.span.start(), a.span.end()]);
        let positions = select::positions(file.raw, spans);
        items.extend(annotations.iter().map(|a| annotation(*file, a, &positions)));
    }
    let head = json!({
        "@context": ["http://www.w3.org/ns/anno.jsonld", { "corpus": TERMS }],
        "id": "urn:corpus:annotations",
        "type": "AnnotationCollection",
        "label": all.iter().map(|(file, _)| file.id.as_str()).collect::<Vec<_>>().join(", "),
        "corpus:unit": UNIT,
        "total": items.len(),
        "first": { "id": "urn:corpus:annotations:1", "type": "AnnotationPage", "startIndex": 0, "items": [] },
    });
    // The items go where the empty list stands, a line each: files of annotations are compared line by line.
    let lines: Vec<String> = items.iter().map(Value::to_string).collect();
    let body = if lines.is_empty() { "[]".to_owned() } else { format!("[\n{}\n]", lines.join(",\n")) };
    format!("{}\n", head.to_string().replacen("\"items\":[]", &format!("\"items\":{body}"), 1))
}

fn annotation(file: Annotated<'_>, annotation: &Annotation, positions: &select::Positions) -> Value {
    let passage = &annotation.passage;
    let (name, motivation, body, layer) = match &annotation.found {
        Found::Label { label, stated } => {
            let body = json!({ "type": "TextualBody", "value": label.as_str(), "purpose": "tagging", "format": "text/plain" });
            (format!("label:{label}"), "tagging", body, if *stated { "digest" } else { "tagger" })
        }
        Found::Note(note) => {
            let body = json!({ "type": "TextualBody", "value": note, "purpose": "commenting", "format": "text/plain" });
            (format!("note:{:016x}", Fnv::of(note.as_bytes())), "commenting", body, "digest")
        }
        Found::Citation(targets) => {
            let bodies: Vec<Value> = targets.iter().map(cited).collect();
            let name = format!("citation:{}-{}", annotation.span.start(), annotation.span.end());
            (name, "linking", Value::Array(bodies), "citations")
        }
    };
    let mut target = json!({
        "source": file.url.map_or_else(|| format!("urn:corpus:source:{}", file.id), str::to_owned),
        "corpus:passage": passage.to_string(),
        "corpus:sha256": file.sha256,
        "selector": select::selectors(file.raw, annotation.span, positions, passage.pinpoint()),
    });
    if let Some(anchor) = &annotation.anchor {
        target["corpus:anchor"] = json!(anchor.to_string());
    }
    json!({
        "id": format!("urn:corpus:{}:{}:{name}", passage.document(), passage.pinpoint()),
        "type": "Annotation",
        "motivation": motivation,
        "body": body,
        "target": target,
        "generator": { "id": format!("urn:corpus:{layer}"), "type": "Software", "name": format!("corpus, {layer}") },
    })
}

/// What a citation means, as a resource that the annotation links to.
fn cited(target: &Target) -> Value {
    let place = target.place.as_ref().map(|p| format!("#{p}")).unwrap_or_default();
    let source = target.authority.as_ref().map(|a| format!("urn:corpus:authority:{a}{place}"));
    let nodes: Vec<String> = match &target.status {
        Status::Resolved(nodes) => nodes.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    };
    json!({
        "type": "SpecificResource",
        "purpose": "linking",
        "source": source.unwrap_or_else(|| format!("urn:corpus:{}", target.status.as_str())),
        "corpus:name": target.name.as_deref(),
        "corpus:status": target.status.as_str(),
        "corpus:passages": nodes,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const RAW: &str =
        "Über die Lichter.\n\nEach harbour keeps a lamp lit from dusk to dawn, whatever the sea does.\n";

    fn collected() -> String {
        let id: AuthorityId = "lights".parse().unwrap();
        let passage: PassageId = "lights#art-2/para-1".parse().unwrap();
        let start = RAW.find("Each").unwrap();
        let span = Span::new(start, RAW.trim_end().len());
        let anchor: Anchor = "Each harbour keeps a … the sea does. [0123456789]".parse().unwrap();
        let said = |found| Annotation { passage: passage.clone(), span, anchor: Some(anchor.clone()), found };
        let all = vec![
            said(Found::Label { label: "due-diligence".parse().unwrap(), stated: true }),
            said(Found::Note("Compare the Caroline.".to_owned())),
            Annotation {
                anchor: None,
                span: Span::new(start, start + 12),
                ..said(Found::Citation(Vec::new()))
            },
        ];
        let file = Annotated { id: &id, raw: RAW, sha256: "00", url: None };
        collection(&[(file, all)])
    }

    #[test]
    fn positions_are_code_points_and_bytes() {
        let read: Value = serde_json::from_str(&collected()).unwrap();
        assert_eq!(read["total"], 3);
        let selectors = read["first"]["items"][0]["target"]["selector"].as_array().unwrap();
        let of = |kind: &str| selectors.iter().find(|s| s["type"] == kind).unwrap();
        assert_eq!(of("TextPositionSelector")["start"], 19);
        assert_eq!(of("DataPositionSelector")["start"], 20);
        assert_eq!(of("RangeSelector")["startSelector"]["exact"], "Each harbour keeps a");
        assert_eq!(of("RangeSelector")["endSelector"]["prefix"], "the sea does.");
        let short = &read["first"]["items"][2]["target"]["selector"];
        assert!(short.to_string().contains("\"exact\":\"Each harbour\""), "{short}");
    }

    #[test]
    fn what_was_written_is_read_back() {
        let Everything { read, left, ours } = super::read(&collected()).unwrap();
        assert!(left.is_empty(), "{left:?}");
        assert_eq!(ours, 1, "citations are found anew");
        assert_eq!(read.len(), 2);
        assert_eq!(read[0].labels, ["due-diligence"]);
        assert_eq!(read[1].notes, ["Compare the Caroline."]);
        assert_eq!(read[1].passage.as_ref().unwrap().to_string(), "lights#art-2/para-1");
        assert_eq!(read[1].anchor.as_ref().unwrap().hash.as_deref(), Some("0123456789"));
    }

    #[test]
    fn annotations_of_others_are_read() {
        let others = r#"{"@context":"http://www.w3.org/ns/anno.jsonld","type":"Annotation","bodyValue":"Look here.",
            "target":{"source":"https://example.org/x","selector":{"type":"TextQuoteSelector","exact":"a lamp lit"}}}"#;
        let Everything { read, left, .. } = super::read(others).unwrap();
        assert!(left.is_empty());
        assert_eq!(read[0].notes, ["Look here."]);
        assert_eq!(
            read[0].quote,
            Some(Quote { source: "https://example.org/x".to_owned(), exact: "a lamp lit".to_owned() })
        );
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_its_reason() {
        for (text, reason) in [
            ("{", "line 1, column 1: not JSON: EOF while parsing an object"),
            ("{\"type\":\"Thing\"}", "there are no annotations in it"),
            (
                &collected().replace(UNIT, "utf-16"),
                "positions count `utf-16`; only `code-point` is understood",
            ),
        ] {
            assert_eq!(super::read(text).unwrap_err().to_string(), reason);
        }
    }
}
