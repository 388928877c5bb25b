//! The manifest, `corpus/corpus.toml`: which documents there are, which text each is, where its file comes from and how it
//! is read.

#![expect(clippy::disallowed_methods, reason = "the manifest is read from disk here")]

mod check;
mod entry;
mod parts;
mod write;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use model::{AuthorityId, Meta};
use table::{Fields, Sheet};

use crate::hash::Sha256;
use crate::options::Options;
use crate::tables::TableError;

pub use check::{CheckIgnore, CheckSetting, CheckTable};
pub use write::{EMPTY_MANIFEST, NewEntry, append_entries, append_entry};

/// Where a document's file comes from, and the bytes it must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its name below `corpus/sources`.
    pub file: String,
    /// The hash of its bytes.
    pub sha256: Sha256,
    /// How many bytes there are.
    pub bytes: u64,
    /// Addresses that give these bytes, to be tried in turn; none for a file supplied by hand.
    pub urls: Vec<String>,
    /// What to do to supply the file by hand, where there is no address.
    pub by_hand: Option<String>,
    /// A page where the text can be read.
    pub page: Option<String>,
}

/// A document of the corpus, or a witness of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What is known of the text.
    pub meta: Meta,
    /// Languages of the file, ISO 639-1.
    pub languages: Vec<String>,
    /// Who publishes the text and on what footing it is used here; may be empty.
    pub rights: String,
    /// The file.
    pub source: Source,
    /// How it is read.
    pub options: Options,
    /// Second prints of the same text.
    pub witnesses: Vec<Entry>,
    /// The line of the manifest on which the entry begins, from 1.
    pub line: usize,
}

impl Entry {
    /// The document's id.
    pub fn id(&self) -> &AuthorityId {
        &self.meta.id
    }
}

/// When a question looks for changes of the sources and tables before it is answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Refresh {
    /// Always where the manifest names at most 200 files, else never: the walk would cost more than the answer.
    #[default]
    Auto,
    /// Before every question.
    Always,
    /// Only when told to.
    Manual,
}

impl Refresh {
    /// Every setting.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Always, Self::Manual];

    /// The written form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Always => "always",
            Self::Manual => "manual",
        }
    }

    /// Whether to look, in a corpus whose manifest names so many files.
    pub const fn looks(self, files: usize) -> bool {
        match self {
            Self::Auto => files <= 200,
            Self::Always => true,
            Self::Manual => false,
        }
    }
}

/// The documents of a corpus, in the order of the manifest, and how it is kept up to date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    documents: Vec<Entry>,
    refresh: Refresh,
    check: CheckTable,
    style: Option<String>,
}

impl Manifest {
    /// Reads and checks the manifest of the corpus below `root`, the folder that holds `corpus/corpus.toml`.
    ///
    /// # Errors
    /// When the file cannot be read, or with everything that is wrong in it.
    pub fn load(root: &Path) -> Result<Self, TableError> {
        let path = Self::path(root);
        match std::fs::read_to_string(&path) {
            Ok(text) => Self::parse(&text, &path),
            Err(cause) => Err(TableError::Read { path, cause }),
        }
    }

    /// Reads and checks the text of a manifest; `path` is named in errors. A manifest without documents is good.
    ///
    /// # Errors
    /// Everything that is wrong in it.
    pub fn parse(text: &str, path: &Path) -> Result<Self, TableError> {
        parts::parse(text, path).map_or_else(|| Self::parse_whole(text, path), Ok)
    }

    /// The same in one piece.
    fn parse_whole(text: &str, path: &Path) -> Result<Self, TableError> {
        let sheet = Sheet::new(path, text);
        let manifest = match sheet.root() {
            Some(tables) => {
                let root = Fields::root(&sheet, &tables);
                let settings = Self::settings(&sheet, &root);
                let tables = root.tables("document");
                root.finish();
                let documents: Vec<Entry> = tables.iter().filter_map(entry::document).collect();
                check_unique(&sheet, &documents);
                Self { documents, ..settings }
            }
            None => Self::default(),
        };
        match sheet.into_faults() {
            faults if faults.is_empty() => Ok(manifest),
            faults => Err(TableError::Faults(faults)),
        }
    }

    /// Everything of a manifest but its documents.
    fn settings(sheet: &Sheet<'_>, root: &Fields<'_, '_>) -> Self {
        let mut out = Self::default();
        if let Some(index) = root.table("index") {
            let known = Refresh::ALL.map(|r| (r.as_str(), r));
            out.refresh = index.word("refresh", &known).unwrap_or_default();
            index.finish();
        }
        if let Some(cite) = root.table("cite") {
            out.style = cite.string("style");
            cite.finish();
        }
        out.check = check::table(root, |at| sheet.line(at));
        out
    }

    /// When a question looks for changes first: `refresh` in the table `[index]`.
    pub const fn refresh(&self) -> Refresh {
        self.refresh
    }

    /// The usual citation style: `style` in the table `[cite]`.
    pub fn style(&self) -> Option<&str> {
        self.style.as_deref()
    }

    /// What is known of the documents, in the order of the manifest.
    pub fn metas(&self) -> impl Iterator<Item = &Meta> {
        self.documents.iter().map(|entry| &entry.meta)
    }

    /// The documents, in the order of the manifest.
    pub fn documents(&self) -> impl Iterator<Item = &Entry> {
        self.documents.iter()
    }

    /// How drafts are checked.
    pub fn check(&self) -> &CheckTable {
        &self.check
    }

    /// The documents and, after each, its witnesses.
    pub fn all(&self) -> impl Iterator<Item = &Entry> {
        self.documents.iter().flat_map(|d| std::iter::once(d).chain(&d.witnesses))
    }

    /// The document or witness with this id.
    pub fn entry(&self, id: &AuthorityId) -> Option<&Entry> {
        self.all().find(|e| e.id() == id)
    }

    /// The manifest of the corpus below `root`.
    pub fn path(root: &Path) -> PathBuf {
        root.join("corpus").join("corpus.toml")
    }

    /// The folder of the source files of the corpus below `root`.
    pub fn sources(root: &Path) -> PathBuf {
        root.join("corpus").join("sources")
    }
}

/// Reports ids that stand twice, and one file name pinned to different bytes.
fn check_unique(sheet: &Sheet<'_>, documents: &[Entry]) {
    let mut ids = BTreeMap::new();
    let mut files: BTreeMap<String, &Entry> = BTreeMap::new();
    for entry in documents.iter().flat_map(|d| std::iter::once(d).chain(&d.witnesses)) {
        let at = sheet.start_of(entry.line);
        if let Some(first) = ids.insert(entry.id().as_str(), entry.line) {
            let message = format!("`{}` is the id of the entry on line {first} too", entry.id());
            sheet.fault(at, "document.id", message);
        }
        // Names that differ in case only are one name on some systems.
        let first = *files.entry(entry.source.file.to_lowercase()).or_insert(entry);
        let same = |e: &Entry| (e.source.sha256, e.source.bytes, e.source.file.clone());
        if same(first) != same(entry) {
            let (file, line) = (&entry.source.file, first.line);
            let message = format!(
                "`{file}` is pinned to other bytes, or spelt differently, by the entry on line {line}"
            );
            sheet.fault(at, "document.source.file", message);
        }
    }
}

#[cfg(test)]
mod tests;
