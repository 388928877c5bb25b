//! A draft with its quotations and citations, as attribution asks about it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use model::{Citation, Form, Signal, Span, Target};

use super::{depth, is_page, under, words_in};
use crate::draft::Draft;
use crate::layout::{Layout, Role};
use crate::quotation::{Quotation, QuoteKind};

/// No more of a sentence is looked at on either side of a quotation.
const FARTHEST: usize = 2000;

/// A short title has so many words at most.
const TITLE: usize = 3;

/// So many words outside brackets may stand beside the citations in a sentence of nothing but citations.
const LOOSE: usize = 4;

/// A citation that may be the source of a quotation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cited {
    pub(super) span: Span,
    /// Position in the list of citations.
    pub(super) index: usize,
}

pub(super) struct Scene<'a> {
    pub(super) draft: &'a Draft<'a>,
    pub(super) layout: Layout,
    pub(super) quotations: &'a [Quotation],
    pub(super) citations: &'a [Citation],
    /// Those that do not stand in a quotation, in the order of the text: of the running text, and of each footnote.
    usable: BTreeMap<Option<usize>, Vec<Cited>>,
    /// The citation of each footnote that gives the source of what it hangs on.
    in_note: BTreeMap<usize, usize>,
    /// Whether a footnote gives a work that is not known, for those that were asked about.
    literature: RefCell<BTreeMap<usize, bool>>,
    /// The citations as they stand, for titles.
    spans: Vec<Span>,
    /// Citations that stand in brackets right after a quotation, by position, with that quotation.
    owned: BTreeMap<usize, usize>,
}

/// What stands right after a quotation.
#[derive(Debug, Default)]
pub(super) struct After {
    /// The citation in brackets.
    pub(super) cited: Option<usize>,
    /// The footnote that is called.
    pub(super) note: Option<usize>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(draft: &'a Draft<'a>, quotations: &'a [Quotation], citations: &'a [Citation]) -> Self {
        let layout = Layout::new(draft);
        let mut spans: Vec<Span> = citations.iter().map(|c| c.span).collect();
        spans.sort_unstable();
        let mut scene = Self {
            draft,
            layout,
            quotations,
            citations,
            usable: BTreeMap::new(),
            in_note: BTreeMap::new(),
            literature: RefCell::default(),
            spans,
            owned: BTreeMap::new(),
        };
        let quoted = scene.quoted();
        for (index, citation) in citations.iter().enumerate() {
            let span = citation.span;
            let at = quoted.partition_point(|q| q.start() <= span.start()).checked_sub(1);
            // A name at the end of a quoted title is part of it, whatever stands after: ‘Ghosts in the Statute’ (2009).
            let titled =
                |q: &Span| span.start() < q.end() && words_in(under(draft.text, q.start(), span.start())) > 1;
            if at.and_then(|i| quoted.get(i)).is_some_and(|q| span.end() <= q.end() || titled(q)) {
                continue;
            }
            let note = scene.layout.note_at(span.start());
            let span = Span::new(span.start(), past_markup(draft.text, span.end()));
            scene.usable.entry(note).or_default().push(Cited { span, index });
        }
        for all in scene.usable.values_mut() {
            all.sort_by_key(|c| c.span);
        }
        for (note, all) in &scene.usable {
            if let (Some(note), Some(first)) =
                (note, all.iter().find(|c| scene.may_source(c.index) && !scene.is_discussed(c)))
            {
                scene.in_note.insert(*note, first.index);
            }
        }
        for (i, quotation) in quotations.iter().enumerate() {
            if let Some(cited) = scene.after(quotation.span.end()).cited {
                scene.owned.entry(cited).or_insert(i);
            }
        }
        scene
    }

    /// The stretches that are quoted for sure, ascending and disjoint.
    fn quoted(&self) -> Vec<Span> {
        let mut all: Vec<Span> = self
            .quotations
            .iter()
            .filter(|q| q.kind != QuoteKind::Paragraph)
            .flat_map(|q| q.pieces.iter().copied())
            .collect();
        all.sort_unstable_by_key(|s| (s.start(), usize::MAX - s.end()));
        let mut out: Vec<Span> = Vec::with_capacity(all.len());
        for span in all {
            if out.last().is_none_or(|last| last.end() < span.end()) {
                out.push(span);
            }
        }
        out
    }

