//! How deep lists and quotations are nested.

use model::{Lines, Span};

use super::{DEEPEST_NESTING, ReadError};

/// Refuses lines that open absurdly many lists or quotations: reading them takes time beyond all proportion.
///
/// # Errors
/// With the first such line.
pub(super) fn check(text: &str, region: Span) -> Result<(), ReadError> {
    let part = region.of(text).unwrap_or_default();
    for (offset, line) in part.split('\n').scan(region.start(), |at, line| {
        let here = *at;
        *at += line.len() + 1;
        Some((here, line))
    }) {
        let levels = nesting(line.as_bytes());
        if levels > DEEPEST_NESTING {
            return Err(ReadError::TooDeep { line: Lines::new(text).line(offset), levels });
        }
    }
    Ok(())
}

/// How many lists and quotations a line opens or stands in, at most.
fn nesting(line: &[u8]) -> usize {
    let mut at = 0;
    let mut spaces = 0;
    let mut levels = 0;
    while let Some(&byte) = line.get(at) {
        let next = line.get(at + 1).copied().unwrap_or(b' ');
        match byte {
            b' ' => spaces += 1,
            b'\t' => spaces += 4,
            b'>' => levels += 1,
            b'-' | b'+' | b'*' if next == b' ' || next == b'\t' => levels += 1,
            b'0'..=b'9' => {
                let digits = line[at..].iter().take_while(|b| b.is_ascii_digit()).count();
                if !matches!(line.get(at + digits), Some(b'.' | b')')) {
                    break;
                }
                at += digits;
                levels += 1;
            }
            _ => break,
        }
        at += 1;
    }
    if levels == 0 { 0 } else { levels + spaces / 2 - (levels.min(spaces / 2)) }
}
