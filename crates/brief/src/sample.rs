//! A small brief over an invented convention, for the tests of the formats.

use model::{Face, Run};

use crate::brief::{Block, Brief, Citation, Group, Inline, Key, Line, Note, Quotation, Row, Shown};

/// A brief with one of everything.
pub(crate) fn brief() -> Brief {
    let text = |t: &str| Inline::Text(t.to_owned());
    let line = |depth, mark: Option<&str>, text: &str| Line {
        depth,
        mark: mark.map(str::to_owned),
        text: text.to_owned(),
    };
    let key = Key { authority: "lights".to_owned(), place: "art. 1".to_owned(), signal: String::new() };
    let title = Run { text: "Lights Convention".to_owned(), face: Face::Italic };
    Brief {
        title: Some("On <lamps> & \"lights\"".to_owned()),
        language: "en".to_owned(),
        blocks: vec![
            Block::Heading { level: 2, words: vec![text("The law")] },
            Block::Paragraph(vec![
                text("A *duty* binds "),
                Inline::Emphasis(vec![text("every")]),
                text(" State."),
                Inline::Note(1),
            ]),
            Block::Quotation(Quotation {
                lines: vec![
                    line(0, None, "Each State shall keep its harbour lights burning from dusk:"),
                    line(1, Some("(a)"), "The keeper shall not sleep."),
                ],
                citation: Citation { keys: vec![key.clone()], shown: Shown::Note(2) },
            }),
            Block::List { start: Some(3), items: vec![vec![Block::Paragraph(vec![text("A lamp.")])]] },
            Block::Table {
                aligns: vec![Default::default(); 2],
                head: vec![vec![text("Lamp")], vec![text("Lit")]],
                rows: vec![vec![vec![text("North")], vec![text("1931")]]],
            },
            Block::Authorities(vec![Group {
                title: "Treaties".to_owned(),
                rows: vec![Row {
                    key: "lights".to_owned(),
                    words: vec![title.clone()],
                    places: "art 1".to_owned(),
                    notes: vec![2],
                }],
            }]),
        ],
        notes: vec![
            Note { paragraphs: vec![vec![text("Or nearly every one.")]], cites: false },
            Note { paragraphs: vec![vec![Inline::Runs(vec![title]), text(" art 1.")]], cites: true },
        ],
    }
}
