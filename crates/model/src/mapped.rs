//! Cleaned text that knows the way back to the raw file.

use std::ops::Range;

use crate::span::Span;

/// A run of cleaned text and the raw bytes it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    /// Where the run starts in the cleaned text.
    clean: usize,
    /// The raw bytes behind it.
    raw: Span,
    /// Whether cleaned and raw bytes are the same, so that offsets inside the run carry over.
    verbatim: bool,
}

/// Text as it reads once markup, escapes and line breaks are taken off, with the way back: any range of it can
/// be turned into the span of the raw file that it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapped {
    text: String,
    runs: Vec<Run>,
}

impl Mapped {
    /// Text that stands in the file exactly as it reads, from byte `start` on.
    pub fn verbatim(text: &str, start: usize) -> Self {
        let mut builder = MappedBuilder::default();
        builder.keep(text, start);
        builder.finish()
    }

    /// The cleaned text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The raw span behind all of it; empty text has an empty span at 0.
    pub fn span(&self) -> Span {
        self.raw(0..self.text.len())
    }

    /// The raw span behind a range of the cleaned text (byte offsets into [`Mapped::text`]). An empty range gives
    /// an empty span at the place where it stands. Bytes dropped between two runs lie inside the span, bytes
    /// dropped at its ends do not.
    pub fn raw(&self, range: Range<usize>) -> Span {
        let start = self.raw_start(range.start);
        if range.end <= range.start {
            Span::new(start, start)
        } else {
            Span::new(start, self.raw_end(range.end))
        }
    }

    fn raw_start(&self, offset: usize) -> usize {
        match self.runs.partition_point(|r| r.clean <= offset).checked_sub(1).and_then(|i| self.runs.get(i)) {
            Some(run) if run.verbatim => (run.raw.start() + offset - run.clean).min(run.raw.end()),
            Some(run) if offset > run.clean => run.raw.end(),
            Some(run) => run.raw.start(),
            None => 0,
        }
    }

    fn raw_end(&self, offset: usize) -> usize {
        match self.runs.partition_point(|r| r.clean < offset).checked_sub(1).and_then(|i| self.runs.get(i)) {
            Some(run) if run.verbatim => (run.raw.start() + offset - run.clean).min(run.raw.end()),
            Some(run) => run.raw.end(),
            None => 0,
        }
    }

    /// A part of the text, with its way back. The range must fall on character boundaries; one that does not
    /// gives empty text.
    pub fn slice(&self, range: Range<usize>) -> Self {
        let Some(text) = self.text.get(range.clone()) else { return Self::default() };
        let mut out = MappedBuilder::default();
        // From the run that holds the first byte to the one that holds the last: a slice costs what it holds.
        let first = self.runs.partition_point(|r| r.clean <= range.start).saturating_sub(1);
        for (i, run) in self.runs.iter().enumerate().skip(first) {
            if run.clean >= range.end {
                break;
            }
            let end = self.runs.get(i + 1).map_or(self.text.len(), |next| next.clean);
            let (from, to) = (run.clean.max(range.start), end.min(range.end));
            if from >= to {
                continue;
            }
            let part = &text[from - range.start..to - range.start];
            if run.verbatim {
                out.keep(part, run.raw.start() + from - run.clean);
            } else {
                out.replace(part, run.raw);
            }
        }
        out.finish()
    }

    /// The text without white space at either end.
    pub fn trim(&self) -> Self {
        let start = self.text.len() - self.text.trim_start().len();
        let end = start + self.text.trim().len();
        self.slice(start..end)
    }
}

/// Puts a [`Mapped`] together, run by run, in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct MappedBuilder {
    out: Mapped,
}

impl MappedBuilder {
    /// Adds text that stands in the file as it reads, at raw offset `start`.
    pub fn keep(&mut self, text: &str, start: usize) {
        if text.is_empty() {
            return;
        }
        let clean = self.out.text.len();
        if let Some(last) = self.out.runs.last_mut()
            && last.verbatim
            && last.raw.end() == start
        {
            last.raw = Span::new(last.raw.start(), start + text.len());
        } else {
            self.out.runs.push(Run { clean, raw: Span::new(start, start + text.len()), verbatim: true });
        }
        self.out.text.push_str(text);
    }

    /// Adds text that stands in place of other raw bytes: an escape, a line break, an entity.
    pub fn replace(&mut self, text: &str, raw: Span) {
        if text.is_empty() {
            return;
        }
        self.out.runs.push(Run { clean: self.out.text.len(), raw, verbatim: false });
        self.out.text.push_str(text);
    }

    /// Adds text that knows its own way back, from further on in the same file.
    pub fn append(&mut self, more: &Mapped) {
        let at = self.out.text.len();
        self.out.runs.extend(more.runs.iter().map(|run| Run { clean: run.clean + at, ..*run }));
        self.out.text.push_str(&more.text);
    }

    /// The text so far.
    pub fn text(&self) -> &str {
        &self.out.text
    }

    /// The finished text.
    pub fn finish(self) -> Mapped {
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `a _b_\nc` read as `a b c`.
    fn sample() -> Mapped {
        let mut b = MappedBuilder::default();
        b.keep("a ", 0);
        b.keep("b", 3);
        b.replace(" ", Span::new(5, 6));
        b.keep("c", 6);
        b.finish()
    }

    #[test]
    fn ranges_go_back_to_the_file() {
        let m = sample();
        assert_eq!(m.text(), "a b c");
        assert_eq!(m.raw(2..3), Span::new(3, 4));
        assert_eq!(m.raw(0..5), Span::new(0, 7));
        assert_eq!(m.raw(3..4), Span::new(5, 6));
        assert_eq!(m.raw(2..2), Span::new(3, 3));
    }

    #[test]
    fn a_slice_keeps_the_way_back() {
        let m = sample().slice(2..5);
        assert_eq!(m.text(), "b c");
        assert_eq!(m.span(), Span::new(3, 7));
        assert_eq!(m.raw(2..3), Span::new(6, 7));
        assert_eq!(m.trim(), m);
    }

    #[test]
    fn slicing_through_a_character_gives_nothing() {
        assert_eq!(Mapped::verbatim("é", 0).slice(0..1).text(), "");
    }
}
