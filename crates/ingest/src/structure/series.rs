//! The series of numbers that the paragraphs of a text carry.

use super::heads::is_title;
use crate::blocks::{Block, Shape};

/// How paragraph numbers are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dress {
    /// `206.`
    Dot,
    /// `[206]`
    Square,
    /// `(206)`
    Round,
    /// `206` before a capital.
    Bare,
}

const DRESSES: [Dress; 4] = [Dress::Dot, Dress::Square, Dress::Round, Dress::Bare];

/// A series may skip so many numbers.
const WIDEST_GAP: u32 = 5;

/// A series of numbers.
#[derive(Clone, Debug)]
pub(super) struct Series {
    /// The number of each block and where its words begin, `None` for blocks without.
    pub(super) numbers: Vec<Option<(u32, usize)>>,
    /// How many blocks have one.
    pub(super) count: usize,
    /// How the numbers are set.
    pub(super) dress: Dress,
}

impl Series {
    /// The last block that carries a number.
    pub(super) fn last(&self) -> Option<usize> {
        self.numbers.iter().rposition(Option::is_some)
    }
}

/// A block that begins with a number: which, the number, and where its words begin.
type Found = (usize, u32, usize);

/// The longest rising series among the dresses.
pub(super) fn longest(blocks: &[Block]) -> Series {
    let none = Series { numbers: vec![None; blocks.len()], count: 0, dress: Dress::Dot };
    DRESSES
        .into_iter()
        .map(|dress| rising(blocks, dress))
        .fold(none, |best, next| if next.count > best.count { next } else { best })
}

/// The first block from `from` on that begins a new count in this dress: 1, and soon after it 2.
pub(super) fn restart(blocks: &[Block], from: usize, dress: Dress) -> Option<usize> {
    let found = found(blocks, dress);
    let at = found.partition_point(|f| f.0 < from);
    let again = found[at..].windows(2).find(|pair| pair[0].1 == 1 && pair[1].1 == 2);
    again.map(|pair| pair[0].0)
}

/// As [`restart`], in any dress but this one: the notes at the end of a text.
pub(super) fn other_count(blocks: &[Block], from: usize, dress: Dress) -> Option<usize> {
    DRESSES.into_iter().filter(|d| *d != dress).filter_map(|d| restart(blocks, from, d)).min()
}

/// The blocks that begin with a number in this dress. Numbered titles (`1. Background`) are none where numbered sentences
/// are to be had.
fn found(blocks: &[Block], dress: Dress) -> Vec<Found> {
    let all: Vec<Found> = blocks
        .iter()
        .enumerate()
        .filter(|(_, b)| matches!(b.shape, Shape::Paragraph | Shape::Item))
        .filter_map(|(i, b)| printed(b.str(), dress).map(|(n, end)| (i, n, end)))
        .collect();
    let prose = |f: &&Found| !is_title(&blocks[f.0].str()[f.2..]);
    match all.iter().filter(prose).count() {
        0 | 1 => all,
        _ => all.iter().filter(prose).copied().collect(),
    }
}

fn rising(blocks: &[Block], dress: Dress) -> Series {
    let found = found(blocks, dress);
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
    Series { numbers: out, count: taken, dress }
}

/// Whether the numbers just before count from 1 up to `number`: a list.
fn listed(before: &[Found], number: u32) -> bool {
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
}
