//! `corpus graph`: who cites whom.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use desk::GraphRequest;

use crate::args::Format;
use crate::context::Context;
use crate::failure::Failure;

/// Draw who cites whom in the whole corpus
#[derive(Debug, Args)]
#[command(after_help = "\
The picture (svg) has who cites on the left, what is cited on the right, grouped by kind, the number of citations at the
end of each line; pointing at a line in a browser tells the places most cited. A dashed box is an authority whose text is
not held. Citations of an instrument by itself are counted in its tooltip and in `own`. As text, a line for each pair.

Examples:
  corpus graph --format svg -o corpus.svg
  corpus graph --document schmitt-2025 --format dot | dot -Tpdf > essay.pdf
  corpus graph --document un-charter --level provisions --format svg -o charter.svg
  corpus graph --doctrine self-defence --format graphml -o self-defence.graphml")]
pub(crate) struct Graph {
    /// Only what this document cites and what cites it (repeatable)
    #[arg(long = "document", value_name = "ID")]
    documents: Vec<String>,
    /// Only the citations of passages with this label or a narrower one (repeatable)
    #[arg(long = "doctrine", value_name = "LABEL")]
    doctrines: Vec<String>,
    /// Documents, or the provisions of the one named that others cite
    #[arg(long, value_enum, default_value_t)]
    level: Level,
    /// Write to a file instead of standard output
    #[arg(short, long = "output", value_name = "FILE")]
    output: Option<PathBuf>,
}

/// What the nodes are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Level {
    /// Documents and authorities.
    #[default]
    Documents,
    /// The provisions of one document.
    Provisions,
}

impl Graph {
    pub(crate) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        context.only(&[Format::Text, Format::Json, Format::Svg, Format::Dot, Format::Graphml])?;
        let desk = context.fresh_desk()?;
        let graph = desk.graph(&GraphRequest {
            documents: self.documents.clone(),
            doctrines: self.doctrines.clone(),
            provisions: self.level == Level::Provisions,
        })?;
        let text = match context.format {
            Format::Svg => graph.svg(),
            Format::Dot => graph.dot(),
            Format::Graphml => graph.graphml(),
            Format::Json => format!("{}\n", desk::wire::graph(&graph)),
            _ => graph.edges.iter().map(|e| format!("{:>6}  {} → {}\n", e.weight, e.from, e.to)).collect(),
        };
        match &self.output {
            Some(file) => crate::input::write(file, &text, context)?,
            None => write!(context.out, "{text}")?,
        }
        let citations: usize = graph.edges.iter().map(|e| e.weight).sum();
        context.say(&format!(
            "{} nodes, {} edges, {citations} citations",
            graph.nodes.len(),
            graph.edges.len()
        ));
        Ok(0)
    }
}
