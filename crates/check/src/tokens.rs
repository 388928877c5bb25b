//! Words of a text, folded: what is compared, and what is passed over.
//!
//! What a word is folded to is told in [`folding`](crate::folding()); this is where it is done.

use std::borrow::Cow;
use std::ops::Range;

use model::{Fnv, Folding, WordMap};
use unicode_normalization::UnicodeNormalization;

/// How many letters make two words look alike, so that one is taken for the other, changed.
const STEM: usize = 3;

/// How the letters of a word stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// All small, or without case.
    Small,
    /// The first is a capital.
    Initial,
    /// One letter, a capital: it may be an initial or part of words in capitals.
    One,
    /// More than one letter, all capitals.
    All,
    /// Anything else.
    Mixed,
}

/// A part of a word: letters that stand between brackets, or letters that do not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// The letters.
    pub(crate) letters: String,
    /// Whether they stand between brackets.
    pub(crate) bracketed: bool,
}

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Where it stands, in bytes of its text.
    pub(crate) at: Range<usize>,
    /// The folded word, hashed.
    pub(crate) key: u64,
    /// The folded word in the one spelling of the table, hashed.
    pub(crate) spelling: u64,
    /// Its first letters, hashed; 0 for a number or a shorter word.
    pub(crate) stem: u64,
    /// Its capitals.
    pub(crate) case: Case,
}

/// A word as it was read, before it is folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Scanned {
    /// Where it stands.
    pub(crate) at: Range<usize>,
    /// Its letters, hyphens and apostrophes, as written but for what is passed over; brackets taken off.
    pub(crate) letters: String,
    /// Its parts, where some of it stands between brackets; else empty.
    pub(crate) pieces: Vec<Piece>,
}

/// What words were folded to: as they were written, with the hashes of their token.
pub(crate) type Known = WordMap<String, (u64, u64, u64)>;

/// Turns words into tokens and remembers what each was folded to.
pub(crate) struct Tokens<'f> {
    folding: &'f Folding,
    known: Known,
}

impl<'f> Tokens<'f> {
    pub(crate) fn new(folding: &'f Folding) -> Self {
        Self::knowing(folding, Known::default())
    }

    /// With what was remembered before.
    pub(crate) fn knowing(folding: &'f Folding, known: Known) -> Self {
        Self { folding, known }
    }

    /// What is remembered.
    pub(crate) fn into_known(self) -> Known {
        self.known
    }

    /// The token of a word.
    pub(crate) fn token(&mut self, word: &Scanned) -> Token {
        let (key, spelling, stem) = match self.known.get(word.letters.as_str()) {
            Some(&known) => known,
            None => {
                let keys = self.keys(&word.letters);
                self.known.insert(word.letters.clone(), keys);
                keys
            }
        };
        Token { at: word.at.clone(), key, spelling, stem, case: case(&word.letters) }
    }

    /// The tokens of every word of `text`.
    pub(crate) fn of(&mut self, text: &str) -> Vec<Token> {
        let mut at = 0;
        let mut out = Vec::new();
        while let Some(word) = next_word(text, at, text.len(), false) {
            at = word.at.end;
            out.push(self.token(&word));
        }
        out
    }

    fn keys(&self, letters: &str) -> (u64, u64, u64) {
        let lower = folded(letters);
        let key = joined(&lower);
        let spelling = joined(&self.folding.fold(&lower)).into_owned();
        let mut first = spelling.chars().take(STEM);
        let stem: String = first.by_ref().take_while(|c| c.is_alphabetic()).collect();
        let stem = if stem.chars().count() == STEM { hash(&stem) } else { 0 };
        (hash(&key), hash(&spelling), stem)
    }
}

/// Small letters in their compatible composed form; apostrophes and hyphens plain; the points of an abbreviation and
/// the commas of a number dropped.
pub(crate) fn folded(letters: &str) -> String {
    let plain = |c: char| match c {
        '\u{2019}' | '\u{2018}' | '\u{2bc}' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        c => c,
    };
    let lower: String = if letters.is_ascii() {
        letters.to_ascii_lowercase()
    } else {
        letters.nfkc().map(plain).flat_map(char::to_lowercase).collect()
    };
    let decimal = lower.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',');
    if decimal { lower.replace(',', "") } else { lower.replace(['.', ','], "") }
}

/// The word without its hyphens.
pub(crate) fn joined(word: &str) -> Cow<'_, str> {
    if word.contains('-') { Cow::Owned(word.replace('-', "")) } else { Cow::Borrowed(word) }
}

