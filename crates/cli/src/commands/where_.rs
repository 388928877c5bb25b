//! `corpus where`: where words stand, exactly or nearly.

use clap::Args;
use desk::{Whereabout, Whereabouts};

use crate::args::Format;
use crate::context::Context;
use crate::failure::Failure;

/// Find where words stand, exactly or nearly, best first
#[derive(Debug, Args)]
#[command(after_help = "\
Words in square brackets and ellipses are read as in a quotation. A difference is shown in place: {+your words+},
[-the source's words-].

Examples:
  corpus where \"the inherent right of individual or collective self-defense\"
  corpus where \"[n]o one shall be arbitrarily deprived of his property\" --limit 3
  corpus where \"valid consent by a State\" --format json")]
pub(crate) struct Where {
    /// The words
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    /// At most so many places
    #[arg(short = 'n', long, default_value_t = 5)]
    limit: usize,
}

impl Where {
    pub(crate) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        context.only(&[Format::Text, Format::Json])?;
        let desk = context.fresh_desk()?;
        let found = desk.whereabouts(&self.words.join(" "), self.limit)?;
        if context.format == Format::Json {
            context.json(&desk::wire::whereabouts(&found))?;
            return Ok(0);
        }
        if found.places.is_empty() {
            context.say("these words stand nowhere in the texts that are held");
        }
        for (i, place) in found.places.iter().enumerate() {
            if i > 0 {
                writeln!(context.out)?;
            }
            let page = context.page;
            let heading = format!("{}  {}", page.bold(&place.cite), page.dim(&place.id.to_string()));
            writeln!(context.out, "{heading}")?;
            writeln!(context.out, "{}", page.dim(&format!("    {}", verdict(place))))?;
            let words = if slips(place) { beside(&found, place, context) } else { place.text.clone() };
            writeln!(context.out, "{}", context.page.wrap(&words, "    "))?;
        }
        Ok(0)
    }
}

/// Whether something differs that the words do not mark themselves.
fn slips(place: &Whereabout) -> bool {
    place.differences.iter().any(|d| d.kind != "marked")
}

/// How near the words are, in words.
fn verdict(place: &Whereabout) -> String {
    match place.likeness {
        "verbatim" => "word for word".to_owned(),
        "marked" => "word for word, but for the changes that are marked".to_owned(),
        "variant" => "word for word, but for spelling, capitals or a variant reading".to_owned(),
        _ => format!("{:.0} % of the words", (place.share * 100.0).floor()),
    }
}

/// The words asked for, with the source's words where they differ.
fn beside(found: &Whereabouts, place: &Whereabout, context: &Context<'_>) -> String {
    let mut out = String::new();
    let mut at = 0;
    for difference in place.differences.iter().filter(|d| d.kind != "marked") {
        let (start, end) = (difference.quoted.start().max(at), difference.quoted.end().max(at));
        out.push_str(found.words.get(at..start).unwrap_or_default());
        let apart = |out: &mut String| {
            if !out.is_empty() && !out.ends_with(char::is_whitespace) {
                out.push(' ');
            }
        };
        if !difference.source.is_empty() && difference.kind != "moved" {
            apart(&mut out);
            let words = difference.source.replace('\n', " ");
            out.push_str(&context.page.bold(&format!("[-{words}-]")));
        }
        if let Some(words) = found.words.get(start..end).filter(|w| !w.is_empty()) {
            apart(&mut out);
            out.push_str(&context.page.bad(&format!("{{+{words}+}}")));
        }
        at = end;
    }
    out.push_str(found.words.get(at..).unwrap_or_default());
    out
}
