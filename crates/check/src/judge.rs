//! The verdict on a quotation, and what is to be said about it.

mod saying;

use model::{AuthorityId, Citation, Mapped, Span, Status, Target};

use crate::comparison::EditKind;
use crate::draft::Draft;
use crate::finding::{Checked, Finding, Spot, Verdict};
use crate::language::is_foreign;
use crate::quotation::{Attribution, Quotation, QuoteKind};
use crate::standing::{Bench, Found, refined};
use crate::telling;
use saying::spot;

/// A quotation of this many words or fewer is judged gently.
const SHORT: usize = 5;

/// A quotation of this many words or fewer is a term: that it stands in another place than the one cited is no error.
const TERM: usize = 3;

/// From this many words on a quotation without a source is looked for in the whole corpus.
const TELLING: usize = 8;

/// So many citations before a quotation in its sentence, and so many after it, are tried.
const BESIDE: usize = 20;

/// Share of the words of a quotation without a source that a held text must have, for the difference to be a fault.
const NEARLY_ALL: f64 = 0.88;

/// Share of the words of a paragraph that only its place makes a quotation.
const PARAGRAPH: f64 = 0.8;

/// A quotation, judged.
pub(crate) struct Judged {
    pub(crate) checked: Checked,
    /// What is to be said about the quotation.
    pub(crate) finding: Option<Finding>,
    /// Where the words stand, for a citation of a place that there is not.
    pub(crate) instead: Option<Found>,
}

impl Judged {
    /// Whether the words stand, at least nearly, in some held text.
    fn stands(&self) -> bool {
        self.checked.source.is_some() || self.finding.as_ref().is_some_and(|f| f.suggestion.is_some())
    }
}

/// What a quotation hangs on.
#[derive(Clone, Copy)]
struct Hook<'a> {
    citation: &'a Citation,
    target: &'a Target,
}

/// Judges the quotations of a draft.
pub(crate) struct Judge<'a> {
    pub(crate) draft: &'a Draft<'a>,
    pub(crate) bench: Bench<'a>,
}

/// A quotation with its words.
#[derive(Clone, Copy)]
struct Quoted<'a> {
    quotation: &'a Quotation,
    words: &'a Mapped,
    count: usize,
}

impl<'a> Judge<'a> {
    /// The verdict; `None` where the words turn out to be no quotation.
    pub(crate) fn judge(
        &self,
        quotation: &Quotation,
        words: &Mapped,
        attribution: Option<Attribution>,
    ) -> Option<Judged> {
        let quoted = Quoted { quotation, words, count: telling::count(words.text()) };
        let hook = attribution.and_then(|a| {
            let citation = self.bench.citations.get(a.citation)?;
            Some(Hook { citation, target: citation.targets.get(a.target)? })
        });
        if self.is_title(quoted) || (hook.is_none() && self.names(quoted)) {
            return Some(self.none(quoted));
        }
        if let (Some(hook), Some(head)) = (hook, attribution.and_then(|a| a.head))
            && let Some(judged) = self.other_work(quoted, hook, head)
        {
            return Some(judged).filter(|judged| quotation.kind != QuoteKind::Paragraph || judged.stands());
        }
        match hook {
            None if quotation.kind == QuoteKind::Paragraph => None,
            None => Some(self.unattributed(quoted)),
            Some(hook) => match &hook.target.status {
                Status::Unheld | Status::Unknown => Some(self.unverifiable(quoted, hook)),
                Status::Dangling => Some(self.ambiguous(quoted, hook, &self.having(quoted, hook))),
                Status::Ambiguous(candidates) => Some(self.ambiguous(quoted, hook, candidates)),
                Status::NoSuchPlace => Some(self.nowhere(quoted, hook)),
                _ => self.held(quoted, hook),
            }
            .filter(|judged| quotation.kind != QuoteKind::Paragraph || judged.stands()),
        }
    }

