//! Passages for a search engine: a line of JSON each, in the order of the corpus, and the index configuration that Quickwit
//! and OpenSearch need for them. The source's words stand in `text`, which is null where they are not held; what the project
//! says about a passage stands in `gist` and `notes`, and `layer` says which of the two there is.

use model::{Class, Kind, Label, PassageId, Span};
use serde_json::{Value, json};

/// A passage as a search engine gets it.
#[derive(Clone, Debug)]
pub struct Passage<'a> {
    /// Document and place.
    pub id: &'a PassageId,
    /// Position in the document, from 0.
    pub ordinal: u64,
    /// Title of the document.
    pub title: &'a str,
    /// What sort of work the document is.
    pub kind: Kind,
    /// What part of it.
    pub class: Class,
    /// Date of the document, as far as known.
    pub date: Option<&'a str>,
    /// Its own heading.
    pub heading: Option<&'a str>,
    /// Headings above it, outermost first.
    pub context: &'a [String],
    /// Opening words of the nodes above it.
    pub chapeau: &'a str,
    /// The source's words; `None` where they are not held.
    pub text: Option<&'a str>,
    /// Language of the words (ISO 639-1).
    pub language: Option<&'a str>,
    /// Doctrine labels.
    pub labels: &'a [Label],
    /// What it cites: authorities and places in them.
    pub cites: &'a [String],
    /// The digest: what the project says of it, never the source's words.
    pub gist: Option<&'a str>,
    /// Remarks of the digest.
    pub notes: &'a [String],
    /// Where it stands, in bytes of the file.
    pub span: Option<Span>,
    /// The file that has its words, below the sources.
    pub file: Option<&'a str>,
    /// SHA-256 of the file.
    pub sha256: Option<&'a str>,
    /// Where the file was fetched.
    pub url: Option<&'a str>,
}

/// A search engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Quickwit.
    Quickwit,
    /// OpenSearch, or Elasticsearch.
    OpenSearch,
}

/// How a field is searched.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    /// As a whole.
    Whole,
    /// By its words.
    Words,
    /// As a number.
    Number,
}

/// Name, how it is searched, whether there are several.
const FIELDS: &[(&str, Field, bool)] = &[
    ("id", Field::Whole, false),
    ("document", Field::Whole, false),
    ("pinpoint", Field::Whole, false),
    ("ordinal", Field::Number, false),
    ("layer", Field::Whole, false),
    ("kind", Field::Whole, false),
    ("class", Field::Whole, false),
    ("date", Field::Whole, false),
    ("language", Field::Whole, false),
    ("title", Field::Words, false),
    ("context", Field::Words, true),
    ("heading", Field::Words, false),
    ("chapeau", Field::Words, false),
    ("text", Field::Words, false),
    ("gist", Field::Words, false),
    ("notes", Field::Words, true),
    ("labels", Field::Whole, true),
    ("cites", Field::Whole, true),
    ("start", Field::Number, false),
    ("end", Field::Number, false),
    ("file", Field::Whole, false),
    ("sha256", Field::Whole, false),
    ("url", Field::Whole, false),
];

/// A passage as a line of JSON, ended. Fields stand in alphabetical order; those that say nothing are null.
pub fn line(passage: &Passage<'_>) -> String {
    let names = |labels: &[Label]| labels.iter().map(|l| l.as_str().to_owned()).collect::<Vec<_>>();
    let value = json!({
        "id": passage.id.to_string(),
        "document": passage.id.document().as_str(),
        "pinpoint": passage.id.pinpoint().to_string(),
        "ordinal": passage.ordinal,
        "layer": if passage.text.is_some() { "source" } else { "digest" },
        "kind": passage.kind.as_str(),
        "class": passage.class.as_str(),
        "date": passage.date,
        "language": passage.language,
        "title": passage.title,
        "context": passage.context,
        "heading": passage.heading,
        "chapeau": Some(passage.chapeau).filter(|c| !c.is_empty()),
        "text": passage.text,
        "gist": passage.gist,
        "notes": passage.notes,
        "labels": names(passage.labels),
        "cites": passage.cites,
        "start": passage.span.map(Span::start),
        "end": passage.span.map(Span::end),
        "file": passage.file,
        "sha256": passage.sha256,
        "url": passage.url,
    });
    format!("{value}\n")
}

/// A passage for the bulk interface of OpenSearch: what to do, then the passage, a line each.
pub fn bulk(passage: &Passage<'_>, index: &str) -> String {
    let action = json!({ "index": { "_index": index, "_id": passage.id.to_string() } });
    format!("{action}\n{}", line(passage))
}

/// How an engine is to index the passages: YAML for Quickwit, the body of a request for OpenSearch.
pub fn index_config(engine: Engine, index: &str) -> String {
    match engine {
        Engine::Quickwit => quickwit(index),
        Engine::OpenSearch => {
            let mut fields = serde_json::Map::new();
            for &(name, field, _) in FIELDS {
                fields.insert(name.to_owned(), opensearch(field));
            }
            let body = json!({ "mappings": { "dynamic": "strict", "properties": Value::Object(fields) } });
            format!("{body:#}\n")
        }
    }
}

fn opensearch(field: Field) -> Value {
    match field {
        Field::Whole => json!({ "type": "keyword" }),
        Field::Words => json!({ "type": "text" }),
        Field::Number => json!({ "type": "long" }),
    }
}

fn quickwit(index: &str) -> String {
    let mut out =
        format!("version: 0.8\nindex_id: {index}\ndoc_mapping:\n  mode: strict\n  field_mappings:\n");
    for &(name, field, several) in FIELDS {
        let (kind, more) = match field {
            Field::Whole => ("text", "      tokenizer: raw\n      fast: true\n"),
            Field::Words => ("text", "      tokenizer: default\n      record: position\n"),
            Field::Number => ("u64", "      fast: true\n"),
        };
        let kind = if several { format!("array<{kind}>") } else { kind.to_owned() };
        out.push_str(&format!("    - name: {name}\n      type: {kind}\n{more}"));
    }
    out.push_str(
        "  tag_fields: [document, kind]\nsearch_settings:\n  default_search_fields: [text, heading, title]\n",
    );
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_engines_know_every_field_of_a_line_and_no_other() {
        let id: PassageId = "lights#art-2/para-1".parse().unwrap();
        let passage = Passage {
            id: &id,
            ordinal: 3,
            title: "Lights",
            kind: Kind::Treaty,
            class: Class::Operative,
            date: None,
            heading: None,
            context: &[],
            chapeau: "",
            text: None,
            language: None,
            labels: &[],
            cites: &[],
            gist: Some("About lamps."),
            notes: &[],
            span: None,
            file: None,
            sha256: None,
            url: None,
        };
        let read: Value = serde_json::from_str(&line(&passage)).unwrap();
        let names: Vec<&str> = read.as_object().unwrap().keys().map(String::as_str).collect();
        let mut known: Vec<&str> = FIELDS.iter().map(|(name, _, _)| *name).collect();
        known.sort_unstable();
        assert_eq!(names, known);
        assert_eq!((&read["layer"], &read["text"]), (&json!("digest"), &Value::Null));
        assert_eq!(bulk(&passage, "corpus").lines().count(), 2);
        let mapping: Value = serde_json::from_str(&index_config(Engine::OpenSearch, "corpus")).unwrap();
        assert_eq!(mapping["mappings"]["properties"].as_object().unwrap().len(), known.len());
        assert_eq!(index_config(Engine::Quickwit, "corpus").matches("- name:").count(), known.len());
    }
}
