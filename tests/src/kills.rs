//! The indexer killed at random moments: whatever is left answers as before or as after, and the next run recovers.
//! `KILLS` says how often; moments are drawn from a seed and counted in lines of progress.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use libtest_mimic::{Failed, Trial};

use crate::binary::program;

/// Kills where `KILLS` does not say.
const FEW: u64 = 20;

/// Documents of the larger of the two states.
const DOCUMENTS: usize = 24;

const QUERIES: [&str; 2] = ["\"white lamp\" pilot -bell", "harbour OR keeper"];

/// The tests of this file.
pub(crate) fn trials() -> Vec<Trial> {
    vec![Trial::test("kills/as_before_or_as_after", as_before_or_as_after)]
}

fn corpus(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(program());
    command.current_dir(folder).args(arguments).stdin(Stdio::null());
    for name in ["CORPUS_DIR", "CORPUS_MIRROR"] {
        command.env_remove(name);
    }
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Result<String, Failed> {
    let output = corpus(folder, arguments).output()?;
    if !output.status.success() {
        return Err(format!("{arguments:?}: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// What is found now, without looking for changes: ids, scores, words and order.
fn answers(folder: &Path) -> Result<Vec<String>, Failed> {
    let ask = |query| run(folder, &["search", query, "--no-refresh", "--limit", "100", "--format", "json"]);
    QUERIES.into_iter().map(ask).collect()
}

/// A treaty of some length.
fn text(number: usize) -> String {
    let mut out = format!("# Treaty {number} on Harbours\n");
    for article in 1..=30 {
        let light = ["white lamp", "red lamp", "bell", "fog horn"][(number + article) % 4];
        out.push_str(&format!(
            "\nArticle {article}\n\nThe keeper of harbour {number} shows a {light} to every pilot in a storm.\n"
        ));
    }
    out
}

/// Numbers that look random (an xorshift generator).
fn drawn(seed: &mut u64, below: u64) -> u64 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    *seed % below
}

fn as_before_or_as_after() -> Result<(), Failed> {
    let scratch = tempfile::tempdir()?;
    let folder = scratch.path();
    run(folder, &["init", "--empty", "."])?;
    let incoming = folder.join("incoming");
    fs::create_dir(&incoming)?;
    let manifest = folder.join("corpus/corpus.toml");
    let mut states = Vec::new();
    for half in [0..DOCUMENTS / 2, DOCUMENTS / 2..DOCUMENTS] {
        for number in half {
            fs::write(incoming.join(format!("{number:02}.md")), text(number))?;
        }
        run(folder, &["add", "--recursive", "incoming"])?;
        run(folder, &["index", "--progress", "none"])?;
        states.push((fs::read_to_string(&manifest)?, answers(folder)?));
    }
    let kills = std::env::var("KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(FEW);
    let mut seed = 0x2545_f491_4f6c_dd1d;
    let mut killed = 0;
    for round in 0..kills {
        let (text, _) = &states[usize::try_from(round % 2)?];
        fs::write(&manifest, text)?;
        let full = if drawn(&mut seed, 2) == 0 { &["--full"][..] } else { &[] };
        let arguments = [&["index", "--progress", "json"], full].concat();
        let mut child = corpus(folder, &arguments).stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
        let lines = usize::try_from(drawn(&mut seed, 24))?;
        if let Some(err) = child.stderr.take() {
            let mut err = BufReader::new(err).lines();
            let _ = err.by_ref().take(lines).count();
            killed += u64::from(child.try_wait()?.is_none());
            child.kill()?;
        }
        child.wait()?;
        let now = answers(folder)?;
        if !states.iter().any(|(_, known)| *known == now) {
            return Err(format!("round {round}, after {lines} lines: neither as before nor as after").into());
        }
    }
    println!("{killed} of {kills} runs killed");
    for (text, known) in &states {
        fs::write(&manifest, text)?;
        run(folder, &["index", "--progress", "none"])?;
        assert!(answers(folder)? == *known, "the next run does not recover");
    }
    Ok(())
}
