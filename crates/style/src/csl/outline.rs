//! The elements of a CSL file with their places: what can be told of a file before the processor has it, and where. The
//! processor names no lines, and follows macros wherever they lead.

use std::collections::BTreeMap;
use std::path::Path;
use std::str::FromStr;

use hayagriva::citationberg::taxonomy::{Kind, Locator};
use model::Lines;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use table::{Fault, hint};

use super::words;
use crate::parse::StyleError;

/// How deep elements may lie in each other, macros unfolded.
const DEEPEST: usize = 96;

/// How many elements there may be, macros unfolded.
const MOST: usize = 50_000;

/// How often the processor is asked in the search for a faulty element.
const TRIES: usize = 400;

/// An element.
#[derive(Debug)]
struct Element {
    tag: String,
    /// Where it begins and ends, in bytes.
    start: usize,
    end: usize,
    attributes: Vec<(String, String)>,
    /// The elements in it: positions in the list.
    inside: Vec<usize>,
}

/// A file's elements, an element before those in it.
#[derive(Debug)]
pub(super) struct Outline<'t> {
    path: &'t Path,
    text: &'t str,
    lines: Lines<'t>,
    elements: Vec<Element>,
}

impl<'t> Outline<'t> {
    /// The elements of a style that stands on its own feet, whose macros lead to an end.
    ///
    /// # Errors
    /// What is wrong, as far as it can be seen here.
    pub(super) fn style(path: &'t Path, text: &'t str) -> Result<Self, StyleError> {
        let outline = Self::read(path, text, "style")?;
        let parent = outline
            .elements
            .iter()
            .find(|e| e.tag == "link" && e.attribute("rel").is_some_and(|rel| rel == "independent-parent"));
        if let Some(link) = parent {
            let href = link.attribute("href").unwrap_or("another style");
            let message = format!(
                "this file only says that its style is like {href}; put the file of that style here and name it"
            );
            return Err(outline.error(link.start, message));
        }
        if outline.elements.first().is_some_and(|root| root.attribute("class").is_none()) {
            let message = "`class` is missing, which says where citations stand: `note` or `in-text`";
            return Err(outline.error(outline.root(), message.to_owned()));
        }
        let faults = outline.faults();
        if faults.is_empty() { Ok(outline) } else { Err(StyleError { faults }) }
    }

    /// The elements of a file of words.
    ///
    /// # Errors
    /// When it is no XML, or something else.
    pub(super) fn locale(path: &'t Path, text: &'t str) -> Result<Self, StyleError> {
        Self::read(path, text, "locale")
    }

    fn read(path: &'t Path, text: &'t str, root: &str) -> Result<Self, StyleError> {
        let mut outline = Self { path, text, lines: Lines::new(text), elements: Vec::new() };
        outline.gather().map_err(|(at, message)| outline.error(at, message))?;
        match outline.elements.first() {
            Some(first) if first.tag == root => Ok(outline),
            Some(first) => {
                let message =
                    format!("its outermost element is `{}`, not `{root}`: no CSL {root}", first.tag);
                Err(outline.error(first.start, message))
            }
            None => Err(outline.error(0, format!("there is no XML in it, and no CSL {root}"))),
        }
    }

    fn gather(&mut self) -> Result<(), (usize, String)> {
        let offset = |position: u64| usize::try_from(position).unwrap_or(usize::MAX);
        // The reader drops a byte order mark and does not count it.
        let mark = self.text.len() - self.text.trim_start_matches('\u{feff}').len();
        let mut reader = Reader::from_str(&self.text[mark..]);
        let mut open: Vec<usize> = Vec::new();
        loop {
            let start = offset(reader.buffer_position()) + mark;
            let event = match reader.read_event() {
                Ok(event) => event,
                Err(cause) => return Err((offset(reader.error_position()) + mark, cause.to_string())),
            };
            let end = offset(reader.buffer_position()) + mark;
            match event {
                Event::Start(tag) => {
                    if open.len() >= DEEPEST {
                        return Err((start, format!("elements lie more than {DEEPEST} deep in each other")));
                    }
                    open.push(self.add(&tag, open.last().copied(), start, end));
                }
                Event::Empty(tag) => {
                    self.add(&tag, open.last().copied(), start, end);
                }
                Event::End(_) => {
                    if let Some(element) = open.pop().and_then(|at| self.elements.get_mut(at)) {
                        element.end = end;
                    }
                }
                Event::DocType(_) => {
                    return Err((start, "it has a document type, which is not read".to_owned()));
                }
                Event::Eof => break,
                _ => {}
            }
        }
        match open.last().and_then(|at| self.elements.get(*at)) {
            Some(element) => Err((element.start, format!("`<{}>` is never closed", element.tag))),
            None => Ok(()),
        }
    }

    fn add(&mut self, tag: &BytesStart<'_>, parent: Option<usize>, start: usize, end: usize) -> usize {
        let at = self.elements.len();
        let attributes = tag.attributes().flatten();
        let attributes =
            attributes.map(|a| (a.key.local_name().into_inner().to_owned(), a.value.into_owned())).collect();
        let tag = tag.local_name().into_inner().to_owned();
        self.elements.push(Element { tag, start, end, attributes, inside: Vec::new() });
        if let Some(parent) = parent.and_then(|p| self.elements.get_mut(p)) {
            parent.inside.push(at);
        }
        at
    }

