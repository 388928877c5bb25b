//! JSON: an object that holds a list of articles, its fields named in the manifest.
//!
//! Cleaning rules. Escapes are decoded (`\n`, `\u201c`); a line break, escaped or not, is one space. Everything else stays as
//! it is. Each line of a text is a paragraph of its own. An article whose number is a heading (`PART I`) opens that part.

use std::collections::BTreeMap;

use model::{Mapped, MappedBuilder, SegmentKind, Span};
use serde_json::value::RawValue;

use crate::blocks::{Block, Raw, Shape};
use crate::options::JsonFields;
use crate::read::ReadError;
use crate::structure::pieces::{Head, Piece};
use crate::structure::{Rank, parse_heading, parse_number};

type Object<'t> = BTreeMap<String, &'t RawValue>;

/// The pieces of an instrument kept as JSON, found by the names of its fields.
///
/// # Errors
/// When the text is no JSON, or a field is missing or not of the kind it must be.
pub(crate) fn pieces(raw: Raw<'_>, region: Span, fields: &JsonFields) -> Result<Vec<Piece>, ReadError> {
    File { text: raw.text }.pieces(region.of(raw.text).unwrap_or_default(), fields)
}

/// Cleans a stretch of a JSON string.
pub(super) fn clean(raw: &str) -> String {
    let lines = lines(raw, 0);
    let parts: Vec<&str> = lines.iter().map(|l| l.text().trim()).filter(|l| !l.is_empty()).collect();
    parts.join(" ")
}

struct File<'t> {
    text: &'t str,
}

impl File<'_> {
    fn pieces(self, text: &str, fields: &JsonFields) -> Result<Vec<Piece>, ReadError> {
        let root: &RawValue = serde_json::from_str(text).map_err(|e| ReadError::Json {
            line: e.line(),
            column: e.column(),
            reason: plain_reason(&e),
        })?;
        let mut out = Vec::new();
        if let Some(path) = &fields.preamble
            && let Some(preamble) = find(root, path)?
        {
            out.extend(self.lines(preamble, path)?.into_iter().map(Piece::Text));
        }
        let Some(list) = find(root, &fields.articles)? else {
            return Err(ReadError::JsonField {
                field: fields.articles.clone(),
                reason: "there is none".to_owned(),
            });
        };
        let articles: Vec<&RawValue> = serde_json::from_str(list.get()).map_err(|_| {
            ReadError::JsonField { field: fields.articles.clone(), reason: "it is no list".to_owned() }
        })?;
        for (i, article) in articles.iter().enumerate() {
            let name = format!("{}[{i}]", fields.articles);
            let object = object(article).ok_or_else(|| ReadError::JsonField {
                field: name.clone(),
                reason: "it is no object".to_owned(),
            })?;
            self.article(&object, &name, fields, &mut out)?;
        }
        Ok(out)
    }

    fn article(
        &self,
        object: &Object<'_>,
        name: &str,
        fields: &JsonFields,
        out: &mut Vec<Piece>,
    ) -> Result<(), ReadError> {
        let field = |key: &str| object.get(key).copied().filter(|v| v.get() != "null");
        let needed = |key: &str| {
            field(key).ok_or_else(|| ReadError::JsonField {
                field: format!("{name}.{key}"),
                reason: "there is none".to_owned(),
            })
        };
        let number = self.value(needed(&fields.number)?, name)?;
        let text = self.lines(needed(&fields.text)?, name)?;
        let title = match fields.heading.as_deref().and_then(field) {
            Some(heading) => {
                Some(self.value(heading, name)?.str().trim().to_owned()).filter(|t| !t.is_empty())
            }
            None => None,
        };
        let printed = number.str().trim().to_owned();
        let head = match (parse_heading(&printed), parse_number(&printed)) {
            (Some(line), _) => Head {
                rank: line.rank,
                kind: line.kind,
                number: line.number,
                word: line.word,
                mark: number,
                title,
            },
            (None, Some((value, len))) if len == printed.len() => Head {
                rank: Rank::Article,
                kind: SegmentKind::Article,
                number: Some(value),
                word: String::new(),
                mark: number,
                title,
            },
            _ => {
                out.push(Piece::Title(number));
                out.extend(text.into_iter().map(Piece::Text));
                return Ok(());
            }
        };
        // A part that stands among the articles has its title, or its number again, for a text.
        let container = head.rank == Rank::Container;
        let mut head = head;
        let mut text = text;
        if container && text.len() == 1 {
            let words = text[0].str().trim().to_owned();
            text.clear();
            if words != printed && head.title.is_none() {
                head.title = Some(words);
            }
        }
        out.push(Piece::Head(head));
        out.extend(text.into_iter().map(Piece::Text));
        Ok(())
    }

    /// A string or number as one block.
    fn value(&self, value: &RawValue, name: &str) -> Result<Block, ReadError> {
        let span = self.inside(value);
        match value.get().as_bytes().first() {
            Some(b'"' | b'-' | b'0'..=b'9') => {}
            _ => {
                return Err(ReadError::JsonField {
                    field: name.to_owned(),
                    reason: "it is neither string nor number".to_owned(),
                });
            }
        }
        let raw = span.of(self.text).unwrap_or_default();
        let text = lines(raw, span.start()).into_iter().next().unwrap_or_default();
        Ok(Block { shape: Shape::Paragraph, text, outer: span, breaks: Vec::new() })
    }

    /// The lines of a string, a block each.
    fn lines(&self, value: &RawValue, name: &str) -> Result<Vec<Block>, ReadError> {
        match value.get().as_bytes().first() {
            Some(b'"') => {}
            Some(b'n') => return Ok(Vec::new()),
            _ => {
                return Err(ReadError::JsonField {
                    field: name.to_owned(),
                    reason: "it is no string".to_owned(),
                });
            }
        }
        let span = self.inside(value);
        let raw = span.of(self.text).unwrap_or_default();
        let lines = lines(raw, span.start()).into_iter().filter(|l| !l.text().trim().is_empty());
        let block = |text: Mapped| {
            let outer = text.span();
            Block { shape: Shape::Paragraph, text, outer, breaks: Vec::new() }
        };
        Ok(lines.map(block).collect())
    }

    /// Where the value lies in the file, without its quotation marks.
    fn inside(&self, value: &RawValue) -> Span {
        let raw = value.get();
        let start = (raw.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let quoted = usize::from(raw.starts_with('"'));
        Span::new(start + quoted, (start + raw.len()).saturating_sub(quoted))
    }
}

