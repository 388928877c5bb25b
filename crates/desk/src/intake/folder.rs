//! Taking in a whole folder: every file is looked at, named, copied and pinned side by side; the manifest is extended
//! once, last.
#![expect(
    clippy::disallowed_methods,
    reason = "the edge: copies files into the corpus and extends the manifest"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use ingest::{Format, Manifest, NewEntry, Options, Sha256, Structure};
use model::{AuthorityId, Kind};
use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::walk::{Found, Skipped, Wanted, walk};
use super::{bare, extension, first_line, parse_kind, sort, unnamed};
use crate::Desk;
use crate::error::DeskError;
use crate::replacing::replace_file;

/// Longest title that is made of a first line, in characters.
const LONGEST_TITLE: usize = 200;

/// Words of a title that make an id.
const ID_WORDS: usize = 8;

/// What to take in.
#[derive(Clone, Debug, Default)]
pub struct AddFolderRequest {
    /// Folders, or single files.
    pub paths: Vec<PathBuf>,
    /// Globs in the style of `.gitignore`, relative to each folder: only what one of them matches is taken.
    pub include: Vec<String>,
    /// Globs in the same style: what one of them matches is left out.
    pub exclude: Vec<String>,
    /// What sort of work all of them are; else told by the look of each.
    pub kind: Option<String>,
}

/// A document that was taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddedFile {
    /// Its id.
    pub id: AuthorityId,
    /// Its title.
    pub title: String,
    /// Where it came from.
    pub from: String,
    /// The file below `corpus/sources`.
    pub file: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// How many passages it has.
    pub passages: usize,
    /// How many notes its reader had.
    pub notes: usize,
}

/// What was taken in of a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddedFolder {
    /// The documents, in the order of their paths.
    pub added: Vec<AddedFile>,
    /// What was not taken in, in the order of the paths.
    pub skipped: Vec<Skipped>,
}

impl AddedFolder {
    /// How many files were left out for each sort of reason, by name.
    pub fn reasons(&self) -> Vec<(&'static str, usize)> {
        let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
        for one in &self.skipped {
            *counts.entry(one.reason).or_default() += 1;
        }
        counts.into_iter().collect()
    }
}

/// A file that can be taken in, all but its id.
struct Candidate {
    found: Found,
    title: String,
    kind: Kind,
    structure: Structure,
    sha256: Sha256,
    bytes: u64,
    passages: usize,
    notes: usize,
}

impl Desk {
    /// Takes every text of some folders in. A file that cannot be taken in is a note, never a stop. The files are there
    /// before the manifest names them, so that a broken run leaves no entry without its file.
    ///
    /// # Errors
    /// When a glob or kind is none, a path is not there, or the corpus cannot be written.
    pub fn add_folder(&self, request: &AddFolderRequest) -> Result<AddedFolder, DeskError> {
        let manifest_path = Manifest::path(&self.root);
        let text = fs::read_to_string(&manifest_path).map_err(|e| DeskError::read(&manifest_path, e))?;
        let manifest = Manifest::parse(&text, Path::new(crate::root::MANIFEST))?;
        let kind = request.kind.as_deref().map(parse_kind).transpose()?;
        let own = ["corpus", "index"].map(|name| self.root.join(name));
        let never: Vec<PathBuf> =
            own.iter().flat_map(|p| [Some(p.clone()), p.canonicalize().ok()]).flatten().collect();
        let wanted = Wanted { include: &request.include, exclude: &request.exclude, never: &never };
        let (mut found, mut out) = (Vec::new(), AddedFolder::default());
        for path in &request.paths {
            let whole = path.canonicalize().map_err(|e| DeskError::read(path, e))?;
            let (files, notes) = walk(&whole, &wanted)?;
            found.extend(files);
            out.skipped.extend(notes);
        }
        let looked: Vec<Result<Candidate, Skipped>> =
            found.into_par_iter().map(|file| candidate(file, kind)).collect();
        let mut known: BTreeMap<Sha256, String> =
            manifest.all().map(|e| (e.source.sha256, format!("the document `{}`", e.id()))).collect();
        let mut candidates = Vec::new();
        for one in looked {
            match one {
                Err(note) => out.skipped.push(note),
                Ok(one) => match known.get(&one.sha256) {
                    Some(twin) => {
                        let message = format!("the same bytes as {twin}");
                        out.skipped.push(Skipped::new(&one.found.path, "duplicate", message));
                    }
                    None => {
                        known.insert(one.sha256, one.found.path.display().to_string());
                        candidates.push(one);
                    }
                },
            }
        }
        let taken: BTreeSet<String> = manifest.all().map(|e| e.id().to_string()).collect();
        let ids = ids(&candidates, taken);
        let folder = Manifest::sources(&self.root);
        fs::create_dir_all(&folder).map_err(|e| DeskError::write(&folder, e))?;
        let copied = candidates.par_iter().zip(&ids).map(|(one, id)| copy(one, id, &folder));
        let copied: Vec<Result<Option<Skipped>, DeskError>> = copied.collect();
        let mut entries = Vec::new();
        for ((one, id), copied) in candidates.into_iter().zip(ids).zip(copied) {
            if let Some(note) = copied? {
                out.skipped.push(note);
                continue;
            }
            let file = file_name(&id, one.found.format);
            entries.push(entry(&one, &id, &file));
            out.added.push(AddedFile {
                id,
                title: one.title,
                from: one.found.path.display().to_string(),
                file,
                bytes: one.bytes,
                passages: one.passages,
                notes: one.notes,
            });
        }
        out.skipped.sort();
        if !out.added.is_empty() {
            let extended = ingest::append_entries(&text, &entries);
            // What cannot be loaded again must not be written.
            Manifest::parse(&extended, Path::new(crate::root::MANIFEST))?;
            replace_file(&manifest_path, extended.as_bytes())?;
        }
        Ok(out)
    }
}

