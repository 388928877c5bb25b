//! The real sources, where CORPUS_SHARED names a folder that has them: counts and places that must hold. The table is
//! `tests/suite/sources.txt`.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use cli::Surroundings;
use libtest_mimic::{Failed, Trial};

use crate::section::suite;

/// A test for every line of the table, if the sources are to be had.
pub(crate) fn trials() -> Vec<Trial> {
    let Some(shared) = std::env::var_os("CORPUS_SHARED") else {
        println!("CORPUS_SHARED is not set: the checks on the real sources are not run");
        return Vec::new();
    };
    let shared = PathBuf::from(shared);
    let mirror = shared.join("sources");
    let table = std::fs::read_to_string(suite().join("sources.txt")).unwrap();
    let lines = table.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'));
    let mut trials: Vec<Trial> = lines.map(|line| trial(line.to_owned(), mirror.clone())).collect();
    trials.extend(crate::evaluation::trials(&shared));
    trials.push(Trial::test("sources/what the reference annotations cite can be shown", move || {
        what_is_cited_can_be_shown(corpus(&mirror), &shared.join("gold"))
    }));
    trials
}

/// Every authority and place of the reference citations that a held text can answer leads to a passage.
fn what_is_cited_can_be_shown(corpus: &Path, gold: &Path) -> Result<(), Failed> {
    let documents = json(corpus, &["documents"])?;
    let held: Vec<&str> = documents["documents"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|d| d["held"] == true)
        .map(|d| d["id"].as_str().unwrap())
        .collect();
    let mut asked = 0;
    for file in std::fs::read_dir(gold)? {
        let path = file?.path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !(name.starts_with("citations.") && name.ends_with(".jsonl")) {
            continue;
        }
        for line in std::fs::read_to_string(&path)?.lines() {
            let record: serde_json::Value = serde_json::from_str(line)?;
            for target in record["targets"].as_array().unwrap() {
                let (Some(authority), Some(place)) =
                    (target["authority"].as_str(), target["pinpoint"].as_str())
                else {
                    continue;
                };
                if !held.contains(&authority) {
                    continue;
                }
                asked += 1;
                let shown = json(corpus, &["show", &format!("{authority}#{place}")])?;
                if shown["status"] != "resolved" || shown["passages"].as_array().unwrap().is_empty() {
                    return Err(format!("{authority}#{place}: {}", shown["status"]).into());
                }
            }
        }
    }
    if asked == 0 { Err("no citation was asked for".into()) } else { Ok(()) }
}

/// `articles DOCUMENT N`, `passages-at-least DOCUMENT N`, `node ID`, `no-node ID`, `first-hits N QUERY => ID…`.
fn trial(line: String, mirror: PathBuf) -> Trial {
    Trial::test(format!("sources/{line}"), move || {
        let corpus = corpus(&mirror);
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["articles", document, n] => {
                let outline = json(corpus, &["outline", document])?;
                let nodes = outline["nodes"].as_array().unwrap();
                let article = |n: &&serde_json::Value| {
                    let place = n["pinpoint"].as_str().unwrap();
                    place.starts_with("art-") && !place.contains('/') && n["layer"] == "source"
                };
                let count = nodes.iter().filter(article).count().to_string();
                if count == *n { Ok(()) } else { Err(format!("{document} has {count} articles").into()) }
            }
            ["paragraphs", document, n] => {
                let outline = json(corpus, &["outline", document])?;
                let count = outline["counts"]["paragraphs"].to_string();
                if count == *n { Ok(()) } else { Err(format!("{document} has {count} paragraphs").into()) }
            }
            ["node", id] => match json(corpus, &["show", id])?["status"].as_str() {
                Some("resolved") => Ok(()),
                status => Err(format!("{status:?}").into()),
            },
            ["status", status, ..] => {
                let reference = words[2..].join(" ");
                let found = json(corpus, &["show", &reference])?["status"].clone();
                if found == *status { Ok(()) } else { Err(format!("{found}").into()) }
            }
            ["first-hits", n, ..] => first_hits(corpus, n, &line),
            _ => Err(format!("no such check: {line}").into()),
        }
    })
}

/// The ids after `=>` are among the first `n` hits of the query before it.
fn first_hits(corpus: &Path, n: &str, line: &str) -> Result<(), Failed> {
    let (query, ids) = line.split_once(" => ").unwrap();
    let query = query.splitn(3, ' ').nth(2).unwrap();
    let answer = json(corpus, &["search", query, "--limit", n])?;
    let hits: Vec<&str> =
        answer["hits"].as_array().unwrap().iter().map(|h| h["id"].as_str().unwrap()).collect();
    for id in ids.split_whitespace() {
        if !hits.contains(&id) {
            return Err(format!("{id} is not among {hits:?}").into());
        }
    }
    Ok(())
}

/// The starter corpus with its real sources, laid out once.
pub(crate) fn corpus(mirror: &Path) -> &'static Path {
    static CORPUS: OnceLock<tempfile::TempDir> = OnceLock::new();
    let folder = CORPUS.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let from = mirror.display().to_string();
        for command in [vec!["init"], vec!["sync", "--from", &from], vec!["index"]] {
            let (status, _, err) = run(folder.path(), &command);
            assert_eq!(status, 0, "{command:?}: {err}");
        }
        folder
    });
    folder.path()
}

/// What the program answers.
pub(crate) fn json(corpus: &Path, words: &[&str]) -> Result<serde_json::Value, Failed> {
    let mut words = words.to_vec();
    words.extend(["--format", "json"]);
    let (status, out, err) = run(corpus, &words);
    if status != 0 {
        return Err(format!("exit {status}: {err}").into());
    }
    Ok(serde_json::from_str(&out)?)
}

/// The exit status of a run of the program, its output and its complaints.
pub(crate) fn run(folder: &Path, words: &[&str]) -> (u8, String, String) {
    let around = Surroundings { folder: folder.to_owned(), ..Surroundings::default() };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = std::iter::once("corpus").chain(words.iter().copied()).map(Into::into);
    let status = cli::run(arguments, around, &mut out, &mut err);
    (status, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}
