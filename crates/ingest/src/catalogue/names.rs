//! Names that mean two things: found across all tables, whatever the typography.

use std::collections::BTreeMap;
use std::path::Path;

use model::Authority;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::tables::{Fields, Sheet};

/// A name of an authority, and where it stands.
struct Place<'s, 't> {
    sheet: &'s Sheet<'t>,
    at: usize,
    key: &'static str,
    id: String,
    name: String,
}

impl Place<'_, '_> {
    fn path(&self) -> &Path {
        self.sheet.path()
    }

    fn line(&self) -> usize {
        self.sheet.line(self.at)
    }
}

/// Every id and name met so far.
#[derive(Default)]
pub(super) struct Names<'s, 't> {
    ids: BTreeMap<String, Place<'s, 't>>,
    /// By folded name: those that claim it for themselves, and those that own up to sharing it.
    sole: BTreeMap<String, Vec<Place<'s, 't>>>,
    shared: BTreeMap<String, Vec<Place<'s, 't>>>,
}

impl<'s, 't> Names<'s, 't> {
    /// Takes in an authority; reports an id that another has.
    pub(super) fn add(&mut self, sheet: &'s Sheet<'t>, fields: &Fields<'s, 't>, authority: &Authority) {
        let id = authority.id.to_string();
        let place = |at, key, name: &str| Place { sheet, at, key, id: id.clone(), name: name.to_owned() };
        let here = place(fields.place("id"), "id", authority.id.as_str());
        if let Some(first) = self.ids.get(&id) {
            let message =
                format!("`{id}` is an authority already: {}:{}", first.path().display(), first.line());
            sheet.fault(here.at, "authority.id", message);
        } else {
            self.ids.insert(id.clone(), here);
        }
        for name in fields.strings("ambiguous") {
            let place = place(name.at, "ambiguous", &name.value);
            self.shared.entry(fold(&name.value)).or_default().push(place);
        }
        let mut sole = |at, key, name: &str| {
            let places = self.sole.entry(fold(name)).or_default();
            if places.iter().all(|p| p.id != id) {
                places.push(place(at, key, name));
            }
        };
        sole(fields.place("title"), "title", &authority.title);
        for key in ["short", "aliases"] {
            for name in fields.strings(key) {
                sole(name.at, key, &name.value);
            }
        }
    }

    /// Reports every name that one authority claims for itself and another has too.
    pub(super) fn check(&self) {
        for (folded, claims) in &self.sole {
            let shared = self.shared.get(folded).map_or(&[][..], Vec::as_slice);
            let claims = claims.iter().filter(|c| shared.iter().all(|s| s.id != c.id)).collect::<Vec<_>>();
            for (n, claim) in claims.iter().enumerate() {
                // Of several that claim it, the first is right until the others are heard.
                let others = claims.iter().take(n).copied().chain(shared);
                let Some(other) = others.into_iter().next() else { continue };
                let message = format!(
                    "`{}` names `{}` too ({}:{}): what may mean either belongs under `ambiguous` of both",
                    claim.name,
                    other.id,
                    other.path().display(),
                    other.line()
                );
                claim.sheet.fault(claim.at, &format!("authority.{}", claim.key), message);
            }
        }
    }
}

/// A name without what typography adds to it: case, dots, hyphens, `&` for "and", a leading "the", diacritics, curly
/// quotation marks and doubled spaces.
fn fold(name: &str) -> String {
    let mut out = String::new();
    for c in name.nfkd().filter(|&c| !is_combining_mark(c)) {
        match c {
            '.' => {}
            '‘' | '’' | 'ʼ' | '`' => out.push('\''),
            '“' | '”' => out.push('"'),
            '&' => out.push_str(" and "),
            c if c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}') => out.push(' '),
            c => out.extend(c.to_lowercase()),
        }
    }
    let words: Vec<&str> = out.split_whitespace().collect();
    words.strip_prefix(&["the"]).unwrap_or(&words).join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_is_folded() {
        let folded = fold("the un convention on peoples' rights and duties");
        for same in
            ["U.N. Convention on Peoples’ Rights & Duties", "UN CONVENTION  ON PEOPLES' RIGHTS–AND–DUTIES"]
        {
            assert_eq!(fold(same), folded);
        }
        assert_eq!(fold("Pact of San José"), "pact of san jose");
        assert_eq!(fold("The"), "");
    }
}
