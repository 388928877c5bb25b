//! `corpus add`: take a text in.

use clap::Args;
use desk::AddRequest;

use crate::args::Format;
use crate::context::Context;
use crate::failure::Failure;

/// Take a Markdown, text or JSON file into the corpus
#[derive(Debug, Args)]
#[command(after_help = "\
The file is copied to corpus/sources and pinned by its hash; an entry is appended to corpus/corpus.toml, where its title
and reader options can be mended. `--as` says which known authority the text is.

Examples:
  corpus add draft-judgment.md --kind case
  corpus add basic-principles.txt --as bpuff
  corpus add https://example.org/treaty.md --title \"Treaty of Exampleton\" --kind treaty")]
pub(crate) struct Add {
    /// Files, or addresses that begin with https://
    #[arg(required = true, value_name = "FILE|URL")]
    sources: Vec<String>,
    /// It is the text of this authority: an id or a name
    #[arg(long = "as", value_name = "AUTHORITY")]
    authority: Option<String>,
    /// What sort of work: treaty, ilc, case, essay, … [default: the authority's, else essay or treaty by its structure]
    #[arg(long)]
    kind: Option<String>,
    /// Its id [default: made from the title]
    #[arg(long)]
    id: Option<String>,
    /// Its title [default: its first heading, else the file name]
    #[arg(long)]
    title: Option<String>,
}

impl Add {
    pub(crate) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        context.only(&[Format::Text, Format::Json])?;
        if self.sources.len() > 1 && (self.authority.is_some() || self.id.is_some() || self.title.is_some()) {
            return Err(Failure::with_hint(
                "--as, --id and --title speak of one text, and several were given",
                "add them one at a time",
            ));
        }
        let desk = context.desk()?;
        let mut added = Vec::new();
        for source in &self.sources {
            added.push(desk.add(&AddRequest {
                source: source.clone(),
                folder: context.around.folder.clone(),
                authority: self.authority.clone(),
                kind: self.kind.clone(),
                id: self.id.clone(),
                title: self.title.clone(),
            })?);
        }
        if context.format == Format::Json {
            context.json(&desk::wire::added(&added))?;
            return Ok(0);
        }
        for one in &added {
            writeln!(context.out, "{}: {} ({} passages)", one.id, one.title, one.passages)?;
            for note in &one.notes {
                context.say(&format!("  {note}"));
            }
        }
        context.say("the entries stand at the end of corpus/corpus.toml; mend titles and options there");
        Ok(0)
    }
}
