//! All patterns of the rules at once: one pass over the words of a text finds which of them occur.

use model::WordMap;

use crate::lookup::Known;
use crate::pattern::{Form, Step};

/// A pattern that occurs: which, and on what bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Hit {
    /// The pattern, by the number it was added under.
    pub(crate) pattern: u32,
    /// First byte.
    pub(crate) start: u32,
    /// First byte after it.
    pub(crate) end: u32,
}

/// A sequence of steps of a pattern: after the first, the gap before each and the set of forms it may be.
#[derive(Debug)]
struct Sequence {
    pattern: u32,
    rest: Vec<(usize, u32)>,
}

/// The patterns, ready to be looked for. A set of forms has a number; a word of a text is a list of the sets it belongs to.
#[derive(Debug, Default)]
pub(crate) struct Matcher {
    whole: WordMap<Box<str>, Vec<u32>>,
    begun: WordMap<Box<str>, Vec<u32>>,
    /// The first three letters of every open form: most words begin like none.
    openings: WordMap<[u8; 3], ()>,
    /// The longest open form, in bytes.
    longest: usize,
    sets: Vec<Vec<Form>>,
    numbers: WordMap<String, u32>,
    /// Sequences by the set of their first word.
    starts: Vec<Vec<Sequence>>,
}

impl Matcher {
    /// Adds the sequences of the pattern numbered `pattern`.
    pub(crate) fn add(&mut self, pattern: u32, sequences: Vec<Vec<Step>>) {
        for steps in sequences {
            let mut steps = steps.into_iter().map(|s| (s.gap, self.set(s.forms)));
            let Some((_, first)) = steps.next() else { continue };
            let rest = steps.collect();
            self.starts[first as usize].push(Sequence { pattern, rest });
        }
    }

    /// The number of a set of forms, new or known.
    fn set(&mut self, forms: Vec<Form>) -> u32 {
        let name: String =
            forms.iter().map(|f| format!("{}{}|", f.letters, if f.open { "*" } else { "" })).collect();
        if let Some(&number) = self.numbers.get(&name) {
            return number;
        }
        let number = self.sets.len() as u32;
        for form in &forms {
            let letters = form.letters.clone().into_boxed_str();
            if form.open {
                self.longest = self.longest.max(letters.len());
                if let Some(&three) = letters.as_bytes().first_chunk() {
                    self.openings.insert(three, ());
                }
                self.begun.entry(letters).or_default().push(number);
            } else {
                self.whole.entry(letters).or_default().push(number);
            }
        }
        self.sets.push(forms);
        self.numbers.insert(name, number);
        self.starts.push(Vec::new());
        number
    }

    /// Every pattern that occurs in a text of these words, once for each place where it begins, in the order of the patterns.
    /// Their sets of forms lie in `sets`.
    pub(crate) fn find(&self, words: &[Known], sets: &[u32]) -> Vec<Hit> {
        let text = Text { sets, words };
        let mut hits = Vec::new();
        for (i, at) in words.iter().enumerate() {
            for &set in text.sets(at) {
                for sequence in &self.starts[set as usize] {
                    if let Some(end) = text.follow(i, &sequence.rest) {
                        hits.push(Hit { pattern: sequence.pattern, start: at.word.start, end });
                    }
                }
            }
        }
        hits.sort_unstable();
        hits.dedup_by_key(|h| (h.pattern, h.start));
        hits
    }

    /// Adds the sets of forms that a word belongs to.
    pub(crate) fn sets_of(&self, letters: &str, out: &mut Vec<u32>) {
        if let Some(sets) = self.whole.get(letters) {
            out.extend(sets);
        }
        let opens =
            letters.as_bytes().first_chunk().is_some_and(|three: &[u8; 3]| self.openings.contains_key(three));
        if opens {
            for n in 3..=letters.len().min(self.longest) {
                if let Some(sets) = letters.get(..n).and_then(|head| self.begun.get(head)) {
                    out.extend(sets);
                }
            }
        }
    }
}

/// The words of a text as sets of forms.
struct Text<'a> {
    sets: &'a [u32],
    words: &'a [Known],
}

impl Text<'_> {
    fn sets(&self, at: &Known) -> &[u32] {
        let (from, to) = at.facts.sets;
        &self.sets[from as usize..to as usize]
    }

    /// The end of a match whose first word is the `i`th, taking the nearest word at every step; no match runs over the end
    /// of a sentence.
    fn follow(&self, mut i: usize, rest: &[(usize, u32)]) -> Option<u32> {
        for &(gap, set) in rest {
            let mut next = i + 1;
            loop {
                let at = self.words.get(next)?;
                if at.word.fresh {
                    return None;
                }
                if self.sets(at).contains(&set) {
                    break;
                }
                if next - i > gap {
                    return None;
                }
                next += 1;
            }
            i = next;
        }
        self.words.get(i).map(|at| at.word.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lookup::Lookup;
    use crate::pattern::parse;
    use crate::words::Words;

    fn found<'t>(pattern: &str, text: &'t str) -> Vec<&'t str> {
        let mut matcher = Matcher::default();
        matcher.add(0, parse(pattern).unwrap());
        let mut lookup = Lookup::new(&matcher, None);
        let words = lookup.words(&Words::of(text));
        let hits = matcher.find(&words, lookup.sets());
        hits.iter().map(|h| &text[h.start as usize..h.end as usize]).collect()
    }

    #[test]
    fn patterns_find_what_they_say() {
        let text =
            "The right of self-defense is inherent. Force follows; no State shall use or threaten force.";
        for (pattern, wanted) in [
            ("self defen*", vec!["self-defense"]),
            ("right [of] self", vec!["right of self"]),
            ("right .. inherent", vec!["right of self-defense is inherent"]),
            ("right ..2 inherent", vec![]),
            ("inherent .. force", vec![]),
            ("use|threaten .. force", vec!["use or threaten force", "threaten force"]),
            ("the", vec!["The"]),
        ] {
            assert_eq!(found(pattern, text), wanted, "{pattern}");
        }
    }
}
