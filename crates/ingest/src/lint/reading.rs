//! What the rules look at, and what they find.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use model::{Document, Node, NodeIx, Note, Noted, Pinpoint, SegmentKind, Span, Topic, Words};

use super::locate::locate;
use super::token::{Token, tokens};
use super::vocabulary::Vocabulary;
use super::{foreign_language, glued_words};
use crate::options::Options;

/// A text as it was read, beside its file.
pub(super) struct Reading<'r> {
    /// The tree.
    pub(super) document: &'r Document,
    /// What the reader said of it.
    pub(super) notes: &'r [Note],
    /// The file as it lies on disk.
    pub(super) raw: &'r str,
    /// How it was read.
    pub(super) options: &'r Options,
    /// The words of all held texts.
    pub(super) vocabulary: &'r Vocabulary,
    /// The words of every node, in the order of the file.
    pub(super) texts: Vec<Text<'r>>,
    /// The places of its nodes.
    pub(super) places: BTreeSet<&'r Pinpoint>,
    /// Whether words are run together all over the text, once that was asked.
    prone: OnceCell<bool>,
}

/// Words that lie together, and whose they are.
#[derive(Clone, Copy)]
pub(super) struct Text<'r> {
    /// The node whose words they are.
    pub(super) node: NodeIx,
    /// Its words.
    pub(super) words: &'r Words,
    /// Whether they are the last of their node.
    pub(super) last: bool,
    /// Whether they are English, as far as their small words tell: only then can misprints and glued words be told.
    pub(super) english: bool,
}

/// How many words are looked at before a text is taken for no English prose.
const SAMPLE: usize = 500;

/// Whether more than a third of the words are none: a list of names, codes, another language.
fn mostly_strange(texts: &[Text<'_>], vocabulary: &Vocabulary) -> bool {
    let words = texts.iter().filter(|t| t.english).flat_map(|t| tokens(&t.words.text));
    let (mut all, mut strange) = (0_usize, 0_usize);
    for word in words.filter(Token::is_plain) {
        all += 1;
        strange += usize::from(!vocabulary.knows(&word.folded()));
    }
    all > SAMPLE && strange * 3 > all
}

/// Something found: what, where, and the fact in words.
pub(super) struct Finding {
    topic: Topic,
    place: Place,
    message: String,
}

enum Place {
    /// Bytes of the file.
    Raw(Span),
    /// Bytes of one of [`Reading::texts`], by its position there.
    In(usize, Range<usize>),
}

impl Finding {
    /// Something at a place of the file.
    pub(super) fn raw(topic: Topic, span: Span, message: impl Into<String>) -> Self {
        Self { topic, place: Place::Raw(span), message: message.into() }
    }

    /// Something in the words of the `text`-th of [`Reading::texts`].
    pub(super) fn within(topic: Topic, text: usize, range: Range<usize>, message: impl Into<String>) -> Self {
        Self { topic, place: Place::In(text, range), message: message.into() }
    }
}

impl<'r> Reading<'r> {
    pub(super) fn new(
        document: &'r Noted<Document>,
        raw: &'r str,
        options: &'r Options,
        vocabulary: &'r Vocabulary,
    ) -> Self {
        let Noted { value: document, notes } = document;
        let mut texts: Vec<_> = document
            .nodes
            .iter()
            .enumerate()
            .flat_map(|(i, node)| {
                let last = node.own.len().saturating_sub(1);
                let text = move |(n, words)| Text {
                    node: NodeIx(i),
                    words,
                    last: n == last,
                    english: foreign_language::is_english(words),
                };
                node.own.iter().enumerate().map(text)
            })
            .collect();
        texts.sort_by_key(|t| (t.words.span, t.node));
        let places = document.nodes.iter().map(|n| &n.pinpoint).collect();
        // A text mostly in another language has no English misprints, in its names and titles neither.
        let english = texts.iter().filter(|t| t.english).count();
        if english * 2 < texts.len() || mostly_strange(&texts, vocabulary) {
            texts.iter_mut().for_each(|t| t.english = false);
        }
        Self { document, notes, raw, options, vocabulary, texts, places, prone: OnceCell::new() }
    }

    /// Whether words are run together all over the text.
    pub(super) fn is_prone_to_gluing(&self) -> bool {
        *self.prone.get_or_init(|| glued_words::is_prone(self))
    }

    /// The node whose words a text is.
    pub(super) fn node(&self, text: &Text<'_>) -> Option<&'r Node> {
        self.document.node(text.node)
    }

    /// Whether a sentence may go on after the words of a point or paragraph: others follow below the same parent, or
    /// its closing words.
    pub(super) fn goes_on(&self, node: NodeIx) -> bool {
        let parent = self.document.node(node).and_then(|n| self.document.node(n.parent?));
        let (Some(here), Some(parent)) = (self.document.node(node), parent) else { return false };
        let below = matches!(
            here.pinpoint.last().kind,
            SegmentKind::Paragraph | SegmentKind::Point | SegmentKind::Subpoint | SegmentKind::Recital
        );
        let closing = parent.own.last().is_some_and(|w| w.span.start() >= here.span.end());
        below && (parent.children.last() != Some(&node) || closing || self.goes_on_above(parent))
    }

    /// The last subpoint of a point that is not the last: "and" leads on from there.
    fn goes_on_above(&self, parent: &Node) -> bool {
        let Some(above) = parent.parent.and_then(|ix| self.document.node(ix)) else { return false };
        let last = above.children.last().and_then(|&ix| self.document.node(ix));
        parent.pinpoint.last().kind == SegmentKind::Point && last.is_some_and(|n| n.span != parent.span)
    }

    /// Turns places in cleaned words into places of the file, and puts everything in the order of the file.
    pub(super) fn placed(&self, findings: Vec<Finding>) -> Vec<Note> {
        let mut notes = Vec::new();
        let mut within: BTreeMap<usize, Vec<(Topic, Range<usize>, String)>> = BTreeMap::new();
        for Finding { topic, place, message } in findings {
            match place {
                Place::Raw(span) => notes.push(Note { topic, span, message }),
                Place::In(text, range) => within.entry(text).or_default().push((topic, range, message)),
            }
        }
        for (text, found) in within {
            let Some(text) = self.texts.get(text) else { continue };
            let ranges: Vec<_> = found.iter().map(|(_, range, _)| range.clone()).collect();
            let spans = locate(text.words, self.raw, &ranges);
            let named = found.into_iter().zip(spans);
            notes.extend(named.map(|((topic, _, message), span)| Note { topic, span, message }));
        }
        notes
    }
}
