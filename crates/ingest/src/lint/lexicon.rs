//! Words that are words, whatever the held texts say.

use std::collections::HashSet;
use std::sync::LazyLock;

static WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("words.txt")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
});

/// Endings that are taken off, with what may stand in their place.
const ENDINGS: [(&str, &[&str]); 15] = [
    ("s", &[""]),
    ("es", &[""]),
    ("ies", &["y"]),
    ("ed", &["", "e"]),
    ("ied", &["y"]),
    ("ing", &["", "e"]),
    ("ly", &[""]),
    ("ily", &["y"]),
    ("er", &["", "e"]),
    ("ness", &[""]),
    ("less", &[""]),
    ("ful", &[""]),
    ("hood", &[""]),
    ("ship", &[""]),
    ("able", &["", "e"]),
];

/// Beginnings that are taken off words of some length.
const BEGINNINGS: [&str; 14] = [
    "un", "re", "non", "sub", "over", "under", "inter", "trans", "multi", "pre", "co", "mis", "counter",
    "anti",
];

/// The shortest word that is left when an ending is taken off.
const STEM: usize = 3;

/// The shortest word that is left when a beginning is taken off: "pre" and "cent" do not make "precent".
const ROOT: usize = 5;

/// Whether `word`, in small letters, is in the list, or derived from a word in it by an ending or a beginning.
pub(super) fn knows(word: &str) -> bool {
    if lists(word) {
        return true;
    }
    BEGINNINGS.iter().any(|b| word.strip_prefix(b).is_some_and(|rest| rest.len() >= ROOT && lists(rest)))
}

/// Whether `word`, in small letters, is in the list, or derived from a word in it by an ending.
pub(super) fn lists(word: &str) -> bool {
    if inflected(word) {
        return true;
    }
    spelt_with_z(word).is_some_and(|z| inflected(&z))
}

fn inflected(word: &str) -> bool {
    if WORDS.contains(word) {
        return true;
    }
    let stem = |ending: &str, instead: &[&str]| {
        let Some(stem) = word.strip_suffix(ending).filter(|s| s.len() >= STEM) else { return false };
        instead.iter().any(|i| {
            if i.is_empty() { takes(stem, ending) && listed(stem) } else { listed(&format!("{stem}{i}")) }
        }) || (ending.starts_with(['e', 'i']) && undoubled(stem).is_some_and(listed))
    };
    ENDINGS.iter().any(|(ending, instead)| stem(ending, instead))
}

/// Whether a stem takes an ending as it is: "limit" has no "limites", "occur" no "occuring", and "par" no "parly".
fn takes(stem: &str, ending: &str) -> bool {
    const HISSING: [&str; 6] = ["s", "x", "z", "ch", "sh", "o"];
    const DOUBLING: [&str; 6] = ["cur", "fer", "mit", "trol", "pel", "bel"];
    match ending {
        "es" => HISSING.iter().any(|h| stem.ends_with(h)),
        "ed" | "ing" | "er" => {
            !DOUBLING.iter().any(|d| stem.ends_with(d)) || stem.ends_with("ffer") || stem == "limit"
        }
        "ly" => stem.len() > STEM,
        _ => true,
    }
}

/// Whether the word itself, or its -ed, -ing or plural, is in the list: "lightings" is, by way of "lighting".
fn listed(stem: &str) -> bool {
    WORDS.contains(stem)
        || stem.strip_suffix("ing").is_some_and(|s| s.len() >= STEM && WORDS.contains(s))
        || stem.strip_suffix("ed").is_some_and(|s| s.len() >= STEM && WORDS.contains(s))
}

/// "transferr" gives "transfer".
fn undoubled(stem: &str) -> Option<&str> {
    let (last, before) = (stem.as_bytes().last()?, stem.as_bytes().iter().rev().nth(1)?);
    (last == before && last.is_ascii_lowercase() && stem.len() > STEM).then(|| &stem[..stem.len() - 1])
}

/// "organisation" as "organization".
fn spelt_with_z(word: &str) -> Option<String> {
    const AFTER: [&str; 9] = ["e", "ed", "es", "ing", "ation", "ations", "er", "ers", "ational"];
    let at = word.rfind("is")?;
    AFTER.contains(&word.get(at + 2..)?).then(|| format!("{}z{}", &word[..=at], &word[at + 2..]))
}

/// Whether two words are forms of one: "outraged" and "outrages".
pub(super) fn are_forms_of_one(a: &str, b: &str) -> bool {
    let others = stems(b);
    stems(a).iter().any(|stem| others.contains(stem))
}

/// What is left of a word when an ending is taken off that it may have, and the word itself.
fn stems(word: &str) -> Vec<&str> {
    const FORMS: [&str; 9] = ["s", "es", "d", "ed", "r", "er", "rs", "ers", "ing"];
    let stem = |form: &&str| {
        let stem = word.strip_suffix(*form).filter(|s| s.len() >= STEM)?;
        let fits = if *form == "s" { !stem.ends_with('s') } else { takes(stem, form) };
        fits.then_some(stem)
    };
    std::iter::once(word).chain(FORMS.iter().filter_map(stem)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_their_forms_are_known() {
        for word in [
            "harbour",
            "harbours",
            "parties",
            "applied",
            "transferring",
            "organisation",
            "recognised",
            "freely",
            "unlawful",
            "resettlement",
            "subcommittees",
            "ratifying",
            "lighter",
        ] {
            assert!(knows(word), "{word}");
        }
    }

    #[test]
    fn misprints_are_not() {
        for word in
            ["harbuor", "excercise", "andto", "wel", "sbal", "occuring", "accomodation", "te", "freedomand"]
        {
            assert!(!knows(word), "{word}");
        }
    }

    #[test]
    fn forms_of_one_word_are_told_from_misprints_of_it() {
        for (a, b) in [("outraged", "outrages"), ("voters", "votes"), ("chaplain", "chaplains")] {
            assert!(are_forms_of_one(a, b), "{a} {b}");
        }
        for (a, b) in [("limites", "limits"), ("countriess", "countries"), ("dividens", "dividends")] {
            assert!(!are_forms_of_one(a, b), "{a} {b}");
        }
    }

    #[test]
    fn the_list_is_in_order_and_without_repeats() {
        let words: Vec<_> = include_str!("words.txt")
            .lines()
            .filter(|l| !l.starts_with('#'))
            .flat_map(str::split_whitespace)
            .collect();
        assert!(words.windows(2).all(|w| w[0] < w[1]));
        assert!(words.iter().all(|w| w.bytes().all(|b| b.is_ascii_lowercase())));
    }
}
