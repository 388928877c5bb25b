//! Plain text: a paragraph a line, or, where lines are wrapped, paragraphs parted by blank lines.
//!
//! Cleaning rules. A line break inside a paragraph, with the white space around it, is one space. Everything else stays as it
//! is. A line ends with a line feed, a carriage return, or both.
//!
//! Lines count as wrapped when blank lines part groups of several lines and no line is longer than 110 characters.

use model::{MappedBuilder, Span};

use crate::blocks::{Block, Break, Raw, Shape};

/// No wrapped text has longer lines than this, in characters.
const LONGEST_WRAPPED: usize = 110;

/// The blocks of the part of a plain text that lies under `region`.
pub(crate) fn blocks(raw: Raw<'_>, region: Span) -> Vec<Block> {
    let lines = lines(raw.text, region);
    let groups = if wrapped(raw.text, &lines) {
        lines.split(|l| l.is_empty()).filter(|g| !g.is_empty()).map(<[Span]>::to_vec).collect()
    } else {
        lines.into_iter().filter(|l| !l.is_empty()).map(|l| vec![l]).collect::<Vec<_>>()
    };
    groups.iter().map(|group| block(raw.text, group)).collect()
}

/// Cleans a stretch of plain text that lies inside one paragraph.
pub(super) fn clean(raw: &str) -> String {
    let lines: Vec<Span> =
        lines(raw, Span::new(0, raw.len())).into_iter().filter(|l| !l.is_empty()).collect();
    block(raw, &lines).text.text().to_owned()
}

/// The lines under `region`, without white space at their ends; a blank line is an empty span.
pub(crate) fn lines(text: &str, region: Span) -> Vec<Span> {
    let Some(part) = region.of(text) else { return Vec::new() };
    let mut out = Vec::new();
    let mut at = region.start();
    for line in part.split_inclusive(['\n', '\r']) {
        // The line feed of a pair is no line of its own.
        let pair = line == "\n" && at > region.start() && text.as_bytes().get(at - 1) == Some(&b'\r');
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        if !pair {
            let words = line.trim();
            let start = if words.is_empty() { at } else { start };
            out.push(Span::new(start, start + words.len()));
        }
    }
    out
}

fn wrapped(text: &str, lines: &[Span]) -> bool {
    let groups = lines.split(|l| l.is_empty()).filter(|g| !g.is_empty());
    let (several, all) = groups.fold((0, 0), |(s, n), g| (s + usize::from(g.len() > 1), n + 1));
    several > 0
        && all > 1
        && lines.iter().all(|l| {
            l.of(text).is_some_and(|t| t.chars().take(LONGEST_WRAPPED + 1).count() <= LONGEST_WRAPPED)
        })
}

fn block(text: &str, lines: &[Span]) -> Block {
    let mut out = MappedBuilder::default();
    let mut breaks = Vec::new();
    let mut last = 0;
    for (i, line) in lines.iter().enumerate() {
        if i > 0 {
            out.replace(" ", Span::new(last, line.start()));
            breaks.push(Break { at: out.text().len(), hard: false });
        }
        out.keep(line.of(text).unwrap_or_default(), line.start());
        last = line.end();
    }
    let start = lines.first().map_or(0, |l| l.start());
    Block { shape: Shape::Paragraph, text: out.finish(), outer: Span::new(start, last.max(start)), breaks }
}
