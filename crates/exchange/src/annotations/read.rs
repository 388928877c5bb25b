//! Web Annotations read: labels and notes, and the passages they speak of. Whatever else there is comes back as left.

use model::{Anchor, PassageId};
use serde_json::Value;

use super::UNIT;

/// Why annotations cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnnotationsError {
    /// The text is no JSON.
    #[error("line {line}, column {column}: not JSON: {reason}")]
    Json {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What is wrong.
        reason: String,
    },
    /// Positions count something else.
    #[error("positions count `{0}`; only `{UNIT}` is understood")]
    Unit(String),
    /// It is JSON without annotations.
    #[error("there are no annotations in it")]
    Nothing,
}

/// The words that somebody else's annotation speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The address of the source.
    pub source: String,
    /// Its words.
    pub exact: String,
}

/// What an annotation says, where that has a place in a digest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// The annotation's id.
    pub id: String,
    /// The passage, where the annotation names it.
    pub passage: Option<PassageId>,
    /// The hash of the file that it spoke of.
    pub sha256: Option<String>,
    /// The words that it spoke of.
    pub anchor: Option<Anchor>,
    /// The words that it quotes, where it names no passage.
    pub quote: Option<Quote>,
    /// Labels.
    pub labels: Vec<String>,
    /// Notes.
    pub notes: Vec<String>,
}

/// An annotation that was left, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Its id.
    pub id: String,
    /// Why, in words.
    pub reason: String,
}

/// Why an annotation is not taken.
enum Not {
    /// The program makes such annotations itself.
    Ours,
    /// It does not fit, for this reason.
    Fit(&'static str),
}

/// Everything in a file of annotations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Everything {
    /// Labels and notes, in their order.
    pub read: Vec<Read>,
    /// What has no place in a digest.
    pub left: Vec<Left>,
    /// How many are citations and labels of a tagger, which the program finds anew.
    pub ours: usize,
}

/// The labels and notes of a collection, a page, a list or a single annotation.
///
/// # Errors
/// When the text is no JSON, holds no annotation, or counts positions in a unit that is not understood.
pub fn read(text: &str) -> Result<Everything, AnnotationsError> {
    let root: Value = serde_json::from_str(text).map_err(|e| {
        let whole = e.to_string();
        let reason = whole.split(" at line ").next().unwrap_or_default().to_owned();
        AnnotationsError::Json { line: e.line(), column: e.column(), reason }
    })?;
    unit(&root)?;
    let items: Vec<&Value> = match (&root, &root["first"]["items"], &root["items"]) {
        (Value::Array(items), _, _) | (_, Value::Array(items), _) | (_, _, Value::Array(items)) => {
            items.iter().collect()
        }
        _ if is(&root, "Annotation") => vec![&root],
        _ => return Err(AnnotationsError::Nothing),
    };
    let mut out = Everything::default();
    for (at, item) in items.into_iter().enumerate() {
        unit(item)?;
        let id = item["id"].as_str().map_or_else(|| format!("annotation {}", at + 1), str::to_owned);
        match one(item, id.clone()) {
            Ok(read) => out.read.push(read),
            Err(Not::Ours) => out.ours += 1,
            Err(Not::Fit(reason)) => out.left.push(Left { id, reason: reason.to_owned() }),
        }
    }
    Ok(out)
}

fn unit(value: &Value) -> Result<(), AnnotationsError> {
    match value["corpus:unit"].as_str() {
        Some(unit) if unit != UNIT => Err(AnnotationsError::Unit(unit.to_owned())),
        _ => Ok(()),
    }
}

/// Whether a value is of a type, of which it may have several.
fn is(value: &Value, kind: &str) -> bool {
    let types = &value["type"];
    types == kind || types.as_array().is_some_and(|all| all.iter().any(|t| t == kind))
}

fn one(item: &Value, id: String) -> Result<Read, Not> {
    if !is(item, "Annotation") {
        return Err(Not::Fit("it is no annotation"));
    }
    let mut out = Read { id, ..Read::default() };
    let motivation = item["motivation"].as_str().unwrap_or("commenting");
    let tagger = item["generator"]["id"] == "urn:corpus:tagger";
    if tagger || motivation == "linking" || motivation == "identifying" {
        return Err(Not::Ours);
    }
    if let Some(words) = item["bodyValue"].as_str() {
        out.notes.push(words.to_owned());
    }
    for body in several(&item["body"]) {
        let purpose = body["purpose"].as_str().unwrap_or(motivation);
        let words = body["value"].as_str().map(str::trim).filter(|w| !w.is_empty());
        match (purpose, words) {
            ("tagging", Some(words)) => out.labels.push(words.to_owned()),
            (_, Some(words)) if is(body, "TextualBody") => out.notes.push(words.to_owned()),
            _ => {}
        }
    }
    if out.labels.is_empty() && out.notes.is_empty() {
        return Err(Not::Fit("it says nothing that a digest can hold"));
    }
    let [target] = several(&item["target"])[..] else {
        return Err(Not::Fit("it has not just one target"));
    };
    out.sha256 = target["corpus:sha256"].as_str().map(str::to_owned);
    out.anchor = target["corpus:anchor"].as_str().and_then(|a| a.parse().ok());
    out.passage = target["corpus:passage"].as_str().and_then(|p| p.parse().ok());
    if out.passage.is_none() {
        let quoted = several(&target["selector"]).into_iter().find(|s| is(s, "TextQuoteSelector"));
        let exact = quoted.and_then(|s| s["exact"].as_str()).filter(|w| !w.trim().is_empty());
        let source = target["source"].as_str();
        let (Some(exact), Some(source)) = (exact, source) else {
            return Err(Not::Fit("it names no passage and quotes no words"));
        };
        out.quote = Some(Quote { source: source.to_owned(), exact: exact.to_owned() });
    }
    Ok(out)
}

/// The members of a list, or the one value that stands for a list.
fn several(value: &Value) -> Vec<&Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(all) => all.iter().collect(),
        one => vec![one],
    }
}
