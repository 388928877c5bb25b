//! How a draft is laid out, by example.

use super::*;
use crate::draft::Markup;

fn layout(text: &str, markup: Markup) -> Layout {
    Layout::new(&Draft { text, markup, sentences: &[] })
}

fn roles(text: &str, markup: Markup) -> Vec<(&str, Role)> {
    layout(text, markup).paragraphs.iter().map(|p| (p.span.of(text).unwrap(), p.role)).collect()
}

#[test]
fn markdown_has_roles() {
    let text = "# Lamps\n\nText\ngoes on.\n\n> a block\n> of two lines\n\n- item\n\n[^x]: A note\n    goes on.\n\n    And on.\n";
    assert_eq!(
        roles(text, Markup::Markdown),
        vec![
            ("Lamps", Role::Heading),
            ("Text\ngoes on.", Role::Prose),
            ("a block\n> of two lines", Role::Block(0)),
            ("item", Role::Item),
            ("A note\n    goes on.", Role::Note(0)),
            ("And on.", Role::Note(0)),
        ]
    );
}

#[test]
fn plain_text_has_blocks_by_indentation() {
    let text = "The rule:\n\n  No lamp shall be lit by day,\n  and none put out by night.\n\nSo it is.\n";
    let found: Vec<Role> = roles(text, Markup::Plain).into_iter().map(|r| r.1).collect();
    assert_eq!(found, vec![Role::Prose, Role::Block(1), Role::Prose]);
}

#[test]
fn notes_are_called_in_every_form() {
    for (text, markup) in [
        ("A lamp.[^a]\n\n[^a]: Note.\n", Markup::Markdown),
        ("A lamp.[1]\n\n[1] Note.\n", Markup::Plain),
        ("A lamp.¹\n\n¹ Note.\n", Markup::Plain),
        ("A lamp.1 A wick.2 Oil.3\n\n1. Note.\n\n2. Two.\n\n3. Three.\n", Markup::Plain),
        ("A lamp^[Note.] burns.\n", Markup::Markdown),
    ] {
        let layout = layout(text, markup);
        let call = layout.calls.first().unwrap_or_else(|| panic!("{text}"));
        assert_eq!(layout.notes[call.note].body.of(text), Some("Note."), "{text}");
    }
}

#[test]
fn a_list_that_nobody_calls_is_no_notes() {
    let text = "There are three:\n\n1. oil\n\n2. wick\n\n3. glass\n";
    assert!(layout(text, Markup::Plain).notes.is_empty());
}
