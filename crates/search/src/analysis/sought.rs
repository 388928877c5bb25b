//! Terms that are looked for in a text: most of its words are none of them, and that can be seen without taking each apart.

use std::collections::BTreeSet;

use crate::analysis::Folding;
use crate::analysis::segment::{Shape, Word, words};
use crate::analysis::terms::{Analysis, Form, Located, Terms, gap};
use crate::analysis::tongue::Tongue;

/// How many of its first bytes tell most words from a term.
const START: usize = Folding::START;

/// Terms that are looked for.
#[derive(Clone, Debug)]
pub(crate) struct Sought {
    terms: BTreeSet<String>,
    /// With which bytes one of them goes on, by the byte it begins with: a bit for each remainder by 64.
    seconds: [u64; 256],
    /// With which it goes on then, by the second.
    thirds: [u64; 256],
}

impl Default for Sought {
    fn default() -> Self {
        Self::new(BTreeSet::new())
    }
}

const fn bit(byte: u8) -> u64 {
    1 << (byte % 64)
}

impl Sought {
    /// These terms.
    pub(crate) fn new(terms: BTreeSet<String>) -> Self {
        let (mut seconds, mut thirds) = ([0; 256], [0; 256]);
        for term in &terms {
            match *term.as_bytes() {
                [first, second, third, ..] => {
                    seconds[usize::from(first)] |= bit(second);
                    thirds[usize::from(second)] |= bit(third);
                }
                [first, second] => {
                    seconds[usize::from(first)] |= bit(second);
                    thirds[usize::from(second)] = u64::MAX;
                }
                [first] => seconds[usize::from(first)] = u64::MAX,
                [] => {}
            }
        }
        Self { terms, seconds, thirds }
    }

    /// Whether `term` is one of them.
    pub(crate) fn has(&self, term: &str) -> bool {
        self.terms.contains(term)
    }

    /// Whether one of them may be the stem of a word that begins so, in small letters. `start` is the first
    /// [`START`] bytes of a word, or the whole of a shorter one.
    fn may_have(&self, start: &[u8]) -> bool {
        let seconds = start.first().map_or(0, |&first| self.seconds[usize::from(first)]);
        let goes_on = |second| seconds & bit(second) != 0;
        let &[_, second, third] = start else {
            // No shorter word has another stem than itself.
            return start.get(1).map_or(seconds != 0, |&second| goes_on(second))
                && std::str::from_utf8(start).is_ok_and(|word| self.has(word));
        };
        // Of the first three letters only these are ever changed: `dying`, `die`; `skies`, `sky`; `cry`, `cri`; `using`, `use`.
        match (second, third) {
            (b'y', _) => goes_on(b'y') || goes_on(b'i'),
            (_, b'e' | b'i' | b'y') => goes_on(second),
            _ if seconds == u64::MAX => true,
            _ => goes_on(second) && self.thirds[usize::from(second)] & bit(third) != 0,
        }
    }
}

impl Terms {
    /// The words of `text` that may have one of these terms, as [`Terms::analyse_in`] has them.
    pub(crate) fn sift_in(&mut self, text: &str, tongue: Tongue, sought: &Sought) -> Analysis {
        self.speak(tongue);
        let (mut position, mut out) = (0, Vec::new());
        for word in words(text) {
            position += gap(&word, position);
            if self.is_other(&word, sought) {
                position += 1;
                continue;
            }
            let piece = self.piece(&word);
            let width = piece.width();
            out.push(Located { range: word.range, position, piece });
            position += width;
        }
        self.speak(Tongue::ENGLISH);
        out
    }

    /// Whether a word is seen by how it begins to be one term, and none of these.
    fn is_other(&self, word: &Word<'_>, sought: &Sought) -> bool {
        let mut start = [0; START];
        for (small, byte) in start.iter_mut().zip(word.text.bytes()) {
            *small = byte.to_ascii_lowercase();
        }
        let start = &start[..word.text.len().min(START)];
        // An apostrophe may part an article from the word.
        word.shape == Shape::Plain
            && start.iter().all(u8::is_ascii_alphanumeric)
            && !sought.may_have(start)
            && match self.form() {
                // What follows may be any letter, and is kept.
                Form::Exact => true,
                Form::Main => self.tongue() == Tongue::ENGLISH && self.folding().keeps_start(start),
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The keeper's self-defence of the harbour, dying ugly in skies of selfdefence: early lanterns\n\
                        lying tying only 42 U.N. lamps; a\u{301}me cafe\u{301}s qu'elle l'abri a o; the \u{c9}toile\u{2019}s colour and colouring, organised co-operation.";

    #[test]
    fn what_is_left_out_has_none_of_the_terms() {
        let table = "word\tselfdefence\tself-defense\nroot\tcolour\tcolor\nsuffix\tise\tize\nsuffix\tised\tized\njoin\tco\n";
        let folding = Folding::parse(table, "t").unwrap();
        for (form, code) in [(Form::Main, "en"), (Form::Main, "fr"), (Form::Exact, "en")] {
            let tongue = Tongue::of(Some(code));
            let all = Terms::new(form, &folding).analyse_in(TEXT, tongue);
            let terms: BTreeSet<String> = all
                .iter()
                .flat_map(|l| l.piece.terms().map(|(_, t)| t.to_owned()).collect::<Vec<_>>())
                .collect();
            for term in terms {
                let sought = Sought::new(BTreeSet::from([term.clone()]));
                let found = |analysis: &Analysis| -> Vec<_> {
                    let has = |l: &&Located| l.piece.terms().any(|(_, t)| t == term);
                    analysis.iter().filter(has).map(|l| (l.range.clone(), l.position)).collect()
                };
                let sifted = Terms::new(form, &folding).sift_in(TEXT, tongue, &sought);
                assert_eq!(found(&sifted), found(&all), "{term}");
                assert!(!found(&all).is_empty());
            }
        }
    }

    /// How the stemmer may change the first letters is its own affair: words of every beginning and many endings are tried.
    #[test]
    fn no_stem_begins_otherwise_than_is_told() {
        let mut terms = Terms::new(Form::Main, &Folding::none());
        let letters = || 'a'..='z';
        let endings = ["", "s", "es", "ies", "ied", "ed", "ing", "eed", "y", "ly", "ion", "ning"];
        for start in letters().flat_map(|a| letters().map(move |b| format!("{a}{b}"))) {
            for third in ["", "a", "e", "i", "s", "t", "y"] {
                let text = endings.map(|ending| format!("{start}{third}{ending}")).join(" ");
                for word in words(&text) {
                    let piece = terms.piece(&word);
                    let sought = Sought::new(piece.terms().map(|(_, term)| term.to_owned()).collect());
                    assert!(!terms.is_other(&word, &sought), "{} {piece:?}", word.text);
                }
            }
        }
    }
}
