//! What holds for any text at all: nothing panics, spans lie in the text, in order and apart, and what a blank line parts
//! is read apart. `PROPTEST_CASES` sets how many texts are tried.

use model::{AuthorityId, Citation, Held, Lookup, Pinpoint, Span};
use proptest::prelude::*;

use crate::{Context, Names, cites, find, samples};

/// Pieces of citations, as they stand in texts and as they do not.
const PIECES: &[&str] = &[
    "Article ",
    "article ",
    "Art. ",
    "arts ",
    "ARTICLE ",
    "para ",
    "paras. ",
    "paragraph ",
    "¶",
    "§§ ",
    "§ ",
    "p. ",
    "pp. ",
    "Chapter ",
    "Part ",
    "rule ",
    "Principle ",
    "preamble",
    "recital ",
    "annex ",
    "commentary to ",
    "note",
    "Harbour Lights Convention",
    "HLC",
    "H.L.C.",
    "the Convention",
    "this Convention",
    "Lights Treaty",
    "UP Charter",
    "Charter of the United Ports",
    "Lighthouse Keepers",
    "Arvonia v. Belmark",
    "Skerry Manual",
    "General Comment 77",
    "Fog Declaration",
    "General Assembly resolution 9999 (XXV)",
    "Convention on Fog",
    "Treaty of the Mole",
    "Protocol to the ",
    "Cole v. Wick",
    "A/RES/9999(XXV)",
    "S/PV.12",
    "ECLI:XX:Y:1:2",
    "998 UNTS 171",
    "[1986] ICJ Rep 14",
    "I.C.J. Reports ",
    "Resolution ",
    "UNSCR ",
    "ibid.",
    "Ibid, ",
    "id. at ",
    "supra note ",
    "above n ",
    "(n ",
    "op. cit.",
    "cited above",
    "thereof",
    "common ",
    "draft ",
    "see ",
    "See, e.g., ",
    "cf. ",
    "contra ",
    "(hereinafter “",
    "”) ",
    " (the “",
    "(\"",
    "\")",
    "FC",
    "of the ",
    "of this article",
    "of that paragraph",
    "to the ",
    "in ",
    "under ",
    " and ",
    " or ",
    ", ",
    "; ",
    ". ",
    ": ",
    " – ",
    "–",
    "-",
    "(",
    ")",
    "[",
    "]",
    "](",
    "(a)",
    "(i)",
    "(1)",
    "(4) ",
    "bis",
    "A",
    "et seq.",
    "ff",
    " first sentence",
    "[^1]",
    "[^1]: ",
    "[^x]",
    "\n[^2]: ",
    "**",
    "*",
    "_",
    "# ",
    "> ",
    "`",
    "| ",
    "<br>",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    " ",
    "\u{a0}",
    "\u{200b}",
    "’s ",
    "'s ",
    "“",
    "”",
    "\"",
    "’",
    "é",
    "ß",
    "\u{301}",
    "İ",
    "ﬁ",
    "²",
    "𝔸",
    "here",
    "this piece",
    "1911 ",
    "27 June 1986",
    "UN ",
    "the Human Rights Committee’s ",
    "US ",
    "v.",
    " v ",
    "&",
    "/",
];

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        3 => (0u32..2200).prop_map(|n| n.to_string()),
        1 => prop::sample::select(&["I", "IV", "VII", "XL", "iv", "c"][..]).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
        1 => "[A-Za-z ]{0,12}",
        1 => any::<char>().prop_map(String::from),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat())
}

/// Half of the texts are held and have every place.
struct Half;

impl Held for Half {
    fn holds(&self, authority: &AuthorityId) -> bool {
        authority.as_str() == "harbour-lights"
    }

    fn look_up(&self, authority: &AuthorityId, place: &Pinpoint) -> Lookup {
        if self.holds(authority) {
            Lookup::Found(vec![model::PassageId::new(authority.clone(), place.clone())])
        } else {
            Lookup::Unheld
        }
    }
}

