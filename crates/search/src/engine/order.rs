//! Putting hits in order.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use tantivy::columnar::{Column, StrColumn};

use crate::engine::combine::{Mask, Scored};
use crate::engine::rank::{PRIMARY_LAW, SAME_PROVISION};
use crate::engine::scan::{Address, Columns, Corpus};
use crate::schema::{DATE, PRIMARY};

/// The order of hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sorted {
    /// The best first; equals in the order of documents and places.
    #[default]
    Relevance,
    /// By document id, then in the order of the text.
    Document,
    /// The newest document first, then in the order of the text.
    Date,
}

/// What hits are ordered by besides their score.
struct Place {
    scored: Scored,
    document: String,
    ordinal: u64,
    provision: u64,
}

impl Place {
    fn in_text(&self, other: &Self) -> Ordering {
        self.document.cmp(&other.document).then(self.ordinal.cmp(&other.ordinal))
    }

    fn best_first(&self, other: &Self) -> Ordering {
        other.scored.score.total_cmp(&self.scored.score).then_with(|| self.in_text(other))
    }
}

/// `limit` hits from number `offset` on.
pub(crate) fn page(
    corpus: Corpus<'_>,
    hits: Vec<Scored>,
    sorted: Sorted,
    offset: usize,
    limit: usize,
) -> tantivy::Result<Vec<Scored>> {
    let places = match sorted {
        Sorted::Relevance => by_relevance(corpus, weighed(corpus, hits)?, offset.saturating_add(limit))?,
        Sorted::Document => {
            let mut places = places(corpus, &hits)?;
            places.sort_by(Place::in_text);
            places
        }
        Sorted::Date => {
            let mut places = dated(corpus, &hits)?;
            places.sort_by(|(a, x), (b, y)| y.cmp(x).then_with(|| a.in_text(b)));
            places.into_iter().map(|(place, _)| place).collect()
        }
    };
    Ok(places.into_iter().skip(offset).take(limit).map(|p| p.scored).collect())
}

/// The hits with the scores of the law's own words raised.
fn weighed(corpus: Corpus<'_>, mut hits: Vec<Scored>) -> tantivy::Result<Vec<Scored>> {
    hits.sort_unstable_by_key(|h| h.at);
    for group in hits.chunk_by_mut(|a, b| a.at.segment() == b.at.segment()) {
        let Some(first) = group.first() else { continue };
        let primary = corpus.searcher.segment_reader(first.at.segment()).fast_fields().u64(PRIMARY)?;
        for hit in group.iter_mut().filter(|h| primary.first(h.at.doc()) == Some(1)) {
            hit.score *= PRIMARY_LAW;
        }
    }
    Ok(hits)
}

/// At least the first `wanted` hits by score, each score lowered for every better passage of the same provision.
fn by_relevance(corpus: Corpus<'_>, mut hits: Vec<Scored>, wanted: usize) -> tantivy::Result<Vec<Place>> {
    let mut looked_at = wanted.saturating_mul(4).max(64);
    loop {
        // Only hits that can be on the page need their place looked up: the best, with all their equals.
        let mut least = f32::NEG_INFINITY;
        if looked_at < hits.len() {
            let (_, last, _) = hits.select_nth_unstable_by(looked_at, |a, b| b.score.total_cmp(&a.score));
            least = last.score;
        }
        let best: Vec<Scored> = hits.iter().filter(|h| h.score >= least).copied().collect();
        let mut places = places(corpus, &best)?;
        places.sort_by(Place::best_first);
        let mut seen: BTreeMap<u64, f32> = BTreeMap::new();
        for place in &mut places {
            let better = seen.entry(place.provision).or_insert(0.0);
            place.scored.score /= 1.0 + SAME_PROVISION * *better;
            *better += 1.0;
        }
        places.sort_by(Place::best_first);
        // Scores only fall: nothing that was left out can come before a hit that scores as much now.
        let settled =
            wanted.checked_sub(1).and_then(|i| places.get(i)).is_none_or(|p| p.scored.score >= least);
        if settled || best.len() == hits.len() {
            return Ok(places);
        }
        looked_at = looked_at.saturating_mul(4);
    }
}

/// The first `wanted` of `hits` by relevance, to be looked at and not shown: equals are put in an order that does not depend on how
/// the index came about, but takes no names of documents, which cost more than all the rest.
pub(crate) fn first_by_relevance(
    corpus: Corpus<'_>,
    hits: Vec<Scored>,
    wanted: usize,
) -> tantivy::Result<Vec<Address>> {
    let hits = weighed(corpus, hits)?;
    let mut places: Vec<(f32, u64, u64, Address)> = Vec::with_capacity(hits.len());
    for group in hits.chunk_by(|a, b| a.at.segment() == b.at.segment()) {
        let Some(first) = group.first() else { continue };
        let Columns { ordinals, provisions, .. } = corpus.columns(first.at.segment())?;
        let number = |column: &Column<u64>, hit: &Scored| column.first(hit.at.doc()).unwrap_or(0);
        let place = |hit: &Scored| (hit.score, number(provisions, hit), number(ordinals, hit), hit.at);
        places.extend(group.iter().map(place));
    }
    type Place = (f32, u64, u64, Address);
    let best_first = |a: &Place, b: &Place| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2)));
    places.sort_by(best_first);
    let mut seen: BTreeMap<u64, f32> = BTreeMap::new();
    for (score, provision, ..) in &mut places {
        let better = seen.entry(*provision).or_insert(0.0);
        *score /= 1.0 + SAME_PROVISION * *better;
        *better += 1.0;
    }
    places.sort_by(best_first);
    Ok(places.into_iter().take(wanted).map(|(.., at)| at).collect())
}