/// Reads a file through, to see whether it can be taken in and what it is.
fn candidate(found: Found, kind: Option<Kind>) -> Result<Candidate, Skipped> {
    let skip = |reason, message: String| Skipped::new(&found.path, reason, message);
    let bytes = fs::read(&found.path).map_err(|e| skip("unreadable", e.to_string()))?;
    let text = std::str::from_utf8(&bytes).map_err(|_| {
        // The reader says where.
        let why = unnamed(&bytes, &found.name).map(|(meta, how)| ingest::read(&bytes, &meta, &how, None));
        skip("text", why.ok().and_then(Result::err).map_or("not UTF-8".to_owned(), |e| e.to_string()))
    })?;
    if text.trim().is_empty() {
        return Err(skip("empty", "there is no text in it".to_owned()));
    }
    let (structure, kind) = sort(kind, text);
    let options = Options { format: found.format, structure, ..Options::default() };
    let id = AuthorityId::new("text").map_err(|e| skip("text", e.to_string()))?;
    let meta = model::Meta { kind, ..bare(id, &found.name) };
    let read = ingest::read(&bytes, &meta, &options, None).map_err(|e| skip("text", e.to_string()))?;
    let title = title(text, &found);
    Ok(Candidate {
        title,
        kind,
        structure,
        sha256: Sha256::of(&bytes),
        bytes: bytes.len() as u64,
        passages: read.value.nodes.iter().filter(|n| n.is_passage()).count(),
        notes: read.notes.len(),
        found,
    })
}

/// Copies a file under its id; a note where it is no longer what was looked at.
fn copy(one: &Candidate, id: &AuthorityId, folder: &Path) -> Result<Option<Skipped>, DeskError> {
    let bytes = match fs::read(&one.found.path) {
        Ok(bytes) => bytes,
        Err(error) => return Ok(Some(Skipped::new(&one.found.path, "unreadable", error.to_string()))),
    };
    if Sha256::of(&bytes) != one.sha256 {
        return Ok(Some(Skipped::new(&one.found.path, "changed", "it changed while it was read")));
    }
    let path = folder.join(file_name(id, one.found.format));
    replace_file(&path, &bytes)?;
    Ok(None)
}

fn file_name(id: &AuthorityId, format: Format) -> String {
    format!("{id}.{}", extension(format))
}

fn entry(one: &Candidate, id: &AuthorityId, file: &str) -> NewEntry {
    NewEntry {
        id: id.clone(),
        title: one.title.clone(),
        kind: one.kind,
        date: None,
        languages: Vec::new(),
        rights: String::new(),
        text_of: one.found.place.clone(),
        file: file.to_owned(),
        sha256: one.sha256,
        bytes: one.bytes,
        url: None,
        format: one.found.format,
        structure: one.structure,
    }
}

/// The first heading or line, cut where it is long; else the name of the file, or of its folder where the file has the
/// name that every folder's first file has.
fn title(text: &str, found: &Found) -> String {
    if let Some(line) = first_line(text) {
        return match line.char_indices().nth(LONGEST_TITLE) {
            None => line,
            Some((end, _)) => format!("{} …", line[..line[..end].rfind(' ').unwrap_or(end)].trim_end()),
        };
    }
    let stem = found.name.rsplit_once('.').map_or(found.name.as_str(), |(stem, _)| stem);
    let plain = matches!(stem.to_ascii_lowercase().as_str(), "readme" | "index");
    if plain && !found.folder.is_empty() { found.folder.clone() } else { stem.to_owned() }
}

/// An id for each, unlike any that is taken: the words of its title; where several share them, the name of the folder
/// with it; where that does not part them either, a number.
fn ids(candidates: &[Candidate], mut taken: BTreeSet<String>) -> Vec<AuthorityId> {
    let slugs: Vec<String> = candidates.iter().map(|c| slug(&c.title, ID_WORDS)).collect();
    let mut shared: BTreeMap<&str, usize> = BTreeMap::new();
    for slug in &slugs {
        *shared.entry(slug).or_default() += 1;
    }
    let id = |(one, own): (&Candidate, &String)| {
        let alone = !own.is_empty() && shared.get(own.as_str()) == Some(&1) && !taken.contains(own);
        let folder = slug(&one.found.folder, 3);
        let longer = [own.as_str(), folder.as_str()].into_iter().filter(|s| !s.is_empty());
        let longer = longer.collect::<Vec<_>>().join("-");
        let base = match (alone, longer.is_empty()) {
            (true, _) => own.clone(),
            (_, false) => longer,
            _ => "text".to_owned(),
        };
        let numbered = (2..).map(|n: u64| format!("{base}-{n}"));
        let mut free = std::iter::once(base.clone()).chain(numbered).filter(|id| !taken.contains(id));
        let id = free.find_map(|id| AuthorityId::new(&id).ok())?;
        taken.insert(id.to_string());
        Some(id)
    };
    candidates.iter().zip(&slugs).filter_map(id).collect()
}

/// The first words of a name in small letters and digits, parted by hyphens.
fn slug(name: &str, words: usize) -> String {
    let plain: String = name
        .nfkd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).take(words);
    words.map(|w| &w[..w.len().min(40)]).collect::<Vec<_>>().join("-")
}
