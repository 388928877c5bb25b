//! Judgments, comments and the like: paragraphs that carry numbers, `206.`, `[206]`, `(206)` or `206` before a capital.
//!
//! The numbers that count are the longest rising series in one dress: a year at the start of a line, or a list inside a
//! paragraph, is no part of it. What follows a numbered paragraph without a number belongs to it, block quotations and lists
//! included; what precedes the first stands before the text proper (`pre`). Marks of pages are skipped. Footnotes at the end,
//! under a heading that says so or counted in another dress, are notes of their own. A heading after which the count begins
//! again (a separate opinion) ends the text, with a note; so does the closing formula.

use model::{Class, Node, NodeIx, Note, Pinpoint, SegmentKind, Span, Topic};

use super::essay::{footnote, is_heading};
use super::preamble::is_closing;
use super::provisions::segment;
use super::series::{self, Series};
use super::tree::Tree;
use crate::blocks::{Block, Raw};

/// The nodes of a text whose numbered paragraphs are of this kind.
pub(crate) fn build(raw: Raw<'_>, blocks: &[Block], kind: SegmentKind, notes: &mut Vec<Note>) -> Vec<Node> {
    let titled = blocks.iter().rposition(is_notes_heading).unwrap_or(blocks.len());
    let series = series::longest(&blocks[..titled]);
    let after = series.last().map_or(0, |l| l + 1);
    let counted = series::other_count(&blocks[..titled], after, series.dress).unwrap_or(titled);
    let opinion = second_text(&blocks[..titled], after, &series).unwrap_or(titled);
    let end = counted.min(opinion);
    let mut builder = Builder { raw, notes, tree: Tree::default() };
    builder.note_gaps(blocks, &series);
    builder.run(&blocks[..end], &series, kind);
    if opinion < titled {
        let left = &blocks[opinion..];
        let span = left.iter().map(|b| b.outer).reduce(Span::cover).unwrap_or_default();
        let message = format!("paragraphs begin again under `{}`; left out", left[0].str().trim());
        builder.notes.push(Note::new(Topic::LeftOver, span, message));
    } else {
        let apparatus = &blocks[end..];
        builder.run(apparatus, &series::longest(apparatus), SegmentKind::Footnote);
    }
    builder.tree.finish()
}

/// How many paragraphs would be numbered ones.
pub(crate) fn count(blocks: &[Block]) -> usize {
    series::longest(blocks).count
}

/// The heading after the last paragraph under which a new count begins.
fn second_text(blocks: &[Block], after: usize, series: &Series) -> Option<usize> {
    let restart = series::restart(blocks, after, series.dress)?;
    (after..restart).find(|&i| is_heading(&blocks[i], false))
}

struct Builder<'t, 'n> {
    raw: Raw<'t>,
    notes: &'n mut Vec<Note>,
    tree: Tree,
}

impl Builder<'_, '_> {
    fn note_gaps(&mut self, blocks: &[Block], series: &Series) {
        let mut last: Option<u32> = None;
        for (block, found) in blocks.iter().zip(&series.numbers) {
            let Some((number, end)) = *found else { continue };
            if let Some(before) = last.filter(|&l| number > l + 1) {
                let message = format!("paragraph {number} follows {before}");
                self.notes.push(Note::new(Topic::NumberingGap, block.text.raw(0..end), message));
            }
            last = Some(number);
        }
    }

    fn run(&mut self, blocks: &[Block], series: &Series, kind: SegmentKind) {
        let mut heading: Option<String> = None;
        let mut current: Option<NodeIx> = None;
        let last = series.last();
        for (i, block) in blocks.iter().enumerate() {
            if is_page_mark(block.str()) {
                continue;
            }
            if last.is_none_or(|l| i > l) && is_closing(block.str()) {
                break;
            }
            let numbered = series.numbers.get(i).copied().flatten();
            let found = match (numbered, footnote(block.str())) {
                (Some((number, end)), _) => Some((kind, number.to_string(), end)),
                (None, Some((number, end))) => Some((SegmentKind::Footnote, number.to_owned(), end)),
                (None, None) => None,
            };
            if let Some((kind, number, end)) = found {
                let mark = self.raw.words(block, 0..end, self.notes);
                let place = Pinpoint::of(segment(kind, Some(&number)));
                let Some(ix) = self.tree.add(place, None, Class::Operative, mark) else { continue };
                self.tree.set_heading(ix, heading.clone().filter(|_| kind != SegmentKind::Footnote));
                let words = self.raw.words(block, end..block.str().len(), self.notes);
                self.tree.own(ix, words);
                current = Some(ix);
            } else if is_heading(block, i + 1 == blocks.len()) {
                heading = Some(block.str().trim().to_owned());
            } else {
                if current.is_none() && kind != SegmentKind::Footnote {
                    let pre = Pinpoint::of(segment(SegmentKind::Preamble, None));
                    current = self.tree.add(pre, None, Class::Preamble, None);
                }
                if let Some(ix) = current {
                    let words = self.raw.words(block, 0..block.str().len(), self.notes);
                    self.tree.own(ix, words);
                }
            }
        }
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
    fn marks_of_pages_are_known() {
        for text in ["[p. 14]", "*14", "[*14]", "Page 14", "- 14 -", "14"] {
            assert!(is_page_mark(text), "{text}");
        }
        for text in ["14. The Court", "The Court", "p. 14 of the record", ""] {
            assert!(!is_page_mark(text), "{text}");
        }
    }
}
