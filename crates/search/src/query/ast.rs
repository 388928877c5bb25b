//! A query taken apart.

use std::fmt;

use model::Span;

use crate::schema::{Key, Part};

/// Where words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Scope {
    /// Everywhere.
    Any,
    /// In one part.
    Part(Part),
    /// In the source's words as they are written.
    Exact,
}

/// Words as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Text {
    /// The words, escapes resolved.
    pub(crate) text: String,
    /// Where they stand in the query.
    pub(crate) span: Span,
    /// Where to look for them.
    pub(crate) scope: Scope,
}

/// Whether a clause must match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Occur {
    /// It may, and adds to the score.
    May,
    /// It must.
    Must,
    /// It must not.
    MustNot,
}

/// A member of a run.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Clause {
    pub(crate) occur: Occur,
    pub(crate) node: Node,
}

/// A query or a part of one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    /// A word.
    Word(Text),
    /// Words in a row; with `slop`, in any order with so many others among them.
    Phrase { text: Text, slop: u32 },
    /// Words that begin so.
    Prefix(Text),
    /// Words at most so many letters away.
    Fuzzy { text: Text, distance: u8 },
    /// A property.
    Key { key: Key, value: String },
    /// Things written side by side.
    Run(Vec<Clause>),
    /// All of them; `Not` among them takes away.
    And(Vec<Node>),
    /// Any of them.
    Or(Vec<Node>),
    /// Only inside `And`.
    Not(Box<Node>),
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => Ok(()),
            Self::Part(part) => write!(f, "{}:", part.name()),
            Self::Exact => f.write_str("exact:"),
        }
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |f: &mut fmt::Formatter<'_>, name: &str, nodes: &[Node]| {
            write!(f, "({name}")?;
            nodes.iter().try_for_each(|n| write!(f, " {n}"))?;
            f.write_str(")")
        };
        match self {
            Self::Word(t) => write!(f, "{}{}", t.scope, t.text),
            Self::Phrase { text, slop: 0 } => write!(f, "{}\"{}\"", text.scope, text.text),
            Self::Phrase { text, slop } => write!(f, "{}\"{}\"~{slop}", text.scope, text.text),
            Self::Prefix(t) => write!(f, "{}{}*", t.scope, t.text),
            Self::Fuzzy { text, distance } => write!(f, "{}{}~{distance}", text.scope, text.text),
            Self::Key { key, value } => write!(f, "{}={value}", key.name()),
            Self::And(nodes) => list(f, "and", nodes),
            Self::Or(nodes) => list(f, "or", nodes),
            Self::Not(node) => write!(f, "(not {node})"),
            Self::Run(clauses) => {
                f.write_str("(run")?;
                for clause in clauses {
                    let sign = match clause.occur {
                        Occur::May => "",
                        Occur::Must => "+",
                        Occur::MustNot => "-",
                    };
                    write!(f, " {sign}{}", clause.node)?;
                }
                f.write_str(")")
            }
        }
    }
}
