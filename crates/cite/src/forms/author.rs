//! Authors whose work the text speaks of without saying which: "Jane Keeper has argued", "as Jane Keeper explains".

use std::ops::Range;

use crate::scan;
use crate::words;

/// What authors do in their works, as participle.
const DONE: [&str; 17] = [
    "explained",
    "argued",
    "written",
    "noted",
    "observed",
    "suggested",
    "shown",
    "discussed",
    "described",
    "detailed",
    "documented",
    "contended",
    "demonstrated",
    "pointed",
    "proposed",
    "warned",
    "analysed",
];
/// The same of one author, and of several: what officials do as well in a text of news ("says", "claims") is not among them.
const DOES: [(&str, &str); 8] = [
    ("argues", "argue"),
    ("explains", "explain"),
    ("contends", "contend"),
    ("writes", "write"),
    ("observes", "observe"),
    ("notes", "note"),
    ("suggests", "suggest"),
    ("demonstrates", "demonstrate"),
];
/// The same in the past, which counts after "as" alone.
const DID: [&str; 7] = ["explained", "argued", "noted", "observed", "wrote", "suggested", "demonstrated"];

/// What the author of a work that was named does in it: nobody else is meant then, so that common verbs count as well.
const SPEAKS: [&str; 15] = [
    "argues",
    "explains",
    "contends",
    "writes",
    "observes",
    "notes",
    "suggests",
    "says",
    "asks",
    "answers",
    "concludes",
    "finds",
    "adds",
    "warns",
    "points out",
];
/// The verbs of reporting at which a text is looked at, but for "has" and "have".
pub(super) const ANCHORS: &[&str] = &[
    "argue",
    "argues",
    "argued",
    "explain",
    "explains",
    "explained",
    "contend",
    "contends",
    "write",
    "writes",
    "wrote",
    "observe",
    "observes",
    "observed",
    "notes",
    "noted",
    "suggests",
    "suggested",
    "demonstrates",
    "demonstrated",
];

/// Capitalised words of what is no author: bodies, offices, newspapers, states of two words.
const NO_AUTHORS: [&str; 93] = [
    "Court",
    "Committee",
    "Council",
    "Commission",
    "Assembly",
    "Tribunal",
    "Chamber",
    "States",
    "Nations",
    "Kingdom",
    "Union",
    "Republic",
    "Secretary",
    "General",
    "President",
    "Minister",
    "Government",
    "Administration",
    "Department",
    "House",
    "Congress",
    "Parliament",
    "Arabia",
    "Africa",
    "Korea",
    "Zealand",
    "Rica",
    "Lanka",
    "Salvador",
    "Faso",
    "Leone",
    "Marino",
    "Verde",
    "Guinea",
    "Sudan",
    "Timor",
    "Lawyers",
    "Rapporteur",
    "Group",
    "Institute",
    "Watch",
    "International",
    "Cross",
    "Judge",
    "Ambassador",
    "Senator",
    "Justice",
    "Director",
    "Commissioner",
    "Prosecutor",
    "Counsel",
    "Adviser",
    "Advisor",
    "Office",
    "Agency",
    "Bank",
    "Fund",
    "Organization",
    "Organisation",
    "Association",
    "Society",
    "Centre",
    "Center",
    "Authority",
    "Times",
    "Post",
    "Journal",
    "Review",
    "Herald",
    "Tribune",
    "Guardian",
    "Islands",
    "Britain",
    "Germany",
    "Ireland",
    "Macedonia",
    "Herzegovina",
    "Barbuda",
    "Tobago",
    "Montenegro",
    "Kong",
    "Rico",
    "Sahara",
    "Vietnam",
    "Yemen",
    "Security",
    "Convention",
    "Treaty",
    "Charter",
    "Protocol",
    "Statute",
    "Manual",
    "Study",
];

/// Most authors of one work that are named one by one.
const MOST_AUTHORS: usize = 4;

