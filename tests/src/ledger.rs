//! The ledger of citations: what the engine finds in every held source, committed as spans and targets without a word of the
//! texts. A change of the engine shows here what it gained, lost and re-targeted; `UPDATE=1` takes it over.
//!
//! `tests/suite/ledger/DOCUMENT.tsv` has a citation a line: start, end, form, signal, targets. A target is its authority
//! (`?` unknown, `!` dangling, candidates parted by `|`), its place behind a `#`, and its status; several are parted by `; `.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use libtest_mimic::{Failed, Trial};
use serde_json::Value;

use crate::section::suite;
use crate::sources::{corpus, json};

/// More changes of one document than this are counted, not printed.
const MOST_PRINTED: usize = 60;

/// The check, if the sources are to be had.
pub(crate) fn trials() -> Vec<Trial> {
    let Some(shared) = std::env::var_os("CORPUS_SHARED") else { return Vec::new() };
    let mirror = PathBuf::from(&shared).join("sources");
    let again = format!("CORPUS_SHARED={} UPDATE=1 cargo test -p suite -- ledger", shared.display());
    let update = std::env::var_os("UPDATE").is_some();
    vec![Trial::test("ledger/citations of the held sources", move || {
        let corpus = corpus(&mirror);
        let mut report = String::new();
        let mut ledgers = ledgers()?;
        for document in json(corpus, &["documents"])?["documents"].as_array().unwrap() {
            if document["held"] != true {
                continue;
            }
            let (id, file) = (document["id"].as_str().unwrap(), document["file"].as_str().unwrap());
            let path = suite().join("ledger").join(format!("{id}.tsv"));
            let found = found(corpus, file)?;
            let known = ledgers.remove(&path).unwrap_or_default();
            if update {
                std::fs::create_dir_all(suite().join("ledger"))?;
                let lines = found.iter().map(|((start, end), rest)| format!("{start}\t{end}\t{rest}\n"));
                std::fs::write(&path, lines.collect::<String>())?;
            } else {
                let text = std::fs::read(corpus.join("corpus/sources").join(file))?;
                report.push_str(&differences(id, &known, &found, &String::from_utf8_lossy(&text)));
            }
        }
        for path in ledgers.keys() {
            if update {
                std::fs::remove_file(path)?;
            } else {
                report.push_str(&format!("{}: no such document is held\n", path.display()));
            }
        }
        if report.is_empty() {
            return Ok(());
        }
        Err(format!("{report}review, then: {again}").into())
    })]
}

/// Citations by span; form, signal and targets as in the file.
type Ledger = BTreeMap<(usize, usize), String>;

/// The committed ledgers by path.
fn ledgers() -> Result<BTreeMap<PathBuf, Ledger>, Failed> {
    let Ok(listed) = std::fs::read_dir(suite().join("ledger")) else { return Ok(BTreeMap::new()) };
    let mut out = BTreeMap::new();
    for file in listed {
        let path = file?.path();
        let mut ledger = Ledger::new();
        for (i, line) in std::fs::read_to_string(&path)?.lines().enumerate() {
            let mut parts = line.splitn(3, '\t');
            let mut number = || parts.next()?.parse::<usize>().ok();
            let (Some(start), Some(end)) = (number(), number()) else {
                return Err(format!("{}:{}: no span", path.display(), i + 1).into());
            };
            ledger.insert((start, end), parts.next().unwrap_or_default().to_owned());
        }
        out.insert(path, ledger);
    }
    Ok(out)
}

/// What the program finds in a source.
fn found(corpus: &Path, file: &str) -> Result<Ledger, Failed> {
    let answer = json(corpus, &["cites", &format!("corpus/sources/{file}"), "--no-refresh"])?;
    let number = |value: &Value| value.as_u64().and_then(|n| usize::try_from(n).ok()).unwrap();
    let line = |c: &Value| {
        let targets: Vec<String> = c["targets"].as_array().unwrap().iter().map(target).collect();
        let signal = c["signal"].as_str().unwrap_or("-");
        let rest = format!("{}\t{signal}\t{}", c["form"].as_str().unwrap(), targets.join("; "));
        ((number(&c["start"]), number(&c["end"])), rest)
    };
    Ok(answer["citations"].as_array().unwrap().iter().map(line).collect())
}

/// A target without its name: an unknown one's is words of the source.
fn target(target: &Value) -> String {
    let status = target["status"].as_str().unwrap();
    let candidates = target["candidates"].as_array().map(|all| {
        let ids: Vec<&str> = all.iter().filter_map(Value::as_str).collect();
        ids.join("|")
    });
    let authority = match (target["authority"].as_str(), candidates, status) {
        (Some(id), ..) => id.to_owned(),
        (None, Some(ids), _) => ids,
        (None, None, "unknown") => "?".to_owned(),
        _ => "!".to_owned(),
    };
    let place = target["pinpoint"].as_str().map(|p| format!("#{p}")).unwrap_or_default();
    format!("{authority}{place} {status}")
}

/// What was gained, lost and re-targeted, with the words of the source.
fn differences(id: &str, known: &Ledger, found: &Ledger, text: &str) -> String {
    let mut lines = Vec::new();
    let (mut gained, mut lost, mut changed) = (0, 0, 0);
    let mut spans: Vec<(usize, usize)> = known.keys().chain(found.keys()).copied().collect();
    spans.sort_unstable();
    spans.dedup();
    for span in spans {
        let words = text.get(span.0..span.1).unwrap_or_default().split_whitespace().collect::<Vec<_>>();
        let place = format!("{}..{} “{}”", span.0, span.1, words.join(" "));
        match (known.get(&span), found.get(&span)) {
            (None, Some(new)) => {
                gained += 1;
                lines.push(format!("  gained {place}: {}", new.replace('\t', " ")));
            }
            (Some(old), None) => {
                lost += 1;
                lines.push(format!("  lost   {place}: {}", old.replace('\t', " ")));
            }
            (Some(old), Some(new)) if old != new => {
                changed += 1;
                let (old, new) = (old.replace('\t', " "), new.replace('\t', " "));
                lines.push(format!("  turned {place}: {old} → {new}"));
            }
            _ => {}
        }
    }
    if lines.is_empty() {
        return String::new();
    }
    let more = lines.len().saturating_sub(MOST_PRINTED);
    lines.truncate(MOST_PRINTED);
    if more > 0 {
        lines.push(format!("  and {more} more"));
    }
    format!("{id}: gained {gained}, lost {lost}, re-targeted {changed}\n{}\n", lines.join("\n"))
}