/// The hash of a word.
pub(crate) fn hash(text: &str) -> u64 {
    Fnv::of(text.as_bytes())
}

fn case(letters: &str) -> Case {
    let mut cased = letters.chars().filter(|c| c.is_uppercase() || c.is_lowercase());
    let Some(first) = cased.next().map(char::is_uppercase) else { return Case::Small };
    let (mut capitals, mut small) = (0, 0);
    for c in cased {
        if c.is_uppercase() {
            capitals += 1;
        } else {
            small += 1;
        }
    }
    match (first, capitals, small) {
        (true, 1.., 0) => Case::All,
        (true, 0, 0) => Case::One,
        (true, 0, _) => Case::Initial,
        (false, 0, _) => Case::Small,
        _ => Case::Mixed,
    }
}

/// Characters of no width, and the soft hyphen: passed over inside a word.
pub(crate) fn is_passed_over(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Whether a word may begin with `c`. Raised figures are calls of footnotes, not words.
pub(crate) fn begins_word(c: char) -> bool {
    (c.is_alphanumeric() && !is_raised(c)) || matches!(c, '%' | '§' | '&' | '£' | '$' | '€' | '°')
}

fn is_raised(c: char) -> bool {
    matches!(c, '\u{b9}' | '\u{b2}' | '\u{b3}' | '\u{2070}'..='\u{2079}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2bc}')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// The next word of `text[from..to]`; with `brackets`, letters may stand between brackets inside it (`[n]o`).
pub(crate) fn next_word(text: &str, from: usize, to: usize, brackets: bool) -> Option<Scanned> {
    let part = text.get(..to)?;
    let start = from
        + part
            .get(from..)?
            .char_indices()
            .find(|&(i, c)| {
                begins_word(c) || brackets && c == '[' && partial(part, from + i, false).is_some()
            })?
            .0;
    Some(Scan { text: part, at: start, word: String::new(), pieces: Vec::new(), brackets }.run())
}

/// The letters between the brackets that open at `at`, where they are part of a word; and the end. `inside`: a letter
/// stands right before.
fn partial(text: &str, at: usize, inside: bool) -> Option<(&str, usize)> {
    let rest = text.get(at + 1..)?;
    let close = rest.char_indices().take(24).find(|&(_, c)| c == ']')?.0;
    let letters = rest.get(..close)?;
    let end = at + 1 + close + 1;
    let attached = inside || text.get(end..)?.chars().next().is_some_and(char::is_alphanumeric);
    let fits = letters.chars().all(char::is_alphabetic) && (inside || !letters.is_empty());
    (attached && fits).then_some((letters, end))
}

/// Reads one word.
struct Scan<'t> {
    text: &'t str,
    at: usize,
    word: String,
    pieces: Vec<Piece>,
    brackets: bool,
}

impl Scan<'_> {
    fn run(mut self) -> Scanned {
        let start = self.at;
        let mut plain = 0;
        while let Some(c) = self.peek(self.at) {
            let next = self.at + c.len_utf8();
            if c.is_alphanumeric() && !is_raised(c) || is_mark(c) && !self.word.is_empty() {
                self.word.push(c);
            } else if is_passed_over(c)
                && let Some(resume) = self.goes_on(next)
            {
                self.at = resume;
                continue;
            } else if self.brackets
                && c == '['
                && let Some((letters, end)) = partial(self.text, self.at, self.ends_in_letter())
            {
                let (letters, before) = (letters.to_owned(), self.word[plain..].to_owned());
                self.pieces.push(Piece { letters: before, bracketed: false });
                self.word.push_str(&letters);
                plain = self.word.len();
                self.pieces.push(Piece { letters, bracketed: true });
                self.at = end;
                continue;
            } else if let Some(resume) = self.inner(c, next) {
                self.at = resume;
                continue;
            } else if self.word.is_empty() {
                // A sign that is a word of its own.
                self.word.push(c);
                self.at = next;
                break;
            } else {
                break;
            }
            self.at = next;
        }
        if !self.pieces.is_empty() {
            self.pieces.push(Piece { letters: self.word[plain..].to_owned(), bracketed: false });
        }
        Scanned { at: start..self.at, letters: self.word, pieces: self.pieces }
    }

    /// A sign inside a word: written down, and where to read on; `None` where the word ends before it.
    fn inner(&mut self, c: char, next: usize) -> Option<usize> {
        let before = self.word.chars().last()?;
        let after = self.peek(next);
        let digits = before.is_ascii_digit() && after.is_some_and(|a| a.is_ascii_digit());
        let letters = before.is_alphanumeric() && after.is_some_and(char::is_alphanumeric);
        if is_apostrophe(c) && letters {
            self.word.push('\'');
            return Some(next);
        }
        if is_hyphen(c) && before.is_alphabetic() && after == Some('\n') {
            // A word broken at the end of a line.
            let rest = self.text.get(next..)?;
            let resume = next + (rest.len() - rest.trim_start().len());
            if self.peek(resume).is_some_and(char::is_lowercase) {
                self.word.push('-');
                return Some(resume);
            }
            return None;
        }
        let opens = after == Some('[') && self.brackets && partial(self.text, next, true).is_some();
        if is_hyphen(c) && !digits && (letters || opens) {
            self.word.push('-');
            return Some(next);
        }
        let thousand = || {
            let rest = self.text.get(next..).unwrap_or_default();
            rest.bytes().take_while(u8::is_ascii_digit).count() == 3
        };
        if digits && (c == '.' || c == ',' && thousand()) {
            self.word.push(c);
            return Some(next);
        }
        // The points of an abbreviation: `U.N.`
        let mut back = self.word.chars().rev().skip(1);
        let single = before.is_alphabetic() && back.next().is_none_or(|p| p == '.');
        if c == '.' && single && after.is_some_and(char::is_alphabetic) {
            let beyond = after.and_then(|a| self.peek(next + a.len_utf8()));
            if beyond.is_none_or(|b| !b.is_alphanumeric()) {
                self.word.push('.');
                return Some(next);
            }
        }
        None
    }

    fn peek(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    fn ends_in_letter(&self) -> bool {
        self.word.chars().last().is_some_and(|c| c.is_alphanumeric() || c == '-')
    }

    /// Where the word goes on after characters that are passed over, a line break among them.
    fn goes_on(&self, at: usize) -> Option<usize> {
        let rest = self.text.get(at..)?;
        let trimmed = rest.trim_start_matches(is_passed_over);
        let trimmed = if trimmed.starts_with('\n') { trimmed.trim_start() } else { trimmed };
        let goes_on = !self.word.is_empty() && trimmed.chars().next().is_some_and(char::is_alphanumeric);
        goes_on.then(|| at + rest.len() - trimmed.len())
    }
}

/// Whether `c` is a mark over the letter before it.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, brackets: bool) -> Vec<String> {
        let mut at = 0;
        let mut out = Vec::new();
        while let Some(w) = next_word(text, at, text.len(), brackets) {
            at = w.at.end;
            out.push(joined(&folded(&w.letters)).into_owned());
        }
        out
    }

    #[test]
    fn words_are_folded() {
        for (text, want) in [
            ("The State\u{2019}s co-operation", "the state's cooperation"),
            ("self\u{2011}defence, if", "selfdefence if"),
            ("self-\n  defence", "selfdefence"),
            ("har\u{ad}bour har\u{ad}\n bour", "harbour harbour"),
            ("de\u{fb01}ned", "defined"),
            ("20-25 and 20\u{2013}25", "20 25 and 20 25"),
            ("U.N. Charter. All", "un charter all"),
            ("1,000 and 2.5; 1. All", "1000 and 2.5 1 all"),
            ("State\u{2014}or not", "state or not"),
            ("life.\u{b9} The", "life the"),
            ("aims.Accordingly", "aims accordingly"),
            ("5 %", "5 %"),
            ("cafe\u{301} caf\u{e9}", "caf\u{e9} caf\u{e9}"),
            ("(a) to", "a to"),
        ] {
            assert_eq!(words(text, false).join(" "), want, "{text:?}");
        }
    }

    #[test]
    fn brackets_inside_a_word_are_taken_off() {
        let word = |text: &str| next_word(text, 0, text.len(), true).unwrap();
        let w = word("[n]o one");
        assert_eq!((w.letters.as_str(), w.at.clone(), w.pieces.len()), ("no", 0..4, 3));
        let w = word("State[s] of");
        assert_eq!((w.letters.as_str(), w.at.clone()), ("States", 0..8));
        let w = word("State[] of");
        assert_eq!((w.letters.as_str(), w.at.clone()), ("State", 0..7));
        assert_eq!(words("[the State] may", true), ["the", "state", "may"]);
        assert_eq!(words("[sic]", true), ["sic"]);
    }

    #[test]
    fn capitals_are_told_apart() {
        for (word, want) in [
            ("state", Case::Small),
            ("State", Case::Initial),
            ("STATE", Case::All),
            ("A", Case::One),
            ("sTate", Case::Mixed),
            ("12", Case::Small),
        ] {
            assert_eq!(case(word), want, "{word}");
        }
    }
}
