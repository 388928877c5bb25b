//! Works that the text points at without saying which: "see here", "an earlier piece", "Jane Keeper has argued".

use std::ops::Range;

use super::author;
use crate::place::{self, Places};
use crate::scan;
use crate::words;

/// Nouns for a work that is not an authority.
const WORKS: [&str; 12] = [
    "piece",
    "article",
    "post",
    "essay",
    "collection",
    "paper",
    "op-ed",
    "blog",
    "chapter",
    "commentary",
    "analysis",
    "study",
];
/// Those among them that mean many other things and need a stronger sign.
const LOOSE: [&str; 4] = ["chapter", "commentary", "analysis", "study"];
const EARLIER: [&str; 11] = [
    "previous",
    "earlier",
    "prior",
    "recent",
    "forthcoming",
    "last",
    "companion",
    "related",
    "follow-up",
    "longer",
    "shorter",
];

/// What the text points at, and with which place.
pub(crate) struct Vague {
    pub(crate) range: Range<usize>,
    pub(crate) places: Option<Places>,
}

/// The vague reference around the word at `at`, not before `floor`.
pub(crate) fn vague(text: &str, at: usize, floor: usize) -> Option<Vague> {
    let reported = |range| Vague { range, places: None };
    here(text, at)
        .or_else(|| work(text, at, floor))
        .or_else(|| author::reported(text, at, floor).map(reported))
}

/// "see here", "(here)", "here, para. 505".
fn here(text: &str, at: usize) -> Option<Vague> {
    let bytes = text.as_bytes();
    let end = scan::word(text, at, "here")?;
    if linked(text, at, end) {
        return None;
    }
    let next = scan::space(bytes, end);
    let comma = bytes.get(next) == Some(&b',');
    let places = comma.then(|| place::places(text, scan::space(bytes, next + 1))).flatten();
    let head = text.get(at.saturating_sub(12)..at).unwrap_or_else(|| text.get(..at).unwrap_or_default());
    let head = head.trim_end().to_lowercase();
    let pointed =
        ["see", "see also", "available", "(", "e.g.,", "example,"].iter().any(|s| head.ends_with(s));
    let closed =
        matches!(bytes.get(next), Some(b')' | b',' | b';' | b'.')) || scan::word(text, next, "and").is_some();
    let paired = |text: &str| {
        let text = text.trim_start();
        text.strip_prefix("and ")
            .or_else(|| text.strip_prefix(", "))
            .is_some_and(|rest| rest.starts_with("here"))
    };
    let twice = paired(text.get(end..).unwrap_or_default())
        || ["here and", "here,"].iter().any(|before| head.ends_with(before));
    if !((pointed || twice) && closed || places.is_some()) {
        return None;
    }
    let stop = places.as_ref().map_or(end, |p| p.end);
    Some(Vague { range: at..stop, places })
}

