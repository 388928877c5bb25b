//! A plainly written reference that is the whole of a query: "UN Charter art 2(4)", "art 51", "un-charter#art-51".

use model::{Authority, AuthorityId, PassageId, Pinpoint, SegmentKind};

use crate::names::{Entry, Index, Names};
use crate::place::{self, Places};
use crate::scan;

/// What a query refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The authority, as far as the query names one.
    pub authority: Named,
    /// The places, in the order of the query; empty where none is given.
    pub places: Vec<Pinpoint>,
}

/// The authority a query names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// None: a place only.
    Nothing,
    /// This one.
    One(AuthorityId),
    /// Several go by that name, and all may have the place.
    Ambiguous(Vec<AuthorityId>),
    /// None that is known.
    Unknown {
        /// The name as written.
        name: String,
        /// Authorities with names like it, best first.
        near: Vec<AuthorityId>,
    },
}

/// Reads `text` as a reference. `None` where it is none: no place, and no name that is known.
pub fn reference(text: &str, names: &Names) -> Option<Reference> {
    let text = text.trim();
    if text.is_empty() || text.len() > 500 {
        return None;
    }
    by_id(text, names)
        .or_else(|| place_first(text, names))
        .or_else(|| name_first(text, names))
        .or_else(|| unknown_name(text, names))
}

/// `un-charter`, `un-charter#art-2/para-4`.
fn by_id(text: &str, names: &Names) -> Option<Reference> {
    let (id, places) = match text.parse::<PassageId>() {
        Ok(id) => (id.document().clone(), vec![id.pinpoint().clone()]),
        Err(_) => (AuthorityId::new(text).ok()?, Vec::new()),
    };
    let known = names.catalogue().get(&id).is_some();
    if !known && places.is_empty() {
        return None;
    }
    let authority = if known { Named::One(id) } else { unknown(id.as_str(), names) };
    Some(Reference { authority, places })
}

/// "art 51", "art 51 UN Charter", "arts 20-25 of the ARSIWA".
fn place_first(text: &str, names: &Names) -> Option<Reference> {
    let places = place::places(text, 0)?;
    let rest = connected(text, places.end);
    if rest == text.len() {
        return Some(Reference { authority: Named::Nothing, places: below(places)? });
    }
    let (entry, end) = name(text, rest, names)?;
    let end = end + trailing(text, end);
    if end == text.len() {
        let list = below(places)?;
        return Some(Reference { authority: named(&entry, &list, names), places: list });
    }
    None
}

/// "UN Charter art 2(4)", "ICCPR 6(1)", "Nicaragua, para 195", "un-charter art 51".
fn name_first(text: &str, names: &Names) -> Option<Reference> {
    let start = scan::word(text, 0, "the").map_or(0, |end| scan::space(text.as_bytes(), end));
    let (entry, end) = name(text, start, names)?;
    let at = end + trailing(text, end);
    if at == text.len() {
        return Some(Reference { authority: named(&entry, &[], names), places: Vec::new() });
    }
    let places = place::places(text, at).or_else(|| {
        let first = entry.all().find_map(|i| names.authority(i)).and_then(main_kind)?;
        place::numbered(text, at, first)
    })?;
    let end = places.end;
    let list = below(places)?;
    (end + trailing(text, end) == text.len())
        .then(|| Reference { authority: named(&entry, &list, names), places: list })
}

/// "Harbour Lights Convention art 5": a place at the end and a name that is not known.
fn unknown_name(text: &str, names: &Names) -> Option<Reference> {
    let found = |at: usize| place::places(text, at).filter(|p| p.end + trailing(text, p.end) == text.len());
    let (at, places) = if let Some(places) = place::places(text, 0) {
        let rest = connected(text, places.end);
        let name = text.get(rest..).filter(|n| !n.is_empty())?;
        return Some(Reference { authority: unknown(name, names), places: below(places)? });
    } else {
        let starts =
            text.char_indices().filter(|(i, c)| *i > 0 && (c.is_alphabetic() || matches!(c, '¶' | '§')));
        starts.filter(|(i, _)| !scan::alnum_before(text, *i)).find_map(|(i, _)| Some((i, found(i)?)))?
    };
    let name = text.get(..at)?.trim_end_matches(|c: char| c.is_whitespace() || c == ',');
    Some(Reference { authority: unknown(name, names), places: below(places)? })
}

fn unknown(name: &str, names: &Names) -> Named {
    Named::Unknown { name: name.to_owned(), near: names.near(name) }
}

/// A reference stands by itself, so "of this article" has nothing to point at.
fn below(places: Places) -> Option<Vec<Pinpoint>> {
    places.within.is_none().then_some(places.list)
}

/// The longest name or id at `at`, and its end.
fn name(text: &str, at: usize, names: &Names) -> Option<(Entry, usize)> {
    let word = text.get(at..)?.split(char::is_whitespace).next()?;
    let id = word.trim_end_matches(',');
    if let Some(index) = AuthorityId::new(id).ok().and_then(|id| names.index(&id)) {
        return Some((Entry { named: vec![index], ..Entry::default() }, at + id.len()));
    }
    let hit = names.at_any_case(text, at)?;
    Some((hit.entry.clone(), hit.end))
}

