//! TOML tables read with their places: a file is checked to its end, and every fault names file, line and key.

use std::cell::RefCell;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use model::Lines;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::near;

/// Something wrong in a data file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// The key, from the outermost table in (`document.source.sha256`); empty where no key is concerned.
    pub key: String,
    /// What is wrong, lower case, no full stop.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: ", self.path.display(), self.line)?;
        if !self.key.is_empty() {
            write!(f, "{}: ", self.key)?;
        }
        f.write_str(&self.message)
    }
}

/// Why a data file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The file cannot be read.
    #[error("cannot read {}: {cause}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        cause: io::Error,
    },
    /// The file is read and something in it is wrong: every fault, in the order of the file. Prints one a line.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Faults(Vec<Fault>),
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

    /// The tables of the file. Where its syntax is broken, what the rest would say is not to be trusted: every
    /// syntax error is a fault, and there is nothing to read.
    pub(crate) fn tables(&self) -> Option<DeTable<'t>> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in &errors {
            let message = error.message().lines().map(str::trim).collect::<Vec<_>>().join(", ");
            self.fault(error.span().map_or(0, |s| s.start), "", message);
        }
        errors.is_empty().then(|| table.into_inner())
    }

    /// Notes a fault at byte `at`.
    pub(crate) fn fault(&self, at: usize, key: &str, message: impl Into<String>) {
        let path = self.path.to_owned();
        let fault = Fault { path, line: self.lines.line(at), key: key.to_owned(), message: message.into() };
        self.faults.borrow_mut().push((at, fault));
    }

    /// The file.
    pub(crate) fn path(&self) -> &'t Path {
        self.path
    }

    /// The line of byte `at`, from 1.
    pub(crate) fn line(&self, at: usize) -> usize {
        self.lines.line(at)
    }

    /// Where `line` begins, in bytes.
    pub(crate) fn start_of(&self, line: usize) -> usize {
        self.lines.start_of(line).unwrap_or(self.text.len())
    }

    /// The faults, in the order of the file.
    pub(crate) fn into_faults(self) -> Vec<Fault> {
        let mut faults = self.faults.into_inner();
        faults.sort_by_key(|(at, _)| *at);
        faults.into_iter().map(|(_, fault)| fault).collect()
    }
}

/// A value with the byte where it stands.
#[derive(Clone, Debug)]
pub(crate) struct At<T> {
    pub(crate) at: usize,
    pub(crate) value: T,
}

/// One table. Whatever key is asked for is known; [`Fields::finish`] reports the others.
pub(crate) struct Fields<'s, 't> {
    sheet: &'s Sheet<'t>,
    name: String,
    at: usize,
    table: &'s DeTable<'t>,
    asked: RefCell<Vec<&'static str>>,
}

impl<'s, 't> Fields<'s, 't> {
    /// The outermost table of a file.
    pub(crate) fn root(sheet: &'s Sheet<'t>, table: &'s DeTable<'t>) -> Self {
        Self { sheet, name: String::new(), at: 0, table, asked: RefCell::default() }
    }

    fn below(&self, key: &str, at: usize, table: &'s DeTable<'t>) -> Self {
        Self { sheet: self.sheet, name: self.key(key), at, table, asked: RefCell::default() }
    }

    /// Where the table begins, in bytes.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// The line on which it begins, from 1.
    pub(crate) fn line(&self) -> usize {
        self.sheet.line(self.at)
    }

    /// Where the value of `key` stands, else where the table begins.
    pub(crate) fn place(&self, key: &str) -> usize {
        self.table.get(key).map_or(self.at, |v| v.span().start)
    }

    /// Whether `key` is there, rightly or wrongly filled.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    fn key(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }

    /// Notes a fault with the value of `key`.
    pub(crate) fn fault(&self, key: &str, message: impl Into<String>) {
        self.fault_at(self.place(key), key, message);
    }

    /// Notes a fault with the value of `key`, at byte `at`.
    pub(crate) fn fault_at(&self, at: usize, key: &str, message: impl Into<String>) {
        self.sheet.fault(at, &self.key(key), message);
    }

    fn get(&self, key: &'static str) -> Option<&'s Spanned<DeValue<'t>>> {
        self.asked.borrow_mut().push(key);
        self.table.get(key)
    }

    /// Passes `value` on; where `key` is not there at all, that is a fault.
    pub(crate) fn required<T>(&self, key: &'static str, value: Option<T>) -> Option<T> {
        if !self.has(key) {
            self.fault_at(self.at, key, "missing");
        }
        value
    }

    fn wrong_type(&self, value: &Spanned<DeValue<'t>>, key: &str, wanted: &str) {
        let found = value.get_ref().type_str();
        self.fault_at(value.span().start, key, format!("{wanted} is wanted, found {found}"));
    }

