//! Reading the index.

mod citing;
mod facets;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use model::{AuthorityId, PassageId};
use tantivy::directory::{Advice, MmapDirectory};
use tantivy::{Directory, ReloadPolicy, Searcher};

use crate::analysis::{Folding, Form, Terms, Tongue, analyzer};
use crate::engine::{
    Address, Corpus, Dictionary, Evaluator, Explainer, Feedback, Kept, Planned, Scored, Vocabulary,
    intersect, page, plan,
};
use crate::entry::Entry;
use crate::error::SearchError;
use crate::hits::{DocumentInfo, Filters, Hit, Hits, Matched, Page, Sort, Suggestion, Why};
use crate::marks::{Wanted, marks};
use crate::query::Query;
use crate::schema::{ANY_RECORD, FORMAT, Fields, Key, Part, analyzer_name};
use crate::shelf::Shelf;
use crate::snippet::snippet;
use crate::workbench::Workbench;
use crate::{store, wire};

pub use citing::Citers;

/// An open index: one state of it, whatever is written meanwhile.
pub struct Index {
    dir: PathBuf,
    searcher: Searcher,
    fields: Fields,
    kept: Kept,
    folding: Folding,
    payload: String,
    /// As the disk had it.
    state: Option<String>,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("dir", &self.dir).finish_non_exhaustive()
    }
}

/// What an index is opened for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum How<'w> {
    Reading,
    /// To read every file from its beginning to its end.
    Whole,
    Writing(&'w Workbench),
}

/// How often an index is opened anew that changes while it is being opened.
const ATTEMPTS: usize = 32;

/// Blocks of stored forms that are kept unpacked of each segment. Whoever reads many reads them in the order in which they lie, and
/// comes back to none: the room of one serves for the next.
const BLOCKS: usize = 4;

/// The files in `home`, below `dir`, to be read as is told. A query touches a few pages of large files: reading ahead would be most
/// of its work, and is most of what helps whoever reads them whole.
pub(crate) fn files(dir: &Path, home: &Path, advice: Advice) -> Result<MmapDirectory, SearchError> {
    MmapDirectory::open_with_madvice(home, advice).map_err(|e| SearchError::corrupt(dir, e))
}

/// Opens the index in `home`, below `dir`, and checks that it has the fields of this program.
pub(crate) fn open_raw(
    dir: &Path,
    home: &Path,
    folding: &Folding,
    how: How<'_>,
) -> Result<tantivy::Index, SearchError> {
    if !store::holds_index(home) {
        return Err(SearchError::Missing { dir: dir.to_owned(), format: FORMAT });
    }
    let index = match how {
        How::Reading => tantivy::Index::open(Shelf(files(dir, home, Advice::Random)?)),
        How::Whole => tantivy::Index::open(Shelf(files(dir, home, Advice::Sequential)?)),
        How::Writing(bench) => tantivy::Index::open(bench.clone()),
    };
    let index = index.map_err(|e| SearchError::corrupt(dir, e))?;
    if index.schema() != Fields::schema().0 {
        return Err(SearchError::corrupt(dir, "its fields are not those of this program"));
    }
    for form in [Form::Main, Form::Exact] {
        index.tokenizers().register(analyzer_name(form), analyzer(form, folding));
    }
    Ok(index)
}

/// The files of the last state of an index that are not what was written, by name. The library's own look passes over files that
/// its list does not name, and the list may be lost.
pub(crate) fn damaged(index: &tantivy::Index) -> tantivy::Result<Vec<PathBuf>> {
    let mut damaged = Vec::new();
    let files: BTreeSet<PathBuf> = index.load_metas()?.list_segment_files().into_iter().collect();
    for file in files {
        // Named are also files that a segment may have.
        if index.directory().exists(&file)? && !index.directory().validate_checksum(&file)? {
            damaged.push(file);
        }
    }
    Ok(damaged)
}

impl Index {
    /// Opens the index below `dir` to ask it. `folding` must be the table the index was made with.
    ///
    /// # Errors
    /// When there is no index of this format, or it is damaged.
    pub fn open(dir: &Path, folding: &Folding) -> Result<Self, SearchError> {
        let home = store::home(dir);
        for _ in 0..ATTEMPTS {
            let state = store::state(&home);
            let opened = Self::open_once(dir, &home, folding);
            // What was published meanwhile may have taken files away, or be half of what was read.
            if store::state(&home) == state {
                return opened.map(|index| Self { state, ..index });
            }
        }
        Self::open_once(dir, &home, folding)
    }

