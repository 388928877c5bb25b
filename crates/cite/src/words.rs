//! Words of running prose around a hit: stepping back and forth, capitals, dates.

use crate::fold;
use crate::names::{Body, Names};
use crate::scan;

/// The start of the word that ends at `end` (letters, digits, inner hyphens, apostrophes and full stops of
/// abbreviations), no further back than `floor`.
pub(crate) fn word_start(text: &str, end: usize, floor: usize) -> usize {
    let floor = floor.max(end.saturating_sub(64));
    let mut start = end;
    for (i, c) in text.get(..end).unwrap_or_default().char_indices().rev() {
        let inner = matches!(c, '-' | '‐' | '‑' | '\'' | '’' | '.' | '/');
        if i < floor || !(c.is_alphanumeric() || inner) {
            break;
        }
        start = i;
    }
    // A leading mark is no part of the word.
    let word = text.get(start..end).unwrap_or_default();
    start + (word.len() - word.trim_start_matches(['-', '\'', '’', '.', '/', '‘']).len())
}

/// The end of the blanks before `at`, going back; marks of emphasis are skipped with them.
pub(crate) fn back_over_space(text: &str, at: usize, floor: usize) -> usize {
    let head = text.get(floor..at).unwrap_or_default();
    let tail: &str =
        head.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '\u{200b}'));
    // A blank line parts paragraphs.
    if head.get(tail.len()..).is_some_and(|gap| gap.matches('\n').count() > 1) {
        return at;
    }
    floor + tail.len()
}

/// Whether a capital letter stands at `at`.
pub(crate) fn capital(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at) {
        Some(b) if b.is_ascii() => b.is_ascii_uppercase(),
        Some(_) => text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_uppercase),
        None => false,
    }
}

/// The end of the raw word at `at`: letters and digits with inner hyphens, apostrophes and full stops.
pub(crate) fn word_end(text: &str, at: usize) -> usize {
    let mut end = at;
    let rest = text.get(at..).unwrap_or_default();
    for (i, c) in rest.char_indices().take(64) {
        let inner = matches!(c, '-' | '‐' | '‑' | '\'' | '’' | '.');
        if !(c.is_alphanumeric() || inner) {
            break;
        }
        end = at + i + c.len_utf8();
        if inner && !scan::alnum(text, end) {
            // "U.N." keeps its last full stop, "Moldova." does not.
            let word = text.get(at..end).unwrap_or_default();
            let abbreviation = c == '.' && (word.matches('.').count() > 1 || word.len() <= 2);
            return if abbreviation { end } else { at + i };
        }
    }
    end
}

/// The start of the name of a body that ends right before `at`, its possessive ending passed over.
pub(crate) fn body_before(text: &str, at: usize, floor: usize, names: &Names) -> Option<(usize, Body)> {
    let gap = back_over_space(text, at, floor);
    let head = text.get(floor..gap)?;
    let owner = ["’s", "'s"].iter().find(|s| head.ends_with(**s)).map_or(0, |s| s.len());
    let (end, mut from, mut found) = (gap - owner, gap - owner, None);
    for _ in 0..6 {
        let start = word_start(text, back_over_space(text, from, floor), floor);
        if start >= from || end == at {
            break;
        }
        from = start;
        found = names.body_between(text, from, end).map(|body| (from, body)).or(found);
    }
    found
}

/// How far back the head of a sentence is looked for, in bytes.
const LONGEST_SENTENCE: usize = 600;

/// Where the sentence that holds `at` begins: behind a full stop that ends a word and no abbreviation, a capital after it.
pub(crate) fn sentence(text: &str, at: usize) -> usize {
    let from = scan::boundary(text, at.saturating_sub(LONGEST_SENTENCE));
    let head = text.get(from..at).unwrap_or_default();
    let ends = head.char_indices().rev().filter(|(_, c)| matches!(c, '.' | '?' | '!' | '\n'));
    for (i, c) in ends {
        let stop = from + i + 1;
        let rest = text.get(stop..at).unwrap_or_default();
        let next =
            rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '“' | '"' | '('));
        if c == '\n' {
            if rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n') {
                return stop;
            }
            continue;
        }
        let start = word_start(text, stop - 1, from);
        let word = text.get(start..stop - 1).unwrap_or_default();
        // "under Article I. If": a numeral behind the word for a place.
        let counted = || {
            let gap = back_over_space(text, start, from);
            let before = text.get(word_start(text, gap, from)..gap).unwrap_or_default();
            ["Article", "Chapter", "Part"].contains(&before) && model::roman_value(word).is_some()
        };
        let whole = word.bytes().all(|b| b.is_ascii_digit())
            || word.len() > 5
            || word.len() > 2 && !ABBREVIATED.contains(&word.to_lowercase().as_str())
            || counted();
        if rest.starts_with(char::is_whitespace) && next.starts_with(char::is_uppercase) && whole {
            return stop;
        }
    }
    from
}

