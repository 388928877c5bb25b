//! One pass over a text: every citation expression in it, not yet resolved.

mod connect;

use std::ops::Range;

use model::{Form, Kind, SegmentKind, Span};

use crate::automaton::Pattern;
use crate::fold;
use crate::forms::back::{self, Back};
use crate::forms::{Anchor, case, series, symbol, treaty, vague};
use crate::found::{Found, Who};
use crate::names::{Body, Entry, Hit, Index, Names};
use crate::place::{self, Places};
use crate::premodifier;
use crate::reference::main_kind;
use crate::scan;
use crate::signal;
use crate::tail::{self, Head, Tail};
use crate::words;

/// Most aliases that one text may define.
const MOST_ALIASES: usize = 200;

/// Every citation expression in `text`, in the order of the text, none overlapping another. Linear in the length of
/// the text.
pub fn find(text: &str, names: &Names) -> Vec<Found> {
    let mut scan = Scan::new(text, names);
    for (start, end, pattern) in names.automaton().hits(text) {
        scan.hit(start, end, pattern);
    }
    let own: Vec<Range<usize>> = scan.aliases.iter().map(|a| a.name.clone()).collect();
    let starts = crate::automaton::first_words_of(text, &own, names);
    if starts.is_empty() {
        return scan.out;
    }
    // The text gives names of its own: a second pass finds them too.
    let mut again = Scan::new(text, names);
    for (start, end, pattern) in crate::automaton::merged(text, names, &starts) {
        again.hit(start, end, pattern);
    }
    again.out
}

/// A name given in the text.
struct Alias {
    name: Range<usize>,
    /// The citation it was given to.
    found: usize,
}

/// A name as it stands, and what it means.
#[derive(Clone, Debug)]
struct Name {
    start: usize,
    end: usize,
    who: Who,
    case: bool,
    number: Option<SegmentKind>,
    body: Option<Body>,
    /// Whether it is as well the name of a state or person, so that it needs something beside it to be a citation.
    doubtful: bool,
}

impl Name {
    /// A name that is certain, with what it means.
    fn plain(range: Range<usize>, who: Who, case: bool) -> Self {
        Self { start: range.start, end: range.end, who, case, number: None, body: None, doubtful: false }
    }
}

struct Scan<'t> {
    text: &'t str,
    names: &'t Names,
    out: Vec<Found>,
    aliases: Vec<Alias>,
    /// First byte that no citation covers yet.
    free: usize,
}

impl<'t> Scan<'t> {
    fn new(text: &'t str, names: &'t Names) -> Self {
        Self { text, names, out: Vec::new(), aliases: Vec::new(), free: 0 }
    }

