//! What the readers make of the real sources. They are read from the folder that `CORPUS_SHARED` names (`sources` below
//! it); without it these tests have nothing to do and say so.

#![expect(clippy::disallowed_methods, reason = "the sources are read from disk here")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use ingest::{Entry, Format, Manifest, NumberingTable, Options, clean, read};
use model::{AuthorityId, Class, Document, Kind, Meta, Noted, Pinpoint, SegmentKind};

fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("CORPUS_SHARED").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: CORPUS_SHARED is not set");
    }
    folder
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every document and witness of the manifest whose file is there, read.
fn documents() -> Vec<(Entry, Vec<u8>, Noted<Document>)> {
    let Some(shared) = shared() else { return Vec::new() };
    let manifest = Manifest::load(&root()).unwrap();
    let mut out = Vec::new();
    for entry in manifest.all() {
        let path = shared.join("sources").join(&entry.source.file);
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let table = entry.options.numbering.as_ref().map(|file| {
            NumberingTable::parse(&std::fs::read_to_string(root().join("corpus").join(file)).unwrap()).unwrap()
        });
        let noted = read(&bytes, &entry.meta, &entry.options, table.as_ref())
            .unwrap_or_else(|e| panic!("{}: {e}", entry.id()));
        out.push((entry.clone(), bytes, noted));
    }
    assert!(out.len() > 20, "only {} sources were found", out.len());
    out
}

fn articles(document: &Document) -> BTreeSet<String> {
    let own = |p: &Pinpoint| p.segments().len() == 1 && p.first().kind == SegmentKind::Article;
    document.nodes.iter().map(|n| &n.pinpoint).filter(|p| own(p)).map(ToString::to_string).collect()
}

#[test]
fn outlines() {
    let wanted = std::env::var("OUTLINE").unwrap_or_default();
    for (entry, _, noted) in documents() {
        println!(
            "== {} {} articles, {} nodes, {} notes",
            entry.id(),
            articles(&noted.value).len(),
            noted.value.nodes.len(),
            noted.notes.len()
        );
        if wanted == "notes" || wanted == entry.id().as_str() {
            for note in &noted.notes {
                println!("   {} {} {}", note.topic.as_str(), note.span, note.message);
            }
        }
        if wanted == entry.id().as_str() {
            for node in &noted.value.nodes {
                let own: String = node.own_text().chars().take(70).collect();
                println!(
                    "{} {} [{}] {:?} | {} w{} | {}",
                    "  ".repeat(noted.value.above(node).len()),
                    node.pinpoint,
                    node.mark.as_ref().map_or("", |m| &m.text),
                    node.heading.as_deref().unwrap_or(""),
                    node.span,
                    node.own.len(),
                    own.replace('\n', "⏎")
                );
            }
        }
    }
}
