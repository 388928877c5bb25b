//! Bytes to text: what is refused and what is only noted.

use model::{Note, Span, Topic};

use super::ReadError;

/// The error for bytes that are not UTF-8 from `offset` on.
pub(super) fn not_utf8(bytes: &[u8], offset: usize) -> ReadError {
    let line = bytes[..offset].iter().filter(|&&b| b == b'\n').count() + 1;
    ReadError::NotUtf8 { line, offset }
}

/// The byte-order mark.
pub(super) const MARK: &str = "\u{feff}";

/// What is odd about the encoding of a text that is UTF-8.
pub(super) fn notes(text: &str) -> Vec<Note> {
    let mut out = Vec::new();
    if text.starts_with(MARK) {
        out.push(Note::new(Topic::Encoding, Span::new(0, MARK.len()), "a byte-order mark; skipped"));
    }
    let mut returns = text.match_indices('\r').map(|(at, _)| at);
    let lone = returns.find(|at| text.as_bytes().get(at + 1) != Some(&b'\n'));
    if let Some(at) = lone {
        let message = "a carriage return without line feed; read as a line end";
        out.push(Note::new(Topic::Encoding, Span::new(at, at + 1), message));
    }
    out
}
