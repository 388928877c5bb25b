//! What is said of a quotation, once its verdict is clear.

use model::{Status, Target};

use super::{Hook, Judge, Judged, Quoted, SHORT, TELLING, TERM};
use crate::comparison::Likeness;
use crate::finding::{Checked, Finding, Replace, Severity, Spot, Verdict};
use crate::language::is_foreign;
use crate::rules::{
    QUOTE_ALTERED, QUOTE_MISPLACED, QUOTE_NOT_FOUND, QUOTE_VARIANT, Rule, UNVERIFIABLE_QUOTE,
};
use crate::standing::{Found, cite, refined};
use crate::telling;

impl Judge<'_> {
    /// The words stand in the source.
    pub(super) fn clean(&self, quoted: Quoted<'_>, spot: Spot, found: &Found) -> Judged {
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
    pub(super) fn altered(
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
        finding.help = Some(telling::advice(&faults).to_owned());
        if elsewhere {
            finding.suggestion = found.suggestion();
        }
        let spot = if elsewhere { spot } else { refined(target, found) };
        self.judged(quoted, Verdict::Altered, Some(spot), Some(found), Some(gently(finding, quoted.count)))
    }

    /// The words stand somewhere else.
    pub(super) fn misplaced(&self, quoted: Quoted<'_>, hook: Hook<'_>, found: &Found) -> Judged {
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
    pub(super) fn not_found(&self, quoted: Quoted<'_>, hook: Hook<'_>) -> Judged {
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
    pub(super) fn unverifiable(&self, quoted: Quoted<'_>, hook: Hook<'_>) -> Judged {
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

    /// Words that are given to no source.
    pub(super) fn none(&self, quoted: Quoted<'_>) -> Judged {
        self.judged(quoted, Verdict::Unattributed, None, None, None)
    }

    pub(super) fn judged(
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
    pub(super) fn finding(
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
    pub(super) fn words(&self, quoted: Quoted<'_>) -> String {
        quoted.words.text().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The work with the place.
    pub(super) fn cite(&self, target: &Target) -> String {
        match &target.authority {
            Some(authority) => cite(self.bench.texts, authority, target.place.as_ref()),
            None => self.work(target),
        }
    }

    /// The work alone.
    pub(super) fn work(&self, target: &Target) -> String {
        match (&target.authority, &target.name) {
            (Some(authority), _) => self.bench.texts.title(authority),
            (None, Some(name)) => format!("“{name}”"),
            (None, None) => "the work cited".to_owned(),
        }
    }
}

pub(super) fn spot(target: &Target) -> Spot {
    Spot { authority: target.authority.clone(), place: target.place.clone() }
}

/// A finding about a short quotation is a warning at most.
fn gently(mut finding: Finding, count: usize) -> Finding {
    if count <= SHORT {
        finding.severity = finding.severity.min(Severity::Warning);
    }
    finding
}
