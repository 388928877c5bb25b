//! The words of a quotation, as they are compared.

use model::{Mapped, MappedBuilder, Span};

use crate::draft::{Draft, Markup};
use crate::layout::dedented;
use crate::quotation::{Quotation, QuoteKind};

/// Entities that stand for a sign.
const ENTITIES: &[(&str, &str)] = &[
    ("&amp;", "&"),
    ("&nbsp;", "\u{a0}"),
    ("&#160;", "\u{a0}"),
    ("&quot;", "\""),
    ("&ldquo;", "“"),
    ("&rdquo;", "”"),
    ("&lsquo;", "‘"),
    ("&rsquo;", "’"),
    ("&apos;", "'"),
    ("&#39;", "'"),
    ("&hellip;", "…"),
    ("&ndash;", "–"),
    ("&mdash;", "—"),
    ("&shy;", "\u{ad}"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&laquo;", "«"),
    ("&raquo;", "»"),
    ("&sect;", "§"),
];

/// The quoted words with the way back to the draft: signs of emphasis, prefixes of block quotations, escapes, tags and
/// calls of footnotes are taken off, a line break reads as a blank. Pieces are parted by a newline where a paragraph ends
/// between them, by a blank where the author's words stand between them; the comma before those is not the source's.
pub fn words(draft: &Draft<'_>, quotation: &Quotation) -> Mapped {
    let mut cleaner = Cleaner { draft, out: MappedBuilder::default() };
    let mut before: Option<Span> = None;
    for (i, &piece) in quotation.pieces.iter().enumerate() {
        if let Some(before) = before {
            let gap = Span::new(before.end(), piece.start());
            let paragraph =
                gap.of(draft.text).is_some_and(|t| t.contains('\n') && !t.contains(char::is_alphanumeric));
            cleaner.out.replace(if paragraph { "\n" } else { " " }, gap);
        }
        let next = quotation.pieces.get(i + 1).and_then(|n| draft.text.get(piece.end()..n.start()));
        let interrupted =
            quotation.kind == QuoteKind::Inline && next.is_some_and(|n| n.contains(char::is_alphanumeric));
        let inner = piece.of(draft.text).unwrap_or_default();
        let kept = if interrupted { inner.trim_end().strip_suffix(',').unwrap_or(inner) } else { inner };
        cleaner.piece(kept, piece.start());
        before = Some(piece);
    }
    cleaner.out.finish()
}

/// An address in a link is no longer, in bytes.
const LONGEST_ADDRESS: usize = 2000;

/// Nor is a comment within quoted words.
const LONGEST_COMMENT: usize = 4000;

struct Cleaner<'d> {
    draft: &'d Draft<'d>,
    out: MappedBuilder,
}

impl Cleaner<'_> {
    fn piece(&mut self, text: &str, start: usize) {
        let markdown = self.draft.markup == Markup::Markdown;
        let mut at = 0;
        // What stands verbatim and is not yet handed on.
        let mut kept = 0;
        while let Some(c) = text.get(at..).and_then(|r| r.chars().next()) {
            let rest = text.get(at..).unwrap_or_default();
            let (length, stands) = match c {
                '\n' | '\r' => (line_break(rest), Some(" ")),
                '\\' if markdown => match rest[1..].chars().next() {
                    // A backslash at the end of a line breaks it.
                    Some('\n' | '\r') => (1, Some("")),
                    Some(c) if c.is_ascii_punctuation() => {
                        self.hand_on(text, kept, at, start);
                        self.out.keep(&rest[1..1 + c.len_utf8()], start + at + 1);
                        at += 1 + c.len_utf8();
                        kept = at;
                        continue;
                    }
                    _ => (1, None),
                },
                '*' | '`' if markdown => (1, Some("")),
                '_' if markdown && !inside_word(text, at) => (1, Some("")),
                '~' if markdown && rest.starts_with("~~") => (2, Some("")),
                '[' => match note_call(text, at, markdown) {
                    Some(length) => (length, Some("")),
                    None if markdown && link_text(rest) => (1, Some("")),
                    None => (1, None),
                },
                ']' if markdown && rest.starts_with("](") => match closing(rest, ")", LONGEST_ADDRESS) {
                    Some(close) if link_destination(&rest[2..close]) => (close + 1, Some("")),
                    _ => (1, None),
                },
                '^' if markdown && rest.starts_with("^[") => match inline_note(rest) {
                    Some(length) => (length, Some("")),
                    None => (1, None),
                },
                '<' => match tag(rest, markdown) {
                    Some(length) => (length, Some(if rest.starts_with("<br") { " " } else { "" })),
                    None => (1, None),
                },
                '&' if markdown => match ENTITIES.iter().find(|(name, _)| rest.starts_with(name)) {
                    Some(&(name, sign)) => (name.len(), Some(sign)),
                    None => (1, None),
                },
                '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' => (c.len_utf8(), Some("")),
                _ => (c.len_utf8(), None),
            };
            if let Some(stands) = stands {
                self.hand_on(text, kept, at, start);
                self.out.replace(stands, Span::new(start + at, start + at + length));
                kept = at + length;
            }
            at += length;
        }
        self.hand_on(text, kept, text.len(), start);
    }

    fn hand_on(&mut self, text: &str, from: usize, to: usize, start: usize) {
        self.out.keep(text.get(from..to).unwrap_or_default(), start + from);
    }
}

