//! `corpus rule`: what the rules of `corpus check` find, why, and how to silence them.

use clap::Args;
use desk::{RULES, Rule as Checked, Treatment};

use crate::args::Format;
use crate::context::Context;
use crate::failure::Failure;

/// Explain the rules of `corpus check`
#[derive(Debug, Args)]
#[command(after_help = "\
Without a name the rules are listed. --folding prints what is ignored when words are compared, and what is not.

Examples:
  corpus rule
  corpus rule quote-altered
  corpus rule --folding
  corpus rule --format json")]
pub(crate) struct Rule {
    /// A rule
    name: Option<String>,
    /// What is ignored when words are compared
    #[arg(long, conflicts_with = "name")]
    folding: bool,
}

impl Rule {
    pub(crate) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        context.only(&[Format::Text, Format::Json, Format::Md])?;
        if self.folding {
            return folding(context);
        }
        let Some(name) = &self.name else {
            if context.format == Format::Json {
                context.json(&desk::wire::rules(RULES))?;
                return Ok(0);
            }
            let longest = RULES.iter().map(|r| r.name.len()).max().unwrap_or(0);
            for rule in RULES {
                let name = format!("{:longest$}", rule.name);
                writeln!(
                    context.out,
                    "{}  {:7}  {}",
                    context.page.bold(&name),
                    rule.severity.as_str(),
                    rule.summary
                )?;
            }
            return Ok(0);
        };
        let rule = desk::check_rule(name)?;
        if context.format == Format::Json {
            context.json(&desk::wire::rules(&[rule]))?;
        } else {
            explain(rule, context)?;
        }
        Ok(0)
    }
}

/// What becomes of each difference between a quotation and its source.
fn folding(context: &mut Context<'_>) -> Result<u8, Failure> {
    let table = desk::folding_table();
    if context.format == Format::Json {
        context.json(&desk::wire::folding(&table))?;
        return Ok(0);
    }
    let page = context.page;
    writeln!(context.out, "Folding, version {}", table.version)?;
    for treatment in Treatment::ALL {
        let title = match treatment {
            Treatment::Ignored => "No difference at all",
            Treatment::Marked => "Marked by the quotation itself: no fault",
            Treatment::Noted => "Noted, and no fault",
            Treatment::Reported => "Reported",
        };
        writeln!(context.out, "\n{}", page.bold(title))?;
        for row in table.rows.iter().filter(|r| r.treatment == treatment) {
            writeln!(context.out, "{}", page.wrap(row.what, "  "))?;
            let example = format!("“{}” for “{}”", shown(row.quoted), shown(row.source));
            writeln!(context.out, "{}", page.dim(&page.wrap(&example, "      ")))?;
        }
    }
    writeln!(context.out, "\n{}", page.bold("Words on which the sense turns"))?;
    for (class, words) in &table.turning {
        writeln!(context.out, "{}", page.wrap(&format!("{class}: {}", words.join(", ")), "  "))?;
    }
    Ok(0)
}

/// An example in a line, with the characters that cannot be seen written out.
fn shown(text: &str) -> String {
    text.replace('\u{ad}', "[soft hyphen]").replace('\u{a0}', "[no-break space]").replace('\n', " / ")
}

/// The documentation of a rule.
fn explain(rule: &Checked, context: &mut Context<'_>) -> Result<(), Failure> {
    let page = context.page;
    let markdown = context.format == Format::Md;
    let head = |title: &str| if markdown { format!("## {title}") } else { page.bold(title) };
    let name = if markdown { format!("# {}", rule.name) } else { page.bold(rule.name) };
    let body = |text: &str| page.wrap(text, if markdown { "" } else { "  " });
    let example =
        |text: &str| if markdown { format!("```markdown\n{text}```") } else { page.wrap(text, "    ") };
    let silence = format!(
        "For a paragraph of a draft: `<!-- corpus: allow {0}: why -->` before it. For a run: `--allow {0}`. For a corpus: \
         `allow = [\"{0}\"]` below `[check]` in corpus/corpus.toml. What is known already can be kept in a file: \
         `--baseline FILE --write-baseline`.",
        rule.name
    );
    writeln!(context.out, "{name}: {} ({})\n", rule.summary, rule.severity)?;
    writeln!(context.out, "{}\n{}\n", head("What it finds"), body(rule.finds))?;
    writeln!(context.out, "{}\n{}\n", head("Why"), body(rule.why))?;
    writeln!(context.out, "{}\n{}\n", head("What to do"), body(rule.remedy))?;
    writeln!(context.out, "{}\n{}\n", head("Example"), example(rule.bad))?;
    writeln!(context.out, "{}\n{}\n", head("Put right"), example(rule.good))?;
    writeln!(context.out, "{}\n{}", head("How to silence it"), body(&silence))?;
    Ok(())
}
