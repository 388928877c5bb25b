//! The table of authorities, for looking things up.

use model::{Authority, Datum, Held, Kind};

use crate::error::DeskError;
use crate::{Desk, Opened};

/// An authority and whether its text is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorityRow {
    /// What the table says of it.
    pub authority: Authority,
    /// Whether the corpus holds its text.
    pub held: bool,
}

impl Desk {
    /// Every authority, by id; of these kinds only, where any are given.
    ///
    /// # Errors
    /// When there is no such kind, or a table or the index cannot be read.
    pub fn authorities(&self, kinds: &[String]) -> Result<Vec<AuthorityRow>, DeskError> {
        let opened = self.opened()?;
        let kinds: Vec<Kind> = kinds
            .iter()
            .map(|given| {
                given.parse().map_err(|_| DeskError::NoSuchValue {
                    what: "kind",
                    given: given.clone(),
                    allowed: Kind::ALL.iter().map(|k| k.as_str().to_owned()).collect(),
                })
            })
            .collect::<Result<_, _>>()?;
        let catalogue = self.catalogue()?;
        let wanted = catalogue.iter().filter(|a| kinds.is_empty() || kinds.contains(&a.kind));
        let mut rows: Vec<AuthorityRow> = wanted.map(|a| row(opened, a.clone())).collect();
        rows.sort_by(|a, b| a.authority.id.cmp(&b.authority.id));
        Ok(rows)
    }

    /// The authority with this id or name.
    ///
    /// # Errors
    /// When none is called so, or a table or the index cannot be read.
    pub fn authority(&self, name: &str) -> Result<AuthorityRow, DeskError> {
        let opened = self.opened()?;
        let catalogue = self.catalogue()?;
        let by_id = name.trim().parse().ok().and_then(|id| catalogue.get(&id)).cloned();
        let found = match by_id {
            Some(authority) => authority,
            None => self.known_authority(name)?,
        };
        Ok(row(opened, found))
    }
}

fn row(opened: &Opened, authority: Authority) -> AuthorityRow {
    AuthorityRow { held: opened.holds(&authority.id), authority }
}

/// How series are written.
const SERIES: &[(&str, &str)] = &[
    ("bevans", "Bevans"),
    ("cets", "CETS"),
    ("ets", "ETS"),
    ("f2d", "F.2d"),
    ("f3d", "F.3d"),
    ("icj-reports", "ICJ Reports"),
    ("ilm", "ILM"),
    ("ilr", "ILR"),
    ("lnts", "LNTS"),
    ("oasts", "OASTS"),
    ("pcij", "PCIJ"),
    ("public-law", "Public Law"),
    ("riaa", "RIAA"),
    ("series-a", "Series A"),
    ("series-c", "Series C"),
    ("stat", "Stat."),
    ("unts", "UNTS"),
    ("us-reports", "U.S."),
    ("usc", "U.S.C."),
    ("ust", "UST"),
    ("yilc", "YILC"),
];

/// A piece of citation data as it is written: `1155 UNTS 331`, `ICJ Reports 1986, 14`, `A/RES/2625 (XXV)`.
pub fn written_datum(datum: &Datum) -> String {
    let kind = datum.kind.0.as_str();
    let series = SERIES.iter().find(|(slug, _)| *slug == kind).map(|(_, name)| *name);
    let plain = matches!(kind, "symbol" | "ecli" | "other");
    let name =
        if plain { String::new() } else { series.map_or_else(|| kind.replace('-', " "), str::to_owned) };
    let mut parts: Vec<String> = Vec::new();
    parts.extend(datum.volume.map(|v| v.to_string()));
    parts.extend(Some(name).filter(|n| !n.is_empty()));
    parts.extend(datum.year.map(|y| y.to_string()));
    parts.extend(datum.value.clone());
    let mut out = parts.join(" ");
    if let Some(page) = datum.page {
        let sign = if datum.volume.is_some() { " " } else { ", " };
        out.push_str(&format!("{sign}{page}"));
    }
    if let Some(date) = &datum.date {
        out.push_str(&format!(" ({date})"));
    }
    out
}

#[cfg(test)]
mod tests {
    use model::{Basis, DatumKind};

    use super::*;

    #[test]
    fn citation_data_is_written_as_lawyers_write_it() {
        let datum = |kind: &str, volume, year, page, value: Option<&str>| Datum {
            kind: DatumKind(kind.to_owned()),
            volume,
            year,
            page,
            value: value.map(str::to_owned),
            date: None,
            basis: Basis::Recall,
        };
        for (datum, expected) in [
            (datum("unts", Some(12), None, Some(34), None), "12 UNTS 34"),
            (datum("icj-reports", None, Some(1931), Some(5), None), "ICJ Reports 1931, 5"),
            (datum("symbol", None, None, None, Some("A/LAMP/1")), "A/LAMP/1"),
            (datum("case-number", None, None, None, Some("LT-1")), "case number LT-1"),
        ] {
            assert_eq!(written_datum(&datum), expected);
        }
    }
}
