//! Numbers that look random and are the same every time (an xorshift generator).

use model::Fnv;

/// A generator.
pub(crate) struct Draw(u64);

impl Draw {
    /// Each name draws its own.
    pub(crate) fn new(seed: u64, name: &str) -> Self {
        Self(Fnv::marked(seed, name.as_bytes()) | 1)
    }

    /// Any number below 2^53.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 11
    }

    /// A number below `below`; 0 where there is none.
    pub(crate) fn below(&mut self, below: usize) -> usize {
        usize::try_from(self.next() % (below.max(1) as u64)).unwrap_or(0)
    }

    /// One of several.
    pub(crate) fn one<'t, T>(&mut self, of: &'t [T]) -> Option<&'t T> {
        of.get(self.below(of.len()))
    }
}
