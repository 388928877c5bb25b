//! Whether words are English, which the held texts are: words of another language are not to be found in them.

/// Small words that English sentences are made with, and those of other languages are not.
const ENGLISH: &[&str] = &[
    "and", "any", "are", "at", "be", "by", "for", "from", "have", "is", "it", "its", "may", "not", "of",
    "shall", "such", "that", "the", "their", "this", "to", "under", "which", "with",
];

/// Words that French, Spanish, German, Italian, Portuguese, Dutch and Latin sentences are made with, and English ones are
/// not.
const OTHER: &[&str] = &[
    "au", "aucun", "aucune", "auf", "aux", "avec", "bei", "ce", "ces", "cette", "chaque", "che", "como",
    "con", "contra", "cum", "dans", "das", "de", "dei", "del", "della", "delle", "dem", "den", "der", "des",
    "di", "die", "dos", "du", "een", "ein", "eine", "einer", "el", "en", "entre", "est", "et", "für",
    "gegen", "het", "il", "im", "ist", "kein", "keine", "la", "las", "le", "les", "leur", "lo", "los", "mit",
    "nadie", "ne", "nel", "nicht", "niet", "non", "nul", "nulla", "nullum", "oder", "ou", "par", "para",
    "pas", "por", "pour", "puede", "que", "qui", "quod", "se", "ser", "ses", "sich", "sine", "sont", "sono",
    "su", "sunt", "sur", "sus", "toda", "todo", "tous", "tout", "toute", "um", "uma", "un", "una", "und",
    "une", "von", "voor", "werden", "wird", "y", "zu", "zum", "zur",
];

/// Whether the words are plainly of another language: at least two of its words, and more than twice as many as of
/// English, or letters of another script.
pub(crate) fn is_foreign(words: &str) -> bool {
    let (mut other, mut english) = (0, 0);
    for word in words.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase) {
        english += usize::from(ENGLISH.contains(&word.as_str()));
        let accented = word.len() > 2 && word.chars().any(|c| !c.is_ascii() && is_latin(c));
        other += usize::from(accented || OTHER.contains(&word.as_str()));
    }
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let strange = words.chars().filter(|&c| c.is_alphabetic() && !is_latin(c)).count();
    (other >= 2 && other > 2 * english) || strange * 2 > letters
}

/// Whether a letter is of the Latin script.
const fn is_latin(c: char) -> bool {
    matches!(c, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{fb00}'..='\u{fb06}')
}

#[cfg(test)]
mod tests {
    use super::is_foreign;

    #[test]
    fn other_languages_are_told_by_their_small_words_and_letters() {
        for words in [
            "aucun phare ne peut être éteint par le gardien",
            "La lampe du port a été allumée par un gardien",
            "Nadie puede apagar una lámpara a la vista de un barco",
            "Niemand darf die Lampe im Hafen löschen",
            "pacta sunt servanda et bona fide",
            "Фонарь горит всю ночь",
            "灯塔整夜亮着",
        ] {
            assert!(is_foreign(words), "{words}");
        }
        for words in [
            "no light may be put out",
            "jus cogens",
            "the de facto keeper of a light",
            "a de facto and a de jure keeper",
            "the travaux préparatoires of the Convention",
            "",
        ] {
            assert!(!is_foreign(words), "{words}");
        }
    }
}
