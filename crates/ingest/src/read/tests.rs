//! The reader against texts of our own that have the habits of real ones.

use std::fmt::Write as _;

use model::{Class, Edition, Kind, Numbering};

use super::*;
use crate::options::HeadingRule;
use crate::readers::clean;

mod anything;
mod hostile;
mod prose;

fn meta() -> Meta {
    Meta {
        id: "harbour-lights".parse().unwrap(),
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

fn markdown() -> Options {
    Options::default()
}

fn text(structure: Structure) -> Options {
    Options { format: Format::Text, structure, ..Options::default() }
}

fn ok(raw: &str, options: &Options) -> Noted<Document> {
    let noted = read(raw.as_bytes(), &meta(), options, None).unwrap();
    for node in &noted.value.nodes {
        for words in node.mark.iter().chain(&node.own) {
            assert_eq!(clean(options.format, &raw[words.span.range()]), words.text, "{}", node.pinpoint);
        }
    }
    noted
}

/// One line a node: its place and its own words, paragraphs parted by ` / `.
fn tree(noted: &Noted<Document>) -> String {
    let mut out = String::new();
    for node in &noted.value.nodes {
        let words = node.own.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" / ");
        let _ = writeln!(out, "{} {words}", node.pinpoint);
    }
    out
}

fn topics(noted: &Noted<Document>) -> Vec<Topic> {
    noted.notes.iter().map(|n| n.topic).collect()
}

fn assert_tree(raw: &str, options: &Options, expected: &str) {
    let expected: String = expected.trim().lines().map(|l| format!("{}\n", l.trim())).collect();
    let found: String = tree(&ok(raw, options)).lines().map(|l| format!("{}\n", l.trim())).collect();
    assert_eq!(found, expected, "\n{raw}");
}

#[test]
fn an_untidy_treaty_becomes_a_tree() {
    assert_tree(
        "<meta http-equiv='x' />

##Verdrag inzake havenlichten

####Convention on the Lights of Harbours

The Parties to this Convention,

Recalling the wrecks of last winter,

Deeply concerned by fog,

Have agreed as follows:

### CHAPTER  I \n
####LIGHTS

### Article  1  \n
####Definitions

In this Convention:\n
(a) “light” means any lamp;

(b) “pier” means:

     * (i) a mole;

     * (ii) a jetty.
2.  Words in the singular include the plural.

### Article  2  \n
1.The keeper shall light the lamp.

2.The keeper shall:

a)trim the *wick*;

b)wind the clock,

at dusk.

3.\t(a)\t(i)\tOil is stored dry.

IN WITNESS WHEREOF the keepers have signed.

### ANNEX  I  \n
####Colours

### Article  1  \n
Red is port.
",
        &markdown(),
        "pre The Parties to this Convention, / Have agreed as follows:
         pre/recital-1 Recalling the wrecks of last winter,
         pre/recital-2 Deeply concerned by fog,
         ch-I
         art-1 In this Convention:
         art-1/pt-a “light” means any lamp;
         art-1/pt-b “pier” means:
         art-1/pt-b/subpt-i a mole;
         art-1/pt-b/subpt-ii a jetty.
         art-1/para-2 Words in the singular include the plural.
         art-2
         art-2/para-1 The keeper shall light the lamp.
         art-2/para-2 The keeper shall: / at dusk.
         art-2/para-2/pt-a trim the wick;
         art-2/para-2/pt-b wind the clock,
         art-2/para-3
         art-2/para-3/pt-a
         art-2/para-3/pt-a/subpt-i Oil is stored dry.
         annex-I
         annex-I/art-1 Red is port.",
    );
}

