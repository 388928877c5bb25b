//! Which words stand in a text, in a few bits for each: enough to tell that a name cannot stand there.
//!
//! A Bloom filter over words folded as names are. It never denies a name that is there; of the words that are not there it
//! takes one in a hundred for one that is.

use model::Fnv;

use crate::fold;
use crate::names::{Names, TAILS, significant};

/// Bits for each word.
const BITS: usize = 10;

/// Bits set for each word.
const SET: u64 = 4;

/// Bits in one character of the written form.
const SEXTET: usize = 6;

/// The first of the 64 characters of the written form.
const FIRST: u8 = b'0';

/// The words of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Six bits each.
    sextets: Vec<u8>,
}

impl Vocabulary {
    /// The words of `text`, and of the titles of what it belongs to.
    pub fn of(text: &str, titles: &[&str]) -> Self {
        let mut keys: Vec<u64> = titles.iter().copied().chain([text]).flat_map(words).collect();
        keys.sort_unstable();
        keys.dedup();
        let mut out = Self { sextets: vec![0; (keys.len() * BITS).div_ceil(SEXTET)] };
        for key in keys {
            for at in out.places(key) {
                if let Some(sextet) = out.sextets.get_mut(at / SEXTET) {
                    *sextet |= 1 << (at % SEXTET);
                }
            }
        }
        out
    }

    /// Whether `needle` may stand there.
    pub fn may_hold(&self, needle: &Needle) -> bool {
        !needle.0.is_empty() && needle.0.iter().all(|&key| self.has(key))
    }

    fn has(&self, key: u64) -> bool {
        let set = |at: usize| self.sextets.get(at / SEXTET).is_some_and(|s| s >> (at % SEXTET) & 1 == 1);
        self.places(key).all(set)
    }

    /// The bits of a word, by two hashes (Kirsch and Mitzenmacher 2006).
    fn places(&self, key: u64) -> impl Iterator<Item = usize> + use<> {
        let size = (self.sextets.len() * SEXTET).max(1) as u64;
        let step = (key >> 32) | 1;
        (0..SET).map(move |n| (key.wrapping_add(n.wrapping_mul(step)) % size) as usize)
    }

    /// In printable ASCII.
    pub fn written(&self) -> String {
        self.sextets.iter().map(|s| char::from(FIRST + s)).collect()
    }

    /// From its written form; `None` where it is none.
    pub fn parse(written: &str) -> Option<Self> {
        let sextet = |byte: u8| byte.checked_sub(FIRST).filter(|s| usize::from(*s) < 1 << SEXTET);
        Some(Self { sextets: written.bytes().map(sextet).collect::<Option<_>>()? })
    }
}

/// What must stand in a text for which it matters that a name comes or goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needle(Vec<u64>);

impl Needle {
    /// For `name`, beside the other names there are. Where none of them begins alike, its first word alone counts: with it
    /// the places change at which a name is looked for.
    pub fn of(name: &str, others: &Names) -> Self {
        let mut words: Vec<u64> = significant(name).iter().map(|(w, _)| key(w.as_bytes())).collect();
        if !others.begins_alike(name) {
            words.truncate(1);
        }
        Self(words)
    }
}

fn key(word: &[u8]) -> u64 {
    // The bits of the hash are spread once more: those of short words differ little.
    let mut hash = Fnv::marked(0, word);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^ (hash >> 33)
}

/// Every word of a text as a name may begin or go on with it, as a hash. Most of those that come again are left out.
fn words(text: &str) -> Vec<u64> {
    let mut out = Seldom::default();
    let bytes = text.as_bytes();
    let mut before = false;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() && !before {
            let rest = bytes.get(at..).unwrap_or_default();
            let len = rest.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
            // What is joined by a full stop, an apostrophe or an accent takes a closer look.
            let plain = match rest.get(len) {
                Some(b'.') => len > 1,
                Some(&next) => next.is_ascii() && next != b'\'',
                None => true,
            };
            if let Some(word) = fold::plain(rest.get(..len).unwrap_or_default()).filter(|_| plain) {
                out.push(word.as_bytes());
                (at, before) = (at + len, true);
                continue;
            }
        }
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        let inside = c.is_alphanumeric();
        if (inside && !before || c == '&')
            && let Some(word) = fold::word(text, at)
        {
            out.push(word.as_bytes());
        }
        (at, before) = (at + c.len_utf8(), inside);
    }
    out.keys
}

/// The hashes of words, without most of those that come again.
struct Seldom {
    keys: Vec<u64>,
    /// The last of the words whose hashes end alike.
    last: Box<[u64; 1 << 10]>,
}

impl Default for Seldom {
    fn default() -> Self {
        // No word's hash is the first in its place: that would end otherwise.
        Self { keys: Vec::new(), last: Box::new(std::array::from_fn(|place| place as u64 ^ 1)) }
    }
}

impl Seldom {
    fn push(&mut self, word: &[u8]) {
        let key = key(word);
        let Some(last) = self.last.get_mut(key as usize % (1 << 10)) else { return };
        if std::mem::replace(last, key) == key {
            return;
        }
        self.keys.push(key);
        // "Activitiespara. 195"
        let heads = TAILS.iter().filter_map(|tail| word.strip_suffix(tail.as_bytes()));
        self.keys.extend(heads.filter(|head| !head.is_empty()).map(self::key));
    }
}

#[cfg(test)]
mod tests {
    use model::Catalogue;

    use super::*;

    const TEXT: &str = "Under the Lamp Accord, art. 2, and the\nÉtoile “Buoy” Code (no. 4); see Foglampsart. 9 of the\
                        \nA.B. Rules & Signals.";

    fn may(name: &str) -> bool {
        // Beside itself it is not the only name that begins so.
        let words = Vocabulary::of(TEXT, &["Protocol to the Quay Statute"]);
        let needle = Needle(significant(name).iter().map(|(w, _)| key(w.as_bytes())).collect());
        assert_eq!(Vocabulary::parse(&words.written()).as_ref(), Some(&words));
        words.may_hold(&needle)
    }

    #[test]
    fn a_name_that_stands_there_may_stand_there() {
        for name in [
            "Lamp Accord",
            "the Étoile Buoy Code",
            "Buoy Code 4",
            "Foglamps",
            "AB Rules and Signals",
            "Quay Statute",
        ] {
            assert!(may(name), "{name}");
        }
    }

    #[test]
    fn a_name_that_lacks_a_word_does_not() {
        for name in ["Lamp Convention", "Harbour Accord", "Pilots", ""] {
            assert!(!may(name), "{name}");
        }
    }

    #[test]
    fn the_only_name_with_a_first_word_is_told_by_it() {
        let none = Names::new(Catalogue::default());
        let words = Vocabulary::of(TEXT, &[]);
        assert!(words.may_hold(&Needle::of("Lamp Convention", &none)));
        assert!(!words.may_hold(&Needle::of("Convention on Lamps", &none)));
    }

    #[test]
    fn an_empty_text_holds_nothing() {
        let none = Names::new(Catalogue::default());
        let empty = Vocabulary::of("", &[]);
        assert!(!empty.may_hold(&Needle::of("Lamp Accord", &none)));
        assert_eq!(Vocabulary::parse(""), Some(empty));
        assert_eq!(Vocabulary::parse("~"), None);
    }
}