    /// What the file names and nobody knows, and macros without an end.
    fn faults(&self) -> Vec<Fault> {
        let mut out = Vec::new();
        let mut macros: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, element) in self.elements.iter().enumerate() {
            if let Some(name) = element.attribute("name").filter(|_| element.tag == "macro") {
                macros.entry(name).or_insert(at);
            }
        }
        for element in &self.elements {
            let mut unknown = |what: &str, word: &str, hint: String| {
                out.push(self.fault(element.start, format!("there is no {what} `{word}`{hint}")));
            };
            if let Some(word) = element.attribute("macro").filter(|m| !macros.contains_key(m)) {
                unknown("macro", word, hint(word, macros.keys().copied()));
            }
            for word in element.words("variable").filter(|w| words::sort(w).is_none()) {
                unknown("variable", word, hint(word, words::variables()));
            }
            for word in element.words("type").filter(|w| Kind::from_str(w).is_err()) {
                if matches!(element.tag.as_str(), "if" | "else-if") {
                    unknown("type", word, String::new());
                }
            }
            for word in element.words("locator").filter(|w| Locator::from_str(w).is_err()) {
                unknown("locator", word, String::new());
            }
        }
        if out.is_empty() {
            let mut unfolding =
                Unfolding { outline: self, macros: &macros, known: BTreeMap::new(), fault: None };
            let (size, _) = unfolding.extent(0, 0, &mut Vec::new());
            out.extend(unfolding.fault.take());
            if out.is_empty() && size > MOST {
                out.push(self.fault(self.root(), format!("its macros unfold to more than {MOST} elements")));
            }
        }
        out
    }

    fn fault(&self, at: usize, message: String) -> Fault {
        let line = self.lines.line(at.min(self.text.len()));
        Fault { path: self.path.to_owned(), line, key: String::new(), message }
    }

    /// One thing that is wrong, at byte `at`.
    pub(super) fn error(&self, at: usize, message: String) -> StyleError {
        StyleError { faults: vec![self.fault(at, message)] }
    }

    /// Where the outermost element begins.
    pub(super) fn root(&self) -> usize {
        self.elements.first().map_or(0, |e| e.start)
    }

    /// Where the element begins that is at fault: the innermost one without which the reader does not say the same.
    pub(super) fn culprit(&self, says_the_same: &dyn Fn(&str) -> bool) -> usize {
        let mut tries = 0;
        let mut found = self.elements.first();
        while let Some(element) = found {
            let inner = element.inside.iter().filter_map(|at| self.elements.get(*at)).find(|inner| {
                tries += 1;
                let without = || [&self.text[..inner.start], &self.text[inner.end..]].concat();
                tries <= TRIES && !says_the_same(&without())
            });
            if inner.is_none() {
                return element.start;
            }
            found = inner;
        }
        0
    }
}

impl Element {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn words(&self, name: &str) -> impl Iterator<Item = &str> {
        self.attribute(name).unwrap_or_default().split_whitespace()
    }
}

/// Counts the elements that a processor walks through.
struct Unfolding<'o> {
    outline: &'o Outline<'o>,
    macros: &'o BTreeMap<&'o str, usize>,
    /// Of macros: how many elements, how deep.
    known: BTreeMap<usize, (usize, usize)>,
    fault: Option<Fault>,
}

impl Unfolding<'_> {
    /// How many elements there are with and below one, macros unfolded, and how deep they lie; `open` are the macros that
    /// lead here.
    fn extent(&mut self, at: usize, depth: usize, open: &mut Vec<usize>) -> (usize, usize) {
        let outline = self.outline;
        let Some(element) = outline.elements.get(at) else { return (0, 0) };
        if depth > DEEPEST {
            self.too_deep(element);
            return (0, 0);
        }
        let (mut size, mut height): (usize, usize) = (1, 1);
        let mut add = |(more, deep): (usize, usize)| {
            size = size.saturating_add(more);
            height = height.max(deep + 1);
        };
        for inner in &element.inside {
            add(self.extent(*inner, depth + 1, open));
        }
        let called = element.attribute("macro").and_then(|name| self.macros.get(name).copied());
        if let Some(called) = called {
            if open.contains(&called) {
                let name = element.attribute("macro").unwrap_or_default();
                let message = format!("the macro `{name}` leads back to itself");
                self.fault.get_or_insert_with(|| outline.fault(element.start, message));
                return (size, height);
            }
            let below = self.known.get(&called).copied().unwrap_or_else(|| {
                open.push(called);
                let below = self.extent(called, depth + 1, open);
                open.pop();
                self.known.insert(called, below);
                below
            });
            if depth + below.1 > DEEPEST {
                self.too_deep(element);
            }
            add(below);
        }
        (size, height)
    }

    fn too_deep(&mut self, element: &Element) {
        let message =
            format!("with its macros unfolded, elements lie more than {DEEPEST} deep in each other");
        self.fault.get_or_insert_with(|| self.outline.fault(element.start, message));
    }
}
