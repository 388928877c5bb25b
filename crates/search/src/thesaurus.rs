//! The thesaurus: terms of one meaning, so that who asks with one of them finds the others.
//!
//! It is tab-separated text, an entry a line; empty lines and lines that begin with `#` count nothing. The first column holds
//! terms that mean the same, the second terms that each of those leads to and that do not lead back; terms are separated
//! by semicolons.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::OnceLock;

use crate::analysis::{Terms, is_stop_word};

/// The most words of a term.
const MAX_WORDS: usize = 9;

/// Why a thesaurus is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThesaurusError {
    /// The file, as the caller named it.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: String,
}

impl fmt::Display for ThesaurusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.reason)
    }
}

impl std::error::Error for ThesaurusError {}

/// A thesaurus.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thesaurus {
    entries: Vec<Entry>,
    /// The entries that a term leads to, by the stems of its words, in order.
    by_stems: OnceLock<BTreeMap<Vec<String>, Vec<usize>>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Entry {
    same: Vec<String>,
    narrower: Vec<String>,
}

impl Thesaurus {
    /// A thesaurus without entries: words are what they are.
    pub fn none() -> Self {
        Self::default()
    }

    /// Reads a thesaurus. `path` is only used to name the file in errors.
    ///
    /// # Errors
    /// When a line has more than two columns, a term has no word to look for or too many, a term stands twice in an entry,
    /// an entry says nothing, or two entries have the same terms.
    pub fn parse(text: &str, path: &str) -> Result<Self, ThesaurusError> {
        let mut out = Self::none();
        let mut heads: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        for (i, line) in text.lines().enumerate() {
            let line = line.trim_end_matches('\r');
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let fail = |reason: String| ThesaurusError { path: path.to_owned(), line: i + 1, reason };
            let entry = Entry::parse(line).map_err(fail)?;
            let mut head: Vec<String> = entry.same.iter().map(|t| t.to_lowercase()).collect();
            head.sort();
            if let Some(first) = heads.insert(head, i + 1) {
                return Err(fail(format!("line {first} has the same terms: did you mean to add to it?")));
            }
            out.entries.push(entry);
        }
        Ok(out)
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What the term of these stems leads to, those that mean the same first. `terms` must be made with one and the same
    /// folding table every time.
    pub(crate) fn others(&self, stems: &[String], terms: &mut Terms) -> Vec<&str> {
        let by_stems = self.by_stems.get_or_init(|| {
            let mut out: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
            for (number, entry) in self.entries.iter().enumerate() {
                for term in &entry.same {
                    let entries = out.entry(stems_of(term, terms)).or_default();
                    if entries.last() != Some(&number) {
                        entries.push(number);
                    }
                }
            }
            out
        });
        let mut key = stems.to_vec();
        key.sort();
        let entries = by_stems.get(&key).into_iter().flatten().filter_map(|&n| self.entries.get(n));
        let same = entries.clone().flat_map(|e| &e.same);
        let narrower = entries.flat_map(|e| &e.narrower);
        let mut known = BTreeSet::from([key]);
        let mut out = Vec::new();
        for term in same.chain(narrower) {
            if known.insert(stems_of(term, terms)) {
                out.push(term.as_str());
            }
        }
        out
    }
}

impl Entry {
    fn parse(line: &str) -> Result<Self, String> {
        let mut columns = line.split('\t');
        let (same, narrower) = (columns.next().unwrap_or_default(), columns.next().unwrap_or_default());
        if columns.next().is_some() {
            return Err("more than two columns: did you mean `;` between terms?".to_owned());
        }
        let entry = Self { same: terms_in(same)?, narrower: terms_in(narrower)? };
        let mut known: BTreeSet<String> = BTreeSet::new();
        for term in entry.same.iter().chain(&entry.narrower) {
            if !known.insert(term.to_lowercase()) {
                return Err(format!("`{}` stands twice in this entry", term.to_lowercase()));
            }
        }
        match (entry.same.as_slice(), entry.narrower.as_slice()) {
            ([], _) => Err("no term in the first column".to_owned()),
            ([one], []) => {
                let reason = "stands alone: did you mean `;` between terms, or a tab between columns?";
                Err(format!("`{one}` {reason}"))
            }
            _ => Ok(entry),
        }
    }
}

/// The terms of a column.
fn terms_in(column: &str) -> Result<Vec<String>, String> {
    if column.trim().is_empty() {
        return Ok(Vec::new());
    }
    let mut out = Vec::new();
    for term in column.split(';') {
        let term = term.trim();
        let words = term.split_whitespace().count();
        if words > MAX_WORDS {
            return Err(format!(
                "`{term}` has {words} words, more than {MAX_WORDS}: did you mean `;` in it?"
            ));
        }
        if !content(term).any(|w| w.contains(char::is_alphanumeric)) {
            return Err(format!("`{term}` has no word that a search looks for"));
        }
        out.push(term.to_owned());
    }
    Ok(out)
}

/// The words of a term but for those that a search passes over.
fn content(term: &str) -> impl Iterator<Item = &str> {
    term.split_whitespace().filter(|w| !is_stop_word(&w.to_lowercase()))
}

/// The stems of a term's words, in order, without those that a search passes over.
fn stems_of(term: &str, terms: &mut Terms) -> Vec<String> {
    let content = content(term).collect::<Vec<_>>().join(" ");
    let mut out: Vec<String> =
        terms.analyse(&content).iter().flat_map(|l| l.piece.parts.iter().cloned()).collect();
    out.sort();
    out
}

/// The words of a term that are looked for, as written.
pub(crate) fn looked_for(term: &str) -> String {
    content(term).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Folding, Form};

