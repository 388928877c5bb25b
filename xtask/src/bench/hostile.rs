//! Files made to slow the program down, for every reader, for the checker and for questions: what a megabyte costs must not
//! grow with the length of the file.

mod asked;
mod drafts;
mod marked;
mod prose;
mod tables;
mod texts;

use desk::{CheckRequest, Desk, DraftFile};
use ingest::{Format, Options, Structure, Vocabulary};
use model::{AuthorityId, Edition, Kind, Meta, Numbering};

use super::spent::Spent;
use crate::Outcome;
use texts::Text;

/// The length of the longest texts, in megabytes, where nothing else is asked for.
pub(super) const MEGABYTES: f64 = 5.0;
/// The longest texts are so many times longer than the others, and those than the ones by which it is told how long the
/// next will take.
const TIMES: usize = 5;
/// A megabyte of the longest text may cost so much more than one of the others: caches and the allocator tell in large
/// texts too.
const GROWTH: f64 = 1.3;
/// What seems to grow is timed so many times, and the least counts: a machine that does other work besides is slower at
/// times.
const TRIES: usize = 4;
/// Of a text that takes less than this, in seconds, no growth can be told.
const NOISE: f64 = 0.3;
/// Processor time is told in steps of so many seconds.
const TICK: f64 = 0.01;
/// What grows faster than its text and would take longer than this, in seconds, is not read to its end.
const PATIENCE: f64 = 60.0;

/// An instrument that nothing is known of.
fn meta() -> Result<Meta, String> {
    Ok(Meta {
        id: AuthorityId::new("hostile").map_err(|e| e.to_string())?,
        title: "Convention on the Lights of Harbours".to_owned(),
        short: Vec::new(),
        kind: Kind::Treaty,
        date: None,
        authors: Vec::new(),
        edition: Edition::default(),
        articles_total: None,
        missing: Vec::new(),
        inserted_later: Vec::new(),
        numbering: Numbering::Numbered,
    })
}

/// What reading `text` takes in every structure that its format may have, and looking it over; what is refused counts as
/// read.
fn read(text: &str, format: Format, meta: &Meta) {
    let structures: &[Structure] = match format {
        Format::Akn => &[Structure::Articles],
        _ => &[Structure::Articles, Structure::Essay, Structure::NumberedParagraphs],
    };
    for &structure in structures {
        let options = Options { format, structure, ..Options::default() };
        if let Ok(noted) = ingest::read(text.as_bytes(), meta, &options, None) {
            let vocabulary = Vocabulary::from_documents([&noted.value]);
            drop(ingest::lint(&noted, text, &options, &vocabulary));
        }
    }
}

/// Takes a text into a new corpus and makes the index.
fn index(text: &str, format: Format) -> Outcome {
    let ending = match format {
        Format::Markdown => "md",
        Format::Text => "txt",
        Format::Json => "json",
        Format::Akn => "xml",
    };
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    desk::init(folder.path(), desk::Start::Empty).map_err(|e| e.to_string())?;
    // What cannot be understood is refused, and need not be indexed.
    if drafts::take(folder.path(), &format!("hostile.{ending}"), text).is_ok() {
        drafts::indexed(folder.path())?;
    }
    Ok(())
}

/// Checks a draft, finds its citations and what they are given for.
fn check(desk: &Desk, text: &str) -> Outcome {
    for name in ["draft.md", "draft.txt"] {
        let draft = DraftFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
        desk.check(&[draft], &CheckRequest::default()).map_err(|e| e.to_string())?;
        desk.cites(name, text.as_bytes(), None).map_err(|e| e.to_string())?;
        // What is nested too deeply is refused.
        drop(desk.claims_of(name, text.as_bytes()));
    }
    Ok(())
}

/// What reading a text took.
enum Taken {
    /// Seconds, at the two lengths.
    Both(f64, f64),
    /// Seconds at the longest length that was tried, which is so many bytes: it grows too fast for more.
    GivenUp(f64, usize),
}

/// Times a text at two lengths, unless a part of either tells that it would take too long.
fn taken(time: impl Fn(usize) -> Result<f64, String>, long: usize) -> Result<Taken, String> {
    let short = long / TIMES;
    let first = time(short / TIMES)?;
    // A text that is cubic would take longer still.
    if first * (TIMES * TIMES) as f64 > PATIENCE {
        return Ok(Taken::GivenUp(first, short / TIMES));
    }
    let mut before = time(short)?;
    let growth = before / first.max(TICK);
    if growth > GROWTH * TIMES as f64 && before * growth > PATIENCE {
        return Ok(Taken::GivenUp(before, short));
    }
    let mut now = time(long)?;
    for _ in 1..TRIES {
        if growth_of(before, now) <= GROWTH || !(NOISE..=PATIENCE).contains(&now) {
            break;
        }
        (before, now) = (before.min(time(short)?), now.min(time(long)?));
    }
    Ok(Taken::Both(before, now))
}

