//! The files of a folder that could be texts, in the order of their paths, and what is passed over.

use std::path::{Path, PathBuf};

use ignore::overrides::{Override, OverrideBuilder};
use ignore::{DirEntry, WalkBuilder};
use ingest::{Format, LARGEST_FILE};

use super::format_of;
use crate::error::DeskError;

/// Files that hold other files.
const ARCHIVES: [&str; 14] =
    ["zip", "tar", "gz", "tgz", "bz2", "xz", "zst", "lz4", "7z", "rar", "epub", "jar", "iso", "cab"];

/// A file that was not taken in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skipped {
    /// Its path, as far as it can be written.
    pub path: String,
    /// What sort of reason: `size`, `archive`, `format`, `link`, `special`, `name`, `unreadable`, `duplicate`, `empty`,
    /// `changed`, `text`.
    pub reason: &'static str,
    /// The reason in words.
    pub message: String,
}

impl Skipped {
    pub(super) fn new(path: &Path, reason: &'static str, message: impl Into<String>) -> Self {
        Self { path: path.display().to_string(), reason, message: message.into() }
    }
}

/// A file that could be a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) path: PathBuf,
    pub(super) name: String,
    /// Its path below the folder that was walked.
    pub(super) place: String,
    /// Name of the folder that it lies in; empty where there is none that can be written.
    pub(super) folder: String,
    pub(super) format: Format,
}

/// What of a folder is wanted.
pub(super) struct Wanted<'w> {
    pub(super) include: &'w [String],
    pub(super) exclude: &'w [String],
    /// Folders that are never entered: the corpus itself.
    pub(super) never: &'w [PathBuf],
}

/// Walks the folder at `path`, or looks at the file there. Rules of `.gitignore` and `.ignore` files below it hold;
/// hidden files are left out.
pub(super) fn walk(path: &Path, wanted: &Wanted<'_>) -> Result<(Vec<Found>, Vec<Skipped>), DeskError> {
    let globs = globs(path, wanted)?;
    let never: Vec<PathBuf> = wanted.never.to_vec();
    let entries = WalkBuilder::new(path)
        .follow_links(true)
        .require_git(false)
        // What a folder is taken to hold depends on the folder alone, not on where it lies or whose machine it is.
        .parents(false)
        .git_global(false)
        .git_exclude(false)
        .sort_by_file_path(Path::cmp)
        .filter_entry(move |e| {
            // As filters on top of the rules of the folder: the walker's own globs would overrule those.
            let folder = e.file_type().is_some_and(|t| t.is_dir());
            !never.iter().any(|n| e.path() == n) && !globs.matched(e.path(), folder).is_ignore()
        })
        .build();
    let (mut found, mut skipped) = (Vec::new(), Vec::new());
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|t| t.is_dir()) => {}
            Ok(entry) => match look(&entry, path) {
                Ok(file) => found.push(file),
                Err(note) => skipped.push(note),
            },
            Err(error) => skipped.push(fault(path, &error)),
        }
    }
    Ok((found, skipped))
}

fn globs(path: &Path, wanted: &Wanted<'_>) -> Result<Override, DeskError> {
    let mut builder = OverrideBuilder::new(path);
    let refused = |e: ignore::Error| DeskError::Refused(e.to_string());
    for glob in wanted.include {
        builder.add(glob).map_err(refused)?;
    }
    for glob in wanted.exclude {
        builder.add(&format!("!{glob}")).map_err(refused)?;
    }
    builder.build().map_err(refused)
}

/// What a file is, by its name and size.
fn look(entry: &DirEntry, root: &Path) -> Result<Found, Skipped> {
    let path = entry.path();
    if !entry.file_type().is_some_and(|t| t.is_file()) {
        return Err(Skipped::new(path, "special", "no regular file"));
    }
    let below = path.strip_prefix(root).ok().filter(|p| !p.as_os_str().is_empty());
    let place = below.or(path.file_name().map(Path::new)).and_then(Path::to_str);
    let (Some(place), Some(name)) = (place, path.file_name().and_then(|n| n.to_str())) else {
        return Err(Skipped::new(path, "name", "its name is not UTF-8"));
    };
    let ending = Path::new(name).extension().and_then(|e| e.to_str()).unwrap_or_default();
    if ARCHIVES.contains(&ending.to_ascii_lowercase().as_str()) {
        return Err(Skipped::new(path, "archive", "an archive; unpack it first"));
    }
    let Ok(format) = format_of(name) else {
        return Err(Skipped::new(path, "format", "neither Markdown, text nor JSON by its name"));
    };
    match entry.metadata() {
        Ok(about) if about.len() > LARGEST_FILE => {
            let message = format!("{} bytes; at most {LARGEST_FILE} are read", about.len());
            return Err(Skipped::new(path, "size", message));
        }
        Ok(_) => {}
        Err(error) => return Err(Skipped::new(path, "unreadable", error.to_string())),
    }
    let folder = path.parent().and_then(Path::file_name).and_then(|n| n.to_str()).unwrap_or_default();
    Ok(Found {
        path: path.to_owned(),
        name: name.to_owned(),
        place: place.to_owned(),
        folder: folder.to_owned(),
        format,
    })
}

/// What the walk stumbled over, as a note about the place.
fn fault(root: &Path, error: &ignore::Error) -> Skipped {
    match error {
        ignore::Error::WithPath { path, err } => match fault(path, err) {
            note if note.reason == "link" => note,
            note => Skipped { path: path.display().to_string(), ..note },
        },
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => fault(root, err),
        ignore::Error::Loop { ancestor, child } => {
            let message = format!("a link to {}, which holds it", ancestor.display());
            Skipped::new(child, "link", message)
        }
        other => Skipped::new(root, "unreadable", other.to_string()),
    }
}