    const TABLE: &str = "\
# Harbours
harbour master; warden of the harbour\tpier warden; keeper of lamps
lamp; light\tlantern

lantern; hand lamp
";

    fn others(term: &str) -> Vec<String> {
        let table = Thesaurus::parse(TABLE, "t").unwrap();
        let mut terms = Terms::new(Form::Main, &Folding::none());
        let stems = stems_of(term, &mut terms);
        table.others(&stems, &mut terms).into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn terms_of_one_meaning_lead_to_each_other() {
        for (term, found) in [
            ("lamps", "light; lantern"),
            ("light", "lamp; lantern"),
            ("lantern", "hand lamp"),
            ("harbour masters", "warden of the harbour; pier warden; keeper of lamps"),
            ("harbour warden", "harbour master; pier warden; keeper of lamps"),
            ("pier warden", ""),
            ("harbour", ""),
        ] {
            assert_eq!(others(term).join("; "), found, "{term}");
        }
    }

    #[test]
    fn faults_name_file_and_line() {
        for (text, fault) in [
            ("a b; c\td\te", "t:1: more than two columns: did you mean `;` between terms?"),
            (
                "# x\n\nlamp",
                "t:3: `lamp` stands alone: did you mean `;` between terms, or a tab between columns?",
            ),
            ("lamp; Lamp", "t:1: `lamp` stands twice in this entry"),
            ("lamp; light\tLIGHT", "t:1: `light` stands twice in this entry"),
            ("lamp; of the", "t:1: `of the` has no word that a search looks for"),
            ("lamp;; light", "t:1: `` has no word that a search looks for"),
            ("\tlamp", "t:1: no term in the first column"),
            (
                "lamp; light\nlight; lamp\tlantern",
                "t:2: line 1 has the same terms: did you mean to add to it?",
            ),
            (
                "one two three four five six seven eight nine ten; lamp",
                "t:1: `one two three four five six seven eight nine ten` has 10 words, more than 9: did you mean `;` in it?",
            ),
        ] {
            assert_eq!(Thesaurus::parse(text, "t").unwrap_err().to_string(), fault, "{text:?}");
        }
        assert!(Thesaurus::parse("", "t").unwrap().is_empty());
        assert_eq!(Thesaurus::parse(TABLE, "t").unwrap().len(), 3);
    }
}