/// Whether spans lie in `text`, on its characters, in order and apart.
fn apart(text: &str, spans: impl Iterator<Item = Span>) -> Result<(), TestCaseError> {
    let mut free = 0;
    for span in spans {
        prop_assert!(span.of(text).is_some_and(|words| !words.is_empty()), "{:?} of {:?}", span, text);
        prop_assert!(span.start() >= free, "{:?} before {} in {:?}", span, free, text);
        free = span.end();
    }
    Ok(())
}

/// What a citation is, its place in the text told from `from` on.
fn told(citation: &Citation, from: usize) -> (usize, usize, String) {
    let targets: Vec<String> = citation.targets.iter().map(|t| format!("{t:?}")).collect();
    let form = citation.form.as_str();
    (citation.span.start() + from, citation.span.end() + from, format!("{form} {}", targets.join(" ")))
}

/// A sentence that says all that its citation means.
fn sentence() -> impl Strategy<Value = String> {
    let names =
        ["the HLC", "the Skerry Manual", "the UP Charter", "the Fog Declaration", "Lighthouse Keepers"];
    let name = prop::sample::select(names.to_vec());
    (name, 1u32..40, 0u32..4, "[a-z]{1,8}").prop_map(|(name, number, level, word)| match level {
        0 => format!("Some {word} of {name} applied. "),
        1 => format!("Under article {number}(2) of {name}, {word} it was. "),
        2 => format!("See {name}, para {number} ({word}). "),
        _ => format!("The {word} in articles {number} and 41 of {name} was lit. "),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_lie_in_the_text_in_order_and_apart(text in text(), own in any::<bool>(), place in any::<bool>()) {
        let names = Names::new(samples::catalogue());
        apart(&text, find(&text, &names).iter().map(|f| f.span))?;
        let context = Context {
            own: own.then(|| AuthorityId::new("harbour-lights").unwrap()),
            own_place: place.then(|| "art-3/para-1".parse().unwrap()),
            ..Context::default()
        };
        apart(&text, cites(&text, &names, &context, &Half).iter().map(|c| c.span))?;
    }

    #[test]
    fn references_and_places_of_any_text_are_read_or_refused(text in text()) {
        let names = Names::new(samples::catalogue());
        let _ = (crate::reference(&text, &names), names.near(&text));
        for (at, _) in text.char_indices() {
            if let Some(found) = crate::places(&text, at) {
                prop_assert!(text.get(at..found.end).is_some(), "{:?} at {}", text, at);
            }
        }
    }

    #[test]
    fn what_a_blank_line_parts_is_found_apart(head in text(), tail in text()) {
        let names = Names::new(samples::catalogue());
        let first = find(&head, &names);
        // A name given in the first part is known in the second, and only where they are one.
        prop_assume!(first.iter().all(|f| f.aliases().is_empty()) && find(&tail, &names).iter().all(|f| f.aliases().is_empty()));
        let from = head.len() + 2;
        let second = find(&tail, &names);
        let parts: Vec<(usize, usize)> = first.iter().map(|f| (f.span.start(), f.span.end()))
            .chain(second.iter().map(|f| (f.span.start() + from, f.span.end() + from)))
            .collect();
        let text = format!("{head}\n\n{tail}");
        let whole: Vec<(usize, usize)> = find(&text, &names).iter().map(|f| (f.span.start(), f.span.end())).collect();
        prop_assert_eq!(parts, whole, "{:?}", text);
    }

    #[test]
    fn what_says_all_it_means_means_the_same_in_parts(
        head in prop::collection::vec(sentence(), 1..6),
        tail in prop::collection::vec(sentence(), 1..6),
    ) {
        let names = Names::new(samples::catalogue());
        let (head, tail) = (head.concat(), tail.concat());
        let read = |text: &str, from| -> Vec<_> {
            cites(text, &names, &Context::default(), &Half).iter().map(|c| told(c, from)).collect()
        };
        let mut parts = read(&head, 0);
        parts.extend(read(&tail, head.len() + 2));
        prop_assert!(!parts.is_empty());
        prop_assert_eq!(parts, read(&format!("{head}\n\n{tail}"), 0));
    }
}
