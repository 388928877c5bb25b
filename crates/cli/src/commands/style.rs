//! `corpus style`: citations in a house style.

use clap::Args;

use crate::args::Format;
use crate::context::Context;
use crate::failure::Failure;

/// Print citations in a house style, in the order of their notes
#[derive(Debug, Args)]
#[command(after_help = "\
Each REF is a note. The first citation of an authority is full, the next ones are ibid, Id., supra or (n 1), as the style
has them. What the table of authorities does not know is left out. Styles are files of corpus/styles; `style` in the table
[cite] of the manifest says which is the usual one.

Examples:
  corpus style \"UN Charter art 2(4)\" \"Nicaragua para 195\" \"UN Charter art 51\"
  corpus style \"ICCPR art 6(1)\" --style bluebook
  corpus style \"ICCPR art 6(1)\" --style aglc4 --subsequent=3
  corpus style \"ARSIWA art 20\" --format html")]
pub(crate) struct StyleNotes {
    /// What to cite
    #[arg(required = true, value_name = "REF")]
    references: Vec<String>,
    /// The style [oscola, oscola5, bluebook, aglc4, mcgill, plain, or a file of corpus/styles]
    #[arg(long, value_name = "NAME")]
    style: Option<String>,
    /// As if each were cited in full in note N before [default: 1]
    #[arg(long, value_name = "N", num_args = 0..=1, require_equals = true, default_missing_value = "1")]
    subsequent: Option<usize>,
}

impl StyleNotes {
    pub(crate) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        context.only(&[Format::Text, Format::Json, Format::Md, Format::Html])?;
        let desk = context.fresh_desk()?;
        let styled = desk.style(&self.references, self.style.as_deref(), self.subsequent)?;
        match context.format {
            Format::Json => context.json(&desk::wire::styled(&styled))?,
            Format::Html => {
                let first = styled.notes.first().map_or(1, |n| n.number);
                writeln!(context.out, "<ol start=\"{first}\">")?;
                for note in &styled.notes {
                    writeln!(context.out, "<li>{}</li>", desk::citation_html(&note.runs))?;
                }
                writeln!(context.out, "</ol>")?;
            }
            Format::Md => {
                for note in &styled.notes {
                    writeln!(context.out, "[^{}]: {}", note.number, desk::citation_markdown(&note.runs))?;
                }
            }
            _ => {
                for note in &styled.notes {
                    writeln!(context.out, "{}  {}", note.number, desk::citation_text(&note.runs))?;
                }
            }
        }
        if styled.notes.iter().any(|n| n.basis == "unverified") {
            context.say(&format!(
                "{}: forms not verified against the handbook; check before you file",
                styled.title
            ));
        }
        Ok(0)
    }
}
