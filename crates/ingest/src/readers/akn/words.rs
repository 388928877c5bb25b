//! The words between the tags.
//!
//! Cleaning rules. Tags, comments and notes are taken off; `eol` and `br` are a space. Character references and the five
//! entities of XML are decoded. A line break, with the white space around it, is one space. Everything else stays as it is.

use model::{Mapped, MappedBuilder, Span};

/// Elements whose words are no part of the text that they stand in.
const APART: [&str; 4] = ["authorialNote", "note", "remark", "popup"];

/// Cleans a stretch of a line of words.
pub(crate) fn clean(raw: &str) -> String {
    words(raw, 0).text().trim().to_owned()
}

/// The words of a stretch of the file that begins at byte `start`, with the way back.
pub(crate) fn words(raw: &str, start: usize) -> Mapped {
    let mut out = MappedBuilder::default();
    let mut at = 0;
    while let Some(rest) = raw.get(at..).filter(|r| !r.is_empty()) {
        let next = rest.find(['<', '&', '\n', '\r', '\t', ' ']).unwrap_or(rest.len());
        out.keep(&rest[..next], start + at);
        at += next;
        let Some(rest) = raw.get(at..).filter(|r| !r.is_empty()) else { break };
        let here = |len: usize| Span::new(start + at, start + at + len);
        let len = match rest.as_bytes().first() {
            Some(b'<') => match markup(rest) {
                Markup::Data(from, to, len) => {
                    out.keep(rest.get(from..to).unwrap_or_default(), start + at + from);
                    len
                }
                Markup::Break(len) => {
                    out.replace(" ", here(len));
                    len
                }
                Markup::Off(len) => len,
            },
            Some(b'&') => match entity(rest) {
                Some((text, len)) => {
                    out.replace(&text.to_string(), here(len));
                    len
                }
                None => {
                    out.keep("&", start + at);
                    1
                }
            },
            _ => {
                let len = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
                let space = &rest[..len];
                if space.contains(['\n', '\r']) {
                    out.replace(" ", here(len));
                } else {
                    out.keep(space, start + at);
                }
                len
            }
        };
        at += len.max(1);
    }
    out.finish()
}

/// What begins with an angle bracket.
enum Markup {
    /// Words as they stand: where they begin and end, and how long all of it is.
    Data(usize, usize, usize),
    /// The end of a line.
    Break(usize),
    /// Nothing to read, so many bytes long.
    Off(usize),
}

fn markup(rest: &str) -> Markup {
    let until = |end: &str| rest.find(end).map_or(rest.len(), |at| at + end.len());
    if rest.starts_with("<!--") {
        return Markup::Off(until("-->"));
    }
    if rest.starts_with("<![CDATA[") {
        let len = until("]]>");
        return Markup::Data(9.min(len), len.saturating_sub(3).max(9.min(len)), len);
    }
    let (name, len) = tag(rest);
    let closed = rest.get(..len).is_some_and(|t| t.ends_with("/>"));
    match name {
        "eol" | "br" => Markup::Break(len),
        _ if APART.contains(&name) && !closed => Markup::Off(apart(rest, name)),
        _ => Markup::Off(len),
    }
}

/// The local name of a tag, empty for a closing one, and its length in bytes.
fn tag(rest: &str) -> (&str, usize) {
    let mut quote = None;
    let mut len = rest.len();
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => {
                len = at + 1;
                break;
            }
            _ => {}
        }
    }
    let inside = rest.get(1..len).unwrap_or_default();
    let name = inside.split(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).next().unwrap_or_default();
    (name.rsplit(':').next().unwrap_or(name), len)
}

/// The length of an element with everything in it, elements of its own name included.
fn apart(rest: &str, name: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(next) = rest.get(at..).and_then(|r| r.find('<')) {
        at += next;
        let here = &rest[at..];
        let (found, len) = tag(here);
        let closing = here.strip_prefix("</").map(|t| tag_end(t) == name);
        if closing == Some(true) {
            depth = depth.saturating_sub(1);
        } else if found == name && !here[..len].ends_with("/>") {
            depth += 1;
        }
        at += len;
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

fn tag_end(closing: &str) -> &str {
    let name = closing.split(|c: char| c.is_whitespace() || c == '>').next().unwrap_or_default();
    name.rsplit(':').next().unwrap_or(name)
}

/// The longest reference that XML knows, in bytes.
const LONGEST: usize = 12;

/// What a reference stands for, and its length.
fn entity(rest: &str) -> Option<(char, usize)> {
    let end = rest.bytes().take(LONGEST).position(|b| b == b';')?;
    let name = rest.get(1..end)?;
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let value = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(value)?
        }
    };
    Some((c, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_notes_and_line_breaks_are_taken_off() {
        for (raw, text) in [
            ("Each <b>State</b> keeps", "Each State keeps"),
            ("a\n   b<br/>c", "a b c"),
            ("lamp<authorialNote marker=\"1\"><p>A <note>n</note> x</p></authorialNote>s", "lamps"),
            ("<!-- x -->5 &lt; 6 &amp; &#x2019;&#10;&foo; & <![CDATA[a<b]]>", "5 < 6 & ’\n&foo; & a<b"),
            ("<a b='>'>x", "x"),
            ("<", ""),
            ("<authorialNote>never closed", ""),
        ] {
            assert_eq!(clean(raw), text, "{raw}");
        }
    }

    #[test]
    fn words_know_their_way_back() {
        let raw = "a <i>b</i> &amp; c";
        let mapped = words(raw, 100);
        assert_eq!(mapped.text(), "a b & c");
        let span = mapped.raw(2..5);
        assert_eq!(&raw[span.start() - 100..span.end() - 100], "b</i> &amp;");
    }
}
