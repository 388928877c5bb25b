//! The `[check]` table: levels of the checker's rules, and files in which rules are not looked at. Which rules there are is
//! for the checker to say.

use table::Fields;

/// A level for a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckSetting {
    /// `allow`, `note`, `warn` or `deny`.
    pub level: &'static str,
    /// The rule, as written.
    pub rule: String,
    /// The line of the manifest, from 1.
    pub line: usize,
}

/// Files in which rules are not looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckIgnore {
    /// Paths as the command line names them; `*` stands for any run of characters, a folder for everything below it.
    pub files: Vec<String>,
    /// The rules, as written; none means all.
    pub rules: Vec<String>,
    /// The line of the manifest, from 1.
    pub line: usize,
}

/// How drafts are checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckTable {
    /// In the order of growing severity.
    pub levels: Vec<CheckSetting>,
    /// In the order of the manifest.
    pub ignores: Vec<CheckIgnore>,
}

/// Reads the table, where there is one.
pub(super) fn table(root: &Fields<'_, '_>, line: impl Fn(usize) -> usize) -> CheckTable {
    let Some(fields) = root.table("check") else { return CheckTable::default() };
    let mut out = CheckTable::default();
    for level in ["allow", "note", "warn", "deny"] {
        let named = fields.strings(level).into_iter();
        out.levels.extend(named.map(|n| CheckSetting { level, rule: n.value, line: line(n.at) }));
    }
    for ignore in fields.tables("ignore") {
        let files = ignore.texts("files");
        if files.is_empty() {
            ignore.fault("files", "at least one file or folder is wanted");
        }
        out.ignores.push(CheckIgnore { files, rules: ignore.texts("rules"), line: ignore.line() });
        ignore.finish();
    }
    fields.finish();
    out
}
