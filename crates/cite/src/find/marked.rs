//! What shows that a name which is also that of a state, a place or a person is meant as the name of a case.

use super::Scan;
use crate::fold;
use crate::found::Who;
use crate::names::{Entry, Index};
use crate::place;
use crate::scan;
use crate::words;

impl Scan<'_> {
    /// Whether a name stands in italics, before a word for a decision or before a place in brackets: "*Arvonia*", "the
    /// Arvonia judgment", "Arvonia (para 5)".
    pub(super) fn marked(&self, start: usize, end: usize) -> bool {
        const DECISIONS: [&str; 20] = [
            "dicta",
            "holding",
            "formula",
            "threshold",
            "test",
            "standard",
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
        let next = scan::space(self.bytes(), end);
        let placed = self.bytes().get(next) == Some(&b'(')
            && place::designator(self.text, next + 1).is_some_and(|d| !d.weak)
            && self.text.get(start..end).is_some_and(|name| !self.names.numbers().litigant(name));
        italic
            || placed
            || self.argued(start, next)
            || self.spoke(start, next)
            || self.noted(start, end)
            || scan::any_word(self.text, scan::space(self.bytes(), end), &DECISIONS).is_some()
    }

    /// Whether a name stands where only a decision can: "distinguish Arvonia", "Arvonia held". What stood in court itself,
    /// as states do, acts and speaks as well.
    pub(super) fn argued(&self, start: usize, next: usize) -> bool {
        const BEFORE: [&str; 14] = [
            "distinguish",
            "distinguished",
            "distinguishes",
            "distinguishing",
            "following",
            "followed",
            "overrule",
            "overruled",
            "overruling",
            "applied",
            "applying",
            "citing",
            "quoting",
            "per",
        ];
        const AFTER: [&str; 8] = [
            "held",
            "holds",
            "confirmed that",
            "stands for",
            "established that",
            "teaches",
            "was decided",
            "concerned",
        ];
        let gap = words::back_over_space(self.text, start, 0);
        let before = self.text.get(words::word_start(self.text, gap, 0)..gap).unwrap_or_default();
        let said = BEFORE.contains(&before) || scan::any_word(self.text, next, &AFTER).is_some();
        said && self.text.get(start..next).is_some_and(|name| !self.names.numbers().litigant(name.trim_end()))
    }

    /// Whether a name stands behind "in" and a note is called right after it: "read the provision so in Arvonia.[11]". The name of
    /// an accused is that of the case behind either: nobody is "in Keeper" but in the decision.
    pub(super) fn noted(&self, start: usize, end: usize) -> bool {
        const WITHIN: [&str; 6] =
            [" in", " in line with", " consistent with", " contrary to", " under", " since"];
        let gap = words::back_over_space(self.text, start, 0);
        let head = self.text.get(gap.saturating_sub(24)..gap).unwrap_or_default();
        let inside = (WITHIN.iter().any(|w| head.ends_with(w)) || head.ends_with("In"))
            && fold::possessive(self.text, end) == 0;
        let called = words::note_called(self.text, end).is_some();
        called && head.ends_with(" in") || (called || inside) && self.accused(start, end)
    }

    /// Whether a name is that of the accused in a case of the table.
    pub(super) fn accused(&self, start: usize, end: usize) -> bool {
        let name = self.text.get(start..end).unwrap_or_default();
        let prosecuted = |&i: &Index| {
            let parties = self.names.authority(i).map(|a| a.parties.as_slice());
            matches!(parties, Some([one, other]) if one == "Prosecutor" && other.contains(name))
        };
        self.names.exactly(name).is_some_and(|e| e.shared.iter().chain(&e.named).any(prosecuted))
    }

    /// Whether a name stands between "in" and its court, or after both: "In Arvonia the Court held", "The Court in Arvonia".
    pub(super) fn spoke(&self, start: usize, next: usize) -> bool {
        let gap = words::back_over_space(self.text, start, 0);
        let before = words::word_start(self.text, gap, 0);
        let inside = self.text.get(before..gap).is_some_and(|w| w.eq_ignore_ascii_case("in"));
        let next = match self.bytes().get(next) {
            Some(b',') => scan::space(self.bytes(), next + 1),
            _ => next,
        };
        let courts = [
            "the Court",
            "the Tribunal",
            "the Chamber",
            "the Committee",
            "the Commission",
            "the Appeals Chamber",
        ];
        let speaker = self.text.get(..before).map(|head| head.trim_end_matches([' ', '\n', '\u{a0}', ',']));
        let spoken = speaker.is_some_and(|head| courts.iter().any(|court| ends_with_court(head, court)));
        let speaks =
            courts.iter().any(|court| self.text.get(next..).is_some_and(|rest| rest.starts_with(court)));
        let owner = fold::possessive(self.text, words::back_over_space(self.text, next, start)) > 0;
        inside && !owner && (speaks || spoken)
    }

    /// Whether a name is that of the private party to a case against a state that was named before: after "Keeper v. Arvonia",
    /// "Keeper" is the case.
    pub(super) fn party_again(&self, at: usize, end: usize, entry: &Entry) -> bool {
        let raw = self.text.get(at..end).unwrap_or_default();
        let against = |&i: &Index| {
            let Some([one, _]) = self.names.authority(i).map(|a| a.parties.as_slice()) else { return false };
            one.strip_prefix(raw).is_some_and(|rest| rest.is_empty() || rest.starts_with(" and Others"))
        };
        let of: Vec<Index> = entry.shared.iter().copied().filter(against).collect();
        !of.is_empty() && !self.names.numbers().litigant(raw) && self.named_before(&of)
    }

    /// Whether one of these works was named shortly before.
    pub(super) fn named_before(&self, of: &[Index]) -> bool {
        const NEAR: usize = 64;
        let meant = |who: &Who| match who {
            Who::Named(all) | Who::Shared { all, .. } => all.iter().any(|i| of.contains(i)),
            _ => false,
        };
        self.out.iter().rev().take(NEAR).any(|found| found.who.iter().any(meant))
    }
}

/// Whether `head` ends with the name of a court, whatever the case of its article.
fn ends_with_court(head: &str, court: &str) -> bool {
    let from = head.len().checked_sub(court.len());
    from.and_then(|from| head.get(from..)).is_some_and(|tail| tail.eq_ignore_ascii_case(court))
}
