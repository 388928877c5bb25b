//! Words that stand in a source sign for sign: its own brackets, ellipses and remarks are then no marks of a change.

use std::ops::Range;

/// Where `quoted` stands in `source` sign for sign, blanks and the forms of quotation marks counting as one; `None` where
/// it does not, or where it has none of the signs by which a quotation marks a change. Linear in both.
pub(super) fn stands(quoted: &str, source: &str) -> Option<Range<usize>> {
    if !quoted.contains(['[', '(', '…', '*']) && !quoted.contains("..") {
        return None;
    }
    let wanted: String = folded(quoted.trim()).map(|(_, c)| c).collect();
    let (mut text, mut from) = (String::with_capacity(source.len()), Vec::with_capacity(source.len()));
    for (at, c) in folded(source) {
        text.push(c);
        from.extend(std::iter::repeat_n(at, c.len_utf8()));
    }
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let whole = |&at: &usize| {
        let end = at + wanted.len();
        let split = |at: usize| letter(text[..at].chars().next_back()) && letter(text[at..].chars().next());
        !split(at) && !split(end)
    };
    let at = text.match_indices(&wanted).map(|(at, _)| at).take(TRIED).find(whole)?;
    let end = from.get(at + wanted.len()).copied().unwrap_or(source.len());
    Some(*from.get(at)?..end)
}

/// Places that are looked at for one where no word is cut in two.
const TRIED: usize = 16;

/// The signs of a text, folded, each with the byte where it stands.
fn folded(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut blank = false;
    text.char_indices().filter_map(move |(at, c)| {
        let again = blank && c.is_whitespace();
        blank = c.is_whitespace();
        let c = match c {
            c if c.is_whitespace() => ' ',
            '“' | '”' | '„' | '«' | '»' => '"',
            '‘' | '’' | 'ʼ' => '\'',
            '‐' | '‑' | '–' | '—' => '-',
            c => c,
        };
        (!again).then_some((at, c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signs_of_the_source_are_its_own_words() {
        let source = "It says “[n]o\u{a0}light may be\nput out” (emphasis added). More.";
        for (quoted, expected) in [
            (
                "“[n]o light may be put out” (emphasis added)",
                Some("“[n]o\u{a0}light may be\nput out” (emphasis added)"),
            ),
            ("'[n]o light'", None),
            ("[n]o lig", None),
            ("no light", None),
        ] {
            assert_eq!(stands(quoted, source).and_then(|at| source.get(at)), expected, "{quoted}");
        }
    }
}
