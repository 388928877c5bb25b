//! Judgments, comments and the like: paragraphs that carry numbers, `206.`, `[206]`, `(206)` or `206` before a capital.
//!
//! The numbers that count are the longest rising series in one dress: a year at the start of a line, or a list inside a
//! paragraph, is no part of it. What follows a numbered paragraph without a number belongs to it, block quotations and lists
//! included; what precedes the first stands before the text proper (`pre`). Marks of pages are skipped. Footnotes at the end,
//! under a heading that says so, are notes of their own.

use model::{Class, Node, NodeIx, Note, Pinpoint, Segment, SegmentKind, Topic};

use super::essay::is_heading;
use super::tree::Tree;
use crate::blocks::{Block, Raw, Shape};

/// How paragraph numbers are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dress {
    Dot,
    Square,
    Round,
    Bare,
}

const DRESSES: [Dress; 4] = [Dress::Dot, Dress::Square, Dress::Round, Dress::Bare];

/// A series may skip so many numbers.
const WIDEST_GAP: u32 = 5;

/// The nodes of a text with numbered paragraphs.
pub(crate) fn build(raw: Raw<'_>, blocks: &[Block], notes: &mut Vec<Note>) -> Vec<Node> {
    let notes_at = blocks.iter().rposition(is_notes_heading).unwrap_or(blocks.len());
    let (text, footnotes) = blocks.split_at(notes_at);
    let mut tree = Tree::default();
    let numbers = numbers(text, notes);
    run(raw, text, &numbers, SegmentKind::Paragraph, &mut tree, notes);
    let numbers = series(footnotes).0;
    run(raw, footnotes, &numbers, SegmentKind::Footnote, &mut tree, notes);
    tree.finish()
}

/// How many paragraphs would be numbered ones.
pub(crate) fn count(blocks: &[Block]) -> usize {
    series(blocks).0.iter().flatten().count()
}

/// The number of each block and where its words begin, `None` for blocks without.
type Numbers = Vec<Option<(u32, usize)>>;

fn numbers(blocks: &[Block], notes: &mut Vec<Note>) -> Numbers {
    let (numbers, _) = series(blocks);
    let mut last: Option<u32> = None;
    for (block, found) in blocks.iter().zip(&numbers) {
        let Some((number, end)) = *found else { continue };
        if let Some(before) = last.filter(|&l| number > l + 1) {
            let message = format!("paragraph {number} follows {before}");
            notes.push(Note::new(Topic::NumberingGap, block.text.raw(0..end), message));
        }
        last = Some(number);
    }
    numbers
}

/// The longest rising series among the dresses.
fn series(blocks: &[Block]) -> (Numbers, usize) {
    DRESSES
        .into_iter()
        .map(|dress| rising(blocks, dress))
        .fold((vec![None; blocks.len()], 0), |best, next| if next.1 > best.1 { next } else { best })
}

fn rising(blocks: &[Block], dress: Dress) -> (Numbers, usize) {
    let found: Vec<(usize, u32, usize)> = blocks
        .iter()
        .enumerate()
        .filter(|(_, b)| matches!(b.shape, Shape::Paragraph | Shape::Item | Shape::Heading))
        .filter_map(|(i, b)| printed(b.str(), dress).map(|(n, end)| (i, n, end)))
        .collect();
    let mut out = vec![None; blocks.len()];
    let mut taken = 0;
    let mut last: Option<u32> = None;
    for (k, &(i, number, end)) in found.iter().enumerate() {
        // Where the number that is due comes again soon, the later one is the paragraph's and this is a list inside the one
        // before, which began at 1.
        let ahead = &found[k + 1..(k + 60).min(found.len())];
        let until = ahead.iter().position(|f| f.1 == number + 1).unwrap_or(ahead.len());
        let again = ahead[..until].iter().any(|f| f.1 == number);
        let fits = match last {
            None => number == 1 || ahead.iter().take(3).any(|f| f.1 == number + 1),
            Some(l) => {
                number == l + 1
                    || (number > l + 1
                        && number <= l + 1 + WIDEST_GAP
                        && !ahead.iter().any(|f| f.1 == l + 1)
                        && ahead.first().is_none_or(|f| f.1 > number))
            }
        };
        let inner = last.is_some() && again && listed(&found[..k], number);
        if fits && !inner {
            out[i] = Some((number, end));
            taken += 1;
            last = Some(number);
        }
    }
    (out, taken)
}

/// Whether the numbers just before count from 1 up to `number`: a list.
fn listed(before: &[(usize, u32, usize)], number: u32) -> bool {
    number > 1 && before.last().is_some_and(|f| f.1 + 1 == number) && {
        let steps = before.iter().rev().take(number as usize - 1);
        steps.zip((1..number).rev()).filter(|(f, n)| f.1 == *n).count() == number as usize - 1
            && before.len() >= number as usize
            && before.iter().rev().nth(number as usize - 1).is_some_and(|f| f.1 >= number - 1)
    }
}

