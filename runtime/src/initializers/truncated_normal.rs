//! The normal distribution truncated at two deviations, with the same bits on every platform.
#![cfg(feature = "std")]

use crate::kernels::math::exp;
use rand::{Rng, RngExt};

/// The standard deviation of the distribution of [`truncated_normal`].
pub(super) const DEVIATION: f64 = 0.879_625_661_034_239_8;

/// A standard normal value, truncated to -2 to 2.
///
/// Rejection sampling: a uniform x is accepted with probability e^(-x²/2), the density over its
/// peak: three draws in five are. Unlike methods with a logarithm or a cosine this needs
/// no function of the platform's mathematical library, whose rounding may differ.
pub(super) fn truncated_normal(generator: &mut (impl Rng + ?Sized)) -> f32 {
    loop {
        let x = 4.0 * generator.random::<f32>() - 2.0;
        if generator.random::<f32>() < exp(-0.5 * x * x) {
            return x;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seed::Seed;

    #[test]
    fn shares_and_deviation_are_those_of_the_cut_bell() {
        const COUNT: usize = 200_000;
        // P(|x| < 1/2, 1, 3/2) of the normal distribution, over P(|x| < 2).
        let expected = [0.382_925, 0.682_689, 0.866_386].map(|share| share / 0.954_500);
        let (mut within, mut squares) = ([0; 3], 0.0);
        let mut generator = Seed(1).generator(0);
        for _ in 0..COUNT {
            let x = truncated_normal(&mut generator);
            assert!(x.abs() <= 2.0);
            squares += f64::from(x * x);
            for (count, bound) in within.iter_mut().zip([0.5, 1.0, 1.5]) {
                *count += usize::from(x.abs() < bound);
            }
        }
        // Some five standard deviations of the fraction of so many draws.
        for (count, expected) in within.into_iter().zip(expected) {
            let share = count as f64 / COUNT as f64;
            assert!((share - expected).abs() < 0.005, "{share}, not {expected}");
        }
        let deviation = (squares / COUNT as f64).sqrt();
        assert!((deviation - DEVIATION).abs() < 0.005, "{deviation}");
    }

    /// The bits of some values, so that a platform's difference or a change of method is detected.
    #[test]
    fn the_bits_are_fixed() {
        let mut generator = Seed(0).generator(0);
        let found: [u32; 4] = core::array::from_fn(|_| truncated_normal(&mut generator).to_bits());
        assert_eq!(found, [1_065_753_864, 1_041_109_424, 3_193_039_680, 3_200_607_712]);
    }
}
