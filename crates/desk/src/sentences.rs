//! Where sentences end in legal prose.
//!
//! A full stop ends a sentence when white space and something that can begin one follow, unless it belongs to an
//! abbreviation (`art.`, `v.`, `U.N.`), an initial, an enumerator or an omission. Closing quotation marks, brackets and
//! note calls after it belong to the sentence, and so does a parenthesis that stands between two sentences. What stands in
//! brackets within a sentence is not split.

mod abbreviations;

use model::Span;

use abbreviations::{After, after};

/// Brackets around more than this are no aside: sentences within them are told apart.
const LONGEST_ASIDE: usize = 2000;

/// The sentences of a paragraph, as spans of `text` without the white space between them. No sentence ends within one of
/// the spans of `whole` (ascending, disjoint).
pub(crate) fn sentences(text: &str, whole: &[Span]) -> Vec<Span> {
    let splitter = Splitter::new(text, whole);
    let mut out = Vec::new();
    let mut start = splitter.skip_blanks(0);
    let mut at = start;
    while at < splitter.chars.len() {
        if let Some(close) = splitter.aside(at).filter(|_| at > start) {
            at = close + 1;
            continue;
        }
        if !is_stop(splitter.char(at)) {
            at += 1;
            continue;
        }
        let run = splitter.run(at);
        let end = splitter.closed(at, run);
        if splitter.ends(start, at, run, end) {
            let end = splitter.with_asides(end);
            out.push(splitter.span(start, end));
            start = splitter.skip_blanks(end);
            at = start;
        } else {
            at = end;
        }
    }
    let last = splitter.span(start, splitter.chars.len());
    let words = last.of(text).unwrap_or_default().trim_end();
    let last = Span::new(last.start(), last.start() + words.len());
    match out.last_mut() {
        // What has no word in it is no sentence.
        Some(before) if !words.contains(char::is_alphanumeric) => *before = before.cover(last),
        _ if words.is_empty() => {}
        _ => out.push(last),
    }
    out
}

const fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

/// Signs that may close a sentence after its full stop.
const fn closes(c: char) -> bool {
    matches!(c, '”' | '’' | '"' | '\'' | '»' | '›' | ')' | ']' | '}' | '*' | '_' | '`' | '†' | '‡')
        || matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// Signs that may open a sentence before its first word.
const fn opens(c: char) -> bool {
    matches!(c, '“' | '‘' | '"' | '\'' | '«' | '‹' | '(' | '[' | '*' | '_' | '`' | '…' | '„' | '¿' | '¡')
}

struct Splitter<'t> {
    text: &'t str,
    chars: Vec<(usize, char)>,
    /// The opening brackets that have a partner, with it, in order.
    partners: Vec<(usize, usize)>,
    whole: &'t [Span],
}

impl<'t> Splitter<'t> {
    fn new(text: &'t str, whole: &'t [Span]) -> Self {
        let chars: Vec<(usize, char)> = text.char_indices().collect();
        let mut partners = Vec::new();
        let mut open: Vec<(usize, char)> = Vec::new();
        for (i, &(_, c)) in chars.iter().enumerate() {
            match c {
                '(' => open.push((i, ')')),
                '[' => open.push((i, ']')),
                ')' | ']' if open.last().is_some_and(|&(_, close)| close == c) => {
                    if let Some((from, _)) = open.pop() {
                        partners.push((from, i));
                    }
                }
                _ => {}
            }
        }
        partners.sort_unstable();
        Self { text, chars, partners, whole }
    }

    fn char(&self, i: usize) -> char {
        self.chars.get(i).map_or('\0', |&(_, c)| c)
    }

    fn byte(&self, i: usize) -> usize {
        self.chars.get(i).map_or(self.text.len(), |&(at, _)| at)
    }

    fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.byte(from), self.byte(to))
    }

    fn slice(&self, from: usize, to: usize) -> &'t str {
        self.span(from, to).of(self.text).unwrap_or_default()
    }

    fn skip_blanks(&self, from: usize) -> usize {
        (from..self.chars.len()).find(|&i| !self.char(i).is_whitespace()).unwrap_or(self.chars.len())
    }

    /// The partner of the bracket at `i`, where what stands between them is an aside.
    fn aside(&self, i: usize) -> Option<usize> {
        if !matches!(self.char(i), '(' | '[') {
            return None;
        }
        let found = self.partners.binary_search_by_key(&i, |&(open, _)| open).ok()?;
        self.partners.get(found).map(|&(_, close)| close).filter(|close| close - i < LONGEST_ASIDE)
    }

    /// The end of the row of stops that begins at `i`: `?!`, `...`, `. . .`.
    fn run(&self, i: usize) -> usize {
        let mut end = i + 1;
        loop {
            if is_stop(self.char(end)) {
                end += 1;
            } else if matches!(self.char(end), ' ' | '\u{a0}') && self.char(end + 1) == '.' {
                end += 2;
            } else {
                return end;
            }
        }
    }

    /// The end of what closes the sentence after its stops `at..run`: quotation marks, brackets, calls of notes.
    fn closed(&self, at: usize, run: usize) -> usize {
        let mut end = run;
        loop {
            let c = self.char(end);
            if closes(c) {
                end += 1;
            } else if c == '[' {
                // `[^3]`, `[12]`: the call of a note.
                match self.aside(end) {
                    Some(close) if is_note_call(self.slice(end + 1, close)) => end = close + 1,
                    _ => return end,
                }
            } else if c.is_ascii_digit() && end == run && self.char(at.saturating_sub(1)).is_alphabetic() {
                // The call of a note that lost its raised figures: "the conflict.12 The State".
                let digits = (end..).take_while(|&i| self.char(i).is_ascii_digit()).count();
                let known = after(self.word(at)).is_some();
                if digits > 3 || known || !self.char(end + digits).is_whitespace() {
                    return end;
                }
                end += digits;
            } else {
                return end;
            }
        }
    }

    /// The word before the stop at `at`, inner full stops included: `U.N`, `art`.
    fn word(&self, at: usize) -> &'t str {
        let part_of_word = |c: char| c.is_alphanumeric() || matches!(c, '.' | '\'' | '’');
        let from = (0..at).rev().take_while(|&i| part_of_word(self.char(i))).last().unwrap_or(at);
        self.slice(from, at).trim_start_matches(['.', '\'', '’'])
    }

    /// The word at or after `from`, opening signs passed over.
    fn next_word(&self, from: usize) -> &'t str {
        let start = self.first_sign(from);
        let end = (start..self.chars.len()).find(|&i| {
            let c = self.char(i);
            !c.is_alphanumeric() && !matches!(c, '\'' | '’' | ']' | '/')
        });
        self.slice(start, end.unwrap_or(self.chars.len()))
    }

    /// The first sign of the sentence that may begin at `from`, opening signs passed over.
    fn first_sign(&self, from: usize) -> usize {
        (from..self.chars.len())
            .find(|&i| !opens(self.char(i)) && !self.char(i).is_whitespace())
            .unwrap_or(self.chars.len())
    }

    /// Whether a sentence may begin at `from`.
    fn may_begin(&self, from: usize) -> bool {
        let c = self.char(self.first_sign(from));
        (c.is_alphanumeric() && !c.is_lowercase()) || matches!(c, '§' | '¶')
    }

    /// Whether the sentence that began at `start` ends with the stops `at..run`, closed at `end`.
    fn ends(&self, start: usize, at: usize, run: usize, end: usize) -> bool {
        let next = self.skip_blanks(end);
        if next >= self.chars.len() {
            return true;
        }
        if next == end || self.within_whole(self.byte(run)) {
            return false;
        }
        let dots = (at..run).filter(|&i| self.char(i) == '.').count();
        let plain = (at..run).all(|i| matches!(self.char(i), '.' | '…' | ' ' | '\u{a0}'));
        if plain && (dots == 3 || (dots == 0 && run == at + 1)) {
            // Words left out, unless the thought breaks off: there the dots follow the word.
            let breaks_off = at > 0 && !self.char(at - 1).is_whitespace();
            return breaks_off
                && self.may_begin(next)
                && (end > run || abbreviations::begins(self.next_word(next)));
        }
        if plain && dots == 1 && end == run && !self.full_stop(start, at, next) {
            return false;
        }
        self.may_begin(next) || self.aside_end(next).is_some()
    }

    /// Whether the single full stop at `at` is one, and not part of an abbreviation, initial or enumerator.
    fn full_stop(&self, start: usize, at: usize, next: usize) -> bool {
        let so_far = self.slice(start, at).trim_start_matches(opens);
        if is_enumerator(so_far) || is_head(so_far) {
            return false;
        }
        match after(self.word(at)) {
            None => true,
            Some(After::Word) => false,
            Some(After::Number) => !self.number_at(next),
            Some(After::Any) => abbreviations::begins(self.next_word(next)),
        }
    }

    /// Whether what stands at `from` counts something: `5`, `(2)`, `IV`, `A/55`, `§`.
    fn number_at(&self, from: usize) -> bool {
        let start = self.first_sign(from);
        if matches!(self.char(start), '§' | '¶' | '#') || self.char(start).is_lowercase() {
            return true;
        }
        let word = self.next_word(from);
        word.starts_with(|c: char| c.is_numeric())
            || (!word.is_empty() && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C')))
            || (word.chars().count() == 1 && !abbreviations::begins(word))
    }

    fn within_whole(&self, byte: usize) -> bool {
        let after = self.whole.partition_point(|s| s.start() < byte);
        after.checked_sub(1).and_then(|i| self.whole.get(i)).is_some_and(|s| byte < s.end())
    }

    /// Past the parenthesis that opens at `from`, with what closes it, where it stands between two sentences.
    fn aside_end(&self, from: usize) -> Option<usize> {
        let close = self.aside(from)?;
        if self.char(from) == '(' && is_enumerator(self.slice(from + 1, close)) {
            return None;
        }
        let mut end = close + 1;
        while is_stop(self.char(end)) || closes(self.char(end)) {
            end += 1;
        }
        let next = self.skip_blanks(end);
        (next >= self.chars.len() || (next > end && self.may_begin(next))).then_some(end)
    }

    /// The end of the sentence, the parentheses that follow its full stop included.
    fn with_asides(&self, mut end: usize) -> usize {
        while let Some(after) = self.aside_end(self.skip_blanks(end)) {
            end = after;
        }
        end
    }
}

fn is_note_call(inside: &str) -> bool {
    inside.strip_prefix('^').is_some_and(|label| !label.is_empty())
        || (!inside.is_empty() && inside.len() < 4 && inside.chars().all(|c| c.is_ascii_digit()))
}

/// `1`, `12`, `iv`, `B`: what counts paragraphs and points.
fn is_enumerator(text: &str) -> bool {
    let digits = text.len() <= 3 && text.chars().all(|c| c.is_ascii_digit());
    let roman = text.len() <= 5 && text.chars().all(|c| "ivxlcIVXLC".contains(c));
    let letter = text.len() == 1 && text.chars().all(char::is_alphabetic);
    !text.is_empty() && (digits || roman || letter)
}

/// `Article 5`, `Rule 37`: the head of a provision.
fn is_head(text: &str) -> bool {
    text.split_once(' ').is_some_and(|(word, number)| {
        word.starts_with(char::is_uppercase)
            && number.len() <= 4
            && number.chars().all(|c| c.is_ascii_digit())
            && [
                "Article",
                "Rule",
                "Principle",
                "Section",
                "Paragraph",
                "Chapter",
                "Regulation",
                "Art",
                "Guideline",
            ]
            .contains(&word)
    })
}

#[cfg(test)]
mod tests;
