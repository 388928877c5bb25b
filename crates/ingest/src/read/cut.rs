//! The part of a file that the manifest wants: from a line to a line.

use model::Span;

use super::ReadError;
use super::encoding::MARK;
use crate::options::Options;

/// The wanted part of the file.
pub(super) struct Cut {
    /// Its bytes.
    pub(super) region: Span,
    /// Where annexes begin.
    pub(super) annexes: Option<usize>,
}

/// Finds the lines at which the options cut.
///
/// # Errors
/// When a marker stands nowhere.
pub(super) fn cut(text: &str, options: &Options) -> Result<Cut, ReadError> {
    let start = if text.starts_with(MARK) { MARK.len() } else { 0 };
    let whole = Span::new(start, text.len());
    if options.from.is_none() && options.to.is_none() && options.annexes_from.is_none() {
        return Ok(Cut { region: whole, annexes: None });
    }
    let lines = raw_lines(text, whole);
    let find = |option: &'static str, marker: &Option<String>, after: usize| match marker {
        None => Ok(None),
        Some(marker) => lines[after..]
            .iter()
            .position(|l| l.of(text).is_some_and(|t| Options::reads(marker, t)))
            .map(|i| Some(i + after))
            .ok_or_else(|| missing(option, marker, text, &lines[after..])),
    };
    let from = find("from", &options.from, 0)?;
    let after = from.map_or(0, |f| f + 1);
    let to = find("to", &options.to, after)?;
    let annexes = find("annexes_from", &options.annexes_from, after)?;
    let place = |line: usize| lines[line].start();
    let region = Span::new(from.map_or(start, place), to.map_or(text.len(), place));
    Ok(Cut { region, annexes: annexes.map(place) })
}

/// The lines of a text from their first byte to the line end.
fn raw_lines(text: &str, region: Span) -> Vec<Span> {
    let part = region.of(text).unwrap_or_default();
    let mut at = region.start();
    part.split_inclusive(['\n', '\r'])
        .map(|line| {
            at += line.len();
            Span::new(at - line.len(), at)
        })
        .collect()
}

fn missing(option: &'static str, marker: &str, text: &str, lines: &[Span]) -> ReadError {
    let wanted = marker.trim().trim_end_matches('…');
    let lines = lines.iter().filter_map(|l| l.of(text)).map(str::trim).filter(|l| !l.is_empty());
    let begins =
        lines.clone().find(|l| l.starts_with(wanted)).map(|l| format!(" (a line begins so: `{}`)", short(l)));
    let hint = begins.unwrap_or_else(|| table::hint(marker.trim(), lines.filter(|l| l.len() <= 80)));
    ReadError::MarkerMissing { option, marker: marker.to_owned(), hint }
}

fn short(line: &str) -> String {
    line.chars().take(80).collect()
}
