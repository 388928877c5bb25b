//! Findings that are known and left as they are: a file beside an old draft. A finding is known by its rule and the words
//! concerned, not by its line, so that it stays known wherever the text around it moves.

use std::collections::BTreeMap;

use model::Fnv;

use crate::finding::Finding;

/// A hash of words that takes no heed of case, spaces, punctuation and typography.
pub(crate) fn key_of(rule: &str, words: &str) -> u64 {
    let mut hash = Fnv::default();
    hash.feed(rule.as_bytes());
    let mut gap = true;
    for c in words.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            if gap {
                hash.feed(b" ");
            }
            gap = false;
            hash.feed(c.encode_utf8(&mut [0; 4]).as_bytes());
        } else if !matches!(c, '\u{ad}' | '\'' | '’') {
            gap = true;
        }
    }
    hash.value()
}

/// Known findings: how often each may stand in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    known: BTreeMap<(String, String, u64), usize>,
}

const HEAD: &str = "# Findings of `corpus check` that are known and left as they are. FILE, RULE, a hash of the words, the words.";

/// Words longer than this, in characters, are cut in the file; the hash is over all of them.
const SHOWN: usize = 60;

impl Baseline {
    /// Reads the written form.
    ///
    /// # Errors
    /// The number of the first line (from 1) that is none of its lines, and what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, (usize, String)> {
        let mut out = Self::default();
        for (i, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let mut fields = line.split('\t');
            let (Some(file), Some(rule), Some(hash)) = (fields.next(), fields.next(), fields.next()) else {
                return Err((i + 1, "expected FILE, RULE and a hash, parted by tabs".to_owned()));
            };
            let key = u64::from_str_radix(hash, 16)
                .map_err(|_| (i + 1, format!("`{hash}` is no hash of 16 hexadecimal digits")))?;
            *out.known.entry((file.to_owned(), rule.to_owned(), key)).or_default() += 1;
        }
        Ok(out)
    }

    /// Takes the findings of `file` that are known out of `findings`, each as often as it is listed, and returns how
    /// many those were.
    pub fn keep_back(&self, file: &str, findings: &mut Vec<Finding>) -> usize {
        let mut left = self.known.clone();
        let before = findings.len();
        findings.retain(|f| match left.get_mut(&(file.to_owned(), f.rule.name.to_owned(), f.key)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        });
        before - findings.len()
    }

    /// The written form of the findings of several files, each with the words concerned, in order.
    pub fn write<'f>(findings: impl Iterator<Item = (&'f str, &'f Finding, &'f str)>) -> String {
        let mut lines: Vec<String> = findings
            .map(|(file, finding, words)| {
                let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
                let words: String = words.chars().take(SHOWN).collect();
                format!("{file}\t{}\t{:016x}\t{words}", finding.rule.name, finding.key)
            })
            .collect();
        lines.sort();
        lines.insert(0, HEAD.to_owned());
        lines.join("\n") + "\n"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;
    use model::Span;

    fn finding(words: &str) -> Finding {
        let rule = rules::find("quote-altered").unwrap();
        Finding { key: key_of(rule.name, words), ..Finding::new(rule, Span::new(0, 1), String::new()) }
    }

    #[test]
    fn the_words_count_and_not_their_typography() {
        let key = |words| key_of("quote-altered", words);
        assert_eq!(key("The keeper’s  lamp,\nlit"), key("the keeper's lamp lit."));
        assert_ne!(key("the lamp"), key("the lamps"));
        assert_ne!(key("the lamp"), key_of("quote-not-found", "the lamp"));
    }

    #[test]
    fn what_is_written_is_known_as_often_as_it_is_listed() {
        let (a, b) = (finding("every lamp lit"), finding("no lamp lit"));
        let text = Baseline::write([("d.md", &a, "every lamp lit")].into_iter());
        let baseline = Baseline::parse(&text).unwrap();
        let mut findings = vec![a.clone(), b.clone(), a.clone()];
        assert_eq!(baseline.keep_back("d.md", &mut findings), 1);
        assert_eq!(findings, [b, a]);
        assert_eq!(baseline.keep_back("other.md", &mut findings), 0);
    }

    #[test]
    fn a_faulty_line_is_named() {
        assert_eq!(Baseline::parse("# x\n\nd.md\tr\tzz\n").unwrap_err().0, 3);
    }
}
