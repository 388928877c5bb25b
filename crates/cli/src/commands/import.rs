//! `corpus import`: annotations that others wrote.

use std::path::PathBuf;

use clap::Args;

use crate::args::Format;
use crate::commands::annotate;
use crate::context::Context;
use crate::failure::Failure;

/// Take labels and notes from a file of W3C Web Annotations
#[derive(Debug, Args)]
#[command(after_help = "\
Labels (purpose tagging) and notes are written into the digests as `corpus annotate` writes them, anchored to the words they
speak of. An annotation whose words stand at another place now goes there; one whose words are nowhere, that quotes what
several passages have, or that has a label the taxonomy lacks, is left and named. Citations and the tagger's own labels are
left too: they are found anew. A file that counts positions in another unit than code points is refused.

A text is added with `corpus add`, which also reads Akoma Ntoso.

Examples:
  corpus export --format web-annotation un-charter -o notes.jsonld
  corpus import notes.jsonld
  corpus import notes.jsonld --format json")]
pub(crate) struct Import {
    /// The file; `-` for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

impl Import {
    pub(crate) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        context.only(&[Format::Text, Format::Json])?;
        let (name, bytes) = crate::input::read(&self.file, context)?;
        let desk = context.fresh_desk()?;
        let done = desk.import_annotations(&name, &bytes)?;
        if context.format == Format::Json {
            context.json(&desk::wire::imported(&done))?;
            return Ok(0);
        }
        for taken in &done.taken {
            annotate::text(taken, context)?;
        }
        for moved in &done.moved {
            writeln!(context.out, "moved  {moved}")?;
        }
        for left in &done.left {
            writeln!(context.out, "left   {}: {}", left.id, left.reason)?;
        }
        context.say(&format!(
            "{} passages annotated, {} had it all already; left: {} that do not fit, {} citations and labels of the tagger",
            done.taken.len(),
            done.known,
            done.left.len(),
            done.ours
        ));
        Ok(0)
    }
}
