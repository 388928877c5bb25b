//! Akoma Ntoso of an invented convention, as others write it.

use model::{Document, Edition, Kind, Meta, Numbering};

use crate::{Format, Options, ReadError, clean, read};

const LIGHTS: &str = r##"<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
  <act name="convention">
    <meta><identification source="#x"><FRBRWork><FRBRthis value="y"/></FRBRWork></identification></meta>
    <preface><p>Convention on the Lights of Harbours</p></preface>
    <preamble>
      <p>The Parties,</p>
      <recitals><recital eId="recs_1__rec_1"><num>(1)</num><p>Knowing the <b>dark</b>,</p></recital></recitals>
      <formula name="enacting"><p>Have agreed:</p></formula>
    </preamble>
    <body>
      <chapter eId="chp_I"><num>CHAPTER I</num><heading>Lamps</heading>
        <article eId="art_1"><num>Article 1</num><heading>Duty</heading>
          <paragraph eId="art_1__para_1"><num>1.</num>
            <list><intro><p>A harbour:</p></intro>
              <point eId="art_1__para_1__list_1__point_a"><num>(a)</num><content><p>lights
                 a lamp<authorialNote marker="1"><p>Of oil.</p></authorialNote>;</p></content></point>
              <point eId="art_1__para_1__list_1__point_b"><num>(b)</num><content><p>trims &amp; fills it.</p></content></point>
              <wrapUp><p>Every night.</p></wrapUp>
            </list>
          </paragraph>
          <paragraph eId="art_1__para_2bis"><num>2 bis.</num><content><p>Save by day.</p></content></paragraph>
        </article>
      </chapter>
      <article><num>Article 2</num>
        <paragraph><content><blockList><listIntroduction>No one</listIntroduction>
          <item><num>(a)</num><p>shall douse,</p></item>
          <item><num>(b)</num><p>nor dim.</p></item></blockList></content></paragraph>
      </article>
    </body>
    <conclusions><p>Done at Port Lantern.</p></conclusions>
    <attachments><attachment><heading>Lamps approved</heading>
      <doc name="annex"><meta/><mainBody><p>As follows.</p>
        <article eId="att_1__art_1"><num>1</num><content><p>Oil.</p></content></article></mainBody></doc>
    </attachment></attachments>
  </act>
</akomaNtoso>
"##;

fn meta() -> Meta {
    Meta {
        id: "lights".parse().unwrap(),
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
    }
}

fn read_akn(text: &str) -> Result<Document, ReadError> {
    let options = Options { format: Format::Akn, ..Options::default() };
    read(text.as_bytes(), &meta(), &options, None).map(|noted| noted.value)
}

/// A line a node: place, number as printed, heading, words.
fn told(document: &Document) -> Vec<String> {
    let line = |n: &model::Node| {
        let mark = n.mark.as_ref().map(|m| m.text.as_str()).unwrap_or_default();
        let heading = n.heading.as_deref().unwrap_or_default();
        format!("{} | {mark} | {heading} | {}", n.pinpoint, n.own_text().replace('\n', " / "))
    };
    document.nodes.iter().map(line).collect()
}

#[test]
fn provisions_are_those_of_the_file() {
    let document = read_akn(LIGHTS).unwrap();
    assert_eq!(
        told(&document),
        [
            "pre |  |  | The Parties, / Have agreed:",
            "pre/recital-1 | (1) |  | Knowing the dark,",
            "ch-I | CHAPTER I | Lamps | ",
            "art-1 | Article 1 | Duty | ",
            "art-1/para-1 | 1. |  | A harbour: / Every night.",
            "art-1/para-1/pt-a | (a) |  | lights a lamp;",
            "art-1/para-1/pt-b | (b) |  | trims & fills it.",
            "art-1/para-2bis | 2 bis. |  | Save by day.",
            "art-2 | Article 2 |  | No one",
            "art-2/pt-a | (a) |  | shall douse,",
            "art-2/pt-b | (b) |  | nor dim.",
            "annex-1 |  | Lamps approved | As follows.",
            "annex-1/art-1 | 1 |  | Oil.",
        ]
    );
    for words in document.nodes.iter().flat_map(|n| &n.own) {
        assert_eq!(clean(Format::Akn, words.span.of(LIGHTS).unwrap()), words.text);
    }
    let parents: Vec<Option<usize>> = document.nodes.iter().map(|n| n.parent.map(|p| p.0)).collect();
    assert_eq!(parents[3], Some(2), "an article stands in its chapter");
}

#[test]
fn files_that_are_not_read_are_refused_with_their_place() {
    let deep = format!("<akomaNtoso>{}", "<p>".repeat(300));
    for (text, message) in [
        ("<html/>", "line 1, column 1: not Akoma Ntoso: the root is `<html>`, not `<akomaNtoso>`"),
        (
            "<!DOCTYPE x [<!ENTITY a \"b\">]>\n<akomaNtoso/>",
            "line 1, column 1: not Akoma Ntoso: it has a document type",
        ),
        (
            "<akomaNtoso>\n<p>&bomb;</p></akomaNtoso>",
            "line 2, column 4: not Akoma Ntoso: the entity `&bomb;` is not known",
        ),
        ("<akomaNtoso>\n<body>", "line 2, column 7: not Akoma Ntoso: `<body>` is never closed"),
        ("<akomaNtoso>\n<p></b></akomaNtoso>", "line 2, column 4: not Akoma Ntoso: "),
        ("no xml", "not Akoma Ntoso: there is no element in it"),
        (deep.as_str(), "elements nested more than 200 deep"),
    ] {
        let error = read_akn(text).unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
    }
    assert!(read_akn(" \n").unwrap().nodes.is_empty());
}

#[test]
fn prose_without_provisions_is_counted() {
    let text =
        "<akomaNtoso><doc name=\"essay\"><mainBody><p>One.</p><p>Two.</p></mainBody></doc></akomaNtoso>";
    assert_eq!(told(&read_akn(text).unwrap()), ["par-1 |  |  | One.", "par-2 |  |  | Two."]);
}

#[test]
fn a_number_given_twice_keeps_its_words() {
    let text = "<akomaNtoso><act name=\"x\"><body><article eId=\"art_1\"><paragraph eId=\"art_1__para_1\"><content><p>A.</p></content></paragraph><paragraph eId=\"art_1__para_1\"><content><p>B.</p></content></paragraph></article></body></act></akomaNtoso>";
    assert_eq!(told(&read_akn(text).unwrap()), ["art-1 |  |  | B.", "art-1/para-1 |  |  | A."]);
}
