//! "Did you mean": the nearest of the names that exist.

/// The known name nearest to `name`, if one is near enough to be what was meant: about one slip in three letters.
fn nearest<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let length = name.chars().count();
    known
        .map(|k| (strsim::damerau_levenshtein(name, k), k))
        .filter(|&(slips, k)| slips > 0 && slips <= length.max(k.chars().count()).div_ceil(3))
        .min()
        .map(|(_, k)| k)
}

/// ` (did you mean `x`?)`, or nothing.
pub fn hint<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> String {
    // Names as long as this are no slips of the pen, and comparing them costs the product of their lengths.
    if name.len() > 80 {
        return String::new();
    }
    nearest(name, known).map_or_else(String::new, |k| format!(" (did you mean `{k}`?)"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_recognised_and_other_words_are_not() {
        let known = ["title", "text_of", "sha256"];
        for (name, meant) in
            [("titel", Some("title")), ("text-of", Some("text_of")), ("sha", None), ("colour", None)]
        {
            assert_eq!(nearest(name, known.into_iter()), meant, "{name}");
        }
    }
}
