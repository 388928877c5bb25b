//! Case names: "Arvonia v. Belmark", with the court before them.

use std::ops::Range;

use crate::scan;
use crate::words;

/// Most words of one party's name.
const LONGEST: usize = 12;

/// The name of the case around the "v." that begins at `versus.start`; not reaching back before `floor`.
pub(crate) fn name(text: &str, versus: Range<usize>, floor: usize) -> Option<Range<usize>> {
    let start = left(text, versus.start, floor)?;
    let end = right(text, versus.end)?;
    Some(start..end)
}

/// The title of a case before the bracket around its parties: "Lights Arbitration (Arvonia v. Belmark)".
pub(crate) fn titled(text: &str, parties: &Range<usize>, floor: usize) -> Option<Range<usize>> {
    let open = parties
        .start
        .checked_sub(1)
        .filter(|open| *open > floor && text.as_bytes().get(*open) == Some(&b'('))?;
    if text.as_bytes().get(parties.end) != Some(&b')') {
        return None;
    }
    let end = words::back_over_space(text, open, floor);
    let start = left(text, end, floor).filter(|start| *start < end)?;
    let several = text.get(start..end)?.contains(' ');
    (several && text.get(end - 1..end)?.bytes().all(|b| b.is_ascii_alphanumeric())).then_some(start..end)
}

fn left(text: &str, at: usize, floor: usize) -> Option<usize> {
    let mut start = None;
    let mut at = at;
    for _ in 0..LONGEST {
        let gap = words::back_over_space(text, at, floor);
        if gap <= floor {
            break;
        }
        if text.get(..gap).is_some_and(|h| h.ends_with('&')) {
            at = gap - 1;
            continue;
        }
        let from = words::word_start(text, gap, floor);
        let Some(word) = text.get(from..gap).filter(|w| !w.is_empty()) else { break };
        if words::capital(text, from) || word.bytes().all(|b| b.is_ascii_digit()) && start.is_some() {
            if words::opener(word) && word != "States" {
                break;
            }
            start = Some(from);
        } else if !(words::small(word) && word != "in" && word != "under" && word != "to" && word != "by") {
            break;
        }
        at = from;
    }
    start
}

fn right(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut end = None;
    let mut at = at;
    for _ in 0..LONGEST {
        at = scan::space(bytes, at);
        if matches!(bytes.get(at), Some(b'&')) {
            at += 1;
            continue;
        }
        let stop = words::word_end(text, at);
        let Some(word) = text.get(at..stop).filter(|w| !w.is_empty()) else { break };
        if words::capital(text, at) {
            if end.is_some() && words::opener(word) && word != "States" {
                break;
            }
            // "(Arv. v. Belm.)"
            let short = bytes.get(stop) == Some(&b'.') && matches!(bytes.get(stop + 1), Some(b')' | b','));
            end = Some(stop + usize::from(short));
        } else if matches!(word, "others" | "al") && end.is_some() {
            end = Some(stop + usize::from(word == "al" && bytes.get(stop) == Some(&b'.')));
        } else if word == "and" && another(text, stop)
            || !matches!(
                word,
                "the" | "of" | "and" | "et" | "de" | "du" | "la" | "le" | "van" | "von" | "ex" | "parte"
            )
        {
            break;
        }
        at = stop;
        // A full stop, comma or bracket ends the name.
        if !matches!(bytes.get(at), Some(b' ' | b'\n' | b'*' | b'_' | 0xC2 | 0xE2)) {
            break;
        }
    }
    // "France's argument": the possessive is the sentence's.
    let end = end?;
    let tail = text.get(..end).unwrap_or_default();
    Some(
        end - if tail.ends_with("'s") {
            2
        } else if tail.ends_with("’s") {
            4
        } else {
            0
        },
    )
}

/// Whether another case begins right after "and": "Arvonia v. Belmark and Cadia v. Dorn".
fn another(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let name = rest.split([',', ';', '(', '\n']).next().unwrap_or_default();
    let near: String = name.chars().take(100).collect();
    near.contains(" v. ") || near.contains(" v ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parties_on_both_sides() {
        for (text, want) in [
            ("See Arvonia v. Belmark, para 5", "Arvonia v. Belmark"),
            (
                "in Port of Skerry and Others v. the United Ports (2001)",
                "Port of Skerry and Others v. the United Ports",
            ),
            ("as in *Keeper v Lamp*. Then", "Keeper v Lamp"),
        ] {
            let at = text.find(" v").unwrap();
            let end = if text[at..].starts_with(" v.") { at + 3 } else { at + 2 };
            assert_eq!(name(text, at..end, 0).map(|r| &text[r]), Some(want), "{text}");
        }
        assert_eq!(name("good v. evil", 4..7, 0), None);
    }
}
