//! Which stretch of a file is the instrument, which are its annexes, and what belongs to neither.
//!
//! The manifest may say where annexes begin; otherwise the first annex heading after an article does. A second instrument or
//! a translation in the same file shows itself by articles that begin again at 1, or by a heading word of another language
//! (`Artikel` after `Article`). It is left out, from its title on, with a note: two articles cannot have one place.

use std::collections::BTreeSet;
use std::ops::Range;

use model::Span;

use super::heads::{self, Rank};
use super::pieces::{Head, Piece};

/// A stretch with a numbering of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Region {
    /// Its pieces; those of an annex begin with its heading, where it has one.
    pub(crate) pieces: Range<usize>,
    /// Whether it is an annex.
    pub(crate) annex: bool,
}

/// The stretches of an instrument and what is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    /// The main text first, then the annexes.
    pub(crate) regions: Vec<Region>,
    /// What is left out, and why.
    pub(crate) left: Vec<(Span, String)>,
}

/// Sorts the pieces of a file; annexes begin at byte `annexes` where that is given.
pub(crate) fn plan(pieces: &[Piece], annexes: Option<usize>) -> Plan {
    let mut plan = Plan::default();
    let end = match foreign(pieces) {
        Some((start, article)) => {
            leave(
                &mut plan,
                pieces,
                start..pieces.len(),
                &format!("articles in another language begin ({article})"),
            );
            start
        }
        None => pieces.len(),
    };
    let first_annex = match annexes {
        Some(byte) => pieces[..end].partition_point(|p| p.span().start() < byte),
        None => auto_annex(&pieces[..end]),
    };
    // `Schedule 1: Convention on …` at the head of the text names the text itself.
    let main = (0..first_annex).find(|&i| pieces[i].head(Rank::Annex).is_none()).unwrap_or(first_annex);
    let mut starts = vec![main, first_annex];
    starts.extend((first_annex + 1..end).filter(|&i| pieces[i].head(Rank::Annex).is_some()));
    starts.push(end);
    for (n, pair) in starts.windows(2).enumerate() {
        let range = pair[0]..pair[1].max(pair[0]);
        if n > 0 && range.is_empty() {
            continue;
        }
        let kept = keep(&mut plan, pieces, range);
        plan.regions.push(Region { pieces: kept, annex: n > 0 });
    }
    plan.left.sort_by_key(|(span, _)| *span);
    plan
}

fn leave(plan: &mut Plan, pieces: &[Piece], range: Range<usize>, why: &str) {
    let spans = pieces[range].iter().map(Piece::span);
    if let Some(span) = spans.reduce(Span::cover) {
        plan.left.push((span, format!("{why}; left out")));
    }
}

/// Cuts off what a region holds beyond its own articles: a second count of articles, or text under a heading of its own
/// after the last article.
fn keep(plan: &mut Plan, pieces: &[Piece], range: Range<usize>) -> Range<usize> {
    let mut end = range.end;
    if let Some((start, article)) = restart(pieces, range.clone()) {
        leave(plan, pieces, start..end, &format!("articles begin again ({article})"));
        end = start;
    }
    let last = (range.start..end).rev().find(|&i| pieces[i].head(Rank::Article).is_some());
    let tail = last.and_then(|last| {
        let text = (last..end).find(|&i| pieces[i].is_text())?;
        (text..end).find(|&i| matches!(pieces[i], Piece::Title(..)))
    });
    if let Some(tail) = tail {
        if pieces[tail..end].iter().any(Piece::is_text) {
            let why = match &pieces[tail] {
                Piece::Title(title) => {
                    format!("text under the heading `{}` follows the last article", short(title.str().trim()))
                }
                _ => String::new(),
            };
            leave(plan, pieces, tail..end, &why);
        }
        end = tail;
    }
    range.start..end
}

fn short(title: &str) -> String {
    let mut out: String = title.chars().take(60).collect();
    if out.len() < title.len() {
        out.push('…');
    }
    out
}

fn name(head: &Head) -> String {
    head.mark.str().trim().to_owned()
}

/// The place at which articles in another language begin, and the first of them.
fn foreign(pieces: &[Piece]) -> Option<(usize, String)> {
    let mut words = pieces.iter().enumerate().filter_map(|(i, p)| p.head(Rank::Article).map(|h| (i, h)));
    let neutral = |h: &Head| h.word == "art" || h.word.is_empty();
    let (_, first) = words.find(|(_, h)| !neutral(h))?;
    let kind = first.kind;
    let (at, other) = words.find(|(_, h)| !neutral(h) && h.kind == kind && h.word != first.word)?;
    Some((beginning(pieces, at, 0), name(other)))
}

/// The place at which articles begin again in a region, and the first of them.
fn restart(pieces: &[Piece], range: Range<usize>) -> Option<(usize, String)> {
    let mut seen = BTreeSet::new();
    for at in range.clone() {
        let Some(head) = pieces[at].head(Rank::Article) else { continue };
        let value = head.number.as_deref().and_then(heads::value);
        if value == Some(1) && seen.contains(&(head.kind, 1)) && head.number.as_deref().is_some_and(plain) {
            return Some((beginning(pieces, at, range.start), name(head)));
        }
        if head.number.as_deref().is_some_and(plain) {
            seen.extend(value.map(|v| (head.kind, v)));
        }
    }
    None
}

/// Whether a number has no repeat word or letter behind it.
fn plain(number: &str) -> bool {
    number.chars().all(|c| c.is_ascii_digit())
        || heads::value(number).is_some_and(|_| number.chars().all(char::is_alphabetic))
}

/// Where the instrument begins whose first article stands at `at`: before its headings, its preamble and its title.
fn beginning(pieces: &[Piece], at: usize, floor: usize) -> usize {
    let is_heading = |i: usize| match &pieces[i] {
        Piece::Title(..) => true,
        Piece::Head(head) => head.rank == Rank::Container,
        Piece::Text(_) => false,
    };
    let back = |mut i: usize, test: &dyn Fn(usize) -> bool| {
        while i > floor && test(i - 1) {
            i -= 1;
        }
        i
    };
    let headings = back(at, &is_heading);
    let preamble = back(headings, &|i| pieces[i].is_text());
    let title = back(preamble, &is_heading);
    if title < preamble && pieces[title..preamble].iter().any(|p| matches!(p, Piece::Title(..))) {
        // Containers of the text before do not belong to the title.
        let first = (title..preamble).find(|&i| matches!(pieces[i], Piece::Title(..)));
        return first.unwrap_or(title);
    }
    headings
}

fn auto_annex(pieces: &[Piece]) -> usize {
    let first_article = pieces.iter().position(|p| p.head(Rank::Article).is_some());
    first_article
        .and_then(|first| (first..pieces.len()).find(|&i| pieces[i].head(Rank::Annex).is_some()))
        .unwrap_or(pieces.len())
}
