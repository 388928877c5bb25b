//! What is trained on, as it lies on disk: documents, digests, the gold, and the readings made for training.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use doctrine::Rules;
use ingest::{Manifest, NumberingTable};
use model::{AuthorityId, Digest, Document, Kind, Label, Pinpoint};

/// Labels.
pub(super) type Labels = BTreeSet<Label>;

/// A line of the gold: labels of a place, or of a stretch of an essay.
#[derive(Clone, Debug)]
pub(super) struct Gold {
    pub(super) place: Option<Pinpoint>,
    pub(super) span: (usize, usize),
    pub(super) labels: Labels,
}

/// A line of the readings: places from one to another, and the labels of each.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub(super) place: Pinpoint,
    pub(super) labels: Labels,
}

/// A paragraph or a provision of our own, written for training.
#[derive(Clone, Debug)]
pub(super) struct Own {
    pub(super) kind: Kind,
    /// The essay that it is a paragraph of: all its paragraphs are held out together.
    pub(super) essay: Option<String>,
    /// Whether it is of the last that were written, of which a third is kept aside.
    pub(super) last: bool,
    pub(super) heading: Option<String>,
    pub(super) words: String,
    pub(super) labels: Labels,
}

pub(super) fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

/// Every document of the manifest whose file is in `sources`.
pub(super) fn documents(root: &Path, sources: &Path) -> Result<BTreeMap<AuthorityId, Document>, String> {
    let manifest = Manifest::load(root).map_err(|e| e.to_string())?;
    let mut out = BTreeMap::new();
    for entry in manifest.documents() {
        let path = sources.join(&entry.source.file);
        if !path.is_file() {
            println!("{}: {} is not there, left out", entry.id(), path.display());
            continue;
        }
        let table = match &entry.options.numbering {
            Some(file) => Some(
                NumberingTable::parse(&read(&root.join("corpus").join(file))?)
                    .map_err(|e| format!("{file}: {e}"))?,
            ),
            None => None,
        };
        let read = ingest::read_file(&path, &entry.meta, &entry.options, table.as_ref());
        out.insert(entry.id().clone(), read.map_err(|e| format!("{}: {e}", entry.id()))?.value);
    }
    Ok(out)
}

pub(super) fn digests(root: &Path) -> Result<BTreeMap<AuthorityId, Digest>, String> {
    ingest::load_digests(&root.join("corpus/digests")).map_err(|e| e.to_string())
}

pub(super) fn rules(root: &Path) -> Result<Rules, String> {
    let path = root.join("corpus/doctrines.toml");
    Rules::parse(&read(&path)?, Path::new("corpus/doctrines.toml")).map_err(|e| e.to_string())
}

/// The gold of every document that has one.
pub(super) fn gold(folder: &Path) -> Result<BTreeMap<AuthorityId, Vec<Gold>>, String> {
    let mut out: BTreeMap<AuthorityId, Vec<Gold>> = BTreeMap::new();
    let entries = std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut paths: Vec<_> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
    paths.sort();
    let is_gold = |p: &&std::path::PathBuf| {
        p.file_name()
            .and_then(|n| n.to_str())
            .is_some_and(|n| n.starts_with("labels.") && n.ends_with(".jsonl"))
    };
    for path in paths.iter().filter(is_gold) {
        for line in read(path)?.lines().filter(|l| !l.trim().is_empty()) {
            let fault = |what: &str| format!("{}: {what}: {line}", path.display());
            let value: serde_json::Value = serde_json::from_str(line).map_err(|e| fault(&e.to_string()))?;
            let document =
                value["doc"].as_str().and_then(|d| d.parse().ok()).ok_or_else(|| fault("no document"))?;
            let offset = |key: &str| value[key].as_u64().unwrap_or_default() as usize;
            let texts = value["labels"].as_array().ok_or_else(|| fault("no labels"))?;
            let labels = texts.iter().filter_map(|l| l.as_str()?.parse().ok()).collect();
            let place = value["pinpoint"].as_str().and_then(|p| p.parse().ok());
            out.entry(document).or_default().push(Gold {
                place,
                span: (offset("start"), offset("end")),
                labels,
            });
        }
    }
    Ok(out)
}

/// The labels of a list parted by commas; `none` is none.
fn labels(text: &str) -> Result<Labels, String> {
    if text.trim() == "none" {
        return Ok(Labels::new());
    }
    text.split(',').map(|l| l.trim().parse().map_err(|e: model::ParseError| e.to_string())).collect()
}

/// Labels of provisions, given by reading them: document, place or range of articles, labels.
pub(super) fn readings(path: &Path) -> Result<BTreeMap<AuthorityId, Vec<Reading>>, String> {
    let mut out: BTreeMap<AuthorityId, Vec<Reading>> = BTreeMap::new();
    for (i, line) in read(path)?.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let fault = |what: String| format!("{}:{}: {what}", path.display(), i + 1);
        let fields: Vec<&str> = line.split('\t').collect();
        let [document, places, list] = fields[..] else {
            return Err(fault("three fields are wanted".into()));
        };
        let document: AuthorityId = document.parse().map_err(|e: model::ParseError| fault(e.to_string()))?;
        let labels = labels(list).map_err(&fault)?;
        for place in places.split(',') {
            let (head, to) = place.split_once("..").map_or((place, None), |(h, t)| (h, Some(t)));
            let mut all = vec![head.to_owned()];
            if let Some((stem, from, to)) = to.and_then(|to| {
                let (stem, from) = head.rsplit_once('-')?;
                Some((stem, from.parse::<u32>().ok()?, to.parse::<u32>().ok()?))
            }) {
                all = (from..=to).map(|n| format!("{stem}-{n}")).collect();
            }
            for place in all {
                let place = place.parse().map_err(|e: model::ParseError| fault(e.to_string()))?;
                out.entry(document.clone()).or_default().push(Reading { place, labels: labels.clone() });
            }
        }
    }
    Ok(out)
}

/// What was written for training: paragraphs in the manner of essays, whole essays, provisions in the manner of treaties.
pub(super) fn own(root: &Path) -> Result<Vec<Own>, String> {
    let mut out = written(&root.join("xtask/training/prose.txt"), Kind::Essay)?;
    out.extend(written(&root.join("xtask/training/essays.txt"), Kind::Essay)?);
    out.extend(written(&root.join("xtask/training/provisions.txt"), Kind::Treaty)?);
    let pieces = written(&root.join("xtask/training/pieces.txt"), Kind::Essay)?;
    out.extend(pieces.into_iter().map(|piece| Own { last: true, ..piece }));
    Ok(out)
}

/// Lines of a list of labels in brackets, then the words; before them, for provisions, a heading and `|`. A line `# Essay` opens an
/// essay.
fn written(path: &Path, kind: Kind) -> Result<Vec<Own>, String> {
    let mut out = Vec::new();
    let mut essay = None;
    for (i, line) in read(path)?.lines().enumerate() {
        if line.starts_with("# Essay ") {
            essay = Some(line.to_owned());
        }
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let fault = |what: &str| format!("{}:{}: {what}", path.display(), i + 1);
        let (list, words) = line
            .strip_prefix('[')
            .and_then(|l| l.split_once(']'))
            .ok_or_else(|| fault("`[labels] words` is wanted"))?;
        let (heading, words) = words.split_once(" | ").map_or((None, words), |(h, w)| (Some(h), w));
        out.push(Own {
            kind,
            essay: essay.clone(),
            last: false,
            heading: heading.map(|h| h.trim().to_owned()),
            words: words.trim().to_owned(),
            labels: labels(list).map_err(|e| fault(&e))?,
        });
    }
    Ok(out)
}
