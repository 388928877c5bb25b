//! Passages made to slow a question down: the words that are looked for, thousands of times in one of them.

use std::path::Path;

use desk::{KwicOrder, KwicRequest, Request};

use super::drafts::{indexed, take};
use super::texts::{Text, inside};
use crate::Outcome;

const BEFORE: &str = "# Convention on the Lights of Harbours\n\n## Article 1\n\n";

pub(super) const PASSAGES: &[Text] = &[
    inside("one word", BEFORE, "lamp ", "\n"),
    inside("one word and others", BEFORE, "the lamp of the harbour, ", "\n"),
    inside("one word in sentences", BEFORE, "The keeper lights the lamp. ", "\n"),
    inside("one word in lines", BEFORE, "lamp\n", ""),
    inside("two words apart", BEFORE, "lamp and again its keeper ", "\n"),
    inside("two words and hyphens", BEFORE, "lamp-keeper ", "\n"),
    inside("counted words", BEFORE, "lamp№ keeper ", "\n"),
];

/// What is asked.
const QUESTIONS: [&str; 6] =
    ["lamp", "lamp keeper", "\"lamp lamp\"", "\"lamp keeper\"~9", "lamp* AND harbour~1", "=\"lamp keeper\""];

/// Asks a corpus in `folder` that has this one passage.
pub(super) fn ask(folder: &Path, text: &str) -> Outcome {
    desk::init(folder, desk::Start::Empty).map_err(|e| e.to_string())?;
    take(folder, "hostile.md", text)?;
    let desk = indexed(folder)?;
    for question in QUESTIONS {
        let request = Request { query: question.to_owned(), limit: 10, ..Request::default() };
        desk.search(&request).map_err(|e| e.to_string())?;
    }
    let request = KwicRequest {
        words: "lamp".to_owned(),
        documents: Vec::new(),
        order: KwicOrder::Document,
        limit: 10,
        width: 60,
    };
    desk.kwic(&request).map(drop).map_err(|e| e.to_string())
}
