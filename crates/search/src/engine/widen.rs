//! Widening a run by the thesaurus: which of its words are a term together, and what may stand for them.

use crate::analysis::{Form, Terms, is_stop_word};
use crate::engine::leaf::{Leaf, Sequence};
use crate::engine::scan::Corpus;
use crate::query::{Clause, Node, Occur, Scope};
use crate::schema::Part;
use crate::thesaurus::{Thesaurus, looked_for};

/// The most words of a query that is widened or has feedback: whoever writes more quotes a text.
pub(super) const MAX_WORDS: usize = 10;

/// The most words of a query that are taken for one term.
const MAX_TERM: usize = 6;

/// So many entries of posting lists may be read for what stands for a term, or half as many as are read for its own words. The
/// rarer go first: common words tell little.
const BUDGET: u64 = 20_000;

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
pub(crate) fn widened(
    clauses: &[Clause],
    thesaurus: &Thesaurus,
    terms: &mut Terms,
    corpus: Corpus<'_>,
) -> tantivy::Result<Vec<Widened>> {
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
        return Ok(out);
    }
    for stretch in stretches {
        let mut rest = stretch.as_slice();
        while !rest.is_empty() {
            let longest = (1..=rest.len().min(MAX_TERM)).rev();
            let mut found = longest.filter_map(|length| {
                let (term, after) = rest.split_at_checked(length)?;
                Some((widen(term, thesaurus, terms)?, after))
            });
            match found.next() {
                Some((mut widened, after)) => {
                    widened.others = affordable(widened.others, &stems_of(rest, after), corpus)?;
                    out.push(widened);
                    rest = after;
                }
                None => rest = rest.get(1..).unwrap_or_default(),
            }
        }
    }
    Ok(out)
}

/// The stems of the words of `rest` that are not in `after`, its end.
fn stems_of<'q>(rest: &'q [Word<'_>], after: &[Word<'_>]) -> Vec<&'q str> {
    let term = rest.iter().take(rest.len() - after.len());
    term.flat_map(|w| w.stems.iter().map(String::as_str)).collect()
}

/// Those of `others` that can be looked for within the budget. Only passages that are there count, so that an index brought up
/// to date answers as one made anew.
fn affordable(others: Vec<Leaf>, stems: &[&str], corpus: Corpus<'_>) -> tantivy::Result<Vec<Leaf>> {
    let field = corpus.fields.part(Part::Text, Form::Main);
    let count = |stem: &str| corpus.count(field, stem);
    let own: u64 = stems.iter().map(|stem| count(stem)).sum::<tantivy::Result<u64>>()?;
    let mut costs = Vec::with_capacity(others.len());
    for leaf in others {
        let mut cost = 0;
        for way in &leaf.ways {
            let words = way.items.iter().flat_map(|(_, terms)| terms);
            let counts = words.map(|term| count(term)).collect::<tantivy::Result<Vec<u64>>>()?;
            // The list of the rarest word leads; the others are only asked at its passages.
            cost += counts.iter().min().copied().unwrap_or(0) * counts.len() as u64;
        }
        costs.push((cost, leaf));
    }
    costs.sort_by_key(|(cost, _)| *cost);
    let mut left = BUDGET.max(own / 2);
    let affordable = costs.into_iter().take_while(|(cost, _)| {
        let enough = *cost <= left;
        left = left.saturating_sub(*cost);
        enough
    });
    Ok(affordable.map(|(_, leaf)| leaf).collect())
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
        others: others.into_iter().map(|term| leaf(term, terms)).collect(),
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
