//! Block quotations, and paragraphs that a sentence leads up to.

use model::Span;

use super::cues;
use super::inline::antecedent;
use super::scene::Scene;
use super::{Candidate, words_in};
use crate::layout::Role;
use crate::quotation::{Attribution, By, QuoteKind};

/// The citations that a block may hang on. `previous` is the quotation before with what became of it.
pub(super) fn candidates(
    scene: &Scene<'_>,
    at: usize,
    previous: Option<(usize, Option<Attribution>)>,
) -> Vec<Candidate> {
    let quotation = &scene.quotations[at];
    let span = quotation.span;
    let mut out = Vec::new();
    let paragraphs = &scene.layout.paragraphs;
    let Some(last) = scene.layout.paragraph_at(span.end().saturating_sub(1)) else { return out };
    let Some(first) = scene.layout.paragraph_at(span.start()) else { return out };
    let note = match paragraphs[first].role {
        Role::Note(n) => Some(n),
        _ => None,
    };

    // What the author put below the words, within the block.
    let mut below = last;
    while paragraphs
        .get(below + 1)
        .is_some_and(|p| p.role == paragraphs[last].role && matches!(p.role, Role::Block(_)))
    {
        below += 1;
    }
    let rest = Span::new(span.end(), paragraphs[below].span.end());
    if let Some(cited) = scene.cited_in(rest, note).find(|c| scene.may_source(c.index)) {
        out.push(Candidate { citation: cited.index, by: By::Follows, rank: 10 });
    }
    let called = scene.layout.calls_in(Span::new(rest.start(), rest.end() + 1)).first();
    let called = called.map(|c| c.note).or_else(|| scene.after(span.end()).note);
    if let Some(citation) = called.and_then(|n| scene.of_note(n)) {
        out.push(Candidate { citation, by: By::Footnote, rank: 20 });
    }

    // The line after the block, with a dash before it or without.
    if quotation.kind != QuoteKind::Paragraph
        && let Some(next) = paragraphs.get(below + 1).filter(|p| matches!(p.role, Role::Prose | Role::Item))
        && let Some(citation) = scene.citation_sentence(next.span.start(), next.span.end(), note)
    {
        out.push(Candidate { citation, by: By::Follows, rank: 30 });
    }

    if let Some(lead) = first.checked_sub(1).and_then(|i| paragraphs.get(i)) {
        match lead.role {
            Role::Prose | Role::Item | Role::Note(_) => {
                out.extend(introduced(scene, lead.span, note, quotation.kind))
            }
            // A block right after a block goes on with it.
            Role::Block(_) => {
                if let Some((before, Some(given))) = previous
                    && out.is_empty()
                    && scene.quotations[before].kind == QuoteKind::Block
                    && words_in(scene.slice(scene.quotations[before].span.end(), span.start())) == 0
                {
                    out.push(Candidate { citation: given.citation, by: given.by, rank: 60 });
                }
            }
            Role::Heading => {}
        }
    }
    out
}

/// The citations of the paragraph before, where it leads up to a quotation between marks that begins the one after it.
pub(super) fn led_to(scene: &Scene<'_>, at: usize, note: Option<usize>) -> Vec<Candidate> {
    let paragraph = scene.layout.paragraph_at(at).and_then(|i| i.checked_sub(1));
    let Some(lead) = paragraph.and_then(|i| scene.layout.paragraphs.get(i)) else { return Vec::new() };
    let words = scene.slice(lead.span.start(), lead.span.end()).trim_end_matches(['*', '_', ' ', '\u{a0}']);
    let leads = matches!(lead.role, Role::Prose | Role::Item) && words.ends_with([':', ',', '—', '–']);
    if leads { introduced(scene, lead.span, note, QuoteKind::Block) } else { Vec::new() }
}

/// The citations of the sentence that leads up to the block, or of the ones before it.
fn introduced(scene: &Scene<'_>, lead: Span, note: Option<usize>, kind: QuoteKind) -> Vec<Candidate> {
    let mut out = Vec::new();
    let sentence = scene.sentence(lead.end().saturating_sub(1));
    let words = scene.slice(sentence.start(), sentence.end());
    // "Contrary to Article 3:" is followed by what Article 3 says all the same.
    let contrasted = |from: usize, to: usize| {
        let last = scene.slice(to, sentence.end()).trim_matches(['*', '_', ' ']) == ":";
        let before = scene.slice(sentence.start(), from);
        let mut words = before.split_whitespace().rev().take(3);
        words.any(|w| cues::contrasts(w) || cues::concerns(w) && !last)
    };
    let mut own = scene.cited_in(sentence, note).rev().filter(|c| scene.owner(c.index).is_none());
    if let Some(cited) = own.find(|c| !contrasted(c.span.start(), c.span.end())) {
        let between = scene.slice(cited.span.end(), sentence.end());
        if !between.split_whitespace().any(cues::speaker) {
            out.push(Candidate { citation: cited.index, by: By::Introduces, rank: 40 });
        }
        // A name before and a place after it, or the other way about.
        for other in own.filter(|c| !contrasted(c.span.start(), c.span.end())).take(2) {
            out.push(Candidate { citation: other.index, by: By::Introduces, rank: 45 });
        }
    }
    let calls = scene.layout.calls_in(Span::new(sentence.start(), lead.end() + 12));
    if let Some(citation) = calls.last().and_then(|c| scene.of_note(c.note)) {
        let rank = if out.is_empty() { 42 } else { 48 };
        out.push(Candidate { citation, by: By::Footnote, rank });
    }
    if out.is_empty() && kind != QuoteKind::Paragraph && !words.split_whitespace().any(cues::speaker) {
        let found = antecedent(scene, words, sentence.start(), note, usize::MAX).or_else(|| {
            let paragraph = Span::new(lead.start(), sentence.start());
            scene.cited_in(paragraph, note).next_back().map(|c| c.index)
        });
        out.extend(found.map(|citation| Candidate { citation, by: By::Introduces, rank: 50 }));
    }
    out
}
