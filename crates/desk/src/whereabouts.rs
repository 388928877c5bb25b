//! Where in the corpus given words stand, exactly or nearly.

mod window;

use std::collections::{BTreeMap, BTreeSet};

use check::{Comparer, Comparison, EditKind, Likeness, SourceText, Weight};
use model::{Mapped, PassageId, SegmentKind as K, Span};
use search::{Entry, Layer};

use crate::error::DeskError;
use crate::{Desk, Opened};
use window::narrowed;

/// At least so many passages are laid beside the words, and so many for each place asked for.
const CANDIDATES: usize = 24;
const FOR_EACH: usize = 4;

/// So many of the best passages are widened to the provision around them, where the words do not stand in one whole.
const WIDENED: usize = 6;

/// Of a provision so many passages on either side of the one found are laid beside the words.
const AROUND: usize = 16;

/// Once there are as many places as are asked for, what has less than this of the last one's words, by weight, is passed
/// over.
const WORSE: f64 = 0.75;

/// Words of the source left out without a mark that are more than this many times as long as the words themselves: what
/// stands there is scattered, and not these words.
const SCATTERED: usize = 2;

/// A place where words stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Whereabout {
    /// The passage, or the provision around several.
    pub id: PassageId,
    /// The same as a lawyer cites it.
    pub cite: String,
    /// How near: `verbatim`, `marked`, `variant`, `altered`.
    pub likeness: &'static str,
    /// Share of the words that stand there in this order, 0 to 1.
    pub share: f64,
    /// Where the words stand in the raw file.
    pub span: Option<Span>,
    /// The source's words, from the first to the last that is quoted.
    pub text: String,
    /// Every difference.
    pub differences: Vec<Difference>,
}

/// A difference between the words asked for and the source's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// `changed`, `dropped`, `added`, `moved`, `swallowed`, `spelling`, `case`, `variant` or `marked`.
    pub kind: &'static str,
    /// `slight`, `word` or `sense`.
    pub weight: &'static str,
    /// Bytes of the words asked for.
    pub quoted: Span,
    /// The source's words.
    pub source: String,
}

/// Where words stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Whereabouts {
    /// The words as asked.
    pub words: String,
    /// The places, best first.
    pub places: Vec<Whereabout>,
}

/// A place that was tried.
struct Tried {
    entry: Entry,
    source: SourceText,
    found: Comparison,
}

impl Desk {
    /// Finds where words stand in the held texts, best first, at most `limit` places.
    ///
    /// # Errors
    /// When the index or a table cannot be read.
    pub fn whereabouts(&self, words: &str, limit: usize) -> Result<Whereabouts, DeskError> {
        let opened = self.opened()?;
        let comparer = Comparer::new(self.folding()?, self.variants()?);
        let places = places(opened, &comparer, words, limit)?;
        Ok(Whereabouts { words: words.to_owned(), places })
    }
}

fn places(
    opened: &Opened,
    comparer: &Comparer,
    words: &str,
    limit: usize,
) -> Result<Vec<Whereabout>, DeskError> {
    let quoted = Mapped::verbatim(words, 0);
    let candidates = opened.index.candidates(words, CANDIDATES.max(limit.saturating_mul(FOR_EACH)))?;
    let mut tried: Vec<Tried> = Vec::new();
    let mut around: BTreeMap<PassageId, PassageId> = BTreeMap::new();
    let mut reader = comparer.reader();
    let mut enough: Option<f64> = None;
    for (rank, (id, weight)) in candidates.iter().enumerate() {
        if enough.is_some_and(|last| *weight < last * WORSE) {
            break;
        }
        let Some(entry) = opened.index.entry(id)?.filter(|e| e.layer == Layer::Source) else { continue };
        let source = narrowed(source_text(std::slice::from_ref(&entry)), words);
        let found = comparer.compare_above(&quoted, &reader.read(&source), floor(&tried, limit));
        if found.share < 1.0
            && rank < WIDENED
            && let Some(above) = provision(id)
        {
            around.entry(above).or_insert_with(|| id.clone());
        }
        if stands(&found, words) {
            tried.push(Tried { entry, source, found });
            if tried.len() >= limit {
                enough = enough.or(Some(*weight));
            }
        }
    }
    // Where the words stand whole in some passage, what is spread over several is of use only beside what it nearly is.
    let whole = tried.iter().any(|t| t.found.likeness < Likeness::Altered);
    let met = |above: &PassageId| {
        let inside = |(id, _): &&(PassageId, f64)| {
            id.document() == above.document() && id.pinpoint().within(above.pinpoint())
        };
        candidates.iter().filter(inside).count()
    };
    for (above, id) in around {
        if whole && met(&above) < 2 {
            continue;
        }
        let entries = opened.index.under(&above)?;
        let Some(entry) = entries.iter().find(|e| e.id == above).cloned() else { continue };
        let at = entries.iter().position(|e| e.id == id).unwrap_or_default();
        let near = at.saturating_sub(AROUND)..(at + AROUND + 1).min(entries.len());
        let source = narrowed(source_text(entries.get(near).unwrap_or_default()), words);
        let found = comparer.compare_above(&quoted, &reader.read(&source), floor(&tried, limit));
        let inside = |t: &&Tried| {
            t.entry.document() == entry.document() && t.entry.pinpoint().within(entry.pinpoint())
        };
        let better = tried.iter().filter(inside).all(|t| t.found.share < found.share);
        if stands(&found, words) && better {
            tried.retain(|t| !inside(&t));
            tried.push(Tried { entry, source, found });
        }
    }
    let mut seen = BTreeSet::new();
    tried.retain(|t| seen.insert(t.entry.id.clone()));
    tried.sort_by(|a, b| {
        let (x, y) = (&a.found, &b.found);
        x.likeness
            .cmp(&y.likeness)
            .then(y.share.total_cmp(&x.share))
            .then_with(|| a.entry.id.cmp(&b.entry.id))
    });
    tried.truncate(limit);
    Ok(tried.into_iter().map(whereabout).collect())
}