/// What a name means, given the places asked for.
fn named(entry: &Entry, places: &[Pinpoint], names: &Names) -> Named {
    let own: Vec<Index> = if entry.named.is_empty() { entry.all().collect() } else { entry.named.clone() };
    let fitting: Vec<Index> = own
        .iter()
        .copied()
        .filter(|&i| names.authority(i).is_some_and(|a| places.iter().all(|p| may_have(a, p))))
        .collect();
    let chosen = if fitting.is_empty() { own } else { fitting };
    let ids: Vec<AuthorityId> =
        chosen.into_iter().filter_map(|i| names.authority(i)).map(|a| a.id.clone()).collect();
    match <[AuthorityId; 1]>::try_from(ids) {
        Ok([id]) => Named::One(id),
        Err(ids) => Named::Ambiguous(ids),
    }
}

/// Whether `authority` can have `place`, by the kinds of place it has and the number of its articles.
pub(crate) fn may_have(authority: &Authority, place: &Pinpoint) -> bool {
    let first = place.first();
    if first.kind == SegmentKind::Article
        && let Some(count) = authority.articles
        && let Some(number) = first.to.as_deref().or(first.number.as_deref())
    {
        let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
        let value = digits.parse::<u32>().ok().or_else(|| model::roman_value(number));
        if value.is_some_and(|v| v > count || v == 0) {
            return false;
        }
    }
    let apparatus = matches!(first.kind, SegmentKind::Preamble | SegmentKind::Page | SegmentKind::Footnote);
    authority.pinpoints.is_empty() || apparatus || authority.pinpoints.contains(&first.kind)
}

/// The kind of place an authority is cited by when the word for it is left out.
pub(crate) fn main_kind(authority: &Authority) -> Option<SegmentKind> {
    use SegmentKind as K;
    let main = |k: &&K| matches!(k, K::Article | K::Rule | K::Principle | K::Paragraph | K::Section);
    authority.pinpoints.iter().find(main).copied()
}

/// The position after the words that join a place to a name: "of the", a comma.
fn connected(text: &str, at: usize) -> usize {
    let mut at = at + trailing(text, at);
    for joint in ["of", "in", "the"] {
        if let Some(end) = scan::word(text, at, joint) {
            at = scan::space(text.as_bytes(), end);
        }
    }
    at
}

/// Length of the spaces and commas at `at`.
fn trailing(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '’' | '\'')).len()
}

impl Entry {
    /// Everything it may mean.
    pub(crate) fn all(&self) -> impl Iterator<Item = Index> {
        self.named.iter().chain(&self.shared).chain(&self.generic).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    fn show(text: &str) -> String {
        let names = Names::new(samples::catalogue());
        let Some(found) = reference(text, &names) else { return "none".to_owned() };
        let places = found.places.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        let ids = |ids: &[AuthorityId]| ids.iter().map(AuthorityId::as_str).collect::<Vec<_>>().join("|");
        let authority = match found.authority {
            Named::Nothing => "-".to_owned(),
            Named::One(id) => id.to_string(),
            Named::Ambiguous(all) => format!("?{}", ids(&all)),
            Named::Unknown { name, near } => format!("!{name}~{}", ids(&near)),
        };
        format!("{authority} {places}").trim_end().to_owned()
    }

    #[test]
    fn references_as_lawyers_type_them() {
        for (text, want) in [
            ("Harbour Lights Convention art 2(4)", "harbour-lights art-2/para-4"),
            ("art 5 HLC", "harbour-lights art-5"),
            ("the hlc, article 5", "harbour-lights art-5"),
            ("H.L.C. 6(1)", "harbour-lights art-6/para-1"),
            ("arts 20-25 of the Convention on the Lights of Harbours", "harbour-lights art-20..25"),
            ("1911 Harbour Lights Convention art 9(1)(c)", "harbour-lights art-9/para-1/pt-c"),
            ("harbour-lights#art-2/para-4", "harbour-lights art-2/para-4"),
            ("harbour-lights", "harbour-lights"),
            ("harbour-lights art 2", "harbour-lights art-2"),
            ("art 51", "- art-51"),
            ("Lighthouse Keepers para 195", "keepers para-195"),
            ("Convention art 3", "?harbour-lights|buoys"),
            ("Convention art 35", "harbour-lights art-35"),
            ("Harbor Lights Convention art 3", "!Harbor Lights Convention~harbour-lights art-3"),
            ("nowhere#art-3", "!nowhere~ art-3"),
            ("armed attack", "none"),
            ("art", "none"),
        ] {
            let got = show(text);
            let want = if text == "Convention art 3" { format!("{want} art-3") } else { want.to_owned() };
            assert_eq!(got, want, "{text}");
        }
    }
}
