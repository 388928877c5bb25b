//! The rules, each on invented prose, for and against.

use std::collections::BTreeSet;

use model::{
    AuthorityId, Class, Document, Edition, Kind, Meta, Node, NodeIx, Note, Noted, Numbering, Span, Topic,
    Words,
};

use super::{RULES, Vocabulary, lint};
use crate::options::{Options, Structure};

/// A document of `(place, mark, text)`, a line each, and its file. A place below another is its child.
pub(super) fn document(nodes: &[(&str, &str, &str)]) -> (Document, String) {
    let mut raw = String::new();
    let mut out: Vec<Node> = Vec::new();
    for (place, mark, text) in nodes {
        let start = raw.len();
        raw.push_str(mark);
        let mark = (!mark.is_empty())
            .then(|| Words { span: Span::new(start, raw.len()), text: mark.trim_end().to_owned() })
            .map(|m| Words { span: Span::new(start, start + m.text.len()), ..m });
        let from = raw.len();
        raw.push_str(text);
        let words = Words { span: Span::new(from, raw.len()), text: (*text).to_owned() };
        raw.push('\n');
        let pinpoint: model::Pinpoint = place.parse().unwrap();
        let above = |n: &Node| {
            n.pinpoint.segments().len() < pinpoint.segments().len() && pinpoint.within(&n.pinpoint)
        };
        let parent = out.iter().rposition(above).map(NodeIx);
        if let Some(NodeIx(up)) = parent {
            let child = NodeIx(out.len());
            out[up].children.push(child);
        }
        out.push(Node {
            pinpoint,
            parent,
            children: Vec::new(),
            class: Class::Operative,
            heading: None,
            mark,
            span: Span::new(start, from + text.len()),
            own: if text.is_empty() { Vec::new() } else { vec![words] },
        });
    }
    let meta = Meta {
        id: AuthorityId::new("harbour-lights").unwrap(),
        title: "Convention on the Lights of Harbours".to_owned(),
        short: Vec::new(),
        kind: Kind::Treaty,
        date: None,
        authors: Vec::new(),
        edition: Edition::default(),
        articles_total: None,
        missing: Vec::new(),
        inserted_later: Vec::new(),
        numbering: Numbering::Numbered,
    };
    (Document { meta, nodes: out }, raw)
}

/// Prose that gives the vocabulary its common words, in three texts.
fn vocabulary(document: &Document) -> Vocabulary {
    const PROSE: &str = "The keeper of each harbour shall light the lamps at dusk and put them out at dawn. Every Party \
        shall notify the other Parties of the lamps that the keeper has lit, and of the oil that is burnt. The Party \
        concerned shall pay the keeper without delay. The lamp-keeper shall be paid by the harbour.";
    let (other, _) = self::document(&[("art-1", "", &PROSE.repeat(20))]);
    Vocabulary::from_documents([&other, &other, &other, document])
}

fn linted(document: Document, raw: &str, notes: Vec<Note>) -> Vec<Note> {
    let vocabulary = vocabulary(&document);
    lint(&Noted { value: document, notes }, raw, &Options::default(), &vocabulary)
}

/// What is found in one article of `text`: topic and the words it spans.
fn found(text: &str) -> Vec<(Topic, String)> {
    let (document, raw) = document(&[("art-1", "", text)]);
    let notes = linted(document, &raw, Vec::new());
    notes.into_iter().map(|n| (n.topic, n.span.of(&raw).unwrap().to_owned())).collect()
}

/// What is found in a structure: topic and message.
fn told(nodes: &[(&str, &str, &str)], change: impl FnOnce(&mut Meta)) -> Vec<(Topic, String)> {
    let (mut document, raw) = document(nodes);
    change(&mut document.meta);
    linted(document, &raw, Vec::new()).into_iter().map(|n| (n.topic, n.message)).collect()
}

#[test]
fn rules_have_their_own_names_and_say_what_they_find() {
    let names: BTreeSet<&str> = RULES.iter().map(|r| r.name).collect();
    assert_eq!(names.len(), RULES.len());
    for rule in &RULES {
        assert!(rule.summary.len() > 40 && !rule.summary.ends_with('.'), "{}", rule.name);
    }
}