#[test]
fn spans_parents_and_headings() {
    let raw = "### PART II\n\n####Keepers\n\n### Article 4\n\n####Oil\n\n1. Oil burns.\n2. Tallow smokes.\n";
    let document = ok(raw, &markdown()).value;
    let at = |place: &str| document.at(&place.parse().unwrap()).unwrap().1;
    assert_eq!(at("part-II").heading.as_deref(), Some("Keepers"));
    let article = at("art-4");
    assert_eq!(article.heading.as_deref(), Some("Oil"));
    assert_eq!(article.parent, Some(model::NodeIx(0)));
    assert_eq!(&raw[article.span.range()], "Article 4\n\n####Oil\n\n1. Oil burns.\n2. Tallow smokes.");
    assert_eq!(&raw[at("art-4/para-2").span.range()], "2. Tallow smokes.");
    assert_eq!(at("art-4/para-2").mark.as_ref().unwrap().text, "2.");
    assert_eq!(at("art-4").class, Class::Operative);
}

/// The marks of an article's paragraphs and what they become.
#[test]
fn marks_nest_by_their_order() {
    let paragraphs = |lines: &[&str]| format!("### Article 1\n\n{}\n", lines.join("\n\n"));
    for (lines, places) in [
        (&["(g) x;", "(h) x;"][..], ""),
        (
            &[
                "(a) x;", "(b) x;", "(c) x;", "(d) x;", "(e) x;", "(f) x;", "(g) x;", "(h) x;", "(i) x;",
                "(j) x.",
            ],
            "a b c d e f g h i j",
        ),
        (&["(a) x:", "(i) y;", "(ii) y;", "(b) x."], "a a/i a/ii b"),
        (&["(1) x:", "(i) y;", "(ii) y;", "(2) x."], "1 1/i 1/ii 2"),
        (&["1. x:", "(1) y;", "(2) y:", "(a) z.", "2. x."], "1 1/1 1/2 1/2/a 2"),
        (&["1. x", "1 bis. x", "2. x"], "1 1bis 2"),
        (&["A. x", "(1) y", "(2) y", "B. x"], "A A/1 A/2 B"),
        (&["A. Smith lit it."], ""),
        (&["(y) x", "(z) x"], ""),
        (&["1) x", "2) x"], "1 2"),
        (&["(1). x", "(2). x"], "1 2"),
    ] {
        let raw = paragraphs(lines);
        let found: Vec<String> = ok(&raw, &markdown())
            .value
            .nodes
            .iter()
            .skip(1)
            .map(|n| {
                n.pinpoint.segments()[1..]
                    .iter()
                    .filter_map(|s| s.number.as_deref())
                    .collect::<Vec<_>>()
                    .join("/")
            })
            .collect();
        assert_eq!(found.join(" "), places, "{lines:?}");
    }
}

#[test]
fn text_without_a_mark_finds_its_owner() {
    assert_tree(
        "### Article 1\n\nFirst.\n\n1. One.\n\nMore of one.\n\n2. Two:\n\n(a) a;\n\nmore of a;\n\n(b) b,\n\nclosing two.\n\nThe end.\n",
        &markdown(),
        "art-1 First.
         art-1/para-1 One. / More of one.
         art-1/para-2 Two: / closing two. / The end.
         art-1/para-2/pt-a a; / more of a;
         art-1/para-2/pt-b b,",
    );
}

#[test]
fn broken_numbering_stays_with_the_article() {
    let raw = "### Article 1\n\nDuties:\n\n1. One;\n\n2. Two;\n\n3. Three;\n\n3. Three again;\n\n4. Four.\n\n### Article 2\n\nx\n";
    assert_tree(
        raw,
        &markdown(),
        "art-1 Duties: / 3. Three; / 3. Three again; / 4. Four.
         art-1/para-1 One;
         art-1/para-2 Two;
         art-2 x",
    );
    assert_eq!(topics(&ok(raw, &markdown())), [Topic::NumberingRepeat]);
}

#[test]
fn gaps_and_lost_marks_are_noted() {
    let raw = "### Article 1\n\nOne.\n\n2. Two.\n\n4. Four.\n\n### Article 3\n\nx\n";
    assert_tree(raw, &markdown(), "art-1 One.\nart-1/para-2 Two.\nart-1/para-4 Four.\nart-3 x");
    assert_eq!(topics(&ok(raw, &markdown())), [Topic::LostMark, Topic::NumberingGap, Topic::NumberingGap]);
}

