//! A file being read.

use std::cell::RefCell;
use std::path::Path;

use model::Lines;
use toml::de::DeTable;

use crate::Fault;

/// A file being read, and what was found wrong so far.
#[derive(Debug)]
pub struct Sheet<'t> {
    path: &'t Path,
    text: &'t str,
    lines: Lines<'t>,
    faults: RefCell<Vec<(usize, Fault)>>,
}

impl<'t> Sheet<'t> {
    /// The file at `path`, of this text.
    pub fn new(path: &'t Path, text: &'t str) -> Self {
        Self { path, text, lines: Lines::new(text), faults: RefCell::default() }
    }

    /// The tables of the file. Where its syntax is broken, what the rest would say is not to be trusted: every
    /// syntax error is a fault, and there is nothing to read.
    pub fn root(&self) -> Option<Root<'t>> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in &errors {
            let message = error.message().lines().map(str::trim).collect::<Vec<_>>().join(", ");
            self.fault(error.span().map_or(0, |s| s.start), "", message);
        }
        errors.is_empty().then(|| Root(table.into_inner()))
    }

    /// Notes a fault at byte `at`.
    pub fn fault(&self, at: usize, key: &str, message: impl Into<String>) {
        let path = self.path.to_owned();
        let fault = Fault { path, line: self.lines.line(at), key: key.to_owned(), message: message.into() };
        self.faults.borrow_mut().push((at, fault));
    }

    /// The file.
    pub fn path(&self) -> &'t Path {
        self.path
    }

    /// The line of byte `at`, from 1.
    pub fn line(&self, at: usize) -> usize {
        self.lines.line(at)
    }

    /// Where `line` begins, in bytes.
    pub fn start_of(&self, line: usize) -> usize {
        self.lines.start_of(line).unwrap_or(self.text.len())
    }

    /// The faults, in the order of the file.
    pub fn into_faults(self) -> Vec<Fault> {
        let mut faults = self.faults.into_inner();
        faults.sort_by_key(|(at, _)| *at);
        faults.into_iter().map(|(_, fault)| fault).collect()
    }
}

/// The outermost table of a file whose syntax is sound.
#[derive(Debug, Default)]
pub struct Root<'t>(pub(crate) DeTable<'t>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_syntax_error_is_a_fault_with_its_line() {
        let sheet = Sheet::new(Path::new("t.toml"), "a = \nb = 1\nc = [1,\nd = }\n");
        assert!(sheet.root().is_none());
        let faults = sheet.into_faults();
        assert_eq!(faults.first().map(|f| f.line), Some(1));
        assert!(faults.len() > 1, "{faults:?}");
    }
}
