//! What the names of the table do not cover: unlisted treaties and cases, symbols, series, references back, lost works.

use std::ops::Range;

use model::{Form, Kind, SegmentKind, Span};

use super::{Name, Scan};
use crate::few::Few;
use crate::fold;
use crate::forms::back::{self, Back};
use crate::forms::{case, literature, opinion, series, symbol, treaty, vague};
use crate::found::{Found, Who};
use crate::names::Index;
use crate::place;
use crate::premodifier;
use crate::scan;
use crate::tail;
use crate::words;

impl Scan<'_> {
    pub(super) fn treaty(&mut self, head: Range<usize>) {
        let Some(title) = treaty::title(self.text, head.clone(), self.free) else {
            self.lone_head(head);
            return;
        };
        // "### The American Statute" speaks of a law and is no title.
        if !title.right && self.on_heading_line(title.range.start) {
            return;
        }
        let range = title.range;
        self.with_tail(Name::plain(range.clone(), Who::Unknown { name: range, case: false }, false));
    }

    /// Whether a line of Markdown that is a heading holds the byte at `at`.
    fn on_heading_line(&self, at: usize) -> bool {
        let from = scan::boundary(self.text, at.saturating_sub(120));
        let line = self.text.get(from..at).unwrap_or_default().rsplit('\n').next().unwrap_or_default();
        line.starts_with('#')
    }

    /// "the Convention" where no authority of the table goes by that noun, or "this Convention".
    pub(super) fn lone_head(&mut self, head: Range<usize>) {
        let plural = head.end + usize::from(self.bytes().get(head.end) == Some(&b's'));
        let several = self.text.get(head.start..plural).is_some_and(|noun| noun.ends_with('s'));
        if several && words::capital(self.text, head.start) && !scan::alnum(self.text, plural) {
            let gap = words::back_over_space(self.text, head.start, self.free);
            let before = self.text.get(words::word_start(self.text, gap, self.free)..gap);
            if before.is_some_and(|w| matches!(w, "two" | "both" | "Both")) {
                let start = if before == Some("two") { gap - "two".len() } else { head.start };
                self.with_tail(Name::plain(start..plural, Who::Both(head.start..plural), false));
            }
            return;
        }
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

    pub(super) fn case(&mut self, versus: Range<usize>) {
        let Some(range) = case::name(self.text, versus, self.free) else { return };
        if let Some(title) = case::titled(self.text, &range, self.free) {
            let who = Who::Unknown { name: title.start..range.end + 1, case: true };
            self.with_tail(Name::plain(title.start..range.end + 1, who, true));
            return;
        }
        let who = Who::Unknown { name: range.clone(), case: true };
        self.with_tail(Name::plain(range, who, true));
    }

    /// The applicant by whose name a case with the number of an application is known: "Keeper" of "Keeper and Others v. Arvonia".
    pub(super) fn applicant(&self, name: &Range<usize>) -> Option<Range<usize>> {
        let raw = self.text.get(name.clone())?;
        let party = raw.split(" v").next()?;
        let party = party.split(" and Others").next()?.trim_end();
        let plain =
            party.len() > 4 && !party.contains([' ', '.', '&']) && party.starts_with(char::is_uppercase);
        (plain && !self.names.numbers().litigant(party)).then(|| name.start..name.start + party.len())
    }

    pub(super) fn document(&mut self, at: usize) {
        let Some(name) = self.document_at(at, self.free) else { return };
        let name = Name { start: self.announced(name.start), ..name };
        let organ = symbol::resolution(self.text, at, self.free, self.names).and_then(|r| r.organ);
        self.with_tail(name);
        // "Resolutions 1368 (2001) and 1373 (2001)": one citation with several targets.
        if scan::any_word(self.text, at, &["resolutions", "resolution"]).is_none() {
            return;
        }
        let plural = scan::word(self.text, at, "resolutions").is_some();
        for _ in 0..16 {
            let Some(last) = self.out.last_mut() else { return };
            let Some((number, range)) = symbol::another(self.text, last.span.end()) else { return };
            // "resolution 5 (1999) and 6 (2000)"; "resolution 5 (1999) and 6 lamps"
            if !plural && self.text.as_bytes().get(range.end.wrapping_sub(1)) != Some(&b')') {
                return;
            }
            let of = self.names.numbers().resolution(organ, &number);
            last.who.extend([match of.is_empty() {
                true => Who::Unknown { name: range.clone(), case: false },
                false => Who::Named(of),
            }]);
            last.span = Span::new(last.span.start(), range.end);
            self.free = range.end;
        }
    }

    /// Where the words "UN Doc." begin before the symbol at `at`.
    fn announced(&self, at: usize) -> usize {
        let step = |from: usize| {
            let gap = words::back_over_space(self.text, from, self.free);
            words::word_start(self.text, gap, self.free)
        };
        let doc = step(at);
        let organisation = step(doc);
        let said = |from: usize, list: &[&str]| {
            let word = self.text.get(from..words::word_end(self.text, from)).unwrap_or_default();
            list.contains(&word.trim_end_matches('.'))
        };
        let is = said(doc, &["Doc", "Document", "document"]) && said(organisation, &["UN", "U.N"]);
        if is { organisation } else { at }
    }

    /// A symbol, an ECLI or a resolution at `at`.
    pub(super) fn document_at(&self, at: usize, floor: usize) -> Option<Name> {
        let name = |range: Range<usize>, who| Name::plain(range, who, false);
        if let Some(found) = symbol::resolution(self.text, at, floor, self.names) {
            let of = found.listed(self.names);
            if of.is_empty() {
                let who = Who::Unknown { name: found.range.clone(), case: false };
                return Some(name(found.range, who));
            }
            let end = self.titled(found.range.end, &of).unwrap_or(found.range.end);
            return Some(name(found.range.start..end, Who::Named(of)));
        }
        let end = symbol::symbol(self.text, at).or_else(|| tail::ecli(self.text, at))?;
        let of = self.names.numbers().code(self.text.get(at..end)?);
        let who = match of.is_empty() {
            true => Who::Unknown { name: at..end, case: false },
            false => Who::Named(of),
        };
        Some(name(at..end, who))
    }

    /// The end of the title of what a resolution adopted, after its number and a comma: "G.A. Res. 2625 (XXV),
    /// Declaration on …".
    fn titled(&self, end: usize, of: &[Index]) -> Option<usize> {
        let comma = scan::space(self.bytes(), end);
        if self.bytes().get(comma) != Some(&b',') {
            return None;
        }
        let at = scan::space(self.bytes(), comma + 1);
        let at = scan::word(self.text, at, "the").map_or(at, |stop| scan::space(self.bytes(), stop));
        let hit = self.names.at(self.text, at)?;
        hit.entry.named.iter().any(|i| of.contains(i)).then_some(hit.end)
    }

    /// An opinion described by its year or court and what it is about, or by its date: "its 2019 advisory opinion on the Fog
    /// Archipelago", "the advisory opinion of 9 July 2004".
    pub(super) fn described(&mut self, at: usize) {
        const LONGEST: usize = 12;
        if let Some(range) = opinion::of_judge(self.text, at, self.free) {
            self.with_tail(Name::plain(range.clone(), Who::Unknown { name: range, case: true }, true));
            return;
        }
        if scan::any_word(self.text, at, &["opinion"]).is_none() {
            return;
        }
        let gap = words::back_over_space(self.text, at, self.free);
        let before = words::word_start(self.text, gap, self.free);
        let advisory = self.text.get(before..gap).is_some_and(|w| w.eq_ignore_ascii_case("advisory"));
        let noun = if advisory { before } else { at };
        if let Some(of) = scan::word(self.text, at, "opinion of") {
            let from = scan::space(self.bytes(), of);
            if let Some((date, end)) = words::iso(self.text, from)
                && let Some(index) = self.names.numbers().opinion_of(&date, self.names)
            {
                self.with_tail(Name::plain(noun..end, Who::Named(vec![index]), true));
            }
            return;
        }
        let (start, body) = premodifier::before(self.text, noun, self.free, self.names);
        let year = self.text.get(start..noun).and_then(|head| {
            let mut years = head.split(|c: char| !c.is_ascii_digit()).filter(|y| y.len() == 4);
            years.next_back()
        });
        if year.is_none() && body.is_none() {
            return;
        }
        let (mut said, mut ends): (Vec<String>, Vec<usize>) = (Vec::new(), Vec::new());
        let on = scan::letters(self.bytes(), scan::space(self.bytes(), at + "opinion".len()));
        let mut from = scan::space(self.bytes(), on);
        while let Some(word) = fold::word(self.text, from).filter(|_| said.len() < LONGEST) {
            said.push(String::from_utf8_lossy(word.as_bytes()).into_owned());
            ends.push(word.end);
            let next = scan::space(self.bytes(), word.end);
            if next == word.end {
                break;
            }
            from = next;
        }
        let fits = |index: Index| {
            let dated = |y: &str| {
                let date = self.names.authority(index).and_then(|a| a.date.as_deref());
                date.is_some_and(|date| date.starts_with(y))
            };
            year.is_none_or(dated) && body.is_none_or(|body| self.names.body_of(index) == Some(body))
        };
        let Some((index, count)) = self.names.numbers().opinion(&said, fits) else { return };
        let Some(end) = count.checked_sub(1).and_then(|last| ends.get(last)) else { return };
        self.with_tail(Name::plain(noun..*end, Who::Named(vec![index]), true));
    }

    /// A place in a series without the name of the work: "I.C.J. Reports 2004, p. 167, para. 78".
    pub(super) fn series(&mut self, at: usize) {
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
        // "1949 I.C.J. at 35": the work printed there was named before.
        let short = printed.is_none();
        let Some(found) = printed.or_else(|| series::volume_at(self.text, from)) else { return };
        let (Some(volume), Some(page)) = (found.volume, found.page) else { return };
        let who = Who::Page { series: found.series, volume, page };
        let end = if short { found.end } else { tail::page_range(self.text, found.end) };
        let name = Name::plain(found.start..end, who.clone(), true);
        let tail = self.tail(&name);
        self.keep(found.start, who, tail, None);
    }

    /// An article or a book whose periodical or publisher is named at `at`. What its title names is not cited.
    pub(super) fn literature(&mut self, at: usize) {
        let Some(found) = literature::work(self.text, at) else { return };
        let start = found.name.start;
        let within = self.out.iter().rev().take_while(|f| f.span.start() >= start).count();
        let left = self.out.len() - within;
        let apart =
            left.checked_sub(1).and_then(|last| self.out.get(last)).is_none_or(|f| f.span.end() <= start);
        let listed = |i: &Index| {
            let kind = self.names.authority(*i).map(|a| a.kind);
            matches!(kind, Some(Kind::Essay | Kind::Manual | Kind::Document))
        };
        let known = self.out.iter().skip(left).any(|f| {
            let work = matches!(f.who.as_slice(), [Who::Named(of)] if of.iter().any(listed));
            f.span.end() > found.end || work && f.span.end() >= found.name.end
        });
        if !apart || known {
            return;
        }
        self.out.truncate(left);
        self.aliases.retain(|alias| alias.found < left);
        self.free = self.free.min(start);
        let who = Who::Work { name: found.name };
        let mut tail = self.tail(&Name::plain(start..found.end, who.clone(), false));
        tail.end = tail.end.max(found.end);
        if tail.places.is_none() && tail.bare.is_empty() {
            tail.bare = found.page.map(|p| p.list).unwrap_or_default();
        }
        self.keep(start, who, tail, None);
    }

    pub(super) fn back(&mut self, at: usize) {
        let Some((found, end)) = back::back(self.text, at) else { return };
        let bare_note = matches!(self.bytes().get(at), Some(b'n' | b'N'));
        let above = self.text.get(at..end).is_some_and(|r| r.ends_with("above") || r.ends_with("supra"));
        let author = self.of_author(at);
        if bare_note && !above && author.is_none() {
            return;
        }
        let who = match found {
            Back::Last => Who::Last,
            Back::Note(note) if let Some(author) = author => {
                let who = Who::WorkIn { note, author: author.clone() };
                let end = end
                    + usize::from(
                        self.text.get(author.end..at).is_some_and(|g| g.contains('('))
                            && self.bytes().get(end) == Some(&b')'),
                    );
                let mut tail = self.tail(&Name::plain(author.start..end, who.clone(), true));
                tail.end = tail.end.max(end);
                // "Keeper (n 7) 170": a page without a word for it.
                if tail.end == end
                    && tail.bare.is_empty()
                    && let Some(page) = literature::cited_page(self.text, end)
                {
                    (tail.end, tail.bare) = (page.end, page.list);
                }
                self.keep(author.start, who, tail, None);
                return;
            }
            Back::Note(number) => Who::Note(number),
            Back::Before => return,
        };
        let name = Name::plain(at..end, who.clone(), true);
        let mut tail = self.tail(&name);
        // "ibid 9"; on the next line stands the number of the next note.
        if tail.end == end {
            let next = scan::space(self.bytes(), end + usize::from(self.bytes().get(end) == Some(&b',')));
            let number = place::numbered(self.text, next, SegmentKind::Page)
                .filter(|p| p.list.len() == 1 && self.bytes().get(next).is_some_and(u8::is_ascii_digit));
            let line = self.text.get(end..next).is_some_and(|gap| !gap.contains('\n'));
            if let Some(number) = number.filter(|p| line && !scan::alnum(self.text, p.end)) {
                tail.end = number.end;
                tail.bare = number.list.first().cloned().into_iter().collect();
            }
        }
        self.keep(at, who, tail, None);
    }

    /// The author's name before a reference back: "Keeper, supra note 1" is a book or an article, not the treaty of that note.
    fn of_author(&self, at: usize) -> Option<Range<usize>> {
        const SIGNALS: [&str; 8] = ["See", "Cf", "Compare", "Accord", "Contra", "Also", "Id", "Ibid"];
        let gap = words::back_over_space(self.text, at, self.free);
        let head = self.text.get(self.free..gap)?;
        let head = match head.strip_suffix(',') {
            Some(head) => head,
            None => head.strip_suffix('(')?.strip_suffix(' ')?,
        };
        let end = self.free + head.trim_end_matches(['*', '_']).len();
        let from = words::word_start(self.text, end, self.free);
        let word = self.text.get(from..end)?;
        let plain =
            word.len() > 2 && word.chars().skip(1).all(|c| c.is_lowercase() || matches!(c, '-' | '’' | '\''));
        let author =
            words::capital(self.text, from) && plain && !words::opener(word) && !SIGNALS.contains(&word);
        author.then(|| literature::person(self.text, end, self.free).unwrap_or(from)..end)
    }

    pub(super) fn vague(&mut self, at: usize) -> bool {
        let Some(found) = vague::vague(self.text, at, self.free) else { return false };
        let places = found.places.map(|p| p.list).unwrap_or_default();
        self.push(Found {
            span: Span::new(found.range.start, found.range.end),
            form: Form::Dangling,
            signal: None,
            who: Few::One(Who::Lost),
            places: places.into(),
            within: None,
            beside: None,
            joined: false,
            bracketed: false,
            heading: false,
            doubtful: false,
        });
        true
    }
}
