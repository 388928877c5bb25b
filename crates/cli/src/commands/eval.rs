//! `corpus eval`: how good it is, by anyone's own gold.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use desk::{Evaluation, Measure, Score};

use crate::args::Format;
use crate::context::Context;
use crate::failure::Failure;

/// Score labels, citations or searches against your own gold
#[derive(Debug, Args)]
#[command(after_help = "\
Gold is what a reader marked by hand. A line each, in JSON:
  labels  {\"doc\":\"un-charter\",\"pinpoint\":\"art-51\",\"labels\":[\"self-defence\"]}
          or with \"start\" and \"end\", byte offsets into the file, in place of the pinpoint
  cites   {\"doc\":\"schmitt-2025\",\"start\":0,\"end\":0,\"form\":\"pinpoint\",
           \"targets\":[{\"authority\":\"un-charter\",\"pinpoint\":\"art-2/para-4\"}]}
  search  two files, as TREC has them: topics (id, tab, query) and judgements (topic 0 passage-id grade)
`doc` is a document of the corpus, or a file.

The intervals hold 95 of 100 bootstrap resamples of the passages, citations or topics, drawn from a fixed seed: F1 and nDCG
are no proportions, and labels of one passage stand and fall together.

Examples:
  corpus eval labels gold/labels.jsonl --no-overrides
  corpus eval cites gold/citations.jsonl --format json
  corpus eval search topics.tsv qrels.txt --without label,digest")]
pub(crate) struct Eval {
    /// What to score
    #[arg(value_enum)]
    subject: Subject,
    /// Files of gold
    #[arg(required = true, value_name = "GOLD")]
    gold: Vec<PathBuf>,
    /// labels: the tagger alone, without what digests state
    #[arg(long)]
    no_overrides: bool,
    /// labels: the gold knows this label; others are not held against the tagger (repeatable) [default: all]
    #[arg(long, value_name = "LABEL", value_delimiter = ',')]
    label: Vec<String>,
    /// search: compare with a search without these: label, digest, heading, title, source (repeatable)
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    without: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Subject {
    /// Doctrine labels
    Labels,
    /// Citations
    Cites,
    /// Searches
    Search,
}

impl Eval {
    pub(crate) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        context.only(&[Format::Text, Format::Json, Format::Csv])?;
        let desk = context.fresh_desk()?;
        let folder = &context.around.folder;
        let found = match self.subject {
            Subject::Labels => desk.eval_labels(&self.gold, folder, !self.no_overrides, &self.label)?,
            Subject::Cites => desk.eval_cites(&self.gold, folder)?,
            Subject::Search => desk.eval_search(&self.gold, folder, &self.without)?,
        };
        match context.format {
            Format::Json => context.json(&desk::wire::evaluation(&found))?,
            Format::Csv => csv(&found, context)?,
            _ => text(&found, context)?,
        }
        Ok(0)
    }
}

fn text(found: &Evaluation, context: &mut Context<'_>) -> Result<(), Failure> {
    let page = context.page;
    let rows = || found.rows.iter().chain(&found.overall);
    let widest = rows().map(|r| r.name.chars().count()).max().unwrap_or(0);
    let names = found.overall.first().map(|r| r.measures.as_slice()).unwrap_or_default();
    let mut head = " ".repeat(widest);
    for measure in names {
        head.push_str(&format!("  {:<17}", measure.name));
    }
    writeln!(context.out, "{}", page.dim(head.trim_end()))?;
    for (i, row) in rows().enumerate() {
        let name = format!("{:<widest$}", row.name);
        let name = if i < found.rows.len() { name } else { page.bold(&name) };
        let mut line = String::new();
        for measure in &row.measures {
            line.push_str(&format!("  {:<17}", shown(measure)));
        }
        let counts: Vec<String> = row.counts.iter().map(|(what, n)| format!("{n} {what}")).collect();
        let line = format!("{name}{line}  {}", page.dim(&counts.join(", ")));
        writeln!(context.out, "{}", line.trim_end())?;
    }
    for remark in &found.remarks {
        writeln!(context.out, "{remark}")?;
    }
    context.say(&format!("{} {}; in brackets, 95 of 100 bootstrap resamples", found.units, found.unit));
    Ok(())
}

/// `0.912 [0.87–0.95]`.
fn shown(measure: &Measure) -> String {
    match measure.interval {
        Some((low, high)) => format!("{:.3} [{low:.2}–{high:.2}]", measure.value),
        None => format!("{:.3}", measure.value),
    }
}

fn csv(found: &Evaluation, context: &mut Context<'_>) -> Result<(), Failure> {
    writeln!(context.out, "name,measure,value,low,high")?;
    for row in found.rows.iter().chain(&found.overall) {
        for measure in &row.measures {
            let (low, high) = measure.interval.map_or((String::new(), String::new()), |(low, high)| {
                (format!("{low:.4}"), format!("{high:.4}"))
            });
            let fields = [field(row), measure.name.to_owned(), format!("{:.4}", measure.value), low, high];
            writeln!(context.out, "{}", fields.join(","))?;
        }
    }
    Ok(())
}

fn field(row: &Score) -> String {
    super::csv_field(&row.name)
}
