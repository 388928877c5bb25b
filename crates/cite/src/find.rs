//! One pass over a text: every citation expression in it, not yet resolved.

mod bare;
mod connect;
mod glued;
mod marked;
mod name;
mod unlisted;

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use model::{Form, Kind, SegmentKind, Span};

use crate::automaton::Pattern;
use crate::few::Few;
use crate::forms::Anchor;
use crate::forms::author;
use crate::forms::back::Back;
use crate::found::{Beside, Found, Who};
use crate::names::{Body, Index, Names};
use crate::place::{self, Places};
use crate::premodifier;
use crate::scan;
use crate::signal;
use crate::tail::{self, Tail};
use crate::words;

/// A name of no more bytes than this may be an abbreviation that the name of a body begins with.
const ACRONYM: usize = 8;

/// Most aliases that one text may define.
const MOST_ALIASES: usize = 200;

/// Every citation expression in `text`, in the order of the text, none overlapping another. Linear in the length of
/// the text.
pub fn find(text: &str, names: &Names) -> Vec<Found> {
    find_within(text, names, None)
}

/// The same in the text of the instrument `own`.
pub(crate) fn find_within(text: &str, names: &Names, own: Option<Index>) -> Vec<Found> {
    let mut scan = Scan::new(text, names, own);
    for (start, end, pattern) in names.automaton().hits(text) {
        scan.hit(start, end, pattern);
    }
    let given: Vec<Range<usize>> = scan.aliases.iter().map(|a| a.name.clone()).collect();
    let starts = crate::automaton::first_words_of(text, &given, names);
    let Some(further) = crate::automaton::further(&starts) else { return scan.out };
    drop(scan);
    // The text gives names of its own: a second pass finds them too.
    let mut again = Scan::new(text, names, own);
    for (start, end, pattern) in crate::automaton::merged(text, names, &further) {
        again.hit(start, end, pattern);
    }
    again.out
}

/// A name given in the text.
struct Alias {
    name: Range<usize>,
    /// The citation it was given to.
    found: usize,
    /// Whether it is the last name of its author, which is not always the work: "(Keeper)", "Keeper says".
    author: bool,
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
    /// Whether it only points at a work: "that Convention".
    pointed: bool,
}

impl Name {
    /// A name that is certain, with what it means.
    fn plain(range: Range<usize>, who: Who, case: bool) -> Self {
        Self {
            start: range.start,
            end: range.end,
            who,
            case,
            number: None,
            body: None,
            doubtful: false,
            pointed: false,
        }
    }
}

struct Scan<'t> {
    text: &'t str,
    names: &'t Names,
    /// The instrument whose own text this is.
    own: Option<Index>,
    out: Vec<Found>,
    aliases: Vec<Alias>,
    /// First byte that no citation covers yet.
    free: usize,
    /// Where places end that were read and led to no name.
    nameless: usize,
    /// The numbers that lines begin with, once they were asked for.
    noted: OnceCell<BTreeSet<u32>>,
}

impl<'t> Scan<'t> {
    fn new(text: &'t str, names: &'t Names, own: Option<Index>) -> Self {
        Self {
            text,
            names,
            own,
            out: Vec::new(),
            aliases: Vec::new(),
            free: 0,
            nameless: 0,
            noted: OnceCell::new(),
        }
    }

