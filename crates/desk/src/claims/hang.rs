//! The sentences of a text, and which of them holds a citation.

use std::collections::BTreeMap;

use model::{Node, Pinpoint, SegmentKind, Span, Words};
use search::{Cited, Sentence};

use crate::entries::opening_words;
use crate::reading::{self, Placed, Source};
use crate::sentences::sentences;

/// A sentence, or a heading that cites, and the node it begins in.
#[derive(Clone, Debug)]
pub(crate) struct Hung {
    /// The position of the node.
    pub(crate) node: usize,
    /// The sentence with its citations.
    pub(crate) sentence: Sentence,
}

/// The sentences of a text in its order, each with its citations, and the headings that cite. A sentence that introduces
/// the block after it takes the block; before a list it does not, and the items say what they go on from. `name` stands
/// for the text in ids.
pub(crate) fn hung(name: &str, source: Source<'_>, placed: Vec<Placed>) -> Vec<Hung> {
    hung_of(name, source, placed, None)
}

/// The same without sentences that cite nothing: where nothing is cited, none are looked for.
pub(crate) fn citing(name: &str, source: Source<'_>, placed: Vec<Placed>) -> Vec<Hung> {
    let mut cite = vec![false; source.document.nodes.len()];
    for one in placed.iter().filter(|p| !p.heading) {
        if let Some(node) = cite.get_mut(one.node) {
            *node = true;
        }
    }
    let mut out = hung_of(name, source, placed, Some(&cite));
    out.retain(|hung| !hung.sentence.citations.is_empty());
    out
}

/// The same; where it is told which nodes cite, at least the sentences that do.
fn hung_of(name: &str, source: Source<'_>, placed: Vec<Placed>, cite: Option<&[bool]>) -> Vec<Hung> {
    let whole: Vec<Span> = placed.iter().filter(|p| !p.heading).map(|p| p.citation.span).collect();
    let words = reading::in_order(source.document);
    let mut out = sentences_of(name, source, &words, &whole, cite);
    let mut headings: BTreeMap<(Span, usize), Vec<Cited>> = BTreeMap::new();
    let any = placed.iter().any(|p| p.heading);
    let spans = if any { reading::headings(source, &words) } else { Vec::new() };
    for Placed { node, heading, citation } in placed {
        let at = citation.span.start();
        let text = citation.span.of(source.raw).unwrap_or_default().to_owned();
        if heading {
            let over = spans.iter().find(|h| h.node == node && h.span.start() <= at && at < h.span.end());
            let span = over.map_or(citation.span, |h| h.span);
            headings.entry((span, node)).or_default().push(Cited { text, citation });
        } else if let Some(holder) = holder(&out, citation.span).and_then(|i| out.get_mut(i)) {
            holder.sentence.citations.push(Cited { text, citation });
        }
    }
    for ((span, node), citations) in headings {
        let text = ingest::clean(source.format, span.of(source.raw).unwrap_or_default());
        let (spans, notes) = (Vec::new(), Vec::new());
        let sentence = Sentence { number: None, span, spans, text, chapeau: String::new(), notes, citations };
        out.push(Hung { node, sentence });
    }
    out.sort_by_key(|h| h.sentence.span);
    out
}

/// The sentences of the `words` without their citations. None ends within one of the spans of `whole`. Where it is told which
/// nodes `cite`, only those in which one of the spans begins, and those of running text: what follows may depend on them.
fn sentences_of(
    name: &str,
    source: Source<'_>,
    words: &[(usize, &Words)],
    whole: &[Span],
    cite: Option<&[bool]>,
) -> Vec<Hung> {
    let notes = Notes::new(name, source);
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    let mut out: Vec<Hung> = Vec::new();
    let mut before: Option<(&Node, String)> = None;
    let mut opening: Option<(&Node, String)> = None;
    for &(at, words) in words {
        let (Some(node), Some(raw)) = (source.document.nodes.get(at), words.span.of(source.raw)) else {
            continue;
        };
        let item = is_item(source.raw, words.span.start());
        let introduced = before.take().filter(|(last, said)| introduces(last, said, node, &words.text));
        match introduced {
            Some((last, said)) if item => opening = Some((last, said)),
            Some(_) => {
                if let Some(Hung { sentence, .. }) = out.last_mut() {
                    sentence.spans = vec![sentence.span, words.span];
                    sentence.span = sentence.span.cover(words.span);
                    sentence.text = format!("{}\n{}", sentence.text, words.text);
                    continue;
                }
            }
            None => {}
        }
        opening = opening.filter(|(over, _)| item && over.heading == node.heading);
        let cite = cite.filter(|_| !is_prose(node));
        if cite.is_some_and(|cite| cite.get(at) != Some(&true)) {
            continue;
        }
        let chapeau = match &opening {
            Some((_, said)) => said.clone(),
            None => opening_above(source, node),
        };
        let count = counts.entry(at).or_default();
        for span in sentences(raw, &within(whole, words.span)) {
            *count += 1;
            let place = Span::new(words.span.start() + span.start(), words.span.start() + span.end());
            if cite.is_some() && !begins_in(whole, place) {
                continue;
            }
            let inner = span.of(raw).unwrap_or_default();
            let text = ingest::clean(source.format, inner);
            out.push(Hung {
                node: at,
                sentence: Sentence {
                    number: Some(*count),
                    span: place,
                    spans: Vec::new(),
                    chapeau: chapeau.clone(),
                    notes: notes.called(inner),
                    citations: Vec::new(),
                    text: text.clone(),
                },
            });
            before = Some((node, text));
        }
    }
    out
}

