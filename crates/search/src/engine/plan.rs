//! A query in terms of the index.

use std::collections::BTreeSet;

use model::Span;

use crate::analysis::{Form, Terms, Tongue, is_stop_word};
use crate::engine::dictionary::Dictionary;
use crate::engine::feedback::Basis;
use crate::engine::leaf::{Leaf, Sequence};
use crate::engine::rank::{ADJACENT, NAMED, NEARBY, NEARBY_SLOP};
pub(crate) use crate::engine::widen::Concept;
use crate::engine::widen::{MAX_WORDS, widened};
use crate::query::{Clause, Node, Occur, Scope, Text};
use crate::schema::{Key, Part, in_bounds};
use crate::thesaurus::Thesaurus;

/// The most bonuses of a run: beyond so many words, neighbours are no longer looked at.
const MAX_BONUSES: usize = 24;

/// The most words in which names of doctrines are looked for: whoever writes more quotes a text.
const MAX_NAMING: usize = 8;

/// A query as leaves and how they combine.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Plan {
    Nothing,
    /// A leaf, by number.
    Leaf(usize),
    Key(Key, String),
    Or(Vec<Plan>),
    /// Everything of `must`, nothing of `not`; without `must`, anything of `may`.
    Run {
        must: Vec<Plan>,
        may: Vec<Plan>,
        not: Vec<Plan>,
        bonus: Vec<Bonus>,
        concepts: Vec<Concept>,
    },
}

/// Words of a run that stand together.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bonus {
    pub(crate) leaf: usize,
    /// Which clauses of the run it is made of: `must` first, then `may`.
    pub(crate) words: Vec<usize>,
    /// What it counts, as a share of what these count apart.
    pub(crate) share: f32,
    /// Whether it is the whole run as a phrase, which goes before everything else.
    pub(crate) first: bool,
    /// What it is called where a hit is explained: `phrase`, `neighbours`, `nearby`, `doctrine`.
    pub(crate) how: &'static str,
}

/// A word of the query, for suggestions.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Typed {
    pub(crate) leaf: usize,
    pub(crate) text: String,
    pub(crate) span: Span,
}

/// What is to be marked in a hit.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Marking {
    Leaf(usize),
    /// The phrase where it stands, else the words.
    Run {
        phrase: usize,
        words: Vec<Marking>,
    },
    /// The words where all of them stand, else what may stand for them too.
    Concept {
        words: Vec<Marking>,
        others: Vec<Marking>,
    },
}

/// A planned query.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Planned {
    pub(crate) plan: Plan,
    pub(crate) leaves: Vec<Leaf>,
    pub(crate) typed: Vec<Typed>,
    pub(crate) markings: Vec<Marking>,
    pub(crate) feedback: Basis,
}

/// What makes terms of the words of a query.
pub(crate) struct Vocabulary<'a> {
    pub(crate) main: &'a mut Terms,
    pub(crate) exact: &'a mut Terms,
    /// The languages whose stems a word may have in the index.
    pub(crate) tongues: &'a [Tongue],
}

impl Vocabulary<'_> {
    /// The ways in which the words of `text` may be indexed, in any of the languages. Those that only differ in their
    /// stems become one, with alternatives.
    fn ways(&mut self, text: &str, scope: Scope, slop: u32) -> (Vec<Sequence>, Form) {
        if scope == Scope::Exact {
            return (Sequence::of(&self.exact.analyse(text), Form::Exact, slop), Form::Exact);
        }
        let mut out: Vec<Sequence> = Vec::new();
        for &tongue in self.tongues {
            for way in Sequence::of(&self.main.analyse_in(text, tongue), Form::Main, slop) {
                match out.iter_mut().find(|known| known.fits(&way)) {
                    Some(known) => known.join(way),
                    None => out.push(way),
                }
            }
        }
        (out, Form::Main)
    }

    /// The stems of a word, in any of the languages.
    fn stems(&mut self, word: &str) -> BTreeSet<String> {
        let mut out = BTreeSet::new();
        for &tongue in self.tongues {
            out.extend(self.main.analyse_in(word, tongue).iter().flat_map(|l| l.piece.parts.clone()));
        }
        out
    }
}

