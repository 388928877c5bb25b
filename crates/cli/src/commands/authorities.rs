//! `corpus authorities`: the table of what can be cited.

use clap::Args;
use desk::AuthorityRow;

use crate::args::Format;
use crate::context::Context;
use crate::failure::Failure;

/// Look up what can be cited: titles, places, citation data, and whether the text is held
#[derive(Debug, Args)]
#[command(after_help = "\
Without a name, the whole table, a line each. With one (an id, a title, an abbreviation), everything the table says of that
authority. Each piece of citation data says on what it rests: held (a held text says it), shared (another file at hand
does), recall (known by heart, and confirmed by a second recall).

Examples:
  corpus authorities --kind case
  corpus authorities VCLT
  corpus authorities --format csv > authorities.csv")]
pub(crate) struct Authorities {
    /// An id or a name
    name: Vec<String>,
    /// Of this kind only: treaty, ilc, case, manual, … (repeatable)
    #[arg(short, long, conflicts_with = "name")]
    kind: Vec<String>,
}

impl Authorities {
    pub(crate) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        context.only(&[Format::Text, Format::Json, Format::Csv])?;
        let desk = context.fresh_desk()?;
        let rows = match self.name.as_slice() {
            [] => desk.authorities(&self.kind)?,
            words => vec![desk.authority(&words.join(" "))?],
        };
        match (context.format, rows.as_slice()) {
            (Format::Json, rows) => context.json(&desk::wire::authorities(rows))?,
            (Format::Csv, rows) => csv(rows, context)?,
            (_, [only]) if !self.name.is_empty() => one(only, context)?,
            (_, rows) => list(rows, context)?,
        }
        Ok(0)
    }
}

/// A line each: id, kind, title; those that are held are marked.
fn list(rows: &[AuthorityRow], context: &mut Context<'_>) -> Result<(), Failure> {
    let page = context.page;
    let widest = rows.iter().map(|r| r.authority.id.as_str().len()).max().unwrap_or(0);
    for row in rows {
        let a = &row.authority;
        let id = format!("{:<widest$}", a.id.as_str());
        let kind = format!("{:<11}", a.kind.as_str());
        let held = if row.held { "  [held]" } else { "" };
        writeln!(context.out, "{}  {}  {}{held}", page.bold(&id), page.dim(&kind), a.title)?;
    }
    let held = rows.iter().filter(|r| r.held).count();
    context.say(&format!("{} authorities, {held} of them held", rows.len()));
    Ok(())
}

/// Everything about one.
fn one(row: &AuthorityRow, context: &mut Context<'_>) -> Result<(), Failure> {
    let page = context.page;
    let a = &row.authority;
    writeln!(context.out, "{}", page.bold(&page.wrap(&a.title, "")))?;
    let mut facts: Vec<(&str, String)> = vec![("id", a.id.to_string())];
    facts.push(("short", a.short.join("; ")));
    facts.push(("also", a.aliases.join("; ")));
    facts.push(("shared names", a.ambiguous.join("; ")));
    facts.push(("kind", a.kind.to_string()));
    facts.push(("date", a.date.clone().unwrap_or_default()));
    facts.push(("court", a.court.clone().unwrap_or_default()));
    facts.push(("parties", a.parties.join(" v. ")));
    facts.push(("body", a.body.clone().unwrap_or_default()));
    let places: Vec<&str> = a.pinpoints.iter().map(|p| p.plural()).collect();
    let count = a.articles.map(|n| format!(" ({n} articles)")).unwrap_or_default();
    facts.push(("places", format!("{}{count}", places.join(", "))));
    for datum in &a.cite {
        facts.push(("published", format!("{} [{}]", desk::written_datum(datum), datum.basis.as_str())));
    }
    facts.push(("url", a.url.clone().unwrap_or_default()));
    facts.push(("text", if row.held { "held" } else { "not held" }.to_owned()));
    let mut before = "";
    for (name, value) in facts.iter().filter(|(_, value)| !value.is_empty()) {
        let shown = if *name == before { "" } else { name };
        before = name;
        let wrapped = page.wrap(value, "                ");
        writeln!(context.out, "  {}{}", page.dim(&format!("{shown:<14}")), wrapped.trim_start())?;
    }
    Ok(())
}

/// A header line, then a line each.
fn csv(rows: &[AuthorityRow], context: &mut Context<'_>) -> Result<(), Failure> {
    writeln!(context.out, "id,title,short,kind,date,pinpoints,cite,url,held")?;
    for row in rows {
        let a = &row.authority;
        let places: Vec<&str> = a.pinpoints.iter().map(|p| p.slug()).collect();
        let cite: Vec<String> = a.cite.iter().map(desk::written_datum).collect();
        let fields = [
            a.id.to_string(),
            a.title.clone(),
            a.short.join("; "),
            a.kind.to_string(),
            a.date.clone().unwrap_or_default(),
            places.join(" "),
            cite.join("; "),
            a.url.clone().unwrap_or_default(),
            row.held.to_string(),
        ];
        writeln!(context.out, "{}", fields.map(|f| super::csv_field(&f)).join(","))?;
    }
    Ok(())
}
