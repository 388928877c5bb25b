//! Byte offsets to lines and back.

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
}

impl<'t> Lines<'t> {
    /// Finds the line starts of `text`. A line ends after `\n`; `\r\n` is one ending.
    pub fn new(text: &'t str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.match_indices('\n').map(|(i, _)| i + 1));
        Self { text, starts }
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
        let column = self.text[start..].char_indices().take_while(|(i, _)| start + i < upto).count() + 1;
        let column = if upto > start && !self.text.is_char_boundary(upto) { column - 1 } else { column };
        Position { line, column }
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
    fn an_empty_text_has_one_line() {
        let lines = Lines::new("");
        assert_eq!(lines.count(), 1);
        assert_eq!(lines.position(0), Position { line: 1, column: 1 });
    }
}