fn plain_reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or_default().to_owned()
}

fn object(value: &RawValue) -> Option<Object<'_>> {
    serde_json::from_str(value.get()).ok()
}

/// The value at a dotted path; `None` where there is none or it is null.
fn find<'t>(root: &'t RawValue, path: &str) -> Result<Option<&'t RawValue>, ReadError> {
    let mut at = root;
    for name in path.split('.') {
        let Some(fields) = object(at) else {
            let reason = format!("what should hold `{name}` is no object");
            return Err(ReadError::JsonField { field: path.to_owned(), reason });
        };
        match fields.get(name) {
            Some(value) if value.get() != "null" => at = value,
            _ => return Ok(None),
        }
    }
    Ok(Some(at))
}

/// A stretch of a JSON string that begins at byte `start` of the file, its escapes decoded; a line break is a space.
pub(super) fn decoded(raw: &str, start: usize) -> Mapped {
    let mut out = MappedBuilder::default();
    for (i, line) in lines(raw, start).iter().enumerate() {
        if i > 0 {
            out.replace(" ", line.span());
        }
        out.append(line);
    }
    out.finish()
}

/// The lines of the inside of a JSON string that begins at byte `start` of the file.
fn lines(raw: &str, start: usize) -> Vec<Mapped> {
    let mut out = Vec::new();
    let mut line = MappedBuilder::default();
    let mut at = 0;
    while at < raw.len() {
        let rest = &raw[at..];
        let plain = rest.find(['\\', '\n', '\r']).unwrap_or(rest.len());
        line.keep(&rest[..plain], start + at);
        at += plain;
        let Some((decoded, len)) = escape(&raw[at..]) else { continue };
        if matches!(decoded, '\n' | '\r') {
            out.push(std::mem::take(&mut line).finish());
        } else {
            let mut buffer = [0; 4];
            line.replace(decoded.encode_utf8(&mut buffer), Span::new(start + at, start + at + len));
        }
        at += len;
    }
    out.push(line.finish());
    out
}

/// The character that an escape at the start of `raw` stands for, and the escape's length. A raw line break is one too. What
/// is no escape stands for itself.
fn escape(raw: &str) -> Option<(char, usize)> {
    let first = raw.chars().next()?;
    if first != '\\' {
        return Some((first, first.len_utf8()));
    }
    let simple = match raw.as_bytes().get(1) {
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'u') => return Some(unicode_escape(raw)),
        Some(c @ (b'"' | b'\\' | b'/')) => char::from(*c),
        _ => return Some(('\\', 1)),
    };
    Some((simple, 2))
}

fn unicode_escape(raw: &str) -> (char, usize) {
    let unit = |at: usize| raw.get(at..at + 4).and_then(|h| u32::from_str_radix(h, 16).ok());
    let Some(high) = unit(2) else { return ('\\', 1) };
    let low = if raw.get(6..8) == Some("\\u") { unit(8) } else { None };
    match (char::from_u32(high), low) {
        (Some(c), _) => (c, 6),
        (None, Some(low @ 0xDC00..=0xDFFF)) if (0xD800..0xDC00).contains(&high) => {
            let value = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
            (char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER), 12)
        }
        _ => (char::REPLACEMENT_CHARACTER, 6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_decoded_and_lines_parted() {
        let raw = r"One \u201cA\u201d \ud83d\ude00\nTwo\t\/x";
        let lines = lines(raw, 10);
        assert_eq!(lines[0].text(), "One “A” 😀");
        assert_eq!(lines[1].text(), "Two\t/x");
        assert_eq!(lines[0].raw(4..7), Span::new(14, 20));
        assert_eq!(clean(raw), "One “A” 😀 Two\t/x");
    }

    #[test]
    fn broken_escapes_stand_for_themselves() {
        assert_eq!(clean(r"a\qb\u12"), r"a\qb\u12");
        assert_eq!(clean(r"\ud800x"), "\u{fffd}x");
    }
}
