//! Text that no provision took up.

use std::collections::BTreeSet;

use model::{Span, Topic};

use super::reading::{Finding, Reading};
use super::token::tokens;
use crate::options::{Format, Options};

pub(super) const SUMMARY: &str = "text inside the wanted part of the file that no provision took up: it cannot be found \
or cited";

/// A line with fewer words is a title or a subtitle, unless it ends a sentence.
const LINE_OF_TEXT: usize = 20;

/// The fewest words of a sentence.
const SENTENCE: usize = 4;

/// How the closing formula of an instrument begins, in small letters: it belongs to no provision.
const CLOSING: [&str; 6] = [
    "in witness whereof",
    "in faith whereof",
    "in testimony whereof",
    "done at",
    "done in",
    "en foi de quoi",
];

pub(super) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    // In JSON everything outside the named fields is left aside on purpose, in Akoma Ntoso what is no provision.
    if matches!(reading.options.format, Format::Json | Format::Akn) || reading.document.nodes.is_empty() {
        return Vec::new();
    }
    let nodes = &reading.document.nodes;
    let headings: BTreeSet<String> = nodes.iter().filter_map(|n| n.heading.as_deref()).map(words).collect();
    let title = words(&reading.document.meta.title);
    let is_heading = |line: &str| {
        let line = words(line);
        headings.contains(&line) || is_title(&line, &title)
    };
    let marks = nodes.iter().filter_map(|n| n.mark.as_ref());
    let mut taken: Vec<Span> = nodes.iter().flat_map(|n| &n.own).chain(marks).map(|w| w.span).collect();
    // What the reader left out, and said so.
    taken.extend(reading.notes.iter().filter(|n| n.topic == Topic::LeftOver).map(|n| n.span));
    taken.sort_unstable();
    let region = region(reading.raw, reading.options);
    taken.push(Span::new(region.end(), region.end()));
    let mut out = Vec::new();
    let mut at = region.start();
    for span in taken {
        let gap = reading.raw.get(at..span.start()).unwrap_or_default();
        let left: Vec<Span> = lines(gap, at)
            .filter(|l| l.of(reading.raw).is_some_and(|line| is_text(line) && !is_heading(line)))
            .collect();
        if let Some(all) = left.iter().copied().reduce(Span::cover) {
            let shown: String = all.of(reading.raw).unwrap_or_default().chars().take(40).collect();
            let message = match left.len() {
                1 => format!("no provision took up this line: `{shown}`"),
                n => format!("no provision took up these {n} lines: `{shown}`"),
            };
            out.push(Finding::raw(Topic::LeftOver, all, message));
        }
        at = at.max(span.end());
    }
    out
}

/// The words of a line in small letters, without marks and markup.
fn words(line: &str) -> String {
    tokens(line).map(|t| t.text.to_lowercase()).collect::<Vec<_>>().join(" ")
}

/// Whether a line gives the title of the work, perhaps with its date: most words of the title stand in it.
fn is_title(line: &str, title: &str) -> bool {
    let line: BTreeSet<&str> = line.split(' ').collect();
    let title: BTreeSet<&str> = title.split(' ').collect();
    let shared = title.intersection(&line).count();
    shared * 4 > title.len() * 3 && shared * 3 > line.len() * 2
}

/// Whether a line is text rather than a heading, a picture, a rule or the closing formula.
fn is_text(line: &str) -> bool {
    let bare = line.trim_start_matches(['*', '>', '-', ' ']);
    let small = bare.get(..bare.len().min(64)).unwrap_or(bare).to_lowercase();
    if bare.starts_with(['#', '!', '<', '|']) || CLOSING.iter().any(|c| small.starts_with(c)) {
        return false;
    }
    let count = tokens(bare).take(LINE_OF_TEXT).count();
    let small_letters = bare.chars().any(char::is_lowercase);
    small_letters && (count >= LINE_OF_TEXT || (count >= SENTENCE && bare.ends_with(['.', ';', ':'])))
}

/// The lines of `text`, which begins at `start`, without white space at their ends.
fn lines(text: &str, start: usize) -> impl Iterator<Item = Span> {
    let mut at = start;
    text.split_inclusive('\n').filter_map(move |line| {
        let from = at + (line.len() - line.trim_start().len());
        at += line.len();
        (!line.trim().is_empty()).then(|| Span::new(from, from + line.trim().len()))
    })
}

/// The part of the file between the markers of the manifest.
fn region(raw: &str, options: &Options) -> Span {
    let reads = |marker: &Option<String>, line: Span| {
        marker.as_ref().is_some_and(|m| line.of(raw).is_some_and(|l| Options::reads(m, l)))
    };
    let mut all = lines(raw, 0);
    let start = match &options.from {
        Some(_) => all.find(|&l| reads(&options.from, l)).map_or(0, Span::start),
        None => 0,
    };
    let end = all.find(|&l| reads(&options.to, l)).map_or(raw.len(), Span::start);
    Span::new(start, end)
}
