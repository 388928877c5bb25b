//! The readers: a file format each, from raw bytes to blocks of cleaned text. To add one, write its file, list it here.

pub(crate) mod akn;
pub(crate) mod json;
pub(crate) mod markdown;
pub(crate) mod plain;

use model::Mapped;

use crate::options::Format;

/// The raw bytes of a stretch of a source as they read once the format's cleaning rules are applied, without white space
/// at the ends. The rules are written at the head of each reader: `readers/markdown.rs`, `readers/json.rs`,
/// `readers/plain.rs`, `readers/akn/words.rs`. For the words of every node this gives their text:
/// `clean(format, &raw[words.span.range()]) == words.text`.
pub fn clean(format: Format, raw: &str) -> String {
    match format {
        Format::Markdown => markdown::clean(raw),
        Format::Json => json::clean(raw),
        Format::Text => plain::clean(raw),
        Format::Akn => akn::clean(raw),
    }
}

/// The raw bytes of a stretch of a source that begins at byte `start`, with the escapes of its format decoded and its markup
/// left as it is: emphasis, links and note calls tell something to whoever looks for citations.
pub fn decoded(format: Format, raw: &str, start: usize) -> Mapped {
    match format {
        Format::Json => json::decoded(raw, start),
        Format::Akn => akn::words(raw, start),
        Format::Markdown | Format::Text => Mapped::verbatim(raw, start),
    }
}
