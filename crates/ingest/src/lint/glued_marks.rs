//! Marks run into the words that they number.

use std::collections::BTreeMap;

use model::{Node, Pinpoint, Topic};

use super::reading::{Finding, Reading};

pub(super) const SUMMARY: &str = "marks with no space after them (`1.To`), one finding for each article: a reader of \
Markdown takes such a paragraph for unnumbered text";

pub(super) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let mut glued: BTreeMap<Pinpoint, Vec<&Node>> = BTreeMap::new();
    for node in &reading.document.nodes {
        if is_glued(reading.raw, node) {
            let article = Pinpoint::of(node.pinpoint.first().clone());
            glued.entry(article).or_default().push(node);
        }
    }
    let finding = |(article, nodes): (Pinpoint, Vec<&Node>)| {
        let mark = nodes.first()?.mark.as_ref()?;
        let more = match nodes.len() {
            1 => String::new(),
            n => format!(", nor after {} more in {}", n - 1, article.plain()),
        };
        let message = format!("no space after the mark `{}`{more}", mark.text);
        Some(Finding::raw(Topic::GluedWords, mark.span, message))
    };
    glued.into_iter().filter_map(finding).collect()
}

fn is_glued(raw: &str, node: &Node) -> bool {
    let Some(mark) = &node.mark else { return false };
    let ends = mark.text.ends_with(['.', ')']);
    ends && raw.get(mark.span.end()..).is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric()))
}
