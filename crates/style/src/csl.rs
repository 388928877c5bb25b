//! Forms that a CSL file sets. A style's table may name one; it then writes the full form of articles, chapters, books and
//! web pages, while positions and short forms stay the table's. The file is read when the first such work is cited.

mod faces;
mod item;
mod outline;
#[cfg(test)]
mod tests;
mod words;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use hayagriva::citationberg::{IndependentStyle, Locale, LocaleFile, StyleClass};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, CitePurpose, LocatorPayload,
    SpecificLocator,
};
use model::{Pinpoint, Run};
use table::Fault;

use self::outline::Outline;
use crate::parse::StyleError;

pub(crate) use self::item::{Item, is_type};

/// The words of English, American and British: the second says what differs.
const ENGLISH: [&str; 2] = [include_str!("csl/en-US.xml"), include_str!("csl/en-GB.xml")];

/// A CSL file, and the file of the words of its language where it is not English.
#[derive(Clone, Debug)]
pub(crate) struct Csl {
    path: PathBuf,
    text: String,
    language: Option<(PathBuf, String)>,
    read: OnceLock<Result<Processor, StyleError>>,
    /// What the processor stumbled over.
    stumbled: OnceLock<StyleError>,
}

/// A CSL file, checked.
#[derive(Clone, Debug)]
struct Processor {
    style: IndependentStyle,
    words: Vec<Locale>,
    /// Whether the full form is the entry of a bibliography: citations in the text name the author alone.
    listed: bool,
}

impl Csl {
    pub(crate) fn new(path: &Path, text: &str, language: Option<(&Path, &str)>) -> Self {
        let language = language.map(|(path, text)| (path.to_owned(), text.to_owned()));
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            language,
            read: OnceLock::new(),
            stumbled: OnceLock::new(),
        }
    }

    /// The file's name.
    pub(crate) fn name(&self) -> String {
        self.path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// What is wrong with the file, where a work was cited and it could not be read.
    pub(crate) fn fault(&self) -> Option<&StyleError> {
        self.read.get()?.as_ref().err().or(self.stumbled.get())
    }

    /// The full form of a work of the CSL type `kind`. `words` are its places as the table writes them: for places that CSL
    /// has no word for, and for files that print none. `None` where the file is faulty or prints nothing.
    pub(crate) fn full(&self, work: &Item, places: &[Pinpoint], words: Option<&str>) -> Option<Vec<Run>> {
        let processor = self.read.get_or_init(|| self.open()).as_ref().ok()?;
        // What the processor cannot do must not take the program along.
        let print = |place| match catch_unwind(AssertUnwindSafe(|| processor.printed(work, place))) {
            Ok(runs) => Some(runs),
            Err(_) => {
                let message =
                    format!("the processor of CSL breaks on it when it prints {}", work.described());
                let fault = Fault { path: self.path.clone(), line: 1, key: String::new(), message };
                self.stumbled.get_or_init(|| StyleError { faults: vec![fault] });
                None
            }
        };
        let bare = print(None).filter(|runs| !runs.is_empty())?;
        let Some(words) = words else { return Some(bare) };
        let (label, text) = item::locator(places, words);
        let mut placed = print(Some(SpecificLocator(label, LocatorPayload::Str(&text)))).unwrap_or_default();
        if placed.is_empty() || placed == bare {
            placed = bare;
            crate::template::push(&mut placed, Run::plain(format!(", {words}")));
        }
        Some(placed)
    }

    fn open(&self) -> Result<Processor, StyleError> {
        let outline = Outline::style(&self.path, &self.text)?;
        let read = |text: &str| catch_unwind(AssertUnwindSafe(|| IndependentStyle::from_xml(text)));
        let mut style = match read(&self.text) {
            Ok(Ok(style)) => style,
            Ok(Err(cause)) => {
                let told = cause.source.to_string();
                let missing = |cause: &str| cause.starts_with("missing field");
                let same = |text: &str| match read(text) {
                    Ok(Err(e)) => {
                        // Where something is missing, that more is missing says nothing.
                        let now = e.source.to_string();
                        now == told || (missing(&told) && missing(&now))
                    }
                    _ => false,
                };
                return Err(outline.error(outline.culprit(&same), format!("not understood as CSL: {told}")));
            }
            Err(_) => return Err(outline.error(outline.root(), "not understood as CSL".to_owned())),
        };
        let listed = style.settings.class == StyleClass::InText;
        if listed && style.bibliography.is_none() {
            let message = "its citations stand in the text and it has no bibliography, so that it has no full form; \
                           take a style of notes, or one with a bibliography";
            return Err(outline.error(outline.root(), message.to_owned()));
        }
        if !listed {
            style.bibliography = None;
        }
        // The table closes notes itself.
        style.citation.layout.prefix = None;
        style.citation.layout.suffix = None;
        let words = self.words(&outline, &style)?;
        Ok(Processor { style, words, listed })
    }

    /// The words that the file takes for granted, in its language.
    fn words(&self, outline: &Outline<'_>, style: &IndependentStyle) -> Result<Vec<Locale>, StyleError> {
        let mut all = Vec::new();
        if let Some((path, text)) = &self.language {
            let own = Outline::locale(path, text)?;
            match catch_unwind(AssertUnwindSafe(|| LocaleFile::from_xml(text))) {
                Ok(Ok(file)) => all.push(Locale::from(file)),
                Ok(Err(cause)) => {
                    return Err(
                        own.error(own.root(), format!("not understood as a CSL locale: {}", cause.source))
                    );
                }
                Err(_) => return Err(own.error(own.root(), "not understood as a CSL locale".to_owned())),
            }
        } else if let Some(language) = style.default_locale.as_ref().filter(|l| !l.is_english()) {
            let name = &language.0;
            let message = format!(
                "it is written in the language `{name}`, whose words are not built in; put the CSL locale file of that \
                 language beside it and name it in the style's table: locale = \"locales-{name}.xml\""
            );
            return Err(outline.error(outline.root(), message));
        }
        all.extend(ENGLISH.iter().filter_map(|text| LocaleFile::from_xml(text).ok()).map(Locale::from));
        Ok(all)
    }
}

impl Processor {
    fn printed(&self, work: &Item, place: Option<SpecificLocator<'_>>) -> Vec<Run> {
        let mut cited = CitationItem::with_locator(&work.0, place);
        cited.purpose = self.listed.then_some(CitePurpose::Full);
        let mut driver = BibliographyDriver::new();
        // A note, and the first: everything else is a matter of positions, which are the table's.
        driver.citation(CitationRequest::new(vec![cited], &self.style, None, &self.words, Some(1)));
        let mut rendered = driver.finish(BibliographyRequest::new(&self.style, None, &self.words));
        let Some(first) = rendered.citations.pop() else { return Vec::new() };
        faces::runs(&first.citation, self.listed)
    }
}
