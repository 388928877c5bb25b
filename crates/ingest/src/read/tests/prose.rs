//! Essays, judgments and whatever has no articles.

use super::*;

#[test]
fn a_judgment_keeps_its_paragraph_numbers() {
    let raw = "THE COURT,\n\ndelivers the following Judgment:\n\nThe Facts\n\n1. The lamp went out.\n\nIn that year\n\n1986. was long.\n\n[p. 14]\n\n2. The keeper says:\n\n1. he slept;\n\n2. he woke;\n\n3. he lit it.\n\n3. The Court disagrees.\n\n“He did not wake.”\n\n5. Costs follow.\n\nNotes\n\n1. See the log.\n";
    let noted =
        ok(raw, &Options { structure: Structure::NumberedParagraphs, ..text(Structure::NumberedParagraphs) });
    assert_eq!(
        tree(&noted),
        "pre THE COURT, / delivers the following Judgment:\n\
         para-1 The lamp went out. / 1986. was long.\n\
         para-2 The keeper says: / 1. he slept; / 2. he woke; / 3. he lit it.\n\
         para-3 The Court disagrees. / “He did not wake.”\n\
         para-5 Costs follow.\n\
         fn-1 See the log.\n"
    );
    assert_eq!(noted.value.nodes[1].heading.as_deref(), Some("The Facts"));
    assert_eq!(topics(&noted), [Topic::NumberingGap]);
}

#[test]
fn separate_opinions_and_notes_are_no_paragraphs() {
    let raw = "1. Facts are facts.\n\n2. The appeal fails.\n\nDone in English, at Port Lantern.\n\nThe Registrar\n\nDissenting Opinion of the Pilot\n\n1. I disagree.\n\n2. Fog is fog.\n";
    let noted = ok(raw, &text(Structure::NumberedParagraphs));
    assert_eq!(tree(&noted), "para-1 Facts are facts.\npara-2 The appeal fails.\n");
    assert_eq!(topics(&noted), [Topic::LeftOver]);
    let raw =
        "1. Facts are facts.\n\n2. The appeal fails.\n\n3. So it is.\n\n[1] See the log.\n\n[2] Ibid.\n";
    let noted = ok(raw, &text(Structure::NumberedParagraphs));
    assert_eq!(
        tree(&noted),
        "para-1 Facts are facts.\npara-2 The appeal fails.\npara-3 So it is.\nfn-1 See the log.\nfn-2 Ibid.\n"
    );
}

#[test]
fn numbered_titles_are_no_paragraphs() {
    let raw = "1. Background\n\n1. Lamps went out.\n\n2. They were lit.\n\n2. Findings\n\n3. All is well.\n";
    let noted = ok(raw, &text(Structure::NumberedParagraphs));
    assert_eq!(tree(&noted), "para-1 Lamps went out.\npara-2 They were lit.\npara-3 All is well.\n");
    assert_eq!(noted.value.nodes[2].heading.as_deref(), Some("2. Findings"));
}

#[test]
fn principles_are_called_so_by_the_title() {
    let meta = Meta { title: "Basic Principles on Lamps".to_owned(), ..meta() };
    let raw = b"Whereas lamps burn,\n\n1. Keepers keep lamps.\n\n2. Pilots see them.\n";
    let noted = read(raw, &meta, &markdown(), None).unwrap();
    assert_eq!(
        tree(&noted),
        "pre Whereas lamps burn,\nprin-1 Keepers keep lamps.\nprin-2 Pilots see them.\n"
    );
}

#[test]
fn bracketed_paragraph_numbers_and_excerpts() {
    let raw = "[206] The Court recalls.\n\n[207] It follows.\n\nand so on.\n";
    let noted = ok(raw, &text(Structure::NumberedParagraphs));
    assert_eq!(tree(&noted), "para-206 The Court recalls.\npara-207 It follows. / and so on.\n");
}

#[test]
fn an_essay_counts_its_paragraphs() {
    let raw = "On Lamps\n\nThe lamp is old.\n\nWhat Remains\n\nOil: it burns, as everyone who has kept a lamp knows.\n\n> Let it shine.\n\nLamps rest.[^1]\n\n[^1]: See the log.\n";
    for options in [Options { structure: Structure::Essay, ..markdown() }, text(Structure::Essay)] {
        let noted = ok(raw, &options);
        let places: Vec<String> = noted.value.nodes.iter().map(|n| n.pinpoint.to_string()).collect();
        assert_eq!(places, ["par-1", "par-2", "par-3", "par-4", "fn-1"]);
        assert_eq!(noted.value.nodes[0].heading.as_deref(), Some("On Lamps"));
        assert_eq!(noted.value.nodes[2].heading.as_deref(), Some("What Remains"));
    }
}

#[test]
fn a_text_without_articles_is_read_as_what_it_is() {
    let numbered = ok("Resolution\n\n1. Calls for lamps;\n\n2. Asks for oil.\n", &markdown());
    assert_eq!(numbered.value.nodes.last().unwrap().pinpoint.to_string(), "para-2");
    let prose = ok("Lamps burn.\n\nThey smoke.\n", &markdown());
    assert_eq!(tree(&prose), "par-1 Lamps burn.\npar-2 They smoke.\n");
    assert_eq!(topics(&prose), [Topic::MissingProvision]);
}
