//! What is clean, what is marked, what is found: over an invented convention.

use model::{AuthorityId, Folding, Mapped, PassageId, Span};

use super::*;

const FOLDING: &str =
    "word\tdefence\tdefense\nroot\tlabour\tlabor\nroot\tharbour\tharbor\nsuffix\tisation\tization\n";

/// Article 4 of the Convention on the Lights of Harbours: opening words, points, a closing sentence.
const LIGHTS: &[(&str, &str)] = &[
    ("", "Subject to article 9, every coastal State shall keep a lamp at the mouth of each of its harbours."),
    (
        "",
        "The keeper of a lamp may not leave it between sunset and sunrise, except in case of fire, nor lend the lamp to vessels of war.",
    ),
    ("", "To that end the State shall:"),
    ("(a)", "appoint three keepers, and no fewer, for each lamp;"),
    ("(b)", "bear the costs of oil, wicks and labour; and"),
    ("(c)", "publish the hours of lighting, unless the Commission decides otherwise."),
    (
        "",
        "The Commission may inspect the lamps. It must report all defects, in particular those of the lens, to the Secretary General within 12 months.",
    ),
];

fn source(parts: &[(&str, &str)]) -> SourceText {
    let node = PassageId::new(AuthorityId::new("lights").unwrap(), "art-4".parse().unwrap());
    let mut out = SourceText::default();
    for (mark, words) in parts {
        for (text, mark) in [(mark, true), (words, false)].into_iter().filter(|(t, _)| !t.is_empty()) {
            out.push(text, mark, node.clone(), Span::default());
        }
    }
    out
}

fn comparer(variants: &str) -> Comparer {
    let folding = Folding::parse(FOLDING, "folding.tsv").unwrap();
    Comparer::new(folding, Variants::parse("lights.tsv", variants).unwrap())
}

fn compare_with(comparer: &Comparer, quoted: &str) -> Comparison {
    let source = source(LIGHTS);
    comparer.compare(&Mapped::verbatim(quoted, 0), &comparer.read(&source))
}

fn compare(quoted: &str) -> Comparison {
    compare_with(&comparer(""), quoted)
}

/// The edits in short: kind, weight's first letter, quoted words, source's words.
fn show(quoted: &str) -> String {
    let found = compare(quoted);
    let source = source(LIGHTS);
    let edit = |e: &Edit| {
        let weight = match e.weight {
            Weight::Slight => "",
            Weight::Word => "!",
            Weight::Sense => "!!",
        };
        format!("{:?}{weight} {}/{}", e.kind, &quoted[e.quoted.range()], &source.text[e.source.clone()])
    };
    let edits: Vec<String> = found.edits.iter().map(edit).collect();
    format!("{:?}: {}", found.likeness, edits.join(" | ")).trim_end_matches([':', ' ']).to_owned()
}

#[test]
fn what_stands_there_is_verbatim() {
    for quoted in [
        "every coastal State shall keep a lamp at the mouth of each of its harbours",
        "every coastal State shall keep a lamp at the mouth of each of its harbours,",
        "The Commission may inspect the lamps.",
        "appoint three keepers, and no fewer, for each lamp; bear the costs of oil, wicks and labour; and publish the hours of lighting",
        "the State shall: (a) appoint three keepers, and no fewer, for each lamp; (b) bear the costs",
        "keepers, and no\u{a0}fewer,\nfor each lamp",
        "EVERY COASTAL STATE SHALL KEEP A LAMP",
        "har\u{ad}bours",
        "to the Secretary General within 12 months",
        "in particular those of the lens \u{2014} to the Secretary\u{2011}General",
        "1. The Commission may inspect the lamps",
    ] {
        let found = compare(quoted).likeness;
        assert!(
            found == Likeness::Verbatim || quoted.contains('\u{2011}') && found == Likeness::Variant,
            "{quoted}: {}",
            show(quoted)
        );
    }
}

#[test]
fn marked_changes_are_marked() {
    for quoted in [
        "every coastal State … keep a lamp at the mouth of … its harbours",
        "[E]very coastal State shall keep a lamp",
        "[t]he Commission may inspect the lamps",
        "[The Commission] must report all defects",
        "The keeper of a lamp may not leave it between sunset and sunrise … nor lend the lamp",
        "every coastal State shall keep a lamp [and its oil] at the mouth of each of its harbours",
        "... keep a lamp at the mouth of each of its harbours ...",
        "The Commission may inspect the lamps. … report all defects",
        "bear the cost[s] of oil, wick[] and labour",
        "inspect[s] the lamps",
        "every coastal State [sic] shall keep a lamp (emphasis added)",
        "To that end the State shall: … bear the costs of oil",
        "The Commission may inspect the lamp[s] [...] in particular those of the lens, to the Secretary General",
    ] {
        let shown = show(quoted);
        let swallows = quoted.starts_with("The keeper")
            || quoted.contains("lamp[s] [")
            || quoted.contains("State … keep")
            || quoted.contains(". … report");
        if !swallows {
            assert_eq!(compare(quoted).likeness, Likeness::Marked, "{quoted}: {shown}");
        }
    }
}

