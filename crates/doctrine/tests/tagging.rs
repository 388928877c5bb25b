//! The tagger over an invented treaty: faults of the rules, evidence, context, and what it must not see.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its fixture fails")]
#![expect(clippy::disallowed_methods, reason = "the committed tables are read from disk here")]

use std::path::Path;

use doctrine::{Passage, Rules, Weights, Whole, explain, tag, tag_document};
use model::{Class, Document, Edition, Kind, Label, Meta, Node, NodeIx, Numbering, Span, Words};

const RULES: &str = r#"
[[doctrine]]
label = "lights"
title = "Lights"
family = "Harbours"
definition = "What burns at a harbour's mouth."
headings = ["lamps"]
decisive = ["harbour light*"]
telling = ["lamp*"]
counter = ["lamp oil"]
examples = ["The harbour light burns all night."]
counter_examples = ["The price of lamp oil has risen."]

[[doctrine]]
label = "keepers"
title = "Keepers"
family = "Harbours"
definition = "Those who tend lights."
broader = ["lights"]
decisive = ["keeper*"]
examples = ["The keeper sleeps by day."]
counter_examples = ["The ship sleeps at anchor."]
[[doctrine.yields]]
to = "lights"
unless = ["keeper* shall"]
"#;

fn rules() -> Rules {
    Rules::parse(RULES, Path::new("d.toml")).unwrap()
}

fn node(place: &str, parent: Option<usize>, heading: Option<&str>, text: &str) -> Node {
    let words = Words { span: Span::default(), text: text.to_owned() };
    Node {
        pinpoint: place.parse().unwrap(),
        parent: parent.map(NodeIx),
        children: Vec::new(),
        class: Class::Operative,
        heading: heading.map(str::to_owned),
        mark: None,
        span: Span::default(),
        own: if text.is_empty() { Vec::new() } else { vec![words] },
    }
}

fn document(id: &str) -> Document {
    let mut nodes = vec![
        node("art-1", None, Some("Lamps"), "The Parties agree that:"),
        node("art-1/para-1", Some(0), None, "oil is bought in spring;"),
        node("art-1/para-2", Some(0), None, "the keeper shall be paid."),
        node("art-2", None, None, "Nothing else is said."),
    ];
    nodes[0].children = vec![NodeIx(1), NodeIx(2)];
    let meta = Meta {
        id: id.parse().unwrap(),
        title: id.to_owned(),
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
    Document { meta, nodes }
}

fn labels(text: &str) -> Vec<String> {
    let passage = Passage::of(text, Class::Operative, Kind::Essay);
    tag(&passage, &rules(), None).iter().map(|t| t.label.to_string()).collect()
}

#[test]
fn neighbours_give_way_unless_the_passage_says_otherwise() {
    assert_eq!(labels("A keeper trims the harbour light."), ["lights"]);
    assert_eq!(labels("The keeper shall trim the harbour light."), ["keepers", "lights"]);
    assert!(labels("").is_empty());
}

#[test]
fn evidence_is_the_words_of_the_passage() {
    let passage = Passage::of("Every Harbour-Light burns.", Class::Operative, Kind::Essay);
    assert_eq!(tag(&passage, &rules(), None)[0].evidence, ["Harbour-Light"]);
}

#[test]
fn headings_and_opening_words_count_and_the_name_of_the_document_does_not() {
    let (rules, weights) = (rules(), Weights::default());
    let tags = |id: &str| tag_document(&Whole::new(&document(id)), &rules, Some(&weights));
    assert_eq!(tags("lights-convention"), tags("another-name"));
    let given: Vec<(usize, Vec<String>)> = tags("x")
        .into_iter()
        .map(|(ix, tags)| (ix.0, tags.iter().map(|t| t.label.to_string()).collect()))
        .collect();
    let lights = || vec!["lights".to_owned()];
    let both = vec!["keepers".to_owned(), "lights".to_owned()];
    assert_eq!(given, [(0, lights()), (1, lights()), (2, both), (3, Vec::new())]);
}

#[test]
fn what_is_in_a_language_that_the_rules_do_not_read_gets_no_label() {
    let english = format!("languages = [\"en\"]\n{RULES}");
    let (rules, document) = (Rules::parse(&english, Path::new("d.toml")).unwrap(), document("x"));
    let given = |languages: [Option<&str>; 4]| {
        let languages = languages.map(|l| l.map(str::to_owned));
        let tags = tag_document(&Whole::new(&document).spoken(&languages), &rules, None);
        tags.into_iter().map(|(ix, tags)| (ix.0, tags.len())).collect::<Vec<_>>()
    };
    let en = Some("en");
    assert_eq!(given([en; 4]), given([None; 4]));
    assert_eq!(given([Some("fr"); 4]), []);
    // What stands above a passage is read with it, what stands beside it is not.
    assert_eq!(given([Some("fr"), Some("fr"), en, None]), [(2, 2), (3, 0)]);
}

/// The committed taxonomy and weights.
fn committed() -> (Rules, Weights) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let rules = Rules::parse(&read("doctrines.toml"), Path::new("doctrines.toml")).unwrap();
    (rules, Weights::parse(&read("doctrine-weights.tsv"), Path::new("doctrine-weights.tsv")).unwrap())
}

