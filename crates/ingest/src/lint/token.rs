//! Words as the rules count them.

/// A word and where it begins in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token<'t> {
    /// As written.
    pub(crate) text: &'t str,
    /// Byte offset of its first letter.
    pub(crate) start: usize,
}

impl Token<'_> {
    /// Byte offset after its last letter.
    pub(crate) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// In small letters, without a possessive ending, as the vocabulary counts it.
    pub(crate) fn folded(&self) -> String {
        let small = self.text.to_lowercase().replace('’', "'");
        match small.strip_suffix("'s") {
            Some(stem) => stem.to_owned(),
            None => small,
        }
    }

    /// Whether it is made of ASCII letters alone.
    pub(crate) fn is_plain(&self) -> bool {
        self.text.bytes().all(|b| b.is_ascii_alphabetic())
    }
}

/// The words of a text: runs of letters and digits, with an apostrophe between letters ("flag's"). Hyphens part words.
pub(crate) fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = chars.find(|&(_, c)| c.is_alphanumeric())?;
        let mut end = start + first.len_utf8();
        while let Some(&(at, c)) = chars.peek() {
            let inside = c.is_alphanumeric()
                || (matches!(c, '\'' | '’')
                    && text.get(at + c.len_utf8()..).is_some_and(|t| t.starts_with(char::is_alphabetic)));
            if !inside {
                break;
            }
            end = at + c.len_utf8();
            chars.next();
        }
        Some(Token { text: text.get(start..end)?, start })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        let words: Vec<_> =
            tokens("The keeper’s well-trimmed lamp (art 2), ‘lit’.").map(|t| t.text).collect();
        assert_eq!(words, ["The", "keeper’s", "well", "trimmed", "lamp", "art", "2", "lit"]);
    }

    #[test]
    fn a_possessive_counts_as_its_owner() {
        assert_eq!(tokens("Keeper’s").next().unwrap().folded(), "keeper");
    }
}
