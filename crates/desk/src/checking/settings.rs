//! Levels and ignores: the `[check]` table of the manifest, and what the command line adds.

use std::path::Path;

use check::{Level, RULES, Rule, Settings};
use ingest::{CheckIgnore, Fault, Manifest, TableError};

use crate::error::{DeskError, nearest};

/// A level for a rule, as written: `deny`, `quote-variant`. `all` names every rule; `deny` with `warnings` makes every
/// warning an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckLevel {
    /// The level.
    pub level: Level,
    /// The rule, `all` or `warnings`.
    pub rule: String,
}

/// The settings of a corpus, and those of single files.
pub(super) struct Configured {
    settings: Settings,
    ignores: Vec<(CheckIgnore, Vec<&'static Rule>)>,
    given: Vec<CheckLevel>,
}

impl Configured {
    /// What the manifest says, with the levels of the command line on top.
    ///
    /// # Errors
    /// When a rule does not exist: with file and line, where the manifest names it.
    pub(super) fn load(root: &Path, given: &[CheckLevel]) -> Result<Self, DeskError> {
        let manifest = Manifest::load(root)?;
        let table = manifest.check();
        let mut faults = Vec::new();
        let mut fault = |line: usize, key: &str, name: &str| {
            let message = unknown(name);
            faults.push(Fault { path: Manifest::path(root), line, key: format!("check.{key}"), message });
        };
        let mut settings = Settings::default();
        for setting in &table.levels {
            let Some(level) = Level::from_slug(setting.level) else { continue };
            let level = CheckLevel { level, rule: setting.rule.clone() };
            if apply(&mut settings, &level).is_none() {
                fault(setting.line, setting.level, &setting.rule);
            }
        }
        let mut ignores = Vec::new();
        for ignore in &table.ignores {
            let mut rules = Vec::new();
            for name in &ignore.rules {
                match check::rule(name) {
                    Some(rule) => rules.push(rule),
                    None => fault(ignore.line, "ignore.rules", name),
                }
            }
            ignores.push((ignore.clone(), rules));
        }
        if !faults.is_empty() {
            return Err(TableError::Faults(faults).into());
        }
        for level in given {
            apply(&mut Settings::default(), level).ok_or_else(|| DeskError::NoSuchValue {
                what: "rule",
                given: level.rule.clone(),
                allowed: RULES.iter().map(|r| r.name.to_owned()).collect(),
            })?;
        }
        Ok(Self { settings, ignores, given: given.to_vec() })
    }

    /// The settings for a file.
    pub(super) fn of(&self, file: &str) -> Settings {
        let mut settings = self.settings.clone();
        for (ignore, rules) in &self.ignores {
            if !ignore.files.iter().any(|pattern| fits(pattern, file)) {
                continue;
            }
            if ignore.rules.is_empty() {
                settings.set_all(Level::Allow);
            }
            for rule in rules {
                settings.set(rule, Level::Allow);
            }
        }
        for level in &self.given {
            let _ = apply(&mut settings, level);
        }
        settings
    }
}

/// Applies a level; `None` where the rule does not exist.
fn apply(settings: &mut Settings, level: &CheckLevel) -> Option<()> {
    match (level.rule.as_str(), level.level) {
        ("warnings", Level::Deny) => settings.deny_warnings(),
        ("all", level) => settings.set_all(level),
        (name, level) => settings.set(check::rule(name)?, level),
    }
    Some(())
}

fn unknown(name: &str) -> String {
    match nearest(name, RULES.iter().map(|r| r.name)).as_slice() {
        [] => format!("no rule is called `{name}`"),
        near => format!("no rule is called `{name}` (did you mean {}?)", near.join(", ")),
    }
}

/// Whether a path fits a pattern: `*` stands for any run of characters, and a folder for everything below it.
fn fits(pattern: &str, path: &str) -> bool {
    let pattern = pattern.trim_start_matches("./").trim_end_matches('/');
    let path = path.trim_start_matches("./");
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = path.strip_prefix(first) else { return false };
    let mut last_is_open = false;
    for part in parts {
        last_is_open = part.is_empty();
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    last_is_open || rest.is_empty() || rest.starts_with('/')
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn patterns() {
        for (pattern, path) in [
            ("old", "old/a.md"),
            ("old/", "./old/a.md"),
            ("old/*.md", "old/a.md"),
            ("*", "x/y.txt"),
            ("*.txt", "x/y.txt"),
            ("a.md", "a.md"),
        ] {
            assert!(fits(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in [("old", "older/a.md"), ("*.md", "a.txt"), ("a.md", "b/a.md")] {
            assert!(!fits(pattern, path), "{pattern} {path}");
        }
    }
}
