//! The languages whose words are stemmed by rules of their own, and how the analyser is told which one a text is in.

use std::borrow::Cow;

use tantivy::tokenizer::Language;

/// Stands before and after the language at the beginning of a text that is handed to the analyser.
const SIGN: char = '\u{1}';

/// The languages that have a stemmer, English first.
const STEMMED: [(&str, Language); 18] = [
    ("en", Language::English),
    ("ar", Language::Arabic),
    ("da", Language::Danish),
    ("de", Language::German),
    ("el", Language::Greek),
    ("es", Language::Spanish),
    ("fi", Language::Finnish),
    ("fr", Language::French),
    ("hu", Language::Hungarian),
    ("it", Language::Italian),
    ("nl", Language::Dutch),
    ("no", Language::Norwegian),
    ("pt", Language::Portuguese),
    ("ro", Language::Romanian),
    ("ru", Language::Russian),
    ("sv", Language::Swedish),
    ("ta", Language::Tamil),
    ("tr", Language::Turkish),
];

/// A language that has a stemmer. Texts in any other are treated as English ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Tongue(usize);

impl Tongue {
    /// English.
    pub(crate) const ENGLISH: Self = Self(0);

    /// How many there are.
    pub(crate) const COUNT: usize = STEMMED.len();

    /// The language with this code (ISO 639-1).
    pub(crate) fn of(code: Option<&str>) -> Self {
        Self(STEMMED.iter().position(|&(known, _)| Some(known) == code).unwrap_or_default())
    }

    pub(crate) fn number(self) -> usize {
        self.0
    }

    pub(crate) fn stemmer(self) -> Language {
        STEMMED.get(self.0).map_or(Language::English, |&(_, stemmer)| stemmer)
    }

    fn code(self) -> &'static str {
        STEMMED.get(self.0).map_or("en", |&(code, _)| code)
    }
}

/// `text` as the analyser is to be given it, so that it knows the language. English needs no sign, unless the text
/// itself begins with one.
pub(crate) fn signed(text: &str, tongue: Tongue) -> Cow<'_, str> {
    if tongue == Tongue::ENGLISH && !text.starts_with(SIGN) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("{SIGN}{}{SIGN}{text}", tongue.code()))
}

/// The language of a text from [`signed`], and where the text itself begins.
pub(crate) fn sign(text: &str) -> (Tongue, usize) {
    let Some(rest) = text.strip_prefix(SIGN) else { return (Tongue::ENGLISH, 0) };
    match rest.split_once(SIGN) {
        Some((code, _)) => (Tongue::of(Some(code)), code.len() + 2),
        None => (Tongue::ENGLISH, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_is_read_as_it_was_written() {
        for code in ["en", "fr", "tr"] {
            let tongue = Tongue::of(Some(code));
            for text in ["lampe", "", "\u{1}fr\u{1}lampe"] {
                let signed = signed(text, tongue);
                let (found, start) = sign(&signed);
                assert_eq!((found, &signed[start..]), (tongue, text));
            }
        }
    }

    #[test]
    fn a_language_without_a_stemmer_is_treated_as_english() {
        assert_eq!(Tongue::of(Some("xx")), Tongue::ENGLISH);
        assert_eq!(Tongue::of(None), Tongue::ENGLISH);
    }
}
