//! Who else may be speaking: somebody who is named, an author by the date, a friend.

use super::cues::{self, Says};
use super::inline::Here;
use super::scene::Cited;

/// So many words after a quotation may say who spoke.
const AFTER: usize = 8;

/// A verb that comes with one who speaks of something stands so many words before it.
const SPOKEN_OF: usize = 8;

impl Here<'_, '_> {
    /// Whether somebody else says the words, by what stands between a citation and the quotation, on whichever side: "Marsh
    /// writes that", "the minister", "a colleague thinks". A work that speaks may be that somebody's.
    pub(super) fn is_told(&self, cited: &Cited, between: &[&str]) -> bool {
        let by = |name| self.scene.is_by(cited.index, &cues::plain(name));
        let last = between.iter().rfind(|w| cues::verb(w) != Says::Nothing);
        let personal = last.is_some_and(|w| cues::personal(w)) && !self.scene.is_voiced(cited.index);
        personal
            || between.iter().any(|w| cues::speaker(w))
            || cues::teller(between).is_some_and(|name| !by(name))
    }

    /// Whether the citation is only what somebody speaks of: "The minister said of Article 3 that", "Hale, writing on Article
    /// 3, finds that", "said, with reference to Article 3, that". Where it provides something itself, that is its own.
    pub(super) fn is_spoken_of(&self, cited: &Cited, between: &[&str]) -> bool {
        let lead = self.scene.slice(self.before.start(), cited.span.start());
        let words: Vec<&str> = lead.split_whitespace().collect();
        let mut back = words.iter().rev().skip_while(|w| cues::points(w)).peekable();
        let of = back.peek().is_some_and(|w| {
            matches!(**w, "of" | "on" | "to" | "about" | "regarding" | "concerning" | "over")
        });
        let near: Vec<&str> = back.take(SPOKEN_OF).copied().collect();
        let Some(verb) = near.iter().position(|w| cues::verb(w) == Says::Words) else { return false };
        // Right before the citation any verb will do: "wrote of Article 3".
        let somebody = verb == 1
            || near[verb..].iter().any(|w| cues::speaker(w) || cues::person(w))
            || cues::teller(&words).is_some();
        let own = between
            .windows(2)
            .any(|w| matches!(w[0], "it" | "which" | "that") && cues::verb(w[1]) != Says::Nothing);
        of && somebody && !own && !self.scene.is_voiced(cited.index)
    }

    /// Who spoke, by the words right after the quotation: ", as one delegate had it", ", wrote Marsh".
    pub(super) fn teller_after(&self) -> Option<&str> {
        let rest = self.scene.slice(self.span.end(), self.after.end());
        let rest =
            rest.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | '[' | ';' | '.'));
        let end = rest.find(['.', ';', '(', '[', ':', '“', '‘', '"', '«']).unwrap_or(rest.len());
        let words: Vec<&str> = rest.get(..end)?.split_whitespace().take(AFTER).collect();
        let cited = self.scene.cited_in(self.after, None).next();
        if cited.is_some_and(|c| c.span.start() < self.after.end() - rest.len() + end) {
            return None;
        }
        let says = |w: &&str| {
            cues::verb(w) == Says::Words || matches!(cues::plain(w).as_str(), "had" | "put" | "puts")
        };
        let spoken = words.iter().position(says)?;
        let speaker = words.iter().take(spoken + 4).find(|w| cues::speaker(w)).copied();
        let named = || {
            let [verb, name] = words.get(..2)? else { return None };
            let pair = [*name, *verb];
            (cues::verb(verb) == Says::Words).then(|| cues::teller(&pair)).flatten()
        };
        speaker.or_else(|| cues::teller(&words)).or_else(named)
    }

    /// Whether what is quoted is what somebody says of the work: "Article 3, which she calls", "is, in her words,", "he has
    /// called Article 3 a". Of a work that speaks, "he" may be its author.
    pub(super) fn is_opinion(&self, cited: &Cited, between: &[&str]) -> bool {
        let dubbed = between.windows(2).any(|w| cues::person(w[0]) && cues::dubs(w[1]));
        let owned = || between.windows(2).any(|w| cues::owns(w[0]) && cues::verb(w[1]) == Says::Sense);
        let lead = self.scene.slice(self.before.start(), cited.span.start());
        let nearest = lead.split_whitespace().rev().take(3);
        let called = || {
            between.len() <= 1
                && !self.scene.slice(cited.span.end(), self.span.start()).contains([':', ','])
                && between.iter().all(|w| matches!(*w, "a" | "an" | "the"))
                && nearest.clone().take_while(|w| !w.ends_with([',', ';', ':'])).any(cues::dubs)
        };
        dubbed || (!self.scene.is_voiced(cited.index) && owned()) || called()
    }
}

#[cfg(test)]
mod tests {
    use super::cues;

    fn teller(text: &str) -> Option<&str> {
        cues::teller(&text.split_whitespace().collect::<Vec<_>>())
    }

    #[test]
    fn somebody_who_is_named_says_what_follows() {
        assert_eq!(teller("Article 3, Marsh writes that"), Some("Marsh"));
        assert_eq!(teller("Okafor (2017, 88) calls the clause"), Some("Okafor"));
        for text in
            ["the Charter says that", "Article 3 provides", "It adds that", "the ICCPR reads", "Hale, says"]
        {
            assert_eq!(teller(text), None, "{text}");
        }
    }

    #[test]
    fn an_instrument_neither_thinks_nor_argues() {
        assert!(cues::personal("argues") && cues::personal("thinks"));
        assert!(!cues::personal("provides") && !cues::personal("recalls"));
    }
}