/// How many times as much a megabyte costs in the longer text.
fn growth_of(short: f64, long: f64) -> f64 {
    long / short.max(TICK) / TIMES as f64
}

/// Something that is timed: what it is called, its text, and what is done with it.
struct Row<'r> {
    name: String,
    text: &'r Text,
    work: Box<dyn Fn(&str) -> Outcome + 'r>,
}

impl Row<'_> {
    fn seconds(&self, bytes: usize) -> Result<f64, String> {
        let text = self.text.of(bytes);
        let ((), spent) = Spent::on(|| (self.work)(&text))?;
        Ok(spent.processor.as_secs_f64())
    }
}

const SOURCES: [(Format, [&[Text]; 2]); 4] = [
    (Format::Markdown, [prose::MARKDOWN, prose::PLAIN]),
    (Format::Text, [prose::PLAIN, &[]]),
    (Format::Json, [marked::JSON, &[]]),
    (Format::Akn, [marked::AKN, &[]]),
];

/// Every row: the readers with the lint, the index, the tables, the checker, words whose places are looked for, questions.
fn rows<'r>(meta: &'r Meta, desk: &'r Desk) -> Vec<Row<'r>> {
    let mut out: Vec<Row<'r>> = Vec::new();
    let sources = || {
        let all = SOURCES.iter().flat_map(|(format, lists)| lists.iter().map(move |list| (*format, *list)));
        all.flat_map(|(format, list)| list.iter().map(move |text| (format, text)))
    };
    out.extend(sources().map(|(format, text)| Row {
        name: format!("read {}: {}", format.as_str(), text.what),
        text,
        work: Box::new(move |t| {
            read(t, format, meta);
            Ok(())
        }),
    }));
    out.extend(sources().map(|(format, text)| Row {
        name: format!("index {}: {}", format.as_str(), text.what),
        text,
        work: Box::new(move |t| index(t, format)),
    }));
    out.extend(tables::TABLES.iter().map(|table| Row {
        name: format!("table {}", table.text.what),
        text: &table.text,
        work: Box::new(|t| {
            (table.read)(t);
            Ok(())
        }),
    }));
    out.extend(drafts::DRAFTS.iter().map(|text| Row {
        name: format!("draft: {}", text.what),
        text,
        work: Box::new(|t| check(desk, t)),
    }));
    out.extend(drafts::WORDS.iter().map(|text| Row {
        name: format!("where: {}", text.what),
        text,
        work: Box::new(|t| desk.whereabouts(t, 5).map(drop).map_err(|e| e.to_string())),
    }));
    out.extend(asked::PASSAGES.iter().map(|text| Row {
        name: format!("ask: {}", text.what),
        text,
        work: Box::new(|t| {
            let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
            asked::ask(folder.path(), t)
        }),
    }));
    out
}

/// Times every text at two lengths, of which the longer has `most` megabytes; those alone whose names begin so, where
/// `wanted` says how.
pub(super) fn run(most: f64, wanted: &str) -> Outcome {
    let long = (most * 1e6) as usize;
    let megabytes = |bytes: usize| format!("{} MB", bytes as f64 / 1e6);
    println!(
        "{:48} {:>10} {:>10}  growth",
        "processor seconds per 100 MB",
        megabytes(long / TIMES),
        megabytes(long)
    );
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let (meta, desk) = (meta()?, drafts::corpus(folder.path())?);
    let mut slow = Vec::new();
    for row in rows(&meta, &desk).into_iter().filter(|row| row.name.starts_with(wanted)) {
        let name = &row.name;
        match taken(|bytes| row.seconds(bytes), long)? {
            Taken::Both(short, time) => {
                let growth = growth_of(short, time);
                let per = |time: f64, bytes: usize| time / bytes as f64 * 1e8;
                println!("{name:48} {:10.2} {:10.2}  {growth:.2}", per(short, long / TIMES), per(time, long));
                if growth > GROWTH && time > NOISE {
                    slow.push(row.name);
                }
            }
            Taken::GivenUp(time, bytes) => {
                println!("{name:48} given up: {} take {time:.1} s", megabytes(bytes));
                slow.push(row.name);
            }
        }
    }
    if slow.is_empty() { Ok(()) } else { Err(format!("not linear: {}", slow.join(", "))) }
}
