//! Heading lines: `Article 9`, `PART II: GENERAL`, `Annex I`, in the languages in which treaties are printed.

use std::ops::Range;

use model::{SegmentKind, roman_value};

/// What a heading line opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rank {
    /// An article, rule or principle: the unit that is cited.
    Article,
    /// A part, chapter or section: what articles stand in.
    Container,
    /// An annex or schedule, with a numbering of its own.
    Annex,
}

/// A heading line, taken apart. Ranges are bytes of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HeadLine {
    /// What it opens.
    pub(crate) rank: Rank,
    /// What is counted.
    pub(crate) kind: SegmentKind,
    /// The number, as pinpoints write it.
    pub(crate) number: Option<String>,
    /// The word and the number.
    pub(crate) mark: Range<usize>,
    /// What follows them.
    pub(crate) title: Range<usize>,
    /// The word in small letters, which tells the language.
    pub(crate) word: String,
}

/// The words that open a heading line, in small letters.
const WORDS: [(&[&str], Rank, SegmentKind); 10] = [
    (
        &["article", "art", "artikel", "artículo", "articulo", "artigo", "articolo"],
        Rank::Article,
        SegmentKind::Article,
    ),
    (&["rule", "regel", "règle"], Rank::Article, SegmentKind::Rule),
    (&["principle"], Rank::Article, SegmentKind::Principle),
    (&["part", "partie", "deel", "teil", "parte"], Rank::Container, SegmentKind::Part),
    (&["title", "titre", "titel", "título", "titolo"], Rank::Container, SegmentKind::Title),
    (
        &["chapter", "chapitre", "hoofdstuk", "kapitel", "capítulo", "capitolo"],
        Rank::Container,
        SegmentKind::Chapter,
    ),
    (
        &["section", "afdeling", "abschnitt", "sección", "sezione", "secção"],
        Rank::Container,
        SegmentKind::Section,
    ),
    (
        &["subsection", "sub-section", "sous-section", "division", "paragraaf", "unterabschnitt"],
        Rank::Container,
        SegmentKind::Division,
    ),
    (
        &[
            "annex",
            "annexe",
            "appendix",
            "appendice",
            "bijlage",
            "aanhangsel",
            "anlage",
            "anhang",
            "anexo",
            "allegato",
        ],
        Rank::Annex,
        SegmentKind::Annex,
    ),
    (&["schedule"], Rank::Annex, SegmentKind::Schedule),
];

const ORDINALS: [(&str, &str); 18] = [
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("first", "1"),
    ("second", "2"),
    ("third", "3"),
    ("fourth", "4"),
    ("fifth", "5"),
    ("premier", "1"),
    ("première", "1"),
    ("1er", "1"),
];

/// The words for repeated numbers: `8 bis` stands between 8 and 9.
pub(crate) const REPEATS: [&str; 8] =
    ["bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies"];

/// Takes a line apart that the file marks as a heading; `None` where it opens nothing that is numbered.
pub(crate) fn parse(line: &str) -> Option<HeadLine> {
    let lead = line.len() - line.trim_start().len();
    let rest = &line[lead..];
    let word_len = rest.find(|c: char| !c.is_alphabetic() && c != '-').unwrap_or(rest.len());
    let printed = rest[..word_len].trim_end_matches('-');
    if !printed.starts_with(char::is_uppercase) {
        return None;
    }
    let word = printed.to_lowercase();
    let (_, rank, kind) = *WORDS.iter().find(|(words, _, _)| words.contains(&word.as_str()))?;
    let mut at = lead + printed.len();
    if word == "art" && line[at..].starts_with('.') {
        at += 1;
    }
    let gap = line[at..].len() - line[at..].trim_start().len();
    let (number, end) = match number(&line[at + gap..]) {
        Some((number, len)) if gap > 0 => (Some(number), at + gap + len),
        _ if rank == Rank::Article => return None,
        // `Title to wrecks` is the title of an article.
        _ if rank == Rank::Container && !line[at..].trim().is_empty() => return None,
        _ => (None, at),
    };
    let rest = &line[end..];
    let title = rest
        .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ':' | '-' | '–' | '—' | ')'));
    let start = line.len() - title.len();
    let title = start..start + title.trim_end().len();
    Some(HeadLine { rank, kind, number, mark: lead..end, title, word })
}

/// Takes a line apart that the file does not mark as a heading, and that must therefore look like one and nothing else:
/// `Article 9`, `Article 9 – Training`, `PART II GENERAL PROVISIONS`, `ANNEX`.
pub(crate) fn parse_bare(line: &str) -> Option<HeadLine> {
    let head = parse(line)?;
    let title = &line[head.title.clone()];
    let between = line[head.mark.end..head.title.start].trim();
    let printed = line[head.mark.clone()].trim();
    let sound = match (&head.number, title.is_empty()) {
        (Some(_), true) => between.len() <= 1,
        (Some(_), false) => {
            is_title(title) && (!between.is_empty() || (head.rank != Rank::Article && is_capitals(title)))
        }
        (None, true) => head.rank == Rank::Annex && between.is_empty() && is_capitals(printed),
        (None, false) => false,
    };
    sound.then_some(head)
}

