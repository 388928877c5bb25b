//! Quotation fixtures: a draft, and under it every quotation that must be found, in order.
//!
//! An expectation is a line `^ kind | citation | words`: the kind (`inline`, `block`, `led`, `paragraph`); the target of the
//! citation that the quotation hangs on as `AUTHORITY PLACE`, `-` for none; the words as they are compared, pieces
//! parted by ` || `. In files whose name begins with `plain` the drafts are plain text, else Markdown.

use std::path::Path;
use std::sync::OnceLock;

use check::{Draft, Markup, QuoteKind};
use cite::{Context, Names};
use libtest_mimic::{Failed, Trial};
use model::{AuthorityId, Citation, Held, Lookup, Pinpoint, Span};

use crate::section::{Section, sections};

/// Nothing is held: what is tested is whose words a quotation gives.
struct Nothing;

impl Held for Nothing {
    fn holds(&self, _: &AuthorityId) -> bool {
        false
    }

    fn look_up(&self, _: &AuthorityId, _: &Pinpoint) -> Lookup {
        Lookup::Unheld
    }
}

/// A test for every section of `tests/suite/check-quotes`, and one for the essay, where CORPUS_SHARED has it.
pub(crate) fn trials() -> Vec<Trial> {
    let name = |s: &Section| format!("quotes/{}/{}", s.file.file_stem().unwrap().to_string_lossy(), s.name);
    let mut trials: Vec<Trial> = sections("check-quotes")
        .into_iter()
        .map(|s| Trial::test(name(&s), move || check_section(&s)))
        .collect();
    if let Some(shared) = std::env::var_os("CORPUS_SHARED") {
        trials.push(Trial::test("quotes/the essay's quotations", move || essay(Path::new(&shared))));
    }
    trials
}

/// What is found in a draft: kind, citation and words of each quotation, with its span.
fn found(text: &str, markup: Markup) -> Vec<(Span, String, String, String)> {
    static NAMES: OnceLock<Names> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus/authorities");
        Names::new(ingest::load_catalogue(&folder).unwrap())
    });
    let citations = cite::cites(text, names, &Context::default(), &Nothing);
    let sentences = sentences(text, &citations);
    let draft = Draft { text, markup, sentences: &sentences };
    let quotations = check::quotations(&draft);
    let attributions = check::attribute(&draft, &quotations, &citations);
    let row = |(q, a): (&check::Quotation, &Option<check::Attribution>)| {
        let kind = match q.kind {
            QuoteKind::Inline => "inline",
            QuoteKind::Block => "block",
            QuoteKind::Led => "led",
            QuoteKind::Paragraph => "paragraph",
        };
        let citation = a.map_or_else(
            || "-".to_owned(),
            |a| {
                let target = &citations[a.citation].targets[a.target];
                let authority = target.authority.as_ref().map_or("-", AuthorityId::as_str);
                format!(
                    "{authority} {}",
                    target.place.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string)
                )
            },
        );
        let words: Vec<String> = q
            .pieces
            .iter()
            .map(|&piece| {
                let one = check::Quotation { pieces: vec![piece], ..q.clone() };
                check::words(&draft, &one).text().split_whitespace().collect::<Vec<_>>().join(" ")
            })
            .collect();
        (q.span, kind.to_owned(), citation, words.join(" || "))
    };
    quotations.iter().zip(&attributions).map(row).collect()
}

fn check_section(section: &Section) -> Result<(), Failed> {
    let (expected, prose): (Vec<&String>, Vec<&String>) =
        section.body.iter().partition(|l| l.starts_with("^ "));
    let text = prose.iter().map(|l| format!("{l}\n")).collect::<String>();
    let plain = section.file.file_stem().is_some_and(|s| s.to_string_lossy().starts_with("plain"));
    let found: Vec<String> = found(&text, if plain { Markup::Plain } else { Markup::Markdown })
        .into_iter()
        .map(|(_, kind, citation, words)| format!("^ {kind} | {citation} | {words}"))
        .collect();
    if found.iter().eq(expected.iter().copied()) {
        return Ok(());
    }
    let lines =
        |name: &str, all: Vec<&String>| all.iter().map(|l| format!("{name} {l}\n")).collect::<String>();
    let missed = lines("missed", expected.iter().copied().filter(|e| !found.contains(e)).collect());
    let extra = lines("extra ", found.iter().filter(|f| !expected.contains(f)).collect());
    Err(if missed.is_empty() && extra.is_empty() { "another order".into() } else { (missed + &extra).into() })
}

