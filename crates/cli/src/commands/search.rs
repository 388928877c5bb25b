//! `corpus search`: where do my sources speak of it?

use clap::{Args, ValueEnum};
use desk::{Answer, Hit, Request, Sort, Why};

use crate::args::Format;
use crate::context::Context;
use crate::failure::Failure;
use crate::print::Page;

/// Find passages
#[derive(Debug, Args)]
#[command(
    visible_alias = "s",
    after_help = "\
Words are looked for in any order, in all their forms and spellings (defence, defense); passages with the exact phrase
come first. Terms that the thesaurus knows (corpus/thesaurus.tsv) also find what means the same, below the words themselves;
not within quotation marks, nor with signs, fields or operators. Of such words, too, what the
first hits share (doctrine labels, words of digests) brings forward others of the same subject. A query that is itself a
reference (\"UN Charter art 2(4)\") puts that passage first.

  \"armed attack\"         the phrase            attack* force~1        beginnings, near spellings
  +consent -flag          must, must not        \"use force\"~3          within three words
  A AND (B OR C) NOT D    logic                 exact:\"self-defence\"   as written, no folding
  heading: title: gist: label: document: kind: layer: id:             one field only

Examples:
  corpus search \"armed attack\"
  corpus search joint teams --document narcotics-1988
  corpus search --doctrine self-defence imminent
  corpus search imminent --explain --limit 3
  corpus search 'consent AND territory' --format json | jq '.hits[].id'"
)]
pub(crate) struct Search {
    /// What to look for
    #[arg(required = true)]
    query: Vec<String>,
    /// At most so many passages
    #[arg(short = 'n', long, default_value_t = 10)]
    limit: usize,
    /// Leave out the first so many
    #[arg(long, default_value_t = 0)]
    offset: usize,
    /// In this document only (repeatable)
    #[arg(short, long, value_name = "ID")]
    document: Vec<String>,
    /// In documents of this kind only: treaty, ilc, case, essay, … (repeatable)
    #[arg(short, long)]
    kind: Vec<String>,
    /// In passages with this doctrine label only (repeatable)
    #[arg(long, value_name = "LABEL")]
    doctrine: Vec<String>,
    /// In passages that cite this: an id or a reference
    #[arg(long, value_name = "REF")]
    cites: Option<String>,
    /// In passages in this language only: en, fr, … (repeatable)
    #[arg(long, value_name = "CODE")]
    lang: Vec<String>,
    /// In this layer only: source (verbatim text) or digest (our own words) (repeatable)
    #[arg(short, long)]
    layer: Vec<String>,
    /// The order
    #[arg(long, value_enum, default_value_t)]
    sort: Order,
    /// Say of each hit where the words were found and what that counted
    #[arg(long)]
    explain: bool,
    /// Count what was found by document and doctrine [default: on a terminal]
    #[arg(long)]
    facets: bool,
    /// Search as if these said nothing: label, digest, heading, title, source, thesaurus (repeatable)
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    without: Vec<String>,
}

/// The order of hits.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Order {
    /// Best first
    #[default]
    Relevance,
    /// By document, then in the order of the text
    Document,
    /// Newest instrument first
    Date,
}

impl Search {
    pub(crate) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        context.only(&[Format::Text, Format::Json, Format::Jsonl, Format::Csv, Format::Md])?;
        let desk = context.fresh_desk()?;
        let terminal = context.around.out_is_terminal && matches!(context.format, Format::Text);
        let answer = desk.search(&Request {
            query: self.query.join(" "),
            limit: self.limit,
            offset: self.offset,
            documents: self.document.clone(),
            kinds: self.kind.clone(),
            labels: self.doctrine.clone(),
            layers: self.layer.clone(),
            languages: self.lang.clone(),
            cites: self.cites.clone(),
            sort: match self.sort {
                Order::Relevance => Sort::Relevance,
                Order::Document => Sort::Document,
                Order::Date => Sort::Date,
            },
            without: self.without.clone(),
            explain: self.explain,
            facets: self.facets || terminal,
        })?;
        match context.format {
            Format::Json => context.json(&desk::wire::search(&answer))?,
            Format::Jsonl => {
                for hit in &answer.hits {
                    context.json(&desk::wire::hit(hit))?;
                }
            }
            Format::Csv => csv(&answer, context)?,
            Format::Md => markdown(&answer, context)?,
            _ => text(&answer, context)?,
        }
        if !matches!(context.format, Format::Json) {
            for suggestion in &answer.suggestions {
                context.say(suggestion);
            }
        }
        Ok(0)
    }
}

/// For reading: rank, title and place, context, snippet, where it comes from.
fn text(answer: &Answer, context: &mut Context<'_>) -> Result<(), Failure> {
    let page = context.page;
    if answer.hits.is_empty() {
        context.say("nothing found");
        return Ok(());
    }
    let digits = answer.hits.last().map_or(1, |h| h.rank.to_string().len());
    let indent = " ".repeat(digits + 2);
    for hit in &answer.hits {
        let passage = &hit.passage;
        let rank = format!("{:>digits$}", hit.rank);
        writeln!(context.out, "{}  {}", page.dim(&rank), page.bold(&passage.cite()))?;
        let above = above(hit);
        if !above.is_empty() {
            writeln!(context.out, "{}", page.dim(&page.wrap(&above, &indent)))?;
        }
        write_words(hit, page, &indent, context)?;
        let mut foot = passage.id.to_string();
        if let (Some(source), Some(span)) = (&passage.source, passage.span) {
            foot.push_str(&format!("  {} bytes {}–{}", source.file, span.start(), span.end()));
        }
        writeln!(context.out, "{indent}{}", page.dim(&foot))?;
        if let Some(why) = &hit.why {
            write_why(why, hit.score, &indent, context)?;
        }
        writeln!(context.out)?;
    }
    write_facets(answer, context)?;
    let last = answer.hits.last().map_or(0, |h| h.rank);
    if answer.total > last {
        let more =
            format!("{} of {} passages; --limit and --offset show more", answer.hits.len(), answer.total);
        context.say(&more);
    }
    Ok(())
}

