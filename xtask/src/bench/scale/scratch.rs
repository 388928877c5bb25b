//! A scratch corpus over the texts of a folder.

use std::path::{Path, PathBuf};
use std::process::Command;

use desk::{AddFolderRequest, Desk, Start};
use ingest::Sha256;
use search::Entry;

use crate::bench::spent::quiet;

/// The tables of the tagger.
const DOCTRINES: [&str; 2] = ["doctrines.toml", "doctrine-weights.tsv"];

/// A corpus in a folder of its own, which goes with it.
pub(super) struct Corpus {
    root: tempfile::TempDir,
    pub(super) bytes: u64,
    pub(super) files: usize,
}

/// Every passage of an index, by document.
pub(super) struct Passages(Vec<(model::AuthorityId, Vec<Entry>)>);

impl Passages {
    pub(super) fn documents(&self) -> impl Iterator<Item = &(model::AuthorityId, Vec<Entry>)> {
        self.0.iter()
    }

    fn all(&self) -> impl Iterator<Item = &Entry> {
        self.0.iter().flat_map(|(_, entries)| entries).filter(|e| e.passage)
    }

    pub(super) fn count(&self) -> usize {
        self.all().count()
    }

    pub(super) fn bytes(&self) -> usize {
        self.all().map(|e| e.text.len()).sum()
    }

    /// Ids and words.
    pub(super) fn plain(&self) -> Vec<(String, &str)> {
        self.all().map(|e| (e.id.to_string(), e.text.as_str())).collect()
    }

    /// Ids and words of the document with a middling number of passages.
    pub(super) fn middle(&self) -> Vec<(String, &str)> {
        let mut all: Vec<&Vec<Entry>> = self.0.iter().map(|(_, entries)| entries).collect();
        all.sort_by_key(|entries| entries.len());
        let middle = all.get(all.len() / 2).into_iter().flat_map(|entries| entries.iter());
        middle.filter(|e| e.passage).map(|e| (e.id.to_string(), e.text.as_str())).collect()
    }
}

impl Corpus {
    /// Takes in every Markdown file below `folder`.
    pub(super) fn new(folder: &Path) -> Result<Self, String> {
        let root = tempfile::tempdir().map_err(|e| e.to_string())?;
        desk::init(root.path(), Start::Empty).map_err(|e| e.to_string())?;
        let mut corpus = Self { root, bytes: 0, files: 0 };
        corpus.add(folder)?;
        Ok(corpus)
    }

    /// Takes in more.
    pub(super) fn add(&mut self, folder: &Path) -> Result<(), String> {
        let request = AddFolderRequest {
            paths: vec![folder.to_owned()],
            include: vec!["*.md".to_owned()],
            kind: Some("treaty".to_owned()),
            ..AddFolderRequest::default()
        };
        let added = self.desk()?.add_folder(&request).map_err(|e| e.to_string())?;
        self.bytes += added.added.iter().map(|f| f.bytes).sum::<u64>();
        self.files += added.added.len();
        Ok(())
    }

    pub(super) fn root(&self) -> &Path {
        self.root.path()
    }

    fn table(&self, name: &str) -> PathBuf {
        self.root().join("corpus").join(name)
    }

    pub(super) fn desk(&self) -> Result<Desk, String> {
        Desk::open(self.root()).map_err(|e| e.to_string())
    }

    /// Takes the taxonomy away, so that passages are not tagged from now on.
    pub(super) fn without_doctrines(&self) -> Result<(), String> {
        DOCTRINES.iter().try_for_each(|name| moved(&self.table(name), &self.table(&format!("{name}.away"))))
    }

    /// Brings it back.
    pub(super) fn with_doctrines(&self) -> Result<(), String> {
        DOCTRINES.iter().try_for_each(|name| moved(&self.table(&format!("{name}.away")), &self.table(name)))
    }

    /// Everything that the index has, as it was put in.
    pub(super) fn passages(&self) -> Result<Passages, String> {
        let fail = |e: search::SearchError| e.to_string();
        let index = search::Index::open(&self.root().join("index"), &self.folding()?).map_err(fail)?;
        let documents = index.documents().map_err(fail)?.into_iter();
        let read = |d: search::DocumentInfo| Ok((d.id.clone(), index.document(&d.id).map_err(fail)?));
        documents.map(read).collect::<Result<_, String>>().map(Passages)
    }

    /// The spellings that the index was made with.
    pub(super) fn folding(&self) -> Result<search::Folding, String> {
        let text = std::fs::read_to_string(self.table("folding.tsv")).map_err(|e| e.to_string())?;
        search::Folding::parse(&text, "folding.tsv").map_err(|e| e.to_string())
    }

    /// Puts the tree under git, sources and all.
    pub(super) fn under_git(&self) -> Result<(), String> {
        let ignored = self.table(".gitignore");
        std::fs::remove_file(&ignored).map_err(|e| format!("{}: {e}", ignored.display()))?;
        let who = ["-c", "user.name=bench", "-c", "user.email=bench@localhost"];
        for args in [&["init", "--quiet"][..], &["add", "--all"], &["commit", "--quiet", "-m", "all"]] {
            quiet(Command::new("git").arg("-C").arg(self.root()).args(who).args(args))?;
        }
        Ok(())
    }

    /// Adds a sentence to the file of the middle size and pins it anew.
    pub(super) fn change(&self, number: usize) -> Result<(), String> {
        let path = self.middle()?;
        let mut text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let before = Sha256::of(text.as_bytes()).to_string();
        text.push_str(&format!("\n\nThe keeper of lamp {number} shall be paid as article 1 has it.\n"));
        let after = Sha256::of(text.as_bytes()).to_string();
        std::fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))?;
        let manifest = self.table("corpus.toml");
        let pins = std::fs::read_to_string(&manifest).map_err(|e| e.to_string())?;
        std::fs::write(&manifest, pins.replace(&before, &after)).map_err(|e| e.to_string())
    }

    /// A corpus of that file alone.
    pub(super) fn single(&self) -> Result<Self, String> {
        let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
        let from = self.middle()?;
        std::fs::copy(&from, folder.path().join("one.md")).map_err(|e| format!("{}: {e}", from.display()))?;
        Self::new(folder.path())
    }

    /// The source file of the middle size.
    fn middle(&self) -> Result<PathBuf, String> {
        let files = crate::bench::folder::markdown(&self.table("sources"))?;
        let mut sized: Vec<(u64, PathBuf)> = Vec::new();
        for file in files {
            let bytes = std::fs::metadata(&file).map_err(|e| format!("{}: {e}", file.display()))?.len();
            sized.push((bytes, file));
        }
        sized.sort();
        let at = sized.len() / 2;
        sized.into_iter().nth(at).map(|(_, file)| file).ok_or_else(|| "no file was taken in".to_owned())
    }
}

fn moved(from: &Path, to: &Path) -> Result<(), String> {
    std::fs::rename(from, to).map_err(|e| format!("{}: {e}", from.display()))
}
