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

A journal that publishes its style as a CSL file: put the file into corpus/styles, beside it a table of four lines, say
corpus/styles/my-journal.toml. Articles, chapters, books and web pages are then cited as the journal has them; treaties, cases
and documents, and what refers back to earlier notes, as in the style that it is like.
  title = \"My Journal\"
  like = \"oscola\"
  basis = \"the journal's CSL file\"
  csl = \"my-journal.csl\"

Examples:
  corpus style \"UN Charter art 2(4)\" \"Nicaragua para 195\" \"UN Charter art 51\"
  corpus style \"ICCPR art 6(1)\" --style bluebook
  corpus style \"ICCPR art 6(1)\" --style aglc4 --subsequent=3
  corpus style \"ARSIWA art 20\" --format html
  corpus style --list")]
pub(crate) struct StyleNotes {
    /// What to cite
    #[arg(required_unless_present = "list", value_name = "REF")]
    references: Vec<String>,
    /// List the styles, and the CSL files that write some of their forms
    #[arg(long, conflicts_with_all = ["references", "style", "subsequent"])]
    list: bool,
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
        if self.list {
            return list(&desk, context);
        }
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

fn list(desk: &desk::Desk, context: &mut Context<'_>) -> Result<u8, Failure> {
    context.only(&[Format::Text, Format::Json])?;
    let rows = desk.style_rows()?;
    if context.format == Format::Json {
        context.json(&desk::wire::style_rows(&rows))?;
        return Ok(0);
    }
    let widest = rows.iter().map(|r| r.name.len()).max().unwrap_or(0);
    for row in &rows {
        let name = context.page.mark(&format!("{:<widest$}", row.name));
        let csl = row.csl.as_ref().map(|csl| format!("; literature by {csl}")).unwrap_or_default();
        let usual = if row.usual { "; the usual one" } else { "" };
        writeln!(context.out, "{name}  {}{}", row.title, context.page.dim(&format!("{csl}{usual}")))?;
    }
    Ok(0)
}
