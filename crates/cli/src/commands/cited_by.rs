//! `corpus cited-by`: who cites a place.

use clap::Args;

use crate::args::Format;
use crate::context::Context;
use crate::failure::Failure;

/// Show who cites a provision or an authority, sentence by sentence
#[derive(Debug, Args)]
#[command(after_help = "\
An article includes its paragraphs; for a paragraph the citations of its article as a whole are shown too, marked (as a
whole). What is not held can be cited all the same. The index keeps the sentences that cite;
what is held is looked up when you ask.

Examples:
  corpus cited-by \"UN Charter art 2(4)\"
  corpus cited-by arsiwa
  corpus cited-by un-charter#art-51 --format json | jq '.claims[].id'")]
pub(crate) struct CitedBy {
    /// What is cited: an id or a reference
    #[arg(required = true, value_name = "REF")]
    reference: Vec<String>,
}

impl CitedBy {
    pub(crate) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        context.only(&[Format::Text, Format::Json])?;
        let desk = context.fresh_desk()?;
        let texts = desk.cited_by(&self.reference.join(" "))?;
        if context.format == Format::Json {
            context.json(&desk::wire::claims(&texts))?;
            return Ok(0);
        }
        for (i, text) in texts.iter().enumerate() {
            if i > 0 {
                writeln!(context.out)?;
            }
            writeln!(context.out, "{}", context.page.bold(&text.title))?;
            super::claims::write_claims(text, super::claims::Style::Some, context)?;
        }
        let sentences: usize = texts.iter().map(|t| t.claims.len()).sum();
        let headings = match texts.iter().map(|t| t.headings.len()).sum::<usize>() {
            0 => String::new(),
            some => format!(", headings: {some}"),
        };
        context.say(&format!("sentences: {sentences}{headings}, documents: {}", texts.len()));
        Ok(0)
    }
}