/// Plans `node`. Words that stand for several are looked up in `dictionary`; nothing is looked for in the parts `without`; what
/// may stand for words of a run is in `thesaurus`.
pub(crate) fn plan(
    node: &Node,
    words: &mut Vocabulary<'_>,
    dictionary: &Dictionary<'_>,
    without: &[Part],
    thesaurus: Option<&Thesaurus>,
) -> tantivy::Result<Planned> {
    let mut planner =
        Planner { words, dictionary, without, thesaurus, leaves: Vec::new(), typed: Vec::new() };
    let (plan, markings) = match node {
        Node::Word(_) => planner.run(&[Clause { occur: Occur::May, node: node.clone() }], true)?,
        _ => planner.node(node)?,
    };
    let loose = is_loose(node);
    let feedback = Basis {
        labels: loose && !without.contains(&Part::Labels),
        digests: loose && !without.contains(&Part::Gist),
    };
    Ok(Planned { plan, leaves: planner.leaves, typed: planner.typed, markings, feedback })
}

struct Planner<'a, 'w> {
    words: &'a mut Vocabulary<'w>,
    dictionary: &'a Dictionary<'a>,
    without: &'a [Part],
    thesaurus: Option<&'a Thesaurus>,
    leaves: Vec<Leaf>,
    typed: Vec<Typed>,
}

/// The parts that a word is looked for in.
fn word_parts(scope: Scope) -> Vec<Part> {
    match scope {
        Scope::Any => Part::ALL.to_vec(),
        other => phrase_parts(other),
    }
}

/// The parts that a phrase is looked for in: not in words that belong to other passages, where it would be found by
/// itself.
fn phrase_parts(scope: Scope) -> Vec<Part> {
    match scope {
        Scope::Any => vec![Part::Text, Part::Heading, Part::Context, Part::Gist, Part::Labels],
        Scope::Part(Part::Heading) => vec![Part::Heading, Part::Context],
        Scope::Part(part) => vec![part],
        Scope::Exact => vec![Part::Text],
    }
}

/// The parts in which words count more where they stand close together: not in names of doctrines, which count as a whole or
/// word by word.
fn side_by_side_parts(scope: Scope) -> Vec<Part> {
    let mut parts = phrase_parts(scope);
    if scope == Scope::Any {
        parts.retain(|&part| part != Part::Labels);
    }
    parts
}

impl Planner<'_, '_> {
    fn push(&mut self, mut leaf: Leaf) -> usize {
        leaf.parts.retain(|part| !self.without.contains(part));
        self.leaves.push(leaf);
        self.leaves.len() - 1
    }

    fn leaf(&mut self, text: &str, scope: Scope, parts: Vec<Part>, slop: u32) -> usize {
        let (ways, form) = self.words.ways(text, scope, slop);
        self.push(Leaf { text: text.to_owned(), parts, form, ways, named: scope != Scope::Any })
    }

