//! The abbreviations of legal prose, and what follows their full stops.

/// What must follow the full stop of an abbreviation for it not to end a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum After {
    /// Anything: it always stands before a word (`v.`, `Mr.`, `e.g.`).
    Word,
    /// A number (`art.`, `No.`, `Sept.`).
    Number,
    /// Anything but a word that usually begins a sentence (`U.N.`, `etc.`, `Doc.`, an initial).
    Any,
}

/// Stand before a word.
const BEFORE_WORDS: &[&str] = &[
    "adm", "approx", "c", "ca", "capt", "cf", "cmdr", "dr", "e.g", "eg", "gen", "gov", "hon", "i.e", "ie",
    "lt", "maj", "messrs", "mr", "mrs", "ms", "mt", "pres", "prof", "revd", "rt", "sen", "sgt", "st", "v",
    "viz", "vs",
];

/// Stand before a number.
const BEFORE_NUMBERS: &[&str] = &[
    "add", "ann", "app", "apr", "art", "arts", "aug", "bk", "cap", "ch", "chs", "cl", "cls", "col", "corr",
    "dec", "div", "dkt", "ex", "exh", "feb", "fig", "figs", "fn", "fns", "jan", "jul", "jun", "ll", "ln",
    "mar", "mtg", "n", "nn", "no", "nos", "nov", "oct", "p", "para", "paras", "pars", "pp", "prin", "princ",
    "prot", "pt", "pts", "r", "rec", "recs", "reg", "regs", "rev", "sched", "sec", "secs", "sep", "sept",
    "sess", "subpara", "subparas", "subsec", "tab", "tit", "vol", "vols",
];

/// May stand before a word and may end a sentence.
const ANYWHERE: &[&str] = &[
    "al", "arb", "ass'n", "assn", "bros", "cal", "cir", "cit", "co", "comm", "comm'n", "conf", "cong",
    "conv", "corp", "crim", "ct", "decl", "dep't", "dept", "dist", "doc", "docs", "ed", "eds", "esp", "etc",
    "ff", "gov't", "hum", "ibid", "id", "inc", "incl", "int", "int'l", "intl", "jr", "l", "loc", "ltd",
    "nat'l", "op", "pol", "q", "rep", "reps", "res", "rts", "seq", "ser", "sr", "stat", "supp", "suppl",
    "trans", "univ", "y.b", "yb",
];

/// Words that, with a capital, usually begin a sentence: names seldom do.
const BEGINNERS: &[&str] = &[
    "a",
    "accordingly",
    "after",
    "all",
    "also",
    "although",
    "an",
    "and",
    "another",
    "any",
    "as",
    "at",
    "because",
    "before",
    "both",
    "but",
    "by",
    "compare",
    "consequently",
    "each",
    "even",
    "finally",
    "first",
    "for",
    "from",
    "further",
    "furthermore",
    "he",
    "hence",
    "her",
    "here",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "indeed",
    "instead",
    "it",
    "its",
    "likewise",
    "many",
    "moreover",
    "most",
    "my",
    "neither",
    "nevertheless",
    "no",
    "nonetheless",
    "nor",
    "not",
    "of",
    "on",
    "once",
    "one",
    "only",
    "or",
    "our",
    "rather",
    "second",
    "see",
    "she",
    "similarly",
    "since",
    "so",
    "some",
    "still",
    "such",
    "that",
    "the",
    "their",
    "then",
    "there",
    "therefore",
    "these",
    "they",
    "third",
    "this",
    "those",
    "though",
    "thus",
    "to",
    "under",
    "unless",
    "until",
    "we",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "why",
    "with",
    "without",
    "yet",
    "you",
];

/// What to expect after `word` and a full stop; `None` where the word is no abbreviation.
pub(super) fn after(word: &str) -> Option<After> {
    let lower = word.to_lowercase().replace('’', "'");
    let among = |list: &[&str]| list.contains(&lower.as_str());
    if among(BEFORE_WORDS) {
        return Some(After::Word);
    }
    if among(BEFORE_NUMBERS) {
        return Some(After::Number);
    }
    let initials =
        lower.contains('.') && lower.split('.').all(|part| part.chars().count() <= 3 && !part.is_empty());
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let letters = initials && lower.chars().all(|c| c == '.' || c.is_alphabetic());
    (letters || initial || among(ANYWHERE)).then_some(After::Any)
}

/// Whether `word` usually begins a sentence.
pub(super) fn begins(word: &str) -> bool {
    let plain: String = word.chars().filter(|c| *c != ']').collect();
    plain.starts_with(char::is_uppercase) && BEGINNERS.contains(&plain.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_in_order_and_disjoint() {
        for list in [BEFORE_WORDS, BEFORE_NUMBERS, ANYWHERE, BEGINNERS] {
            assert!(list.is_sorted());
        }
        for word in BEFORE_WORDS {
            assert!(!BEFORE_NUMBERS.contains(word) && !ANYWHERE.contains(word), "{word}");
        }
        for word in BEFORE_NUMBERS {
            assert!(!ANYWHERE.contains(word), "{word}");
        }
    }

    #[test]
    fn letters_with_full_stops_are_initials() {
        for (word, expected) in
            [("U.N", Some(After::Any)), ("J", Some(After::Any)), ("2.0", None), ("harbour", None)]
        {
            assert_eq!(after(word), expected, "{word}");
        }
    }
}
