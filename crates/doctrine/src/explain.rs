//! Why a passage has a label, or why it has not.

use std::fmt;

use model::Label;

use crate::judge::{Verdict, by_rules, judge, places, score};
use crate::passage::Passage;
use crate::rules::{Doctrine, Place, Rules};
use crate::seen::Seen;
use crate::tag::OwnReadings;
use crate::weights::{Channel, Weights};

/// A pattern or citation that counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// The pattern as the taxonomy writes it; none for a citation of a provision that carries the doctrine.
    pub pattern: Option<String>,
    /// The words it met; empty where it was met elsewhere in the provision.
    pub words: String,
    /// Where: `text`, `heading` or `provision`.
    pub place: &'static str,
    /// Its points, below nought where it speaks against.
    pub points: f32,
}

/// A word of the model that counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Contribution {
    /// Where it stands.
    pub channel: Channel,
    /// The word, or the phrase of two words.
    pub term: String,
    /// What it added to the log-odds.
    pub added: f32,
}

/// Everything that went into one label of one passage.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The label.
    pub label: Label,
    /// Whether it is given.
    pub given: bool,
    /// How sure, from 0 to 1.
    pub score: f32,
    /// Points of the rules for it and against it.
    pub points: (f32, f32),
    /// The log-odds by the points alone: a label is given above nought.
    pub by_rules: f32,
    /// What the words of the model added to the log-odds.
    pub by_words: f32,
    /// The log-odds in all; what is more than the two parts is how far the model trusts the points.
    pub odds: f32,
    /// The rules that counted, strongest first.
    pub rules: Vec<Rule>,
    /// The words of the model that counted, strongest first.
    pub words: Vec<Contribution>,
    /// The label that takes its place, where one does.
    pub yields_to: Option<Label>,
}

/// Why `passage` has `label` or has it not; none where the taxonomy does not know the label.
pub fn explain(
    passage: &Passage<'_>,
    rules: &Rules,
    weights: Option<&Weights>,
    label: &Label,
) -> Option<Explanation> {
    explain_all(passage, rules, weights).into_iter().find(|e| e.label == *label)
}

/// Why `passage` has each label of the taxonomy or has it not, in the order of the taxonomy. Reads the passage once.
pub fn explain_all(passage: &Passage<'_>, rules: &Rules, weights: Option<&Weights>) -> Vec<Explanation> {
    let readings = OwnReadings::of(passage, rules, weights.map(|w| &w.vocabulary));
    let seen = readings.seen(passage);
    let verdicts = judge(&seen, rules, weights, &places(rules, weights));
    let told = |(doctrine, verdict)| told(&seen, rules, weights, doctrine, verdict);
    rules.doctrines.iter().zip(&verdicts).map(told).collect()
}

fn told(
    seen: &Seen<'_>,
    rules: &Rules,
    weights: Option<&Weights>,
    doctrine: &Doctrine,
    verdict: &Verdict<'_>,
) -> Explanation {
    let mut fired: Vec<Rule> = verdict
        .points
        .fired
        .iter()
        .map(|f| Rule {
            pattern: f.pattern.and_then(|p| rules.patterns.get(p as usize).cloned()),
            words: f.words.to_owned(),
            place: match f.place {
                Place::Text => "text",
                Place::Heading => "heading",
                Place::Provision => "provision",
            },
            points: f.points,
        })
        .collect();
    fired.sort_by(|a, b| b.points.abs().total_cmp(&a.points.abs()));
    let mut words = Vec::new();
    if let Some(weights) = weights
        && let Ok(number) = weights.labels.binary_search(&doctrine.label)
    {
        for (feature, value) in seen.features() {
            let row = &weights.table[feature as usize];
            let weight: f32 = row.iter().filter(|(l, _)| usize::from(*l) == number).map(|(_, w)| w).sum();
            let (term, channel) =
                (feature as usize / Channel::ALL.len(), feature as usize % Channel::ALL.len());
            if weight != 0.0 {
                let term = weights.vocabulary.names()[term].clone();
                words.push(Contribution { channel: Channel::ALL[channel], term, added: weight * value });
            }
        }
    }
    words.sort_by(|a, b| b.added.abs().total_cmp(&a.added.abs()).then_with(|| a.term.cmp(&b.term)));
    let by_rules = by_rules(&verdict.points);
    Explanation {
        label: doctrine.label.clone(),
        given: verdict.given(),
        score: score(verdict.odds),
        points: (verdict.points.favour, verdict.points.disfavour),
        by_rules,
        by_words: words.iter().map(|w| w.added).sum(),
        odds: verdict.odds,
        rules: fired,
        words,
        yields_to: verdict.yields_to.and_then(|i| rules.doctrines.get(i)).map(|d| d.label.clone()),
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let given = if self.given { "given" } else { "not given" };
        let (favour, disfavour) = self.points;
        writeln!(
            f,
            "{}: {given}, score {:.2}; rules {favour} for, {disfavour} against",
            self.label, self.score
        )?;
        if let Some(other) = &self.yields_to {
            writeln!(f, "  gives way to {other}")?;
        }
        for rule in &self.rules {
            let pattern = rule.pattern.as_deref().unwrap_or("a citation that carries it");
            writeln!(f, "  {:+.1} {} `{pattern}`: {}", rule.points, rule.place, rule.words)?;
        }
        for word in self.words.iter().take(12) {
            writeln!(f, "  {:+.2} {}: {}", word.added, word.channel.as_str(), word.term.replace('_', " "))?;
        }
        Ok(())
    }
}
