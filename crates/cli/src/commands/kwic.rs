//! `corpus kwic`: a concordance, keyword in context.

use clap::{Args, ValueEnum};
use desk::{KwicOrder, KwicRequest};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::args::Format;
use crate::context::Context;
use crate::failure::Failure;

/// Print a concordance: every place where the words stand, in context
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  corpus kwic \"armed attack\"
  corpus kwic necessary --sort right --document iccpr
  corpus kwic consent --format csv > consent.csv")]
pub(crate) struct Kwic {
    /// The word, or several words in a row
    #[arg(required = true)]
    word: Vec<String>,
    /// Sorted by the words to the left or right, or as they stand
    #[arg(long, value_enum, default_value_t)]
    sort: Order,
    /// At most so many lines
    #[arg(short = 'n', long, default_value_t = 1000)]
    limit: usize,
    /// In this document only (repeatable)
    #[arg(short, long, value_name = "ID")]
    document: Vec<String>,
    /// Characters of context on either side [default: what the width allows]
    #[arg(long, value_name = "N")]
    context: Option<usize>,
}

/// The order of a concordance.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Order {
    /// By document, as they stand
    #[default]
    Document,
    /// By the words before, nearest first
    Left,
    /// By the words after
    Right,
}

impl Kwic {
    pub(crate) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        context.only(&[Format::Text, Format::Json, Format::Csv])?;
        let desk = context.fresh_desk()?;
        let lines = desk.kwic(&KwicRequest {
            words: self.word.join(" "),
            documents: self.document.clone(),
            order: match self.sort {
                Order::Document => KwicOrder::Document,
                Order::Left => KwicOrder::Left,
                Order::Right => KwicOrder::Right,
            },
            limit: self.limit,
            width: self.context.unwrap_or(WIDE),
        })?;
        match context.format {
            Format::Json => context.json(&desk::wire::kwic(&lines))?,
            Format::Csv => {
                writeln!(context.out, "id,left,keyword,right")?;
                for line in &lines {
                    let fields = [line.id.as_str(), &line.left, &line.keyword, &line.right];
                    writeln!(context.out, "{}", fields.map(super::csv_field).join(","))?;
                }
            }
            _ => {
                let page = context.page;
                let places: Vec<String> = lines.iter().map(|l| l.cite.clone()).collect();
                let place_width = places.iter().map(|p| p.width()).max().unwrap_or(0);
                let keyword = lines.iter().map(|l| l.keyword.width()).max().unwrap_or(0);
                let room = page.width().saturating_sub(place_width + keyword + 4) / 2;
                let side = self.context.unwrap_or(room.max(16));
                for (line, place) in lines.iter().zip(&places) {
                    writeln!(
                        context.out,
                        "{}{}  {} {} {}",
                        page.dim(place),
                        " ".repeat(place_width - place.width()),
                        right_aligned(&line.left, side),
                        page.mark(&line.keyword),
                        cut(&line.right, side)
                    )?;
                }
                context.say(&format!("{} places", lines.len()));
            }
        }
        Ok(0)
    }
}

/// Context asked for where the format has no width.
const WIDE: usize = 120;

/// The last `width` columns of `text`, filled up on the left.
fn right_aligned(text: &str, width: usize) -> String {
    let mut used = 0;
    let from = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| {
            used += c.width().unwrap_or(0);
            used <= width
        })
        .last()
        .map_or(text.len(), |(i, _)| i);
    let kept = &text[from..];
    format!("{}{kept}", " ".repeat(width.saturating_sub(kept.width())))
}

/// The first `width` columns of `text`.
fn cut(text: &str, width: usize) -> &str {
    let mut used = 0;
    let to = text
        .char_indices()
        .find(|(_, c)| {
            used += c.width().unwrap_or(0);
            used > width
        })
        .map_or(text.len(), |(i, _)| i);
    &text[..to]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_is_cut_at_columns() {
        assert_eq!(right_aligned("lights of the harbour", 7), "harbour");
        assert_eq!(right_aligned("pier", 7), "   pier");
        assert_eq!(cut("harbour lights", 7), "harbour");
        assert_eq!(cut("pier", 7), "pier");
    }
}
