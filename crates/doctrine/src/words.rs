//! A text cut into words: folded letters, the bytes they stand on, and where a sentence ends.

/// A word of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// Where its folded letters lie in [`Words::folded`].
    letters: (u32, u32),
    /// First byte of the word in the text.
    pub(crate) start: u32,
    /// First byte after it.
    pub(crate) end: u32,
    /// Whether a sentence, a clause with a semicolon or a line ends before it.
    pub(crate) fresh: bool,
}

/// The words of a text.
#[derive(Debug, Default)]
pub(crate) struct Words {
    folded: String,
    words: Vec<Word>,
}

impl Words {
    /// Cuts `text` at everything that is neither letter nor digit. Letters lose their case and their accents; `co-` is joined to
    /// what follows, so that `co-operation` and `cooperation` are one; the `s` of a genitive is left out.
    pub(crate) fn of(text: &str) -> Self {
        let mut out = Self { folded: String::with_capacity(text.len()), words: Vec::new() };
        let mut fresh = true;
        let mut stop = false;
        let mut apostrophe = false;
        let mut at = 0;
        while let Some(first) = char_at(text, at) {
            let start = at;
            at += first.len_utf8();
            if !first.is_alphanumeric() {
                match first {
                    ';' | '\n' => fresh = true,
                    '.' | '?' | '!' => stop = true,
                    _ => {}
                }
                apostrophe = matches!(first, '\'' | '\u{2019}');
                continue;
            }
            let from = out.folded.len();
            push_folded(&mut out.folded, first);
            loop {
                at += push_plain(&mut out.folded, text, at);
                let Some(c) = char_at(text, at) else { break };
                if c.is_alphanumeric() {
                    push_folded(&mut out.folded, c);
                } else if !(matches!(c, '-' | '\u{2010}' | '\u{2011}') && &out.folded[from..] == "co") {
                    break;
                }
                at += c.len_utf8();
            }
            let end = at;
            if apostrophe && &out.folded[from..] == "s" {
                out.folded.truncate(from);
                apostrophe = false;
                continue;
            }
            // A full stop ends a sentence where a capital follows and the word before it is no abbreviation.
            if stop && first.is_uppercase() && out.words.last().is_some_and(|w| w.end - w.start > 2) {
                fresh = true;
            }
            let letters = (from as u32, out.folded.len() as u32);
            out.words.push(Word { letters, start: start as u32, end: end as u32, fresh });
            (fresh, stop, apostrophe) = (false, false, false);
        }
        out
    }

    /// The words.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Word, &str)> {
        self.words.iter().map(|w| (w, self.letters(w)))
    }

    /// The folded letters of one of them.
    pub(crate) fn letters(&self, word: &Word) -> &str {
        &self.folded[word.letters.0 as usize..word.letters.1 as usize]
    }
}

fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at)? {
        &byte if byte.is_ascii() => Some(char::from(byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

/// Appends the plain letters and digits at `at`, in lower case: those of most words. How many there are.
fn push_plain(out: &mut String, text: &str, at: usize) -> usize {
    let bytes = text.as_bytes().get(at..).unwrap_or_default();
    let plain = bytes.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
    let from = out.len();
    out.push_str(text.get(at..at + plain).unwrap_or_default());
    if let Some(new) = out.get_mut(from..) {
        new.make_ascii_lowercase();
    }
    plain
}

/// Appends `c` in lower case and without accent; the letters of western Europe only, others keep theirs.
fn push_folded(out: &mut String, c: char) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    for c in c.to_lowercase() {
        out.push(match c {
            'à'..='å' => 'a',
            'ç' => 'c',
            'è'..='ë' => 'e',
            'ì'..='ï' => 'i',
            'ñ' => 'n',
            'ò'..='ö' => 'o',
            'ù'..='ü' => 'u',
            c => c,
        });
    }
}

/// Words that carry no doctrine: they are no features, and phrases of two words pass over them.
const EMPTY: &[&str] = &[
    "a", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had", "has",
    "have", "he", "her", "his", "i", "if", "in", "into", "is", "it", "its", "not", "of", "on", "or", "s",
    "shall", "so", "such", "than", "that", "the", "their", "them", "there", "these", "they", "this", "those",
    "to", "u", "upon", "was", "we", "were", "which", "with",
];

/// Whether a folded word counts as a feature: it is no empty word and no number.
pub(crate) fn counts(word: &str) -> bool {
    !word.starts_with(|c: char| c.is_ascii_digit()) && EMPTY.binary_search(&word).is_err()
}

/// A word without the marks of its plural, its tense or its manner: enough to bring `treaties` and `treaty`, `seized` and `seizing`
/// together. The letters to put after the stem come second.
pub(crate) fn stem(word: &str) -> (&str, &str) {
    let n = word.len();
    let single = if n > 4 && word.ends_with("ies") {
        return (&word[..n - 3], "y");
    } else if n > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && !word.ends_with("is")
    {
        &word[..n - 1]
    } else {
        word
    };
    let cut =
        |word: &'_ str, end: &str| word.strip_suffix(end).map(str::len).filter(|left| *left >= SHORTEST_STEM);
    let stem = ["ing", "ed", "ly"].iter().find_map(|end| cut(single, end)).unwrap_or(single.len());
    let stem = &single[..stem];
    (cut(stem, "e").map_or(stem, |left| &stem[..left]), "")
}

/// No stem is cut shorter than this.
const SHORTEST_STEM: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> String {
        let words = Words::of(text);
        words
            .iter()
            .map(|(w, t)| format!("{}{t}", if w.fresh { "|" } else { "" }))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn words_are_folded_and_sentences_end() {
        for (text, wanted) in [
            ("Self-Defence under the U.N. Charter", "|self defence under the u n charter"),
            ("the State’s domaine réservé", "|the state domaine reserve"),
            ("co-operation; CO-OPERATE", "|cooperation |cooperate"),
            ("No harm. The light burns.", "|no harm |the light burns"),
            ("see art. 4 of Sept. 2", "|see art 4 of sept 2"),
            ("one\ntwo", "|one |two"),
            ("", ""),
            ("§ ¶ …", ""),
        ] {
            assert_eq!(cut(text), wanted);
        }
    }

    #[test]
    fn a_word_stands_on_its_bytes() {
        let text = "é — réservé";
        let words = Words::of(text);
        let last = words.iter().last().map(|(w, _)| &text[w.start as usize..w.end as usize]);
        assert_eq!(last, Some("réservé"));
    }

    #[test]
    fn empty_words_are_sorted() {
        assert!(EMPTY.is_sorted());
    }

    #[test]
    fn plurals_are_stemmed() {
        for (word, wanted) in [
            ("treaties", "treaty"),
            ("vessels", "vessel"),
            ("process", "process"),
            ("status", "status"),
            ("seized", "seiz"),
            ("seizing", "seiz"),
            ("seize", "seiz"),
            ("arms", "arm"),
            ("using", "using"),
            ("need", "need"),
        ] {
            let (head, tail) = stem(word);
            assert_eq!(format!("{head}{tail}"), wanted);
        }
    }
}
