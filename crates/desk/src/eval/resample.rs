//! Intervals by the bootstrap: figures of samples drawn with replacement from the units themselves (Efron 1979, percentiles).

/// How many samples are drawn.
const SAMPLES: usize = 1000;

/// The generator always starts here: the same gold gives the same intervals.
const SEED: u64 = 1945;

/// For each figure, between which values 95 of 100 samples of `units` units lie. `figures` is given the numbers of the
/// units drawn.
pub(super) fn intervals<const N: usize>(
    units: usize,
    figures: impl Fn(&[usize]) -> [f64; N],
) -> [(f64, f64); N] {
    let mut state = SEED;
    let mut found: [Vec<f64>; N] = std::array::from_fn(|_| Vec::with_capacity(SAMPLES));
    let mut drawn = vec![0; units];
    for _ in 0..SAMPLES {
        for place in &mut drawn {
            // The share of the range, rounded down: the bias is below 2^-32 for any gold that fits in memory.
            *place = ((u128::from(next(&mut state)) * units as u128) >> 64) as usize;
        }
        for (list, figure) in found.iter_mut().zip(figures(&drawn)) {
            list.push(figure);
        }
    }
    found.map(|mut list| {
        list.sort_by(f64::total_cmp);
        let at =
            |share: f64| list.get((share * (SAMPLES - 1) as f64).round() as usize).copied().unwrap_or(0.0);
        (at(0.025), at(0.975))
    })
}

/// SplitMix64 (Steele, Lea and Flood 2014).
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_of_a_mean_holds_it_and_narrows_with_more_units() {
        let mean = |n: usize| {
            intervals(n, |drawn| [drawn.iter().filter(|&&i| i % 2 == 0).count() as f64 / n as f64])[0]
        };
        let (few, many) = (mean(20), mean(2000));
        assert!(few.0 < 0.5 && 0.5 < few.1 && many.0 < 0.5 && 0.5 < many.1);
        assert!(many.1 - many.0 < few.1 - few.0);
        assert_eq!(mean(20), few);
    }

    #[test]
    fn no_units_have_an_empty_interval() {
        assert_eq!(intervals(0, |drawn| [drawn.len() as f64]), [(0.0, 0.0)]);
    }
}
