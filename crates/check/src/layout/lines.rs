//! Lines into paragraphs.

use model::Span;

use super::notes;
use super::{Note, Paragraph, Role};
use crate::draft::{Draft, Markup};

/// A line and what stands before its words.
struct Line<'t> {
    start: usize,
    text: &'t str,
    /// How many `>` stand before it.
    depth: usize,
    /// Bytes before its words: blanks and `>`.
    prefix: usize,
    /// Columns of blanks before its words, after the last `>`.
    indent: usize,
}

impl<'t> Line<'t> {
    fn new(start: usize, text: &'t str) -> Self {
        let mut line = Self { start, text, depth: 0, prefix: 0, indent: 0 };
        for b in text.bytes() {
            match b {
                b' ' => line.indent += 1,
                b'\t' => line.indent += 4,
                b'>' if line.indent < 4 => {
                    line.depth += 1;
                    line.indent = 0;
                }
                _ => break,
            }
            line.prefix += 1;
        }
        // The blank after `>` belongs to it.
        if line.depth > 0 {
            line.indent = line.indent.saturating_sub(1);
        }
        line
    }

    fn words(&self) -> &'t str {
        self.text.get(self.prefix..).unwrap_or_default().trim_end()
    }

    fn span(&self) -> Span {
        let from = self.start + self.prefix;
        Span::new(from, from + self.words().len())
    }
}

/// How far the line is set in, and where its words begin, in bytes: blanks and `>` before them.
pub(crate) fn dedented(line: &str) -> usize {
    Line::new(0, line).prefix
}

/// Bytes of the mark of a list item at the beginning of `words`: `- `, `* `, `1. `, `2) `.
fn item_mark(words: &str) -> Option<usize> {
    if words.starts_with(['-', '*', '+', '•', '–']) {
        let sign = words.chars().next().map_or(0, char::len_utf8);
        return words.get(sign..).filter(|r| r.starts_with([' ', '\t'])).map(|_| sign + 1);
    }
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let marked = matches!(words.as_bytes().get(digits), Some(b'.' | b')'));
    let parted = matches!(words.as_bytes().get(digits + 1), Some(b' ' | b'\t'));
    ((1..=3).contains(&digits) && marked && parted).then_some(digits + 2)
}

fn is_rule(words: &str) -> bool {
    let signs = words.bytes().filter(|b| !b.is_ascii_whitespace());
    words.len() >= 3
        && ["-", "*", "_", "="].iter().any(|s| words.trim_matches([' ']).starts_with(s))
        && signs.clone().all(|b| Some(&b) == words.as_bytes().first())
}

/// Collects lines into paragraphs.
struct Builder<'d> {
    draft: &'d Draft<'d>,
    out: Vec<Paragraph>,
    notes: Vec<Note>,
    open: Option<Paragraph>,
    /// The open or last block quotation; blocks are counted from 0.
    block: usize,
    in_block: bool,
    /// Whether the line before was blank.
    blank: bool,
    /// Whether indented lines still belong to a list.
    in_list: bool,
}

/// The paragraphs of a draft and the footnotes that are defined apart.
pub(super) fn paragraphs(draft: &Draft<'_>, opaque: &[Span]) -> (Vec<Paragraph>, Vec<Note>) {
    let numbered = notes::numbered(draft, opaque);
    let mut builder = Builder {
        draft,
        out: Vec::new(),
        notes: Vec::new(),
        open: None,
        block: 0,
        in_block: false,
        blank: true,
        in_list: false,
    };
    let mut at = 0;
    for text in draft.text.split_inclusive('\n') {
        let line = Line::new(at, text);
        at += text.len();
        let words = line.span();
        if words.is_empty() || hidden(words, opaque) {
            builder.gap(&line);
            continue;
        }
        if let Some(note) = numbered.get(&line.start) {
            builder.note(&line, note);
            continue;
        }
        match draft.markup {
            Markup::Markdown => builder.markdown(&line),
            Markup::Plain => builder.plain(&line),
        }
    }
    builder.close();
    let Builder { mut out, mut notes, .. } = builder;
    if draft.markup == Markup::Plain {
        indented_blocks(draft.text, &mut out, builder.block);
    }
    let mut bodies: Vec<Option<Span>> = vec![None; notes.len()];
    for paragraph in &out {
        if let Role::Note(note) = paragraph.role
            && let Some(body) = bodies.get_mut(note)
        {
            *body = Some(body.map_or(paragraph.span, |b| b.cover(paragraph.span)));
        }
    }
    for (note, body) in notes.iter_mut().zip(bodies) {
        note.body = body.unwrap_or(note.body);
    }
    (out, notes)
}

