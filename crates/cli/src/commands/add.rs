//! `corpus add`: take a text in.

use clap::Args;
use desk::{AddFolderRequest, AddRequest, AddedFolder};

use crate::args::Format;
use crate::context::Context;
use crate::failure::Failure;

/// Take Markdown, text or JSON files into the corpus
#[derive(Debug, Args)]
#[command(after_help = "\
The file is copied to corpus/sources and pinned by its hash; an entry is appended to corpus/corpus.toml, where its title
and reader options can be mended. `--as` says which known authority the text is.

With --recursive every text below the folders is taken in, in the order of the paths. Ids are made from titles, with the
name of the folder where titles are alike. Hidden files are left out, and what `.gitignore` and `.ignore` files below a
folder leave out. Whatever cannot be taken in (too large, an archive, no regular file, not UTF-8, there already) is told
and passed over.

Examples:
  corpus add draft-judgment.md --kind case
  corpus add basic-principles.txt --as bpuff
  corpus add https://example.org/treaty.md --title \"Treaty of Exampleton\" --kind treaty
  corpus add --recursive treaties --include '*.md' --exclude 'drafts/**'")]
pub(crate) struct Add {
    /// Files, or addresses that begin with https://; with --recursive folders
    #[arg(required = true, value_name = "FILE|URL|DIR")]
    sources: Vec<String>,
    /// Take every text below these folders
    #[arg(short, long, conflicts_with_all = ["authority", "id", "title"])]
    recursive: bool,
    /// Only files that this glob matches, in the style of .gitignore (repeatable)
    #[arg(long, value_name = "GLOB", requires = "recursive")]
    include: Vec<String>,
    /// No file that this glob matches (repeatable)
    #[arg(long, value_name = "GLOB", requires = "recursive")]
    exclude: Vec<String>,
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
        if self.recursive {
            return self.folders(context);
        }
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

    /// Every text below some folders: a line for all of them, and what was passed over.
    fn folders(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        /// Files passed over that are named; the rest is counted.
        const MOST_NAMED: usize = 20;
        let folder = &context.around.folder;
        let added = context.desk()?.add_folder(&AddFolderRequest {
            paths: self.sources.iter().map(|path| folder.join(path)).collect(),
            include: self.include.clone(),
            exclude: self.exclude.clone(),
            kind: self.kind.clone(),
        })?;
        if context.format == Format::Json {
            context.json(&desk::wire::added_folder(&added))?;
            return Ok(0);
        }
        if context.verbose {
            for one in &added.added {
                writeln!(context.out, "{}: {} ({} passages)", one.id, one.title, one.passages)?;
            }
        }
        writeln!(context.out, "{}", summary(&added))?;
        for one in added.skipped.iter().take(MOST_NAMED) {
            context.say(&format!("  {}: {}", one.path, one.message));
        }
        if added.skipped.len() > MOST_NAMED {
            let more = added.skipped.len() - MOST_NAMED;
            context.say(&format!("  and {more} more; --format json names all"));
        }
        Ok(0)
    }
}

/// `3 documents added, 12 passages, 4100 bytes; passed over: 1 duplicate, 2 format`.
fn summary(added: &AddedFolder) -> String {
    let passages: usize = added.added.iter().map(|one| one.passages).sum();
    let bytes: u64 = added.added.iter().map(|one| one.bytes).sum();
    let mut out = format!("{} documents added, {passages} passages, {bytes} bytes", added.added.len());
    let reasons: Vec<String> = added.reasons().into_iter().map(|(why, n)| format!("{n} {why}")).collect();
    if !reasons.is_empty() {
        out.push_str(&format!("; passed over: {}", reasons.join(", ")));
    }
    out
}