/// Words that a full stop abbreviates.
const ABBREVIATED: [&str; 12] =
    ["art", "arts", "para", "paras", "vol", "nos", "doc", "res", "rep", "app", "sect", "eur"];

/// The number of the note that is called at `at`, a mark of punctuation before it or not.
pub(crate) fn note_called(text: &str, at: usize) -> Option<u32> {
    let rest = text.get(at..)?;
    let rest = rest.strip_prefix(['.', ',', ';', '*']).unwrap_or(rest);
    let rest = rest.strip_prefix("[^").or_else(|| rest.strip_prefix('['))?;
    let digits = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let number = rest.get(..digits)?.parse().ok()?;
    rest.get(digits..)?.starts_with(']').then_some(number)
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTHS_WHOLE: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The end of a month's name at `at`.
pub(crate) fn month(text: &str, at: usize) -> Option<usize> {
    let end = scan::letters(text.as_bytes(), at);
    let word = text.get(at..end)?.to_ascii_lowercase();
    let short = word.get(..3)?;
    let known = MONTHS.contains(&short) && (word.len() <= 4 || MONTHS_WHOLE.contains(&word.as_str()));
    let stop = text.as_bytes().get(end) == Some(&b'.');
    (known && capital(text, at)).then_some(if stop { end + 1 } else { end })
}

/// The end of a year (1600 to 2199) at `at`.
pub(crate) fn year(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let end = scan::digits(bytes, at);
    let value: u32 = text.get(at..end)?.parse().ok()?;
    (end - at == 4 && (1600..2200).contains(&value) && !scan::alnum(text, end)).then_some(end)
}

/// The end of a date at `at`: "27 June 1986", "June 27, 1986", "June 1986", "Dec. 16, 1966".
pub(crate) fn date(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let day = |at: usize| {
        let end = scan::digits(bytes, at);
        let ordinal = scan::any_word(text, end, &["st", "nd", "rd", "th"]).unwrap_or(end);
        (end > at && end - at <= 2).then_some(ordinal)
    };
    let comma = |at: usize| {
        let at = if bytes.get(at) == Some(&b',') { at + 1 } else { at };
        scan::space(bytes, at)
    };
    if let Some(end) = day(at) {
        let month = month(text, scan::space(bytes, end))?;
        return year(text, comma(month));
    }
    let month = month(text, at)?;
    let next = scan::space(bytes, month);
    if let Some(year) = year(text, next) {
        return Some(year);
    }
    year(text, comma(day(next)?))
}

/// The date at `at` as `YYYY-MM-DD`, or `YYYY-MM` where it has no day, and its end.
pub(crate) fn iso(text: &str, at: usize) -> Option<(String, usize)> {
    let end = date(text, at)?;
    let raw = text.get(at..end)?;
    let (mut year, mut month, mut day) = (None, None, None);
    for word in raw.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        let digits = scan::digits(word.as_bytes(), 0);
        match (digits, word.get(..digits)) {
            (4, Some(number)) => year = Some(number),
            (1 | 2, Some(number)) => day = Some(number),
            _ => {
                let short = word.get(..3)?.to_ascii_lowercase();
                month = month.or(MONTHS.iter().position(|m| **m == short));
            }
        }
    }
    let (year, month) = (year?, month? + 1);
    let day = day.map(|day| format!("-{day:0>2}")).unwrap_or_default();
    Some((format!("{year}-{month:02}{day}"), end))
}

/// Small words inside titles and the names of parties.
pub(crate) fn small(word: &str) -> bool {
    matches!(
        word,
        "of" | "the"
            | "and"
            | "on"
            | "in"
            | "for"
            | "to"
            | "against"
            | "at"
            | "by"
            | "with"
            | "from"
            | "or"
            | "de"
            | "du"
            | "des"
            | "la"
            | "le"
            | "les"
            | "et"
            | "al."
            | "al"
            | "van"
            | "von"
            | "der"
            | "den"
            | "other"
            | "others"
            | "their"
            | "its"
            | "concerning"
            | "relating"
            | "relative"
            | "regarding"
            | "between"
            | "into"
            | "over"
            | "under"
            | "as"
            | "ex"
            | "parte"
            | "rel"
            | "y"
            | "e"
            | "da"
            | "dos"
            | "certain"
            | "than"
    )
}

