//! The indexer killed at random moments: whatever is left answers as before or as after, and the next run recovers.
//! `KILLS` says how often; moments are drawn from a seed and counted in lines of progress.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use libtest_mimic::{Failed, Trial};

use crate::binary::program;
use crate::drawn::Draw;

/// Kills where `KILLS` does not say.
const FEW: usize = 12;

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
    let mut draw = Draw::new(1, "kills");
    let (mut round, mut killed) = (0, 0);
    // A run that came to its end before it was struck does not count.
    while killed < kills && round < 4 * kills {
        round += 1;
        let (text, _) = &states[round % 2];
        fs::write(&manifest, text)?;
        let full = if draw.below(2) == 0 { &["--full"][..] } else { &[] };
        let arguments = [&["index", "--progress", "json"], full].concat();
        let mut child = corpus(folder, &arguments).stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
        let lines = draw.below(30);
        if let Some(err) = child.stderr.take() {
            let mut err = BufReader::new(err).lines();
            let _ = err.by_ref().take(lines).count();
            child.kill()?;
        }
        killed += usize::from(child.wait()?.code().is_none());
        let now = answers(folder)?;
        if !states.iter().any(|(_, known)| *known == now) {
            return Err(format!("round {round}, after {lines} lines: neither as before nor as after").into());
        }
    }
    println!("{killed} of {round} runs killed");
    assert_eq!(killed, kills, "too many runs came to their end first");
    for (text, known) in &states {
        fs::write(&manifest, text)?;
        run(folder, &["index", "--progress", "none"])?;
        assert!(answers(folder)? == *known, "the next run does not recover");
    }
    Ok(())
}
