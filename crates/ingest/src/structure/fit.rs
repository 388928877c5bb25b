//! How a mark can go on from the marks before it.

use super::marks::{Form, Mark, Numerals, Ordinal};

/// A list that is open: its last member can be followed.
#[derive(Clone, Debug)]
pub(super) struct Level {
    /// How its first mark was set.
    pub(super) form: Form,
    /// What it counts with.
    pub(super) numerals: Numerals,
    /// Its last member's place in the count.
    pub(super) last: Ordinal,
    /// The same as printed.
    pub(super) number: String,
    /// Its first member.
    pub(super) first: usize,
    /// Its last member.
    pub(super) member: usize,
    /// The member that opened the list, `None` for the article.
    pub(super) parent: Option<usize>,
    /// The block in which its last mark stands.
    pub(super) block: usize,
}

impl Level {
    /// Whether `mark` is the next member of exactly this list.
    pub(super) fn continued_by(&self, mark: &Mark) -> bool {
        mark.form == self.form
            && mark.readings.iter().any(|&(n, o)| n == self.numerals && o.follows(self.last))
    }
}

/// How a mark fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// The next member of the list at this depth.
    Next(usize),
    /// The first member of a new list.
    Open,
    /// A later member of the list at this depth: some are missing.
    Gap(usize),
    /// The second member of a list whose first has lost its mark.
    Late,
    /// A member that the list at this depth has had already.
    Again(usize),
}

/// How many members may be missing.
const WIDEST_GAP: u32 = 10;

/// What is known where a mark stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Here<'b> {
    /// The mark after it, which decides between two good ways.
    pub(super) next: Option<&'b Mark>,
    /// Its line start may be an accident: only a faultless fit will do.
    pub(super) soft: bool,
    /// The words before it end in a colon: a list is due.
    pub(super) due: bool,
}

/// The best way for a mark to go on, and what it counts with; `None` where there is none.
pub(super) fn best(stack: &[Level], mark: &Mark, here: Here<'_>) -> Option<(Fit, Numerals)> {
    let mut ways: Vec<(u32, Fit, Numerals, Ordinal)> = Vec::new();
    for &(numerals, ordinal) in &mark.readings {
        ways.extend(
            way(stack, mark.form, numerals, ordinal, here).map(|(cost, fit)| (cost, fit, numerals, ordinal)),
        );
    }
    if ways.len() > 1
        && let Some(next) = here.next
    {
        // `(i)` before `(j)` is a letter, before `(ii)` a numeral.
        for way in &mut ways {
            let goes_on =
                next.form == mark.form && next.readings.iter().any(|&(n, o)| n == way.2 && o.follows(way.3));
            way.0 = way.0 * 2 + u32::from(!goes_on) * 3;
        }
    }
    ways.into_iter().min_by_key(|w| w.0).map(|(_, fit, numerals, _)| (fit, numerals))
}

fn way(
    stack: &[Level],
    form: Form,
    numerals: Numerals,
    ordinal: Ordinal,
    here: Here<'_>,
) -> Option<(u32, Fit)> {
    let same = |exact: bool| {
        stack
            .iter()
            .enumerate()
            .rev()
            .filter(move |(_, l)| l.numerals == numerals && (l.form == form || !exact))
    };
    if let Some((i, _)) = same(true).find(|(_, l)| ordinal.follows(l.last)) {
        return Some((0, Fit::Next(i)));
    }
    // A list may open inside one that is set alike, but not inside itself, and only where a list is due.
    let alike = same(true).next();
    if ordinal.is_first() && alike.is_none_or(|(i, _)| here.due && i + 1 < stack.len()) {
        return Some((1, Fit::Open));
    }
    if here.soft {
        return None;
    }
    if let Some((i, _)) = same(false).find(|(_, l)| ordinal.follows(l.last)) {
        return Some((2, Fit::Next(i)));
    }
    if let Some((i, level)) = same(true).next() {
        if ordinal > level.last {
            let near = ordinal.number <= level.last.number + WIDEST_GAP;
            return near.then_some((4, Fit::Gap(i)));
        }
        return Some((6, Fit::Again(i)));
    }
    // Letters that are numerals elsewhere, and capitals, are too often something else.
    let below = |allowed: &[Numerals]| stack.iter().all(|l| allowed.contains(&l.numerals));
    let sure = match numerals {
        Numerals::Arabic => below(&[Numerals::Small, Numerals::SmallRoman]),
        Numerals::Small => below(&[Numerals::Arabic, Numerals::Capital]),
        _ => false,
    };
    (sure && ordinal == Ordinal { number: 2, repeat: 0 }).then_some((8, Fit::Late))
}
