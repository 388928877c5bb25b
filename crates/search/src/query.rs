//! The query language: what may be typed, and what it means.
//!
//! | written | means |
//! | --- | --- |
//! | `armed attack` | any of the words; the more of them, and the closer, the better; the phrase first |
//! | `"armed attack"` | the phrase |
//! | `"armed attack"~3` | the words, in any order, with at most three others among them |
//! | `attack*` | words that begin so |
//! | `attack~1`, `attack~2` | words that differ in at most one or two letters (`attack~` is `attack~1`) |
//! | `+armed attack -nuclear` | `armed` must, `nuclear` must not stand there |
//! | `a AND b`, `a OR b`, `a NOT b` | capitals only; NOT binds before AND, AND before OR; words beside an operator must all match |
//! | `(a OR b) AND c` | grouping |
//! | `text:word` | the source's words only; likewise `heading:`, `title:`, `gist:` |
//! | `exact:word` | neither folded nor stemmed |
//! | `label:`, `document:`, `kind:`, `layer:`, `class:`, `id:`, `cites:` | a property of the passage; `id:` takes everything below it too |
//! | `\` | takes the meaning off the next character |

mod ast;
mod error;
mod fields;
mod lex;
mod parse;
#[cfg(test)]
mod tests;

pub(crate) use ast::{Clause, Node, Occur, Scope, Text};
pub use error::QueryError;

/// A query that parses.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    text: String,
    pub(crate) root: Node,
}

impl Query {
    /// Reads a query.
    ///
    /// # Errors
    /// When it does not parse: the error says what is wrong, where, and what to write instead.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        Ok(Self { text: text.to_owned(), root: parse::parse(text)? })
    }

    /// The query that looks for these words as a phrase, whatever signs are among them. `None` where there is no
    /// word in them.
    pub fn phrase(text: &str) -> Option<Self> {
        let span = model::Span::new(0, text.len());
        parse::has_words(text).then(|| Self {
            text: text.to_owned(),
            root: Node::Phrase { text: Text { text: text.to_owned(), span, scope: Scope::Any }, slop: 0 },
        })
    }

    /// Whether a thesaurus could add to it: whether any word stands in it without quotation marks, sign or field.
    pub fn has_loose_words(&self) -> bool {
        loose(&self.root)
    }

    /// As it was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How it was understood, as a nested list; for tests and for `-v`.
    pub fn explain(&self) -> String {
        self.root.to_string()
    }
}

fn loose(node: &Node) -> bool {
    match node {
        Node::Word(text) => text.scope == Scope::Any,
        Node::Run(clauses) => clauses.iter().any(|c| c.occur == Occur::May && loose(&c.node)),
        Node::Or(nodes) | Node::And(nodes) => nodes.iter().any(loose),
        _ => false,
    }
}
