//! From what was seen to labels: points and weights make a score, and neighbours give way to each other.

use crate::rules::{ENOUGH, Rules};
use crate::seen::{Points, Seen};
use crate::weights::Weights;

/// What one point of the rules adds to the log-odds of a label.
const POINT: f32 = 1.6;
/// Points at which rules alone are undecided: half a point below enough.
const UNDECIDED: f32 = ENOUGH - 0.5;

/// What there is to say of one doctrine in one passage.
#[derive(Clone, Debug)]
pub(crate) struct Verdict<'r> {
    pub(crate) points: Points<'r>,
    /// Log-odds that the passage carries the label.
    pub(crate) odds: f32,
    /// The doctrine that takes its place, where one does.
    pub(crate) yields_to: Option<usize>,
}

impl Verdict<'_> {
    pub(crate) fn given(&self) -> bool {
        self.odds > 0.0 && self.yields_to.is_none()
    }
}

/// Which doctrine each label of the weights belongs to.
pub(crate) fn places(rules: &Rules, weights: Option<&Weights>) -> Vec<Option<usize>> {
    weights.map_or(&[][..], |w| &w.labels).iter().map(|label| rules.place_of(label)).collect()
}

/// Judges every doctrine; `places` are those of the rules and weights.
pub(crate) fn judge<'r>(
    seen: &Seen<'r>,
    rules: &Rules,
    weights: Option<&Weights>,
    places: &[Option<usize>],
) -> Vec<Verdict<'r>> {
    let mut verdicts: Vec<Verdict<'r>> = seen
        .points(rules)
        .into_iter()
        .map(|points| Verdict { odds: by_rules(&points), points, yields_to: None })
        .collect();
    if let Some(weights) = weights {
        let mut sums = vec![0.0_f32; weights.labels.len()];
        for (feature, value) in seen.features() {
            for &(label, weight) in &weights.table[feature as usize] {
                sums[label as usize] += weight * value;
            }
        }
        for ((&doctrine, base), sum) in places.iter().zip(&weights.base).zip(sums) {
            let Some(doctrine) = doctrine else { continue };
            let Some(verdict) = verdicts.get_mut(doctrine) else { continue };
            let grounds = seen.grounds(doctrine, &verdict.points);
            verdict.odds += sum + base.iter().zip(grounds).map(|(worth, ground)| worth * ground).sum::<f32>();
        }
    }
    give_way(seen, rules, &mut verdicts);
    verdicts
}

/// The log-odds of a label by the points of the rules alone.
pub(crate) fn by_rules(points: &Points<'_>) -> f32 {
    POINT * (points.favour - points.disfavour - UNDECIDED)
}

fn give_way(seen: &Seen<'_>, rules: &Rules, verdicts: &mut [Verdict<'_>]) {
    for rule in &rules.yields {
        let [from, to] = [rule.from, rule.to].map(|i| verdicts[i].odds > 0.0);
        if !from || !to || !seen.of_kind(rule.works) {
            continue;
        }
        let spared = seen.text.iter().any(|(_, r)| r.hits.iter().any(|h| rule.unless.contains(&h.pattern)));
        if !spared {
            verdicts[rule.from].yields_to = Some(rule.to);
        }
    }
}

/// The score of log-odds, from 0 to 1.
pub(crate) fn score(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}
