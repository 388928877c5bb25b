//! Block quotations.

use std::collections::BTreeMap;

use model::Span;

use super::marks;
use super::pairs::trimmed;
use crate::attribution::cues;
use crate::draft::Draft;
use crate::layout::{Layout, Role, is_dash_line};
use crate::quotation::{Quotation, QuoteKind};

/// So many remarks of the author at most are taken off the end of a block.
const MOST_REMARKS: usize = 40;

/// Adds the block quotations. One that stands in marks from end to end is one quotation, not two.
pub(super) fn add(draft: &Draft<'_>, layout: &Layout, all: &mut Vec<Quotation>) {
    let mut groups: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
    for paragraph in &layout.paragraphs {
        if let Role::Block(block) = paragraph.role {
            groups.entry(block).or_default().push(paragraph.span);
        }
    }
    all.sort_by_key(|q| (q.span.start(), usize::MAX - q.span.end()));
    let mut blocks = Vec::new();
    for mut pieces in groups.into_values() {
        if pieces.first().and_then(|p| p.of(draft.text)).is_some_and(|t| t.starts_with("[!")) {
            continue;
        }
        let Some(whole) = pieces.iter().copied().reduce(Span::cover) else { continue };
        let first = all.partition_point(|q| q.span.start() < whole.start());
        if let Some(inline) = all.get_mut(first).filter(|q| stands_for(draft.text, q.span, whole)) {
            inline.kind = QuoteKind::Block;
            continue;
        }
        cut(draft.text, layout, &mut pieces);
        if let Some(span) = pieces.iter().copied().reduce(Span::cover) {
            blocks.push(Quotation { span, pieces, kind: QuoteKind::Block, within: None });
        }
    }
    all.extend(blocks);
}

/// Whether a quotation between marks is all that the block holds, but for a citation after it.
fn stands_for(text: &str, inner: Span, block: Span) -> bool {
    let (Some(before), Some(after)) =
        (text.get(block.start()..inner.start()), text.get(inner.end()..block.end()))
    else {
        return false;
    };
    let mark =
        |c: char| marks::opens(c) || marks::closes(c) || matches!(c, '*' | '_' | ' ' | '\u{a0}' | '\u{202f}');
    let rest = after.trim_start_matches(mark).trim_start_matches(['>', ' ', '\n', '.', ',']);
    before.chars().all(mark)
        && (rest.is_empty()
            || (rest.len() < 200 && rest.starts_with(['(', '[', '—', '–', '-', '^', '¹', '²', '³'])))
}

/// Takes off what the author put at the end of a block: the line that says where it is from, the call of a note, the
/// citation in brackets.
pub(super) fn cut(text: &str, layout: &Layout, pieces: &mut Vec<Span>) {
    let mut told = false;
    for _ in 0..MOST_REMARKS {
        let Some(&last) = pieces.last() else { return };
        let Some(words) = last.of(text) else { return };
        let line = words.rfind('\n').map_or(0, |i| i + 1);
        let dedent = words.get(line..).map_or(0, crate::layout::dedented);
        let own_line = words.get(line + dedent..).unwrap_or_default();
        let more = line > 0 || pieces.len() > 1;
        let end = if is_dash_line(own_line) || (more && is_citation(own_line)) {
            told = true;
            last.start() + line
        } else if let Some(call) = layout.calls_in(last).last().filter(|c| c.span.end() >= last.end()) {
            told = true;
            call.span.start()
        } else if let Some(open) = citation_in_brackets(words, told) {
            told |= !words.get(open..).is_some_and(remarks);
            last.start() + open
        } else {
            return;
        };
        pieces.pop();
        match trimmed(text, Span::new(last.start(), end)) {
            Some(rest) => {
                let inner = rest.of(text).unwrap_or_default();
                let kept = inner.trim_end_matches(['>', ' ', '\n', '\r', '\t']).len();
                pieces.push(Span::new(rest.start(), rest.start() + kept));
                if kept == 0 {
                    pieces.pop();
                }
            }
            None => continue,
        }
    }
}

/// Whether a line is nothing but a citation: `GC IV, art. 147`, `- Article 147 of the Fourth Geneva Convention`. Of its
/// words none is a verb: they are names, numbers, what counts places, and what joins them.
fn is_citation(line: &str) -> bool {
    const MOST_WORDS: usize = 16;
    const JOINS: [&str; 14] = [
        "of",
        "the",
        "on",
        "and",
        "in",
        "to",
        "for",
        "or",
        "against",
        "relative",
        "concerning",
        "at",
        "with",
        "other",
    ];
    let inner = line.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '§' | '¶'));
    let words: Vec<&str> = inner.split_whitespace().take(MOST_WORDS + 1).collect();
    let counts = words.windows(2).any(|pair| {
        let number = pair[1].trim_start_matches(['(', '*', '_']);
        let roman = || number.starts_with(|c| "IVX".contains(c));
        cues::designates(pair[0]) && (number.starts_with(|c: char| c.is_ascii_digit()) || roman())
    });
    let signed = words.iter().any(|w| w.starts_with(['§', '¶']));
    let belongs = |w: &&str| {
        let bare = w.trim_start_matches(|c: char| !c.is_alphanumeric());
        let letter = bare.chars().filter(|c| c.is_alphanumeric()).count() < 2;
        !bare.starts_with(char::is_lowercase) || letter || cues::designates(bare) || JOINS.contains(&bare)
    };
    words.len() <= MOST_WORDS && (counts || signed) && words.iter().all(belongs)
}

/// Where the brackets open that end a block after its last full stop, `… lights. (art 3)`, or before it where they hold
/// nothing but a citation: `… lights (art 3).` Where what follows them has `told` where the words are from, the call of a note
/// or another citation, one within their sentence is the source's own.
fn citation_in_brackets(words: &str, told: bool) -> Option<usize> {
    let inner = words.trim_end_matches(['.', ' ', '*', '_']);
    let close = inner.chars().last().filter(|c| matches!(c, ')' | ']'))?;
    let open = inner.rfind(if close == ')' { '(' } else { '[' })?;
    // A place in brackets of its own: (art 3(1)).
    let open = match close {
        ')' => outer(inner).unwrap_or(open),
        _ => open,
    };
    let before = inner.get(..open)?.trim_end();
    let says = inner.get(open..)?;
    let ended = before.is_empty() || before.ends_with(['.', '…', ';', '!', '?', '”', '’', '"', '»']);
    if !ended && !told && is_citation(says) {
        return Some(open);
    }
    let cites = says.len() < 250
        && (says.contains(|c: char| c.is_ascii_digit())
            || remarks(says)
            || ["ibid", "Ibid", "id."].iter().any(|w| says.contains(w)));
    (ended && cites).then_some(open)
}

/// Whether brackets say what the author did to the words, and not where they are from: `(emphasis added)`.
fn remarks(brackets: &str) -> bool {
    ["emphasis", "citation", "footnote"].iter().any(|w| brackets.contains(w))
}

/// Where the brackets open that close at the end of `text`.
fn outer(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices().rev().take(300) {
        match c {
            ')' => depth += 1,
            '(' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}