/// What each word added and where it was found, then the factors.
fn write_why(why: &Why, score: f32, indent: &str, context: &mut Context<'_>) -> Result<(), Failure> {
    let page = context.page;
    let mut told: Vec<(&str, &str)> = Vec::new();
    for key in why.added.iter().map(|a| (a.words.as_str(), a.how)) {
        if !told.contains(&key) {
            told.push(key);
        }
    }
    for (words, how) in told {
        let here = || why.added.iter().filter(|a| a.words == words && a.how == how);
        let sum: f32 = here().map(|a| a.score).sum();
        let places: Vec<String> = here().map(|a| format!("{} {:.2}", a.place, a.score)).collect();
        let how = match here().find_map(|a| a.instead_of.as_deref()) {
            Some(words) => format!(" (by thesaurus, for “{words}”)"),
            None if how == "word" => String::new(),
            None => format!(" ({how})"),
        };
        let line = format!("{sum:+.2}  “{words}”{how} in {}", places.join(", "));
        writeln!(context.out, "{}", page.dim(&page.wrap(&line, &format!("{indent}  "))))?;
    }
    let mut factors = Vec::new();
    if why.primary > 1.0 {
        factors.push(format!("× {:.2} the law's own words", why.primary));
    }
    if why.provision < 0.995 {
        factors.push(format!("× {:.2} after a better passage of the same provision", why.provision));
    }
    factors.push(format!("= {score:.2}"));
    writeln!(context.out, "{indent}{}", page.dim(&format!("  {}", factors.join("  "))))?;
    Ok(())
}

/// How many of the passages found each document has, and each doctrine: a line each.
fn write_facets(answer: &Answer, context: &mut Context<'_>) -> Result<(), Failure> {
    /// Most values on a line.
    const MOST: usize = 8;
    let Some(facets) = &answer.facets else { return Ok(()) };
    let page = context.page;
    for (name, counts) in [("documents", &facets.documents), ("doctrines", &facets.labels)] {
        let mut shown: Vec<String> =
            counts.iter().take(MOST).map(|(value, count)| format!("{value} {count}")).collect();
        if counts.len() > MOST {
            shown.push(format!("{} more", counts.len() - MOST));
        }
        if !shown.is_empty() {
            writeln!(context.out, "{}", page.dim(&page.wrap(&format!("{name}: {}", shown.join(", ")), "")))?;
        }
    }
    Ok(())
}

/// The headings over a hit and its own.
fn above(hit: &Hit) -> String {
    let mut parts: Vec<&str> = hit.passage.context.iter().map(String::as_str).collect();
    parts.extend(
        hit.passage.heading.as_deref().filter(|h| !parts.contains(h)).into_iter().collect::<Vec<_>>(),
    );
    parts.join(" › ")
}

/// The source's words; where they are not held, our own, marked as such.
fn write_words(hit: &Hit, page: Page, indent: &str, context: &mut Context<'_>) -> Result<(), Failure> {
    if !hit.snippet.text.is_empty() {
        let words = page.marked(&hit.snippet.text, &hit.snippet.marks);
        writeln!(context.out, "{}", page.wrap(&words, indent))?;
    }
    let digest_alone = hit.snippet.text.is_empty() || hit.matched == ["digest"];
    if let Some(gist) = hit.passage.gist.as_deref().filter(|_| digest_alone) {
        writeln!(context.out, "{}", page.wrap(&format!("[digest] {}", page.digest(gist)), indent))?;
    }
    Ok(())
}

/// A header line, then a line a hit.
fn csv(answer: &Answer, context: &mut Context<'_>) -> Result<(), Failure> {
    writeln!(context.out, "rank,score,id,citation,layer,start,end,labels,snippet")?;
    for hit in &answer.hits {
        let passage = &hit.passage;
        let (start, end) = passage
            .span
            .map_or((String::new(), String::new()), |s| (s.start().to_string(), s.end().to_string()));
        let row = [
            hit.rank.to_string(),
            format!("{:.4}", hit.score),
            passage.id.to_string(),
            passage.cite(),
            passage.layer.as_str().to_owned(),
            start,
            end,
            passage.labels.join(" "),
            hit.snippet.text.clone(),
        ];
        writeln!(context.out, "{}", row.map(|field| super::csv_field(&field)).join(","))?;
    }
    Ok(())
}

/// A list that can be pasted into notes.
fn markdown(answer: &Answer, context: &mut Context<'_>) -> Result<(), Failure> {
    for hit in &answer.hits {
        let passage = &hit.passage;
        writeln!(context.out, "{}. **{}** (`{}`)", hit.rank, passage.cite(), passage.id)?;
        let words = if hit.snippet.text.is_empty() {
            format!("*digest:* {}", passage.gist.as_deref().unwrap_or_default())
        } else {
            mark_markdown(&hit.snippet.text, &hit.snippet.marks)
        };
        writeln!(context.out, "   > {}\n", words.replace('\n', "\n   > "))?;
    }
    Ok(())
}

fn mark_markdown(text: &str, marks: &[(usize, usize)]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for &(start, end) in marks {
        let (Some(before), Some(inside)) = (text.get(at..start), text.get(start..end)) else { continue };
        out.push_str(before);
        out.push_str(&format!("**{inside}**"));
        at = end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}
