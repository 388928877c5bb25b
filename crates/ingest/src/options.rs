//! How a source is to be read: the reader options of a manifest entry.

use model::SegmentKind;

/// The file format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Markdown, as CommonMark reads it, with allowances for untidy files.
    #[default]
    Markdown,
    /// A JSON object with a list of articles.
    Json,
    /// Plain text, a paragraph a line or parted by blank lines.
    Text,
    /// Akoma Ntoso: XML that says itself what its provisions are.
    Akn,
}

impl Format {
    /// The word used in the manifest.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Json => "json",
            Self::Text => "text",
            Self::Akn => "akn",
        }
    }
}

/// What the text is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Structure {
    /// An instrument: articles (or rules, principles), with paragraphs and points below them.
    #[default]
    Articles,
    /// Prose: paragraphs, headings and block quotations, counted by ordinal.
    Essay,
    /// A judgment or comment whose paragraphs carry numbers: `206.`, `[206]`.
    NumberedParagraphs,
}

impl Structure {
    /// The word used in the manifest.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Articles => "articles",
            Self::Essay => "essay",
            Self::NumberedParagraphs => "numbered-paragraphs",
        }
    }
}

/// A rule that tells a heading line by its form: literal text with `{number}`, `{title}` and `{capitals}` in it, as
/// in `Chapter {number}: {title}`. `{capitals}` is a title without small letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadingRule {
    /// What the line is the heading of; `None` for a heading that carries no number.
    pub kind: Option<SegmentKind>,
    /// The form.
    pub pattern: String,
}

/// Where a JSON file keeps what: dotted paths from the root (`content.articles`), then names inside an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonFields {
    /// The list of articles.
    pub articles: String,
    /// The preamble, one string.
    pub preamble: Option<String>,
    /// The number of an article.
    pub number: String,
    /// Its heading.
    pub heading: Option<String>,
    /// Its text.
    pub text: String,
}

impl Default for JsonFields {
    fn default() -> Self {
        Self {
            articles: "content.articles".to_owned(),
            preamble: Some("content.preamble".to_owned()),
            number: "number".to_owned(),
            heading: Some("heading".to_owned()),
            text: "text".to_owned(),
        }
    }
}

/// How a source is to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The file format.
    pub format: Format,
    /// What the text is made of.
    pub structure: Structure,
    /// The wanted text begins with the first line that reads so (see [`Options::reads`]).
    pub from: Option<String>,
    /// It ends before the first later line that reads so.
    pub to: Option<String>,
    /// The numbered articles end and annexes begin at the first line after `from` that reads so.
    pub annexes_from: Option<String>,
    /// Standoff numbering, a file below `corpus/`: byte span, kind and pinpoint of each line.
    pub numbering: Option<String>,
    /// Heading lines of plain text.
    pub headings: Vec<HeadingRule>,
    /// Where JSON keeps what, if elsewhere than usual.
    pub json: Option<Box<JsonFields>>,
}

impl Options {
    /// Whether `line` reads as `marker` says: the same, white space at its ends aside. A marker that ends in `…` gives
    /// the beginning of a line.
    pub fn reads(marker: &str, line: &str) -> bool {
        match marker.trim().strip_suffix('…') {
            Some(beginning) => line.trim().starts_with(beginning.trim_end()),
            None => line.trim() == marker.trim(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_is_a_whole_line_or_with_dots_its_beginning() {
        assert!(Options::reads("## Schedule 1", "  ## Schedule 1  "));
        assert!(!Options::reads("## Schedule 1", "## Schedule 10"));
        assert!(Options::reads("Ships at night…", "Ships at night show two lights."));
        assert!(!Options::reads("Ships at night…", "Ships by day"));
    }
}
