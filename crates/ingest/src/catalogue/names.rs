//! Names that mean two things: found across all tables, whatever the typography.

use std::collections::BTreeMap;
use std::path::Path;

use model::Authority;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use table::{Fields, Sheet};

/// A name of an authority, and where it stands.
struct Place<'s, 't> {
    sheet: &'s Sheet<'t>,
    at: usize,
    key: &'static str,
    /// The authority, by its number in the order of the tables.
    id: usize,
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
    ids: Vec<String>,
    first: BTreeMap<String, Place<'s, 't>>,
    /// By folded name: those that claim it for themselves, and those that own up to sharing it.
    sole: BTreeMap<String, Vec<Place<'s, 't>>>,
    shared: BTreeMap<String, Vec<Place<'s, 't>>>,
}

impl<'s, 't> Names<'s, 't> {
    /// Takes in an authority; reports an id that another has.
    pub(super) fn add(&mut self, sheet: &'s Sheet<'t>, fields: &Fields<'s, 't>, authority: &Authority) {
        let id = self.ids.len();
        let name = authority.id.to_string();
        let place = |at, key, name: String| Place { sheet, at, key, id, name };
        let here = place(fields.place("id"), "id", String::new());
        if let Some(first) = self.first.get(&name) {
            let message =
                format!("`{name}` is an authority already: {}:{}", first.path().display(), first.line());
            sheet.fault(here.at, "authority.id", message);
        } else {
            self.first.insert(name.clone(), here);
        }
        self.ids.push(name);
        for name in fields.strings("ambiguous") {
            let folded = fold(&name.value);
            self.shared.entry(folded).or_default().push(place(name.at, "ambiguous", name.value));
        }
        let mut sole = |at, key, name: String| {
            let places = self.sole.entry(fold(&name)).or_default();
            if places.last().is_none_or(|p| p.id != id) {
                places.push(place(at, key, name));
            }
        };
        sole(fields.place("title"), "title", authority.title.clone());
        for key in ["short", "aliases"] {
            for name in fields.strings(key) {
                sole(name.at, key, name.value);
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
                    self.ids[other.id],
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
pub(super) fn fold(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 8);
    if name.is_ascii() {
        name.chars().for_each(|c| fold_char(c, &mut out));
    } else {
        name.nfkd()
            .filter(|&c| !is_combining_mark(c))
            .flat_map(char::to_lowercase)
            .for_each(|c| fold_char(c, &mut out));
    }
    out.truncate(out.trim_end().len());
    match out.strip_prefix("the ") {
        Some(rest) => rest.to_owned(),
        None => out,
    }
}

/// Adds one character in lower case (beyond ASCII, `c` is that already), without doubling spaces.
fn fold_char(c: char, out: &mut String) {
    match c {
        '.' => {}
        '‘' | '’' | 'ʼ' | '`' => out.push('\''),
        '“' | '”' => out.push('"'),
        '&' => {
            fold_char(' ', out);
            out.push_str("and ");
        }
        c if c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}') => {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        }
        c => out.push(c.to_ascii_lowercase()),
    }
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
        assert_eq!(fold(" The  Hague - Rules "), "hague rules");
    }
}
