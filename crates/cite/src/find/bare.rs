//! Places that stand alone.

use std::ops::Range;

use model::{Form, Pinpoint, SegmentKind, Span};

use super::Scan;
use crate::few::Few;
use crate::found::{Found, Who};
use crate::place::{self, Places};
use crate::scan;
use crate::tail::Tail;
use crate::words;

impl Scan<'_> {
    /// A place that stands alone.
    pub(super) fn bare(&mut self, mut places: Places, kind: SegmentKind, common: bool) -> bool {
        let (start, end) = (places.start, places.end);
        if let Some(list) = self.shared(&places) {
            places.list = list;
        }
        let bytes = self.bytes();
        if self.elsewhere(end) || self.foreign(start) || self.so_called(start) {
            return false;
        }
        let open = words::back_over_space(self.text, start, 0);
        let bracketed = matches!(bytes.get(open.wrapping_sub(1)), Some(b'(' | b'['))
            && matches!(bytes.get(scan::space(bytes, end)), Some(b')' | b']' | b';'));
        let sign = bytes.get(start) == Some(&0xC2);
        let vague = matches!(
            kind,
            SegmentKind::Page
                | SegmentKind::Section
                | SegmentKind::Annex
                | SegmentKind::Preamble
                | SegmentKind::Part
                | SegmentKind::Chapter
        );
        if kind == SegmentKind::Page
            && !bracketed
            && !self.text.get(..open).is_some_and(|h| h.ends_with(" at") || h.ends_with("(at"))
        {
            return false;
        }
        if let Some(code) = self.code_before(start, kind) {
            let who = Who::Unknown { name: code.clone(), case: false };
            let tail = Tail { end, ..Tail::default() };
            return self.keep(code.start, who, tail, Some(places));
        }
        // "section 70503(b)" is one of a code; a text has no section of its own with such a number.
        let coded = kind == SegmentKind::Section
            && places
                .list
                .iter()
                .all(|p| p.first().number.as_deref().is_some_and(|n| n.len() >= 4 && !n.contains('.')));
        let doubtful = vague && !sign && !bracketed && !coded && places.within.is_none();
        let who = match (common, self.singled_out(start)) {
            (true, _) => Few::One(Who::Common),
            (false, Some(who)) => who,
            (false, None) => Few::One(Who::Nobody),
        };
        self.push(Found {
            span: Span::new(start, end),
            form: Form::Bare,
            signal: None,
            who,
            heading: self.heading(start, end),
            places: places.list.into(),
            within: places.within,
            beside: None,
            joined: false,
            bracketed,
            doubtful,
        });
        true
    }

    /// Whether a place is the name of a body: "the organisation Article 19".
    fn so_called(&self, at: usize) -> bool {
        const BODIES: [&str; 6] = ["organisation", "organization", "charity", "group", "NGO", "campaign"];
        let gap = words::back_over_space(self.text, at, 0);
        let before = self.text.get(words::word_start(self.text, gap, 0)..gap).unwrap_or_default();
        words::capital(self.text, at) && BODIES.contains(&before)
    }

    /// A well-known article without the word for it: "the scope of 2(4)".
    pub(super) fn number(&mut self, at: usize) {
        let gap = words::back_over_space(self.text, at, self.free);
        let before = self.text.get(words::word_start(self.text, gap, self.free)..gap).unwrap_or_default();
        let counted = before.ends_with(['.', ',', '§', '¶']) || before.chars().any(|c| c.is_ascii_digit());
        let worded = place::designator(self.text, gap - before.len()).is_some()
            || words::capital(self.text, gap - before.len());
        if self.own.is_some() || scan::alnum_before(self.text, at) || gap == at || counted || worded {
            return;
        }
        if let Some(places) = place::numbered(self.text, at, SegmentKind::Article) {
            self.bare(places, SegmentKind::Article, false);
        }
    }

    /// The places below what encloses the place right before them: "Annex III, article 13 and article 17".
    fn shared(&self, places: &Places) -> Option<Vec<Pinpoint>> {
        let last = self.out.last().filter(|last| {
            last.form == Form::Bare
                && *last.who == [Who::Nobody]
                && last.within.is_none()
                && places.within.is_none()
        })?;
        let gap = self.text.get(last.span.end()..places.start).filter(|gap| !gap.contains('\n'))?;
        let joint = gap.trim().trim_start_matches(',').trim();
        let joined = matches!(joint, "and" | "or" | "and/or" | "&" | "as well as")
            || joint.is_empty() && gap.contains(',');
        let raw = last.span.of(self.text)?;
        let outwards = raw.split_whitespace().any(|word| matches!(word, "of" | "in" | "under"));
        if joined && !outwards { place::carried(last.places.last()?, &places.list) } else { None }
    }

    /// Whom the name right before a place means, where the place is singled out of it: "the Charter, in particular
    /// Article 55".
    fn singled_out(&self, start: usize) -> Option<Few<Who>> {
        const WORDS: [&str; 8] = [
            "in particular",
            "in particular its",
            "particularly",
            "particularly its",
            "especially",
            "notably",
            "notably its",
            "inter alia",
        ];
        let last = self.out.last().filter(|last| last.form == Form::Mention)?;
        let gap = self.text.get(last.span.end()..start)?.trim().trim_start_matches(',').trim();
        let gap = gap.strip_prefix("and ").unwrap_or(gap);
        let gap = gap.trim_matches(',').trim();
        WORDS.iter().any(|w| gap.eq_ignore_ascii_case(w)).then(|| last.who.clone())
    }

    /// The code or statute whose abbreviation stands right before a section: "50 U.S.C. § 1541", "Penal Code § 5".
    pub(super) fn code_before(&self, at: usize, kind: SegmentKind) -> Option<Range<usize>> {
        if kind != SegmentKind::Section {
            return None;
        }
        let gap = words::back_over_space(self.text, at, self.free);
        let mut start = words::word_start(self.text, gap, self.free);
        let word = self.text.get(start..gap)?;
        let abbreviation = word.contains('.') && word.chars().filter(|c| c.is_uppercase()).count() >= 2;
        let headed = matches!(word, "Code" | "Act" | "Stat." | "Ann." | "Law");
        if gap == at || !(abbreviation || headed) {
            return None;
        }
        for _ in 0..6 {
            let gap = words::back_over_space(self.text, start, self.free);
            let from = words::word_start(self.text, gap, self.free);
            let part = self.text.get(from..gap).unwrap_or_default();
            let number = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
            let titled = words::capital(self.text, from) && !words::opener(part) && !part.ends_with(',');
            if gap == start || part.is_empty() || !(number || titled) {
                break;
            }
            start = from;
            if number {
                break;
            }
        }
        Some(start..gap)
    }

    /// Whether what follows a bare place says that it is in something that is no authority: "of his memoir", "below".
    pub(super) fn elsewhere(&self, end: usize) -> bool {
        const KNOWN: [&str; 23] = [
            "treaty",
            "convention",
            "charter",
            "covenant",
            "protocol",
            "statute",
            "declaration",
            "resolution",
            "agreement",
            "judgment",
            "judgement",
            "opinion",
            "decision",
            "award",
            "ruling",
            "comment",
            "instrument",
            "text",
            "manual",
            "articles",
            "order",
            "same",
            "latter",
        ];
        let bytes = self.bytes();
        let at = scan::space(bytes, end);
        if scan::any_word(self.text, at, &["below", "above", "infra"]).is_some() {
            return true;
        }
        let Some(stop) = scan::word(self.text, at, "of") else { return false };
        let mut at = scan::space(bytes, stop);
        if let Some(stop) = scan::any_word(self.text, at, &["the", "that", "this", "its", "said"]) {
            at = scan::space(bytes, stop);
        } else if scan::any_word(self.text, at, &["which", "whichever"]).is_some() {
            return false;
        }
        let stop = words::word_end(self.text, at);
        let word = self.text.get(at..stop).unwrap_or_default().to_lowercase();
        !KNOWN.contains(&word.as_str())
    }

    /// Whether a place follows, after a comma, a capitalised word that is no citation: "Keeper, para 5" is a place in a
    /// work that was not recognised. Sentences begin with capitals, so only small designators count.
    fn foreign(&self, at: usize) -> bool {
        const OURS: [&str; 14] = [
            "Judgment",
            "Judgement",
            "Award",
            "Decision",
            "Order",
            "Report",
            "Views",
            "Merits",
            "Court",
            "Committee",
            "Tribunal",
            "Chamber",
            "Commission",
            "Opinion",
        ];
        if words::capital(self.text, at) {
            return false;
        }
        let gap = words::back_over_space(self.text, at, 0);
        let Some(head) = self.text.get(..gap).and_then(|h| h.strip_suffix(',')) else { return false };
        let named = head.trim_end_matches(['*', '_', '”', '"', '’']);
        if self.out.last().is_some_and(|last| last.span.end() >= named.len()) {
            return false;
        }
        let start = words::word_start(self.text, named.len(), 0);
        let word = named.get(start..).unwrap_or_default();
        let own = matches!(word, "Opinion" | "Order" | "Decision") && {
            let before = words::back_over_space(self.text, start, 0);
            let from = words::word_start(self.text, before, 0);
            matches!(
                self.text.get(from..before),
                Some("Separate" | "Dissenting" | "Individual" | "Concurring")
            )
        };
        let body = self.names.body_at(self.text, start).is_some_and(|(end, _)| end == named.len());
        own || words::capital(self.text, start) && !words::opener(word) && !OURS.contains(&word) && !body
    }

    /// Whether a place is the heading of a provision: alone on its line, or on a Markdown heading line.
    pub(super) fn heading(&self, start: usize, end: usize) -> bool {
        let from = scan::boundary(self.text, start.saturating_sub(24));
        let head = self.text.get(from..start).unwrap_or_default();
        let line = head.rsplit('\n').next().unwrap_or_default();
        let blank = |c: char| matches!(c, '#' | '*' | '_' | ' ' | '\t' | '>' | '\u{a0}' | '\r');
        if !line.chars().all(blank) || (line.len() == head.len() && from > 0) {
            return false;
        }
        let rest = self.text.get(end..).unwrap_or_default();
        let mut tail = rest.chars().take_while(|c| *c != '\n').take(4);
        let titled = rest.trim_start_matches(' ').starts_with([':', '—', '–']);
        line.contains('#')
            || titled
            || tail.all(|c| matches!(c, '*' | '_' | '.' | ' ' | '\r' | ':' | '\u{a0}'))
    }
}
