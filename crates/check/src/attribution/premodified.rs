//! A name before another noun names that other work: "the Charter commentary", "her Article 51 letter". So does one after
//! it, where that work speaks: "the commentary on Article 51 notes that".

use model::Span;

use super::cues::{self, Says};
use super::scene::Scene;

/// Nouns for works that are about an instrument, are made under it, or lead up to it.
const WORKS: &str = "
    annotation annotations assessment award awards bill bills brief briefing briefings briefs bulletin case cases
    circular comment commentaries commentary comments debate debates decision decisions digest draft drafts essay
    guidance guide guideline guidelines guides handbook hearing hearings history journal judgement judgements judgment
    judgments leaflet legislation letter letters literature manual manuals memo memoranda memorandum message
    messages minutes notice notices notification notifications opinion opinions pamphlet paper papers petition
    proclamation records report reports reservation reservations resolution resolutions review reviews ruling rulings
    scholarship speech speeches studies study submission submissions survey telegram testimony textbook transcript
    transcripts travaux treatise
";

/// Nouns for what is said, by the instrument itself where it owns them: "the Covenant's statement that".
const SAYINGS: &str = "
    communication communications declaration declarations statement statements understanding understandings
";

/// Those of the nouns that are verbs as well, where they follow the name: "Article 51 reports that".
const VERBS: &str =
    "briefs comments debates digests drafts guides notices petitions reports reviews studies surveys";

/// Words that no name and noun have between them.
const APART: &str = "
    a all also an any as at both by each every for from has have her his in into is it its itself most my no of on or
    our she some such than that the their then these they this those to under was we were what when where which while
    who whose with
";

/// At most so many words stand between the name and the noun: "the ICCPR drafting history".
const BETWEEN: usize = 2;

fn has(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|w| w == word)
}

/// The noun for another work that the citation stands before or after as a name, with the words between the two.
pub(super) fn head(scene: &Scene<'_>, citation: usize) -> Option<Span> {
    let span = scene.citations.get(citation)?.span;
    following(scene.text(), span.end()).or_else(|| leading(scene, span))
}

/// The noun after a name that ends at `end`.
fn following(text: &str, end: usize) -> Option<Span> {
    let mut rest = text.get(end..)?;
    let owned = ["’s", "'s"].into_iter().find_map(|s| rest.strip_prefix(s));
    rest = owned.unwrap_or(rest);
    let mut at = text.len() - rest.len();
    for passed in 0..=BETWEEN {
        // One blank, or one end of a line, and a word of letters.
        let blank = rest.chars().next().filter(|c| matches!(c, ' ' | '\u{a0}' | '\n'))?;
        let word = rest.get(blank.len_utf8()..)?;
        let letters = |c: char| c.is_alphabetic() || matches!(c, '-' | '\u{2010}' | '\u{2011}');
        let length = word.find(|c| !letters(c)).unwrap_or(word.len());
        let (word, after) = word.split_at(length);
        at += blank.len_utf8() + length;
        let plain = word.to_lowercase();
        let verb_alike = passed == 0 && owned.is_none() && has(VERBS, &plain);
        if has(WORKS, &plain) && !verb_alike || owned.is_none() && has(SAYINGS, &plain) {
            return Some(Span::new(end, noun_end(text, at)));
        }
        if length == 0 || has(APART, &plain) || cues::verb(word) != Says::Nothing || cues::joins(word) {
            return None;
        }
        rest = after;
    }
    None
}

/// Where the noun ends, with a second one that it stands before: "case law".
fn noun_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    ["law", "préparatoires"]
        .into_iter()
        .find(|w| {
            let more = rest.strip_prefix(' ').and_then(|r| r.strip_prefix(w));
            more.is_some_and(|m| !m.starts_with(char::is_alphanumeric))
        })
        .map_or(at, |w| at + 1 + w.len())
}

/// The noun before a name that it is joined to by "on" or "to", where a verb of saying follows the name.
fn leading(scene: &Scene<'_>, name: Span) -> Option<Span> {
    let sentence = scene.sentence(name.start());
    let lead = scene.slice(sentence.start().min(name.start()), name.start());
    let mut words = lead.split_whitespace().rev().peekable();
    words.next_if(|w| matches!(*w, "the" | "common"));
    words.next().filter(|w| matches!(*w, "on" | "to" | "about" | "regarding" | "concerning"))?;
    let noun = words.next()?;
    if !noun.ends_with(char::is_alphabetic) || !has(WORKS, &cues::plain(noun)) {
        return None;
    }
    let after = scene.slice(name.end(), sentence.end().max(name.end()));
    let says = after.split_whitespace().take(2).any(|w| cues::verb(w) == Says::Words);
    let at = name.start() - (lead.len() - lead.rfind(noun)?);
    (says && after.starts_with([' ', '\u{a0}', '\n'])).then(|| Span::new(at, at + noun.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noun(text: &str) -> Option<&str> {
        let end = text.find('|').unwrap();
        let text: &'static str = text.replace('|', "").leak();
        following(text, end).and_then(|s| s.of(text)).map(str::trim)
    }

    #[test]
    fn a_noun_for_a_work_after_a_name_is_what_the_name_stands_before() {
        for (text, want) in [
            ("the Lamp Resolution| notification to Congress said", Some("notification")),
            ("the Charter| commentary", Some("commentary")),
            ("the Charter|’s drafting history is", Some("’s drafting history")),
            ("the ICCPR| general comment", Some("general comment")),
            ("the ICCPR|’s travaux préparatoires record", Some("’s travaux préparatoires")),
            ("her Article 51| letter to the Council", Some("letter")),
            ("Covenant| case law holds", Some("case law")),
            ("its Lamp| ratification bill", Some("ratification bill")),
            ("the Lamp| statement that", Some("statement")),
        ] {
            assert_eq!(noun(text), want, "{text}");
        }
    }

    #[test]
    fn a_name_that_speaks_for_itself_stands_before_nothing() {
        for text in [
            "Article 51 of the Charter| provides that",
            "the Charter|’s text",
            "the Covenant|’s statement that",
            "the Charter|, a commentary says",
            "the Charter| allows report",
            "under the Charter| a report was",
            "Article 5| reports that",
            "the Charter| language such as",
            "the UDHR| provision on asylum",
            "the Charter| and the commentary",
            "the Charter|",
        ] {
            assert_eq!(noun(text), None, "{text}");
        }
    }
}
