//! What a directive asks for: `quote: REF, from "…" to "…"`, `cite: REF; REF`, `toa`.

use super::authorities::Part;
use crate::error::nearest;

/// A directive, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Directive {
    /// Words of a provision.
    Quote {
        /// The provision.
        reference: String,
        /// The stretches that are wanted; none for all of it.
        stretches: Vec<Stretch>,
    },
    /// Citations that share a note.
    Cite(Vec<Asked>),
    /// A table of authorities.
    Authorities(Part),
}

/// A stretch of a provision's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Stretch {
    /// The words it begins with.
    pub(super) from: Option<String>,
    /// The words it ends with.
    pub(super) to: Option<String>,
}

/// A citation that is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// What leads up to it: `see`; may be empty.
    pub(super) signal: String,
    /// What is cited.
    pub(super) reference: String,
}

/// What may lead up to a citation, longer ones first.
const SIGNALS: &[&str] = &[
    "see especially",
    "see generally",
    "see also",
    "see, e.g.,",
    "see eg",
    "but see",
    "see",
    "cf",
    "contra",
    "accord",
];

/// What is wrong, and what to do about it.
pub(super) type Wrong = (String, String);

const NAMES: [&str; 3] = ["quote", "cite", "toa"];
const HOW: &str = "there are {{quote: REF}}, {{quote: REF, from \"…\" to \"…\"}}, {{cite: REF; REF}} and {{toa}}; \\{{ writes the braces themselves";

/// Reads what stands between the braces.
pub(super) fn parse(inside: &str) -> Result<Directive, Wrong> {
    let (name, rest) = match inside.split_once(':') {
        Some((name, rest)) => (name.trim(), rest.trim()),
        None => (inside.trim(), ""),
    };
    let lower = name.to_lowercase();
    match (lower.as_str(), rest) {
        ("quote" | "cite", "") => Err((format!("{{{{{lower}}}}} names nothing"), HOW.to_owned())),
        ("quote", rest) => quote(rest),
        ("cite", rest) => {
            Ok(Directive::Cite(rest.split(';').filter(|r| !r.trim().is_empty()).map(asked).collect()))
        }
        ("toa", rest) => Part::named(rest).map(Directive::Authorities).map_err(|allowed| {
            (format!("`{rest}` is no part of a table of authorities"), format!("there are: {allowed}"))
        }),
        _ => {
            let hint = match nearest(&lower, NAMES.into_iter()).first() {
                Some(near) => format!("did you mean {{{{{near}}}}}? {HOW}"),
                None => HOW.to_owned(),
            };
            let shown: String = name.chars().take(40).collect();
            Err((format!("`{shown}` is no directive"), hint))
        }
    }
}

fn asked(text: &str) -> Asked {
    let text = text.trim();
    for signal in SIGNALS {
        let Some(head) = text.get(..signal.len()) else { continue };
        let rest = &text[signal.len()..];
        if head.eq_ignore_ascii_case(signal) && rest.starts_with([' ', '.']) {
            let reference = rest.trim_start_matches('.').trim().to_owned();
            return Asked { signal: (*signal).to_owned(), reference };
        }
    }
    Asked { signal: String::new(), reference: text.to_owned() }
}

/// A reference, then stretches: `from "…" to "…"`, either of them alone, several after one another.
fn quote(text: &str) -> Result<Directive, Wrong> {
    let mut stretches: Vec<Stretch> = Vec::new();
    let Some((at, _, _)) = next_word(text, 0) else {
        return Ok(Directive::Quote { reference: text.trim_end_matches(',').trim().to_owned(), stretches });
    };
    let reference = text[..at].trim_end_matches([',', ' ']).to_owned();
    let mut rest = at;
    while let Some((start, from, opens)) = next_word(text, rest) {
        if !text[rest..start].trim_matches([',', ' ', ';']).is_empty() {
            break;
        }
        let (words, end) = quoted(text, opens)?;
        match stretches.last_mut() {
            Some(last) if !from && last.to.is_none() => last.to = Some(words),
            _ if from => stretches.push(Stretch { from: Some(words), to: None }),
            _ => stretches.push(Stretch { from: None, to: Some(words) }),
        }
        rest = end;
    }
    match text[rest..].trim_matches([',', ' ', ';']) {
        "" => Ok(Directive::Quote { reference, stretches }),
        left => Err((format!("`{left}` is left over"), HOW.to_owned())),
    }
}

