//! RIS. The format knows statutes and cases but no treaties: treaties, declarations and resolutions are `STAT`, which
//! reference managers read as a statute, with the series of treaties as the code.

use model::Kind;

use crate::item::Item;

/// A record, closed.
pub(super) fn record(item: &Item<'_>) -> String {
    let kind = match item.kind {
        Kind::Treaty | Kind::Declaration | Kind::Resolution | Kind::Statute => "STAT",
        Kind::Case => "CASE",
        Kind::Ilc | Kind::Comment | Kind::Document => "RPRT",
        Kind::Manual => "BOOK",
        Kind::Essay if item.journal => "JOUR",
        Kind::Essay if item.publisher.is_some() => "BOOK",
        Kind::Essay if item.url.is_some() => "ELEC",
        Kind::Essay => "GEN",
    };
    let mut out = Record(String::new());
    out.tag("TY", Some(kind));
    out.tag("ID", Some(item.key));
    out.tag("TI", Some(item.title));
    out.tag("ST", item.short);
    for author in &item.authors {
        out.tag("AU", Some(&author.inverted()));
    }
    out.tag("PY", item.year());
    out.tag("DA", date(&item.date).as_deref());
    out.tag("PB", item.issuer.or(item.publisher));
    out.tag("T2", item.website);
    if let Some(place) = &item.place {
        out.tag("T2", Some(&place.series));
        out.tag("VL", place.volume.as_deref());
        out.tag("SP", place.page.map(|p| p.to_string()).as_deref());
    }
    for number in &item.numbers {
        out.tag("M1", Some(number));
    }
    for published in &item.published {
        out.tag("N1", Some(published));
    }
    out.tag("UR", item.url);
    out.0.push_str("ER  - \n");
    out.0
}

struct Record(String);

impl Record {
    fn tag(&mut self, tag: &str, value: Option<&str>) {
        let Some(value) = value else { return };
        let value: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        self.0.push_str(&format!("{tag}  - {value}\n"));
    }
}

/// `YYYY/MM/DD/`, with the parts that are not known left empty.
fn date(parts: &[&str]) -> Option<String> {
    let part = |i: usize| parts.get(i).copied().unwrap_or_default();
    (!parts.is_empty()).then(|| format!("{}/{}/{}/", part(0), part(1), part(2)))
}
