//! A finished brief as a value.

use model::Run;

/// A brief: everything is in its place, only the format is still open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brief {
    /// The title to set above it. Without one the first heading names the file.
    pub title: Option<String>,
    /// The language of its words (ISO 639-1).
    pub language: String,
    /// What it consists of.
    pub blocks: Vec<Block>,
    /// Its footnotes, in the order of their numbers, which count from 1.
    pub notes: Vec<Note>,
}

impl Brief {
    /// What it is called: its title, else its first heading.
    pub fn name(&self) -> String {
        let heading = self.blocks.iter().find_map(|b| match b {
            Block::Heading { words, .. } => Some(plain(words)),
            _ => None,
        });
        self.title.clone().or(heading).unwrap_or_default()
    }
}

/// One footnote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// Its paragraphs.
    pub paragraphs: Vec<Vec<Inline>>,
    /// Whether it is a citation and nothing else, which a format with citation keys writes in the text.
    pub cites: bool,
}

/// A part of a brief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading; levels count from 1.
    Heading {
        /// Its level.
        level: u8,
        /// Its words.
        words: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// Words of a source, set off.
    Quotation(Quotation),
    /// What the author sets off.
    SetOff(Vec<Block>),
    /// A list.
    List {
        /// The first number of a numbered list.
        start: Option<u64>,
        /// What each item holds.
        items: Vec<Vec<Block>>,
    },
    /// Text as written, in a fixed-width face.
    Code {
        /// Its language, as the author calls it; may be empty.
        language: String,
        /// Its lines.
        text: String,
    },
    /// A table.
    Table {
        /// How the columns are set.
        aligns: Vec<Align>,
        /// The cells of the first row.
        head: Vec<Vec<Inline>>,
        /// The cells of the other rows.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A line across the page.
    Rule,
    /// A table of authorities.
    Authorities(Vec<Group>),
    /// HTML of the author's, for formats that are Markdown.
    Raw(String),
}

/// How a column is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// As the format has it.
    #[default]
    Usual,
    /// To the left.
    Left,
    /// In the middle.
    Centre,
    /// To the right.
    Right,
}

/// A source's words, set off, with their citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The words, paragraph by paragraph.
    pub lines: Vec<Line>,
    /// Where they stand.
    pub citation: Citation,
}

/// One paragraph of a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Levels below the provision that is quoted.
    pub depth: usize,
    /// The mark as printed in the source, in square brackets where it prints none.
    pub mark: Option<String>,
    /// The words.
    pub text: String,
}

impl Line {
    /// The mark and the words.
    pub fn words(&self) -> String {
        match &self.mark {
            Some(mark) => format!("{mark} {}", self.text).trim_end().to_owned(),
            None => self.text.clone(),
        }
    }
}

/// A citation, and where it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// What it cites, for formats with citation keys.
    pub keys: Vec<Key>,
    /// How the others show it.
    pub shown: Shown,
}

/// How a citation is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// In the footnote of this number.
    Note(usize),
    /// Here, in these words.
    Here(Vec<Inline>),
}

/// One thing cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The id of the authority, which is its key in a bibliography.
    pub authority: String,
    /// The place as a citation processor reads it: `art. 51`; empty for the whole.
    pub place: String,
    /// What leads up to it: `see`; may be empty.
    pub signal: String,
}

/// A part of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Words of a citation with their faces.
    Runs(Vec<Run>),
    /// Emphasised.
    Emphasis(Vec<Inline>),
    /// Strongly so.
    Strong(Vec<Inline>),
    /// Struck out.
    Struck(Vec<Inline>),
    /// As written, in a fixed-width face.
    Code(String),
    /// A link.
    Link {
        /// Its address.
        to: String,
        /// Its words.
        words: Vec<Inline>,
    },
    /// A picture.
    Image {
        /// Its address.
        from: String,
        /// What stands for it.
        words: Vec<Inline>,
    },
    /// A new line.
    Break,
    /// The call of a footnote.
    Note(usize),
    /// Another call of a footnote that was called before.
    NoteAgain(usize),
    /// The number of a footnote, in running words.
    NoteNumber(usize),
    /// A citation.
    Citation(Citation),
    /// HTML of the author's, for formats that are Markdown.
    Raw(String),
}

/// One group of a table of authorities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its heading: "Treaties".
    pub title: String,
    /// Its authorities.
    pub rows: Vec<Row>,
}

/// One authority of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub key: String,
    /// Its citation, without a place.
    pub words: Vec<Run>,
    /// The places that are cited: `arts 2(4), 51`; may be empty.
    pub places: String,
    /// The footnotes that cite it.
    pub notes: Vec<usize>,
}

impl Row {
    /// What introduces the numbers of its notes.
    pub(crate) fn notes_word(&self) -> &'static str {
        if self.notes.len() == 1 { "n" } else { "nn" }
    }
}

/// Whether two parts are calls of footnotes, whose numbers would run into one.
pub(crate) fn are_calls(before: Option<&Inline>, next: &Inline) -> bool {
    let is_call = |inline: &Inline| match inline {
        Inline::Note(_) | Inline::NoteAgain(_) => true,
        Inline::Citation(citation) => matches!(citation.shown, Shown::Note(_)),
        _ => false,
    };
    before.is_some_and(is_call) && is_call(next)
}

/// The words alone.
pub(crate) fn plain(words: &[Inline]) -> String {
    let mut out = String::new();
    for inline in words {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Runs(runs) => runs.iter().for_each(|r| out.push_str(&r.text)),
            Inline::Emphasis(inside) | Inline::Strong(inside) | Inline::Struck(inside) => {
                out.push_str(&plain(inside));
            }
            Inline::Link { words, .. } | Inline::Image { words, .. } => out.push_str(&plain(words)),
            Inline::Break => out.push(' '),
            Inline::NoteNumber(number) => out.push_str(&number.to_string()),
            Inline::Citation(Citation { shown: Shown::Here(words), .. }) => out.push_str(&plain(words)),
            Inline::Note(_) | Inline::NoteAgain(_) | Inline::Citation(_) | Inline::Raw(_) => {}
        }
    }
    out
}
