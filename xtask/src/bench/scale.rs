//! Indexing and searching a large folder, against tantivy alone on the same passages.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use desk::{Desk, IndexRequest, Request, Sort};
use ingest::Sha256;
use tantivy::schema::{IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions};

use super::folder::{self, median};
use crate::Outcome;
use crate::command::corpus_binary;

/// Runs of each measurement; the median counts.
const RUNS: usize = 5;
/// Runs of a whole process.
const PROCESSES: usize = 31;
/// What is searched for.
const QUERY: &str = "\"armed attack\"";

/// A scratch corpus over the Markdown files below `folder`.
struct Corpus {
    root: tempfile::TempDir,
    bytes: u64,
    files: usize,
}

impl Corpus {
    fn new(folder: &Path) -> Result<Self, String> {
        let folder = folder.canonicalize().map_err(|e| format!("{}: {e}", folder.display()))?;
        let files = folder::markdown(&folder)?;
        let root = tempfile::tempdir().map_err(|e| e.to_string())?;
        let inner = root.path().join("corpus");
        std::fs::create_dir_all(&inner).map_err(|e| e.to_string())?;
        std::os::unix::fs::symlink(&folder, inner.join("sources")).map_err(|e| e.to_string())?;
        let mut manifest = String::new();
        let mut bytes = 0;
        for (i, file) in files.iter().enumerate() {
            let text = std::fs::read(file).map_err(|e| format!("{}: {e}", file.display()))?;
            bytes += text.len() as u64;
            let name = file.strip_prefix(&folder).map_err(|e| e.to_string())?.display().to_string();
            // Writing to a string does not fail.
            let _ = write!(
                manifest,
                "[[document]]\nid = \"d{i}\"\ntitle = \"{i}\"\nkind = \"treaty\"\nlanguages = [\"en\"]\n\
                 rights = \"scratch\"\n[document.edition]\ntext_of = \"scratch\"\n[document.source]\n\
                 file = {name:?}\nsha256 = \"{}\"\nbytes = {}\nby_hand = \"scratch\"\n\
                 [document.reader]\nformat = \"markdown\"\n\n",
                Sha256::of(&text),
                text.len()
            );
        }
        std::fs::write(inner.join("corpus.toml"), manifest).map_err(|e| e.to_string())?;
        Ok(Self { root, bytes, files: files.len() })
    }

    /// Lays out the taxonomy and the weights of the repository at `root`, so that passages are tagged from now on.
    fn with_doctrines(&self, root: &Path) -> Result<(), String> {
        for table in ["doctrines.toml", "doctrine-weights.tsv"] {
            let from = root.join("corpus").join(table);
            std::fs::copy(&from, self.root.path().join("corpus").join(table))
                .map_err(|e| format!("{}: {e}", from.display()))?;
        }
        Ok(())
    }

    fn desk(&self) -> Result<Desk, String> {
        Desk::open(self.root.path()).map_err(|e| e.to_string())
    }

    fn speed(&self, time: Duration) -> f64 {
        self.bytes as f64 / 1e6 / time.as_secs_f64()
    }
}

/// Full and idle runs of the indexer, a full run that tags every passage by doctrine besides, and tantivy alone fed with the same
/// passages.
pub(super) fn index(root: &Path, folder: &Path) -> Outcome {
    let corpus = Corpus::new(folder)?;
    let desk = corpus.desk()?;
    let anew = || {
        let request = IndexRequest { full: true, ..IndexRequest::default() };
        desk.index(&request).map(drop).map_err(|e| e.to_string())
    };
    let full = median(RUNS, anew)?;
    let idle = median(RUNS, || desk.index(&IndexRequest::default()).map(drop).map_err(|e| e.to_string()))?;
    let passages = passages(&corpus)?;
    let words: usize = passages.iter().map(|(_, text)| text.len()).sum();
    let alone = median(RUNS, || tantivy_alone(&passages))?;
    corpus.with_doctrines(root)?;
    let tagged = median(RUNS, anew)?;
    println!(
        "files {}, {:.1} MB; passages {}, {:.1} MB",
        corpus.files,
        corpus.bytes as f64 / 1e6,
        passages.len(),
        words as f64 / 1e6
    );
    println!("full run      {:8.2} s  {:6.1} MB/s", full.as_secs_f64(), corpus.speed(full));
    println!("idle run      {:8.2} s", idle.as_secs_f64());
    println!("with tagging  {:8.2} s  {:6.1} MB/s", tagged.as_secs_f64(), corpus.speed(tagged));
    println!("tantivy alone {:8.2} s  {:6.1} MB/s", alone.as_secs_f64(), corpus.speed(alone));
    println!("speed, full run to tantivy alone: {:.2}", alone.as_secs_f64() / full.as_secs_f64());
    println!(
        "time, what tagging adds to a full run without it: {:.2}",
        tagged.as_secs_f64() / full.as_secs_f64() - 1.0
    );
    Ok(())
}

