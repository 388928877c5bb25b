//! The stage or kind of a decision and its date: "Judgment of 27 June 1986", "Merits", "Trial Chamber II".

use crate::place;
use crate::scan;
use crate::words;

pub(super) const PHASES: [&str; 52] = [
    "liability",
    "responsibility",
    "quantum",
    "damages",
    "annulment",
    "appeal judgement",
    "appeals judgement",
    "trial judgement",
    "sentencing judgement",
    "appeals chamber judgement",
    "trial chamber judgement",
    "judgment",
    "judgement",
    "merits",
    "jurisdiction",
    "admissibility",
    "preliminary objections",
    "preliminary objection",
    "advisory opinion",
    "order",
    "award",
    "decision",
    "opinion",
    "provisional measures",
    "reparations",
    "reparation",
    "compensation",
    "just satisfaction",
    "sentencing judgment",
    "trial judgment",
    "appeals judgment",
    "appeal judgment",
    "opinion and judgment",
    "judgment and sentence",
    "views",
    "request for advisory opinion",
    "grand chamber",
    "trial chamber",
    "appeals chamber",
    "dec",
    "admissibility decision",
    "interlocutory appeal",
    "appeals chamber judgment",
    "trial chamber judgment",
    "appeals chamber decision",
    "trial chamber decision",
    "first phase",
    "second phase",
    "costs",
    "reparations and costs",
    "exceptions",
    "opinion and award",
];

/// The stage or kind of a decision, with its date: "Judgment of 27 June 1986", "Merits", "Trial Chamber II".
pub(super) fn phase(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    // "F.G. v. Sweden, application No. 1/02, judgment of 23 March 2016"
    if let Some(end) = scan::any_word(text, at, &["judgment", "judgement", "decision", "order", "views"])
        && let Some(stop) = dated(text, scan::space(bytes, end), false)
    {
        return Some(stop);
    }
    if !words::capital(text, at) {
        return None;
    }
    let mut end = PHASES.iter().filter_map(|p| scan::word(text, at, p)).max()?;
    // "Judgment No. 2"
    let no = scan::space(bytes, end);
    if let Some(stop) = scan::any_word(text, no, &["no", "nos"]).filter(|_| no > end) {
        let number = scan::space(bytes, stop + usize::from(bytes.get(stop) == Some(&b'.')));
        let digits = scan::digits(bytes, number);
        end = if digits > number { digits } else { end };
    }
    for _ in 0..4 {
        let next = scan::space(bytes, end);
        if let Some(stop) = dated(text, next, false) {
            return Some(stop);
        }
        let stop = scan::letters(bytes, next);
        if text.get(next..stop).is_some_and(|w| model::roman_value(w).is_some() && w != "I") {
            end = stop;
            continue;
        }
        // "Merits, Reparations, and Costs"
        let listed = usize::from(bytes.get(next) == Some(&b','));
        let next = if listed > 0 { scan::space(bytes, next + listed) } else { next };
        let Some(and) = scan::any_word(text, next, &["and", "on", "on the", "&"]) else { break };
        let next = scan::space(bytes, and);
        let next = scan::word(text, next, "the").map_or(next, |e| scan::space(bytes, e));
        let Some(stop) = PHASES.iter().filter_map(|p| scan::word(text, next, p)).max() else { break };
        end = stop;
    }
    // "Judgment pursuant to Article 74 of the Statute"
    let next = scan::space(bytes, end);
    if let Some(under) = scan::any_word(text, next, &["pursuant to", "under"])
        && let Some(found) = place::places(text, scan::space(bytes, under))
    {
        end = found.end;
        let of = scan::space(bytes, end);
        for source in ["of the statute", "of the rome statute"] {
            end = scan::word(text, of, source).unwrap_or(end);
        }
    }
    // "Order" and "Opinion" begin sentences about other things unless something of a citation follows.
    let next = scan::space(bytes, end);
    let ends = matches!(
        bytes.get(next),
        None | Some(b',' | b';' | b'.' | b')' | b'(' | b'[' | b'\n' | b'*' | b'_' | b':')
    );
    ends.then_some(end)
}

/// A date, with "of" or after a comma.
pub(super) fn dated(text: &str, at: usize, comma: bool) -> Option<usize> {
    let lead = ["of", "opened for signature", "open for signature", "adopted", "concluded", "done", "signed"];
    let from = match scan::any_word(text, at, &lead) {
        Some(end) => scan::space(text.as_bytes(), end),
        None if comma => at,
        None => return None,
    };
    words::date(text, from)
}
