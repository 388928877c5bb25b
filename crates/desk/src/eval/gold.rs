//! Reading gold. Whatever is wrong in it is told with file and line, all of it at once.
#![expect(clippy::disallowed_methods, reason = "the edge: reads the gold files that were named")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::error::DeskError;

/// What a passage of the gold is found by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Where {
    Pinpoint(String),
    Span(usize, usize),
}

/// A passage and its labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct GoldLabels {
    pub(super) doc: String,
    pub(super) at: Where,
    pub(super) labels: Vec<String>,
}

/// A citation: its targets are authority and pinpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct GoldCitation {
    pub(super) doc: String,
    pub(super) span: (usize, usize),
    pub(super) form: String,
    pub(super) targets: Vec<(Option<String>, Option<String>)>,
}

/// Judgements: topic to passage id to grade.
pub(super) type Judgements = BTreeMap<String, BTreeMap<String, u32>>;

/// The text of a gold file.
pub(super) fn text(path: &Path) -> Result<String, DeskError> {
    fs::read_to_string(path).map_err(|e| DeskError::read(path, e))
}

/// Every record of a JSON Lines file, read by `read`, which says in words what is wrong.
fn records<T>(
    file: &str,
    text: &str,
    read: impl Fn(&Value) -> Result<T, String>,
) -> Result<Vec<T>, DeskError> {
    rows(file, text, |line| {
        let value: Value = serde_json::from_str(line).map_err(|e| format!("no JSON: {e}"))?;
        read(&value)
    })
}

/// Every line that is not blank, read by `read`.
fn rows<T>(file: &str, text: &str, read: impl Fn(&str) -> Result<T, String>) -> Result<Vec<T>, DeskError> {
    let mut out = Vec::new();
    let mut faults = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        match read(line) {
            Ok(record) => out.push(record),
            Err(fault) => faults.push(format!("{file}:{}: {fault}", number + 1)),
        }
    }
    match faults.as_slice() {
        [] if out.is_empty() => Err(DeskError::Refused(format!("{file}: holds no gold"))),
        [] => Ok(out),
        faults => Err(DeskError::Refused(faults.join("\n"))),
    }
}

fn word(value: &Value, key: &str) -> Result<String, String> {
    value[key].as_str().map(str::to_owned).ok_or_else(|| format!("`{key}` is missing or no text"))
}

fn offset(value: &Value, key: &str) -> Result<usize, String> {
    let number = value[key].as_u64().and_then(|n| usize::try_from(n).ok());
    number.ok_or_else(|| format!("`{key}` is missing or no byte offset"))
}

fn span(value: &Value) -> Result<(usize, usize), String> {
    let (start, end) = (offset(value, "start")?, offset(value, "end")?);
    if start < end { Ok((start, end)) } else { Err(format!("`end` {end} is not after `start` {start}")) }
}

/// The labels of passages; `known` says whether there is such a label.
pub(super) fn labels(
    file: &str,
    text: &str,
    known: impl Fn(&str) -> bool,
) -> Result<Vec<GoldLabels>, DeskError> {
    records(file, text, |value| {
        let at = match value["pinpoint"].as_str() {
            Some(place) if place.parse::<model::Pinpoint>().is_ok() => Where::Pinpoint(place.to_owned()),
            Some(place) => return Err(format!("`{place}` is no pinpoint")),
            None => span(value).map(|(start, end)| Where::Span(start, end))?,
        };
        let list = value["labels"].as_array().ok_or("`labels` is missing or no list")?;
        let mut labels = Vec::new();
        for label in list {
            let label = label.as_str().ok_or("a label is no text")?;
            if !known(label) {
                return Err(format!("the taxonomy has no label `{label}`"));
            }
            if !labels.iter().any(|l| l == label) {
                labels.push(label.to_owned());
            }
        }
        Ok(GoldLabels { doc: word(value, "doc")?, at, labels })
    })
}

/// Citations.
pub(super) fn citations(file: &str, text: &str) -> Result<Vec<GoldCitation>, DeskError> {
    const FORMS: [&str; 5] = ["pinpoint", "mention", "bare", "back", "dangling"];
    records(file, text, |value| {
        let form = word(value, "form")?;
        if !FORMS.contains(&form.as_str()) {
            return Err(format!("`{form}` is no form; there are {}", FORMS.join(", ")));
        }
        let list = value["targets"].as_array().ok_or("`targets` is missing or no list")?;
        let text = |t: &Value, key: &str| t[key].as_str().map(str::to_owned);
        let targets = list.iter().map(|t| (text(t, "authority"), text(t, "pinpoint"))).collect();
        Ok(GoldCitation { doc: word(value, "doc")?, span: span(value)?, form, targets })
    })
}

/// Topics: id and query.
pub(super) fn topics(file: &str, text: &str) -> Result<Vec<(String, String)>, DeskError> {
    rows(file, text, |line| {
        let mut columns = line.split('\t').map(str::trim).filter(|c| !c.is_empty());
        match (columns.next(), columns.next()) {
            (Some(id), Some(query)) => Ok((id.to_owned(), query.to_owned())),
            _ => Err("a topic is an id, a tab and a query".to_owned()),
        }
    })
}

/// Whether the first line reads as a judgement.
pub(super) fn is_judgements(text: &str) -> bool {
    text.lines().find(|l| !l.trim().is_empty()).is_some_and(|l| judgement(l).is_ok())
}

fn judgement(line: &str) -> Result<(String, String, u32), String> {
    let columns: Vec<&str> = line.split_whitespace().collect();
    let [topic, _, id, grade] = columns.as_slice() else {
        return Err("a judgement is a topic, 0, a passage id and a grade".to_owned());
    };
    if !id.contains(['#', '@']) {
        return Err(format!("`{id}` is no passage id: document#pinpoint or document@start"));
    }
    let grade = grade.parse().map_err(|_| format!("`{grade}` is no grade"))?;
    Ok(((*topic).to_owned(), (*id).to_owned(), grade))
}

/// Judgements, by topic.
pub(super) fn judgements(file: &str, text: &str) -> Result<Judgements, DeskError> {
    let mut out = Judgements::new();
    for (topic, id, grade) in rows(file, text, judgement)? {
        out.entry(topic).or_default().insert(id, grade);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fault_names_file_and_line() {
        let labels = |text: &str| labels("g.jsonl", text, |l| l == "consent").map(|_| ()).unwrap_err();
        let cites = |text: &str| citations("g.jsonl", text).map(|_| ()).unwrap_err();
        for (error, told) in [
            (labels("\n{"), "g.jsonl:2: no JSON"),
            (labels("{\"doc\":\"x\",\"labels\":[]}"), "g.jsonl:1: `start` is missing"),
            (labels("{\"doc\":\"x\",\"pinpoint\":\"article 1\",\"labels\":[]}"), "is no pinpoint"),
            (labels("{\"doc\":\"x\",\"pinpoint\":\"art-1\",\"labels\":[\"consnt\"]}"), "no label `consnt`"),
            (labels("{\"doc\":\"x\",\"start\":4,\"end\":4,\"labels\":[]}"), "`end` 4 is not after"),
            (cites("{\"doc\":\"x\",\"form\":\"loose\"}"), "`loose` is no form"),
            (topics("t.tsv", "T1 no tab").map(|_| ()).unwrap_err(), "t.tsv:1: a topic is"),
            (judgements("q.txt", "T1 0 x#art-1 two").map(|_| ()).unwrap_err(), "`two` is no grade"),
            (labels(""), "g.jsonl: holds no gold"),
        ] {
            assert!(error.to_string().contains(told), "{error}");
        }
    }
}
