//! From pieces of a paragraph to its words: directives replaced, footnotes read and numbered, in the order of the text.

use std::collections::BTreeMap;

use brief::{Block, Citation, Inline, Line, Quotation};
use pulldown_cmark::Event;

use super::authorities::Part;
use super::citer::{Cited, Citer};
use super::draft::Done;

/// A piece of a paragraph, before directives and footnotes have their numbers.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    /// Nothing is to be done about it.
    Inline(Inline),
    /// The directive of this number.
    Directive(usize),
    /// The call of a footnote of the author's.
    Note(String),
    /// The end of a line that means a blank.
    Soft,
    /// Pieces with a meaning of their own.
    Span(Spanned, Vec<Piece>),
}

/// What pieces are within a paragraph.
#[derive(Clone, Debug)]
pub(super) enum Spanned {
    Emphasis,
    Strong,
    Struck,
    Link(String),
    Image(String),
}

/// Puts a draft together.
pub(super) struct Composer<'c, 's> {
    pub(super) events: &'c [Event<'c>],
    definitions: BTreeMap<String, (usize, usize)>,
    sign: char,
    done: &'c [Done],
    citer: &'c mut Citer<'s>,
    /// The numbers of the author's footnotes.
    numbers: BTreeMap<String, usize>,
    /// The footnotes that are being read, innermost last.
    reading: Vec<(String, usize)>,
    pub(super) title: Option<String>,
    pub(super) tables: Vec<Part>,
    pub(super) misplaced: Vec<usize>,
}

