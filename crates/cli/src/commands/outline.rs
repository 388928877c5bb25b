//! `corpus outline`: the tree of a document.

use clap::Args;

use crate::args::Format;
use crate::context::Context;
use crate::failure::Failure;

/// Print the tree of a document: parts, articles, paragraphs, points
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  corpus outline narcotics-1988
  corpus outline un-charter --depth 2
  corpus outline schmitt-2025")]
pub(crate) struct Outline {
    /// The document: its id or a title
    document: String,
    /// Only so many levels deep
    #[arg(long, value_name = "N")]
    depth: Option<usize>,
}

/// Opening words shown beside a place.
const OPENING: usize = 60;

impl Outline {
    pub(crate) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        context.only(&[Format::Text, Format::Json])?;
        let desk = context.fresh_desk()?;
        let outline = desk.outline(&self.document)?;
        if context.format == Format::Json {
            context.json(&desk::wire::outline(&outline))?;
            return Ok(0);
        }
        let page = context.page;
        writeln!(context.out, "{}", page.bold(&outline.title))?;
        for row in outline.rows.iter().filter(|r| self.depth.is_none_or(|d| r.depth < d)) {
            let first = row.text.lines().next().unwrap_or_default();
            let mut opening: String = first.chars().take(OPENING).collect();
            if first.chars().count() > OPENING {
                opening.push('…');
            }
            let place = row.place.clone();
            let heading = row.heading.as_deref().map(|h| format!("  {h}")).unwrap_or_default();
            let digest = if row.digest_only { " [digest]" } else { "" };
            let opening = if opening.is_empty() { opening } else { format!("  {}", page.dim(&opening)) };
            let indent = "  ".repeat(row.depth + 1);
            writeln!(context.out, "{indent}{}{heading}{digest}{opening}", page.bold(&place))?;
        }
        let counted: Vec<String> = outline.counts.iter().map(|(kind, n)| format!("{n} {kind}")).collect();
        if !counted.is_empty() {
            context.say(&counted.join(", "));
        }
        Ok(0)
    }
}
