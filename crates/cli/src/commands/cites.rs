//! `corpus cites`: the citations of a text.

use std::path::PathBuf;

use clap::Args;

use crate::args::Format;
use crate::context::Context;
use crate::failure::Failure;

/// Find the citations of a text, and what they mean
#[derive(Debug, Args)]
#[command(after_help = "\
Every citation to international authority with the exact passage it means, or a word on why there is none: resolved,
document, not-in-this-text, no-such-place, unheld, unknown, ambiguous, dangling.

Examples:
  corpus cites draft.md
  corpus cites - < draft.txt
  corpus cites draft.md --format json")]
pub(crate) struct Cites {
    /// A file, or - for standard input
    file: PathBuf,
    /// The file is the text of this authority: its own places are meant by \"article 3\"
    #[arg(long = "as", value_name = "ID")]
    authority: Option<String>,
}

impl Cites {
    pub(crate) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        context.only(&[Format::Text, Format::Json])?;
        let desk = context.fresh_desk()?;
        let (name, bytes) = crate::input::read(&self.file, context)?;
        let cited = desk.cites(&name, &bytes, self.authority.as_deref())?;
        if context.format == Format::Json {
            context.json(&desk::wire::cited(&cited))?;
            return Ok(0);
        }
        let page = context.page;
        for row in &cited.rows {
            let place = format!("{}:{}", row.position.line, row.position.column);
            writeln!(context.out, "{}  {}", page.dim(&format!("{place:>8}")), page.bold(&row.text))?;
            for target in &row.targets {
                writeln!(context.out, "{}", page.wrap(target, "          "))?;
            }
        }
        context.say(&format!("{} citations", cited.rows.len()));
        Ok(0)
    }
}
