//! `corpus man`: manual pages, made from the same definition as the help.

use std::path::PathBuf;

use clap::Args;

use crate::args::Arguments;
use crate::context::Context;
use crate::failure::Failure;

/// Print the manual page, or write one page a command into a folder
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  corpus man | man -l -
  corpus man --out ~/.local/share/man/man1")]
pub(crate) struct Man {
    /// The folder to write the pages of all commands into
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl Man {
    pub(crate) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        let definition = Arguments::definition();
        match &self.out {
            None => clap_mangen::Man::new(definition).render(context.out)?,
            Some(folder) => {
                let folder = context.around.folder.join(folder);
                std::fs::create_dir_all(&folder)
                    .and_then(|()| clap_mangen::generate_to(definition, &folder))
                    .map_err(|e| {
                        Failure::new(format!("cannot write manual pages to {}: {e}", folder.display()))
                    })?;
                context.say(&format!("manual pages written to {}", folder.display()));
            }
        }
        Ok(0)
    }
}
