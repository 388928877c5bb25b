//! What stands right before a title and belongs to it: a year or date, the issuing body, the court.

use crate::fold;
use crate::names::{Body, Names};
use crate::scan;
use crate::words;

/// Words that may stand between a date or body and a title without being part of either.
const STATES_OF_TEXT: [&str; 9] = [
    "declassified",
    "revised",
    "draft",
    "final",
    "updated",
    "amended",
    "unclassified",
    "annotated",
    "consolidated",
];

/// Where the premodifiers of the title at `at` begin, and the body among them. Not before `floor`.
pub(crate) fn before(text: &str, at: usize, floor: usize, names: &Names) -> (usize, Option<Body>) {
    let (mut start, mut body) = (at, None);
    let mut tentative = at;
    for _ in 0..5 {
        let Some((from, found)) = step(text, tentative, floor, names) else { break };
        match found {
            Step::Skipped => tentative = from,
            Step::Year => (start, tentative) = (from, from),
            Step::Body(named) => {
                body = body.or(named);
                (start, tentative) = (from, from);
            }
        }
    }
    (start, body)
}

enum Step {
    Skipped,
    Year,
    Body(Option<Body>),
}

fn step(text: &str, at: usize, floor: usize, names: &Names) -> Option<(usize, Step)> {
    let bytes = text.as_bytes();
    let mut gap = words::back_over_space(text, at, floor);
    // An opening quotation mark before the title: “Sense of …”.
    let opened = text.get(floor..gap)?.trim_end_matches(['“', '"', '‘']).len() + floor;
    if opened < gap {
        gap = words::back_over_space(text, opened, floor);
    } else if gap == at {
        return None;
    }
    if gap <= floor {
        return None;
    }
    let comma = bytes.get(gap - 1) == Some(&b',');
    let end = if comma { gap - 1 } else { gap };
    let owner = end - owner(text, end);
    let mut starts = [0usize; 9];
    let mut count = 0;
    let mut from = owner;
    // "(NIC)" after the body's name.
    let (abbreviated, name_end) = match bracketed(text, owner, floor) {
        Some(open) => (true, words::back_over_space(text, open, floor)),
        None => (false, owner),
    };
    if abbreviated {
        from = name_end;
    }
    while count < starts.len() {
        let step = words::back_over_space(text, from, floor);
        let step = if count > 0 && bytes.get(step.wrapping_sub(1)) == Some(&b',') { step - 1 } else { step };
        let start = words::word_start(text, step, floor);
        if start >= from || start < floor {
            break;
        }
        starts[count] = start;
        count += 1;
        from = start;
    }
    let starts = &starts[..count];
    let body = starts.iter().rev().find_map(|&s| Some((s, names.body_between(text, s, name_end)?)));
    if let Some((s, body)) = body {
        return Some((s, Step::Body(Some(body))));
    }
    if abbreviated && let Some(s) = initials(text, starts, name_end, owner) {
        return Some((s, Step::Body(None)));
    }
    if comma || abbreviated || owner != end {
        return None;
    }
    if let Some(&s) = starts.iter().take(3).find(|&&s| words::date(text, s) == Some(end)) {
        return Some((s, Step::Year));
    }
    let first = *starts.first()?;
    if words::year(text, first) == Some(end) {
        return Some((first, Step::Year));
    }
    let word = text.get(first..end)?;
    STATES_OF_TEXT.contains(&word).then_some((first, Step::Skipped))
}

/// Length of the possessive ending that ends at `end`.
fn owner(text: &str, end: usize) -> usize {
    let head = text.get(..end).unwrap_or_default();
    ["’s", "'s", "’"].iter().find(|s| head.ends_with(**s)).map_or(0, |s| s.len())
}

/// The opening bracket of a short abbreviation in brackets that ends at `end`: "(NIC)".
fn bracketed(text: &str, end: usize, floor: usize) -> Option<usize> {
    let head = text.get(floor..end)?.strip_suffix(')')?;
    let open = head.rfind('(')?;
    let inner = head.get(open + 1..)?;
    let abbreviation =
        (2..=10).contains(&inner.len()) && inner.chars().filter(|c| c.is_uppercase()).count() >= 2;
    abbreviation.then_some(floor + open)
}

/// The start of the words whose initials are the abbreviation in brackets before `end`.
fn initials(text: &str, starts: &[usize], name_end: usize, end: usize) -> Option<usize> {
    let letters: Vec<char> = text.get(name_end..end)?.chars().filter(|c| c.is_uppercase()).collect();
    let mut left = letters.len();
    for &start in starts {
        if words::capital(text, start) {
            let initial = text.get(start..)?.chars().next()?;
            left = left.checked_sub(1)?;
            if letters.get(left) != Some(&initial) {
                return None;
            }
            if left == 0 {
                return Some(start);
            }
        } else if fold::word(text, start)
            .is_none_or(|w| !words::small(&String::from_utf8_lossy(w.as_bytes())))
        {
            return None;
        }
    }
    None
}

/// The position after premodifiers that begin at `at`, each with what follows: for names that come after "of the".
pub(crate) fn after(text: &str, at: usize, names: &Names) -> Option<(usize, Option<Body>)> {
    let bytes = text.as_bytes();
    if let Some((end, body)) = names.body_at(text, at) {
        let end = end + fold::possessive(text, end);
        let next = scan::space(bytes, end + usize::from(bytes.get(end) == Some(&b',')));
        return (next > end).then_some((next, Some(body)));
    }
    let end = words::date(text, at).or_else(|| words::year(text, at))?;
    let next = scan::space(bytes, end);
    (next > end).then_some((next, None))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    #[test]
    fn dates_bodies_and_courts_belong_to_a_title() {
        let names = Names::new(samples::catalogue());
        for (text, title, want) in [
            ("the 1911 UN Lights Convention", "Lights", "1911 UN Lights Convention"),
            (
                "the Human Rights Committee’s General Comment 77",
                "General",
                "Human Rights Committee’s General Comment 77",
            ),
            ("see ECtHR, Arvonia v. Belmark", "Arvonia", "ECtHR, Arvonia v. Belmark"),
            (
                "an April 7, 2025 declassified Bureau of Fog Studies (BFS) “Fog Memo",
                "Fog Memo",
                "April 7, 2025 declassified Bureau of Fog Studies (BFS) “Fog Memo",
            ),
            ("the declassified Fog Memo", "Fog", "Fog Memo"),
            ("In 1911, Lights Convention", "Lights", "Lights Convention"),
        ] {
            let (start, _) = before(text, text.rfind(title).unwrap(), 0, &names);
            assert_eq!(&text[start..], want);
        }
    }
}
