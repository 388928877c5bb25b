//! What is typed: queries, references, ids; and drafts that are checked.

use std::sync::OnceLock;

use desk::{CheckRequest, Desk, DraftFile, IndexRequest, KwicOrder, KwicRequest, Request};
use model::{AuthorityId, Label, PassageId, Pinpoint};
use search::Query;

use super::{Target, seeds};
use crate::fixture::Fixture;

const QUERY: &[&str] = &[
    "lantern",
    "harbour",
    "keeper",
    "self-defence",
    "AND",
    "OR",
    "NOT",
    " AND ",
    " OR ",
    " NOT ",
    "text:",
    "heading:",
    "title:",
    "gist:",
    "exact:",
    "label:",
    "document:",
    "kind:treaty",
    "layer:",
    "class:",
    "id:",
    "cites:",
    "id:lights-convention#art-1",
    "~",
    "~1",
    "~2",
    "~99",
    "*",
    "\"",
    "\"a b\"~3",
    "+",
    "-",
    "(",
    ")",
    "((",
    "))",
    "\\",
    "light",
    "ships",
    "-(",
    "+(",
    ":",
    "l*",
    "*l",
    "é",
];

const REFERENCE: &[&str] = &[
    "lights-convention",
    "#",
    "art-3",
    "/para-2",
    "/pt-c",
    "..",
    "art 3",
    "Article 3(2)(c)",
    "Lights Convention",
    "of the ",
    "preamble",
    "annex-i",
    "~2",
    "Art. ",
    "paras 1-3",
    "ibid.",
    "keeper-essay#par-4",
    "para ",
    "and ",
    "–",
    "IV",
    "chapter-2",
];

const DRAFT: &[&str] = &[
    "“",
    "”",
    "‘",
    "’",
    "\"",
    "'",
    "«",
    "»",
    "> ",
    "\n> ",
    "[^1]",
    "[^1]: ",
    "\n\n",
    "Lights Convention, art 3",
    " (",
    ")",
    "[…]",
    "...",
    "…",
    "[sic]",
    "[emphasis added]",
    "<!-- corpus: allow -->",
    "<!-- corpus: allow altered -->",
    "Article 3(1) of the ",
    "ibid",
    "above n 3",
    "See ",
    "provides that ",
    "No State may hinder",
    "the keeper",
    "`",
    "```\n",
    "$",
    "**",
    "*",
    "_",
    "|",
    "# ",
    "1. ",
    "- ",
    "    ",
    "<blockquote>",
    "{",
    "\\",
    "&quot;",
    "[a](b)",
    "![",
    "---\n",
];

pub(super) const TARGETS: &[Target] = &[
    Target { name: "query", dear: 1, seeds: queries, signs: QUERY, holds: query },
    Target { name: "reference", dear: 1, seeds: references, signs: REFERENCE, holds: reference },
    Target { name: "draft", dear: 3, seeds: drafts, signs: DRAFT, holds: draft },
];

/// The invented corpus, indexed.
pub(super) fn desk() -> &'static Desk {
    static OPEN: OnceLock<(Fixture, Desk)> = OnceLock::new();
    &OPEN
        .get_or_init(|| {
            let fixture = Fixture::new(true);
            let desk = Desk::open(fixture.path()).unwrap();
            desk.index(&IndexRequest::default()).unwrap();
            (fixture, desk)
        })
        .1
}

fn queries() -> Vec<String> {
    let all = [
        "armed attack -nuclear",
        "\"white lamp\"~3 OR keeper",
        "text:light AND (heading:keeper OR title:lamp)",
        "exact:Light lanter~1 harb*",
        "label:self-defence document:lights-convention kind:treaty layer:source class:operative",
        "id:lights-convention#art-3 cites:un-charter",
        "self-defence co\\-operation \\\"quoted\\\"",
    ];
    all.map(str::to_owned).to_vec()
}

fn references() -> Vec<String> {
    let all = [
        "lights-convention#art-3/para-1..para-2",
        "Article 3(1) of the Lights Convention",
        "Lights Convention arts 1, 2 and 4",
        "keeper-essay#par-2",
        "wreck-articles#art-2/pt-a~2",
        "harbour-lights~2#annex-i/art-4 bis",
    ];
    all.map(str::to_owned).to_vec()
}

fn drafts() -> Vec<String> {
    let mut out = seeds::fixtures("check", ".md");
    out.extend(seeds::fixtures("check-quotes", ""));
    out.extend(seeds::sources(".txt"));
    out
}

fn query(bytes: &[u8], choice: u64) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    match Query::parse(&text) {
        Err(error) => {
            assert!(error.span().end() <= text.len());
            assert!(error.render().contains('^'));
            return;
        }
        Ok(query) => assert_eq!(query.text(), text),
    }
    let request = Request {
        query: text.clone(),
        limit: 10,
        offset: choice as usize % 3,
        explain: choice >> 4 & 1 == 1,
        facets: choice >> 5 & 1 == 1,
        ..Request::default()
    };
    if let Ok(answer) = desk().search(&request) {
        desk::wire::search(&answer).to_string();
    }
    let words = KwicRequest {
        words: text,
        documents: Vec::new(),
        order: KwicOrder::Left,
        limit: 9,
        width: choice as usize % 70,
    };
    drop(desk().kwic(&words));
}

fn reference(bytes: &[u8], _choice: u64) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    printed::<PassageId>(&text);
    printed::<Pinpoint>(&text);
    printed::<AuthorityId>(&text);
    printed::<Label>(&text);
    drop(desk().show(std::slice::from_ref(&text)));
    drop(desk().whereabouts(&text, 3));
    cite::reference(&text, super::readers::names());
    // Each may read to the end.
    for (at, _) in text.char_indices().take(60) {
        if let Some(found) = cite::places(&text, at) {
            assert!(text.get(at..found.end).is_some(), "at {at}");
        }
    }
}

/// What parses prints so that it parses to the same.
fn printed<T: std::str::FromStr + ToString + PartialEq + std::fmt::Debug>(text: &str) {
    if let Ok(one) = text.parse::<T>() {
        assert_eq!(one.to_string().parse::<T>().ok().as_ref(), Some(&one), "{one:?}");
    }
}

fn draft(bytes: &[u8], choice: u64) {
    let name = ["draft.md", "draft.txt"][choice as usize % 2];
    let file = DraftFile { name: name.to_owned(), bytes: bytes.to_vec() };
    let Ok(checked) = desk().check(&[file], &CheckRequest::default()) else { return };
    for one in &checked {
        let text = &one.text;
        for finding in &one.report.findings {
            assert!(finding.span.of(text).is_some(), "{finding:?}");
        }
        for quotation in &one.report.quotations {
            assert!(quotation.span.of(text).is_some(), "{quotation:?}");
        }
    }
    let cited = desk().cites(name, bytes, None).unwrap_or_else(|e| panic!("{e}"));
    assert!(cited.rows.iter().all(|r| !r.text.is_empty()), "citations have words");
}
