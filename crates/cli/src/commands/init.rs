//! `corpus init`: a new corpus.

use std::path::PathBuf;

use clap::Args;
use desk::Start;

use crate::args::Format;
use crate::context::Context;
use crate::failure::Failure;

/// Lay out a new corpus: the starter collection, or an empty one
#[derive(Debug, Args)]
#[command(after_help = "\
Nothing that exists is overwritten. The starter's texts are not part of the program: `corpus sync` brings them in;
until then the corpus answers from its digests.

Examples:
  corpus init               the starter corpus, here
  corpus init ~/law         the same, elsewhere
  corpus init --empty ~/my  a corpus of your own; `corpus add` fills it")]
pub(crate) struct Init {
    /// The folder; made where it does not exist [default: the working directory]
    dir: Option<PathBuf>,
    /// Without the starter's documents: for a corpus of one's own
    #[arg(long)]
    empty: bool,
}

impl Init {
    pub(crate) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        context.only(&[Format::Text])?;
        let folder = context.around.folder.join(self.dir.clone().unwrap_or_default());
        let start = if self.empty { Start::Empty } else { Start::Starter };
        let files = desk::init(&folder, start)?;
        context.say(&format!("{} files laid out in {}", files.len(), folder.display()));
        context.say(match start {
            Start::Starter => {
                "next: `corpus sync` brings the texts in, `corpus search \"armed attack\"` searches them"
            }
            Start::Empty => "next: `corpus add FILE` takes a text in",
        });
        Ok(0)
    }
}
