//! The folding table: spellings and joinings of one word that searches and comparisons must not tell apart.
//!
//! A table is tab-separated text, a rule a line; empty lines and lines that begin with `#` count nothing:
//!
//! | rule | from | to | means |
//! | --- | --- | --- | --- |
//! | `word` | `defence` | `defense` | this word reads as that one; `to` may be hyphenated |
//! | `root` | `labour` | `labor` | any word that begins so, begins like that (`labours`, `labourer`) |
//! | `suffix` | `isation` | `ization` | any word of at least three more letters that ends so, ends like that |
//! | `keep` | `exercise` | | no suffix rule for words that begin so, a final `e` aside |
//! | `join` | `co` | | a word that is hyphenated after this (`co-operate`) is one word without the hyphen |
//!
//! The longest matching rule of a kind wins; `word` goes before `root`, `root` before `suffix`. What a rule makes of a word
//! is folded in its turn (`colourise`, `colorise`, `colorize`), so that what is folded stays as it is.

use std::fmt;
use std::sync::Arc;

use crate::WordMap;

/// The least number of letters that must stand before a suffix for a suffix rule to apply.
const SUFFIX_STEM: usize = 3;

/// The most rules that are applied to one word after another. A word that they still change then goes round in a circle, or
/// grows, and is left as it was.
const MOST_STEPS: usize = 8;

/// Why a folding table is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoldingError {
    /// The file, as the caller named it.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: String,
}

impl fmt::Display for FoldingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.reason)
    }
}

impl std::error::Error for FoldingError {}

/// A folding table. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Folding {
    rules: Arc<Rules>,
}

#[derive(Debug, Default)]
struct Rules {
    words: WordMap<String, String>,
    roots: WordMap<String, String>,
    suffixes: WordMap<String, String>,
    keep: WordMap<String, ()>,
    join: WordMap<String, ()>,
    /// How the words and roots begin.
    starts: Edges<{ Folding::START }>,
    /// How those of them begin that are taken apart, or begin otherwise when they are folded.
    moves: Edges<{ Folding::START }>,
    /// How the suffixes end.
    ends: Edges<2>,
    /// How long the roots, the suffixes and the words to keep are: nothing of another length is looked up.
    root_lengths: Lengths,
    suffix_lengths: Lengths,
    keep_lengths: Lengths,
    /// Whether a suffix rule brings a hyphen into a word.
    parts: bool,
}

/// Lengths in bytes, in a bit each; whatever is longer shares the last.
#[derive(Clone, Copy, Debug, Default)]
struct Lengths(u64);

impl Lengths {
    fn bit(length: usize) -> u64 {
        1 << length.min(63)
    }

    fn add(&mut self, length: usize) {
        self.0 |= Self::bit(length);
    }

    fn has(self, length: usize) -> bool {
        self.0 & Self::bit(length) != 0
    }
}

/// The first or last bytes of a set of words, `N` of each, in a bit for each of 4096 hashes: most words that no rule is for
/// are told by them at a glance.
#[derive(Debug)]
struct Edges<const N: usize> {
    bits: [u64; 64],
    /// Whether one of the words is shorter than that.
    short: bool,
}

impl<const N: usize> Default for Edges<N> {
    fn default() -> Self {
        Self { bits: [0; 64], short: false }
    }
}

impl<const N: usize> Edges<N> {
    fn place(edge: &[u8]) -> (usize, u32) {
        let hash =
            edge.iter().fold(0_usize, |hash, &byte| hash.wrapping_mul(67).wrapping_add(usize::from(byte)));
        (hash % 64, u32::try_from(hash / 64 % 64).unwrap_or_default())
    }

    fn add(&mut self, edge: Option<&[u8]>) {
        match edge {
            Some(edge) => {
                let (at, bit) = Self::place(edge);
                if let Some(bits) = self.bits.get_mut(at) {
                    *bits |= 1 << bit;
                }
            }
            None => self.short = true,
        }
    }