    fn node(&mut self, node: &Node) -> tantivy::Result<(Plan, Vec<Marking>)> {
        let marked = |leaf: usize| (Plan::Leaf(leaf), vec![Marking::Leaf(leaf)]);
        Ok(match node {
            Node::Word(text) => {
                let leaf = self.leaf(&text.text, text.scope, word_parts(text.scope), 0);
                self.typed.push(Typed { leaf, text: text.text.clone(), span: text.span });
                marked(leaf)
            }
            Node::Phrase { text, slop } => {
                marked(self.leaf(&text.text, text.scope, phrase_parts(text.scope), *slop))
            }
            Node::Prefix(text) => self.prefix(text)?,
            Node::Fuzzy { text, distance } => self.fuzzy(text, *distance)?,
            Node::Key { key, value } => (Plan::Key(*key, value.clone()), Vec::new()),
            Node::Or(nodes) => {
                let (plans, markings) = self.nodes(nodes)?;
                (Plan::Or(plans), markings)
            }
            Node::And(nodes) => {
                let clause = |n: &Node| match n {
                    Node::Not(inner) => Clause { occur: Occur::MustNot, node: (**inner).clone() },
                    other => Clause { occur: Occur::Must, node: other.clone() },
                };
                self.run(&nodes.iter().map(clause).collect::<Vec<_>>(), false)?
            }
            Node::Run(clauses) => self.run(clauses, true)?,
            // The parser leaves a NOT only inside an AND.
            Node::Not(_) => (Plan::Nothing, Vec::new()),
        })
    }

    fn nodes(&mut self, nodes: &[Node]) -> tantivy::Result<(Vec<Plan>, Vec<Marking>)> {
        let mut plans = Vec::new();
        let mut markings = Vec::new();
        for node in nodes {
            let (plan, marking) = self.node(node)?;
            plans.push(plan);
            markings.extend(marking);
        }
        Ok((plans, markings))
    }

    fn run(&mut self, clauses: &[Clause], side_by_side: bool) -> tantivy::Result<(Plan, Vec<Marking>)> {
        let content = |c: &&Clause| c.occur != Occur::MustNot && !is_loose_stop_word(&c.node);
        let any_content = clauses.iter().any(|c| content(&c));
        let taken = |c: &&Clause| !any_content || c.occur == Occur::MustNot || content(c);
        let (mut must, mut may, mut not) = (Vec::new(), Vec::new(), Vec::new());
        let mut markings: Vec<Vec<Marking>> = vec![Vec::new(); clauses.len()];
        // Of each clause, its place among those that may match.
        let mut places: Vec<Option<usize>> = vec![None; clauses.len()];
        for (number, clause) in clauses.iter().enumerate().filter(|(_, c)| taken(c)) {
            let (plan, marks) = self.node(&clause.node)?;
            match clause.occur {
                Occur::Must => must.push(plan),
                Occur::May => {
                    places[number] = Some(may.len());
                    may.push(plan);
                }
                Occur::MustNot => not.push(plan),
            }
            if clause.occur != Occur::MustNot {
                markings[number] = marks;
            }
        }
        let concepts = if side_by_side {
            self.concepts(clauses, must.len(), &places, &mut markings)?
        } else {
            Vec::new()
        };
        let mut markings: Vec<Marking> = markings.into_iter().flatten().collect();
        let bonus = if side_by_side { self.bonuses(clauses, must.len(), any_content) } else { Vec::new() };
        if let Some(first) = bonus.iter().find(|b| b.first) {
            markings = vec![Marking::Run { phrase: first.leaf, words: markings }];
        }
        Ok((Plan::Run { must, may, not, bonus, concepts }, markings))
    }

    /// What may stand for words of a run by the thesaurus. Their markings become one, which has what may stand for them.
    fn concepts(
        &mut self,
        clauses: &[Clause],
        musts: usize,
        places: &[Option<usize>],
        markings: &mut [Vec<Marking>],
    ) -> tantivy::Result<Vec<Concept>> {
        let Some(thesaurus) = self.thesaurus else { return Ok(Vec::new()) };
        let mut out = Vec::new();
        for found in widened(clauses, thesaurus, self.words.main, self.dictionary.corpus)? {
            let words = found.clauses.iter().filter_map(|&c| Some(musts + (*places.get(c)?)?)).collect();
            let others = found.others.into_iter().map(|leaf| self.push(leaf));
            let concept = Concept { words, text: found.text, others: others.collect() };
            let mut marks = Vec::new();
            for &clause in &found.clauses {
                marks.extend(markings.get_mut(clause).map(std::mem::take).unwrap_or_default());
            }
            let whole = Marking::Concept {
                words: marks,
                others: concept.others.iter().map(|&leaf| Marking::Leaf(leaf)).collect(),
            };
            if let Some(first) = found.clauses.first().and_then(|&c| markings.get_mut(c)) {
                *first = vec![whole];
            }
            out.push(concept);
        }
        Ok(out)
    }