/// The next `from` or `to` that words in quotation marks follow: where it stands, whether it is `from`, where the marks
/// open.
fn next_word(text: &str, at: usize) -> Option<(usize, bool, usize)> {
    let mut found: Option<(usize, bool, usize)> = None;
    for (word, from) in [("from", true), ("to", false)] {
        for (i, _) in text[at..].match_indices(word) {
            let start = at + i;
            let rest = &text[start + word.len()..];
            let blanks = rest.len() - rest.trim_start().len();
            let bounded = text[..start].ends_with([' ', ',']) || start == 0 || start == at;
            if bounded && rest.trim_start().starts_with(['"', '“', '„', '\'', '‘']) {
                if found.is_none_or(|(other, _, _)| start < other) {
                    found = Some((start, from, start + word.len() + blanks));
                }
                break;
            }
        }
    }
    found
}

/// The words between the marks that open at `at`, and where they end.
fn quoted(text: &str, at: usize) -> Result<(String, usize), Wrong> {
    let open = text[at..].chars().next().unwrap_or('"');
    let closes: &[char] = match open {
        '“' | '„' => &['”', '“'],
        '‘' => &['’'],
        '\'' => &['\''],
        _ => &['"'],
    };
    let from = at + open.len_utf8();
    // An apostrophe within a word closes nothing.
    let close = text[from..].char_indices().find(|&(i, c)| {
        let next = text[from + i + c.len_utf8()..].chars().next();
        closes.contains(&c) && !(matches!(c, '\'' | '’') && next.is_some_and(char::is_alphanumeric))
    });
    match close {
        Some((i, c)) if i > 0 => Ok((text[from..from + i].trim().to_owned(), from + i + c.len_utf8())),
        Some(_) => Err(("the quotation marks hold no words".to_owned(), HOW.to_owned())),
        None => Err(("quotation marks are not closed".to_owned(), HOW.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretch(from: Option<&str>, to: Option<&str>) -> Stretch {
        Stretch { from: from.map(str::to_owned), to: to.map(str::to_owned) }
    }

    #[test]
    fn directives_are_read() {
        let quote = |reference: &str, stretches: Vec<Stretch>| {
            Ok(Directive::Quote { reference: reference.to_owned(), stretches })
        };
        for (text, expected) in [
            ("quote: UN Charter art 2(4)", quote("UN Charter art 2(4)", vec![])),
            ("Quote:X, from \"a b\" to “c”", quote("X", vec![stretch(Some("a b"), Some("c"))])),
            ("quote: X from 'it's' ", quote("X", vec![stretch(Some("it's"), None)])),
            ("quote: X, to \"c\"", quote("X", vec![stretch(None, Some("c"))])),
            (
                "quote: X, from \"a\" to \"b\", from \"c\" to \"d\"",
                quote("X", vec![stretch(Some("a"), Some("b")), stretch(Some("c"), Some("d"))]),
            ),
            ("quote: Letter from Paris to London", quote("Letter from Paris to London", vec![])),
        ] {
            assert_eq!(parse(text), expected, "{text}");
        }
        let Ok(Directive::Cite(cited)) = parse("cite: See also A art 1; cf. B para 2;") else { panic!() };
        let shown: Vec<(&str, &str)> =
            cited.iter().map(|a| (a.signal.as_str(), a.reference.as_str())).collect();
        assert_eq!(shown, [("see also", "A art 1"), ("cf", "B para 2")]);
        assert_eq!(asked("Seeland Treaty art 1").signal, "");
    }

    #[test]
    fn what_is_no_directive_is_told() {
        for (text, said) in [
            ("quot: X", "`quot` is no directive"),
            ("cite:", "names nothing"),
            ("quote: X, from \"a", "not closed"),
            ("quote: X, from \"a\" please", "`please` is left over"),
            ("toa: nonsense", "no part"),
        ] {
            let (message, help) = parse(text).unwrap_err();
            assert!(message.contains(said) && !help.is_empty(), "{text}: {message}");
        }
    }
}
