//! Which findings are shown, and how grave they are.

use std::collections::BTreeMap;

use crate::finding::Severity;
use crate::rules::{self, Rule};

/// What becomes of the findings of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Not shown.
    Allow,
    /// Shown as notes.
    Note,
    /// Shown as warnings.
    Warn,
    /// Shown as errors.
    Deny,
}

impl Level {
    /// Every level.
    pub const ALL: [Self; 4] = [Self::Allow, Self::Note, Self::Warn, Self::Deny];

    /// The written form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Note => "note",
            Self::Warn => "warn",
            Self::Deny => "deny",
        }
    }

    /// The level written `text`; `off`, `warning` and `error` are understood too.
    pub fn from_slug(text: &str) -> Option<Self> {
        match text {
            "off" => Some(Self::Allow),
            "warning" => Some(Self::Warn),
            "error" => Some(Self::Deny),
            _ => Self::ALL.into_iter().find(|l| l.as_str() == text),
        }
    }

    const fn severity(self) -> Option<Severity> {
        match self {
            Self::Allow => None,
            Self::Note => Some(Severity::Note),
            Self::Warn => Some(Severity::Warning),
            Self::Deny => Some(Severity::Error),
        }
    }
}

/// Levels that differ from the rules' own. What is set later wins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    levels: BTreeMap<&'static str, Level>,
    deny_warnings: bool,
}

impl Settings {
    /// Sets the level of a rule.
    pub fn set(&mut self, rule: &'static Rule, level: Level) {
        self.levels.insert(rule.name, level);
    }

    /// Sets the level of every rule.
    pub fn set_all(&mut self, level: Level) {
        for rule in rules::ALL {
            self.set(rule, level);
        }
    }

    /// Warnings count as errors.
    pub fn deny_warnings(&mut self) {
        self.deny_warnings = true;
    }

    /// The severity that a finding of `rule` has, given that the checker would make it `own`; `None` where it is not
    /// shown. A level that is set holds for every finding of the rule, the gently judged short quotations included.
    pub(crate) fn severity(&self, rule: &Rule, own: Severity) -> Option<Severity> {
        let severity = match self.levels.get(rule.name) {
            Some(level) => level.severity()?,
            None => own,
        };
        Some(if self.deny_warnings && severity == Severity::Warning { Severity::Error } else { severity })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_wins_over_the_rule() {
        let rule = rules::find("quote-altered").unwrap();
        let mut settings = Settings::default();
        assert_eq!(settings.severity(rule, Severity::Warning), Some(Severity::Warning));
        settings.deny_warnings();
        assert_eq!(settings.severity(rule, Severity::Warning), Some(Severity::Error));
        settings.set(rule, Level::Note);
        assert_eq!(settings.severity(rule, Severity::Error), Some(Severity::Note));
        settings.set(rule, Level::Allow);
        assert_eq!(settings.severity(rule, Severity::Error), None);
    }

    #[test]
    fn levels_parse_what_they_print() {
        for level in Level::ALL {
            assert_eq!(Level::from_slug(level.as_str()), Some(level));
        }
        assert_eq!(Level::from_slug("off"), Some(Level::Allow));
        assert_eq!(Level::from_slug("loud"), None);
    }
}
