//! FNV-1a, 64 bits (Fowler, Noll and Vo; draft-eastlake-fnv): a hash of short words that is quick, and the same on every
//! machine and in every version.
//!
//! It guards against nobody: where its keys could be chosen to collide, collisions must cost no more than a little time.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// What an empty word hashes to.
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// The state of the hash: fed with bytes, it is at any time the hash of those that it was fed.
///
/// ```
/// use model::Fnv;
///
/// let mut hash = Fnv::default();
/// hash.feed(b"foo");
/// hash.feed(b"bar");
/// assert_eq!(hash.value(), Fnv::of(b"foobar"));
/// assert_eq!(hash.value(), 0x8594_4171_f739_67e8);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fnv(u64);

/// A map keyed by words or small numbers. It is only looked things up in, never walked.
pub type WordMap<K, V> = HashMap<K, V, BuildHasherDefault<Fnv>>;

impl Default for Fnv {
    fn default() -> Self {
        Self(BASIS)
    }
}

impl Fnv {
    /// The hash of some bytes.
    #[inline]
    pub fn of(bytes: &[u8]) -> u64 {
        Self::marked(0, bytes)
    }

    /// The hash of some bytes that bear a mark: the same bytes hash differently under another one.
    #[inline]
    pub fn marked(mark: u64, bytes: &[u8]) -> u64 {
        let mut hash = Self(BASIS ^ mark);
        hash.feed(bytes);
        hash.value()
    }

    /// Takes in more bytes.
    #[inline]
    pub fn feed(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(PRIME);
        }
    }

    /// The hash of the bytes so far.
    #[inline]
    pub fn value(self) -> u64 {
        self.0
    }
}

impl Hasher for Fnv {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        self.feed(bytes);
    }

    #[inline]
    fn finish(&self) -> u64 {
        self.value()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_as_published() {
        let published = [("", BASIS), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8)];
        for (word, hash) in published {
            assert_eq!(Fnv::of(word.as_bytes()), hash, "{word}");
        }
    }

    #[test]
    fn a_mark_parts_equal_words() {
        assert_ne!(Fnv::marked(1, b"mole"), Fnv::of(b"mole"));
    }
}