    /// A quotation within one that has no source: the verdict where some held text has its words, or nearly.
    pub(crate) fn within(&self, quotation: &Quotation, words: &Mapped) -> Option<Judged> {
        let quoted = Quoted { quotation, words, count: telling::count(words.text()) };
        if quoted.count < TELLING || self.is_title(quoted) || self.names(quoted) {
            return None;
        }
        Some(self.unattributed(quoted)).filter(Judged::stands)
    }

    /// Whether the words are what some work is called.
    fn is_title(&self, quoted: Quoted<'_>) -> bool {
        quoted.quotation.kind == QuoteKind::Inline && self.bench.texts.is_name(quoted.words.text())
    }

    /// Whether the words are part of a citation: the title of an article, as citations have it in quotation marks.
    fn names(&self, quoted: Quoted<'_>) -> bool {
        let span = quoted.quotation.span;
        let at = self.bench.citations.partition_point(|c| c.span.start() <= span.start()).checked_sub(1);
        let citation = at.and_then(|i| self.bench.citations.get(i)).map(|c| c.span);
        quoted.quotation.kind == QuoteKind::Inline
            && citation.is_some_and(|c| c.contains(span) && c.len() > span.len())
    }

    /// A quotation of a work that the citation is only the name of, `head` being the noun: "the Charter commentary". `None`
    /// where the noun means the work that is cited.
    fn other_work(&self, quoted: Quoted<'_>, hook: Hook<'_>, head: Span) -> Option<Judged> {
        let authority = hook.target.authority.as_ref()?;
        let noun = head.of(self.draft.text)?.trim_start_matches(['’', '\'']).trim();
        let works = self.bench.texts.named_by(authority, noun.strip_prefix("s ").unwrap_or(noun))?;
        let whole = hook.citation.span.cover(head).of(self.draft.text).unwrap_or_default();
        let name = Some(whole.split_whitespace().collect::<Vec<_>>().join(" ").into());
        let target = match works.as_slice() {
            [one] if self.bench.texts.words(one, None).is_some() => {
                Target { authority: Some(one.clone()), name, place: None, status: Status::Document }
            }
            [one] => Target { authority: Some(one.clone()), name, place: None, status: Status::Unheld },
            _ => Target { authority: None, name, place: None, status: Status::Unknown },
        };
        let hook = Hook { citation: hook.citation, target: &target };
        if target.status != Status::Document {
            return Some(self.unverifiable(quoted, hook));
        }
        Some(match self.bench.cited(quoted.words, &target) {
            Some(found) if found.clean() => self.clean(quoted, refined(&target, &found), &found),
            Some(found) if found.near() => self.altered(quoted, spot(&target), &target, &found, false),
            _ => self.not_found(quoted, hook),
        })
    }