    fn open_once(dir: &Path, home: &Path, folding: &Folding) -> Result<Self, SearchError> {
        let index = open_raw(dir, home, folding, How::Reading)?;
        let fail = |e: tantivy::TantivyError| SearchError::corrupt(dir, e);
        let builder = index.reader_builder().reload_policy(ReloadPolicy::Manual);
        let reader = builder.doc_store_cache_num_blocks(BLOCKS).try_into().map_err(fail)?;
        let payload = index.load_metas().map_err(fail)?.payload.unwrap_or_default();
        Ok(Self {
            dir: dir.to_owned(),
            searcher: reader.searcher(),
            fields: Fields::schema().1,
            kept: Kept::default(),
            folding: folding.clone(),
            payload,
            state: None,
        })
    }

    /// Whether nothing was published since it was opened.
    pub fn is_current(&self) -> bool {
        self.state.is_some() && self.state == store::state(&store::home(&self.dir))
    }

    /// What the writer left with the commit; empty before the first.
    pub fn payload(&self) -> &str {
        &self.payload
    }

    /// When the index was last published, where the disk tells.
    pub fn published(&self) -> Option<std::time::SystemTime> {
        store::published(&self.dir)
    }

    /// What [`Writer::record`](crate::Writer::record) keeps under `name`.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn record(&self, name: &str) -> Result<Option<String>, SearchError> {
        let at = self.having(Key::Record, name)?;
        at.first().map(|&at| self.stored(at)).transpose()
    }

    /// Everything that [`Writer::record`](crate::Writer::record) keeps under `name`, in no order that means anything.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn records(&self, name: &str) -> Result<Vec<String>, SearchError> {
        self.having(Key::Record, name)?.into_iter().map(|at| self.stored(at)).collect()
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        let all = usize::try_from(self.searcher.num_docs()).unwrap_or(usize::MAX);
        all - self.having(Key::Record, ANY_RECORD).map_or(0, |records| records.len().min(all))
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads every file of the index below `dir` and compares check sums, without making sense of them. Slow; for those who
    /// suspect the disk.
    ///
    /// # Errors
    /// When there is no index of this format, or a file is damaged.
    pub fn verify(dir: &Path) -> Result<(), SearchError> {
        let index = open_raw(dir, &store::home(dir), &Folding::none(), How::Whole)?;
        let damaged = damaged(&index).map_err(|e| SearchError::corrupt(dir, e))?;
        let names: Vec<String> = damaged.iter().map(|p| p.display().to_string()).collect();
        match names.as_slice() {
            [] => Ok(()),
            names => Err(SearchError::corrupt(dir, format!("check sums differ: {}", names.join(", ")))),
        }
    }

    /// Searches.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn search(&self, query: &Query, filters: &Filters, page_of: Page) -> Result<Hits, SearchError> {
        let mut asked = Asked::new(self, query, filters)?;
        let mut found = self.found(&mut asked, filters)?;
        let feedback = match page_of.sort {
            Sort::Relevance => {
                let Asked { planned, main, top, .. } = &mut asked;
                self.corpus().feed_back(&mut found, planned, *top, main).map_err(|e| self.fail(e))?
            }
            _ => Feedback::default(),
        };
        let total = found.len();
        let facets = page_of.facets.then(|| self.counted(&found)).transpose()?;
        let shown = page(self.corpus(), found, page_of.sort, page_of.offset, page_of.limit)
            .map_err(|e| self.fail(e))?;
        let mut hits = Vec::with_capacity(shown.len());
        let mut explainer =
            Explainer::new(self.corpus(), &asked.planned, &feedback).map_err(|e| self.fail(e))?;
        let mut why = |scored| explainer.why(scored).map_err(|e| self.fail(e));
        let whys = shown.iter().map(|&scored| page_of.explain.then(|| why(scored)).transpose());
        let whys: Vec<Option<Why>> = whys.collect::<Result<_, _>>()?;
        for (scored, why) in shown.into_iter().zip(whys) {
            hits.push(self.hit(&mut asked, scored, why)?);
        }
        Ok(Hits { total, hits, suggestions: self.suggestions(&mut asked)?, facets })
    }

    /// Where `words` may stand: passages that have most of the rarer of them, best first, each with the share of the
    /// words, by rarity, that it has (0 to 1). Candidates, in any order of words: lay the words beside them to know.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn candidates(&self, words: &str, limit: usize) -> Result<Vec<(PassageId, f64)>, SearchError> {
        let analysis = Terms::new(Form::Main, &self.folding).analyse(words);
        let found = self.corpus().candidates(&analysis, limit).map_err(|e| self.fail(e))?;
        found.into_iter().map(|(at, share)| Ok((self.read(at)?.id, share))).collect()
    }

    /// The node with this id.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn entry(&self, id: &PassageId) -> Result<Option<Entry>, SearchError> {
        let at = self.having(Key::Id, &id.to_string())?;
        at.first().map(|&at| self.read(at)).transpose()
    }

    /// The node with this id and every node below it, in the order of the text.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn under(&self, id: &PassageId) -> Result<Vec<Entry>, SearchError> {
        self.read_all(&self.having(Key::Under, &id.to_string())?)
    }

    /// Every node of a document, in the order of the text; empty when it is not in the index.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn document(&self, id: &AuthorityId) -> Result<Vec<Entry>, SearchError> {
        self.read_all(&self.having(Key::Document, id.as_str())?)
    }

    /// Every document, by id.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn documents(&self) -> Result<Vec<DocumentInfo>, SearchError> {
        let names = self.names(Key::Document)?;
        let passages = self.corpus().passages().map_err(|e| self.fail(e))?;
        let mut out = Vec::with_capacity(names.len());
        for name in names {
            let at = self.having(Key::Document, &name)?;
            let Some(&first) = at.first() else { continue };
            let entry = self.read(first)?;
            out.push(DocumentInfo {
                id: entry.document().clone(),
                title: entry.title,
                short: entry.short,
                kind: entry.kind,
                date: entry.date,
                nodes: at.len(),
                passages: intersect(&at, &passages).count(),
            });
        }
        Ok(out)
    }

    /// Every doctrine label that a passage has, by name, with the number of passages.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn labels(&self) -> Result<Vec<(String, usize)>, SearchError> {
        let mut out = Vec::new();
        for name in self.names(Key::Label)? {
            let count = self.having(Key::Label, &name)?.len();
            if count > 0 {
                out.push((name, count));
            }
        }
        Ok(out)
    }

    /// Every language that a passage is known to be in, by code, with the number of passages.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn languages(&self) -> Result<Vec<(String, usize)>, SearchError> {
        let mut out = Vec::new();
        for name in self.names(Key::Language)? {
            let count = self.having(Key::Language, &name)?.len();
            if count > 0 {
                out.push((name, count));
            }
        }
        Ok(out)
    }

    /// The languages in which words are to be looked for: English, and those of the passages.
    fn tongues(&self) -> Result<Vec<Tongue>, SearchError> {
        let mut out = vec![Tongue::ENGLISH];
        for name in self.names(Key::Language)? {
            let tongue = Tongue::of(Some(&name));
            if !out.contains(&tongue) && self.corpus().any(Key::Language, &name).map_err(|e| self.fail(e))? {
                out.push(tongue);
            }
        }
        Ok(out)
    }

    pub(crate) fn fail(&self, cause: impl ToString) -> SearchError {
        SearchError::corrupt(&self.dir, cause)
    }

    pub(crate) fn folding(&self) -> &Folding {
        &self.folding
    }

    fn corpus(&self) -> Corpus<'_> {
        Corpus { searcher: &self.searcher, fields: &self.fields, kept: &self.kept }
    }

    fn having(&self, key: Key, value: &str) -> Result<Vec<Address>, SearchError> {
        self.corpus().having(key, &[value]).map_err(|e| self.fail(e))
    }

    /// Every value of a key, in order.
    fn names(&self, key: Key) -> Result<Vec<String>, SearchError> {
        let mut names = BTreeSet::new();
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(self.fields.key(key)).map_err(|e| self.fail(e))?;
            let mut stream = index.terms().stream().map_err(|e| self.fail(e))?;
            while stream.advance() {
                names.extend(std::str::from_utf8(stream.key()).ok().map(str::to_owned));
            }
        }
        Ok(names.into_iter().collect())
    }

    /// The passages that a query finds, in order of address.
    pub(crate) fn found(&self, asked: &mut Asked, filters: &Filters) -> Result<Vec<Scored>, SearchError> {
        let mut evaluator = Evaluator::new(self.corpus(), &asked.planned.leaves).map_err(|e| self.fail(e))?;
        let mut found = evaluator.run(&asked.planned.plan).map_err(|e| self.fail(e))?;
        (asked.counts, asked.top) = (evaluator.counts, evaluator.top);
        for (key, values) in wanted(filters) {
            let values: Vec<&str> = values.iter().map(String::as_str).collect();
            let allowed = self.corpus().having(key, &values).map_err(|e| self.fail(e))?;
            found.retain(|s| allowed.binary_search(&s.at).is_ok());
        }
        Ok(found)
    }

    fn hit(&self, asked: &mut Asked, scored: Scored, why: Option<Why>) -> Result<Hit, SearchError> {
        let entry = self.read(scored.at)?;
        let Asked { planned, wanted, main, exact, .. } = asked;
        let found = marks(&entry, &planned.markings, &planned.leaves, wanted, main, exact);
        Ok(Hit {
            score: scored.score,
            matched: Matched::of(scored.mask),
            snippet: snippet(&entry.text, &found),
            marks: found.into_iter().map(|m| m.range).collect(),
            entry,
            why,
        })
    }

    fn suggestions(&self, asked: &mut Asked) -> Result<Vec<Suggestion>, SearchError> {
        let dictionary = Dictionary { corpus: self.corpus() };
        let mut out = Vec::new();
        for typed in &asked.planned.typed {
            if asked.counts.get(typed.leaf) != Some(&Some(0)) {
                continue;
            }
            let analysis = asked.exact.analyse(&typed.text);
            let word = match analysis.as_slice() {
                [located] => located.piece.whole.clone().unwrap_or_else(|| located.piece.parts.concat()),
                _ => continue,
            };
            let instead = dictionary.suggestions(&word).map_err(|e| self.fail(e))?;
            out.push(Suggestion { word: typed.text.clone(), span: typed.span, instead });
        }
        Ok(out)
    }

    pub(crate) fn read(&self, at: Address) -> Result<Entry, SearchError> {
        wire::decode(&self.stored(at)?).map_err(|e| self.fail(e))
    }

    fn stored(&self, at: Address) -> Result<String, SearchError> {
        self.corpus().stored(at).map_err(|e| self.fail(e))
    }

    fn read_all(&self, at: &[Address]) -> Result<Vec<Entry>, SearchError> {
        let mut entries = at.iter().map(|&at| self.read(at)).collect::<Result<Vec<_>, _>>()?;
        entries.sort_by_key(|e| e.ordinal);
        Ok(entries)
    }
}

