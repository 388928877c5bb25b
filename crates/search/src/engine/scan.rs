//! Reading posting lists: the passages in which a leaf matches.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::OnceLock;

use tantivy::columnar::{Column, StrColumn};
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption, OwnedValue};
use tantivy::{DocAddress, DocSet, Searcher, SegmentReader, TERMINATED, Term};

use crate::engine::leaf::{Leaf, Sequence};
use crate::engine::rank::{self, normalised};
use crate::engine::sequence::windows;
use crate::schema::{Fields, Key, ORDINAL, PASSAGE, PROVISION, Part};

/// A list is walked where it is less than this many times as long as that of what was deleted.
const FEW: usize = 8;

/// A document of the index: segment in the upper half, number within it in the lower.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Address(u64);

impl Address {
    pub(super) fn new(segment: usize, doc: u32) -> Self {
        Self(((segment as u64) << 32) | u64::from(doc))
    }

    pub(crate) fn segment(self) -> u32 {
        (self.0 >> 32) as u32
    }

    pub(crate) fn doc(self) -> u32 {
        (self.0 & u64::from(u32::MAX)) as u32
    }
}

/// A passage in which a leaf matches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Match {
    pub(crate) at: Address,
    /// Frequencies in the parts, normalised, weighted and summed.
    pub(crate) tf: f32,
    /// Bit `p` for part `p`.
    pub(crate) parts: u16,
}

/// The posting lists.
#[derive(Clone, Copy)]
pub(crate) struct Corpus<'i> {
    pub(crate) searcher: &'i Searcher,
    pub(crate) fields: &'i Fields,
    pub(crate) kept: &'i Kept,
}

/// What is counted once and asked for with every query.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    passages: OnceLock<usize>,
    /// The deleted documents of each segment, in order.
    deleted: OnceLock<Vec<Vec<u32>>>,
    /// The columns of each segment.
    columns: OnceLock<Vec<OnceLock<Columns>>>,
}

/// What hits are put in order by.
#[derive(Debug)]
pub(crate) struct Columns {
    pub(crate) ordinals: Column<u64>,
    pub(crate) provisions: Column<u64>,
    /// `None` where there is none.
    pub(crate) documents: Option<StrColumn>,
}

impl Kept {
    fn deleted(&self, searcher: &Searcher) -> &[Vec<u32>] {
        let deleted = |segment: &SegmentReader| -> Vec<u32> {
            let alive = segment.alive_bitset();
            alive.map_or_else(Vec::new, |alive| {
                (0..segment.max_doc()).filter(|&d| alive.is_deleted(d)).collect()
            })
        };
        self.deleted.get_or_init(|| searcher.segment_readers().iter().map(deleted).collect())
    }
}

impl<'i> Corpus<'i> {
    /// The passages in which `leaf` matches, in order of address.
    pub(crate) fn matches(&self, leaf: &Leaf) -> tantivy::Result<Vec<Match>> {
        let mut out = Vec::new();
        for (number, segment) in self.searcher.segment_readers().iter().enumerate() {
            let mut found = Vec::new();
            for &part in &leaf.parts {
                self.part(segment, number, leaf, part, &mut found)?;
            }
            // Equal addresses stay in the order of the parts: sums come out the same every time.
            found.sort_by_key(|m| m.at);
            for next in found {
                match out.last_mut() {
                    Some(Match { at, tf, parts }) if *at == next.at => {
                        *tf += next.tf;
                        *parts |= next.parts;
                    }
                    _ => out.push(next),
                }
            }
        }
        Ok(out)
    }

