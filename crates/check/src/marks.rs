//! What a quotation says about itself: ellipses, bracketed words, bracketed letters, remarks, list marks.

mod signs;

use std::ops::Range;

use crate::tokens::{Piece, Token, Tokens, next_word};

pub(crate) use signs::is_list_mark;
use signs::{Sign, sign_at};

/// What a row asks of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowKind {
    /// This word.
    Word,
    /// This word, or nothing: it stands between brackets.
    Bracketed,
    /// Words may be left out here: an ellipsis.
    Gap,
    /// Words may be left out here: bracketed words stand for them.
    Patch,
}

/// A word of a quotation, or a place where it leaves words out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) kind: RowKind,
    /// The word; where words may be left out, only its place counts.
    pub(crate) token: Token,
    /// The parts of a word of which some letters stand between brackets.
    pub(crate) pieces: Vec<Piece>,
    /// Whether it may be the mark of a list: `(a)`, `1.`.
    pub(crate) list_mark: bool,
}

/// The rows of a quotation, and where it speaks in the author's voice.
#[derive(Clone, Debug, Default)]
pub(crate) struct Quoted {
    pub(crate) rows: Vec<Row>,
    /// `[sic]`, `(emphasis added)`: said of the quotation, no part of it.
    pub(crate) remarks: Vec<Range<usize>>,
}

impl Quoted {
    /// Reads the words of a quotation. `stands` tells whether bracketed words stand in the source as they are.
    pub(crate) fn read(text: &str, tokens: &mut Tokens<'_>) -> Self {
        let mut out = Self::default();
        let mut at = 0;
        while let Some((c_at, c)) = text[at..].char_indices().next().map(|(i, c)| (at + i, c)) {
            match sign_at(text, c_at) {
                Some((Sign::Ellipsis, end)) => {
                    out.gap(RowKind::Gap, c_at..end);
                    at = end;
                }
                Some((Sign::Remark, end)) => {
                    out.remarks.push(c_at..end);
                    at = end;
                }
                Some((Sign::Bracketed, end)) => {
                    out.bracketed(text, c_at..end, tokens);
                    at = end + possessive(&text[end..]);
                }
                None => match next_word(text, c_at, text.len(), true) {
                    Some(word) if word.at.start == c_at => {
                        at = word.at.end;
                        let list_mark = is_list_mark(text, &word.at, &word.letters);
                        let token = tokens.token(&word);
                        out.rows.push(Row { kind: RowKind::Word, token, pieces: word.pieces, list_mark });
                    }
                    _ => at = c_at + c.len_utf8(),
                },
            }
        }
        out
    }

    fn gap(&mut self, kind: RowKind, at: Range<usize>) {
        let token = Token { at, key: 0, spelling: 0, stem: 0, case: crate::tokens::Case::Small };
        self.rows.push(Row { kind, token, pieces: Vec::new(), list_mark: false });
    }

    /// Words between brackets: they stand in the source, or for words of the source.
    fn bracketed(&mut self, text: &str, at: Range<usize>, tokens: &mut Tokens<'_>) {
        self.gap(RowKind::Patch, at.start..at.start);
        let mut from = at.start + 1;
        while let Some(word) = next_word(text, from, at.end, false) {
            from = word.at.end;
            let list_mark = is_list_mark(text, &word.at, &word.letters);
            let token = tokens.token(&word);
            self.rows.push(Row { kind: RowKind::Bracketed, token, pieces: Vec::new(), list_mark });
        }
        self.gap(RowKind::Patch, at.end..at.end);
    }
}

/// The bytes of the ending of a possessive, which belongs to the bracketed words before it.
fn possessive(after: &str) -> usize {
    let ending = ["'s", "’s"].into_iter().find(|e| after.starts_with(e)).map_or(0, str::len);
    let more = after.get(ending..).unwrap_or_default().starts_with(char::is_alphanumeric);
    if more { 0 } else { ending }
}

#[cfg(test)]
mod tests {
    use model::Folding;

    use super::*;

    /// The rows in short: words, `[words]`, `…` for a gap, `~` for a patch.
    fn show(text: &str) -> String {
        let folding = Folding::none();
        let quoted = Quoted::read(text, &mut Tokens::new(&folding));
        let row = |r: &Row| match r.kind {
            RowKind::Gap => "…".to_owned(),
            RowKind::Patch => "~".to_owned(),
            RowKind::Bracketed => format!("<{}>", &text[r.token.at.clone()]),
            RowKind::Word if r.list_mark => format!("#{}", &text[r.token.at.clone()]),
            RowKind::Word => text[r.token.at.clone()].to_owned(),
        };
        let mut out: Vec<String> = quoted.rows.iter().map(row).collect();
        out.extend(quoted.remarks.iter().map(|r| format!("!{}", &text[r.clone()])));
        out.join(" ")
    }

    #[test]
    fn every_form_of_ellipsis_is_a_gap() {
        for sign in [
            "…",
            "...",
            ". . .",
            "....",
            ". . . .",
            "[…]",
            "[...]",
            "[. . .]",
            "(…)",
            "(...)",
            "* * *",
            "***",
            "…..",
            ".\u{a0}.\u{a0}.",
            "[ … ]",
            "⋯",
            "….",
            ". …",
            "[…].",
            "_…_",
            "\u{2026}\u{2026}",
            "\\*\\*\\*",
            "[* * *]",
            "[....]",
        ] {
            assert_eq!(show(&format!("a lamp {sign} burns")), "a lamp … burns", "{sign}");
        }
        assert_eq!(show("...a lamp…burns..."), "… a lamp … burns …");
        assert_eq!(show("the lamp. The keeper.. of"), "the lamp The keeper of");
    }

    #[test]
    fn brackets_are_told_apart() {
        for (text, want) in [
            ("[n]o one", "[n]o one"),
            ("[the State] shall", "~ <the> <State> ~ shall"),
            ("lamp [sic] burns", "lamp burns ![sic]"),
            ("lamp (emphasis added)", "lamp !(emphasis added)"),
            ("lamp [emphasis in original].", "lamp ![emphasis in original]"),
            ("the lamp (citations omitted) burns", "the lamp burns !(citations omitted)"),
            ("the lamp (or lantern) burns", "the lamp or lantern burns"),
            ("lamp[s] burn[ed]", "lamp[s] burn[ed]"),
            ("the lamp[^3] and[2] light", "the lamp and light ![^3] ![2]"),
            ("an unclosed [bracket here", "an unclosed bracket here"),
        ] {
            assert_eq!(show(text), want, "{text}");
        }
    }

    #[test]
    fn list_marks_are_seen() {
        assert_eq!(show("(a) to keep; (ii) to light"), "#a to keep #ii to light");
        assert_eq!(show("1. A keeper\n2. A lamp"), "#1 A keeper #2 A lamp");
        assert_eq!(show("under Article 5. The"), "under Article 5 The");
        assert_eq!(show("a keeper"), "a keeper");
    }
}
