//! Every format over invented works, and read back by libraries that others wrote.

use biblatex::{ChunksExt, EntryType};
use biblib::{CitationParser, RisParser};
use model::{Authority, AuthorityId, Basis, Datum, DatumKind, Kind};

use super::{Bibliography, bibliography};
use crate::item::Work;

fn authority(id: &str, title: &str, kind: Kind, date: &str) -> Authority {
    Authority {
        id: AuthorityId::new(id).unwrap(),
        title: title.to_owned(),
        short: Vec::new(),
        aliases: Vec::new(),
        generic: Vec::new(),
        ambiguous: Vec::new(),
        common: Vec::new(),
        roman: Vec::new(),
        calls: Vec::new(),
        about: Vec::new(),
        landmarks: Vec::new(),
        principal: false,
        kind,
        date: Some(date.to_owned()),
        pinpoints: Vec::new(),
        articles: None,
        court: None,
        body: None,
        parties: Vec::new(),
        cite: Vec::new(),
        url: None,
    }
}

fn datum(kind: &str, volume: Option<u32>, page: Option<u32>, value: Option<&str>) -> Datum {
    Datum {
        kind: DatumKind(kind.to_owned()),
        volume,
        year: None,
        page,
        value: value.map(str::to_owned),
        date: None,
        basis: Basis::Recall,
    }
}

/// A work of every kind, with all that can be awkward in a title.
fn works() -> Vec<(Authority, Vec<String>)> {
    let mut treaty = authority("lights", "Convention on the Lights of Harbours", Kind::Treaty, "1931-03-04");
    treaty.short = vec!["Lights Convention".to_owned()];
    treaty.cite = vec![datum("lnts", Some(12), Some(34), None), datum("ets", None, None, Some("7"))];
    let mut case = authority("buoys", "Buoys & Beacons {Arcadia v. Borduria}, 50%", Kind::Case, "1949-04-09");
    case.court = Some("ICJ".to_owned());
    case.cite = vec![datum("icj-reports", Some(1949), Some(4), None)];
    let mut resolution = authority("res-9", "Dark_Lamps #9", Kind::Resolution, "1950");
    resolution.body = Some("UNGA".to_owned());
    resolution.cite = vec![datum("symbol", None, None, Some("A/RES/9(V)"))];
    let mut essay = authority("keeper", "Who Keeps the Light?", Kind::Essay, "1970-05");
    essay.url = Some("https://example.org/a_b?c=%20&d".to_owned());
    let mut article = authority("article", "On Lamps", Kind::Essay, "1971");
    article.cite = vec![
        datum("author", None, None, Some("Bo Dyke")),
        datum("journal", Some(12), Some(34), Some("Journal of Harbour Law")),
    ];
    let mut book = authority("book", "The Law of Lamps", Kind::Essay, "1968");
    book.cite = vec![datum("publisher", None, None, Some("Port Lantern Press"))];
    let ilc = authority("wrecks", "Articles on the Marking of Wrecks", Kind::Ilc, "1962");
    let kinds = [Kind::Declaration, Kind::Statute, Kind::Document, Kind::Manual, Kind::Comment];
    let others = kinds.map(|k| authority(&format!("a-{k}"), "Pilots’ Rules – Élan", k, "1948"));
    let named = |a| (a, Vec::new());
    let authors = vec!["Ada M. van Dyke".to_owned(), "B. Keeper".to_owned()];
    let mut all = vec![named(treaty), named(case), named(resolution), (essay, authors), named(ilc)];
    all.extend([named(article), named(book)]);
    all.extend(others.map(named));
    all
}

fn printed(format: Bibliography) -> String {
    let works = works();
    let works: Vec<Work<'_>> = works.iter().map(|(authority, authors)| Work { authority, authors }).collect();
    bibliography(&works, format)
}

#[test]
fn another_library_reads_biblatex_back() {
    let read = biblatex::Bibliography::parse(&printed(Bibliography::Biblatex)).unwrap();
    assert_eq!(read.len(), works().len());
    let get = |key: &str| read.get(key).unwrap();
    assert_eq!(get("buoys").entry_type, EntryType::Unknown("jurisdiction".to_owned()));
    for (authority, _) in works() {
        let title = get(authority.id.as_str()).title().unwrap().format_verbatim();
        assert_eq!(title, authority.title);
    }
    let authors = get("keeper").author().unwrap();
    assert_eq!((authors[0].prefix.as_str(), authors[0].name.as_str()), ("van", "Dyke"));
    assert_eq!(get("keeper").url().unwrap(), "https://example.org/a_b?c=%20&d");
    assert_eq!(
        (&get("article").entry_type, &get("book").entry_type),
        (&EntryType::Article, &EntryType::Book)
    );
    assert_eq!(get("article").journal().unwrap().format_verbatim(), "Journal of Harbour Law");
    assert_eq!(get("lights").get("pages").unwrap().format_verbatim(), "34");
}

#[test]
fn another_library_reads_bibtex_back() {
    let text = printed(Bibliography::Bibtex);
    let read = biblatex::Bibliography::parse(&text).unwrap();
    assert_eq!(read.len(), works().len());
    let lights = read.get("lights").unwrap();
    assert_eq!(lights.get("howpublished").unwrap().format_verbatim(), "12 LNTS 34, ETS No. 7");
    assert!(text.contains("month = mar"));
}

#[test]
fn another_library_reads_ris_back() {
    let read = RisParser::new().parse(&printed(Bibliography::Ris)).unwrap();
    assert_eq!(read.len(), works().len());
    for (record, (authority, authors)) in read.iter().zip(works()) {
        assert_eq!(record.title, authority.title);
        let written = authority.cite.iter().filter(|d| d.kind.0 == "author").count();
        assert_eq!(record.authors.len(), authors.len() + written);
    }
    assert_eq!(read[0].volume.as_deref(), Some("12"));
    assert_eq!(read[0].date.as_ref().map(|d| d.year), Some(1931));
}

#[test]
fn csl_json_has_a_type_for_every_kind() {
    let read: serde_json::Value = serde_json::from_str(&printed(Bibliography::CslJson)).unwrap();
    let items = read.as_array().unwrap();
    assert_eq!(items.len(), works().len());
    assert_eq!(items[0]["type"], "treaty");
    assert_eq!(items[0]["issued"]["date-parts"][0], serde_json::json!([1931, 3, 4]));
    assert_eq!(items[3]["author"][0]["family"], "van Dyke");
    assert_eq!(bibliography(&[], Bibliography::CslJson), "[]\n");
}
