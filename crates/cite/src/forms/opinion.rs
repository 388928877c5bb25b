//! What judges write of their own beside a decision: "Separate Opinion of Judge Keeper", "Judge Keeper’s dissenting opinion".

use std::ops::Range;

use crate::scan;
use crate::words;

/// What a judge is called before the name.
const OFFICES: [&str; 8] =
    ["Judge ad hoc", "Judges", "Judge", "Vice-President", "President", "Sir", "Justice", "Chief Justice"];
/// What an opinion is called that is not the court's.
const KINDS: [&str; 6] = ["separate", "dissenting", "individual", "concurring", "joint", "partly"];

/// The opinion or declaration of a named judge whose noun, or the word before it, stands at byte `at`; not before `floor`.
pub(crate) fn of_judge(text: &str, at: usize, floor: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut noun = at;
    while let Some(end) = scan::any_word(text, noun, &KINDS) {
        noun = scan::space(bytes, end);
    }
    let noun_end = scan::any_word(text, noun, &["opinion", "declaration"])?;
    let mut start = at;
    while let gap = words::back_over_space(text, start, floor)
        && let from = words::word_start(text, gap, floor)
        && from < gap
        && words::is_one_of(text, from, &KINDS)
    {
        start = from;
    }
    if let Some(of) = scan::word(text, scan::space(bytes, noun_end), "of") {
        let office = office(text, scan::space(bytes, of))?;
        return Some(start..name(text, office)?);
    }
    // "Judge Keeper’s dissenting opinion"
    let gap = words::back_over_space(text, start, floor);
    let head = text.get(floor..gap)?;
    let owner = floor + head.strip_suffix("’s").or_else(|| head.strip_suffix("'s"))?.len();
    let surname = words::word_start(text, owner, floor);
    let title = words::back_over_space(text, surname, floor);
    let judge = words::word_start(text, title, floor);
    let titled =
        text.get(judge..title).is_some_and(|w| matches!(w, "Judge" | "President" | "Vice-President"));
    (titled && start > owner && words::capital(text, surname)).then_some(judge..noun_end)
}

/// Where the name begins behind an office at byte `at`.
fn office(text: &str, at: usize) -> Option<usize> {
    let end = OFFICES.iter().find_map(|office| {
        let end = at + office.len();
        (text.get(at..end) == Some(office) && !scan::alnum(text, end)).then_some(end)
    })?;
    Some(scan::space(text.as_bytes(), end))
}

/// The end of the capitalised names at byte `at`, further judges included: "Higgins, Kooijmans and Buergenthal".
fn name(text: &str, at: usize) -> Option<usize> {
    const MOST: usize = 8;
    let bytes = text.as_bytes();
    let (mut from, mut end) = (at, None);
    for _ in 0..MOST {
        let stop = words::word_end(text, from);
        if stop == from || !words::capital(text, from) {
            break;
        }
        // "Judge Keeper, Article 5": a word for a place is no further judge.
        if end.is_some() && crate::place::designator(text, from).is_some() {
            break;
        }
        end = Some(stop);
        let next = scan::space(bytes, stop);
        from = scan::word(text, next, "and").map_or(next, |and| scan::space(bytes, and));
        if from == stop {
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opinions_of_judges() {
        for (text, word, want) in [
            (
                "the Separate Opinion of Judge Keeper, para. 12",
                "Separate",
                Some("Separate Opinion of Judge Keeper"),
            ),
            (
                "joint dissenting opinion of Judges Keeper and Lamp; it",
                "dissenting",
                Some("joint dissenting opinion of Judges Keeper and Lamp"),
            ),
            (
                "Declaration of Judge ad hoc Van Lamp held",
                "Declaration",
                Some("Declaration of Judge ad hoc Van Lamp"),
            ),
            (
                "as Judge Keeper’s dissenting opinion has it",
                "dissenting",
                Some("Judge Keeper’s dissenting opinion"),
            ),
            ("the advisory opinion of the Court", "opinion", None),
            ("a dissenting opinion was filed", "dissenting", None),
        ] {
            let found = of_judge(text, text.find(word).unwrap(), 0).map(|r| &text[r]);
            assert_eq!(found, want, "{text}");
        }
    }
}
