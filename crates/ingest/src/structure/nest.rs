//! Marks to a tree: which paragraph, point or subpoint each stretch of an article belongs to.
//!
//! Nesting follows the order of the marks alone, never indentation: a mark goes on with the innermost list that it
//! continues, or, as a first member, opens a list below the last node. What `(i)` counts is decided by what precedes it,
//! and where two lists could go on, by the mark after it. Text without a mark belongs to the node before it when that node
//! is an unfinished sentence or its list goes on afterwards, else to the node that opened the list.
//!
//! A list that repeats a number, or starts again, is broken: from the first of the repeated members on, its text stays with
//! the node that opened it, marks included.

mod broken;
mod owners;

use std::collections::BTreeMap;
use std::ops::Range;

use model::Topic;

use super::fit::{self, Fit, Here, Level};
use super::marks::{self, Mark, Numerals};
use crate::blocks::{Block, trimmed};

/// Text of one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Which block.
    pub(crate) block: usize,
    /// Bytes of its text.
    pub(crate) range: Range<usize>,
}

/// A marked node.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    /// Its mark.
    pub(crate) mark: Stretch,
    /// The number alone.
    pub(crate) number: String,
    /// What it counts with.
    pub(crate) numerals: Numerals,
    /// The member above it, `None` for the article itself.
    pub(crate) parent: Option<usize>,
    /// Its own text.
    pub(crate) own: Vec<Stretch>,
}

/// The tree: members in the order of the text, parents first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Nest {
    /// The article's own text.
    pub(crate) own: Vec<Stretch>,
    /// Marked nodes.
    pub(crate) members: Vec<Member>,
    /// What was odd, and where.
    pub(crate) remarks: Vec<(Topic, Stretch, String)>,
}

/// A place where a mark stands at the start of a line.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) block: usize,
    pub(super) mark: Mark,
    /// The line begins inside a block, and the file does not insist on it.
    pub(super) soft: bool,
}

/// Sorts the text of an article by its marks.
pub(crate) fn nest(body: &[&Block]) -> Nest {
    let candidates = candidates(body);
    let mut builder = Builder::new(body, &candidates);
    builder.run();
    builder.finish()
}

fn candidates(body: &[&Block]) -> Vec<Candidate> {
    let mut out = Vec::new();
    for (block, text) in body.iter().enumerate() {
        let starts = std::iter::once((0, false)).chain(text.breaks.iter().map(|b| (b.at, !b.hard)));
        for (at, soft) in starts {
            out.extend(marks::parse(text.str(), at).map(|mark| Candidate { block, mark, soft }));
        }
    }
    out
}

struct Builder<'b> {
    body: &'b [&'b Block],
    candidates: &'b [Candidate],
    out: Nest,
    stack: Vec<Level>,
    /// The members by the node above them and their number.
    known: BTreeMap<(Option<usize>, String), usize>,
    /// Nodes whose list is broken, with the first doubtful member.
    broken: BTreeMap<Option<usize>, usize>,
    /// How far the text is handed out: block and byte.
    done: (usize, usize),
}

