//! Quotations, by example and at random.

use model::Span;
use proptest::prelude::*;

use super::*;
use crate::attribute;
use crate::draft::Markup;

fn draft(text: &str, markup: Markup) -> Draft<'_> {
    Draft { text, markup, sentences: &[] }
}

/// The words of every quotation, pieces parted by ` || `.
fn quoted(text: &str, markup: Markup) -> Vec<String> {
    let found = quotations(&draft(text, markup));
    let words = |q: &Quotation| {
        let pieces: Vec<&str> = q.pieces.iter().map(|p| p.of(text).unwrap()).collect();
        pieces.join(" || ")
    };
    found.iter().map(words).collect()
}

#[test]
fn marks_of_every_form() {
    for (text, expected) in [
        ("He said “light the lamp” and left.", vec!["light the lamp"]),
        ("He said \"light the lamp\" and left.", vec!["light the lamp"]),
        ("He said ‘light the lamp’ and left.", vec!["light the lamp"]),
        ("He said 'light the lamp' and left.", vec!["light the lamp"]),
        ("Il dit «\u{a0}allume\u{a0}» et part.", vec!["allume"]),
        ("Er sagt »zünde an« und geht.", vec!["zünde an"]),
        ("Er sagt „zünde an“ und geht.", vec!["zünde an"]),
        ("Powiada „zapal” i idzie.", vec!["zapal"]),
        ("Han säger ”tänd” och går.", vec!["tänd"]),
        ("Er sagt ‚zünde an‘ und geht.", vec!["zünde an"]),
        ("He said &ldquo;light it&rdquo; twice.", vec!["light it"]),
        ("He said \\\"light it\\\" twice.", vec!["light it"]),
        ("(“light it”)", vec!["light it"]),
        ("—“light it”—", vec!["light it"]),
    ] {
        assert_eq!(quoted(text, Markup::Markdown), expected, "{text}");
    }
}