    fn bytes(&self) -> &'t [u8] {
        self.text.as_bytes()
    }

    fn hit(&mut self, start: usize, end: usize, pattern: Pattern) {
        let within = matches!(pattern.anchor, Some(Anchor::Versus | Anchor::Number));
        if start < self.free || !within && scan::alnum_before(self.text, start) {
            return;
        }
        // "Articles 31 and 32" is a place though "Articles" may be a name.
        let place = matches!(pattern.anchor, Some(Anchor::Place | Anchor::PlaceOrVague));
        let at_place =
            || place::one(self.text, start).is_some() || place::commentary(self.text, start).is_some();
        if place && pattern.name && at_place() && self.placed(start) {
            return;
        }
        if pattern.name && self.may_end(end) && self.named(start) {
            return;
        }
        match pattern.anchor {
            Some(Anchor::Place | Anchor::Part) => {
                self.placed(start);
            }
            Some(Anchor::Number) => self.number(end - "2(4)".len()),
            Some(Anchor::Draft) => {
                let _ = self.named(start) || self.placed(start + "draft ".len());
            }
            Some(Anchor::PlaceOrVague) => {
                let _ = self.placed(start) || self.vague(start);
            }
            Some(Anchor::Treaty) => self.treaty(start..end),
            Some(Anchor::Versus) => self.case(start..end),
            Some(Anchor::Symbol | Anchor::Resolution) => self.document(start),
            Some(Anchor::Series) => self.series(start),
            Some(Anchor::Literature) => self.literature(start),
            Some(Anchor::Back) => self.back(start),
            Some(Anchor::Opinion) => self.described(start),
            Some(Anchor::Vague) => {
                self.vague(start);
            }
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

    /// A name of the table, or one given in this text, at `at`.
    fn named(&mut self, at: usize) -> bool {
        let at = self.counted_before(at).unwrap_or(at);
        let Some(name) = self.name_at(at, self.free) else { return false };
        // "the CEDAW Committee" is a body, though its name begins with that of a treaty.
        if name.end - at <= ACRONYM
            && self.names.body_at(self.text, at).is_some_and(|(end, _)| end > name.end)
        {
            return false;
        }
        self.with_tail(name)
    }

    /// Reads what follows `name` and keeps the citation. A lone head noun is kept only after "the" or its kin.
    fn with_tail(&mut self, name: Name) -> bool {
        let (mut start, mut body) = (name.start, name.body);
        if !matches!(name.who, Who::Own | Who::Generic { .. }) {
            let (from, found) = premodifier::before(self.text, name.start, self.free, self.names);
            start = self.called(from, &name.who);
            body = body.or(found);
        } else if let Who::Generic { .. } = name.who {
            let (from, found) = premodifier::before(self.text, name.start, self.free, self.names);
            if found.is_some() || words::year(self.text, from).is_some() && self.dated(&name.who, from) {
                (start, body) = (from, found);
            }
        }
        let mut tail = self.tail(&name);
        if name.case
            && let Some((from, code)) = tail::docket_before(self.text, start, self.free)
        {
            start = from;
            tail.codes.push(code);
        }
        let placed = tail.places.is_some() || !tail.bare.is_empty();
        if name.doubtful
            && tail.end == name.end
            && !self.marked(name.start, name.end)
            && !(matches!(name.who, Who::Alias(_)) && self.for_the_work(name.start, name.end))
        {
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
        // "III. THE OPTIONAL PROTOCOL" is a heading.
        let shouted = |raw: &str| raw.contains(' ') && !raw.contains(char::is_lowercase);
        if matches!(name.who, Who::Alias(_) | Who::Generic { .. })
            && !placed
            && self.text.get(name.start..name.end).is_some_and(shouted)
        {
            return false;
        }
        if let Some(from) = self.commented(start, &name.who) {
            start = from;
        }
        // Quotation marks around a title are inside when something before the title is.
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

    /// Whether the name of an author stands for the work: "(Keeper)", "Keeper writes".
    fn for_the_work(&self, start: usize, end: usize) -> bool {
        let bracketed =
            self.bytes().get(start.wrapping_sub(1)) == Some(&b'(') && self.bytes().get(end) == Some(&b')');
        bracketed || author::speaks(self.text, scan::space(self.bytes(), end))
    }

    /// Whether one of the works that go by a noun is of the year at `at`.
    fn dated(&self, who: &Who, at: usize) -> bool {
        let (Who::Generic { of, .. }, Some(year)) = (who, self.text.get(at..at + 4)) else { return false };
        let date = |i: &Index| self.names.authority(*i).and_then(|a| a.date.as_deref());
        of.iter().filter_map(date).any(|date| date.starts_with(year))
    }

    /// Whether works are articles of the International Law Commission, which come with a commentary.
    fn have_commentary(&self, of: &[Index]) -> bool {
        of.iter().all(|&i| self.names.authority(i).is_some_and(|a| a.kind == Kind::Ilc))
    }

    /// Where "Commentaries to the" begins before the name of articles that have a commentary.
    fn commented(&self, start: usize, who: &Who) -> Option<usize> {
        let Who::Named(of) = who else { return None };
        let head = self.text.get(self.free..start).filter(|_| self.have_commentary(of))?.trim_end();
        let head = head.strip_suffix(" the").unwrap_or(head);
        let head = [" to", " on"].iter().find_map(|w| head.strip_suffix(*w))?;
        let from = words::word_start(self.text, self.free + head.len(), self.free);
        words::is_one_of(self.text, from, &["commentary", "commentaries"]).then_some(from)
    }

    /// Where a citation begins that gives the short name of a case before the title of the decision: "Arvonia, Decision on
    /// Jurisdiction, para 5".
    fn called(&self, start: usize, who: &Who) -> usize {
        let Who::Named(of) = who else { return start };
        let Some(head) = self.text.get(self.free..start).and_then(|h| h.trim_end().strip_suffix(',')) else {
            return start;
        };
        let end = self.free + head.len();
        let from = words::word_start(self.text, end, self.free);
        let shares = |hit: &crate::names::Hit<'_>| {
            hit.end == end && of.len() == 1 && of.iter().all(|i| hit.entry.shared.contains(i))
        };
        if self.names.at(self.text, from).as_ref().is_some_and(shares) { from } else { start }
    }

    /// Keeps a citation that begins with a name, or with places that belong to `tail`'s name.
    fn keep(&mut self, start: usize, who: Who, tail: Tail, places: Option<Places>) -> bool {
        let end = tail.end;
        let start = places.as_ref().map_or(start, |p| p.start.min(start));
        let (mut list, mut within) = places.map(|p| (p.list, p.within)).unwrap_or_default();
        if let Some(more) = tail.places {
            // "commentary to art 20 ARSIWA, para 4" nests; two unrelated places do not.
            list = if list.is_empty() { more.list } else { connect::nested(&list, &more.list) };
            within = within.or(more.within);
        }
        list.extend(tail.bare);
        let form = match (&who, tail.back.is_some(), list.is_empty()) {
            (_, true, _) | (Who::Last | Who::Note(_) | Who::WorkIn { .. }, _, _) => Form::Back,
            (Who::Page { .. }, _, _) => Form::Bare,
            (_, _, true) => Form::Mention,
            _ => Form::Pinpoint,
        };
        let who = match tail.back {
            Some(Back::Note(number)) if matches!(who, Who::Unknown { .. }) => Who::Note(number),
            _ => who,
        };
        let mut aliases = tail.aliases;
        if aliases.is_empty()
            && let Who::Unknown { name, case: true } = &who
            && tail.codes.iter().any(|code| self.text.get(code.clone()).is_some_and(|c| c.contains('/')))
        {
            aliases.extend(self.applicant(name));
        }
        let found = Found {
            span: Span::new(start, end),
            form,
            signal: None,
            who: Few::One(who),
            places: list.into(),
            within,
            beside: Beside { aliases, codes: tail.codes, printed: tail.printed }.boxed(),
            joined: false,
            bracketed: false,
            heading: false,
            doubtful: false,
        };
        self.push(found);
        true
    }

    fn push(&mut self, mut found: Found) {
        found.span = self.balanced(found.span);
        let (start, end) = (found.span.start(), found.span.end());
        if start < self.free || end <= start {
            return;
        }
        found.signal = signal::before(self.text, start);
        found.joined = self.out.last().is_some_and(|last| self.joined(last.span.end(), start));
        for alias in found.aliases() {
            if self.aliases.len() < MOST_ALIASES {
                self.aliases.push(Alias { name: alias.clone(), found: self.out.len(), author: false });
            }
        }
        if let Some(name) = self.author_of(&found)
            && self.aliases.len() < MOST_ALIASES
        {
            self.aliases.push(Alias { name, found: self.out.len(), author: true });
        }
        // A name announced behind the citation is defined there, not cited.
        self.free = found.aliases().iter().fold(end, |free, alias| free.max(alias.end));
        self.out.push(found);
    }

    /// The last name of an essay's author in or near its citation, as the table gives it before a short title: "Keeper, On Fog".
    fn author_of(&self, found: &Found) -> Option<Range<usize>> {
        const NEAR: usize = 80;
        let [Who::Named(of)] = found.who.as_slice() else { return None };
        let [index] = of.as_slice() else { return None };
        let essay = self.names.authority(*index).filter(|a| a.kind == Kind::Essay)?;
        let (author, _) = essay.short.first()?.split_once(", ")?;
        let from = scan::boundary(self.text, found.span.start().saturating_sub(NEAR));
        let to = scan::boundary_before(self.text, found.span.end() + NEAR);
        let here = self.text.get(from..to)?;
        let at = here
            .match_indices(author)
            .map(|(i, _)| from + i)
            .find(|&at| !scan::alnum_before(self.text, at) && !scan::alnum(self.text, at + author.len()))?;
        Some(at..at + author.len())
    }

    /// A span with both marks of an emphasis where it holds only one: `*Id.* at 5`.
    fn balanced(&self, span: Span) -> Span {
        let (start, mut end) = (span.start(), span.end());
        // "Factory at Fog (Merits, p. 47)": the title's own bracket holds more.
        let raw = self.text.get(start..end).unwrap_or_default();
        if raw.matches('(').count() > raw.matches(')').count() && self.bytes().get(end) == Some(&b')') {
            end += 1;
        }
        let span = Span::new(start, end);
        let (Some(head), Some(inner)) = (self.text.get(self.free..start), self.text.get(start..end)) else {
            return span;
        };
        let opened = head.len() - head.trim_end_matches('*').len();
        let marks = inner.matches('*').count();
        if (1..=3).contains(&opened) && marks > 0 && marks % (2 * opened) == opened {
            return Span::new(start - opened, end);
        }
        span
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
}

/// Adds the body named beside an authority.
fn with_body(who: Who, body: Option<Body>) -> Who {
    match who {
        Who::Shared { all, plural, .. } => Who::Shared { all, plural, body },
        Who::Generic { of, head, .. } => Who::Generic { of, head, body },
        other => other,
    }
}

/// The authorities that `indices` and a body single out.
pub(crate) fn of_body(names: &Names, all: &[Index], body: Option<Body>) -> Vec<Index> {
    let Some(body) = body else { return all.to_vec() };
    let fits = |i: &&Index| names.body_of(**i) == Some(body);
    let of: Vec<Index> = all.iter().filter(fits).copied().collect();
    if of.is_empty() { all.to_vec() } else { of }
}