    fn bytes(&self) -> &'t [u8] {
        self.text.as_bytes()
    }

    fn hit(&mut self, start: usize, end: usize, pattern: Pattern) {
        let versus = pattern.anchor == Some(Anchor::Versus);
        if start < self.free || !versus && scan::alnum_before(self.text, start) {
            return;
        }
        if pattern.name && self.may_end(end) && self.named(start) {
            return;
        }
        match pattern.anchor {
            Some(Anchor::Place) => {
                self.placed(start);
            }
            Some(Anchor::PlaceOrVague) => {
                if !self.placed(start) {
                    self.vague(start);
                }
            }
            Some(Anchor::Treaty) => self.treaty(start..end),
            Some(Anchor::Versus) => self.case(start..end),
            Some(Anchor::Symbol | Anchor::Resolution) => self.document(start),
            Some(Anchor::Series) => self.series(start),
            Some(Anchor::Back) => self.back(start),
            Some(Anchor::Vague) => self.vague(start),
            None => {}
        }
    }

    /// Whether the first word of a name may end at `end`: at a boundary, or where a place was glued to it.
    fn may_end(&self, end: usize) -> bool {
        match self.bytes().get(end) {
            Some(b) if b.is_ascii() => !b.is_ascii_alphanumeric() || matches!(b, b'p' | b'a'),
            Some(_) => !scan::alnum(self.text, end),
            None => true,
        }
    }

    // ---- names first ----

    /// A name of the table, or one given in this text, at `at`.
    fn named(&mut self, at: usize) -> bool {
        let Some(name) = self.name_at(at, self.free) else { return false };
        self.with_tail(name)
    }

    /// Reads what follows `name` and keeps the citation. A lone head noun is kept only after "the" or its kin.
    fn with_tail(&mut self, name: Name) -> bool {
        let (mut start, mut body) = (name.start, name.body);
        if !matches!(name.who, Who::Own | Who::Generic { .. }) {
            let (from, found) = premodifier::before(self.text, name.start, self.free, self.names);
            start = from;
            body = body.or(found);
        } else if let Who::Generic { .. } = name.who {
            let (from, found) = premodifier::before(self.text, name.start, self.free, self.names);
            if found.is_some() {
                (start, body) = (from, found);
            }
        }
        let tail = self.tail(&name);
        let placed = tail.places.is_some() || tail.bare.is_some();
        if name.doubtful && tail.end == name.end && !self.marked(name.start, name.end) {
            return false;
        }
        if let Who::Generic { .. } = name.who
            && body.is_none()
            && !(self.determined(start) || placed && tail.back.is_none() && self.sentence_start(start))
        {
            return false;
        }
        if matches!(name.who, Who::Own) && !placed {
            return false;
        }
        // Quotation marks around a title are inside when something before the title is.
        let mut tail = tail;
        let opened = self.text.get(start..name.start).is_some_and(|h| h.ends_with(['“', '"', '‘']));
        if opened && tail.end == name.end {
            let close = self
                .text
                .get(tail.end..)
                .and_then(|r| r.chars().next())
                .filter(|c| matches!(c, '”' | '"' | '’'));
            tail.end += close.map_or(0, char::len_utf8);
        }
        let who = with_body(name.who, body);
        self.keep(start, who, tail, None)
    }

    /// Whether a name stands in italics or before a word for a decision: "*Arvonia*", "the Arvonia judgment".
    fn marked(&self, start: usize, end: usize) -> bool {
        const DECISIONS: [&str; 14] = [
            "case",
            "cases",
            "judgment",
            "judgement",
            "decision",
            "ruling",
            "opinion",
            "award",
            "judgments",
            "court",
            "tribunal",
            "appeal",
            "order",
            "dictum",
        ];
        let italic = matches!(self.bytes().get(start.wrapping_sub(1)), Some(b'*' | b'_'))
            && matches!(self.bytes().get(end), Some(b'*' | b'_'));
        italic || scan::any_word(self.text, scan::space(self.bytes(), end), &DECISIONS).is_some()
    }

    fn tail(&self, name: &Name) -> Tail {
        let head = Head { names: self.names, case: name.case, number: name.number };
        let mut out = tail::tail(self.text, name.end, head, |end| self.connected(end).is_some());
        if out.end == name.end
            && let Some(end) = self.about(name)
        {
            out = tail::tail(self.text, end, head, |end| self.connected(end).is_some());
        }
        out
    }

    /// Keeps a citation that begins with a name, or with places that belong to `tail`'s name.
    fn keep(&mut self, start: usize, who: Who, tail: Tail, places: Option<Places>) -> bool {
        let end = tail.end;
        let start = places.as_ref().map_or(start, |p| p.start.min(start));
        let mut list = places.as_ref().map(|p| p.list.clone()).unwrap_or_default();
        let mut within = places.as_ref().and_then(|p| p.within);
        if let Some(more) = tail.places {
            // "commentary to art 20 ARSIWA, para 4" nests; two unrelated places do not.
            list = if list.is_empty() { more.list } else { connect::nested(&list, &more.list) };
            within = within.or(more.within);
        }
        list.extend(tail.bare);
        let form = match (&who, tail.back.is_some(), list.is_empty()) {
            (_, true, _) | (Who::Last | Who::Note(_), _, _) => Form::Back,
            (Who::Page { .. }, _, _) => Form::Bare,
            (_, _, true) => Form::Mention,
            _ => Form::Pinpoint,
        };
        let who = match tail.back {
            Some(Back::Note(number)) if matches!(who, Who::Unknown { .. }) => vec![Who::Note(number)],
            _ => vec![who],
        };
        let found = Found {
            span: Span::new(start, end),
            form,
            signal: None,
            who,
            places: list,
            within,
            aliases: tail.aliases,
            printed: tail.printed,
            codes: tail.codes,
            joined: false,
            bracketed: false,
            heading: false,
            doubtful: false,
        };
        self.push(found);
        true
    }

    fn push(&mut self, mut found: Found) {
        let (start, end) = (found.span.start(), found.span.end());
        if start < self.free || end <= start {
            return;
        }
        found.signal = signal::before(self.text, start);
        found.joined = self.out.last().is_some_and(|last| self.joined(last.span.end(), start));
        for alias in &found.aliases {
            if self.aliases.len() < MOST_ALIASES {
                self.aliases.push(Alias { name: alias.clone(), found: self.out.len() });
            }
        }
        self.free = end;
        self.out.push(found);
    }

    /// Whether only "and the" or the like stands between two citations.
    fn joined(&self, from: usize, to: usize) -> bool {
        let between = self.text.get(from..to).unwrap_or_default();
        between.len() <= 16 && {
            let between = between.trim().trim_start_matches(',').trim();
            matches!(
                between,
                "and" | "or" | "and the" | "or the" | "nor the" | "and of the" | "&" | "as well as the"
            )
        }
    }

    /// The longest name that begins exactly at `at`.
    fn name_at(&self, at: usize, floor: usize) -> Option<Name> {
        let alias = self.alias_at(at);
        let hit = self.names.at(self.text, at);
        if let Some((end, found)) = alias
            && hit.as_ref().is_none_or(|h| h.end <= end)
        {
            return Some(Name::plain(at..end, Who::Alias(found), false));
        }
        let hit = hit?;
        let end = hit.end + self.closing_bracket(at, hit.end);
        let certain = !hit.entry.named.is_empty();
        if !certain {
            // "Vienna Convention on Fog" is not one of the Vienna Conventions of the table, nor is "Fog Convention"
            // the Convention.
            let head = last_word(self.text, at, end);
            let noun = self.text.get(head.clone()).unwrap_or_default().to_lowercase();
            if treaty::HEADS.contains(&noun.as_str())
                && let Some(title) = treaty::title(self.text, head, floor.max(at.saturating_sub(120)))
                && (title.range.end > end || title.range.start < at)
                && (title.right || hit.entry.shared.is_empty())
            {
                return None;
            }
        }
        let plural = self.text.get(..end).is_some_and(|t| t.ends_with(['s', 'S']));
        let who = who(hit.entry, at..end, plural);
        let first = hit.entry.all().next().and_then(|i| self.names.authority(i));
        let case = first.is_some_and(|a| matches!(a.kind, Kind::Case | Kind::Comment));
        let number = first
            .filter(|a| matches!(a.kind, Kind::Treaty | Kind::Declaration | Kind::Ilc))
            .and_then(main_kind);
        let own = matches!(who, Who::Generic { .. }) && self.this_before(at);
        let who = if own { Who::Own } else { who };
        let one_word = self.text.get(at..end).is_some_and(|n| !n.contains(' '));
        let decision =
            first.is_some_and(|a| matches!(a.kind, Kind::Case | Kind::Manual | Kind::Essay | Kind::Document));
        let word = one_word && self.text.get(at..end).is_some_and(|n| n.contains(char::is_lowercase));
        let shared_case = decision && word && !certain;
        let both = hit.entry.named.iter().any(|i| hit.entry.shared.contains(i));
        Some(Name { start: at, end, who, case, number, body: None, doubtful: both || shared_case })
    }

    /// Length of the bracket that closes one opened inside a name: "… (Merits" and ")".
    fn closing_bracket(&self, at: usize, end: usize) -> usize {
        let raw = self.text.get(at..end).unwrap_or_default();
        let open = raw.matches('(').count() > raw.matches(')').count();
        usize::from(open && self.bytes().get(end) == Some(&b')'))
    }

    /// A name that begins inside `hit` and reaches further: "1911 UP Lights Convention" holds the name of a body, but
    /// what follows it is a title.
    fn longer(&self, at: usize, hit: Hit<'t>) -> Hit<'t> {
        let mut from = at;
        for _ in 0..4 {
            let Some(word) = fold::word(self.text, from) else { break };
            let Some(gap) = fold::gap(self.text, word.end, word.as_bytes().len()) else { break };
            if gap.stop || gap.end >= hit.end {
                break;
            }
            from = gap.end;
            if let Some(inner) = self.names.at(self.text, from)
                && inner.end > hit.end
                && !inner.entry.named.is_empty()
            {
                return inner;
            }
        }
        hit
    }

    /// A name that was given in this text before `at` and stands there.
    fn alias_at(&self, at: usize) -> Option<(usize, usize)> {
        let mut best: Option<(usize, usize)> = None;
        for alias in self.aliases.iter().filter(|a| a.name.end <= at) {
            let name = self.text.get(alias.name.clone())?;
            let end = at + name.len();
            let fits =
                self.text.get(at..end).is_some_and(|here| here == name) && !scan::alnum(self.text, end);
            if fits && best.is_none_or(|(e, _)| e <= end) {
                best = Some((end, alias.found));
            }
        }
        best
    }

    /// Whether "this" or "the present" stands before `at`.
    fn this_before(&self, at: usize) -> bool {
        let gap = words::back_over_space(self.text, at, 0);
        let from = words::word_start(self.text, gap, 0);
        gap < at
            && self
                .text
                .get(from..gap)
                .is_some_and(|w| ["this", "present"].iter().any(|t| w.eq_ignore_ascii_case(t)))
    }

    /// Whether an article or pronoun that points at something known stands before `at`.
    fn determined(&self, at: usize) -> bool {
        const POINTERS: [&str; 8] =
            ["the", "that", "said", "same", "its", "whose", "aforementioned", "latter"];
        let gap = words::back_over_space(self.text, at, 0);
        let gap = self.text.get(..gap).map_or(gap, |h| h.trim_end_matches(['“', '‘', '"']).len());
        let gap = words::back_over_space(self.text, gap, 0);
        let from = words::word_start(self.text, gap, 0);
        let here = self.text.get(from..gap).unwrap_or_default();
        gap < at && POINTERS.iter().any(|p| here.eq_ignore_ascii_case(p))
    }

    fn sentence_start(&self, at: usize) -> bool {
        let head = self.text.get(..at).unwrap_or_default();
        let head =
            head.get(head.len().saturating_sub(8)..).unwrap_or(head).trim_end_matches([' ', '*', '_', '(']);
        head.is_empty() || head.ends_with(['.', '\n', ';', '(', '?', '!'])
    }

    /// "General Comment 77 on the right to moor": words that say what the work is about, as its title does.
    fn about(&self, name: &Name) -> Option<usize> {
        let Who::Named(of) = &name.who else { return None };
        let [index] = of.as_slice() else { return None };
        let title = fold::words(&self.names.authority(*index)?.title);
        let at = scan::space(self.bytes(), name.end);
        let from = scan::any_word(
            self.text,
            at,
            &["on", "concerning", "regarding", "relating to", "against", "for"],
        )?;
        let mut end = None;
        let mut at = scan::space(self.bytes(), from);
        for _ in 0..24 {
            let Some(word) = fold::word(self.text, at) else { break };
            let small = words::small(&String::from_utf8_lossy(word.as_bytes()));
            if !small {
                if !title.iter().any(|(t, _)| t.as_bytes() == word.as_bytes()) {
                    break;
                }
                end = Some(word.end);
            }
            let next = scan::space(self.bytes(), word.end);
            if next == word.end {
                break;
            }
            at = next;
        }
        end
    }

    // ---- other anchors ----

    fn treaty(&mut self, head: Range<usize>) {
        let Some(title) = treaty::title(self.text, head.clone(), self.free) else {
            self.lone_head(head);
            return;
        };
        let range = title.range;
        self.with_tail(Name::plain(range.clone(), Who::Unknown { name: range, case: false }, false));
    }

    /// "the Convention" where no authority of the table goes by that noun, or "this Convention".
    fn lone_head(&mut self, head: Range<usize>) {
        let noun = self.text.get(head.clone()).unwrap_or_default();
        let titled = words::capital(self.text, head.start) && noun.bytes().any(|b| b.is_ascii_lowercase());
        if !titled || scan::alnum(self.text, head.end) {
            return;
        }
        let next = scan::space(self.bytes(), head.end);
        if next > head.end && words::capital(self.text, next) && place::designator(self.text, next).is_none()
        {
            return;
        }
        let who = if self.this_before(head.start) {
            Who::Own
        } else {
            Who::Generic { of: Vec::new(), head: head.clone(), body: None }
        };
        self.with_tail(Name::plain(head, who, false));
    }

    fn case(&mut self, versus: Range<usize>) {
        let Some(range) = case::name(self.text, versus, self.free) else { return };
        let who = Who::Unknown { name: range.clone(), case: true };
        self.with_tail(Name::plain(range, who, true));
    }

    fn document(&mut self, at: usize) {
        if let Some(name) = self.document_at(at, self.free) {
            self.with_tail(name);
        }
    }

    /// A symbol, an ECLI or a resolution at `at`.
    fn document_at(&self, at: usize, floor: usize) -> Option<Name> {
        let name = |range: Range<usize>, who| Name::plain(range, who, false);
        if let Some(found) = symbol::resolution(self.text, at, floor, self.names) {
            let of = self.names.numbers().resolution(found.organ, &found.number);
            let who = match of.is_empty() {
                true => Who::Unknown { name: found.range.clone(), case: false },
                false => Who::Named(of),
            };
            return Some(name(found.range, who));
        }
        let end = symbol::symbol(self.text, at).or_else(|| tail::ecli(self.text, at))?;
        Some(name(at..end, Who::Unknown { name: at..end, case: false }))
    }

    /// A place in a series without the name of the work: "I.C.J. Reports 2004, p. 167, para. 78".
    fn series(&mut self, at: usize) {
        // The volume stands before the series: "999 UNTS 171", "[1986] ICJ Rep 14".
        let gap = words::back_over_space(self.text, at, self.free);
        let mut from = words::word_start(self.text, gap, self.free);
        if self.text.get(..gap).is_some_and(|h| h.ends_with(']')) {
            from = gap.saturating_sub(6).max(self.free);
        }
        let printed = [from, at].iter().find_map(|&s| {
            self.text
                .is_char_boundary(s)
                .then(|| series::printed(self.text, s))
                .flatten()
                .filter(|p| p.end > at)
        });
        let Some(found) = printed else { return };
        let (Some(volume), Some(page)) = (found.volume, found.page) else { return };
        let who = Who::Page { series: found.series, volume, page };
        let name = Name::plain(found.start..found.end, who.clone(), true);
        let tail = self.tail(&name);
        self.keep(found.start, who, tail, None);
    }

    fn back(&mut self, at: usize) {
        let Some((found, end)) = back::back(self.text, at) else { return };
        let who = match found {
            Back::Last => Who::Last,
            Back::Note(number) => Who::Note(number),
            Back::Before => return,
        };
        let name = Name::plain(at..end, who.clone(), true);
        let mut tail = self.tail(&name);
        // "ibid 9"
        if tail.end == end {
            let next = scan::space(self.bytes(), end + usize::from(self.bytes().get(end) == Some(&b',')));
            let number = place::numbered(self.text, next, SegmentKind::Page)
                .filter(|p| p.list.len() == 1 && self.bytes().get(next).is_some_and(u8::is_ascii_digit));
            if let Some(number) = number.filter(|p| !scan::alnum(self.text, p.end)) {
                tail.end = number.end;
                tail.bare = number.list.first().cloned();
            }
        }
        self.keep(at, who, tail, None);
    }

    fn vague(&mut self, at: usize) {
        let Some(found) = vague::vague(self.text, at, self.free) else { return };
        let places = found.places.map(|p| p.list).unwrap_or_default();
        self.push(Found {
            span: Span::new(found.range.start, found.range.end),
            form: Form::Dangling,
            signal: None,
            who: vec![Who::Lost],
            places,
            within: None,
            aliases: Vec::new(),
            printed: None,
            codes: Vec::new(),
            joined: false,
            bracketed: false,
            heading: false,
            doubtful: false,
        });
    }
}

