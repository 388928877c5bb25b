//! Letters of another script.

use std::collections::BTreeMap;

use model::Topic;
use unicode_script::{Script, UnicodeScript};

use super::reading::{Finding, Reading};
use super::token::{Token, tokens};

pub(super) const SUMMARY: &str = "letters of a script that the text is not written in, alone or among its own letters: \
a scan of another column, or letters that only look right and that no search finds";

pub(super) fn check(reading: &Reading<'_>) -> Vec<Finding> {
    let Some(own) = own_script(reading) else { return Vec::new() };
    let mut out = Vec::new();
    for (i, text) in reading.texts.iter().enumerate() {
        let mut run: Option<Run> = None;
        for token in tokens(&text.words.text) {
            match foreign(&token, own) {
                Some(script) => {
                    let run =
                        run.get_or_insert(Run { start: token.start, end: 0, words: 0, mixed: false, script });
                    run.end = token.end();
                    run.words += 1;
                    run.mixed |= token.text.chars().any(|c| c.script() == own);
                }
                None => out.extend(run.take().map(|r| r.finding(i, &text.words.text))),
            }
        }
        out.extend(run.map(|r| r.finding(i, &text.words.text)));
    }
    out
}

/// Words of another script that stand together.
struct Run {
    start: usize,
    end: usize,
    words: usize,
    mixed: bool,
    script: Script,
}

impl Run {
    fn finding(&self, text: usize, words: &str) -> Finding {
        let script = self.script.full_name();
        let shown: String = words[self.start..self.end].chars().take(40).collect();
        let message = match (self.words, self.mixed) {
            (1, true) => format!("`{shown}` has {script} letters among its own"),
            (1, false) => format!("`{shown}` is {script}"),
            (n, _) => format!("{n} words with {script} letters: `{shown}`"),
        };
        Finding::within(Topic::ForeignScript, text, self.start..self.end, message)
    }
}

/// The script of nearly all letters of the text.
fn own_script(reading: &Reading<'_>) -> Option<Script> {
    let mut counts: BTreeMap<&str, (usize, Script)> = BTreeMap::new();
    let mut all = 0;
    for c in reading.texts.iter().flat_map(|t| t.words.text.chars()) {
        let script = if c.is_ascii_alphabetic() { Script::Latin } else { c.script() };
        if !matches!(script, Script::Common | Script::Inherited | Script::Unknown) {
            counts.entry(script.short_name()).or_insert((0, script)).0 += 1;
            all += 1;
        }
    }
    let (count, script) = counts.into_values().max_by_key(|&(n, _)| n)?;
    (count * 2 > all).then_some(script)
}

/// The script of a word's foreign letters. One Greek letter alone or beside one other letter is a symbol (μg, Δ9).
fn foreign(token: &Token<'_>, own: Script) -> Option<Script> {
    if token.text.is_ascii() && own == Script::Latin {
        return None;
    }
    let strange = |c: &char| {
        let script = c.script();
        !matches!(script, Script::Common | Script::Inherited | Script::Unknown) && script != own
    };
    let script = token.text.chars().find(strange)?.script();
    let letters = token.text.chars().filter(|c| c.is_alphabetic()).count();
    (script != Script::Greek || letters > 2).then_some(script)
}
