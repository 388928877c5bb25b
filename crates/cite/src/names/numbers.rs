//! Authorities by number: resolutions, and pages of reports and treaty series.

use std::collections::BTreeMap;

use model::Catalogue;

use super::Index;

/// The organ that adopted a resolution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Organ {
    /// The General Assembly.
    Assembly,
    /// The Security Council.
    Council,
}

/// Where authorities are found by number.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    resolutions: BTreeMap<(Organ, String), Vec<Index>>,
    /// Numbers of dockets and documents, as [`coded`] writes them.
    codes: BTreeMap<String, Vec<Index>>,
    /// Series, volume or year, first page.
    pages: BTreeMap<(String, u32, u32), Vec<Index>>,
}

impl Numbers {
    pub(super) fn new(catalogue: &Catalogue) -> Self {
        let mut out = Self::default();
        for (index, authority) in (0..).zip(catalogue.iter()) {
            let organ = match authority.body.as_deref() {
                Some("UNSC") => Organ::Council,
                _ => Organ::Assembly,
            };
            for datum in &authority.cite {
                if datum.kind.0 == "resolution"
                    && let Some(number) = datum.value.as_deref().and_then(resolution_number)
                {
                    let list = out.resolutions.entry((organ, number)).or_default();
                    if !list.contains(&index) {
                        list.push(index);
                    }
                }
                if matches!(datum.kind.0.as_str(), "case-number" | "application" | "symbol" | "ecli")
                    && let Some(value) = &datum.value
                {
                    let list = out.codes.entry(coded(value)).or_default();
                    if !list.contains(&index) {
                        list.push(index);
                    }
                }
                if let (Some(volume), Some(page)) = (datum.volume.or(datum.year), datum.page) {
                    out.pages.entry((datum.kind.0.clone(), volume, page)).or_default().push(index);
                }
            }
        }
        out
    }

    /// The resolutions of `organ` with this number (`2625`, `56/83`); of either where none is given.
    pub(crate) fn resolution(&self, organ: Option<Organ>, number: &str) -> Vec<Index> {
        let of = |organ| self.resolutions.get(&(organ, number.to_owned())).cloned().unwrap_or_default();
        match organ {
            Some(organ) => of(organ),
            None => [of(Organ::Assembly), of(Organ::Council)].concat(),
        }
    }

    /// The works with this docket or document number.
    pub(crate) fn code(&self, code: &str) -> Vec<Index> {
        self.codes.get(&coded(code)).cloned().unwrap_or_default()
    }

    /// What is printed in `series` from this page on: the work that begins there, or else, for reports of one year
    /// in one volume, nothing.
    pub(crate) fn page(&self, series: &str, volume: u32, page: u32) -> Vec<Index> {
        self.pages.get(&(series.to_owned(), volume, page)).cloned().unwrap_or_default()
    }
}

/// A docket or document number without its signs and spaces.
fn coded(code: &str) -> String {
    code.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// The number of a resolution as it is looked up: `2625 (XXV)` is `2625`, `217 A (III)` is `217`.
pub(crate) fn resolution_number(text: &str) -> Option<String> {
    let number: String = text.chars().take_while(|c| c.is_ascii_digit() || *c == '/').collect();
    let good = number.chars().next().is_some_and(|c| c.is_ascii_digit());
    good.then(|| number.trim_end_matches('/').to_owned())
}
