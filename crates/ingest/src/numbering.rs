//! Standoff numbering: a table that gives each line of a source its place, for texts that lost their numbers.
//!
//! Tab-separated, a row a line: line number, first byte, end byte, kind, pinpoint. Lines that begin with `#` are remarks.
//! Kinds: `preamble` and `text` are words, `chapter`, `part`, `article` and their like are headings of the place they give,
//! `section` is a heading without a number, `closing` is left out.

use model::{Pinpoint, Span};

/// What a line of the source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// Words of the place.
    Text,
    /// The heading of the place.
    Heading,
    /// A heading without a place.
    Section,
    /// Left out.
    Closing,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line of the table, from 1.
    pub row: usize,
    /// The line of the source, from 1.
    pub line: usize,
    /// The bytes of the line in the source.
    pub span: Span,
    /// What it is.
    pub kind: RowKind,
    /// Its place.
    pub place: Option<Pinpoint>,
}

/// The numbering of one source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumberingTable {
    rows: Vec<Row>,
}

/// Why a numbering table cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("numbering table, line {row}: {reason}")]
pub struct NumberingError {
    /// The line of the table, from 1.
    pub row: usize,
    /// What is wrong with it.
    pub reason: String,
}

impl NumberingTable {
    /// Reads a table.
    ///
    /// # Errors
    /// When a row lacks a column, a number is none, the kind or the pinpoint is unknown, or rows are out of order.
    pub fn parse(text: &str) -> Result<Self, NumberingError> {
        let mut rows: Vec<Row> = Vec::new();
        for (i, line) in text.lines().enumerate() {
            let fault = |reason: String| NumberingError { row: i + 1, reason };
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            let columns: Vec<&str> = line.split('\t').collect();
            let [at, start, end, kind, rest @ ..] = columns.as_slice() else {
                return Err(fault("five columns are needed: line, start, end, kind, pinpoint".to_owned()));
            };
            let number = |text: &str| {
                text.trim().parse::<usize>().map_err(|_| fault(format!("`{text}` is no whole number")))
            };
            let (start, end) = (number(start)?, number(end)?);
            let place = match rest.first().map(|p| p.trim()).filter(|p| !p.is_empty()) {
                Some(place) => Some(place.parse::<Pinpoint>().map_err(|e| fault(e.to_string()))?),
                None => None,
            };
            let kind = row_kind(kind.trim(), place.is_some()).map_err(fault)?;
            if start > end || rows.last().is_some_and(|r| r.span.end() > start) {
                return Err(fault(format!("bytes {start} to {end} do not come after the row before")));
            }
            rows.push(Row { row: i + 1, line: number(at)?, span: Span::new(start, end), kind, place });
        }
        Ok(Self { rows })
    }

    /// The rows in the order of the source.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }
}

fn row_kind(kind: &str, placed: bool) -> Result<RowKind, String> {
    let found = match kind {
        "text" | "preamble" | "recital" => RowKind::Text,
        "article" | "rule" | "principle" | "part" | "title" | "chapter" | "annex" => RowKind::Heading,
        // A section may be a numbered one.
        "section" if placed => RowKind::Heading,
        "section" => RowKind::Section,
        "closing" => RowKind::Closing,
        _ => {
            return Err(format!(
                "`{kind}` is no kind of line (text, preamble, article, chapter, section, closing)"
            ));
        }
    };
    match (found, placed) {
        (RowKind::Text | RowKind::Heading, false) => Err(format!("a line of kind `{kind}` needs a pinpoint")),
        _ => Ok(found),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_row_by_row() {
        let table = NumberingTable::parse(
            "# remark\n1\t0\t5\tarticle\tart-1\n2\t6\t9\ttext\tart-1/para-1\n3\t9\t12\tclosing\n",
        )
        .unwrap();
        assert_eq!(table.rows().len(), 3);
        assert_eq!(table.rows()[1].row, 3);
    }

    #[test]
    fn faults_name_their_line() {
        for (table, row, part) in [
            ("1\t0", 1, "five columns"),
            ("1\t0\t5\ttext\tart-1\n2\tx\t9\ttext\tart-1", 2, "whole number"),
            ("1\t0\t5\tpoem\tart-1", 1, "no kind of line"),
            ("1\t0\t5\ttext\tarticle 1", 1, "article 1"),
            ("1\t0\t5\ttext\t", 1, "needs a pinpoint"),
            ("1\t5\t9\ttext\tart-1\n2\t0\t4\ttext\tart-1", 2, "after the row before"),
        ] {
            let error = NumberingTable::parse(table).unwrap_err();
            assert_eq!(error.row, row, "{error}");
            assert!(error.reason.contains(part), "{error}");
        }
    }
}
