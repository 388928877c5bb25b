//! The citations of a document of the corpus, read by its structure. Whoever asks for them, the index or a command, asks
//! here, so that all of them get the same.
//!
//! Prose is read as it stands in the file: a reference back may reach far, and notes are read where they are called. An
//! instrument is read provision by provision, each under its own place, since "paragraph 1 of this article" lies below the
//! article it stands in, whatever the heading looks like in the file.

use cite::{Context, Names, Vocabulary};
use ingest::Format;
use model::{
    AuthorityId, Citation, Document, Held, Kind, Lookup, Mapped, Pinpoint, Segment, SegmentKind, Span, Words,
};

/// A text with its nodes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Source<'s> {
    /// Its nodes.
    pub(crate) document: &'s Document,
    /// The file as it lies on disk.
    pub(crate) raw: &'s str,
    /// What sort of file.
    pub(crate) format: Format,
}

/// A citation and the node it belongs to.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    /// The position of the node in whose words or heading it stands.
    pub(crate) node: usize,
    /// Whether it stands in the heading.
    pub(crate) heading: bool,
    /// The citation; its span lies in the raw file. What is held was not asked.
    pub(crate) citation: Citation,
}

/// A heading as it stands in the file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Heading {
    /// The position of the node whose heading it is.
    pub(crate) node: usize,
    /// Where it stands.
    pub(crate) span: Span,
}

/// Nothing is held: what is meant does not depend on what is here.
struct Nothing;

impl Held for Nothing {
    fn holds(&self, _: &AuthorityId) -> bool {
        false
    }

    fn look_up(&self, _: &AuthorityId, _: &Pinpoint) -> Lookup {
        Lookup::Unheld
    }
}

/// Whether works of a kind cite themselves by a place alone.
pub(crate) const fn is_instrument(kind: Kind) -> bool {
    matches!(kind, Kind::Treaty | Kind::Declaration | Kind::Resolution | Kind::Ilc | Kind::Statute)
}

/// The citations of a document in the order of the file. What stands in no node and no heading of one (titles, captions,
/// boilerplate around the text) is left out.
pub(crate) fn citations(source: Source<'_>, names: &Names) -> Vec<Placed> {
    Laid::out(source).citations(source, names)
}

/// The same, and the words that names were looked for in.
pub(crate) fn citations_and_words(source: Source<'_>, names: &Names) -> (Vec<Placed>, Vocabulary) {
    let laid = Laid::out(source);
    let meta = &source.document.meta;
    // What "the Convention" is in a protocol depends on the protocol's title.
    let title = names.catalogue().get(&meta.id).map_or(&meta.title, |a| &a.title);
    let words = Vocabulary::of(laid.text.as_ref().map_or(source.raw, |t| &t.joined), &[title]);
    (laid.citations(source, names), words)
}

/// A document as its citations are read.
struct Laid<'s> {
    words: Vec<(usize, &'s Words)>,
    headings: Vec<Heading>,
    /// Its words one after the other; `None` where it is read as it stands in the file.
    text: Option<Text>,
    context: Context,
}

impl<'s> Laid<'s> {
    fn out(source: Source<'s>) -> Self {
        let words = in_order(source.document);
        let headings = headings(source, &words);
        let mut context = Context::default();
        let text = match (is_instrument(source.document.meta.kind), source.format) {
            (true, _) => {
                context.own = Some(source.document.meta.id.clone());
                Some(provisions(source, &words, &headings))
            }
            (false, Format::Json | Format::Akn) => {
                let mut text = Text::default();
                words.iter().for_each(|(_, w)| text.push(source, w.span));
                Some(text)
            }
            (false, _) => None,
        };
        Self { words, headings, text, context }
    }

    fn citations(self, source: Source<'_>, names: &Names) -> Vec<Placed> {
        let Self { words, headings, text, context } = self;
        let found = match text {
            Some(text) => text.cites(names, &context),
            None => cite::cites(source.raw, names, &context, &Nothing),
        };
        placed(found, &words, &headings)
    }
}