    /// A quotation given to a held text.
    fn held(&self, quoted: Quoted<'_>, hook: Hook<'a>) -> Option<Judged> {
        let here = self.bench.cited(quoted.words, hook.target);
        if let Some(found) = here.as_ref().filter(|f| f.clean()) {
            return Some(self.clean(quoted, refined(hook.target, found), found));
        }
        if let Some(found) = self.bench.heading(quoted.words, hook.target) {
            return Some(self.clean(quoted, refined(hook.target, &found), &found));
        }
        // A paragraph that only its place sets apart is a quotation where some held text has its words.
        let is_own = |found: &Option<Found>| {
            quoted.quotation.kind == QuoteKind::Paragraph
                && found.as_ref().is_none_or(|f| f.comparison.share < PARAGRAPH)
        };
        if let Some((target, found)) = self.beside(quoted, hook) {
            return Some(self.clean(quoted, refined(target, &found), &found));
        }
        let authority = hook.target.authority.as_ref();
        let spot = spot(hook.target);
        // All words are there, and an ellipsis leaves out what it should not: no other place would be nearer.
        let swallowed = |f: &&Found| {
            f.near() && telling::faults(&f.comparison.edits).iter().all(|e| e.kind == EditKind::Swallowed)
        };
        if let Some(found) = here.as_ref().filter(swallowed) {
            return Some(self.altered(quoted, spot, hook.target, found, false));
        }
        let other = self.bench.anywhere(quoted.words, authority);
        if is_own(&here) && (is_own(&other) || quoted.count < TELLING) {
            return None;
        }
        if let Some(found) = other.as_ref().filter(|f| f.clean()) {
            // A work cited as a whole: the words stand in it after all.
            if hook.target.place.is_none() && found.node().as_ref().map(|n| n.document()) == authority {
                return Some(self.clean(quoted, refined(hook.target, found), found));
            }
            // Beside a longer text the same place may look better than beside its own words.
            match here.as_ref().filter(|f| f.near() && f.node() == found.node()) {
                Some(here) => return Some(self.altered(quoted, spot, hook.target, here, false)),
                None => return Some(self.misplaced(quoted, hook, found)),
            }
        }
        // Another instrument that merely comes near says nothing about words that are given to this one.
        let akin = |f: &Found| {
            f.near()
                && (f.node().as_ref().map(|n| n.document()) == authority
                    || quoted.count >= TELLING && f.comparison.share >= NEARLY_ALL)
        };
        let (here, other) = (here.filter(Found::near), other.filter(akin));
        let elsewhere = match (&here, &other) {
            (Some(here), Some(other)) => other.comparison.share > here.comparison.share + 0.15,
            (None, Some(_)) => true,
            _ => false,
        };
        if let Some(found) = if elsewhere { other } else { here } {
            return Some(self.altered(quoted, spot, hook.target, &found, elsewhere));
        }
        let lacking = match (authority, &hook.target.place, &hook.target.status) {
            (Some(authority), Some(place), Status::NotInThisText) => self.bench.texts.lacks(authority, place),
            _ => false,
        };
        if lacking || is_foreign(quoted.words.text()) {
            return Some(self.unverifiable(quoted, hook));
        }
        Some(self.not_found(quoted, hook))
    }

    /// The words may stand in what another citation of the same sentence names: a list of sources, a second citation.
    fn beside(&self, quoted: Quoted<'_>, hook: Hook<'a>) -> Option<(&'a Target, Found)> {
        let own = std::iter::once(hook.citation);
        let all = own.chain(self.in_sentence(quoted.quotation.span));
        for target in all.flat_map(|c| &c.targets) {
            let named =
                matches!(target.status, Status::Resolved(_) | Status::Document | Status::NotInThisText);
            if !named || target == hook.target {
                continue;
            }
            // A work named in passing has not been given as the source where a place of the same work is.
            let vaguer = target.place.is_none() && hook.target.place.is_some();
            if vaguer {
                continue;
            }
            if let Some(found) = self.bench.cited(quoted.words, target).filter(Found::clean) {
                return Some((target, found));
            }
        }
        None
    }

    /// A phrase that no form of words gives to a citation, but that nearly stands in what its sentence cites.
    fn nearly(&self, quoted: Quoted<'_>) -> Option<Judged> {
        if quoted.count < SHORT {
            return None;
        }
        let mut best: Option<(&Target, Found)> = None;
        for target in self.in_sentence(quoted.quotation.span).flat_map(|c| &c.targets) {
            let Some(found) = self.bench.cited(quoted.words, target).filter(|_| target.place.is_some())
            else {
                continue;
            };
            if found.clean() {
                return None;
            }
            if found.near() && best.as_ref().is_none_or(|(_, b)| b.comparison.share < found.comparison.share)
            {
                best = Some((target, found));
            }
        }
        let (target, found) = best.filter(|(_, f)| f.comparison.share >= PARAGRAPH)?;
        Some(self.altered(quoted, spot(target), target, &found, false))
    }

