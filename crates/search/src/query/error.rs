//! A query that does not parse.

use std::fmt;

use model::Span;

/// How many characters of a long query are shown around the fault.
const SHOWN: usize = 72;

/// Why a query does not parse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    query: String,
    span: Span,
    message: String,
    hint: Option<String>,
}

impl QueryError {
    pub(crate) fn new(query: &str, span: Span, message: impl Into<String>) -> Self {
        Self { query: query.to_owned(), span, message: message.into(), hint: None }
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// What is wrong, lower case, no full stop.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Where, in bytes of the query.
    pub fn span(&self) -> Span {
        self.span
    }

    /// What to write instead, where there is something to say.
    pub fn hint_text(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    /// The query with a caret under the fault, the message, and the hint on a line of its own.
    pub fn render(&self) -> String {
        let chars: Vec<(usize, char)> = self.query.char_indices().collect();
        let column = |offset: usize| chars.partition_point(|&(i, _)| i < offset);
        let (start, end) = (column(self.span.start()), column(self.span.end()));
        let from = if chars.len() > SHOWN { start.saturating_sub(SHOWN / 2) } else { 0 };
        let to = (from + SHOWN).min(chars.len());
        let line: String =
            chars[from..to].iter().map(|&(_, c)| if c.is_control() { ' ' } else { c }).collect();
        let carets = end.clamp(start + 1, to.max(start + 1)) - start;
        let mut out = format!("{line}\n{}{} {}", " ".repeat(start - from), "^".repeat(carets), self.message);
        if let Some(hint) = &self.hint {
            out.push_str("\nhint: ");
            out.push_str(hint);
        }
        out
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "query: {}", self.message)
    }
}

impl std::error::Error for QueryError {}