/// Bytes of a line break, with the blanks and `>` that begin the next line.
fn line_break(rest: &str) -> usize {
    let signs = rest.bytes().take_while(|b| matches!(b, b'\n' | b'\r')).count();
    let line = rest.get(signs..).unwrap_or_default();
    let line = line.split('\n').next().unwrap_or_default();
    signs + dedented(line)
}

fn inside_word(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|t| t.chars().next_back());
    let after = text.get(at + 1..).and_then(|t| t.chars().next());
    before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
}

/// Bytes of the call of a footnote: `[^3]`, or `[3]` that hangs on the sign before it.
fn note_call(text: &str, at: usize, markdown: bool) -> Option<usize> {
    let rest = text.get(at..)?;
    let close = rest.bytes().take(42).position(|b| b == b']')?;
    let label = rest.get(1..close)?;
    if let Some(label) = label.strip_prefix('^') {
        return (markdown && !label.is_empty()).then_some(close + 1);
    }
    let hangs = text.get(..at)?.chars().next_back().is_some_and(|c| !c.is_whitespace() && c != '[');
    let numbered = (1..=3).contains(&label.len()) && label.bytes().all(|b| b.is_ascii_digit());
    (hangs && numbered).then_some(close + 1)
}

/// Whether the bracket that begins `rest` opens the text of a link.
fn link_text(rest: &str) -> bool {
    let window = rest.bytes().take(300).position(|b| b == b']');
    window.is_some_and(|close| {
        let after = rest.get(close + 1..).unwrap_or_default();
        after.starts_with('(')
            && after
                .bytes()
                .take(2000)
                .position(|b| b == b')')
                .is_some_and(|end| after.get(1..end).is_some_and(link_destination))
    })
}

/// Whether what stands in brackets after `]` is where a link leads, and no aside of the text.
fn link_destination(inside: &str) -> bool {
    let first = inside.split(' ').next().unwrap_or_default();
    let titled =
        inside.get(first.len()..).is_some_and(|r| r.is_empty() || r.trim_start().starts_with(['"', '\'']));
    titled && first.contains(['/', '#', '.', ':'])
}

/// Bytes of an inline note.
fn inline_note(rest: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, b) in rest.bytes().enumerate().take(4000) {
        match b {
            b'[' => depth += 1,
            b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Where `sign`, of ASCII, stands first in the first `most` bytes of `rest`: what is farther away closes nothing, and is not looked for
/// again and again.
fn closing(rest: &str, sign: &str, most: usize) -> Option<usize> {
    let bytes = rest.as_bytes();
    let near = bytes.get(..most).unwrap_or(bytes);
    near.windows(sign.len()).position(|part| part == sign.as_bytes())
}

/// Bytes of a comment or, in Markdown, of a tag.
fn tag(rest: &str, markdown: bool) -> Option<usize> {
    if rest.starts_with("<!--") {
        return closing(rest, "-->", LONGEST_COMMENT).map(|end| end + 3);
    }
    let named = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
    let end = rest.bytes().take(1000).position(|b| b == b'>')?;
    (markdown && named).then_some(end + 1)
}
