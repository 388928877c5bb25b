//! Search and concordance.

use std::sync::Arc;

use model::{AuthorityId, Kind, Label, PassageId};
use search::{Filters, KwicOptions, KwicSort, Layer, Matched, Page, Query, Sort, Thesaurus};

use crate::answer::{Answer, Hit, Snippet};
use crate::error::DeskError;
use crate::reference::Meant;
use crate::{Desk, Opened};

/// A search.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The query, in the language of `corpus help search`.
    pub query: String,
    /// At most so many hits.
    pub limit: usize,
    /// Without the first so many.
    pub offset: usize,
    /// Documents, by id or title; any of them. Empty: all.
    pub documents: Vec<String>,
    /// Kinds of work; any of them.
    pub kinds: Vec<String>,
    /// Doctrine labels; any of them.
    pub labels: Vec<String>,
    /// Layers; any of them.
    pub layers: Vec<String>,
    /// Languages (ISO 639-1); any of them.
    pub languages: Vec<String>,
    /// Only passages that cite this.
    pub cites: Option<String>,
    /// The order.
    pub sort: Sort,
    /// What is left out of the search: `label`, `digest`, `heading`, `title`, `source`, `thesaurus`; any of them.
    pub without: Vec<String>,
    /// Whether each hit says of what its score is made.
    pub explain: bool,
    /// Whether what was found is counted by document and doctrine.
    pub facets: bool,
}

/// A concordance.
#[derive(Clone, Debug)]
pub struct KwicRequest {
    /// A word, or several in a row.
    pub words: String,
    /// Documents, by id or title; any of them. Empty: all.
    pub documents: Vec<String>,
    /// The order.
    pub order: KwicOrder,
    /// At most so many lines.
    pub limit: usize,
    /// Characters of context on either side.
    pub width: usize,
}

/// The order of a concordance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KwicOrder {
    /// By document, in the order of the text.
    Document,
    /// By the words before, the nearest first.
    Left,
    /// By the words after.
    Right,
}

/// One line of a concordance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KwicLine {
    /// The passage.
    pub id: String,
    /// The passage as a lawyer cites it.
    pub cite: String,
    /// Words before.
    pub left: String,
    /// The words that were looked for, as they stand.
    pub keyword: String,
    /// Words after.
    pub right: String,
}

/// What leaves the thesaurus out of a search.
const THESAURUS: &str = "thesaurus";

impl Desk {
    /// Finds passages.
    ///
    /// # Errors
    /// When the query does not parse, a filter names nothing that exists, or the index cannot be read.
    pub fn search(&self, request: &Request) -> Result<Answer, DeskError> {
        let opened = self.opened()?;
        let query = Query::parse(&request.query).map_err(search::SearchError::from)?;
        let mut filters = self.filters(opened, request)?;
        // Reading the thesaurus takes longer than finding a phrase.
        if query.has_loose_words() && !request.without.iter().any(|m| m == THESAURUS) {
            filters.thesaurus = self.thesaurus(opened)?;
        }
        let found = {
            let page = Page {
                limit: request.limit,
                offset: request.offset,
                sort: request.sort,
                explain: request.explain,
                facets: request.facets,
            };
            opened.index.search(&query, &filters, page)?
        };
        let mut hits: Vec<Hit> = Vec::with_capacity(found.hits.len());
        for hit in found.hits {
            hits.push(Hit {
                rank: 0,
                score: hit.score,
                matched: hit.matched.iter().map(|m| m.as_str()).collect(),
                snippet: cut(hit.snippet),
                passage: opened.passage(&hit.entry),
                why: hit.why,
            });
        }
        let mut total = found.total;
        if request.offset == 0 && request.limit > 0 && request.sort == Sort::Relevance {
            total += self.put_reference_first(opened, request, &filters, &mut hits);
            hits.truncate(request.limit);
        }
        for (i, hit) in hits.iter_mut().enumerate() {
            hit.rank = request.offset + i + 1;
        }
        // The words of a reference need not stand in any passage.
        let named = hits.first().is_some_and(|h| h.matched == ["reference"]);
        let suggestions = if named { Vec::new() } else { found.suggestions.iter().map(told).collect() };
        Ok(Answer { query: request.query.clone(), total, hits, suggestions, facets: found.facets })
    }