/// Capitalised words that begin a sentence or a note and belong to no name.
pub(crate) fn opener(word: &str) -> bool {
    const OPENERS: [&str; 73] = [
        "My", "The", "A", "An", "This", "That", "These", "Those", "Its", "Their", "His", "Her", "Our",
        "Under", "In", "On", "At", "By", "For", "From", "With", "Both", "Each", "Any", "No", "Such", "Said",
        "Same", "Present", "See", "Cf", "Also", "But", "And", "Or", "As", "If", "When", "While", "Whether",
        "Although", "Because", "Since", "Unlike", "Like", "Per", "Via", "Contra", "Accord", "Compare",
        "States", "Parties", "Party", "Article", "Articles", "Art", "Section", "To", "Of", "Is", "Are",
        "Does", "Did", "It", "Here", "There", "Then", "Thus", "Yet", "Where", "Case", "What", "After",
    ];
    OPENERS.contains(&word.trim_end_matches(['.', ',']))
}

/// Whether a word in small letters may stand within the name of a person.
pub(crate) fn particle(word: &str) -> bool {
    matches!(word, "van" | "von" | "de" | "der" | "den" | "di" | "da" | "la" | "le" | "ten")
}

/// Whether a word has only what the name of a person may have: letters, hyphens, apostrophes, stops of initials.
pub(crate) fn of_name(word: &str) -> bool {
    word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '.' | '’' | '\''))
}

/// The end of what "and" joins to the words at byte `at`; not before `floor`.
pub(crate) fn before_and(text: &str, at: usize, floor: usize) -> Option<usize> {
    let gap = back_over_space(text, at, floor);
    let from = word_start(text, gap, floor);
    let joined = matches!(text.get(from..gap)?, "and" | "&");
    let end = back_over_space(text, if joined { from } else { gap }, floor);
    let head = text.get(floor..end)?;
    match head.strip_suffix(',') {
        Some(rest) => Some(floor + rest.len()),
        None => joined.then_some(end),
    }
}

/// Whether `text` between `from` and `to` is one folded word of `list`.
pub(crate) fn is_one_of(text: &str, from: usize, list: &[&str]) -> bool {
    fold::word(text, from).is_some_and(|w| list.iter().any(|l| l.as_bytes() == w.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_told_in_figures() {
        for (text, want) in [
            ("27 June 1986", Some("1986-06-27")),
            ("June 7th, 1986", Some("1986-06-07")),
            ("Sept. 1, 2001", Some("2001-09-01")),
            ("May 1986", Some("1986-05")),
            ("27 lamps", None),
        ] {
            assert_eq!(iso(text, 0).map(|(date, _)| date).as_deref(), want);
        }
    }

    #[test]
    fn sentences_begin_behind_words_and_not_behind_abbreviations() {
        for (text, want) in [
            ("The lamp burnt. It was Art. 5 that", "It was Art. 5 that"),
            ("See Article I. If the lamp", "If the lamp"),
            ("He was, in I. Keeper’s view, right", "He was, in I. Keeper’s view, right"),
            ("Fog (para. 3). Then “Buoys” v. Lamps", "Then “Buoys” v. Lamps"),
        ] {
            assert_eq!(text[sentence(text, text.len())..].trim_start(), want);
        }
    }

    #[test]
    fn dates_in_both_orders() {
        for text in
            ["27 June 1986", "June 27, 1986", "Dec. 16, 1966", "April 7, 2025", "June 1986", "1st May 2004"]
        {
            assert_eq!(date(text, 0), Some(text.len()), "{text}");
        }
        for no in ["27 lights", "Mayor 1986", "June 27", "may 1986"] {
            assert_eq!(date(no, 0), None, "{no}");
        }
    }

    #[test]
    fn words_end_before_the_full_stop_of_their_sentence() {
        assert_eq!(word_end("Moldova. The", 0), 7);
        assert_eq!(word_end("U.S. law", 0), 4);
        assert_eq!(word_end("Inter-American", 0), 14);
        assert_eq!(word_start("of Moldova", 10, 0), 3);
    }
}
