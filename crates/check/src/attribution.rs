//! Whose words a quotation gives: which citation introduces it, follows it or frames it.

mod block;
pub(crate) mod cues;
mod inline;
mod joint;
mod premodified;
mod scene;
mod voices;

use model::{Citation, Pinpoint, SegmentKind, Span};

use crate::draft::Draft;
use crate::quotation::{Attribution, By, Quotation, QuoteKind};
pub(crate) use cues::plain;
use scene::Scene;

/// A citation that a quotation may hang on.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    /// Position in the list of citations.
    citation: usize,
    by: By,
    /// How sure the form of words is; the least is the surest.
    rank: u8,
}

/// The citation that each quotation hangs on, in the order of `quotations` (as [`crate::quotations`] gives them);
/// `citations` in the order of the text. A phrase hangs on a citation only where the words between say so; a quotation of
/// some length on the nearest one of its sentence. What stands within another quotation, the title of a work, a spoken
/// remark, a term of art and a quotation in a heading hang on none.
///
/// In `Attribution::target` stands the target that the quotation belongs to, where a citation has several: by their order
/// in "Articles 3 and 4 speak of 'a' and 'b' respectively", else the first. In `Attribution::head` stands the noun for another
/// work that the citation is a name of: "the Charter commentary".
pub fn attribute(
    draft: &Draft<'_>,
    quotations: &[Quotation],
    citations: &[Citation],
) -> Vec<Option<Attribution>> {
    let scene = Scene::new(draft, quotations, citations);
    let mut out: Vec<Option<Attribution>> = vec![None; quotations.len()];
    let mut before: Option<usize> = None;
    for (i, quotation) in quotations.iter().enumerate() {
        if quotation.within.is_some() {
            continue;
        }
        if scene.is_title(quotation.span) {
            let given = scene.parenthetical(quotation.span);
            out[i] =
                given.map(|citation| Attribution { citation, target: 0, by: By::Introduces, head: None });
            continue;
        }
        let previous = before.map(|b| (b, out.get(b).copied().flatten()));
        let found = match quotation.kind {
            QuoteKind::Inline => inline::candidates(&scene, i, previous),
            _ => block::candidates(&scene, i, previous),
        };
        if let Some(slot) = out.get_mut(i) {
            *slot = best(&scene, &found);
        }
        before = Some(i);
    }
    inline::share_backwards(&scene, &mut out);
    respectively(&scene, &mut out);
    for given in out.iter_mut().flatten() {
        given.head = premodified::head(&scene, given.citation);
    }
    out
}

/// The surest candidate, or one that names a more exact place in the same work.
fn best(scene: &Scene<'_>, found: &[Candidate]) -> Option<Attribution> {
    let first = found.iter().min_by_key(|c| c.rank)?;
    let same = |c: &&Candidate| c.citation != first.citation && scene.same_work(c.citation, first.citation);
    let exact = |c: &&Candidate| {
        same(c) && scene.more_exact(c.citation, first.citation)
            || scene.names_work_of(c.citation, first.citation)
    };
    let deeper = found.iter().filter(exact).min_by_key(|c| c.rank);
    let framed = found.iter().any(|c| c.by == By::Introduces && same(&c)) && first.by == By::Follows;
    let (citation, by) = match deeper {
        Some(exact) if exact.by == By::Footnote => (exact.citation, By::Footnote),
        Some(exact) => (exact.citation, By::Frames),
        None if framed => (first.citation, By::Frames),
        None => (first.citation, first.by),
    };
    Some(Attribution { citation, target: 0, by, head: None })
}

/// Gives the quotations that share a citation of as many targets their target by order, where the sentence says
/// "respectively".
fn respectively(scene: &Scene<'_>, out: &mut [Option<Attribution>]) {
    let mut at = 0;
    // A sentence is looked through once, however many runs stand in it.
    let mut seen: Option<(Span, bool)> = None;
    let mut says_so = |span: Span| match seen {
        Some((same, says)) if same == span => says,
        _ => {
            let says = span.of(scene.text()).is_some_and(|t| t.contains("respectively"));
            seen = Some((span, says));
            says
        }
    };
    while at < out.len() {
        let Some(citation) = out[at].map(|a| a.citation) else {
            at += 1;
            continue;
        };
        let run = out[at..].iter().take_while(|a| a.is_some_and(|a| a.citation == citation)).count();
        let targets = scene.citations.get(citation).map_or(0, |c| c.targets.len());
        let span = scene.sentence(scene.quotations[at].span.start());
        if run > 1 && run == targets && says_so(span) {
            for (target, slot) in out[at..at + run].iter_mut().enumerate() {
                *slot = slot.map(|a| Attribution { target, ..a });
            }
        }
        at += run;
    }
}

/// How deep a place is; none is nothing.
fn depth(place: Option<&Pinpoint>) -> usize {
    place.map_or(0, |p| p.segments().len())
}

/// Whether a place is one in a work that speaks in sentences of its own, a judgment or a book: a paragraph or a page and
/// no article.
fn is_page(place: Option<&Pinpoint>) -> bool {
    place
        .and_then(|p| p.segments().first())
        .is_some_and(|s| matches!(s.kind, SegmentKind::Paragraph | SegmentKind::Page | SegmentKind::Footnote))
}

/// Words in a text.
fn words_in(text: &str) -> usize {
    text.split_whitespace().filter(|w| w.contains(char::is_alphanumeric)).count()
}

/// The text under a span; empty where there is none.
fn under(text: &str, from: usize, to: usize) -> &str {
    Span::new(from, to).of(text).unwrap_or_default()
}
