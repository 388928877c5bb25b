//! Any text at all: nothing panics, and what holds for every document holds.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

/// What texts are made of, lines and parts of lines, sound and unsound.
const PARTS: [&str; 64] = [
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "  \n",
    "    ",
    "\t",
    "> ",
    "* ",
    "- ",
    "1. ",
    "2. ",
    "3.",
    "(a) ",
    "(b) ",
    "b)",
    "(i) ",
    "(ii) ",
    "(h) ",
    "A. ",
    "B. ",
    "(1)",
    "(2) ",
    "1 bis. ",
    "### Article 1\n",
    "### Article 2\n\n",
    "### Article  3  \n",
    "Article 4\n",
    "Article 1\n\n",
    "####Title\n",
    "#### LAMPS\n",
    "### PART I\n",
    "### CHAPTER II \n",
    "### Section 1\n",
    "### ANNEX I\n",
    "ANNEX\n",
    "### Artikel 1\n",
    "DONE at Port Lantern\n",
    "Whereas fog,\n\n",
    "lamp",
    "The keeper",
    " and ",
    "; ",
    ": ",
    ".",
    ", ",
    "*",
    "**",
    "_",
    "`",
    "[",
    "](x)",
    "![",
    "\\",
    "&amp;",
    "<b>",
    "</b>",
    "<div>\n",
    "| a | b |\n",
    "é“”",
    "\u{a0}",
    "\u{2003}",
    "[^1]: ",
    "---\n",
];

fn texts() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PARTS[..]), 0..60).prop_map(|parts| parts.concat())
}

fn sound(raw: &str, options: &Options) {
    let noted = ok(raw, options);
    let mut places = BTreeSet::new();
    let mut taken = Vec::new();
    for node in &noted.value.nodes {
        assert!(places.insert(node.pinpoint.to_string()), "{} twice", node.pinpoint);
        for words in node.mark.iter().chain(&node.own) {
            assert!(node.span.contains(words.span), "{}", node.pinpoint);
            taken.push(words.span);
        }
    }
    taken.sort_unstable();
    assert!(taken.windows(2).all(|pair| pair[0].end() <= pair[1].start()), "{taken:?}");
    for note in &noted.notes {
        assert!(note.span.of(raw).is_some(), "{note:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(raw in texts()) {
        for format in [Format::Markdown, Format::Text] {
            for structure in [Structure::Articles, Structure::Essay, Structure::NumberedParagraphs] {
                sound(&raw, &Options { format, structure, ..Options::default() });
            }
        }
    }

    #[test]
    fn any_string_is_read_as_json(text in texts(), number in texts()) {
        let quoted = |t: &str| serde_json::to_string(t).unwrap();
        let raw = format!(
            "{{\"content\":{{\"preamble\":{0},\"articles\":[{{\"number\":\"1\",\"text\":{0}}},{{\"number\":{1},\"text\":{0}}}]}}}}",
            quoted(&text),
            quoted(&number)
        );
        for structure in [Structure::Articles, Structure::Essay] {
            sound(&raw, &Options { format: Format::Json, structure, ..Options::default() });
        }
    }

    #[test]
    fn any_elements_are_read_as_akoma_ntoso(parts in prop::collection::vec((0..10_usize, 0..6_usize, texts()), 0..12)) {
        const TAGS: [&str; 10] = [
            "act", "body", "preamble", "article", "paragraph", "point", "recital", "p", "attachments", "doc",
        ];
        let mut raw = String::from("<akomaNtoso>");
        let mut open = Vec::new();
        for (tag, number, words) in &parts {
            let words = words.replace(['<', '&'], " ");
            raw.push_str(&format!("<{} eId=\"art_{number}\">", TAGS[*tag]));
            raw.push_str(&format!("<num>{number}.</num><p>{words}</p>"));
            if *number > 3 { raw.push_str(&format!("</{}>", TAGS[*tag])) } else { open.push(TAGS[*tag]) }
        }
        open.iter().rev().for_each(|tag| raw.push_str(&format!("</{tag}>")));
        raw.push_str("</akomaNtoso>");
        sound(&raw, &Options { format: Format::Akn, ..Options::default() });
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for format in [Format::Markdown, Format::Text, Format::Json, Format::Akn] {
            let _ = read(&bytes, &meta(), &Options { format, ..Options::default() }, None);
        }
    }
}
