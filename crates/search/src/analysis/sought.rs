//! Terms that are looked for in a text: most of its words are none of them, and that can be seen without taking each apart.

use std::collections::BTreeSet;

use crate::analysis::segment::{Shape, Word, words};
use crate::analysis::terms::{Analysis, Form, Located, MAX_TERM, Terms, gap};
use crate::analysis::tongue::Tongue;

/// Terms that are looked for.
#[derive(Clone, Debug)]
pub(crate) struct Sought {
    terms: BTreeSet<String>,
    /// Whether one of them begins with a byte.
    begins: [bool; 256],
}

impl Default for Sought {
    fn default() -> Self {
        Self::new(BTreeSet::new())
    }
}

impl Sought {
    /// These terms.
    pub(crate) fn new(terms: BTreeSet<String>) -> Self {
        let mut begins = [false; 256];
        for first in terms.iter().filter_map(|term| term.bytes().next()) {
            begins[usize::from(first)] = true;
        }
        Self { terms, begins }
    }

    /// Whether `term` is one of them.
    pub(crate) fn has(&self, term: &str) -> bool {
        self.terms.contains(term)
    }

    fn begin_like(&self, word: &str) -> bool {
        word.bytes().next().is_some_and(|first| self.begins[usize::from(first)])
    }
}

impl Terms {
    /// The words of `text` that may have one of these terms, as [`Terms::analyse_in`] has them.
    pub(crate) fn sift_in(&mut self, text: &str, tongue: Tongue, sought: &Sought) -> Analysis {
        self.speak(tongue);
        let (mut position, mut out, mut plain) = (0, Vec::new(), String::new());
        for word in words(text) {
            position += gap(&word, position);
            if self.is_other(&word, sought, &mut plain) {
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

    /// Whether a word is seen at a glance to be one term, and none of these.
    fn is_other(&self, word: &Word<'_>, sought: &Sought, plain: &mut String) -> bool {
        if self.form() == Form::Exact {
            return self.plain(word, plain) && !sought.has(plain);
        }
        let letters = |b: u8| b.is_ascii_alphanumeric();
        if self.tongue() != Tongue::ENGLISH || word.shape != Shape::Plain || !word.text.bytes().all(letters) {
            return false;
        }
        plain.clear();
        plain.push_str(word.text);
        plain.make_ascii_lowercase();
        // No English stem begins otherwise than its word, and what no rule of spelling changes is one term.
        word.text.len() <= MAX_TERM && !sought.begin_like(plain) && self.folding().keeps(plain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Folding;

    const TEXT: &str = "The keeper's self-defence of the harbour, dying ugly in skies of selfdefence: early lanterns\n\
                        lying only 42 U.N. lamps; the \u{c9}toile\u{2019}s colour and colouring, organised co-operation.";

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
}
