//! One table: whatever key is asked for is known, every other is a fault.

use std::cell::RefCell;
use std::fmt;
use std::str::FromStr;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::near::hint;
use crate::{Root, Sheet};

/// A value with the byte where it stands.
#[derive(Clone, Debug)]
pub struct At<T> {
    /// Where it begins in the file, in bytes.
    pub at: usize,
    /// The value.
    pub value: T,
}

impl At<&str> {
    /// The same with a text of its own.
    pub fn owned(self) -> At<String> {
        At { at: self.at, value: self.value.to_owned() }
    }
}

/// The value of a key that the file may choose freely.
#[derive(Debug)]
pub enum Entry<'s, 't> {
    /// A string, which may be empty.
    Text(At<&'s str>),
    /// A table.
    Table(Fields<'s, 't>),
}

/// One table. Whatever key is asked for is known; [`Fields::finish`] reports the others.
#[derive(Debug)]
pub struct Fields<'s, 't> {
    sheet: &'s Sheet<'t>,
    name: String,
    at: usize,
    table: &'s DeTable<'t>,
    asked: RefCell<Vec<&'static str>>,
}

impl<'s, 't> Fields<'s, 't> {
    /// The outermost table of a file.
    pub fn root(sheet: &'s Sheet<'t>, root: &'s Root<'t>) -> Self {
        Self { sheet, name: String::new(), at: 0, table: &root.0, asked: RefCell::default() }
    }

    fn below(&self, key: &str, at: usize, table: &'s DeTable<'t>) -> Self {
        Self { sheet: self.sheet, name: self.key(key), at, table, asked: RefCell::default() }
    }

    /// Where the table begins, in bytes.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The line on which it begins, from 1.
    pub fn line(&self) -> usize {
        self.sheet.line(self.at)
    }

    /// Where the value of `key` stands, else where the table begins.
    pub fn place(&self, key: &str) -> usize {
        self.table.get(key).map_or(self.at, |v| v.span().start)
    }

    /// Whether `key` is there, rightly or wrongly filled.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    fn key(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }

    /// Notes a fault with the value of `key`.
    pub fn fault(&self, key: &str, message: impl Into<String>) {
        self.fault_at(self.place(key), key, message);
    }

    /// Notes a fault with the value of `key`, at byte `at`.
    pub fn fault_at(&self, at: usize, key: &str, message: impl Into<String>) {
        self.sheet.fault(at, &self.key(key), message);
    }

    fn get(&self, key: &'static str) -> Option<&'s Spanned<DeValue<'t>>> {
        self.asked.borrow_mut().push(key);
        self.table.get(key)
    }

    /// Passes `value` on; where `key` is not there at all, that is a fault.
    pub fn required<T>(&self, key: &'static str, value: Option<T>) -> Option<T> {
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
    pub fn raw(&self, key: &'static str) -> Option<At<&'s str>> {
        self.get(key).and_then(|v| self.read_string(v, key))
    }

    /// A string with something in it, and its place.
    pub fn text(&self, key: &'static str) -> Option<At<String>> {
        let text = self.raw(key)?;
        Some(At { at: text.at, value: self.filled(&text, key)? })
    }

    /// A string with something in it.
    pub fn string(&self, key: &'static str) -> Option<String> {
        self.text(key).map(|t| t.value)
    }

    fn filled(&self, text: &At<&str>, key: &str) -> Option<String> {
        if text.value.trim().is_empty() {
            self.fault_at(text.at, key, "empty");
            return None;
        }
        Some(text.value.to_owned())
    }

    /// A list of strings; none where the key is missing.
    pub fn strings(&self, key: &'static str) -> Vec<At<String>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(value, key, "a list of strings");
            return Vec::new();
        };
        let texts = array.iter().filter_map(|v| self.read_string(v, key));
        texts.filter_map(|t| Some(At { at: t.at, value: self.filled(&t, key)? })).collect()
    }

    /// The same list without the places.
    pub fn texts(&self, key: &'static str) -> Vec<String> {
        self.strings(key).into_iter().map(|t| t.value).collect()
    }

    /// A string that is the written form of something.
    pub fn parsed<T: FromStr<Err: fmt::Display>>(&self, key: &'static str) -> Option<T> {
        self.parse(&self.raw(key)?, key)
    }

    fn parse<T: FromStr<Err: fmt::Display>>(&self, text: &At<&str>, key: &str) -> Option<T> {
        text.value.parse().map_err(|e| self.fault_at(text.at, key, format!("{e}"))).ok()
    }

    /// One of a few words, with what each means.
    pub fn word<T: Copy>(&self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        let text = self.raw(key)?;
        let found = words.iter().find(|(word, _)| *word == text.value).map(|(_, meaning)| *meaning);
        if found.is_none() {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            let hint = hint(text.value, known.iter().copied());
            self.fault_at(text.at, key, format!("`{}` is none of {}{hint}", text.value, known.join(", ")));
        }
        found
    }

    /// A whole number from 0 up to what `T` holds.
    pub fn number<T: TryFrom<u64>>(&self, key: &'static str) -> Option<T> {
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

    /// `true` or `false`; the latter where the key is missing.
    pub fn flag(&self, key: &'static str) -> bool {
        let Some(value) = self.get(key) else { return false };
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong_type(value, key, "`true` or `false`");
        }
        flag.unwrap_or_default()
    }

    /// A whole number, which may be negative.
    pub fn integer(&self, key: &'static str) -> Option<At<i64>> {
        let value = self.get(key)?;
        let integer = value.get_ref().as_integer();
        let number = integer.and_then(|i| i64::from_str_radix(i.as_str(), i.radix()).ok());
        if number.is_none() {
            self.wrong_type(value, key, "a whole number");
        }
        Some(At { at: value.span().start, value: number? })
    }

    /// A date written `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, in quotation marks or, if whole, without.
    pub fn date(&self, key: &'static str) -> Option<String> {
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
    pub fn table(&self, key: &'static str) -> Option<Fields<'s, 't>> {
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
    pub fn tables(&self, key: &'static str) -> Vec<Fields<'s, 't>> {
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

    /// Everything in a table whose keys are free, each with the place of its key.
    pub fn entries(&self) -> Vec<(At<String>, Entry<'s, 't>)> {
        let mut out = Vec::new();
        for (key, value) in self.table.iter() {
            let name = At { at: key.span().start, value: key.get_ref().to_string() };
            let at = value.span().start;
            if let Some(table) = value.get_ref().as_table() {
                let below = self.below(&name.value, at, table);
                out.push((name, Entry::Table(below)));
            } else if let Some(text) = value.get_ref().as_str() {
                out.push((name, Entry::Text(At { at, value: text })));
            } else {
                self.wrong_type(value, &name.value, "a string or a table");
            }
        }
        out
    }

    /// Reports every key that nothing asked for.
    pub fn finish(&self) {
        let asked = self.asked.borrow();
        for (key, _) in self.table.iter() {
            let name = key.get_ref();
            if !asked.iter().any(|known| known == name) {
                let hint = hint(name, asked.iter().copied());
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
}