    /// The citations of the sentence that holds a quotation, those within it left out.
    fn in_sentence(&self, span: Span) -> impl Iterator<Item = &'a Citation> {
        let sentences = self.draft.sentences;
        let first = sentences.partition_point(|s| s.end() <= span.start());
        let holding = sentences.iter().skip(first).take_while(|s| s.start() < span.end());
        let sentence = holding.copied().reduce(Span::cover).unwrap_or_default();
        let all: &'a [Citation] = self.bench.citations;
        let at = |byte| all.partition_point(|c| c.span.start() < byte);
        let (from, here, to) = (at(sentence.start()), at(span.start()), at(sentence.end()));
        let near = from.max(here.saturating_sub(BESIDE))..to.min(here.saturating_add(BESIDE));
        let near = all.get(near).unwrap_or_default().iter();
        near.filter(move |c| sentence.contains(c.span) && !span.contains(c.span))
    }

    /// A quotation without a source: where it is long enough to be told, the words themselves are looked for.
    fn unattributed(&self, quoted: Quoted<'_>) -> Judged {
        if quoted.count < TELLING {
            return self.nearly(quoted).unwrap_or_else(|| self.none(quoted));
        }
        let Some(found) = self.bench.anywhere(quoted.words, None) else { return self.none(quoted) };
        let spot = found
            .node()
            .map(|n| Spot { authority: Some(n.document().clone()), place: Some(n.pinpoint().clone()) });
        match spot {
            Some(spot) if found.clean() => self.clean(quoted, spot, &found),
            Some(spot) if found.near() && found.comparison.share >= NEARLY_ALL => {
                let target = Target {
                    authority: spot.authority.clone(),
                    name: None,
                    place: spot.place.clone(),
                    status: Status::Document,
                };
                self.altered(quoted, spot, &target, &found, true)
            }
            _ => self.nearly(quoted).unwrap_or_else(|| self.none(quoted)),
        }
    }

    /// The works that may have the words and have the place that is cited, where the draft does not say which it means.
    fn having(&self, quoted: Quoted<'_>, hook: Hook<'_>) -> Vec<AuthorityId> {
        let Some(place) = hook.target.place.as_ref().filter(|_| quoted.count >= TELLING) else {
            return Vec::new();
        };
        let mut out = self.bench.works(quoted.words);
        out.retain(|id| self.bench.texts.words(id, Some(place)).is_some());
        out
    }

    /// A name that fits several works: the words decide, where they stand in one of them.
    fn ambiguous(&self, quoted: Quoted<'_>, hook: Hook<'_>, candidates: &[AuthorityId]) -> Judged {
        let mut near: Option<(Target, Found)> = None;
        for id in candidates {
            let mut named = Target { authority: Some(id.clone()), ..hook.target.clone() };
            let found = match &hook.target.place {
                Some(place) => {
                    let node = model::PassageId::new(id.clone(), place.clone());
                    named.status = Status::Resolved(vec![node]);
                    self.bench.cited(quoted.words, &named)
                }
                None => {
                    named.status = Status::Document;
                    self.bench.within(quoted.words, id)
                }
            };
            let Some(found) = found.filter(Found::near) else { continue };
            if found.clean() {
                let spot =
                    Spot { authority: Some(id.clone()), place: found.node().map(|n| n.pinpoint().clone()) };
                return self.clean(quoted, spot, &found);
            }
            if near.as_ref().is_none_or(|(_, n)| n.comparison.share < found.comparison.share) {
                near = Some((named, found));
            }
        }
        // So much of the words stands in one of them that it is the one that is meant.
        match near.filter(|(_, f)| quoted.count >= TELLING && f.comparison.share >= PARAGRAPH) {
            Some((named, found)) => self.altered(quoted, spot(&named), &named, &found, false),
            None => self.unverifiable(quoted, hook),
        }
    }

    /// A quotation whose citation names a place that there is not: the citation is at fault, and says where the words stand.
    fn nowhere(&self, quoted: Quoted<'_>, hook: Hook<'_>) -> Judged {
        let spot = spot(hook.target);
        let found = self.bench.anywhere(quoted.words, hook.target.authority.as_ref());
        match found.filter(|f| f.clean() || f.near()) {
            Some(found) if found.clean() => {
                let mut judged = self.judged(quoted, Verdict::Misplaced, Some(spot), Some(&found), None);
                judged.instead = Some(found);
                judged
            }
            Some(found) => self.judged(quoted, Verdict::Altered, Some(spot), Some(&found), None),
            None => self.judged(quoted, Verdict::NotFound, Some(spot), None, None),
        }
    }
}

#[cfg(test)]
mod tests;