    fn read_string(&self, value: &'s Spanned<DeValue<'t>>, key: &str) -> Option<At<&'s str>> {
        match value.get_ref().as_str() {
            Some(text) => Some(At { at: value.span().start, value: text }),
            None => {
                self.wrong_type(value, key, "a string");
                None
            }
        }
    }

    /// A string, which may be empty.
    pub(crate) fn raw(&self, key: &'static str) -> Option<&'s str> {
        self.get(key).and_then(|v| self.read_string(v, key)).map(|t| t.value)
    }

    /// A string with something in it.
    pub(crate) fn string(&self, key: &'static str) -> Option<String> {
        let text = self.get(key).and_then(|v| self.read_string(v, key))?;
        self.filled(&text, key)
    }

    fn filled(&self, text: &At<&str>, key: &str) -> Option<String> {
        if text.value.trim().is_empty() {
            self.fault_at(text.at, key, "empty");
            return None;
        }
        Some(text.value.to_owned())
    }

    /// A list of strings; none where the key is missing.
    pub(crate) fn strings(&self, key: &'static str) -> Vec<At<String>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(value, key, "a list of strings");
            return Vec::new();
        };
        let texts = array.iter().filter_map(|v| self.read_string(v, key));
        texts.filter_map(|t| Some(At { at: t.at, value: self.filled(&t, key)? })).collect()
    }

    /// The same list without the places.
    pub(crate) fn texts(&self, key: &'static str) -> Vec<String> {
        self.strings(key).into_iter().map(|t| t.value).collect()
    }

    /// A string that is the written form of something.
    pub(crate) fn parsed<T: FromStr<Err: fmt::Display>>(&self, key: &'static str) -> Option<T> {
        let text = self.get(key).and_then(|v| self.read_string(v, key))?;
        self.parse(&text, key)
    }

    fn parse<T: FromStr<Err: fmt::Display>>(&self, text: &At<&str>, key: &str) -> Option<T> {
        text.value.parse().map_err(|e| self.fault_at(text.at, key, format!("{e}"))).ok()
    }

    /// One of a few words, with what each means.
    pub(crate) fn word<T: Copy>(&self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        let text = self.get(key).and_then(|v| self.read_string(v, key))?;
        let found = words.iter().find(|(word, _)| *word == text.value).map(|(_, meaning)| *meaning);
        if found.is_none() {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            let hint = near::hint(text.value, known.iter().copied());
            self.fault_at(text.at, key, format!("`{}` is none of {}{hint}", text.value, known.join(", ")));
        }
        found
    }

    /// A whole number from 0 up to what `T` holds.
    pub(crate) fn number<T: TryFrom<u64>>(&self, key: &'static str) -> Option<T> {
        let value = self.get(key)?;
        let Some(integer) = value.get_ref().as_integer() else {
            self.wrong_type(value, key, "a whole number");
            return None;
        };
        let number =
            u64::from_str_radix(integer.as_str(), integer.radix()).ok().and_then(|n| T::try_from(n).ok());
        if number.is_none() {
            self.fault(key, format!("{} is out of range", integer.as_str()));
        }
        number
    }

    /// A date written `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, in quotation marks or, if whole, without.
    pub(crate) fn date(&self, key: &'static str) -> Option<String> {
        let value = self.get(key)?;
        let text = match value.get_ref() {
            DeValue::Datetime(date) => date.to_string(),
            _ => self.read_string(value, key)?.value.to_owned(),
        };
        if is_date(&text) {
            return Some(text);
        }
        self.fault(key, format!("`{text}` is no date (YYYY, YYYY-MM or YYYY-MM-DD)"));
        None
    }

    /// A table below this one.
    pub(crate) fn table(&self, key: &'static str) -> Option<Fields<'s, 't>> {
        let value = self.get(key)?;
        match value.get_ref().as_table() {
            Some(table) => Some(self.below(key, value.span().start, table)),
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
                Some(table) => out.push(self.below(key, item.span().start, table)),
                None => self.wrong_type(item, key, "a table"),
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
                let hint = near::hint(name, asked.iter().copied());
                self.fault_at(key.span().start, name, format!("unknown key{hint}"));
            }
        }
    }
}

/// Whether `text` is a date as the tables write it.
fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let mut field = |digits: usize, from: u32, to: u32| {
        parts.next().map(|p| {
            p.len() == digits
                && p.bytes().all(|b| b.is_ascii_digit())
                && p.parse().is_ok_and(|n| (from..=to).contains(&n))
        })
    };
    let (year, month, day) = (field(4, 1, 9999), field(2, 1, 12), field(2, 1, 31));
    year == Some(true) && month != Some(false) && day != Some(false) && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_years_months_or_days() {
        for good in ["1945", "1945-06", "1945-06-26"] {
            assert!(is_date(good), "{good}");
        }
        for bad in ["", "45", "1945-13", "1945-6-26", "1945-06-32", "1945-06-26-1", "June 1945", "1945-06-"] {
            assert!(!is_date(bad), "{bad}");
        }
    }

    #[test]
    fn every_syntax_error_is_a_fault_with_its_line() {
        let sheet = Sheet::new(Path::new("t.toml"), "a = \nb = 1\nc = [1,\nd = }\n");
        assert!(sheet.tables().is_none());
        let faults = sheet.into_faults();
        assert_eq!(faults.first().map(|f| f.line), Some(1));
        assert!(faults.len() > 1, "{faults:?}");
    }
}
