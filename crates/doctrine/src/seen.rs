//! A passage as the judge sees it: readings of its words, its headings and its provision.

use crate::passage::Cited;
use crate::reading::{Reading, Sum};
use crate::rules::{ENOUGH, Place, Rules, Works};
use crate::weights::{Channel, Grounds};

/// A text with what was found in it.
pub(crate) type Read<'r> = (&'r str, &'r Reading);

/// The readings of a passage and of what surrounds it.
pub(crate) struct Seen<'r> {
    /// The opening words above it, then its own.
    pub(crate) text: Vec<Read<'r>>,
    /// Headings of the provision and below.
    pub(crate) headings: Vec<Read<'r>>,
    /// Headings above the provision.
    pub(crate) above: Vec<Read<'r>>,
    /// The whole provision.
    pub(crate) provision: &'r Provision,
    /// Whether the work writes about the law.
    pub(crate) prose: bool,
    pub(crate) cited: &'r [Cited],
}

/// Why a doctrine got points.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fired<'r> {
    /// The pattern, or none for a citation.
    pub(crate) pattern: Option<u32>,
    /// The words that it met.
    pub(crate) words: &'r str,
    pub(crate) place: Place,
    pub(crate) points: f32,
}

/// What the rules found for one doctrine.
#[derive(Clone, Debug, Default)]
pub(crate) struct Points<'r> {
    pub(crate) favour: f32,
    pub(crate) disfavour: f32,
    pub(crate) fired: Vec<Fired<'r>>,
}

/// Points count up to this on either side.
const MOST_POINTS: f32 = 6.0;
/// A citation, in a work that writes about the law, of a provision that carries the doctrine by itself.
const CITED: f32 = 2.0;

/// A whole provision, as context of its passages.
#[derive(Clone, Debug, Default)]
pub(crate) struct Provision {
    pub(crate) sum: Sum,
    /// How many passages it has.
    size: usize,
    /// In how many of them the rules find each doctrine.
    support: Vec<u16>,
}

impl Provision {
    /// The provision made of these passages.
    pub(crate) fn of(passages: &[Read<'_>], prose: bool, rules: &Rules) -> Self {
        let passages: Vec<&Read<'_>> = passages.iter().filter(|(text, _)| !text.is_empty()).collect();
        let sum = Sum::of(passages.iter().map(|(_, r)| *r));
        let mut support = vec![0; rules.doctrines.len()];
        // Of one or two passages it says nothing that one is a mention and another the subject.
        if passages.len() >= FEWEST_PASSAGES {
            let nothing = Self::default();
            for passage in &passages {
                let (headings, above) = (Vec::new(), Vec::new());
                let seen =
                    Seen { text: vec![**passage], headings, above, provision: &nothing, prose, cited: &[] };
                for (count, points) in support.iter_mut().zip(seen.points(rules)) {
                    *count += u16::from(points.favour - points.disfavour >= ENOUGH);
                }
            }
        }
        Self { sum, size: passages.len(), support }
    }
}

/// Provisions with fewer passages than this have no spread.
const FEWEST_PASSAGES: usize = 3;

impl<'r> Seen<'r> {
    /// What the grounds of the model come to for a doctrine that got these points.
    pub(crate) fn grounds(&self, doctrine: usize, points: &Points<'_>) -> Grounds {
        let prose = if self.prose { 1.0 } else { 0.0 };
        let (favour, disfavour) = (points.favour / ENOUGH, points.disfavour / ENOUGH);
        let mut out = [1.0, prose, favour, disfavour, 0.0, 0.0];
        let Provision { size, support, .. } = self.provision;
        if let Some(&count) = support.get(doctrine)
            && *size >= FEWEST_PASSAGES
        {
            let share = f32::from(count) / *size as f32;
            out[4] = share;
            out[5] = favour * (1.0 - share) * (*size as f32).log2() / 4.0;
        }
        out
    }

