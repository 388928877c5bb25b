//! The formats, in the order in which help lists them.

mod docx;
mod html;
mod markdown;
mod pandoc;
mod text;
mod typst;

use std::str::FromStr;

use crate::brief::Brief;

/// A format of finished briefs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Markdown, with footnotes.
    Markdown,
    /// Markdown of pandoc, with citation keys.
    Pandoc,
    /// One HTML file that needs no other.
    Html,
    /// Office Open XML, for word processors.
    Docx,
    /// The markup of Typst.
    Typst,
    /// Plain text, wrapped.
    Text,
}

/// What a format is.
struct Form {
    format: Format,
    name: &'static str,
    /// The endings of file names that mean it.
    endings: &'static [&'static str],
    render: fn(&Brief) -> Vec<u8>,
    /// The same without what makes it a document of its own.
    fragment: Option<fn(&Brief) -> String>,
}

const ALL: [Form; 6] = [
    Form {
        format: Format::Markdown,
        name: "md",
        endings: &["md", "markdown"],
        render: |brief| markdown::render(brief).into_bytes(),
        fragment: Some(markdown::render),
    },
    Form {
        format: Format::Pandoc,
        name: "pandoc",
        endings: &["pandoc", "pmd"],
        render: |brief| pandoc::render(brief).into_bytes(),
        fragment: Some(pandoc::fragment),
    },
    Form {
        format: Format::Html,
        name: "html",
        endings: &["html", "htm"],
        render: |brief| html::render(brief).into_bytes(),
        fragment: Some(html::fragment),
    },
    Form { format: Format::Docx, name: "docx", endings: &["docx"], render: docx::render, fragment: None },
    Form {
        format: Format::Typst,
        name: "typst",
        endings: &["typ"],
        render: |brief| typst::render(brief).into_bytes(),
        fragment: Some(typst::fragment),
    },
    Form {
        format: Format::Text,
        name: "text",
        endings: &["txt", "text", "eml"],
        render: |brief| text::render(brief).into_bytes(),
        fragment: Some(text::render),
    },
];

impl Format {
    /// The names of all formats.
    pub fn names() -> impl Iterator<Item = &'static str> {
        ALL.iter().map(|f| f.name)
    }

    /// The format that the ending of a file's name means.
    pub fn of_file(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        let ending = ending.to_ascii_lowercase();
        ALL.iter().find(|f| f.endings.contains(&ending.as_str())).map(|f| f.format)
    }

    /// Whether it is text that a terminal can show.
    pub const fn is_text(self) -> bool {
        !matches!(self, Self::Docx)
    }

    fn form(self) -> Option<&'static Form> {
        ALL.iter().find(|f| f.format == self)
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        ALL.iter().find(|f| f.name == name).map(|f| f.format).ok_or(UnknownFormat)
    }
}

/// No format goes by that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownFormat;

/// The brief in a format.
pub fn render(brief: &Brief, format: Format) -> Vec<u8> {
    format.form().map(|form| (form.render)(brief)).unwrap_or_default()
}

/// The brief to be pasted into another document; `None` where a format has no such thing.
pub fn fragment(brief: &Brief, format: Format) -> Option<String> {
    format.form().and_then(|form| form.fragment).map(|fragment| fragment(brief))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn names_and_endings_mean_one_format_each() {
        for form in &ALL {
            assert_eq!(form.name.parse(), Ok(form.format));
            for ending in form.endings {
                assert_eq!(Format::of_file(&format!("out.{ending}")), Some(form.format));
            }
        }
        assert_eq!(Format::of_file("out"), None);
        assert_eq!("rtf".parse::<Format>(), Err(UnknownFormat));
    }

    #[test]
    fn every_format_renders_the_same_brief_to_the_same_bytes_twice() {
        let brief = sample::brief();
        for form in &ALL {
            let once = render(&brief, form.format);
            assert!(!once.is_empty() && once == render(&brief, form.format), "{}", form.name);
        }
    }

    #[test]
    fn every_text_format_has_all_the_words_of_the_sources() {
        for form in ALL.iter().filter(|f| f.format.is_text()) {
            let text = String::from_utf8(render(&sample::brief(), form.format)).unwrap();
            let flat = text.replace(['\n', '>', '\\'], " ").split_whitespace().collect::<Vec<_>>().join(" ");
            for words in ["keep its harbour", "lights burning from dusk", "The keeper"] {
                assert!(flat.contains(words), "{}: {words}", form.name);
            }
        }
    }
}