impl<'c, 's> Composer<'c, 's> {
    pub(super) const fn new(
        events: &'c [Event<'c>],
        definitions: BTreeMap<String, (usize, usize)>,
        sign: char,
        done: &'c [Done],
        citer: &'c mut Citer<'s>,
    ) -> Self {
        Self {
            events,
            definitions,
            sign,
            done,
            citer,
            numbers: BTreeMap::new(),
            reading: Vec::new(),
            title: None,
            tables: Vec::new(),
            misplaced: Vec::new(),
        }
    }

    /// Words with the numbers of directives in them.
    pub(super) fn words(&self, text: &str, pieces: &mut Vec<Piece>) {
        for (i, part) in text.split(self.sign).enumerate() {
            match part.parse() {
                Ok(number) if i % 2 == 1 => pieces.push(Piece::Directive(number)),
                _ if part.is_empty() => {}
                _ => match pieces.last_mut() {
                    Some(Piece::Inline(Inline::Text(before))) => before.push_str(part),
                    _ => pieces.push(Piece::Inline(Inline::Text(part.to_owned()))),
                },
            }
        }
    }

    /// A paragraph. A quotation or a table on a line of its own is set off.
    pub(super) fn paragraph(&mut self, pieces: Vec<Piece>) -> Vec<Block> {
        let mut out = Vec::new();
        let mut rest: Vec<Piece> = Vec::new();
        let alone = pieces.len() == 1;
        let lines = pieces.split(|p| matches!(p, Piece::Soft | Piece::Inline(Inline::Break)));
        let lines: Vec<&[Piece]> = lines.collect();
        let mut at = 0_usize;
        for line in lines {
            let done = match line {
                [Piece::Directive(number)] if self.reading.is_empty() => self.done.get(*number),
                _ => None,
            };
            let block = match done {
                Some(Done::Quote(words, cited)) => Some((words, Some(cited), None)),
                Some(Done::Authorities(part)) => Some((&EMPTY, None, Some(*part))),
                Some(Done::Cite(cited)) if alone => {
                    let citation = self.citer.standing(cited);
                    return vec![Block::Paragraph(vec![Inline::Citation(citation)])];
                }
                _ => None,
            };
            match block {
                Some((words, cited, part)) => {
                    self.end(&mut rest, &mut out);
                    if let Some(cited) = cited {
                        let citation = self.citer.cite(std::slice::from_ref(&**cited));
                        out.push(Block::Quotation(Quotation { lines: words.clone(), citation }));
                    }
                    if let Some(part) = part {
                        self.tables.push(part);
                        out.push(Block::Authorities(Vec::new()));
                    }
                }
                None => {
                    if !rest.is_empty() {
                        // What parted this line from the one before.
                        rest.extend(at.checked_sub(1).and_then(|i| pieces.get(i)).cloned());
                    }
                    rest.extend(line.iter().cloned());
                }
            }
            at += line.len() + 1;
        }
        self.end(&mut rest, &mut out);
        out
    }

    fn end(&mut self, rest: &mut Vec<Piece>, out: &mut Vec<Block>) {
        if !rest.is_empty() {
            let words = self.inlines(std::mem::take(rest));
            out.push(Block::Paragraph(words));
        }
    }

    /// The words of pieces.
    pub(super) fn inlines(&mut self, pieces: Vec<Piece>) -> Vec<Inline> {
        let mut out: Vec<Inline> = Vec::new();
        let mut pieces = pieces.into_iter().peekable();
        while let Some(piece) = pieces.next() {
            match piece {
                Piece::Inline(inline) => push(&mut out, inline),
                Piece::Soft => push(&mut out, Inline::Text("\n".to_owned())),
                Piece::Note(label) => {
                    let called = self.note(&label);
                    out.extend(called);
                }
                Piece::Span(spanned, inside) => {
                    let words = self.inlines(inside);
                    out.push(match spanned {
                        Spanned::Emphasis => Inline::Emphasis(words),
                        Spanned::Strong => Inline::Strong(words),
                        Spanned::Struck => Inline::Struck(words),
                        Spanned::Link(to) => Inline::Link { to, words },
                        Spanned::Image(from) => Inline::Image { from, words },
                    });
                }
                Piece::Directive(number) => {
                    let next = match pieces.peek_mut() {
                        Some(Piece::Inline(Inline::Text(text))) => Some(text),
                        _ => None,
                    };
                    self.directive(number, next, &mut out);
                }
            }
        }
        out
    }

    /// What a directive within a sentence came to. `next` are the words after it.
    fn directive(&mut self, number: usize, next: Option<&mut String>, out: &mut Vec<Inline>) {
        match self.done.get(number) {
            Some(Done::Quote(lines, cited)) => {
                let mut next = next;
                // In brackets after the words, the citation comes before the end of the sentence.
                let ends = next.as_deref_mut().filter(|_| !self.citer.is_inline());
                push(out, Inline::Text(self.citer.quoted(&words_of(lines, ends))));
                self.citation(std::slice::from_ref(&**cited), next, out);
            }
            Some(Done::Cite(cited)) => self.citation(cited, next, out),
            Some(Done::Authorities(_)) => self.misplaced.push(number),
            None => {}
        }
    }

    fn citation(&mut self, cited: &[Cited], next: Option<&mut String>, out: &mut Vec<Inline>) {
        if let Some(&(_, number)) = self.reading.last().filter(|_| !self.citer.is_inline()) {
            out.push(Inline::Citation(self.citer.in_note(cited, number)));
            return;
        }
        if !self.citer.is_inline() {
            // The call follows the word without a blank, and the punctuation after it.
            if let Some(Inline::Text(before)) = out.last_mut() {
                before.truncate(before.trim_end().len());
            }
            if let Some(next) = next {
                let signs =
                    next.find(|c| !matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '”' | '"' | '’' | ')'));
                let signs: String = next.drain(..signs.unwrap_or(next.len())).collect();
                if signs.contains(['.', ',', ';', ':', '!', '?']) {
                    push(out, Inline::Text(signs));
                } else {
                    next.insert_str(0, &signs);
                }
            }
            let citation = self.citer.cite(cited);
            out.push(Inline::Citation(citation));
            return;
        }
        let marked =
            matches!(out.last(), Some(Inline::Text(before)) if before.ends_with(['“', '‘', '"', '\'']));
        let bare = marked || in_brackets(out) || out.is_empty() || !self.reading.is_empty();
        let blank =
            matches!(out.last(), Some(Inline::Text(before)) if !before.ends_with(char::is_whitespace));
        let citation: Citation = self.citer.cite(cited);
        if bare {
            out.push(Inline::Citation(citation));
        } else {
            push(out, Inline::Text(if blank { " (" } else { "(" }.to_owned()));
            out.push(Inline::Citation(citation));
            push(out, Inline::Text(")".to_owned()));
        }
    }

    /// The call of a footnote of the author's, which is read where it is called first.
    fn note(&mut self, label: &str) -> Vec<Inline> {
        if let Some(&number) = self.numbers.get(label) {
            return vec![Inline::NoteAgain(number)];
        }
        let defined = self.definitions.get(label).copied();
        let (Some((start, end)), false) = (defined, self.reading.iter().any(|(open, _)| open == label))
        else {
            return vec![Inline::Text(format!("[^{label}]"))];
        };
        // A note within a note would be a note of a note, which no word processor has: it stands in brackets.
        if let Some(&(_, outer)) = self.reading.last() {
            self.reading.push((label.to_owned(), outer));
            let blocks = self.blocks(start, end);
            self.reading.pop();
            let mut words = vec![Inline::Text(" (".to_owned())];
            words.extend(paragraphs(blocks).into_iter().flatten());
            words.push(Inline::Text(")".to_owned()));
            return words;
        }
        let number = self.citer.open();
        self.numbers.insert(label.to_owned(), number);
        self.reading.push((label.to_owned(), number));
        let blocks = self.blocks(start, end);
        self.reading.pop();
        self.citer.fill(number, paragraphs(blocks));
        vec![Inline::Note(number)]
    }
}