    /// A query that is itself a reference puts what it means first. Returns how many hits were added that the
    /// search had not found.
    fn put_reference_first(
        &self,
        opened: &Opened,
        request: &Request,
        filters: &Filters,
        hits: &mut Vec<Hit>,
    ) -> usize {
        let places_are_numbered = request.query.contains(|c: char| c.is_ascii_digit() || c == '#');
        let words = request.query.split_whitespace().count();
        if !places_are_numbered || words > LONGEST_REFERENCE {
            return 0;
        }
        let Ok(meant) = self.meant(opened, &request.query) else { return 0 };
        let ids: Vec<PassageId> = meant
            .into_iter()
            .flat_map(|m| match m {
                Meant::Nodes(ids) | Meant::Any(ids) => ids,
                _ => Vec::new(),
            })
            .filter(|id| filters.documents.is_empty() || filters.documents.contains(id.document()))
            .collect();
        let mut first = Vec::new();
        let mut added = 0;
        let best = hits.first().map_or(0.0, |h| h.score);
        for id in ids.iter().take(request.limit) {
            let Ok(Some(entry)) = opened.index.entry(id) else { continue };
            let Ok(passage) = opened.whole(&entry) else { continue };
            let before = hits.len();
            hits.retain(|h| h.passage.id != *id);
            added += usize::from(hits.len() == before);
            first.push(Hit {
                rank: 0,
                score: best + 1.0,
                matched: vec!["reference"],
                snippet: Snippet { text: opening(&passage.text, &entry), marks: Vec::new() },
                passage,
                why: None,
            });
        }
        hits.splice(0..0, first);
        added
    }

    /// What may stand for words of a query, read when it is first asked for. A corpus without the file has none.
    fn thesaurus(&self, opened: &Opened) -> Result<Option<Arc<Thesaurus>>, DeskError> {
        if let Some(known) = opened.thesaurus.get() {
            return Ok(known.clone());
        }
        let read = self.read_thesaurus()?.filter(|t| !t.is_empty()).map(Arc::new);
        Ok(opened.thesaurus.get_or_init(|| read).clone())
    }

    fn filters(&self, opened: &Opened, request: &Request) -> Result<Filters, DeskError> {
        let documents = self.ids(&request.documents)?;
        let kinds = request
            .kinds
            .iter()
            .map(|k| k.parse().map_err(|_| no_such("kind", k, Kind::ALL.iter().map(|k| k.as_str()))))
            .collect::<Result<_, _>>()?;
        let layers = request
            .layers
            .iter()
            .map(|l| {
                let found = Layer::from_slug(l);
                found.ok_or_else(|| no_such("layer", l, Layer::ALL.iter().map(|l| l.as_str())))
            })
            .collect::<Result<_, _>>()?;
        let labels = self.labels_asked(opened, &request.labels)?;
        let without = request
            .without
            .iter()
            .filter(|m| *m != THESAURUS)
            .map(|m| {
                let known = || Matched::ALL.iter().map(|m| m.as_str()).chain([THESAURUS]);
                Matched::from_slug(m).ok_or_else(|| no_such("layer", m, known()))
            })
            .collect::<Result<_, _>>()?;
        let languages = request.languages.clone();
        if !languages.is_empty() {
            let known = opened.index.languages()?;
            let is_known = |code: &&String| known.iter().any(|(name, _)| name == *code);
            if let Some(other) = languages.iter().find(|code| !is_known(code)) {
                return Err(no_such("language", other, known.iter().map(|(name, _)| name.as_str())));
            }
        }
        let cites = match &request.cites {
            None => Vec::new(),
            Some(text) => self.cited_keys(opened, text)?,
        };
        Ok(Filters { documents, kinds, layers, labels, cites, languages, without, ..Filters::default() })
    }

