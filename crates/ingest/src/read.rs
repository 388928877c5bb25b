//! Sources in, documents out.

mod cut;
mod depth;
mod encoding;

use std::io::Read as _;
use std::path::{Path, PathBuf};

use model::{Document, Meta, Node, Note, Noted, SegmentKind, Span, Topic};

use crate::blocks::Raw;
use crate::numbering::{NumberingError, NumberingTable};
use crate::options::{Format, JsonFields, Options, Structure};
use crate::readers::{akn, json, markdown, plain};
use crate::structure::{self, pieces::Piece};
use cut::Cut;

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
    /// The file is no Akoma Ntoso.
    #[error("line {line}, column {column}: not Akoma Ntoso: {reason}")]
    Akn {
        /// The line, from 1.
        line: usize,
        /// The column, from 1, in characters.
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
/// or XML is none or lacks a field, or the numbering table does not fit.
pub fn read(
    bytes: &[u8],
    meta: &Meta,
    options: &Options,
    numbering: Option<&NumberingTable>,
) -> Result<Noted<Document>, ReadError> {
    let text = std::str::from_utf8(bytes).map_err(|e| encoding::not_utf8(bytes, e.valid_up_to()))?;
    let mut notes = encoding::notes(text);
    let raw = Raw { text, format: options.format };
    let cut = cut::cut(text, options)?;
    let nodes = nodes(raw, &cut, meta, options, numbering, &mut notes)?;
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
/// As [`read`] and [`bytes_of`].
pub fn read_file(
    path: &Path,
    meta: &Meta,
    options: &Options,
    numbering: Option<&NumberingTable>,
) -> Result<Noted<Document>, ReadError> {
    read(&bytes_of(path)?, meta, options, numbering)
}

/// The bytes of a source file, however it may grow while it is read.
///
/// # Errors
/// When the file cannot be read, is none, or is larger than [`LARGEST_FILE`].
pub fn bytes_of(path: &Path) -> Result<Vec<u8>, ReadError> {
    let fault = |source| ReadError::File { path: path.to_owned(), source };
    let large = |bytes| ReadError::TooLarge { path: path.to_owned(), bytes };
    // Asked before it is opened: to open a pipe is to wait for whoever writes to it.
    let about = std::fs::metadata(path).map_err(fault)?;
    if !about.is_file() {
        return Err(ReadError::NotAFile { path: path.to_owned() });
    }
    if about.len() > LARGEST_FILE {
        return Err(large(about.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0));
    let file = std::fs::File::open(path).map_err(fault)?;
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(fault)?;
    match bytes.len() as u64 {
        length if length > LARGEST_FILE => Err(large(length)),
        _ => Ok(bytes),
    }
}

fn nodes(
    raw: Raw<'_>,
    cut: &Cut,
    meta: &Meta,
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
            let usual = JsonFields::default();
            let pieces = json::pieces(raw, cut.region, options.json.as_deref().unwrap_or(&usual))?;
            return Ok(match options.structure {
                Structure::Articles => structure::by_pieces(raw, &pieces, notes),
                _ => {
                    let blocks = pieces.into_iter().filter_map(Piece::into_block).collect();
                    structure::by_blocks(raw, blocks, None, meta, options, notes)
                }
            });
        }
        Format::Markdown => {
            depth::check(raw.text, cut.region)?;
            markdown::blocks(raw, cut.region, notes)
        }
        Format::Text => plain::blocks(raw, cut.region),
        Format::Akn => return akn::nodes(raw.text, notes),
    };
    Ok(structure::by_blocks(raw, blocks, cut.annexes, meta, options, notes))
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

#[cfg(test)]
mod tests;
