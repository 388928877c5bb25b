//! Acceptance: scores against reference annotations, compared with floors that only rise.

use std::path::Path;

use crate::Outcome;
use crate::command::{corpus_binary, output};

/// Runs every line of `.ci/floors.txt`: a name, the floor, and the scorer's arguments. The scorer prints
/// `SCORE name value` last. Needs CORPUS_SHARED, the folder with `accept/`, `gold/` and `sources/`.
pub(crate) fn run(root: &Path) -> Outcome {
    let shared = std::env::var("CORPUS_SHARED")
        .map_err(|_| "CORPUS_SHARED does not name the folder with the reference annotations".to_owned())?;
    let corpus = corpus_binary(root)?;
    let path = root.join(".ci/floors.txt");
    let floors = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let scorer = format!("{shared}/accept/accept.py");
    let mut below = Vec::new();
    for (number, line) in floors.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let bad = || format!(".ci/floors.txt:{}: expected NAME FLOOR ARGUMENT…", number + 1);
        let mut words = line.split_whitespace();
        let name = words.next().ok_or_else(bad)?;
        let floor: f64 = words.next().and_then(|w| w.parse().ok()).ok_or_else(bad)?;
        let rest: Vec<String> = words.map(|w| w.replace("$SHARED", &shared)).collect();
        let Some((what, options)) = rest.split_first() else { return Err(bad()) };
        let mut args = vec![scorer.as_str(), what, "--bin", &corpus];
        args.extend(options.iter().map(String::as_str));
        args.extend(["--", "--corpus", "."]);
        println!("== {name}");
        let printed = output(root, "python3", &args, &[])?;
        print!("{printed}");
        let score = printed.lines().rev().find_map(score).ok_or_else(|| format!("{name}: no SCORE line"))?;
        println!("{name} {score:.4}, floor {floor:.4}");
        if score + 1e-9 < floor {
            below.push(format!("{name}: {score:.4} is below its floor {floor:.4}"));
        }
    }
    if below.is_empty() { Ok(()) } else { Err(below.join("\n")) }
}

/// The value of a `SCORE name value` line.
fn score(line: &str) -> Option<f64> {
    line.strip_prefix("SCORE ")?.split_whitespace().nth(1)?.parse().ok()
}