    /// The labels named, each with everything that is a part of it.
    pub(crate) fn labels_asked(&self, opened: &Opened, names: &[String]) -> Result<Vec<Label>, DeskError> {
        if names.is_empty() {
            return Ok(Vec::new());
        }
        // Counting the passages of every label is dear: only where one is asked for.
        let known = opened.index.labels()?;
        let labels: Vec<Label> = names
            .iter()
            .map(|l| {
                let label = Label::new(l).ok().filter(|_| known.iter().any(|(name, _)| name == l));
                label.ok_or_else(|| no_such("label", l, known.iter().map(|(name, _)| name.as_str())))
            })
            .collect::<Result<_, _>>()?;
        Ok(match self.taxonomy()? {
            Some(taxonomy) => labels.iter().flat_map(|label| taxonomy.with_narrower(label)).collect(),
            None => labels,
        })
    }

    fn ids(&self, names: &[String]) -> Result<Vec<AuthorityId>, DeskError> {
        names.iter().map(|name| self.document_id(name)).collect()
    }

    /// What `--cites` looks for: the ids of the nodes a reference means, or the authority.
    pub(crate) fn cited_keys(&self, opened: &Opened, text: &str) -> Result<Vec<String>, DeskError> {
        let mut keys = Vec::new();
        for meant in self.meant(opened, text)? {
            match meant {
                Meant::Nodes(ids) => keys.extend(ids.iter().map(ToString::to_string)),
                Meant::Any(ids) => {
                    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
                    return Err(DeskError::Refused(format!("`{text}` may mean {}", ids.join(", "))));
                }
                Meant::Whole(id) => keys.push(id.to_string()),
                // What is not held can be cited all the same.
                Meant::Nothing(_, remark) => match self.unheld_keys(opened, text)? {
                    found if found.is_empty() => return Err(DeskError::Refused(remark)),
                    found => keys.extend(found),
                },
            }
        }
        Ok(keys)
    }

    /// A concordance.
    ///
    /// # Errors
    /// As for [`Desk::search`].
    pub fn kwic(&self, request: &KwicRequest) -> Result<Vec<KwicLine>, DeskError> {
        let opened = self.opened()?;
        let filters = Filters { documents: self.ids(&request.documents)?, ..Filters::default() };
        let sort = match request.order {
            KwicOrder::Document => KwicSort::Place,
            KwicOrder::Left => KwicSort::Left,
            KwicOrder::Right => KwicSort::Right,
        };
        let options = KwicOptions { width: request.width, sort };
        let query = match Query::phrase(&request.words) {
            Some(phrase) => phrase,
            None => Query::parse(&request.words).map_err(search::SearchError::from)?,
        };
        let lines = opened.index.kwic(&query, &filters, options)?;
        let line = |l: search::KwicLine| KwicLine {
            cite: format!("{}, {}", l.short, l.id.pinpoint().plain()),
            id: l.id.to_string(),
            left: l.left,
            keyword: l.keyword,
            right: l.right,
        };
        Ok(lines.into_iter().take(request.limit).map(line).collect())
    }
}

/// A snippet with its cuts shown.
fn cut(snippet: search::Snippet) -> Snippet {
    let before = if snippet.more_before { "… " } else { "" };
    let after = if snippet.more_after { " …" } else { "" };
    let moved = |range: &std::ops::Range<usize>| (range.start + before.len(), range.end + before.len());
    Snippet {
        marks: snippet.marks.iter().map(moved).collect(),
        text: format!("{before}{}{after}", snippet.text),
    }
}

/// A word that is nowhere, in words.
fn told(suggestion: &search::Suggestion) -> String {
    match suggestion.instead.as_slice() {
        [] => format!("no passage has `{}`", suggestion.word),
        near => format!("no passage has `{}`; did you mean {}?", suggestion.word, near.join(", ")),
    }
}

/// A query of more words than this is no reference.
const LONGEST_REFERENCE: usize = 24;

/// The first words of a passage, for a hit that is there because it was named; nothing where the text is not held.
fn opening(text: &str, entry: &search::Entry) -> String {
    const LENGTH: usize = 240;
    if entry.layer == Layer::Digest {
        return String::new();
    }
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match flat.char_indices().nth(LENGTH) {
        None => flat,
        Some((cut, _)) => {
            let end = flat[..cut].rfind(' ').unwrap_or(cut);
            format!("{} …", &flat[..end])
        }
    }
}

fn no_such<'a>(what: &'static str, given: &str, allowed: impl Iterator<Item = &'a str>) -> DeskError {
    DeskError::NoSuchValue { what, given: given.to_owned(), allowed: allowed.map(str::to_owned).collect() }
}
