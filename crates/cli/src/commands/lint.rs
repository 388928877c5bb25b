//! `corpus lint`: what is wrong with the sources as they were read.

use clap::Args;

use crate::args::Format;
use crate::context::Context;
use crate::failure::Failure;

/// Report gaps, repeats and damage in the sources as they were read
#[derive(Debug, Args)]
#[command(after_help = "\
Numbers that skip or stand twice, lost paragraph marks, glued words, letters of a foreign script, text that no provision
took up: each with its place; and digests that repeat eight or more words of their source in a row, or whose notes speak
of words that have moved or changed since (`--rule note-anchor`). A provision whose numbering is broken is never cited below the level that is sure.

Exit status: 0 nothing found, 1 findings, 2 a source could not be read.

Examples:
  corpus lint
  corpus lint un-charter~2
  corpus lint --rule glued-words --format json")]
pub(crate) struct Lint {
    /// Documents or witnesses (un-charter~2) [default: all that are here]
    documents: Vec<String>,
    /// Only this rule (repeatable)
    #[arg(long)]
    rule: Vec<String>,
}

impl Lint {
    pub(crate) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        context.only(&[Format::Text, Format::Json, Format::Csv])?;
        let desk = context.desk()?;
        let report = desk.lint(&self.documents, &self.rule)?;
        match context.format {
            Format::Json => context.json(&desk::wire::lint(&report))?,
            Format::Csv => {
                writeln!(context.out, "file,line,column,rule,place,message")?;
                for f in &report.findings {
                    let fields = [
                        f.file.clone(),
                        f.position.line.to_string(),
                        f.position.column.to_string(),
                        f.rule.to_owned(),
                        f.id.clone().unwrap_or_default(),
                        f.message.clone(),
                    ];
                    writeln!(context.out, "{}", fields.map(|x| super::csv_field(&x)).join(","))?;
                }
            }
            _ => {
                let page = context.page;
                for f in &report.findings {
                    let place = format!("{}:{}:{}", f.file, f.position.line, f.position.column);
                    let at = f.id.as_deref().map(|id| format!("  {id}")).unwrap_or_default();
                    writeln!(
                        context.out,
                        "{} {} {}{}",
                        page.bold(&place),
                        page.bad(f.rule),
                        f.message,
                        page.dim(&at)
                    )?;
                }
                let counts: Vec<String> =
                    report.counts().iter().map(|(rule, n)| format!("{n} {rule}")).collect();
                context.say(&format!(
                    "{} files, {} findings{}{}",
                    report.files,
                    report.findings.len(),
                    if counts.is_empty() { "" } else { ": " },
                    counts.join(", ")
                ));
            }
        }
        for id in &report.not_here {
            context.say(&format!("{id}: the text is not here; `corpus sync` brings it in"));
        }
        Ok(u8::from(!report.findings.is_empty()))
    }
}