/// The opening words of the nodes above, outermost first.
fn opening_above(source: Source<'_>, node: &Node) -> String {
    let above = source.document.above(node);
    above.iter().filter_map(|n| opening_words(source.document, n)).collect::<Vec<_>>().join("\n")
}

/// The spans of `whole` that lie in `piece`, counted from its beginning.
fn within(whole: &[Span], piece: Span) -> Vec<Span> {
    let from = whole.partition_point(|s| s.start() < piece.start());
    let inside = whole[from..].iter().take_while(|s| s.end() <= piece.end());
    inside.map(|s| Span::new(s.start() - piece.start(), s.end() - piece.start())).collect()
}

/// Whether one of the spans of `whole` begins in `place`.
fn begins_in(whole: &[Span], place: Span) -> bool {
    let from = whole.partition_point(|s| s.start() < place.start());
    whole.get(from).is_some_and(|s| s.start() < place.end())
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
fn introduces(before: &Node, sentence: &str, node: &Node, block: &str) -> bool {
    if !is_prose(before) || !is_prose(node) || before.heading != node.heading {
        return false;
    }
    let sentence = sentence.trim_end().trim_end_matches(['*', '_']);
    match sentence.chars().last() {
        Some(':' | '—' | '–') => true,
        Some(',') => !block.starts_with(char::is_lowercase),
        _ => sentence.rsplit(char::is_whitespace).next().is_some_and(|word| INTRODUCING.contains(&word)),
    }
}

/// Whether a node is a paragraph of running text, which may go on with a sentence of the one before.
fn is_prose(node: &Node) -> bool {
    node.pinpoint.last().kind == SegmentKind::Par
}

/// Whether the block that begins at byte `start` is an item of a list: a bullet or a number stands before its words or
/// begins them.
fn is_item(raw: &str, start: usize) -> bool {
    let aside = |c: char| !matches!(c, '\n' | '\r') && (c.is_whitespace() || c == '>');
    let head = raw.get(..start).unwrap_or_default().trim_end_matches(aside);
    // A mark is short, and a file may be one long line: no more of it is looked at.
    let marks =
        head.char_indices().rev().take(MARK).take_while(|(_, c)| !aside(*c) && !matches!(c, '\n' | '\r'));
    let (above, before) = head.split_at(marks.last().map_or(head.len(), |(at, _)| at));
    let alone = matches!(above.trim_end_matches(aside).chars().next_back(), None | Some('\n' | '\r'));
    let words = raw.get(start..).unwrap_or_default();
    let first: String = words.chars().take_while(|c| !c.is_whitespace()).take(MARK + 1).collect();
    alone && is_mark(before) || is_mark(&first)
}

/// The longest mark of an item, in characters: `(viii)`, `12.`.
const MARK: usize = 6;

/// Whether a word is the mark of an item: `-`, `•`, `3.`, `(a)`, `iv)`.
fn is_mark(word: &str) -> bool {
    if matches!(word, "-" | "*" | "+" | "•" | "–" | "·") {
        return true;
    }
    let inner = word.trim_start_matches('(').trim_end_matches([')', '.']);
    let closed = word.ends_with([')', '.']) && inner.len() < word.len() && word.chars().count() <= MARK;
    let number = inner.chars().all(|c| c.is_ascii_digit());
    let letter = inner.chars().count() == 1 || model::roman_value(inner).is_some();
    closed && !inner.is_empty() && (number || letter && word.ends_with(')'))
}

/// The footnotes of a text: their places, and their ids in claims.
struct Notes(BTreeMap<Pinpoint, String>);

impl Notes {
    fn new(name: &str, source: Source<'_>) -> Self {
        let notes = source.document.nodes.iter().filter(|n| n.pinpoint.first().kind == SegmentKind::Footnote);
        Self(notes.map(|n| (n.pinpoint.clone(), format!("{name}#{}", n.pinpoint))).collect())
    }

    /// The footnotes that a sentence calls: `[^3]`.
    fn called(&self, sentence: &str) -> Vec<String> {
        let labels = sentence.split("[^").skip(1).filter_map(|rest| rest.split_once(']'));
        let id = |(label, _): (&str, &str)| self.0.get(&format!("fn-{label}").parse().ok()?).cloned();
        labels.filter_map(id).collect()
    }
}

/// The sentence that holds the beginning of `citation`.
fn holder(sentences: &[Hung], citation: Span) -> Option<usize> {
    let at = sentences.partition_point(|h| h.sentence.span.start() <= citation.start()).checked_sub(1)?;
    sentences.get(at).filter(|h| citation.start() < h.sentence.span.end()).map(|_| at)
}

#[cfg(test)]
mod tests {
    use super::is_item;

    #[test]
    fn items_begin_with_a_bullet_or_a_number() {
        for text in ["- lamps", "> * lamps", "1. lamps", "(a) lamps", "iv) lamps", "  12) lamps"] {
            let start = text.find("lamps").unwrap();
            assert!(is_item(text, start), "{text}");
        }
        assert!(is_item("1. lamps", 0));
        for text in ["lamps", "> lamps", "in 1931. lamps", "A. lamps", "1931 lamps"] {
            assert!(!is_item(text, text.find("lamps").unwrap()), "{text}");
        }
    }
}
