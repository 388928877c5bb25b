//! `corpus report`: what the index holds, for logs and for comparing two machines.

use clap::Args;
use desk::Inventory;

use crate::args::Format;
use crate::context::Context;
use crate::failure::Failure;

/// Count what the index holds, with what readers could not make sense of
#[derive(Debug, Args)]
#[command(after_help = "\
The digest is a hash over all that the index holds, document by document: the same sources, tables and program give the
same digest on every machine.

Examples:
  corpus report --format md >> \"$GITHUB_STEP_SUMMARY\"
  corpus report --format json | jq -r .digest")]
pub(crate) struct Report {}

impl Report {
    pub(crate) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        context.only(&[Format::Text, Format::Json, Format::Md])?;
        let desk = context.fresh_desk()?;
        let inventory = desk.inventory()?;
        match context.format {
            Format::Json => context.json(&desk::wire::inventory(&inventory))?,
            Format::Md => markdown(&inventory, context)?,
            _ => text(&inventory, context)?,
        }
        Ok(0)
    }
}

/// A name, and how often.
type Counts = Vec<(String, usize)>;

/// The lists of counts, each with its name.
fn lists(inventory: &Inventory) -> [(&'static str, Counts); 4] {
    let citations = inventory.citations.iter().map(|&(status, n)| (status.to_owned(), n)).collect();
    [
        ("languages", inventory.languages.clone()),
        ("citations", citations),
        ("labels", inventory.labels.clone()),
        ("notes", inventory.notes.clone()),
    ]
}

fn counted(counts: &[(String, usize)]) -> String {
    counts.iter().map(|(name, n)| format!("{name} {n}")).collect::<Vec<_>>().join(", ")
}

fn text(inventory: &Inventory, context: &mut Context<'_>) -> Result<(), Failure> {
    writeln!(
        context.out,
        "documents: {}, {} held\npassages: {}",
        inventory.documents, inventory.held, inventory.passages
    )?;
    for (name, counts) in lists(inventory) {
        if !counts.is_empty() {
            let line = format!("{name}: {}", counted(&counts));
            writeln!(context.out, "{}", context.page.wrap(&line, ""))?;
        }
    }
    for one in &inventory.remarks {
        for problem in &one.problems {
            writeln!(context.out, "{}: {problem}", one.id)?;
        }
    }
    writeln!(context.out, "digest: {}", inventory.digest)?;
    Ok(())
}

fn markdown(inventory: &Inventory, context: &mut Context<'_>) -> Result<(), Failure> {
    writeln!(context.out, "# Corpus\n")?;
    writeln!(
        context.out,
        "{} documents ({} held), {} passages. Digest `{}`.",
        inventory.documents, inventory.held, inventory.passages, inventory.digest
    )?;
    for (name, counts) in lists(inventory) {
        if !counts.is_empty() {
            writeln!(context.out, "\n## {name}\n\n| {name} | count |\n| --- | ---: |")?;
            for (value, n) in counts {
                writeln!(context.out, "| {value} | {n} |")?;
            }
        }
    }
    if !inventory.remarks.is_empty() {
        writeln!(context.out, "\n## documents with remarks\n")?;
        for one in &inventory.remarks {
            let mut said = one.problems.clone();
            if !one.notes.is_empty() {
                said.push(counted(&one.notes));
            }
            writeln!(context.out, "- `{}`: {}", one.id, said.join("; "))?;
        }
    }
    Ok(())
}