    /// What words of a run are worth together: each two neighbours, all of them close together, and the whole run as
    /// a phrase. Only plain words without signs make a phrase.
    fn bonuses(&mut self, clauses: &[Clause], musts: usize, any_content: bool) -> Vec<Bonus> {
        let mut words: Vec<(&Text, Option<usize>)> = Vec::new();
        let (mut must, mut may) = (0..musts, musts..);
        let mut plain = true;
        for clause in clauses {
            let stop = any_content && is_loose_stop_word(&clause.node);
            let number = match clause.occur {
                _ if stop => None,
                Occur::Must => must.next(),
                Occur::May => may.next(),
                Occur::MustNot => None,
            };
            match &clause.node {
                Node::Word(text) if clause.occur != Occur::MustNot => words.push((text, number)),
                _ => plain &= clause.occur == Occur::MustNot,
            }
        }
        let scopes: BTreeSet<Scope> = words.iter().map(|(t, _)| t.scope).collect();
        let [scope] = scopes.into_iter().collect::<Vec<_>>()[..] else { return Vec::new() };
        if words.len() < 2 {
            return Vec::new();
        }
        // A word that is all of the query is left out: whoever asks for it wants the passages that have it.
        let mut out = if plain && scope == Scope::Any { self.names(&words) } else { Vec::new() };
        let text = |words: &[(&Text, Option<usize>)]| {
            words.iter().map(|(t, _)| t.text.as_str()).collect::<Vec<_>>().join(" ")
        };
        let numbers =
            |words: &[(&Text, Option<usize>)]| words.iter().filter_map(|&(_, n)| n).collect::<Vec<_>>();
        if plain {
            // What the project says of a passage is no reason to put it before those that say it themselves.
            let parts = match scope {
                Scope::Any => vec![Part::Text, Part::Heading],
                named => phrase_parts(named),
            };
            let leaf = self.leaf(&text(&words), scope, parts, 0);
            out.push(Bonus { leaf, words: numbers(&words), share: ADJACENT, first: true, how: "phrase" });
        }
        let content: Vec<_> = words.iter().copied().filter(|(_, n)| n.is_some()).collect();
        if content.len() < 2 {
            return out;
        }
        for pair in content.windows(2).take(MAX_BONUSES) {
            let leaf = self.leaf(&text(pair), scope, side_by_side_parts(scope), 2);
            out.push(Bonus {
                leaf,
                words: numbers(pair),
                share: ADJACENT / 2.0,
                first: false,
                how: "neighbours",
            });
        }
        if content.len() <= MAX_BONUSES {
            let slop = NEARBY_SLOP * u32::try_from(content.len()).unwrap_or(u32::MAX);
            let leaf = self.leaf(&text(&content), scope, side_by_side_parts(scope), slop);
            out.push(Bonus { leaf, words: numbers(&content), share: NEARBY, first: false, how: "nearby" });
        }
        out
    }

