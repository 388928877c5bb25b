//! Labels for a passage, with their evidence.

use model::{Document, Label, NodeIx};

use crate::judge::{Verdict, judge, places, score};
use crate::lookup::{Lookup, Memory};
use crate::passage::{Cited, Passage, Placing, is_prose, members};
use crate::reading::Reading;
use crate::rules::{Place, Rules};
use crate::seen::{Provision, Read, Seen};
use crate::vocabulary::Vocabulary;
use crate::weights::{Channel, Weights};

/// A label of a passage.
#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    /// The label.
    pub label: Label,
    /// How sure, from 0 to 1; above a half, or it would not be given.
    pub score: f32,
    /// The words and citations of the passage that it rests on, strongest first, as they stand in the text.
    pub evidence: Vec<String>,
}

/// A document to be labelled, with what is known of its nodes.
#[derive(Clone, Copy)]
pub struct Whole<'d> {
    document: &'d Document,
    cited: &'d dyn Fn(NodeIx) -> Vec<Cited>,
    languages: &'d [Option<String>],
}

impl<'d> Whole<'d> {
    /// A document of which no more is known than its text.
    pub fn new(document: &'d Document) -> Self {
        Self { document, cited: &|_| Vec::new(), languages: &[] }
    }

    /// The same; `cited` tells what a node cites.
    #[must_use]
    pub fn citing(self, cited: &'d dyn Fn(NodeIx) -> Vec<Cited>) -> Self {
        Self { cited, ..self }
    }

    /// The same, in these languages (ISO 639-1), by node. What is in a language that the rules do not read gets no label: words
    /// that look alike would bring it by chance.
    #[must_use]
    pub fn spoken(self, languages: &'d [Option<String>]) -> Self {
        Self { languages, ..self }
    }

    /// Whether the rules read a node.
    fn is_read(&self, ix: usize, rules: &Rules) -> bool {
        rules.reads(self.languages.get(ix).and_then(Option::as_deref))
    }

    /// Whose words are read: nodes that the rules read, and what stands above such a node.
    fn read(&self, rules: &Rules) -> Vec<bool> {
        let mut out = vec![false; self.document.nodes.len()];
        for ix in (0..out.len()).filter(|&ix| self.is_read(ix, rules)) {
            let mut at = Some(NodeIx(ix));
            while let Some(read) = at.and_then(|ix| out.get_mut(ix.0)).filter(|read| !**read) {
                *read = true;
                at = at.and_then(|ix| self.document.node(ix)?.parent);
            }
        }
        out
    }
}

impl std::fmt::Debug for Whole<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Whole").field("document", &self.document.meta.id).finish_non_exhaustive()
    }
}

/// Most pieces of evidence that are named.
const MOST_EVIDENCE: usize = 5;

/// The labels of a passage, surest first.
pub fn tag(passage: &Passage<'_>, rules: &Rules, weights: Option<&Weights>) -> Vec<Tag> {
    let read = OwnReadings::of(passage, rules, weights.map(|w| &w.vocabulary));
    let seen = read.seen(passage);
    tags(&seen, &judge(&seen, rules, weights, &places(rules, weights)), rules, weights)
}

/// The labels of every passage of a document that the rules read, in its order. Reads every word once.
pub fn tag_document(whole: &Whole<'_>, rules: &Rules, weights: Option<&Weights>) -> Vec<(NodeIx, Vec<Tag>)> {
    let mut out = Vec::new();
    let mut lookup = Lookup::new(&rules.matcher, weights.map(|w| &w.vocabulary));
    judge_all(whole, rules, weights, &mut lookup, |ix, seen, verdicts| {
        out.push((ix, tags(seen, verdicts, rules, weights)));
    });
    out
}

/// Labels one document after another, and keeps what it has looked up of their words.
#[derive(Debug, Default)]
pub struct Labeller(Memory);

