//! Passages with their citations, for the clipboard.

use brief::{Block, Brief, Citation, Format, Inline, Quotation, Shown};
use model::Run;
use search::Layer;

use super::gather::lines;
use crate::Desk;
use crate::answer::Passage;
use crate::error::DeskError;

impl Desk {
    /// Passages as quotations, each with its citation in full, to be pasted into another text. What is known by a digest
    /// only comes as its citation.
    ///
    /// # Errors
    /// When there is no such style, a table cannot be read, or the format is a file and no text.
    pub fn clip(
        &self,
        passages: &[Passage],
        style: Option<&str>,
        format: Format,
    ) -> Result<String, DeskError> {
        let ids: Vec<_> = passages.iter().map(|p| p.id.clone()).collect();
        let citations: Vec<Vec<Run>> = self.style_passages(&ids, style)?;
        let mut blocks = Vec::new();
        for (passage, runs) in passages.iter().zip(citations) {
            blocks.push(match passage.layer {
                Layer::Source => Block::Quotation(Quotation {
                    lines: lines(std::slice::from_ref(passage)),
                    citation: Citation { keys: Vec::new(), shown: Shown::Here(vec![Inline::Runs(runs)]) },
                }),
                Layer::Digest => Block::Paragraph(vec![Inline::Runs(runs)]),
            });
        }
        let whole = Brief { blocks, ..Brief::default() };
        brief::fragment(&whole, format).ok_or_else(|| {
            let formats = brief::Format::names().filter(|n| n.parse().is_ok_and(Format::is_text));
            DeskError::Refused(format!(
                "this format is a file, not text to be pasted (there are: {})",
                formats.collect::<Vec<_>>().join(", ")
            ))
        })
    }
}