    /// Whether one of the words may begin or end so; a word without that many bytes has no edge.
    fn may_have(&self, edge: Option<&[u8]>) -> bool {
        let has = |edge| {
            let (at, bit) = Self::place(edge);
            self.bits.get(at).is_some_and(|bits| bits >> bit & 1 == 1)
        };
        self.short || edge.is_some_and(has)
    }
}

/// The first `N` bytes.
fn first<const N: usize>(word: &str) -> Option<&[u8]> {
    word.as_bytes().get(..N)
}

/// The last `N` bytes.
fn last<const N: usize>(word: &str) -> Option<&[u8]> {
    word.as_bytes().get(word.len().checked_sub(N)?..)
}

/// How the words begin that a `keep` rule is for.
fn kept(from: &str) -> &str {
    from.strip_suffix('e').unwrap_or(from)
}

impl Folding {
    /// A table without rules: spellings stay apart.
    pub fn none() -> Self {
        Self::default()
    }

    /// Reads a table. `path` is only used to name the file in errors.
    ///
    /// # Errors
    /// When a line has no known rule, the wrong number of columns, anything but small letters and hyphens, a rule
    /// that stands twice, a `word` that leads to another `word`, or a rule that others lead back to itself or on without end.
    pub fn parse(text: &str, path: &str) -> Result<Self, FoldingError> {
        let mut rules = Rules::default();
        let mut lines = Vec::new();
        for (i, line) in text.lines().enumerate() {
            let line = line.trim_end_matches('\r');
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let fail = |reason: String| FoldingError { path: path.to_owned(), line: i + 1, reason };
            lines.push((i + 1, rules.add(line).map_err(fail)?));
        }
        for (line, rule) in lines {
            if let Some(reason) = rules.circle(rule) {
                return Err(FoldingError { path: path.to_owned(), line, reason });
            }
        }
        Ok(Self { rules: Arc::new(rules) })
    }

    /// How many rules there are.
    pub fn len(&self) -> usize {
        let r = &self.rules;
        r.words.len() + r.roots.len() + r.suffixes.len() + r.keep.len() + r.join.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The canonical spelling of a lower-case word. A hyphenated word may come back joined, a joined one
    /// hyphenated.
    pub fn fold(&self, word: &str) -> String {
        self.rules.settled(word).unwrap_or_else(|| word.to_owned())
    }

    /// As many bytes as tell whether a rule is for how a word begins.
    pub const START: usize = 3;

    /// Whether no rule changes how the lower-case words without hyphens begin that begin so, or takes one apart. `start` is the
    /// first [`START`](Self::START) bytes of a word, or the whole of a shorter one; `false` may mean that no rule does either.
    pub fn keeps_start(&self, start: &[u8]) -> bool {
        // What any other rule makes of a word begins as the word did: no suffix rule reaches into the first letters.
        !self.rules.parts && !self.rules.moves.may_have(start.get(..Self::START))
    }
}

impl Rules {
    /// What no rule changes any more; `None` where there is no end to it.
    fn settled(&self, word: &str) -> Option<String> {
        let mut now = word.to_owned();
        for _ in 0..MOST_STEPS {
            match self.step(&now) {
                Some(next) => now = next,
                None => return Some(now),
            }
        }
        None
    }

    /// The word after the first rule that changes it.
    fn step(&self, word: &str) -> Option<String> {
        let begins = self.starts.may_have(first::<{ Folding::START }>(word));
        let ends = self.ends.may_have(last::<2>(word));
        if !begins && !ends && !word.contains('-') {
            return None;
        }
        if let Some(to) = self.words.get(word).filter(|_| begins) {
            return Some(to.clone());
        }
        if let Some((before, after)) = word.split_once('-') {
            if self.join.contains_key(before) {
                return Some(format!("{before}{after}"));
            }
            let parts = || word.split('-').map(|part| (part, self.step(part)));
            let whole =
                || parts().map(|(part, to)| to.unwrap_or_else(|| part.to_owned())).collect::<Vec<_>>();
            return parts().any(|(_, to)| to.is_some()).then(|| whole().join("-"));
        }
        let starts = word.char_indices().map(|(i, _)| i).chain([word.len()]);
        for end in starts.clone().rev().filter(|&end| begins && self.root_lengths.has(end)) {
            if let Some(to) = self.roots.get(&word[..end]) {
                return Some(format!("{to}{}", &word[end..]));
            }
        }
        if !ends {
            return None;
        }
        let kept = || {
            let mut ends = starts.clone().filter(|&end| self.keep_lengths.has(end));
            ends.any(|end| self.keep.contains_key(&word[..end]))
        };
        let long = |start: &usize| self.suffix_lengths.has(word.len() - start);
        for start in starts.clone().skip(SUFFIX_STEM).filter(long) {
            if let Some(to) = self.suffixes.get(&word[start..]) {
                return (!kept()).then(|| format!("{}{to}", &word[..start]));
            }
        }
        None
    }

