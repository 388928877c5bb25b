//! Files of the index whose bytes the disk has changed: the program says so and what to do, and does not fall over.

use std::fs;
use std::path::PathBuf;

use libtest_mimic::{Failed, Trial};

use super::{Site, count, told};
use crate::drawn::Draw;

pub(super) fn trials() -> Vec<Trial> {
    vec![
        Trial::test("faults/bits_that_flip", bits_that_flip),
        Trial::test("faults/a_pool_of_one_thread", a_pool_of_one_thread),
    ]
}

/// Bytes at the end of a file that are most of what is read when the index is opened.
const TABLE: usize = 256;

/// Every file of the index itself.
fn files(site: &Site) -> Result<Vec<PathBuf>, Failed> {
    let mut out = Vec::new();
    for version in fs::read_dir(site.index())? {
        let Ok(listed) = fs::read_dir(version?.path()) else { continue };
        out.extend(listed.filter_map(|f| Some(f.ok()?.path())));
    }
    out.retain(|p| fs::metadata(p).is_ok_and(|m| m.len() > 0));
    out.sort();
    Ok(out)
}

fn bits_that_flip() -> Result<(), Failed> {
    let scratch = tempfile::tempdir()?;
    let site = Site::new(scratch.path().join("site"), 3)?;
    let answers = site.answers()?;
    let mut draw = Draw::new(7, "bits");
    let (mut silent, mut reported) = (0, 0);
    for _ in 0..count(8) {
        let files = files(&site)?;
        let Some(file) = draw.one(&files) else { return Err("there is no file".into()) };
        let sound = fs::read(file)?;
        let mut bytes = sound.clone();
        // Anywhere, or at the end, where a file says how the rest of it is to be read.
        let from = if draw.below(2) == 0 { 0 } else { bytes.len().saturating_sub(TABLE) };
        for _ in 0..=draw.below(3) {
            let at = from + draw.below(bytes.len() - from);
            bytes[at] ^= 1 << draw.below(8);
        }
        fs::write(file, &bytes)?;
        let commands = [
            &["search", "keep* OR storm~1", "--no-refresh", "--limit", "50"][..],
            &["documents", "--no-refresh"],
            &["index", "--check"],
        ];
        for arguments in commands {
            let output = site.output(arguments)?;
            let what = format!("{arguments:?} with {} changed: {}", file.display(), told(&output));
            match output.status.code() {
                Some(0 | 1) => silent += 1,
                Some(2) => {
                    reported += 1;
                    assert!(told(&output).contains("error: "), "{what}");
                    assert!(told(&output).contains("index --full"), "{what}");
                }
                _ => return Err(what.into()),
            }
        }
        fs::write(file, sound)?;
        site.one_of(&[&answers], "once the bytes are back")?;
        fs::write(file, &bytes)?;
        // The way out that was named.
        site.done(&["index", "--full"])?;
        site.one_of(&[&answers], &format!("after a rebuild with {} changed", file.display()))?;
    }
    println!("{reported} commands told of the damage, {silent} did not meet it");
    for file in files(&site)? {
        let mut bytes = fs::read(&file)?;
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x10;
        fs::write(&file, bytes)?;
    }
    site.done(&["index", "--full"])?;
    site.one_of(&[&answers], "after a rebuild")
}

/// Whoever waits for the look at the old index must not be whom it needs.
fn a_pool_of_one_thread() -> Result<(), Failed> {
    let scratch = tempfile::tempdir()?;
    let site = Site::new(scratch.path().join("site"), 3)?;
    let answers = site.answers()?;
    let output = site.command(&["index", "--full"]).env("RAYON_NUM_THREADS", "1").output()?;
    assert!(output.status.success(), "{}", told(&output));
    site.one_of(&[&answers], "after a rebuild")
}