#[test]
fn what_stands_in_one_text_is_found_where_it_stands() {
    use Topic::*;
    let cases: &[(&str, Topic, &str)] = &[
        ("The keeper shall light the lamps andthe oil.", GluedWords, "andthe"),
        ("The Partyconcerned shall pay.", GluedWords, "Partyconcerned"),
        ("The lamps are lit.The keeper shall notify.", GluedWords, "lit.The"),
        ("The lamps, the oil,and the keeper.", GluedWords, "oil,and"),
        ("Lamps lit worldWide at dusk.", GluedWords, "worldWide"),
        ("As Article5 says, the keeper shall be paid.", GluedWords, "Article5"),
        ("The lampkeeper shall be paid.", GluedWords, "lampkeeper"),
        ("The kееper shall light the lamps.", ForeignScript, "kееper"),
        ("The keeper Договор о маяках shall light.", ForeignScript, "Договор о маяках"),
        ("Measures under Chapter Vll are free.", ForeignScript, "Vll"),
        ("As paragraphs I and 2 provide, lamps are lit.", ForeignScript, "I"),
        ("As paragraph l(a) provides, lamps are lit.", ForeignScript, "l"),
        ("As paragraph (i) provides, lamps are lit.", ForeignScript, "i"),
        ("The treaty of l9O7 is free.", ForeignScript, "l9O7"),
        ("The keeper wi1l light the lamps.", ForeignScript, "wi1l"),
        (
            "The keeper of the harbour shall light the lamps, and the Party shall pay for the oil that is burnt in it. Le gardien des lampes dans le port est payé par la ville. He is paid.",
            ForeignLanguage,
            "Le gardien des lampes dans le port est payé par la ville",
        ),
        ("The keeper shall light the lamps. . . .", BrokenOff, ". . . ."),
        ("The keeper shall […] light the lamps.", BrokenOff, "[…]"),
        ("The keeper shall light the lamps of the", BrokenOff, "the"),
        ("The keeper shall shall light the lamps.", RepeatedText, "shall shall"),
        (
            "Each keeper shall light two lamps at dusk. Each keeper shall light two lamps at dusk.",
            RepeatedText,
            "Each keeper shall light two lamps at dusk.",
        ),
        ("The keeper∗ shall light the lamps.", StrayCharacter, "∗"),
        ("The keeper (of the harbour shall light.", StrayCharacter, "("),
        ("The keeper shall light the harbuor lamps.", Misprint, "harbuor"),
        ("The keeper shall be paid witnout delay.", Misprint, "witnout"),
        ("Every Parly shall notify the other.", Misprint, "Parly"),
        ("The keeper shall notify the har bour.", Misprint, "har bour"),
        ("The harbou rshall be lit.", Misprint, "harbou rshall"),
    ];
    for (text, topic, words) in cases {
        assert_eq!(found(text), [(*topic, (*words).to_owned())], "{text}");
    }
}