/// Citations with the nodes that they stand in.
fn placed(found: Vec<Citation>, words: &[(usize, &Words)], headings: &[Heading]) -> Vec<Placed> {
    let placed = |citation: Citation| {
        let at = citation.span.start();
        if let Some(&(node, _)) = holding(words, at, |(_, w)| w.span) {
            return Some(Placed { node, heading: false, citation });
        }
        let heading = holding(headings, at, |h| h.span)?;
        Some(Placed { node: heading.node, heading: true, citation })
    };
    found.into_iter().filter_map(placed).collect()
}

/// The words of all nodes in the order of the file, each with the position of its node.
pub(crate) fn in_order(document: &Document) -> Vec<(usize, &Words)> {
    let nodes = document.nodes.iter().enumerate();
    let mut words: Vec<(usize, &Words)> =
        nodes.flat_map(|(i, node)| node.own.iter().map(move |w| (i, w))).collect();
    words.sort_by_key(|(_, w)| w.span);
    words
}

/// The one of `all` (ascending, disjoint) whose span holds the byte at `at`.
fn holding<T>(all: &[T], at: usize, span: impl Fn(&T) -> Span) -> Option<&T> {
    let after = all.partition_point(|one| span(one).start() <= at);
    all.get(after.checked_sub(1)?).filter(|one| at < span(one).end())
}

/// The headings that stand in the file as they read, each before the words it stands over.
pub(crate) fn headings(source: Source<'_>, words: &[(usize, &Words)]) -> Vec<Heading> {
    let mut out: Vec<Heading> = Vec::new();
    let mut from = 0;
    for &(at, piece) in words {
        let gap = Span::new(from.min(piece.span.start()), piece.span.start());
        from = piece.span.end();
        let Some(node) = source.document.nodes.get(at) else { continue };
        let mut rest = gap;
        let mut path = vec![at];
        let mut up = node.parent;
        while let Some(ix) = up {
            path.push(ix.0);
            up = source.document.node(ix).and_then(|n| n.parent);
        }
        for ix in path.into_iter().rev() {
            let over = source.document.nodes.get(ix).and_then(|n| n.heading.as_deref());
            // Mostly nothing but a line break stands between two pieces.
            let Some(heading) = over.filter(|h| !h.is_empty() && h.len() <= rest.len()) else { continue };
            let Some(found) = rest.of(source.raw).and_then(|gap| gap.find(heading)) else { continue };
            let start = rest.start() + found;
            let span = Span::new(start, start + heading.len());
            rest = Span::new(span.end(), rest.end());
            out.push(Heading { node: ix, span });
        }
    }
    out
}

/// The words of an instrument laid out under the places they stand in.
fn provisions(source: Source<'_>, words: &[(usize, &Words)], headings: &[Heading]) -> Text {
    let mut text = Text::default();
    let (mut here, mut division) = (None, None);
    let mut headings = headings.iter().peekable();
    for &(at, piece) in words {
        while let Some(heading) = headings.next_if(|h| h.span < piece.span) {
            text.push(source, heading.span);
        }
        let place = source.document.nodes.get(at).and_then(|n| provision(&n.pinpoint));
        let over = ordering(source.document, at);
        if over != division {
            text.enter_division(over);
            (here, division) = (None, over);
        }
        if place != here {
            text.enter(place.as_ref());
            here = place;
        }
        text.push(source, piece.span);
    }
    text
}

/// The nearest part, chapter, section or annex above a node.
fn ordering(document: &Document, node: usize) -> Option<&Pinpoint> {
    use SegmentKind as K;
    let orders = |kind| matches!(kind, K::Part | K::Title | K::Chapter | K::Section | K::Annex);
    let mut up = document.nodes.get(node)?.parent;
    while let Some(above) = up.and_then(|ix| document.node(ix)) {
        if orders(above.pinpoint.last().kind) {
            return Some(&above.pinpoint);
        }
        up = above.parent;
    }
    None
}

