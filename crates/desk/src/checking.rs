//! Checking drafts: every quotation taken to its source, every citation to its place.

mod fix;
mod settings;
mod shelf;

use check::{Baseline, Comparer, Draft, FoldingTable, Markup, RULES, Report, Rule, Summary};
use cite::{Context, Names};
use model::{Citation, Span, Spans};
use rayon::prelude::*;

use crate::citing::utf8;
use crate::error::DeskError;
use crate::sentences::sentences;
use crate::{Desk, Opened};

pub use fix::{Fixed, Rewritten};
pub use settings::CheckLevel;

use settings::Configured;
use shelf::Shelf;

/// A text to be checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftFile {
    /// Its name, as given: it tells how the text is written (`.md`, `.txt`), and findings are reported under it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What is asked of a check.
#[derive(Clone, Debug, Default)]
pub struct CheckRequest {
    /// Levels that win over those of the manifest, in this order.
    pub levels: Vec<CheckLevel>,
    /// Findings that are known.
    pub baseline: Option<Baseline>,
}

/// A draft with what was found in it.
#[derive(Clone, Debug)]
pub struct CheckedDraft {
    /// Its name.
    pub file: String,
    /// Its text.
    pub text: String,
    /// What was found.
    pub report: Report,
}

/// The sum of several drafts' counts.
pub fn summary(drafts: &[CheckedDraft]) -> Summary {
    drafts.iter().fold(Summary::default(), |sum, d| sum.plus(d.report.summary))
}

/// The rule of that name.
///
/// # Errors
/// When there is none.
pub fn check_rule(name: &str) -> Result<&'static Rule, DeskError> {
    check::rule(name).ok_or_else(|| DeskError::NoSuchValue {
        what: "rule",
        given: name.to_owned(),
        allowed: RULES.iter().map(|r| r.name.to_owned()).collect(),
    })
}

/// What is ignored when words are compared, and what is not.
pub fn folding_table() -> FoldingTable {
    check::folding()
}

impl Desk {
    /// Checks drafts, several side by side.
    ///
    /// # Errors
    /// When a draft is no UTF-8, a rule or level does not exist, or the index or a table cannot be read.
    pub fn check(
        &self,
        drafts: &[DraftFile],
        request: &CheckRequest,
    ) -> Result<Vec<CheckedDraft>, DeskError> {
        let opened = self.opened()?;
        let names = Names::new(self.catalogue()?);
        let comparer = Comparer::new(self.folding()?, self.variants()?);
        let configured = Configured::load(self.root(), &request.levels)?;
        let shelf = Shelf::new(opened, &names);
        let one = |file: &DraftFile| {
            let text = utf8(&file.name, &file.bytes)?;
            let own = opened.document_of(text);
            let settings = configured.of(&file.name);
            let texts = shelf.without(own.as_ref());
            let mut citations = self.citations(opened, text, &names, None)?;
            let mut spans = sentence_spans(text, &citations);
            let meant = check::meant(&draft(file, text, &spans), &citations, &texts, &comparer);
            if own.is_none() && !meant.is_empty() {
                citations = cite::cites(text, &names, &Context { meant, ..Context::default() }, opened);
                spans = sentence_spans(text, &citations);
            }
            let draft = draft(file, text, &spans);
            let mut report = check::check(&draft, &citations, &texts, &comparer, &settings);
            if let Some(own) = &own {
                only_inside(opened, own, &mut report)?;
            }
            if let Some(baseline) = &request.baseline {
                report.keep_back(baseline, &file.name);
            }
            Ok(CheckedDraft { file: file.name.clone(), text: text.to_owned(), report })
        };
        drafts.par_iter().map(one).collect()
    }
}

fn draft<'d>(file: &DraftFile, text: &'d str, sentences: &'d [Span]) -> Draft<'d> {
    Draft { text, markup: markup(&file.name), sentences }
}

/// How a draft is written, by its name. What comes by standard input is read as Markdown.
fn markup(name: &str) -> Markup {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    match ending.as_deref() {
        Some("txt" | "text") => Markup::Plain,
        _ => Markup::Markdown,
    }
}

/// Of a text that is a document of the corpus, only what stands inside its nodes counts: captions and boilerplate around it
/// are not the author's.
fn only_inside(opened: &Opened, id: &model::AuthorityId, report: &mut Report) -> Result<(), DeskError> {
    let nodes = opened.index.document(id)?;
    let nodes = Spans::new(nodes.iter().filter_map(|n| n.span));
    report.retain(|span| nodes.hold(span));
    Ok(())
}

/// The sentences of a draft, block by block; none ends within a citation.
fn sentence_spans(text: &str, citations: &[Citation]) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let mut blocks = Vec::new();
    for line in text.split_inclusive('\n') {
        let blank = line.trim().trim_start_matches('>').trim().is_empty();
        // A footnote begins a block of its own.
        if blank || line.trim_start().starts_with("[^") {
            blocks.push(start..at);
            start = if blank { at + line.len() } else { at };
        }
        at += line.len();
    }
    blocks.push(start..text.len());
    for block in blocks.into_iter().filter(|b| !b.is_empty()) {
        let from = citations.partition_point(|c| c.span.start() < block.start);
        let inside = citations[from..].iter().take_while(|c| c.span.start() < block.end);
        let mut whole: Vec<Span> = Vec::new();
        for c in inside.filter(|c| c.span.end() <= block.end) {
            let span = Span::new(c.span.start() - block.start, c.span.end() - block.start);
            if whole.last().is_none_or(|last| last.end() <= span.start()) {
                whole.push(span);
            }
        }
        let shifted = |s: Span| Span::new(block.start + s.start(), block.start + s.end());
        let words = text.get(block.clone()).unwrap_or_default().trim_end();
        out.extend(sentences(words, &whole).into_iter().map(shifted));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_with_their_blocks() {
        let text = "One. Two:\n\n> Three.\n>\n> Four.\n\nFive[^1]\n\n[^1]: Six.\n[^2]: Seven.\n";
        let spans = sentence_spans(text, &[]);
        let words: Vec<&str> = spans.iter().map(|s| s.of(text).unwrap()).collect();
        assert_eq!(words, ["One.", "Two:", "> Three.", "> Four.", "Five[^1]", "[^1]: Six.", "[^2]: Seven."]);
    }

    #[test]
    fn the_name_tells_how_a_draft_is_written() {
        assert_eq!(markup("a/b.TXT"), Markup::Plain);
        assert_eq!(markup("-"), Markup::Markdown);
        assert_eq!(markup("memo.md"), Markup::Markdown);
    }
}