/// Every quotation of the reference annotations is found, and hangs on the work that it is from.
fn essay(shared: &Path) -> Result<(), Failed> {
    let text = std::fs::read_to_string(shared.join("sources/schmitt-2025.txt"))?;
    let gold = std::fs::read_to_string(shared.join("gold/quotations.schmitt-2025.jsonl"))?;
    let found = found(&text, Markup::Plain);
    let mut wrong = String::new();
    for line in gold.lines() {
        let record: serde_json::Value = serde_json::from_str(line)?;
        let at = |key: &str| record[key].as_u64().unwrap() as usize;
        let span = Span::new(at("start"), at("end"));
        let attributed = &record["attributed"];
        let authority = attributed["authority"].as_str().unwrap_or("-");
        // A document that is named after a work is not told from the work.
        let authority =
            if authority == "wpr-notification-2025" { "war-powers-resolution" } else { authority };
        let Some((_, kind, citation, _)) = found.iter().find(|f| f.0 == span) else {
            wrong.push_str(&format!("missed {span}\n"));
            continue;
        };
        let given = citation.split(' ').next().unwrap_or_default();
        let place = citation.split(' ').nth(1).unwrap_or("-");
        let refined = attributed["pinpoint"].as_str().unwrap_or("-");
        let right = match attributed.is_null() {
            true => citation == "-",
            false => citation != "-" && given == authority && (refined.starts_with(place) || place == "-"),
        };
        if !right {
            wrong.push_str(&format!("{span} {kind}: {citation}, not {attributed}\n"));
        }
    }
    for (span, kind, citation, words) in &found {
        if kind != "paragraph"
            && !gold.contains(&format!("\"start\": {}, \"end\": {}", span.start(), span.end()))
        {
            wrong.push_str(&format!("extra {span} {kind} {citation} {words}\n"));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.into()) }
}

/// Words whose full stop ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "art", "arts", "para", "paras", "v", "no", "p", "pp", "e.g", "i.e", "id", "ibid", "cf", "u.n", "u.s",
    "c.i.a", "ch", "sept", "sec", "dec",
];

/// The sentences of a draft, as near as fixtures need them.
fn sentences(text: &str, citations: &[Citation]) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = 0;
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut i = 0;
    while i < chars.len() {
        let (at, c) = chars[i];
        let paragraph = c == '\n' && chars.get(i + 1).is_none_or(|n| n.1 == '\n' || n.1 == '>' || n.1 == ' ');
        let mut next = i + 1;
        let mut ends = paragraph;
        if matches!(c, '.' | '?' | '!' | '…') {
            loop {
                match chars.get(next).map(|c| c.1) {
                    Some('.' | '”' | '’' | '"' | '\'' | '»' | ')' | '*' | '_') => next += 1,
                    Some('[') if matches!(chars.get(next + 1), Some((_, '^' | '0'..='9'))) => {
                        while next < chars.len() && chars[next].1 != ']' {
                            next += 1;
                        }
                        next += 1;
                    }
                    Some('¹' | '²' | '³') => next += 1,
                    _ => break,
                }
            }
            let word = text[..at]
                .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '‘' | '*'))
                .next()
                .unwrap()
                .to_lowercase();
            let inside = citations.iter().any(|c| c.span.start() < at && at + 1 < c.span.end());
            let spaced = chars.get(next).is_none_or(|c| c.1.is_whitespace());
            let begins = chars[next.min(chars.len())..]
                .iter()
                .find(|c| !c.1.is_whitespace())
                .is_none_or(|c| c.1.is_uppercase() || matches!(c.1, '“' | '‘' | '"' | '\'' | '«' | '['));
            ends = spaced && begins && !inside && !ABBREVIATIONS.contains(&word.as_str());
        }
        if ends || i + 1 == chars.len() {
            let end = chars.get(next).map_or(text.len(), |c| c.0);
            let words = &text[start..end];
            let from = start + words.len() - words.trim_start().len();
            if !words.trim().is_empty() {
                out.push(Span::new(from, from + words.trim().len()));
            }
            start = end;
        }
        i = next;
    }
    out
}
