//! Sources in, documents out.

#![expect(clippy::disallowed_methods, reason = "sources are read from disk here")]

use std::path::{Path, PathBuf};

use model::{Document, Lines, Meta, Node, Note, Noted, SegmentKind, Span, Topic};

use crate::blocks::{Block, Raw};
use crate::near;
use crate::numbering::{NumberingError, NumberingTable};
use crate::options::{Format, Options, Structure};
use crate::readers::{json, markdown, plain};
use crate::structure::{self, pieces::Piece};

/// Files above this size are refused: no text of the law is as large, and a mistaken file should say so at once.
pub const LARGEST_FILE: u64 = 64 << 20;

/// Lists and quotations nested deeper than this are refused.
pub const DEEPEST_NESTING: usize = 500;

/// Why a source cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file cannot be opened or read.
    #[error("cannot read {path}: {source}")]
    File {
        /// Which file.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The path is a directory, a device or a pipe.
    #[error("{path} is not a regular file")]
    NotAFile {
        /// Which path.
        path: PathBuf,
    },
    /// The file is too large to be a source.
    #[error("{path} has {bytes} bytes; a source has at most {LARGEST_FILE}")]
    TooLarge {
        /// Which file.
        path: PathBuf,
        /// Its size.
        bytes: u64,
    },
    /// The bytes are not UTF-8.
    #[error("line {line}: byte {offset} is not UTF-8; convert the file first")]
    NotUtf8 {
        /// The line, from 1.
        line: usize,
        /// The byte, from 0.
        offset: usize,
    },
    /// Lists or quotations are nested too deep.
    #[error("line {line}: lists or quotations nested {levels} deep; at most {DEEPEST_NESTING} are read")]
    TooDeep {
        /// The line, from 1.
        line: usize,
        /// How deep.
        levels: usize,
    },
    /// A marker of the manifest stands nowhere in the file.
    #[error("reader.{option}: no line reads `{marker}`{hint}")]
    MarkerMissing {
        /// Which option.
        option: &'static str,
        /// What it says.
        marker: String,
        /// ` (did you mean …?)`, or nothing.
        hint: String,
    },
    /// The file is no JSON.
    #[error("line {line}, column {column}: not JSON: {reason}")]
    Json {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What is wrong.
        reason: String,
    },
    /// A field that the manifest names is missing or of the wrong kind.
    #[error("JSON field `{field}`: {reason}")]
    JsonField {
        /// Its path.
        field: String,
        /// What is wrong.
        reason: String,
    },
    /// The numbering table does not fit the file.
    #[error(transparent)]
    Numbering(#[from] NumberingError),
}

/// Reads a source from its bytes.
///
/// The result depends on nothing else. A damaged source still gives a document, with notes in the order of their places; an
/// empty one gives a document without nodes. `clean` gives the text of any node's words from the raw bytes under them.
///
/// # Errors
/// When the bytes are not UTF-8, lists or quotations are nested absurdly deep, a marker of the options is not there, the JSON
/// is none or lacks a field, or the numbering table does not fit.
pub fn read(
    bytes: &[u8],
    meta: &Meta,
    options: &Options,
    numbering: Option<&NumberingTable>,
) -> Result<Noted<Document>, ReadError> {
    let text = std::str::from_utf8(bytes).map_err(|e| not_utf8(bytes, e.valid_up_to()))?;
    let mut notes = encoding_notes(text);
    let raw = Raw { text, format: options.format };
    let cut = cut(text, options)?;
    let nodes = nodes(raw, &cut, options, numbering, &mut notes)?;
    if cut.region.of(text).is_none_or(|t| t.trim().is_empty()) {
        notes.push(Note::new(Topic::MissingProvision, cut.region, "there is no text"));
    }
    count_articles(&nodes, meta, text.len(), &mut notes);
    notes.sort_by_key(|n| (n.span, n.topic));
    Ok(Noted { value: Document { meta: meta.clone(), nodes }, notes })
}

/// Reads a source from a file.
///
/// # Errors
/// As [`read`]; besides, when the file cannot be read, is none, or is larger than [`LARGEST_FILE`].
pub fn read_file(
    path: &Path,
    meta: &Meta,
    options: &Options,
    numbering: Option<&NumberingTable>,
) -> Result<Noted<Document>, ReadError> {
    let fault = |source| ReadError::File { path: path.to_owned(), source };
    let about = std::fs::metadata(path).map_err(fault)?;
    if !about.is_file() {
        return Err(ReadError::NotAFile { path: path.to_owned() });
    }
    if about.len() > LARGEST_FILE {
        return Err(ReadError::TooLarge { path: path.to_owned(), bytes: about.len() });
    }
    let bytes = std::fs::read(path).map_err(fault)?;
    read(&bytes, meta, options, numbering)
}

fn nodes(
    raw: Raw<'_>,
    cut: &Cut,
    options: &Options,
    numbering: Option<&NumberingTable>,
    notes: &mut Vec<Note>,
) -> Result<Vec<Node>, ReadError> {
    if let Some(table) = numbering {
        return Ok(structure::by_table(raw, cut.region, table, notes)?);
    }
    let blocks = match options.format {
        Format::Json => {
            if cut.region.of(raw.text).is_none_or(|t| t.trim().is_empty()) {
                return Ok(Vec::new());
            }
            let pieces = json::pieces(raw, cut.region, &options.json)?;
            return Ok(match options.structure {
                Structure::Articles => structure::by_pieces(raw, &pieces, notes),
                _ => structure::by_blocks(raw, texts(pieces), None, options, notes),
            });
        }
        Format::Markdown => {
            check_depth(raw.text, cut.region)?;
            markdown::blocks(raw, cut.region, notes)
        }
        Format::Text => plain::blocks(raw, cut.region),
    };
    Ok(structure::by_blocks(raw, blocks, cut.annexes, options, notes))
}

fn texts(pieces: Vec<Piece>) -> Vec<Block> {
    pieces
        .into_iter()
        .filter_map(|p| match p {
            Piece::Text(block) => Some(block),
            _ => None,
        })
        .collect()
}

fn not_utf8(bytes: &[u8], offset: usize) -> ReadError {
    let line = bytes[..offset].iter().filter(|&&b| b == b'\n').count() + 1;
    ReadError::NotUtf8 { line, offset }
}

const MARK: &str = "\u{feff}";

fn encoding_notes(text: &str) -> Vec<Note> {
    let mut notes = Vec::new();
    if text.starts_with(MARK) {
        notes.push(Note::new(Topic::Encoding, Span::new(0, MARK.len()), "a byte-order mark; skipped"));
    }
    if let Some(at) = text.find("\r\n") {
        notes.push(Note::new(
            Topic::Encoding,
            Span::new(at, at + 2),
            "lines end in carriage return and line feed",
        ));
    }
    let bytes = text.as_bytes();
    let lone = bytes.iter().enumerate().position(|(i, &b)| b == b'\r' && bytes.get(i + 1) != Some(&b'\n'));
    if let Some(at) = lone {
        notes.push(Note::new(
            Topic::Encoding,
            Span::new(at, at + 1),
            "a carriage return without line feed; read as a line end",
        ));
    }
    notes
}

/// The wanted part of the file.
struct Cut {
    region: Span,
    /// Where annexes begin.
    annexes: Option<usize>,
}

fn cut(text: &str, options: &Options) -> Result<Cut, ReadError> {
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
    let hint = begins.unwrap_or_else(|| near::hint(marker.trim(), lines.filter(|l| l.len() <= 80)));
    ReadError::MarkerMissing { option, marker: marker.to_owned(), hint }
}

fn short(line: &str) -> String {
    line.chars().take(80).collect()
}

/// Refuses lines that open absurdly many lists or quotations: reading them takes time beyond all proportion.
fn check_depth(text: &str, region: Span) -> Result<(), ReadError> {
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

/// Notes when the text has fewer articles than the instrument is known to have.
fn count_articles(nodes: &[Node], meta: &Meta, end: usize, notes: &mut Vec<Note>) {
    let Some(total) = meta.articles_total else { return };
    let own = |n: &&Node| n.pinpoint.segments().len() == 1 && n.pinpoint.last().kind == SegmentKind::Article;
    let found = nodes.iter().filter(own).count();
    let known = meta
        .missing
        .iter()
        .filter(|p| p.segments().len() == 1 && p.last().kind == SegmentKind::Article)
        .count();
    if found + known < total as usize {
        let message = format!("{found} articles of {total}; {known} are known to be missing");
        notes.push(Note::new(Topic::MissingProvision, Span::new(end, end), message));
    }
}
