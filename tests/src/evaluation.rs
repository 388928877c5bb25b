//! `corpus eval` against the scorer that comes with the reference annotations: the same figures on the same gold. Needs
//! CORPUS_SHARED, the folder with `accept/` and `gold/`, and Python 3.

use std::path::Path;
use std::process::Command;

use libtest_mimic::{Failed, Trial};

use crate::binary::program;
use crate::sources::{corpus, json};

/// A test for each kind of gold.
pub(crate) fn trials(shared: &Path) -> Vec<Trial> {
    let gold = |name: &str| shared.join("gold").join(name).display().to_string();
    let mut cases: Vec<(String, Vec<String>, Vec<String>)> = Vec::new();
    let known = labels(&shared.join("gold/DOCTRINES.md")).join(",");
    for doc in ["un-charter", "iccpr", "narcotics-1988", "arsiwa", "schmitt-2025"] {
        let file = gold(&format!("labels.{doc}.jsonl"));
        let theirs = ["labels", "--document", doc, "--gold", &file, "--no-overrides"];
        let ours = ["eval", "labels", &file, "--no-overrides", "--label", &known];
        cases.push((format!("labels of {doc}"), strings(&theirs), strings(&ours)));
    }
    let text = shared.join("sources/schmitt-2025.txt").display().to_string();
    let file = gold("citations.schmitt-2025.jsonl");
    let theirs = ["citations", "--text", &text, "--gold", &file];
    cases.push(("citations".to_owned(), strings(&theirs), strings(&["eval", "cites", &file])));
    let (topics, qrels) = (gold("topics.tsv"), gold("qrels.txt"));
    let theirs = ["search", "--topics", &topics, "--qrels", &qrels];
    cases.push(("search".to_owned(), strings(&theirs), strings(&["eval", "search", &topics, &qrels])));
    let shared = shared.to_owned();
    let trial = move |(name, theirs, ours): (String, Vec<String>, Vec<String>)| {
        let shared = shared.clone();
        Trial::test(format!("evaluation/{name}"), move || same(&shared, &theirs, &ours))
    };
    cases.into_iter().map(trial).collect()
}

fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|w| (*w).to_owned()).collect()
}

/// The labels that the table of the gold lists.
fn labels(path: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let label = |line: &str| Some(line.strip_prefix("| `")?.split_once("` |")?.0.to_owned());
    text.lines().filter_map(label).collect()
}

/// The last figure of their scorer is ours.
fn same(shared: &Path, theirs: &[String], ours: &[String]) -> Result<(), Failed> {
    let folder = corpus(&shared.join("sources"));
    let mut scorer = Command::new("python3");
    scorer.arg(shared.join("accept/accept.py")).args(theirs).arg("--bin").arg(program());
    let scored = match scorer.arg("--").arg("--corpus").arg(folder).output() {
        Ok(output) => output,
        Err(error) => {
            println!("python3 cannot be run ({error}): the figures are not compared");
            return Ok(());
        }
    };
    let printed = String::from_utf8_lossy(&scored.stdout).into_owned();
    let score = printed.lines().last().and_then(|l| l.split_whitespace().last()?.parse::<f64>().ok());
    let score = score.ok_or_else(|| format!("{printed}{}", String::from_utf8_lossy(&scored.stderr)))?;
    let words: Vec<&str> = ours.iter().map(String::as_str).collect();
    let measures = &json(folder, &words)?["overall"][0]["measures"];
    let name = if ours[1] == "search" { "ndcg@10" } else { "f1" };
    let own = measures[name]["value"].as_f64().unwrap_or(f64::NAN);
    if (own - score).abs() < 1e-4 { Ok(()) } else { Err(format!("{own} here, {score} there").into()) }
}