/// Every passage of the index: id and words.
fn passages(corpus: &Corpus) -> Result<Vec<(String, String)>, String> {
    let index = search::Index::open(&corpus.root.path().join("index"), &search::Folding::none())
        .map_err(|e| e.to_string())?;
    let mut out = Vec::new();
    for document in index.documents().map_err(|e| e.to_string())? {
        for entry in index.document(&document.id).map_err(|e| e.to_string())? {
            if entry.passage {
                out.push((entry.id.to_string(), entry.text));
            }
        }
    }
    Ok(out)
}

/// A document a passage: an id and stored, stemmed text with positions; no other field.
fn tantivy_alone(passages: &[(String, String)]) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let mut schema = Schema::builder();
    let stemmed = TextFieldIndexing::default()
        .set_tokenizer("en_stem")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let id = schema.add_text_field("id", STRING | STORED);
    let text =
        schema.add_text_field("text", TextOptions::default().set_indexing_options(stemmed).set_stored());
    let index = tantivy::Index::create_in_dir(folder.path(), schema.build()).map_err(|e| e.to_string())?;
    let mut writer: tantivy::IndexWriter =
        index.writer_with_num_threads(2, 256 << 20).map_err(|e| e.to_string())?;
    for (name, words) in passages {
        writer
            .add_document(tantivy::doc!(id => name.as_str(), text => words.as_str()))
            .map_err(|e| e.to_string())?;
    }
    writer.commit().map_err(|e| e.to_string())?;
    Ok(())
}

/// The latency of a search: the whole process, and the question inside it.
pub(super) fn search(root: &Path, folder: &Path) -> Outcome {
    let program = corpus_binary(root)?;
    let corpus = Corpus::new(folder)?;
    corpus.desk()?.index(&IndexRequest::default()).map_err(|e| e.to_string())?;
    let process = |flags: &[&str]| {
        let status = Command::new(&program)
            .arg("--corpus")
            .arg(corpus.root.path())
            .args(["search", QUERY])
            .args(flags)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        status.map(drop).map_err(|e| e.to_string())
    };
    let start_up = median(PROCESSES, || {
        Command::new(&program)
            .arg("--version")
            .stdout(Stdio::null())
            .status()
            .map(drop)
            .map_err(|e| e.to_string())
    })?;
    let whole = median(PROCESSES, || process(&["--no-refresh"]))?;
    let looking = median(PROCESSES, || process(&[]))?;
    let desk = corpus.desk()?;
    let request = Request {
        query: QUERY.to_owned(),
        limit: 10,
        offset: 0,
        documents: Vec::new(),
        kinds: Vec::new(),
        labels: Vec::new(),
        layers: Vec::new(),
        languages: Vec::new(),
        cites: None,
        sort: Sort::Relevance,
        without: Vec::new(),
        explain: false,
        facets: true,
    };
    let ask = || desk.search(&request).map_err(|e| e.to_string());
    let found = ask()?.total;
    let inside = median(PROCESSES, || ask().map(drop))?;
    let ms = |d: Duration| d.as_secs_f64() * 1e3;
    println!("{QUERY}: {found} passages of {} files, ten shown", corpus.files);
    println!("process start-up (--version)       {:8.2} ms", ms(start_up));
    println!(
        "whole process, --no-refresh        {:8.2} ms  ({:.1} × start-up)",
        ms(whole),
        ms(whole) / ms(start_up)
    );
    println!("whole process, looking for changes {:8.2} ms", ms(looking));
    println!("the question inside the process    {:8.2} ms", ms(inside));
    Ok(())
}