    fn part(
        &self,
        segment: &SegmentReader,
        number: usize,
        leaf: &Leaf,
        part: Part,
        out: &mut Vec<Match>,
    ) -> tantivy::Result<()> {
        let field = self.fields.part(part, leaf.form);
        let mut counts: Vec<(u32, u32)> = Vec::new();
        for way in &leaf.ways {
            count(segment, field, way, &mut counts)?;
        }
        if counts.is_empty() {
            return Ok(());
        }
        counts.sort_unstable();
        let lengths = segment.get_fieldnorms_reader(field)?;
        let weight = rank::weight(part);
        for group in counts.chunk_by(|a, b| a.0 == b.0) {
            let Some(&(doc, _)) = group.first() else { continue };
            if segment.is_deleted(doc) {
                continue;
            }
            let count: u32 = group.iter().map(|&(_, n)| n).sum();
            #[expect(clippy::cast_precision_loss, reason = "counts of words in a passage")]
            let tf = normalised(weight, count as f32, lengths.fieldnorm(doc) as f32);
            out.push(Match { at: Address::new(number, doc), tf, parts: 1 << (part as u16) });
        }
        Ok(())
    }

    /// The documents that have any of `values`, in order of address.
    pub(crate) fn having(&self, key: Key, values: &[&str]) -> tantivy::Result<Vec<Address>> {
        let field = self.fields.key(key);
        let mut out = Vec::new();
        for (number, segment) in self.searcher.segment_readers().iter().enumerate() {
            let index = segment.inverted_index(field)?;
            for value in values {
                let term = Term::from_field_text(field, value);
                let Some(mut postings) = index.read_postings(&term, IndexRecordOption::Basic)? else {
                    continue;
                };
                while postings.doc() != TERMINATED {
                    if !segment.is_deleted(postings.doc()) {
                        out.push(Address::new(number, postings.doc()));
                    }
                    postings.advance();
                }
            }
        }
        out.sort_unstable();
        out.dedup();
        Ok(out)
    }

    /// Whether any document has `value`.
    pub(crate) fn any(&self, key: Key, value: &str) -> tantivy::Result<bool> {
        let field = self.fields.key(key);
        let term = Term::from_field_text(field, value);
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            let Some(mut postings) = index.read_postings(&term, IndexRecordOption::Basic)? else { continue };
            while postings.doc() != TERMINATED {
                if !segment.is_deleted(postings.doc()) {
                    return Ok(true);
                }
                postings.advance();
            }
        }
        Ok(false)
    }

    /// The columns of a segment.
    pub(crate) fn columns(&self, segment: u32) -> tantivy::Result<&'i Columns> {
        let empty = || self.searcher.segment_readers().iter().map(|_| OnceLock::new()).collect();
        let all = self.kept.columns.get_or_init(empty);
        let slot = all.get(segment as usize).ok_or_else(|| {
            tantivy::TantivyError::InvalidArgument(format!("there is no segment number {segment}"))
        })?;
        if let Some(known) = slot.get() {
            return Ok(known);
        }
        let fast = self.searcher.segment_reader(segment).fast_fields();
        let (ordinals, provisions) = (fast.u64(ORDINAL)?, fast.u64(PROVISION)?);
        let documents = fast.str(Key::Document.name())?;
        Ok(slot.get_or_init(|| Columns { ordinals, provisions, documents }))
    }

    /// The stored form of a document; empty where it has none.
    pub(crate) fn stored(&self, at: Address) -> tantivy::Result<String> {
        // The library's usual document would keep a copy of what it holds.
        let mut document: BTreeMap<Field, OwnedValue> =
            self.searcher.doc(DocAddress::new(at.segment(), at.doc()))?;
        match document.remove(&self.fields.stored) {
            Some(OwnedValue::Str(text)) => Ok(text),
            _ => Ok(String::new()),
        }
    }

    /// Every passage.
    pub(crate) fn passages(&self) -> tantivy::Result<Vec<Address>> {
        self.having(Key::Passage, &[PASSAGE])
    }

    /// How many passages there are.
    pub(crate) fn passage_count(&self) -> tantivy::Result<usize> {
        if let Some(&known) = self.kept.passages.get() {
            return Ok(known);
        }
        let count = self.count(self.fields.key(Key::Passage), PASSAGE)?;
        Ok(*self.kept.passages.get_or_init(|| usize::try_from(count).unwrap_or(usize::MAX)))
    }

    /// In how many documents a term stands, deleted ones not counted.
    pub(crate) fn count(&self, field: Field, term: &str) -> tantivy::Result<u64> {
        let term = Term::from_field_text(field, term);
        let mut count = 0;
        for (number, segment) in self.searcher.segment_readers().iter().enumerate() {
            let index = segment.inverted_index(field)?;
            let all = index.doc_freq(&term)?;
            let Some(alive) = segment.alive_bitset().filter(|_| all > 0) else {
                count += u64::from(all);
                continue;
            };
            let Some(postings) = index.read_postings(&term, IndexRecordOption::Basic)? else { continue };
            // Of a frequent term those are looked for that have been deleted, and not the many that have not.
            let deleted = self.kept.deleted(self.searcher).get(number).map_or(&[][..], Vec::as_slice);
            count += u64::from(if deleted.len() < all as usize / FEW {
                let mut list = [postings];
                let gone = deleted.iter().filter(|&&doc| seek(&mut list, doc) == doc).count();
                all - u32::try_from(gone).unwrap_or(all)
            } else {
                postings.doc_freq_given_deletes(alive)
            });
        }
        Ok(count)
    }
}

