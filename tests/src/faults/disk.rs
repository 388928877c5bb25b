//! Disks that are full and folders that may not be written.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use libtest_mimic::{Failed, Trial};

use super::{Site, almighty, powerless, surroundings, told};
use crate::binary::program;

pub(super) fn trials() -> Vec<Trial> {
    vec![
        Trial::test("faults/a_write_that_fails", a_write_that_fails),
        Trial::test("faults/a_full_disk", a_full_disk),
        Trial::test("faults/a_folder_that_may_only_be_read", a_folder_that_may_only_be_read),
        Trial::test("faults/a_file_where_a_folder_should_be", a_file_where_a_folder_should_be),
    ]
}

/// Both states of a corpus: as indexed, and with more documents.
fn two_states(folder: PathBuf) -> Result<(Site, Vec<String>, Vec<String>), Failed> {
    let after = Site::new(folder.join("after"), 6)?;
    let site = Site::new(folder.join("site"), 3)?;
    let before = site.answers()?;
    site.take(3..6)?;
    Ok((site, before, after.answers()?))
}

/// No file may grow beyond a limit that is raised step by step: each step stops the writer at another file.
fn a_write_that_fails() -> Result<(), Failed> {
    let scratch = tempfile::tempdir()?;
    let (site, before, after) = two_states(scratch.path().to_owned())?;
    let mut failures = 0;
    for full in ["", "--full"] {
        let mut blocks = 0;
        loop {
            let mut command = Command::new("sh");
            let limited = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" index --jobs 1 {full}");
            command.current_dir(site.path()).arg("-c").arg(limited).arg(program());
            surroundings(&mut command);
            let output = command.output()?;
            let when = format!("{full} at {blocks} blocks");
            if output.status.success() {
                site.one_of(&[&after], &when)?;
                break;
            }
            failures += 1;
            assert_eq!(output.status.code(), Some(2), "{when}: {}", told(&output));
            assert!(told(&output).starts_with("error: "), "{when}: {}", told(&output));
            site.one_of(&[&before, &after], &when)?;
            blocks = 2 * blocks + 1;
        }
    }
    assert!(failures > 2, "the limit was never met");
    site.recovers(&after)
}

/// A file system of its own; gone when dropped.
struct Mounted(PathBuf);

impl Mounted {
    /// `None` where none may be mounted.
    fn new(folder: &Path, size: &str) -> Option<Self> {
        fs::create_dir_all(folder).ok()?;
        let how = format!("size={size}");
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", &how, "none"]).arg(folder).output();
        mount.ok()?.status.success().then(|| Self(folder.to_owned()))
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).output();
    }
}

/// A small disk with less and less room on it.
fn a_full_disk() -> Result<(), Failed> {
    let scratch = tempfile::tempdir()?;
    let disk = scratch.path().join("disk");
    let Some(_mounted) = Mounted::new(&disk, "8m") else {
        println!("no file system can be mounted: only failing writes are tried");
        return Ok(());
    };
    let (site, before, after) = two_states(disk.clone())?;
    let filler = disk.join("filler");
    let mut failures = 0;
    for room in (0..20).map(|n| n * 32768) {
        // All that is left, and then a little of it back.
        fs::write(&filler, "")?;
        let file = fs::File::options().write(true).open(&filler)?;
        let chunk = vec![1; 4096];
        let mut filled: u64 = 0;
        while std::io::Write::write_all(&mut &file, &chunk).is_ok() {
            filled += 4096;
        }
        file.set_len(filled.saturating_sub(room))?;
        let output = site.output(&["index", "--jobs", "1"])?;
        let when = format!("with room for {room} bytes");
        if output.status.success() {
            site.one_of(&[&after], &when)?;
            break;
        }
        failures += 1;
        assert_eq!(output.status.code(), Some(2), "{when}: {}", told(&output));
        assert!(
            told(&output).contains("is the disk full?") || told(&output).contains("No space left"),
            "{when}: {}",
            told(&output)
        );
        site.one_of(&[&before], &when)?;
    }
    assert!(failures > 0, "the disk was never full");
    fs::remove_file(&filler)?;
    site.recovers(&after)
}

/// Takes the right to write from everything below `folder`, or gives it back to its owner.
fn writable(folder: &Path, may: bool) -> Result<(), Failed> {
    let mode = |folder: bool| match (may, folder) {
        (true, true) => 0o755,
        (false, true) => 0o555,
        (true, false) => 0o644,
        (false, false) => 0o444,
    };
    if may {
        fs::set_permissions(folder, fs::Permissions::from_mode(mode(true)))?;
    }
    for file in fs::read_dir(folder)? {
        let path = file?.path();
        if path.is_dir() {
            writable(&path, may)?;
        } else {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode(false)))?;
        }
    }
    Ok(fs::set_permissions(folder, fs::Permissions::from_mode(mode(true)))?)
}

fn a_folder_that_may_only_be_read() -> Result<(), Failed> {
    let scratch = tempfile::tempdir()?;
    fs::set_permissions(scratch.path(), fs::Permissions::from_mode(0o755))?;
    let (site, before, after) = two_states(scratch.path().to_owned())?;
    if almighty(site.path()) && powerless(&site, site.command(&["--version"])).output().is_err() {
        println!("the program cannot be run by another user: not tried");
        return Ok(());
    }
    writable(&site.index(), false)?;
    let ask = |more: &[&str]| {
        let arguments = [&["search", super::QUERIES[1], "--limit", "100", "--format", "json"], more].concat();
        powerless(&site, site.command(&arguments)).output()
    };
    let output = ask(&["--no-refresh"])?;
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert_eq!(String::from_utf8(output.stdout)?, before[1]);
    // The texts have changed, the index cannot: the old one answers, and says so.
    let output = ask(&["--refresh"])?;
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(
        told(&output).contains("warning: the index could not be brought up to date"),
        "{}",
        told(&output)
    );
    assert_eq!(String::from_utf8(output.stdout)?, before[1]);
    let output = powerless(&site, site.command(&["index"])).output()?;
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("writer.lock: Permission denied"), "{}", told(&output));
    site.one_of(&[&before], "while it may only be read")?;
    writable(&site.index(), true)?;
    site.recovers(&after)
}

fn a_file_where_a_folder_should_be() -> Result<(), Failed> {
    let scratch = tempfile::tempdir()?;
    let (site, _, after) = two_states(scratch.path().to_owned())?;
    fs::remove_dir_all(site.index())?;
    fs::write(site.index(), "no folder")?;
    for arguments in [&["index"][..], &["search", "keeper"]] {
        let output = site.output(arguments)?;
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", told(&output));
        assert!(told(&output).starts_with("error: ") && told(&output).contains("index"), "{}", told(&output));
    }
    fs::remove_file(site.index())?;
    site.recovers(&after)?;
    // The same one level down, where the index itself lies.
    let versions: Vec<PathBuf> = fs::read_dir(site.index())?
        .filter_map(|f| Some(f.ok()?.path()))
        .filter(|p| p.join("meta.json").is_file())
        .collect();
    for version in &versions {
        fs::remove_dir_all(version)?;
        fs::write(version, "no folder")?;
    }
    let output = site.output(&["index"])?;
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    assert!(told(&output).starts_with("error: "), "{}", told(&output));
    for version in &versions {
        fs::remove_file(version)?;
    }
    site.recovers(&after)
}
