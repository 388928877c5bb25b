//! Tokens to a tree: OR over AND over NOT over runs of things side by side.

use model::Span;

use crate::analysis::words;
use crate::query::QueryError;
use crate::query::ast::{Clause, Node, Occur, Scope, Text};
use crate::query::fields::{self, FieldName};
use crate::query::lex::{Kind, Token, tokens};

/// The longest query, in bytes.
const MAX_LENGTH: usize = 10_000;

/// The most tokens.
const MAX_TOKENS: usize = 512;

/// The deepest brackets.
const MAX_DEPTH: usize = 32;

/// Whether there is anything to look for in `text`.
pub(crate) fn has_words(text: &str) -> bool {
    words(text).next().is_some()
}

/// Reads a query.
pub(crate) fn parse(query: &str) -> Result<Node, QueryError> {
    let whole = Span::new(0, query.len());
    if query.len() > MAX_LENGTH {
        return Err(QueryError::new(query, whole, format!("the query is longer than {MAX_LENGTH} bytes")));
    }
    let tokens = tokens(query)?;
    if let Some(token) = tokens.get(MAX_TOKENS) {
        let message = format!("the query has more than {MAX_TOKENS} parts");
        return Err(QueryError::new(query, token.span, message));
    }
    let mut parser = Parser { query, tokens, at: 0, depth: 0 };
    let node = parser.or(Scope::Any)?;
    if let Some(token) = parser.peek() {
        let error = QueryError::new(query, token.span, "this bracket was never opened");
        return Err(error.hint("write `\\)` for the sign itself"));
    }
    node.ok_or_else(|| QueryError::new(query, whole, "there is nothing to look for"))
}

