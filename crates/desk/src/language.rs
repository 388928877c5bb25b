//! Which language each passage is in.
//!
//! `whatlang` tells languages by their three-letter runs, from tables of a few kilobytes; the alternative, `lingua`, is
//! surer of single words but carries hundreds of megabytes of models. Most passages are told faster, by their small words. What
//! a passage alone does not tell, its neighbours do.

mod small_words;

use model::{Document, Node};
use small_words::Told;
use whatlang::{Detector, Lang};

/// Languages told apart, with their codes (ISO 639-1).
const LANGUAGES: [(&str, Lang); 26] = [
    ("ar", Lang::Ara),
    ("bg", Lang::Bul),
    ("cs", Lang::Ces),
    ("da", Lang::Dan),
    ("de", Lang::Deu),
    ("el", Lang::Ell),
    ("en", Lang::Eng),
    ("es", Lang::Spa),
    ("fi", Lang::Fin),
    ("fr", Lang::Fra),
    ("he", Lang::Heb),
    ("hi", Lang::Hin),
    ("hu", Lang::Hun),
    ("it", Lang::Ita),
    ("ja", Lang::Jpn),
    ("ko", Lang::Kor),
    ("nl", Lang::Nld),
    ("no", Lang::Nob),
    ("pl", Lang::Pol),
    ("pt", Lang::Por),
    ("ro", Lang::Ron),
    ("ru", Lang::Rus),
    ("sv", Lang::Swe),
    ("ta", Lang::Tam),
    ("tr", Lang::Tur),
    ("zh", Lang::Cmn),
];

/// A passage with fewer letters tells its language only by chance.
const FEWEST_LETTERS: usize = 40;

/// So many characters of a passage tell as much as all of it.
const SAMPLE: usize = 400;

/// The language of each node of a document, by its own words or, where it has none, by its heading; see [`of_passages`].
pub(crate) fn of_document(document: &Document, stated: &[String]) -> Vec<Option<String>> {
    let words = |node: &Node| match node.own.as_slice() {
        [] => node.heading.clone().unwrap_or_default(),
        _ => node.own_text(),
    };
    of_passages(document.nodes.iter().map(words), stated)
}

/// The language of each of some passages that follow each other. Where exactly one language is `stated` for their file, it
/// is that one; where several are, one of these. A passage that does not tell has the language of the one before, the first
/// ones that of the first that tells.
fn of_passages(texts: impl ExactSizeIterator<Item: AsRef<str>>, stated: &[String]) -> Vec<Option<String>> {
    if let [only] = stated {
        return vec![Some(only.clone()); texts.len()];
    }
    let teller = Teller::new(stated);
    let mut out: Vec<Option<String>> = Vec::new();
    let mut last: Option<&'static str> = None;
    for text in texts {
        if let Some(found) = teller.language(text.as_ref(), last) {
            if last.is_none() {
                out.fill(Some(found.to_owned()));
            }
            last = Some(found);
        }
        out.push(last.map(str::to_owned));
    }
    out
}

/// Tells some languages apart.
struct Teller {
    known: Vec<&'static str>,
    detector: Detector,
}

impl Teller {
    /// For the languages that are `stated`, or for all.
    fn new(stated: &[String]) -> Self {
        let known =
            LANGUAGES.iter().filter(|(code, _)| stated.is_empty() || stated.iter().any(|s| s == code));
        let (known, allowed) = known.copied().unzip();
        Self { known, detector: Detector::with_allowlist(allowed) }
    }

    /// The language of one passage, where it tells, after one in the language `last`. Three-letter runs are many times the work
    /// of the small words, and are left out where these are clear, or speak for the language of the passage before.
    fn language(&self, text: &str, last: Option<&str>) -> Option<&'static str> {
        let end = text.char_indices().nth(SAMPLE).map_or(text.len(), |(i, _)| i);
        let sample = text.get(..end).unwrap_or_default();
        if sample.chars().filter(|c| c.is_alphabetic()).take(FEWEST_LETTERS).count() < FEWEST_LETTERS {
            return None;
        }
        match small_words::tell(sample, |code| self.known.contains(&code)) {
            Some(Told::Clearly(code)) => Some(code),
            Some(Told::Rather(code)) if last == Some(code) => Some(code),
            _ => self.look_closely(sample),
        }
    }

    fn look_closely(&self, sample: &str) -> Option<&'static str> {
        let found = self.detector.detect(sample).filter(whatlang::Info::is_reliable)?;
        LANGUAGES.iter().find(|&&(_, lang)| lang == found.lang()).map(|&(code, _)| code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str =
        "The keeper of the light shall be paid by the harbour in which it stands, every month.";
    const FRENCH: &str =
        "Le gardien du feu est payé chaque mois par le port dans lequel celui-ci se trouve établi.";
    const DUTCH: &str =
        "De wachter van het licht wordt elke maand betaald door de haven waarin het licht staat.";

    fn codes(texts: &[&str], stated: &[&str]) -> Vec<String> {
        let stated: Vec<String> = stated.iter().map(|&s| s.to_owned()).collect();
        let found = of_passages(texts.iter().copied(), &stated);
        found.into_iter().map(Option::unwrap_or_default).collect()
    }

    #[test]
    fn each_passage_has_its_language() {
        assert_eq!(codes(&[ENGLISH, FRENCH, DUTCH], &[]), ["en", "fr", "nl"]);
        assert_eq!(codes(&[ENGLISH, FRENCH, DUTCH], &["en", "nl", "fr"]), ["en", "fr", "nl"]);
    }

    #[test]
    fn what_is_stated_holds() {
        assert_eq!(codes(&[ENGLISH, FRENCH], &["it"]), ["it", "it"]);
    }

    #[test]
    fn short_passages_go_with_their_neighbours() {
        assert_eq!(codes(&["Art 1", FRENCH, "1914", ENGLISH, "done"], &[]), ["fr", "fr", "fr", "en", "en"]);
        assert_eq!(codes(&["1914"], &[]), [""]);
    }
}