#[test]
fn sound_text_is_left_alone() {
    for text in [
        "The keepers of the harbours are lighting their lamps; the unlit ones are re-lit.",
        "See www.lamps.example/a,b or write to keeper@lamps.example at 7 p.m., i.e. at dusk, in the U.N. area.",
        "State(s) and part(ies) under Article 5(1)(a), Chapter VII, paragraphs 1 and 2, and Annex I and II.",
        "A dose of 5 μg, 20th day, 3 km, Δ9, H2O, in 10l of oil.",
        "The Convention signed at Rio de Janeiro (Convention de la Croix-Rouge) is free.",
        "The keeper said that that lamp had had oil; mutatis mutandis, inter alia, bona fide.",
        "Co-operation and cooperation; the keeper’s lamp; O’Connor v. McKay; NATO and UNESCO.",
        "Thunnus alalunga and Auxis thazard are fish of the harbour.",
        "[E]very keeper “shall light” the lamps: (a) red, (b) green, or c) white.",
        "Done at ........ on ........",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn dots_in_an_essay_are_the_authors() {
    let (document, raw) = document(&[("par-1", "", "The keeper wrote: “The lamps […] burn” . . .")]);
    let options = Options { structure: Structure::Essay, ..Options::default() };
    let vocabulary = vocabulary(&document);
    assert_eq!(lint(&Noted::clean(document), &raw, &options, &vocabulary), []);
}

#[test]
fn where_spaces_are_lost_all_over_less_is_asked() {
    let glued = "The lamps andthe oil, ofthe keeper, shallbe lit byeach Party, thatis paid ofthe harbour.";
    assert!(found(glued).len() >= 5);
    assert_eq!(found("The lampdelay is lit."), []);
    let more = format!("{glued} The lampdelay is lit.");
    assert!(found(&more).contains(&(Topic::GluedWords, "lampdelay".to_owned())));
}

#[test]
fn numbers_that_skip_repeat_or_run_back_are_told() {
    use Topic::*;
    let text = "The keeper shall light the lamps.";
    let cases: &[(&[&str], Topic, &str)] = &[
        (&["art-1", "art-2", "art-4"], NumberingGap, "art 2 is followed by art 4: no art 3"),
        (&["art-1", "art-5"], NumberingGap, "art 1 is followed by art 5: no art 2 and 2 more"),
        (&["art-I", "art-III"], NumberingGap, "art I is followed by art III: no art 2"),
        (&["art-2", "art-3"], NumberingGap, "the count begins with art 2: no art 1"),
        (&["art-1/pt-a", "art-1/pt-c"], NumberingGap, "art 1(a) is followed by art 1(c): no art 1(b)"),
        (&["art-1", "art-1"], NumberingRepeat, "art 1 stands twice"),
        (&["art-1", "art-2", "art-1bis"], NumberingRepeat, "art 1bis stands after art 2"),
    ];
    for (places, topic, message) in cases {
        let nodes: Vec<_> = places.iter().map(|p| (*p, "", text)).collect();
        assert_eq!(told(&nodes, |_| ()), [(*topic, (*message).to_owned())], "{places:?}");
    }
    for places in [
        &["art-1", "art-1bis", "art-2"][..],
        &["art-1/pt-a", "art-1/pt-b", "art-2/pt-a"],
        &["ch-III", "ch-IV"],
        &["art-1/pt-i", "art-1/pt-ii", "art-1/pt-iii"],
    ] {
        let nodes: Vec<_> = places.iter().map(|p| (*p, "", text)).collect();
        assert_eq!(told(&nodes, |_| ()), [], "{places:?}");
    }
}

#[test]
fn what_the_manifest_lists_as_missing_is_said_once() {
    let text = "The keeper shall light the lamps.";
    let nodes = [("art-1", "", text), ("art-4", "", text), ("art-6", "", text)];
    let lists = |meta: &mut Meta| {
        meta.missing = ["art-2", "art-3"].map(|p| p.parse().unwrap()).to_vec();
        meta.inserted_later = vec!["art-5".parse().unwrap()];
        meta.articles_total = Some(7);
    };
    assert_eq!(
        told(&nodes, lists),
        [
            (Topic::MissingProvision, "arts 2–3 are not in this text, as the manifest says".to_owned()),
            (Topic::MissingProvision, "art 7 is not in this text; the instrument has 7 articles".to_owned()),
        ]
    );
    let there = |meta: &mut Meta| meta.missing = vec!["art-1".parse().unwrap()];
    let found = told(&nodes[..1], there);
    assert_eq!(found, [(Topic::MissingProvision, "art 1 is listed as missing, and is here".to_owned())]);
}

#[test]
fn the_reader_s_gap_that_the_manifest_explains_is_dropped() {
    let text = "The keeper shall light the lamps.";
    let (mut document, raw) = document(&[("art-1", "Art. 1 ", text), ("art-3", "Art. 3 ", text)]);
    document.meta.missing = vec!["art-2".parse().unwrap()];
    let mark = document.nodes[1].mark.as_ref().unwrap().span;
    let notes = linted(document, &raw, vec![Note::new(Topic::NumberingGap, mark, "`3` follows `1`")]);
    assert_eq!(notes.iter().map(|n| n.topic).collect::<Vec<_>>(), [Topic::MissingProvision]);
}

#[test]
fn remarks_on_markup_that_read_alike_are_one() {
    let (document, raw) = document(&[("art-1", "", "The keeper shall light the lamps.")]);
    let image = |at| Note::new(Topic::Markup, Span::new(at, at + 1), "an image; what it shows is not read");
    let notes = linted(document, &raw, vec![image(0), image(4), image(8)]);
    assert_eq!(
        notes,
        [Note { message: "an image; what it shows is not read (2 more below)".to_owned(), ..image(0) }]
    );
}

#[test]
fn a_lost_or_buried_mark_is_no_gap() {
    let first = told(
        &[("art-1", "", "The keeper shall light."), ("art-1/para-2", "2. ", "The Party shall pay.")],
        |_| (),
    );
    assert_eq!(first, [(Topic::LostMark, "the words before art 1(2) carry no mark: art 1(1)".to_owned())]);
    let buried = told(
        &[
            ("art-1/pt-i", "(i) ", "light the lamps;"),
            ("art-1/pt-ii", "(ii) ", "burn the oil; (iii) pay the keeper."),
            ("art-1/pt-iv", "(iv) ", "notify the Party."),
        ],
        |_| (),
    );
    assert_eq!(
        buried,
        [(Topic::LostMark, "the mark `(iii)` stands inside the words of art 1(ii)".to_owned())]
    );
    let reference = told(
        &[
            ("art-1", "", ""),
            ("art-1/pt-a", "(a) ", "the lamps of (b) and (c); and"),
            ("art-1/pt-b", "(b) ", "the oil."),
        ],
        |_| (),
    );
    assert_eq!(reference, []);
}

#[test]
fn a_mark_without_a_space_is_told_once_for_an_article() {
    let nodes = [
        ("art-1/para-1", "1.", "The keeper shall light."),
        ("art-1/para-2", "2.", "The Party shall pay."),
        ("art-2/para-1", "1. ", "The lamps burn."),
    ];
    let expected = "no space after the mark `1.`, nor after 1 more in art 1";
    assert_eq!(told(&nodes, |_| ()), [(Topic::GluedWords, expected.to_owned())]);
}

#[test]
fn text_that_no_provision_took_up_is_left_over_and_titles_are_not() {
    let (document, raw) = document(&[("art-1", "1. ", "The keeper shall light the lamps.")]);
    let at = |raw: &str| {
        let notes = linted(document.clone(), raw, Vec::new());
        notes.into_iter().map(|n| (n.topic, n.span.of(raw).unwrap().to_owned())).collect::<Vec<_>>()
    };
    let left = "An editor wrote this remark below the text.";
    assert_eq!(at(&format!("{raw}\n{left}\n")), [(Topic::LeftOver, left.to_owned())]);
    for kept in
        ["## Title of the Next Part", "General Provisions", "DONE at Harbour Town, in one original.", "* * *"]
    {
        assert_eq!(at(&format!("{raw}\n{kept}\n")), [], "{kept}");
    }
}
