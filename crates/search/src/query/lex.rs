//! A query cut into tokens.

use model::Span;

use crate::query::QueryError;
use crate::query::fields::{self, FieldName};

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Open,
    Close,
    And,
    Or,
    Not,
    Plus,
    Minus,
    Field(FieldName),
    Word(String),
    Prefix(String),
    Fuzzy(String, u8),
    Phrase(String, u32),
}

/// A token and its place in the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) span: Span,
}

/// The furthest that the words of a proximity search may stand apart.
const MAX_SLOP: u32 = 100;

/// Cuts `query` into tokens.
pub(crate) fn tokens(query: &str) -> Result<Vec<Token>, QueryError> {
    let mut lexer = Lexer { query, chars: query.char_indices().collect(), at: 0, out: Vec::new() };
    while lexer.at < lexer.chars.len() {
        lexer.token()?;
    }
    Ok(lexer.out)
}

struct Lexer<'q> {
    query: &'q str,
    chars: Vec<(usize, char)>,
    /// Index into `chars`.
    at: usize,
    out: Vec<Token>,
}

impl Lexer<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).map(|&(_, c)| c)
    }

    /// Byte offset of the character at index `i`.
    fn byte(&self, i: usize) -> usize {
        self.chars.get(i).map_or(self.query.len(), |&(b, _)| b)
    }

    fn span(&self, from: usize) -> Span {
        Span::new(self.byte(from), self.byte(self.at))
    }

    fn push(&mut self, kind: Kind, from: usize) {
        let span = self.span(from);
        self.out.push(Token { kind, span });
    }

    fn fail(&self, from: usize, message: impl Into<String>) -> QueryError {
        QueryError::new(self.query, self.span(from), message)
    }

    fn token(&mut self) -> Result<(), QueryError> {
        let start = self.at;
        let Some(c) = self.peek(0) else { return Ok(()) };
        let begins = self.peek(1).is_some_and(|n| !n.is_whitespace() && n != c);
        match c {
            _ if c.is_whitespace() => self.at += 1,
            '(' | ')' | '+' | '-' => {
                self.at += 1;
                match c {
                    '(' => self.push(Kind::Open, start),
                    ')' => self.push(Kind::Close, start),
                    '+' if begins => self.push(Kind::Plus, start),
                    '-' if begins => self.push(Kind::Minus, start),
                    // A sign that stands alone is punctuation.
                    _ => {}
                }
            }
            '"' | '\u{201c}' | '\u{201e}' | '\u{ab}' => return self.phrase(),
            _ => return self.word(),
        }
        Ok(())
    }

    fn phrase(&mut self) -> Result<(), QueryError> {
        let start = self.at;
        let plain = self.peek(0) == Some('"');
        self.at += 1;
        let mut text = String::new();
        loop {
            match self.peek(0) {
                None => {
                    self.at = start + 1;
                    return Err(self
                        .fail(start, "this quotation mark is never closed")
                        .hint("close the phrase, or write `\\\"` for the mark itself"));
                }
                Some('\\') if self.peek(1).is_some() => {
                    text.extend(self.peek(1));
                    self.at += 2;
                }
                Some('"') => break,
                Some('\u{201d}' | '\u{201c}' | '\u{bb}') if !plain => break,
                Some(c) => {
                    text.push(c);
                    self.at += 1;
                }
            }
        }
        self.at += 1;
        let mut slop = 0;
        if self.peek(0) == Some('~') {
            let tilde = self.at;
            self.at += 1;
            let digits = self.digits();
            slop = digits.parse().ok().filter(|&n| n <= MAX_SLOP).ok_or_else(|| {
                self.fail(tilde, format!("after a phrase, `~` takes a number up to {MAX_SLOP}"))
                    .hint("`\"armed attack\"~3` allows three words among those of the phrase")
            })?;
        }
        self.push(Kind::Phrase(text, slop), start);
        Ok(())
    }

    fn digits(&mut self) -> String {
        let mut digits = String::new();
        while let Some(c) = self.peek(0).filter(char::is_ascii_digit) {
            digits.push(c);
            self.at += 1;
        }
        digits
    }

    fn word(&mut self) -> Result<(), QueryError> {
        let start = self.at;
        // Characters of the word, and whether each stands for itself.
        let mut word: Vec<(char, bool)> = Vec::new();
        let mut open = 0usize;
        while let Some(c) = self.peek(0) {
            match c {
                _ if c.is_whitespace() || c == '"' => break,
                '\\' if self.peek(1).is_some() => {
                    word.extend(self.peek(1).map(|c| (c, true)));
                    self.at += 2;
                    continue;
                }
                '(' if self.closes() => open += 1,
                '(' => break,
                ')' if open == 0 => break,
                ')' => open -= 1,
                ':' if self.field(&word, start)? => return Ok(()),
                _ => {}
            }
            word.push((c, false));
            self.at += 1;
        }
        self.finish(&word, start)
    }

    /// Whether the bracket at hand is closed before the next white space: then it belongs to the word, as in
    /// `2(4)`.
    fn closes(&self) -> bool {
        let rest = self.chars.get(self.at + 1..).unwrap_or_default();
        rest.iter().map(|&(_, c)| c).take_while(|c| !c.is_whitespace() && *c != '"').any(|c| c == ')')
    }

    /// At a colon: takes the word before it as the name of a field, if it can be one.
    fn field(&mut self, word: &[(char, bool)], start: usize) -> Result<bool, QueryError> {
        let name: String = word.iter().map(|&(c, _)| c).collect();
        let letters = !name.is_empty() && word.iter().all(|&(c, plain)| c.is_ascii_alphabetic() && !plain);
        if !letters {
            return Ok(false);
        }
        let follows = self.peek(1).is_some_and(|c| !c.is_whitespace() && c != ')');
        match (fields::field(&name), follows) {
            (Some(field), true) => {
                self.at += 1;
                self.push(Kind::Field(field), start);
                Ok(true)
            }
            (Some(_), false) => {
                self.at += 1;
                Err(self.fail(start, format!("nothing is asked for after `{name}:`")).hint(format!(
                    "write `{name}:word`, without a space; `{name}\\:` looks for the word itself"
                )))
            }
            (None, true) => Err(fields::unknown(self.query, self.span(start), &name)),
            (None, false) => Ok(false),
        }
    }

    fn finish(&mut self, word: &[(char, bool)], start: usize) -> Result<(), QueryError> {
        let text = |w: &[(char, bool)]| w.iter().map(|&(c, _)| c).collect::<String>();
        let is = |i: usize, sign: char| word.get(i).is_some_and(|&w| w == (sign, false));
        if let Some(star) = (0..word.len()).find(|&i| is(i, '*')) {
            if star + 1 == word.len() && word[..star].iter().filter(|(c, _)| c.is_alphanumeric()).count() >= 2
            {
                self.push(Kind::Prefix(text(&word[..star])), start);
                return Ok(());
            }
            return Err(self
                .fail(start, "`*` can only end a word, after two letters or more")
                .hint("`attack*` finds attacks and attacker; `\\*` is the sign itself"));
        }
        if let Some(tilde) = (0..word.len()).rev().find(|&i| is(i, '~')) {
            let distance = match text(&word[tilde + 1..]).as_str() {
                "" | "1" => 1,
                "2" => 2,
                _ => 0,
            };
            if distance == 0 || !word[..tilde].iter().any(|(c, _)| c.is_alphanumeric()) {
                return Err(self
                    .fail(start, "`~` stands at the end of a word, alone or with 1 or 2")
                    .hint("`attack~1` finds words one letter away; `\\~` is the sign itself"));
            }
            self.push(Kind::Fuzzy(text(&word[..tilde]), distance), start);
            return Ok(());
        }
        let plain = word.iter().all(|&(_, plain)| !plain);
        let kind = match text(word).as_str() {
            "AND" if plain => Kind::And,
            "OR" if plain => Kind::Or,
            "NOT" if plain => Kind::Not,
            other => Kind::Word(other.to_owned()),
        };
        self.push(kind, start);
        Ok(())
    }
}
