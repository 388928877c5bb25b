//! Places first: "Article 2(4) of the UN Charter", "art 6 ICCPR", and places that stand alone.

use std::ops::Range;

use model::{Form, Pinpoint, SegmentKind, Span};

use super::name::ORDINALS;
use super::{Name, Scan};
use crate::forms::{case, series, treaty};
use crate::found::Who;
use crate::place::{self, Places};
use crate::premodifier;
use crate::scan;
use crate::tail::Tail;
use crate::words;

impl Scan<'_> {
    /// A place at `at`, with the authority it is said to be in.
    pub(super) fn placed(&mut self, at: usize) -> bool {
        let commentary = place::commentary(self.text, at);
        let Some(designator) = place::designator(self.text, at).filter(|d| !d.weak || commentary.is_some())
        else {
            return false;
        };
        // Within places joined by "and" that lead to no name, each is read by itself: to read the rest again from each of
        // them would take too long.
        let nameless = at < self.nameless && commentary.is_none();
        let read = || if nameless { place::one(self.text, at) } else { place::places(self.text, at) };
        // An instrument does not number the paragraphs that it counts in words.
        let counted = || if self.own.is_none() { place::ordinal(self.text, at, self.free) } else { None };
        let Some(mut places) = commentary.or_else(read).or_else(counted) else { return false };
        self.without_note(&mut places);
        let common = self.word_before(at, &["common"]);
        if let Some(start) = common.or_else(|| self.word_before(at, &["draft"])) {
            places.start = start;
        }
        let common = common.is_some();
        // "Common Article 3 and Article 13 of AP II": what has a word of its own is not common.
        if common && let Some(one) = place::one(self.text, at).filter(|one| one.end < places.end) {
            let start = places.start;
            return self.bare(Places { start, ..one }, designator.kind, true);
        }
        let gap = self.text.get(places.end..scan::space(self.bytes(), places.end)).unwrap_or_default();
        let alone = gap.contains('\n') && self.heading(places.start, places.end);
        if !alone && let Some(name) = self.connected(places.end) {
            if designator.kind == SegmentKind::Section && self.domestic(&name) {
                return false;
            }
            self.joined_name(places, name, common);
            return true;
        }
        self.nameless = self.nameless.max(places.end);
        // Without a name, what has a word of its own is a citation of its own.
        if let Some(one) = place::one(self.text, at).filter(|one| one.end < places.end) {
            places.list = one.list;
            places.within = one.within;
            places.end = one.end;
        }
        self.bare(places, designator.kind, common)
    }

    /// Whether a name that is not in the table is that of a domestic statute, whose sections are no matter of ours.
    fn domestic(&self, name: &Name) -> bool {
        let raw = self.text.get(name.start..name.end).unwrap_or_default();
        let statute = |w: &str| {
            matches!(
                w,
                "Act" | "Code" | "Law" | "Ordinance" | "Regulation" | "Regulations" | "Rules" | "Decree"
            )
        };
        matches!(name.who, Who::Unknown { case: false, .. }) && raw.split_whitespace().any(statute)
    }

    /// The start of the word before `at` if it is one of `list`.
    fn word_before(&self, at: usize, list: &[&str]) -> Option<usize> {
        let gap = words::back_over_space(self.text, at, self.free);
        let start = words::word_start(self.text, gap, self.free);
        let word = self.text.get(start..gap)?;
        (gap < at && list.iter().any(|w| word.eq_ignore_ascii_case(w))).then_some(start)
    }

    fn joined_name(&mut self, places: Places, name: Name, common: bool) {
        let tail = self.tail(&name);
        // A second place after the name is another citation, unless it refines the first.
        let tail = match &tail.places {
            Some(more) if nested(&places.list, &more.list) == places.list => {
                Tail { end: self.tail_before(&name, more.start), places: None, ..tail }
            }
            _ => tail,
        };
        let start = places.start;
        let both = common || self.both_before(&name);
        let more = if both { self.and_names(tail.end) } else { self.and_short(tail.end) };
        let who = super::with_body(name.who, name.body);
        let pointed = name.pointed;
        self.keep(start, who, tail, Some(places));
        if let Some(last) = self.out.last_mut().filter(|last| pointed && last.form == Form::Pinpoint) {
            last.form = Form::Bare;
        }
        if let (Some(last), Some((names, end))) = (self.out.last_mut(), more) {
            last.span = Span::new(last.span.start(), end);
            last.who.extend(names);
            self.free = end;
        }
    }

    /// Where the tail of `name` ends if the places at `at` are not part of it.
    fn tail_before(&self, name: &Name, at: usize) -> usize {
        let head = self.text.get(name.end..at).unwrap_or_default();
        name.end + head.trim_end_matches(|c: char| c.is_whitespace() || c == ',').len()
    }

    fn both_before(&self, name: &Name) -> bool {
        let gap = words::back_over_space(self.text, name.start, 0);
        let head = self.text.get(..gap).unwrap_or_default();
        head.ends_with("both the") || head.ends_with("both")
    }

    /// Further authorities that share the places: "common Article 1 of the ICESCR and the ICCPR".
    fn and_names(&self, end: usize) -> Option<(Vec<Who>, usize)> {
        let (mut who, mut end) = (Vec::new(), end);
        while who.len() < 8
            && let Some(next) = self.and(end)
            && let Some(name) = self.forward(next)
            && name.end > end
        {
            end = name.end;
            who.push(super::with_body(name.who, name.body));
        }
        (!who.is_empty()).then_some((who, end))
    }

    /// "Article 1 of the ICCPR and ICESCR": without a second "the", the second name shares the place.
    fn and_short(&self, end: usize) -> Option<(Vec<Who>, usize)> {
        let next = self.and(end)?;
        let name = self.name_at(next, next).filter(|n| matches!(&n.who, Who::Named(of) if of.len() == 1))?;
        (self.tail(&name).end == name.end).then(|| (vec![name.who], name.end))
    }

    /// The position after "and" at `end`.
    fn and(&self, end: usize) -> Option<usize> {
        let mut at = scan::space(self.bytes(), end);
        if self.bytes().get(at) == Some(&b',') {
            at = scan::space(self.bytes(), at + 1);
        }
        match scan::any_word(self.text, at, &["and", "or", "as well as"]) {
            Some(stop) => Some(scan::space(self.bytes(), stop)),
            None if self.bytes().get(at) == Some(&b'&') => Some(scan::space(self.bytes(), at + 1)),
            None => None,
        }
    }

    /// The name that places ending at `end` are said to be in.
    pub(super) fn connected(&self, end: usize) -> Option<Name> {
        let bytes = self.bytes();
        let marked = self.past_markup(end);
        let end = marked.unwrap_or(end);
        let mut at = scan::space(bytes, end);
        let comma = bytes.get(at) == Some(&b',');
        if comma {
            at = scan::space(bytes, at + 1);
        }
        if let Some(stop) = scan::word(self.text, at, "thereof") {
            return Some(Name::plain(at..stop, Who::There, false));
        }
        // "Articles 27 and 32 and other relevant provisions of the Fog Convention"
        const MORE: [&str; 7] = [
            "and other relevant provisions",
            "and the other relevant provisions",
            "and other applicable provisions",
            "and other provisions",
            "and the other provisions",
            "and those following",
            "and following",
        ];
        if let Some(stop) = scan::any_word(self.text, at, &MORE) {
            let of = scan::any_word(self.text, scan::space(bytes, stop), &["of", "in"])?;
            return self.forward(scan::space(bytes, of));
        }
        // "Article 2 common to the four Conventions"
        let common = scan::word(self.text, at, "common").map(|stop| scan::space(bytes, stop));
        if let Some(stop) = common.and_then(|at| {
            scan::any_word(
                self.text,
                at,
                &["to those conventions", "to these conventions", "to the conventions"],
            )
        }) {
            return Some(Name::plain(at..stop, Who::Common, false));
        }
        let at_preposition = common.unwrap_or(at);
        let preposition = scan::any_word(self.text, at_preposition, &["of", "in", "to", "from", "under"]);
        match preposition {
            Some(stop) => at = scan::space(bytes, stop),
            None if at == end || marked.is_some() => return None,
            None => {}
        }
        let of = preposition.is_some();
        // "para. 42, in Arvonia v. Belmark" goes on to another decision.
        let listed = scan::word(self.text, at_preposition, "in").is_some();
        if comma && listed && common.is_none() && self.numbers_paragraphs(end) {
            return None;
        }
        // Without a preposition only a name without "the" belongs: "Article 6, ICCPR".
        if !of && scan::any_word(self.text, at, &["the", "a", "this", "that"]).is_some() {
            return None;
        }
        let name = self.forward(at)?;
        // "§ 61, ECHR 2001-XII": a series of reports.
        if comma && !of && series::printed(self.text, name.start).is_some() {
            return None;
        }
        let weak =
            matches!(name.who, Who::Generic { .. } | Who::Unknown { .. }) && !of && !self.acronym(&name);
        let separate = !of && comma && self.leads_elsewhere(&name);
        (!weak && !separate).then_some(name)
    }

    /// Where the markup ends that closes at `end`, right after a place: emphasis, a link and its address.
    fn past_markup(&self, end: usize) -> Option<usize> {
        const LONGEST_ADDRESS: usize = 400;
        let mut at = end;
        loop {
            let rest = self.text.get(at..)?;
            if let Some(address) = rest.strip_prefix("](") {
                let inside = address.bytes().take(LONGEST_ADDRESS).take_while(|b| !matches!(b, b'\n' | b' '));
                at += 2 + inside.clone().position(|b| b == b')')? + 1;
            } else if rest.starts_with(['*', '_']) {
                at += 1;
            } else if let Some(tag) =
                ["</a>", "</em>", "</i>", "</b>", "</strong>"].iter().find(|tag| rest.starts_with(**tag))
            {
                at += tag.len();
            } else {
                return (at > end).then_some(at);
            }
        }
    }

    /// Whether the place that ends at `end` is a paragraph or page by its own word: ", para. 42", "p. 12".
    fn numbers_paragraphs(&self, end: usize) -> bool {
        let from = scan::boundary(self.text, end.saturating_sub(24));
        let head = self.text.get(from..end).unwrap_or_default().to_ascii_lowercase();
        let head = head
            .trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '–' | '.' | '\u{a0}'));
        ["para", "paras", "paragraph", "paragraphs", " p", " pp", "¶", "§"].iter().any(|w| head.ends_with(w))
    }

    fn acronym(&self, name: &Name) -> bool {
        let raw = self.text.get(name.start..name.end).unwrap_or_default();
        !raw.contains(char::is_whitespace) && raw.chars().filter(|c| c.is_uppercase()).count() >= 3
    }

    /// After "Article 6, ICCPR": whether the name has places of its own, so that it is another citation.
    fn leads_elsewhere(&self, name: &Name) -> bool {
        let head = crate::tail::Head {
            names: self.names,
            of: &[],
            case: name.case,
            number: name.number,
            printed: false,
            year: None,
        };
        let tail = crate::tail::tail(self.text, name.end, head, |_| false);
        tail.places.is_some() || !tail.bare.is_empty()
    }

    /// The name at `at`, after articles, pronouns and premodifiers.
    fn forward(&self, at: usize) -> Option<Name> {
        let bytes = self.bytes();
        let mut at = at;
        let (mut of_own, mut pointed) = (false, false);
        for _ in 0..4 {
            let fillers = [
                "both",
                "the",
                "that",
                "its",
                "their",
                "said",
                "same",
                "aforementioned",
                "a",
                "an",
                "each of",
                "all",
                "two",
                "three",
                "four",
            ];
            pointed |= scan::any_word(self.text, at, &["this", "present", "that", "said", "same"]).is_some();
            if let Some(stop) = scan::any_word(self.text, at, &["this", "present"]) {
                of_own = true;
                at = scan::space(bytes, stop);
            } else if let Some(stop) = scan::any_word(self.text, at, &fillers) {
                at = scan::space(bytes, stop);
            } else {
                break;
            }
        }
        let start = at + self.marks(at);
        let (mut at, mut body) = (start, None);
        for _ in 0..4 {
            if let Some(name) = self.name_here(at, start) {
                let pointed = pointed && matches!(name.who, Who::Generic { .. } | Who::Own);
                let who = match name.who {
                    Who::Generic { .. } if of_own => Who::Own,
                    who => who,
                };
                return Some(Name { who, body, pointed, ..name });
            }
            let Some((next, found)) = premodifier::after(self.text, at, self.names) else { break };
            body = found.or(body);
            at = next;
        }
        let some = self.text.get(..start).is_some_and(|h| h.trim_end().ends_with(" a"));
        let small = if some { None } else { self.small_head(start, pointed, of_own) };
        small.or_else(|| self.numbered_alone(start)).or_else(|| self.capitalised(start))
    }

    /// A convention by its ordinal alone, "Articles 42 and 78 of the Fourth".
    fn numbered_alone(&self, at: usize) -> Option<Name> {
        let end = words::word_end(self.text, at);
        let capital =
            |w: &&str| words::capital(self.text, at) && ORDINALS.contains(&w.to_lowercase().as_str());
        let ordinal = self.text.get(at..end).filter(capital)?;
        let next = scan::space(self.bytes(), end);
        if words::capital(self.text, next) && self.bytes().get(end) == Some(&b' ') {
            return None;
        }
        let of = self.names.exactly(&format!("{ordinal} Convention"))?.generic.clone();
        Some(Name::plain(at..end, Who::Generic { of, head: at..end, body: None }, false))
    }

    /// A head noun in small letters after a place: "article 5 of the convention", "articles 2 and 3 of that treaty".
    fn small_head(&self, at: usize, pointed: bool, own: bool) -> Option<Name> {
        // Other heads are common nouns as well: a protocol of facts.
        const NOUNS: [&str; 5] = ["convention", "treaty", "covenant", "statute", "charter"];
        let end = scan::letters(self.bytes(), at);
        let noun = self.text.get(at..end).filter(|w| NOUNS.contains(w))?;
        let mut capital = noun.to_owned();
        capital.get_mut(..1)?.make_ascii_uppercase();
        let of = self.names.exactly(&capital).map(|entry| entry.generic.clone()).unwrap_or_default();
        let range = at..end;
        let who = if own { Who::Own } else { Who::Generic { of, head: range.clone(), body: None } };
        let goes_on = scan::alnum(self.text, end) || self.bytes().get(end) == Some(&b'-');
        (!goes_on).then(|| Name { pointed: pointed || own, ..Name::plain(range, who, false) })
    }

    /// Length of opening quotation marks and emphasis at `at`.
    fn marks(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        let mut chars = rest.char_indices().take(4);
        chars.find(|(_, c)| !matches!(c, '*' | '_' | '“' | '‘' | '"' | '[')).map_or(0, |(i, _)| i)
    }

    /// A name of whatever form at `at`.
    fn name_here(&self, at: usize, floor: usize) -> Option<Name> {
        self.name_at(at, floor).or_else(|| self.document_at(at, at)).or_else(|| self.unlisted(at))
    }

    /// A treaty or case that is not in the table, beginning at `at`.
    fn unlisted(&self, at: usize) -> Option<Name> {
        let bytes = self.bytes();
        let mut from = at;
        for _ in 0..9 {
            let stop = words::word_end(self.text, from);
            let word = self.text.get(from..stop).filter(|w| !w.is_empty())?;
            let lower = word.to_lowercase();
            if words::capital(self.text, from) {
                if treaty::HEADS.contains(&lower.as_str()) {
                    let Some(title) = treaty::title(self.text, from..stop, at) else {
                        return (from == at).then(|| self.lone(from..stop));
                    };
                    let range = title.range;
                    return (range.start == at).then(|| unknown(range, false));
                }
            } else if !words::small(&lower) {
                return None;
            }
            let next = scan::space(bytes, stop);
            if next == stop {
                return None;
            }
            if let Some(end) = scan::any_word(self.text, next, &["v", "vs"]) {
                let end = end + usize::from(bytes.get(end) == Some(&b'.'));
                let range = case::name(self.text, stop..end, at)?;
                return (range.start == at).then(|| unknown(range, true));
            }
            from = next;
        }
        None
    }

    fn lone(&self, head: Range<usize>) -> Name {
        let who = Who::Generic { of: Vec::new(), head: head.clone(), body: None };
        Name::plain(head, who, false)
    }

    /// "Article 3 of the Penal Code of Arvonia", "art 5 TFEU": a capitalised phrase after a place names a work, though
    /// it is not known as one.
    fn capitalised(&self, at: usize) -> Option<Name> {
        const NO_WORKS: [&str; 12] = [
            "Annex",
            "Chapter",
            "Part",
            "Section",
            "Appendix",
            "States",
            "State",
            "Parties",
            "Party",
            "Government",
            "Court",
            "Committee",
        ];
        const HEADS: [&str; 20] = [
            "Code",
            "Constitution",
            "Act",
            "Law",
            "Regulation",
            "Regulations",
            "Rules",
            "Directive",
            "Statute",
            "Statutes",
            "Manual",
            "Principles",
            "Guidelines",
            "Articles",
            "Resolution",
            "Decision",
            "Ordinance",
            "Decree",
            "Order",
            "Treaty",
        ];
        let bytes = self.bytes();
        let (mut from, mut end) = (at, at);
        for _ in 0..10 {
            let stop = words::word_end(self.text, from);
            let Some(word) = self.text.get(from..stop).filter(|w| !w.is_empty()) else { break };
            if words::capital(self.text, from) {
                let no_start = words::opener(word)
                    || NO_WORKS.contains(&word)
                    || words::month(self.text, from).is_some();
                if end == at && no_start || place::designator(self.text, from).is_some() {
                    break;
                }
                end = stop;
            } else if end == at
                || !matches!(word, "of" | "the" | "and" | "on" | "for" | "against" | "concerning")
            {
                break;
            }
            let next = scan::space(bytes, stop);
            if next == stop {
                break;
            }
            from = next;
        }
        let raw = self.text.get(at..end)?;
        let possessive = ["’s", "'s"].iter().find(|s| raw.ends_with(**s)).map_or(0, |s| s.len());
        let end = end - possessive;
        let raw = self.text.get(at..end)?;
        let capitals = raw.chars().filter(|c| c.is_uppercase()).count();
        let body = self.names.body_at(self.text, at).is_some_and(|(stop, _)| stop >= end);
        let acronym = capitals >= 2 && !raw.contains(' ') && (3..=10).contains(&raw.len()) && !body;
        let roman = model::roman_value(raw).is_some();
        let headed = raw.contains(' ') && raw.split_whitespace().any(|w| HEADS.contains(&w));
        ((acronym && !roman) || headed).then(|| unknown(at..end, false))
    }
}

fn unknown(range: Range<usize>, case: bool) -> Name {
    let who = Who::Unknown { name: range.clone(), case };
    Name::plain(range, who, case)
}

/// Places before a name with the places after it: the second go below the first where they can ("commentary to
/// article 20 of the Articles, para 4"), else the first stand.
pub(super) fn nested(outer: &[Pinpoint], inner: &[Pinpoint]) -> Vec<Pinpoint> {
    let [above] = outer else { return outer.to_vec() };
    let fits = !above.is_range()
        && inner.iter().all(|p| place::rank(p.first().kind) > place::rank(above.last().kind));
    if !fits {
        return outer.to_vec();
    }
    inner.iter().map(|p| p.segments().iter().fold(above.clone(), |up, s| up.child(s.clone()))).collect()
}
