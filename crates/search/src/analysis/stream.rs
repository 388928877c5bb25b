//! The analysis as tantivy wants it: a stream of tokens.

use std::sync::Arc;

use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer};

use crate::analysis::Folding;
use crate::analysis::segment::{Words, words};
use crate::analysis::terms::{Form, Piece, Terms, gap};
use crate::analysis::tongue::sign;

/// The analyser of one form, to be registered with an index.
pub(crate) fn analyzer(form: Form, folding: &Folding) -> TextAnalyzer {
    TextAnalyzer::from(Analyzer { terms: Terms::new(form, folding) })
}

/// Makes token streams.
#[derive(Clone)]
pub(crate) struct Analyzer {
    terms: Terms,
}

impl Tokenizer for Analyzer {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        let token = Token { position: 0, ..Token::default() };
        let (tongue, start) = sign(text);
        let text = text.get(start..).unwrap_or_default();
        self.terms.speak(tongue);
        Stream { terms: &mut self.terms, words: words(text), piece: None, next: 0, position: 0, token }
    }
}

/// The tokens of one text.
pub(crate) struct Stream<'a> {
    terms: &'a mut Terms,
    words: Words<'a>,
    piece: Option<Arc<Piece>>,
    next: usize,
    /// Position of the first part of the word in hand.
    position: u32,
    token: Token,
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        loop {
            if let Some(piece) = &self.piece {
                if let Some((offset, term)) = piece.terms().nth(self.next) {
                    self.next += 1;
                    self.token.text.clear();
                    self.token.text.push_str(term);
                    self.token.position = (self.position + offset) as usize;
                    return true;
                }
                self.position += piece.width();
                self.piece = None;
            }
            let Some(word) = self.words.next() else { return false };
            self.position += gap(&word, self.position);
            self.token.offset_from = word.range.start;
            self.token.offset_to = word.range.end;
            if self.terms.plain(&word, &mut self.token.text) {
                self.token.position = self.position as usize;
                self.position += 1;
                return true;
            }
            self.piece = Some(self.terms.piece(&word));
            self.next = 0;
        }
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