/// What the words of `entry` mean.
fn who(entry: &Entry, range: Range<usize>, plural: bool) -> Who {
    if !entry.named.is_empty() {
        Who::Named(entry.named.clone())
    } else if !entry.shared.is_empty() {
        Who::Shared { all: entry.shared.clone(), plural, body: None }
    } else {
        Who::Generic { of: entry.generic.clone(), head: range, body: None }
    }
}

/// Adds the body named beside an authority.
fn with_body(who: Who, body: Option<Body>) -> Who {
    match who {
        Who::Shared { all, plural, .. } => Who::Shared { all, plural, body },
        Who::Generic { of, head, .. } => Who::Generic { of, head, body },
        other => other,
    }
}

/// The last word of `text` between `from` and `to`.
fn last_word(text: &str, from: usize, to: usize) -> Range<usize> {
    words::word_start(text, to, from)..to
}

/// The authorities that `indices` and a body single out.
pub(crate) fn of_body(names: &Names, all: &[Index], body: Option<Body>) -> Vec<Index> {
    let Some(body) = body else { return all.to_vec() };
    let fits = |i: &&Index| names.body_of(**i) == Some(body);
    let of: Vec<Index> = all.iter().filter(fits).copied().collect();
    if of.is_empty() { all.to_vec() } else { of }
}
