//! An index that was brought up to date again and again is the index that is made from nothing: every stored field, every
//! record, and the hits, scores and order of fifty queries. `EDITS` says how many sequences of edits are tried.

mod world;

use std::path::Path;

use desk::{Desk, IndexRequest};
use libtest_mimic::{Failed, Trial};
use model::AuthorityId;
use search::{Filters, Folding, Index, KwicOptions, Page, Query, Sort};

use crate::drawn::Draw;
use world::World;

/// Sequences where `EDITS` does not say.
const FEW: u64 = 2;

/// Rounds of edits in a sequence, each with one to three edits and a run of the indexer.
const ROUNDS: usize = 5;

/// The tests of this file.
pub(crate) fn trials() -> Vec<Trial> {
    let many = std::env::var("EDITS").ok().and_then(|n| n.parse().ok()).unwrap_or(FEW);
    let one = |seed| Trial::test(format!("incremental/as_from_nothing_{seed}"), move || sequence(seed));
    let mut out: Vec<Trial> = (1..=many).map(one).collect();
    if let Some(shared) = std::env::var_os("CORPUS_SHARED") {
        let test = move || real(Path::new(&shared));
        out.push(Trial::test("incremental/the real sources", test));
    }
    out
}

/// One sequence of edits.
fn sequence(seed: u64) -> Result<(), Failed> {
    let scratch = tempfile::tempdir()?;
    let mut draw = Draw::new(seed, "edits");
    let mut world = World::new(&scratch.path().join("corpus"), &mut draw)?;
    let mut told = Vec::new();
    for round in 0..ROUNDS {
        for _ in 0..=draw.below(3) {
            told.push(world.edit(&mut draw)?);
        }
        Desk::open(world.folder())?.index(&IndexRequest::default())?;
        let fresh = scratch.path().join(format!("fresh-{round}"));
        same(world.folder(), &fresh, &world::queries(&mut draw))
            .map_err(|what| Failed::from(format!("{what}\nafter: {}", told.join("; "))))?;
    }
    Ok(())
}

/// The real sources: a text is changed, another goes, both come back.
fn real(shared: &Path) -> Result<(), Failed> {
    let scratch = tempfile::tempdir()?;
    let folder = scratch.path().join("corpus");
    desk::init(&folder, desk::Start::Starter)?;
    let sources = folder.join("corpus/sources");
    std::fs::create_dir_all(&sources)?;
    for file in std::fs::read_dir(shared.join("sources"))? {
        let path = file?.path();
        std::fs::copy(&path, sources.join(path.file_name().unwrap()))?;
    }
    let desk = || Ok::<_, Failed>(Desk::open(&folder)?);
    desk()?.index(&IndexRequest::default())?;
    let away = scratch.path().join("away");
    std::fs::rename(sources.join("vclt.md"), &away)?;
    let digests = folder.join("corpus/digests/udhr.md");
    let digest = std::fs::read(&digests)?;
    std::fs::remove_file(&digests)?;
    let table = folder.join("corpus/authorities/human-rights.toml");
    let authorities = std::fs::read_to_string(&table)?;
    std::fs::write(&table, authorities.replace("\"ICCPR\"", "\"ICCPR\", \"Lamp Covenant\""))?;
    desk()?.index(&IndexRequest::default())?;
    std::fs::rename(&away, sources.join("vclt.md"))?;
    std::fs::write(&digests, digest)?;
    desk()?.index(&IndexRequest::default())?;
    let words = [
        "armed attack",
        "\"innocent passage\"",
        "prisoners OR detention",
        "treat* -war",
        "torture~1",
        "ship",
    ];
    let queries: Vec<String> = words.iter().map(|w| (*w).to_owned()).collect();
    same(&folder, &scratch.path().join("fresh"), &queries).map_err(Failed::from)
}

