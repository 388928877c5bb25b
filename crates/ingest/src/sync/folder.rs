//! A folder that has the files under whatever names: they are known by their hash.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::SyncError;
use super::parallel::in_parallel;
use crate::hash::Sha256;

/// The files below `folder` that are one of `pins` (size and hash); of several equal ones the first by name. Hidden
/// folders and links to folders are not entered, and only files of the right size are read.
pub(super) fn find(
    folder: &Path,
    pins: &BTreeSet<(u64, Sha256)>,
    jobs: usize,
) -> Result<BTreeMap<Sha256, PathBuf>, SyncError> {
    let sizes: BTreeSet<u64> = pins.iter().map(|(bytes, _)| *bytes).collect();
    let mut candidates = files(folder)?;
    candidates.retain(|path| fs::metadata(path).is_ok_and(|m| m.is_file() && sizes.contains(&m.len())));
    candidates.sort();
    let hashes = in_parallel(jobs, &candidates, |path| fs::File::open(path).and_then(Sha256::of_reader).ok());
    let wanted: BTreeSet<Sha256> = pins.iter().map(|(_, hash)| *hash).collect();
    let mut found = BTreeMap::new();
    for (path, hash) in candidates.into_iter().zip(hashes) {
        if let Some(hash) = hash.filter(|h| wanted.contains(h)) {
            found.entry(hash).or_insert(path);
        }
    }
    Ok(found)
}

/// Every file below `folder`. What cannot be read below it is passed over; `folder` itself must be readable.
fn files(folder: &Path) -> Result<Vec<PathBuf>, SyncError> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        let entries = match fs::read_dir(&at) {
            Ok(entries) => entries,
            Err(cause) if at == folder => return Err(SyncError::Folder { path: at, cause }),
            Err(_) => continue,
        };
        for entry in entries.flatten() {
            let Ok(kind) = entry.file_type() else { continue };
            let hidden = entry.file_name().to_str().is_some_and(|n| n.starts_with('.'));
            if !kind.is_dir() {
                files.push(entry.path());
            } else if !hidden {
                folders.push(entry.path());
            }
        }
    }
    Ok(files)
}
