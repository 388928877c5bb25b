//! The sentences of a text, and which of them holds a citation.

use std::collections::BTreeMap;

use model::{Node, PassageId, SegmentKind, Span, Words};

use super::{Claim, Text};
use crate::sentences::sentences;

/// The sentences of a text in its order, without links. None ends within one of the spans of `whole`. A sentence that
/// introduces the block after it takes the block.
pub(super) fn sentences_of(text: &Text<'_>, whole: &[Span]) -> Vec<Claim> {
    let mut pieces: Vec<(&Node, &Words)> =
        text.document.nodes.iter().flat_map(|n| n.own.iter().map(move |w| (n, w))).collect();
    pieces.sort_by_key(|(_, words)| words.span);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut claims: Vec<Claim> = Vec::new();
    let mut introduces = None;
    for (node, words) in pieces {
        let Some(raw) = words.span.of(text.raw) else { continue };
        if introduces.take().is_some_and(|before: (&Node, &str)| takes(before, node, &words.text))
            && let Some(claim) = claims.last_mut()
        {
            claim.spans = vec![claim.span, words.span];
            claim.span = claim.span.cover(words.span);
            claim.text = format!("{}\n{}", claim.text, words.text);
            continue;
        }
        let place = node_name(text, node);
        let count = counts.entry(place.clone()).or_default();
        for span in sentences(raw, &within(whole, words.span)) {
            *count += 1;
            let inner = span.of(raw).unwrap_or_default();
            claims.push(Claim {
                id: format!("{place}/s-{count}"),
                document: text.name.to_owned(),
                heading: node.heading.clone(),
                span: Span::new(words.span.start() + span.start(), words.span.start() + span.end()),
                spans: Vec::new(),
                text: ingest::clean(text.format, inner),
                links: Vec::new(),
                notes: calls(text, inner),
            });
            introduces = Some((node, inner));
        }
    }
    claims
}

fn node_name(text: &Text<'_>, node: &Node) -> String {
    format!("{}#{}", text.name, node.pinpoint)
}

/// The spans of `whole` that lie in `piece`, counted from its beginning.
fn within(whole: &[Span], piece: Span) -> Vec<Span> {
    let from = whole.partition_point(|s| s.start() < piece.start());
    let inside = whole[from..].iter().take_while(|s| s.end() <= piece.end());
    inside.map(|s| Span::new(s.start() - piece.start(), s.end() - piece.start())).collect()
}

/// Words after which a block goes on with the sentence.
const INTRODUCING: &[&str] = &[
    "as",
    "concluded",
    "follows",
    "held",
    "is",
    "noted",
    "provided",
    "provides",
    "reads",
    "said",
    "says",
    "stated",
    "states",
    "that",
    "wrote",
];

/// Whether the last sentence of a paragraph (`before`) introduces the block that follows.
fn takes((before, sentence): (&Node, &str), node: &Node, block: &str) -> bool {
    let prose = |n: &Node| n.pinpoint.last().kind == SegmentKind::Par;
    if !prose(before) || !prose(node) || before.heading != node.heading {
        return false;
    }
    let sentence = sentence.trim_end().trim_end_matches(['*', '_']);
    match sentence.chars().last() {
        Some(':' | '—' | '–') => true,
        Some(',') => !block.starts_with(char::is_lowercase),
        _ => sentence.rsplit(char::is_whitespace).next().is_some_and(|word| INTRODUCING.contains(&word)),
    }
}

/// The footnotes that a sentence calls: `[^3]`.
fn calls(text: &Text<'_>, sentence: &str) -> Vec<String> {
    let labels = sentence.split("[^").skip(1).filter_map(|rest| rest.split_once(']'));
    let place = |label: &str| {
        let note = PassageId::new(text.document.meta.id.clone(), format!("fn-{label}").parse().ok()?);
        let node = text.document.nodes.iter().find(|n| n.pinpoint == *note.pinpoint())?;
        Some(node_name(text, node))
    };
    labels.filter_map(|(label, _)| place(label)).collect()
}

/// The claim that holds the beginning of `citation`.
pub(super) fn holder(claims: &[Claim], citation: Span) -> Option<usize> {
    let at = claims.partition_point(|c| c.span.start() <= citation.start()).checked_sub(1)?;
    claims.get(at).filter(|c| citation.start() < c.span.end()).map(|_| at)
}
