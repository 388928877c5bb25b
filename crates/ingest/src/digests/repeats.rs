//! A digest is in the project's own words: what it takes over from its source is found here.

use std::collections::HashMap;

use model::{Digest, DigestEntry, Pinpoint};

/// So many words in a row are the source's and no longer the project's own.
const REPEATED: usize = 8;

/// How many places of the source one run of words is compared with; it is a stock phrase if there are more.
const PLACES: usize = 64;

/// Words of a gist or a note that are the source's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// The entry.
    pub place: Pinpoint,
    /// The words, as they stand in the gist or the note.
    pub words: String,
}

/// The runs of eight or more words that gists, notes and anchors of `digest` have in common with `source` (its cleaned text), whatever the
/// case and the punctuation. Proper names do not count towards the eight: words with a capital in the middle of a
/// sentence, in the gist and in the source.
pub fn repeats(digest: &Digest, source: &str) -> Vec<Repeat> {
    let source = words(source);
    let mut runs: HashMap<[&str; REPEATED], Vec<usize>> = HashMap::new();
    for (at, window) in source.windows(REPEATED).enumerate() {
        let places = runs.entry(lower(window)).or_default();
        if places.len() < PLACES {
            places.push(at);
        }
    }
    let mut out = Vec::new();
    let said = |e: &'_ DigestEntry| {
        let quoted = e.anchor.iter().flat_map(|a| [Some(&a.begin), a.end.as_ref()].into_iter().flatten());
        std::iter::once(&e.gist).chain(&e.notes).chain(quoted).cloned().collect::<Vec<_>>()
    };
    for (entry, text) in digest.entries.iter().flat_map(|e| said(e).into_iter().map(move |t| (e, t))) {
        let gist = words(&text);
        let mut from = 0;
        while let Some(window) = gist.get(from..from + REPEATED) {
            let places = runs.get(&lower(window)).map_or(&[][..], Vec::as_slice);
            let runs = places.iter().filter_map(|&at| run(&gist[from..], &source[at..]));
            match runs.max() {
                Some(length) => {
                    let (first, last) = (&gist[from], &gist[from + length - 1]);
                    let words = text[first.start..last.start + last.text.len()].to_owned();
                    out.push(Repeat { place: entry.place.clone(), words });
                    from += length;
                }
                None => from += 1,
            }
        }
    }
    out
}

struct Word<'t> {
    text: &'t str,
    lower: String,
    start: usize,
    /// With a capital letter, and not because a sentence begins.
    name: bool,
}

fn lower<'w>(window: &'w [Word<'_>]) -> [&'w str; REPEATED] {
    std::array::from_fn(|i| window.get(i).map_or("", |w| w.lower.as_str()))
}

/// How many words both begin with in common, if enough of them are no names.
fn run(gist: &[Word<'_>], source: &[Word<'_>]) -> Option<usize> {
    let common = || gist.iter().zip(source).take_while(|(a, b)| a.lower == b.lower);
    let counted = common().filter(|(a, b)| !(a.name && b.name)).count();
    (counted >= REPEATED).then(|| common().count())
}

/// Words are runs of letters and digits, with inner apostrophes and hyphens.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut out = Vec::new();
    let mut begins = true;
    let mut rest = 0;
    while let Some(start) = text[rest..].find(char::is_alphanumeric).map(|i| rest + i) {
        begins |= text[rest..start].contains(['.', '!', '?', ':', '\n', '“', '"', '(']);
        let inner = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-');
        let end = text[start..].find(|c| !inner(c)).map_or(text.len(), |i| start + i);
        let word = text[start..end].trim_end_matches(['\'', '’', '-']);
        let name = !begins && word.starts_with(char::is_uppercase);
        out.push(Word { text: word, lower: word.replace('’', "'").to_lowercase(), start, name });
        begins = false;
        rest = start + word.len();
    }
    out
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn found(gist: &str, source: &str) -> Vec<String> {
        let text = format!("## art-1\n{gist}\n");
        let digest =
            crate::digests::parse_digest(&text, Path::new("d.md"), &"lights".parse().unwrap()).unwrap();
        repeats(&digest, source).into_iter().map(|r| r.words).collect()
    }

    #[test]
    fn eight_words_in_a_row_are_a_repeat_and_seven_are_not() {
        let source = "Each harbour shall show a steady red light from dusk to dawn, without fail.";
        let eight = "Says that a steady red light from dusk to dawn is shown.";
        assert_eq!(found(eight, source), ["a steady red light from dusk to dawn"]);
        assert!(found("A steady red light from dusk to nightfall.", source).is_empty());
        assert_eq!(found("EACH HARBOUR: shall show a steady, red light!", source).len(), 1);
    }

    #[test]
    fn a_note_may_not_repeat_its_source_either() {
        let source = "Each harbour shall show a steady red light from dusk to dawn, without fail.";
        let noted = "Lights.\n\n- note: They show a steady red light from dusk to dawn.";
        assert_eq!(found(noted, source), ["show a steady red light from dusk to dawn"]);
    }

    #[test]
    fn names_do_not_count() {
        let source = "The masters shall report to the Harbour Board of the Free City of Northport at once.";
        assert!(
            found("Masters report to the Harbour Board of the Free City of Northport.", source).is_empty()
        );
        assert_eq!(found("They report to the harbour board of the free city of northport.", source).len(), 1);
    }

    #[test]
    fn stock_phrases_do_not_make_it_slow() {
        let source = "light and light and ".repeat(20_000);
        let gist = "light and light and ".repeat(2_000);
        assert_eq!(found(&gist, &source).len(), 1);
    }
}
