//! Which of several works the data beside a name single out: docket, page, date, the words for a decision.

use std::borrow::Cow;
use std::ops::Range;

use model::Kind;

use super::Resolver;
use super::meaning::MOST_CANDIDATES;
use crate::fold;
use crate::found::Found;
use crate::names::Index;
use crate::scan;
use crate::words;

impl Resolver<'_> {
    /// The authorities that the docket, document number or page beside a name belong to.
    pub(super) fn by_data(&self, found: &Found) -> Vec<Index> {
        let mut out: Vec<Index> = Vec::new();
        for code in found.codes() {
            out.extend(self.names.numbers().code(self.text.get(code.clone()).unwrap_or_default()));
        }
        if let Some((series, volume, page)) = found.printed() {
            out.extend(self.names.numbers().page(series, volume, page));
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Of several authorities those that the data beside the name single out: docket, page, then the date.
    pub(super) fn told_by_data(&self, found: &Found, all: &[Index]) -> Vec<Index> {
        if all.len() < 2 {
            return all.to_vec();
        }
        let data = self.by_data(found);
        let by_data: Vec<Index> = all.iter().copied().filter(|i| data.contains(i)).collect();
        let all = if by_data.is_empty() { all } else { &by_data };
        if all.len() == 1 {
            return all.to_vec();
        }
        let raw = found.span.of(self.text).unwrap_or_default();
        let year = |i: &Index| {
            let date = self.names.authority(*i).and_then(|a| a.date.as_deref());
            date.and_then(|d| d.get(..4)).is_some_and(|y| raw.contains(y))
        };
        let mut of: Vec<Index> = all.iter().copied().filter(year).collect();
        if of.is_empty()
            && let Some(dated) = self.year_before(found)
        {
            let given = |i: &Index| {
                let date = self.names.authority(*i).and_then(|a| a.date.as_deref());
                date.is_some_and(|d| d.starts_with(dated))
            };
            of = all.iter().copied().filter(given).collect();
        }
        let of = if of.is_empty() { all.to_vec() } else { of };
        let decision = |i: &Index| self.names.authority(*i).is_some_and(|a| a.kind == Kind::Case);
        let told = if of.iter().all(decision) { self.told_by_words(raw, &of) } else { None };
        told.map_or(of, |one| vec![one])
    }

    /// Of the works that go by a noun those of the date beside it: "the 2004 Advisory Opinion", "the Opinion of 9 July 2004".
    /// With it, whether they are opinions of that date and no other of the table is, so that none need have been named.
    pub(super) fn of_date<'i>(
        &self,
        found: &Found,
        of: &'i [Index],
        head: &Range<usize>,
    ) -> (Cow<'i, [Index]>, bool) {
        let before = self.text.get(found.span.start()..head.start).map(str::trim_start).unwrap_or_default();
        let year = words::year(before, 0).and_then(|end| before.get(..end)).map(str::to_owned);
        let behind = scan::word(self.text, scan::space(self.text.as_bytes(), head.end), "of")
            .filter(|end| *end < found.span.end())
            .and_then(|end| words::iso(self.text, scan::space(self.text.as_bytes(), end)));
        let Some(date) = behind.map(|(date, _)| date).or(year) else { return (of.into(), false) };
        let given = |i: &Index| {
            let dated = self.names.authority(*i).and_then(|a| a.date.as_deref());
            dated.is_some_and(|d| d.starts_with(&date) || date.starts_with(d))
        };
        let dated: Vec<Index> = of.iter().copied().filter(given).collect();
        let opinion = self.text.get(head.clone()).is_some_and(|noun| noun.ends_with("pinion"));
        let alone = dated.len() == 1 && opinion;
        if dated.is_empty() { (of.into(), false) } else { (dated.into(), alone) }
    }

    /// Of several decisions the one whose title holds most of the words of the citation that their titles do not share:
    /// "Arvonia, Interlocutory Appeal on Jurisdiction".
    pub(super) fn told_by_words(&self, raw: &str, all: &[Index]) -> Option<Index> {
        if all.len() < 2 || all.len() > MOST_CANDIDATES || !raw.contains([',', '(']) {
            return None;
        }
        // Signs such as "¶" end a folded name, so that the words are taken apart here.
        let flat = |text: &str| -> Vec<String> {
            let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
            words.map(|w| fold::bare(w).to_lowercase()).collect()
        };
        let said = flat(raw);
        let titles: Vec<(Index, Vec<String>)> = all
            .iter()
            .filter_map(|&i| {
                Some((i, self.names.authority(i).filter(|a| matches!(a.kind, Kind::Case | Kind::Treaty))?))
            })
            .map(|(i, a)| (i, a.names().flat_map(flat).collect()))
            .collect();
        let telling = |word: &String| {
            word.len() > 3 && !words::small(word) && !titles.iter().all(|(_, title)| title.contains(word))
        };
        let score = |title: &[String]| said.iter().filter(|w| telling(w) && title.contains(w)).count();
        let mut scored: Vec<(usize, Index)> = titles.iter().map(|(i, title)| (score(title), *i)).collect();
        scored.sort_unstable_by(|a, b| b.cmp(a));
        match scored.as_slice() {
            [(best, one), (next, _), ..] if best > next => Some(*one),
            _ => None,
        }
    }

    /// The cases of the table between these parties.
    pub(super) fn parties(&self, raw: &str) -> Vec<Index> {
        let flat = fold::flat(raw);
        let Some((left, right)) = flat.split_once(" v ").or_else(|| flat.split_once(" vs ")) else {
            return Vec::new();
        };
        let bare = |party: &str| party.strip_prefix("the ").unwrap_or(party).to_owned();
        self.names.numbers().parties(&bare(left), &bare(right))
    }

    /// The year of the date before a case: "the order of 16 March 2022 in Arvonia v. Belmark".
    fn year_before(&self, found: &Found) -> Option<&str> {
        const NEAR: usize = 48;
        let from = scan::boundary(self.text, found.span.start().saturating_sub(NEAR));
        let head = self.text.get(from..found.span.start())?.trim_end_matches(['*', '_', ' ', '\u{a0}', '\n']);
        let head = head.strip_suffix("in the case of").or_else(|| head.strip_suffix(" in"))?.trim_end();
        let year = head.get(head.len().checked_sub(4)?..)?;
        let said = ["judgment", "judgement", "order", "decision", "ruling", "opinion"];
        (words::year(year, 0) == Some(4) && said.iter().any(|noun| head.contains(noun))).then_some(year)
    }
}
