//! Cutting and reading the words of a source: what stands around a provision, where words lie in the file, which provision
//! holds them.

use std::ops::Range;

use model::{PassageId, Pinpoint, Span};

use crate::source::{SourceText, Stretch};

/// The stretches of `text` that `keep` wants, joined anew.
fn cut(text: &SourceText, keep: impl Fn(&Stretch) -> bool) -> SourceText {
    let mut out = SourceText::default();
    for stretch in text.stretches.iter().filter(|s| keep(s)) {
        add(&mut out, text, stretch);
    }
    out
}

/// Adds a stretch of `text`.
fn add(out: &mut SourceText, text: &SourceText, stretch: &Stretch) {
    let words = text.text.get(stretch.at.clone()).unwrap_or_default();
    out.push(words, stretch.mark, stretch.node.clone(), stretch.span);
}

/// The words at `place` with the own words of the nodes above it, as they frame it: `whole` is the outermost node.
pub(crate) fn framed(whole: &SourceText, place: &Pinpoint) -> SourceText {
    cut(whole, |s| s.node.pinpoint().within(place) || place.within(s.node.pinpoint()))
}

/// Several texts one after the other.
pub(crate) fn joined(texts: &[std::sync::Arc<SourceText>]) -> SourceText {
    let mut out = SourceText::default();
    for text in texts {
        for stretch in &text.stretches {
            add(&mut out, text, stretch);
        }
    }
    out
}

/// The stretches that have something of `range`; of an empty range, those that touch it.
fn touched(text: &SourceText, range: &Range<usize>) -> impl Iterator<Item = Stretch> {
    let (start, end) = (range.start, range.end.max(range.start + 1));
    text.stretches.iter().filter(move |s| s.at.start < end && start < s.at.end).cloned()
}

/// The narrowest node that has all words of `range`.
pub(crate) fn holder(text: &SourceText, range: &Range<usize>) -> Option<PassageId> {
    let mut nodes = touched(text, range).filter(|s| !s.mark).map(|s| s.node);
    let first = nodes.next().or_else(|| touched(text, range).next().map(|s| s.node))?;
    let mut place = first.pinpoint().clone();
    for node in nodes {
        while !node.pinpoint().within(&place) {
            match place.parent() {
                Some(up) => place = up,
                // Words of several provisions: the first has them.
                None => return Some(first),
            }
        }
    }
    Some(PassageId::new(first.document().clone(), place))
}

/// The raw bytes behind `range`. Where a stretch reads otherwise than it stands in the file, all of it counts.
pub(crate) fn raw(text: &SourceText, range: &Range<usize>) -> Span {
    let part = |s: Stretch| {
        if s.at.len() != s.span.len() {
            return s.span;
        }
        let from = range.start.max(s.at.start) - s.at.start;
        let to = range.end.min(s.at.end).saturating_sub(s.at.start).max(from);
        Span::new(s.span.start() + from, s.span.start() + to)
    };
    touched(text, range).map(part).reduce(Span::cover).unwrap_or_default()
}

/// The words of `range` in a line.
pub(crate) fn line(text: &SourceText, range: &Range<usize>) -> String {
    text.text.get(range.clone()).unwrap_or_default().replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three provisions: opening words, and two points.
    fn sample() -> SourceText {
        let mut out = SourceText::default();
        let mut raw = 10;
        for (place, words, mark) in [
            ("art-2/para-1", "1.", true),
            ("art-2/para-1", "Lamps shall burn", false),
            ("art-2/para-1/pt-a", "(a)", true),
            ("art-2/para-1/pt-a", "at dusk; and", false),
            ("art-2/para-1/pt-b", "(b)", true),
            ("art-2/para-1/pt-b", "at dawn.", false),
        ] {
            let node = format!("lights#{place}").parse().unwrap();
            let span = Span::new(raw, raw + words.len());
            raw += words.len() + 3;
            out.push(words, mark, node, span);
        }
        out
    }

    fn range(text: &SourceText, words: &str) -> Range<usize> {
        let at = text.text.find(words).unwrap();
        at..at + words.len()
    }

    #[test]
    fn marks_go_with_their_words() {
        assert_eq!(sample().text, "1. Lamps shall burn\n(a) at dusk; and\n(b) at dawn.");
    }

    #[test]
    fn a_point_is_framed_by_the_words_above_it() {
        let text = framed(&sample(), &"art-2/para-1/pt-b".parse().unwrap());
        assert_eq!(text.text, "1. Lamps shall burn\n(b) at dawn.");
    }

    #[test]
    fn the_narrowest_node_holds_the_words() {
        let text = sample();
        let held = |words| holder(&text, &range(&text, words)).unwrap().to_string();
        assert_eq!(held("at dusk"), "lights#art-2/para-1/pt-a");
        assert_eq!(held("burn\n(a) at dusk"), "lights#art-2/para-1");
        assert_eq!(held("dusk; and\n(b) at dawn"), "lights#art-2/para-1");
    }

    #[test]
    fn ranges_go_back_to_the_file() {
        let text = sample();
        assert_eq!(raw(&text, &range(&text, "Lamps shall")), Span::new(15, 26));
        assert_eq!(raw(&text, &range(&text, "burn\n(a) at")).start(), 27);
    }
}
