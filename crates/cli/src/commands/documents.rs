//! `corpus documents`: what the corpus holds.

use clap::Args;

use crate::args::Format;
use crate::context::Context;
use crate::failure::Failure;

/// List the documents, and which of them are held
#[derive(Debug, Args)]
#[command(
    visible_alias = "ls",
    after_help = "\
Examples:
  corpus documents
  corpus documents --format csv"
)]
pub(crate) struct Documents {}

impl Documents {
    pub(crate) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        context.only(&[Format::Text, Format::Json, Format::Csv])?;
        let desk = context.fresh_desk()?;
        let rows = desk.documents()?;
        match context.format {
            Format::Json => context.json(&desk::wire::documents(&rows))?,
            Format::Csv => {
                writeln!(context.out, "id,title,kind,date,articles,passages,held,file")?;
                for row in &rows {
                    let fields = [
                        row.id.to_string(),
                        row.title.clone(),
                        row.kind.to_string(),
                        row.date.clone().unwrap_or_default(),
                        row.articles.to_string(),
                        row.passages.to_string(),
                        row.held.to_string(),
                        row.file.clone(),
                    ];
                    writeln!(context.out, "{}", fields.map(|f| super::csv_field(&f)).join(","))?;
                }
            }
            _ => {
                let page = context.page;
                let widest = rows.iter().map(|r| r.id.as_str().len()).max().unwrap_or(0);
                for row in &rows {
                    let held = if row.held { "" } else { "  [digest only]" };
                    let id = format!("{:<widest$}", row.id.as_str());
                    let count = match row.articles {
                        0 => format!("{:>4} paragraphs", row.passages),
                        n => format!("{n:>4} articles  "),
                    };
                    writeln!(context.out, "{}  {}  {}{}", page.bold(&id), page.dim(&count), row.title, held)?;
                }
            }
        }
        Ok(0)
    }
}
