//! `corpus claims`: a text sentence by sentence, with the sources that it cites.

use std::io::{self, Write};
use std::path::Path;

use clap::Args;
use desk::{Claim, Claims as Found, Desk, DeskError, Link, Relation};

use crate::args::Format;
use crate::context::Context;
use crate::failure::Failure;
use crate::print::Page;

/// Show what a text claims, sentence by sentence, and the words of the sources it cites for it
#[derive(Debug, Args)]
#[command(after_help = "\
The text is printed as an annotated essay: under each sentence its citations, what each means, and the source's words
where they are held. A sentence without a citation is marked [unsupported]. A sentence that introduces a block (\"It
provides,\") takes the block, though not a list; a parenthesis after a full stop belongs to the sentence before it. What a
heading cites is shown under the heading and supports no sentence. A file that is no document of the corpus is read as an
essay; its own name stands for the document in the ids.

Examples:
  corpus claims schmitt-2025
  corpus claims draft.md --unsupported
  corpus claims - < draft.txt
  corpus claims draft.md --format json | jq '.claims[] | select(.links == []) | .text'")]
pub(crate) struct Claims {
    /// A document, by id or title, or a file; - is standard input
    #[arg(value_name = "DOCUMENT|FILE")]
    text: String,
    /// Only the sentences without a citation, in the text or in a footnote
    #[arg(long)]
    unsupported: bool,
}

impl Claims {
    pub(crate) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        context.only(&[Format::Text, Format::Json])?;
        let desk = context.fresh_desk()?;
        let mut found = self.found(&desk, context)?;
        let sentences = found.claims.len();
        let without = found.clone().unsupported();
        let count = without.claims.len();
        if self.unsupported {
            found = without;
        }
        if context.format == Format::Json {
            context.json(&desk::wire::claims(&[found]))?;
            return Ok(0);
        }
        writeln!(context.out, "{}", context.page.bold(&found.title))?;
        let style = if self.unsupported { Style::Some } else { Style::Whole };
        write_claims(&found, style, context.page, context.out)?;
        context.say(&format!("sentences: {sentences}, without a citation: {count}"));
        Ok(0)
    }

    /// A document of that name, else a file.
    fn found(&self, desk: &Desk, context: &Context<'_>) -> Result<Found, Failure> {
        let unknown = match desk.claims(&self.text) {
            Err(error @ DeskError::NoSuchDocument { .. }) => error,
            found => return Ok(found?),
        };
        if self.text != "-" && !context.around.folder.join(&self.text).is_file() {
            return Err(unknown.into());
        }
        let (name, bytes) = crate::input::read(Path::new(&self.text), context)?;
        Ok(desk.claims_of(&name, &bytes)?)
    }
}

/// Source words longer than this, in characters, are cut.
const LONGEST: usize = 420;

/// How claims are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// All of a text, those without a citation marked.
    Whole,
    /// Some of a text: opening words that stand elsewhere are repeated.
    Some,
}

/// Claims for reading: headings, paragraphs, sentences; under each its citations with the words of the source.
pub(super) fn write_claims(found: &Found, style: Style, page: Page, out: &mut dyn Write) -> io::Result<()> {
    let mut headings = found.headings.iter().peekable();
    let mut heading = None;
    let mut place = "";
    for claim in &found.claims {
        while let Some(cites) = headings.next_if(|h| h.span <= claim.span) {
            write_heading(cites, page, out)?;
            heading = Some(cites.text.clone());
        }
        if claim.heading != heading {
            heading.clone_from(&claim.heading);
            if let Some(heading) = &heading {
                writeln!(out, "\n{}", page.bold(heading))?;
            }
        }
        let (above, _) = claim.id.rsplit_once("/s-").unwrap_or((&claim.id, ""));
        if above != place {
            place = above;
            writeln!(out, "\n{}", page.dim(above))?;
            if let Some(opening) = claim.chapeau.as_deref().filter(|_| style == Style::Some) {
                writeln!(out, "{}", page.dim(&page.wrap(&cut(opening), "  ")))?;
            }
        }
        let mut words = claim.text.clone();
        if style == Style::Whole && claim.links.is_empty() && claim.notes.is_empty() {
            words.push_str(" [unsupported]");
        }
        writeln!(out, "{}", page.wrap(&words, "  "))?;
        write_links(&claim.links, page, out)?;
    }
    for cites in headings {
        write_heading(cites, page, out)?;
    }
    Ok(())
}

/// A heading that cites, and over what it stands.
fn write_heading(heading: &Claim, page: Page, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n{}  {}", page.bold(&heading.text), page.dim(&heading.id))?;
    write_links(&heading.links, page, out)
}

fn write_links(links: &[Link], page: Page, out: &mut dyn Write) -> io::Result<()> {
    for (i, link) in links.iter().enumerate() {
        let again = i > 0 && links.get(i - 1).is_some_and(|before| before.span == link.span);
        write_link(link, again, page, out)?;
    }
    Ok(())
}

/// A citation, what it means, and the words it leads to; `again` where its own words were printed already.
fn write_link(link: &Link, again: bool, page: Page, out: &mut dyn Write) -> io::Result<()> {
    let meant = link.told.trim_start_matches("→ ");
    let whole = if link.relation == Some(Relation::Whole) { " (as a whole)" } else { "" };
    let line =
        if again { format!("→ {meant}{whole}") } else { format!("{} → {meant}{whole}", link.text) };
    let indented = page.wrap(&line, "        ");
    writeln!(out, "      ▸ {}", indented.trim_start())?;
    if let Some(words) = &link.words {
        writeln!(out, "{}", page.wrap(&cut(words), "          │ "))?;
    }
    Ok(())
}

/// The words, cut after a word where they are long.
fn cut(words: &str) -> String {
    let Some((end, _)) = words.char_indices().nth(LONGEST) else { return words.to_owned() };
    let kept = words.get(..end).unwrap_or_default();
    let end = kept.rfind(char::is_whitespace).unwrap_or(end);
    format!("{} …", kept.get(..end).unwrap_or_default().trim_end())
}
