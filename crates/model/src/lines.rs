//! Byte offsets to lines and back.

use std::sync::OnceLock;

/// In a line that is longer than this, in bytes, the characters before a place are not counted from its beginning.
const BLOCK: usize = 512;

/// A place for people: line and column, both from 1; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// Where the lines of a text begin. Computed once, asked often.
#[derive(Clone, Debug)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
    /// How many characters begin before each [`BLOCK`] of bytes, once that was asked.
    before: OnceLock<Vec<usize>>,
}

impl<'t> Lines<'t> {
    /// Finds the line starts of `text`. A line ends after `\n`; `\r\n` is one ending.
    pub fn new(text: &'t str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.match_indices('\n').map(|(i, _)| i + 1));
        Self { text, starts, before: OnceLock::new() }
    }

    /// The line (from 1) that holds byte `offset`; an offset past the end belongs to the last line.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&s| s <= offset)
    }

    /// Line and column of byte `offset`. An offset inside a character counts as that character's start.
    pub fn position(&self, offset: usize) -> Position {
        let line = self.line(offset);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let upto = offset.min(self.text.len());
        let passed = match upto.saturating_sub(start) {
            length if length > BLOCK => self.begun(upto) - self.begun(start),
            _ => beginnings(self.text.as_bytes().get(start..upto).unwrap_or_default()),
        };
        let inside = upto > start && !self.text.is_char_boundary(upto);
        Position { line, column: passed + 1 - usize::from(inside) }
    }

    /// How many characters begin before byte `offset`.
    fn begun(&self, offset: usize) -> usize {
        let bytes = self.text.as_bytes();
        let before = self.before.get_or_init(|| {
            let mut sum = 0;
            let counted = bytes.chunks(BLOCK).map(|block| {
                sum += beginnings(block);
                sum
            });
            std::iter::once(0).chain(counted).collect()
        });
        let block = offset / BLOCK;
        let rest = bytes.get(block * BLOCK..offset).unwrap_or_default();
        before.get(block).copied().unwrap_or_default() + beginnings(rest)
    }

    /// Byte offset at which `line` (from 1) begins, `None` past the last line.
    pub fn start_of(&self, line: usize) -> Option<usize> {
        self.starts.get(line.checked_sub(1)?).copied()
    }

    /// Number of lines; a text that ends with a newline has an empty last line.
    pub fn count(&self) -> usize {
        self.starts.len()
    }
}

/// How many characters begin in `bytes`.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| (**b & 0xC0) != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_from_one() {
        let lines = Lines::new("é b\ncd");
        assert_eq!(lines.position(0), Position { line: 1, column: 1 });
        assert_eq!(lines.position(3), Position { line: 1, column: 3 });
        assert_eq!(lines.position(5), Position { line: 2, column: 1 });
        assert_eq!(lines.position(99).line, 2);
    }

    #[test]
    fn in_a_long_line_columns_are_those_of_a_short_one() {
        let text = format!("a\n{}\nb", "é—😀x".repeat(BLOCK));
        let lines = Lines::new(&text);
        let mut column = 1;
        for (at, c) in text.char_indices() {
            for inside in 0..c.len_utf8() {
                assert_eq!(lines.position(at + inside).column, column, "{at} + {inside}");
            }
            column = if c == '\n' { 1 } else { column + 1 };
        }
    }

    #[test]
    fn an_empty_text_has_one_line() {
        let lines = Lines::new("");
        assert_eq!(lines.count(), 1);
        assert_eq!(lines.position(0), Position { line: 1, column: 1 });
    }
}