    pub(super) fn text(&self) -> &'a str {
        self.draft.text
    }

    pub(super) fn slice(&self, from: usize, to: usize) -> &'a str {
        under(self.draft.text, from, to)
    }

    /// The author's own words of `range`: what other quotations say is left out.
    pub(super) fn unquoted(&self, range: Span) -> String {
        let mut out = String::new();
        let mut at = range.start();
        let from = self.quotations.partition_point(|q| q.span.end() <= range.start());
        for quotation in self.quotations.get(from..).unwrap_or_default() {
            if quotation.span.start() >= range.end() {
                break;
            }
            for piece in &quotation.pieces {
                if piece.start() < at || piece.end() > range.end() {
                    continue;
                }
                out.push_str(self.slice(at, piece.start()));
                at = piece.end();
            }
        }
        out.push_str(self.slice(at, range.end()));
        out
    }

    /// Whether the quotation is (part of) what a citation is called by.
    pub(super) fn is_title(&self, span: Span) -> bool {
        let at = self.spans.partition_point(|s| s.start() <= span.start()).checked_sub(1);
        at.and_then(|i| self.spans.get(i)).is_some_and(|s| s.contains(span) && s.len() > span.len())
    }

    /// The citation that takes the quotation for its short title, though it is too long for one: `art 3 ("No State may
    /// hinder …")`.
    pub(super) fn parenthetical(&self, span: Span) -> Option<usize> {
        let at = self.citations.partition_point(|c| c.span.start() <= span.start()).checked_sub(1)?;
        let holder = self.citations.get(at)?.span;
        if !holder.contains(span) || holder.len() <= span.len() {
            return None;
        }
        let before = self.slice(holder.start(), span.start());
        let words: Vec<&str> = self.slice(span.start(), span.end()).split_whitespace().collect();
        let small = words.iter().filter(|w| w.starts_with(char::is_lowercase)).count();
        let bracketed = before.trim_end_matches(marks).ends_with(['(', '[']);
        (bracketed && words.len() > TITLE && small * 2 > words.len()).then_some(at)
    }

    /// What a quotation stands in: its paragraph, or the inline note.
    pub(super) fn holder(&self, at: usize) -> Span {
        if let Some(note) = self.layout.note_at(at).and_then(|n| self.layout.notes.get(n))
            && note.body.start() <= at
            && note.label.is_empty()
        {
            return note.body;
        }
        let paragraph = self.layout.paragraph_at(at).and_then(|i| self.layout.paragraphs.get(i));
        paragraph.map_or(Span::new(0, self.draft.text.len()), |p| p.span)
    }

    /// The sentence that holds byte `at`, within its paragraph.
    pub(super) fn sentence(&self, at: usize) -> Span {
        let holder = self.holder(at);
        let sentences = self.draft.sentences;
        let own =
            sentences.partition_point(|s| s.start() <= at).checked_sub(1).and_then(|i| sentences.get(i));
        match own.filter(|s| at < s.end()) {
            Some(s) => Span::new(s.start().max(holder.start()), s.end().min(holder.end())),
            None => holder,
        }
    }

    /// What of a quotation's sentence stands before it, and what after it; no farther than is of use.
    pub(super) fn around(&self, span: Span) -> (Span, Span) {
        let first = self.sentence(span.start());
        let last = self.sentence(span.end().saturating_sub(1));
        let mut from = first.start().max(span.start().saturating_sub(FARTHEST));
        let mut to = last.end().min(span.end() + FARTHEST).max(span.end());
        while !self.draft.text.is_char_boundary(from) {
            from += 1;
        }
        while !self.draft.text.is_char_boundary(to) {
            to -= 1;
        }
        (Span::new(from, span.start()), Span::new(span.end(), to))
    }

    /// The usable citations that begin in `range` and stand in the same running text or note as `note` says.
    pub(super) fn cited_in(
        &self,
        range: Span,
        note: Option<usize>,
    ) -> impl DoubleEndedIterator<Item = &Cited> {
        let all = self.usable.get(&note).map(Vec::as_slice).unwrap_or_default();
        let from = all.partition_point(|c| c.span.start() < range.start());
        let to = all.partition_point(|c| c.span.start() < range.end());
        all.get(from..to).unwrap_or_default().iter()
    }

    /// The citation of a footnote that gives the source of what it hangs on.
    pub(super) fn of_note(&self, note: usize) -> Option<usize> {
        self.in_note.get(&note).copied()
    }

    /// Whether a citation in a footnote is only what another work speaks of: "Marsh, The Borrowed Hand 233 (discussing Article
    /// 16)".
    fn is_discussed(&self, cited: &Cited) -> bool {
        let Some(note) = self.layout.note_at(cited.span.start()).and_then(|n| self.layout.notes.get(n))
        else {
            return false;
        };
        let before = self.slice(note.body.start(), cited.span.start());
        let Some((work, aside)) = before.rsplit_once('(').filter(|(_, aside)| !aside.contains(')')) else {
            return false;
        };
        words_in(work) > 2 && aside.split_whitespace().next().is_some_and(super::cues::discusses)
    }

    /// Whether a footnote without a citation that is known gives a work all the same: a year, a title set off by marks.
    pub(super) fn is_literature(&self, note: usize) -> bool {
        *self.literature.borrow_mut().entry(note).or_insert_with(|| self.gives_literature(note))
    }

    fn gives_literature(&self, note: usize) -> bool {
        let body = self.layout.notes.get(note).map(|n| self.slice(n.body.start(), n.body.end()));
        let is_year =
            |w: &str| w.len() == 4 && w.starts_with(['1', '2']) && w.bytes().all(|b| b.is_ascii_digit());
        let year = |b: &str| b.split(|c: char| !c.is_ascii_alphanumeric()).any(is_year);
        self.of_note(note).is_none() && body.is_some_and(|b| year(b) || b.contains(['*', '_', '‘', '“']))
    }

    /// Whether the signal before the citation lets it be the source.
    pub(super) fn may_source(&self, citation: usize) -> bool {
        let signal = self.citations.get(citation).and_then(|c| c.signal);
        !matches!(signal, Some(Signal::Cf | Signal::Contra | Signal::ButSee))
    }

    pub(super) fn target(&self, citation: usize) -> Option<&Target> {
        self.citations.get(citation)?.targets.first()
    }

    pub(super) fn same_work(&self, one: usize, other: usize) -> bool {
        match (self.target(one), self.target(other)) {
            (Some(a), Some(b)) => a.authority.is_some() && a.authority == b.authority,
            _ => false,
        }
    }

    /// Whether `one` names a place that the place of `other` holds.
    pub(super) fn more_exact(&self, one: usize, other: usize) -> bool {
        let place = |i: usize| self.target(i).and_then(|t| t.place.as_ref());
        match (place(one), place(other)) {
            (Some(_), None) => true,
            (Some(a), Some(b)) => depth(Some(a)) > depth(Some(b)) && a.within(b),
            _ => false,
        }
    }

    /// Whether `one` names the work of which `other` gives only a place, by that place or one within it.
    pub(super) fn names_work_of(&self, one: usize, other: usize) -> bool {
        match (self.target(one), self.target(other)) {
            (Some(a), Some(b)) => {
                a.authority.is_some()
                    && b.authority.is_none()
                    && matches!((&a.place, &b.place), (Some(a), Some(b)) if a.within(b))
            }
            _ => false,
        }
    }

    /// Whether the citation, or what the work is called, has this name: `name` in small letters.
    pub(super) fn is_by(&self, citation: usize, name: &str) -> bool {
        let Some(cited) = self.citations.get(citation) else { return false };
        let words = self.slice(cited.span.start(), cited.span.end());
        let called = cited.targets.iter().filter_map(|t| t.name.as_deref());
        std::iter::once(words).chain(called).any(|w| w.to_lowercase().contains(name))
    }

    pub(super) fn has_place(&self, citation: usize) -> bool {
        self.target(citation).is_some_and(|t| t.place.is_some())
    }

    /// Whether the work cited is one that someone says: a judgment or a book by its page or paragraph, or a piece that is
    /// not identified.
    pub(super) fn is_voiced(&self, citation: usize) -> bool {
        let dangling = self.citations.get(citation).is_some_and(|c| c.form == Form::Dangling);
        dangling || is_page(self.target(citation).and_then(|t| t.place.as_ref()))
    }

    /// The quotation that a citation stands right after in brackets.
    pub(super) fn owner(&self, citation: usize) -> Option<usize> {
        self.owned.get(&citation).copied()
    }

    /// What follows a quotation that ends at `end`: closing marks, full stop and asides passed over.
    pub(super) fn after(&self, end: usize) -> After {
        let mut out = After::default();
        let note = self.layout.note_at(end.saturating_sub(1));
        let text = self.draft.text;
        let mut at = end;
        let mut steps = 0;
        while let Some(c) = text.get(at..).and_then(|r| r.chars().next()) {
            steps += 1;
            if steps > 40 {
                break;
            }
            let call = self.layout.calls_in(Span::new(at, at + 1)).first();
            if let Some(call) = call {
                out.note = out.note.or(Some(call.note));
                at = call.span.end();
                continue;
            }
            match c {
                '(' | '[' => {
                    let Some(close) = self.bracket_end(at, c) else { break };
                    let inside = Span::new(at + 1, close);
                    let first = self.cited_in(inside, note).find(|k| self.may_source(k.index));
                    if let Some(cited) = first
                        && words_in(self.slice(at + 1, cited.span.start())) <= 5
                    {
                        out.cited = Some(cited.index);
                        break;
                    }
                    at = close + 1;
                }
                '\n' if text
                    .get(at + 1..)
                    .is_some_and(|r| r.trim_start_matches([' ', '\t', '\r']).starts_with('\n')) =>
                {
                    break;
                }
                c if c.is_whitespace() => at += c.len_utf8(),
                '.' | ',' | ';' | ':' | '*' | '_' | '\\' | '”' | '’' | '"' | '\'' | '»' | '›' | '“' | '‘'
                | '…' => at += c.len_utf8(),
                _ => break,
            }
        }
        out
    }

    /// Where the bracket at `open` closes, in the same paragraph; a forgotten one closes with the paragraph.
    fn bracket_end(&self, open: usize, sign: char) -> Option<usize> {
        let end = self.holder(open).end().min(open + FARTHEST);
        let (mut depth, mut at) = (0_usize, open);
        let close = if sign == '(' { b')' } else { b']' };
        let bytes = self.draft.text.as_bytes();
        while at < end {
            match bytes.get(at) {
                Some(&b) if b == sign as u8 => depth += 1,
                Some(&b) if b == close => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return Some(at);
                    }
                }
                _ => {}
            }
            at += 1;
        }
        (depth > 0 && end > open).then_some(end)
    }

    /// Whether the paragraph at `at` is a heading.
    pub(super) fn in_heading(&self, at: usize) -> bool {
        let paragraph = self.layout.paragraph_at(at).and_then(|i| self.layout.paragraphs.get(i));
        paragraph.is_some_and(|p| p.role == Role::Heading)
    }

    /// The citation that a sentence of nothing but citations begins with, where one begins at `from`; `end` is where the
    /// paragraph ends.
    pub(super) fn citation_sentence(&self, from: usize, end: usize, note: Option<usize>) -> Option<usize> {
        let first = self.cited_in(Span::new(from, end), note).next()?;
        let lead = self.slice(from, first.span.start());
        let signals = |w: &str| {
            let w = w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            matches!(
                w.as_str(),
                "" | "see"
                    | "also"
                    | "e.g"
                    | "eg"
                    | "g"
                    | "e"
                    | "id"
                    | "accord"
                    | "source"
                    | "generally"
                    | "cited"
                    | "from"
                    | "at"
                    | "in"
            )
        };
        if lead.len() > 80 || !lead.split_whitespace().all(signals) || !self.may_source(first.index) {
            return None;
        }
        // More than a citation: "Article 4 is older than that."
        if self
            .slice(first.span.end(), end)
            .trim_start_matches(['*', '_', ' '])
            .starts_with(char::is_alphanumeric)
        {
            return None;
        }
        let sentence = self.sentence(first.span.start());
        let stop = sentence.end().min(end);
        let mut rest = 0;
        let mut at = first.span.end();
        for cited in self.cited_in(Span::new(first.span.end(), stop), note) {
            rest += loose_words(self.slice(at, cited.span.start()));
            if rest > LOOSE {
                return None;
            }
            at = cited.span.end();
        }
        rest += loose_words(self.slice(at, stop.max(at)));
        (rest <= LOOSE).then_some(first.index)
    }
}

/// Whether `c` is a quotation mark or a sign of emphasis.
fn marks(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '«' | '„' | '‚' | '*' | '_')
}

/// Where the markup ends that closes at `end`: the address of a link, emphasis.
fn past_markup(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    let marks = rest.len() - rest.trim_start_matches(['*', '_']).len();
    let Some(address) = rest.get(marks..).and_then(|r| r.strip_prefix("](")) else { return end };
    let inside = address.bytes().take(400).take_while(|b| !matches!(b, b' ' | b'\n'));
    inside.clone().position(|b| b == b')').map_or(end, |close| end + marks + 2 + close + 1)
}

/// Words outside brackets.
fn loose_words(text: &str) -> usize {
    let mut depth = 0_usize;
    let outside: String = text
        .chars()
        .filter(|&c| {
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0
        })
        .collect();
    words_in(&outside)
}
