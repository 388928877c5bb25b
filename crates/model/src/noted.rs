//! An answer and the remarks that came with it.

use crate::span::Span;

/// A value with notes: a damaged source still gives a document, and says what was wrong with it.
#[derive(Clone, Debug)]
pub struct Noted<T> {
    /// The answer.
    pub value: T,
    /// What there is to say about it, in order of place.
    pub notes: Vec<Note>,
}

impl<T> Noted<T> {
    /// A value without remarks.
    pub fn clean(value: T) -> Self {
        Self { value, notes: Vec::new() }
    }
}

/// What a note is about. The written form is the rule name that `corpus lint` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Numbers that skip: something may be missing.
    NumberingGap,
    /// A number that stands twice, or steps back.
    NumberingRepeat,
    /// Paragraphs or points whose marks are lost, so that they cannot be told apart.
    LostMark,
    /// Words run together.
    GluedWords,
    /// Letters of a script that does not belong here, or a letter for a digit.
    ForeignScript,
    /// Words in another language than the text's own.
    ForeignLanguage,
    /// Text of the file that no provision took up.
    LeftOver,
    /// A text that breaks off.
    BrokenOff,
    /// Articles that the manifest or the count says should be there.
    MissingProvision,
    /// Words that stand twice.
    RepeatedText,
    /// A character or sign that is no part of the text.
    StrayCharacter,
    /// A word that is no word of the instrument elsewhere and looks like a misprint.
    Misprint,
    /// Bytes that are no UTF-8, a byte-order mark, odd line ends.
    Encoding,
    /// A digest that takes over words of its source.
    DigestRepeat,
    /// A note or label of a digest whose words have moved or changed since.
    NoteAnchor,
    /// Markup that could not be understood and was read as text.
    Markup,
}

impl Topic {
    /// Every topic, in the order in which reports list them.
    pub const ALL: [Self; 16] = [
        Self::NumberingGap,
        Self::NumberingRepeat,
        Self::LostMark,
        Self::GluedWords,
        Self::ForeignScript,
        Self::ForeignLanguage,
        Self::LeftOver,
        Self::BrokenOff,
        Self::MissingProvision,
        Self::RepeatedText,
        Self::StrayCharacter,
        Self::Misprint,
        Self::Encoding,
        Self::DigestRepeat,
        Self::NoteAnchor,
        Self::Markup,
    ];

    /// The rule name, as printed.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NumberingGap => "numbering-gap",
            Self::NumberingRepeat => "numbering-repeat",
            Self::LostMark => "lost-mark",
            Self::GluedWords => "glued-words",
            Self::ForeignScript => "foreign-script",
            Self::ForeignLanguage => "foreign-language",
            Self::LeftOver => "left-over",
            Self::BrokenOff => "broken-off",
            Self::MissingProvision => "missing-provision",
            Self::RepeatedText => "repeated-text",
            Self::StrayCharacter => "stray-character",
            Self::Misprint => "misprint",
            Self::Encoding => "encoding",
            Self::DigestRepeat => "digest-repeat",
            Self::NoteAnchor => "note-anchor",
            Self::Markup => "markup",
        }
    }
}

/// A remark with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it is about.
    pub topic: Topic,
    /// Where, in bytes of the raw file; empty where it concerns a point between bytes.
    pub span: Span,
    /// What was seen, as a fact, lower case, no full stop.
    pub message: String,
}

impl Note {
    /// A note on `topic` at `span`.
    pub fn new(topic: Topic, span: Span, message: impl Into<String>) -> Self {
        Self { topic, span, message: message.into() }
    }
}
