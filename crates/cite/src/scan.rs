//! Small steps over raw text: spaces, dashes, words. Positions are byte offsets; every step is bounded, so that
//! whatever is built from them stays linear.

/// A longer gap than this does not join two words of a citation.
const WIDEST_GAP: usize = 48;

/// Length of the white space character at `at`: ASCII space and tab, the no-break and thin spaces that typesetters
/// use, and zero-width characters. Line breaks are not included.
pub(crate) fn blank(text: &[u8], at: usize) -> usize {
    match text.get(at) {
        Some(b' ' | b'\t') => 1,
        Some(0xC2) if text.get(at + 1) == Some(&0xA0) => 2,
        Some(0xE2) => match (text.get(at + 1), text.get(at + 2)) {
            (Some(0x80), Some(0x80..=0x8D | 0xAF)) => 3,
            (Some(0x81), Some(0xA0)) => 3,
            _ => 0,
        },
        _ => 0,
    }
}

/// The end of the white space at `at`: blanks and at most one line break (a blank line parts paragraphs).
pub(crate) fn space(text: &[u8], at: usize) -> usize {
    let (mut end, mut lines) = (at, 0);
    while end - at < WIDEST_GAP {
        match text.get(end) {
            Some(b'\r') => end += 1,
            Some(b'\n') => {
                lines += 1;
                if lines > 1 {
                    return at;
                }
                end += 1;
            }
            _ => match blank(text, end) {
                0 => return end,
                n => end += n,
            },
        }
    }
    at
}

/// Length of the dash at `at`, of whatever width; 0 where there is none.
pub(crate) fn dash(text: &[u8], at: usize) -> usize {
    match text.get(at) {
        Some(b'-') => 1,
        Some(0xE2) => match (text.get(at + 1), text.get(at + 2)) {
            (Some(0x80), Some(0x90..=0x95)) | (Some(0x88), Some(0x92)) => 3,
            _ => 0,
        },
        _ => 0,
    }
}

/// The end of the run of ASCII letters at `at`.
pub(crate) fn letters(text: &[u8], at: usize) -> usize {
    run(text, at, u8::is_ascii_alphabetic)
}

/// The end of the run of ASCII digits at `at`.
pub(crate) fn digits(text: &[u8], at: usize) -> usize {
    run(text, at, u8::is_ascii_digit)
}

fn run(text: &[u8], at: usize, class: fn(&u8) -> bool) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.iter().take(WIDEST_GAP).take_while(|b| class(b)).count()
}

/// Whether a letter or digit stands at `at`, in any script.
pub(crate) fn alnum(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at) {
        None => false,
        Some(b) if b.is_ascii() => b.is_ascii_alphanumeric(),
        Some(_) => text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .is_some_and(|c| c.is_alphanumeric() && !raised(c)),
    }
}

/// Whether `c` is a raised digit, which calls a note and is no part of the word before it.
fn raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// Whether a letter or digit ends at `at`, in any script.
pub(crate) fn alnum_before(text: &str, at: usize) -> bool {
    match at.checked_sub(1).and_then(|i| text.as_bytes().get(i)) {
        None => false,
        Some(b) if b.is_ascii() => b.is_ascii_alphanumeric(),
        Some(_) => {
            text.get(..at).and_then(|head| head.chars().next_back()).is_some_and(char::is_alphanumeric)
        }
    }
}

/// The end of `word` (lower case, ASCII) if it stands at `at` as a whole word, in either case.
pub(crate) fn word(text: &str, at: usize, word: &str) -> Option<usize> {
    let end = at + word.len();
    let here = text.as_bytes().get(at..end)?;
    (here.eq_ignore_ascii_case(word.as_bytes()) && !alnum(text, end)).then_some(end)
}

/// The end of the first of `words` that stands at `at`.
pub(crate) fn any_word(text: &str, at: usize, words: &[&str]) -> Option<usize> {
    words.iter().find_map(|w| word(text, at, w))
}

/// The first boundary of a character at or behind byte `at`.
pub(crate) fn boundary(text: &str, at: usize) -> usize {
    (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

/// The last boundary of a character at or before byte `at`, the end of the text at most.
pub(crate) fn boundary_before(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rfind(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_line_is_no_gap_and_neither_is_a_desert() {
        assert_eq!(space(b"  \n x", 0), 4);
        assert_eq!(space(b" \n\n x", 0), 0);
        assert_eq!(space(" \u{a0}\u{202f}x".as_bytes(), 0), 6);
        assert_eq!(space(" ".repeat(1000).as_bytes(), 0), 0);
    }

    #[test]
    fn words_are_whole() {
        assert_eq!(word("Of it", 0, "of"), Some(2));
        assert_eq!(word("often", 0, "of"), None);
        assert_eq!(word("ofé", 0, "of"), None);
    }
}
