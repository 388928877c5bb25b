//! A work as CSL knows it: variables by name.

use std::str::FromStr;

use hayagriva::citationberg::json::{
    self, DateValue, FixedDate, FixedDateRange, LiteralName, NameItem, NameValue, Value,
};
use hayagriva::citationberg::taxonomy::{Kind, Locator};
use model::{Datum, PersonName, Pinpoint, SegmentKind};

use super::words::{Sort, sort};
use crate::facts::Facts;

/// A work, its variables filled.
pub(crate) struct Item(pub(super) json::Item);

/// Whether CSL has a type of this name.
pub(crate) fn is_type(name: &str) -> bool {
    Kind::from_str(name).is_ok()
}

impl Item {
    /// A work of a CSL type, without a word yet.
    pub(crate) fn new(kind: &str, id: &str) -> Self {
        let mut item = Self(json::Item(Default::default()));
        item.text("id", Some(id.to_owned()));
        item.text("type", Some(kind.to_owned()));
        item
    }

    /// What it is, for messages: `who-keeps-the-light (article-journal)`.
    pub(super) fn described(&self) -> String {
        let word = |item: Option<std::borrow::Cow<'_, str>>| item.unwrap_or_default().into_owned();
        format!("{} ({})", word(self.0.id()), word(self.0.type_()))
    }

    /// Fills a variable with words.
    pub(crate) fn text(&mut self, variable: &str, words: Option<String>) {
        if let Some(words) = words.filter(|w| !w.is_empty()) {
            self.0.0.insert(variable.to_owned(), Value::String(words));
        }
    }

    /// Adds a person to a variable of names.
    pub(crate) fn name(&mut self, variable: &str, name: &str) {
        let split = PersonName::new(name);
        let value = match &split.given {
            None => NameValue::Literal(LiteralName { literal: split.family.clone() }),
            Some(given) => {
                let (particles, family) = split.particles();
                NameValue::Item(NameItem {
                    family: family.to_owned(),
                    given: Some(given.clone()),
                    // Said, even if empty: else the processor looks for particles itself.
                    non_dropping_particle: particles.map(str::to_owned),
                    dropping_particle: None,
                    suffix: None,
                    comma_suffix: None,
                })
            }
        };
        match self.0.0.get_mut(variable) {
            Some(Value::Names(names)) => names.push(value),
            _ => {
                self.0.0.insert(variable.to_owned(), Value::Names(vec![value]));
            }
        }
    }

    /// Fills a variable with a date, written `1986-06-27` or with less.
    pub(crate) fn date(&mut self, variable: &str, date: Option<&str>) {
        let Some(date) = date else { return };
        let mut parts = date.split('-');
        let Some(year) = parts.next().and_then(|y| y.parse().ok()) else { return };
        // CSL counts months and days from naught here.
        let mut next = || parts.next().and_then(|p| p.parse::<u8>().ok()).and_then(|p| p.checked_sub(1));
        let start = FixedDate {
            year,
            month: next().filter(|m| *m < 12),
            day: next().filter(|d| *d < 31),
            season: None,
            circa: false,
        };
        let raw = FixedDateRange { start, end: None };
        let value = Value::Date(DateValue::Raw { raw, literal: None, season: None });
        self.0.0.insert(variable.to_owned(), value);
    }

    /// A datum of the tables that goes by the name of a variable: `edition`, `editor`, `publisher-place`;
    /// `person` says how the style has names.
    fn datum(&mut self, datum: &Datum, person: &dyn Fn(&str) -> String) {
        let variable = datum.kind.0.as_str();
        match sort(variable) {
            Some(Sort::Words) => self.text(variable, datum.value.clone()),
            Some(Sort::Names) => {
                if let Some(name) = &datum.value {
                    self.name(variable, &person(name));
                }
            }
            Some(Sort::Date) => self.date(variable, datum.date.as_deref()),
            None => {}
        }
    }
}

impl Facts<'_> {
    /// The work as CSL knows it, as something of the type `kind`.
    pub(crate) fn item(&self, kind: &str) -> Item {
        let authority = self.work.authority;
        let mut item = Item::new(kind, authority.id.as_str());
        for datum in authority.cite.iter().filter(|d| d.kind.0 != "author") {
            item.datum(datum, &|name| self.person(name));
        }
        for author in self.authors() {
            item.name("author", &author);
        }
        item.text("title", Some(self.spelt(&authority.title)));
        item.text("title-short", self.short());
        item.date("issued", authority.date.as_deref());
        item.text("URL", authority.url.clone());
        item.text(
            "authority",
            authority.court.as_deref().or(authority.body.as_deref()).map(|b| self.named(b)),
        );
        // What it came out in.
        let whole = ["journal", "book", "website"].iter().find_map(|kind| self.first(kind));
        if let Some(whole) = whole {
            item.text("container-title", whole.value.clone());
            item.text("volume", whole.volume.map(|v| v.to_string()));
            item.text("page", whole.page.map(|p| p.to_string()));
        }
        item
    }
}

/// Places as the locator of CSL: all of one kind that it has a word for, as numbers under that word; everything else as
/// the table writes it, under none.
pub(super) fn locator(places: &[Pinpoint], words: &str) -> (Locator, String) {
    let label = |place: &Pinpoint| {
        let [only] = place.segments() else { return None };
        only.number.as_ref()?;
        Some(match only.kind {
            SegmentKind::Page => Locator::Page,
            SegmentKind::Paragraph | SegmentKind::Par => Locator::Paragraph,
            SegmentKind::Chapter => Locator::Chapter,
            SegmentKind::Section => Locator::Section,
            SegmentKind::Part => Locator::Part,
            _ => return None,
        })
    };
    let custom = || (Locator::Custom, words.to_owned());
    let Some(first) = places.first().and_then(label) else { return custom() };
    if !places.iter().all(|p| label(p) == Some(first)) {
        return custom();
    }
    let number = |place: &Pinpoint| {
        let segment = place.first();
        let from = segment.number.as_deref().unwrap_or_default();
        segment.to.as_deref().map_or_else(|| from.to_owned(), |to| format!("{from}–{to}"))
    };
    (first, places.iter().map(number).collect::<Vec<_>>().join(", "))
}
