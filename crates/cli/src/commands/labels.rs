//! `corpus labels`: the doctrines that each passage of a text carries.

use clap::Args;

use crate::args::Format;
use crate::context::Context;
use crate::failure::Failure;

/// Label the passages of a text with the doctrines they carry
#[derive(Debug, Args)]
#[command(after_help = "\
A label says that a passage states, applies, disputes or defines a doctrine. Labels that a digest states win over the
tagger's and are marked `digest`; the tagger's come with the words and citations they rest on.

Examples:
  corpus labels iccpr
  corpus labels draft.md
  corpus labels schmitt-2025 --no-overrides --format json")]
pub(crate) struct Labels {
    /// A document of the corpus, by id or title, or a file
    text: String,
    /// The tagger alone, without what digests state
    #[arg(long)]
    no_overrides: bool,
    /// Only this label (repeatable)
    #[arg(long, value_name = "LABEL")]
    label: Vec<String>,
}

impl Labels {
    pub(crate) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        context.only(&[Format::Text, Format::Json, Format::Csv])?;
        let desk = context.desk()?;
        let mut labelled = desk.labels(&self.text, &context.around.folder, !self.no_overrides)?;
        if !self.label.is_empty() {
            for passage in &mut labelled.passages {
                passage.labels.retain(|l| self.label.iter().any(|wanted| wanted == l.label.as_str()));
            }
            labelled.passages.retain(|p| !p.labels.is_empty());
        }
        match context.format {
            Format::Json => context.json(&desk::wire::labels(&labelled))?,
            Format::Csv => {
                writeln!(context.out, "id,label,score,by,evidence")?;
                for passage in &labelled.passages {
                    for l in &passage.labels {
                        let fields = [
                            passage.id.to_string(),
                            l.label.to_string(),
                            format!("{:.3}", l.score),
                            if l.stated { "digest" } else { "tagger" }.to_owned(),
                            l.evidence.join("; "),
                        ];
                        writeln!(context.out, "{}", fields.map(|f| super::csv_field(&f)).join(","))?;
                    }
                }
            }
            _ => {
                let page = context.page;
                for passage in &labelled.passages {
                    let place = passage.id.pinpoint().plain();
                    writeln!(context.out, "{}  {}", page.bold(&place), page.dim(&passage.opening))?;
                    for l in &passage.labels {
                        let on = match (l.stated, l.evidence.as_slice()) {
                            (true, _) => "stated by the digest".to_owned(),
                            (false, []) => format!("{:.2}", l.score),
                            (false, evidence) => format!("{:.2}  “{}”", l.score, evidence.join("”, “")),
                        };
                        writeln!(context.out, "    {}  {}", page.mark(l.label.as_str()), page.dim(&on))?;
                    }
                }
            }
        }
        Ok(0)
    }
}
