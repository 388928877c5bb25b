//! Paragraphs that nothing but their place sets apart: what the sentence before leads up to.

use model::Span;

use super::marks;
use crate::attribution::cues::{self, Says};
use crate::draft::{Draft, Markup};
use crate::layout::{Layout, Role};
use crate::quotation::{Quotation, QuoteKind};

/// How a paragraph ends that leads up to the next.
enum Lead {
    /// Its last sentence breaks off: "It provides,".
    Open,
    /// It ends with a citation.
    Cited,
}

/// Adds the paragraphs that may be quotations for what stands before them.
pub(super) fn add(draft: &Draft<'_>, layout: &Layout, all: &mut Vec<Quotation>) {
    let mut taken = 0;
    for (i, pair) in layout.paragraphs.windows(2).enumerate() {
        let [before, this] = pair else { continue };
        if before.role != Role::Prose || i + 1 < taken || !matches!(this.role, Role::Prose | Role::Item) {
            continue;
        }
        let (Some(lead), Some(words)) = (before.span.of(draft.text), this.span.of(draft.text)) else {
            continue;
        };
        let Some(lead) = lead_of(draft, lead) else { continue };
        let marked = words.starts_with(|c| marks::opens(c) || marks::closes(c));
        let bullet = this.role == Role::Item && !enumerated(words);
        if marked || bullet || words.split_whitespace().take(5).count() < 5 {
            continue;
        }
        let mut pieces = vec![this.span];
        let kind = match lead {
            Lead::Cited if draft.markup == Markup::Markdown || this.role == Role::Item => continue,
            Lead::Cited => QuoteKind::Paragraph,
            Lead::Open => {
                // The points of a provision follow it.
                let rest = layout.paragraphs.get(i + 2..).unwrap_or_default();
                let points = rest.iter().take_while(|p| {
                    matches!(p.role, Role::Prose | Role::Item)
                        && p.span.of(draft.text).is_some_and(enumerated)
                });
                pieces.extend(points.map(|p| p.span));
                QuoteKind::Led
            }
        };
        taken = i + 1 + pieces.len();
        super::blocks::cut(draft.text, layout, &mut pieces);
        if let Some(span) = pieces.iter().copied().reduce(Span::cover) {
            all.push(Quotation { span, pieces, kind, within: None });
        }
    }
}

/// `(a)`, `1.`, `(iv)` at the beginning of a paragraph.
fn enumerated(words: &str) -> bool {
    let bracket = words.starts_with('(');
    let rest = words.get(usize::from(bracket)..).unwrap_or_default();
    let mark = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let label = rest.get(..mark).unwrap_or_default();
    let counts =
        label.bytes().all(|b| b.is_ascii_digit()) || mark == 1 || label.chars().all(|c| "ivxIVX".contains(c));
    (1..=4).contains(&mark) && counts && matches!(rest.as_bytes().get(mark), Some(b')' | b'.'))
}

fn lead_of(draft: &Draft<'_>, paragraph: &str) -> Option<Lead> {
    let end = paragraph.trim_end().trim_end_matches(['*', '_', '\u{a0}']).trim_end();
    let from = end.char_indices().rev().nth(160).map_or(0, |(i, _)| i);
    let tail = end.get(from..)?;
    if breaks_off(tail) {
        return Some(Lead::Open);
    }
    (draft.markup == Markup::Plain && ends_with_place(tail)).then_some(Lead::Cited)
}

/// Whether the words end with someone who is about to speak: "It provides,", "I concluded that", "reads as follows:".
fn breaks_off(tail: &str) -> bool {
    let words = tail.trim_end_matches([',', ':', '—', '–', '-', ' ']);
    let stopped = words.len() < tail.len();
    // What somebody is quoted with last, “… and not to read.”, is no verb of the author's.
    let quoted = words.ends_with(marks::closes);
    if (quoted || words.ends_with(['.', '!', '?', ';', ')', '…'])) && !stopped {
        return false;
    }
    let last: Vec<&str> = words.split_whitespace().rev().take(9).collect();
    for (i, word) in last.iter().enumerate() {
        if cues::verb(word) == Says::Words {
            return !last.get(i + 1).is_some_and(|before| cues::is_noun(before, word));
        }
        if !cues::trails(word) {
            return false;
        }
    }
    false
}

/// Whether the words end with a place in a work: `(art. 9(1)(c).`, `Article 5.`.
fn ends_with_place(tail: &str) -> bool {
    let words = tail.trim_end_matches(['.', ')', ']', ' ']);
    let mut back = words.split([' ', '\u{a0}', '(', '[']).rev().filter(|w| !w.is_empty());
    let counts = |w: &str| {
        let w = w.trim_matches(|c: char| !c.is_alphanumeric());
        w.starts_with(|c: char| c.is_ascii_digit())
            || (w.len() == 1 && w.starts_with(char::is_alphabetic))
            || w.chars().all(|c| "ivxIVX".contains(c))
    };
    let mut seen = false;
    for word in back.by_ref().take(6) {
        if cues::designates(word) {
            return seen;
        }
        if !counts(word) {
            return false;
        }
        seen = true;
    }
    false
}
