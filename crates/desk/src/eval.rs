//! How good the labels, the citations and the search are, by anyone's own gold.
//!
//! Gold is in the formats of reference annotations by reading: JSON Lines for labels and citations, TREC topics and
//! judgements for search. Every figure carries an interval that holds 95 of 100 bootstrap resamples of the units (passages,
//! citations, topics). The bootstrap serves all of them alike: F1, nDCG and means of topics are no proportions, for which
//! Wilson's interval would do, and labels of one passage stand and fall together.

mod cites;
mod gold;
mod labels;
mod resample;
mod search;

/// An evaluation: a table of scores.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluation {
    /// `labels`, `cites` or `search`.
    pub subject: &'static str,
    /// What was judged, and what the intervals resample: `passages`, `citations`, `topics`.
    pub unit: &'static str,
    /// How many of them.
    pub units: usize,
    /// One per label, form or topic, in order of name.
    pub rows: Vec<Score>,
    /// All together.
    pub overall: Vec<Score>,
    /// Other figures, in words.
    pub remarks: Vec<String>,
}

/// A row of an evaluation.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// The label, form or topic, or what is summed up.
    pub name: String,
    /// The figures.
    pub measures: Vec<Measure>,
    /// What was counted: right, wrong, missed.
    pub counts: Vec<(&'static str, usize)>,
}

/// A figure from 0 to 1 (a difference: from -1 to 1), with its interval where there is one.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// `precision`, `recall`, `f1`, `ndcg@10`, `recall@20`, `mrr`.
    pub name: &'static str,
    /// The figure.
    pub value: f64,
    /// Its interval.
    pub interval: Option<(f64, f64)>,
}

/// What is counted of a unit: right, found in all, wanted in all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    right: usize,
    found: usize,
    wanted: usize,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.found += other.found;
        self.wanted += other.wanted;
    }

    fn sum(tallies: impl Iterator<Item = Self>) -> Self {
        let mut out = Self::default();
        tallies.for_each(|t| out.add(t));
        out
    }

    /// Precision, recall and F1; nothing found is precise, nothing wanted is complete.
    fn figures(self) -> [f64; 3] {
        let share = |of: usize| if of == 0 { 1.0 } else { self.right as f64 / of as f64 };
        let (p, r) = (share(self.found), share(self.wanted));
        [p, r, if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }]
    }
}

/// The row of a set of units: precision, recall, F1 with intervals, and counts.
fn score(name: &str, units: &[Tally]) -> Score {
    let all = Tally::sum(units.iter().copied());
    let figures = |drawn: &[usize]| Tally::sum(drawn.iter().filter_map(|&i| units.get(i)).copied()).figures();
    let intervals = resample::intervals(units.len(), figures);
    let measures = ["precision", "recall", "f1"].into_iter().zip(all.figures()).zip(intervals);
    Score {
        name: name.to_owned(),
        measures: measures.map(|((name, value), at)| Measure { name, value, interval: Some(at) }).collect(),
        counts: vec![
            ("right", all.right),
            ("wrong", all.found - all.right),
            ("missed", all.wanted - all.right),
        ],
    }
}