/// The article that a place lies in, with its paragraph: what "this article" and "this paragraph" mean there.
fn provision(place: &Pinpoint) -> Option<Pinpoint> {
    let segments = place.segments();
    let article = segments.iter().position(|s| s.kind == SegmentKind::Article);
    let last = match article {
        Some(at) => {
            let next = segments.get(at + 1).filter(|s| s.kind == SegmentKind::Paragraph);
            at + usize::from(next.is_some())
        }
        None => segments.len() - 1,
    };
    Pinpoint::new(segments.get(..=last)?.to_vec()).ok()
}

/// Pieces of a file put one after the other, with the way back.
#[derive(Debug, Default)]
struct Text {
    joined: String,
    /// Where each piece begins in `joined`, and its way back.
    pieces: Vec<(usize, Mapped)>,
}

impl Text {
    fn push(&mut self, source: Source<'_>, span: Span) {
        let mapped = ingest::decoded(source.format, span.of(source.raw).unwrap_or_default(), span.start());
        let start = self.joined.len();
        self.joined.push_str(mapped.text());
        self.joined.push_str("\n\n");
        self.pieces.push((start, mapped));
    }

    /// Says in which place the words that follow stand.
    fn enter(&mut self, place: Option<&Pinpoint>) {
        if let Some(place) = place {
            self.joined.push_str(&format!("### {}\n\n", place.plain()));
        }
    }

    /// Says below which part or section the provisions that follow stand, in whole words and with capitals: "s" and "part" begin no place.
    fn enter_division(&mut self, division: Option<&Pinpoint>) {
        let word = |segment: &Segment| {
            let kind = match segment.kind {
                SegmentKind::Part => "Part",
                SegmentKind::Title => "Title",
                SegmentKind::Chapter => "Chapter",
                SegmentKind::Section => "Section",
                SegmentKind::Annex => "Annex",
                _ => return None,
            };
            Some(format!("{kind} {}", segment.number.as_deref()?))
        };
        if let Some(words) = division.and_then(|d| d.segments().iter().map(word).collect::<Option<Vec<_>>>())
        {
            self.joined.push_str(&format!("### {}\n\n", words.join(" ")));
        }
    }

    /// The citations of the text that lie within one piece, with their spans in the file.
    fn cites(&self, names: &Names, context: &Context) -> Vec<Citation> {
        let found = cite::cites(&self.joined, names, context, &Nothing);
        let mut out: Vec<Citation> = found.into_iter().filter_map(|c| self.in_file(c)).collect();
        out.sort_by_key(|c| c.span);
        out
    }

    fn in_file(&self, mut citation: Citation) -> Option<Citation> {
        let after = self.pieces.partition_point(|(start, _)| *start <= citation.span.start());
        let (start, piece) = self.pieces.get(after.checked_sub(1)?)?;
        let (from, to) = (citation.span.start() - start, citation.span.end() - start);
        if to > piece.text().len() {
            return None;
        }
        citation.span = piece.raw(from..to);
        Some(citation)
    }
}

#[cfg(test)]
mod tests {
    use ingest::{Options, Structure};
    use model::{Catalogue, Meta};

    use super::*;

