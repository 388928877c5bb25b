//! Treaties that are not held and of which provisions were read for training: their texts lie in the archive for tests of scale.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ingest::{Format, Options};
use model::{AuthorityId, Document, Kind, Meta, Node, Pinpoint};

use super::texts::{self, Reading};

/// The archive, below the folder with the sources.
const ARCHIVE: &str = "scale/treaties.tar.zst";
/// Where what is needed of it is unpacked, below the repository.
const UNPACKED: &str = "target/training";

/// The readings, by the number that the treaty has in its series.
pub(super) fn readings(root: &Path) -> Result<BTreeMap<AuthorityId, Vec<Reading>>, String> {
    texts::readings(&root.join("xtask/training/treaties.tsv"))
}

/// The texts of these treaties. Those that the archive lacks are left out.
pub(super) fn documents(
    root: &Path,
    shared: &Path,
    wanted: BTreeSet<AuthorityId>,
) -> Result<BTreeMap<AuthorityId, Document>, String> {
    let archive = shared.join(ARCHIVE);
    if !archive.is_file() {
        println!("{} is not there: the treaties that are not held are left out", archive.display());
        return Ok(BTreeMap::new());
    }
    let folder = root.join(UNPACKED);
    std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let file = |id: &AuthorityId| folder.join(format!("{id}.md"));
    let missing: Vec<&AuthorityId> = wanted.iter().filter(|id| !file(id).is_file()).collect();
    if !missing.is_empty() {
        unpack(root, &archive, &folder, &missing)?;
    }
    let mut out = BTreeMap::new();
    for id in wanted {
        let path = file(&id);
        let document = document(&id, &path)?;
        out.insert(id, document);
    }
    Ok(out)
}

fn document(id: &AuthorityId, path: &Path) -> Result<Document, String> {
    let meta = Meta {
        id: id.clone(),
        title: id.to_string(),
        short: Vec::new(),
        kind: Kind::Treaty,
        date: None,
        authors: Vec::new(),
        edition: Default::default(),
        articles_total: None,
        missing: Vec::new(),
        inserted_later: Vec::new(),
        numbering: Default::default(),
    };
    let options = Options { format: Format::Markdown, ..Options::default() };
    let read =
        ingest::read_file(path, &meta, &options, None).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(read.value)
}

/// Takes the files of these treaties out of the archive, each under its own name.
fn unpack(root: &Path, archive: &Path, folder: &Path, wanted: &[&AuthorityId]) -> Result<(), String> {
    let (archive, folder) = (archive.display().to_string(), folder.display().to_string());
    let members: Vec<String> =
        wanted.iter().map(|id| format!("*/{}/README.md", id.as_str().to_uppercase())).collect();
    let mut args = vec!["--zstd", "-xf", &archive, "-C", &folder, "--wildcards"];
    args.push(r"--transform=s#.*/BWBV\([0-9]*\)/README.md#bwbv\1.md#");
    args.extend(members.iter().map(String::as_str));
    crate::command::output(root, "tar", &args, &[]).map(drop)
}

/// Prints the provisions of treaties that are not held, to be read and labelled.
pub(super) fn show(root: &Path, shared: &Path, numbers: &[&str]) -> crate::Outcome {
    let wanted: Result<BTreeSet<AuthorityId>, _> = numbers.iter().map(|n| n.parse()).collect();
    for (id, document) in documents(root, shared, wanted.map_err(|e: model::ParseError| e.to_string())?)? {
        let mut known: BTreeSet<&Pinpoint> = BTreeSet::new();
        for (at, passages) in super::material::provisions(&document) {
            let Some(node) = document.node(at).filter(|n| known.insert(&n.pinpoint)) else { continue };
            let words: Vec<String> =
                passages.iter().filter_map(|ix| document.node(*ix)).map(Node::own_text).collect();
            let heading = node.heading.as_deref().unwrap_or_default();
            println!("{id}\t{}\t{heading}\t{}", node.pinpoint, words.join(" / ").replace('\n', " "));
        }
    }
    Ok(())
}
