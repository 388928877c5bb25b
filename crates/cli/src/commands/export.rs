//! `corpus export`: the corpus for other programs.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use desk::{Bibliography, Desk, Engine, Wanted};

use crate::args::Format;
use crate::context::Context;
use crate::failure::Failure;

/// Hand authorities, documents, annotations or passages to other programs
#[derive(Debug, Args)]
#[command(after_help = "\
Formats:
  bibtex, biblatex, ris, csl-json   authorities, for Zotero, JabRef, LaTeX, pandoc; the keys are their ids
  akn                               documents as Akoma Ntoso 3.0, valid against its schema; `corpus add` reads it back
  web-annotation                    labels, notes and citations as W3C Web Annotations; `corpus import` takes them back
  ndjson, bulk                      passages, a line of JSON each, for Quickwit and for the bulk interface of OpenSearch

WHAT is what a bibliography lists (references, as a lawyer writes them), else documents; without it, all that is held. A
digest is never exported as if it were a source: akn and web-annotation leave documents out whose text is not held, ndjson
and bulk have the digest in `gist` and no `text`.

Examples:
  corpus export --format biblatex \"UN Charter\" Nicaragua sc-1373 -o sources.bib
  corpus export --format ris --cited-by draft.md -o draft.ris
  corpus export --format akn -o akn
  corpus export --format web-annotation un-charter > un-charter.jsonld
  corpus export --format ndjson | quickwit index ingest --index corpus
  corpus export --index-config quickwit > corpus.yaml")]
pub(crate) struct Export {
    /// References for a bibliography, else documents
    #[arg(value_name = "WHAT", conflicts_with = "cited_by")]
    what: Vec<String>,
    /// What this document or file cites (repeatable; for bibliographies)
    #[arg(long, value_name = "DOCUMENT|FILE")]
    cited_by: Vec<String>,
    /// Instead of passages, how a search engine is to index them
    #[arg(long, value_name = "ENGINE", value_enum, conflicts_with_all = ["what", "cited_by"])]
    index_config: Option<IndexConfig>,
    /// The name of the index, for bulk and --index-config
    #[arg(long, value_name = "NAME", default_value = "corpus")]
    index: String,
    /// Write to a file instead of standard output; several Akoma Ntoso documents, to a folder
    #[arg(short, long = "output", value_name = "FILE|FOLDER")]
    output: Option<PathBuf>,
}

/// A search engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum IndexConfig {
    /// YAML for `quickwit index create`.
    Quickwit,
    /// The body of a request that makes an index.
    Opensearch,
}

impl Export {
    pub(crate) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        if let Some(engine) = self.index_config {
            let engine = match engine {
                IndexConfig::Quickwit => Engine::Quickwit,
                IndexConfig::Opensearch => Engine::OpenSearch,
            };
            self.give(&desk::index_config(engine, &self.index), context)?;
            return Ok(0);
        }
        if context.format == Format::Text {
            return Err(Failure::with_hint(
                "in which format?".to_owned(),
                "--format bibtex, biblatex, ris, csl-json, akn, web-annotation, ndjson or bulk".to_owned(),
            ));
        }
        let bibliography = match context.format {
            Format::Bibtex => Some(Bibliography::Bibtex),
            Format::Biblatex => Some(Bibliography::Biblatex),
            Format::Ris => Some(Bibliography::Ris),
            Format::CslJson => Some(Bibliography::CslJson),
            _ => None,
        };
        context.only(&[
            Format::Bibtex,
            Format::Biblatex,
            Format::Ris,
            Format::CslJson,
            Format::Akn,
            Format::WebAnnotation,
            Format::Ndjson,
            Format::Bulk,
        ])?;
        if bibliography.is_none() && !self.cited_by.is_empty() {
            return Err(Failure::new("--cited-by is for bibliographies".to_owned()));
        }
        let desk = context.fresh_desk()?;
        match (bibliography, context.format) {
            (Some(format), _) => self.bibliography(&desk, format, context)?,
            (None, Format::Akn) => self.akoma_ntoso(&desk, context)?,
            (None, Format::WebAnnotation) => {
                let done = desk.web_annotations(&self.what)?;
                done.remarks.iter().for_each(|r| context.warn(r));
                self.give(&done.text, context)?;
                context.say(&format!("{} annotations", done.count));
            }
            (None, _) => self.passages(&desk, context)?,
        }
        Ok(0)
    }

    fn bibliography(
        &self,
        desk: &Desk,
        format: Bibliography,
        context: &mut Context<'_>,
    ) -> Result<(), Failure> {
        let wanted = match (self.what.as_slice(), self.cited_by.as_slice()) {
            ([], []) => Wanted::Held,
            ([], cited_by) => Wanted::CitedBy(cited_by, &context.around.folder),
            (what, _) => Wanted::References(what),
        };
        let done = desk.bibliography(wanted, format)?;
        done.remarks.iter().for_each(|r| context.warn(r));
        self.give(&done.text, context)?;
        context.say(&format!("{} authorities", done.count));
        Ok(())
    }

    fn akoma_ntoso(&self, desk: &Desk, context: &mut Context<'_>) -> Result<(), Failure> {
        let documents = desk.akoma_ntoso(&self.what)?;
        let is_file = |path: &Path| path.extension().is_some_and(|e| e == "xml" || e == "akn");
        match (documents.as_slice(), &self.output) {
            ([one], None) => write!(context.out, "{}", one.text)?,
            ([one], Some(path)) if is_file(path) => crate::input::write(path, &one.text, context)?,
            (_, None) => {
                return Err(Failure::with_hint(
                    format!("{} documents are {} files", documents.len(), documents.len()),
                    "name one document, or a folder with -o".to_owned(),
                ));
            }
            (all, Some(folder)) => {
                crate::input::folder(folder, context)?;
                for document in all {
                    let path = folder.join(format!("{}.akn.xml", document.id));
                    crate::input::write(&path, &document.text, context)?;
                }
            }
        }
        context.say(&format!("{} documents", documents.len()));
        Ok(())
    }

    /// Passages are written document by document: a corpus may be larger than the memory.
    fn passages(&self, desk: &Desk, context: &mut Context<'_>) -> Result<(), Failure> {
        let bulk = (context.format == Format::Bulk).then_some(self.index.as_str());
        let mut failed = None;
        let count = match &self.output {
            Some(path) => {
                let mut file = crate::input::create(path, context)?;
                let mut take = |lines: &str| {
                    failed = failed.take().or_else(|| file.write_all(lines.as_bytes()).err());
                };
                desk.passages(&self.what, bulk, &mut take)?
            }
            None => {
                let out = &mut *context.out;
                let mut take = |lines: &str| {
                    failed = failed.take().or_else(|| out.write_all(lines.as_bytes()).err());
                };
                desk.passages(&self.what, bulk, &mut take)?
            }
        };
        if let Some(error) = failed {
            return Err(error.into());
        }
        context.say(&format!("{count} passages"));
        Ok(())
    }

    /// Writes the answer where it was asked for.
    fn give(&self, text: &str, context: &mut Context<'_>) -> Result<(), Failure> {
        match &self.output {
            Some(file) => crate::input::write(file, text, context),
            None => Ok(write!(context.out, "{text}")?),
        }
    }
}
