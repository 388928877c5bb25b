//! Styles over an invented convention and case.

use std::path::Path;

use model::{Authority, AuthorityId, Basis, Datum, DatumKind, Kind, Pinpoint};

use crate::{Position, Style, Styles, Work, markdown, notes, plain};

const LAMP: &str = r#"
title = "Lamp"
basis = "unverified"
end = "."
[positions]
later = "{name} (n {note})< {place}>"
again = "ibid< {place}>"
same = "ibid"
[dates]
day = "{day} {month} {year}"
month = "{month} {year}"
short = "{day} {month}"
months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
[places]
art = { one = "art {n}", many = "arts {n}–{m}" }
[series]
unts = "{volume} UNTS {page}"
[spelling]
"v." = "v"
[[form]]
kinds = ["case"]
full = "*{case}*< ({phase})>< {place}>"
places = { para = { one = "[{n}]", many = "[{n}]–[{m}]" } }
basis = "rule 1"
[[form]]
full = "{title}< ({date})>< {unts}>< ({define})>< {place}>"
basis = "unverified"
"#;

fn style(text: &str) -> Style {
    Style::parse(Path::new("lamp.toml"), text).unwrap_or_else(|e| panic!("{e}"))
}

pub(crate) fn authority(id: &str, title: &str, short: &str, kind: Kind) -> Authority {
    Authority {
        id: AuthorityId::new(id).unwrap(),
        title: title.to_owned(),
        short: vec![short.to_owned()],
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
        date: Some("1931-05-04".to_owned()),
        pinpoints: Vec::new(),
        articles: None,
        court: None,
        body: None,
        parties: Vec::new(),
        cite: vec![Datum {
            kind: DatumKind("unts".to_owned()),
            volume: Some(12),
            year: None,
            page: Some(34),
            value: None,
            date: None,
            basis: Basis::Recall,
        }],
        url: None,
    }
}

fn place(text: &str) -> Pinpoint {
    text.parse().unwrap()
}

#[test]
fn missing_data_leave_their_parts_out() {
    let lamp = style(LAMP);
    let mut convention = authority("lights", "Convention on the Lights of Harbours", "Lights", Kind::Treaty);
    let cite = |a: &Authority| {
        let work = Work { authority: a, authors: &[] };
        plain(&lamp.cite(work, &[place("art-2/para-4")], Position::Full { defines: false }).runs)
    };
    assert_eq!(cite(&convention), "Convention on the Lights of Harbours (4 May 1931) 12 UNTS 34 art 2(4)");
    convention.cite[0].volume = None;
    convention.date = None;
    assert_eq!(cite(&convention), "Convention on the Lights of Harbours art 2(4)");
}