/// A number at the start of `text`, as pinpoints write it, and its length in the text: `12`, `XIV`, `8 bis`, `4A`, `One`.
pub(crate) fn number(text: &str) -> Option<(String, usize)> {
    let token_len = text.find(|c: char| !(c.is_alphanumeric() || c == '.' || c == '-')).unwrap_or(text.len());
    let token = text[..token_len].trim_end_matches(['.', '-']);
    // `3---Title` and `3-Title` are a number and a title.
    let token = match token.split_once('-') {
        Some((before, after)) if value(before).is_none() || value(after).is_none() => before,
        _ => token,
    };
    let word = ORDINALS.iter().find(|(w, _)| token.eq_ignore_ascii_case(w));
    let plain = match word {
        Some((_, digits)) => (*digits).to_owned(),
        None if is_number(token) => token.replace('-', "."),
        None => return None,
    };
    let rest = &text[token.len()..];
    let gap = rest.len() - rest.trim_start().len();
    let suffix_len = rest[gap..].find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len() - gap);
    let suffix = rest[gap..gap + suffix_len].to_lowercase();
    if REPEATS.contains(&suffix.as_str()) {
        return Some((format!("{plain}{suffix}"), token.len() + gap + suffix_len));
    }
    Some((plain, token.len()))
}

/// Digits with inner full stops and at most a repeat word or a letter behind, a Roman numeral, or a single letter.
fn is_number(token: &str) -> bool {
    let (digits, rest) = token.split_at(token.find(|c: char| c.is_alphabetic()).unwrap_or(token.len()));
    if digits.is_empty() {
        return token.split('-').all(|t| value(t).is_some())
            || (token.len() == 1 && token.starts_with(char::is_uppercase));
    }
    let numeric = digits.split(['.', '-']).all(|d| !d.is_empty() && d.len() <= 6);
    numeric && (rest.chars().count() <= 1 || REPEATS.contains(&rest.to_lowercase().as_str()))
}

/// The value of an Arabic or Roman number, whatever stands behind the digits.
pub(crate) fn value(number: &str) -> Option<u32> {
    let digits = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
    match digits {
        0 => roman_value(number),
        _ => number[..digits].parse().ok(),
    }
}

/// Whether a line reads as a title: short, no closing punctuation, a capital, figure or quotation mark first.
pub(crate) fn is_title(line: &str) -> bool {
    let line = line.trim();
    let opens = line
        .trim_start_matches(['“', '"', '‘', '\'', '«', '(', '[', '¿'])
        .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let end = without_note(line).trim_end_matches(['”', '"', '’', '\'', '»', ')', ']']);
    let closed = end.ends_with(['.', ';', ':', ',', '…', '!', '?', '-', '–', '—']);
    opens && !closed && line.chars().count() <= 120 && line.split_whitespace().count() <= 16
}

/// A line without the footnote mark at its end: `[^1]`, `[12]`.
fn without_note(line: &str) -> &str {
    let Some(open) = line.strip_suffix(']').and_then(|l| l.rfind('[')) else { return line };
    let mark = line[open + 1..line.len() - 1].trim_start_matches('^');
    if mark.len() <= 4 && mark.bytes().all(|b| b.is_ascii_digit()) { &line[..open] } else { line }
}

/// Whether a line has letters and none of them is small.
pub(crate) fn is_capitals(line: &str) -> bool {
    line.chars().any(char::is_uppercase) && !line.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heading_lines_are_taken_apart() {
        for (line, slug, number, title) in [
            ("Article  2  ", "art", Some("2"), ""),
            ("Article 3---Lights", "art", Some("3"), "Lights"),
            ("Article 8 bis. Fog", "art", Some("8bis"), "Fog"),
            ("Artikel 12a", "art", Some("12a"), ""),
            ("Art. 4", "art", Some("4"), ""),
            ("Article premier", "art", Some("1"), ""),
            ("Article XIV", "art", Some("XIV"), ""),
            ("Artikel III-125", "art", Some("III.125"), ""),
            ("CHAPTER   III ", "ch", Some("III"), ""),
            ("Chapter II: Harbours", "ch", Some("II"), "Harbours"),
            ("PART ONE", "part", Some("1"), ""),
            ("SUBSECTION   A  ", "div", Some("A"), ""),
            ("CHAPTER  ", "ch", None, ""),
            ("ANNEX", "annex", None, ""),
            ("ANNEX  IX", "annex", Some("IX"), ""),
            ("Schedule 1--Lights", "sched", Some("1"), "Lights"),
            ("Rule 5 - Watch", "rule", Some("5"), "Watch"),
        ] {
            let head = parse(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(head.kind.slug(), slug, "{line}");
            assert_eq!(head.number.as_deref(), number, "{line}");
            assert_eq!(&line[head.title], title, "{line}");
        }
    }

    #[test]
    fn a_sentence_is_no_heading() {
        for line in [
            "Article 5 of the Convention applies",
            "Articles 1 to 5",
            "Part of the harbour",
            "Annex to the Protocol",
            "article 5",
            "Article 5: the lights shall burn.",
            "Section",
            "Title to wrecks",
        ] {
            assert_eq!(parse_bare(line), None, "{line}");
        }
        for line in ["Article 5", "Article 5.", "Article 5 – Lights", "PART II GENERAL", "ANNEX", "Annex I"]
        {
            assert!(parse_bare(line).is_some(), "{line}");
        }
    }
}