/// Whether the index in `folder` is the one that is made of the same files in `fresh`.
fn same(folder: &Path, fresh: &Path, queries: &[String]) -> Result<(), String> {
    let told = |e: &dyn std::fmt::Display| e.to_string();
    world::copied(&folder.join("corpus"), &fresh.join("corpus")).map_err(|e| told(&e))?;
    let desk = Desk::open(fresh).map_err(|e| told(&e))?;
    desk.index(&IndexRequest::default()).map_err(|e| told(&e))?;
    let folding = std::fs::read_to_string(folder.join("corpus/folding.tsv")).unwrap_or_default();
    let folding = Folding::parse(&folding, "folding.tsv").map_err(|e| told(&e))?;
    let open = |folder: &Path| Index::open(&folder.join("index"), &folding).map_err(|e| told(&e));
    let (old, new) = (open(folder)?, open(fresh)?);
    let differ = |what: &str, old: &dyn std::fmt::Debug, new: &dyn std::fmt::Debug| {
        let (old, new) = (format!("{old:?}"), format!("{new:?}"));
        let at = old.bytes().zip(new.bytes()).position(|(a, b)| a != b).unwrap_or(old.len().min(new.len()));
        let near = |t: &str| {
            String::from_utf8_lossy(&t.as_bytes()[at.saturating_sub(120)..(at + 200).min(t.len())])
                .into_owned()
        };
        if old == new {
            Ok(())
        } else {
            Err(format!(
                "{what} differs:\n  brought up to date …{}…\n  from nothing …{}…",
                near(&old),
                near(&new)
            ))
        }
    };
    let all = |index: &Index| index.documents().map_err(|e| told(&e));
    differ("the list of documents", &all(&old)?, &all(&new)?)?;
    differ("the number of nodes", &old.len(), &new.len())?;
    differ("the payload", &old.payload(), &new.payload())?;
    let labels = |index: &Index| index.labels().map_err(|e| told(&e));
    differ("the labels", &labels(&old)?, &labels(&new)?)?;
    let languages = |index: &Index| index.languages().map_err(|e| told(&e));
    differ("the languages", &languages(&old)?, &languages(&new)?)?;
    let works = |index: &Index| index.cited_works().map_err(|e| told(&e));
    differ("the cited works", &works(&old)?, &works(&new)?)?;
    for document in all(&new)? {
        let entries = |index: &Index| index.document(&document.id).map_err(|e| told(&e));
        let (old, new) = (entries(&old)?, entries(&new)?);
        for (old, new) in old.iter().zip(&new) {
            differ(&new.id.to_string(), old, new)?;
        }
    }
    for work in works(&new)? {
        let citing = |index: &Index| {
            index.citing(work.as_str()).map(|all| all.into_iter().map(|e| e.id).collect::<Vec<_>>())
        };
        differ("what cites", &citing(&old).map_err(|e| told(&e))?, &citing(&new).map_err(|e| told(&e))?)?;
    }
    let records = |index: &Index| {
        let mut all = index.records("*").map_err(|e| told(&e))?;
        all.sort();
        Ok::<_, String>(all)
    };
    let (a, b) = (records(&old)?, records(&new)?);
    differ("the number of records", &a.len(), &b.len())?;
    for (a, b) in a.iter().zip(&b) {
        differ("a record", a, b)?;
    }
    let reports = |folder: &Path| Desk::open(folder).and_then(|d| d.inventory()).map_err(|e| told(&e));
    differ("the report", &reports(folder)?, &reports(fresh)?)?;
    for (i, text) in queries.iter().enumerate() {
        let query = Query::parse(text).map_err(|e| told(&e))?;
        let filters = match i % 7 {
            5 => Filters { languages: vec!["fr".to_owned()], ..Filters::default() },
            6 => Filters {
                documents: AuthorityId::new("harbour-1").into_iter().collect(),
                ..Filters::default()
            },
            _ => Filters::default(),
        };
        let sort = if i % 5 == 4 { Sort::Date } else { Sort::default() };
        let page = Page { limit: 500, offset: 0, sort, explain: true, facets: true };
        let hits = |index: &Index| index.search(&query, &filters, page).map_err(|e| told(&e));
        differ(&format!("what `{text}` finds"), &hits(&old)?, &hits(&new)?)?;
        let lines =
            |index: &Index| index.kwic(&query, &filters, KwicOptions::default()).map_err(|e| told(&e));
        differ(&format!("the concordance of `{text}`"), &lines(&old)?, &lines(&new)?)?;
        let near = |index: &Index| index.candidates(text, 9).map_err(|e| told(&e));
        differ(&format!("where `{text}` may stand"), &near(&old)?, &near(&new)?)?;
    }
    Ok(())
}
