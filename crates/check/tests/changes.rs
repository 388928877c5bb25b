//! Over invented instruments: what is marked is clean, what is not is found. `CASES` sets how many are tried.
#![expect(clippy::disallowed_methods, reason = "a test asks the environment how many cases to try")]
#![expect(clippy::unwrap_used, reason = "in a test a panic is the verdict")]

use check::{Comparer, Comparison, Likeness, SourceText};
use model::{AuthorityId, Mapped, PassageId, Span};
use proptest::prelude::*;

/// Words of an invented instrument; none of them turns the sense, so that any may stand behind brackets or an ellipsis.
const WORDS: &[&str] = &[
    "harbour",
    "lamp",
    "keeper",
    "vessel",
    "master",
    "signal",
    "lantern",
    "pilot",
    "mole",
    "quay",
    "wick",
    "oil",
    "the",
    "of",
    "a",
    "in",
    "at",
    "its",
    "coastal",
    "authority",
    "commission",
    "report",
    "light",
    "beacon",
    "night",
    "storm",
    "entry",
    "duty",
    "charge",
    "notice",
    "to",
    "for",
    "from",
    "with",
    "under",
    "by",
    "shore",
    "tide",
    "anchor",
    "buoy",
];

/// Words that stand nowhere in it.
const OTHERS: &[&str] = &["saffron", "violin", "not", "shall", "meadow", "17"];

fn cases() -> ProptestConfig {
    let cases = std::env::var("CASES").ok().and_then(|c| c.parse().ok()).unwrap_or(300);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// Sentences in numbered points.
fn instrument() -> impl Strategy<Value = Vec<Vec<&'static str>>> {
    let word = prop::sample::select(WORDS);
    prop::collection::vec(prop::collection::vec(word, 8..30), 1..6)
}

fn source(points: &[Vec<&str>]) -> SourceText {
    let node = PassageId::new(AuthorityId::new("lights").unwrap(), "art-1".parse().unwrap());
    let mut out = SourceText::default();
    for (i, words) in points.iter().enumerate() {
        out.push(&format!("({})", char::from(b'a' + i as u8)), true, node.clone(), Span::default());
        out.push(&format!("{};", words.join(" ")), false, node.clone(), Span::default());
    }
    out
}

fn compare(quoted: &str, source: &SourceText) -> Comparison {
    let comparer = Comparer::default();
    comparer.compare(&Mapped::verbatim(quoted, 0), &comparer.read(source))
}

/// A stretch of a point: where it begins and how many words it has.
fn stretch(
    points: &[Vec<&'static str>],
    point: prop::sample::Index,
    from: prop::sample::Index,
    length: usize,
) -> Vec<&'static str> {
    let words = &points[point.index(points.len())];
    let from = from.index(words.len() - 6);
    words[from..(from + length).min(words.len())].to_vec()
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn marked_changes_are_clean(
        points in instrument(),
        (point, from, at) in any::<(prop::sample::Index, prop::sample::Index, prop::sample::Index)>(),
        length in 6usize..30,
        sign in prop::sample::select(vec!["…", "...", "[...]", ". . .", "[a dry dock]", "[…]", "* * *"]),
    ) {
        let (source, words) = (source(&points), stretch(&points, point, from, length));
        prop_assert_eq!(compare(&words.join(" "), &source).likeness, Likeness::Verbatim);
        let at = 1 + at.index(words.len() - 2);
        let mut quoted = words.clone();
        quoted[at] = sign;
        let found = compare(&quoted.join(" "), &source);
        prop_assert_eq!(found.likeness, Likeness::Marked, "{:?}", found.edits);
        let mut capital = words.clone();
        let first = format!("[{}]{}", words[0][..1].to_uppercase(), &words[0][1..]);
        if words[0].len() > 1 {
            capital[0] = &first;
            prop_assert_eq!(compare(&capital.join(" "), &source).likeness, Likeness::Marked);
        }
    }

    #[test]
    fn unmarked_changes_are_found(
        points in instrument(),
        (point, from, at) in any::<(prop::sample::Index, prop::sample::Index, prop::sample::Index)>(),
        length in 6usize..30,
        other in prop::sample::select(OTHERS),
        how in 0..4,
    ) {
        let (source, words) = (source(&points), stretch(&points, point, from, length));
        let at = 1 + at.index(words.len() - 2);
        let mut quoted = words.clone();
        match how {
            0 => quoted[at] = other,
            1 => quoted.insert(at, other),
            2 => drop(quoted.remove(at)),
            _ => quoted.swap(at, at + 1),
        }
        let quoted = quoted.join(" ");
        // What was dropped or swapped may happen to stand so in the text as well.
        let stands = points.iter().any(|p| p.join(" ").contains(&quoted));
        let found = compare(&quoted, &source);
        prop_assert!(stands || found.likeness >= Likeness::Altered, "{:?}: {}", found.edits, quoted);
    }

    #[test]
    fn any_text_is_compared(quoted in "\\PC{0,200}", text in "\\PC{0,200}") {
        let source = SourceText { text, stretches: Vec::new() };
        let found = compare(&quoted, &source);
        prop_assert!((0.0..=1.0).contains(&found.share));
        for edit in &found.edits {
            prop_assert!(quoted.get(edit.quoted.range()).is_some());
            prop_assert!(source.text.get(edit.source.clone()).is_some());
        }
    }
}

#[test]
fn a_long_quotation_of_a_long_text_is_compared() {
    let mut seed = 1u64;
    let mut word = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        format!("{}{}", WORDS[(seed >> 33) as usize % WORDS.len()], (seed >> 50) % 40)
    };
    let mut words: Vec<String> = (0..20_000).map(|_| word()).collect();
    let source = SourceText { text: words.join(" "), stretches: Vec::new() };
    assert_eq!(compare(&words.join(" "), &source).likeness, Likeness::Verbatim);
    words[10_000] = "meadow".to_owned();
    words.remove(15_000);
    let found = compare(&words.join(" "), &source);
    assert_eq!((found.likeness, found.edits.len()), (Likeness::Altered, 2), "{:?}", found.edits);
}
