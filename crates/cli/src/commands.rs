//! The commands, in the order in which help lists them. Each is a file: its arguments, its help, its run.

mod add;
mod annotate;
mod authorities;
mod brief;
mod check;
mod cited_by;
mod cites;
mod claims;
mod collate;
mod completions;
mod doctrines;
mod documents;
mod eval;
mod export;
mod graph;
mod import;
mod index;
mod init;
mod kwic;
mod labels;
mod lint;
mod man;
mod outline;
mod report;
mod rule;
mod search;
mod show;
mod style;
mod sync;
mod where_;

use clap::Subcommand;

use crate::context::Context;
use crate::failure::Failure;

/// Every command of the program.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Search(search::Search),
    Show(show::Show),
    Style(style::StyleNotes),
    Brief(brief::BriefCommand),
    Outline(outline::Outline),
    Documents(documents::Documents),
    Kwic(kwic::Kwic),
    Where(where_::Where),
    Cites(cites::Cites),
    Claims(claims::Claims),
    CitedBy(cited_by::CitedBy),
    Check(check::Check),
    Rule(rule::Rule),
    Graph(graph::Graph),
    Authorities(authorities::Authorities),
    Labels(labels::Labels),
    Doctrines(doctrines::Doctrines),
    Annotate(annotate::Annotate),
    Export(export::Export),
    Import(import::Import),
    Eval(eval::Eval),
    Lint(lint::Lint),
    Collate(collate::Collate),
    Init(init::Init),
    Add(add::Add),
    Sync(sync::Sync),
    Index(index::Index),
    Report(report::Report),
    Completions(completions::Completions),
    Man(man::Man),
}

/// Runs a command; the number is its exit status.
pub(crate) fn run(command: &Command, context: &mut Context<'_>) -> Result<u8, Failure> {
    match command {
        Command::Search(c) => c.run(context),
        Command::Show(c) => c.run(context),
        Command::Style(c) => c.run(context),
        Command::Brief(c) => c.run(context),
        Command::Outline(c) => c.run(context),
        Command::Documents(c) => c.run(context),
        Command::Kwic(c) => c.run(context),
        Command::Where(c) => c.run(context),
        Command::Cites(c) => c.run(context),
        Command::Claims(c) => c.run(context),
        Command::CitedBy(c) => c.run(context),
        Command::Check(c) => c.run(context),
        Command::Rule(c) => c.run(context),
        Command::Graph(c) => c.run(context),
        Command::Authorities(c) => c.run(context),
        Command::Labels(c) => c.run(context),
        Command::Doctrines(c) => c.run(context),
        Command::Annotate(c) => c.run(context),
        Command::Export(c) => c.run(context),
        Command::Import(c) => c.run(context),
        Command::Eval(c) => c.run(context),
        Command::Lint(c) => c.run(context),
        Command::Collate(c) => c.run(context),
        Command::Init(c) => c.run(context),
        Command::Add(c) => c.run(context),
        Command::Sync(c) => c.run(context),
        Command::Index(c) => c.run(context),
        Command::Report(c) => c.run(context),
        Command::Completions(c) => c.run(context),
        Command::Man(c) => c.run(context),
    }
}

/// `field` as a field of comma-separated values: quoted where it must be.
fn csv_field(field: &str) -> String {
    if field.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}
