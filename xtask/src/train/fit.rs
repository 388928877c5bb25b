//! One label against the rest: logistic regression over sparse features, the points of the rules as its starting point.

use std::collections::BTreeMap;

use doctrine::{Channel, Ground, Grounds, Weight, Weights};
use model::Label;

use super::material::{Group, Material};

/// Passes over the examples.
const EPOCHS: usize = 10;
/// Step of FTRL-Proximal.
const STEP: f32 = 0.35;
/// Slowness of the first steps.
const SLOW: f32 = 1.0;
/// Weight of the sum of absolute weights: what keeps most of them at nought.
const SPARSE: f32 = 7.0;
/// Weight of the sum of squares.
const SMALL: f32 = 1.5;
/// What an example counts that carries the label, against one that does not.
const CARRIES: f32 = 2.5;
/// The same in prose, which says one thing in many ways: what it was trained on has few of them.
const CARRIES_IN_PROSE: f32 = 8.0;
/// Weights nearer to nought than this are not written.
const LEAST: f32 = 0.08;

/// The grounds stand before the words.
const BASES: usize = Ground::ALL.len();

/// What training makes.
pub(super) struct Model {
    pub(super) base: BTreeMap<Label, Grounds>,
    pub(super) weights: Vec<Weight>,
}

impl Model {
    pub(super) fn ready(&self) -> Weights {
        Weights::new(&self.base, &self.weights)
    }
}

/// The file that holds the weights.
pub(super) fn file(model: &Model) -> String {
    format!(
        "# Weights of the doctrine model: label, feature, weight. Made by `cargo xtask train`; do not edit.\n{}",
        Weights::write(&model.base, &model.weights)
    )
}

/// Fits every label on the examples of the groups that `admit` lets in.
pub(super) fn fit(material: &Material, admit: &(dyn Fn(&Group) -> bool + Sync)) -> Model {
    let order = order(material, admit);
    let words = words(material);
    let halves = material.labels.len().div_ceil(2);
    let fitted: Vec<(Label, Vec<f32>)> = std::thread::scope(|scope| {
        let (order, words) = (&order, &words);
        let work = move |labels: &[Label]| -> Vec<(Label, Vec<f32>)> {
            labels.iter().map(|l| (l.clone(), fit_label(material, order, words, l))).collect()
        };
        let handles: Vec<_> =
            material.labels.chunks(halves).map(|labels| scope.spawn(move || work(labels))).collect();
        handles.into_iter().flat_map(|h| h.join().unwrap_or_default()).collect()
    });
    let mut model = Model { base: BTreeMap::new(), weights: Vec::new() };
    let round = |w: f32| (w * 100.0).round() / 100.0;
    let names = material.vocabulary.names();
    for (label, w) in fitted {
        let mut base = Grounds::default();
        for (worth, w) in base.iter_mut().zip(&w) {
            *worth = round(*w);
        }
        model.base.insert(label.clone(), base);
        for (i, &weight) in w.iter().enumerate().skip(BASES) {
            let (term, channel) = ((i - BASES) / Channel::ALL.len(), (i - BASES) % Channel::ALL.len());
            if weight.abs() >= LEAST {
                model.weights.push(Weight {
                    label: label.clone(),
                    channel: Channel::ALL[channel],
                    term: names[term].clone(),
                    weight: round(weight),
                });
            }
        }
    }
    model
}

/// The examples to train on, in an order that looks random and is always the same.
fn order(material: &Material, admit: &dyn Fn(&Group) -> bool) -> Vec<usize> {
    let mut out: Vec<usize> = (0..material.examples.len())
        .filter(|&i| admit(&material.groups[material.examples[i].group]))
        .collect();
    let mut state: u64 = 0x9e37_79b9_7f4a_7c15;
    for i in (1..out.len()).rev() {
        // Knuth's MMIX generator; its high bits are good enough to shuffle with.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        out.swap(i, (state >> 33) as usize % (i + 1));
    }
    out
}

/// FTRL-Proximal (McMahan and others, Ad Click Prediction, 2013, algorithm 1) with the rules' odds as an offset.
fn fit_label(material: &Material, order: &[usize], words: &[Vec<(u32, f32)>], label: &Label) -> Vec<f32> {
    let size = BASES + material.vocabulary.names().len() * Channel::ALL.len();
    let mut cells = vec![Cell::default(); size];
    let Some(doctrine) = material.rules.doctrines().iter().position(|d| d.label == *label) else {
        return vec![0.0; size];
    };
    for _ in 0..EPOCHS {
        for &e in order {
            let example = &material.examples[e];
            let Some(&carries) = example.known.get(label) else { continue };
            let (mut odds, grounds) = example.sample.doctrines[doctrine];
            let base: Vec<(u32, f32)> = (0..).zip(grounds).collect();
            odds +=
                base.iter().chain(&words[e]).map(|&(i, value)| value * cells[i as usize].weight).sum::<f32>();
            let wanted = if carries { 1.0 } else { 0.0 };
            let share = example.weight
                * match (carries, grounds[Ground::Prose as usize] > 0.0) {
                    (true, true) => CARRIES_IN_PROSE,
                    (true, false) => CARRIES,
                    (false, _) => 1.0,
                };
            let slope = (1.0 / (1.0 + (-odds).exp()) - wanted) * share;
            if slope.abs() < SETTLED {
                continue;
            }
            for &(i, value) in base.iter().chain(&words[e]) {
                let sparse = match (i as usize).checked_sub(BASES) {
                    None => 0.0,
                    Some(word) => SPARSE * caution(Channel::ALL[word % Channel::ALL.len()]),
                };
                cells[i as usize].step(slope * value, sparse);
            }
        }
    }
    cells.into_iter().map(|c| c.weight).collect()
}

/// How much harder than others a word in a channel finds it to get a weight. The words of the rest of a provision are weak
/// evidence of what one of its passages is about; essays are few, and the words in them that bear on a label are many.
fn caution(channel: Channel) -> f32 {
    match channel {
        Channel::Provision => 2.0,
        Channel::Prose => 0.5,
        Channel::Own | Channel::Heading | Channel::Above => 1.0,
    }
}

/// A slope this flat moves nothing.
const SETTLED: f32 = 0.004;

/// A weight on its way.
#[derive(Clone, Copy, Default)]
struct Cell {
    z: f32,
    n: f32,
    root: f32,
    weight: f32,
}

impl Cell {
    fn step(&mut self, slope: f32, sparse: f32) {
        if slope == 0.0 {
            return;
        }
        let n = self.n + slope * slope;
        let root = n.sqrt();
        self.z += slope - (root - self.root) / STEP * self.weight;
        (self.n, self.root) = (n, root);
        self.weight = if self.z.abs() <= sparse {
            0.0
        } else {
            -(self.z - self.z.signum() * sparse) / ((SLOW + root) / STEP + SMALL)
        };
    }
}

/// The words of every example as places among the weights.
fn words(material: &Material) -> Vec<Vec<(u32, f32)>> {
    let place = |&(channel, term, value): &(Channel, u32, f32)| {
        let channel = Channel::ALL.iter().position(|c| *c == channel).unwrap_or_default();
        ((BASES + term as usize * Channel::ALL.len() + channel) as u32, value)
    };
    material.examples.iter().map(|e| e.sample.features.iter().map(place).collect()).collect()
}
