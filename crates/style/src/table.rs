//! A style's file as tables: every fault names file, line and key.

use std::cell::RefCell;
use std::fmt;
use std::path::{Path, PathBuf};

use model::Lines;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Something wrong in a style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and with which key, lower case, no full stop.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path.display(), self.line, self.message)
    }
}

/// Everything that is wrong in a style, in the order of the file. Prints one a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct StyleError {
    /// The faults; never empty.
    pub faults: Vec<Fault>,
}

/// A file being read, and what was found wrong so far.
pub(crate) struct Sheet<'t> {
    path: &'t Path,
    text: &'t str,
    lines: Lines<'t>,
    faults: RefCell<Vec<(usize, Fault)>>,
}

impl<'t> Sheet<'t> {
    pub(crate) fn new(path: &'t Path, text: &'t str) -> Self {
        Self { path, text, lines: Lines::new(text), faults: RefCell::default() }
    }

    /// The outermost table; none where the syntax is broken.
    pub(crate) fn table(&self) -> Option<DeTable<'t>> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in &errors {
            let message = error.message().lines().map(str::trim).collect::<Vec<_>>().join(", ");
            self.fault(error.span().map_or(0, |s| s.start), message);
        }
        errors.is_empty().then(|| table.into_inner())
    }

    /// Notes a fault at byte `at`.
    pub(crate) fn fault(&self, at: usize, message: impl Into<String>) {
        let fault = Fault { path: self.path.to_owned(), line: self.lines.line(at), message: message.into() };
        self.faults.borrow_mut().push((at, fault));
    }

    /// The line of byte `at`, from 1.
    pub(crate) fn line(&self, at: usize) -> usize {
        self.lines.line(at)
    }

    /// The faults, if there are any.
    pub(crate) fn faults(self) -> Option<StyleError> {
        let mut faults = self.faults.into_inner();
        faults.sort_by_key(|(at, _)| *at);
        let faults: Vec<Fault> = faults.into_iter().map(|(_, fault)| fault).collect();
        (!faults.is_empty()).then_some(StyleError { faults })
    }
}

/// A text with the byte where it stands.
#[derive(Clone, Debug)]
pub(crate) struct At {
    pub(crate) at: usize,
    pub(crate) text: String,
}

/// One table. Whatever key is asked for is known; [`Fields::finish`] reports the others.
pub(crate) struct Fields<'s, 't> {
    pub(crate) sheet: &'s Sheet<'t>,
    pub(crate) at: usize,
    table: &'s DeTable<'t>,
    asked: RefCell<Vec<&'static str>>,
}

impl<'s, 't> Fields<'s, 't> {
    pub(crate) fn new(sheet: &'s Sheet<'t>, at: usize, table: &'s DeTable<'t>) -> Self {
        Self { sheet, at, table, asked: RefCell::default() }
    }

    fn get(&self, key: &'static str) -> Option<&'s Spanned<DeValue<'t>>> {
        self.asked.borrow_mut().push(key);
        self.table.get(key)
    }

    fn wrong_type(&self, value: &Spanned<DeValue<'t>>, key: &str, wanted: &str) {
        let found = value.get_ref().type_str();
        self.sheet.fault(value.span().start, format!("{key}: {wanted} is wanted, found {found}"));
    }

    fn text_of(&self, value: &Spanned<DeValue<'t>>, key: &str) -> Option<At> {
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(value, key, "a string");
            return None;
        };
        Some(At { at: value.span().start, text: text.to_owned() })
    }

    /// A string, if it is there.
    pub(crate) fn text(&self, key: &'static str) -> Option<At> {
        self.get(key).and_then(|v| self.text_of(v, key))
    }

    /// A string that must be there and not be empty.
    pub(crate) fn required(&self, key: &'static str) -> Option<At> {
        let found = self.text(key);
        if !self.table.contains_key(key) {
            self.sheet.fault(self.at, format!("{key}: missing"));
        } else if let Some(empty) = found.as_ref().filter(|t| t.text.trim().is_empty()) {
            self.sheet.fault(empty.at, format!("{key}: empty"));
        }
        found
    }

    /// A list of strings; none where the key is missing.
    pub(crate) fn texts(&self, key: &'static str) -> Vec<At> {
        let Some(value) = self.get(key) else { return Vec::new() };
        match value.get_ref().as_array() {
            Some(array) => array.iter().filter_map(|v| self.text_of(v, key)).collect(),
            None => {
                self.wrong_type(value, key, "a list of strings");
                Vec::new()
            }
        }
    }

    /// A table, if it is there.
    pub(crate) fn table(&self, key: &'static str) -> Option<Fields<'s, 't>> {
        let value = self.get(key)?;
        match value.get_ref().as_table() {
            Some(table) => Some(Fields::new(self.sheet, value.span().start, table)),
            None => {
                self.wrong_type(value, key, "a table");
                None
            }
        }
    }

    /// A list of tables; none where the key is missing.
    pub(crate) fn tables(&self, key: &'static str) -> Vec<Fields<'s, 't>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(value, key, "a list of tables");
            return Vec::new();
        };
        let mut out = Vec::new();
        for item in array.iter() {
            match item.get_ref().as_table() {
                Some(table) => out.push(Fields::new(self.sheet, item.span().start, table)),
                None => self.wrong_type(item, key, "a table"),
            }
        }
        out
    }

    /// Every entry of a table whose keys are free: the key and the one or two forms it gives, `"…"` or
    /// `{ one = "…", many = "…" }`.
    pub(crate) fn pairs(&self) -> Vec<(At, At, Option<At>)> {
        let mut out = Vec::new();
        for (key, value) in self.table.iter() {
            let name = At { at: key.span().start, text: key.get_ref().to_string() };
            if let Some(table) = value.get_ref().as_table() {
                let fields = Fields::new(self.sheet, value.span().start, table);
                let (one, many) = (fields.required("one"), fields.text("many"));
                fields.finish();
                out.extend(one.map(|one| (name, one, many)));
            } else if let Some(one) = self.text_of(value, &name.text) {
                out.push((name, one, None));
            }
        }
        out
    }

    /// Reports every key that nothing asked for.
    pub(crate) fn finish(&self) {
        let asked = self.asked.borrow();
        for (key, _) in self.table.iter() {
            let name = key.get_ref();
            if !asked.iter().any(|known| known == name) {
                let hint = hint(name, asked.iter().copied());
                self.sheet.fault(key.span().start, format!("{name}: unknown key{hint}"));
            }
        }
    }
}

/// ` (did you mean `x`?)` for the known name nearest to `name`, at most one slip in three letters away, or nothing.
pub(crate) fn hint<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> String {
    // Names as long as this are no slips of the pen, and comparing them costs the product of their lengths.
    if name.len() > 80 {
        return String::new();
    }
    known
        .map(|k| (strsim::damerau_levenshtein(name, k), k))
        .filter(|&(slips, k)| slips > 0 && slips <= name.len().max(k.len()).div_ceil(3))
        .min()
        .map_or_else(String::new, |(_, k)| format!(" (did you mean `{k}`?)"))
}