#[test]
fn apostrophes_and_measures_are_no_marks() {
    for text in [
        "It's the keeper's lamp and the keepers' oil.",
        "It’s the keeper’s lamp and the keepers’ oil.",
        "In the '90s and the ’80s we sat by the lamp.",
        "A 6\" lens on a 40' tower at 51° 30' 12\" N.",
        "Rock 'n' roll.",
        "An “open mark that never closes.",
        "A close” mark that never opened.",
        "“” and ‘’ and \"\".",
    ] {
        assert_eq!(quoted(text, Markup::Markdown), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_single_mark_closes_where_the_sentence_lets_it() {
    for (text, expected) in [
        ("the ‘keepers’ right to oil’ is old", vec!["keepers’ right to oil"]),
        ("the ‘rights of keepers’ are old", vec!["rights of keepers"]),
        ("the ‘rights of keepers’ and the ‘oil of lamps’ are old", vec!["rights of keepers", "oil of lamps"]),
        ("‘the keeper’s lamp’, he said", vec!["the keeper’s lamp"]),
        ("‘a “lamp” is a lamp’", vec!["a “lamp” is a lamp", "lamp"]),
        ("“a ‘lamp’ is a keeper’s lamp”", vec!["a ‘lamp’ is a keeper’s lamp", "lamp"]),
    ] {
        assert_eq!(quoted(text, Markup::Plain), expected, "{text}");
    }
}

#[test]
fn the_authors_words_interrupt_a_quotation() {
    for (text, expected) in [
        ("“The keeper,” it says, “shall wake.”", vec!["The keeper, || shall wake."]),
        ("‘The keeper’, wrote the court, ‘shall wake’.", vec!["The keeper || shall wake"]),
        ("“The keeper” — it says — “shall wake.”", vec!["The keeper || shall wake."]),
        ("“The keeper wakes.” It says “the lamp burns.”", vec!["The keeper wakes.", "the lamp burns."]),
        ("“the keeper” and “the lamp”", vec!["the keeper", "the lamp"]),
        ("“the keeper,” which some call “the lamp”", vec!["the keeper,", "the lamp"]),
    ] {
        assert_eq!(quoted(text, Markup::Plain), expected, "{text}");
    }
}

#[test]
fn code_addresses_comments_and_front_matter_hold_none() {
    let text = "---\ntitle: \"no\"\n---\n\nSee `\"no\"` and <a title=\"no\"> and [x](/y \"no\") and https://a.b/\"no\" <!--\n\
                \"no\" -->\n\n~~~\n\"no\"\n~~~\n\n\"yes\"\n";
    assert_eq!(quoted(text, Markup::Markdown), vec!["yes"]);
}

#[test]
fn words_are_taken_out_of_their_markup() {
    for (text, expected) in [
        ("> No *keeper* shall\n> be __left__.[^1]\n\n[^1]: x", "No keeper shall be left."),
        ("> A keeper \\*sleeps\\*\n>   here & there.", "A keeper *sleeps* here & there."),
        ("“a [lamp](https://a.b) burns”", "a lamp burns"),
        ("“a lamp[^2] burns^[or so] [b]right”\n\n[^2]: x", "a lamp burns [b]right"),
        ("“snake_case &amp; more”", "snake_case & more"),
        ("“The keeper,” it says, “shall wake.”", "The keeper shall wake."),
    ] {
        let draft = draft(text, Markup::Markdown);
        let found = quotations(&draft);
        assert_eq!(words(&draft, &found[0]).text(), expected, "{text}");
    }
}

#[test]
fn words_lead_back_to_the_draft() {
    let text = "> No *keeper* shall\n> be left.";
    let draft = draft(text, Markup::Markdown);
    let found = quotations(&draft);
    let words = words(&draft, &found[0]);
    let at = words.text().find("be left").unwrap();
    assert_eq!(words.raw(at..at + 7).of(text), Some("be left"));
    assert_eq!(words.raw(3..9).of(text), Some("keeper"));
}

#[test]
fn nested_quotations_know_where_they_stand() {
    let found = quotations(&draft("> He said “light the ‘lamp’ now” and left the place.", Markup::Markdown));
    let within: Vec<Option<usize>> = found.iter().map(|q| q.within).collect();
    assert_eq!(within, vec![None, Some(0), Some(1)]);
}

/// Text that is likely to hold marks, notes and blocks.
fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop::sample::select(vec![
        "“",
        "”",
        "‘",
        "’",
        "\"",
        "'",
        "«",
        "»",
        "„",
        "\n",
        "\n\n",
        "> ",
        "    ",
        "[^1]",
        "[^1]: ",
        "^[",
        "]",
        "(",
        ")",
        "*",
        "_",
        "`",
        "```\n",
        "<!--",
        "-->",
        "\\",
        "&ldquo;",
        "---\n",
        "- ",
        "1. ",
        "it says, ",
        "provides:",
        "lamp ",
        "é",
        "🗼",
        "¹",
        ".",
        ", ",
        "https://a.b/",
        "State ",
        " ",
    ]);
    prop::collection::vec(scrap, 0..60).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn spans_are_whole_whatever_the_text(text in scraps(), plain in any::<bool>()) {
        let draft = draft(&text, if plain { Markup::Plain } else { Markup::Markdown });
        let found = quotations(&draft);
        for (i, quotation) in found.iter().enumerate() {
            prop_assert!(quotation.span.of(&text).is_some_and(|t| !t.trim().is_empty()));
            prop_assert!(!quotation.pieces.is_empty());
            let mut last = quotation.span.start();
            for piece in &quotation.pieces {
                prop_assert!(piece.of(&text).is_some() && piece.start() >= last && piece.end() <= quotation.span.end());
                last = piece.end();
            }
            prop_assert!(quotation.within.is_none_or(|w| w < i));
            let words = words(&draft, quotation);
            for (at, c) in words.text().char_indices() {
                prop_assert!(words.raw(at..at + c.len_utf8()).of(&text).is_some());
            }
        }
        prop_assert!(found.is_sorted_by_key(|q| q.span.start()));
        prop_assert_eq!(attribute(&draft, &found, &[]).len(), found.len());
    }

    #[test]
    fn any_citation_may_stand_anywhere(text in scraps(), at in 0..200_usize, length in 1..40_usize) {
        let from = (at.min(text.len())..=text.len()).find(|&i| text.is_char_boundary(i)).unwrap_or(0);
        let to = ((from + length).min(text.len())..=text.len()).find(|&i| text.is_char_boundary(i)).unwrap_or(from);
        let citation = model::Citation {
            span: Span::new(from, to),
            form: model::Form::Mention,
            signal: None,
            targets: Vec::new(),
        };
        let draft = draft(&text, Markup::Markdown);
        let found = quotations(&draft);
        prop_assert_eq!(attribute(&draft, &found, &[citation]).len(), found.len());
    }
}