/// The number at the start of a block in this dress, and where its words begin.
fn printed(text: &str, dress: Dress) -> Option<(u32, usize)> {
    let lead = text.len() - text.trim_start().len();
    let opening = match dress {
        Dress::Square => "[",
        Dress::Round => "(",
        _ => "",
    };
    let at = lead + text[lead..].strip_prefix(opening).map(|_| opening.len())?;
    let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
    let number: u32 = text[at..at + digits].parse().ok().filter(|&n| n > 0 && digits <= 5)?;
    let end = at + digits;
    let rest = &text[end..];
    let closing = match dress {
        Dress::Dot => ".",
        Dress::Square => "]",
        Dress::Round => ")",
        Dress::Bare => "",
    };
    let after = rest.strip_prefix(closing)?;
    let next = after.trim_start().chars().next();
    let spaced = after.starts_with(char::is_whitespace) || after.is_empty();
    let sound = match dress {
        Dress::Dot => !after.starts_with(|c: char| c.is_ascii_digit()),
        Dress::Square | Dress::Round => true,
        Dress::Bare => spaced && next.is_some_and(|c| c.is_uppercase() || matches!(c, '“' | '"' | '‘' | '(')),
    };
    sound.then_some((number, end + closing.len()))
}

fn run(
    raw: Raw<'_>,
    blocks: &[Block],
    numbers: &Numbers,
    kind: SegmentKind,
    tree: &mut Tree,
    notes: &mut Vec<Note>,
) {
    let mut heading: Option<String> = None;
    let mut current: Option<NodeIx> = None;
    for (i, block) in blocks.iter().enumerate() {
        if is_page_mark(block.str()) {
            continue;
        }
        let Some((number, end)) = numbers.get(i).copied().flatten() else {
            // In the middle of a numbered paragraph, a line is a heading if the next number follows.
            if is_heading(block, i + 1 == blocks.len()) {
                heading = Some(block.str().trim().to_owned());
                continue;
            }
            if current.is_none() && kind == SegmentKind::Paragraph {
                let pre = Pinpoint::of(Segment::bare(SegmentKind::Preamble));
                current = tree.add(pre, None, Class::Preamble, None);
            }
            if let Some(ix) = current {
                let words = raw.words(block, 0..block.str().len(), notes);
                tree.own(ix, words);
            }
            continue;
        };
        let mark = raw.words(block, 0..end, notes);
        let place = Segment::new(kind, &number.to_string()).ok().map(Pinpoint::of);
        let Some(ix) = place.and_then(|p| tree.add(p, None, Class::Operative, mark)) else { continue };
        tree.set_heading(ix, heading.clone());
        let words = raw.words(block, end..block.str().len(), notes);
        tree.own(ix, words);
        current = Some(ix);
    }
}

/// Whether a block is nothing but the mark of a page: `[p. 14]`, `*14`, `[*14]`, `Page 14`, `- 14 -`.
fn is_page_mark(text: &str) -> bool {
    let inner = text
        .trim()
        .trim_matches(|c: char| matches!(c, '[' | ']' | '*' | '-' | '–' | '—') || c.is_whitespace());
    let lower = inner.to_lowercase();
    let page = ["page", "pg.", "p."].iter().find_map(|w| lower.strip_prefix(w));
    let digits = |t: &str| !t.is_empty() && t.len() <= 5 && t.bytes().all(|b| b.is_ascii_digit());
    digits(page.unwrap_or(&lower).trim()) && (page.is_some() || inner.len() < text.trim().len())
        || (digits(inner) && page.is_none() && text.trim() == inner)
}

fn is_notes_heading(block: &Block) -> bool {
    let text = block.str().trim().trim_end_matches(':').to_lowercase();
    matches!(text.as_str(), "notes" | "footnotes" | "endnotes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_every_dress() {
        for (text, dress, number) in [
            ("206. The Court", Dress::Dot, 206),
            ("[206] The Court", Dress::Square, 206),
            ("(206) The Court", Dress::Round, 206),
            ("206 The Court", Dress::Bare, 206),
        ] {
            assert_eq!(printed(text, dress).map(|p| p.0), Some(number), "{text}");
        }
        for (text, dress) in
            [("206.5 miles", Dress::Dot), ("206 miles", Dress::Bare), ("[p. 14]", Dress::Square)]
        {
            assert_eq!(printed(text, dress), None, "{text}");
        }
    }

    #[test]
    fn marks_of_pages_are_known() {
        for text in ["[p. 14]", "*14", "[*14]", "Page 14", "- 14 -", "14"] {
            assert!(is_page_mark(text), "{text}");
        }
        for text in ["14. The Court", "The Court", "p. 14 of the record", ""] {
            assert!(!is_page_mark(text), "{text}");
        }
    }
}
