//! Words on which the sense of a rule turns.

/// What a word does to the sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Turn {
    /// Says no.
    Negation,
    /// Takes something out of the rule, or makes it hang on something.
    Exception,
    /// Says whether one must, may or can.
    Modal,
    /// Joins or parts what is listed.
    Connective,
    /// Says how many, or all or some.
    Quantity,
}

/// The words of a class, as they are folded.
pub(crate) struct Class {
    pub(crate) turn: Turn,
    pub(crate) name: &'static str,
    pub(crate) words: &'static [&'static str],
}

/// Every class. Numbers in figures count as quantities besides.
pub(crate) const CLASSES: &[Class] = &[
    Class {
        turn: Turn::Negation,
        name: "negation",
        words: &[
            "not", "no", "never", "none", "nor", "neither", "nothing", "nobody", "nowhere", "cannot",
            "without", "hardly", "don't", "doesn't", "isn't", "aren't", "can't", "won't", "shan't",
            "mustn't", "non",
        ],
    },
    Class {
        turn: Turn::Exception,
        name: "exception or condition",
        words: &[
            "unless",
            "except",
            "excepted",
            "excepting",
            "save",
            "only",
            "provided",
            "subject",
            "notwithstanding",
            "if",
            "until",
            "solely",
            "exclusively",
            "other",
            "prejudice",
            "whether",
            "than",
            "before",
            "after",
            "within",
            "outside",
        ],
    },
    Class {
        turn: Turn::Modal,
        name: "modal verb",
        words: &["shall", "may", "must", "should", "will", "can", "could", "might", "would", "ought", "need"],
    },
    Class { turn: Turn::Connective, name: "and, or", words: &["and", "or", "either", "both", "but"] },
    Class {
        turn: Turn::Quantity,
        name: "quantity",
        words: &[
            "all",
            "any",
            "every",
            "each",
            "some",
            "many",
            "few",
            "more",
            "less",
            "most",
            "least",
            "fewer",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
            "thirty",
            "forty",
            "fifty",
            "sixty",
            "seventy",
            "eighty",
            "ninety",
            "hundred",
            "thousand",
            "million",
            "half",
            "third",
            "thirds",
            "quarter",
            "quarters",
            "fourths",
            "fifths",
            "first",
            "second",
            "once",
            "twice",
            "majority",
            "minority",
            "maximum",
            "minimum",
        ],
    },
];

/// Beginnings that turn a word into its opposite.
const OPPOSITES: &[&str] = &["un", "in", "im", "il", "ir", "non", "dis", "mis"];

/// What a folded word does to the sense; `None` for most words.
pub(crate) fn turn(word: &str) -> Option<Turn> {
    let word = word.strip_suffix("n't").map_or(word, |_| "not");
    let class = CLASSES.iter().find(|c| c.words.contains(&word)).map(|c| c.turn);
    class.or_else(|| word.starts_with(|c: char| c.is_ascii_digit()).then_some(Turn::Quantity))
}

/// Whether the sense may turn when `said` stands for `source`: folded words, in any number.
pub(crate) fn turns(said: &[String], source: &[String]) -> bool {
    let left = |a: &[String], b: &[String]| {
        let mut rest: Vec<&String> = b.iter().collect();
        a.iter().any(|word| match rest.iter().position(|r| *r == word) {
            Some(i) => {
                rest.swap_remove(i);
                false
            }
            None => turn(word).is_some(),
        })
    };
    if left(said, source) || left(source, said) {
        return true;
    }
    let opposite = |a: &String, b: &String| {
        OPPOSITES.iter().any(|o| a.strip_prefix(o).is_some_and(|rest| rest == b && rest.len() >= 4))
    };
    said.iter().any(|a| source.iter().any(|b| opposite(a, b) || opposite(b, a)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_turn_the_sense_weigh_more() {
        for (said, source, want) in [
            ("may", "shall", true),
            ("", "not", true),
            ("and", "or", true),
            ("three", "two", true),
            ("12", "24", true),
            ("lawful", "unlawful", true),
            ("lamp", "lantern", false),
            ("the", "", false),
            ("shall lamp", "lantern shall", false),
        ] {
            let list = |t: &str| t.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            assert_eq!(turns(&list(said), &list(source)), want, "{said} / {source}");
        }
    }
}