/// The share of the words that a place must have to be among the best, once there are enough.
fn floor(tried: &[Tried], limit: usize) -> f64 {
    let mut shares: Vec<f64> = tried.iter().map(|t| t.found.share).collect();
    shares.sort_by(|a, b| b.total_cmp(a));
    // What has as much is still wanted.
    limit.checked_sub(1).and_then(|last| shares.get(last)).map_or(0.0, |share| share - f64::EPSILON)
}

/// Whether the words stand there, at least nearly and in one run.
fn stands(found: &Comparison, words: &str) -> bool {
    let dropped = found.edits.iter().filter(|e| e.kind == EditKind::Dropped || e.kind == EditKind::Changed);
    let most = words.len().saturating_mul(SCATTERED);
    found.likeness < Likeness::Absent && dropped.map(|e| e.source.len()).sum::<usize>() <= most
}

fn whereabout(tried: Tried) -> Whereabout {
    let Tried { entry, source, found } = tried;
    let text = |range: std::ops::Range<usize>| source.text.get(range).unwrap_or_default().to_owned();
    let touched =
        source.stretches.iter().filter(|s| s.at.start < found.source.end && found.source.start < s.at.end);
    Whereabout {
        cite: format!("{}, {}", entry.short, entry.pinpoint().plain()),
        likeness: likeness(found.likeness),
        share: found.share,
        span: touched.map(|s| s.span).reduce(Span::cover),
        text: text(found.source.clone()),
        differences: found
            .edits
            .iter()
            .map(|e| Difference {
                kind: kind(e.kind),
                weight: weight(e.weight),
                quoted: e.quoted,
                source: text(e.source.clone()),
            })
            .collect(),
        id: entry.id,
    }
}

/// The provision that a passage stands in: quotations go over its paragraphs and points.
fn provision(id: &PassageId) -> Option<PassageId> {
    let mut at = id.pinpoint().clone();
    while matches!(at.last().kind, K::Paragraph | K::Point | K::Subpoint | K::Recital) {
        match at.parent() {
            Some(above) => at = above,
            None => break,
        }
    }
    let above = PassageId::new(id.document().clone(), at);
    let own = id.pinpoint().segments().len() == above.pinpoint().segments().len();
    (!own).then_some(above).or_else(|| (id.pinpoint().last().kind == K::Article).then(|| id.clone()))
}

/// The words of entries in the order of the file, with the marks of paragraphs and points.
pub(crate) fn source_text(entries: &[Entry]) -> SourceText {
    let mut parts: Vec<(Span, bool, &Entry, &str)> = Vec::new();
    for entry in entries {
        let marked = matches!(entry.pinpoint().last().kind, K::Paragraph | K::Point | K::Subpoint);
        if let (Some(mark), Some(node), true) = (&entry.mark, entry.span, marked) {
            parts.push((Span::new(node.start(), node.start() + mark.len()), false, entry, mark));
        }
        let words = entry.text.lines().zip(&entry.words);
        parts.extend(words.map(|(text, span)| (*span, true, entry, text)));
    }
    parts.sort_by_key(|&(span, words, ..)| (span.start(), words));
    let mut out = SourceText::default();
    for (span, words, entry, text) in parts {
        out.push(text, !words, entry.id.clone(), span);
    }
    out
}

fn likeness(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Verbatim => "verbatim",
        Likeness::Marked => "marked",
        Likeness::Variant => "variant",
        Likeness::Altered => "altered",
        Likeness::Absent => "absent",
    }
}

fn kind(kind: EditKind) -> &'static str {
    match kind {
        EditKind::Changed => "changed",
        EditKind::Dropped => "dropped",
        EditKind::Added => "added",
        EditKind::Moved => "moved",
        EditKind::Swallowed => "swallowed",
        EditKind::Spelling => "spelling",
        EditKind::Case => "case",
        EditKind::Variant => "variant",
        EditKind::Marked => "marked",
    }
}

fn weight(weight: Weight) -> &'static str {
    match weight {
        Weight::Slight => "slight",
        Weight::Word => "word",
        Weight::Sense => "sense",
    }
}
