//! The command line: flags that every command takes, and the list of commands.

use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, ValueEnum};

use crate::commands::Command;
use crate::print::When;

/// An annotated, searchable, citable corpus of international law.
#[derive(Debug, Parser)]
#[command(
    name = "corpus",
    version,
    about = "An annotated, searchable, citable corpus of international law",
    after_help = "\
Examples:
  corpus search \"armed attack\"            where do my sources speak of it?
  corpus show \"1988 Convention art 9(1)(c)\"   the words, and where they come from
  corpus init mylaw && cd mylaw && corpus sync && corpus search genocide

`corpus help COMMAND` has more, with examples for each command.",
    disable_help_subcommand = false,
    max_term_width = 100
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Arguments {
    /// The definition, for help, completions and manual pages. The lines of a paragraph are one, so that it is broken where
    /// the reader's terminal ends and not where ours does.
    pub(crate) fn definition() -> clap::Command {
        Self::command().mut_subcommands(|command| match command.get_after_help().map(joined) {
            Some(help) => command.after_help(help),
            None => command,
        })
    }
}

/// The text with the lines of each paragraph joined. Lines that are set in stay as they are.
fn joined(help: &clap::builder::StyledStr) -> String {
    let text = help.to_string();
    let mut out = String::with_capacity(text.len());
    let mut before = "";
    for line in text.lines() {
        let prose = |line: &str| !line.is_empty() && !line.starts_with(' ');
        if prose(before) && prose(line) {
            out.push(' ');
        } else if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(line);
        before = line;
    }
    out
}

/// Flags that every command takes, on either side of its name.
#[derive(Debug, Args)]
pub(crate) struct Global {
    /// The folder that holds corpus/corpus.toml [default: the nearest one upwards; env: CORPUS_DIR]
    #[arg(long, value_name = "DIR", global = true, help_heading = "Global options")]
    pub(crate) corpus: Option<PathBuf>,
    /// How to print the answer [text, json; some commands: jsonl, csv, md, html, sarif, github, junit, svg, dot, graphml; `corpus help brief` and `corpus help export` have more]
    #[arg(long, value_enum, global = true, help_heading = "Global options", hide_possible_values = true)]
    pub(crate) format: Option<Format>,
    /// When to colour [auto, always, never]
    #[arg(
        long,
        value_enum,
        value_name = "WHEN",
        global = true,
        default_value_t,
        help_heading = "Global options",
        hide_possible_values = true
    )]
    pub(crate) color: When,
    /// Look for changes before answering, whatever the manifest says of it
    #[arg(long, global = true, help_heading = "Global options")]
    pub(crate) refresh: bool,
    /// Answer from the index as it is, without looking for changes
    #[arg(long, global = true, conflicts_with = "refresh", help_heading = "Global options")]
    pub(crate) no_refresh: bool,
    /// Say less: errors only
    #[arg(short, long, global = true, conflicts_with = "verbose", help_heading = "Global options")]
    pub(crate) quiet: bool,
    /// Say more about what is done
    #[arg(short, long, global = true, help_heading = "Global options")]
    pub(crate) verbose: bool,
}

/// The formats of answers. Each command takes some of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For reading
    #[default]
    Text,
    /// One JSON value
    Json,
    /// One JSON value a line
    Jsonl,
    /// Comma-separated values with a header line
    Csv,
    /// Markdown
    Md,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of a GitHub workflow
    Github,
    /// A JUnit report
    Junit,
    /// HTML
    Html,
    /// A picture
    Svg,
    /// The language of Graphviz
    Dot,
    /// GraphML
    Graphml,
    /// BibTeX
    Bibtex,
    /// BibLaTeX
    Biblatex,
    /// RIS
    Ris,
    /// CSL-JSON
    CslJson,
    /// Akoma Ntoso 3.0
    Akn,
    /// W3C Web Annotations
    WebAnnotation,
    /// Passages, a JSON value a line
    Ndjson,
    /// The same for the bulk interface of OpenSearch
    Bulk,
    /// The Markdown of pandoc
    Pandoc,
    /// A word processor's file
    Docx,
    /// The markup of Typst
    Typst,
}

impl Format {
    /// The word on the command line.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Md => "md",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Junit => "junit",
            Self::Html => "html",
            Self::Svg => "svg",
            Self::Dot => "dot",
            Self::Graphml => "graphml",
            Self::Bibtex => "bibtex",
            Self::Biblatex => "biblatex",
            Self::Ris => "ris",
            Self::CslJson => "csl-json",
            Self::Akn => "akn",
            Self::WebAnnotation => "web-annotation",
            Self::Ndjson => "ndjson",
            Self::Bulk => "bulk",
            Self::Pandoc => "pandoc",
            Self::Docx => "docx",
            Self::Typst => "typst",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn the_lines_of_a_paragraph_are_one() {
        let text = "A long\nline.\n\nNext:\n  kept  as\n  it is\nand so on.";
        assert_eq!(joined(&text.into()), "A long line.\n\nNext:\n  kept  as\n  it is\nand so on.");
    }
}