/// Adds how often `way` occurs in each document of a segment.
fn count(segment: &SegmentReader, field: Field, way: &Sequence, out: &mut Vec<(u32, u32)>) -> io::Result<()> {
    if let [(_, terms)] = way.items.as_slice() {
        for mut postings in lists(segment, field, terms, IndexRecordOption::WithFreqs)? {
            while postings.doc() != TERMINATED {
                out.push((postings.doc(), postings.term_freq()));
                postings.advance();
            }
        }
        return Ok(());
    }
    let mut items = Vec::with_capacity(way.items.len());
    for (_, terms) in &way.items {
        let lists = lists(segment, field, terms, IndexRecordOption::WithFreqsAndPositions)?;
        if lists.is_empty() {
            return Ok(());
        }
        items.push(lists);
    }
    let offsets: Vec<u32> = way.items.iter().map(|&(offset, _)| offset).collect();
    let mut positions = vec![Vec::new(); items.len()];
    let mut doc = 0;
    // Leapfrog: whoever is behind moves up to whoever is ahead, until all stand in one document.
    while let Some(ahead) = items.iter_mut().map(|lists| seek(lists, doc)).max() {
        if ahead == TERMINATED {
            break;
        }
        doc = ahead;
        if items.iter_mut().any(|lists| seek(lists, doc) != doc) {
            continue;
        }
        for (lists, positions) in items.iter_mut().zip(&mut positions) {
            positions.clear();
            for postings in lists.iter_mut().filter(|p| p.doc() == doc) {
                postings.append_positions_with_offset(0, positions);
            }
            positions.sort_unstable();
            positions.dedup();
        }
        let found = windows(&positions, &offsets, way.slop).len();
        if found > 0 {
            out.push((doc, u32::try_from(found).unwrap_or(u32::MAX)));
        }
        doc += 1;
    }
    Ok(())
}

/// Moves every list to `doc` or beyond; the nearest document that any of them stands at.
fn seek(lists: &mut [SegmentPostings], doc: u32) -> u32 {
    let mut nearest = TERMINATED;
    for postings in lists {
        let at = if postings.doc() < doc { postings.seek(doc) } else { postings.doc() };
        nearest = nearest.min(at);
    }
    nearest
}

fn lists(
    segment: &SegmentReader,
    field: Field,
    terms: &BTreeSet<String>,
    option: IndexRecordOption,
) -> io::Result<Vec<SegmentPostings>> {
    let index = segment.inverted_index(field).map_err(io::Error::other)?;
    let mut out = Vec::new();
    for term in terms {
        out.extend(index.read_postings(&Term::from_field_text(field, term), option)?);
    }
    Ok(out)
}