impl Labeller {
    /// The labels of every passage of a document, in its order, as [`tag_document`] gives them: surest first. `rules` and
    /// `weights` must be those that the labeller was first used with.
    pub fn labels(
        &mut self,
        whole: &Whole<'_>,
        rules: &Rules,
        weights: Option<&Weights>,
    ) -> Vec<(NodeIx, Vec<Label>)> {
        let mut out = Vec::new();
        let memory = std::mem::take(&mut self.0);
        let mut lookup = Lookup::with(memory, &rules.matcher, weights.map(|w| &w.vocabulary));
        judge_all(whole, rules, weights, &mut lookup, |ix, _, verdicts| {
            let labels = given(verdicts, rules).into_iter().map(|(label, ..)| label.clone()).collect();
            out.push((ix, labels));
        });
        self.0 = lookup.into_memory();
        out
    }
}

/// Judges every passage of a document that the rules read, in its order.
fn judge_all(
    whole: &Whole<'_>,
    rules: &Rules,
    weights: Option<&Weights>,
    lookup: &mut Lookup<'_>,
    mut found: impl FnMut(NodeIx, &Seen<'_>, &[Verdict<'_>]),
) {
    let is_read = whole.read(rules);
    if !is_read.contains(&true) {
        return;
    }
    let document = whole.document;
    let vocabulary = weights.map(|w| &w.vocabulary);
    let places = places(rules, weights);
    let prose = is_prose(document.meta.kind);
    // What is not read is as if it were not there.
    let own_text = |(node, read): (&model::Node, &bool)| if *read { node.own_text() } else { String::new() };
    let texts: Vec<String> = document.nodes.iter().zip(&is_read).map(own_text).collect();
    let mut read = |text: &str| Reading::of(text, rules, vocabulary, lookup);
    let own: Vec<Reading> = texts.iter().map(|t| read(t)).collect();
    let nodes = document.nodes.iter().zip(&is_read);
    let headings: Vec<Option<Reading>> =
        nodes.map(|(n, is_read)| n.heading.as_deref().filter(|_| *is_read).map(&mut read)).collect();
    let mut provision: Option<(NodeIx, Provision)> = None;
    for (i, node) in document.nodes.iter().enumerate() {
        if !node.is_passage() || !whole.is_read(i, rules) {
            continue;
        }
        let ix = NodeIx(i);
        let place = Placing::of(document, ix);
        let at = place.provision();
        if provision.as_ref().is_none_or(|(of, _)| *of != at) {
            let below = members(document, at);
            let passages: Vec<Read<'_>> = below.iter().map(|ix| (texts[ix.0].as_str(), &own[ix.0])).collect();
            provision = Some((at, Provision::of(&passages, prose, rules)));
        }
        let Some((_, provision)) = &provision else { continue };
        let heading = |ix: &NodeIx| {
            let text = document.node(*ix)?.heading.as_deref()?;
            Some((text, headings.get(ix.0)?.as_ref()?))
        };
        // Only who writes about the law speaks of a doctrine by citing what carries it.
        let cited = if prose { (whole.cited)(ix) } else { Vec::new() };
        let seen = Seen {
            text: place.within().map(|ix| (texts[ix.0].as_str(), &own[ix.0])).collect(),
            headings: place.within().filter_map(heading).collect(),
            above: place.outside().filter_map(heading).collect(),
            provision,
            prose,
            cited: &cited,
        };
        found(ix, &seen, &judge(&seen, rules, weights, &places));
    }
}

/// Readings made for one passage alone.
pub(crate) struct OwnReadings {
    text: Vec<Reading>,
    headings: Vec<Reading>,
    above: Vec<Reading>,
    provision: Provision,
}

impl OwnReadings {
    pub(crate) fn of(passage: &Passage<'_>, rules: &Rules, vocabulary: Option<&Vocabulary>) -> Self {
        let mut read = Reading::reader(rules, vocabulary);
        let members: Vec<Reading> = passage.provision.iter().map(|t| read(t)).collect();
        let reads: Vec<Read<'_>> = passage.provision.iter().map(AsRef::as_ref).zip(&members).collect();
        Self {
            provision: Provision::of(&reads, is_prose(passage.kind), rules),
            text: passage.opening.iter().chain([&passage.words]).map(|t| read(t)).collect(),
            headings: passage.headings.iter().map(|t| read(t)).collect(),
            above: passage.above.iter().map(|t| read(t)).collect(),
        }
    }

