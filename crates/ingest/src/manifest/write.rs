//! New entries for a manifest, added without touching what stands there.

use std::fmt::Write as _;

use model::{AuthorityId, Kind};

use crate::hash::Sha256;
use crate::options::{Format, Structure};

/// The manifest of a corpus without documents.
pub const EMPTY_MANIFEST: &str = "\
# The documents of this corpus. Each is a [[document]]; `corpus add FILE` appends one.
";

/// What an entry must say at least.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    /// The id of the work whose text it is.
    pub id: AuthorityId,
    /// Full title.
    pub title: String,
    /// What sort of work.
    pub kind: Kind,
    /// Date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Languages, ISO 639-1; none where they are to be told from the text.
    pub languages: Vec<String>,
    /// Who publishes the text and on what footing it is used; may be empty.
    pub rights: String,
    /// Whose print it is.
    pub text_of: String,
    /// Name below `corpus/sources`.
    pub file: String,
    /// Hash of the bytes.
    pub sha256: Sha256,
    /// Number of bytes.
    pub bytes: u64,
    /// Address of the file; `None` for one from this machine.
    pub url: Option<String>,
    /// File format.
    pub format: Format,
    /// What the text is made of.
    pub structure: Structure,
}

/// The text of a manifest with `entry` added at its end. Everything before stays as it is, byte for byte, but for a
/// newline where the last line lacks one.
pub fn append_entry(text: &str, entry: &NewEntry) -> String {
    append_entries(text, std::slice::from_ref(entry))
}

/// The same for several entries.
pub fn append_entries(text: &str, entries: &[NewEntry]) -> String {
    let mut out = text.to_owned();
    for entry in entries {
        if !out.is_empty() {
            out.push_str(if out.ends_with('\n') { "\n" } else { "\n\n" });
        }
        write_entry(&mut out, entry);
    }
    out
}

fn write_entry(out: &mut String, entry: &NewEntry) {
    out.push_str("[[document]]\n");
    let mut line = |key: &str, value: String| {
        let _ = writeln!(out, "{key} = {value}");
    };
    line("id", quoted(entry.id.as_str()));
    line("title", quoted(&entry.title));
    line("kind", quoted(entry.kind.as_str()));
    if let Some(date) = &entry.date {
        line("date", quoted(date));
    }
    if !entry.languages.is_empty() {
        line("languages", list(&entry.languages));
    }
    if !entry.rights.is_empty() {
        line("rights", quoted(&entry.rights));
    }
    out.push_str("[document.edition]\n");
    let _ = writeln!(out, "text_of = {}", quoted(&entry.text_of));
    out.push_str("[document.source]\n");
    let _ = writeln!(out, "file = {}", quoted(&entry.file));
    let _ = writeln!(out, "sha256 = \"{}\"", entry.sha256);
    let _ = writeln!(out, "bytes = {}", entry.bytes);
    let _ = match &entry.url {
        Some(url) => writeln!(out, "urls = {}", list(std::slice::from_ref(url))),
        None => {
            writeln!(out, "by_hand = {}", quoted("Added from a local file: copy that file to this name."))
        }
    };
    out.push_str("[document.reader]\n");
    let _ = writeln!(out, "format = \"{}\"", entry.format.as_str());
    let _ = writeln!(out, "structure = \"{}\"", entry.structure.as_str());
}

/// A TOML string.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn list(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(|t| quoted(t)).collect::<Vec<_>>().join(", "))
}
