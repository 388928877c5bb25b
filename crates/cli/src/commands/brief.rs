//! `corpus brief`: passages and drafts as finished documents.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use desk::{BriefFormat, BriefRequest, BriefSetting, Briefed, Grouping};

use crate::context::Context;
use crate::failure::Failure;
use crate::input;

/// Make a brief: passages quoted word for word and cited in a house style, or a draft finished
#[derive(Debug, Args)]
#[command(after_help = "\
From references, or from a search (--query, --doctrine): a brief of quotations with their citations and a table of
authorities. From a draft, a Markdown file with directives: the same draft with the directives carried out, in any format.

  {{quote: UN Charter art 2(4)}}                           alone on a line: a quotation set off; in a sentence: in marks
  {{quote: ICCPR art 6(1), from \"Every human\" to \"law\"}}   some of its words; from, to, or both, also several times
  {{cite: Nicaragua para 195}}                             a citation; {{cite: see A art 1; B art 2}} several in one note
  {{toa}}                                                  a table of all authorities; {{toa: treaties}} or cases,
                                                           resolutions, ilc, statutes, comments, works
  \\{{ writes the braces themselves.

What is quoted is what the source says; a text that is not held is cited, never quoted, and so is what only a digest tells
of. A directive that does not resolve is an error with its line. The first citation of an authority is full, the next ones
refer back as the style has it.

Formats: md, pandoc (citation keys), html (one file), docx (real footnotes), typst, text (for e-mail). The ending of -o's
file tells which; without either it is md.

Examples:
  corpus brief \"UN Charter art 51\" \"ARSIWA arts 20-25\" -o out.md
  corpus brief --query \"consent of the territorial state\" --limit 10 --group doctrine --title Consent -o consent.docx
  corpus brief draft.md -o brief.docx --style bluebook
  corpus brief draft.md --notes inline --format html > brief.html")]
pub(crate) struct BriefCommand {
    /// References, or one draft: a file that ends in .md, or - for standard input
    #[arg(value_name = "REF…|DRAFT")]
    what: Vec<String>,
    /// Passages that this finds: the language of `corpus help search`
    #[arg(long, value_name = "QUERY")]
    query: Option<String>,
    /// Passages with this doctrine label (repeatable)
    #[arg(long, value_name = "LABEL")]
    doctrine: Vec<String>,
    /// Search in this document only (repeatable)
    #[arg(short, long, value_name = "ID")]
    document: Vec<String>,
    /// At most so many passages of a search
    #[arg(short = 'n', long, default_value_t = 10)]
    limit: usize,
    /// How the passages are arranged [document, doctrine]
    #[arg(long, value_enum, default_value_t, hide_possible_values = true)]
    group: Group,
    /// The style [oscola, oscola5, bluebook, aglc4, mcgill, plain, or a file of corpus/styles]
    #[arg(long, value_name = "NAME")]
    style: Option<String>,
    /// Where citations stand [foot, inline; default: as the style has it]
    #[arg(long, value_enum, hide_possible_values = true)]
    notes: Option<Notes>,
    /// The title to set above it
    #[arg(long)]
    title: Option<String>,
    /// Write to this file [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// How passages are arranged.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Group {
    /// By document
    #[default]
    Document,
    /// By doctrine
    Doctrine,
}

/// Where citations stand.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Notes {
    /// In footnotes
    Foot,
    /// In the text
    Inline,
}

impl BriefCommand {
    pub(crate) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        let format = self.format(context)?;
        if format == BriefFormat::Docx && self.output.is_none() && context.around.out_is_terminal {
            return Err(Failure::with_hint(
                "a terminal cannot show a word processor's file",
                "name one: -o brief.docx",
            ));
        }
        let desk = context.fresh_desk()?;
        let setting = BriefSetting {
            style: self.style.clone(),
            inline: self.notes.map(|n| matches!(n, Notes::Inline)),
            title: self.title.clone(),
        };
        let made = match self.draft() {
            Some(_) if self.query.is_some() || !self.doctrine.is_empty() => {
                return Err(Failure::with_hint(
                    "a draft says itself what it quotes",
                    "leave out --query and --doctrine, or give references instead of the draft",
                ));
            }
            Some(draft) => {
                let (name, bytes) = input::read(draft, context)?;
                desk.brief_draft(&name, &bytes, &setting)?
            }
            None if self.what.is_empty() && self.query.is_none() && self.doctrine.is_empty() => {
                return Err(Failure::with_hint(
                    "there is nothing to make a brief of",
                    "name references or a draft, or search with --query or --doctrine",
                ));
            }
            None => desk.brief(&BriefRequest {
                references: self.what.clone(),
                query: self.query.clone(),
                doctrines: self.doctrine.clone(),
                documents: self.document.clone(),
                limit: self.limit,
                group: match self.group {
                    Group::Document => Grouping::Document,
                    Group::Doctrine => Grouping::Doctrine,
                },
                setting,
            })?,
        };
        self.hand_over(&made, format, context)
    }

    /// The draft, where one is meant.
    fn draft(&self) -> Option<&Path> {
        let [one] = self.what.as_slice() else { return None };
        let ending = one.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        let written = matches!(ending.as_deref(), Some("md" | "markdown" | "txt"));
        (one == "-" || written).then(|| Path::new(one.as_str()))
    }

    /// What was asked for, else what the file's ending says, else Markdown.
    fn format(&self, context: &Context<'_>) -> Result<BriefFormat, Failure> {
        if let Some(given) = context.given {
            return Ok(desk::brief_format(given.as_str())?);
        }
        let Some(output) = &self.output else { return Ok(BriefFormat::Markdown) };
        let name = output.to_string_lossy();
        BriefFormat::of_file(&name).ok_or_else(|| {
            let formats: Vec<&str> = BriefFormat::names().collect();
            Failure::with_hint(
                format!("the ending of {name} means no format of briefs"),
                format!("say which with --format: {}", formats.join(", ")),
            )
        })
    }

    fn hand_over(
        &self,
        made: &Briefed,
        format: BriefFormat,
        context: &mut Context<'_>,
    ) -> Result<u8, Failure> {
        let bytes = desk::render_brief(&made.brief, format);
        match &self.output {
            Some(file) => desk::replace_file(&context.around.folder.join(file), &bytes)?,
            None => context.out.write_all(&bytes)?,
        }
        for remark in &made.remarks {
            context.say(remark);
        }
        if let Some(style) = &made.unverified {
            context.say(&format!("{style}: forms not verified against the handbook; check before you file"));
        }
        Ok(0)
    }
}
