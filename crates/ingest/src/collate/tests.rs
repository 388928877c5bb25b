//! What collation compares, and what it does not.

use model::{AuthorityId, Class, Document, Edition, Kind, Meta, Node, NodeIx, Numbering, Span, Words};

use super::{Collation, Difference, Print, collate};

/// A document of `(place, text)` whose raw file is the texts, a line each.
fn print(nodes: &[(&str, &str)]) -> (Document, String) {
    let mut raw = String::new();
    let mut out: Vec<Node> = Vec::new();
    for (place, text) in nodes {
        let span = Span::new(raw.len(), raw.len() + text.len());
        raw.push_str(text);
        raw.push('\n');
        let pinpoint: model::Pinpoint = place.parse().unwrap();
        let parent = pinpoint.parent().and_then(|up| out.iter().position(|n| n.pinpoint == up)).map(NodeIx);
        let own = if text.is_empty() { Vec::new() } else { vec![Words { span, text: (*text).to_owned() }] };
        out.push(Node {
            pinpoint,
            parent,
            children: Vec::new(),
            class: Class::Operative,
            heading: None,
            mark: None,
            span,
            own,
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

fn collated(a: &[(&str, &str)], b: &[(&str, &str)]) -> Collation {
    let ((a, raw_a), (b, raw_b)) = (print(a), print(b));
    let out = collate(&Print { document: &a, raw: &raw_a }, &Print { document: &b, raw: &raw_b });
    for d in &out.differences {
        assert_eq!(d.a.span.of(&raw_a).unwrap(), d.a.words);
        assert_eq!(d.b.span.of(&raw_b).unwrap(), d.b.words);
    }
    out
}

fn shown(d: &Difference) -> String {
    format!("{}: {} [{}|{}] {}", d.place, d.before, d.a.words, d.b.words, d.after)
}

#[test]
fn words_that_differ_are_shown_with_the_words_around_them() {
    let a = [
        ("art-1", ""),
        ("art-1/para-1", "Every harbour shall keep two lamps."),
        ("art-2", "Oil is free of duty."),
    ];
    let b = [
        ("art-1", ""),
        ("art-1/para-1", "Every harbour keeps two green lamps"),
        ("art-2", "oil is free of duty"),
    ];
    let out = collated(&a, &b);
    let differences: Vec<_> = out.differences.iter().map(shown).collect();
    assert_eq!(
        differences,
        ["art-1: Every harbour [shall keep|keeps] two lamps", "art-1: keep two [|green] lamps"]
    );
    assert_eq!(out.compared, 2);
}

#[test]
fn hyphens_count_and_quotation_marks_case_and_punctuation_do_not() {
    let a = [("art-1", "The ‘co-operation’ of lamp-lighters; the keeper’s duty")];
    let b = [("art-1", "the \"cooperation\" of Lamp-lighters, the keeper's duty.")];
    let differences: Vec<_> = collated(&a, &b).differences.iter().map(shown).collect();
    assert_eq!(differences, ["art-1: The [co-operation|cooperation] of lamp-lighters"]);
}

#[test]
fn places_meet_in_whatever_numerals_and_the_rest_is_listed() {
    let a = [("pre", "The Parties,"), ("art-I", "One lamp."), ("art-III", "Three lamps.")];
    let b = [("art-1", "One lamp."), ("art-2", "Two lamps.")];
    let out = collated(&a, &b);
    assert_eq!((out.compared, out.differences.len()), (1, 0));
    let alone: Vec<_> = out.alone.iter().map(|x| (x.place.to_string(), x.in_first)).collect();
    assert_eq!(alone, [("pre".to_owned(), true), ("art-III".to_owned(), true), ("art-2".to_owned(), false)]);
}

#[test]
fn a_unit_is_an_article_with_its_points_wherever_the_prints_break_it() {
    let a = [("art-1", "A lamp shall be:"), ("art-1/pt-a", "red; or"), ("art-1/pt-b", "green.")];
    let b = [("art-1", "A lamp shall be: red; or green.")];
    assert_eq!(collated(&a, &b).differences, []);
}

#[test]
fn words_missing_at_the_beginning_have_a_point_for_a_span() {
    let out = collated(&[("art-1", "Lamps burn.")], &[("art-1", "All lamps burn.")]);
    assert_eq!(out.differences[0].a.span, Span::new(0, 0));
    assert_eq!(shown(&out.differences[0]), "art-1:  [|All] Lamps burn");
}
