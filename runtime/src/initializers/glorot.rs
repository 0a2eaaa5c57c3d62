//! Glorot's initialisation, which keeps the variance of signals and of gradients alike.
#![cfg(feature = "std")]

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

/// Draws every number uniformly within ±√(6 / (fan_in + fan_out)): the variance is
/// 2 / (fan_in + fan_out).
///
/// Source: Glorot & Bengio, *Understanding the difficulty of training deep feedforward neural
/// networks*, 2010, equation 16.
pub(crate) fn uniform(
    values: &mut [f32],
    fan_in: usize,
    fan_out: usize,
    generator: &mut ChaCha8Rng,
) {
    let limit = (6.0 / (fan_in + fan_out) as f64).sqrt() as f32;
    for value in values {
        *value = limit * (2.0 * generator.random::<f32>() - 1.0);
    }
}
