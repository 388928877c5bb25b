//! How names are spelled: the words that count, how the first may be written, how alike two are.

use crate::fold::{self, Word};

/// The folded words of a name as the tree keeps them: "No." before a number is left out, and so is a comma before
/// "and".
pub(crate) fn significant(name: &str) -> Vec<(Word, bool)> {
    let words = fold::words(name);
    let digits = |w: &Word| w.as_bytes().first().is_some_and(u8::is_ascii_digit);
    let mut out = Vec::with_capacity(words.len());
    let mut dropped = false;
    for (i, (word, stop)) in words.iter().enumerate() {
        let announces = fold::announces_number(word.as_bytes());
        if announces && i > 0 && words.get(i + 1).is_some_and(|(next, _)| digits(next)) {
            // "Fog (No. 2)": the bracket stands before the number all the same.
            dropped = *stop;
            continue;
        }
        let stop = *stop || std::mem::take(&mut dropped);
        out.push((*word, stop && !matches!(word.as_bytes(), b"and" | b"or")));
    }
    out
}

/// How the first word of a name may be written: as it is, in capitals, with full stops, without its marks. A first
/// word of one letter takes the second with it, since it would be found everywhere.
pub(super) fn starts(name: &str) -> Vec<String> {
    let name = name.strip_prefix("The ").or_else(|| name.strip_prefix("the ")).unwrap_or(name);
    let at = name.find(|c: char| c.is_alphanumeric()).unwrap_or(name.len());
    let Some(folded) = fold::word(name, at) else { return Vec::new() };
    let raw = name.get(at..folded.end).unwrap_or_default();
    let mut out = Vec::new();
    if folded.as_bytes().len() == 1 {
        let next = fold::gap(name, folded.end, 1).map_or(name.len(), |gap| gap.end);
        let Some(second) = fold::word(name, next).and_then(|w| name.get(next..w.end)) else { return out };
        // "R (Keeper) v. Harbour Board"
        let own = name.get(folded.end..next).filter(|gap| *gap == " (");
        for gap in [" ", "/", ". ", "\u{a0}", "-"].into_iter().chain(own) {
            out.push(format!("{raw}{gap}{second}"));
        }
        return out;
    }
    let plain: String = raw.chars().filter(|c| c.is_alphanumeric()).collect();
    let bare = fold::bare(&plain);
    let acronym = plain.len() <= 7 && plain.chars().all(|c| c.is_ascii_uppercase());
    if acronym {
        out.push(plain.chars().flat_map(|c| [c, '.']).take(plain.len() * 2 - 1).collect());
    } else {
        let upper = plain.chars().next().map(char::to_uppercase).into_iter().flatten();
        out.push(upper.chain(plain.chars().skip(1)).collect());
    }
    if raw.contains('\'') {
        out.push(raw.replace('\'', "’"));
    }
    out.extend([raw.to_owned(), bare.to_uppercase(), plain.to_uppercase(), bare, plain]);
    out
}

/// How alike two folded names are, from 0 to 1: by letters, or by words where one only leaves some out. Names that are less
/// alike than `least` may get less than they have: what cannot be so much by its letters is not aligned.
pub(super) fn likeness(a: &str, b: &str, least: f64) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let counted = a.split(' ').filter(|w| w.len() > 3).count();
    let words = if counted >= 2 {
        let shared = a.split(' ').filter(|w| w.len() > 3 && b.split(' ').any(|v| v == *w)).count();
        0.9 * shared as f64 / counted as f64
    } else {
        0.0
    };
    match at_best(a, b) < least {
        true => words,
        false => strsim::normalized_damerau_levenshtein(a, b).max(words),
    }
}

/// The most that two texts can be alike by their letters, whatever the order they stand in.
fn at_best(a: &str, b: &str) -> f64 {
    const KINDS: usize = 64;
    let mut counts = [0i32; KINDS];
    let mut count = |text: &str, by: i32| text.chars().inspect(|&c| counts[c as usize % KINDS] += by).count();
    let (first, second) = (count(a, 1), count(b, -1));
    let over = |sign: i32| counts.iter().map(|n| (n * sign).max(0).unsigned_abs() as usize).sum::<usize>();
    let edits = over(1).max(over(-1));
    1.0 - edits as f64 / first.max(second) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_aligned_is_not_so_much_alike() {
        let names =
            ["harbour lights convention", "harbor light convention", "lights of harbours", "keepers", "é"];
        for a in names {
            for b in names {
                let whole = likeness(a, b, 0.0);
                assert!(at_best(a, b) >= strsim::normalized_damerau_levenshtein(a, b), "{a} {b}");
                let cut = likeness(a, b, 0.7);
                assert!(if whole >= 0.7 { cut == whole } else { cut < 0.7 }, "{a} {b}");
            }
        }
        assert!(at_best("harbour lights convention", &"(1)".repeat(60)) < 0.1);
    }
}