    /// What is wrong with a rule in the company of the others: that it leads to the next word of a chain, or round.
    fn circle(&self, (rule, from): (&str, &str)) -> Option<String> {
        let to = match rule {
            "word" => self.words.get(from)?.clone(),
            "root" => self.roots.get(from)?.clone(),
            // Some word that ends so.
            "suffix" => format!("{}{}", "x".repeat(SUFFIX_STEM), self.suffixes.get(from)?),
            _ => return None,
        };
        if rule == "word" && self.words.contains_key(&to) {
            return Some(format!(
                "`{from}` leads to `{to}`, which leads on: name the last word of the chain"
            ));
        }
        let endless = self.step(&to).is_some() && self.settled(&to).is_none();
        endless.then(|| format!("`{from}` leads round in a circle, or on without end, with other rules"))
    }

    /// Adds the rule of one line and returns its name and left side.
    fn add<'l>(&mut self, line: &'l str) -> Result<(&'l str, &'l str), String> {
        let mut columns = line.split('\t');
        let rule = columns.next().unwrap_or_default();
        let from = columns.next().unwrap_or_default();
        let to = columns.next();
        if columns.next().is_some() {
            return Err("more than three columns".to_owned());
        }
        for text in [Some(from), to].into_iter().flatten() {
            let small = |c: char| c.is_ascii_lowercase() || c == '-' || !c.is_ascii() && c.is_lowercase();
            if text.is_empty() || !text.chars().all(small) {
                return Err(format!("`{text}` is not a word of small letters and hyphens"));
            }
        }
        let start = first::<{ Folding::START }>;
        let moves = to.is_some_and(|to| start(to) != start(from) || to.contains('-'));
        match rule {
            "word" | "root" => {
                self.starts.add(start(from));
                if moves || start(from).is_none() {
                    self.moves.add(start(from));
                }
                if rule == "root" {
                    self.root_lengths.add(from.len());
                }
            }
            "suffix" => {
                self.ends.add(last::<2>(from));
                self.suffix_lengths.add(from.len());
                self.parts |= to.is_some_and(|to| to.contains('-'));
            }
            "keep" => self.keep_lengths.add(kept(from).len()),
            _ => {}
        }
        let fresh = match (rule, to) {
            ("word", Some(to)) => self.words.insert(from.to_owned(), to.to_owned()).is_none(),
            ("root", Some(to)) => self.roots.insert(from.to_owned(), to.to_owned()).is_none(),
            ("suffix", Some(to)) => self.suffixes.insert(from.to_owned(), to.to_owned()).is_none(),
            ("keep", None) => self.keep.insert(kept(from).to_owned(), ()).is_none(),
            ("join", None) => self.join.insert(from.to_owned(), ()).is_none(),
            ("word" | "root" | "suffix", None) => return Err(format!("`{rule}` needs two words")),
            ("keep" | "join", Some(_)) => return Err(format!("`{rule}` takes one word")),
            _ => return Err(format!("no such rule: `{rule}` (word, root, suffix, keep, join)")),
        };
        if fresh && to != Some(from) {
            Ok((rule, from))
        } else {
            Err(format!("`{from}` stands twice, or leads to itself"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "# spellings\nword\tdefence\tdefense\nword\tselfdefence\tself-defense\nroot\tlabour\tlabor\n\
                         suffix\tise\tize\nsuffix\tisation\tization\nkeep\texercise\njoin\tco\n";

    #[test]
    fn spellings_fold_to_one() {
        let folding = Folding::parse(TABLE, "folding.tsv").unwrap();
        for (from, to) in [
            ("defence", "defense"),
            ("defense", "defense"),
            ("self-defence", "self-defense"),
            ("selfdefence", "self-defense"),
            ("labourers", "laborers"),
            ("organise", "organize"),
            ("organisation", "organization"),
            ("exercise", "exercise"),
            ("exercised", "exercised"),
            ("rise", "rise"),
            ("co-operate", "cooperate"),
            ("co-organise", "coorganize"),
            ("harbour", "harbour"),
            ("été", "été"),
            ("", ""),
        ] {
            assert_eq!(folding.fold(from), to, "{from}");
        }
    }

    #[test]
    fn how_a_word_begins_tells_that_it_is_not_changed_there() {
        let folding = Folding::parse(&format!("{TABLE}root\toestr\testr\n"), "folding.tsv").unwrap();
        for (start, kept) in [
            ("sel", false),
            ("oes", false),
            ("def", true),
            ("org", true),
            ("exe", true),
            ("de", true),
            ("", true),
        ] {
            assert_eq!(folding.keeps_start(start.as_bytes()), kept, "{start}");
        }
        for table in ["word\tox\tcow\n", "suffix\tise\tize-d\n"] {
            assert!(!Folding::parse(table, "t.tsv").unwrap().keeps_start(b"org"), "{table}");
        }
    }

    #[test]
    fn short_rules_are_seen_too() {
        let folding = Folding::parse("word\tox\tcow\nroot\tba\tpa\nsuffix\te\ta\n", "t.tsv").unwrap();
        for (from, to) in [("ox", "cow"), ("batty", "patty"), ("abce", "abca"), ("abc", "abc"), ("b", "b")] {
            assert_eq!(folding.fold(from), to, "{from}");
        }
    }

    #[test]
    fn what_is_folded_stays() {
        let table = "root\tcolour\tcolor\nroot\tgrey\tgray\nword\tgrayish\tdull\nsuffix\tise\tize\n\
                     suffix\tyze\tyse\nroot\tcatalys\tcatalyz\nword\txo\tco\njoin\tco\n";
        let folding = Folding::parse(table, "t.tsv").unwrap();
        for (word, wanted) in [
            ("colourise", "colorize"),
            ("greyish", "dull"),
            ("xo-colourise", "cocolorize"),
            ("re-colourise", "re-colorize"),
            // The rules for this word never come to an end.
            ("catalyse", "catalyse"),
            ("co-----x", "cox"),
            ("co------------x", "co------------x"),
        ] {
            let once = folding.fold(word);
            assert_eq!(once, wanted);
            assert_eq!(folding.fold(&once), once, "{word}");
        }
    }

    #[test]
    fn a_bad_line_is_named() {
        for (table, line, reason) in [
            ("word\tdefence", 1, "needs two words"),
            ("\n\nwrd\ta\tb", 3, "no such rule"),
            ("word\tDefence\tdefense", 1, "small letters"),
            ("word\ta\tb\tc", 1, "more than three columns"),
            ("join\tco\nkeep\ta\tb", 2, "takes one word"),
            ("join\tco\njoin\tco", 2, "twice"),
            ("word\ta\ta", 1, "itself"),
            ("word\ta\tb\nword\tb\tc", 1, "leads on"),
            ("join\tco\nroot\tcolour\tcolor\nroot\tcolor\tcolour", 2, "circle"),
            ("root\ta\tab", 1, "circle"),
            ("suffix\tise\tize\nsuffix\tize\tise", 1, "circle"),
            ("word\ta\tb\nroot\tb\ta", 1, "circle"),
        ] {
            let error = Folding::parse(table, "t.tsv").unwrap_err();
            assert_eq!((error.path.as_str(), error.line), ("t.tsv", line), "{table:?}");
            assert!(error.reason.contains(reason), "{table:?}: {error}");
        }
    }
}
