//! Treaties and declarations that are not in the table: "the Montreal Harbour Convention", "Treaty on Fog Signals".

use std::ops::Range;

use crate::place;
use crate::scan;
use crate::words;

/// Nouns at the head of an instrument's title.
pub(crate) const HEADS: &[&str] = &[
    "convention",
    "conventions",
    "treaty",
    "covenant",
    "protocol",
    "charter",
    "agreement",
    "pact",
    "statute",
    "declaration",
    "accord",
    "accords",
    "compact",
    "constitution",
];

/// Nouns that head a title only where a subject follows: "Principles on …".
const SOFT: [&str; 2] = ["agreement", "declaration"];

/// A title around the head noun at `head`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Title {
    /// The whole title, premodifying words of it included.
    pub(crate) range: Range<usize>,
    /// Whether words before the head noun belong to it.
    pub(crate) left: bool,
    /// Whether words after it do.
    pub(crate) right: bool,
}

/// The title around the head noun at `head`, not reaching back before `floor`. `None` for a lone head noun and for
/// headings in capitals.
pub(crate) fn title(text: &str, head: Range<usize>, floor: usize) -> Option<Title> {
    let noun = text.get(head.clone())?;
    if !words::capital(text, head.start) || noun.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let start = left(text, head.start, floor);
    let end = subject(text, right(text, &head), noun);
    // "Treaty Series", "Charter flights": the noun only modifies another.
    let next = scan::space(text.as_bytes(), head.end);
    if end == head.end && next > head.end && words::capital(text, next) && !followed_by_citation(text, next) {
        return None;
    }
    let title = Title { range: start..end, left: start < head.start, right: end > head.end };
    let soft = SOFT.iter().any(|s| noun.eq_ignore_ascii_case(s));
    let single = title.left && !title.right && soft && sentence_start(text, start);
    ((title.left || title.right) && !single).then_some(title)
}

/// Whether what follows a name is the place or the data of a citation and not another noun.
fn followed_by_citation(text: &str, at: usize) -> bool {
    place::designator(text, at).is_some() || words::date(text, at).is_some() || is_roman(text, at)
}

fn is_roman(text: &str, at: usize) -> bool {
    let end = scan::letters(text.as_bytes(), at);
    text.get(at..end).is_some_and(|w| model::roman_value(w).is_some())
}

/// Whether `at` begins a sentence or a line.
fn sentence_start(text: &str, at: usize) -> bool {
    let before =
        text.get(..at).unwrap_or_default().trim_end_matches([' ', '\u{a0}', '*', '_', '(', '“', '"']);
    before.is_empty() || before.ends_with(['.', '?', '!', '\n', ':'])
}

/// Where the capitalised words before `at` begin.
fn left(text: &str, at: usize, floor: usize) -> usize {
    let mut start = at;
    let mut joined = None;
    for _ in 0..10 {
        let gap = words::back_over_space(text, start.min(joined.unwrap_or(start)), floor);
        if gap == joined.unwrap_or(start) || gap <= floor {
            break;
        }
        let from = words::word_start(text, gap, floor);
        let Some(word) = text.get(from..gap).filter(|w| !w.is_empty()) else { break };
        if word.ends_with('.') || words::opener(word) {
            break;
        }
        if matches!(word, "and" | "&" | "of" | "on" | "the") && joined.is_none() && start < at {
            // "of the" belongs to a title only before its head: "Law of the Sea Convention".
            joined = Some(from);
            continue;
        }
        if matches!(word, "of" | "on" | "the") && joined.is_some() {
            joined = Some(from);
            continue;
        }
        let titled = words::capital(text, from) && !possessive(word);
        if !titled || place::designator(text, from).is_some_and(|d| d.end <= gap) {
            break;
        }
        // "parties and the Harbour Convention": a small word joins only two capitals that belong together.
        if joined.is_some() && preceded_by_noun_of_own(text, from, floor) {
            break;
        }
        start = from;
        joined = None;
    }
    start
}

/// "Member States of the Lights Convention": what stands before is no part of the title.
fn preceded_by_noun_of_own(text: &str, from: usize, _floor: usize) -> bool {
    words::is_one_of(
        text,
        from,
        &[
            "states",
            "parties",
            "party",
            "members",
            "member",
            "articles",
            "article",
            "court",
            "council",
            "committee",
            "commission",
            "secretariat",
            "preamble",
            "government",
            "governments",
        ],
    )
}

fn possessive(word: &str) -> bool {
    word.ends_with("'s") || word.ends_with("’s") || word.ends_with("s'") || word.ends_with("s’")
}

