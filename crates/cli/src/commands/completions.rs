//! `corpus completions`: completion scripts for shells.

use clap::Args;
use clap_complete::Shell;

use crate::args::Arguments;
use crate::context::Context;
use crate::failure::Failure;

/// Print a completion script for a shell
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  corpus completions bash > ~/.local/share/bash-completion/completions/corpus
  corpus completions zsh > ~/.zfunc/_corpus
  corpus completions fish > ~/.config/fish/completions/corpus.fish")]
pub(crate) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Arguments::definition(), "corpus", &mut script);
        context.out.write_all(&script)?;
        Ok(0)
    }
}
