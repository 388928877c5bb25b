//! The part of a long passage that words may stand in, so that not all of it is laid beside them.

use std::collections::BTreeSet;
use std::ops::Range;

use check::SourceText;
use model::Fnv;

/// A passage of no more bytes than this is laid beside the words whole.
const SHORT: usize = 3000;

/// Bytes on either side of the stretch that has most of the words.
const MARGIN: usize = 800;

/// Words of fewer letters say nothing.
const LETTERS: usize = 4;

/// The passage, cut down to where most of the words stand close together. Whole where it is short, or where the words leave
/// something out: then they may stand far apart.
pub(super) fn narrowed(source: SourceText, words: &str) -> SourceText {
    let gaps = words.contains(['…', '[']) || words.contains("..") || words.contains(". .");
    if gaps || source.text.len() <= SHORT.max(words.len().saturating_mul(8)) {
        return source;
    }
    match densest(&source.text, words) {
        Some(part) => cut(&source, part),
        None => source,
    }
}

/// Where most of the different words stand within twice their length, with a margin.
fn densest(text: &str, words: &str) -> Option<Range<usize>> {
    let wanted: Vec<u64> = spelt(words).map(|(_, word)| word).collect::<BTreeSet<_>>().into_iter().collect();
    let hits: Vec<(usize, usize)> =
        spelt(text).filter_map(|(at, word)| Some((at, wanted.binary_search(&word).ok()?))).collect();
    let width = words.len().saturating_mul(2) + 200;
    let mut counts = vec![0_usize; wanted.len()];
    let (mut from, mut different) = (0, 0);
    let mut best: Option<(usize, usize)> = None;
    for &(at, word) in &hits {
        counts[word] += 1;
        different += usize::from(counts[word] == 1);
        while let Some(&(_, old)) = hits.get(from).filter(|(first, _)| at - first > width) {
            counts[old] -= 1;
            different -= usize::from(counts[old] == 0);
            from += 1;
        }
        let start = hits.get(from).map_or(at, |h| h.0);
        if best.is_none_or(|(most, _)| different > most) {
            best = Some((different, start));
        }
    }
    let (_, start) = best?;
    let (mut low, mut high) = (start.saturating_sub(MARGIN), (start + width + MARGIN).min(text.len()));
    // Whole words.
    let bytes = text.as_bytes();
    let blank = |at: usize| bytes.get(at).is_none_or(u8::is_ascii_whitespace);
    while low > 0 && !blank(low - 1) {
        low -= 1;
    }
    while high < bytes.len() && !blank(high) {
        high += 1;
    }
    Some(low..high)
}

/// The longer words of a text, in small letters and hashed, with where they begin.
fn spelt(text: &str) -> impl Iterator<Item = (usize, u64)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let start = at;
            while bytes.get(at).is_some_and(|b| b.is_ascii_alphanumeric() || !b.is_ascii()) {
                at += 1;
            }
            if at - start >= LETTERS {
                return Some((start, Fnv::of(bytes[start..at].to_ascii_lowercase().as_slice())));
            }
            at += usize::from(at == start);
        }
        None
    })
}

/// A part of a source; a stretch that is cut keeps the bytes behind the whole of it.
fn cut(source: &SourceText, part: Range<usize>) -> SourceText {
    let mut out = SourceText::default();
    for stretch in &source.stretches {
        let at = stretch.at.start.max(part.start)..stretch.at.end.min(part.end);
        if let Some(text) = source.text.get(at).filter(|t| !t.is_empty()) {
            out.push(text, stretch.mark, stretch.node.clone(), stretch.span);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use model::Span;

    use super::*;

    fn long() -> SourceText {
        let filler = "The keeper said nothing of the matter and went back to the lamp. ".repeat(200);
        let text = format!("{filler}Every wreck that endangers passing ships shall be marked. {filler}");
        let mut source = SourceText::default();
        source.push(&text, false, "lights#art-1".parse().unwrap(), Span::new(0, text.len()));
        source
    }

    #[test]
    fn a_long_passage_is_cut_down_to_where_the_words_stand() {
        let words = "every wreck that endangers passing ships";
        let part = narrowed(long(), words);
        assert!(part.text.len() < 2500, "{}", part.text.len());
        assert!(part.text.contains("Every wreck that endangers passing ships shall be marked."));
        assert!(
            part.text.starts_with(char::is_alphanumeric)
                && part.text.trim_end().ends_with(char::is_alphanumeric)
                || part.text.trim_end().ends_with('.')
        );
    }

    #[test]
    fn words_that_leave_something_out_have_the_whole() {
        for words in ["every wreck … marked", "every wreck ... marked", "[e]very wreck"] {
            assert_eq!(narrowed(long(), words), long(), "{words}");
        }
        assert_eq!(narrowed(long(), "harpsichord concerto"), long());
    }
}
