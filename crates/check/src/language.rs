//! Whether words are English, which the held texts are: words of another language are not to be found in them.

/// Words that English sentences are made with.
const ENGLISH: &[&str] = &[
    "a", "an", "and", "any", "are", "as", "at", "be", "by", "for", "from", "has", "have", "in", "is", "it",
    "its", "may", "no", "not", "of", "on", "or", "shall", "such", "that", "the", "their", "this", "to",
    "under", "was", "which", "with",
];

/// Words that French, Spanish, German, Italian and Latin sentences are made with, and English ones are not.
const OTHER: &[&str] = &[
    "au", "aucun", "aucune", "aux", "ce", "ces", "con", "contra", "cum", "das", "de", "del", "dem", "den",
    "der", "des", "di", "die", "du", "ein", "eine", "el", "en", "est", "et", "für", "il", "ist", "la", "las",
    "le", "les", "los", "mit", "ne", "nicht", "non", "ou", "oder", "para", "par", "pas", "por", "pour",
    "que", "qui", "se", "ses", "sont", "sunt", "sur", "un", "una", "und", "une", "von", "y", "zu", "à",
];

/// Whether the words are plainly of another language: some of its words and none of English.
pub(crate) fn is_foreign(words: &str) -> bool {
    let mut other = 0;
    for word in words.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase) {
        if ENGLISH.contains(&word.as_str()) {
            return false;
        }
        other += usize::from(OTHER.contains(&word.as_str()));
    }
    other >= 2
}

#[cfg(test)]
mod tests {
    use super::is_foreign;

    #[test]
    fn other_languages_are_told_by_their_small_words() {
        assert!(is_foreign("aucun phare ne peut être éteint par le gardien"));
        assert!(is_foreign("pacta sunt servanda et bona fide"));
        assert!(!is_foreign("no light may be put out"));
        assert!(!is_foreign("jus cogens"));
    }
}
