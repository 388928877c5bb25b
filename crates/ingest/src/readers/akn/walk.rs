//! From elements to nodes.

use model::{Class, Node, NodeIx, Note, Pinpoint, Segment, SegmentKind, Span, Topic, Words};

use super::kinds;
use super::tree::{self, Element};
use super::words;
use crate::read::ReadError;
use crate::structure::Tree;

/// Elements that say something about a text without being of it.
const ASIDE: [&str; 10] = [
    "meta",
    "coverPage",
    "preface",
    "conclusions",
    "toc",
    "num",
    "heading",
    "subheading",
    "crossHeading",
    "componentRef",
];

/// Elements that hold words themselves, not other elements with words.
const LINES: [&str; 9] =
    ["p", "block", "listIntroduction", "listWrapUp", "longTitle", "docTitle", "h1", "h2", "caption"];

/// The nodes of a file.
///
/// # Errors
/// When it is no Akoma Ntoso.
pub(crate) fn nodes(text: &str, notes: &mut Vec<Note>) -> Result<Vec<Node>, ReadError> {
    if text.trim().is_empty() {
        return Ok(Vec::new());
    }
    let elements = tree::elements(text)?;
    let mut walker = Walker { text, elements: &elements, tree: Tree::default(), notes, prose: 0 };
    let top = Context { node: None, base: None, class: Class::Operative, above: Vec::new() };
    for &document in elements.first().map(|root| root.children.as_slice()).unwrap_or_default() {
        walker.document(document, &top);
    }
    Ok(walker.tree.finish())
}

/// Where the walk is.
#[derive(Clone)]
struct Context {
    /// The innermost node.
    node: Option<NodeIx>,
    /// The annex that the component is.
    base: Option<Pinpoint>,
    class: Class,
    /// The eIds of the nodes above, with their places.
    above: Vec<(String, Pinpoint)>,
}

struct Walker<'t, 'n> {
    text: &'t str,
    elements: &'t [Element],
    tree: Tree,
    notes: &'n mut Vec<Note>,
    /// Paragraphs that belong to no provision, so far.
    prose: usize,
}