/// The named authors and the verb of reporting at byte `at`, not before `floor`.
pub(super) fn reported(text: &str, at: usize, floor: usize) -> Option<Range<usize>> {
    let (stop, many, past) = verb(text, at)?;
    let (mut start, mut authors) = (name(text, at, floor)?, 1);
    while authors < MOST_AUTHORS
        && let Some(end) = words::before_and(text, start, floor)
        && let Some(from) = name(text, end, floor)
    {
        (start, authors) = (from, authors + 1);
    }
    let before = text.get(floor..start)?.trim_end();
    if many && authors == 1 || past && !["as", "As"].iter().any(|w| before.ends_with(w)) {
        return None;
    }
    let owned = ["the", "The", "President"].iter().any(|w| before.ends_with(w));
    // A note or year later in the sentence says which work it is.
    let rest = text.get(stop..)?;
    let sentence = rest
        .char_indices()
        .take(300)
        .find(|(i, c)| {
            *c == '\n' || *c == '.' && rest.get(i + 1..).is_some_and(|r| r.starts_with([' ', '\n']))
        })
        .map_or(rest, |(i, _)| rest.get(..i + 4).unwrap_or(rest));
    let noted = sentence.contains("[^") || sentence.contains("](");
    (!owned && !noted).then_some(start..stop)
}

/// Whether a verb at byte `at` is what a named work or its author says.
pub(crate) fn speaks(text: &str, at: usize) -> bool {
    scan::any_word(text, at, &SPEAKS).is_some()
}

/// The end of the verb of reporting at byte `at`, whether it is one of several authors', and whether it is in the past.
fn verb(text: &str, at: usize) -> Option<(usize, bool, bool)> {
    if let Some(end) = scan::any_word(text, at, &["has", "have"]) {
        let mut verb = scan::space(text.as_bytes(), end);
        let adverb = words::word_end(text, verb);
        let modifies = text.get(verb..adverb).is_some_and(|w| {
            w.ends_with("ly") || ["also", "already", "since", "long", "elsewhere", "rightly"].contains(&w)
        });
        if modifies {
            verb = scan::space(text.as_bytes(), adverb);
        }
        return Some((DONE.iter().find_map(|v| scan::word(text, verb, v))?, false, false));
    }
    let end = words::word_end(text, at);
    let word = text.get(at..end)?;
    if DID.contains(&word) {
        return Some((end, false, true));
    }
    let (_, many) = DOES.iter().find(|(one, many)| *one == word || *many == word)?;
    Some((end, *many == word, false))
}

/// Where the name of a person begins that ends before byte `at`: two or three words.
fn name(text: &str, at: usize, floor: usize) -> Option<usize> {
    let (mut start, mut count, mut cursor) = (at, 0, at);
    for _ in 0..6 {
        let gap = words::back_over_space(text, cursor, floor);
        let from = words::word_start(text, gap, floor);
        let Some(word) = text.get(from..gap).filter(|w| !w.is_empty()) else { break };
        let caps = word.chars().filter(|c| c.is_uppercase()).count() >= 2
            && !word.contains(['-', '’', '\''])
            && !word.starts_with("Mc")
            && !word.starts_with("Mac");
        if count > 0 && words::particle(word) {
            cursor = from;
            continue;
        }
        let none = NO_AUTHORS.contains(&word) || caps;
        if !words::capital(text, from) || !words::of_name(word) || words::opener(word) || none {
            if words::capital(text, from) && none || matches!(word, "the" | "The") {
                return None;
            }
            break;
        }
        (start, cursor) = (from, from);
        count += 1;
        if text.get(..from).is_some_and(|h| h.ends_with(['(', '“', '\n', '.'])) {
            break;
        }
    }
    (2..=3).contains(&count).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authors_report() {
        for (text, word, want) in [
            ("Jane Keeper has argued that", "has", Some("Jane Keeper has argued")),
            ("Jane Keeper has persuasively argued that", "has", Some("Jane Keeper has persuasively argued")),
            (
                "as Jane Keeper, Anne O’Fog, and Tom van Lamp have argued",
                "have",
                Some("Jane Keeper, Anne O’Fog, and Tom van Lamp have argued"),
            ),
            ("Jane Keeper and Tom Lamp have argued", "have", Some("Jane Keeper and Tom Lamp have argued")),
            ("As Jane Keeper explains, fog", "explains", Some("Jane Keeper explains")),
            ("As Jane Keeper explained, fog", "explained", Some("Jane Keeper explained")),
            ("Jane Keeper explained the fog", "explained", None),
            ("Jane Keeper and Tom Lamp argue", "argue", Some("Jane Keeper and Tom Lamp argue")),
            ("Great Fog argue", "argue", None),
            ("Arvonia has argued that", "has", None),
            ("The Fog Committee has noted", "has", None),
            ("Saudi Arabia has argued", "has", None),
            ("Bosnia and Herzegovina argues", "argues", None),
        ] {
            let found = reported(text, text.find(word).unwrap(), 0).map(|r| &text[r]);
            assert_eq!(found, want, "{text}");
        }
    }
}
