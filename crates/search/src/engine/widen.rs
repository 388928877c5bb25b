//! Widening a run by the thesaurus: which of its words are a term together, and what may stand for them.

use crate::analysis::{Form, Terms, is_stop_word};
use crate::engine::leaf::{Leaf, Sequence};
use crate::query::{Clause, Node, Occur, Scope};
use crate::schema::Part;
use crate::thesaurus::{Thesaurus, looked_for};

/// The most words of a query that is widened: whoever writes more quotes a text.
const MAX_WORDS: usize = 10;

/// The most words of a query that are taken for one term.
const MAX_TERM: usize = 6;

/// The most terms that stand for one.
const MAX_OTHERS: usize = 40;

/// How many other words may stand between two words of a term.
const BETWEEN: u32 = 3;

/// Words of a query that are a term of the thesaurus together, and what may stand for them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Concept {
    /// Which clauses of the run they are: `must` first, then `may`.
    pub(crate) words: Vec<usize>,
    /// As they were typed.
    pub(crate) text: String,
    /// The leaves of what may stand for them.
    pub(crate) others: Vec<usize>,
}

/// A stretch of the query that is a term, and the leaves of what may stand for it.
pub(crate) struct Widened {
    /// Which of the clauses given.
    pub(crate) clauses: Vec<usize>,
    pub(crate) text: String,
    pub(crate) others: Vec<Leaf>,
}

/// The terms of the thesaurus among `clauses`, the longest first. Words under a sign, in a field, in quotation marks or with
/// wild cards are what they are.
pub(crate) fn widened(clauses: &[Clause], thesaurus: &Thesaurus, terms: &mut Terms) -> Vec<Widened> {
    let mut stretches: Vec<Vec<Word<'_>>> = vec![Vec::new()];
    let mut words = 0;
    for (number, clause) in clauses.iter().enumerate() {
        match &clause.node {
            Node::Word(text) if clause.occur == Occur::May && text.scope == Scope::Any => {
                if is_stop_word(&text.text.to_lowercase()) {
                    continue;
                }
                let stems = terms.analyse(&text.text).iter().flat_map(|l| l.piece.parts.clone()).collect();
                words += 1;
                if let Some(stretch) = stretches.last_mut() {
                    stretch.push(Word { number, text: &text.text, stems });
                }
            }
            _ => stretches.push(Vec::new()),
        }
    }
    let mut out = Vec::new();
    if words > MAX_WORDS {
        return out;
    }
    for stretch in stretches {
        let mut rest = stretch.as_slice();
        while !rest.is_empty() {
            let longest = (1..=rest.len().min(MAX_TERM)).rev();
            let found = longest.filter_map(|length| {
                let (term, after) = rest.split_at_checked(length)?;
                Some((widen(term, thesaurus, terms)?, after))
            });
            match { found }.next() {
                Some((widened, after)) => {
                    out.push(widened);
                    rest = after;
                }
                None => rest = rest.get(1..).unwrap_or_default(),
            }
        }
    }
    out
}

/// A word of the query.
struct Word<'q> {
    number: usize,
    text: &'q str,
    stems: Vec<String>,
}

fn widen(words: &[Word<'_>], thesaurus: &Thesaurus, terms: &mut Terms) -> Option<Widened> {
    let stems: Vec<String> = words.iter().flat_map(|w| w.stems.iter().cloned()).collect();
    let others = thesaurus.others(&stems, terms);
    if others.is_empty() {
        return None;
    }
    Some(Widened {
        clauses: words.iter().map(|w| w.number).collect(),
        text: words.iter().map(|w| w.text).collect::<Vec<_>>().join(" "),
        others: others.into_iter().take(MAX_OTHERS).map(|term| leaf(term, terms)).collect(),
    })
}

/// A term as it is looked for: its words near each other, in any order.
fn leaf(term: &str, terms: &mut Terms) -> Leaf {
    let analysis = terms.analyse(&looked_for(term));
    let words = u32::try_from(analysis.len()).unwrap_or(u32::MAX);
    let ways = Sequence::of(&analysis, Form::Main, BETWEEN.saturating_mul(words.saturating_sub(1)));
    // The names of doctrines have synonyms of their own.
    let parts = vec![Part::Text, Part::Heading, Part::Context, Part::Gist];
    Leaf { text: term.to_owned(), parts, form: Form::Main, ways, named: false }
}