struct Parser<'q> {
    query: &'q str,
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn next_is(&self, kind: &Kind) -> bool {
        self.peek().is_some_and(|t| t.kind == *kind)
    }

    fn fail(&self, span: Span, message: impl Into<String>) -> QueryError {
        QueryError::new(self.query, span, message)
    }

    fn or(&mut self, scope: Scope) -> Result<Option<Node>, QueryError> {
        let mut nodes = Vec::new();
        let mut before: Option<Span> = None;
        loop {
            let start = self.peek().map(|t| t.span);
            let node = self.and(scope)?;
            if let (Some(Node::Not(_)), Some(span)) = (&node, start) {
                return Err(self.lone_not(span));
            }
            if node.is_none() && (before.is_some() || self.next_is(&Kind::Or)) {
                return Err(self.missing(before));
            }
            nodes.extend(node);
            match self.peek() {
                Some(token) if token.kind == Kind::Or => before = Some(token.span),
                _ => break,
            }
            self.at += 1;
        }
        Ok(if nodes.len() > 1 { Some(Node::Or(nodes)) } else { nodes.pop() })
    }

    fn and(&mut self, scope: Scope) -> Result<Option<Node>, QueryError> {
        let mut nodes = Vec::new();
        let mut before: Option<Span> = None;
        loop {
            let mut not = None;
            while let Some(token) = self.peek().filter(|t| t.kind == Kind::Not) {
                // Two of them cancel out.
                not = if not.is_some() { None } else { Some(token.span) };
                before = Some(token.span);
                self.at += 1;
            }
            let node = self.run(scope)?;
            if node.is_none() && (before.is_some() || self.next_is(&Kind::And)) {
                return Err(self.missing(before));
            }
            nodes.extend(node.map(|n| if not.is_some() { Node::Not(Box::new(n)) } else { n }));
            match self.peek().map(|t| (&t.kind, t.span)) {
                Some((Kind::And, span)) => {
                    before = Some(span);
                    self.at += 1;
                }
                Some((Kind::Not, _)) => {}
                _ => break,
            }
        }
        if nodes.len() > 1 && nodes.iter().all(|n| matches!(n, Node::Not(_))) {
            return Ok(nodes.into_iter().next());
        }
        if nodes.len() < 2 && !self.next_is(&Kind::Or) && !self.after_or() {
            return Ok(nodes.pop());
        }
        let nodes: Vec<Node> = nodes.into_iter().map(strict).collect();
        Ok(if nodes.len() > 1 { Some(Node::And(nodes)) } else { nodes.into_iter().next() })
    }

    /// Whether the operand just read stands after an OR.
    fn after_or(&self) -> bool {
        let mut depth = 0usize;
        for token in self.tokens[..self.at].iter().rev() {
            match token.kind {
                Kind::Close => depth += 1,
                Kind::Open if depth == 0 => return false,
                Kind::Open => depth -= 1,
                Kind::Or if depth == 0 => return true,
                _ => {}
            }
        }
        false
    }

    fn missing(&self, before: Option<Span>) -> QueryError {
        let span = before.or_else(|| self.peek().map(|t| t.span)).unwrap_or_default();
        let word = span.of(self.query).unwrap_or_default();
        self.fail(span, format!("`{word}` needs something on both sides"))
            .hint("in small letters it is a word like any other".to_owned())
    }

    fn lone_not(&self, span: Span) -> QueryError {
        self.fail(span, "NOT alone would find nearly everything")
            .hint("say first what to find: `attack NOT armed`, or `attack -armed`")
    }

    fn run(&mut self, scope: Scope) -> Result<Option<Node>, QueryError> {
        let mut clauses: Vec<Clause> = Vec::new();
        let mut signs = Vec::new();
        while let Some(token) = self.peek() {
            let span = token.span;
            let occur = match token.kind {
                Kind::And | Kind::Or | Kind::Not | Kind::Close => break,
                Kind::Plus => Occur::Must,
                Kind::Minus => Occur::MustNot,
                _ => Occur::May,
            };
            if occur != Occur::May {
                self.at += 1;
                signs.push(span);
            }
            match self.item(scope)? {
                Some(node) => clauses.push(Clause { occur, node }),
                None if occur != Occur::May => {
                    return Err(self.fail(span, "there is nothing to look for after this sign"));
                }
                None => {}
            }
        }
        if !clauses.is_empty() && clauses.iter().all(|c| c.occur == Occur::MustNot) {
            let span = signs.first().copied().unwrap_or_default();
            return Err(self
                .fail(span, "what must not match is said, but not what to find")
                .hint("say first what to find: `attack -armed`"));
        }
        // A word under a sign stays under it: nothing else may stand for it.
        if let [Clause { occur: Occur::May, .. }] = clauses.as_slice() {
            return Ok(clauses.pop().map(|c| c.node));
        }
        Ok((!clauses.is_empty()).then_some(Node::Run(clauses)))
    }

    /// One thing. `None` for punctuation, in which there is no word.
    fn item(&mut self, scope: Scope) -> Result<Option<Node>, QueryError> {
        let Some(token) = self.peek().cloned() else { return Ok(None) };
        let span = token.span;
        let text = |text: String| Text { text, span, scope };
        match token.kind {
            Kind::And | Kind::Or | Kind::Not | Kind::Close => return Ok(None),
            // A second sign says nothing new.
            Kind::Plus | Kind::Minus => {
                self.at += 1;
                return Ok(None);
            }
            _ => self.at += 1,
        }
        Ok(match token.kind {
            Kind::Word(t) if has_words(&t) => Some(Node::Word(text(t))),
            Kind::Prefix(t) if has_words(&t) => Some(Node::Prefix(text(t))),
            Kind::Fuzzy(t, distance) if has_words(&t) => Some(Node::Fuzzy { text: text(t), distance }),
            Kind::Phrase(t, slop) if has_words(&t) => Some(Node::Phrase { text: text(t), slop }),
            Kind::Field(FieldName::Words(scope)) => self.item(scope)?,
            Kind::Field(FieldName::Key(key)) => Some(self.key(key)?),
            Kind::Open => self.group(scope, span)?,
            _ => None,
        })
    }

    fn group(&mut self, scope: Scope, open: Span) -> Result<Option<Node>, QueryError> {
        if self.depth == MAX_DEPTH {
            return Err(self.fail(open, format!("brackets are nested more than {MAX_DEPTH} deep")));
        }
        self.depth += 1;
        let node = self.or(scope)?;
        self.depth -= 1;
        if !self.next_is(&Kind::Close) {
            let error = self.fail(open, "this bracket is never closed");
            return Err(error.hint("close it, or write `\\(` for the sign itself"));
        }
        self.at += 1;
        Ok(node)
    }

    fn key(&mut self, key: crate::schema::Key) -> Result<Node, QueryError> {
        let name = fields::name(key);
        match self.peek().cloned() {
            Some(Token { kind: Kind::Word(typed) | Kind::Phrase(typed, 0), span }) => {
                self.at += 1;
                Ok(Node::Key { key, value: fields::value(self.query, span, key, &typed)? })
            }
            other => {
                let span = other.map(|t| t.span).unwrap_or_default();
                Err(self.fail(span, format!("`{name}:` takes one value as it is written")))
            }
        }
    }
}

/// Beside an operator the words of a run must all match, unless signs say otherwise.
fn strict(node: Node) -> Node {
    match node {
        Node::Run(clauses) if clauses.iter().all(|c| c.occur != Occur::Must) => {
            let must = |c: Clause| Clause {
                occur: if c.occur == Occur::May { Occur::Must } else { c.occur },
                node: c.node,
            };
            Node::Run(clauses.into_iter().map(must).collect())
        }
        Node::Not(node) => Node::Not(Box::new(strict(*node))),
        other => other,
    }
}