#[test]
fn a_list_inside_one_set_alike_needs_a_colon() {
    assert_tree(
        "### Article 1\n\n(a) w;\n\n(b) x:\n\n(i) y:\n\n(a) z;\n\n(b) z;\n\n(ii) y.\n\n(c) x.\n",
        &markdown(),
        "art-1
         art-1/pt-a w;
         art-1/pt-b x:
         art-1/pt-b/subpt-i y:
         art-1/pt-b/subpt-i/subpt-a z;
         art-1/pt-b/subpt-i/subpt-b z;
         art-1/pt-b/subpt-ii y.
         art-1/pt-c x.",
    );
    // Whether `(b)` goes on inside or outside cannot be told.
    assert_tree(
        "### Article 1\n\n(a) x:\n\n(i) y:\n\n(a) z;\n\n(b) w.\n",
        &markdown(),
        "art-1 (a) x: / (i) y: / (a) z; / (b) w.",
    );
}

#[test]
fn years_and_references_at_a_line_start_are_no_marks() {
    assert_tree(
        "### Article 1\n\n1. As agreed in paragraph\n(a) of the list of the year\n1986. Then more.\n2. Two.\n",
        &markdown(),
        "art-1
         art-1/para-1 As agreed in paragraph (a) of the list of the year / 1986. Then more.
         art-1/para-2 Two.",
    );
}

#[test]
fn a_translation_is_left_out_with_a_note() {
    let raw = "####Convention on Lamps\n\nThe Parties agree:\n\n### Article 1\n\nLamps burn.\n\n### Article 2\n\nDONE at Port Lantern.\n\n####Verdrag inzake lampen\n\nDe Partijen zijn het volgende overeengekomen:\n\n### Artikel 1\n\nLampen branden.\n";
    assert_tree(raw, &markdown(), "pre The Parties agree:\nart-1 Lamps burn.\nart-2");
    let notes = ok(raw, &markdown()).notes;
    assert_eq!(notes.len(), 1);
    assert_eq!(notes[0].topic, Topic::LeftOver);
    assert!(
        raw[notes[0].span.range()].starts_with("####Verdrag")
            || raw[notes[0].span.range()].starts_with("Verdrag")
    );
}

#[test]
fn a_second_instrument_is_left_out_with_a_note() {
    let raw = "### Article 1\n\nx\n\n### Article 2\n\ny\n\n#### Protocol on Oil\n\nThe Parties,\n\n### Article 1\n\nz\n";
    assert_tree(raw, &markdown(), "art-1 x\nart-2 y");
    assert_eq!(topics(&ok(raw, &markdown())), [Topic::LeftOver]);
}

#[test]
fn articles_can_have_sections() {
    assert_tree(
        "### ARTICLE I\n\n#### Purposes\n\nx\n\n### ARTICLE II\n\n#### Members\n\n### Section 1. Keepers\n\n(a) k\n\n(b) l\n\n### Section 2. Pilots\n\np\n\n### ARTICLE III\n\n### Section 1.\n\nq\n",
        &markdown(),
        "art-I x
         art-II
         art-II/sec-1
         art-II/sec-1/pt-a k
         art-II/sec-1/pt-b l
         art-II/sec-2 p
         art-III
         art-III/sec-1 q",
    );
}

#[test]
fn markers_cut_and_part_annexes() {
    let raw = "An Act\n\n### Article 1\n\nnot this\n\nSchedule: the Convention on Lamps\n\n### Article 1\n\nx\n\nTABLES\n\n##### Lamp oil\n\n##### Tallow\n\nThe End\n\n### Article 9\n\nnor this\n";
    let options = Options {
        from: Some("Schedule: the Convention…".to_owned()),
        to: Some("The End".to_owned()),
        annexes_from: Some("TABLES".to_owned()),
        ..markdown()
    };
    assert_tree(raw, &options, "art-1 x\nannex TABLES / Lamp oil / Tallow");
}