    /// Everything that the rules find, by doctrine.
    pub(crate) fn points(&self, rules: &Rules) -> Vec<Points<'r>> {
        let mut out = vec![Points::default(); rules.doctrines.len()];
        let present =
            Sum::of(self.text.iter().chain(&self.headings).chain(&self.above).map(|(_, r)| *r)).patterns;
        let mut met: Vec<(u32, u32, &'r str)> = Vec::new();
        let mut look = |reads: &[Read<'r>], place: Place| {
            for &(text, reading) in reads {
                for hit in &reading.hits {
                    let words = text.get(hit.start as usize..hit.end as usize).unwrap_or_default();
                    self.seek(rules, place, hit.pattern, words, &mut met);
                }
            }
        };
        look(&self.text, Place::Text);
        look(&self.headings, Place::Heading);
        look(&self.above, Place::Heading);
        for &pattern in &self.provision.sum.patterns {
            self.seek(rules, Place::Provision, pattern, "", &mut met);
        }
        met.sort_by_key(|&(clue, pattern, _)| (clue, pattern));
        met.dedup_by_key(|&mut (clue, pattern, _)| (clue, pattern));
        for group in met.chunk_by(|a, b| a.0 == b.0) {
            let Some(clue) = group.first().and_then(|g| rules.clues.get(g.0 as usize)) else { continue };
            let has = |patterns: &[u32]| patterns.iter().any(|p| present.binary_search(p).is_ok());
            if (!clue.with.is_empty() && !has(&clue.with)) || has(&clue.without) {
                continue;
            }
            let doctrine = &mut out[clue.doctrine];
            let whole = (clue.points * group.len() as f32).clamp(-clue.most.abs(), clue.most.abs());
            *(if whole > 0.0 { &mut doctrine.favour } else { &mut doctrine.disfavour }) += whole.abs();
            let points = whole / group.len() as f32;
            doctrine.fired.extend(group.iter().map(|&(_, pattern, words)| Fired {
                pattern: Some(pattern),
                words,
                place: clue.place,
                points,
            }));
        }
        self.citations(rules, &mut out);
        for doctrine in &mut out {
            doctrine.favour = doctrine.favour.min(MOST_POINTS);
            doctrine.disfavour = doctrine.disfavour.min(MOST_POINTS);
        }
        out
    }

    fn seek(
        &self,
        rules: &Rules,
        place: Place,
        pattern: u32,
        words: &'r str,
        met: &mut Vec<(u32, u32, &'r str)>,
    ) {
        for &number in &rules.sought_by[pattern as usize] {
            let clue = &rules.clues[number as usize];
            if clue.place == place && self.of_kind(clue.works) {
                met.push((number, pattern, words));
            }
        }
    }

    pub(crate) fn of_kind(&self, works: Works) -> bool {
        match works {
            Works::Any => true,
            Works::Prose => self.prose,
            Works::Instrument => !self.prose,
        }
    }

    fn citations(&self, rules: &Rules, out: &mut [Points<'r>]) {
        // An instrument cites its own articles and its elder sisters to fit in with them, not to speak of their doctrine.
        if !self.prose || self.cited.is_empty() {
            return;
        }
        for (doctrine, points) in rules.doctrines.iter().zip(out) {
            let carried = |c: &&Cited| {
                doctrine.cites.iter().any(|carrier| carrier.covers(&c.authority, c.place.as_ref()))
            };
            if let Some(cited) = self.cited.iter().find(carried) {
                points.favour += CITED;
                let words = cited.words.as_str();
                points.fired.push(Fired { pattern: None, words, place: Place::Text, points: CITED });
            }
        }
    }

    /// Each known word and its value, by its place in the table of weights. The value falls with the square root of the length,
    /// so that long passages do not shout.
    pub(crate) fn features(&self) -> Vec<(u32, f32)> {
        let mut out = Vec::new();
        let mut add = |sum: &Sum, channel: Channel| {
            let value = 1.0 / (sum.length.max(SHORTEST) as f32).sqrt();
            let width = Channel::ALL.len() as u32;
            out.extend(sum.terms.iter().map(|t| (t * width + channel.number() as u32, value)));
        };
        let sum = |reads: &[Read<'r>]| Sum::of(reads.iter().map(|(_, r)| *r));
        let text = sum(&self.text);
        add(&text, Channel::Own);
        if self.prose {
            add(&text, Channel::Prose);
        } else {
            add(&sum(&self.headings), Channel::Heading);
            add(&sum(&self.above), Channel::Above);
            add(&self.provision.sum, Channel::Provision);
        }
        out
    }
}

/// Texts with fewer words than this count as having so many: a heading of one word is not ten times as sure as a paragraph.
const SHORTEST: u32 = 4;