    /// The citations of an invented treaty, as `node: words = places`.
    fn read(raw: &str) -> Vec<String> {
        let meta = Meta {
            id: AuthorityId::new("lights").unwrap(),
            title: "Convention on the Lights of Harbours".to_owned(),
            short: Vec::new(),
            kind: Kind::Treaty,
            date: None,
            authors: Vec::new(),
            edition: model::Edition::default(),
            articles_total: None,
            missing: Vec::new(),
            inserted_later: Vec::new(),
            numbering: model::Numbering::Numbered,
        };
        let options =
            Options { format: Format::Markdown, structure: Structure::Articles, ..Options::default() };
        let document = ingest::read(raw.as_bytes(), &meta, &options, None).unwrap().value;
        let authority = model::Authority {
            id: meta.id.clone(),
            title: meta.title.clone(),
            short: Vec::new(),
            aliases: Vec::new(),
            generic: vec!["Convention".to_owned()],
            ambiguous: Vec::new(),
            common: Vec::new(),
            kind: Kind::Treaty,
            date: None,
            pinpoints: vec![SegmentKind::Article, SegmentKind::Annex],
            roman: Vec::new(),
            calls: Vec::new(),
            about: Vec::new(),
            landmarks: Vec::new(),
            principal: false,
            articles: None,
            court: None,
            body: None,
            parties: Vec::new(),
            cite: Vec::new(),
            url: None,
        };
        let names = Names::new(Catalogue::new(vec![authority]));
        let source = Source { document: &document, raw, format: Format::Markdown };
        let written = |p: Placed| {
            let places: Vec<String> =
                p.citation.targets.iter().filter_map(|t| Some(t.place.as_ref()?.to_string())).collect();
            let part = if p.heading { " (heading)" } else { "" };
            let words = p.citation.span.of(raw).unwrap();
            format!("{}{part}: {words} = {}", document.nodes[p.node].pinpoint, places.join(" "))
        };
        citations(source, &names).into_iter().map(written).collect()
    }

    #[test]
    fn own_places_lie_below_the_provision_they_stand_in() {
        let raw = "## Article 1 Lamps\n\n1. Lit.\n\n2. As in paragraph 1 of this article.\n\n\
                   ## Article 2 Oil\n\n1. As in article 1, paragraph 2.\n\n2. As in paragraph 1.\n";
        assert_eq!(
            read(raw),
            [
                "art-1/para-2: paragraph 1 of this article = art-1/para-1",
                "art-2/para-1: article 1, paragraph 2 = art-1/para-2",
                "art-2/para-2: paragraph 1 = art-2/para-1",
            ]
        );
    }

    #[test]
    fn a_point_lies_below_the_paragraph_it_is_named_in() {
        let raw = "## Article 1 Lamps\n\n1. They are:\n\n(a) red;\n\n(b) green, subject to subparagraph (a).\n\n\
                   2. As in subparagraph (b) of paragraph 1.\n";
        assert_eq!(
            read(raw),
            [
                "art-1/para-1/pt-b: subparagraph (a) = art-1/para-1/pt-a",
                "art-1/para-2: subparagraph (b) of paragraph 1 = art-1/para-1/pt-b",
            ]
        );
    }

    #[test]
    fn a_section_is_one_of_the_part_it_is_named_in() {
        let raw = "### PART I\n\n#### LAMPS\n\n### SECTION 1\n\n#### OIL\n\n### Article 1\n\nLit.\n\n\
                   ### SECTION 2\n\n#### GAS\n\n### Article 2\n\nSubject to section 1 and Part II, section 2.\n\n\
                   ### PART II\n\n#### BUOYS\n\n### SECTION 1\n\n#### RED\n\n### Article 3\n\nAs in section 2.\n\n\
                   ### SECTION 2\n\n#### GREEN\n\n### Article 4\n\nLaid.\n";
        assert_eq!(
            read(raw),
            [
                "art-2: section 1 = part-I/sec-1",
                "art-2: Part II, section 2 = part-II/sec-2",
                "art-3: section 2 = part-II/sec-2",
            ]
        );
    }

    #[test]
    fn a_heading_that_cites_is_told_apart() {
        let raw =
            "## Article 1\n\n### Lamps\n\nLit.\n\n## Article 2\n\n### Exceptions to article 1\n\nNone.\n";
        assert_eq!(read(raw), ["art-2 (heading): article 1 = art-1"]);
    }
}
