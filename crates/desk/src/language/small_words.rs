//! The small words of a language, which stand in every sentence of it: a few of them tell it at a glance.

use std::sync::OnceLock;

use model::WordMap;

/// Languages that are told by their small words, with these. Many words belong to several languages: what tells is that those
/// of one outnumber those of every other by far. Languages that lack here, and texts that do not tell so clearly, are left to
/// a closer look.
const SMALL_WORDS: [(&str, &str); 16] = [
    ("cs", "a v na se je že o s z do pro nebo jako by od za ve k při která které být i podle není jsou této"),
    ("da", "og i det at en den til er som på de med for ikke af der et eller skal ved fra om kan har denne"),
    (
        "de",
        "der die das und in den von zu des dem mit für auf ist nicht ein eine einer durch oder werden wird sind im",
    ),
    ("en", "the of and to in that shall be for by with which or this from any such is are as on its has not"),
    ("es", "el la los las de del que y en un una por con para se no es su al o como esta este sus entre"),
    ("fi", "ja on ei että se joka tai ovat ole sekä mukaan sen tämän jos niiden voi kuin jotka"),
    (
        "fr",
        "le la les des du de et en un une dans pour par que qui est sont au aux sur avec ou ne pas cette ce",
    ),
    ("hu", "a az és hogy nem is egy vagy ha által szerint amely valamint ez meg kell e"),
    ("it", "il lo la i gli le di del della dei delle che e in un una per con non è al alla nel da sono dell"),
    (
        "nl",
        "de het een van en in te dat die voor met op is zijn aan door bij niet of worden wordt tot deze uit",
    ),
    ("no", "og i det at en den til er som på de med for ikke av et eller skal ved fra om kan har denne"),
    ("pl", "i w z na do się nie że o jest oraz lub dla przez od po za jako które który może"),
    ("pt", "o a os as de do da dos das que e em um uma por com para se não é no na ao ou pelo pela"),
    ("ro", "și în de la cu pe din care să nu o un este sau pentru prin ale al a sunt fi"),
    ("sv", "och i att det en den till är som på de med för inte av ett eller skall vid från om kan har"),
    ("tr", "ve bir bu için ile da de olan olarak veya her göre daha kadar taraf ise olmak"),
];

/// Fewer different small words than this tell a language by chance.
const FEWEST: usize = 4;

/// The small words of a language must be so many times those of any other.
const CLEARLY: usize = 2;

/// Fewer than this speak for no language at all.
const FEWEST_AT_ALL: usize = 2;

/// What the small words of a text say of its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// It is this one.
    Clearly(&'static str),
    /// What few there are say this one.
    Rather(&'static str),
}

/// No small word is longer, in bytes.
const LONGEST: usize = 12;

/// The small words of all languages.
struct Table {
    /// By word, its number and, in bit `n`, whether it is one of language number `n`.
    words: WordMap<&'static str, (usize, u16)>,
    /// In bit `n` of each, whether a word of so many bytes begins with a byte that ends in `n`, and whether one ends with
    /// such a one: most words of a text are none of these.
    first: [u32; LONGEST + 1],
    last: [u32; LONGEST + 1],
}

impl Table {
    fn get() -> &'static Self {
        static TABLE: OnceLock<Table> = OnceLock::new();
        TABLE.get_or_init(|| {
            let lengths = [0; LONGEST + 1];
            let mut out = Self { words: WordMap::default(), first: lengths, last: lengths };
            for (number, (_, words)) in SMALL_WORDS.iter().enumerate() {
                for word in words.split(' ') {
                    let count = out.words.len();
                    out.words.entry(word).or_insert((count, 0)).1 |= 1 << number;
                    let ends = [(&mut out.first, word.bytes().next()), (&mut out.last, word.bytes().last())];
                    for (table, byte) in ends {
                        if let (Some(bits), Some(byte)) = (table.get_mut(word.len()), byte) {
                            *bits |= 1 << (byte & 31);
                        }
                    }
                }
            }
            out
        })
    }

    /// Whether a word may be one of these, by its length and its ends. Capitals of ASCII differ in the sixth bit alone.
    fn may_have(&self, word: &str) -> bool {
        let ends = [(&self.first, word.bytes().next()), (&self.last, word.bytes().last())];
        let fits = |(table, byte): (&[u32; LONGEST + 1], Option<u8>)| {
            table.get(word.len()).zip(byte).is_some_and(|(bits, byte)| bits >> (byte & 31) & 1 == 1)
        };
        !word.is_ascii() || ends.into_iter().all(fits)
    }
}

/// The language of a text, where its small words tell it. Only languages that are `known` count.
pub(super) fn tell(text: &str, known: impl Fn(&str) -> bool) -> Option<Told> {
    let table = Table::get();
    let mut seen = vec![false; table.words.len()];
    let mut counts = [0_usize; SMALL_WORDS.len()];
    let mut lower = String::with_capacity(LONGEST);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|w| (1..=LONGEST).contains(&w.len())) {
        if !table.may_have(word) {
            continue;
        }
        lower.clear();
        if word.is_ascii() {
            lower.push_str(word);
            lower.make_ascii_lowercase();
        } else {
            lower.extend(word.chars().flat_map(char::to_lowercase));
        }
        let Some(&(at, languages)) = table.words.get(lower.as_str()) else { continue };
        // However often a word stands there, it tells once.
        if seen.get_mut(at).is_none_or(|seen| std::mem::replace(seen, true)) {
            continue;
        }
        for (number, count) in counts.iter_mut().enumerate() {
            *count += usize::from(languages >> number & 1);
        }
    }
    let counted = SMALL_WORDS.iter().zip(counts).filter(|((code, _), _)| known(code));
    let (mut best, mut second) = ((None, 0), 0);
    for (&(code, _), count) in counted {
        if count > best.1 {
            second = best.1;
            best = (Some(code), count);
        } else {
            second = second.max(count);
        }
    }
    let (code, count) = (best.0?, best.1);
    let enough = |fewest: usize| count >= fewest.max(CLEARLY * second);
    match enough(FEWEST) {
        true => Some(Told::Clearly(code)),
        false => enough(FEWEST_AT_ALL).then_some(Told::Rather(code)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_tell_a_language_that_is_known() {
        let english = "The keeper of the light shall be paid by the harbour in which it stands.";
        assert_eq!(tell(english, |_| true), Some(Told::Clearly("en")));
        assert!(!matches!(tell(english, |code| code != "en"), Some(Told::Clearly(_))));
    }

    #[test]
    fn what_two_languages_share_tells_neither() {
        assert_eq!(tell("og det at den til som med for skal ved fra om", |_| true), None);
    }

    #[test]
    fn a_few_small_words_speak_for_a_language() {
        assert_eq!(tell("Harbour lamps shall burn oil of whales", |_| true), Some(Told::Rather("en")));
    }

    #[test]
    fn names_and_numbers_tell_nothing() {
        assert_eq!(tell("Lamp 14, Oil 15, The Keeper", |_| true), None);
    }

    #[test]
    fn one_word_again_and_again_tells_nothing() {
        assert_eq!(tell("oil per day, per week, per month, per year, per lamp, per keeper", |_| true), None);
    }
}
