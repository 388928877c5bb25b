//! Texts made to slow the citation engine down: what a megabyte costs must not grow with the length of the text.

use std::fmt::Write as _;

use cite::Names;

use super::cite::count;
use super::spent::{Spent, forget_peak, own_peak};
use crate::Outcome;

/// The length of the longest texts, in megabytes, where nothing else is asked for.
pub(super) const MEGABYTES: usize = 100;
/// The longest texts are so many times longer than the others.
const TIMES: usize = 10;
/// A megabyte of the longest text may cost so much more than one of the others: caches and the allocator tell in large
/// texts too.
const GROWTH: f64 = 2.0;
/// Less than this, in seconds, is no growth but noise.
const NOISE: f64 = 0.1;
/// Processor time is told in steps of so many seconds.
const TICK: f64 = 0.01;

/// What each text repeats.
const REPEATED: &[(&str, &str)] = &[
    (
        "one line of prose",
        "The keeper of the harbour lit the lamp under Article 5 of the Convention and slept. ",
    ),
    ("only art.", "art. "),
    ("places", "art. 5 "),
    ("a list", "arts 1, "),
    ("a long conjunction", "art 2 and "),
    ("places of places", "para 1 of "),
    ("opening brackets", "("),
    ("closing brackets", ")"),
    ("opening square brackets", "["),
    ("1(", "1("),
    ("nested points", "art 1(1)(a)(i)(1)(a)"),
    ("a place and brackets", "art 1("),
    ("calls of notes", "[^"),
    ("called notes", "[^1]"),
    ("notes", "[^1]: ibid.\n"),
    ("numbered lines", "1. x\n"),
    ("ibid.", "ibid. "),
    ("ibid. with a place", "Ibid., para 5. "),
    ("id.", "id. at 5; "),
    ("supra", "supra note 4; "),
    ("the convention", "the Convention "),
    ("conventions", "Convention "),
    ("a convention on", "Convention on the "),
    ("titles", "Law of the Sea "),
    ("capitals", "Aaaa "),
    ("capitals and commas", "Aaaa, Bbbb "),
    ("capitals and and", "Aaaa and "),
    ("parties", "Aa v. Bb "),
    ("only v.", " v. "),
    ("one alias", "Fog Treaty (FT) "),
    ("an alias in words", "Fog Treaty (hereinafter “Qwx”) "),
    ("an acronym and a bracket", "ICCPR ("),
    ("two names and a place", "Article 6 of the ICCPR and the ICESCR, "),
    ("bodies", "UN "),
    ("emphasis", "*"),
    ("quotation marks", "“"),
    ("apostrophes", "a’"),
    ("spaces", " "),
    ("line breaks", "\n"),
    ("dashes", "1-"),
    ("one word", "a"),
    ("one number", "1"),
    ("letters of one word", "A."),
    ("marked letters", "é"),
    ("links", "[Article 5](x) "),
    ("symbols", "A/"),
    ("resolutions", "Resolution 1373 and "),
    ("dated resolutions", "resolution 1373 (2001), "),
    ("reports", "[1986] ICJ Rep 14, "),
    ("dockets", "(no 12345/67), "),
    ("commentaries", "commentary to "),
    ("periodicals", "EJIL "),
    ("works", "Jane Keeper, On Fog, 12 Fog L. Rev. 34 (1999); "),
    ("publishers", "Keeper, Fog (OUP "),
    ("authors", "Jane Keeper and "),
    ("opinions of judges", "joint opinion of Judge "),
    ("joined applications", "no 1/2, 1/2 and "),
];

/// A text that gives very many names of its own, and uses them.
fn aliases(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 64);
    let mut n = 0u32;
    while text.len() < bytes {
        let letter = |n: u32| char::from(b'A' + (n % 26) as u8);
        let name: String = [n, n / 26, n / 676, n / 17576].map(letter).into_iter().collect();
        // Writing to a string does not fail.
        let _ = write!(text, "the Treaty on Fog No {n} (“{name}”), art 5 {name}. ");
        n += 1;
    }
    text
}

/// A Markdown text in which every sentence has a note of its own.
fn noted(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 64);
    let mut n = 1;
    while text.len() < bytes {
        let _ = write!(text, "Fog.[^{n}]\n\n[^{n}]: ICCPR, art 6; above n {}.\n\n", n - 1);
        n += 1;
    }
    text
}

/// Times every text at two lengths, in seconds of a processor, and tells the most memory that the longer one took, itself
/// included.
pub(super) fn run(names: &Names, most: usize) -> Outcome {
    let few = (most / TIMES).max(1);
    println!(
        "\n{:28} {:>10} {:>10}  growth  memory",
        "seconds per 100 MB",
        format!("{few} MB"),
        format!("{most} MB")
    );
    let repeated = |what: &'static str, unit: &'static str| {
        (what, Box::new(move |bytes: usize| unit.repeat(bytes / unit.len())) as Box<dyn Fn(usize) -> String>)
    };
    let mut texts: Vec<_> = REPEATED.iter().map(|(what, unit)| repeated(what, unit)).collect();
    texts.push(("aliases", Box::new(aliases)));
    texts.push(("notes that call others", Box::new(noted)));
    let mut slow = Vec::new();
    for (what, text) in texts {
        let time = |megabytes: usize| -> Result<(f64, f64), String> {
            let text = text(megabytes * 1_000_000);
            forget_peak();
            let (_, spent) = Spent::on(|| Ok(count(&text, names)))?;
            Ok((spent.processor.as_secs_f64(), own_peak()))
        };
        let ((short, _), (long, memory)) = (time(few)?, time(most)?);
        let growth = (long / most as f64) / (short.max(TICK) / few as f64);
        println!(
            "{what:28} {:10.2} {:10.2}  {growth:6.2} {memory:7.0}",
            short / few as f64 * 100.0,
            long / most as f64 * 100.0
        );
        if growth > GROWTH && long > NOISE {
            slow.push(what);
        }
    }
    if slow.is_empty() { Ok(()) } else { Err(format!("not linear: {}", slow.join(", "))) }
}
