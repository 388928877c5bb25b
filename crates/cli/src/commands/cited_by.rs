//! `corpus cited-by`: who cites a place.

use std::io::{self, Write};

use clap::Args;
use desk::{CitedBy as Found, Claims};

use crate::args::Format;
use crate::context::Context;
use crate::failure::Failure;
use crate::print::Page;

/// Show who cites a provision or an authority, sentence by sentence
#[derive(Debug, Args)]
#[command(after_help = "\
An article includes its paragraphs; for a paragraph the citations of its article as a whole are shown too, marked (as a
whole). What is not held can be cited all the same. The index keeps the sentences that cite;
what is held is looked up when you ask. For reading, fifty sentences are shown where no number is given, and the last line
says where there are more; JSON has them all.

Examples:
  corpus cited-by \"UN Charter art 2(4)\"
  corpus cited-by arsiwa --all
  corpus cited-by un-charter#art-51 --format json | jq '.claims[].id'")]
pub(crate) struct CitedBy {
    /// What is cited: an id or a reference
    #[arg(required = true, value_name = "REF")]
    reference: Vec<String>,
    /// At most so many sentences, headings among them [default: 50; in JSON: all]
    #[arg(short = 'n', long, value_name = "LIMIT")]
    limit: Option<usize>,
    /// Leave out the first so many
    #[arg(long, default_value_t = 0)]
    offset: usize,
    /// All of them
    #[arg(long, conflicts_with = "limit")]
    all: bool,
}

/// Sentences that are shown for reading where nobody says how many.
const SHOWN: usize = 50;

impl CitedBy {
    pub(crate) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        context.only(&[Format::Text, Format::Json])?;
        let desk = context.fresh_desk()?;
        let json = context.format == Format::Json;
        let limit = self.limit.unwrap_or(if self.all || json { usize::MAX } else { SHOWN });
        let found = desk.cited_by(&self.reference.join(" "), self.offset, limit)?;
        if json {
            context.json(&desk::wire::cited_by(&found))?;
            return Ok(0);
        }
        let Found { texts, left } = found;
        write_texts(&texts, context)?;
        let sentences: usize = texts.iter().map(|t| t.claims.len()).sum();
        let headings = match texts.iter().map(|t| t.headings.len()).sum::<usize>() {
            0 => String::new(),
            some => format!(", headings: {some}"),
        };
        let more = match left {
            0 => String::new(),
            left => format!("; documents left: {left} (--limit, --offset or --all)"),
        };
        context.say(&format!("sentences: {sentences}{headings}, documents: {}{more}", texts.len()));
        Ok(0)
    }
}

/// Texts are written side by side from here on.
const MANY: usize = 64;

/// The sentences of all `texts`.
fn write_texts(texts: &[Claims], context: &mut Context<'_>) -> io::Result<()> {
    let page = context.page;
    if texts.len() < MANY {
        return write_some(texts, true, page, context.out);
    }
    // Breaking so many lines takes as long as looking the sentences up: half of it is done beside.
    let (here, there) = texts.split_at(texts.len() / 2);
    let rest = || {
        let mut out = Vec::new();
        write_some(there, false, page, &mut out).map(|()| out)
    };
    std::thread::scope(|scope| {
        let beside = std::thread::Builder::new().spawn_scoped(scope, rest);
        write_some(here, true, page, context.out)?;
        match beside.map(|thread| thread.join()) {
            Ok(Ok(written)) => context.out.write_all(&written?),
            // No thread could be had.
            _ => write_some(there, false, page, context.out),
        }
    })
}

/// One text after another, an empty line between two; `first` where none stands before them.
fn write_some(texts: &[Claims], first: bool, page: Page, out: &mut dyn Write) -> io::Result<()> {
    for (i, text) in texts.iter().enumerate() {
        if i > 0 || !first {
            writeln!(out)?;
        }
        writeln!(out, "{}", page.bold(&text.title))?;
        super::claims::write_claims(text, super::claims::Style::Some, page, out)?;
    }
    Ok(())
}
