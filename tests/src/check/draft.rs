//! A draft with faults planted in it: the words of its directives filled in, and what is expected of each.

use std::collections::BTreeMap;

use super::directive::{Directive, Source};
use crate::section::Section;

/// What must be said about some words.
#[derive(Clone, Debug)]
pub(super) enum Expected {
    /// A finding of one of the rules, of that severity; the place where the words stand is one of those named, if any.
    Finding { rules: Vec<String>, severity: String, places: Vec<String> },
    /// No finding above a note.
    Clean,
    /// No error.
    Gentle,
}

/// One planted fault or trap.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) expected: Expected,
    /// Where the words stand in the draft: one span for every directive of the name.
    pub(super) spans: Vec<(usize, usize)>,
}

impl Case {
    /// Whether it is a fault, not a trap.
    pub(super) fn is_fault(&self) -> bool {
        !self.kind.starts_with("trap")
    }
}

/// A draft as the program gets it.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) text: String,
    pub(super) cases: Vec<Case>,
}

impl Draft {
    /// Fills the directives of a section in. `words` gives the words of a node, or its heading.
    pub(super) fn expand(
        section: &Section,
        mut words: impl FnMut(&Source) -> Result<String, String>,
    ) -> Result<Self, String> {
        let mut text = String::new();
        let mut named: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
        let mut expectations = Vec::new();
        for line in &section.body {
            if let Some(expectation) = line.strip_prefix("^ ") {
                expectations.push(expectation);
                continue;
            }
            let mut rest = line.as_str();
            while let Some(open) = rest.find("{{") {
                let close =
                    rest[open..].find("}}").ok_or_else(|| format!("an open directive: {rest}"))? + open;
                text.push_str(&rest[..open]);
                let inside = &rest[open + 2..close];
                let directive = Directive::parse(inside).map_err(|e| format!("{inside}: {e}"))?;
                let expanded = words(&directive.source).and_then(|w| directive.apply(&w));
                let expanded = expanded.map_err(|e| format!("{inside}: {e}"))?;
                if let Some(name) = directive.name {
                    named.entry(name).or_default().push((text.len(), text.len() + expanded.len()));
                }
                text.push_str(&expanded);
                rest = &rest[close + 2..];
            }
            text.push_str(rest);
            text.push('\n');
        }
        let mut cases: Vec<Case> = Vec::new();
        for line in expectations {
            let case = expectation(line, &mut named).map_err(|e| format!("{line}: {e}"))?;
            if cases.iter().any(|c| c.name == case.name) {
                return Err(format!("{line}: stands twice"));
            }
            cases.push(case);
        }
        match named.keys().next() {
            Some(name) => Err(format!("nothing is expected of `{name}`")),
            None => Ok(Self { text, cases }),
        }
    }
}

/// `name, name | kind | rule or rule severity | place or place`; `clean` and `gentle` stand for a rule.
fn expectation(line: &str, named: &mut BTreeMap<String, Vec<(usize, usize)>>) -> Result<Case, String> {
    let parts: Vec<&str> = line.split('|').map(str::trim).collect();
    let (names, kind, wanted, places) = match parts.as_slice() {
        [names, kind, wanted] => (names, kind, wanted, ""),
        [names, kind, wanted, places] => (names, kind, wanted, *places),
        _ => return Err("it has three or four parts".to_owned()),
    };
    let mut spans = Vec::new();
    for name in names.split(", ") {
        spans.extend(named.remove(name).ok_or_else(|| format!("no directive is called `{name}`"))?);
    }
    let expected = match (*wanted, wanted.rsplit_once(' ')) {
        ("clean", _) => Expected::Clean,
        ("gentle", _) => Expected::Gentle,
        (_, Some((rules, severity @ ("error" | "warning" | "note")))) => Expected::Finding {
            rules: rules.split(" or ").map(str::to_owned).collect(),
            severity: severity.to_owned(),
            places: places.split(" or ").filter(|p| !p.is_empty()).map(str::to_owned).collect(),
        },
        _ => return Err("`clean`, `gentle` or a rule and its severity".to_owned()),
    };
    Ok(Case { name: (*names).to_owned(), kind: (*kind).to_owned(), expected, spans })
}