/// A query about to be answered.
pub(crate) struct Asked {
    pub(crate) planned: Planned,
    pub(crate) wanted: Wanted,
    pub(crate) main: Terms,
    pub(crate) exact: Terms,
    counts: Vec<Option<usize>>,
    /// What a hit has for the whole query as a phrase.
    top: f32,
}

impl Asked {
    pub(crate) fn new(index: &Index, query: &Query, filters: &Filters) -> Result<Self, SearchError> {
        let mut main = Terms::new(Form::Main, index.folding());
        let mut exact = Terms::new(Form::Exact, index.folding());
        let dictionary = Dictionary { corpus: index.corpus() };
        let without: Vec<Part> = filters.without.iter().flat_map(|m| m.parts()).copied().collect();
        let tongues = index.tongues()?;
        let mut words = Vocabulary { main: &mut main, exact: &mut exact, tongues: &tongues };
        let planned = plan(&query.root, &mut words, &dictionary, &without, filters.thesaurus.as_deref())
            .map_err(|e| index.fail(e))?;
        let wanted = Wanted::of(&planned.leaves);
        Ok(Self { planned, wanted, main, exact, counts: Vec::new(), top: 0.0 })
    }
}

/// The filters that ask for something, as keys and values.
fn wanted(filters: &Filters) -> Vec<(Key, Vec<String>)> {
    fn list<T: ToString>(values: &[T]) -> Vec<String> {
        values.iter().map(ToString::to_string).collect()
    }
    let all = [
        (Key::Document, list(&filters.documents)),
        (Key::Kind, list(&filters.kinds)),
        (Key::Layer, filters.layers.iter().map(|l| l.as_str().to_owned()).collect()),
        (Key::Label, list(&filters.labels)),
        (Key::Cites, filters.cites.clone()),
        (Key::Class, list(&filters.classes)),
        (Key::Under, list(&filters.under)),
        (Key::Language, filters.languages.clone()),
    ];
    all.into_iter().filter(|(_, values)| !values.is_empty()).collect()
}
