//! Taking a text into the corpus: copied, pinned by its hash, entered in the manifest.
#![expect(
    clippy::disallowed_methods,
    reason = "the edge: copies a file into the corpus and extends the manifest"
)]

mod folder;
mod walk;

use std::fs;
use std::path::{Path, PathBuf};

use ingest::{Format, Manifest, NewEntry, Options, Sha256, Structure};
use model::{Authority, AuthorityId, Edition, Kind, Meta, Numbering};

use crate::Desk;
use crate::error::DeskError;
use crate::replacing::replace_file;

pub use folder::{AddFolderRequest, AddedFile, AddedFolder};
pub use walk::Skipped;

/// What to take in.
#[derive(Clone, Debug)]
pub struct AddRequest {
    /// A path, or an address that begins with `https://`.
    pub source: String,
    /// The folder that a relative path starts from.
    pub folder: PathBuf,
    /// The authority whose text it is: an id or a name.
    pub authority: Option<String>,
    /// What sort of work.
    pub kind: Option<String>,
    /// Its id.
    pub id: Option<String>,
    /// Its title.
    pub title: Option<String>,
}

/// What was taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// Its id.
    pub id: AuthorityId,
    /// Its title.
    pub title: String,
    /// The file below `corpus/sources`.
    pub file: String,
    /// How many passages it has.
    pub passages: usize,
    /// What the reader had to say.
    pub notes: Vec<String>,
}

impl Desk {
    /// Takes a text in. The manifest is extended last, so that a broken run leaves no entry without its file.
    ///
    /// # Errors
    /// When the text cannot be read or understood, its id is taken, or the corpus cannot be written.
    pub fn add(&self, request: &AddRequest) -> Result<Added, DeskError> {
        let manifest_path = Manifest::path(&self.root);
        let manifest = Manifest::load(&self.root)?;
        let (bytes, name, url) = fetch(request)?;
        let authority = match &request.authority {
            Some(name) => Some(self.known_authority(name)?),
            None => None,
        };
        let format = format_of(&name)?;
        let text = String::from_utf8_lossy(&bytes);
        let title = title(request, authority.as_ref(), &text, &name);
        let id = id(request, authority.as_ref(), &title)?;
        if manifest.entry(&id).is_some() {
            return Err(DeskError::Refused(format!(
                "there is a document `{id}` already; give another with --id"
            )));
        }
        let asked = request.kind.as_deref().map(parse_kind).transpose()?;
        let (structure, kind) = sort(asked.or(authority.as_ref().map(|a| a.kind)), &text);
        let meta =
            Meta { kind, date: authority.as_ref().and_then(|a| a.date.clone()), ..bare(id.clone(), &title) };
        let options = Options { format, structure, ..Options::default() };
        let read = ingest::read(&bytes, &meta, &options, None)
            .map_err(|cause| DeskError::Read { id: id.to_string(), cause })?;
        let passages = read.value.nodes.iter().filter(|n| n.is_passage()).count();
        let file = format!("{id}.{}", extension(format));
        let text = fs::read_to_string(&manifest_path).map_err(|e| DeskError::read(&manifest_path, e))?;
        let entry = NewEntry {
            id: id.clone(),
            title: title.clone(),
            kind,
            date: meta.date.clone(),
            languages: Vec::new(),
            rights: String::new(),
            text_of: url.clone().unwrap_or_else(|| name.clone()),
            file: file.clone(),
            sha256: Sha256::of(&bytes),
            bytes: bytes.len() as u64,
            url,
            format,
            structure,
        };
        let extended = ingest::append_entry(&text, &entry);
        // What cannot be loaded again must not be written.
        Manifest::parse(&extended, Path::new(crate::root::MANIFEST))?;
        let folder = Manifest::sources(&self.root);
        fs::create_dir_all(&folder).map_err(|e| DeskError::write(&folder, e))?;
        replace_file(&folder.join(&file), &bytes)?;
        replace_file(&manifest_path, extended.as_bytes())?;
        let notes = read.notes.iter().map(|n| format!("{}: {}", n.topic.as_str(), n.message)).collect();
        Ok(Added { id, title, file, passages, notes })
    }
}

/// The bytes of what is to be added, its file name, and its address where it has one.
fn fetch(request: &AddRequest) -> Result<(Vec<u8>, String, Option<String>), DeskError> {
    let source = &request.source;
    if source.starts_with("http://") {
        return Err(DeskError::Refused(format!("{source}: only https:// addresses are fetched")));
    }
    let name =
        source.rsplit('/').next().unwrap_or(source).split(['?', '#']).next().unwrap_or_default().to_owned();
    if source.starts_with("https://") {
        let bytes = ingest::fetch(source).map_err(|e| DeskError::Refused(e.to_string()))?;
        return Ok((bytes, name, Some(source.clone())));
    }
    let path = request.folder.join(source);
    let bytes = ingest::bytes_of(&path).map_err(|e| match e {
        ingest::ReadError::File { path, source } => DeskError::read(&path, source),
        other => DeskError::Refused(other.to_string()),
    })?;
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or(name);
    Ok((bytes, name, None))
}

