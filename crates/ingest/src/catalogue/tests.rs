//! The catalogue, well-formed and faulty.

use super::*;
use crate::manifest::Manifest;

const LIGHTS: &str = r#"
[[authority]]
id = "harbour-lights"
title = "Convention on the Lights of Harbours"
short = ["Lights Convention"]
aliases = ["Harbour-Lights Convention"]
generic = ["Convention"]
ambiguous = ["1931 Convention"]
kind = "treaty"
date = "1931-04-02"
pinpoints = ["art", "pre"]
articles = 12
body = "Harbour Conference"
cite = [
  { kind = "unts", volume = 7, page = 21, basis = "recall" },
  { kind = "resolution", value = "4 (II)", date = "1931-04-02", basis = "held" },
]
url = "https://example.org/lights"
"#;

const FOGS: &str = r#"
[[authority]]
id = "fog-case"
title = "Fog Signals"
kind = "case"
ambiguous = ["1931 Convention"]
court = "Harbour Court"
parties = ["Northport", "Southport"]
pinpoints = ["para", "p"]
"#;

fn parse(texts: &[&str]) -> Result<Catalogue, Vec<String>> {
    let tables: Vec<_> = texts
        .iter()
        .enumerate()
        .map(|(n, t)| (PathBuf::from(format!("{}.toml", n + 1)), (*t).to_owned()))
        .collect();
    parse_catalogue(&tables).map_err(|e| e.to_string().lines().map(str::to_owned).collect())
}

#[test]
fn authorities_are_read_with_all_they_say() {
    let catalogue = parse(&[LIGHTS, FOGS]).unwrap();
    let lights = catalogue.get(&"harbour-lights".parse().unwrap()).unwrap();
    assert_eq!(lights.articles, Some(12));
    assert_eq!(lights.cite[0].volume, Some(7));
    assert_eq!(lights.cite[1].date.as_deref(), Some("1931-04-02"));
    assert_eq!(lights.cite[1].basis, Basis::Held);
    let fogs = catalogue.get(&"fog-case".parse().unwrap()).unwrap();
    assert_eq!(fogs.parties, ["Northport", "Southport"]);
    assert_eq!(fogs.pinpoints, [SegmentKind::Paragraph, SegmentKind::Page]);
}

#[test]
fn what_a_court_applies_and_how_places_are_counted_is_data() {
    let court = "[[body]]\nnames = [\"HC\", \"Harbour Court\"]\napplies = [{ noun = \"convention\", means = [\"harbour-lights\"] }]\n";
    let lights = LIGHTS.replace("articles = 12", "articles = 12\nroman = [\"art\"]\narabic = [\"part\"]");
    let catalogue = parse(&[&lights, FOGS, court]).unwrap();
    let lights = catalogue.get(&"harbour-lights".parse().unwrap()).unwrap();
    assert_eq!(lights.roman, [SegmentKind::Article, SegmentKind::Chapter]);
    assert_eq!(catalogue.bodies()[0].applies[0].means, ["harbour-lights".parse().unwrap()]);
}

#[test]
fn what_bodies_and_calls_mean_must_be_there() {
    let lights = LIGHTS.replace(
        "articles = 12",
        "common = [\"HLC\"]\ncalls = [{ noun = \"Conventions\", means = [\"harbour-light\"] }]\nabout = [\"fog\"]",
    );
    let courts = "[[body]]\nnames = [\"HC\"]\norgan = \"senate\"\n[[body]]\nnames = [\"H.C.\"]\n";
    assert_eq!(
        parse(&[&lights, courts]).unwrap_err(),
        [
            "1.toml:12: authority.common: `HLC` is none of its names",
            "1.toml:13: authority.calls: there is no authority `harbour-light` (did you mean `harbour-lights`?)",
            "1.toml:14: authority.about: there is no authority `fog`",
            "2.toml:3: body.organ: `senate` is none of assembly, council",
            "2.toml:5: body.names: `H.C.` names another body already: 2.toml:2",
        ]
    );
}

#[test]
fn each_fault_names_file_line_and_key() {
    for (from, to, fault) in [
        ("body =", "bodi =", "1.toml:13: authority.bodi: unknown key (did you mean `body`?)"),
        (
            "\"pre\"]",
            "\"prea\"]",
            "1.toml:11: authority.pinpoints: `prea` is no kind of place (did you mean `pre`?)",
        ),
        ("\"held\"", "\"heard\"", "1.toml:16: authority.cite.basis: `heard` is none of held, shared, recall"),
        (", value = \"4 (II)\"", "", "1.toml:16: authority.cite.value: missing"),
        ("\"treaty\"", "\"treatise\"", "1.toml:9: authority.kind: `treatise`: no such kind"),
        ("volume = 7", "volum = 7", "1.toml:15: authority.cite.volum: unknown key (did you mean `volume`?)"),
        ("\"harbour-lights\"", "\"harbour-lights~2\"", "1.toml:3: authority.id: a witness is no authority"),
    ] {
        let found = parse(&[&LIGHTS.replace(from, to), FOGS]).unwrap_err();
        assert!(found.len() == 1 && found[0].contains(fault), "{from} -> {to}: {found:?}");
    }
}

#[test]
fn one_id_or_one_name_for_two_names_both_places() {
    let found = parse(&[LIGHTS, &FOGS.replace("fog-case", "harbour-lights")]).unwrap_err();
    assert_eq!(found, ["2.toml:3: authority.id: `harbour-lights` is an authority already: 1.toml:3"]);
    let found = parse(&[LIGHTS, &FOGS.replace("Fog Signals", "the Harbour Lights Convention.")]).unwrap_err();
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with(
        "2.toml:4: authority.title: `the Harbour Lights Convention.` names `harbour-lights` too (1.toml:6)"
    ));
}

#[test]
fn a_name_of_ones_own_is_not_shared_by_another() {
    let found = parse(&[LIGHTS, &FOGS.replace("1931 Convention", "Lights Convention")]).unwrap_err();
    assert_eq!(found.len(), 1);
    assert!(
        found[0]
            .starts_with("1.toml:5: authority.short: `Lights Convention` names `fog-case` too (2.toml:6)")
    );
}

#[test]
fn a_name_that_both_own_up_to_sharing_is_good() {
    let shared =
        |text: &str| text.replace("ambiguous = [", "short = [\"The Pact\"]\nambiguous = [\"Pact\", ");
    let lights = LIGHTS.replace("short = [\"Lights Convention\"]\n", "");
    assert!(parse(&[&shared(&lights), &shared(FOGS)]).is_ok());
    assert!(parse(&[&shared(&lights), &FOGS.replace("ambiguous", "short = [\"pact\"]\nambiguous")]).is_err());
}

#[test]
fn a_document_outside_the_tables_can_be_cited() {
    let manifest = r#"
[[document]]
id = "fog-book"
title = "Book of Fogs"
kind = "essay"
edition = { text_of = "ours" }
reader = { format = "text" }
source = { file = "fog.txt", sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", bytes = 3, by_hand = "…" }
"#;
    let manifest = Manifest::parse(manifest, Path::new("corpus.toml")).unwrap_or_else(|e| panic!("{e}"));
    let catalogue = with_documents(parse(&[LIGHTS]).unwrap(), manifest.metas());
    assert_eq!(catalogue.len(), 2);
    assert_eq!(catalogue.get(&"fog-book".parse().unwrap()).unwrap().title, "Book of Fogs");
}

#[test]
fn a_folder_that_is_not_there_holds_no_tables() {
    assert!(load_catalogue(Path::new("no/such/folder")).unwrap().is_empty());
}
