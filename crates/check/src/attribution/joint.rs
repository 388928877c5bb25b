//! How the words between a citation and a quotation after it join the two.

use super::cues::{self, Says};
use super::inline::{Here, LONG, TERM};
use super::scene::Cited;
use super::words_in;

/// How the words between a citation and a quotation join the two.
pub(super) enum Joint {
    /// Right at it: a colon, a bracket, a verb.
    Tight,
    /// By a verb somewhere between.
    Loose,
}

impl Here<'_, '_> {
    /// How the words between the citation and the quotation join them; `None` where they do not.
    pub(super) fn joint(&self, cited: &Cited) -> Option<Joint> {
        let between = self.scene.slice(cited.span.end(), self.span.start());
        let lead = self.scene.slice(self.before.start(), cited.span.start());
        let nearest: Vec<&str> = lead.split_whitespace().rev().take(3).collect();
        if nearest.iter().any(|w| cues::contrasts(w)) {
            return None;
        }
        let words: Vec<&str> =
            between.split_whitespace().filter(|w| w.contains(char::is_alphanumeric)).collect();
        if self.is_told(cited, &words) || self.is_opinion(cited, &words) || self.is_spoken_of(cited, &words) {
            return None;
        }
        let says = |w: &&&str| cues::verb(w) != Says::Nothing;
        let verb = words.iter().rposition(|w| says(&w));
        let relative = words.first().is_some_and(|w| matches!(cues::plain(w).as_str(), "which" | "that"))
            || relative(&words) > 0;
        if nearest.iter().take(2).any(|w| cues::concerns(w))
            && !(relative && (verb.is_some() || self.is_under(between, &words)))
        {
            // "It is contrary to Article 3, as well: ships ‘shall burn …’": what Article 3 says follows all the same.
            let led = between.split_once(':').is_some_and(|(a, b)| words_in(a) <= 4 && words_in(b) <= 3);
            return (led && self.size > TERM).then_some(Joint::Loose);
        }
        let possessive =
            between.starts_with("’s ") || between.starts_with("'s ") || between.starts_with("s’ ");
        let Some(verb) = verb else {
            let signs = between.trim_matches(|c: char| c.is_whitespace() || c == '*' || c == '_');
            let bare = words.is_empty()
                || (possessive && words.len() <= 2)
                || words.iter().all(|w| matches!(*w, "an" | "a" | "the" | "any" | "no" | "every"));
            let grounded = nearest.first().is_some_and(|w| cues::grounds(w));
            let leads =
                signs.starts_with([':', '(', '—', '–', '-']) || signs.ends_with([':', '(']) || possessive;
            let leads = leads
                || signs.chars().all(|c| !c.is_alphanumeric() && !matches!(c, ',' | ';' | '.' | ')'))
                || grounded;
            let trailing = self.size > TERM && words.len() <= 8 && words.iter().all(|w| cues::trails(w));
            // "Under Article 3, ships 'shall burn one lamp'".
            let clause = between.trim_start_matches(['*', '_']).starts_with(',');
            let subject = grounded && clause && self.size > TERM && words.len() <= 4;
            if subject && !words.iter().any(|w| cues::joins(w)) {
                return Some(Joint::Loose);
            }
            if self.breaks_off(between, &words) || self.is_under(between, &words) {
                return Some(Joint::Loose);
            }
            return ((bare && leads) || trailing).then_some(Joint::Tight);
        };
        let tail = &words[verb + 1..];
        let after_verb = words[verb..].join(" ");
        let plain_tail = after_verb.trim_end_matches([',', ':', '(', '—', ' ']);
        let broken = plain_tail.contains([',', ';', '(']) || tail.iter().any(|w| cues::joins(w));
        let clause = between.contains(';');
        if self.size <= TERM {
            let near = tail.len() <= 5 && !broken && !clause && verb <= 12;
            return near.then_some(if tail.len() <= 3 { Joint::Tight } else { Joint::Loose });
        }
        let tight = !clause && tail.iter().all(|w| cues::trails(w)) && verb <= 6;
        if tight {
            return Some(Joint::Tight);
        }
        (!clause || self.size > LONG).then_some(Joint::Loose)
    }

    /// Whether the clause that the citation begins ends in a colon: "Article 3 could not be clearer:".
    fn breaks_off(&self, between: &str, words: &[&str]) -> bool {
        let open = between.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
        let other = |w: &&str| cues::joins(w) || cues::person(w) || cues::owns(w);
        self.size > TERM
            && words.len() <= 8
            && open.strip_suffix(':').is_some_and(|o| !o.contains([',', ';', ':', '(']))
            && !words.iter().any(other)
    }

    /// Whether a clause says what is so under the citation: "Article 3, under which a keeper is bound".
    fn is_under(&self, between: &str, words: &[&str]) -> bool {
        let which = words.first().is_some_and(|w| *w == "whereby") || relative(words) > 0;
        self.size > TERM && which && words.len() <= 10 && !between.contains(';')
    }
}

/// How many words lead up to a "which" that the clause begins with: two in ", according to which", none where it does not.
fn relative(words: &[&str]) -> usize {
    let at = words.iter().take(4).position(|w| *w == "which").unwrap_or(0);
    let leads = |w: &str| cues::grounds(w) || matches!(w, "according" | "virtue" | "accordance" | "terms");
    if words.iter().take(at).all(|w| leads(w)) { at } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn a_clause_may_begin_with_the_words_before_which() {
        let led = |text: &str| relative(&text.split_whitespace().collect::<Vec<_>>());
        assert_eq!(led("under which a keeper is bound"), 1);
        assert_eq!(led("according to which ships"), 2);
        assert_eq!(led("a lamp which burns"), 0);
        assert_eq!(led("reads"), 0);
    }
}