#[test]
fn notes_refer_back_by_their_position() {
    let lamp = style(LAMP);
    let lights = authority("lights", "Convention on the Lights of Harbours", "Lights", Kind::Treaty);
    let mut case = authority("buoys", "Buoys (Arcadia v. Borduria), Merits", "Buoys", Kind::Case);
    case.parties = vec!["Arcadia".to_owned(), "Borduria".to_owned()];
    let (lights, case) = (Work { authority: &lights, authors: &[] }, Work { authority: &case, authors: &[] });
    let (one, other, para) = ([place("art-1")], [place("art-2..3")], [place("para-7..9")]);
    let cited: [(Work<'_>, &[Pinpoint]); 5] =
        [(lights, &one), (lights, &one), (lights, &other), (case, &para), (lights, &one)];
    let printed: Vec<String> = notes(&lamp, &cited, 1).iter().map(|n| markdown(&n.runs)).collect();
    assert_eq!(
        printed,
        [
            "Convention on the Lights of Harbours (4 May 1931) 12 UNTS 34 (Lights) art 1.",
            "ibid.",
            "ibid arts 2–3.",
            "*Buoys (Arcadia v Borduria)* (Merits) [7]–[9].",
            "Lights (n 1) art 1.",
        ]
    );
}

#[test]
fn the_number_of_a_note_is_told_apart() {
    use crate::{Part, parts};
    let lamp = style(LAMP);
    let lights = authority("lights", "Convention on the Lights of Harbours", "Lights", Kind::Treaty);
    let work = Work { authority: &lights, authors: &[] };
    let words = |t: &str| Part::Words(vec![model::Run::plain(t)]);
    assert_eq!(
        parts(&lamp, work, &[place("art-1")], Position::Later { note: 7 }),
        [words("Lights (n "), Part::Note(7), words(") art 1")]
    );
    assert_eq!(parts(&lamp, work, &[], Position::Again { note: 7, same: true }), [words("ibid")]);
    assert_eq!(
        plain(&lamp.cite(work, &[place("art-1")], Position::Short).runs),
        "Convention on the Lights of Harbours (4 May 1931) 12 UNTS 34 art 1"
    );
}

#[test]
fn an_annex_is_parted_from_its_articles() {
    let lamp = style(LAMP);
    let lights = authority("lights", "Convention on the Lights of Harbours", "Lights", Kind::Treaty);
    let work = Work { authority: &lights, authors: &[] };
    assert_eq!(lamp.places(work, &[place("annex-I/art-2/para-1")]).as_deref(), Some("annex I, art 2(1)"));
}

#[test]
fn faults_are_told_with_their_line() {
    for (from, to, expected) in [
        ("{date}", "{datum}", "lamp.toml:26: `{datum}` is no field"),
        ("{case}*<", "{phase}*<", "lamp.toml:22: `{phase}` may be missing"),
        ("kinds = [\"case\"]", "kinds = [\"cases\"]", "lamp.toml:21: form.kinds: "),
        ("same =", "sane =", "lamp.toml:8: positions.sane: unknown key (did you mean `same`?)"),
        ("< ({define})>", "< ({define})", "lamp.toml:26: "),
    ] {
        let error = Style::parse(Path::new("lamp.toml"), &LAMP.replacen(from, to, 1)).unwrap_err();
        assert!(error.to_string().contains(expected), "{from}: {error}");
    }
}

#[test]
fn a_style_like_another_has_positions_of_its_own() {
    let child = "title = \"Lamp 2\"\nlike = \"lamp\"\nbasis = \"unverified\"\n[positions]\nlater = \"{name} {note}\"\n";
    let files = [(Path::new("lamp.toml"), LAMP), (Path::new("lamp2.toml"), child)];
    let styles = Styles::parse(files).unwrap();
    let lights = authority("lights", "Convention on the Lights of Harbours", "Lights", Kind::Treaty);
    let work = Work { authority: &lights, authors: &[] };
    let again = Position::Again { note: 1, same: true };
    assert_eq!(plain(&styles.get("lamp2").unwrap().cite(work, &[], again).runs), "Lights 1");
    assert!(Styles::parse([(Path::new("lamp2.toml"), child)]).is_err());
}

#[test]
fn places_of_a_kind_share_the_word_for_several() {
    let lamp = style(LAMP);
    let lights = authority("lights", "Convention on Lights", "Lights", Kind::Treaty);
    let work = Work { authority: &lights, authors: &[] };
    let written = |places: &str| {
        let places: Vec<Pinpoint> = places.split(' ').map(|p| p.parse().unwrap()).collect();
        lamp.places(work, &places).unwrap()
    };
    for (places, expected) in [
        ("art-2", "art 2"),
        ("art-2/para-4 art-51", "arts 2(4), 51"),
        ("art-2 art-5..7 art-9/pt-a", "arts 2, 5–7, 9(a)"),
        ("pre art-2 art-3", "preamble, arts 2, 3"),
        ("art-2 para-4", "art 2, para 4"),
    ] {
        assert_eq!(written(places), expected);
    }
}

#[test]
fn initials_go_bare_where_the_style_has_them_so() {
    use crate::facts::Facts;
    let bare = style(&LAMP.replacen("[positions]", "initials = \"bare\"\n[positions]", 1));
    let lights = authority("lights", "Lights", "Lights", Kind::Essay);
    let work = Work { authority: &lights, authors: &[] };
    let facts = Facts { style: &bare, work, place: None, position: Position::Short };
    for (name, expected) in [
        ("J. R. Mole", "JR Mole"),
        ("J.R. Mole", "JR Mole"),
        ("Ada M. Keeper", "Ada M Keeper"),
        ("J R Mole", "J R Mole"),
        ("Ada Keeper Jr.", "Ada Keeper Jr."),
        ("Cora van der Quay", "Cora van der Quay"),
        ("", ""),
    ] {
        assert_eq!(facts.person(name), expected);
    }
    let written = style(LAMP);
    assert_eq!(Facts { style: &written, ..facts }.person("J. R. Mole"), "J. R. Mole");
}

#[test]
fn single_quotation_marks_hold_no_others() {
    let single = style(&LAMP.replacen("[positions]", "quotes = \"single\"\n[positions]", 1));
    assert_eq!(single.quoted("the keeper’s “lamp” burns"), "‘the keeper’s “lamp” burns’");
    assert_eq!(single.quoted("the keepers’ lamp"), "“the keepers’ lamp”");
    assert_eq!(single.quoted("the ‘lamp’ burns"), "“the ‘lamp’ burns”");
    assert_eq!(style(LAMP).quoted("the lamp"), "“the lamp”");
}
