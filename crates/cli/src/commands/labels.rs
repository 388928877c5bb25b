//! `corpus labels`: the doctrines that each passage of a text carries.

use clap::Args;
use desk::Explanation;

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
  corpus labels iccpr --explain --label right-to-life
  corpus labels schmitt-2025 --no-overrides --format json")]
pub(crate) struct Labels {
    /// A document of the corpus, by id or title, or a file
    text: String,
    /// The tagger alone, without what digests state
    #[arg(long)]
    no_overrides: bool,
    /// Say of each label why: the rules that fired, the words that the model weighed, what gave way to what
    #[arg(long)]
    explain: bool,
    /// Only this label (repeatable)
    #[arg(long, value_name = "LABEL")]
    label: Vec<String>,
}

impl Labels {
    pub(crate) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        context.only(&[Format::Text, Format::Json, Format::Csv])?;
        let desk = context.desk()?;
        let mut labelled =
            desk.labels(&self.text, &context.around.folder, !self.no_overrides, self.explain)?;
        if !self.label.is_empty() {
            for passage in &mut labelled.passages {
                passage.labels.retain(|l| self.label.iter().any(|wanted| wanted == l.label.as_str()));
                passage.withheld.retain(|e| self.label.iter().any(|wanted| wanted == e.label.as_str()));
            }
            labelled.passages.retain(|p| !p.labels.is_empty() || !p.withheld.is_empty());
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
                        if let Some(why) = &l.why {
                            write_why(why, l.stated, context)?;
                        }
                    }
                    for why in &passage.withheld {
                        let to = why.yields_to.as_ref().map(ToString::to_string).unwrap_or_default();
                        let line = format!("withheld, because {to} takes its place");
                        writeln!(context.out, "    {}  {}", why.label, page.dim(&line))?;
                        write_why(why, false, context)?;
                    }
                }
            }
        }
        Ok(0)
    }
}

/// Most words of the model that are named.
const MOST_WORDS: usize = 8;

/// The rules that fired with the very words, the strongest words of the model, and how it adds up.
fn write_why(why: &Explanation, stated: bool, context: &mut Context<'_>) -> Result<(), Failure> {
    let page = context.page;
    let mut lines: Vec<String> = Vec::new();
    if stated {
        let verdict = if why.given { "gives it too" } else { "does not give it" };
        lines.push(format!("the tagger {verdict} ({:.2})", why.score));
    }
    for rule in &why.rules {
        let place = match rule.place {
            "text" => "words",
            "heading" => "heading",
            _ => "elsewhere in the provision",
        };
        let met = match (&rule.pattern, rule.words.as_str()) {
            (None, words) => format!("cites “{words}”, which carries it"),
            (Some(pattern), "") => format!("rule `{pattern}`"),
            (Some(pattern), words) => format!("“{words}”, rule `{pattern}`"),
        };
        lines.push(format!("{:+.1} points  {place}: {met}", rule.points));
    }
    let weighed = weighed(why);
    let words: Vec<String> = weighed
        .iter()
        .take(MOST_WORDS)
        .map(|(term, place, added)| format!("{} {added:+.2}{place}", term.replace('_', " ")))
        .collect();
    if !words.is_empty() {
        let more = weighed.len().saturating_sub(MOST_WORDS);
        let more = if more > 0 { format!(", {more} more") } else { String::new() };
        lines.push(format!("the model: {}{more}", words.join(", ")));
    }
    let (favour, against) = why.points;
    lines.push(format!(
        "rules {favour} points for, {against} against: log-odds {:+.2}; words of the model {:+.2}; its trust in the rules \
         {:+.2}; in all {:+.2}, score {:.2}, given above 0.50",
        why.by_rules,
        why.by_words,
        why.odds - why.by_rules - why.by_words,
        why.odds,
        why.score
    ));
    for line in lines {
        writeln!(context.out, "{}", page.dim(&page.wrap(&line, "        ")))?;
    }
    Ok(())
}

/// What the words of the model added, strongest first: the term, where it stands if not in the passage's own words, how
/// much. What it adds in any text and in writing about the law is one figure.
fn weighed(why: &Explanation) -> Vec<(&str, &'static str, f32)> {
    let mut out: Vec<(&str, &'static str, f32)> = Vec::new();
    for word in &why.words {
        let place = match word.channel.as_str() {
            "heading" => " (heading)",
            "above" => " (headings above)",
            "provision" => " (provision)",
            _ => "",
        };
        match out.iter_mut().find(|(term, at, _)| *term == word.term && *at == place) {
            Some((_, _, sum)) => *sum += word.added,
            None => out.push((&word.term, place, word.added)),
        }
    }
    out.sort_by(|a, b| b.2.abs().total_cmp(&a.2.abs()));
    out
}
