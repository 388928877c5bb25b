//! Lines that CommonMark runs together and these files mean apart: headings without a space, rows of a table.

use std::ops::Range;

use crate::blocks::{Block, Shape};

/// The blocks that a paragraph really is: `####Definitions` is a heading, a line that begins with a bar a row of a table.
pub(super) fn untangle(block: Block) -> Vec<Block> {
    if block.str().trim().is_empty() {
        return Vec::new();
    }
    let apart = |line: &Range<usize>| {
        glued_heading(&block.str()[line.clone()]).is_some() || is_row(&block.str()[line.clone()])
    };
    if block.shape == Shape::Heading || !block.lines().any(|line| apart(&line)) {
        return vec![block];
    }
    let mut out = Vec::new();
    let mut running: Option<Range<usize>> = None;
    for line in block.lines() {
        let text = &block.str()[line.clone()];
        if !apart(&line) {
            running = Some(running.map_or(line.clone(), |r| r.start..line.end));
            continue;
        }
        out.extend(running.take().map(|r| block.part(r)));
        match glued_heading(text) {
            Some(title) => {
                let start = line.start + title.start;
                out.push(Block { shape: Shape::Heading, ..block.part(start..line.start + title.end) });
            }
            None if is_ruling(text) => {}
            None => out.push(Block { shape: Shape::Table, ..block.part(line) }),
        }
    }
    out.extend(running.map(|r| block.part(r)));
    out.retain(|b| !b.str().trim().is_empty());
    out
}

/// The title in `####Definitions`: one to six hashes with no space after them.
fn glued_heading(line: &str) -> Option<Range<usize>> {
    let hashes = line.bytes().take_while(|&b| b == b'#').count();
    let title = line.get(hashes..)?.trim_end();
    let starts = title.chars().next().is_some_and(|c| !c.is_whitespace());
    ((1..=6).contains(&hashes) && starts).then_some(hashes..hashes + title.len())
}

fn is_row(line: &str) -> bool {
    line.starts_with('|')
}

/// Whether a row only rules a line under the one before.
fn is_ruling(line: &str) -> bool {
    line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}