    pub(crate) fn seen<'r>(&'r self, passage: &'r Passage<'_>) -> Seen<'r> {
        let text = passage.opening.iter().chain([&passage.words]).map(AsRef::as_ref);
        Seen {
            text: text.zip(&self.text).collect(),
            headings: passage.headings.iter().copied().zip(&self.headings).collect(),
            above: passage.above.iter().copied().zip(&self.above).collect(),
            provision: &self.provision,
            prose: is_prose(passage.kind),
            cited: &passage.cited,
        }
    }
}

fn tags(seen: &Seen<'_>, verdicts: &[Verdict<'_>], rules: &Rules, weights: Option<&Weights>) -> Vec<Tag> {
    let tag = |(label, score, verdict): (&Label, f32, &Verdict<'_>)| Tag {
        label: label.clone(),
        score,
        evidence: evidence(seen, verdict, label, weights),
    };
    given(verdicts, rules).into_iter().map(tag).collect()
}

/// The labels that are given, surest first, with their scores.
fn given<'v, 'r>(verdicts: &'v [Verdict<'r>], rules: &'v Rules) -> Vec<(&'v Label, f32, &'v Verdict<'r>)> {
    let judged = rules.doctrines.iter().zip(verdicts).filter(|(_, v)| v.given());
    let mut out: Vec<_> = judged.map(|(d, v)| (&d.label, score(v.odds), v)).collect();
    out.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    out
}

fn evidence(seen: &Seen<'_>, verdict: &Verdict<'_>, label: &Label, weights: Option<&Weights>) -> Vec<String> {
    let mut fired: Vec<_> =
        verdict.points.fired.iter().filter(|f| f.points > 0.0 && f.place != Place::Provision).collect();
    fired.sort_by(|a, b| b.points.total_cmp(&a.points));
    let mut out: Vec<String> = Vec::new();
    let by_rules = fired.into_iter().map(|f| f.words);
    let by_weights = weights.map(|w| strongest(seen, label, w)).unwrap_or_default();
    for words in by_rules.chain(by_weights) {
        let known = |have: &String| have.to_lowercase().contains(&words.to_lowercase());
        if !words.is_empty() && !out.iter().any(known) {
            out.push(words.to_owned());
        }
    }
    out.truncate(MOST_EVIDENCE);
    out
}

/// The words and phrases that speak most for a label, as they stand in the passage or, failing that, in its headings.
fn strongest<'r>(seen: &Seen<'r>, label: &Label, weights: &Weights) -> Vec<&'r str> {
    let Ok(label) = weights.labels.binary_search(label) else { return Vec::new() };
    let mut found: Vec<(f32, &str)> = Vec::new();
    let mut look = |reads: &[Read<'r>], channels: &[Channel]| {
        for &(text, reading) in reads {
            for term in &reading.terms.found {
                let rows = channels.iter().map(|c| term.number as usize * Channel::ALL.len() + c.number());
                let weight: f32 = rows
                    .flat_map(|row| &weights.table[row])
                    .filter(|(l, _)| usize::from(*l) == label)
                    .map(|(_, w)| w)
                    .sum();
                if let Some(words) = text.get(term.start as usize..term.end as usize)
                    && weight > WORTH_NAMING
                {
                    found.push((weight, words));
                }
            }
        }
    };
    if seen.prose {
        look(&seen.text, &[Channel::Own, Channel::Prose]);
    } else {
        look(&seen.text, &[Channel::Own]);
        look(&seen.headings, &[Channel::Heading]);
        look(&seen.above, &[Channel::Above]);
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.truncate(MOST_EVIDENCE);
    found.into_iter().map(|(_, words)| words).collect()
}

/// A weight below this is no evidence worth naming.
const WORTH_NAMING: f32 = 0.5;