pub(crate) fn format_of(name: &str) -> Result<Format, DeskError> {
    match name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "md" | "markdown" => Ok(Format::Markdown),
        "txt" | "text" => Ok(Format::Text),
        "json" => Ok(Format::Json),
        "akn" | "xml" => Ok(Format::Akn),
        _ => Err(DeskError::Refused(format!(
            "{name}: what sort of file this is cannot be told from its name (.md, .txt, .json, .akn and .xml are read)"
        ))),
    }
}

const fn extension(format: Format) -> &'static str {
    match format {
        Format::Markdown => "md",
        Format::Json => "json",
        Format::Text => "txt",
        Format::Akn => "akn",
    }
}

/// The title asked for, else the authority's, else the first heading or line, else the file's name.
fn title(request: &AddRequest, authority: Option<&Authority>, text: &str, name: &str) -> String {
    let short_enough = |t: &String| t.chars().count() <= 200;
    request
        .title
        .clone()
        .or_else(|| authority.map(|a| a.title.clone()))
        .or_else(|| first_line(text).filter(short_enough))
        .unwrap_or_else(|| name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned())
}

/// The first line of words, without the marks of a heading; markup and data are passed over.
fn first_line(text: &str) -> Option<String> {
    let mut lines = text.lines().map(|l| l.trim_start_matches(['#', '\u{feff}']).trim());
    lines.find(|l| !l.starts_with(['<', '{', '[', '"']) && l.contains(char::is_alphabetic)).map(str::to_owned)
}

/// The id asked for, else the authority's, else one made from the title.
fn id(request: &AddRequest, authority: Option<&Authority>, title: &str) -> Result<AuthorityId, DeskError> {
    if let Some(id) = &request.id {
        return AuthorityId::new(id).map_err(|e| DeskError::Refused(e.to_string()));
    }
    if let Some(authority) = authority {
        return Ok(authority.id.clone());
    }
    let lower = title.to_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty());
    let slug = words.take(8).collect::<Vec<_>>().join("-");
    AuthorityId::new(&slug)
        .map_err(|_| DeskError::Refused(format!("no id can be made of `{title}`; give one with --id")))
}

fn parse_kind(kind: &str) -> Result<Kind, DeskError> {
    kind.parse::<Kind>().map_err(|_| DeskError::NoSuchValue {
        what: "kind",
        given: kind.to_owned(),
        allowed: Kind::ALL.iter().map(|k| k.as_str().to_owned()).collect(),
    })
}

/// What the text is made of and what sort of work it is: what was asked for, else by the look of it. Three lines that
/// begin with an article's number make an instrument.
fn sort(asked: Option<Kind>, text: &str) -> (Structure, Kind) {
    let heads = text.lines().filter(|l| {
        let words = l.trim_start_matches(['#', '*', ' ', '\u{feff}']);
        let head = words.get(..7).is_some_and(|w| w.eq_ignore_ascii_case("article"));
        head && words[7..].starts_with([' ', '\u{a0}'])
    });
    let marked = text.contains("\"articles\"") || text.contains("<akomaNtoso") && text.contains("<article");
    let articles = heads.take(3).count() == 3 || marked;
    let kind = asked.unwrap_or(if articles { Kind::Treaty } else { Kind::Essay });
    let structure = match kind {
        Kind::Case | Kind::Comment => Structure::NumberedParagraphs,
        Kind::Essay | Kind::Document | Kind::Manual if !articles => Structure::Essay,
        _ => Structure::Articles,
    };
    (structure, kind)
}

/// What a file is that is no document of the corpus and of which nothing is known but its bytes and its name.
pub(crate) fn unnamed(bytes: &[u8], name: &str) -> Result<(Meta, Options), DeskError> {
    let (structure, kind) = sort(None, &String::from_utf8_lossy(bytes));
    let id = AuthorityId::new("text").map_err(|e| DeskError::Refused(e.to_string()))?;
    let meta = Meta { kind, ..bare(id, name) };
    Ok((meta, Options { format: format_of(name)?, structure, ..Options::default() }))
}

/// A work of which nothing is known but its id and title.
pub(crate) fn bare(id: AuthorityId, title: &str) -> Meta {
    Meta {
        id,
        title: title.to_owned(),
        short: Vec::new(),
        kind: Kind::Document,
        date: None,
        authors: Vec::new(),
        edition: Edition::default(),
        articles_total: None,
        missing: Vec::new(),
        inserted_later: Vec::new(),
        numbering: Numbering::Numbered,
    }
}