#[test]
fn unmarked_changes_are_found() {
    for (quoted, want) in [
        ("every coastal State shall maintain a lamp", "Altered: Changed! maintain/keep"),
        ("every coastal State may keep a lamp", "Altered: Changed!! may/shall"),
        ("every State shall keep a lamp", "Altered: Dropped! /coastal"),
        ("every coastal State shall always keep a lamp", "Altered: Added! always/"),
        ("every State coastal shall keep a lamp", "Altered: Moved! coastal/coastal"),
        ("The keeper of a lamp may leave it between sunset and sunrise", "Altered: Dropped!! /not"),
        ("appoint two keepers, and no fewer, for each lamp", "Altered: Changed!! two/three"),
        ("bear the costs of oil, wicks or labour", "Altered: Changed!! or/and"),
        ("within 18 months", "Altered: Changed!! 18/12"),
        ("every coastal State shall keep the lamp", "Altered: Changed! the/a"),
        ("(b) appoint three keepers, and no fewer", "Altered: Added! b/"),
        ("inspecting the lamps", "Altered: Changed! inspecting/inspect"),
        ("bearing the cost", "Altered: Changed! bearing/bear | Changed! cost/costs"),
    ] {
        assert_eq!(show(quoted), want, "{quoted}");
    }
}

#[test]
fn spelling_and_capitals_are_slight() {
    for (quoted, want) in [
        ("the costs of oil, wicks and labor", "Variant: Spelling labor/labour"),
        ("Keep a lamp at the mouth", "Variant: Case Keep/keep"),
        ("every coastal state shall keep a lamp", "Variant: Case state/State"),
        ("har bours. The keeper", "Variant: Spelling har bours/harbours"),
        ("the Secretary-General within 12 months", "Variant: Spelling Secretary-General/Secretary General"),
    ] {
        assert_eq!(show(quoted), want, "{quoted}");
    }
}

#[test]
fn an_ellipsis_that_turns_the_sense_is_found() {
    for (quoted, want) in [
        ("The keeper of a lamp may … leave it", "Altered: Swallowed!! …/not"),
        ("The keeper of a lamp … leave it between sunset", "Altered: Swallowed!! …/may not"),
        (
            "leave it between sunset and sunrise … nor lend the lamp",
            "Altered: Swallowed!! …/except in case of fire",
        ),
        ("every coastal State … keep a lamp", "Altered: Swallowed!! …/shall"),
        ("may [inspect] the lamps", "Verbatim"),
        ("may [ ] leave it", "Altered: Swallowed!! [ ]/not"),
    ] {
        assert_eq!(show(quoted), want, "{quoted}");
    }
}

#[test]
fn fragments_in_another_order_are_found() {
    let found = show("The Commission may inspect the lamps … every coastal State shall keep a lamp");
    assert!(found.starts_with("Altered: ") && found.contains("Moved!"), "{found}");
}

#[test]
fn other_words_are_absent() {
    for quoted in [
        "no vessel shall be refused entry on account of its flag",
        "the tides of the moon",
        "lantern",
        "",
        "…",
    ] {
        let found = compare(quoted);
        assert_eq!(
            (found.likeness, found.source.clone()),
            (Likeness::Absent, 0..0),
            "{quoted}: {}",
            show(quoted)
        );
    }
}

#[test]
fn either_reading_of_a_variant_is_clean() {
    let table = "art-4\tthe mouth of\tits mouth at\tthe signed text\treading\nart-4\tof oil, wicks\tof tallow and wicks\tx\treading\n";
    let comparer = comparer(table);
    for (quoted, want) in [
        ("keep a lamp at the mouth of each", Likeness::Verbatim),
        ("keep a lamp at its mouth at each", Likeness::Variant),
        ("keep a lamp at its mouth", Likeness::Variant),
        ("keep a lamp at its mouth of each", Likeness::Altered),
        ("bear the costs of tallow and wicks and labour", Likeness::Variant),
        ("tallow and wicks and labour", Likeness::Variant),
    ] {
        let found = compare_with(&comparer, quoted);
        assert_eq!(found.likeness, want, "{quoted}: {:?}", found.edits);
    }
}
