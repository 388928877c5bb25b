//! A work as reference managers think of it: what of an authority goes into which of their fields.

use model::{Authority, Datum, Kind, PersonName};

/// A work to be listed.
#[derive(Clone, Copy, Debug)]
pub struct Work<'a> {
    /// What the table says of it.
    pub authority: &'a Authority,
    /// Who wrote it, where known: given names first.
    pub authors: &'a [String],
}

/// A place in a series that counts volumes or years, and pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) series: String,
    pub(crate) volume: Option<String>,
    pub(crate) page: Option<u32>,
}

/// A work taken apart.
#[derive(Clone, Debug)]
pub(crate) struct Item<'a> {
    pub(crate) key: &'a str,
    pub(crate) kind: Kind,
    pub(crate) title: &'a str,
    pub(crate) short: Option<&'a str>,
    pub(crate) authors: Vec<PersonName>,
    /// The court of a case, else the body that issued it.
    pub(crate) issuer: Option<&'a str>,
    /// Year, month, day as far as known.
    pub(crate) date: Vec<&'a str>,
    pub(crate) place: Option<Place>,
    /// Whether that is a journal.
    pub(crate) journal: bool,
    pub(crate) publisher: Option<&'a str>,
    /// The name of the web site that it stands on.
    pub(crate) website: Option<&'a str>,
    /// Symbols, dockets, numbers of resolutions, as the table writes them.
    pub(crate) numbers: Vec<String>,
    /// Everything else that says where it is published.
    pub(crate) published: Vec<String>,
    pub(crate) url: Option<&'a str>,
}

/// Series with volumes and pages: the table's word and the abbreviation in use.
const SERIES: &[(&str, &str)] = &[
    ("unts", "UNTS"),
    ("lnts", "LNTS"),
    ("icj-reports", "ICJ Reports"),
    ("riaa", "RIAA"),
    ("ilr", "ILR"),
    ("ilm", "ILM"),
    ("us-reports", "U.S."),
    ("f3d", "F.3d"),
    ("f2d", "F.2d"),
    ("ust", "UST"),
    ("bevans", "Bevans"),
    ("stat", "Stat."),
];

/// Series that are cited by a number: the table's word and what stands before the number.
const NUMBERED: &[(&str, &str)] = &[
    ("ets", "ETS No. "),
    ("cets", "CETS No. "),
    ("oasts", "OASTS No. "),
    ("pcij", "PCIJ "),
    ("series-a", "Series A No. "),
    ("series-c", "Series C No. "),
    ("yilc", "Yearbook of the International Law Commission "),
    ("usc", ""),
    ("other", ""),
];

/// What identifies a work to its issuer: the table's word and what stands before the number.
const NUMBERS: &[(&str, &str)] = &[
    ("resolution", "Res. "),
    ("symbol", ""),
    ("application", "Application No. "),
    ("case-number", ""),
    ("ecli", ""),
    ("public-law", ""),
];

impl<'a> Item<'a> {
    pub(crate) fn new(work: Work<'a>) -> Self {
        let authority = work.authority;
        let of = |table: &[(&str, &str)]| -> Vec<String> {
            let named = |datum: &Datum| {
                let (_, before) = table.iter().find(|(kind, _)| *kind == datum.kind.0)?;
                Some(format!("{before}{}", datum.value.as_deref()?))
            };
            authority.cite.iter().filter_map(named).collect()
        };
        let first_of = |kind: &str| authority.cite.iter().find(|d| d.kind.0 == kind);
        let journal = first_of("journal").and_then(|datum| {
            let series = datum.value.clone()?;
            Some(Place { series, volume: datum.volume.map(|v| v.to_string()), page: datum.page })
        });
        let is_journal = journal.is_some();
        let mut places = journal.into_iter().chain(authority.cite.iter().filter_map(place));
        let first = places.next();
        let mut published = of(NUMBERED);
        published.extend(places.map(|p| p.written()));
        Self {
            key: authority.id.as_str(),
            kind: authority.kind,
            title: &authority.title,
            short: authority.short.first().map(String::as_str).filter(|s| *s != authority.title),
            authors: authors(work),
            issuer: authority.court.as_deref().or(authority.body.as_deref()),
            date: authority.date.as_deref().map(|d| d.split('-').collect()).unwrap_or_default(),
            place: first,
            journal: is_journal,
            publisher: first_of("publisher").and_then(|d| d.value.as_deref()),
            website: first_of("website").and_then(|d| d.value.as_deref()),
            numbers: of(NUMBERS),
            published,
            url: authority.url.as_deref(),
        }
    }

    /// Where it is published, beside its place in a series, in words; `None` where there is nothing to say.
    pub(crate) fn published(&self) -> Option<String> {
        (!self.published.is_empty()).then(|| self.published.join("; "))
    }

    pub(crate) fn number(&self) -> Option<String> {
        (!self.numbers.is_empty()).then(|| self.numbers.join("; "))
    }

    pub(crate) fn year(&self) -> Option<&'a str> {
        self.date.first().copied()
    }
}

impl Place {
    /// `999 UNTS 171`.
    pub(crate) fn written(&self) -> String {
        let page = self.page.map(|p| p.to_string());
        let parts = [self.volume.clone(), Some(self.series.clone()), page];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// Who wrote it: as its caller says, else the table.
fn authors(work: Work<'_>) -> Vec<PersonName> {
    if !work.authors.is_empty() {
        return work.authors.iter().map(|a| PersonName::new(a)).collect();
    }
    let written = work.authority.cite.iter().filter(|d| d.kind.0 == "author");
    written.filter_map(|d| d.value.as_deref()).map(PersonName::new).collect()
}

fn place(datum: &Datum) -> Option<Place> {
    let (_, series) = SERIES.iter().find(|(kind, _)| *kind == datum.kind.0)?;
    let volume = datum.volume.or(datum.year).map(|v| v.to_string());
    (volume.is_some() || datum.page.is_some()).then(|| Place {
        series: (*series).to_owned(),
        volume,
        page: datum.page,
    })
}