impl<'t> Walker<'t, '_> {
    /// An act, a bill, a judgment, a document attached to one of these. Depth is that of the elements, which is bounded.
    fn document(&mut self, at: usize, here: &Context) {
        let Some(element) = self.elements.get(at) else { return };
        for &child in &element.children {
            match self.elements.get(child).map(|e| e.tag.as_str()) {
                Some("preamble") => self.preamble(child, here),
                Some("attachments" | "components" | "collectionBody") => self.attachments(child, here),
                Some(tag) if ASIDE.contains(&tag) => {}
                _ => self.content(child, here),
            }
        }
    }

    fn preamble(&mut self, at: usize, here: &Context) {
        let Some(element) = self.elements.get(at) else { return };
        let segment = Segment::bare(SegmentKind::Preamble);
        let place =
            here.base.as_ref().map_or_else(|| Pinpoint::of(segment.clone()), |b| b.child(segment.clone()));
        let class = if here.base.is_some() { here.class } else { Class::Preamble };
        let Some(ix) = self.tree.add(place.clone(), here.node, class, None) else {
            return self.content(at, here);
        };
        let mut inside = Context { node: Some(ix), class, ..here.clone() };
        inside.above.push((element.id.clone().unwrap_or_else(|| "preamble".to_owned()), place));
        self.content(at, &inside);
    }

    fn attachments(&mut self, at: usize, here: &Context) {
        let Some(element) = self.elements.get(at) else { return };
        for (order, &child) in element.children.iter().enumerate() {
            let Some(attachment) = self.elements.get(child) else { continue };
            let (mark, heading) = self.head(attachment);
            let inner = attachment
                .children
                .iter()
                .copied()
                .filter(|c| self.elements.get(*c).is_some_and(|e| !ASIDE.contains(&e.tag.as_str())));
            let documents: Vec<usize> = inner.collect();
            let named = documents.first().and_then(|d| self.elements.get(*d)).and_then(|e| e.name.as_deref());
            let kind = if named == Some("schedule") { SegmentKind::Schedule } else { SegmentKind::Annex };
            // An attachment whose id has no number is the only one, whatever its `num` says.
            let printed = mark.as_ref().filter(|_| attachment.id.is_none()).map(|m| m.text.as_str());
            let number = kinds::number(attachment, printed);
            let number = number.or_else(|| attachment.id.is_none().then(|| (order + 1).to_string()));
            let segment =
                number.and_then(|n| Segment::new(kind, &n).ok()).unwrap_or_else(|| Segment::bare(kind));
            let place = here
                .base
                .as_ref()
                .map_or_else(|| Pinpoint::of(segment.clone()), |b| b.child(segment.clone()));
            let Some(ix) = self.tree.add(place.clone(), here.node, Class::Annex, mark) else {
                self.notes.push(repeated(attachment.inner, &place));
                continue;
            };
            self.tree.set_heading(ix, heading);
            let mut inside =
                Context { node: Some(ix), base: Some(place.clone()), class: Class::Annex, ..here.clone() };
            inside.above.push((attachment.id.clone().unwrap_or_default(), place));
            for document in documents {
                self.document(document, &inside);
            }
        }
    }

    /// Whatever stands in an element: words, nodes, or containers of these.
    fn content(&mut self, at: usize, here: &Context) {
        let Some(element) = self.elements.get(at) else { return };
        let leaf = element.children.is_empty() && !element.inner.is_empty();
        if LINES.contains(&element.tag.as_str()) || leaf {
            return self.line(element, here);
        }
        for &child in &element.children {
            let Some(inner) = self.elements.get(child) else { continue };
            if ASIDE.contains(&inner.tag.as_str()) {
                continue;
            }
            let inside = self.enter(inner, here);
            self.content(child, inside.as_ref().unwrap_or(here));
        }
    }

    /// The node that an element is; `None` where it is none.
    fn enter(&mut self, element: &Element, here: &Context) -> Option<Context> {
        let above = here.above.last().map(|(_, place)| place.last().kind);
        let kind = kinds::counted(element, above)?;
        let (mark, heading) = self.head(element);
        let number = kinds::number(element, mark.as_ref().map(|m| m.text.as_str()));
        let segment = match number {
            Some(number) => Segment::new(kind, &number).ok()?,
            None if matches!(kind, SegmentKind::Commentary | SegmentKind::Title) => Segment::bare(kind),
            None => return None,
        };
        let place = match self.outer(element, kind, here) {
            Some(outer) => outer.child(segment),
            None => Pinpoint::of(segment),
        };
        let Some(ix) = self.tree.add(place.clone(), here.node, here.class, mark) else {
            self.notes.push(repeated(element.inner, &place));
            return None;
        };
        self.tree.set_heading(ix, heading);
        let mut inside = Context { node: Some(ix), ..here.clone() };
        inside.above.push((element.id.clone().unwrap_or_default(), place));
        Some(inside)
    }

    /// The place that the place of an element goes on from. Its eId says so where it has one; else what articles and rules
    /// count begins anew in each component, and everything else goes on from what it stands in.
    fn outer(&self, element: &Element, kind: SegmentKind, here: &Context) -> Option<Pinpoint> {
        let Some(id) = element.id.as_ref().filter(|_| kind != SegmentKind::Recital) else {
            let anew = matches!(kind, SegmentKind::Article | SegmentKind::Rule | SegmentKind::Principle);
            return if anew { here.base.clone() } else { here.above.last().map(|(_, place)| place.clone()) };
        };
        let inside = |(above, _): &&(String, Pinpoint)| {
            !above.is_empty() && id.strip_prefix(above.as_str()).is_some_and(|rest| rest.starts_with("__"))
        };
        let found = here.above.iter().rev().find(inside).map(|(_, place)| place.clone());
        found.or_else(|| here.base.clone())
    }

    /// The number and the heading of an element, as printed.
    fn head(&self, element: &Element) -> (Option<Words>, Option<String>) {
        let of = |tag: &str| {
            let mut inner = element.children.iter().filter_map(|c| self.elements.get(*c));
            inner.find(|e| e.tag == tag).and_then(|e| self.words(e.inner))
        };
        (of("num"), of("heading").map(|w| w.text))
    }

    /// A line of words. One that stands in no provision is a paragraph of prose.
    fn line(&mut self, element: &Element, here: &Context) {
        let Some(words) = self.words(element.inner) else { return };
        let ix = here.node.or_else(|| {
            self.prose += 1;
            let segment = Segment::new(SegmentKind::Par, &self.prose.to_string()).ok()?;
            self.tree.add(Pinpoint::of(segment), None, here.class, None)
        });
        match ix {
            Some(ix) => self.tree.own(ix, [words]),
            None => {
                self.notes.push(Note::new(Topic::LeftOver, words.span, "words that stand in no provision"))
            }
        }
    }

    /// The words between tags, white space at their ends aside. Their span is the narrowest that reads as they do: where a
    /// part of a section of character data would read otherwise, everything between the tags.
    fn words(&self, span: Span) -> Option<Words> {
        let raw = span.of(self.text)?;
        let mapped = words::words(raw, span.start()).trim();
        let text = mapped.text().to_owned();
        if text.is_empty() {
            return None;
        }
        let narrow = mapped.span();
        let reads = narrow.of(self.text).is_some_and(|raw| words::clean(raw) == text);
        Some(Words { span: if reads { narrow } else { span }, text })
    }
}

fn repeated(span: Span, place: &Pinpoint) -> Note {
    let at = Span::new(span.start(), span.start());
    Note::new(
        Topic::NumberingRepeat,
        at,
        format!("{} a second time; its words go to what it stands in", place.plain()),
    )
}