static EMPTY: Vec<Line> = Vec::new();

/// Appends; neighbouring words become one.
fn push(out: &mut Vec<Inline>, inline: Inline) {
    match (out.last_mut(), inline) {
        (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
        (_, inline) => out.push(inline),
    }
}

/// Whether brackets are open at the end of the words.
fn in_brackets(words: &[Inline]) -> bool {
    let texts = words.iter().filter_map(|w| match w {
        Inline::Text(text) => Some(text.as_str()),
        _ => None,
    });
    let signs = texts.flat_map(str::chars).map(|c| match c {
        '(' | '[' => 1,
        ')' | ']' => -1,
        _ => 0_i32,
    });
    // What closes without having opened, as in a list, opens nothing either.
    signs.fold(0, |open: i32, sign| open.saturating_add(sign).max(0)) > 0
}

/// Words of a source within a sentence. A full stop that ends them also ends the sentence.
fn words_of(lines: &[Line], next: Option<&mut String>) -> String {
    let words = lines.iter().map(Line::words).collect::<Vec<_>>().join(" ");
    if let (Some(next), true) = (next, words.ends_with('.'))
        && next.starts_with('.')
    {
        next.remove(0);
    }
    words
}

/// The paragraphs of blocks, for a note.
fn paragraphs(blocks: Vec<Block>) -> Vec<Vec<Inline>> {
    let mut out = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(words) | Block::Heading { words, .. } => out.push(words),
            Block::SetOff(inside) => out.extend(paragraphs(inside)),
            Block::List { items, .. } => items.into_iter().for_each(|item| out.extend(paragraphs(item))),
            Block::Code { text, .. } => out.push(vec![Inline::Code(text.trim_end().to_owned())]),
            Block::Table { head, rows, .. } => {
                for row in std::iter::once(head).chain(rows) {
                    out.push(row.join(&Inline::Text("; ".to_owned())));
                }
            }
            Block::Quotation(_) | Block::Rule | Block::Authorities(_) | Block::Raw(_) => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_brackets_are_seen() {
        for (text, open) in [("a (see ", true), ("a (b) c", false), ("a) b", false), ("a) (b", true)] {
            assert_eq!(in_brackets(&[Inline::Text(text.to_owned())]), open, "{text}");
        }
    }

    #[test]
    fn a_full_stop_is_not_printed_twice() {
        let line = |text: &str| [Line { depth: 0, mark: None, text: text.to_owned() }];
        let mut next = ". Then".to_owned();
        assert_eq!(words_of(&line("It burns."), Some(&mut next)), "It burns.");
        assert_eq!(next, " Then");
        let mut next = ". Then".to_owned();
        assert_eq!(words_of(&line("it burns"), Some(&mut next)), "it burns");
        assert_eq!(next, ". Then");
    }
}