    /// Each stretch of `words`, the words of a query and their clauses, as the name of a doctrine: all of the name and nothing else.
    /// That a passage is about `armed attack` says more than that its labels have, among their synonyms, `armed` and `attack`.
    fn names(&mut self, words: &[(&Text, Option<usize>)]) -> Vec<Bonus> {
        let places: Vec<usize> = (0..words.len()).filter(|&i| words[i].1.is_some()).collect();
        if places.len() > MAX_NAMING {
            return Vec::new();
        }
        let mut out = Vec::new();
        for (i, &from) in places.iter().enumerate() {
            for &to in places.iter().skip(i) {
                let stretch = words.get(from..=to).unwrap_or_default();
                let text = stretch.iter().map(|(t, _)| t.text.as_str()).collect::<Vec<_>>().join(" ");
                let (ways, form) = self.words.ways(&in_bounds(&text), Scope::Any, 0);
                let leaf = self.push(Leaf { text, parts: vec![Part::Labels], form, ways, named: false });
                let words = stretch.iter().filter_map(|&(_, n)| n).collect();
                out.push(Bonus { leaf, words, share: NAMED, first: false, how: "doctrine" });
            }
        }
        out
    }

    fn prefix(&mut self, text: &Text) -> tantivy::Result<(Plan, Vec<Marking>)> {
        let start = self.words.exact.analyse(&text.text).last().and_then(|l| l.piece.parts.last().cloned());
        let mut either = Vec::new();
        if let Some(start) = start {
            let parts = word_parts(text.scope);
            if parts.contains(&Part::Text) {
                let terms = self.dictionary.starting(&[Part::Text], Form::Exact, &start)?;
                either.push(self.expansion(text, vec![Part::Text], Form::Exact, terms));
            }
            let others: Vec<Part> = parts.into_iter().filter(|&p| p != Part::Text).collect();
            if !others.is_empty() {
                let terms = self.dictionary.starting(&others, Form::Main, &start)?;
                either.push(self.expansion(text, others, Form::Main, terms));
            }
        }
        Ok(either_of(either))
    }

    fn fuzzy(&mut self, text: &Text, distance: u8) -> tantivy::Result<(Plan, Vec<Marking>)> {
        let word = self.words.exact.analyse(&text.text).last().and_then(|l| l.piece.parts.last().cloned());
        let mut either = Vec::new();
        if let Some(word) = word {
            let near: BTreeSet<String> =
                self.dictionary.near(&word, usize::from(distance))?.into_iter().collect();
            let parts = word_parts(text.scope);
            let mut main = BTreeSet::new();
            for term in &near {
                main.extend(self.words.stems(term));
            }
            // The word itself may stand in a heading or a digest alone.
            main.extend(self.words.stems(&word));
            let others: Vec<Part> = parts.iter().copied().filter(|&p| p != Part::Text).collect();
            if parts.contains(&Part::Text) {
                either.push(self.expansion(text, vec![Part::Text], Form::Exact, near));
            }
            if !others.is_empty() {
                either.push(self.expansion(text, others, Form::Main, main));
            }
        }
        Ok(either_of(either))
    }

    fn expansion(&mut self, text: &Text, parts: Vec<Part>, form: Form, terms: BTreeSet<String>) -> usize {
        let ways = if terms.is_empty() { Vec::new() } else { vec![Sequence::any(terms)] };
        self.push(Leaf { text: text.text.clone(), parts, form, ways, named: text.scope != Scope::Any })
    }
}

fn either_of(leaves: Vec<usize>) -> (Plan, Vec<Marking>) {
    let markings = leaves.iter().map(|&l| Marking::Leaf(l)).collect();
    (Plan::Or(leaves.into_iter().map(Plan::Leaf).collect()), markings)
}

/// Whether a query is words alone, without signs, fields and operators, and not so many that they quote a text.
fn is_loose(node: &Node) -> bool {
    let word = |n: &Node| matches!(n, Node::Word(text) if text.scope == Scope::Any);
    match node {
        Node::Run(clauses) => {
            clauses.iter().all(|c| c.occur == Occur::May && word(&c.node))
                && clauses.iter().filter(|c| !is_loose_stop_word(&c.node)).count() <= MAX_WORDS
        }
        other => word(other),
    }
}

fn is_loose_stop_word(node: &Node) -> bool {
    matches!(node, Node::Word(text) if is_stop_word(&text.text.to_lowercase()))
}