/// The `wanted` passages of the greatest weight, that first; equals in the order of documents and places.
pub(crate) fn heaviest(
    corpus: Corpus<'_>,
    mut found: Vec<(Address, f64)>,
    wanted: usize,
) -> tantivy::Result<Vec<(Address, f64)>> {
    if wanted < found.len() {
        let (_, last, _) = found.select_nth_unstable_by(wanted, |a, b| b.1.total_cmp(&a.1));
        let least = last.1;
        found.retain(|(_, weight)| *weight >= least);
    }
    found.sort_unstable_by_key(|(at, _)| *at);
    let hits: Vec<Scored> = found.iter().map(|&(at, _)| unscored(at)).collect();
    let mut places: Vec<(Place, f64)> =
        places(corpus, &hits)?.into_iter().zip(found.iter().map(|(_, weight)| *weight)).collect();
    places.sort_by(|(a, x), (b, y)| y.total_cmp(x).then_with(|| a.in_text(b)));
    Ok(places.into_iter().take(wanted).map(|(place, weight)| (place.scored.at, weight)).collect())
}

/// What was found, in order of address, by document in the order of the ids, each document's in the order of the text.
pub(crate) fn by_document(
    corpus: Corpus<'_>,
    found: &[Address],
) -> tantivy::Result<BTreeMap<String, Vec<Address>>> {
    let mut by_name: BTreeMap<String, Vec<(u64, Address)>> = BTreeMap::new();
    for group in found.chunk_by(|a, b| a.segment() == b.segment()) {
        let Some(first) = group.first() else { continue };
        let Columns { ordinals, documents: Some(documents), .. } = corpus.columns(first.segment())? else {
            continue;
        };
        let mut by_number: BTreeMap<u64, Vec<(u64, Address)>> = BTreeMap::new();
        for &at in group {
            if let Some(number) = documents.term_ords(at.doc()).next() {
                by_number.entry(number).or_default().push((ordinals.first(at.doc()).unwrap_or(0), at));
            }
        }
        let names = named(documents, by_number.keys().copied().collect())?;
        for (name, nodes) in names.into_values().zip(by_number.into_values()) {
            by_name.entry(name).or_default().extend(nodes);
        }
    }
    let in_text = |mut nodes: Vec<(u64, Address)>| {
        nodes.sort_unstable();
        nodes.into_iter().map(|(_, at)| at).collect()
    };
    Ok(by_name.into_iter().map(|(name, nodes)| (name, in_text(nodes))).collect())
}

/// A hit where only the place counts.
fn unscored(at: Address) -> Scored {
    Scored { at, score: 0.0, mask: Mask::default() }
}

/// The names behind numbers of a column. They lie in blocks in which each is told by the one before it: all are read on one way
/// through, where each alone would begin at the start of its block.
pub(crate) fn named(column: &StrColumn, ords: BTreeSet<u64>) -> std::io::Result<BTreeMap<u64, String>> {
    let ords: Vec<u64> = ords.into_iter().collect();
    let mut names = Vec::with_capacity(ords.len());
    let told = |name: &[u8]| names.push(String::from_utf8_lossy(name).into_owned());
    column.dictionary().sorted_ords_to_term_cb(&ords, told)?;
    Ok(ords.into_iter().zip(names).collect())
}

/// The places of hits with the dates of their documents.
fn dated(corpus: Corpus<'_>, hits: &[Scored]) -> tantivy::Result<Vec<(Place, u64)>> {
    let places = places(corpus, hits)?;
    let mut all = Vec::with_capacity(places.len());
    for group in places.chunk_by(|a, b| a.scored.at.segment() == b.scored.at.segment()) {
        let Some(first) = group.first() else { continue };
        let dates = corpus.searcher.segment_reader(first.scored.at.segment()).fast_fields().u64(DATE)?;
        all.extend(group.iter().map(|place| dates.first(place.scored.at.doc()).unwrap_or(0)));
    }
    Ok(places.into_iter().zip(all).collect())
}

/// The places of hits, in order of address.
fn places(corpus: Corpus<'_>, hits: &[Scored]) -> tantivy::Result<Vec<Place>> {
    let mut hits = hits.to_vec();
    hits.sort_unstable_by_key(|h| h.at);
    let mut out = Vec::with_capacity(hits.len());
    for group in hits.chunk_by(|a, b| a.at.segment() == b.at.segment()) {
        let Some(first) = group.first() else { continue };
        let Columns { ordinals, provisions, documents } = corpus.columns(first.at.segment())?;
        let name = |doc| documents.as_ref().and_then(|column| column.term_ords(doc).next());
        let names = match documents {
            Some(column) => named(column, group.iter().filter_map(|hit| name(hit.at.doc())).collect())?,
            None => BTreeMap::new(),
        };
        for &scored in group {
            let doc = scored.at.doc();
            let document = name(doc).and_then(|ord| names.get(&ord)).cloned().unwrap_or_default();
            out.push(Place {
                scored,
                document,
                ordinal: ordinals.first(doc).unwrap_or(0),
                provision: provisions.first(doc).unwrap_or(0),
            });
        }
    }
    Ok(out)
}
