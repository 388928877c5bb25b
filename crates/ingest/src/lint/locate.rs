//! From a place in cleaned words back to the bytes of the raw file.

use std::ops::Range;

use model::{Span, Words};

/// How many raw characters may stand between two characters of the cleaned words: markup, an address in a link.
const FARTHEST: usize = 400;

/// The raw spans of `ranges` (byte ranges of `words.text`, in any order). The raw bytes are walked once beside the
/// cleaned words: what the reader dropped is stepped over, what it decoded (escapes, entities) is decoded again. A range
/// that cannot be found has the span of all the words.
pub(crate) fn locate(words: &Words, raw: &str, ranges: &[Range<usize>]) -> Vec<Span> {
    let Some(bytes) = words.span.of(raw) else { return vec![words.span; ranges.len()] };
    if bytes == words.text {
        let at = words.span.start();
        return ranges.iter().map(|r| Span::new(at + r.start, at + r.end)).collect();
    }
    let mut wanted: Vec<usize> = ranges.iter().flat_map(|r| [r.start, r.end]).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let found = walk(&words.text, bytes, &wanted);
    let place = |offset: usize| wanted.binary_search(&offset).ok().and_then(|i| found.get(i)).copied();
    let span = |r: &Range<usize>| {
        let (start, end) = (place(r.start)?.after?, place(r.end)?.before?);
        (r.is_empty() || start < end).then(|| {
            let at = words.span.start();
            Span::new(at + start, at + if r.is_empty() { start } else { end })
        })
    };
    ranges.iter().map(|r| span(r).unwrap_or(words.span)).collect()
}

/// Where a place between two characters of the cleaned words lies among the raw bytes.
#[derive(Clone, Copy, Default)]
struct Border {
    /// Where the character before it ends.
    before: Option<usize>,
    /// Where the character after it begins.
    after: Option<usize>,
}

fn walk(text: &str, raw: &str, wanted: &[usize]) -> Vec<Border> {
    let mut found = vec![Border::default(); wanted.len()];
    let mut next = 0;
    let mut at = 0;
    let mut ended = None;
    for (offset, c) in text.char_indices() {
        let (start, end) = seek(raw, at, c).unwrap_or((at, at));
        while wanted.get(next).is_some_and(|&w| w <= offset) {
            if wanted.get(next) == Some(&offset) {
                found[next] = Border { before: ended, after: Some(start) };
            }
            next += 1;
        }
        at = end;
        ended = Some(end);
    }
    for border in found.iter_mut().skip(next) {
        *border = Border { before: ended, after: ended };
    }
    found
}

/// Where the next raw bytes that read as `c` begin and end.
fn seek(raw: &str, from: usize, c: char) -> Option<(usize, usize)> {
    let mut at = from;
    for _ in 0..FARTHEST {
        let here = raw.get(at..)?;
        let first = here.chars().next()?;
        if same(first, c) {
            return Some((at, at + first.len_utf8()));
        }
        match decode(here) {
            Some((decoded, len)) if same(decoded, c) => return Some((at, at + len)),
            Some((_, len)) => at += len,
            None => at += first.len_utf8(),
        }
    }
    None
}

fn same(a: char, b: char) -> bool {
    a == b || (a.is_whitespace() && b.is_whitespace())
}

/// The character written by the escape or entity that `text` begins with, and its length in bytes.
fn decode(text: &str) -> Option<(char, usize)> {
    let rest = text.strip_prefix('\\');
    if let Some(rest) = rest {
        let c = rest.chars().next()?;
        return match c {
            'n' => Some(('\n', 2)),
            't' => Some(('\t', 2)),
            'r' => Some(('\r', 2)),
            'u' => unicode(rest),
            '"' | '\\' | '/' => Some((c, 2)),
            _ => None,
        };
    }
    let name = text.strip_prefix('&')?;
    let end = name.bytes().take(10).position(|b| b == b';')?;
    let name = name.get(..end)?;
    let number = || {
        let digits = name.strip_prefix('#')?;
        let value = match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => digits.parse().ok()?,
        };
        char::from_u32(value)
    };
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => number()?,
    };
    Some((c, end + 2))
}

/// A JSON escape `uXXXX`, or two of them for one character.
fn unicode(rest: &str) -> Option<(char, usize)> {
    let unit = |at: usize| u32::from_str_radix(rest.get(at..at + 4)?, 16).ok();
    let high = unit(1)?;
    if !(0xD800..0xDC00).contains(&high) {
        return Some((char::from_u32(high)?, 6));
    }
    let low = (rest.get(5..7) == Some("\\u")).then(|| unit(7)).flatten()?;
    let value = 0x10000 + ((high - 0xD800) << 10) + low.checked_sub(0xDC00)?;
    Some((char::from_u32(value)?, 12))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(raw: &str, text: &str, word: &str) -> String {
        let words = Words { span: Span::new(0, raw.len()), text: text.to_owned() };
        let at = text.find(word).unwrap();
        let spans = locate(&words, raw, std::slice::from_ref(&(at..at + word.len())));
        spans[0].of(raw).unwrap().to_owned()
    }

    #[test]
    fn words_are_found_behind_markup_escapes_and_entities() {
        for (raw, text, word, expected) in [
            ("The lamp burns.", "The lamp burns.", "lamp", "lamp"),
            ("The _old_ lamp\n  burns", "The old lamp burns", "old", "old"),
            ("The _old_ lamp\n  burns", "The old lamp burns", "lamp burns", "lamp\n  burns"),
            (r"lights\n\nno lamp", "lights no lamp", "no", "no"),
            (r"the keeper\u2019s lamp", "the keeper’s lamp", "keeper’s", r"keeper\u2019s"),
            ("oil &amp; wick &#8211; lamp", "oil & wick – lamp", "– lamp", "&#8211; lamp"),
            ("see [the rule](http://x.example/a(b)) of lamps", "see the rule of lamps", "lamps", "lamps"),
        ] {
            assert_eq!(found(raw, text, word), expected, "{raw}");
        }
    }

    #[test]
    fn words_that_are_not_there_have_the_span_of_everything() {
        let words = Words { span: Span::new(2, 6), text: "xyz".to_owned() };
        assert_eq!(locate(&words, "a bcde f", std::slice::from_ref(&(1..2)))[0], words.span);
        let outside = Words { span: Span::new(2, 60), text: "xyz".to_owned() };
        assert_eq!(locate(&outside, "a bcde f", std::slice::from_ref(&(1..2)))[0], outside.span);
    }
}
