//! `corpus collate`: two prints of one text, word by word.

use clap::Args;

use crate::args::Format;
use crate::context::Context;
use crate::failure::Failure;

/// Compare two prints of one text, article by article
#[derive(Debug, Args)]
#[command(after_help = "\
White space, quotation marks and letter case are not compared. Differing words are shown with the words around them.

Examples:
  corpus collate un-charter un-charter~2
  corpus collate iccpr --format csv      a document against its second print")]
pub(crate) struct Collate {
    /// A document or witness
    a: String,
    /// The other [default: the second print of the first]
    b: Option<String>,
}

impl Collate {
    pub(crate) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        context.only(&[Format::Text, Format::Json, Format::Csv])?;
        let desk = context.desk()?;
        let collation = desk.collate(&self.a, self.b.as_deref())?;
        match context.format {
            Format::Json => context.json(&desk::wire::collation(&collation))?,
            Format::Csv => {
                writeln!(context.out, "place,before,{},{},after", collation.a, collation.b)?;
                for d in &collation.differences {
                    let fields = [&d.place, &d.before, &d.a, &d.b, &d.after];
                    writeln!(context.out, "{}", fields.map(|f| super::csv_field(f)).join(","))?;
                }
            }
            _ => {
                let page = context.page;
                let shown = |words: &str| if words.is_empty() { "∅".to_owned() } else { words.to_owned() };
                for d in &collation.differences {
                    writeln!(
                        context.out,
                        "{}  {} [{} | {}] {}",
                        page.bold(&format!("{:<10}", d.place)),
                        page.dim(&format!("… {}", d.before)),
                        page.mark(&shown(&d.a)),
                        page.mark(&shown(&d.b)),
                        page.dim(&format!("{} …", d.after))
                    )?;
                }
                for (place, only) in &collation.alone {
                    writeln!(context.out, "{}  only in {only}", page.bold(&format!("{place:<10}")))?;
                }
                context.say(&format!(
                    "{} against {}: {} places compared, {} differences",
                    collation.a,
                    collation.b,
                    collation.compared,
                    collation.differences.len()
                ));
            }
        }
        Ok(0)
    }
}