#[test]
fn a_missing_marker_is_named_with_the_nearest_line() {
    let options = Options { to: Some("The Ende".to_owned()), ..markdown() };
    let error = read(b"### Article 1\n\nx\n\nThe End\n", &meta(), &options, None).unwrap_err().to_string();
    assert_eq!(error, "reader.to: no line reads `The Ende` (did you mean `The End`?)");
    let options = Options { from: Some("### Art".to_owned()), ..markdown() };
    let error = read(b"### Article 1\n\nx\n", &meta(), &options, None).unwrap_err().to_string();
    assert_eq!(error, "reader.from: no line reads `### Art` (a line begins so: `### Article 1`)");
}

#[test]
fn plain_text_with_heading_rules() {
    let rule = |kind: Option<SegmentKind>, pattern: &str| HeadingRule { kind, pattern: pattern.to_owned() };
    let options = Options {
        headings: vec![
            rule(Some(SegmentKind::Chapter), "Chapter {number}: {title}"),
            rule(Some(SegmentKind::Article), "Article {number}"),
            rule(None, "{capitals}"),
        ],
        ..text(Structure::Articles)
    };
    let raw = "Chapter I: Lamps\nOIL\nArticle 1\nThe keeper buys oil, and keeps the bill, and shows it to whoever asks to see it before dusk falls on the harbour.\nArticle 2\nDry.\n";
    let noted = ok(raw, &options);
    assert_eq!(noted.value.nodes.len(), 3);
    assert_eq!(noted.value.nodes[1].heading.as_deref(), Some("OIL"));
    assert_eq!(noted.value.nodes[2].own_text(), "Dry.");
}

#[test]
fn wrapped_plain_text_is_joined() {
    assert_tree(
        "Article 1\nLamps and their\nkeeping\n\n1. The keeper lights\nthe lamp at\ndusk; and\n\n2. puts it out.\n",
        &text(Structure::Articles),
        "art-1 Lamps and their keeping\nart-1/para-1 The keeper lights the lamp at dusk; and\nart-1/para-2 puts it out.",
    );
}

#[test]
fn a_numbering_table_gives_the_places() {
    let raw = "Article 1\nLamps burn.\nThey smoke.\n\nSigned at Port Lantern.\n";
    let table = |rows: &str| NumberingTable::parse(rows).unwrap();
    let good =
        table("1\t0\t9\tarticle\tart-1\n2\t10\t21\ttext\tart-1/para-1\n3\t22\t33\ttext\tart-1/para-2\n");
    let noted = read(raw.as_bytes(), &meta(), &text(Structure::Articles), Some(&good)).unwrap();
    assert_eq!(tree(&noted), "art-1 \nart-1/para-1 Lamps burn.\nart-1/para-2 They smoke.\n");
    assert_eq!(topics(&noted), [Topic::LeftOver]);
    let bad = table("1\t0\t9\tarticle\tart-1\n2\t10\t20\ttext\tart-1/para-1\n");
    let error =
        read(raw.as_bytes(), &meta(), &text(Structure::Articles), Some(&bad)).unwrap_err().to_string();
    assert_eq!(
        error,
        "numbering table, line 2: bytes 10 to 20 are not line 2: its words lie at bytes 10 to 21"
    );
}

#[test]
fn json_articles_keep_their_places_in_the_file() {
    let raw = r#"{"content":{"preamble":"The Parties,\nNoting fog,","articles":[
        {"number":"PART I","heading":null,"text":"LAMPS"},
        {"number":"1","heading":"Oil","text":"Oil \u201cA\u201d:\n(a) dry;\n(b) clean."},
        {"number":2,"text":"1. (a) x\n(b) y\n2. z"}]}}"#;
    let options = Options { format: Format::Json, ..Options::default() };
    assert_tree(
        raw,
        &options,
        "pre The Parties,
         pre/recital-1 Noting fog,
         part-I
         art-1 Oil “A”:
         art-1/pt-a dry;
         art-1/pt-b clean.
         art-2
         art-2/para-1
         art-2/para-1/pt-a x
         art-2/para-1/pt-b y
         art-2/para-2 z",
    );
    let document = ok(raw, &options).value;
    assert_eq!(document.nodes[2].heading.as_deref(), Some("LAMPS"));
    assert_eq!(&raw[document.nodes[3].own[0].span.range()], r"Oil \u201cA\u201d:");
}

