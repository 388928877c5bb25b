//! Putting hits in order.

use tantivy::Searcher;

use crate::engine::combine::Scored;
use crate::schema::{DATE, Key, ORDINAL};

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
    date: u64,
}

/// `limit` hits from number `offset` on.
pub(crate) fn page(
    searcher: &Searcher,
    mut hits: Vec<Scored>,
    sorted: Sorted,
    offset: usize,
    limit: usize,
) -> tantivy::Result<Vec<Scored>> {
    let wanted = offset.saturating_add(limit);
    if sorted == Sorted::Relevance && wanted < hits.len() && wanted > 0 {
        // Only those that can be on the page need their place looked up: the best, and all their equals.
        let (_, last, _) = hits.select_nth_unstable_by(wanted - 1, |a, b| b.score.total_cmp(&a.score));
        let least = last.score;
        hits.retain(|h| h.score >= least);
    }
    let mut places = places(searcher, &hits)?;
    match sorted {
        Sorted::Relevance => places.sort_by(|a, b| {
            let by_score = b.scored.score.total_cmp(&a.scored.score);
            by_score.then_with(|| a.document.cmp(&b.document)).then(a.ordinal.cmp(&b.ordinal))
        }),
        Sorted::Document => {
            places.sort_by(|a, b| a.document.cmp(&b.document).then(a.ordinal.cmp(&b.ordinal)));
        }
        Sorted::Date => places.sort_by(|a, b| {
            b.date.cmp(&a.date).then_with(|| a.document.cmp(&b.document)).then(a.ordinal.cmp(&b.ordinal))
        }),
    }
    Ok(places.into_iter().skip(offset).take(limit).map(|p| p.scored).collect())
}

fn places(searcher: &Searcher, hits: &[Scored]) -> tantivy::Result<Vec<Place>> {
    let mut hits = hits.to_vec();
    hits.sort_unstable_by_key(|h| h.at);
    let mut out = Vec::with_capacity(hits.len());
    for group in hits.chunk_by(|a, b| a.at.segment() == b.at.segment()) {
        let Some(first) = group.first() else { continue };
        let fast = searcher.segment_reader(first.at.segment()).fast_fields();
        let (ordinals, dates) = (fast.u64(ORDINAL)?, fast.u64(DATE)?);
        let documents = fast.str(Key::Document.name())?;
        // Few documents, many hits: names are looked up once each.
        let mut names = std::collections::BTreeMap::new();
        for &scored in group {
            let doc = scored.at.doc();
            let name = documents.as_ref().and_then(|d| d.term_ords(doc).next());
            let document = match (name, &documents) {
                (Some(ord), Some(column)) => match names.get(&ord) {
                    Some(name) => String::clone(name),
                    None => {
                        let mut name = String::new();
                        column.ord_to_str(ord, &mut name)?;
                        names.insert(ord, name.clone());
                        name
                    }
                },
                _ => String::new(),
            };
            let ordinal = ordinals.first(doc).unwrap_or(0);
            out.push(Place { scored, document, ordinal, date: dates.first(doc).unwrap_or(0) });
        }
    }
    Ok(out)
}
