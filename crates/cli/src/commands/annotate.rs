//! `corpus annotate`: a researcher's own labels and notes on a passage.

use clap::{ArgGroup, Args};
use desk::{AnnotateRequest, Annotated};

use crate::args::Format;
use crate::context::Context;
use crate::failure::Failure;

/// Correct the labels of a passage or add a note to it
#[derive(Debug, Args)]
#[command(
    group = ArgGroup::new("what").required(true).multiple(true),
    after_help = "\
Writes corpus/digests/DOCUMENT.md, and there only what is new. Labels that are stated win over the tagger's, for the passage
and for what stands below it; all that it is to carry are stated, so that those of the tagger that are not taken away stay.

What is said is anchored to the words it is said of: the first and the last of them, and a hash of all. When the source
changes, `index`, `lint` and `show` tell of notes whose words have moved, which are shown where the words stand now, and
of notes whose words have changed. The same can be written by hand:

  ## art-2/para-1
  - labels: due-diligence, law-enforcement
  - note: Does not cover lights that drift.
  - anchor: Each Contracting State … dusk to dawn

Examples:
  corpus annotate \"UN Charter art 51\" --note \"Compare the Caroline exchange.\"
  corpus annotate iccpr#art-6/para-1 --label due-diligence --remove-label self-defence
  corpus annotate iccpr#art-6/para-1 --re-anchor    what is said there holds of the changed words too"
)]
pub(crate) struct Annotate {
    /// The passage: an id, or what a lawyer writes
    #[arg(value_name = "REF")]
    reference: String,
    /// A label that it carries (repeatable)
    #[arg(long, value_name = "LABEL", group = "what")]
    label: Vec<String>,
    /// A label that it does not carry (repeatable)
    #[arg(long, value_name = "LABEL", group = "what")]
    remove_label: Vec<String>,
    /// A note on it, in your own words (repeatable)
    #[arg(long, value_name = "TEXT", group = "what")]
    note: Vec<String>,
    /// Anchor what is said there to the words as they are now
    #[arg(long, group = "what")]
    re_anchor: bool,
}

impl Annotate {
    pub(crate) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        context.only(&[Format::Text, Format::Json])?;
        let desk = context.fresh_desk()?;
        let request = AnnotateRequest {
            labels: self.label.clone(),
            remove_labels: self.remove_label.clone(),
            notes: self.note.clone(),
            re_anchor: self.re_anchor,
        };
        let done = desk.annotate(&self.reference, &request)?;
        match context.format {
            Format::Json => context.json(&desk::wire::annotated(&done))?,
            _ => text(&done, context)?,
        }
        Ok(0)
    }
}

/// What was written, line by line.
pub(super) fn text(done: &Annotated, context: &mut Context<'_>) -> Result<(), Failure> {
    let page = context.page;
    if !done.changed() {
        writeln!(context.out, "{}  nothing is new", done.id)?;
        return Ok(());
    }
    writeln!(context.out, "{}  {}", page.bold(&done.id.to_string()), page.dim(&done.file))?;
    let mut lines = Vec::new();
    if let Some((old, new)) = &done.labels {
        let names = |labels: &[_]| match labels {
            [] => "none".to_owned(),
            labels => labels.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        };
        lines.push(format!("labels: {} (before: {})", names(new), names(old)));
        if done.below > 0 {
            lines.push(format!("the same for {} passages below, for which none are stated", done.below));
        }
    }
    lines.extend(done.notes.iter().map(|note| format!("note: {note}")));
    lines.extend(done.anchor.iter().map(|anchor| format!("anchor: {anchor}")));
    for line in lines {
        writeln!(context.out, "{}", page.wrap(&line, "    "))?;
    }
    Ok(())
}
