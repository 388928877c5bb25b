//! The elements of a file, with the bytes between their tags.

use model::{Lines, Span};
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::read::ReadError;

/// Elements nested deeper than this are refused.
pub(super) const DEEPEST: usize = 200;

/// The root of every file.
const ROOT: &str = "akomaNtoso";

/// An element.
#[derive(Debug)]
pub(super) struct Element {
    /// Its name, without a prefix.
    pub(super) tag: String,
    /// Its eId.
    pub(super) id: Option<String>,
    /// What its attribute `name` says.
    pub(super) name: Option<String>,
    /// The bytes between its tags.
    pub(super) inner: Span,
    /// The elements in it, in order: positions in the list.
    pub(super) children: Vec<usize>,
}

/// The elements of a file, an element before those in it; the first is the root.
///
/// # Errors
/// When the file is no XML, has a document type or an entity of its own, or another root, or nests too deep.
pub(super) fn elements(text: &str) -> Result<Vec<Element>, ReadError> {
    let lines = Lines::new(text);
    let fault = |offset: usize, reason: String| {
        let at = lines.position(offset.min(text.len()));
        ReadError::Akn { line: at.line, column: at.column, reason }
    };
    // The reader drops a byte order mark and does not count it.
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut reader = Reader::from_str(&text[mark..]);
    let mut out: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    loop {
        let before = offset(reader.buffer_position()) + mark;
        let event =
            reader.read_event().map_err(|e| fault(offset(reader.error_position()) + mark, e.to_string()))?;
        let after = offset(reader.buffer_position()) + mark;
        match event {
            Event::Start(start) => {
                if open.len() >= DEEPEST {
                    return Err(fault(before, format!("elements nested more than {DEEPEST} deep")));
                }
                let at = out.len();
                add(&mut out, &open, element(&start, Span::new(after, after)));
                open.push(at);
            }
            Event::Empty(start) => add(&mut out, &open, element(&start, Span::new(after, after))),
            Event::End(_) => {
                if let Some(element) = open.pop().and_then(|at| out.get_mut(at)) {
                    element.inner = Span::new(element.inner.start(), before);
                }
            }
            Event::DocType(_) => {
                return Err(fault(before, "it has a document type, which is not read".to_owned()));
            }
            Event::GeneralRef(name) => {
                let known = ["amp", "lt", "gt", "quot", "apos"].contains(&&*name) || name.starts_with('#');
                if !known {
                    return Err(fault(before, format!("the entity `&{};` is not known", &*name)));
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if let Some(unclosed) = open.last().and_then(|at| out.get(*at)) {
        return Err(fault(text.len(), format!("`<{}>` is never closed", unclosed.tag)));
    }
    match out.first() {
        Some(root) if root.tag == ROOT => Ok(out),
        Some(root) => Err(fault(0, format!("the root is `<{}>`, not `<{ROOT}>`", root.tag))),
        None => Err(fault(0, "there is no element in it".to_owned())),
    }
}

fn offset(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

fn add(out: &mut Vec<Element>, open: &[usize], element: Element) {
    let at = out.len();
    if let Some(parent) = open.last().and_then(|p| out.get_mut(*p)) {
        parent.children.push(at);
    }
    out.push(element);
}

fn element(start: &BytesStart<'_>, inner: Span) -> Element {
    let attribute = |wanted: &str| {
        let found = start.attributes().flatten().find(|a| a.key.into_inner() == wanted);
        found.map(|a| super::words::clean(&a.value)).filter(|v| !v.is_empty())
    };
    Element {
        tag: start.local_name().into_inner().to_owned(),
        id: attribute("eId"),
        name: attribute("name"),
        inner,
        children: Vec::new(),
    }
}
