//! `corpus show`: the words of a provision, and where they come from.

use clap::Args;
use desk::{Layer, Passage, Shown};

use crate::args::Format;
use crate::context::Context;
use crate::failure::Failure;

/// Print provisions or paragraphs, word for word
#[derive(Debug, Args)]
#[command(after_help = "\
A reference is an id or what a lawyer writes. Words that are not a source's are marked as digest.

Examples:
  corpus show \"UN Charter art 2(4)\"
  corpus show \"1988 Convention art 9(1)(c)\"
  corpus show \"arts 20-25 ARSIWA\"
  corpus show \"ICCPR art 6(1)\" --style oscola
  corpus show \"ICCPR art 6(1)\" --copy-format html | wl-copy -t text/html
  corpus show iccpr#art-6/para-1 --format json")]
pub(crate) struct Show {
    /// What to show
    #[arg(required = true, value_name = "REF")]
    references: Vec<String>,
    /// Cite each in this style: oscola, bluebook, …; `corpus help style` has more
    #[arg(long, value_name = "NAME")]
    style: Option<String>,
    /// Print the passage and its citation only, to be pasted elsewhere [md, pandoc, html, typst, text]
    #[arg(long, value_name = "FORMAT")]
    copy_format: Option<String>,
}

impl Show {
    pub(crate) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        context.only(&[Format::Text, Format::Json, Format::Md])?;
        let desk = context.fresh_desk()?;
        let shown = desk.show(&self.references)?;
        if let Some(format) = &self.copy_format {
            let text = desk.clip(&shown.passages, self.style.as_deref(), desk::brief_format(format)?)?;
            write!(context.out, "{text}")?;
            explain(&shown, context);
            return Ok(0);
        }
        let citations = match &self.style {
            Some(style) => {
                let ids: Vec<_> = shown.passages.iter().map(|p| p.id.clone()).collect();
                desk.style_passages(&ids, Some(style))?
            }
            None => Vec::new(),
        };
        if context.format == Format::Json {
            context.json(&desk::wire::shown_in_style(&shown, &citations))?;
            return Ok(0);
        }
        for (i, passage) in shown.passages.iter().enumerate() {
            if i > 0 {
                writeln!(context.out)?;
            }
            match context.format {
                Format::Md => {
                    let cite = citations.get(i).map(|runs| desk::citation_markdown(runs));
                    markdown(passage, cite.as_deref(), context)?;
                }
                _ => {
                    if let Some(runs) = citations.get(i) {
                        writeln!(context.out, "{}", context.page.wrap(&desk::citation_text(runs), ""))?;
                    }
                    text(passage, context)?;
                }
            }
        }
        explain(&shown, context);
        Ok(0)
    }
}

/// Says what became of a reference that led to no passage.
fn explain(shown: &Shown, context: &mut Context<'_>) {
    for remark in &shown.remarks {
        context.say(remark);
    }
}

/// For reading.
fn text(passage: &Passage, context: &mut Context<'_>) -> Result<(), Failure> {
    let page = context.page;
    writeln!(context.out, "{}", page.bold(&passage.cite()))?;
    writeln!(context.out, "{}", page.dim(&page.wrap(&passage.title, "")))?;
    let mut above = passage.context.clone();
    above.extend(passage.heading.clone().filter(|h| !above.contains(h)));
    if !above.is_empty() {
        writeln!(context.out, "{}", page.dim(&page.wrap(&above.join(" › "), "")))?;
    }
    writeln!(context.out)?;
    if passage.layer == Layer::Source {
        if !passage.chapeau.is_empty() {
            writeln!(context.out, "{}", page.dim(&page.wrap(&format!("[…] {}", passage.chapeau), "    ")))?;
        }
        for (i, line) in passage.lines.iter().enumerate() {
            let indent = "    ".to_owned() + &"  ".repeat(line.depth);
            let words = match line.mark.as_ref().or(passage.mark.as_ref().filter(|_| i == 0)) {
                Some(mark) => format!("{mark} {}", line.text),
                None => line.text.clone(),
            };
            writeln!(context.out, "{}", page.wrap(&words, &indent))?;
        }
        writeln!(context.out)?;
    }
    if let Some(gist) = &passage.gist {
        let text = format!("[digest] {}", page.digest(gist));
        writeln!(context.out, "{}", page.wrap(&text, "    "))?;
    }
    if !passage.labels.is_empty() {
        writeln!(context.out, "{}", page.wrap(&format!("labels: {}", passage.labels.join(", ")), "    "))?;
    }
    for note in &passage.notes {
        writeln!(context.out, "{}", page.wrap(&format!("note: {note}"), "    "))?;
    }
    let edition = edition(passage);
    if !edition.is_empty() {
        writeln!(context.out, "{}", page.dim(&page.wrap(&edition, "    ")))?;
    }
    match (&passage.source, passage.span) {
        (Some(source), Some(span)) => {
            let place = format!("{}  {} bytes {}–{}", passage.id, source.file, span.start(), span.end());
            writeln!(context.out, "    {}", page.dim(&place))?;
            writeln!(context.out, "    {}", page.dim(&format!("sha256 {}", source.sha256)))?;
            if let Some(url) = &source.url {
                writeln!(context.out, "    {}", page.dim(url))?;
            }
        }
        _ => {
            let place = format!("{}  the text is not here; `corpus sync` brings it in", passage.id);
            writeln!(context.out, "    {}", page.dim(&place))?;
        }
    }
    Ok(())
}

/// Which text it is, in a line.
fn edition(passage: &Passage) -> String {
    let edition = &passage.edition;
    let mut parts = Vec::new();
    if !edition.text_of.is_empty() {
        parts.push(format!("text: {}", edition.text_of));
    }
    parts.extend(edition.as_amended_to.iter().map(|to| format!("amended up to: {to}")));
    if !edition.not_included.is_empty() {
        parts.push(format!("not included: {}", edition.not_included.join("; ")));
    }
    parts.join("; ")
}

/// A block quotation with its reference.
fn markdown(passage: &Passage, cite: Option<&str>, context: &mut Context<'_>) -> Result<(), Failure> {
    match cite {
        Some(cite) => writeln!(context.out, "{cite}\n")?,
        None => writeln!(context.out, "**{}**\n", passage.cite())?,
    }
    if passage.layer == Layer::Source {
        for line in &passage.lines {
            let mark = line.mark.as_ref().map(|m| format!("{m} ")).unwrap_or_default();
            writeln!(context.out, "> {}{}{}", "  ".repeat(line.depth), mark, line.text)?;
        }
    } else if let Some(gist) = &passage.gist {
        writeln!(context.out, "*digest:* {gist}")?;
    }
    Ok(())
}
