//! The fixture format: a file of named sections, each begun by a line `--- name ---`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// One section of a fixture file.
#[derive(Clone, Debug)]
pub(crate) struct Section {
    /// The file.
    pub(crate) file: PathBuf,
    /// The name, unique in its file.
    pub(crate) name: String,
    /// The lines after the header.
    pub(crate) body: Vec<String>,
}

/// The folder of the fixtures.
pub(crate) fn suite() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("suite")
}

/// The sections of every `.txt` and `.md` file directly in `suite/<subject>`, in order of name and place.
pub(crate) fn sections(subject: &str) -> Vec<Section> {
    let folder = suite().join(subject);
    let listed = std::fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut files: Vec<PathBuf> = listed
        .map(|f| f.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "txt" || e == "md"))
        .collect();
    files.sort();
    files.iter().flat_map(|f| parse(f)).collect()
}

/// The sections of a subject that are known not to be right yet.
pub(crate) fn known_gaps(subject: &str) -> BTreeSet<String> {
    let text = std::fs::read_to_string(suite().join("known-gaps.txt")).unwrap();
    let lines = text.lines().map(str::trim).filter(|l| l.starts_with(&format!("{subject}/")));
    lines.map(str::to_owned).collect()
}

fn parse(file: &Path) -> Vec<Section> {
    let text = std::fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    let mut out: Vec<Section> = Vec::new();
    for line in text.lines() {
        let header = line.strip_prefix("--- ").and_then(|l| l.strip_suffix(" ---"));
        match (header, out.last_mut()) {
            (Some(name), _) => {
                assert!(
                    out.iter().all(|s| s.name != name),
                    "{}: section `{name}` stands twice",
                    file.display()
                );
                out.push(Section { file: file.to_owned(), name: name.to_owned(), body: Vec::new() });
            }
            (None, Some(section)) => section.body.push(line.to_owned()),
            // What stands before the first section says what the file is about.
            (None, None) => {}
        }
    }
    out
}

/// The file with the bodies of its sections replaced, for `UPDATE=1`. What stands before the first section stays.
pub(crate) fn rewrite(file: &Path, bodies: &[(String, Vec<String>)]) {
    let old = std::fs::read_to_string(file).unwrap();
    let mut new: Vec<String> =
        old.lines().take_while(|l| !l.starts_with("--- ")).map(str::to_owned).collect();
    for (name, body) in bodies {
        new.push(format!("--- {name} ---"));
        new.extend(body.iter().cloned());
    }
    std::fs::write(file, new.join("\n") + "\n").unwrap();
}