fn hidden(words: Span, opaque: &[Span]) -> bool {
    let at = opaque.partition_point(|s| s.start() <= words.start());
    at.checked_sub(1).and_then(|i| opaque.get(i)).is_some_and(|s| s.contains(words))
}

impl Builder<'_> {
    fn close(&mut self) {
        self.out.extend(self.open.take());
    }

    fn gap(&mut self, line: &Line<'_>) {
        self.close();
        self.blank = true;
        if line.depth == 0 {
            self.end_block();
        }
    }

    fn end_block(&mut self) {
        if self.in_block {
            self.block += 1;
            self.in_block = false;
        }
    }

    fn start(&mut self, span: Span, role: Role) {
        self.close();
        if !span.is_empty() {
            self.open = Some(Paragraph { span, role });
        }
        self.blank = false;
    }

    fn extend(&mut self, span: Span) {
        if let Some(open) = &mut self.open {
            open.span = open.span.cover(span);
        }
        self.blank = false;
    }

    fn note(&mut self, line: &Line<'_>, note: &notes::Head) {
        self.end_block();
        self.in_list = false;
        let span = Span::new(note.body, line.span().end());
        self.start(span, Role::Note(self.notes.len()));
        self.notes.push(Note { label: note.label.clone(), body: span });
    }

    /// The footnote that the line goes on with after a blank line: it is set in.
    fn note_goes_on(&self, line: &Line<'_>) -> Option<Role> {
        let last = self.open.or_else(|| self.out.last().copied())?;
        let set_in = line.indent >= 2 && self.blank && line.depth == 0;
        matches!(last.role, Role::Note(_)).then_some(last.role).filter(|_| set_in)
    }

    /// A line of a `>` block; whether it was one.
    fn quoted(&mut self, line: &Line<'_>) -> bool {
        if line.depth > 0 {
            self.in_block = true;
            self.in_list = false;
            let role = Role::Block(self.block);
            let words = line.words();
            let bullet = item_mark(words).filter(|_| words.starts_with(['-', '*', '+', '•']));
            let fresh = item_mark(words).is_some() || is_dash_line(words);
            let span = Span::new(line.span().start() + bullet.unwrap_or(0), line.span().end());
            if !fresh && self.open.is_some_and(|o| o.role == role) {
                self.extend(span);
            } else {
                self.start(span, role);
            }
            return true;
        }
        if self.in_block {
            let lazy = self.open.is_some() && line.words().starts_with(char::is_lowercase);
            if lazy {
                self.extend(line.span());
                return true;
            }
            self.end_block();
            self.close();
        }
        false
    }

    fn markdown(&mut self, line: &Line<'_>) {
        if self.quoted(line) {
            return;
        }
        let (words, span) = (line.words(), line.span());
        if is_rule(words) {
            if let Some(open) = &mut self.open
                && words.starts_with(['=', '-'])
                && open.role == Role::Prose
            {
                open.role = Role::Heading;
            }
            self.close();
            self.blank = true;
        } else if words.starts_with('#') {
            let mark = words.len() - words.trim_start_matches('#').trim_start().len();
            self.in_list = false;
            self.start(Span::new(span.start() + mark, span.end()), Role::Heading);
            self.close();
        } else if let Some(role) = self.note_goes_on(line) {
            self.start(span, role);
        } else if words.starts_with('|') {
            self.start(span, Role::Item);
        } else if let Some(mark) = item_mark(words) {
            self.in_list = true;
            self.start(Span::new(span.start() + mark, span.end()), Role::Item);
        } else if self.open.is_some() {
            self.extend(span);
        } else if line.indent >= 4 && !self.in_list {
            // By the book this is code. In prose it is a block quotation that the author set in by hand.
            self.in_block = true;
            self.start(span, Role::Block(self.block));
        } else {
            let role = if line.indent > 0 && self.in_list { Role::Item } else { Role::Prose };
            self.in_list = role == Role::Item;
            self.start(span, role);
        }
    }

    fn plain(&mut self, line: &Line<'_>) {
        if self.quoted(line) {
            return;
        }
        let (words, span) = (line.words(), line.span());
        if let Some(role) = self.note_goes_on(line) {
            self.start(span, role);
        } else if let Some(mark) = item_mark(words) {
            // The number may be the source's: it stays with the words.
            let bullet = words.starts_with(['-', '*', '+', '•', '–']);
            let from = span.start() + if bullet { mark } else { 0 };
            self.start(Span::new(from, span.end()), Role::Item);
        } else if self.open.is_some() && !self.long_line() {
            self.extend(span);
        } else {
            self.start(span, Role::Prose);
        }
    }

    /// Whether the open paragraph is one line so long that no one broke lines in this text: each line is a paragraph.
    fn long_line(&self) -> bool {
        self.open.is_some_and(|o| {
            o.span.len() > 160 && o.span.of(self.draft.text).is_some_and(|t| !t.contains('\n'))
        })
    }
}

