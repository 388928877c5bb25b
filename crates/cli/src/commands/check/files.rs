//! The drafts that a command line names.

use std::path::{Path, PathBuf};

use desk::DraftFile;

use crate::context::Context;
use crate::failure::Failure;

/// Folders deeper than this are not looked into.
const DEEPEST: usize = 32;

/// The files named, and every draft below the folders named, in order of name.
pub(super) fn read(named: &[PathBuf], context: &Context<'_>) -> Result<Vec<DraftFile>, Failure> {
    let mut out: Vec<DraftFile> = Vec::new();
    for path in named {
        let mut files = Vec::new();
        if context.around.folder.join(path).is_dir() {
            below(path, &context.around.folder, 0, &mut files)?;
            files.sort();
        } else {
            files.push(path.clone());
        }
        for file in files {
            let (name, bytes) = crate::input::read(&file, context)?;
            if out.iter().all(|d| d.name != name) {
                out.push(DraftFile { name, bytes });
            }
        }
    }
    Ok(out)
}

fn below(folder: &Path, from: &Path, depth: usize, out: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let cannot = |e: std::io::Error| Failure::new(format!("cannot read {}: {e}", folder.display()));
    for item in std::fs::read_dir(from.join(folder)).map_err(cannot)? {
        let name = item.map_err(cannot)?.file_name();
        let hidden = name.to_string_lossy().starts_with('.');
        let path = folder.join(&name);
        let whole = from.join(&path);
        if hidden {
            continue;
        }
        if whole.is_dir() {
            // The corpus itself is no draft.
            let corpus = whole.join("corpus.toml").is_file();
            if depth < DEEPEST && !corpus {
                below(&path, from, depth + 1, out)?;
            }
        } else if matches!(path.extension().and_then(|e| e.to_str()), Some("md" | "markdown" | "txt")) {
            out.push(path);
        }
    }
    Ok(())
}
