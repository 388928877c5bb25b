//! Files that arrive whole or not at all.

use std::fs::{self, Metadata};
use std::io::Write;
use std::path::Path;

use crate::error::DeskError;

/// Puts `bytes` in the place of a file, whole or not at all. The permissions of a file that was there stay, and a link to it
/// stays a link; what is no file (a pipe, a terminal) is written to.
///
/// # Errors
/// When the file cannot be written.
pub fn replace_file(path: &Path, bytes: &[u8]) -> Result<(), DeskError> {
    write(path, bytes).map_err(|e| DeskError::write(path, e))
}

fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let old = fs::metadata(path).ok();
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        return fs::OpenOptions::new().write(true).open(path)?.write_all(bytes);
    }
    let target = if old.is_some() { fs::canonicalize(path)? } else { path.to_owned() };
    let folder = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = fresh(old.is_none()).tempfile_in(folder)?;
    file.write_all(bytes)?;
    if let Some(permissions) = old.as_ref().map(Metadata::permissions) {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    file.persist(&target).map_err(|e| e.error)?;
    Ok(())
}

/// How the file is made: one that is new may be read by whoever may read what this user writes.
#[cfg(unix)]
fn fresh(new: bool) -> tempfile::Builder<'static, 'static> {
    use std::os::unix::fs::PermissionsExt;
    let mut builder = tempfile::Builder::new();
    if new {
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
}

#[cfg(not(unix))]
fn fresh(_new: bool) -> tempfile::Builder<'static, 'static> {
    tempfile::Builder::new()
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the tests read what was written")]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_made_and_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lights.md");
        replace_file(&path, b"one").unwrap();
        replace_file(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(replace_file(&folder.path().join("none/lights.md"), b"").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("lights.md"), folder.path().join("link.md"));
        replace_file(&file, b"one").unwrap();
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o400, 0o400);
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        replace_file(&link, b"two").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"two");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    }
}
