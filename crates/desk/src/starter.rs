//! The starter corpus inside the program, and laying it out for a new user.
#![expect(clippy::disallowed_methods, reason = "the edge: writes the files of a new corpus")]

use std::fs;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use crate::error::DeskError;
use crate::root::MANIFEST;

static AUTHORITIES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../corpus/authorities");
static DIGESTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../corpus/digests");
static NUMBERING: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../corpus/numbering");
static STYLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../corpus/styles");
static VARIANTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../corpus/variants");
const STARTER: &str = include_str!("../../../corpus/corpus.toml");
const FOLDING: &str = include_str!("../../../corpus/folding.tsv");
const THESAURUS: &str = include_str!("../../../corpus/thesaurus.tsv");
const DOCTRINES: &str = include_str!("../../../corpus/doctrines.toml");
const WEIGHTS: &str = include_str!("../../../corpus/doctrine-weights.tsv");

/// Which corpus to lay out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// The instruments and the essay the program comes with.
    Starter,
    /// No documents: a corpus of one's own. The tables come along.
    Empty,
}

/// Lays a new corpus out in `folder`, which is made where needed. Returns the files written, relative to it.
///
/// # Errors
/// When there is a corpus already, or a file cannot be written. Nothing that exists is overwritten.
pub fn init(folder: &Path, start: Start) -> Result<Vec<PathBuf>, DeskError> {
    if folder.join(MANIFEST).exists() {
        return Err(DeskError::CorpusExists(folder.to_owned()));
    }
    let mut files: Vec<(PathBuf, &[u8])> = Vec::new();
    for dir in [
        ("authorities", &AUTHORITIES),
        ("digests", &DIGESTS),
        ("numbering", &NUMBERING),
        ("styles", &STYLES),
        ("variants", &VARIANTS),
    ] {
        let wanted = start == Start::Starter || matches!(dir.0, "authorities" | "styles");
        for file in dir.1.files().filter(|_| wanted) {
            files.push((Path::new("corpus").join(dir.0).join(file.path()), file.contents()));
        }
    }
    files.push(("corpus/folding.tsv".into(), FOLDING.as_bytes()));
    files.push(("corpus/thesaurus.tsv".into(), THESAURUS.as_bytes()));
    files.push(("corpus/doctrines.toml".into(), DOCTRINES.as_bytes()));
    files.push(("corpus/doctrine-weights.tsv".into(), WEIGHTS.as_bytes()));
    files.push(("corpus/.gitignore".into(), b"/sources/\n"));
    files.push(("index/.gitignore".into(), b"*\n!.gitignore\n"));
    // The manifest goes last: without it there is no corpus, so that a broken run can simply be repeated.
    let manifest = match start {
        Start::Starter => STARTER,
        Start::Empty => ingest::EMPTY_MANIFEST,
    };
    files.push((MANIFEST.into(), manifest.as_bytes()));
    for sub in ["authorities", "digests", "numbering", "styles", "variants", "sources"] {
        let path = folder.join("corpus").join(sub);
        fs::create_dir_all(&path).map_err(|e| DeskError::write(&path, e))?;
    }
    for (path, bytes) in &files {
        let full = folder.join(path);
        if let Some(parent) = full.parent() {
            fs::create_dir_all(parent).map_err(|e| DeskError::write(parent, e))?;
        }
        if full.exists() && path != Path::new(MANIFEST) {
            continue;
        }
        fs::write(&full, bytes).map_err(|e| DeskError::write(&full, e))?;
    }
    Ok(files.into_iter().map(|(path, _)| path).collect())
}

/// The citation styles that the program comes with: path and text.
pub(crate) fn styles() -> Vec<(PathBuf, String)> {
    let text = |f: &include_dir::File<'_>| Some((f.path().to_owned(), f.contents_utf8()?.to_owned()));
    STYLES.files().filter_map(text).collect()
}