impl<'b> Builder<'b> {
    fn new(body: &'b [&'b Block], candidates: &'b [Candidate]) -> Self {
        Self {
            body,
            candidates,
            out: Nest::default(),
            stack: Vec::new(),
            known: BTreeMap::new(),
            broken: BTreeMap::new(),
            done: (0, 0),
        }
    }

    fn run(&mut self) {
        for at in 0..self.candidates.len() {
            let candidate = &self.candidates[at];
            let start = (candidate.block, candidate.mark.range.start);
            if start < self.done {
                continue;
            }
            if candidate.soft && !self.may_begin(candidate) {
                continue;
            }
            let due = self.last_pending(start).is_some_and(|s| self.text(&s).ends_with(':'));
            let Some((fit, numerals)) = self.fit(at, due) else {
                self.remark_unfit(candidate);
                continue;
            };
            let pending = self.pending(start);
            self.hand_out(pending, at, &fit);
            self.accept(at, &candidate.mark, &fit, numerals);
            self.chain(at);
        }
        let end = (self.body.len(), 0);
        let rest = self.pending(end);
        self.hand_out(rest, self.candidates.len(), &Fit::Next(0));
    }

    /// Whether a mark at a line start that may be an accident of wrapping can be a mark: what stands before it must not be
    /// a reference that runs on ("paragraph / (b) of this article").
    fn may_begin(&self, candidate: &Candidate) -> bool {
        let before = self.body[candidate.block].str()[..candidate.mark.range.start].trim_end();
        let last = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
        if last.ends_with([';', ':', '.', ',', '—', '–', '-']) {
            return true;
        }
        let opener = matches!(last, "and" | "or" | "et" | "ou" | "en" | "of" | "und" | "oder" | "y" | "o");
        let earlier = before[..before.len() - last.len()].trim_end();
        if opener {
            return earlier.ends_with([';', ',', '.']);
        }
        // Without punctuation, only a line that is nothing but its mark's words can be a list item: then the line before
        // began with a mark too, and was no reference.
        const REFERENCES: [&str; 12] = [
            "paragraph",
            "paragraphs",
            "subparagraph",
            "subparagraphs",
            "sub-paragraph",
            "article",
            "articles",
            "point",
            "points",
            "section",
            "in",
            "the",
        ];
        !REFERENCES.contains(&last) && self.stack.last().is_some_and(|level| level.block == candidate.block)
    }

    fn text(&self, stretch: &Stretch) -> &'b str {
        &self.body[stretch.block].str()[stretch.range.clone()]
    }

    /// The text between what is handed out and `end`, by block.
    fn pending(&self, end: (usize, usize)) -> Vec<Stretch> {
        let mut out = Vec::new();
        let (mut block, mut from) = self.done;
        while block < self.body.len() && (block, from) < end {
            let to = if block == end.0 { end.1 } else { self.body[block].str().len() };
            if let Some(range) = trimmed(self.body[block].str(), from..to) {
                out.push(Stretch { block, range });
            }
            block += 1;
            from = 0;
        }
        out
    }

    /// The last stretch of that text. Looked for from its end: a thousand marks that fit nowhere leave much text before the
    /// next one.
    fn last_pending(&self, end: (usize, usize)) -> Option<Stretch> {
        let (first, begin) = self.done;
        let blocks = first..(end.0 + 1).min(self.body.len());
        blocks.rev().find_map(|block| {
            let text = self.body[block].str();
            let from = if block == first { begin } else { 0 };
            let to = if block == end.0 { end.1 } else { text.len() };
            let range = if from < to { trimmed(text, from..to)? } else { return None };
            Some(Stretch { block, range })
        })
    }

    fn fit(&self, at: usize, due: bool) -> Option<(Fit, Numerals)> {
        let candidate = &self.candidates[at];
        let next = self.candidates.get(at + 1).map(|c| &c.mark);
        let (fit, numerals) =
            fit::best(&self.stack, &candidate.mark, Here { next, soft: candidate.soft, due })?;
        // Capitals open a list only when a second member follows: "A. Smith" is no mark.
        let second = |c: &Candidate| {
            c.mark.form == candidate.mark.form
                && c.mark.readings.iter().any(|&(n, o)| n == numerals && o.number == 2)
        };
        let capital = matches!(numerals, Numerals::Capital | Numerals::CapitalRoman);
        let lone = fit == Fit::Open && capital && !self.candidates[at + 1..].iter().take(200).any(second);
        (!lone).then_some((fit, numerals))
    }

    fn accept(&mut self, at: usize, mark: &Mark, fit: &Fit, numerals: Numerals) {
        let block = self.candidates[at].block;
        let ordinal = mark.readings.iter().find(|(n, _)| *n == numerals).map(|r| r.1);
        let Some(ordinal) = ordinal else { return };
        let member = self.out.members.len();
        let here = Stretch { block, range: mark.range.clone() };
        let parent = match *fit {
            Fit::Next(level) | Fit::Gap(level) | Fit::Again(level) => {
                self.stack.truncate(level + 1);
                self.stack[level].parent
            }
            Fit::Open => self.opener(),
            // The paragraph that lost its mark is the article's own text, and what was read below that.
            Fit::Late if numerals == Numerals::Arabic => None,
            Fit::Late => self.opener(),
        };
        match *fit {
            Fit::Gap(level) => {
                let last = &self.stack[level].number;
                let message = format!("`{}` follows `{last}`", mark.number);
                self.out.remarks.push((Topic::NumberingGap, here.clone(), message));
            }
            Fit::Late => {
                let message = format!("the first mark is `{}`; an earlier one is lost", mark.number);
                self.out.remarks.push((Topic::LostMark, here.clone(), message));
            }
            _ => {}
        }
        // Where a list inside one that is set alike could go on, and the outer one too, either is a guess.
        if let Fit::Next(level) = *fit
            && let Some(outer) = self.stack[..level].iter().find(|l| l.continued_by(mark)).cloned()
        {
            self.doubt(outer.parent, outer.member, &here);
        }
        let twin = self.known.get(&(parent, mark.number.clone())).copied();
        let stepped_back = match *fit {
            Fit::Again(level) => Some(self.stack[level].first),
            _ => None,
        };
        if let Some(doubtful) = twin.or(stepped_back) {
            self.doubt(parent, doubtful, &here);
        }
        self.known.entry((parent, mark.number.clone())).or_insert(member);
        let level = Level {
            form: mark.form,
            numerals,
            last: ordinal,
            number: mark.number.clone(),
            first: member,
            member,
            parent,
            block,
        };
        match *fit {
            Fit::Next(i) | Fit::Gap(i) | Fit::Again(i) => {
                let Level { form, first, .. } = self.stack[i];
                self.stack[i] = Level { form, first, ..level };
            }
            Fit::Open | Fit::Late => {
                while self.stack.last().is_some_and(|l| Some(l.member) != parent) {
                    self.stack.pop();
                }
                self.stack.push(level);
            }
        }
        self.out.members.push(Member {
            mark: here,
            number: mark.number.clone(),
            numerals,
            parent,
            own: Vec::new(),
        });
        self.done = (block, mark.range.end);
    }

    /// Marks that follow a mark on its line: `4. (a) (i)`. Each opens a list below the one before.
    fn chain(&mut self, at: usize) {
        for _ in 0..4 {
            let (block, from) = self.done;
            let Some(mark) = marks::parse(self.body[block].str(), from) else { return };
            let first = mark.readings.iter().rev().find(|(_, o)| o.is_first()).copied();
            let Some((numerals, _)) = first else { return };
            if self.stack.iter().any(|l| l.form == mark.form && l.numerals == numerals) {
                return;
            }
            // "1. (a) and (b) apply" refers, it does not count.
            let after = self.body[block].str()[mark.range.end..].trim_start();
            if ["and ", "or ", "to "].iter().any(|w| after.starts_with(w)) {
                return;
            }
            self.accept(at, &mark, &Fit::Open, numerals);
        }
    }

    fn remark_unfit(&mut self, candidate: &Candidate) {
        let mark = &candidate.mark;
        if !candidate.soft
            && mark.form == marks::Form::Brackets
            && mark.readings.iter().all(|(_, o)| o.number < 40)
        {
            let here = Stretch { block: candidate.block, range: mark.range.clone() };
            self.out.remarks.push((
                Topic::LostMark,
                here,
                format!("`({})` continues nothing; read as text", mark.number),
            ));
        }
    }
}
