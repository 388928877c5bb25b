//! Citation fixtures: prose, and under it every citation that must be found, in order.
//!
//! An expectation is a line `^ form | targets | text | signal`: the exact words of the span (a line break in them is
//! written `\n`), the first such words after the expectation before. Targets are `AUTHORITY PLACE`, parted by `; `, with `-`
//! for none; `self` is the text's own authority. A section without expectations must find nothing. Sections that are not
//! right yet are listed in `tests/suite/known-gaps.txt`; one that comes right must leave the list.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use cite::{Context, Names};
use libtest_mimic::{Failed, Trial};
use model::{Authority, AuthorityId, Catalogue, Citation, Held, Kind, Lookup, Pinpoint, SegmentKind};

use crate::section::{Section, known_gaps, sections};

/// The authority that the invented instruments of the fixtures are the text of.
const OWN: &str = "lights-convention";

/// Nothing is held: what is tested is what a citation means, not whether the text is here.
struct Nothing;

impl Held for Nothing {
    fn holds(&self, _: &AuthorityId) -> bool {
        false
    }

    fn look_up(&self, _: &AuthorityId, _: &Pinpoint) -> Lookup {
        Lookup::Unheld
    }
}

/// One citation, as far as fixtures speak of it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Expected {
    form: String,
    targets: Vec<String>,
    text: String,
    signal: String,
}

/// A test for every section of `tests/suite/cite`, and one for the list of known gaps.
pub(crate) fn trials() -> Vec<Trial> {
    let gaps = Arc::new(known_gaps("cite"));
    let all = sections("cite");
    let names: BTreeSet<String> = all.iter().map(name).collect();
    let mut trials: Vec<Trial> = all.into_iter().map(|section| trial(section, Arc::clone(&gaps))).collect();
    trials.push(Trial::test("cite/known gaps are sections", move || {
        match gaps.iter().find(|gap| !names.contains(*gap)) {
            Some(gap) => Err(format!("tests/suite/known-gaps.txt names `{gap}`, which is no section").into()),
            None => Ok(()),
        }
    }));
    trials
}

fn name(section: &Section) -> String {
    format!("cite/{}/{}", section.file.file_stem().unwrap().to_string_lossy(), section.name)
}

fn trial(section: Section, gaps: Arc<BTreeSet<String>>) -> Trial {
    let name = name(&section);
    let known = gaps.contains(&name);
    Trial::test(name, move || match (check(&section), known) {
        (Ok(()), false) | (Err(_), true) => Ok(()),
        (Ok(()), true) => Err("comes right; take its line out of tests/suite/known-gaps.txt".into()),
        (Err(difference), false) => Err(difference),
    })
}

/// Compares what is found with what is expected.
fn check(section: &Section) -> Result<(), Failed> {
    let (text, expected) = parse(section);
    let found = find(section, &text);
    if found == expected {
        return Ok(());
    }
    let mut out = String::new();
    for missed in expected.iter().filter(|e| !found.contains(e)) {
        out.push_str(&format!("missed {missed:?}\n"));
    }
    for extra in found.iter().filter(|f| !expected.contains(f)) {
        out.push_str(&format!("extra  {extra:?}\n"));
    }
    Err(out.into())
}

/// Prints how the fixtures fare as a whole, file by file: precision, recall and F1 over words and targets.
pub(crate) fn print_score() {
    let mut files: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for section in sections("cite") {
        let (text, expected) = parse(&section);
        let mut found = find(&section, &text);
        let file = section.file.file_stem().unwrap().to_string_lossy().into_owned();
        for name in [file, "all".to_owned()] {
            let counts = files.entry(name).or_default();
            counts[1] += found.len();
            counts[2] += expected.len();
        }
        let mut right = 0;
        for wanted in &expected {
            if let Some(i) = found.iter().position(|f| f.text == wanted.text && f.targets == wanted.targets) {
                found.remove(i);
                right += 1;
            }
        }
        let file = section.file.file_stem().unwrap().to_string_lossy().into_owned();
        for name in [file, "all".to_owned()] {
            files.entry(name).or_default()[0] += right;
        }
    }
    for (name, [right, found, stated]) in files {
        let (precision, recall) = (right as f64 / found.max(1) as f64, right as f64 / stated.max(1) as f64);
        let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
        println!(
            "{name:12} precision {precision:.3}  recall {recall:.3}  F1 {f1:.3}  ({right} of {stated}, {found} found)"
        );
    }
}

fn find(section: &Section, text: &str) -> Vec<Expected> {
    static NAMES: OnceLock<Names> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus/authorities");
        let table = ingest::load_catalogue(&folder).unwrap();
        let (authorities, bodies) = table.into_parts();
        let all = authorities.into_iter().chain([own_authority()]).collect();
        Names::new(Catalogue::new(all).with_bodies(bodies))
    });
    let instrument = section.file.file_stem().is_some_and(|stem| stem == "instrument");
    let own = instrument.then(|| AuthorityId::new(OWN).unwrap());
    let context = Context { own, ..Context::default() };
    cite::cites(text, names, &context, &Nothing).iter().map(|c| expected(c, text)).collect()
}

/// The invented instrument, as a table would have it.
fn own_authority() -> Authority {
    Authority {
        id: AuthorityId::new(OWN).unwrap(),
        title: "Convention on the Lights of Harbours".to_owned(),
        short: Vec::new(),
        aliases: Vec::new(),
        generic: vec!["Convention".to_owned()],
        ambiguous: Vec::new(),
        common: Vec::new(),
        kind: Kind::Treaty,
        date: None,
        pinpoints: vec![
            SegmentKind::Article,
            SegmentKind::Preamble,
            SegmentKind::Annex,
            SegmentKind::Chapter,
        ],
        roman: vec![SegmentKind::Chapter, SegmentKind::Part],
        calls: Vec::new(),
        about: Vec::new(),
        landmarks: Vec::new(),
        principal: false,
        articles: None,
        court: None,
        body: None,
        parties: Vec::new(),
        cite: Vec::new(),
        url: None,
    }
}

fn expected(citation: &Citation, text: &str) -> Expected {
    let target = |t: &model::Target| {
        let authority = t.authority.as_ref().map_or("-", AuthorityId::as_str);
        let authority = if authority == OWN { "self" } else { authority };
        format!("{authority} {}", t.place.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string))
    };
    Expected {
        form: citation.form.as_str().to_owned(),
        targets: citation.targets.iter().map(target).collect(),
        text: citation.span.of(text).unwrap().to_owned(),
        signal: citation.signal.map_or("", model::Signal::as_str).to_owned(),
    }
}

/// The prose of a section and its expectations.
fn parse(section: &Section) -> (String, Vec<Expected>) {
    let (expectations, prose): (Vec<&String>, Vec<&String>) =
        section.body.iter().partition(|l| l.starts_with("^ "));
    let text = prose.iter().map(|l| format!("{l}\n")).collect::<String>();
    let expectation = |line: &&String| {
        let parts: Vec<&str> = line[2..].split(" | ").collect();
        assert!(parts.len() >= 3, "{}: {line}", section.name);
        Expected {
            form: parts[0].trim().to_owned(),
            targets: parts[1].split("; ").map(|t| t.trim().to_owned()).collect(),
            text: parts[2].replace("\\n", "\n"),
            signal: parts.get(3).map(|s| s.trim().to_owned()).unwrap_or_default(),
        }
    };
    (text, expectations.iter().map(expectation).collect())
}