#[test]
fn a_copy_under_another_name_and_other_numbers_gets_the_same_labels() {
    let (rules, weights) = committed();
    let tags = |id: &str, first: usize| {
        let text = [
            ("Extradition", "The requested Party may refuse to extradite its own nationals."),
            ("Settlement of disputes", "Any dispute shall be settled by negotiation or arbitration."),
            ("Entry into force", "This treaty enters into force after the tenth ratification."),
            ("Lamps", "Oil is bought in spring."),
        ];
        let mut document = document(id);
        document.nodes = (first..)
            .zip(text)
            .map(|(n, (heading, words))| node(&format!("art-{n}"), None, Some(heading), words))
            .collect();
        tag_document(&Whole::new(&document), &rules, Some(&weights))
    };
    let given = tags("un-charter", 1);
    assert_eq!(given, tags("draft-of-the-harbour-masters", 71));
    let labels: Vec<Vec<&str>> =
        given.iter().map(|(_, tags)| tags.iter().map(|t| t.label.as_str()).collect()).collect();
    assert_eq!(labels, [vec!["mutual-assistance"], vec!["dispute-settlement"], vec!["treaty-law"], vec![]]);
}

#[test]
fn a_passage_alone_gets_what_it_gets_in_its_document() {
    let (document, rules) = (document("x"), rules());
    for (ix, tags) in tag_document(&Whole::new(&document), &rules, None) {
        let passage = Passage::in_document(&document, ix).unwrap();
        assert_eq!(tag(&passage, &rules, None), tags, "{ix:?}");
    }
}

#[test]
fn an_explanation_says_which_rule_met_what_and_who_takes_the_place() {
    let label: Label = "keepers".parse().unwrap();
    let passage = Passage::of("A keeper trims the harbour light.", Class::Operative, Kind::Essay);
    let explanation = explain(&passage, &rules(), None, &label).unwrap();
    assert!(!explanation.given);
    assert_eq!(explanation.yields_to.map(|l| l.to_string()).as_deref(), Some("lights"));
    assert_eq!(explanation.rules[0].words, "keeper");
}

#[test]
fn every_fault_of_the_rules_is_named_with_its_line() {
    for (from, to, wanted) in [
        (
            "broader = [\"lights\"]",
            "broader = [\"light\"]",
            "d.toml:19: doctrine.broader: no doctrine is labelled `light` (did you mean `lights`?)",
        ),
        ("telling = ", "teling = ", "teling: unknown key (did you mean `telling`?)"),
        ("\"lamp*\"", "\"Lamp\"", "a word is made of lower-case letters"),
        ("definition = \"Those who tend lights.\"\n", "", "definition: missing"),
        ("The keeper sleeps by day.", "Nobody sleeps.", "is not given the label"),
        ("The ship sleeps at anchor.", "The keeper sleeps.", "is given the label all the same"),
        ("label = \"keepers\"", "label = \"lights\"", "`lights` stands twice"),
        ("[[doctrine]]", "languages = [\"EN\"]\n[[doctrine]]", "languages: `EN` is no code of a language"),
        ("headings = [\"lamps\"]", "broader = [\"keepers\"]", "comes out broader than itself"),
    ] {
        let error = Rules::parse(&RULES.replacen(from, to, 1), Path::new("d.toml")).unwrap_err().to_string();
        assert!(error.contains(wanted), "{wanted}: {error}");
    }
}

const CONCEPTS: &str = r#"
[[concept]]
name = "ship"
words = ["ship*|hull|skipper"]
[[concept]]
name = "dark"
words = ["night|unlit", "after sunset"]
"#;

#[test]
fn concepts_of_one_sentence_count_by_the_models_weights() {
    let rules = Rules::parse(&format!("{RULES}{CONCEPTS}"), Path::new("d.toml")).unwrap();
    let weights = "keepers\trules:always\t-1\nkeepers\town:~ship_~dark\t20\n";
    let weights = Weights::parse(weights, Path::new("w.tsv")).unwrap();
    let given = |text: &str| -> Vec<String> {
        let passage = Passage::of(text, Class::Operative, Kind::Essay);
        tag(&passage, &rules, Some(&weights)).into_iter().map(|t| t.label.to_string()).collect()
    };
    assert_eq!(given("The skipper sailed after sunset, unlit."), ["keepers"]);
    assert!(given("The skipper slept. It was night.").is_empty());
    assert!(given("The hull was painted.").is_empty());
    let passage = Passage::of("An unlit hull.", Class::Operative, Kind::Essay);
    let told = explain(&passage, &rules, Some(&weights), &"keepers".parse::<Label>().unwrap()).unwrap();
    assert!(told.given && told.words.iter().any(|w| w.term == "~ship_~dark"), "{told}");
}

#[test]
fn a_faulty_concept_is_named() {
    for (bad, reason) in [
        ("[[concept]]\nname = \"ship\"\nwords = []\n", "concept.words"),
        ("[[concept]]\nname = \"A ship\"\nwords = [\"hull\"]\n", "lower-case"),
        ("[[concept]]\nname = \"dark\"\nwords = [\"night\"]\n", "stands twice"),
        ("[[concept]]\nname = \"oil\"\nwords = [\"oi*\"]\n", "at least 3 letters"),
    ] {
        let found =
            Rules::parse(&format!("{RULES}{CONCEPTS}{bad}"), Path::new("d.toml")).unwrap_err().to_string();
        assert!(found.contains(reason), "{bad}: {found}");
    }
}