/// A line that says where the words above it are from: `— Article 3`.
pub(crate) fn is_dash_line(words: &str) -> bool {
    let rest = words.trim_start_matches(['—', '–', '-', '―']);
    rest.len() < words.len() && !words.starts_with("---") && words.len() < 300 && {
        let dash = words.len() - rest.len();
        words.starts_with(['—', '–', '―']) || dash == 2
    }
}

/// In plain text, paragraphs that are set in further than the others are block quotations.
fn indented_blocks(text: &str, paragraphs: &mut [Paragraph], last: usize) {
    let indents: Vec<(usize, usize, bool)> = paragraphs.iter().map(|p| indents(text, p.span)).collect();
    // Where first lines are set in, that is how this author begins a paragraph.
    let mut begun: Vec<usize> =
        indents.iter().filter(|&&(first, least, several)| several && first > least).map(|i| i.0).collect();
    begun.sort_unstable();
    let prose = paragraphs.iter().zip(&indents).filter(|(p, _)| p.role == Role::Prose);
    let least = prose.map(|(_, i)| i.0).min().unwrap_or(0);
    let usual = begun.get(begun.len() / 2).copied().unwrap_or(least);
    let mut block = last;
    let mut before: Option<usize> = None;
    let mut led = false;
    for (i, (paragraph, &(first, least, several))) in paragraphs.iter_mut().zip(&indents).enumerate() {
        let words = paragraph.span.of(text).unwrap_or_default();
        let set_in = if several { least >= 2 && (least > usual || first == least) } else { first > usual };
        let bullet = words.starts_with(['-', '*', '+', '•']);
        let numbered = paragraph.role == Role::Item && !bullet;
        let goes_on = i > 0 && before == Some(i - 1);
        let may = paragraph.role == Role::Prose || (numbered && (goes_on || led));
        led = words.ends_with([':', ',']);
        let ended = words.ends_with(['.', ';', ':', ',', '…', '”', '’', '"', '\'', '»', ')', ']', '?', '!']);
        let prose = ended || words.split_whitespace().take(12).count() == 12;
        if !(set_in && first >= 2 && may && prose) {
            continue;
        }
        if !goes_on {
            block += 1;
        }
        paragraph.role = Role::Block(block);
        before = Some(i);
    }
}

/// Columns before the first line of a paragraph, the least before any of its lines, and whether it has several.
fn indents(text: &str, span: Span) -> (usize, usize, bool) {
    let line_start = text.get(..span.start()).and_then(|t| t.rfind('\n')).map_or(0, |i| i + 1);
    let Some(lines) = text.get(line_start..span.end()) else { return (0, 0, false) };
    let mut all = lines.lines().filter(|l| !l.trim().is_empty()).map(|l| Line::new(0, l).indent);
    let first = all.next().unwrap_or(0);
    let rest = all.min();
    (first, rest.map_or(first, |r| r.min(first)), rest.is_some())
}
