//! Where several terms stand together.

/// The places where terms stand at fixed distances, or near each other.
///
/// `positions` holds, for each term, its ascending positions; `offsets` where it should stand, counted from the
/// first. With `slop` 0 the terms must stand exactly so. Otherwise they may come in any order, as long as no more than
/// `slop` positions inside the window are not theirs. Returns first and last position of each place, ascending,
/// without overlaps.
pub(crate) fn windows(positions: &[Vec<u32>], offsets: &[u32], slop: u32) -> Vec<(u32, u32)> {
    if positions.is_empty() || positions.iter().any(Vec::is_empty) {
        return Vec::new();
    }
    if slop == 0 { in_row(positions, offsets) } else { near(positions, slop) }
}

fn in_row(positions: &[Vec<u32>], offsets: &[u32]) -> Vec<(u32, u32)> {
    let width = offsets.iter().copied().max().unwrap_or(0);
    let mut out: Vec<(u32, u32)> = Vec::new();
    let (Some(first), Some(&lead)) = (positions.first(), offsets.first()) else { return out };
    for &p in first {
        let Some(start) = p.checked_sub(lead) else { continue };
        let all = positions.iter().zip(offsets).all(|(list, o)| list.binary_search(&(start + o)).is_ok());
        if all && out.last().is_none_or(|&(_, end)| start > end) {
            out.push((start, start + width));
        }
    }
    out
}

fn near(positions: &[Vec<u32>], slop: u32) -> Vec<(u32, u32)> {
    let room = u32::try_from(positions.len()).unwrap_or(u32::MAX) - 1 + slop;
    let mut at = vec![0usize; positions.len()];
    let mut out: Vec<(u32, u32)> = Vec::new();
    loop {
        // The smallest window over the terms in hand; then the term that stands first moves on.
        let mut low = (u32::MAX, 0);
        let mut high = 0;
        let mut seen = Vec::with_capacity(at.len());
        for (term, (list, &i)) in positions.iter().zip(&at).enumerate() {
            let Some(&p) = list.get(i) else { return out };
            low = low.min((p, term));
            high = high.max(p);
            seen.push(p);
        }
        seen.sort_unstable();
        seen.dedup();
        // A word that is asked for twice must stand there twice.
        let distinct = seen.len() == positions.len();
        if distinct && high - low.0 <= room && out.last().is_none_or(|&(_, end)| low.0 > end) {
            out.push((low.0, high));
        }
        at[low.1] += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_in_a_row() {
        let positions = [vec![1, 5, 9], vec![2, 7, 10]];
        assert_eq!(windows(&positions, &[0, 1], 0), [(1, 2), (9, 10)]);
        assert_eq!(windows(&positions, &[0, 2], 0), [(5, 7)]);
        assert_eq!(windows(&[vec![1], vec![]], &[0, 1], 0), []);
    }

    #[test]
    fn terms_near_each_other_in_any_order() {
        let positions = [vec![1, 20], vec![4, 18]];
        assert_eq!(windows(&positions, &[0, 1], 2), [(1, 4), (18, 20)]);
        assert_eq!(windows(&positions, &[0, 1], 1), [(18, 20)]);
        assert_eq!(windows(&[vec![3], vec![3]], &[0, 1], 5), [], "one word is not two");
        assert_eq!(windows(&[vec![3, 5], vec![3, 5]], &[0, 1], 5), [(3, 5)]);
    }
}