/// Where the subject after the head noun ends: "on the Lights of Harbours and Ports".
fn right(text: &str, head: &Range<usize>) -> usize {
    const JOINTS: [&str; 22] = [
        "on",
        "for",
        "against",
        "concerning",
        "relating",
        "relative",
        "regarding",
        "between",
        "of",
        "to",
        "prohibiting",
        "banning",
        "establishing",
        "abolishing",
        "amending",
        "supplementing",
        "governing",
        "respecting",
        "supplementary",
        "additional",
        "with",
        "in",
    ];
    let bytes = text.as_bytes();
    let noun = text.get(head.clone()).unwrap_or_default();
    let mut at = scan::space(bytes, head.end);
    // "Protocol I to …", "Protocol No. 4 to …".
    if is_roman(text, at) && noun.eq_ignore_ascii_case("protocol") {
        at = scan::letters(bytes, at);
        let end = at;
        at = scan::space(bytes, at);
        if scan::word(text, at, "to").is_none() {
            return end;
        }
    }
    let Some(joint) = JOINTS.iter().find_map(|j| scan::word(text, at, j).map(|end| (*j, end))) else {
        return head.end;
    };
    match joint.0 {
        "to" if !noun.eq_ignore_ascii_case("protocol") => return head.end,
        "with" | "in" if scan::word(text, scan::space(bytes, joint.1), "respect").is_none() => {
            return head.end;
        }
        _ => {}
    }
    let mut at = scan::space(bytes, joint.1);
    if let Some(end) = words::date(text, at) {
        return end;
    }
    if joint.0 == "of"
        && let Some(end) = words::year(text, at)
    {
        return end;
    }
    if words::month(text, at).is_some() {
        return head.end;
    }
    let mut end = head.end;
    let mut first = true;
    for _ in 0..40 {
        let stop = words::word_end(text, at);
        let Some(word) = text.get(at..stop).filter(|w| !w.is_empty()) else { break };
        if words::capital(text, at) {
            if place::designator(text, at).is_some_and(|d| d.kind == model::SegmentKind::Article)
                || first
                    && joint.0 == "of"
                    && matches!(word, "Parties" | "States" | "Party" | "Government" | "Member")
                || words::opener(word)
                    && !matches!(word, "States" | "Parties" | "Party" | "For" | "Of" | "On" | "To" | "And")
            {
                break;
            }
            end = stop;
            first = false;
        } else if !(words::small(word) || word == "respect") {
            break;
        }
        let spaced = scan::space(bytes, stop);
        at = match bytes.get(spaced) {
            Some(b',') if list_goes_on(text, spaced) => scan::space(bytes, spaced + 1),
            _ if spaced > stop => spaced,
            _ => break,
        };
    }
    // A possessive ending belongs to the sentence.
    let tail = text.get(head.end..end).unwrap_or_default();
    end - if possessive(tail) { tail.chars().rev().take(2).map(char::len_utf8).sum() } else { 0 }
}

/// The end of the subject of a protocol after a comma: "Protocol to the Convention, concerning the Settlement of Disputes".
fn subject(text: &str, end: usize, noun: &str) -> usize {
    let bytes = text.as_bytes();
    if !noun.eq_ignore_ascii_case("protocol") || bytes.get(end) != Some(&b',') {
        return end;
    }
    let at = scan::space(bytes, end + 1);
    let Some(joint) = scan::any_word(text, at, &["concerning", "relating to", "regarding"]) else {
        return end;
    };
    let mut at = scan::space(bytes, joint);
    let mut stop = end;
    for _ in 0..16 {
        let word_end = words::word_end(text, at);
        let Some(word) = text.get(at..word_end).filter(|w| !w.is_empty()) else { break };
        if words::capital(text, at) {
            stop = word_end;
        } else if !words::small(word) {
            break;
        }
        let next = scan::space(bytes, word_end);
        if next == word_end {
            break;
        }
        at = next;
    }
    stop
}

/// Whether a comma inside a title goes on with it: ", Beacons and Signals", ", and Signals".
fn list_goes_on(text: &str, comma: usize) -> bool {
    let bytes = text.as_bytes();
    let mut at = scan::space(bytes, comma + 1);
    if let Some(end) = scan::any_word(text, at, &["and", "or"]) {
        return words::capital(text, scan::space(bytes, end));
    }
    for _ in 0..4 {
        if !words::capital(text, at) || place::designator(text, at).is_some() {
            return false;
        }
        let stop = words::word_end(text, at);
        let spaced = scan::space(bytes, stop);
        if bytes.get(spaced) == Some(&b',') {
            at = scan::space(bytes, spaced + 1);
            if let Some(end) = scan::any_word(text, at, &["and", "or"]) {
                return words::capital(text, scan::space(bytes, end));
            }
            continue;
        }
        if let Some(end) = scan::any_word(text, spaced, &["and", "or"]) {
            return words::capital(text, scan::space(bytes, end));
        }
        at = spaced;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str, noun: &str) -> Option<String> {
        let at = text.find(noun)?;
        title(text, at..at + noun.len(), 0).map(|t| text[t.range].to_owned())
    }

    #[test]
    fn titles_reach_as_far_as_their_capitals() {
        for (text, noun, want) in [
            (
                "under the Montreal Harbour Convention, which",
                "Convention",
                Some("Montreal Harbour Convention"),
            ),
            (
                "the Convention on the Lights of Harbours applies",
                "Convention",
                Some("Convention on the Lights of Harbours"),
            ),
            (
                "a Treaty on Buoys, Beacons and Fog Signals, signed",
                "Treaty",
                Some("Treaty on Buoys, Beacons and Fog Signals"),
            ),
            ("the Treaty on Fog, Article 5", "Treaty", Some("Treaty on Fog")),
            ("The Convention applies", "Convention", None),
            ("the Convention States", "Convention", None),
            ("CONVENTION ON FOG", "CONVENTION", None),
            ("the Convention of 12 August 1949 says", "Convention", Some("Convention of 12 August 1949")),
            ("the Law of the Fog Convention", "Convention", Some("Law of the Fog Convention")),
            (
                "the Optional Protocol to the Fog Covenant is",
                "Protocol",
                Some("Optional Protocol to the Fog Covenant"),
            ),
        ] {
            assert_eq!(show(text, noun).as_deref(), want, "{text}");
        }
    }
}