#[test]
fn json_faults_are_named() {
    let options = Options { format: Format::Json, ..Options::default() };
    for (raw, message) in [
        ("{\"content\": nonsense}", "not JSON"),
        ("[1]", "no object"),
        ("{}", "JSON field `content.articles`: there is none"),
        ("{\"content\":{\"articles\":{}}}", "it is no list"),
        ("{\"content\":{\"articles\":[{\"text\":\"x\"}]}}", "`content.articles[0].number`: there is none"),
        ("{\"content\":{\"articles\":[{\"number\":\"1\",\"text\":[]}]}}", "it is no string"),
    ] {
        let error = read(raw.as_bytes(), &meta(), &options, None).unwrap_err().to_string();
        assert!(error.contains(message), "{raw}: {error}");
    }
}

#[test]
fn the_annex_of_a_resolution_is_the_text() {
    assert_tree(
        "The Assembly,\n\nRecalling fog,\n\n1. Approves the Definition of Fog.\n\nANNEX\n\nDefinition of Fog\n\nThe Assembly,\n\n### Article 1\n\nFog is thick.\n\n### Article 2\n\nMist is not.\n",
        &markdown(),
        "pre The Assembly, / 1. Approves the Definition of Fog. / The Assembly,
         pre/recital-1 Recalling fog,
         art-1 Fog is thick.
         art-2 Mist is not.",
    );
}

#[test]
fn markup_is_cleaned_and_spans_keep_it() {
    let raw = "### Article 1\n\nThe *keeper* &amp; the\n[pilot](x.md \"t\") \\[sic\\] meet `here` ![x](y.png) H<sub>2</sub>O.\n\n> quoted\n> *twice*\n";
    let noted = ok(raw, &markdown());
    assert_eq!(noted.value.nodes[0].own_text(), "The keeper & the pilot [sic] meet here  H2O.\nquoted twice");
    assert_eq!(topics(&noted), [Topic::Markup, Topic::Markup]);
}

#[test]
fn html_blocks_give_their_text_with_a_note() {
    let noted = ok("### Article 1\n\n<div>\nThe lamp<br>burns.\n</div>\n\n<!-- nothing -->\n", &markdown());
    assert_eq!(noted.value.nodes[0].own_text(), "The lamp burns.");
    assert_eq!(topics(&noted), [Topic::Markup]);
}

#[test]
fn emphasis_across_a_mark_still_gives_its_words() {
    let noted = ok("### Article 1\n\n**1. Lamps** burn.\n\n**2.** *Oil* too.\n", &markdown());
    assert_eq!(noted.value.nodes.len(), 3);
    assert_eq!(noted.value.nodes[2].own_text(), "Oil too.");
}

#[test]
fn headings_in_capitals_stand_beside_chapters_of_the_same_dress() {
    let raw = "### CHAPTER I\n\n####LAMPS\n\n### I\n\n####OIL LAMPS\n\n### Article 1\n\nx\n\n### II\n\n####GAS LAMPS\n\n### Article 2\n\ny\n\n####FINAL PROVISIONS\n\n### Article 3\n\nz\n";
    let document = ok(raw, &markdown()).value;
    let parents: Vec<Option<usize>> = document.nodes.iter().map(|n| n.parent.map(|p| p.0)).collect();
    assert_eq!(parents, [None, Some(0), Some(0), None]);
    let headings: Vec<_> = document.nodes.iter().filter_map(|n| n.heading.as_deref()).collect();
    assert_eq!(headings, ["LAMPS", "OIL LAMPS", "GAS LAMPS", "FINAL PROVISIONS"]);
}