/// "previous Fog Review piece", "2014 article on the subject".
fn work(text: &str, at: usize, floor: usize) -> Option<Vague> {
    let end = words::word_end(text, at);
    let noun = text.get(at..end).filter(|w| WORKS.contains(w))?;
    let mut start = at;
    let mut marked = false;
    let mut titled = 0;
    for _ in 0..6 {
        let gap = words::back_over_space(text, start, floor);
        if gap == start || gap <= floor {
            break;
        }
        let from = words::word_start(text, gap, floor);
        let Some(word) = text.get(from..gap).filter(|w| !w.is_empty()) else { break };
        // "the same article" is as often that of a treaty.
        let same = word == "same" && matches!(noun, "piece" | "post" | "essay" | "op-ed");
        if same || EARLIER.contains(&word) || words::year(text, from) == Some(gap) {
            (start, marked) = (from, true);
        } else if words::capital(text, from) && !words::opener(word) && !word.ends_with('.') {
            start = from;
            titled += 1;
        } else {
            break;
        }
    }
    let about = about(text, end);
    let determined = words::is_one_of(
        text,
        words::word_start(text, words::back_over_space(text, at, floor), floor),
        &["a", "an", "this", "that", "my", "our", "his", "her", "their"],
    );
    let loose = LOOSE.contains(&noun);
    let clause = about.is_some_and(|(_, participle)| participle)
        && determined
        && matches!(noun, "piece" | "post" | "essay" | "article" | "paper");
    let publication = titled >= 2
        && !loose
        && !marked
        && matches!(noun, "piece" | "collection" | "post" | "essay" | "article");
    // "Keeper’s piece"
    let owner = words::back_over_space(text, at, floor);
    let owned = text.get(..owner).and_then(|h| h.strip_suffix("’s").or_else(|| h.strip_suffix("'s")));
    let authored = owned.is_some_and(|head| {
        let from = words::word_start(text, head.len(), floor);
        let name = head.get(from..).unwrap_or_default();
        let plain = name.len() > 2 && name.chars().skip(1).all(char::is_lowercase);
        if plain
            && words::capital(text, from)
            && matches!(noun, "piece" | "post" | "essay" | "article" | "paper")
        {
            start = from;
            return true;
        }
        false
    });
    if !((marked && !loose) || clause || publication || authored) || linked(text, start, end) {
        return None;
    }
    let end = match about {
        Some((stop, _)) if clause || marked => stop,
        _ => end,
    };
    // A footnote right behind it says which work it is.
    let noted =
        text.get(end..).is_some_and(|r| r.trim_start_matches(['.', ',', ';', '”', '"']).starts_with("[^"));
    (!noted).then_some(Vague { range: start..end, places: None })
}

/// The phrase that says what a work is about: its end, and whether it begins with a participle.
fn about(text: &str, end: usize) -> Option<(usize, bool)> {
    let at = scan::space(text.as_bytes(), end);
    let on = scan::any_word(text, at, &["on", "about"]).is_some();
    let participle = scan::any_word(
        text,
        at,
        &[
            "considering",
            "arguing",
            "examining",
            "discussing",
            "exploring",
            "addressing",
            "analyzing",
            "analysing",
            "explaining",
        ],
    )
    .is_some();
    if !on && !participle {
        return None;
    }
    let rest = text.get(at..)?;
    let stop = rest
        .char_indices()
        .take(160)
        .find(|(_, c)| matches!(c, ',' | '.' | ';' | ':' | '(' | ')' | '—' | '\n' | '?' | '['))?
        .0;
    // A pronoun begins the clause that the phrase only introduces.
    let clause = [" I ", " we ", " he ", " she ", " they ", " you "];
    let stop = clause.iter().filter_map(|c| rest.get(..stop)?.find(c)).min().unwrap_or(stop);
    let phrase = rest.get(..stop)?.trim_end();
    // A verb ends the phrase; without parsing, only a short or participial phrase is taken.
    (participle || phrase.split_whitespace().count() <= 5).then(|| (at + phrase.len(), participle))
}

/// Whether the words are those of a Markdown link, and so not lost.
fn linked(text: &str, start: usize, end: usize) -> bool {
    let rest = text.get(end..).unwrap_or_default();
    let head = text.get(..start).unwrap_or_default();
    rest.starts_with("](") || (head.ends_with('[') && rest.get(..80).unwrap_or(rest).contains("]("))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show<'t>(text: &'t str, word: &str) -> Option<&'t str> {
        vague(text, text.find(word)?, 0).map(|v| &text[v.range])
    }

    #[test]
    fn lost_references() {
        for (text, word, want) in [
            ("(see here, para. 505)", "here", Some("here, para. 505")),
            ("we are here, and stay", "here", None),
            ("see [here](https://example.org).", "here", None),
            ("In a previous Fog Review piece, I", "piece", Some("previous Fog Review piece")),
            ("in a 2014 article on the subject, there", "article", Some("2014 article on the subject")),
            (
                "in a piece considering whether fog can be lit (and how)",
                "piece",
                Some("piece considering whether fog can be lit"),
            ),
            ("an earlier piece[^3] says", "piece", None),
            ("a piece of legislation", "piece", None),
            ("Keeper’s piece ends by asking", "piece", Some("Keeper’s piece")),
            ("two reactions are here and here, and", "here", Some("here")),
        ] {
            assert_eq!(show(text, word), want, "{text}");
        }
    }
}
