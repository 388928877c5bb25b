//! `corpus doctrines`: the taxonomy.

use clap::Args;

use crate::args::Format;
use crate::context::Context;
use crate::failure::Failure;

/// List the doctrines, or explain one
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  corpus doctrines
  corpus doctrines self-defence
  corpus search imminent --doctrine self-defence")]
pub(crate) struct Doctrines {
    /// The label of one doctrine
    label: Option<String>,
}

impl Doctrines {
    pub(crate) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        context.only(&[Format::Text, Format::Json])?;
        let desk = context.fresh_desk()?;
        let rows = desk.doctrines(self.label.as_deref())?;
        if context.format == Format::Json {
            context.json(&desk::wire::doctrines(&rows))?;
            return Ok(0);
        }
        let page = context.page;
        if self.label.is_none() {
            let widest = rows.iter().map(|r| r.label.as_str().len()).max().unwrap_or(0);
            let mut family = "";
            for row in &rows {
                if row.family != family {
                    family = &row.family;
                    writeln!(context.out, "{}", page.bold(family))?;
                }
                let label = format!("{:<widest$}", row.label.as_str());
                let count = format!("{:>5} passages", row.passages);
                writeln!(context.out, "  {}  {}  {}", page.mark(&label), page.dim(&count), row.title)?;
            }
            return Ok(0);
        }
        for row in &rows {
            writeln!(context.out, "{} ({})", page.bold(&row.title), row.label)?;
            writeln!(context.out, "{}", page.wrap(&row.definition, "    "))?;
            let list = |name: &str, items: Vec<String>| match items.as_slice() {
                [] => String::new(),
                items => page.wrap(&format!("{name}: {}", items.join(", ")), "    ") + "\n",
            };
            let names = |labels: &[model::Label]| labels.iter().map(ToString::to_string).collect();
            write!(context.out, "{}", list("part of", names(&row.broader)))?;
            write!(context.out, "{}", list("narrower", names(&row.narrower)))?;
            write!(context.out, "{}", list("also called", row.synonyms.clone()))?;
            write!(context.out, "{}", list("carried by", row.provisions.clone()))?;
            writeln!(context.out, "    {}", page.dim(&format!("{} passages of the corpus", row.passages)))?;
        }
        Ok(0)
    }
}
