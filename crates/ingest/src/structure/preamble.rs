//! Preambles and closing formulas.
//!
//! A recital is a node of its own, one a paragraph, or one of those that a paragraph runs together; the naming of the parties and the enacting words belong to the preamble
//! itself. Lines before it without closing punctuation are matter of the title page and are left out.

use std::ops::Range;

use model::{Class, Note, Pinpoint, SegmentKind};

use super::provisions::segment;
use super::tree::Tree;
use crate::blocks::{Block, Raw};

/// Adds the preamble and its recitals, if there is any text.
pub(super) fn add(tree: &mut Tree, raw: Raw<'_>, text: &[&Block], notes: &mut Vec<Note>) {
    let title = text.iter().take_while(|b| is_title_matter(b.str())).count();
    let place = Pinpoint::of(segment(SegmentKind::Preamble, None));
    if title == text.len() {
        return;
    }
    let Some(pre) = tree.add(place.clone(), None, Class::Preamble, None) else { return };
    let mut count = 0u32;
    let pieces =
        text[title..].iter().flat_map(|block| pieces(block.str()).into_iter().map(move |p| (block, p)));
    for (block, piece) in pieces {
        let said = block.str().get(piece.clone()).unwrap_or_default();
        let recital = is_recital(said);
        let words = raw.words(block, piece, notes);
        let mut owner = pre;
        if recital {
            count += 1;
            let own = place.child(segment(SegmentKind::Recital, Some(&count.to_string())));
            owner = tree.add(own, Some(pre), Class::Preamble, None).unwrap_or(pre);
        }
        tree.own(owner, words);
    }
}

/// Fewer recitals than this within one paragraph are no preamble printed as a run.
const FEWEST: usize = 3;

/// Words that begin like a recital and are the first word of a name.
const NAMES: [&str; 6] = ["united", "allied", "associated", "federated", "beijing", "nanjing"];

/// Words that begin what follows the last recital.
const ENACTING: [&str; 4] = ["have", "hereby", "agree", "proclaim"];

/// The recitals of a preamble that is printed as one paragraph: each begins after a comma or semicolon with a capital. A
/// paragraph without several of them is one piece.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    let (mut recitals, mut from) = (0, 0);
    while let Some(at) = text.get(from..).and_then(|rest| rest.find([',', ';'])).map(|at| from + at) {
        from = at + 1;
        let rest = text.get(from..).unwrap_or_default();
        let start = text.len() - rest.trim_start().len();
        let next = text.get(start..).unwrap_or_default();
        let first: String = next.chars().take_while(|c| c.is_alphabetic()).take(24).collect();
        let lower = first.to_lowercase();
        if start == from || !first.starts_with(char::is_uppercase) || NAMES.contains(&lower.as_str()) {
            continue;
        }
        let sentence: String = next.chars().take(60).collect();
        if is_recital(&sentence) {
            recitals += 1;
            starts.push(start);
        } else if recitals > 0 && ENACTING.contains(&lower.as_str()) {
            starts.push(start);
            break;
        }
    }
    if recitals < FEWEST {
        return std::iter::once(0..text.len()).collect();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// Words with which a recital begins besides participles, in small letters.
const OPENERS: [&str; 24] = [
    "whereas",
    "aware",
    "mindful",
    "conscious",
    "desirous",
    "anxious",
    "eager",
    "considérant",
    "désireux",
    "désireuses",
    "désirant",
    "reconnaissant",
    "rappelant",
    "convaincus",
    "convaincues",
    "soucieux",
    "animés",
    "overwegende",
    "verlangende",
    "geleid",
    "wensende",
    "considerando",
    "reconociendo",
    "deseando",
];

/// Adverbs and the like that may stand before the word that opens a recital.
const BEFORE: [&str; 6] = ["also", "being", "having", "further", "once", "and"];

/// Whether a paragraph of a preamble gives a reason rather than naming the parties or enacting: it begins with a participle
/// (`Recalling`, `Convinced`, `Deeply concerned`) or a word that does the same work (`Whereas`, `Mindful`).
fn is_recital(text: &str) -> bool {
    let mut words =
        text.split(|c: char| !c.is_alphabetic() && c != '-').filter(|w| !w.is_empty()).map(str::to_lowercase);
    let opens = |w: &str| {
        OPENERS.contains(&w)
            || (w.len() > 4 && (w.ends_with("ing") || w.ends_with("ed") || w.ends_with("nt que")))
    };
    let Some(first) = words.next() else { return false };
    if opens(&first) {
        return true;
    }
    (first.ends_with("ly") || BEFORE.contains(&first.as_str())) && words.next().is_some_and(|w| opens(&w))
}

/// Beginnings of the formula that closes a treaty, in small letters.
const CLOSINGS: [&str; 14] = [
    "in witness whereof",
    "in witness thereof",
    "in faith whereof",
    "in testimony whereof",
    "in witness of which",
    "done at",
    "done in",
    "en foi de quoi",
    "fait à",
    "ten blijke waarvan",
    "gedaan te",
    "zu urkund dessen",
    "en fe de lo cual",
    "in fede di che",
];

/// Whether a paragraph begins the closing formula: what follows it is signatures and belongs to no provision.
pub(crate) fn is_closing(text: &str) -> bool {
    let start: String = text.chars().take(40).collect::<String>().to_lowercase();
    CLOSINGS.iter().any(|c| start.starts_with(c))
}

/// Whether a paragraph before the preamble is matter of the title page: it has no closing punctuation.
fn is_title_matter(text: &str) -> bool {
    !text.trim_end().ends_with(['.', ',', ';', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recitals_begin_with_a_reason() {
        for text in [
            "Recalling the storms",
            "Deeply concerned by fog",
            "Whereas ships",
            "CONVINCED that",
            "Also noting x",
        ] {
            assert!(is_recital(text), "{text}");
        }
        for text in
            ["The Parties to this Convention,", "Have agreed as follows:", "Hereby agree:", "We the pilots"]
        {
            assert!(!is_recital(text), "{text}");
        }
    }

    #[test]
    fn recitals_printed_as_a_run_are_parted() {
        let text = "The Ports, Recalling the storms of old, and moved by them, Mindful of the United Ports, \
                    United Harbours and lamps, Deeply concerned by fog; Determined to light lamps, Have agreed as follows:";
        let read: Vec<&str> = pieces(text).into_iter().map(|p| text[p].trim()).collect();
        assert_eq!(
            read,
            [
                "The Ports,",
                "Recalling the storms of old, and moved by them,",
                "Mindful of the United Ports, United Harbours and lamps,",
                "Deeply concerned by fog;",
                "Determined to light lamps,",
                "Have agreed as follows:",
            ]
        );
        assert_eq!(pieces("Recalling the storms, Mindful of fog, the Ports agree.").len(), 1);
    }

    #[test]
    fn closing_formulas() {
        assert!(is_closing("IN WITNESS WHEREOF the undersigned"));
        assert!(is_closing("DONE at Port Lantern"));
        assert!(!is_closing("The work done at sea"));
    }
}
