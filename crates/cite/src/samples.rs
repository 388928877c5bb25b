//! Invented authorities for the tests of this crate.

use model::{
    Authority, AuthorityId, Basis, Body, Call, Catalogue, Datum, DatumKind, Kind, Organ, SegmentKind,
};

fn authority(id: &str, kind: Kind, title: &str) -> Authority {
    Authority {
        id: AuthorityId::new(id).unwrap(),
        title: title.to_owned(),
        short: Vec::new(),
        aliases: Vec::new(),
        generic: Vec::new(),
        ambiguous: Vec::new(),
        common: Vec::new(),
        kind,
        date: None,
        pinpoints: Vec::new(),
        roman: Vec::new(),
        calls: Vec::new(),
        about: Vec::new(),
        landmarks: Vec::new(),
        principal: false,
        articles: None,
        court: None,
        body: None,
        parties: Vec::new(),
        cite: Vec::new(),
        url: None,
    }
}

fn strings(list: &[&str]) -> Vec<String> {
    list.iter().map(|s| (*s).to_owned()).collect()
}

/// Two conventions, a charter, a case, a manual, a general comment and a resolution of an invented world.
pub(crate) fn catalogue() -> Catalogue {
    use SegmentKind as K;
    let treaty = |id, title| Authority {
        pinpoints: vec![K::Article, K::Preamble],
        roman: vec![K::Chapter, K::Part],
        ..authority(id, Kind::Treaty, title)
    };
    let symbol = |value: &str| Datum {
        kind: DatumKind("symbol".to_owned()),
        volume: None,
        year: None,
        page: None,
        date: None,
        value: Some(value.to_owned()),
        basis: Basis::Recall,
    };
    let series = |kind: &str, volume, year, page| Datum {
        kind: DatumKind(kind.to_owned()),
        volume,
        year,
        page: Some(page),
        date: None,
        value: None,
        basis: Basis::Recall,
    };
    Catalogue::new(vec![
        Authority {
            short: strings(&["Harbour Lights Convention", "HLC"]),
            aliases: strings(&["1911 Harbour Lights Convention", "Lights Convention"]),
            generic: strings(&["Convention"]),
            ambiguous: strings(&["Lights Treaty"]),
            articles: Some(40),
            date: Some("1911".to_owned()),
            cite: vec![series("unts", Some(998), None, 171)],
            ..treaty("harbour-lights", "Convention on the Lights of Harbours")
        },
        Authority {
            short: strings(&["Buoys Convention"]),
            generic: strings(&["Convention"]),
            ambiguous: strings(&["Lights Treaty"]),
            articles: Some(30),
            url: Some("https://www.example.org/buoys/".to_owned()),
            ..treaty("buoys", "International Convention on Buoys, Beacons and Fog Signals")
        },
        Authority {
            short: strings(&["UP Charter", "Charter of Ports"]),
            generic: strings(&["Charter"]),
            articles: Some(111),
            pinpoints: vec![K::Article, K::Chapter, K::Preamble],
            calls: vec![Call {
                noun: "Conventions".to_owned(),
                means: ["harbour-lights", "buoys"].map(|id| AuthorityId::new(id).unwrap()).to_vec(),
            }],
            ..treaty("up-charter", "Charter of the United Ports")
        },
        Authority {
            short: strings(&["Lighthouse Keepers"]),
            aliases: strings(&["Arvonia v. Belmark"]),
            pinpoints: vec![K::Paragraph],
            court: Some("International Court of Justice".to_owned()),
            cite: vec![series("icj-reports", None, Some(1986), 14)],
            ..authority(
                "keepers",
                Kind::Case,
                "Lighthouse Keepers in and around Arvonia (Arvonia v. Belmark)",
            )
        },
        Authority {
            short: strings(&["Skerry Manual"]),
            pinpoints: vec![K::Rule, K::Page],
            ..authority("skerry-manual", Kind::Manual, "Skerry Manual on the Law of Fog")
        },
        Authority {
            short: strings(&["Wick, Lamps"]),
            pinpoints: vec![K::Paragraph],
            ..authority("wick-2025", Kind::Essay, "Going by Fog in Another Port")
        },
        Authority {
            short: strings(&["General Comment 77"]),
            pinpoints: vec![K::Paragraph],
            body: Some("Human Rights Committee".to_owned()),
            ..authority("gc-77", Kind::Comment, "General comment No. 77 on the right to moor")
        },
        Authority {
            short: strings(&["Fog Declaration"]),
            aliases: strings(&["General Assembly resolution 9999 (XXV)"]),
            pinpoints: vec![K::Paragraph, K::Principle],
            cite: vec![
                symbol("A/RES/9999(XXV)"),
                Datum { kind: DatumKind("resolution".to_owned()), ..symbol("9999 (XXV)") },
            ],
            ..authority("fog-declaration", Kind::Resolution, "Declaration on Navigation in Fog")
        },
    ])
    .with_bodies(bodies())
}

/// Bodies whose names stand before titles.
fn bodies() -> Vec<Body> {
    let body = |names: &[&str], applies| Body {
        names: strings(names),
        organ: None,
        applies,
        own: None,
        marks: Vec::new(),
    };
    let organ = |names: &[&str], organ| Body { organ: Some(organ), ..body(names, Vec::new()) };
    let applied = Call { noun: "convention".to_owned(), means: vec![AuthorityId::new("buoys").unwrap()] };
    vec![
        body(&["UN", "United Nations"], Vec::new()),
        body(&["HRC", "Human Rights Committee"], Vec::new()),
        body(&["ICJ", "International Court of Justice"], Vec::new()),
        body(&["ECtHR", "European Court of Human Rights"], Vec::new()),
        organ(&["UNGA", "General Assembly", "UN General Assembly"], Organ::Assembly),
        organ(&["UNSC", "Security Council", "UN Security Council"], Organ::Council),
        body(&["ILC", "International Law Commission"], Vec::new()),
        body(&["BuC", "Buoys Court"], vec![applied]),
    ]
}
