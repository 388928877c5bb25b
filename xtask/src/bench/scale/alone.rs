//! The yardsticks: tantivy without the rest of the program.
//!
//! - *The same documents*: what a full run hands to tantivy, made beforehand, and nothing but tantivy's own work timed: adding
//!   and committing. The same fields with the same analysers (words, exact words, headings, opening words, titles, labels,
//!   every id and citation key), the same stored text, as many writing threads, as much memory. No file is read, nothing is
//!   parsed, told, cited, labelled or written as JSON. This is what a full run is measured against.
//! - *Ids and words only*: an id and the words of each passage, stored and stemmed by tantivy's English analyser, with positions.
//!   A fraction of what the program's own index answers from.
//! - *One document*: in an index of ids and words the passages of one document are put in the place of what was there, from
//!   opening the index to the end of the commit. What a run costs in which one file has changed, without everything else.

use std::io::Write as _;
use std::path::Path;

use search::{Folding, Writer, WriterOptions};
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{
    Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::snippet::SnippetGenerator;
use tantivy::{ReloadPolicy, TantivyDocument};

use super::scratch::Passages;
use crate::Outcome;
use crate::bench::spent::Spent;

/// The same documents that a full run puts in.
pub(super) fn same_documents(runs: usize, passages: &Passages, folding: &Folding) -> Result<Spent, String> {
    let mut all = Vec::with_capacity(runs);
    for _ in 0..runs {
        let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
        let fail = |e: search::SearchError| e.to_string();
        let writer = Writer::rebuild(folder.path(), folding, WriterOptions::default()).map_err(fail)?;
        let documents = passages.documents().map(|(id, entries)| writer.prepare(id, entries).map_err(fail));
        let documents = documents.collect::<Result<Vec<_>, String>>()?;
        let put = || {
            documents.into_iter().try_for_each(|d| writer.put(d)).map_err(fail)?;
            writer.commit("").map_err(fail)
        };
        all.push(Spent::on(put)?.1);
    }
    Ok(Spent::middle(all))
}

/// Ids and words only.
pub(super) fn plain(runs: usize, passages: &Passages) -> Result<Spent, String> {
    let passages = passages.plain();
    Spent::median(runs, || {
        let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
        bare_index(folder.path(), &passages)
    })
}

/// The fields of a bare index: id and words.
fn bare_schema() -> (Schema, Field, Field) {
    let mut schema = Schema::builder();
    let stemmed = TextFieldIndexing::default()
        .set_tokenizer("en_stem")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let id = schema.add_text_field("id", STRING | STORED);
    let text =
        schema.add_text_field("text", TextOptions::default().set_indexing_options(stemmed).set_stored());
    (schema.build(), id, text)
}

/// A document a passage: an id and stored, stemmed text with positions; no other field.
pub(super) fn bare_index(folder: &Path, passages: &[(String, &str)]) -> Result<(), String> {
    let (schema, id, text) = bare_schema();
    let index = tantivy::Index::create_in_dir(folder, schema).map_err(|e| e.to_string())?;
    let mut writer: tantivy::IndexWriter =
        index.writer_with_num_threads(2, 256 << 20).map_err(|e| e.to_string())?;
    for (name, words) in passages {
        writer.add_document(tantivy::doc!(id => name.as_str(), text => *words)).map_err(|e| e.to_string())?;
    }
    writer.commit().map_err(|e| e.to_string())?;
    writer.wait_merging_threads().map_err(|e| e.to_string())
}

/// One document of the middle size in the place of itself.
pub(super) fn one_document(runs: usize, passages: &Passages) -> Result<Spent, String> {
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    bare_index(folder.path(), &passages.plain())?;
    let one = passages.middle();
    let (_, id, text) = bare_schema();
    let fail = |e: tantivy::TantivyError| e.to_string();
    Spent::median(runs, || {
        let index = tantivy::Index::open_in_dir(folder.path()).map_err(fail)?;
        let mut writer: tantivy::IndexWriter = index.writer_with_num_threads(1, 256 << 20).map_err(fail)?;
        for (name, words) in &one {
            writer.delete_term(tantivy::Term::from_field_text(id, name));
            writer.add_document(tantivy::doc!(id => name.as_str(), text => *words)).map_err(fail)?;
        }
        writer.commit().map_err(fail)?;
        writer.wait_merging_threads().map_err(fail)
    })
}

/// The bare query process: opens a bare index, asks, and prints ten ids with a snippet each.
pub(in crate::bench) fn ask(folder: &Path, query: &str) -> Outcome {
    let (_, id, text) = bare_schema();
    let fail = |e: tantivy::TantivyError| e.to_string();
    let index = tantivy::Index::open_in_dir(folder).map_err(fail)?;
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(fail)?;
    let searcher = reader.searcher();
    let query = QueryParser::for_index(&index, vec![text]).parse_query(query).map_err(|e| e.to_string())?;
    let best = searcher.search(&query, &TopDocs::with_limit(10).order_by_score()).map_err(fail)?;
    let snippets = SnippetGenerator::create(&searcher, &*query, text).map_err(fail)?;
    let mut out = std::io::stdout().lock();
    for (score, at) in best {
        let found: TantivyDocument = searcher.doc(at).map_err(fail)?;
        let name = found.get_first(id).and_then(|v| v.as_str()).unwrap_or_default();
        let snippet = snippets.snippet_from_doc(&found);
        writeln!(out, "{score:.2} {name}\n  {}", snippet.to_html()).map_err(|e| e.to_string())?;
    }
    Ok(())
}
