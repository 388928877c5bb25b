//! The verdict on a quotation, and what is to be said about it.

use model::{AuthorityId, Citation, Mapped, Span, Status, Target};

use crate::comparison::{EditKind, Likeness};
use crate::draft::Draft;
use crate::finding::{Checked, Finding, Replace, Severity, Spot, Verdict};
use crate::language::is_foreign;
use crate::quotation::{Attribution, Quotation, QuoteKind};
use crate::rules::{
    QUOTE_ALTERED, QUOTE_MISPLACED, QUOTE_NOT_FOUND, QUOTE_VARIANT, Rule, UNVERIFIABLE_QUOTE,
};
use crate::standing::{Bench, Found, cite, refined};
use crate::telling;

/// A quotation of this many words or fewer is judged gently.
const SHORT: usize = 5;

/// A quotation of this many words or fewer is a term: that it stands in another place than the one cited is no error.
const TERM: usize = 3;

/// From this many words on a quotation without a source is looked for in the whole corpus.
const TELLING: usize = 8;

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
        match hook {
            None if quotation.kind == QuoteKind::Paragraph => None,
            None => Some(self.unattributed(quoted)),
            Some(hook) => match &hook.target.status {
                Status::Unheld | Status::Unknown | Status::Dangling => Some(self.unverifiable(quoted, hook)),
                Status::Ambiguous(candidates) => Some(self.ambiguous(quoted, hook, candidates)),
                Status::NoSuchPlace => Some(self.nowhere(quoted, hook)),
                _ => self.held(quoted, hook),
            }
            .filter(|judged| quotation.kind != QuoteKind::Paragraph || judged.stands()),
        }
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
        let holds = move |s: &&Span| s.start() < span.end() && span.start() < s.end();
        let sentence = self.draft.sentences.iter().filter(holds).copied().reduce(Span::cover);
        let all = self.bench.citations.iter();
        all.filter(move |c| sentence.is_some_and(|s| s.contains(c.span)) && !span.contains(c.span))
    }

    /// A quotation without a source: where it is long enough to be told, the words themselves are looked for.
    fn unattributed(&self, quoted: Quoted<'_>) -> Judged {
        let none = |finding| Judged {
            checked: Checked {
                span: quoted.quotation.span,
                verdict: Verdict::Unattributed,
                attributed: None,
                source: None,
            },
            finding,
            instead: None,
        };
        if quoted.count < TELLING {
            return self.nearly(quoted).unwrap_or_else(|| none(None));
        }
        let Some(found) = self.bench.anywhere(quoted.words, None) else { return none(None) };
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
            _ => none(None),
        }
    }

    /// The words stand in the source.
    fn clean(&self, quoted: Quoted<'_>, spot: Spot, found: &Found) -> Judged {
        let verdict = match found.comparison.likeness {
            Likeness::Verbatim => Verdict::Verbatim,
            _ => Verdict::Marked,
        };
        let finding = (found.comparison.likeness == Likeness::Variant).then(|| {
            let edits = telling::variants(&found.comparison.edits);
            let told = telling::sentence(&edits, self.draft.text, &found.text);
            let message = format!("{}: {told}", found.cite(self.bench.texts));
            Finding {
                marks: telling::marks(&edits, &found.text),
                help: Some("both readings count as right".to_owned()),
                ..self.finding(&QUOTE_VARIANT, quoted, &spot, found, message)
            }
        });
        self.judged(quoted, verdict, Some(spot), Some(found), finding)
    }

    /// The words stand in the source, but not quite.
    fn altered(
        &self,
        quoted: Quoted<'_>,
        spot: Spot,
        target: &Target,
        found: &Found,
        elsewhere: bool,
    ) -> Judged {
        let faults = telling::faults(&found.comparison.edits);
        let told = telling::sentence(&faults, self.draft.text, &found.text);
        let told = if told.is_empty() { "the source reads otherwise".to_owned() } else { told };
        let message = format!("{}: {told}", found.cite(self.bench.texts));
        let mut finding = self.finding(&QUOTE_ALTERED, quoted, &spot, found, message);
        finding.marks = telling::marks(&faults, &found.text);
        finding.help =
            Some("take the source's words, or mark the change with brackets or an ellipsis".to_owned());
        if elsewhere {
            finding.suggestion = found.suggestion();
        }
        let spot = if elsewhere { spot } else { refined(target, found) };
        self.judged(quoted, Verdict::Altered, Some(spot), Some(found), Some(gently(finding, quoted.count)))
    }

    /// The words stand somewhere else.
    fn misplaced(&self, quoted: Quoted<'_>, hook: Hook<'_>, found: &Found) -> Judged {
        let cited = self.cite(hook.target);
        let there = found.cite(self.bench.texts);
        let same = found.node().as_ref().map(|n| n.document()) == hook.target.authority.as_ref();
        let place = found.node().filter(|_| same).map(|n| n.pinpoint().plain());
        let stands = place.as_ref().unwrap_or(&there);
        let message = format!("these words do not stand in {cited}; they stand in {stands}");
        let mut finding = self.finding(&QUOTE_MISPLACED, quoted, &spot(hook.target), found, message);
        finding.expected = None;
        finding.suggestion = found.suggestion();
        finding.help = Some(format!("cite {there}"));
        if let (true, Some(from), Some(to)) = (same, &hook.target.place, found.node()) {
            let (citation, from) = (hook.citation.span, from.clone());
            finding.replace = Some(Replace { citation, from, to: to.pinpoint().clone() });
        }
        if quoted.count <= TERM {
            finding.severity = finding.severity.min(Severity::Warning);
        }
        let spot = spot(hook.target);
        self.judged(quoted, Verdict::Misplaced, Some(spot), Some(found), Some(finding))
    }

    /// The words stand nowhere.
    fn not_found(&self, quoted: Quoted<'_>, hook: Hook<'_>) -> Judged {
        let cited = self.cite(hook.target);
        let message = format!("these words stand neither in {cited} nor in any other held text");
        let mut finding = Finding::new(&QUOTE_NOT_FOUND, quoted.quotation.span, message);
        finding.found = Some(self.words(quoted));
        finding.target = Some(spot(hook.target));
        finding.help = Some("take the words from the source, or say it without quotation marks".to_owned());
        let spot = spot(hook.target);
        self.judged(quoted, Verdict::NotFound, Some(spot), None, Some(gently(finding, quoted.count)))
    }

    /// The source is not held: nothing is said about the words, but where else they stand.
    fn unverifiable(&self, quoted: Quoted<'_>, hook: Hook<'_>) -> Judged {
        let why = match &hook.target.status {
            Status::Unheld => format!("the text of {} is not held", self.work(hook.target)),
            Status::Unknown => format!("the table of authorities does not have {}", self.work(hook.target)),
            Status::Dangling => "the draft does not say which work this is from".to_owned(),
            Status::Ambiguous(_) => format!("{} may mean several works", self.work(hook.target)),
            Status::NotInThisText if !is_foreign(quoted.words.text()) => {
                format!("the held print does not have {}", self.cite(hook.target))
            }
            _ => format!("the words are not in the language of the held text of {}", self.work(hook.target)),
        };
        let mut finding =
            Finding::new(&UNVERIFIABLE_QUOTE, quoted.quotation.span, format!("not checked: {why}"));
        finding.found = Some(self.words(quoted));
        finding.target = Some(spot(hook.target));
        finding.help = Some("check the words by hand, or bring the text in with `corpus add`".to_owned());
        if quoted.count >= TELLING
            && let Some(found) = self.bench.anywhere(quoted.words, None).filter(Found::clean)
        {
            finding.message.push_str(&format!("; the words stand in {}", found.cite(self.bench.texts)));
            finding.suggestion = found.suggestion();
        }
        self.judged(quoted, Verdict::Unheld, Some(spot(hook.target)), None, Some(finding))
    }

    /// A name that fits several works: the words decide, where they stand in one of them.
    fn ambiguous(&self, quoted: Quoted<'_>, hook: Hook<'_>, candidates: &[AuthorityId]) -> Judged {
        for id in candidates {
            let found = match &hook.target.place {
                Some(place) => {
                    let node = model::PassageId::new(id.clone(), place.clone());
                    let status = Status::Resolved(vec![node]);
                    let target = Target { authority: Some(id.clone()), status, ..hook.target.clone() };
                    self.bench.cited(quoted.words, &target)
                }
                None => self.bench.within(quoted.words, id),
            };
            if let Some(found) = found.filter(Found::clean) {
                let spot =
                    Spot { authority: Some(id.clone()), place: found.node().map(|n| n.pinpoint().clone()) };
                return self.clean(quoted, spot, &found);
            }
        }
        self.unverifiable(quoted, hook)
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

    fn judged(
        &self,
        quoted: Quoted<'_>,
        verdict: Verdict,
        attributed: Option<Spot>,
        found: Option<&Found>,
        finding: Option<Finding>,
    ) -> Judged {
        let source = found.and_then(Found::standing);
        let checked = Checked { span: quoted.quotation.span, verdict, attributed, source };
        Judged { checked, finding, instead: None }
    }

    /// A finding that shows both readings.
    fn finding(
        &self,
        rule: &'static Rule,
        quoted: Quoted<'_>,
        target: &Spot,
        found: &Found,
        message: String,
    ) -> Finding {
        Finding {
            expected: Some(found.words()),
            found: Some(self.words(quoted)),
            target: Some(target.clone()),
            facing: found.facing(self.bench.texts),
            ..Finding::new(rule, quoted.quotation.span, message)
        }
    }

    /// The draft's words in a line.
    fn words(&self, quoted: Quoted<'_>) -> String {
        quoted.words.text().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The work with the place.
    fn cite(&self, target: &Target) -> String {
        match &target.authority {
            Some(authority) => cite(self.bench.texts, authority, target.place.as_ref()),
            None => self.work(target),
        }
    }

    /// The work alone.
    fn work(&self, target: &Target) -> String {
        match (&target.authority, &target.name) {
            (Some(authority), _) => self.bench.texts.title(authority),
            (None, Some(name)) => format!("“{name}”"),
            (None, None) => "the work cited".to_owned(),
        }
    }
}

fn spot(target: &Target) -> Spot {
    Spot { authority: target.authority.clone(), place: target.place.clone() }
}

/// A finding about a short quotation is a warning at most.
fn gently(mut finding: Finding, count: usize) -> Finding {
    if count <= SHORT {
        finding.severity = finding.severity.min(Severity::Warning);
    }
    finding
}
